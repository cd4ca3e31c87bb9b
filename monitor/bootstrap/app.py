"""The application: every part that the configuration and the rules ask for, made, and loaded, when first asked for."""

import random
import secrets
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, Self, TextIO, TypeVar

from monitor.adapters.clock import SystemClock, VirtualClock
from monitor.bootstrap.held import Held, open_store
from monitor.bootstrap.inputs import Inputs
from monitor.bootstrap.observing import Observers
from monitor.bootstrap.place import Place, state_dir
from monitor.bootstrap.upkeep import DatabaseUpkeep
from monitor.bootstrap.views import Views
from monitor.config import kept, rules
from monitor.config.outlets import LoadedOutlets
from monitor.config.rules import LoadedRules
from monitor.config.settings import Settings, wrong_addresses
from monitor.errors import ConfigError, Problem, UsageError
from monitor.extraction.words.dictionary import Dictionary
from monitor.model.alerts import Message
from monitor.model.outlets import Feed, Outlet
from monitor.model.rulebook import Rulebook
from monitor.model.secret import Secret
from monitor.pipeline.items_in import LoadedItems
from monitor.pipeline.ports import NO_BORDER, Clock
from monitor.pipeline.watch import WatchList

if TYPE_CHECKING:
    from monitor.adapters.delivery.sender import ChannelSender
    from monitor.adapters.http.fetch import HttpFetcher
    from monitor.adapters.parser.pool import ParserPool
    from monitor.adapters.store import SqlStore
    from monitor.extraction.reader import Reader
    from monitor.pipeline.assess import AssessCycle, Heard, HeardOf
    from monitor.pipeline.collect import Collector, CollectTurn
    from monitor.pipeline.deliver import Deliverer, DeliverTurn
    from monitor.pipeline.desk_rules import DeskRules
    from monitor.pipeline.hearing import Hearing
    from monitor.pipeline.judge import Judge
    from monitor.pipeline.push import Pushes
    from monitor.pipeline.read import ReadCycle
    from monitor.pipeline.replay import Replay
    from monitor.rules.origins import Standing

P = ParamSpec("P")
T = TypeVar("T")


def _all_live(border: str, _now: datetime) -> "Heard":
    from monitor.model.assessments import Coverage
    from monitor.pipeline.assess import Heard

    return Heard(coverage=tuple((side, Coverage.LIVE) for side in border.split("-")))


class App(Inputs, Views):
    """A configured border-monitor; ``jitter`` spreads polls and retries, each by its share of 1.

    Use as a context manager: leaving it closes whatever was opened.
    """

    def __init__(
        self,
        loaded: LoadedRules,
        configured: Settings,
        known: LoadedOutlets,
        *,
        clock: Clock | None = None,
        out: TextIO | None = None,
        jitter: Callable[[], float] | None = None,
    ) -> None:
        self.loaded = loaded
        self.settings = configured
        self.known = known
        self.outlets: Mapping[str, Outlet] = {outlet.id: outlet for outlet in known.outlets}
        self.feeds: tuple[Feed, ...] = known.feeds
        self.clock: Clock = clock or SystemClock()
        self.watch = WatchList(None if configured.watches_all else configured.watch)
        self.out = out or sys.stdout
        self._jitter = jitter or random.Random().random
        place = Place(database=configured.database, state_dir=state_dir(configured.database, configured.base))
        self.held = Held(place, self.clock)
        self.observers = Observers()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.held.close()

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is allowed in any of the files and yet probably not meant."""
        return (*self.settings.warnings, *self.known.warnings, *self.loaded.warnings)

    @property
    def store(self) -> "SqlStore":
        """The database, upgraded when it is SQLite. Raises UnavailableError when it can't be used."""
        return self.held.store

    @property
    def state_dir(self) -> Path:
        """Where the lock and what the daemon says of itself are."""
        return self.held.place.state_dir

    @property
    def shown_database(self) -> str:
        """The database's address without what may be a password."""
        return self.held.place.shown_database

    @property
    def lock_file(self) -> Path:
        """Held by the one daemon of this database."""
        return self.held.place.lock_file

    @cached_property
    def upkeep(self) -> DatabaseUpkeep:
        """Backups and moving house."""
        return DatabaseUpkeep(self.settings, clock=self.clock, state_dir=self.state_dir, lock=self.lock_file)

    def upgrade_database(self) -> None:
        """Brings the schema up to date, whatever the database."""
        from monitor.adapters import store

        store.upgrade(self.settings.database.reveal(), now=self.clock.now())

    def reader_for(self, more: Mapping[str, Outlet] | None = None) -> "Reader":
        """A reader that also knows ``more`` outlets."""
        from monitor.extraction.reader import Reader

        return Reader(self.loaded.rulebook, {**self.outlets, **(more or {})}, self._dictionary)

    @cached_property
    def _dictionary(self) -> Dictionary:
        return rules.load_dictionary(self.loaded)

    def failed_examples(self) -> tuple[Problem, ...]:
        """The rulebook's examples that aren't read as they say."""
        from monitor.pipeline import examples

        read = self.reader_for().read
        beside_words = examples.failures(self.loaded.rulebook.examples, read)
        return rules.failed_examples([*beside_words, *examples.rule_failures(self.desk_rules, read)])

    def standing_rules(self, *, everything: bool = False) -> "tuple[Standing, ...]":
        """What is worth listing in the rules, or ``everything``, with the files that say it."""
        from monitor.rules import origins  # the whole rule language, which only those need who list or compile it

        return origins.standing(rules.documents_of(self.loaded), everything=everything)

    def judge_for(self, watch: WatchList, rulebook: Rulebook | None = None) -> "Judge":
        """A judge for this watch list, by the loaded rulebook or another."""
        from monitor.pipeline.desk_rules import DeskRules
        from monitor.pipeline.judge import Judge

        return Judge(
            rulebook or self.loaded.rulebook,
            watch=watch,
            routes=self.settings.routes,
            channels=self.settings.channels,
            zone=self.settings.zone,
            rules=DeskRules(rulebook, self.outlets) if rulebook else self.desk_rules,
            quiet=self.settings.quiet,
            edition=kept.code_version(kept.JUDGING) or "",
        )

    @cached_property
    def desk_rules(self) -> "DeskRules":
        """The rules by which a desk is told more than the ladder tells."""
        from monitor.pipeline.desk_rules import DeskRules

        return DeskRules(self.loaded.rulebook, self.outlets)

    @cached_property
    def read(self) -> "ReadCycle":
        """The read cycle."""
        from monitor.pipeline.read import ReadCycle

        return ReadCycle(
            self.store,
            self.reader_for().read,
            clock=self.clock,
            rules=self.desk_rules,
            batch=self.settings.cycles.read_batch,
            tell=self.observers,
        )

    @cached_property
    def assess(self) -> "AssessCycle":
        """The assess cycle."""
        from monitor.pipeline.assess import AssessCycle

        cycles = self.settings.cycles
        return AssessCycle(
            self.store,
            self.judge_for(self.watch),
            clock=self.clock,
            heard=self.hearing,
            lease=cycles.lease_for,
            warm_up=cycles.warm_up,
            tell=self.observers,
        )

    @cached_property
    def hearing(self) -> "Hearing":
        """Which sides are heard from."""
        from monitor.pipeline.hearing import Hearing

        return Hearing(store=self.store, feeds=self.feeds, outlets=self.outlets)

    async def in_worker(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs one store call (or one cycle that is all store and thought) in the single thread that writes."""
        return await self.held.in_worker(call, *args, **kwargs)

    @cached_property
    def parser(self) -> "ParserPool":
        """The child processes that parse."""
        from monitor.adapters.parser.pool import ParserPool
        from monitor.adapters.parser.process import ParserLimits

        return ParserPool(limits=ParserLimits(wait=self.settings.feeds.parse_timeout))

    @cached_property
    def fetcher(self) -> "HttpFetcher":
        """What asks servers."""
        from monitor.adapters.http.fetch import FetchLimits, HttpFetcher

        wanted = self.settings.feeds
        limits = FetchLimits(total=wanted.timeout, raw_bytes=wanted.max_bytes, decoded_bytes=wanted.max_bytes)
        return HttpFetcher(
            clock=self.clock, contact=self.settings.contact, limits=limits, allow_hosts=frozenset(wanted.allow_hosts)
        )

    @cached_property
    def collector(self) -> "Collector":
        """The collect cycle."""
        from monitor.pipeline.collect import Collector

        return Collector(
            store=self.store,
            fetcher=self.fetcher,
            parser=self.parser,
            clock=self.clock,
            feeds=self.feeds,
            outlets=self.outlets,
            jitter=self._jitter,
            concurrency=self.settings.feeds.concurrency,
            per_host=self.settings.feeds.per_host,
            call=self.in_worker,
            hot_borders=self._hot_borders,
            spread_first=True,
            tell=self.observers,
        )

    @cached_property
    def pushes(self) -> "Pushes | None":
        """What hubs push, where they can reach us."""
        from monitor.adapters import key_file
        from monitor.pipeline.push import Pushes

        if not self.settings.push.public_address:
            return None
        return Pushes(
            store=self.store,
            hubs=self.fetcher,
            parser=self.parser,
            intake=self.collector.intake,
            clock=self.clock,
            feeds=self.feeds,
            address=self.settings.push.public_address,
            token=partial(secrets.token_hex, 16),
            key=key_file.load_or_make(self.state_dir / "push.key"),
            call=self.in_worker,
            tell=self.observers,
        )

    @asynccontextmanager
    async def reachable(self) -> AsyncIterator[None]:
        """Open for hubs, where they can reach us. Raises UnavailableError when the place to listen at is taken."""
        if self.pushes is None:
            yield
            return
        from monitor.adapters.web import hub_calls
        from monitor.adapters.web.listener import Listener

        listener = Listener(handle=hub_calls.handler(self.pushes), most_bytes=self.settings.feeds.max_bytes)
        async with listener.listening(self.settings.push.host, self.settings.push.port):
            yield

    def _hot_borders(self) -> frozenset[str]:
        from monitor.feeds import cadence

        told = (row.assessment for row in self.store.borders() if row.border != NO_BORDER)
        return frozenset(assessment.border for assessment in told if assessment and cadence.is_heating(assessment))

    @cached_property
    def sender(self) -> "ChannelSender":
        """The channels, opened."""
        from monitor.adapters.delivery.sender import ChannelSender

        addresses = self.settings.addresses
        ways: dict[str, Secret | TextIO] = {c.id: addresses.get(c.id) or self.out for c in self.settings.channels}
        return ChannelSender(ways)

    @cached_property
    def deliverer(self) -> "Deliverer":
        """The deliver cycle."""
        from monitor.pipeline.deliver import Deliverer

        return Deliverer(
            self.store,
            self.sender,
            clock=self.clock,
            channels=self.settings.channels,
            jitter=self._jitter,
            call=self.in_worker,
            tell=self.observers,
        )

    async def collect_once(self, only: Sequence[str] = ()) -> "CollectTurn":
        """One turn of collecting, and the end of its child process. Feeds that are named are polled whether they are due or not."""
        if unknown := set(only) - {feed.id for feed in self.feeds}:
            raise UsageError(f"no feed {', '.join(sorted(unknown))}; see border-monitor feeds list")
        try:
            return await self.collector.turn(only, force=bool(only), at_once=True)
        finally:
            await self.parser.aclose()

    async def deliver_once(self) -> "DeliverTurn":
        """One turn of delivering."""
        return await self.deliverer.turn()

    def check_channels(self) -> None:
        """Raises ConfigError naming every channel whose address can never work; no address is shown."""
        if not self.settings.addresses:
            return
        from monitor.adapters.delivery.sender import check_url

        found = {name: said for name, address in self.settings.addresses.items() if (said := check_url(address))}
        if found:
            raise ConfigError(wrong_addresses(self.settings.path, found))

    def channel_kinds(self) -> tuple[tuple[str, str], ...]:
        """Names of the channels, and what each is (the scheme of its address, no more; unknown where that isn't at hand)."""
        addresses = self.settings.addresses
        return tuple(
            (c.id, (addresses[c.id].reveal().partition(":")[0] or "unknown") if c.id in addresses else "print")
            for c in self.settings.channels
        )

    async def send_test(self, channel: str) -> str:
        """Sends a marked test message; returns what came of it."""
        message = Message(
            title="border-monitor: TEST, nothing has happened",
            body="This is a test message. If you can read it, the channel works. No border has changed.",
            marked_test=True,
        )
        outcome = await self.sender.send(channel, message)
        reason = getattr(outcome, "reason", "")
        return type(outcome).__name__.lower() + (f": {reason}" if reason else "")

    @contextmanager
    def replay_on(
        self,
        database: str,
        loaded: LoadedItems,
        *,
        watch: WatchList,
        rulebook: Rulebook | None = None,
        heard: "HeardOf" = _all_live,
    ) -> "Iterator[Replay]":
        """The pieces of a replay over ``database``: real store, real cycles, a clock moved by hand.

        Feeds count as healthy unless ``heard`` says otherwise; ``rulebook`` judges in place of the loaded one.
        """
        from monitor.pipeline.assess import AssessCycle
        from monitor.pipeline.read import ReadCycle
        from monitor.pipeline.replay import Replay

        start = loaded.items[0].seen_at if loaded.items else self.clock.now()
        clock = VirtualClock(start)
        store = open_store(database, now=start)
        try:
            yield Replay(
                store=store,
                read=ReadCycle(store, self.reader_for(loaded.outlets).read, clock=clock, rules=self.desk_rules),
                assess=AssessCycle(store, self.judge_for(watch, rulebook), clock=clock, heard=heard),
                clock=clock,
            )
        finally:
            store.close()
