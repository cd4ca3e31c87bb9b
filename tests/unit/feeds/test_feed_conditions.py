"""How a feed does, and when somebody is told."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitor.feeds import health
from monitor.model.items import (
    Document,
    Entry,
    FailureKind,
    FeedCondition,
    FeedState,
    FetchFailure,
    NotModified,
    ParsedFeed,
)
from tests.support.collect import NOON, feed

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FEED = feed(poll_every=timedelta(minutes=5))
FRESH = FeedState(feed=FEED.id, next_due_at=NOON)
DOWN = FetchFailure(kind=FailureKind.TIMEOUT)


def poll(state: FeedState, outcome: object, now: datetime = NOON, **gain: object) -> FeedState:
    """The state after one answer; a document holds one entry unless ``entries`` says otherwise."""
    entries = tuple(Entry(title="t") for _ in range(gain.pop("entries", 1)))  # type: ignore[call-overload]
    parsed = ParsedFeed(entries=entries, total=len(entries)) if isinstance(outcome, Document) else None
    return health.after_poll(state, outcome, parsed, feed=FEED, now=now, gain=health.Gain(**gain), jitter=0.5)  # type: ignore[arg-type]


def story(state: FeedState, outcomes: Iterable[object], every: timedelta = HOUR) -> list[tuple[str, bool]]:
    """Condition, and whether it is told, after each answer."""
    told, now = [], NOON
    for outcome in outcomes:
        after = poll(state, outcome, now)
        told.append((after.told.value, health.news(state, after)))
        state, now = after, now + every
    return told


FINE = NotModified()
KNOWN = poll(FRESH, Document(url="http://north.test/rss", body=b"x"), newest_at=NOON, new_items=1)


def test_a_feed_that_answers_is_well() -> None:
    """And before its first answer it is new, also when that isn't the first try."""
    assert health.condition(FRESH, FEED, NOON) is FeedCondition.NEW
    assert KNOWN.told is FeedCondition.OK
    assert poll(FRESH, DOWN).told is FeedCondition.NEW


def test_a_failure_or_two_are_not_worth_a_word() -> None:
    """The third in a row is, once; recovery is told once, after two good answers."""
    assert story(KNOWN, [DOWN, DOWN, DOWN, DOWN, FINE, FINE, FINE]) == [
        ("ok", False),
        ("ok", False),
        ("failing", True),
        ("failing", False),
        ("failing", False),
        ("ok", True),
        ("ok", False),
    ]


def test_a_feed_that_flickers_rings_once() -> None:
    """One good answer among failures is no recovery."""
    told = story(KNOWN, [DOWN, DOWN, DOWN, FINE, DOWN, FINE, DOWN, DOWN, DOWN, FINE, FINE])
    assert [news for _, news in told].count(True) == 2
    assert told[-1] == ("ok", True)


def test_a_day_of_failing_is_bad_however_few_the_tries() -> None:
    """A feed that is asked daily isn't given three days."""
    assert story(KNOWN, [DOWN, DOWN], every=DAY) == [("ok", False), ("failing", True)]


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (FetchFailure(kind=FailureKind.GONE, status=410), "gone"),
        (FetchFailure(kind=FailureKind.HTTP_STATUS, status=403), "blocked"),
        (FetchFailure(kind=FailureKind.RATE_LIMITED, status=429), "blocked"),
        (FetchFailure(kind=FailureKind.NOT_A_FEED), "blocked"),
        (FetchFailure(kind=FailureKind.HTTP_STATUS, status=404), "failing"),
        (FetchFailure(kind=FailureKind.TLS), "failing"),
    ],
)
def test_a_bad_feed_is_called_by_its_reason(failure: FetchFailure, expected: str) -> None:
    """Gone, blocked (it answers, but not with the feed), or failing; a change among these isn't told again."""
    assert story(KNOWN, [DOWN, DOWN, failure])[-1] == (expected, True)
    assert not story(KNOWN, [DOWN, DOWN, DOWN, failure])[-1][1]


def test_a_feed_that_stands_empty_is_told_at_the_third_time() -> None:
    """The first empty document may be one that is just being written; unchanged ones count on; an entry ends it."""
    document = Document(url="http://north.test/rss", body=b"y")
    state, seen = KNOWN, []
    for outcome, entries in [(document, 0), (FINE, 0), (FINE, 0), (document, 3)]:
        after = poll(state, outcome, entries=entries)
        seen.append((after.told.value, health.news(state, after)))
        state = after
    assert seen == [("ok", False), ("ok", False), ("empty", True), ("ok", True)]


def rhythmic(gap: timedelta, longest: timedelta) -> FeedState:
    """A feed with a rhythm, whose last item came at noon."""
    times = tuple(NOON - number * gap for number in range(10))
    return replace(KNOWN, item_times=times, longest_gap=longest, last_item_at=NOON)


@pytest.mark.parametrize(
    ("gap", "longest", "silent", "expected"),
    [
        (0.3, 9.0, 8, "ok"),  # a night, as every night
        (0.3, 9.0, 10, "quiet"),
        (0.3, 9.0, 25, "stale"),
        (0.3, 60.0, 60, "ok"),  # a weekend, as every weekend
        (0.3, 60.0, 100, "quiet"),
        (0.3, 60.0, 121, "stale"),
        (72, 72.0, 200, "ok"),  # a ministry that speaks twice a week
        (72, 72.0, 721, "stale"),
    ],
)
def test_silence_is_judged_by_the_feeds_own_rhythm(gap: float, longest: float, silent: float, expected: str) -> None:
    """Beyond its longest silence it is quiet, far beyond it is stale; the clock alone says nothing."""
    state = rhythmic(gap * HOUR, longest * HOUR)
    assert health.condition(state, FEED, NOON + silent * HOUR).value == expected


def test_a_silent_feed_that_stops_answering_is_not_told_again_and_its_return_is() -> None:
    """Stale, then failing, then stale: the one notice is that it answers."""
    stale = poll(rhythmic(HOUR, 9 * HOUR), FINE, NOON + 30 * HOUR)
    told = [story(stale, [DOWN, DOWN, DOWN, FINE, FINE])[n] for n in (2, 4)]
    assert told == [("failing", False), ("ok", True)]
    failing = replace(stale, told=FeedCondition.FAILING, failures=5, failing_since=NOON)
    back = poll(poll(failing, FINE, NOON + 31 * HOUR), FINE, NOON + 32 * HOUR)
    assert (back.told, health.news(failing, back)) == (FeedCondition.STALE, True)


def test_quiet_is_shown_and_not_told() -> None:
    """Nights don't ring; staleness does, and so does the end of it."""
    state = rhythmic(HOUR, 9 * HOUR)
    quiet = poll(state, FINE, NOON + 10 * HOUR)
    stale = poll(quiet, FINE, NOON + 30 * HOUR)
    alive = poll(stale, FINE, NOON + 31 * HOUR, newest_at=NOON + 31 * HOUR)
    assert [s.told.value for s in (quiet, stale, alive)] == ["quiet", "stale", "ok"]
    assert [health.news(a, b) for a, b in ((state, quiet), (quiet, stale), (stale, alive))] == [False, True, True]


def test_a_feed_whose_items_another_brought_first_is_not_silent() -> None:
    """What stands in the document counts, not who was first."""
    later = poll(KNOWN, FINE, NOON + DAY, newest_at=NOON + DAY, new_items=0)
    assert later.last_item_at == NOON + DAY


def test_new_identifiers_are_told_once_and_shown_for_a_day() -> None:
    """It isn't bad, so there is no recovery from it."""
    changed = poll(KNOWN, FINE, re_keyed=True, newest_at=NOON)
    still = poll(changed, FINE, NOON + HOUR, newest_at=NOON + HOUR)
    over = poll(still, FINE, NOON + DAY, newest_at=NOON + DAY)
    assert [s.told.value for s in (changed, still, over)] == ["re_keyed", "re_keyed", "ok"]
    assert [health.news(a, b) for a, b in ((KNOWN, changed), (changed, still), (still, over))] == [True, False, False]


def test_a_move_is_told_when_it_is_believed() -> None:
    """After three sightings, once."""
    assert story(KNOWN, [NotModified(moved_to="http://north.test/new")] * 4) == [
        ("ok", False),
        ("ok", False),
        ("moved", True),
        ("moved", False),
    ]


def test_a_clock_that_ran_ahead_makes_no_feed_bad() -> None:
    """Times in the future are no silence."""
    assert health.condition(KNOWN, FEED, NOON - 3 * DAY) is FeedCondition.OK
