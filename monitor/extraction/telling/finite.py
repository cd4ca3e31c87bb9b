"""Whether a verb is its sentence's own, where verbs stand second: "after talks SHELLS A B's village", "before talks HAS A B's village SHELLED".

Decides it from what stands behind the verb, or from "has" before it. Doesn't decide who acts.
"""

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark

_NOUNS = frozenset({"noun", "owned", "of_force", "deadly", "with_target"})
"""Forms of words that are no verbs."""
_HELPERS = ("have", "be")
_SAME_PHRASE = 3
"""Tokens between two nouns of one thing: "the explosion of a mine"."""


def is_news(scene: Scene, start: int, mark: Mark) -> bool:
    """Whether an act behind "after", which opens the part of the sentence that begins at ``start``, is what the part tells, where verbs stand second."""
    if _stands_second(scene, mark):
        return True
    alone = mark.last in scene.hard  # the verb of "after" itself ends its clause
    return not alone and second_act(scene, start, mark)


def second_act(scene: Scene, start: int, mark: Mark) -> bool:
    """ "After strikes A shows ...": without a comma, the first act is the background and the second the news, unless both are nouns of one phrase."""
    if start not in scene.hard and start != scene.first:
        return False
    acts = [m for m in scene.marks if start < m.first < mark.first and (m.has("kinetic") or m.has("event"))]
    one_phrase = bool(acts) and mark.first - acts[-1].last <= _SAME_PHRASE and _NOUNS.issuperset(mark.word.act_forms)
    return len(acts) > 1 if one_phrase else bool(acts)


def _stands_second(scene: Scene, mark: Mark) -> bool:
    """Whether the verb, or "has" and "was" before it, ends what the sentence opens with."""
    if _NOUNS.issuperset(mark.word.act_forms):
        return False
    low, high = scene.window(mark.first)
    behind = scene.mark_at(mark.last)
    if mark.last < high and not (behind is not None and behind.has("role", *_HELPERS)):
        opener = scene.mark_before(mark.first)
        return opener is None or not opener.has("role", "have", "be", "after")
    return any(low < helper.first < mark.first for helper in scene.of("role", *_HELPERS))
