"""The one composition root: configuration and rules in, a working application out.

Parts are made, and the libraries behind them imported, when first asked for: a command pays only for what it uses.
"""

import asyncio
import random
import secrets
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TextIO, TypeVar

from monitor.adapters.clock import SystemClock, VirtualClock
from monitor.bootstrap.upkeep import DatabaseUpkeep
from monitor.config import environment, folders, kept, outlets, rules, settings
from monitor.config.outlets import LoadedOutlets
from monitor.config.rules import LoadedRules
from monitor.config.settings import Settings
from monitor.errors import ConfigError, Problem, UnavailableError, UsageError
from monitor.escalation import assess as assessing
from monitor.extraction.reader import Reader
from monitor.extraction.vocabulary import Dictionary
from monitor.feeds import cadence
from monitor.feeds.opml import Subscription
from monitor.model.alerts import Message
from monitor.model.assessments import Assessment, Contribution, Coverage, State
from monitor.model.items import Document, FetchFailure, Validators
from monitor.model.outlets import Feed, Outlet
from monitor.model.rulebook import Rulebook
from monitor.model.secret import Secret
from monitor.pipeline import examples, feed_shapes
from monitor.pipeline.assess import AssessCycle, Heard, HeardOf
from monitor.pipeline.collect import Collector, CollectTurn
from monitor.pipeline.deliver import Deliverer, DeliverTurn
from monitor.pipeline.desk_rules import DeskRules
from monitor.pipeline.hearing import Hearing
from monitor.pipeline.items_in import LoadedItems, merge, parse_items
from monitor.pipeline.judge import Judge, WatchList
from monitor.pipeline.ports import NO_BORDER, Clock
from monitor.pipeline.read import ReadCycle
from monitor.pipeline.replay import Replay
from monitor.pipeline.saved_feeds import parse_saved
from monitor.rules import origins
from monitor.rules.origins import Standing

if TYPE_CHECKING:
    from monitor.adapters.delivery.sender import ChannelSender
    from monitor.adapters.http.fetch import HttpFetcher
    from monitor.adapters.parser.pool import ParserPool
    from monitor.adapters.store import SqlStore
    from monitor.pipeline.push import Pushes

P = ParamSpec("P")
T = TypeVar("T")


def _all_live(border: str, _now: datetime) -> Heard:
    return Heard(coverage=tuple((side, Coverage.LIVE) for side in border.split("-")))


class App:
    """A configured border-monitor. Use as a context manager: leaving it closes whatever was opened."""

    def __init__(
        self,
        loaded: LoadedRules,
        configured: Settings,
        known: LoadedOutlets,
        *,
        clock: Clock | None = None,
        out: TextIO | None = None,
    ) -> None:
        self.loaded = loaded
        self.settings = configured
        self.known = known
        self.outlets: Mapping[str, Outlet] = {outlet.id: outlet for outlet in known.outlets}
        self.feeds: tuple[Feed, ...] = known.feeds
        self.clock: Clock = clock or SystemClock()
        self.watch = WatchList(None if configured.watches_all else configured.watch)
        self._out = out or sys.stdout
        self._random = random.Random()  # the one source of jitter
        self.state_dir = _state_dir(configured)
        self._worker: ThreadPoolExecutor | None = None
        self._store: SqlStore | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._worker:
            self._worker.shutdown(wait=True)
        if self._store:
            self._store.close()

    @property
    def store(self) -> "SqlStore":
        """The database, upgraded when it is SQLite. Raises UnavailableError when it can't be used."""
        if self._store is None:
            _make(self.state_dir)
            self._store = _open_store(self.settings.database.reveal(), now=self.clock.now())
        return self._store

    @property
    def shown_database(self) -> str:
        """The database's address without what may be a password."""
        address = self.settings.database.reveal()
        return address if "@" not in address else address.partition("://")[0] + "://***@" + address.rpartition("@")[2]

    @property
    def lock_file(self) -> Path:
        """Held by the one daemon of this database."""
        return self.state_dir / "border-monitor.lock"

    @cached_property
    def upkeep(self) -> DatabaseUpkeep:
        """Backups and moving house."""
        return DatabaseUpkeep(self.settings, clock=self.clock, state_dir=self.state_dir, lock=self.lock_file)

    def upgrade_database(self) -> None:
        """Brings the schema up to date, whatever the database."""
        from monitor.adapters import store

        store.upgrade(self.settings.database.reveal(), now=self.clock.now())

    def reader_for(self, more: Mapping[str, Outlet] | None = None) -> Reader:
        """A reader that also knows ``more`` outlets."""
        return Reader(self.loaded.rulebook, {**self.outlets, **(more or {})}, self._dictionary)

    @cached_property
    def _dictionary(self) -> Dictionary:
        return rules.load_dictionary(self.loaded)

    def failed_examples(self) -> tuple[Problem, ...]:
        """The rulebook's examples that aren't read as they say."""
        read = self.reader_for().read
        beside_words = examples.failures(self.loaded.rulebook.examples, read)
        return rules.failed_examples([*beside_words, *examples.rule_failures(self.desk_rules, read)])

    def standing_rules(self) -> tuple[Standing, ...]:
        """What there is in the rules, with the files that say it."""
        return origins.standing(rules.documents_of(self.loaded))

    def judge_for(self, watch: WatchList, rulebook: Rulebook | None = None) -> Judge:
        """A judge for this watch list, by the loaded rulebook or another."""
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
    def desk_rules(self) -> DeskRules:
        """The rules by which a desk is told more than the ladder tells."""
        return DeskRules(self.loaded.rulebook, self.outlets)

    @cached_property
    def read(self) -> ReadCycle:
        """The read cycle."""
        return ReadCycle(
            self.store,
            self.reader_for().read,
            clock=self.clock,
            rules=self.desk_rules,
            batch=self.settings.cycles.read_batch,
        )

    @cached_property
    def assess(self) -> AssessCycle:
        """The assess cycle."""
        cycles = self.settings.cycles
        return AssessCycle(
            self.store,
            self.judge_for(self.watch),
            clock=self.clock,
            heard=self.hearing,
            lease=cycles.lease_for,
            warm_up=cycles.warm_up,
        )

    @cached_property
    def hearing(self) -> Hearing:
        """Which sides are heard from."""
        return Hearing(store=self.store, feeds=self.feeds, outlets=self.outlets)

    async def in_worker(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs one store call (or one cycle that is all store and thought) in the single thread that writes."""
        if self._worker is None:
            self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        return await asyncio.get_running_loop().run_in_executor(self._worker, partial(call, *args, **kwargs))

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
    def collector(self) -> Collector:
        """The collect cycle."""
        return Collector(
            store=self.store,
            fetcher=self.fetcher,
            parser=self.parser,
            clock=self.clock,
            feeds=self.feeds,
            outlets=self.outlets,
            jitter=self._random.random,
            concurrency=self.settings.feeds.concurrency,
            per_host=self.settings.feeds.per_host,
            call=self.in_worker,
            hot_borders=self._hot_borders,
            spread_first=True,
        )

    @cached_property
    def pushes(self) -> "Pushes | None":
        """What hubs push, where they can reach us."""
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
            call=self.in_worker,
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
        told = (row.assessment for row in self.store.borders() if row.border != NO_BORDER)
        return frozenset(assessment.border for assessment in told if assessment and cadence.is_heating(assessment))

    @cached_property
    def sender(self) -> "ChannelSender":
        """The channels, opened."""
        from monitor.adapters.delivery.sender import ChannelSender

        addresses = self.settings.addresses
        ways: dict[str, Secret | TextIO] = {c.id: addresses.get(c.id) or self._out for c in self.settings.channels}
        return ChannelSender(ways)

    @cached_property
    def deliverer(self) -> Deliverer:
        """The deliver cycle."""
        return Deliverer(
            self.store,
            self.sender,
            clock=self.clock,
            channels=self.settings.channels,
            jitter=self._random.random,
            call=self.in_worker,
        )

    async def collect_once(self, only: Sequence[str] = ()) -> CollectTurn:
        """One turn of collecting, and the end of its child process. Feeds that are named are polled whether they are due or not."""
        if unknown := set(only) - {feed.id for feed in self.feeds}:
            raise UsageError(f"no feed {', '.join(sorted(unknown))}; see border-monitor feeds list")
        try:
            return await self.collector.turn(only, force=bool(only), at_once=True)
        finally:
            await self.parser.aclose()

    async def deliver_once(self) -> DeliverTurn:
        """One turn of delivering."""
        return await self.deliverer.turn()

    def check_channels(self) -> None:
        """Raises ConfigError naming every channel whose address can never work; no address is shown."""
        if not self.settings.addresses:
            return
        from monitor.adapters.delivery.sender import check_url

        wrong = [
            Problem(str(self.settings.path), 0, 0, f"channel {name}: {complaint}", "channel-address")
            for name, address in self.settings.addresses.items()
            if (complaint := check_url(address))
        ]
        if wrong:
            raise ConfigError(tuple(wrong))

    def channel_kinds(self) -> tuple[tuple[str, str], ...]:
        """Names of the channels, and what each is (the scheme of its address, no more)."""
        addresses = self.settings.addresses
        return tuple(
            (c.id, addresses[c.id].reveal().partition(":")[0] if c.id in addresses else "print")
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

    def borders_now(self, *, everything: bool = False) -> list[Assessment]:
        """Assessments with their numbers brought to now; a watched border that nothing was ever heard of is calm."""
        now, ladder = self.clock.now(), self.loaded.rulebook.ladder
        rows = {
            row.border: row.assessment for row in self.store.borders() if row.assessment and row.border != NO_BORDER
        }
        names = {b for b in rows if everything or b in self.watch} | set(self.settings.watch)
        written = ((border, rows.get(border)) for border in sorted(names))
        return [assessing.as_of(past, now, ladder=ladder) if past else self._calm(border) for border, past in written]

    def ledger_of(self, border: str | None) -> tuple[Contribution, ...]:
        """What counts towards the score of a border now."""
        past = self.store.assessment(border) if border else None
        return assessing.as_of(past, self.clock.now(), ladder=self.loaded.rulebook.ladder).ledger if past else ()

    def _calm(self, border: str) -> Assessment:
        now = self.clock.now()
        return Assessment(
            border=border, at=now, state=State.CALM, score=0.0, coverage=self.hearing(border, now).coverage
        )

    def feed_rows(self) -> list[dict[str, Any]]:
        """One row a feed, for listings."""
        states, now = self.store.feed_states(), self.clock.now()
        return [
            feed_shapes.row(feed, states.get(feed.id), outlet=self.outlets[feed.outlet], now=now) for feed in self.feeds
        ]

    def feed_details(self, feed_id: str) -> dict[str, Any]:
        """All that is known of one feed. Raises UsageError when there is none of this id."""
        feed = next((feed for feed in self.feeds if feed.id == feed_id), None)
        if feed is None:
            raise UsageError(f"no feed {feed_id}; see border-monitor feeds list")
        state = self.store.feed_states().get(feed_id)
        return feed_shapes.details(feed, state, outlet=self.outlets[feed.outlet], now=self.clock.now())

    async def probe(self, address: str) -> dict[str, Any]:
        """What is at an address (or at that of the feed with this id) now; the store isn't touched."""
        feed, outlet = feed_shapes.unknown_feed(address)
        if known := next((feed for feed in self.feeds if feed.id == address), None):
            feed, outlet = known, self.outlets[known.outlet]
        try:
            outcome = await self.fetcher.fetch(feed, Validators())
            parsed = await self.parser.parse(outcome) if isinstance(outcome, Document) else feed_shapes.failure(outcome)
        finally:
            await self.parser.aclose()
        return feed_shapes.probed(outcome, parsed, feed=feed, outlet=outlet, now=self.clock.now())

    async def subscriptions(self, body: bytes, *, file: Path) -> tuple[Subscription, ...]:
        """The feeds in an OPML file, read where a hostile one can do no harm. Raises UsageError when it can't be read, or has none."""
        try:
            found = await self.parser.subscriptions(body)
        finally:
            await self.parser.aclose()
        if isinstance(found, FetchFailure):
            raise UsageError(f"{file}: {found.detail}")
        if not found:
            raise UsageError(f"{file}: names no feed")
        return found

    def load_items(self, paths: Sequence[Path]) -> LoadedItems:
        """Items from JSON Lines files, folders of saved feed documents, and ``-``. Raises UsageError for a path that isn't there."""
        return merge([part for path in paths for part in self._parts(path)])

    def stored_items(self, since: datetime) -> LoadedItems:
        """The store's items first seen since, as if what they say now had been said at once."""
        found = self.store.items_since(since)
        return LoadedItems(items=tuple(replace(item, revision=0, revised_at=None) for item in found))

    def _parts(self, path: Path) -> Iterator[LoadedItems]:
        if str(path) == "-":
            yield self.parse_lines(sys.stdin, path="-")
        elif path.is_dir():
            from monitor.feeds import parse as feed_parsing

            documents = ((str(file), file.read_bytes()) for file in sorted(path.rglob("*.xml")))
            yield parse_saved(documents, outlets=self.outlets, parse=feed_parsing.parse)
        elif path.exists():  # a pipe will do
            with path.open(encoding="utf-8") as lines:
                yield self.parse_lines(lines, path=str(path))
        else:
            raise UsageError(f"{path}: no such file or folder")

    def parse_lines(self, lines: Iterable[str], *, path: str) -> LoadedItems:
        """Items from JSON Lines."""
        return parse_items(lines, path=path, outlets=self.outlets)

    @contextmanager
    def replay_on(
        self,
        database: str,
        loaded: LoadedItems,
        *,
        watch: WatchList,
        rulebook: Rulebook | None = None,
        heard: HeardOf = _all_live,
    ) -> Iterator[Replay]:
        """The pieces of a replay over ``database``: real store, real cycles, a clock moved by hand.

        Feeds count as healthy unless ``heard`` says otherwise; ``rulebook`` judges in place of the loaded one.
        """
        start = loaded.items[0].seen_at if loaded.items else self.clock.now()
        clock = VirtualClock(start)
        store = _open_store(database, now=start)
        try:
            yield Replay(
                store=store,
                read=ReadCycle(store, self.reader_for(loaded.outlets).read, clock=clock, rules=self.desk_rules),
                assess=AssessCycle(store, self.judge_for(watch, rulebook), clock=clock, heard=heard),
                clock=clock,
            )
        finally:
            store.close()


def _open_store(database: str, *, now: datetime) -> "SqlStore":
    from monitor.adapters import store

    return store.open_store(database, now=now)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnavailableError(
            f"{folder} can't be made: {error.strerror}; choose another place with --database"
        ) from error


def _state_dir(configured: Settings) -> Path:
    """Where the lock and the heartbeat are: beside the SQLite file, else beside the settings."""
    scheme, _, file = configured.database.reveal().partition("sqlite:///")
    return Path(file).parent if not scheme and file else configured.path.parent


def open_app(
    *,
    config: Path | None = None,
    rules_folder: Path | None = None,
    database: str | None = None,
    clock: Clock | None = None,
    out: TextIO | None = None,
) -> App:
    """Loads everything that is needed. Raises ConfigError with the problems of all files at once."""
    variables = environment.snapshot()
    home = folders.find(variables, Path.cwd(), config=config, rules=[rules_folder] if rules_folder else [])
    problems: list[Problem] = []
    loaded = _gather(partial(rules.load_rulebook, home.rules, home.cache), problems)
    countries = [country.iso for country in loaded.rulebook.countries] if loaded else []
    configured = _gather(
        partial(settings.load_settings, home.settings, variables, base=home.base, countries=countries), problems
    )
    known = _gather(
        partial(
            outlets.load_outlets,
            home.outlets,
            home.cache,
            countries=countries,
            environment=variables,
            base=home.base,
        ),
        problems,
    )
    if loaded is None or configured is None or known is None:
        raise ConfigError(tuple(problems))
    if database:
        configured = replace(configured, database=Secret(database))
    return App(loaded, configured, known, clock=clock, out=out)


def _gather(load: Callable[[], T], problems: list[Problem]) -> T | None:
    """What ``load`` gives, or None with its problems noted."""
    try:
        return load()
    except ConfigError as error:
        problems.extend(error.problems)
        return None
