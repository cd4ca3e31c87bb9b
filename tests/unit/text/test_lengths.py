"""How long something took, in one wording for screens and messages."""

from datetime import timedelta

import pytest

from monitor.text import lengths

DAY, HOUR, MINUTE, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (-SECOND, "0 s"),
        (119.9 * SECOND, "119 s"),
        (2 * MINUTE, "2 min"),
        (2 * HOUR - SECOND, "119 min"),
        (2 * DAY - SECOND, "47 h"),
        (2 * DAY, "2 days"),
        (400 * DAY, "400 days"),
    ],
)
def test_a_length_is_said_in_the_largest_unit_that_there_are_two_of(length: timedelta, said: str) -> None:
    """So it is never off by more than half of itself."""
    assert lengths.of_time(length) == said
