"""Of which class is whom an act of force struck.

Decides it on the evidence of the text. Doesn't decide who that was.
"""

from collections.abc import Mapping

from monitor.extraction.drafts import Draft
from monitor.extraction.words.vocabulary import VILLAGE
from monitor.model.reports import PartyKind, TargetClass

_CLASS_OF_KIND: Mapping[PartyKind, TargetClass] = {
    PartyKind.STATE_FORCES: TargetClass.STATE_FORCES,
    PartyKind.NONSTATE_GROUP: TargetClass.NONSTATE_GROUP,
    PartyKind.CIVILIANS: TargetClass.CIVILIANS,
}


def target_class(draft: Draft) -> TargetClass:
    """What was struck, on the text's own evidence: a country's name alone says nothing."""
    target = draft.target
    if target is None:
        return TargetClass.UNKNOWN
    if target.kind == PartyKind.GOVERNMENT and draft.target_common == VILLAGE:
        return TargetClass.CIVILIANS
    if target.kind == PartyKind.GOVERNMENT:
        return TargetClass.GOVERNMENT if draft.target_common else TargetClass.UNKNOWN
    return _CLASS_OF_KIND.get(target.kind, TargetClass.UNKNOWN)
