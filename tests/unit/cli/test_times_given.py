"""Times as people give them: spans and dates, and what no calendar holds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.options import parse_since, parse_until
from monitor.errors import UsageError

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)
SPANS = st.builds("{}{}".format, st.integers(min_value=0, max_value=10**20), st.sampled_from("smhdw"))
DATES = st.one_of(st.dates(), st.datetimes(timezones=st.sampled_from([None, UTC]))).map(lambda at: at.isoformat())


def test_a_span_is_counted_back_from_now_and_a_date_counts_whole() -> None:
    """Where a zone isn't given, it is UTC."""
    assert parse_since("36h", now=NOW) == NOW - timedelta(hours=36)
    assert parse_since("2031-05-01", now=NOW) == datetime(2031, 5, 1, tzinfo=UTC)
    assert parse_until("2031-05-01", now=NOW) == datetime(2031, 5, 2, tzinfo=UTC)
    assert parse_since(None, now=NOW) is None
    with pytest.raises(UsageError, match="neither a span such as 24h nor a date"):
        parse_since("yesterday", now=NOW)


@given(SPANS | DATES)
def test_whatever_is_given_there_is_room_to_count_from_it(text: str) -> None:
    """Years back and forth, as graphs and ladders do; the beginning and the end of all calendars are beyond all news."""
    for parse in (parse_since, parse_until):
        moment = parse(text, now=NOW)
        assert moment is not None
        assert datetime(1890, 1, 1, tzinfo=UTC) < moment < datetime(2210, 1, 1, tzinfo=UTC)
