"""Days of the calendars that news is dated in: Gregorian, Solar Hijri (Iran, Afghanistan) and lunar Hijri (Arabia).

Decides which names are months of which calendar, and which day a day of each is. The lunar one is the Umm al-Qura calendar of Saudi Arabia;
where the moon is sighted instead, a month may begin a day earlier or later.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from hijridate import Hijri


class Calendar(Enum):
    """Whose months and years they are."""

    GREGORIAN = "gregorian"
    SOLAR = "solar"
    LUNAR = "lunar"


FIRST_SOLAR_YEAR = 1369
LAST_SOLAR_YEAR = 1429
"""A year in these bounds is Solar Hijri: 1990 to 2050. Lunar Hijri years of the web (1410 on) overlap, and are told by the names of their
months or by the letter that Arabic writes after them."""
LUNAR_YEARS = range(1410, 1475)

_GREGORIAN = (
    "january jan janvier janv januar januari enero ene gennaio gen ocak января янв जनवरी ژانویه ژانویهٔ جنوری يناير كانون_الثاني",
    "february feb février févr fevrier februar febrero febbraio şubat февраля фев फरवरी فوریه فروری فبراير فبروری شباط",
    "march mar mars märz maerz marzo mart марта мар मार्च مارس مارچ آذار",
    "april apr avril avr abril abr aprile nisan апреля апр अप्रैल آوریل آپریل اپریل ابریل نیسان",
    "may mai mayo maggio mag mayıs мая मई مه مئی مايو می ایار",
    "june jun juin juni junio giugno giu haziran июня июн जून ژوئن جون يونيو حزيران",
    "july jul juillet juil juli julio luglio lug temmuz июля июл जुलाई ژوئیه ژوییه جولای جولائی يوليو تموز",
    "august aug août aout agosto ago ağustos августа авг अगस्त اوت آگوست اگست أغسطس آب",
    "september sep sept septembre septiembre settembre set eylül сентября сен सितंबर سپتامبر ستمبر سبتمبر سپتمبر أيلول",
    "october oct octobre oktober okt octubre ottobre ott ekim октября окт अक्टूबर اکتبر اکتوبر أكتوبر تشرين_الأول تشرين_الاول",
    "november nov novembre noviembre kasım ноября ноя नवंबर نوامبر نومبر نوفمبر تشرين_الثاني",
    "december dec décembre déc decembre dezember dez diciembre dic dicembre aralık декабря дек दिसंबर دسامبر دسمبر ديسمبر كانون_الأول كانون_الاول",
)
_SOLAR = (
    "فروردین حمل وری",
    "اردیبهشت ثور غویی",
    "خرداد جوزا غبرگولی",
    "تیر سرطان چنگاښ",
    "مرداد امرداد اسد زمری",
    "شهریور سنبله وږی",
    "مهر میزان تله",
    "آبان عقرب لړم",
    "آذر قوس لیندۍ",
    "دی جدی مرغومی",
    "بهمن دلو سلواغه",
    "اسفند حوت کب",
)
_LUNAR = (
    "محرم muharram",
    "صفر safar",
    "ربيع_الأول ربيع_الاول ربیع‌الاول",
    "ربيع_الثاني ربيع_الآخر ربيع_الاخر ربیع‌الثانی",
    "جمادى_الأولى جمادى_الاولى جمادى_الأول جمادى_الاول جمادی‌الاول",
    "جمادى_الآخرة جمادى_الاخرة جمادى_الثانية جمادى_الثاني جمادی‌الثانی",
    "رجب rajab",
    "شعبان",
    "رمضان ramadan ramazan",
    "شوال shawwal",
    "ذو_القعدة ذي_القعدة ذوالقعدة ذی‌القعده ذیقعده",
    "ذو_الحجة ذي_الحجة ذوالحجة ذی‌الحجه ذیحجه",
)
_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "أ": "ا",
        "إ": "ا",
        "ۀ": "ه",
        "،": " ",
        ",": " ",
        "\u200c": "",
        "\u200f": "",
        "\u200e": "",
    }
)
_WEEKDAYS = ("الاثنین", "الثلاثاء", "الاربعاء", "الخمیس", "الجمعة", "السبت", "الاحد")


def plain(text: str) -> str:
    """One kind of each Arabic letter; no commas and no joiners."""
    return text.translate(_LETTERS)


def named(words: Sequence[str]) -> list[tuple[str, tuple[Calendar, int] | None]]:
    """The words (lower case, as of :func:`plain`) with the month that each names; names of two words are one."""
    found: list[tuple[str, tuple[Calendar, int] | None]] = []
    rest = list(words)
    while rest:
        pair = "_".join(rest[:2])
        taken = 2 if pair in _months() else 1
        found.append((pair if taken == 2 else rest[0], _months().get(pair if taken == 2 else rest[0])))
        del rest[:taken]
    return found


def weekday(words: Sequence[str]) -> int | None:
    """The day of the week that Arabic words name, Monday being nought."""
    return next((_WEEKDAYS.index(word) for word in words if word in _WEEKDAYS), None)


def day(calendar: Calendar, year: int, month: int, number: int) -> date | None:
    """The Gregorian day; None where the calendar has none such, or the year can't be one of a feed. Raises ValueError like ``date``."""
    if calendar is Calendar.LUNAR:
        return _lunar_day(year, month, number)
    if calendar is Calendar.SOLAR:
        return _solar_day(year, month, number)
    return date(year, month, number)


def nearest(on: date, weekday: int) -> date | None:
    """The day of this weekday within a day of ``on``."""
    days = (on + timedelta(days=by) for by in (0, -1, 1))
    return next((day for day in days if day.weekday() == weekday), None)


@lru_cache(maxsize=1)
def _months() -> dict[str, tuple[Calendar, int]]:
    tables = ((Calendar.SOLAR, _SOLAR), (Calendar.LUNAR, _LUNAR), (Calendar.GREGORIAN, _GREGORIAN))
    return {
        plain(spelling): (calendar, number)
        for calendar, names in tables
        for number, spellings in enumerate(names, 1)
        for spelling in spellings.split()
    }


def _lunar_day(year: int, month: int, number: int) -> date | None:
    if year not in LUNAR_YEARS:
        return None
    on = Hijri(year, month, number).to_gregorian()
    return date(on.year, on.month, on.day)


_ANCHOR = (1400, date(2021, 3, 21))
_LONG_MONTHS, _LONG_DAYS, _SHORT_DAYS = 6, 31, 30


def _solar_day(year: int, month: int, number: int) -> date | None:
    """By the 33-year rule, exact for the years allowed here."""
    if not (FIRST_SOLAR_YEAR <= year <= LAST_SOLAR_YEAR and 1 <= month <= 12):
        return None
    if not 1 <= number <= _solar_month_days(year, month):
        return None
    anchor_year, start = _ANCHOR
    if year >= anchor_year:
        days = sum(_solar_year_days(y) for y in range(anchor_year, year))
    else:
        days = -sum(_solar_year_days(y) for y in range(year, anchor_year))
    before = sum(_solar_month_days(year, m) for m in range(1, month))
    return start + timedelta(days=days + before + number - 1)


def _solar_year_days(year: int) -> int:
    return 366 if (25 * year + 11) % 33 < 8 else 365


def _solar_month_days(year: int, month: int) -> int:
    if month <= _LONG_MONTHS:
        return _LONG_DAYS
    return _SHORT_DAYS if month < 12 else _solar_year_days(year) - 336
