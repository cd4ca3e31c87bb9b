"""Incidents over time as bars. A line is a period in digits, a bar and a number: no foreign text that could turn it around."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from monitor.errors import UsageError

WIDEST = 60
LONGEST_GAP = 7
"""So many empty periods in a row are shown one by one; of a longer gap only how long it is."""


class Step(StrEnum):
    """How long a period is."""

    HOUR = "hour"
    DAY = "day"


MOST_PERIODS = 50_000
"""A date that a feed made up may lie centuries back."""

_LENGTHS = {Step.HOUR: timedelta(hours=1), Step.DAY: timedelta(days=1)}

Period = tuple[datetime, int]
"""When a period begins, on the zone's clock, and how many incidents started in it."""


def edges(first: datetime, last: datetime, step: Step, *, zone: str) -> list[datetime]:
    """Where the periods from that of ``first`` to that of ``last`` begin, and where the last of them ends, on the zone's clock.

    Days of a change of the clock are longer or shorter, and the hour that comes twice is two. Raises UsageError for too many to read.
    """
    if (last - first) / _LENGTHS[step] > MOST_PERIODS:
        raise UsageError(f"from {first:%Y-%m-%d} to {last:%Y-%m-%d} is too long for a line each {step}; give --since")
    begin = first.astimezone(ZoneInfo(zone)).replace(minute=0, second=0, microsecond=0)
    found = [begin.replace(hour=0, fold=0) if step is Step.DAY else begin]
    while found[-1].astimezone(UTC) <= last:
        found.append(_next(found[-1], step))
    return found


def render(periods: Sequence[Period], step: Step, *, bar: str = "█") -> Iterator[str]:
    """A line for each period, empty ones too."""
    most = max((number for _, number in periods), default=1)
    for empty, run in groupby(periods, key=lambda period: not period[1]):
        alike = list(run)
        if empty and len(alike) > LONGEST_GAP:
            yield f"{'…':>{len(_label(alike[0][0], step))}}  {0:5}  {len(alike)} {step}s"
            continue
        for begin, number in alike:
            drawn = bar * max(1, round(WIDEST * number / most)) if number else ""
            yield f"{_label(begin, step)}  {number:5}  {drawn}".rstrip()


def _next(begin: datetime, step: Step) -> datetime:
    if step is Step.DAY:
        return begin + timedelta(days=1)
    return (begin.astimezone(UTC) + timedelta(hours=1)).astimezone(begin.tzinfo)


def _label(begin: datetime, step: Step) -> str:
    return f"{begin:%Y-%m-%d %a}" if step is Step.DAY else f"{begin:%Y-%m-%d %H:%M}"
