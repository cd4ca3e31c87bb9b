"""The first cycle: asks the feeds that are due, and hands what is new to the store.

Decides in which order and how many at a time, and what a poll came to. One feed is one unit of work with one transaction: its items,
validators, health and next time land together or not at all. A feed that fails, or trips over a bug of ours, never stops another.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ParamSpec, Protocol, TypeVar

import structlog

from monitor.errors import UnavailableError
from monitor.feeds import health, normalize
from monitor.model.items import (
    Document,
    FailureKind,
    FeedState,
    FetchFailure,
    FetchOutcome,
    Item,
    ParsedFeed,
    PollRecord,
)
from monitor.model.outlets import UNKNOWN_OUTLET, Feed, Outlet
from monitor.pipeline.ports import Clock, CollectStore, FeedParser, Fetcher
from monitor.text import urls

P = ParamSpec("P")
R = TypeVar("R")

PER_HOST = 2
"""Requests to one host at a time: what browsers of the politer age allowed themselves."""
CLAIMED_PER_PLACE = 10
"""Feeds claimed ahead for each place: enough that claiming costs little, few enough to be polled within the lease."""

_LONGEST_DETAIL = 300
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectTurn:
    """What one turn came to. ``polled`` counts all feeds asked; ``failed`` names those that failed, and why."""

    polled: int = 0
    new_items: int = 0
    failures: int = 0
    not_modified: int = 0
    failed: tuple[tuple[str, FetchFailure], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Poll:
    feed: str
    new_items: int = 0
    not_modified: bool = False
    failure: FetchFailure | None = None


@dataclass(slots=True, kw_only=True)
class _Queue:
    """Claimed feeds waiting for a place, and how busy each host is. ``expires_at`` is when the claim is no longer ours to use."""

    waiting: deque[tuple[FeedState, datetime]] = field(default_factory=deque)
    busy: Counter[str] = field(default_factory=Counter)

    def take(self, host_of: Mapping[str, str], now: datetime) -> FeedState | None:
        """The first waiting feed whose host has a free place; claims that ran out are dropped (they are due again by themselves)."""
        for _ in range(len(self.waiting)):
            state, expires_at = self.waiting.popleft()
            if expires_at <= now:
                continue
            if self.busy[host_of[state.feed]] < PER_HOST:
                self.busy[host_of[state.feed]] += 1
                return state
            self.waiting.append((state, expires_at))
        return None


class StoreCall(Protocol):
    """Runs one method of the store somewhere (a thread, here) and waits for what it returns."""

    async def __call__(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """What ``fn`` returns or raises."""
        ...


async def inline(fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Calls the store where we are: for tests and single commands. The daemon has a thread for it."""
    return fn(*args, **kwargs)


@dataclass(slots=True, kw_only=True)
class Collector:
    """Polls feeds. ``jitter`` gives numbers in 0..1; ``call`` runs a store method somewhere and waits for it.

    ``lease`` must outlast a claimed feed's wait for its place and its poll; what it doesn't outlast is dropped and polled later.
    """

    store: CollectStore
    fetcher: Fetcher
    parser: FeedParser
    clock: Clock
    feeds: Sequence[Feed]
    outlets: Mapping[str, Outlet]
    jitter: Callable[[], float]
    concurrency: int = 10
    lease: timedelta = timedelta(minutes=10)
    call: StoreCall = inline
    _by_id: dict[str, Feed] = field(init=False)
    _hosts: dict[str, str] = field(init=False)
    _outlets_by_host: dict[str, Outlet] = field(init=False)

    def __post_init__(self) -> None:
        self._by_id = {feed.id: feed for feed in self.feeds}
        self._hosts = {feed.id: urls.host_of(feed.url) or feed.id for feed in self.feeds}
        self._outlets_by_host = {host.lower(): outlet for outlet in self.outlets.values() for host in outlet.hosts}

    async def turn(self, only: Sequence[str] = ()) -> CollectTurn:
        """Polls every feed that is due (among ``only``, when given), each at most once, and returns when all have answered or failed.

        Raises StoreError when the store can't be used; whatever was under way is then asked again after its lease.
        """
        wanted = [feed.id for feed in self.feeds if not only or feed.id in only]
        queue, polls = _Queue(), list[_Poll]()
        running: set[asyncio.Task[_Poll]] = set()
        claimed, more = 0, bool(wanted)
        try:
            while more or running or queue.waiting:
                if more and not queue.waiting:
                    count = await self._claim(queue, wanted)
                    claimed += count
                    more = count == self._batch() and claimed < len(wanted)
                self._start(queue, running)
                done, running = await self._some(running)
                for poll in done:
                    queue.busy[self._hosts[poll.feed]] -= 1
                polls.extend(done)
        finally:
            await _cancelled(running)
        return _summary(polls)

    def _batch(self) -> int:
        return self.concurrency * CLAIMED_PER_PLACE

    async def _claim(self, queue: _Queue, wanted: Sequence[str]) -> int:
        now = self.clock.now()
        states = await self.call(self.store.claim_due_feeds, wanted, now=now, lease=self.lease, limit=self._batch())
        # Half of the lease is for the wait, half for the poll itself.
        queue.waiting.extend((state, now + self.lease / 2) for state in states)
        return len(states)

    def _start(self, queue: _Queue, running: set[asyncio.Task[_Poll]]) -> None:
        while len(running) < self.concurrency:
            state = queue.take(self._hosts, self.clock.now())
            if state is None:
                return
            running.add(asyncio.create_task(self._poll(state), name=f"poll {state.feed}"))

    async def _some(self, running: set[asyncio.Task[_Poll]]) -> tuple[list[_Poll], set[asyncio.Task[_Poll]]]:
        if not running:
            return [], running
        done, rest = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        return [task.result() for task in done], rest

    async def _poll(self, state: FeedState) -> _Poll:
        """One unit of work: here, and nowhere else, a bug is caught."""
        feed = self._by_id[state.feed]
        try:
            return await self._visit(feed, state)
        except UnavailableError:
            raise  # the store's trouble, not the feed's
        except Exception as error:  # noqa: BLE001 - logged, recorded, and the others go on
            _log.exception("collect.bug", feed=feed.id)
            failure = FetchFailure(kind=FailureKind.BUG, detail=f"{type(error).__name__}: {error}"[:_LONGEST_DETAIL])
        return await self._record(feed, state, outcome=failure)

    async def _visit(self, feed: Feed, state: FeedState) -> _Poll:
        outcome = await self.fetcher.fetch(feed, state.validators)
        if not isinstance(outcome, Document) or health.body_hash(outcome.body) == state.body_hash:
            return await self._record(feed, state, outcome=outcome)
        parsed = await self.parser.parse(outcome)
        if isinstance(parsed, FetchFailure):
            return await self._record(feed, state, outcome=parsed)
        if parsed.degraded:
            _log.debug("collect.degraded", feed=feed.id, why=parsed.degraded)
        return await self._record(feed, state, outcome=outcome, parsed=parsed)

    async def _record(
        self, feed: Feed, state: FeedState, *, outcome: FetchOutcome, parsed: ParsedFeed | None = None
    ) -> _Poll:
        """What the poll came to, decided and written in one transaction."""
        now = self.clock.now()
        fresh = await self._fresh(self._items(feed, parsed, now=now)) if parsed is not None else ()
        after = health.after_poll(
            state,
            outcome,
            parsed,
            feed=feed,
            now=now,
            new_items=len(fresh),
            jitter=self.jitter(),
            newest_at=max((item.published_at for item in fresh if item.published_at), default=None),
        )
        written = await self.call(self.store.record_poll, PollRecord(state=after, items=fresh))
        if isinstance(outcome, FetchFailure):
            _tell(feed, outcome, failures=after.failures)
            return _Poll(feed=feed.id, failure=outcome)
        return _Poll(feed=feed.id, new_items=written, not_modified=parsed is None)

    def _items(self, feed: Feed, parsed: ParsedFeed, *, now: datetime) -> list[Item]:
        """The document's items, each once, those without any text left out."""
        repeated = normalize.repeated_guids(parsed.entries)
        outlet = self.outlets.get(feed.outlet, UNKNOWN_OUTLET)
        items: dict[str, Item] = {}
        for entry in parsed.entries:
            item = normalize.normalize(
                entry,
                feed=feed,
                outlet=outlet,
                outlets_by_host=self._outlets_by_host,
                seen_at=now,
                repeated_guids=repeated,
                document_language=parsed.language,
            )
            if item.title:
                items.setdefault(item.id, item)
        return list(items.values())

    async def _fresh(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """The items that the store doesn't have, and new texts of those it has from this very feed.

        Two feeds of an outlet cut one story differently: were either allowed to revise it, they would do so at every poll.
        """
        if not items:
            return ()
        known = await self.call(self.store.known_items, [item.id for item in items])
        return tuple(found for item in items if (found := _new_or_revised(item, known.get(item.id))))


def _new_or_revised(item: Item, known: Item | None) -> Item | None:
    if known is None or (known.feed == item.feed and known.content_hash != item.content_hash):
        return item
    return None


def _tell(feed: Feed, failure: FetchFailure, *, failures: int) -> None:
    """Loud once for each spell of failures; a bug always."""
    loud = failures == 1 or failure.kind is FailureKind.BUG
    log = _log.warning if loud else _log.debug
    log("collect.failed", feed=feed.id, kind=failure.kind.value, detail=failure.detail, failures=failures)


async def _cancelled(running: set[asyncio.Task[_Poll]]) -> None:
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)


def _summary(polls: Sequence[_Poll]) -> CollectTurn:
    failed = tuple((poll.feed, poll.failure) for poll in polls if poll.failure is not None)
    return CollectTurn(
        polled=len(polls),
        new_items=sum(poll.new_items for poll in polls),
        failures=len(failed),
        not_modified=sum(poll.not_modified for poll in polls),
        failed=failed,
    )
