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
    local = ZoneInfo(zone)
    counted: list[Period] = []
    end = datetime.min.replace(tzinfo=UTC)
    for moment, number in sorted(times.items()):
        if moment < end:
            begin, before = counted[-1]
            counted[-1] = begin, before + number
        else:  # the clock is looked at once a period, not once an incident: there may be a hundred thousand
            begin = _begin(moment.astimezone(local), step)
            end = _end(begin, step)
            counted.append((begin, number))
    return counted


def _begin(shown: datetime, step: Step) -> datetime:
    hour = shown.replace(minute=0, second=0, microsecond=0)
    return hour.replace(hour=0, fold=0) if step is Step.DAY else hour


def _end(begin: datetime, step: Step) -> datetime:
    """In UTC: days of a change of the clock are longer or shorter, and the hour that comes twice is two."""
    if step is Step.HOUR:
        return begin.astimezone(UTC) + timedelta(hours=1)
    return (begin + timedelta(days=1)).astimezone(UTC)


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
