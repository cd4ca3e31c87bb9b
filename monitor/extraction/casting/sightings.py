"""What one state sees of another's: "A detects five of B's jets off its coast", "B's ships spotted by A".

Decides whether craft or forces of another state are what is seen, and that they came. Doesn't decide what was done about them.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.model.reports import PartyKind

SEEN = "seen_there"
"""The form of verbs of those who watch a sky or a sea."""
_CRAFT_REACH = 2
"""Tokens between whose craft it is and the word for it."""
_REACH = 6
"""Tokens between the verb and whose craft it sees."""


def are_seen(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Whether both are told."""
    return None not in sides(scene, trigger, parties)


def sides(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> tuple[PartyAt | None, PartyAt | None]:
    """Whose they are, and who sees them."""
    seen = next((p for p in _behind_or_before(scene, trigger, parties) if p.state and _is_craft(scene, p)), None)
    if seen is None:
        return None, None
    watchers = (p for p in parties if p.state not in {None, seen.state} and p.kind in OF_STATES and p is not seen)
    return seen, next(watchers, None)


def _behind_or_before(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> list[PartyAt]:
    """Those who may be seen, the nearest first: behind an active verb, before any other."""
    if scene.grammar.order == "sov" or trigger.voice == "passive":
        return [p for p in reversed(parties) if 0 <= trigger.first - p.last <= _REACH]
    near = [p for p in parties if 0 <= p.first - trigger.last <= _REACH]
    return near[1:] if scene.grammar.order == "vso" and len(near) > 1 else near


def _is_craft(scene: Scene, party: PartyAt) -> bool:
    """Forces, or a state beside what flies or floats: "A's drones", "drones of A"."""
    if party.kind == PartyKind.STATE_FORCES:
        return True
    craft = (*scene.of("means", "drone", "aircraft", "helicopter"), *scene.of("object", "vessel"))
    return any(0 <= m.first - party.last <= _CRAFT_REACH or 0 <= party.first - m.last <= _CRAFT_REACH for m in craft)
