"""How long something is or was, as people say it."""

from datetime import timedelta

_UNITS = (("days", timedelta(days=1)), ("h", timedelta(hours=1)), ("min", timedelta(minutes=1)))


def of_time(length: timedelta) -> str:
    """Rounded down, in the largest unit that there are at least two of: ``90 s``, ``119 min``, ``47 h``, ``2 days``."""
    for name, unit in _UNITS:
        if length >= 2 * unit:
            return f"{length // unit} {name}"
    return f"{max(timedelta(0), length) // timedelta(seconds=1)} s"
