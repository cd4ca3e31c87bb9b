"""Numbers that are half of a day's name: "three-sabbath" is Tuesday.

Decides which numbers of a text count nothing. Doesn't decide when anything happened.
"""

from collections.abc import Sequence

from monitor.extraction.scenes.scene import Passage
from monitor.text.numbers import Number


def without(found: Sequence[Number], passage: Passage) -> Sequence[Number]:
    """The numbers of a text that stand in no longer word for a time."""
    if not found or "time" not in passage.senses:
        return found
    days = [mark for mark in passage.marks if "time" in mark.senses and mark.last - mark.first > 1]
    return [number for number in found if not any(day.first <= number.first < day.last for day in days)]
