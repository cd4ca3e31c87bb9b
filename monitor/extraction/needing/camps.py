"""Tents, huts and camps that one state's men put up on ground that another holds for its own: "As pitch a fifth tent at D".

Decides whether those who camp are a state's, and at a line. Doesn't decide whose ground it is.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import objects
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.world.geography import LINE_KM

_BEFORE = 6
"""Tokens between those who camp and the verb: "A men dressed as nomads pitch tents"."""


def are_pitched(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """A state's men before the verb, or behind it where it opens its sentence; tents, and a place at a line or another state's name."""
    if not objects.stands_by(scene, scene.of("object", "camp"), trigger):
        return False
    own = (p for p in parties if p.state and p.kind in OF_STATES and not (p.cue or p.speaker))
    men = next((p for p in own if 0 <= trigger.first - p.last <= _BEFORE and not _is_only_whose(p, trigger)), None)
    if men is None:
        return False
    there = (n.place for n in scene.names if n.place is not None)
    return any(place.country == men.state or km <= LINE_KM for place in there for _, km in place.border_km) or any(
        p.state not in {None, men.state} for p in parties
    )


def _is_only_whose(party: PartyAt, trigger: Trigger) -> bool:
    """ "A tourists pitch tents": an adjective whose noun nobody knows; "As pitch tents" are A's."""
    return party.bare and party.adjective and party.last != trigger.first
