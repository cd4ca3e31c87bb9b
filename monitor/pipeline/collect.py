"""The first cycle: asks the feeds that are due, and hands what is new to the store.

Decides in which order and how many at a time, and what a poll came to. One feed is one unit of work with one transaction: its items,
validators, health and next time land together or not at all. A feed that fails, or trips over a bug of ours, never stops another.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from math import inf

import structlog

from monitor.errors import UnavailableError
from monitor.feeds import health, moves, schedule
from monitor.model.items import (
    Document,
    FailureKind,
    FeedCondition,
    FeedState,
    FetchFailure,
    FetchOutcome,
    ParsedFeed,
    PollRecord,
)
from monitor.model.outlets import UNKNOWN_OUTLET, Feed, Outlet
from monitor.model.work import Polled, Tell, seconds, tell_nobody
from monitor.pipeline import hearing, places
from monitor.pipeline.intake import Brought, Deletions, Intake, StoreCall, inline
from monitor.pipeline.places import PER_HOST, Claimed, Places
from monitor.pipeline.ports import Clock, CollectStore, FeedParser, Fetcher
from monitor.text import urls

CLAIMED_PER_PLACE = 10
"""Feeds claimed ahead for each place: enough that claiming costs little, few enough to be polled within the lease."""
LINGER = timedelta(seconds=1)
"""How long a tick waits for polls that are under way: whatever is due meanwhile waits no longer than that."""
HEAT_EVERY = timedelta(minutes=1)
"""How often it is asked which borders are getting hotter: their assessments are read for it, and no feed is polled more often."""

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


@dataclass(slots=True, kw_only=True)
class Collector:
    """Polls feeds. ``jitter`` gives numbers in 0..1; ``call`` runs a store method somewhere and waits for it.

    ``lease`` must outlast a claimed feed's wait for its place and its poll; what it doesn't outlast is dropped and polled later.
    ``hot_borders`` names the borders that are getting hotter, out of the store. ``spread_first``: more feeds than can be asked at once
    are met one after the other. ``linger`` is how long a tick waits for polls that are under way. ``tell`` is told of each poll.
    """

    store: CollectStore
    fetcher: Fetcher
    parser: FeedParser
    clock: Clock
    feeds: Sequence[Feed]
    outlets: Mapping[str, Outlet]
    jitter: Callable[[], float]
    concurrency: int = 50
    per_host: int = PER_HOST
    lease: timedelta = timedelta(minutes=10)
    call: StoreCall = inline
    hot_borders: Callable[[], Collection[str]] | None = None
    spread_first: bool = False
    linger: timedelta = LINGER
    tell: Tell = tell_nobody
    _by_id: dict[str, Feed] = field(init=False)
    _places: Places = field(init=False)
    _running: set[asyncio.Task[Polled]] = field(default_factory=set, init=False)
    _ended: list[asyncio.Task[Polled]] = field(default_factory=list, init=False)
    _over_now: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _hot: frozenset[str] = frozenset()
    _heat_at: datetime | None = None
    _planned_at: datetime | None = None
    intake: Intake = field(init=False)

    def __post_init__(self) -> None:
        self._by_id = {feed.id: feed for feed in self.feeds}
        self._places = Places(size=self.concurrency, per_host=self.per_host)
        self.intake = Intake(store=self.store, call=self.call, feeds=self.feeds, outlets=self.outlets)

    def adopt(
        self,
        *,
        feeds: Sequence[Feed],
        outlets: Mapping[str, Outlet],
        fetcher: Fetcher,
        concurrency: int,
        per_host: int,
    ) -> None:
        """Other feeds, fetched otherwise, from now on. Polls under way end as they began; the next turn plans all feeds anew."""
        self.feeds, self.outlets, self.fetcher = feeds, outlets, fetcher
        self.concurrency, self.per_host = concurrency, per_host
        self._by_id = {feed.id: feed for feed in feeds}
        self._places.change(size=concurrency, per_host=per_host, feeds=self._by_id)
        self.intake = Intake(store=self.store, call=self.call, feeds=feeds, outlets=outlets)
        self._planned_at = self._heat_at = None

    async def turn(self, only: Sequence[str] = (), *, force: bool = False, at_once: bool = False) -> CollectTurn:
        """Polls every feed that is due (among ``only``, when given), each at most once, and returns when all have answered or failed.

        With ``force`` it polls them whether they are due or not; ``at_once`` asks feeds never met without spreading them over time.
        Raises StoreError when the store can't be used; whatever was under way is then asked again after its lease.
        """
        return await self._turn(
            [feed.id for feed in self.feeds if not only or feed.id in only], force=force, at_once=at_once
        )

    async def tick(self) -> CollectTurn:
        """As ``turn``, but leaves slow polls under way to later ticks, so that what is due next isn't kept waiting by them.

        Tells of the polls that ended. After the last tick call ``aclose``.
        """
        return await self._turn([feed.id for feed in self.feeds], linger=self.linger)

    async def aclose(self) -> None:
        """Gives up the polls that are under way: they are asked again after their lease."""
        running, ended = self._running, self._taken_over()
        self._running = set()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, *ended, return_exceptions=True)
        self._places.clear()

    async def _turn(
        self, wanted: Sequence[str], *, force: bool = False, at_once: bool = False, linger: timedelta | None = None
    ) -> CollectTurn:
        polls: list[Polled] = []
        try:
            await self._plan(at_once=at_once)
            await self._ask(wanted, polls, force=force, until=_from_now(linger))
        except BaseException:
            await self.aclose()
            raise
        return _summary(polls)

    async def _ask(self, wanted: Sequence[str], polls: list[Polled], *, force: bool, until: float) -> None:
        """Claims as long as a place stays free, and collects what ended, until nothing is left to wait for."""
        claimed, more = 0, bool(wanted)
        while True:
            self._start()
            if more and self._places.free:
                asked = wanted[claimed : claimed + self._batch()] if force else wanted
                count = await self._claim(asked, force=force)
                claimed += len(asked) if force else count
                more = (force or count == self._batch()) and claimed < len(wanted)
                continue
            left = until - asyncio.get_running_loop().time()
            if self._running and left > 0:
                await self._one_over(until)
            polls.extend(task.result() for task in self._taken_over())
            if left <= 0 or not (more or self._running):
                return

    async def _one_over(self, until: float) -> None:
        """Waits until a poll has ended, or until then by the loop's clock."""
        # ``asyncio.wait`` would tell each of the fifty that somebody waits for it, and take that back, for every one that ends.
        self._over_now = asyncio.Event()
        if not self._ended:
            with suppress(TimeoutError):
                async with asyncio.timeout_at(None if until == inf else until):
                    await self._over_now.wait()

    async def _plan(self, *, at_once: bool) -> None:
        """Puts the stored plans right: at the first turn, when the clock was set back, and for feeds that became hot."""
        now = self.clock.now()
        before = self._planned_at
        cooler = self._hot
        await self._take_heat(now)
        everything = before is None or now < before - schedule.CLOCK_MAY_DIFFER
        self._planned_at = now
        feeds = [feed.id for feed in self.feeds if everything or (feed.id in self._hot and feed.id not in cooler)]
        if feeds:
            spread = self.spread_first and not at_once and len(self.feeds) > self.concurrency
            due_at = partial(self._due_at, now=now, spread_over=len(self.feeds) if spread else 0)
            await self.call(self.store.plan_feeds, feeds, due_at=due_at, lease_until=now + self.lease)

    def _due_at(self, feed: str, state: FeedState | None, *, now: datetime, spread_over: int) -> datetime:
        return schedule.planned_at(self._by_id[feed], state, now=now, feeds=spread_over, hot=feed in self._hot)

    async def _take_heat(self, now: datetime) -> None:
        """Which feeds tell of a border that is getting hotter."""
        if self.hot_borders is None or (self._heat_at is not None and abs(now - self._heat_at) < HEAT_EVERY):
            return
        borders = frozenset(await self.call(self.hot_borders))
        self._heat_at = now
        self._hot = frozenset(feed.id for feed in self.feeds if borders and self._tells_of(feed, borders))

    def _tells_of(self, feed: Feed, borders: frozenset[str]) -> bool:
        """By the borders that the feed names, else by the state that its outlet is at home in or speaks for."""
        if feed.borders:
            return not borders.isdisjoint(feed.borders)
        sides = hearing.sides_of(self.outlets.get(feed.outlet, UNKNOWN_OUTLET))
        return any(not sides.isdisjoint(border.split("-")) for border in borders)

    def _batch(self) -> int:
        return self.concurrency * CLAIMED_PER_PLACE

    async def _claim(self, wanted: Sequence[str], *, force: bool) -> int:
        now = self.clock.now()
        claim = self.store.claim_due_feeds
        states = await self.call(claim, wanted, now=now, lease=self.lease, limit=self._batch(), force=force)
        # Half of the lease is for the wait, half for the poll itself.
        expires_at = now + self.lease / 2
        self._places.wait(Claimed(state=state, host=self._host(state), expires_at=expires_at) for state in states)
        return len(states)

    def _host(self, state: FeedState) -> str:
        return urls.host_of(moves.asked(self._by_id[state.feed], state).url) or state.feed

    def _start(self) -> None:
        while (claimed := self._places.take(self.clock.now())) is not None:
            feed = self._by_id[claimed.state.feed]
            task = asyncio.create_task(self._poll(feed, claimed.state), name=feed.id)
            self._running.add(task)
            task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[Polled]) -> None:
        """Its place goes to the next at once, also between two ticks."""
        self._places.leave(task.get_name())
        if task in self._running:
            self._running.discard(task)
            self._ended.append(task)
            self._over_now.set()
            self._start()

    def _taken_over(self) -> list[asyncio.Task[Polled]]:
        ended, self._ended = self._ended, []
        return ended

    async def _poll(self, feed: Feed, state: FeedState) -> Polled:
        """One unit of work: here, and nowhere else, a bug is caught."""
        try:
            return await self._visit(feed, state)
        except UnavailableError:
            raise  # the store's trouble, not the feed's
        except Exception as error:  # noqa: BLE001 - logged, recorded, and the others go on
            _log.exception("collect.bug", feed=feed.id)
            failure = FetchFailure(kind=FailureKind.BUG, detail=f"{type(error).__name__}: {error}"[:_LONGEST_DETAIL])
        return await self._record(feed, state, outcome=failure)

    async def _visit(self, feed: Feed, state: FeedState) -> Polled:
        began = self.clock.now()
        outcome = await self.fetcher.fetch(moves.asked(feed, state), state.validators)
        state = replace(state, took=max(self.clock.now() - began, timedelta(0)))
        if not isinstance(outcome, Document) or outcome.digest == state.body_hash:
            return await self._record(feed, state, outcome=outcome)
        answered = self.clock.now()
        parsed = await self.parser.parse(outcome, state.entry_marks, trust=places.trust(state))
        parse_seconds = seconds(answered, self.clock.now())
        if isinstance(parsed, FetchFailure):
            return await self._record(feed, state, outcome=parsed, parse_seconds=parse_seconds)
        if parsed.degraded:
            _log.debug("collect.degraded", feed=feed.id, why=parsed.degraded)
        return await self._record(feed, state, outcome=outcome, parsed=parsed, parse_seconds=parse_seconds)

    async def _brought(
        self, feed: Feed, state: FeedState, outcome: FetchOutcome, parsed: ParsedFeed | None, *, now: datetime
    ) -> Brought:
        if parsed is not None:
            return await self.intake.brought(feed, state, parsed, now=now)
        if isinstance(outcome, FetchFailure):
            return Brought(deletions=Deletions(missing=state.missing))
        return Brought(deletions=await self.intake.as_before(feed, state, now=now))

    async def _record(
        self,
        feed: Feed,
        state: FeedState,
        *,
        outcome: FetchOutcome,
        parsed: ParsedFeed | None = None,
        parse_seconds: float | None = None,
    ) -> Polled:
        """What the poll came to, decided and written in one transaction."""
        now = self.clock.now()
        brought = await self._brought(feed, state, outcome, parsed, now=now)
        after = health.after_poll(
            state,
            outcome,
            parsed,
            feed=feed,
            now=now,
            gain=brought.gain,
            jitter=self.jitter(),
            hot=feed.id in self._hot,
        )
        outlet = self.outlets.get(feed.outlet, UNKNOWN_OUTLET)
        heard = hearing.sides_regained(feed, outlet, state, after, now=now)
        poll = _record_of(after, brought, heard)
        written = await self.call(self.store.record_poll, poll)
        if health.news(state, after):
            _tell_condition(feed, state, after)
        polled = replace(_polled(poll, brought, outcome, parsed), items=written, parse_seconds=parse_seconds)
        self.tell(polled)
        return polled


def _record_of(state: FeedState, brought: Brought, heard: Collection[str]) -> PollRecord:
    gone = brought.deletions
    if gone != Deletions() or state.missing:
        state = gone.remembered(state)
    return PollRecord(
        state=state,
        items=brought.items,
        withdrawn=gone.withdrawn,
        restored=gone.restored,
        heard=tuple(sorted(heard)),
    )


def _from_now(span: timedelta | None) -> float:
    """That time by the loop's clock; never, when there is none."""
    return inf if span is None else asyncio.get_running_loop().time() + span.total_seconds()


def _tell_condition(feed: Feed, before: FeedState, after: FeedState) -> None:
    """One notice when a feed goes bad, one when it is good again, one for a move and for changed identifiers."""
    failure = after.last_failure
    _log.warning(
        "feed_condition_changed",
        feed=feed.id,
        was=before.told.value,
        now=after.told.value,
        why=failure.detail if failure else None,
        moved_to=after.moved_to if after.told is FeedCondition.MOVED else None,
    )


def _polled(poll: PollRecord, brought: Brought, outcome: FetchOutcome, parsed: ParsedFeed | None) -> Polled:
    state, failure = poll.state, outcome if isinstance(outcome, FetchFailure) else None
    return Polled(
        feed=state.feed,
        seconds=state.took.total_seconds() if state.took else 0.0,
        failure=failure,
        failures=state.failures,
        not_modified=failure is None and parsed is None,
        size=len(outcome.body) if isinstance(outcome, Document) else 0,
        revised=brought.gain.revised_items,
        withdrawn=len(poll.withdrawn),
        restored=len(poll.restored),
        condition=state.told,
    )


def _summary(polls: Sequence[Polled]) -> CollectTurn:
    failed = tuple((poll.feed, poll.failure) for poll in polls if poll.failure is not None)
    return CollectTurn(
        polled=len(polls),
        new_items=sum(poll.items for poll in polls),
        failures=len(failed),
        not_modified=sum(poll.not_modified for poll in polls),
        failed=failed,
    )
