"""``outlets.yaml``: who publishes, with what grades, and where their feeds are.

Decides the shape, what a feed's address may look like and what must be unique. Doesn't fetch anything.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, NamedTuple
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, Field, model_validator

from monitor.config import feed_access, files, secrets, zones
from monitor.config.hosts import HostName
from monitor.errors import ConfigError, Problem
from monitor.model.outlets import Feed, FeedKind, Grade, Outlet
from monitor.rules import merge, references, salvage, validation
from monitor.rules.documents import Document, Fault, Trail, nearest
from monitor.rules.names import Iso, Language, Slug, Text
from monitor.rules.section import Entry, Section
from monitor.rules.units import Duration

SHORTEST_POLL = timedelta(minutes=1)
"""More often than this is impolite."""


def _check_url(url: str) -> str:
    complaint = url_complaint(url)
    if complaint:
        raise ValueError(complaint)
    return url


def url_complaint(url: str) -> str:
    """What is wrong with a feed's address; never shows what may be a password in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is no web address"
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        return "should begin with http:// or https:// and name a host"
    return _suspicious(url, parts)


def _suspicious(url: str, parts: SplitResult) -> str:
    """What is wrong with an address that has a scheme and a host."""
    if parts.username is not None or parts.password is not None:
        return "holds a user name or password; they go into basic_auth"
    if not url.isprintable() or any(c.isspace() for c in url):
        return "holds a space or a character that can't be seen"
    return ""


def _check_every(every: timedelta) -> timedelta:
    if every < SHORTEST_POLL:
        raise ValueError("a feed is polled at most once a minute (1m)")
    return every


Url = Annotated[str, AfterValidator(_check_url)]


class GradesEntry(Entry):
    """How far an outlet is to be believed on events, and on its own side's statements."""

    events: Grade = Field(description="On what happened; `F`: nobody has judged it.")
    statements: Grade | None = Field(default=None, description="On what its own side says. Unsaid: as on events.")


class FeedEntry(Entry):
    """One polled address. The language is the outlet's when it has just one; ``every`` to ``slowest`` is how often it is asked."""

    id: Slug = Field(description="A name of your own, once in the file.")
    url: Url = Field(description="Its address, over http or https.")
    kind: FeedKind = Field(
        default=FeedKind.FEED, description="`query` is a search, whose items belong to the outlets they link to."
    )
    language: Language | None = Field(
        default=None, description="Such as `fa`. Unsaid: the outlet's, if it has just one."
    )
    every: Annotated[Duration, AfterValidator(_check_every)] = Field(
        default=timedelta(minutes=5), description="How often it is asked at most; at least `1m`."
    )
    verified: bool = Field(default=False, description="Whether somebody saw the address answer.")
    slowest: Annotated[Duration, AfterValidator(_check_every)] | None = Field(
        default=None,
        description="How seldom it is asked when it seldom brings anything. Unsaid: four times `every`, at most `30m`.",
    )
    borders: tuple[str, ...] = Field(default=(), description="Borders that it is about. Unsaid: general news.")
    note: str = Field(default="", description="For people.")
    headers: dict[str, str] = Field(default={}, description="Headers for its host; `${VARIABLE}` in the values.")
    basic_auth: feed_access.BasicAuthEntry | None = Field(
        default=None, description="A user with a password, for its host."
    )
    proxy: str | None = Field(default=None, description="`http://[user:password@]host:port` to ask it through.")

    @model_validator(mode="after")
    def _slows_down(self) -> "FeedEntry":
        if self.slowest is not None and self.slowest < self.every:
            raise ValueError("'slowest' should be no shorter than 'every'")
        return self


class OutletEntry(Entry):
    """A publisher with its feeds."""

    id: Slug = Field(description="A name of your own.")
    name: Text = Field(description="How it calls itself.")
    country: Iso | None = Field(default=None, description="Where it is at home, such as `PK`.")
    owner: str = Field(
        default="",
        description="Outlets of one owner are one line of reporting; `state:XX` for a state's. Unsaid: its own.",
    )
    side: Iso | None = Field(default=None, description="The state whose organ it is, if it is one.")
    languages: tuple[Language, ...] = Field(default=(), description="What it writes in, such as `[fa, en]`.")
    zone: zones.Zone = Field(default="UTC", description="Of dates that name no zone.")
    grades: GradesEntry = Field(
        default=GradesEntry(events=Grade.F), description="How far it is believed, in Admiralty letters. Unsaid: `F`."
    )
    hosts: tuple[HostName, ...] = Field(
        default=(), description="Web hosts whose items are its own, subdomains included."
    )
    agency: bool = Field(default=False, description="Whether it is a news agency.")
    analysis: bool = Field(default=False, description="Whether all that it writes counts as opinion.")
    note: str = Field(default="", description="For people.")
    feeds: tuple[FeedEntry, ...] = Field(default=(), description="Its feeds.")


SECTIONS = {"outlets": Section(entry=OutletEntry, title="outlet")}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedOutlets:
    """All outlets and all feeds, in the order of the file."""

    outlets: tuple[Outlet, ...]
    feeds: tuple[Feed, ...]
    warnings: tuple[Problem, ...] = ()


_Told = Callable[[Iterable[Fault]], list[Fault]]


class _Read(NamedTuple):
    """An outlet as written and as understood; ``told`` leaves out of its faults what stand-ins in it bring about."""

    draft: merge.Draft
    entry: OutletEntry
    told: _Told


def load_outlets(
    path: Path,
    cache: Path | None = None,
    *,
    countries: Collection[str] = (),
    environment: Mapping[str, str] | None = None,
    base: Path | None = None,
    may_lack: bool = False,
) -> LoadedOutlets:
    """The outlets and feeds, or ConfigError with all problems. With ``countries``, states and borders must be among them.

    Secrets come out of the ``environment`` and of files, relative ones from ``base`` (else from where the file is); with ``may_lack`` those that
    aren't at hand are left empty.
    """
    document = files.load(path, cache)
    if not isinstance(document, Document):
        raise ConfigError(document)
    drafts, problems = merge.merge([document], SECTIONS)
    found, entries = list(problems), []
    for draft in drafts["outlets"]:
        entry, faults = validation.validate(draft.data, OutletEntry, secret=feed_access.is_secret)
        told: _Told = list
        if entry is None:
            rest, below = salvage.salvage(draft.data, faults, OutletEntry, secret=feed_access.is_secret)
            entry, faults, told = rest.entry, (*faults, *below), rest.told
        entries.append(_Read(draft, entry, told))
        found.extend(draft.problem(fault) for fault in (*faults, *told(_name_faults(entry, countries))))
    found += _repetitions(entries)
    feeds = []
    for draft, entry, told in entries:
        source = secrets.Source(environment=environment or {}, base=base or path.parent, faults=[], may_lack=may_lack)
        feeds += [_feed(feed, entry, source=source, number=number) for number, feed in enumerate(entry.feeds)]
        found.extend(map(draft.problem, told(source.faults)))
    if any(not problem.warning for problem in found):
        raise ConfigError(tuple(sorted(found)))
    return LoadedOutlets(
        outlets=tuple(_outlet(read.entry) for read in entries),
        feeds=tuple(feeds),
        warnings=tuple(sorted(found)),
    )


def _name_faults(entry: OutletEntry, countries: Collection[str]) -> Iterator[Fault]:
    """States and borders that there aren't."""
    for key, state in (("country", entry.country), ("side", entry.side)):
        if state is not None and countries and state not in countries:
            yield Fault((key,), f"there is no country '{state}'{nearest(state, countries)}", "dangling-reference")
    for number, feed in enumerate(entry.feeds):
        for index, border in enumerate(feed.borders):
            complaint = references.border_complaint(border, countries or None)
            if complaint:
                yield Fault(("feeds", number, "borders", index), complaint, "dangling-reference")


def _repetitions(entries: list[_Read]) -> Iterator[Problem]:
    """Ids of feeds that stand twice; addresses and hosts that do are worth a warning."""
    seen: Counter[tuple[str, str]] = Counter()
    for draft, entry, told in entries:
        for kind, name, trail in _unique(entry):
            seen[kind, name] += 1
            if seen[kind, name] == 2:
                fault = Fault(
                    trail,
                    f"{kind} '{name[:80]}' stands twice",
                    f"duplicate-{kind.split()[-1]}",
                    warning=kind != "feed id",
                )
                yield from map(draft.problem, told([fault]))


def _unique(entry: OutletEntry) -> Iterator[tuple[str, str, Trail]]:
    """What should stand only once in the whole file."""
    for index, host in enumerate(entry.hosts):
        yield "host", host, ("hosts", index)
    for index, feed in enumerate(entry.feeds):
        yield "feed id", feed.id, ("feeds", index, "id")
        yield "feed url", feed.url, ("feeds", index, "url")


def _outlet(entry: OutletEntry) -> Outlet:
    return Outlet(
        id=entry.id,
        name=entry.name,
        events=entry.grades.events,
        statements=entry.grades.statements,
        country=entry.country,
        owner=entry.owner or entry.id,
        side=entry.side,
        languages=entry.languages,
        zone=entry.zone,
        hosts=entry.hosts,
        agency=entry.agency,
        analysis=entry.analysis,
    )


def _feed(feed: FeedEntry, outlet: OutletEntry, *, source: secrets.Source, number: int) -> Feed:
    access = feed_access.Access(("feeds", number), source)
    only = outlet.languages[0] if len(outlet.languages) == 1 else None
    return Feed(
        id=feed.id,
        outlet=outlet.id,
        url=feed.url,
        kind=feed.kind,
        language=feed.language or only,
        poll_every=feed.every,
        verified=feed.verified,
        borders=feed.borders,
        note=feed.note,
        slowest=feed.slowest,
        headers=access.headers(feed.headers),
        basic_auth=access.basic_auth(feed.basic_auth),
        proxy=access.proxy(feed.proxy),
    )
