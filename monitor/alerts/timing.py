"""Times of day as instants, through changes of the clocks. A time that the clocks skip is taken as if they had not; one that comes twice, once."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from monitor.model.alerts import Daily, QuietHours

_DAY = timedelta(days=1)


def next_at(daily: Daily, *, now: datetime) -> datetime:
    """The next time after, not at, ``now`` that it is that time of day; UTC."""
    return min(at for at in _around(daily.at, daily.zone, now) if at > now)


def last_at(daily: Daily, *, now: datetime) -> datetime:
    """The last time, up to and including ``now``, that it was that time of day; UTC."""
    return max(at for at in _around(daily.at, daily.zone, now) if at <= now)


def quiet_until(hours: QuietHours, *, now: datetime) -> datetime | None:
    """When the quiet that reigns ends; None when there is none."""
    starts = _around(hours.start, hours.zone, now)
    ends = _around(hours.end, hours.zone, now)
    days = list(zip(starts, ends, strict=True))
    if hours.end <= hours.start:
        days = [(start, end) for (start, _), (_, end) in pairwise(days)]
    return max((end for start, end in days if start <= now < end), default=None)


def _around(at: time, zone: str, now: datetime) -> Iterator[datetime]:
    """That time on the days around, in order: there are days enough for a state that skips one when it changes its side of the date line."""
    today = now.astimezone(ZoneInfo(zone)).date()
    for days in range(-2, 4):
        # The first of two, or before the clocks were put forward: ``fold`` is 0.
        yield datetime.combine(today + days * _DAY, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)
