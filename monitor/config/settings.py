"""``monitor.yaml``: what to watch, where to keep it, whom to tell.

Its shape and defaults are those of :mod:`monitor.config.settings_file`. Decides what a file must make sense of. Doesn't decide whether a channel's address works:
that is for the delivery adapter to say. Secrets come from the environment or from files; no message ever shows one.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from monitor.config import files, hosts, operating, route_names, routing, secrets
from monitor.config.operating import DailyNoteSettings, HeartbeatSettings, Operational
from monitor.config.route_names import RouteNames
from monitor.config.settings_file import DEFAULT_DATABASE, PushEntry, SettingsEntry
from monitor.errors import ConfigError, Problem
from monitor.model.alerts import Channel, QuietHours, Route
from monitor.model.secret import Secret
from monitor.rules import merge, references, salvage, validation
from monitor.rules.documents import Document, Fault, Trail

ALL_BORDERS = "all"
_SQLITE = "sqlite:///"
_CHANNEL_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """How feeds are fetched. ``timeout`` is for a whole fetch, redirects included; ``allow_hosts`` may be on a private network."""

    timeout: timedelta
    parse_timeout: timedelta
    max_bytes: int
    concurrency: int
    per_host: int
    allow_hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleSettings:
    """How often and how much at a time. ``turn_limit`` is the longest that one turn of a cycle may take.

    For ``warm_up`` after its very first item the monitor listens without ringing, then tells what it found in one message a border.
    """

    tick_every: timedelta
    read_batch: int
    lease_for: timedelta
    turn_limit: timedelta
    warm_up: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepSettings:
    """Housekeeping. Items that nothing was read in keep summary and content for ``keep_texts_for``, the others for ever."""

    every: timedelta
    keep_texts_for: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class PushSettings:
    """Hubs call ``public_address`` (empty: no hub is asked), whose requests somebody passes on to ``host`` and ``port``."""

    public_address: str
    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on the network to listen at."""

    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the operator decided. ``watch`` is empty when every border is watched (``watches_all``).

    ``base`` is where relative paths in them start from, and a folder that can be written to. ``metrics`` is None when nobody may ask for them. ``database`` may hold a password. ``addresses`` are the channels' URLs by channel; channels that print have none.
    """

    path: Path
    base: Path
    watch: tuple[str, ...]
    watches_all: bool
    database: Secret
    zone: str
    contact: str
    channels: tuple[Channel, ...]
    addresses: Mapping[str, Secret] = field(repr=False)
    routes: tuple[Route, ...]
    quiet: tuple[QuietHours, ...]
    operational: Operational
    heartbeat: HeartbeatSettings | None
    daily_note: DailyNoteSettings | None
    feeds: FeedSettings
    cycles: CycleSettings
    upkeep: UpkeepSettings
    push: PushSettings
    metrics: Place | None = None
    warnings: tuple[Problem, ...] = ()


def load_settings(
    path: Path,
    environment: Mapping[str, str],
    *,
    base: Path,
    countries: Collection[str] = (),
    known: RouteNames | None = None,
    may_lack: bool = False,
) -> Settings:
    """The settings, or ConfigError with all problems.

    ``base`` is where relative paths (the SQLite file, ``url_file``) start from. With ``countries`` the watched borders must be pairs of them,
    with ``known`` the routes may name nothing else. With ``may_lack`` secrets that aren't at hand (but for the database's) are left empty.
    """
    document = files.load(path)
    if not isinstance(document, Document):
        raise ConfigError(document)
    version = merge.version_fault(document.data)
    if version is not None:
        raise ConfigError((document.problem(version),))
    entry, faults = validation.validate(document.data, SettingsEntry, secret=_is_secret)
    rest = None
    if entry is None:
        rest, below = salvage.salvage(document.data, faults, SettingsEntry, secret=_is_secret)
        entry, faults = rest.entry, (*faults, *below)
    found = _watch_faults(entry, countries)
    found += _route_faults(entry, known, sound=rest is None or not rest.is_wrong_below("routes"))
    source = secrets.Source(environment=environment, base=base, faults=found, may_lack=may_lack)
    secret = _secrets(entry, source)
    if rest is not None:
        raise ConfigError(_problems(document, [*faults, *rest.told(found)]))
    if any(not fault.warning for fault in found):
        raise ConfigError(_problems(document, found))
    return _settings(entry, path, base=base, secret=secret, warnings=_problems(document, found))


def _route_faults(entry: SettingsEntry, known: RouteNames | None, *, sound: bool) -> list[Fault]:
    """What is wrong with names of channels and what routes name, and with ``sound`` routes as a whole."""
    named = _named_channels(entry)
    used = {name for trail, name in named if trail[0] != "quiet_hours"}
    found = _channel_faults(entry, used if entry.routes else entry.channels)
    found += routing.faults(named, entry.channels)
    found += route_names.faults(entry.routes, known) if known else []
    if sound and entry.routes:
        found += routing.lost_alerts(entry.routes) + routing.outrun(entry.routes)
        found += routing.idle_repeats(entry.routes)
    return found


def _named_channels(entry: SettingsEntry) -> list[tuple[Trail, str]]:
    """Every channel that something is to be sent to, or not, with its place."""
    told = operating.named(entry.operational, entry.daily_note)
    return routing.named(entry.routes, entry.quiet_hours) + told


def load_database(path: Path, environment: Mapping[str, str], *, base: Path) -> Secret:
    """Only where the database is, whatever else is wrong in the file. Raises ConfigError when that can't be read."""
    document = files.load(path)
    if not isinstance(document, Document):
        raise ConfigError(document)
    faults: list[Fault] = []
    written = document.data.get("database", DEFAULT_DATABASE)
    if not isinstance(written, str):
        raise ConfigError(_problems(document, [Fault(("database",), "database: should be text", "wrong-type")]))
    source = secrets.Source(environment=environment, base=base, faults=faults)
    database = _database(source.expand(("database",), written), base, faults)
    if faults:
        raise ConfigError(_problems(document, faults))
    return database


def wrong_addresses(path: Path, complaints: Mapping[str, str]) -> tuple[Problem, ...]:
    """What is said against the addresses of channels, by channel, at the places where the file has them."""
    loaded = files.load(path)
    document = loaded if isinstance(loaded, Document) else Document(str(path), {})  # gone or spoilt since it was read
    return _problems(
        document,
        [Fault(("channels", name), f"channel {name}: {said}", "channel-address") for name, said in complaints.items()],
    )


def _is_secret(trail: Trail) -> bool:
    """Whether a value may hold a secret, or what was meant to be one."""
    return trail[:1] in (("channels",), ("database",), ("heartbeat",))


def _problems(document: Document, faults: Collection[Fault]) -> tuple[Problem, ...]:
    """The faults with their places, in the order of the file."""
    return tuple(sorted(document.problem(fault) for fault in faults))


def _watch_faults(entry: SettingsEntry, countries: Collection[str]) -> list[Fault]:
    """What is wrong with the borders in ``watch`` and in the routes."""
    named: list[tuple[Trail, str]] = []
    if entry.watch != ALL_BORDERS:
        named += routing.each(("watch",), entry.watch)
    if not routing.several(entry.watch):
        return [Fault(("watch",), "watch: name at least one border, or 'all'", "bad-value")]
    for index, route in enumerate(entry.routes):
        named += routing.each(("routes", index, "when", "border"), route.when.border)
    complaints = [(trail, references.border_complaint(border, countries or None)) for trail, border in named]
    return [Fault(trail, message, "dangling-reference") for trail, message in complaints if message]


def _channel_faults(entry: SettingsEntry, used: Collection[str]) -> list[Fault]:
    """Channels that nothing is sent to, and names that can't be."""
    faults = []
    for name in entry.channels:
        if not _CHANNEL_NAME.fullmatch(name):
            faults.append(
                Fault(
                    ("channels", name),
                    "a channel's name is small letters, digits, and - _ . between them",
                    "bad-value",
                    at_key=True,
                )
            )
        elif name not in used:
            faults.append(
                Fault(
                    ("channels", name),
                    f"no route leads to channel '{name}'",
                    "unused-channel",
                    at_key=True,
                    warning=True,
                )
            )
    return faults


@dataclass(frozen=True, slots=True, kw_only=True)
class _Secrets:
    """What the file says or names that nobody may see."""

    database: Secret
    addresses: Mapping[str, Secret]
    heartbeat: HeartbeatSettings | None


def _secrets(entry: SettingsEntry, source: secrets.Source) -> _Secrets:
    """With variables put in and files read; what is wrong goes to the source's faults."""
    addresses = {}
    for name, channel in entry.channels.items():
        if channel.url is not None:
            addresses[name] = source.address(("channels", name, "url"), channel.url)
        elif channel.url_file is not None:
            addresses[name] = source.address_in_file(("channels", name, "url_file"), channel.url_file)
    return _Secrets(
        database=_database(
            replace(source, may_lack=False).expand(("database",), entry.database), source.base, source.faults
        ),
        addresses=addresses,
        heartbeat=operating.heartbeat(entry.heartbeat, source, allowed=entry.feeds.allow_hosts),
    )


def _database(url: str, base: Path, faults: list[Fault]) -> Secret:
    """The database's URL with a relative SQLite path made absolute."""
    if url.startswith(_SQLITE) and len(url) > len(_SQLITE):
        file = url[len(_SQLITE) :]
        return Secret(url if file.startswith((":memory:", "file:")) else f"{_SQLITE}{base / file}")
    if not url.startswith("postgresql+psycopg://") and url:
        message = "database: should begin with sqlite:/// (and a file) or postgresql+psycopg://"
        faults.append(Fault(("database",), message, "bad-value"))
    return Secret(url)


def _settings(
    entry: SettingsEntry, path: Path, *, base: Path, secret: _Secrets, warnings: tuple[Problem, ...]
) -> Settings:
    """Everything put together; called only when nothing is wrong."""
    watches_all = entry.watch == ALL_BORDERS
    routes = tuple(routing.route_of(route) for route in entry.routes)
    feeds, cycles = entry.feeds, entry.cycles
    return Settings(
        path=path,
        base=base,
        watch=() if watches_all else tuple(dict.fromkeys(routing.several(entry.watch))),
        watches_all=watches_all,
        database=secret.database,
        zone=entry.zone,
        contact=entry.contact,
        channels=tuple(
            Channel(id=name, prints=bool(channel.prints), rate_per_hour=channel.rate)
            for name, channel in entry.channels.items()
        ),
        addresses=secret.addresses,
        routes=routes,
        quiet=tuple(routing.quiet_of(hours) for hours in entry.quiet_hours),
        operational=operating.operational(entry.operational, routes),
        heartbeat=secret.heartbeat,
        daily_note=operating.daily_note(entry.daily_note),
        feeds=FeedSettings(
            timeout=feeds.timeout,
            parse_timeout=feeds.parse_timeout,
            max_bytes=feeds.max_megabytes * 1024 * 1024,
            concurrency=feeds.concurrency,
            per_host=feeds.per_host,
            allow_hosts=feeds.allow_hosts,
        ),
        cycles=CycleSettings(
            tick_every=cycles.tick_every,
            read_batch=cycles.read_batch,
            lease_for=cycles.lease_for,
            turn_limit=cycles.turn_limit,
            warm_up=cycles.warm_up,
        ),
        upkeep=UpkeepSettings(every=entry.upkeep.every, keep_texts_for=entry.upkeep.keep_texts_for),
        push=_push(entry.push),
        metrics=_place(entry.metrics.listen) if entry.metrics.listen else None,
        warnings=warnings,
    )


def _push(entry: PushEntry) -> PushSettings:
    place = _place(entry.listen)
    return PushSettings(public_address=entry.public_address, host=place.host, port=place.port)


def _place(listen: str) -> Place:
    host, port = hosts.place_of(listen)
    return Place(host=host, port=port)
