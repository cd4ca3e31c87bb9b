"""An attack that somebody beats back is told by the noun for it, and the verb is no second act of force.

Decides whether such a verb has an act for its object. Doesn't decide who attacked.
"""

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark

REPELS = ("role", "repel")
"""The sense of words for beating somebody or something back."""
_KINETIC = "kinetic"
_REACH = 5
"""Tokens between the verb and its object: whose attack it was, and when."""


def is_of_act(scene: Scene, verb: Mark) -> bool:
    """ "Repelled a dawn attack by the R", "repulses the R's attack"; "drove back the R in an attack" has the R for its object."""
    if (
        scene.grammar.order != "svo" or "means" in scene.senses
    ):  # "beats back an assault with drones", its own or the other's
        return False
    noun = next((m for m in scene.of(_KINETIC) if m.first >= verb.last), None)
    if noun is None or noun.first - verb.last > _REACH or not _is_noun(noun):
        return False
    return not scene.cue(noun.first, noun.last) and not scene.broken(verb.last - 1, noun.first)


def _is_noun(mark: Mark) -> bool:
    return any((_KINETIC, form) in mark.word.forms for form in ("noun", "nv"))
