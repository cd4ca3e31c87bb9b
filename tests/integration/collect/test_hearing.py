"""Which sides are heard, through whom, and what tells the borders that this changed."""

from datetime import timedelta

from monitor.escalation import coverage
from monitor.model.assessments import Coverage
from monitor.model.items import FailureKind, FeedCondition, FeedState, FetchFailure, NotModified
from monitor.model.outlets import Outlet
from monitor.pipeline.hearing import Hearing
from tests.support.collect import NOON, Desk, MemoryStore, feed, outlet

HOUR = timedelta(hours=1)
AGENCY = outlet("agency", side="AA", owner="state:AA")
RADIO = outlet("radio", country="AA", owner="state:AA")
PAPER = outlet("paper", country="AA", owner="house")
OTHER = outlet("other", country="BB")
FAILED = FetchFailure(kind=FailureKind.TIMEOUT)


def answered(name: str, hours_ago: float, **fields: object) -> FeedState:
    """A feed that answered so long ago."""
    at = NOON - hours_ago * HOUR
    return FeedState(**{"feed": name, "next_due_at": NOON, "last_polled_at": at, "last_success_at": at, **fields})  # type: ignore[arg-type]


def hearing(*states: FeedState, outlets: tuple[Outlet, ...] = (AGENCY, RADIO, PAPER, OTHER)) -> Hearing:
    """A feed for each outlet, called like it, of which these states are known."""
    store = MemoryStore(states={state.feed: state for state in states})
    feeds = [feed(one.id, f"http://{one.id}.test/", outlet=one.id) for one in outlets]
    return Hearing(store=store, feeds=feeds, outlets={one.id: one for one in outlets})


def test_official_and_independent_voices_are_told_apart() -> None:
    """An organ of the state and one that it owns are official, the rest of the country isn't."""
    heard = hearing(answered("agency", 9), answered("radio", 1), answered("paper", 9))
    assert heard.lines("AA-BB", NOON) == {
        "AA": {"official": Coverage.LIVE, "independent": Coverage.STALE},
        "BB": {"official": Coverage.NONE, "independent": Coverage.NONE},
    }


def test_a_feed_that_answers_but_has_died_is_not_heard() -> None:
    """Silent for days that it never is: it was last heard with its last item. A night or a holiday that it is known for is no silence."""
    times = tuple(NOON - n * HOUR for n in range(80, 96))
    dead = answered("agency", 0, item_times=times, last_item_at=times[0], longest_gap=12 * HOUR)
    assert hearing(dead)("AA-BB", NOON).coverage[0] == ("AA", Coverage.STALE)
    assert hearing(dead)("AA-BB", NOON).silent_since == (("AA", times[0]),)
    weekly = answered("agency", 0, item_times=times, last_item_at=times[0], longest_gap=72 * HOUR)
    assert hearing(weekly)("AA-BB", NOON).coverage[0] == ("AA", Coverage.LIVE)


def test_a_night_without_news_changes_nothing() -> None:
    """Hour by hour, a feed that writes by day only stays live."""
    day = tuple(NOON - n * HOUR for n in range(9))
    state = answered("paper", 0, item_times=day, last_item_at=NOON, longest_gap=15 * HOUR)
    for hours in range(24):
        now = NOON + hours * HOUR
        polled = FeedState(**{f: getattr(state, f) for f in state.__slots__} | {"last_success_at": now})
        assert hearing(polled)("AA-BB", now).coverage[0] == ("AA", Coverage.LIVE)


def test_it_is_known_when_a_side_will_fall_silent() -> None:
    """The last of its feeds counts, of the first of the sides; a side that is silent already changes no more."""
    heard = hearing(answered("agency", 3), answered("paper", 1), answered("other", 2))
    assert heard("AA-BB", NOON).until == NOON + 4 * HOUR
    assert hearing(answered("agency", 7))("AA-BB", NOON).until is None
    at = heard("AA-BB", NOON).until
    assert at is not None
    assert dict(heard("AA-BB", at).coverage) == {"AA": Coverage.LIVE, "BB": Coverage.STALE}
    assert coverage.SILENT_AFTER == 6 * HOUR


async def test_a_feed_that_is_heard_again_tells_its_borders() -> None:
    """Once when it first answers and once when it comes back after its side fell silent, not after an odd failure."""
    desk = Desk(outlets=(outlet(side="AA", country="AA"),))
    collector, told = desk.collector(), []
    for answer, hours in ((NotModified(), 1), (FAILED, 1), (NotModified(), 1), (FAILED, 7), (NotModified(), 1)):
        desk.fetcher.answers["north-times"] = answer
        await collector.turn(["north-times"], force=True)
        told.append(desk.store.polls[-1].heard)
        desk.later(hours=hours)
    assert told == [("AA",), (), (), (), ("AA",)]
    assert desk.store.states["north-times"].told is FeedCondition.OK
