"""When a feed is asked again, and what is known of it after a poll."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.feeds import health, schedule
from monitor.model.items import (
    Document,
    FailureKind,
    FeedCondition,
    FeedState,
    FetchFailure,
    NotModified,
    ParsedFeed,
    Validators,
)
from tests.support.collect import NOON, feed

FEED = feed(poll_every=timedelta(minutes=5))
KNOWN = FeedState(feed=FEED.id, next_due_at=NOON, last_polled_at=NOON - timedelta(minutes=5))
MINUTE = timedelta(minutes=1)


def wait(outcome: object, *, state: FeedState = KNOWN, jitter: float = 0.5, **fields: object) -> timedelta:
    """How long until the next poll."""
    return schedule.next_due_at(state, outcome, **({"feed": FEED, "now": NOON, "jitter": jitter} | fields)) - NOON  # type: ignore[arg-type]


def failed(kind: FailureKind = FailureKind.TIMEOUT, **fields: object) -> FetchFailure:
    """A failure of this kind."""
    return FetchFailure(kind=kind, **fields)  # type: ignore[arg-type]


def test_a_feed_keeps_its_rhythm() -> None:
    """Nothing new or something new: five minutes, give or take a twentieth."""
    assert wait(NotModified()) == 5 * MINUTE
    assert wait(NotModified(), jitter=0) == 5 * MINUTE * 0.95
    assert wait(NotModified(), jitter=1) == 5 * MINUTE * 1.05


def test_the_first_wait_gives_each_feed_its_phase() -> None:
    """Feeds that were met together are asked again over half a rhythm."""
    fresh = replace(KNOWN, last_polled_at=None)
    assert wait(NotModified(), state=fresh, jitter=0) == 2.5 * MINUTE
    assert wait(NotModified(), state=fresh, jitter=1) == 5 * MINUTE


@pytest.mark.parametrize(("wish", "expected"), [(1, 5), (20, 20), (24 * 60, 30)])
def test_the_publishers_wish_is_heard_up_to_half_an_hour(wish: int, expected: int) -> None:
    """Fewer polls, yes; a day's delay of an alert, no."""
    document = Document(url="http://north.test/rss", body=b"", max_age=wish * MINUTE)
    assert wait(document) == expected * MINUTE
    assert wait(replace(document, max_age=None), ttl=wish * MINUTE) == expected * MINUTE
    assert wait(NotModified(max_age=wish * MINUTE)) == expected * MINUTE


def test_failures_double_the_wait_up_to_six_hours_and_never_end() -> None:
    """A feed is tried for ever."""
    waits = [wait(failed(), state=replace(KNOWN, failures=n)) / MINUTE for n in (0, 1, 2, 6, 7, 10_000)]
    assert waits == [5, 10, 20, 320, 360, 360]


def test_a_slow_feed_is_not_asked_more_often_because_it_fails() -> None:
    """The cap shortens no rhythm."""
    assert wait(
        failed(), feed=replace(FEED, poll_every=timedelta(hours=12)), state=replace(KNOWN, failures=3)
    ) == timedelta(hours=12)


def test_a_demand_to_wait_is_honoured_up_to_a_day() -> None:
    """Retry-After is never undercut, whatever the jitter, and never longer than a day and its spread."""
    assert wait(failed(FailureKind.RATE_LIMITED, retry_after=timedelta(hours=2)), jitter=0) == timedelta(hours=2)
    assert wait(failed(retry_after=timedelta(days=9)), jitter=0) == timedelta(hours=24)
    assert wait(failed(retry_after=timedelta(seconds=1))) == 5 * MINUTE
    assert wait(failed(FailureKind.RATE_LIMITED)) == 15 * MINUTE


def test_gone_is_asked_again_daily() -> None:
    """410 by mistake heals."""
    assert wait(failed(FailureKind.GONE)) == timedelta(hours=24)


def test_success_forgets_failures_and_keeps_what_was_learned() -> None:
    """Validators, hash, baseline and counts are those of the document."""
    document = Document(url="http://north.test/rss", body=b"x", validators=Validators(etag='"a"'))
    before = replace(KNOWN, failures=3, last_failure=failed(), items_seen=4)
    after = health.after_poll(
        before, document, ParsedFeed(), feed=FEED, now=NOON, gain=health.Gain(new_items=2), jitter=0.5
    )
    assert after == FeedState(
        feed=FEED.id,
        next_due_at=NOON + 5 * MINUTE,
        validators=Validators(etag='"a"'),
        body_hash=document.digest,
        last_polled_at=NOON,
        last_success_at=NOON,
        last_item_at=NOON,
        items_seen=6,
        baseline_done=True,
        successes=1,
        empty_polls=1,
        told=FeedCondition.OK,
    )


def test_failure_counts_and_keeps_the_rest() -> None:
    """What was last understood stays to be compared with."""
    before = replace(KNOWN, validators=Validators(etag='"a"'), body_hash="h", last_success_at=NOON - MINUTE, failures=1)
    after = health.after_poll(before, failed(), None, feed=FEED, now=NOON, gain=health.Gain(), jitter=0.5)
    assert after == replace(
        before,
        next_due_at=NOON + 10 * MINUTE,
        last_polled_at=NOON,
        failures=2,
        last_failure=failed(),
        failing_since=NOON,
        told=FeedCondition.OK,
    )


def test_old_items_do_not_make_a_feed_look_alive() -> None:
    """The last item's time is its publication, never later than now, and never goes back."""

    def last_item_at(newest: timedelta | None, before: FeedState = KNOWN, new_items: int = 1) -> object:
        newest_at = None if newest is None else NOON + newest
        return health.after_poll(
            before,
            NotModified(),
            None,
            feed=FEED,
            now=NOON,
            gain=health.Gain(new_items=new_items, newest_at=newest_at),
            jitter=0,
        ).last_item_at

    assert last_item_at(timedelta(days=-40)) == NOON - timedelta(days=40)
    assert last_item_at(timedelta(minutes=10)) == NOON
    assert last_item_at(None) == NOON
    assert last_item_at(timedelta(days=-40), replace(KNOWN, last_item_at=NOON - MINUTE)) == NOON - MINUTE
    assert last_item_at(None, new_items=0) is None


def test_a_304_proves_no_baseline() -> None:
    """Only a document that was read is a first contact."""
    after = health.after_poll(KNOWN, NotModified(), None, feed=FEED, now=NOON, gain=health.Gain(), jitter=0)
    assert not after.baseline_done
