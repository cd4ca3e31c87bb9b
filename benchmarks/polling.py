"""What polling costs, against a server in another process: only our own processor time and memory count, the parser's child included."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import feedparser
import httpx

from benchmarks import documents, newsstand
from benchmarks.newsstand import Stand
from benchmarks.reading import store
from benchmarks.result import Result, tree_memory, tree_work, worked
from monitor.adapters.clock import VirtualClock
from monitor.adapters.http.fetch import FetchLimits, HttpFetcher
from monitor.adapters.parser.pool import ParserPool
from monitor.model.items import Document, FetchFailure, ParsedFeed, Validators
from monitor.model.outlets import Feed, Outlet
from monitor.pipeline.collect import Collector, CollectTurn
from monitor.pipeline.ports import Trust

START = datetime(2024, 1, 18, 12, tzinfo=UTC)
OUTLET = Outlet(id="paper", name="Paper", hosts=("paper.example",))
POLLS = 200
ROUNDS = 3
NEW = 2
MANY, FEW, SMALL = 2_000, 200, 10
WANTED = 10_000
EVERY = timedelta(minutes=5)
CHANGED_OF_TEN = 1
"""Of ten polls of news feeds every five minutes, about nine find nothing new."""
HOSTILE, GOOD = 200, 100
MEETINGS = 2
"""Turns in which the good feeds are due beside the hostile ones: these are strangers in the first, and still under way in the second."""


@dataclass(slots=True, kw_only=True)
class Timed:
    """A parser that notes when each address's document was parsed, in seconds since the start."""

    inner: ParserPool
    began: float = field(default_factory=time.perf_counter)
    there: dict[str, float] = field(default_factory=dict)

    async def parse(
        self, document: Document, known: Collection[str] = (), *, trust: Trust = Trust.UNKNOWN
    ) -> ParsedFeed | FetchFailure:
        """As the inner one."""
        parsed = await self.inner.parse(document, known, trust=trust)
        self.there[document.url] = time.perf_counter() - self.began
        return parsed

    def again(self) -> None:
        """Starts anew."""
        self.began = time.perf_counter()
        self.there.clear()


@dataclass(slots=True, kw_only=True)
class Desk:
    """A collector with everything real round it but the clock."""

    collector: Collector
    clock: VirtualClock
    fetcher: HttpFetcher
    parser: Timed
    server: int

    async def turn(self) -> CollectTurn:
        """One turn with every feed due."""
        self.clock.move_to(self.clock.now() + timedelta(hours=12))
        return await self.collector.turn()

    async def work(self, polls: int) -> tuple[float, CollectTurn]:
        """Milliseconds of processor time for each of so many polls in one turn."""
        before = tree_work([self.server])
        turn = await self.turn()
        return 1000 * (tree_work([self.server]) - before) / polls, turn


@asynccontextmanager
async def desk(stand: Stand, feeds: Sequence[Feed]) -> AsyncIterator[Desk]:
    """A desk for these feeds, with the limits as shipped."""
    clock = VirtualClock(START)
    hosts = frozenset(httpx.URL(feed.url).host for feed in feeds)
    fetcher, pool = HttpFetcher(clock=clock, allow_hosts=hosts), ParserPool()
    parser = Timed(inner=pool)
    with store() as kept:
        collector = Collector(
            store=kept,
            fetcher=fetcher,
            parser=parser,
            clock=clock,
            feeds=feeds,
            outlets={OUTLET.id: OUTLET},
            jitter=lambda: 0.5,
        )
        try:
            yield Desk(collector=collector, clock=clock, fetcher=fetcher, parser=parser, server=stand.pid)
        finally:
            await collector.aclose()
            await pool.aclose()


def _feeds(stand: Stand, count: int, path: Callable[[int], str], *, name: str = "feed", first: int = 0) -> list[Feed]:
    return [
        Feed(id=f"{name}{n}", outlet=OUTLET.id, url=stand.address(path(n), host=first + n), poll_every=EVERY)
        for n in range(count)
    ]


def unchanged() -> list[Result]:
    """A poll that returns 304: the request alone, and the whole poll with claim and record; bare httpx is the floor."""
    with newsstand.opened() as stand:
        return asyncio.run(_unchanged(stand))


async def _unchanged(stand: Stand) -> list[Result]:
    floor = await _bare(stand)
    feeds = _feeds(stand, POLLS, lambda _: "304")
    async with desk(stand, feeds) as ours:
        fetched = []
        for _ in range(ROUNDS):
            before = time.process_time()
            for feed in feeds:
                await ours.fetcher.fetch(feed, Validators(etag='"calm"'))
            fetched.append(1000 * (time.process_time() - before) / POLLS)
        await ours.turn()
        polled = [(await ours.work(POLLS))[0] for _ in range(ROUNDS)]
    figures = (("a request", fetched), ("a whole poll", polled))
    return [
        Result(
            name=f"CPU of {what} that returns 304",
            figure=statistics.median(taken),
            floor=floor,
            floor_name="bare httpx",
            budget=2.0,
            unit="ms",
        )
        for what, taken in figures
    ]


async def _bare(stand: Stand) -> float:
    """Milliseconds of a conditional request with the library alone, one connection kept open."""
    taken = []
    async with httpx.AsyncClient(trust_env=False) as client:
        for _ in range(ROUNDS):
            before = time.process_time()
            for _ in range(POLLS):
                await client.get(stand.address("304"), headers={"If-None-Match": '"calm"'})
            taken.append(1000 * (time.process_time() - before) / POLLS)
    return statistics.median(taken)


def new_entries() -> Result:
    """CPU for each new item in polls with two new entries of thirty, from request to stored item."""
    body = documents.document("floor")
    floor = 1000 * worked(lambda: [feedparser.parse(body) for _ in range(10)]) / 10 / NEW
    with newsstand.opened() as stand:
        figure = asyncio.run(_new_entries(stand))
    return Result(
        name=f"CPU of a new item, {NEW} new entries of {documents.ENTRIES}",
        figure=figure,
        floor=floor,
        floor_name="feedparser",
        budget=2.0,
        unit="ms",
        note="the whole poll, child included",
    )


async def _new_entries(stand: Stand) -> float:
    feeds = _feeds(stand, POLLS // 2, lambda n: f"plus/{n}/{documents.ENTRIES}")
    async with desk(stand, feeds) as ours:
        await ours.turn()
        taken = []
        for _ in range(ROUNDS):
            used, turn = await ours.work(len(feeds))
            assert turn.new_items == NEW * len(feeds), turn
            taken.append(used / NEW)
    return statistics.median(taken)


def scale() -> list[Result]:
    """Two thousand feeds, nine in ten unchanged; extrapolated to ten thousand every five minutes."""
    with newsstand.opened() as stand:
        return asyncio.run(_scale(stand))


async def _scale(stand: Stand) -> list[Result]:
    def path(number: int) -> str:
        return f"{'plus' if number % 10 < CHANGED_OF_TEN else 'calm'}/{number}/{SMALL}"

    feeds = _feeds(stand, MANY, path)
    async with desk(stand, feeds) as ours:
        empty = tree_memory([stand.pid])
        await ours.collector.turn([feed.id for feed in feeds[:FEW]])
        begun = tree_memory([stand.pid])  # with the parser's children, whose number doesn't grow with the feeds
        first = await ours.turn()
        assert first.failures == 0, first
        each, turn = await ours.work(MANY)
        assert turn.not_modified == MANY - MANY * CHANGED_OF_TEN // 10, turn
        held = tree_memory([stand.pid])
    cores = each / 1000 * WANTED / EVERY.total_seconds()
    grown = (held - begun) / (MANY - FEW)
    return [
        Result(
            name=f"{WANTED:,} feeds at 5 minutes, from {MANY:,}: cores",
            figure=cores,
            budget=0.5,
            unit="cores",
            note=f"{each:.2f} ms a poll",
        ),
        Result(
            name=f"{WANTED:,} feeds at 5 minutes, from {MANY:,}: memory",
            figure=held + grown * (WANTED - MANY),
            budget=300,
            unit="MiB",
            note=f"now {held:.0f}, before the first poll {empty:.0f}; rules and the daemon's other parts not loaded",
        ),
    ]


def hostile() -> Result:
    """How long good feeds wait for their news to be read beside hostile servers, over the same without them."""
    with newsstand.opened() as stand:
        alone = asyncio.run(_waits(stand, hostile_servers=0))
        beside = asyncio.run(_waits(stand, hostile_servers=HOSTILE))
    return Result(
        name=f"p99 of {GOOD} good feeds beside {HOSTILE} hostile ones",
        figure=1000 * _p99(beside),
        floor=1000 * _p99(alone),
        floor_name="without them",
        budget=2000,
        unit="ms",
        note=f"slowest {1000 * max(beside):.0f} ms; a fetch may take {FetchLimits().total.total_seconds():g} s",
    )


async def _waits(stand: Stand, *, hostile_servers: int) -> list[float]:
    """Seconds from being due to being parsed, of feeds that answered once before; all are due at once, the hostile ones first."""
    bad = _feeds(stand, hostile_servers, lambda n: newsstand.HOSTILE[n % len(newsstand.HOSTILE)], name="bad")
    good = _feeds(stand, GOOD, lambda n: f"plus/{n}/{SMALL}", name="good", first=1_000)
    addresses = {feed.url for feed in good}
    waits: list[float] = []
    async with desk(stand, [*bad, *good]) as ours:
        await ours.collector.turn([feed.id for feed in good])
        for _ in range(MEETINGS):
            ours.clock.move_to(ours.clock.now() + timedelta(hours=12))
            ours.parser.again()
            while not addresses <= ours.parser.there.keys():
                await ours.collector.tick()
            waits += [ours.parser.there[address] for address in addresses]
    return waits


def _p99(waits: Sequence[float]) -> float:
    return sorted(waits)[int(len(waits) * 0.99)]
