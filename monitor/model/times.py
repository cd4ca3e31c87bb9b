"""Instants are aware UTC everywhere; how exactly a time is known is part of it."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a time is known: half the width of the uncertainty is :func:`slack`."""

    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    UNKNOWN = "unknown"


_SLACK = {
    Precision.MINUTE: timedelta(minutes=5),
    Precision.HOUR: timedelta(hours=1),
    Precision.PART_OF_DAY: timedelta(hours=4),
    Precision.DAY: timedelta(hours=12),
    Precision.WEEK: timedelta(days=4),
    Precision.MONTH: timedelta(days=16),
    Precision.UNKNOWN: timedelta(days=2),
}


def slack(precision: Precision) -> timedelta:
    """Half the width of the interval in which an event time of this precision may lie."""
    return _SLACK[precision]


def utc(moment: datetime) -> datetime:
    """The same instant in UTC; raises ValueError when the time carries no zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone: {moment.isoformat()}")
    return moment.astimezone(UTC)
