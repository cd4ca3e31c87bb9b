"""How fast a channel may be told: its own hourly rate, and the pauses that the other side asks for.

What lies further ahead than it can is left out: it is of a time when the clock was wrong.
"""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.alerts.retry import CLOCK_MAY_DIFFER, LATEST_PLAN

HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Pace:
    """One channel's. ``sent``: when the messages of the last hour went out, oldest first."""

    sent: deque[datetime]
    paused_until: datetime | None = None

    def pause(self, until: datetime) -> None:
        """The other side said that it gets too much."""
        self.paused_until = until

    def room(self, rate: int | None, now: datetime) -> int | None:
        """How many more messages the rate allows; None for any number."""
        self.sent = deque(at for at in self.sent if now - HOUR < at <= now + CLOCK_MAY_DIFFER)
        return None if rate is None else max(0, rate - len(self.sent))

    def closed(self, rate: int | None, now: datetime) -> tuple[datetime, str] | None:
        """Until when nothing may go, and why; None when something may."""
        if self.paused_until is not None and now < self.paused_until <= now + LATEST_PLAN:
            return self.paused_until, "the channel asked for a pause"
        if self.room(rate, now) == 0:
            return self.sent[0] + HOUR, f"the channel's {rate} messages an hour are used up"
        return None
