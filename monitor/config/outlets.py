"""``outlets.yaml``: who publishes, with what grades, and where their feeds are.

Decides the shape, what a feed's address may look like and what must be unique. Doesn't fetch anything.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, Field, model_validator

from monitor.config import feed_access, files, secrets, zones
from monitor.errors import ConfigError, Problem
from monitor.model.outlets import Feed, FeedKind, Grade, Outlet
from monitor.rules import merge, references, validation
from monitor.rules.documents import Document, Fault, Trail, nearest
from monitor.rules.names import Iso, Language, Slug, Text
from monitor.rules.section import Entry, Section
from monitor.rules.units import Duration

SHORTEST_POLL = timedelta(minutes=1)
"""More often than this is impolite."""

_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


def is_host(host: str) -> bool:
    """Whether it may stand among an outlet's hosts."""
    return _HOST.fullmatch(host) is not None


def _check_host(host: str) -> str:
    if not is_host(host):
        raise ValueError(f"'{host[:60]}' is no host: small letters, without scheme and path (IDN in its xn-- form)")
    return host


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
        return "holds a user name or password; that isn't supported"
    if not url.isprintable() or any(c.isspace() for c in url):
        return "holds a space or a character that can't be seen"
    return ""


def _check_every(every: timedelta) -> timedelta:
    if every < SHORTEST_POLL:
        raise ValueError("a feed is polled at most once a minute (1m)")
    return every


Host = Annotated[str, AfterValidator(_check_host)]
Url = Annotated[str, AfterValidator(_check_url)]


class GradesEntry(Entry):
    """How far an outlet is to be believed on events, and on its own side's statements."""

    events: Grade
    statements: Grade | None = None


class FeedEntry(Entry):
    """One polled address. The language is the outlet's when it has just one; ``every`` to ``slowest`` is how often it is asked."""

    id: Slug
    url: Url
    kind: FeedKind = FeedKind.FEED
    language: Language | None = None
    every: Annotated[Duration, AfterValidator(_check_every)] = timedelta(minutes=5)
    verified: bool = False
    slowest: Annotated[Duration, AfterValidator(_check_every)] | None = None
    borders: tuple[str, ...] = ()
    note: str = ""
    headers: dict[str, str] = Field(default={})
    basic_auth: feed_access.BasicAuthEntry | None = None
    proxy: str | None = None

    @model_validator(mode="after")
    def _slows_down(self) -> "FeedEntry":
        if self.slowest is not None and self.slowest < self.every:
            raise ValueError("'slowest' should be no shorter than 'every'")
        return self


class OutletEntry(Entry):
    """A publisher with its feeds."""

    id: Slug
    name: Text
    country: Iso | None = None
    owner: str = ""
    side: Iso | None = None
    languages: tuple[Language, ...] = ()
    zone: zones.Zone = "UTC"
    grades: GradesEntry = GradesEntry(events=Grade.F)
    hosts: tuple[Host, ...] = ()
    agency: bool = False
    analysis: bool = False
    note: str = ""
    feeds: tuple[FeedEntry, ...] = Field(default=())


SECTIONS = {"outlets": Section(entry=OutletEntry, title="outlet")}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedOutlets:
    """All outlets and all feeds, in the order of the file."""

    outlets: tuple[Outlet, ...]
    feeds: tuple[Feed, ...]
    warnings: tuple[Problem, ...] = ()


def load_outlets(
    path: Path,
    cache: Path | None = None,
    *,
    countries: Collection[str] = (),
    environment: Mapping[str, str] | None = None,
    base: Path | None = None,
) -> LoadedOutlets:
    """The outlets and feeds, or ConfigError with all problems. With ``countries``, states and borders must be among them.

    Secrets come out of the ``environment`` and of files, relative ones from ``base`` (else from where the file is).
    """
    document = files.load(path, cache)
    if not isinstance(document, Document):
        raise ConfigError(document)
    drafts, problems = merge.merge([document], SECTIONS)
    found, entries = list(problems), []
    for draft in drafts["outlets"]:
        entry, faults = validation.validate(draft.data, OutletEntry, secret=feed_access.is_secret)
        entry = entry or validation.remains(draft.data, faults, OutletEntry)
        if entry is not None:
            entries.append((draft, entry))
            faults = (*faults, *_name_faults(entry, countries))
        found.extend(draft.problem(fault) for fault in faults)
    found += _repetitions(entries)
    feeds = []
    for draft, entry in entries:
        source = secrets.Source(environment=environment or {}, base=base or path.parent, faults=[])
        feeds += [_feed(feed, entry, source=source, number=number) for number, feed in enumerate(entry.feeds)]
        found.extend(draft.problem(fault) for fault in source.faults)
    if any(not problem.warning for problem in found):
        raise ConfigError(tuple(sorted(found)))
    return LoadedOutlets(
        outlets=tuple(_outlet(entry) for _, entry in entries),
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


def _repetitions(entries: list[tuple[merge.Draft, OutletEntry]]) -> Iterator[Problem]:
    """Ids of feeds that stand twice; addresses and hosts that do are worth a warning."""
    seen: Counter[tuple[str, str]] = Counter()
    for draft, entry in entries:
        for kind, name, trail in _unique(entry):
            seen[kind, name] += 1
            if seen[kind, name] == 2:
                fault = Fault(
                    trail,
                    f"{kind} '{name[:80]}' stands twice",
                    f"duplicate-{kind.split()[-1]}",
                    warning=kind != "feed id",
                )
                yield draft.problem(fault)


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
