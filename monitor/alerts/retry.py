"""When a delivery is tried again, and when it is given up. The numbers are ours unless a comment names their ground."""

import re
from datetime import datetime, timedelta

from monitor.model.alerts import Deferred, Delivered, DeliveryOutcome, DeliveryState, Rejected

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_PAUSE = timedelta(hours=1)
"""Nobody is believed who asks for more silence than our own longest wait."""
LATEST_PLAN = timedelta(hours=2)
"""Nothing that was tried is planned for later than that, jitter included, unless the clock was wrong when it was."""
CLOCK_MAY_DIFFER = timedelta(minutes=5)
"""What was written at a time that lies further ahead was written while the clock was wrong."""
EXPIRES_AFTER = timedelta(hours=48)
"""A warning that is two days old is history; the dead letter keeps it in sight."""

AFTER_LIMIT = timedelta(seconds=30)
"""At least, when the other side said "too many"; some services do not say how long."""

AFTER_AMBIGUITY = timedelta(minutes=5)
"""It may have arrived; a hasty second copy helps nobody."""

_MOST_DOUBLINGS = 12
_TOO_MANY = re.compile(r"\b429\b")


def next_try(
    outcome: DeliveryOutcome, *, attempts: int, now: datetime, jitter: float, expires_at: datetime
) -> tuple[DeliveryState, datetime | None, str]:
    """Where the delivery now stands, when it is due again, and the reason in words.

    ``attempts`` counts the one that just ended; ``jitter`` lies in 0..1 and moves the wait within a quarter of itself.
    """
    match outcome:
        case Delivered():
            return DeliveryState.DELIVERED, None, ""
        case Rejected(reason=reason):
            return DeliveryState.DEAD, None, reason
        case Deferred():
            return _later(outcome, now + _wait(outcome, attempts=attempts, jitter=jitter), expires_at)


def asks_for_a_pause(outcome: DeliveryOutcome) -> bool:
    """Whether the other side says that it gets too many messages."""
    return isinstance(outcome, Deferred) and bool(outcome.retry_after or _TOO_MANY.search(outcome.reason))


def _later(outcome: Deferred, due: datetime, expires_at: datetime) -> tuple[DeliveryState, datetime | None, str]:
    if due >= expires_at:
        hours = EXPIRES_AFTER // timedelta(hours=1)
        return DeliveryState.DEAD, None, f"expired after {hours} h: {outcome.reason}"
    return DeliveryState.PENDING, due, outcome.reason


def _wait(outcome: Deferred, *, attempts: int, jitter: float) -> timedelta:
    doublings = min(max(attempts, 1) - 1, _MOST_DOUBLINGS)
    doubled: timedelta = FIRST_WAIT * (1 << doublings)
    wait = min(doubled, LONGEST_WAIT) * (0.75 + 0.5 * min(max(jitter, 0.0), 1.0))
    if outcome.ambiguous:
        wait = max(wait, AFTER_AMBIGUITY)
    if asks_for_a_pause(outcome):
        wait = max(wait, AFTER_LIMIT, outcome.retry_after or AFTER_LIMIT)
    return wait
