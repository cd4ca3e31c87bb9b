"""What is closed: a word that is said of crossings tells of a sky where one stands beside it, in any language: "airspace over A shut".

Decides whether a closure is a sky's. Doesn't decide who closed it, nor which words close.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import SHUT, SKY_SHUT
from monitor.extraction.words.vocabulary import Mark

SKY = ("object", "airspace")
_BY_ITSELF = frozenset({"", "with_passage"})
_REACH = 5
"""Tokens between a sky and the word that it is closed: "airspace over A's north is closed"."""


def shut(scene: Scene, found: Sequence[Trigger]) -> list[Trigger]:
    """The triggers, of which those that close a sky say so."""
    skies = [replace(t, value=SKY_SHUT, needs="") if _is_of_sky(scene, t) else t for t in found]
    if not scene.grammar.adjective_before:
        return skies
    declared = {t.parted.rpartition(" ")[2] for t in skies if t.parted and t.value == SKY_SHUT}
    return [t for t in skies if not _is_particle(scene, t, declared)] if declared else skies


def _is_particle(scene: Scene, trigger: Trigger, particles: Collection[str]) -> bool:
    """ "Declares A's sky for closed": the end of a verb that says so already."""
    return trigger.value == SKY_SHUT and not trigger.parted and scene.passage.folded.tokens[trigger.first] in particles


def _is_of_sky(scene: Scene, trigger: Trigger) -> bool:
    """Whether a sky stands on either side of the word, nearer than any border."""
    if trigger.value != SHUT or trigger.needs not in _BY_ITSELF:
        return False
    sky = _gap(scene, trigger, scene.of(*SKY))
    return sky <= _REACH and sky < _gap(scene, trigger, scene.of("role", "border"))


def _gap(scene: Scene, trigger: Trigger, marks: Sequence[Mark]) -> int:
    """Tokens between a word and the nearest of the marks in its part of the sentence."""
    gaps = [
        max(trigger.first - mark.last, mark.first - trigger.last) for mark in marks if not _apart(scene, trigger, mark)
    ]
    return min(gaps, default=_REACH + 1)


def _apart(scene: Scene, trigger: Trigger, mark: Mark) -> bool:
    first, last = sorted((trigger.first, mark.first))
    return scene.broken(first, last)
