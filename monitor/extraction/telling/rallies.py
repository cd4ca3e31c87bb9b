"""What a crowd's protest is about: "a rally against raids on homes", "hundreds march to condemn attacks".

Decides which acts of force are no more than that. Doesn't decide what states protest against, which happened.
"""

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import CONDEMNED
from monitor.extraction.words.vocabulary import Mark

RALLY = ("object", "rally")
"""The sense without which no crowd protests."""
_STANDING = ("object", "standing")
"""Of a siege, which goes on while a crowd is against it."""
_REACH = 6
"""Tokens between "against" and what a crowd is against: "the recent attack by A on the B"."""
_DESCRIBING = ("det", "and", "of")
_UNKNOWN = 3
"""So many words between them may be none that reading knows: "the brutal and cowardly"."""


def without(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers but those of force that a crowd's protest in the same sentence is about."""
    marks = scene.of(*RALLY)
    rally = next((mark for mark in marks if _STANDING not in mark.word.forms), None)
    if rally is None:
        return found
    stands = {mark.first for mark in marks if _STANDING in mark.word.forms}
    openers = [mark for mark in scene.marks if mark.last > rally.first and _opens(mark)]
    about = {t.first for t in found for opener in openers if t.kinetic and _is_about(scene, opener, t)}
    return [t for t in found if t.first not in about or t.first in stands]


def _opens(mark: Mark) -> bool:
    """ "Against", "to condemn", "protesting", and words of a rally that end in one."""
    if mark.has("role", "against") or (mark.has(*RALLY) and "of" in mark.word.forms):
        return True
    return any(sign.value.startswith(CONDEMNED) for sign in mark.word.acts)


def _is_about(scene: Scene, opener: Mark, trigger: Trigger) -> bool:
    gap = trigger.first - opener.last
    if not 0 <= gap <= _REACH or trigger.voice != "noun" or scene.broken(opener.last - 1, trigger.first):
        return False
    between = [mark for mark in scene.marks if opener.last <= mark.first and mark.last <= trigger.first]
    known = sum(mark.last - mark.first for mark in between)
    plain = all(
        mark.names or mark.has("party") or mark.has("role", *_DESCRIBING) or not mark.has("role") for mark in between
    )
    return plain and gap - known <= _UNKNOWN
