"""Who gets a place: feeds that are known to answer wait for nobody, however many others hang."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.errors import StoreError
from monitor.model.items import FailureKind, FeedState, FetchFailure, FetchOutcome, NotModified, PollRecord, Validators
from monitor.model.outlets import Feed
from monitor.pipeline.collect import Collector
from monitor.pipeline.places import SOON, is_proven
from monitor.pipeline.ports import Trust
from tests.support.collect import NOON, Desk, MemoryStore, feed, rss

AT_ONCE = timedelta(0)


class SomeHang:
    """Answers at once, but for those that hang until they are let go."""

    def __init__(self) -> None:
        self.hang = asyncio.Event()
        self.hanging: set[str] = set()
        self.most = 0
        self.answered: list[str] = []

    async def fetch(self, feed: Feed, validators: Validators) -> FetchOutcome:
        """Nothing new; or, after a while, nothing at all."""
        if feed.id.startswith("bad"):
            self.hanging.add(feed.id)
            self.most = max(self.most, len(self.hanging))
            try:
                await self.hang.wait()
            finally:
                self.hanging.discard(feed.id)
            return FetchFailure(kind=FailureKind.TIMEOUT)
        await asyncio.sleep(0)
        self.answered.append(feed.id)
        return NotModified()


def some(bad: int, good: int) -> list[Feed]:
    """Feeds of as many hosts, the bad ones first."""
    names = [f"bad{n}" for n in range(bad)] + [f"good{n}" for n in range(good)]
    return [feed(name, f"http://{name}.test/") for name in names]


def over(desk: Desk, fetcher: SomeHang, **fields: object) -> Collector:
    """A collector with ten places that never lingers."""
    return desk.collector(fetcher=fetcher, concurrency=10, linger=AT_ONCE, **fields)


async def until_answered(collector: Collector, fetcher: SomeHang, count: int) -> None:
    """Ticks until so many have answered, which takes a few at most."""
    for _ in range(3 * count):
        if len(fetcher.answered) >= count:
            return
        await collector.tick()
        await asyncio.sleep(0)


async def test_feeds_that_answered_before_wait_for_none_that_hangs() -> None:
    """Thirty hang in places for ten, for as long as they like: every good feed is asked whenever it is due."""
    desk, fetcher = Desk(feeds=some(30, 12)), SomeHang()
    collector = over(desk, fetcher)
    await collector.turn([f"good{n}" for n in range(12)])
    for _ in range(4):
        fetcher.answered.clear()
        desk.later(minutes=6)
        await until_answered(collector, fetcher, 12)
        assert sorted(fetcher.answered) == sorted(f"good{n}" for n in range(12))
        assert fetcher.most == 5
    await collector.aclose()


async def test_while_nobody_is_known_all_places_are_for_anybody() -> None:
    """At a first start nobody is kept out for feeds that there aren't."""
    desk, fetcher = Desk(feeds=some(30, 0)), SomeHang()
    collector = over(desk, fetcher)
    await collector.tick()
    await asyncio.sleep(0)
    assert len(fetcher.hanging) == 10
    await collector.aclose()


async def test_what_a_tick_left_is_told_by_the_one_in_which_it_ended() -> None:
    """A poll is counted once, when it is over, and its place goes to the next at once."""
    desk, fetcher = Desk(feeds=some(12, 0)), SomeHang()
    collector = over(desk, fetcher)
    assert (await collector.tick()).polled == 0
    await asyncio.sleep(0)
    fetcher.hang.set()
    for _ in range(100):
        await asyncio.sleep(0)
    assert len(desk.store.states) == 12
    turn = await collector.tick()
    assert (turn.polled, turn.failures) == (12, 12)
    assert (await collector.tick()).polled == 0


async def test_giving_up_leaves_every_place_free() -> None:
    """Cancelled polls keep no place: as many can be asked afterwards as before."""
    desk, fetcher = Desk(feeds=some(10, 10)), SomeHang()
    collector = over(desk, fetcher, lease=timedelta(minutes=2))
    for _ in range(5):
        await collector.tick()
        await asyncio.sleep(0)
        await collector.aclose()
        assert not fetcher.hanging
        desk.later(minutes=3)
    fetcher.hang.set()
    assert (await collector.turn()).polled == 20


async def test_a_store_that_can_not_be_used_ends_a_tick_and_is_tried_again() -> None:
    """The error comes out of the tick; the next one starts afresh."""

    class Locked(MemoryStore):
        def record_poll(self, poll: PollRecord) -> int:
            raise StoreError("the database is locked")

    desk = Desk(feeds=some(0, 3), store=Locked())
    collector = desk.collector(fetcher=SomeHang())
    for _ in range(2):
        with pytest.raises(StoreError, match="locked"):
            await collector.tick()
        desk.later(minutes=11)


def test_proven_is_who_answered_well_and_soon() -> None:
    """Not who is new, fails, or takes its time."""
    met = FeedState(feed="f", next_due_at=NOON, last_success_at=NOON, took=SOON)
    assert is_proven(met)
    assert not is_proven(FeedState(feed="f", next_due_at=NOON))
    assert not is_proven(FeedState(feed="f", next_due_at=NOON, last_success_at=NOON, failures=1))
    assert not is_proven(FeedState(feed="f", next_due_at=NOON, last_success_at=NOON, took=2 * SOON))


async def test_trust_in_a_feed_outlives_a_restart() -> None:
    """What was parsed well is proven, what brought the parser down is suspect, also to a collector that has just started."""
    desk = Desk()
    desk.answer(rss("One"))
    await desk.collector().turn()
    assert desk.parser.trusted is Trust.UNKNOWN
    for failure, trusted in (
        (None, Trust.PROVEN),
        (FetchFailure(kind=FailureKind.PARSER_KILLED), Trust.SUSPECT),
        (FetchFailure(kind=FailureKind.TIMEOUT), Trust.UNKNOWN),
    ):
        state = desk.store.states["north-times"]
        desk.store.states["north-times"] = replace(state, last_failure=failure, failures=int(failure is not None))
        desk.later(hours=12)
        desk.answer(rss("One", f"Two, {trusted}"))
        await desk.collector().turn()
        assert desk.parser.trusted is trusted
