"""Whom a headline ends with: "Get out of D or be thrown out, A told".

Decides who is addressed so. Doesn't decide what is said, nor by whom.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger


def at_end(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> PartyAt | None:
    """The state before the word of telling with which a sentence ends, set off from what is told."""
    word = scene.mark_before(scene.last)
    if word is None or not word.has("object", "demanding"):
        return None
    told = next((p for p in parties if p.last == word.first and p.state and p.kind in OF_STATES), None)
    return told if told is not None and trigger.last <= told.first and told.first in scene.hard else None
