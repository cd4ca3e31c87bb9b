"""How often a feed is asked, where its polls have their place in time, and what a wrong clock does to that."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds import cadence, schedule
from monitor.model.assessments import Assessment, State, Trend
from monitor.model.items import Document, FailureKind, FeedState, FetchFailure, Item, NotModified
from monitor.model.times import Precision
from tests.support.collect import NOON, feed

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEED = feed(poll_every=5 * MINUTE)


def known(gap: timedelta, count: int = 8, **fields: object) -> FeedState:
    """A feed that brought an item every ``gap``."""
    times = tuple(NOON - number * gap for number in range(count))
    return FeedState(**{"feed": FEED.id, "next_due_at": NOON, "last_polled_at": NOON, "item_times": times} | fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gap", "expected"), [(MINUTE, 5), (20 * MINUTE, 5), (40 * MINUTE, 10), (2 * HOUR, 20), (9 * DAY, 20)]
)
def test_a_feed_is_asked_four_times_in_its_usual_gap(gap: timedelta, expected: int) -> None:
    """Between the configured interval and four times that."""
    assert cadence.interval(FEED, known(gap)) == expected * MINUTE


def test_without_a_rhythm_the_configured_interval_stays() -> None:
    """Three gaps are the least to learn from."""
    assert cadence.interval(FEED, known(9 * HOUR, 3)) == 5 * MINUTE
    assert cadence.interval(FEED, known(9 * HOUR, 4)) == 20 * MINUTE


def test_the_slowest_interval_can_be_configured_and_is_half_an_hour_else() -> None:
    """And a feed that is configured to be slower than that stays so."""
    assert cadence.interval(replace(FEED, slowest=2 * HOUR), known(9 * HOUR)) == 2 * HOUR
    assert cadence.interval(replace(FEED, poll_every=15 * MINUTE), known(9 * HOUR)) == 30 * MINUTE
    assert cadence.interval(replace(FEED, poll_every=3 * HOUR), known(9 * HOUR)) == 3 * HOUR


def test_a_feed_that_livens_up_is_asked_more_often_at_once() -> None:
    """Three short gaps count more than the long ones before."""
    state = known(5 * HOUR)
    burst = tuple(NOON + number * MINUTE for number in (9, 6, 3, 0))
    assert cadence.interval(FEED, replace(state, item_times=(*burst, *state.item_times))) == 5 * MINUTE


def test_a_border_that_heats_up_halves_the_interval() -> None:
    """Whatever the rhythm, and never below a minute; the publisher's wish then delays by ten minutes at most."""
    assert cadence.interval(FEED, known(9 * HOUR), hot=True) == 2.5 * MINUTE
    assert cadence.interval(replace(FEED, poll_every=MINUTE), known(MINUTE), hot=True) == MINUTE
    document = Document(url="http://north.test/rss", body=b"", max_age=DAY)
    due_at = schedule.next_due_at(known(MINUTE), document, feed=FEED, now=NOON, jitter=0.5, hot=True)
    assert due_at == NOON + 10 * MINUTE


@pytest.mark.parametrize(
    ("state", "trend", "heating"),
    [
        (State.CALM, Trend.UP, False),
        (State.TENSION, Trend.LEVEL, False),
        (State.TENSION, Trend.UP, True),
        (State.CONFRONTATION, Trend.LEVEL, True),
        (State.ESCALATION, Trend.DOWN, True),
        (State.DE_ESCALATING, Trend.DOWN, False),
    ],
)
def test_what_counts_as_heating_up(state: State, trend: Trend, heating: bool) -> None:
    """The upper states, and the way there."""
    assert cadence.is_heating(Assessment(border="EC-PE", at=NOON, state=state, score=0.0, trend=trend)) is heating


def item(**fields: object) -> Item:
    """An item of noon."""
    return Item(**{"id": "i", "title": "t", "outlet": "north", "seen_at": NOON} | fields)  # type: ignore[arg-type]


def test_times_that_are_not_exact_say_only_that_something_came_now() -> None:
    """A date alone, or none, is no place in a rhythm; old ones say nothing; the future is now."""
    exact = item(published_at=NOON - HOUR)
    by_day = item(published_at=NOON - HOUR, published_precision=Precision.DAY)
    ahead = item(published_at=NOON + HOUR)
    assert cadence.came_out([exact, by_day], [], now=NOON) == (NOON - HOUR,)
    assert set(cadence.came_out([exact, item()], [item()], now=NOON)) == {NOON - HOUR, NOON}
    assert cadence.came_out([ahead], [ahead], now=NOON) == (NOON,)


def test_the_longest_silence_is_remembered_and_fades() -> None:
    """A weekend counts for half a week later, unless there is another; months of silence count as two weeks."""
    state = FeedState(feed="f", next_due_at=NOON)
    times, longest = cadence.with_times(state, [NOON - 60 * HOUR, NOON])
    assert longest == 60 * HOUR
    calm = replace(state, item_times=times, longest_gap=longest)
    for day in range(7):
        times, longest = cadence.with_times(calm, [NOON + (day + 1) * DAY])
        calm = replace(calm, item_times=times, longest_gap=longest)
    assert longest is not None
    assert 29 * HOUR < longest < 31 * HOUR
    assert cadence.with_times(calm, [NOON + 90 * DAY])[1] == cadence.LONGEST_REMEMBERED


def test_the_same_document_twice_teaches_nothing_new() -> None:
    """Times are a set: what was learned from a document stays as it is when it comes again."""
    state = FeedState(feed="f", next_due_at=NOON)
    document = [NOON - number * HOUR for number in range(30)]
    times, longest = cadence.with_times(state, document)
    assert len(times) == cadence.TIMES_KEPT
    assert cadence.with_times(replace(state, item_times=times, longest_gap=longest), document) == (times, longest)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 10**6), max_size=20), st.integers(1, 600), st.none() | st.integers(1, 6_000), st.booleans()
)
def test_the_interval_stays_within_its_bounds(minutes: list[int], every: int, slowest: int | None, hot: bool) -> None:
    """Whatever came out when: between the shortest and the slowest, and half the shortest when hot."""
    asked = feed(poll_every=every * MINUTE, slowest=None if slowest is None else max(every, slowest) * MINUTE)
    times, longest = cadence.with_times(known(DAY, 0), [NOON - number * MINUTE for number in minutes])
    state = known(DAY, item_times=times, longest_gap=longest)
    interval = cadence.interval(asked, state, hot=hot)
    assert MINUTE <= interval <= cadence.slowest(asked)
    assert interval >= asked.poll_every * (0.5 if hot else 1)


def test_the_documents_wish_is_kept_while_nothing_changes() -> None:
    """A 304 says nothing of ttl: what the last document said still holds, up to half an hour."""
    state = known(MINUTE, ttl=20 * MINUTE)
    assert schedule.next_due_at(state, NotModified(), feed=FEED, now=NOON, jitter=0.5) == NOON + 20 * MINUTE


def test_hours_to_skip_are_a_hint_like_the_others() -> None:
    """Half an hour between polls in those hours, not silence."""
    state = known(MINUTE, skip_hours=(12, 13))
    assert schedule.next_due_at(state, NotModified(), feed=FEED, now=NOON, jitter=0.5) == NOON + 30 * MINUTE
    later = NOON + 2 * HOUR
    assert schedule.next_due_at(state, NotModified(), feed=FEED, now=later, jitter=0.5) == later + 5 * MINUTE


def test_first_contacts_are_spread_over_two_minutes_at_most() -> None:
    """Each feed has its own place, the same at every start; a few don't wait for each other."""
    names = [f"feed-{number}" for number in range(200)]
    waits = [schedule.planned_at(feed(name), None, now=NOON, feeds=5_000) - NOON for name in names]
    assert len(set(waits)) == 200
    assert timedelta(0) <= min(waits) < 5 * timedelta(seconds=1)
    assert 115 * timedelta(seconds=1) < max(waits) <= 2 * MINUTE
    assert waits == [schedule.planned_at(feed(name), None, now=NOON, feeds=5_000) - NOON for name in names]
    assert schedule.planned_at(feed(), None, now=NOON, feeds=4) - NOON < timedelta(seconds=1)


def test_plans_that_can_be_right_are_kept() -> None:
    """A restart polls what is due, and leaves the rest; a day's wait after a refusal is one of them."""
    due = known(MINUTE, next_due_at=NOON - HOUR)
    assert schedule.planned_at(FEED, due, now=NOON, feeds=100) == NOON - HOUR
    assert schedule.planned_at(FEED, replace(due, next_due_at=NOON + 20 * MINUTE), now=NOON, feeds=100) == (
        NOON + 20 * MINUTE
    )
    refused = replace(due, next_due_at=NOON + DAY, failures=1)
    assert schedule.planned_at(FEED, refused, now=NOON, feeds=100) == NOON + DAY


def test_plans_that_a_wrong_clock_made_are_brought_back() -> None:
    """A poll in the future, and a wait longer than any outcome asks for, come of a clock that ran ahead."""
    within = NOON + schedule.FIRST_CONTACTS_WITHIN
    ahead = known(MINUTE, last_polled_at=NOON + 3 * HOUR, next_due_at=NOON + 3 * HOUR + 5 * MINUTE)
    assert NOON <= schedule.planned_at(FEED, ahead, now=NOON, feeds=9_000) <= within
    far = known(MINUTE, next_due_at=NOON + HOUR)
    assert NOON <= schedule.planned_at(FEED, far, now=NOON, feeds=9_000) <= within
    years = replace(far, next_due_at=NOON + 3_650 * DAY, failures=4)
    assert NOON <= schedule.planned_at(FEED, years, now=NOON, feeds=9_000) <= within


def test_no_plan_of_the_schedule_is_taken_for_a_wrong_clocks() -> None:
    """Whatever an outcome asked for stays when the daemon starts again at once."""
    outcomes = [
        NotModified(max_age=DAY),
        FetchFailure(kind=FailureKind.GONE),
        FetchFailure(kind=FailureKind.RATE_LIMITED, retry_after=40 * DAY),
        FetchFailure(kind=FailureKind.TIMEOUT),
    ]
    for every in (MINUTE, 5 * MINUTE, 12 * HOUR):
        asked = feed(poll_every=every)
        for outcome in outcomes:
            for failures in (0, 3, 400):
                state = known(9 * DAY, failures=failures)
                due_at = schedule.next_due_at(state, outcome, feed=asked, now=NOON, jitter=1.0)
                after = replace(
                    state,
                    last_polled_at=NOON,
                    next_due_at=due_at,
                    failures=failures + 1 if isinstance(outcome, FetchFailure) else 0,
                )
                assert schedule.planned_at(asked, after, now=NOON, feeds=100) == due_at


def test_a_feed_that_became_hot_is_not_left_waiting() -> None:
    """Its plan of quieter times comes forward; one that fails keeps its back-off."""
    planned = known(9 * DAY, next_due_at=NOON + 20 * MINUTE)
    assert schedule.planned_at(FEED, planned, now=NOON, feeds=0, hot=True) <= NOON + 2.5 * MINUTE
    failing = replace(planned, failures=2)
    assert schedule.planned_at(FEED, failing, now=NOON, feeds=0, hot=True) == NOON + 20 * MINUTE


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (FeedState(feed=FEED.id, next_due_at=NOON), "no rhythm is known yet"),
        (known(MINUTE), "more often than it may be asked"),
        (known(40 * MINUTE), "a quarter of the usual time"),
        (known(9 * DAY), "it seldom brings anything"),
        (known(MINUTE, ttl=15 * MINUTE), "its publisher asks for fewer polls"),
        (known(9 * DAY, ttl=15 * MINUTE), "it seldom brings anything"),
        (known(MINUTE, skip_hours=(12,)), "nothing at this hour"),
        (known(MINUTE, pushed_until=NOON + HOUR), "a hub pushes"),
        (known(MINUTE, failures=2, last_failure=FetchFailure(kind=FailureKind.TIMEOUT)), "doubled each time"),
        (known(MINUTE, failures=1, last_failure=FetchFailure(kind=FailureKind.GONE)), "gone"),
        (
            known(MINUTE, failures=1, last_failure=FetchFailure(kind=FailureKind.RATE_LIMITED, retry_after=HOUR)),
            "when to come back",
        ),
    ],
)
def test_a_feed_says_why_it_is_asked_as_often_as_it_is(state: FeedState, why: str) -> None:
    """The reason that makes its wait the longest."""
    assert why in schedule.because(FEED, state, now=NOON)
