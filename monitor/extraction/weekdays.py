"""Numbers that are half of a day's name: "three-sabbath" is Tuesday.

Decides which numbers of a text count nothing. Doesn't decide when anything happened.
"""

from collections.abc import Sequence

from monitor.extraction.vocabulary import Mark
from monitor.text.numbers import Number


def without(found: Sequence[Number], marks: Sequence[Mark]) -> Sequence[Number]:
    """The numbers of a text that stand in no longer word for a time."""
    days = [mark for mark in marks if "time" in mark.senses and mark.last - mark.first > 1] if found else []
    if not days:
        return found
    return [number for number in found if not any(day.first <= number.first < day.last for day in days)]
