"""Quantities as people write them."""

from datetime import timedelta

import pytest

from monitor.rules import units


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("15m", 900), ("48h", 172_800), ("14d", 1_209_600), ("1h30m", 5_400), ("0s", 0), ("0.5d", 43_200)],
)
def test_a_duration_has_units(text: str, seconds: float) -> None:
    """Seconds, minutes, hours and days, alone or together."""
    assert units.parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "15", 15, None, "15 m", "-3h", "1w", "m", "1h-", "٣h", "9999999d", True])
def test_what_is_no_duration_is_refused_with_an_example(text: object) -> None:
    """A bare number has no unit, so it is no duration."""
    with pytest.raises(ValueError, match=r"write 90s, 15m, 48h or 14d|longer than"):
        units.parse_duration(text)


def test_days_are_a_number() -> None:
    """A half-life is reckoned in days, however it is written."""
    assert units.parse_days("36h") == 1.5


def test_distances_are_in_kilometres() -> None:
    """Other units and bare numbers are refused."""
    assert units.parse_kilometres("50km") == units.parse_kilometres("50 km") == 50.0
    for wrong in ("50", "50mi", 50, "50m", "-1km"):
        with pytest.raises(ValueError, match="write 50km"):
            units.parse_kilometres(wrong)


def test_rates_are_per_hour() -> None:
    """A rate of a day comes to at least one per hour, for a channel that gets nothing is none."""
    assert [units.parse_rate(text) for text in ("30/h", "1/m", "48/d", "1/d")] == [30, 60, 2, 1]
    for wrong in ("0/h", "30", "30/s", 30):
        with pytest.raises(ValueError, match="write 30/h"):
            units.parse_rate(wrong)


@pytest.mark.parametrize(
    ("text", "below", "at", "above"),
    [(">= 0.6", False, True, True), ("> 0.6", False, False, True), ("<0.6", True, False, False), ("<= 0.6", True, True, False), ("== 0.6", False, True, False), ("!= 0.6", True, False, True)],
)  # fmt: skip
def test_a_comparison_holds_or_not(text: str, below: bool, at: bool, above: bool) -> None:
    """Each sign means what it says."""
    bound = units.parse_comparison(text)
    assert (bound.holds(0.5), bound.holds(0.6), bound.holds(0.7)) == (below, at, above)


@pytest.mark.parametrize("text", ["0.6", 0.6, ">= x", "=> 1", ">= 1 2", None])
def test_what_is_no_comparison_is_refused(text: object) -> None:
    """A bare number compares nothing."""
    with pytest.raises(ValueError, match="is no comparison"):
        units.parse_comparison(text)
