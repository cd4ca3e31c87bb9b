"""A store in memory, fetchers that answer by rote, and small feeds, for tests of collecting."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from monitor.adapters.clock import VirtualClock
from monitor.feeds import parse
from monitor.model.items import (
    Document,
    FeedState,
    FetchFailure,
    FetchOutcome,
    Item,
    ParsedFeed,
    PollRecord,
    Validators,
)
from monitor.model.outlets import Feed, Outlet
from monitor.pipeline.collect import Collector
from monitor.pipeline.ports import Trust

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def feed(name: str = "north-times", url: str = "http://north.test/rss", **fields: object) -> Feed:
    """A feed of the outlet ``north``, unless told otherwise."""
    return Feed(**{"id": name, "outlet": "north", "url": url, **fields})  # type: ignore[arg-type]


def outlet(name: str = "north", **fields: object) -> Outlet:
    """An outlet whose host is ``<name>.test``."""
    return Outlet(**{"id": name, "name": f"The {name.title()} Times", "hosts": (f"{name}.test",), **fields})  # type: ignore[arg-type]


def rss(*titles: str, channel: str = "", extra: str = "") -> bytes:
    """An RSS document with an entry for each title."""
    entries = "".join(
        f"<item><title>{t}</title><guid isPermaLink='false'>id-{t}</guid><link>http://north.test/{i}</link>"
        f"<pubDate>Sun, 04 May 2031 10:00:00 GMT</pubDate>{extra}</item>"
        for i, t in enumerate(titles)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>North</title>{channel}{entries}</channel></rss>".encode()


def parsed(body: bytes, **fields: object) -> ParsedFeed:
    """The document as parsed; it must be a feed."""
    result = parse.parse(body, **{"media_type": None, "charset": None, "url": "http://north.test/rss", **fields})  # type: ignore[arg-type]
    assert isinstance(result, ParsedFeed), result
    return result


@dataclass(slots=True)
class MemoryStore:
    """A CollectStore that keeps everything in dictionaries; ``first`` is when feeds never polled are due."""

    states: dict[str, FeedState] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    leases: dict[str, datetime] = field(default_factory=dict)
    first: dict[str, datetime] = field(default_factory=dict)
    polls: list[PollRecord] = field(default_factory=list)

    def claim_due_feeds(
        self, feeds: Sequence[str], *, now: datetime, lease: timedelta, limit: int, force: bool = False
    ) -> list[FeedState]:
        """As the port says."""
        states = [self.states.get(n) or FeedState(feed=n, next_due_at=self.first.get(n, now)) for n in feeds]
        free = [s for s in states if self.leases.get(s.feed, now) <= now]
        due = [s for s in free if force or s.next_due_at <= now][:limit]
        self.leases |= {state.feed: now + lease for state in due}
        return due

    def plan_feeds(
        self, feeds: Sequence[str], *, due_at: Callable[[str, FeedState | None], datetime], lease_until: datetime
    ) -> int:
        """As the port says."""
        for name in feeds:
            at, state = due_at(name, self.states.get(name)), self.states.get(name)
            if state is None:
                self.first[name] = at
            else:
                self.states[name] = replace(state, next_due_at=at)
        self.leases = {name: min(until, lease_until) for name, until in self.leases.items()}
        return len(feeds)

    def known_items(self, ids: Sequence[str]) -> dict[str, Item]:
        """As the port says."""
        return {name: self.items[name] for name in ids if name in self.items}

    def states_of(self, feeds: Sequence[str]) -> dict[str, FeedState]:
        """As the port says."""
        return {name: self.states[name] for name in feeds if name in self.states}

    def record_poll(self, poll: PollRecord) -> int:
        """As the port says."""
        changed = [i for i in poll.items if i.id not in self.items or self.items[i.id].content_hash != i.content_hash]
        self.items |= {item.id: item for item in changed}
        self.states[poll.state.feed] = poll.state
        self.leases.pop(poll.state.feed, None)
        self.polls.append(poll)
        return len(changed)


@dataclass(slots=True)
class RoteFetcher:
    """Answers by feed id; an exception among the answers is raised."""

    answers: dict[str, FetchOutcome | Exception] = field(default_factory=dict)
    asked: list[tuple[str, Validators]] = field(default_factory=list)

    async def fetch(self, feed: Feed, validators: Validators) -> FetchOutcome:
        """The answer learned."""
        self.asked.append((feed.id, validators))
        answer = self.answers[feed.id]
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass(slots=True)
class HereParser:
    """Parses in this very process, counts, and notes how far the last feed was trusted."""

    parsed: int = 0
    trusted: Trust = Trust.UNKNOWN

    async def parse(
        self, document: Document, known: Collection[str] = (), *, trust: Trust = Trust.UNKNOWN
    ) -> ParsedFeed | FetchFailure:
        """As the child would."""
        self.parsed += 1
        self.trusted = trust
        return parse.parse(
            document.body,
            media_type=document.media_type,
            charset=document.charset,
            url=document.url,
            known_marks=known,
        )


@dataclass(slots=True)
class Desk:
    """A collector with everything round it."""

    feeds: Sequence[Feed] = field(default_factory=lambda: (feed(),))
    outlets: Sequence[Outlet] = field(default_factory=lambda: (outlet(),))
    store: MemoryStore = field(default_factory=MemoryStore)
    fetcher: RoteFetcher = field(default_factory=RoteFetcher)
    parser: HereParser = field(default_factory=HereParser)
    clock: VirtualClock = field(default_factory=lambda: VirtualClock(NOON))

    def collector(self, **fields: object) -> Collector:
        """The collector; ``fields`` replace its parts."""
        parts: dict[str, object] = {
            "store": self.store,
            "fetcher": self.fetcher,
            "parser": self.parser,
            "clock": self.clock,
            "feeds": self.feeds,
            "outlets": {o.id: o for o in self.outlets},
            "jitter": lambda: 0.5,
        }
        return Collector(**(parts | fields))  # type: ignore[arg-type]

    def answer(self, body: bytes, name: str = "north-times", **fields: object) -> None:
        """The feed's next answer is this document."""
        self.fetcher.answers[name] = replace(Document(url="http://north.test/rss", body=body), **fields)  # type: ignore[arg-type]

    def later(self, **duration: float) -> None:
        """Time passes."""
        self.clock.move_to(self.clock.now() + timedelta(**duration))
