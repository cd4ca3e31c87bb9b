"""Reads the dates that feeds write, with the zones, digits, month names and calendars they really use.

Decides which instant a written date means and how exactly it is known. Never invents one: no date, a nonsensical one, or one that lies
in the future is None, not now. Doesn't read times out of running text.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from monitor.model.times import Precision
from monitor.text import calendars
from monitor.text.calendars import Calendar

FUTURE_ALLOWED = timedelta(minutes=15)
"""Publishers' clocks run a little ahead; anything more is a wrong zone or a wrong calendar."""
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No feed is older than the web: such dates are zero or minus one, written by a program."""
MAX_LENGTH = 80

Day = tuple[date, bool]
"""A day, and whether it is that very one."""
_TO_COME = {Precision.DAY: timedelta(hours=12), Precision.WEEK: timedelta(hours=36)}
_UNKNOWN = (None, Precision.UNKNOWN)
_H = 60
_ZONES: dict[str, tuple[int, ...]] = {
    # Minutes east of UTC. Several values: the letters mean several zones; the outlet's own decides, the first when it doesn't.
    "utc": (0,), "gmt": (0,), "z": (0,), "ut": (0,), "wet": (0,), "west": (_H,), "cet": (_H,), "cest": (2 * _H,), "met": (_H,),
    "eet": (2 * _H,), "eest": (3 * _H,), "msk": (3 * _H,), "trt": (3 * _H,), "irst": (3 * _H + 30,), "irdt": (4 * _H + 30,),
    "aft": (4 * _H + 30,), "gst": (4 * _H,), "azt": (4 * _H,), "get": (4 * _H,), "pkt": (5 * _H,), "uzt": (5 * _H,), "tmt": (5 * _H,),
    "tjt": (5 * _H,), "npt": (5 * _H + 45,), "kgt": (6 * _H,), "btt": (6 * _H,), "mmt": (6 * _H + 30,), "ict": (7 * _H,), "wib": (7 * _H,),
    "hkt": (8 * _H,), "sgt": (8 * _H,), "pht": (8 * _H,), "jst": (9 * _H,), "kst": (9 * _H,), "aest": (10 * _H,), "aedt": (11 * _H,),
    "nzst": (12 * _H,), "nzdt": (13 * _H,), "est": (-5 * _H,), "edt": (-4 * _H,), "cdt": (-5 * _H,), "mst": (-7 * _H,), "mdt": (-6 * _H,),
    "pst": (-8 * _H, 5 * _H), "pdt": (-7 * _H,), "brt": (-3 * _H,), "art": (-3 * _H,),
    "ist": (5 * _H + 30, 2 * _H, _H, 3 * _H + 30), "ast": (3 * _H, -4 * _H), "bst": (_H, 6 * _H), "cst": (-6 * _H, 8 * _H),
    "amt": (4 * _H, -4 * _H), "idt": (3 * _H,),
}  # fmt: skip

_AFTERNOON = {"pm", "p.m.", "ب.ظ", "بعدازظهر", "م"}
_FORENOON = {"am", "a.m.", "ق.ظ", "قبل‌ازظهر", "ص"}

_MONTHS = dict(
    zip(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], range(1, 13), strict=True)
)
_USUAL = re.compile(
    rf"(?:[A-Z][a-z]{{2}}, )?(\d{{1,2}}) ({'|'.join(_MONTHS)}) ((?:199|20\d)\d) "
    r"(?!00:00:00)([01]\d|2[0-3]):([0-5]\d):([0-5]\d) (?:GMT|([+-])(0\d|1[0-4])([0-5]\d))"
)
"""RFC 822, as nearly all feeds write it: a short way for them. What is odd about a date is for those who look closer."""
_EPOCH = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d{1,6})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?)?\s*(z|[+-]\d{2}:?\d{2})?")
_TIME = re.compile(
    r"(?:(?<=\d)t|(?<!\d))(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.:]\d+)?)?"
    r"\s*(?P<half>am|pm|a\.m\.|p\.m\.|ق\.ظ|ب\.ظ|ص(?!\w)|م(?!\w))?"
    r"\s*(?P<zone>(?:utc|gmt)?\s?[+-−]\s?\d{1,2}(?::?\d{2})?(?!\d)|(?<=\s)\d{2}:\d{2}\b|\(?[a-z]{1,5}\)?(?![a-z]))?"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_WORDS = re.compile(r"\d+|(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f])+")
_LUNAR_MARK = re.compile(r"(?<=\d)\s?(?:هـ|ه(?!\w|\.?\s?ش)|\bah\b)")
"""The letter that Arabic writes after a year of the lunar Hijri calendar; with one for "solar" after it, it is the other."""


def read(raw: str | None, *, zone: str, now: datetime) -> tuple[datetime | None, Precision]:
    """The instant in UTC and its precision; ``zone`` (IANA) is for dates that name none.

    A date without a time, or at midnight to the second, is a day: the instant is its noon, so that the day's slack covers it. A day of the
    lunar calendar may be a day off where the moon is sighted, unless its weekday is named too: it is known to the week. What lies after
    ``now`` or before the web is (None, UNKNOWN).
    """
    if not raw or len(raw) > MAX_LENGTH:
        return _UNKNOWN
    try:
        found = _usual(raw) or _odd(_plain(raw), zone)
    except (ValueError, OverflowError):
        return _UNKNOWN
    return _sane(*found, now=now) if found else _UNKNOWN


def _sane(moment: datetime, precision: Precision, *, now: datetime) -> tuple[datetime | None, Precision]:
    if precision in _TO_COME and moment - _TO_COME[precision] <= now < moment:
        return now, precision  # today, and its noon is still to come
    if moment > now + FUTURE_ALLOWED or moment < OLDEST:
        return _UNKNOWN
    return moment, precision


@lru_cache(maxsize=256)
def _zone(name: str) -> tzinfo:
    return UTC if name == "UTC" else ZoneInfo(name)


def _plain(raw: str) -> str:
    """Lower case, one kind of each Arabic letter, ASCII digits, no commas and joiners."""
    text = calendars.plain(raw.strip().lower())
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _usual(raw: str) -> tuple[datetime, Precision] | None:
    match = _USUAL.fullmatch(raw)
    if match is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    wall = datetime(int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=UTC)
    east = timedelta(hours=int(hours), minutes=int(minutes)) if sign else timedelta(0)
    return wall + east if sign == "-" else wall - east, Precision.MINUTE


def _odd(text: str, zone: str) -> tuple[datetime, Precision] | None:
    return _epoch(text) or _calendar(text, _zone(zone))


def _epoch(text: str) -> tuple[datetime, Precision] | None:
    match = _EPOCH.fullmatch(text)
    if match is None:
        return None
    digits = match.group(1)
    seconds = int(digits) / 1000 if len(digits) > 10 else int(digits)
    return datetime.fromtimestamp(seconds, UTC), Precision.MINUTE


def _calendar(text: str, home: tzinfo) -> tuple[datetime, Precision] | None:
    compact = _COMPACT.fullmatch(text)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        text = f"{year}-{month}-{day}" + (f"t{hour}:{minute}:{second or '00'}{zone or ''}" if hour else "")
    clock = _TIME.search(text)
    rest = f"{text[: clock.start()]} {text[clock.end() :]}" if clock else text
    found = _day(rest)
    if found is None:
        return None
    day_on, exact = found
    if not exact:
        return _noon(day_on, home), Precision.WEEK
    if clock is None or _is_filler(clock):
        return _noon(day_on, _offset(clock["zone"] if clock else None, day_on, home)), Precision.DAY
    hour24 = _hour(int(clock["h"]), clock["half"])
    if hour24 > 24:
        return None
    wall = time(hour24 % 24, int(clock["m"]), min(int(clock["s"] or 0), 59))
    local_on = day_on + timedelta(days=hour24 // 24)  # some write midnight as 24:00
    zone = _offset(clock["zone"], local_on, home)
    return datetime.combine(local_on, wall, tzinfo=zone).astimezone(UTC), Precision.MINUTE


def _is_filler(clock: re.Match[str]) -> bool:
    # Programs that know the day alone write midnight to the second.
    return clock["s"] == "00" and int(clock["h"]) == 0 and int(clock["m"]) == 0 and not clock["half"]


def _noon(day_on: date, zone: tzinfo) -> datetime:
    return datetime(day_on.year, day_on.month, day_on.day, 12, tzinfo=zone).astimezone(UTC)


def _hour(hour: int, half: str | None) -> int:
    if half in _AFTERNOON:
        return hour if hour >= 12 else hour + 12
    return 0 if half in _FORENOON and hour == 12 else hour


def _offset(written: str | None, at: date, home: tzinfo) -> tzinfo:
    """The zone as written; the outlet's own when none is, or when the letters mean nothing."""
    name = (written or "").strip("() ")
    if not name:
        return home
    signed = re.fullmatch(r"(?:utc|gmt)?\s?([+−-]?)\s?(\d{1,2}):?(\d{2})?", name)
    if signed:
        minutes = int(signed[2]) * 60 + int(signed[3] or 0)
        return timezone(timedelta(minutes=-minutes if signed[1] in {"-", "−"} else minutes))
    meanings = _ZONES.get(name, ())
    own = _minutes_east(home, at)
    if len(meanings) > 1 and own in meanings:
        return home
    return timezone(timedelta(minutes=meanings[0])) if meanings else home


def _minutes_east(zone: tzinfo, at: date) -> int:
    offset = datetime(at.year, at.month, at.day, 12, tzinfo=zone).utcoffset()
    return int((offset or timedelta()).total_seconds()) // 60


def _day(text: str) -> Day | None:
    lunar = _LUNAR_MARK.search(text) is not None
    first = _YEAR_FIRST.search(text)
    if first:
        return _date(int(first[1]), int(first[2]), int(first[3]), lunar=lunar)
    last = _YEAR_LAST.search(text)
    if last:
        return _day_or_month_first(int(last[1]), int(last[3]), int(last[4]), dotted=last[2] != "/", lunar=lunar)
    return _day_with_month_name(_WORDS.findall(text))


def _day_or_month_first(one: int, two: int, year: int, *, dotted: bool, lunar: bool) -> Day | None:
    """``16.1.2024`` is day first; ``1/2/2024`` is read only when no other reading is possible."""
    if dotted or one > 12 or one == two:
        return _date(year, two, one, lunar=lunar)
    return _date(year, one, two, lunar=lunar) if two > 12 else None


def _day_with_month_name(words: list[str]) -> Day | None:
    """By the last name of a month that has a day and a year: what comes before may be a weekday (``mar.`` is Tuesday in three languages)."""
    named = calendars.named(words)
    for index, (_, month) in reversed(list(enumerate(named))):
        if month is None:
            continue
        numbers = [word for word, _ in named[max(0, index - 1) :] if word.isdigit()]
        # "16 Jan 2024" and "Jan 16 2024" alike; a year may not come first with a name
        if len(numbers) >= 2 and len(numbers[0]) <= 2:
            return _named_day(month, int(numbers[0]), numbers[1], weekday=calendars.weekday(words))
    return None


def _named_day(month: tuple[Calendar, int], number: int, written_year: str, *, weekday: int | None) -> Day | None:
    calendar, of_year = month
    year = int(written_year)
    if len(written_year) == 2 and calendar is not Calendar.LUNAR:
        solar = calendar is Calendar.SOLAR
        year += 1300 if solar and year >= 70 else 1400 if solar else 2000
    found = calendars.day(calendar, year, of_year, number)
    if found is None or calendar is not Calendar.LUNAR:
        return (found, True) if found else None
    by_weekday = calendars.nearest(found, weekday) if weekday is not None else None
    return (by_weekday, True) if by_weekday else (found, False)


def _date(year: int, month: int, number: int, *, lunar: bool) -> Day | None:
    solar = calendars.FIRST_SOLAR_YEAR <= year <= calendars.LAST_SOLAR_YEAR
    calendar = Calendar.LUNAR if lunar else Calendar.SOLAR if solar else Calendar.GREGORIAN
    found = calendars.day(calendar, year, month, number)
    return (found, not lunar) if found else None
