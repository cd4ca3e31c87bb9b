"""The usual troubles, each looked for by a small function that says what is so and what to do. Nothing is changed,
but for an old schema of SQLite, which every command brings up to date.

What needs the network is in :mod:`monitor.daemon.reaching`. The checks by themselves take values, so that they can be shown each case.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from monitor.adapters import instance_lock
from monitor.alerts.troubles import BACKUP_AFTER, room_needed
from monitor.bootstrap import App, operating
from monitor.config import environment
from monitor.daemon import health, heartbeat, machine, reaching
from monitor.daemon.findings import Finding, Grade, error, found, ok, warning
from monitor.model.alerts import Channel, Delivery, DeliveryState
from monitor.model.assessments import Coverage
from monitor.model.items import FeedCondition

SKEW = timedelta(minutes=5)
"""A clock that differs by less does no harm: news is dated to the minute at best."""
LEAST_FREE = 100 * 2**20
_NAMED = 5
_LOOKED_THROUGH = 1000
_TOO_FAST = re.compile(r"\b429\b|too many|rate.?limit|throttl", re.IGNORECASE)
"""What services say of it (RFC 6585, and words that Apprise passes on)."""
_PROXIES = ("http_proxy", "https_proxy", "all_proxy")
_FEEDS = {
    FeedCondition.GONE: "look for its new address (border-monitor feeds probe URL), or take it out of outlets.yaml",
    FeedCondition.BLOCKED: "ask less often, set `contact`, or give the feed the headers that its publisher wants",
    FeedCondition.FAILING: "see border-monitor feeds show FEED for the last failure",
    FeedCondition.STALE: "look at the address in a browser: the publisher may have moved on",
    FeedCondition.EMPTY: "see border-monitor feeds probe FEED: it answers without entries",
}


def examine(app: App, *, offline: bool = False) -> Iterator[Finding]:
    """Everything that is found, what is well too. ``offline`` leaves out what asks servers."""
    yield from proxies(environment.snapshot(), bare=any(feed.proxy is None for feed in app.feeds))
    yield from folder(app.state_dir, writable=_is_writable)
    yield from disk(machine.free(app.state_dir), size=app.held.place.database_bytes() or 0)
    yield from found("channels", partial(_channels, app))
    yield from _kept(app)
    yield from daemon(instance_lock.holder(app.lock_file), health.daemon_troubles(app))
    if not offline:
        yield from reaching.reach(app, skew=SKEW)


def _kept(app: App) -> Iterator[Finding]:
    """What the database tells, where there is one that can be read."""
    if not _is_there(app):
        yield warning("schema", f"there is no database yet at {app.shown_database}", "start border-monitor run")
        return
    schema = tuple(found("schema", partial(_schema, app)))
    yield from schema
    if all(finding.grade is Grade.OK for finding in schema):
        for name, check in _CHECKS:
            yield from found(name, partial(check, app))
    yield from backups(
        app.held.place.newest_backup(), now=app.clock.now(), needed=app.held.place.database_file is not None
    )


def proxies(variables: Mapping[str, str], *, bare: bool) -> Iterator[Finding]:
    """Variables that alerts obey and feeds don't. ``bare``: there are feeds without a proxy of their own."""
    named = sorted(name for name, value in variables.items() if name.lower() in _PROXIES and value)
    if named and not bare:
        yield ok("proxy", f"{', '.join(named)}: alerts go through it; every feed has its own")
    elif named:
        todo = "if the network needs the proxy, give the feeds `proxy` in outlets.yaml; else unset it"
        yield warning("proxy", f"{', '.join(named)}: alerts go through it, feeds don't", todo)
    else:
        yield ok("proxy", "no proxy in the environment")


def folder(path: Path, *, writable: Callable[[Path], bool]) -> Iterator[Finding]:
    """Where the database, its lock and the heartbeat are."""
    files = dict.fromkeys((path, *path.glob("*.db*"), *path.glob("border-monitor.*")))
    blocked = [file for file in files if not writable(file)]
    if not path.exists():
        yield warning(
            "folder", f"{path} isn't there yet", "border-monitor run makes it; choose another place with --database"
        )
    elif blocked:
        names = ", ".join(str(file) for file in blocked[:_NAMED])
        yield error(
            "folder", f"{names}: not ours to write", f"give it to the user that runs the daemon: chown -R USER {path}"
        )
    else:
        yield ok("folder", f"{path} can be written")


def disk(free: int, *, size: int) -> Iterator[Finding]:
    """Room for the database to grow and to be copied; in bytes."""
    said = f"{free / 2**20:,.0f} MiB free, the database has {size / 2**20:,.0f} MiB"
    todo = "make room; border-monitor db prune drops old texts, db backup --keep fewer copies"
    if free < LEAST_FREE:
        yield error("disk", said, todo)
    elif free < room_needed(size):
        yield warning("disk", said, todo)
    else:
        yield ok("disk", said)


def backups(newest: datetime | None, *, now: datetime, needed: bool) -> Iterator[Finding]:
    """Whether the last one is young enough; PostgreSQL has its own."""
    todo = "enable border-monitor-backup.timer, or run border-monitor db backup every night"
    if not needed:
        yield ok("backups", "PostgreSQL is backed up by its own tools")
    elif newest is None:
        yield warning("backups", "there is no backup", todo)
    elif now - newest > BACKUP_AFTER:
        yield warning("backups", f"the newest backup is of {newest:%Y-%m-%d}", todo)
    else:
        yield ok("backups", f"the newest backup is of {newest:%Y-%m-%d %H:%M} UTC")


def daemon(holder: str | None, troubles: Iterable[str]) -> Iterator[Finding]:
    """Whether one runs, by its lock, and whether it does its work. ``troubles`` in sentences."""
    said = list(troubles)
    if holder is None:
        yield warning("daemon", "no daemon runs on this database", "start border-monitor run, or its unit")
    elif said:
        todo = "read its log; if it hangs, restart it: nothing is lost"
        yield from (error("daemon", f"process {holder}: {trouble}", todo) for trouble in said)
    else:
        yield ok("daemon", f"process {holder} is alive")


def clock(now: datetime, seen: Iterable[datetime]) -> Iterator[Finding]:
    """Against the times that this machine wrote down before: they can't be later than now."""
    latest = max(seen, default=now)
    if latest - now > SKEW:
        todo = "let the clock be set from the network (timedatectl set-ntp true), then restart the daemon"
        yield error("clock", f"it is {now:%Y-%m-%d %H:%M} UTC here, but work was done at {latest:%Y-%m-%d %H:%M}", todo)
    else:
        yield ok("clock", f"{now:%Y-%m-%d %H:%M} UTC, later than all that was done")


def feeds(rows: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Feeds that bring nothing, by what is the matter with them. Rows as ``feeds list`` has them."""
    polled = [row for row in rows if row["condition"] != FeedCondition.NEW or row["failures"]]
    none_works = bool(polled) and all(row["failures"] for row in polled)
    if none_works:
        yield error(
            "feeds", "every feed fails", "the network is down, or shut for this program: see the checks of the network"
        )
    bad = [(condition, [row["feed"] for row in polled if row["condition"] == condition]) for condition in _FEEDS]
    for condition, names in bad:
        if names:
            more = " …" if names[_NAMED:] else ""
            yield warning("feeds", f"{len(names)} {condition}: {', '.join(names[:_NAMED])}{more}", _FEEDS[condition])
    if not none_works and not any(names for _, names in bad):
        yield ok("feeds", f"none of {len(polled)} polled feeds is in trouble")


def coverage(sides: Mapping[str, Iterable[tuple[str, Coverage]]]) -> Iterator[Finding]:
    """Borders of which a side isn't heard; by border."""
    silent = {
        border: ", ".join(f"{side} {how}" for side, how in heard if how is not Coverage.LIVE)
        for border, heard in sides.items()
    }
    deaf = [f"{border} ({which})" for border, which in silent.items() if which]
    if deaf:
        todo = "give the side a feed in outlets.yaml, or mend those it has: nothing calms down on such a border"
        yield warning("coverage", f"not heard: {', '.join(deaf)}", todo)
    else:
        yield ok("coverage", "both sides of every watched border are heard" if silent else "no news of any border yet")


def limits(channels: Iterable[Channel], open_: Iterable[Delivery]) -> Iterator[Finding]:
    """Channels whose messages come faster than their service takes them, or than their own rate lets them go."""
    messages = list(open_)
    slowed = sorted({each.channel for each in messages if _TOO_FAST.search(each.last_reason or "")})
    if slowed:
        todo = (
            "give the channel a `rate` below the service's limit in monitor.yaml: what it holds up comes as one message"
        )
        yield warning("limits", f"told to slow down: {', '.join(slowed)}", todo)
    waiting = Counter(each.channel for each in messages if each.hold is None)
    behind = [
        f"{channel.id} ({waiting[channel.id]} wait, {channel.rate_per_hour} an hour go)"
        for channel in channels
        if channel.rate_per_hour is not None and waiting[channel.id] > channel.rate_per_hour
    ]
    if behind:
        todo = "raise the channel's `rate` as far as its service allows, or send it less: routes by level, a digest"
        yield warning("limits", f"more waits than an hour lets through: {', '.join(behind)}", todo)
    if not slowed and not behind:
        yield ok("limits", "no channel is asked for more than it takes")


def _is_writable(path: Path) -> bool:
    return os.access(path, os.R_OK | os.W_OK)


def _channels(app: App) -> Iterator[Finding]:
    kinds = app.channel_kinds()
    app.check_channels()
    if all(kind == "print" for _, kind in kinds):
        yield warning(
            "channels", "alerts are only printed", "give monitor.yaml a channel, then border-monitor channels test"
        )
    else:
        yield ok("channels", f"addresses in good form: {', '.join(f'{name} ({kind})' for name, kind in kinds)}")


def _schema(app: App) -> Iterator[Finding]:
    yield ok("schema", f"up to date, {app.store.counts().items} items")


def _clock(app: App) -> Iterator[Finding]:
    seen = [state.last_polled_at for state in app.store.feed_states().values() if state.last_polled_at]
    beat = heartbeat.load(app.state_dir)
    yield from clock(app.clock.now(), [*seen, *([datetime.fromisoformat(beat.beat_at)] if beat else [])])


def _feeds(app: App) -> Iterator[Finding]:
    yield from feeds(app.feed_rows())


def _coverage(app: App) -> Iterator[Finding]:
    now = app.clock.now()
    yield from coverage({border: app.hearing(border, now).coverage for border in operating.watched(app)})


def _outbox(app: App) -> Iterator[Finding]:
    troubles = health.outbox_troubles(app)
    todo = "border-monitor deliveries list says why; channels test NAME tries a channel"
    yield from (error("outbox", trouble, todo) for trouble in troubles)
    if not troubles:
        yield ok("outbox", "nothing waits too long, nothing is dead")


def _limits(app: App) -> Iterator[Finding]:
    pending = app.store.deliveries(state=DeliveryState.PENDING, alert=None, limit=_LOOKED_THROUGH)
    yield from limits(app.settings.channels, pending)


_CHECKS = (("clock", _clock), ("feeds", _feeds), ("coverage", _coverage), ("outbox", _outbox), ("limits", _limits))


def _is_there(app: App) -> bool:
    file = app.held.place.database_file
    return file is None or file.exists()
