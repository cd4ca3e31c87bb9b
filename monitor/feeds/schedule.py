"""Says when a feed is to be asked again.

Decides between our rhythm, the publisher's wish, back-off and the server's demand. Never gives a feed up: the longest wait is a day.
"""

from datetime import datetime, timedelta

from monitor.model.items import Document, FailureKind, FeedState, FetchFailure, FetchOutcome, NotModified
from monitor.model.outlets import Feed

LONGEST_WISH = timedelta(minutes=30)
"""A publisher's wish for fewer polls is heard up to here: an alert may not wait a day for a cache."""
LONGEST_BACK_OFF = timedelta(hours=6)
"""A feed that comes back in the night is found again by the morning."""
LONGEST_RETRY_AFTER = timedelta(hours=24)
GONE_EVERY = timedelta(hours=24)
"""410 says for ever; people say so by mistake."""
RATE_LIMITED_AT_LEAST = timedelta(minutes=15)
"""A server that said "too many" without saying how long."""
_SPREAD = 0.1
"""Waits differ by up to a tenth, so that feeds which started together don't stay together."""
_MOST_DOUBLINGS = 12


def next_due_at(
    state: FeedState,
    outcome: FetchOutcome,
    *,
    feed: Feed,
    now: datetime,
    jitter: float,
    ttl: timedelta | None = None,
) -> datetime:
    """The next time, later than ``now``. ``state`` is from before this poll; ``jitter`` in 0..1; ``ttl`` is the document's own wish.

    The wait after a feed's first poll lies anywhere in the second half of its rhythm: that gives each feed its phase.
    """
    if isinstance(outcome, FetchFailure):
        return now + _after_failure(outcome, failures=state.failures + 1, feed=feed, jitter=jitter)
    wait = max(feed.poll_every, min(_wish(outcome, ttl), LONGEST_WISH))
    if state.last_polled_at is None:
        return now + wait * (0.5 + 0.5 * jitter)
    return now + _spread(wait, jitter)


def _spread(wait: timedelta, jitter: float) -> timedelta:
    return wait * (1 - _SPREAD / 2 + _SPREAD * jitter)


def _wish(outcome: Document | NotModified, ttl: timedelta | None) -> timedelta:
    return max(outcome.max_age or timedelta(0), ttl or timedelta(0))


def _after_failure(failure: FetchFailure, *, failures: int, feed: Feed, jitter: float) -> timedelta:
    if failure.kind is FailureKind.GONE:
        wait = GONE_EVERY
    else:
        doubled = feed.poll_every * 2 ** min(failures - 1, _MOST_DOUBLINGS)
        wait = max(feed.poll_every, min(doubled, LONGEST_BACK_OFF))
    if failure.kind is FailureKind.RATE_LIMITED:
        wait = max(wait, RATE_LIMITED_AT_LEAST)
    demanded = min(failure.retry_after or timedelta(0), LONGEST_RETRY_AFTER)
    # Never earlier than demanded: the spread of a demand only adds.
    return max(_spread(wait, jitter), demanded * (1 + _SPREAD * jitter))
