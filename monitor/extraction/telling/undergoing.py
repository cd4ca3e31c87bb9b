"""Who undergoes an act that a noun names: "A comes under attack", "A suffers a second raid".

Decides the sufferer from such a verb before the noun. Doesn't decide whose act it was.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import Mark

_UNDER = 3
_REACH = 5
"""Tokens between the verb and its noun: "comes under a large-scale A drone attack"."""


def verb_of(scene: Scene, trigger: Trigger) -> Mark | None:
    """The verb close before the noun that makes somebody its sufferer."""
    verbs = (m for m in reversed(scene.of("role", "undergo")) if m.last <= trigger.first)
    verb = next(verbs, None)
    if verb is not None and verb.has("role", "topic") and trigger.first - verb.last > _UNDER:
        return None  # "under" relates to what follows at once
    if verb is None or trigger.first - verb.last > _REACH or scene.broken(verb.last - 1, trigger.first):
        return None
    return verb


def sufferer(scene: Scene, trigger: Trigger, clause: Sequence[PartyAt]) -> PartyAt | None:
    """The nearest party before such a verb; where verbs come first, else the one right behind it."""
    verb = verb_of(scene, trigger)
    if verb is None:
        return None
    before = next((p for p in reversed(clause) if p.last <= verb.first and not p.located and p.cue != "by"), None)
    if before is not None or scene.grammar.order != "vso":
        return before
    return next((p for p in clause if verb.last <= p.first and p.last <= trigger.first), None)
