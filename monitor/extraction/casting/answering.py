"""Whose step it is with which somebody answers another: "A hits back at B with the closure of the border".

Decides its two sides from where they stand beside the verb. Doesn't decide which verb brings it in.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import retorts
from monitor.extraction.telling.triggers import Trigger


def sides(scene: Scene, step: Trigger, parties: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt | None] | None:
    """Whoever stands before the verb, and whoever stands behind it."""
    verb = retorts.verb_of(scene, step) if not step.kinetic else None
    doer = next((p for p in parties if p.last <= verb.first and p.state and not p.cue), None) if verb else None
    if verb is None or doer is None:
        return None
    others = (p for p in parties if p.first >= verb.last and p.state not in {None, doer.state})
    return doer, next(others, None)
