"""Incidents over time, drawn."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from monitor.cli.timeline import Step, edges, render
from monitor.errors import UsageError
from monitor.model.times import utc

START = datetime(2031, 3, 1, 20, 0, tzinfo=UTC)


def lines(times: dict[datetime, int], step: Step, zone: str = "UTC") -> list[str]:
    """What is drawn for so many incidents at these times."""
    found = edges(min(times), max(times), step, zone=zone)
    counts = [sum(n for at, n in times.items() if begin <= at < end) for begin, end in pairwise(map(utc, found))]
    return list(render(list(zip(found, counts, strict=False)), step, bar="#"))


def test_a_day_is_that_of_the_configured_zone() -> None:
    """Half-hour zones too; empty days are shown, the longest bar is as wide as there is room."""
    times = {START - timedelta(days=2): 1, START: 30, START + timedelta(hours=4): 15}
    assert lines(times, Step.DAY, "Asia/Kolkata") == [
        f"2031-02-28 Fri      1  {'#'}",
        "2031-03-01 Sat      0",
        f"2031-03-02 Sun     45  {'#' * 60}",
    ]
    assert [line.split()[2] for line in lines(times, Step.DAY)] == ["1", "0", "30", "15"]


def test_a_long_silence_is_one_line() -> None:
    """Only how long it was."""
    times = {START: 1, START + timedelta(days=100): 1}
    assert [" ".join(line.split()) for line in lines(times, Step.DAY)] == [
        f"2031-03-01 Sat 1 {'#' * 60}",
        "… 0 99 days",
        f"2031-06-09 Mon 1 {'#' * 60}",
    ]


def test_what_is_too_long_to_read_is_refused() -> None:
    """A made-up date must not draw a line for each hour of centuries; days of a lifetime are fine."""
    with pytest.raises(
        UsageError, match="from 1970-01-01 to 2031-03-01 is too long for a line each hour; give --since"
    ):
        edges(datetime(1970, 1, 1, tzinfo=UTC), START, Step.HOUR, zone="UTC")
    assert len(edges(datetime(1970, 1, 1, tzinfo=UTC), START, Step.DAY, zone="UTC")) > 20_000


def test_hours_of_a_night_when_the_clock_is_set_back() -> None:
    """The hour that comes twice is two hours."""
    begin = datetime(2031, 10, 26, 0, 30, tzinfo=UTC)
    times = {begin: 1, begin + timedelta(hours=1): 2, begin + timedelta(hours=2): 3}
    assert [line.split()[:3] for line in lines(times, Step.HOUR, "Europe/Berlin")] == [
        ["2031-10-26", "02:00", "1"],
        ["2031-10-26", "02:00", "2"],
        ["2031-10-26", "03:00", "3"],
    ]
