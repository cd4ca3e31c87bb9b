"""Incidents over time as bars. A line is a period in digits, a bar and a number: no foreign text that could turn it around."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

WIDEST = 60
LONGEST_GAP = 7
"""So many empty periods in a row are shown one by one; of a longer gap only how long it is."""


class Step(StrEnum):
    """How long a period is."""

    HOUR = "hour"
    DAY = "day"


Period = tuple[datetime, int]


def periods(times: Mapping[datetime, int], step: Step, *, zone: str) -> list[Period]:
    """The beginning of each period of the zone's clock in which something started, and how often; oldest first."""
    local, counted = ZoneInfo(zone), dict[datetime, int]()
    for moment, number in times.items():
        shown = moment.astimezone(local).replace(minute=0, second=0, microsecond=0)
        # Counted in UTC: of the hour that comes twice in a year both halves read the same.
        begin = (shown.replace(hour=0, fold=0) if step is Step.DAY else shown).astimezone(UTC)
        counted[begin] = counted.get(begin, 0) + number
    return [(begin.astimezone(local), number) for begin, number in sorted(counted.items())]


def render(found: Sequence[Period], step: Step, *, bar: str = "█") -> Iterator[str]:
    """A line for each period, empty ones too."""
    most = max((number for _, number in found), default=1)
    before: datetime | None = None
    for begin, number in found:
        if before is not None:
            yield from _between(before, begin, step)
        yield f"{_label(begin, step)}  {number:5}  {bar * max(1, round(WIDEST * number / most))}"
        before = begin


def _between(before: datetime, after: datetime, step: Step) -> Iterator[str]:
    empty = _missing(before, after, step)
    if len(empty) > LONGEST_GAP:
        yield f"{'…':>{len(_label(before, step))}}  {0:5}  {len(empty)} {step}s"
        return
    for begin in empty:
        yield f"{_label(begin, step)}  {0:5}"


def _missing(before: datetime, after: datetime, step: Step) -> list[datetime]:
    if step is Step.DAY:
        first = before.date().toordinal() + 1
        dates = map(date.fromordinal, range(first, after.date().toordinal()))
        return [datetime(day.year, day.month, day.day, tzinfo=before.tzinfo) for day in dates]
    known = before.astimezone(UTC)
    hours = int((after.astimezone(UTC) - known) / timedelta(hours=1))
    return [(known + timedelta(hours=hour)).astimezone(before.tzinfo) for hour in range(1, hours)]


def _label(begin: datetime, step: Step) -> str:
    return f"{begin:%Y-%m-%d %a}" if step is Step.DAY else f"{begin:%Y-%m-%d %H:%M}"
