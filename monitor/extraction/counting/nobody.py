"""What is said to have befallen nobody: "no soldier was hurt", "none of B's men was shot".

Decides whether a word's people are denied. Doesn't decide whether a whole sentence says that something didn't happen.
"""

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark

NOBODY = ("mode", "nobody")
"""The sense without which nothing is said of nobody."""
_REACH = 7
"""Tokens between "no" and what befell nobody: "of the A border guards was"."""
_BETWEEN = ("det", "of", "border", "be", "being", "have", "to", "and")
"""What may stand between; in Italian "is" is written like "and"."""


def befell(scene: Scene, mark: Mark) -> bool:
    """ "No A soldier was hit", "none of B's men was shot", "no shots were fired"."""
    none = next((m for m in reversed(scene.of(*NOBODY)) if m.last <= mark.first), None)
    if none is None or mark.first - none.last > _REACH or scene.broken(none.last - 1, mark.first):
        return False
    if none.last == mark.first and none.has("mode", "negated"):
        return False  # "no attack": the act itself is denied
    between = [m for m in scene.marks if none.last <= m.first and m.last <= mark.first]
    named = any(number.first == none.last for number in scene.numbers)  # "the R's no 2 was killed"
    return not named and all(
        m.names
        or m.has("party")
        or m.has("count", "person")
        or m.has("means")
        or m.has("mode", "not", "negated")
        or m.has("role", *_BETWEEN)
        or ("role", "relative") in m.word.forms
        for m in between
    )
