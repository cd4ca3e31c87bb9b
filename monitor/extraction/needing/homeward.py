"""Armies that go home: "A's army goes home from B", and no captive of whom the same is said.

Decides whether those who go are another state's forces, and many. Doesn't decide whence they go.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import RELEASED
from monitor.model.reports import PartyKind

_MANY = 50
"""So many soldiers are no captives."""


def goes_home(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A's army goes home from B": another state's forces, too many to be captives; "three soldiers return home" were let go."""
    near = (p for p in reversed(parties) if p.last <= trigger.first and not p.cue and not p.speaker)
    goers = next(near, None)
    if goers is None or goers.kind != PartyKind.STATE_FORCES or goers.state is None:
        return False
    word = scene.mark_before(goers.last)
    few = any(n.first < goers.last and goers.first - n.last <= 1 and n.count.best < _MANY for n in scene.numbers)
    if few or (word is not None and word.has("count", "person")) or scene.broken(goers.last - 1, trigger.first):
        return False
    if any(mark.first != trigger.first for mark in scene.of("event", RELEASED)):
        return False  # "leave A after six months in prison"
    left = [p.state for p in parties if p.bare and p.first >= trigger.last]
    left += [n.place.country for n in scene.names if n.place is not None and n.first >= trigger.last]
    return any(state not in {None, goers.state} for state in left)
