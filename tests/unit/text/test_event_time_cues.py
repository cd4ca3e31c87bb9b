"""When something happened, from cues and the time of publication."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from monitor.model.times import Precision
from monitor.text import event_times
from monitor.text.event_times import TimeCue

THURSDAY = datetime(2024, 1, 18, 9, 0, tzinfo=UTC)


def _when(*cues: TimeCue, zone: str = "UTC", at: datetime = THURSDAY) -> tuple[datetime | None, Precision]:
    return event_times.resolve(cues, published_at=at, precision=Precision.MINUTE, known_at=at, zone=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("cue", "wanted", "precision"),
    [
        (TimeCue("tuesday"), datetime(2024, 1, 16, 12, tzinfo=UTC), Precision.DAY),
        (TimeCue("yesterday"), datetime(2024, 1, 17, 12, tzinfo=UTC), Precision.DAY),
        (TimeCue("days_ago", 2), datetime(2024, 1, 16, 12, tzinfo=UTC), Precision.DAY),
        (TimeCue("overnight"), datetime(2024, 1, 18, 2, tzinfo=UTC), Precision.PART_OF_DAY),
        (TimeCue("month", 1, 3), datetime(2024, 1, 3, 12, tzinfo=UTC), Precision.DAY),
    ],
)
def test_cues_count_back_from_publication(cue: TimeCue, wanted: datetime, precision: Precision) -> None:
    """The latest such day or hour before the item."""
    assert _when(cue) == (wanted, precision)


def test_the_same_weekday_is_today_and_never_later_than_known() -> None:
    """ "On Thursday" on a Thursday morning can't be noon yet."""
    assert _when(TimeCue("thursday")) == (THURSDAY, Precision.DAY)


@pytest.mark.parametrize("word", ["friday", "saturday"])
def test_a_weekday_just_ahead_is_not_the_one_of_last_week(word: str) -> None:
    """ "To meet Friday", written on a Thursday: the item is of today."""
    assert _when(TimeCue(word))[0] == THURSDAY


def test_a_night_follows_its_day_and_alone_is_the_last_one() -> None:
    """ "Tuesday night", where a language has one word for evening and night; "at night"."""
    late, small_hours = datetime(2024, 1, 16, 22, tzinfo=UTC), datetime(2024, 1, 18, 2, tzinfo=UTC)
    assert _when(TimeCue("tuesday"), TimeCue("night")) == (late, Precision.PART_OF_DAY)
    assert _when(TimeCue("night")) == (small_hours, Precision.PART_OF_DAY)


def test_a_night_between_two_days_belongs_to_both() -> None:
    """ "In the night from Monday to Tuesday"."""
    cues = (TimeCue("overnight"), TimeCue("monday"), TimeCue("tuesday"))
    assert _when(*cues)[0] == datetime(2024, 1, 16, 2, tzinfo=UTC)


def test_the_hour_of_a_day_to_come_says_nothing_of_the_past() -> None:
    """ "To meet Friday evening" isn't last evening; what a text tells as past may lie six days back."""
    assert _when(TimeCue("friday"), TimeCue("evening"))[0] == THURSDAY
    assert _when(TimeCue("friday", 6), TimeCue("evening"))[0] == datetime(2024, 1, 12, 20, tzinfo=UTC)


def test_last_monday_on_a_monday_is_a_week_back() -> None:
    """ "Last Thursday", written on a Thursday; "last Tuesday" is two days back."""
    assert _when(TimeCue("thursday", 7))[0] == datetime(2024, 1, 11, 12, tzinfo=UTC)
    assert _when(TimeCue("tuesday", 7))[0] == datetime(2024, 1, 16, 12, tzinfo=UTC)


def test_a_weekend_is_the_last_one_until_the_next_is_nearer() -> None:
    """ "At the weekend", written on a Monday and on a Thursday."""
    monday = datetime(2024, 1, 15, 9, 0, tzinfo=UTC)
    assert _when(TimeCue("weekend"), at=monday)[0] == datetime(2024, 1, 14, 12, tzinfo=UTC)
    assert _when(TimeCue("weekend"))[0] == THURSDAY


def test_a_day_of_the_solar_calendar_before_and_after_its_new_year() -> None:
    """The 26th of Dey 1402, and the 2nd of Farvardin 1403."""
    assert _when(TimeCue("solar", 10, 26))[0] == datetime(2024, 1, 16, 12, tzinfo=UTC)
    spring = datetime(2024, 3, 23, 9, 0, tzinfo=UTC)
    assert _when(TimeCue("solar", 1, 2), at=spring)[0] == datetime(2024, 3, 21, 12, tzinfo=UTC)
    assert _when(TimeCue("solar", 1, 40), at=spring)[0] == spring


def test_weekdays_are_local() -> None:
    """At 20:30 UTC on Tuesday it is Wednesday in Karachi, so "Wednesday" is today there."""
    late = datetime(2024, 1, 16, 20, 30, tzinfo=UTC)
    assert _when(TimeCue("wednesday"), zone="Asia/Karachi", at=late)[0] == late


def test_a_far_or_impossible_date_is_no_time_of_this_event() -> None:
    """A date of last summer is background; 31 February is nothing."""
    for cue in (TimeCue("month", 6, 12), TimeCue("month", 2, 31)):
        assert _when(cue) == (THURSDAY, Precision.PART_OF_DAY)


@pytest.mark.parametrize("at", [datetime(2024, 3, 1, 9, tzinfo=UTC), datetime(2024, 2, 29, 9, tzinfo=UTC)])
def test_the_day_that_only_leap_years_have_is_a_day(at: datetime) -> None:
    """29 February, told on the day itself and the day after; a year later it is nothing."""
    assert _when(TimeCue("month", 2, 29), at=at)[1] == Precision.DAY
    assert _when(TimeCue("month", 2, 29), at=at.replace(year=2025, month=3, day=1))[1] == Precision.PART_OF_DAY


def test_without_a_date_nothing_is_known() -> None:
    """A missing date isn't now."""
    zone = ZoneInfo("UTC")
    found = event_times.resolve([], published_at=None, precision=Precision.DAY, known_at=THURSDAY, zone=zone)
    assert found == (None, Precision.UNKNOWN)
