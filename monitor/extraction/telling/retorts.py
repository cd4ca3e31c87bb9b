"""Steps with which somebody answers: "A hits back at B with the closure of the border", "A punishes B with an import ban".

Decides which verb brings such a step in, and that the verb then strikes nobody. Doesn't decide whose step it is.
"""

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import Mark

RETORT = ("object", "retort")
_WITH = ("with", "by", "while")
_BAN = "coercion.trade"
"""Steps whose phrases have the "with" within: "with an import ban"."""
_STEP_REACH, _VERB_REACH = 3, 5
"""Tokens between "with" and the step ("with a new"), and between the verb and "with", over whom it answers."""


def verb_of(scene: Scene, step: Trigger) -> Mark | None:
    """The verb that brings a step in."""
    for verb in scene.of(*RETORT):
        if verb.last <= step.first <= verb.last + _VERB_REACH and scene.title and verb.last in scene.hard:
            return verb  # "A hits back: two crossings shut"
        if verb.last > step.first or scene.broken(verb.last - 1, step.first):
            continue
        if step.value.startswith(_BAN) and step.first - verb.last <= _VERB_REACH:
            return verb
        joints = [m for m in scene.of("role", *_WITH) if verb.last <= m.first and m.last <= step.first]
        if any(m.first - verb.last <= _VERB_REACH and step.first - m.last <= _STEP_REACH for m in joints):
            return verb
    return None


def without_blows(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers, without the blow or word that the verb itself would be: "strikes back at B with a ban"."""
    verbs = [verb for t in found if not t.kinetic and (verb := verb_of(scene, t)) is not None]
    return [t for t in found if not any(v.first <= t.first < v.last for v in verbs)] if verbs else found
