"""What makes a word of force force: arms, the dead, a place, or somebody whose act it can be.

Decides whether a draft has any of these, and whether it has to do with anybody known. Doesn't decide what else a text may sound of.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.judging.filters import is_armed, tellers
from monitor.extraction.scenes.scene import Passage
from monitor.extraction.words.vocabulary import ENVOYS, OF_A_LINE
from monitor.model.reports import PartyKind

_FIGHTS = frozenset({"clash", "attack", "raid"})
"""What is said of armies when it happens on a line: "clashes at G", "a brawl on the bridge of N"."""

_OVER = frozenset({"strike", "attack", "hit", "shell"})
"""What a state does over a line."""
_BOTH = 2
_GERUND = "ing"


def _is_bare(draft: Draft) -> bool:
    """Whether people are only said to have been killed: by whom or what, nothing tells."""
    unnamed = draft.initiator is None or not draft.initiator.spans
    return unnamed and set(draft.words) <= {"kill"} and not is_armed(draft)


def grounded(draft: Draft) -> bool:
    """Whether a word of force has anything that makes it force: "strike in a town" alone is a stoppage of work."""
    doer, sufferer = draft.initiator, draft.target
    if _is_bare(draft):
        return bool(draft.tolls)
    if is_armed(draft) or draft.tolls or draft.deadly or _is_fight_at_line(draft):
        return True
    if draft.vague and not draft.places:
        return False
    if doer is not None and doer.state:
        others = {sufferer.state} if sufferer is not None else tellers(draft)
        if draft.places or draft.located or others - {doer.state}:
            return True
    return ("blast" in draft.words and bool(draft.places or draft.located)) or _is_assault(draft)


def _is_fight_at_line(draft: Draft) -> bool:
    """What a headline tells; deeper in a text it may be what led to it."""
    return draft.title and draft.main and draft.at_the_line and bool(_FIGHTS & set(draft.words))


def is_fight_of_neighbours(draft: Draft, states: Sequence[str], passages: Sequence[Passage]) -> bool:
    """ "Clashes on the A-B border": what a headline tells of no place but the line between two; "fighting hunger on the A-B border" is no fight."""
    if "clash" not in draft.words or not (draft.title and draft.main) or len(states) != _BOTH:
        return False
    marks = passages[0].marks
    if ("role", "border") not in passages[0].senses:
        return False
    tokens, begun = passages[0].folded.tokens, {mark.first for mark in marks}
    fights = (mark for mark in marks if ("kinetic", "clash") in mark.senses)
    return any(mark.last in begun or not tokens[mark.last - 1].endswith(_GERUND) for mark in fights)


def is_on_anothers_border(draft: Draft, states: Sequence[str], passages: Sequence[Passage]) -> bool:
    """ "A bombards B's border", "A attacks the B border": a state's act, told by a verb, with nothing named but the line it went over."""
    if draft.voice != "verb" or not (draft.title and draft.main) or _OVER.isdisjoint(draft.words[:1]):
        return False
    border = not OF_A_LINE.isdisjoint(passages[0].senses)
    return border and len(states) == _BOTH and draft.doer in states


def _is_assault(draft: Draft) -> bool:
    """ "An attack on the consulate of B in D", "raids on villages in A": a building or people, and where."""
    struck = draft.target
    if struck is None or not struck.spans or not {"attack", "raid"} & set(draft.words):
        return False
    return draft.target_common in ENVOYS or (struck.kind == PartyKind.CIVILIANS and bool(draft.places or draft.located))


def is_placed(draft: Draft) -> bool:
    """Whether an act has to do with any state or group that is known, by its parties, its places or who tells it, or counts its dead."""
    known = any(party.state or party.entity for party in (draft.initiator, draft.target) if party is not None)
    return known or bool(draft.countries or draft.places or draft.tolls or draft.said_by or draft.claimed_by)
