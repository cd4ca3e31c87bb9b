"""The only reader of the clock, and a clock that is set by hand for replays and the demo."""

import time
from datetime import UTC, datetime


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        return datetime.now(UTC)


class VirtualClock:
    """A clock that stands still until it is moved; it never goes back."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The instant last set."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Goes forward to ``moment``; an earlier one changes nothing."""
        self._now = max(self._now, moment)


def monotonic() -> float:
    """Seconds that never jump; only differences mean anything."""
    return time.monotonic()
