"""When something happened, from what a text says and when it was published.

Decides the instant and its precision from cues of the lexicon (weekdays, "overnight", "two days earlier", a day with its month). Doesn't
read text itself. A time is never later than it could be known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.model.times import Precision
from monitor.text import calendars
from monitor.text.calendars import Calendar

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As the lexicon's sense ``time`` calls them, Monday being the first."""
_HOUR_OF = {"midnight": 0, "overnight": 2, "night": 2, "morning": 6, "noon": 13, "evening": 20, "tonight": 20}
"""Local hours in the middle of what these words mean; the precision says that they are no more than that."""
_LATE = 22
"""The same of "night" behind its day ("Tuesday night"); alone it is the last one."""
_NIGHTS = frozenset({"overnight", "night", "evening"})
"""What may lie between two days that are named."""
_EXACT = {Precision.MINUTE, Precision.HOUR}


@dataclass(slots=True)
class TimeCue:
    """``word`` as in the lexicon's sense ``time:<word>``; ``value`` a number of days, or a month; ``day`` of that month. Never changed.

    Of a weekday ``value`` is how many days it lies back at most, where a text leaves no doubt that it is past; seven of "last Monday".
    """

    word: str
    value: int = 0
    day: int = 0


def resolve(
    cues: Sequence[TimeCue], *, published_at: datetime | None, precision: Precision, known_at: datetime, zone: ZoneInfo
) -> tuple[datetime | None, Precision]:
    """The instant in UTC and its precision; (None, unknown) when nothing says when: a missing date isn't now."""
    if published_at is None:
        return None, Precision.UNKNOWN
    local = published_at.astimezone(zone) if cues else published_at
    day, hour = _day(cues, local), None
    for cue in cues:
        if cue.word in _HOUR_OF:
            day, hour = _at(cue, cues, day, local)
            break
    if day is None and hour is None:
        kept = Precision.PART_OF_DAY if precision in _EXACT else precision
        return min(published_at, known_at).astimezone(UTC), kept
    moment = _at_hour(day or local, 12 if hour is None else hour, local=local, dated=day is not None)
    kept = Precision.DAY if hour is None else Precision.PART_OF_DAY
    return min(moment.astimezone(UTC), published_at.astimezone(UTC), known_at.astimezone(UTC)), kept


def _at(
    hour: TimeCue, cues: Sequence[TimeCue], day: datetime | None, local: datetime
) -> tuple[datetime | None, int | None]:
    """The day and the hour of it that a word for an hour means beside the others."""
    if day is None:  # of a weekday to come, or too far back, it says nothing
        return None, None if any(cue.word in WEEKDAYS for cue in cues) else _HOUR_OF[hour.word]
    if _is_between_days(cues):
        return min(day + timedelta(days=1), local), _HOUR_OF["overnight"]
    return day, _LATE if hour.word == "night" else _HOUR_OF[hour.word]


def _is_between_days(cues: Sequence[TimeCue]) -> bool:
    """ "In the night from Monday to Tuesday"."""
    days = [WEEKDAYS.index(cue.word) for cue in cues if cue.word in WEEKDAYS]
    return len(days) > 1 and (days[1] - days[0]) % 7 == 1 and any(cue.word in _NIGHTS for cue in cues)


def _at_hour(day: datetime, hour: int, *, local: datetime, dated: bool) -> datetime:
    moment = day.replace(hour=hour, minute=0, second=0, microsecond=0)
    return moment - timedelta(days=1) if moment > local and not dated else moment


def _day(cues: Sequence[TimeCue], local: datetime) -> datetime | None:
    for cue in cues:
        if cue.word in WEEKDAYS:
            ago = (local.weekday() - WEEKDAYS.index(cue.word)) % 7
            ago = 7 if not ago and cue.value == 7 else ago
            return local - timedelta(days=ago) if ago <= max(cue.value, _BARE_WEEKDAY_DAYS) else None
        if cue.word == "yesterday":
            return local - timedelta(days=1)
        if cue.word == "days_ago":
            return local - timedelta(days=cue.value)
        if cue.word == "weekend":
            return _weekend(local)
        if cue.word in _CALENDARS and cue.day:
            calendar, behind = _CALENDARS[cue.word]
            return _past_day(local, [_date(calendar, local.year - years, cue) for years in behind])
    return None


def _weekend(local: datetime) -> datetime | None:
    """From Saturday to Wednesday it is the latest; later in the week it may be the next."""
    if local.weekday() in _BEFORE_WEEKEND:
        return None
    return local if local.weekday() > max(_BEFORE_WEEKEND) else local - timedelta(days=local.weekday() + 1)


def _date(calendar: Calendar, year: int, cue: TimeCue) -> date | None:
    """None for a day that this year doesn't have."""
    try:
        return calendars.day(calendar, year, cue.value, cue.day)
    except ValueError:
        return None


def _past_day(local: datetime, days: Sequence[date | None]) -> datetime | None:
    """The latest of these days that is past, if it is still news: one far back isn't news of this item."""
    for day in days:
        if day is not None and timedelta(0) <= local.date() - day < _STILL_NEWS:
            return local - (local.date() - day)
    return None


_BARE_WEEKDAY_DAYS = 4
"""A weekday further back is the one to come ("to meet Friday", written on a Thursday): of the past one, news say "last"."""

_BEFORE_WEEKEND = (3, 4)
"""Thursday and Friday."""
_CALENDARS = {"month": (Calendar.GREGORIAN, (0, 1)), "solar": (Calendar.SOLAR, (621, 622))}
"""Words for a date, with its calendar and by how many years that may be behind ours: the Solar Hijri year begins in March."""

_STILL_NEWS = timedelta(days=45)
"""A date further back is background, not the time of what an item reports."""
