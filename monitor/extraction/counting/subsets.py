"""Which numbers count part of those who were counted already: "nine died, four of them children".

Decides it from the words beside a number. Doesn't decide what befell them.
"""

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark
from monitor.text.numbers import Number

_SUBSET = ("count", "subset")


def behind(scene: Scene, number: Number, *, reach: int) -> bool:
    """Whether a word for a part stands within ``reach`` tokens behind a number."""
    return any(number.last <= mark.first <= number.last + reach for mark in scene.of(*_SUBSET))


def is_part(scene: Scene, number: Number) -> bool:
    """ "four of them children", "including three women": those were counted already."""
    if _SUBSET not in scene.senses:
        return False
    before = scene.mark_before(number.first)
    after = None if scene.broken(number.last - 1, number.last) else scene.mark_at(number.last)
    if before is not None and _is_whole_behind(before):
        return False
    if before is not None and before.has("count", "subset"):
        return True
    if after is not None and after.has("count", "subset") and not _opens_part(after):
        return True
    wholes = (m for m in scene.of(*_SUBSET) if _is_whole_behind(m) and 0 <= m.first - number.last <= 4)
    if any(other.first >= mark.last for mark in wholes for other in scene.numbers):
        return True  # but "two dead among the guards" has no whole
    if after is not None and after.has("count", "killed", "injured"):
        return False  # "four dead, including a major, and twelve wounded"
    opened = [mark for mark in scene.of(*_SUBSET) if not _is_whole_behind(mark) and mark.last <= number.first]
    if not opened or number.first - opened[-1].last > 6 or scene.broken(opened[-1].last, number.first):
        return False
    dead = scene.of("count", "killed", "injured")
    return not any(
        opened[-1].last <= mark.first < number.first for mark in dead
    )  # "blasts, including two by car, kill nine"


def _is_whole_behind(mark: Mark) -> bool:
    """ "Three cricketers among ten dead": the whole comes second."""
    return any(sign.group == "count" and sign.value == "subset" and sign.form == "before" for sign in mark.signs)


def _opens_part(mark: Mark) -> bool:
    """ "32 including a child": the part comes second, without a number of its own."""
    return any(sign.group == "count" and sign.value == "subset" and sign.form == "ahead" for sign in mark.signs)
