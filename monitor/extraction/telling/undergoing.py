"""Who undergoes an act that a noun names: "A comes under attack", "A suffers a second raid".

Decides the sufferer from such a verb before the noun. Doesn't decide whose act it was.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import Mark

_UNDER = 3
_TOLD = "told"
"""The form of the lexicon for a verb of telling, whose subject undergoes what it tells of where nobody is named with it."""
_BENEATH, _AT_ONCE = "under", 1
"""The form of the lexicon for "under" itself, which bears on a noun with no more than an adjective between: "under A-ish shelling"."""
_BEFALLS = frozenset({"attack", "shoot", "shell", "ambush", "foray", "incursion"})
_REACH = 5
"""Tokens between the verb and its noun: "comes under a large-scale A drone attack"."""


def verb_of(scene: Scene, trigger: Trigger) -> Mark | None:
    """The verb close before the noun that makes somebody its sufferer."""
    verbs = (m for m in reversed(scene.of("role", "undergo")) if m.last <= trigger.first or m.first == trigger.first)
    verb = next(verbs, None)
    if verb is not None and verb.first == trigger.first:
        return verb  # "under the bombs", in one word
    if verb is not None and verb.has("role", "topic") and trigger.first - verb.last > _UNDER:
        return None  # "under" relates to what follows at once
    if verb is None or trigger.first - verb.last > _REACH or scene.broken(verb.last - 1, trigger.first):
        return None
    if _BENEATH in verb.word.forms and trigger.first - verb.last > _AT_ONCE:
        return None
    return verb if _TOLD not in verb.word.forms or _is_told_alone(scene, verb, trigger) else None


def _is_told_alone(scene: Scene, verb: Mark, trigger: Trigger) -> bool:
    """ "A's guards report attack": what nobody is named with behind it, right behind the verb, befell whoever tells of it; a "strike" may be his own."""
    if trigger.value not in _BEFALLS or trigger.first - verb.last > 1:
        return False
    _, high = scene.window(trigger.first)
    return not any(m.names or "party" in m.senses for m in scene.marks if trigger.last <= m.first < high)


def sufferer(scene: Scene, trigger: Trigger, clause: Sequence[PartyAt]) -> PartyAt | None:
    """The nearest party before such a verb; where verbs come first, else the one right behind it."""
    verb = verb_of(scene, trigger)
    if verb is None:
        return None
    before = next((p for p in reversed(clause) if p.last <= verb.first and not p.located and p.cue != "by"), None)
    if before is not None or scene.grammar.order != "vso":
        return before
    return next((p for p in clause if verb.last <= p.first and p.last <= trigger.first), None)
