"""Times of day as instants, above all on the days when the clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts import timing
from monitor.model.alerts import Daily, QuietHours

BERLIN, KARACHI = "Europe/Berlin", "Asia/Karachi"
ZONES = st.sampled_from(
    (BERLIN, KARACHI, "UTC", "Pacific/Apia", "Australia/Lord_Howe", "America/St_Johns", "Asia/Tehran")
)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))
MOMENTS = st.integers(0, 20 * 366 * 24 * 60).map(
    lambda minutes: datetime(2011, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def utc(text: str) -> datetime:
    """A moment."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "zone", "now", "expected"),
    [
        ("06:00", KARACHI, "2030-01-01 00:59", "2030-01-01 01:00"),
        ("06:00", KARACHI, "2030-01-01 01:00", "2030-01-02 01:00"),
        (
            "02:30",
            BERLIN,
            "2030-03-30 12:00",
            "2030-03-31 01:30",
        ),  # skipped: half an hour after the clocks went forward
        ("02:30", BERLIN, "2030-03-31 01:30", "2030-04-01 00:30"),
        ("02:30", BERLIN, "2030-10-26 12:00", "2030-10-27 00:30"),  # comes twice: the first
        ("02:30", BERLIN, "2030-10-27 00:30", "2030-10-28 01:30"),
    ],
)
def test_a_daily_time_comes_once_a_day(at: str, zone: str, now: str, expected: str) -> None:
    """After the moment, not at it, on the clocks of the zone."""
    assert timing.next_at(Daily(at=time.fromisoformat(at), zone=zone), now=utc(now)) == utc(expected)


@pytest.mark.parametrize(
    ("start", "end", "zone", "now", "expected"),
    [
        ("22:00", "06:00", KARACHI, "2030-01-01 16:59", None),
        ("22:00", "06:00", KARACHI, "2030-01-01 17:00", "2030-01-02 01:00"),
        ("22:00", "06:00", KARACHI, "2030-01-02 00:59", "2030-01-02 01:00"),
        ("22:00", "06:00", KARACHI, "2030-01-02 01:00", None),
        ("12:00", "14:00", KARACHI, "2030-01-01 08:00", "2030-01-01 09:00"),
        ("22:00", "06:00", BERLIN, "2030-03-31 00:30", "2030-03-31 04:00"),
        ("22:00", "06:00", BERLIN, "2030-10-27 04:30", "2030-10-27 05:00"),
        ("02:00", "02:30", BERLIN, "2030-03-31 01:10", "2030-03-31 01:30"),
    ],
)
def test_quiet_hours_end_when_the_clock_says_so(
    start: str, end: str, zone: str, now: str, expected: str | None
) -> None:
    """A night that the clocks make longer or shorter is as long as they make it."""
    hours = QuietHours(channels=("c",), start=time.fromisoformat(start), end=time.fromisoformat(end), zone=zone)
    assert timing.quiet_until(hours, now=utc(now)) == (utc(expected) if expected else None)


@given(TIMES, ZONES, MOMENTS)
def test_daily_times_go_on_without_gap_or_repetition(at: time, zone: str, now: datetime) -> None:
    """Each is later than the last, on another day of that zone, and none is more than two days away."""
    daily, days = Daily(at=at, zone=zone), set()
    for _ in range(4):
        then = timing.next_at(daily, now=now)
        assert now < then <= now + timedelta(days=2)
        day = then.astimezone(ZoneInfo(zone)).date()
        assert day not in days
        days.add(day)
        now = then


@given(TIMES, TIMES, ZONES, MOMENTS)
def test_quiet_ends_and_is_over_then(start: time, end: time, zone: str, now: datetime) -> None:
    """What is held until the end isn't held again by the same quiet hours."""
    hours = QuietHours(channels=("c",), start=start, end=end, zone=zone)
    until = timing.quiet_until(hours, now=now)
    if until is not None and start != end:
        assert now < until <= now + timedelta(hours=49)
        assert timing.quiet_until(hours, now=until) is None
