"""Those whom another state holds, or held: "A's corporal in B's captivity", "two A policemen home from a B jail".

Decides whether a word for where people are kept tells of that, who holds whom, and whether they are in it or out of it. Doesn't decide why.
"""

from collections.abc import Sequence

from monitor.extraction.party_at import PartyAt
from monitor.extraction.scene import Scene
from monitor.extraction.triggers import Trigger
from monitor.model.reports import PartyKind

NEEDS = frozenset({"in_hands", "out_of_hands"})
"""Forms of the lexicon of such words."""
_PEOPLE = frozenset({PartyKind.STATE_FORCES, PartyKind.CIVILIANS})
_IN = frozenset({"in", "inside", "on"})
"""Relations of the holder: "in" his hands, "into" them."""


def is_in(_scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "In Chinese hands"."""
    keeper, kept = holder(trigger, parties), held(trigger, parties)
    return keeper is not None and kept is not None and keeper.cue in _IN and kept.state != keeper.state


def is_out(_scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "From Chinese hands"."""
    keeper, kept = holder(trigger, parties), held(trigger, parties)
    return keeper is not None and kept is not None and keeper.cue == "from" and kept.state != keeper.state


def holder(trigger: Trigger, parties: Sequence[PartyAt]) -> PartyAt | None:
    """The state whose adjective stands right before the word."""
    return next((p for p in parties if p.last == trigger.first and p.bare and p.adjective and p.state), None)


def held(trigger: Trigger, parties: Sequence[PartyAt]) -> PartyAt | None:
    """The people before it."""
    before = (p for p in reversed(parties) if p.last < trigger.first and p.kind in _PEOPLE)
    return next(before, None)
