"""Says when a feed is to be asked again.

Decides between the feed's interval, the publisher's wish, back-off and the server's demand; where in time a feed has its place that was
never asked; and which plans can't be right because a clock was wrong. Never gives a feed up: the longest wait is a day.
"""

import hashlib
from datetime import UTC, datetime, timedelta

from monitor.feeds import cadence
from monitor.model.items import Document, FailureKind, FeedState, FetchFailure, FetchOutcome, NotModified
from monitor.model.outlets import Feed

LONGEST_WISH = timedelta(minutes=30)
"""A publisher's wish for fewer polls is heard up to here: an alert may not wait a day for a cache."""
LONGEST_WISH_WHEN_HOT = timedelta(minutes=10)
"""And up to here while a border that the feed tells of is getting hotter."""
LONGEST_BACK_OFF = timedelta(hours=6)
"""A feed that comes back in the night is found again by the morning."""
LONGEST_RETRY_AFTER = timedelta(hours=24)
GONE_EVERY = timedelta(hours=24)
"""410 says for ever; people say so by mistake."""
RATE_LIMITED_AT_LEAST = timedelta(minutes=15)
"""A server that said "too many" without saying how long."""
FIRST_CONTACTS_WITHIN = timedelta(minutes=2)
"""However many feeds are met at a first start, each was asked once after this, and not all in one second."""
FIRST_CONTACTS_APART = timedelta(seconds=0.25)
"""A few feeds needn't wait two minutes for each other: this is how far they are spread, for each of them."""
CLOCK_MAY_DIFFER = timedelta(minutes=1)
"""A clock that was set back by less harms nothing."""
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
    hot: bool = False,
) -> datetime:
    """The next time, later than ``now``. ``jitter`` in 0..1; ``ttl`` is the document's own wish, else the last one's that the state holds.

    ``state`` counts the polls before this one, but holds what this one taught of the feed's rhythm. The wait after a feed's first poll
    lies anywhere in the second half of its interval: that gives each feed its phase.
    """
    if isinstance(outcome, FetchFailure):
        return now + _after_failure(outcome, failures=state.failures + 1, feed=feed, jitter=jitter)
    heard = LONGEST_WISH_WHEN_HOT if hot else LONGEST_WISH
    wish = LONGEST_WISH if _is_skipped(state, now) else _wish(outcome, ttl or state.ttl)
    wait = max(cadence.interval(feed, state, hot=hot), min(wish, heard))
    if state.pushed_until is not None and now < state.pushed_until and not hot:
        wait = max(
            wait, cadence.slowest(feed)
        )  # what is new comes by itself, as long as the hub is as good as its word
    if state.last_polled_at is None:
        return now + wait * (0.5 + 0.5 * jitter)
    return now + _spread(wait, jitter)


def because(feed: Feed, state: FeedState, *, now: datetime) -> str:
    """Why the feed is next asked when it is, in words; how hot its borders are is not in its state."""
    usual, failure = cadence.interval(feed, state), state.last_failure
    if failure is not None and failure.kind is FailureKind.GONE:
        return "it is gone, its server says: once a day"
    if failure is not None and failure.retry_after:
        return "its server says when to come back"
    if state.failures:
        return "it fails: the wait is doubled each time, up to six hours"
    if state.pushed_until is not None and now < state.pushed_until:
        return "a hub pushes what is new: at its slowest"
    if _is_skipped(state, now) and usual < LONGEST_WISH:
        return "its publisher brings nothing at this hour: every half hour"
    if state.ttl is not None and usual < min(state.ttl, LONGEST_WISH):
        return "its publisher asks for fewer polls, and is heard up to half an hour"
    return cadence.because(feed, state)


def phase(feed: str) -> float:
    """The feed's own place in a round, 0..1, the same at every start."""
    return int.from_bytes(hashlib.blake2b(feed.encode(), digest_size=4).digest(), "big") / 2**32


def planned_at(feed: Feed, state: FeedState | None, *, now: datetime, feeds: int, hot: bool = False) -> datetime:
    """When the feed is due by what is stored of it, put right where that can't be.

    A feed never met gets its place among the first contacts of ``feeds``. A poll in the future, or a plan for later than any outcome
    could have asked for, comes of a clock that was wrong (or of a longer interval in an earlier configuration). A feed that became
    ``hot`` isn't left waiting for what was planned in quieter times.
    """
    soon = now + min(FIRST_CONTACTS_WITHIN, FIRST_CONTACTS_APART * feeds, feed.poll_every) * phase(feed.id)
    if state is None or _is_misplaced(feed, state, now):
        return soon
    if hot and not state.failures:
        return min(state.next_due_at, now + cadence.interval(feed, state, hot=True) * phase(feed.id))
    return state.next_due_at


def _is_misplaced(feed: Feed, state: FeedState, now: datetime) -> bool:
    polled_ahead = state.last_polled_at is not None and state.last_polled_at > now + CLOCK_MAY_DIFFER
    return polled_ahead or state.next_due_at > now + _longest_wait(feed, state)


def _longest_wait(feed: Feed, state: FeedState) -> timedelta:
    if state.failures:
        return max(GONE_EVERY, LONGEST_RETRY_AFTER, feed.poll_every) * (1 + _SPREAD)
    return max(cadence.slowest(feed), LONGEST_WISH) * (1 + _SPREAD)


def _spread(wait: timedelta, jitter: float) -> timedelta:
    return wait * (1 - _SPREAD / 2 + _SPREAD * jitter)


def _is_skipped(state: FeedState, now: datetime) -> bool:
    """Whether the publisher said that nothing comes at this hour."""
    return now.astimezone(UTC).hour in state.skip_hours


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
