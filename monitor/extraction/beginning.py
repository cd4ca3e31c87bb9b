"""Who began a fight of which the words alone don't say it: the rest of the item does.

Decides the direction of a clash between two states from who is told to have opened fire, unless that one's own dead are counted. Doesn't
decide between two states that are both told to have begun.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.model.reports import Party

_BLOWS = frozenset({"shoot", "shell", "attack", "strike", "hit", "ambush", "raid", "incursion", "truce_breach"})
"""Words of what one side does to the other."""


def direct(drafts: Sequence[Draft]) -> None:
    """Turn round each clash whose first-named side only defended itself."""
    for clash in drafts:
        if not clash.kinetic or clash.words[0] != "clash" or clash.tolls:
            continue  # "a soldier of B dies in a clash with A": who fell was struck, whoever is said to have fired first
        one, other = _state(clash.initiator), _state(clash.target)
        if one is None or other is None or one == other:
            continue
        theirs = _blows(drafts, other, one) and not _fell(drafts, other)
        if theirs and not _blows(drafts, one, other):
            clash.initiator, clash.target = clash.target, clash.initiator


def _blows(drafts: Sequence[Draft], doer: str, struck: str) -> bool:
    """Whether one state is told to have struck the other, in so many words."""
    for draft in drafts:
        if not draft.kinetic or draft.earlier or draft.words[0] not in _BLOWS or _state(draft.initiator) != doer:
            continue
        there = draft.countries or [struck]
        if _state(draft.target) == struck or (draft.target is None and struck in there):
            return True
    return False


def _fell(drafts: Sequence[Draft], state: str) -> bool:
    """Whether the dead of a state are told of in so many words."""
    return any(draft.words[0] == "kill" and _state(draft.target) == state for draft in drafts if draft.kinetic)


def _state(party: Party | None) -> str | None:
    return party.state if party else None
