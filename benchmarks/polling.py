"""What polling costs, against a server in another process: only our own processor time and memory count, the parser's child included."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Callable, Sequence
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
from monitor.adapters.parser.process import ParserLimits
from monitor.model.items import Document, FetchOutcome, Validators
from monitor.model.outlets import Feed, Outlet
from monitor.pipeline.collect import Collector, CollectTurn

START = datetime(2024, 1, 18, 12, tzinfo=UTC)
OUTLET = Outlet(id="paper", name="Paper", hosts=("paper.example",))
POLLS = 200
ROUNDS = 3
NEW = 2
MANY, SMALL = 2_000, 10
WANTED = 10_000
EVERY = timedelta(minutes=5)
CHANGED_OF_TEN = 1
"""Of ten polls of news feeds every five minutes, about nine find nothing new."""
HOSTILE, GOOD = 50, 30
PATIENCE = timedelta(seconds=2)
"""The limits of a fetch and of parsing in the hostile run; a fraction of the shipped ones, so that the run is short."""


@dataclass(slots=True, kw_only=True)
class Timed:
    """A fetcher that notes when each feed's answer was there, in seconds since the start."""

    inner: HttpFetcher
    began: float = field(default_factory=time.perf_counter)
    there: dict[str, float] = field(default_factory=dict)

    async def fetch(self, feed: Feed, validators: Validators) -> FetchOutcome:
        """As the inner one."""
        outcome = await self.inner.fetch(feed, validators)
        if isinstance(outcome, Document):
            self.there[feed.id] = time.perf_counter() - self.began
        return outcome


@dataclass(slots=True, kw_only=True)
class Desk:
    """A collector with everything real round it but the clock."""

    collector: Collector
    clock: VirtualClock
    fetcher: Timed
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
async def desk(stand: Stand, feeds: Sequence[Feed], *, patience: timedelta | None = None) -> AsyncIterator[Desk]:
    """A desk for these feeds; ``patience`` shortens what one feed may take."""
    clock, limits = VirtualClock(START), FetchLimits(total=patience) if patience else FetchLimits()
    hosts = frozenset(httpx.URL(feed.url).host for feed in feeds)
    fetcher = Timed(inner=HttpFetcher(clock=clock, allow_hosts=hosts, limits=limits))
    pool = ParserPool(ParserLimits(wait=patience) if patience else ParserLimits())
    with store() as kept:
        collector = Collector(
            store=kept,
            fetcher=fetcher,
            parser=pool,
            clock=clock,
            feeds=feeds,
            outlets={OUTLET.id: OUTLET},
            jitter=lambda: 0.5,
        )
        try:
            yield Desk(collector=collector, clock=clock, fetcher=fetcher, server=stand.pid)
        finally:
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
        first = await ours.turn()
        assert (first.failures, first.new_items) == (0, MANY * SMALL), first
        each, turn = await ours.work(MANY)
        assert turn.not_modified == MANY - MANY * CHANGED_OF_TEN // 10, turn
        held = tree_memory([stand.pid])
    cores = each / 1000 * WANTED / EVERY.total_seconds()
    grown = held - empty
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
            figure=held + grown * (WANTED - MANY) / MANY,
            budget=300,
            unit="MiB",
            note=f"now {held:.0f}, before the first poll {empty:.0f}; rules and the daemon's other parts not loaded",
        ),
    ]


def hostile() -> Result:
    """When the slowest good feed's answer is there, hostile servers met for the first time in the same turn, over a turn without them."""
    with newsstand.opened() as stand:
        alone = asyncio.run(_slowest(stand, hostile_servers=0))
        beside = asyncio.run(_slowest(stand, hostile_servers=HOSTILE))
    return Result(
        name=f"slowest of {GOOD} good feeds beside {HOSTILE} hostile ones",
        figure=1000 * beside,
        floor=1000 * alone,
        floor_name="without them",
        budget=1000 * PATIENCE.total_seconds(),
        unit="ms",
        note=f"a fetch may take {PATIENCE.total_seconds():g} s here",
    )


async def _slowest(stand: Stand, *, hostile_servers: int) -> float:
    bad = _feeds(stand, hostile_servers, lambda n: newsstand.HOSTILE[n % len(newsstand.HOSTILE)], name="bad")
    good = _feeds(stand, GOOD, lambda n: f"plus/{n}/{SMALL}", name="good", first=1_000)
    async with desk(stand, [*bad, *good], patience=PATIENCE) as ours:
        await ours.turn()  # all are new and due, the hostile ones first: nothing is known of anyone
        return max(ours.fetcher.there[feed.id] for feed in good)
