"""Dates as feeds write them."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.model.times import Precision
from monitor.text import feed_dates

NOW = datetime(2024, 2, 1, 12, tzinfo=UTC)


def at(raw: str | None, zone: str = "UTC", now: datetime = NOW) -> str | None:
    """What is read, as day and minute in UTC, with a mark for a day's precision."""
    moment, precision = feed_dates.read(raw, zone=zone, now=now)
    if moment is None:
        assert precision is Precision.UNKNOWN
        return None
    assert moment.utcoffset() == timedelta(0)
    return f"{moment:%Y-%m-%d %H:%M}" + ("" if precision is Precision.MINUTE else f" {precision}")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Tue, 16 Jan 2024 19:30:00 GMT", "2024-01-16 19:30"),
        ("Tue, 16 Jan 2024 19:30:00 +0430", "2024-01-16 15:00"),
        ("16 Jan 24 19:30 -0500", "2024-01-17 00:30"),
        ("Di, 16 Jan 2024 19:30:00 +0100", "2024-01-16 18:30"),
        ("Tue Jan 16 19:30:00 PKT 2024", "2024-01-16 14:30"),
        ("January 16, 2024 7:30 pm", "2024-01-16 19:30"),
        ("2024-01-16T19:30:00Z", "2024-01-16 19:30"),
        ("2024-01-16T19:30:00.123456+03:30", "2024-01-16 16:00"),
        ("2024-01-16T19:30+0330", "2024-01-16 16:00"),
        ("2024-01-16 19:30:00 05:00", "2024-01-16 14:30"),
        ("2024-01-16T24:00:00Z", "2024-01-17 00:00"),
        ("20240116T193000Z", "2024-01-16 19:30"),
        ("01/16/2024 07:30 PM", "2024-01-16 19:30"),
        ("16.1.2024 19:30", "2024-01-16 19:30"),
        ("1705433400", "2024-01-16 19:30"),
        ("1705433400000", "2024-01-16 19:30"),
        ("Tue, 16 Jan 2024 19:30:60 GMT", "2024-01-16 19:30"),
    ],
)
def test_the_usual_forms_are_read(raw: str, expected: str) -> None:
    """RFC 822, RFC 3339, ctime, seconds and milliseconds since 1970, and what programs make of them."""
    assert at(raw) == expected


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("PKT", "14:30"),
        ("IRST", "16:00"),
        ("IRDT", "15:00"),
        ("AFT", "15:00"),
        ("GST", "15:30"),
        ("UTC+5", "14:30"),
        ("GMT-0330", "23:00"),
        ("EST", "00:30"),
        ("Z", "19:30"),
        ("GMT+0500 (PKT)", "14:30"),
        ("(CET)", "18:30"),
    ],
)
def test_named_zones_are_what_they_say(zone: str, utc: str) -> None:
    """Names of zones outside of America are not UTC."""
    assert str(at(f"Tue, 16 Jan 2024 19:30:00 {zone}"))[-5:] == utc


@pytest.mark.parametrize(
    ("home", "written", "utc"),
    [
        ("Asia/Kolkata", "IST", "14:00"),
        ("Asia/Jerusalem", "IST", "17:30"),
        ("Asia/Tehran", "IST", "16:00"),
        ("UTC", "IST", "14:00"),
        ("Asia/Riyadh", "AST", "16:30"),
        ("America/Halifax", "AST", "23:30"),
        ("Asia/Dhaka", "BST", "13:30"),
        ("Asia/Karachi", "", "14:30"),
        ("Asia/Karachi", "LOCAL", "14:30"),
    ],
)
def test_letters_that_mean_several_zones_mean_the_outlets(home: str, written: str, utc: str) -> None:
    """The outlet's own zone decides between meanings, and stands for none and for nonsense."""
    assert str(at(f"Tue, 16 Jan 2024 19:30:00 {written}", home))[-5:] == utc


@pytest.mark.parametrize(
    ("raw", "zone", "expected"),
    [
        ("۱۴۰۲/۱۰/۲۶ ۱۰:۳۰", "Asia/Tehran", "2024-01-16 07:00"),
        ("1402-10-26", "Asia/Tehran", "2024-01-16 08:30 day"),
        ("سه‌شنبه، ۲۶ دی ۱۴۰۲ - ۱۰:۳۰", "Asia/Tehran", "2024-01-16 07:00"),
        ("۲۶ دي ۱۴۰۲", "Asia/Tehran", "2024-01-16 08:30 day"),
        ("26 جدی 1402", "Asia/Kabul", "2024-01-16 07:30 day"),
        ("29 اسفند 1399", "UTC", "2021-03-19 12:00 day"),
        ("30 اسفند 1399", "UTC", "2021-03-20 12:00 day"),
        ("30 اسفند 1402", "UTC", None),
        ("16 جنوری 2024 10:30", "Asia/Karachi", "2024-01-16 05:30"),
        ("16 يناير 2024 10:30 م", "Asia/Riyadh", "2024-01-16 19:30"),
        ("١٦ يناير ٢٠٢٤", "UTC", "2024-01-16 12:00 day"),
        ("16 ژانویه 2024", "UTC", "2024-01-16 12:00 day"),
    ],
)
def test_other_scripts_and_calendars_are_read(raw: str, zone: str, expected: str | None) -> None:
    """Digits of other scripts, month names in Persian, Dari, Urdu and Arabic, and the Solar Hijri calendar."""
    assert at(raw, zone) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("16 كانون الثاني 2024 10:30", "2024-01-16 10:30"),
        ("١٦ كانون الأول ٢٠٢٣", "2023-12-16 12:00 day"),
        ("16 تشرين الأول 2023", "2023-10-16 12:00 day"),
        ("16 تشرين الثاني 2023", "2023-11-16 12:00 day"),
        ("الثلاثاء 6 شباط 2023", "2023-02-06 12:00 day"),
        ("6 آذار 2023", "2023-03-06 12:00 day"),
        ("6 آب 2023", "2023-08-06 12:00 day"),
        ("mar. 16 janv. 2024 19:30", "2024-01-16 19:30"),
        ("Mar, 16 Gen 2024 19:30:00 +0100", "2024-01-16 18:30"),
        ("mar, 16 ene 2024 19:30", "2024-01-16 19:30"),
        ("Di, 05 Dez 2023 19:30", "2023-12-05 19:30"),
        ("16 ocak 2024 19:30", "2024-01-16 19:30"),
        ("16 января 2024, 19:30", "2024-01-16 19:30"),
        ("16 जनवरी 2024", "2024-01-16 12:00 day"),
    ],
)
def test_months_are_known_in_many_languages(raw: str, expected: str) -> None:
    """Also those of the Levant, which are two words, and beside weekdays that look like months."""
    assert at(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("4 رجب 1445", "2024-01-16 12:00 week"),
        ("4 رجب 1445 هـ 10:30", "2024-01-16 12:00 week"),
        ("1445/07/04 هـ", "2024-01-16 12:00 week"),
        ("٤ ربيع الآخر ١٤٤٥", "2023-10-19 12:00 week"),
        ("4 ذو الحجة 1444", "2023-06-22 12:00 week"),
        ("4 Ramadan 1444", "2023-03-26 12:00 week"),
        ("الثلاثاء 4 رجب 1445 10:30", "2024-01-16 10:30"),
        ("الأربعاء 4 رجب 1445 10:30", "2024-01-17 10:30"),
        ("الاثنين، 4 رجب 1445", "2024-01-15 12:00 day"),
        ("الخميس 4 رجب 1445", "2024-01-16 12:00 week"),
        ("1402/10/26 ه.ش", "2024-01-16 12:00 day"),
        ("31 رجب 1445", None),
        ("4 رجب 1045", None),
    ],
)
def test_lunar_days_may_be_a_day_off_unless_the_weekday_says_which(raw: str, expected: str | None) -> None:
    """By the calendar of Arabia; where the moon is sighted the month may begin a day earlier or later."""
    assert at(raw) == expected


def test_a_lunar_day_that_has_just_begun_is_not_in_the_future() -> None:
    """Whether it is today or tomorrow, the day is now at the latest."""
    assert at("20 رجب 1445", now=datetime(2024, 2, 1, 6, tzinfo=UTC)) == "2024-02-01 06:00 week"
    assert at("22 رجب 1445", now=datetime(2024, 2, 1, 6, tzinfo=UTC)) is None


@pytest.mark.parametrize("raw", ["2024-01-16", "16 January 2024", "Tue, 16 Jan 2024 00:00:00 GMT", "20240116"])
def test_a_date_without_a_time_is_a_day(raw: str) -> None:
    """Also midnight to the second, which programs write for want of a time; the instant is noon, the middle of the day."""
    assert at(raw) == "2024-01-16 12:00 day"


def test_today_is_not_in_the_future() -> None:
    """Before noon, today's date is now at the latest."""
    morning = datetime(2024, 1, 16, 6, tzinfo=UTC)
    assert at("2024-01-16", now=morning) == "2024-01-16 06:00 day"
    assert at("2024-01-17", now=morning) is None


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "yesterday",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0001-01-01T00:00:00Z",
        "2024-02-30",
        "2024-13-01",
        "31 Feb 2024",
        "1/2/2024",
        "2024-01-16T99:00:00Z",
        "99999999999999",
        "16 Jan",
        "x" * 200,
        "2024-01-16T10:00:00+99:99",
    ],
)
def test_what_means_nothing_is_unknown(raw: str | None) -> None:
    """Missing, impossible, ambiguous and prehistoric dates are None."""
    assert at(raw) is None


def test_the_future_is_unknown_but_for_a_quarter_of_an_hour() -> None:
    """Clocks run ahead a little; more is a wrong zone."""
    assert at("2024-02-01T12:15:00Z") == "2024-02-01 12:15"
    assert at("2024-02-01T12:16:00Z") is None
