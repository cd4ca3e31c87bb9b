"""What "alive" means, for supervisors and for people."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from monitor import __version__
from monitor.adapters import instance_lock
from monitor.bootstrap import App
from monitor.bootstrap.held import Held
from monitor.daemon import heartbeat, in_force
from monitor.daemon.in_force import InForce
from monitor.model.configuration import Refused

SILENT_AFTER = timedelta(seconds=60)
"""The heartbeat is written every five seconds; twelve missed ones are no accident."""

OUTBOX_AFTER = timedelta(minutes=15)
"""A message that waits longer than this means that a channel is down."""

FAILING_TURNS = 5


def status(app: App) -> dict[str, Any]:
    """One screen. ``refused`` is what the running daemon has against the files as they are, if anything."""
    states = app.store.feed_states()
    failing = sorted(id_ for id_, state in states.items() if state.failures)
    return _screen(
        app,
        refused=_refused(app),
        health=troubles(app),
        rules=app.loaded.rulebook.digest[:12],
        watch=", ".join(app.settings.watch) or "all",
        feeds=f"{len(app.feeds)}, {len(failing)} failing" + (f" ({', '.join(failing[:5])} …)" if failing else ""),
    )


def status_with_broken_files(held: Held, problems: Sequence[str]) -> dict[str, Any]:
    """The same by what the daemon says of itself, when the files can't be read: it goes by what they were."""
    known = _in_force(held)
    running = known or InForce(pid=0, since=held.clock.now(), rules="", watch="", feeds=0)
    return _screen(
        held,
        refused=_refused(held) or Refused(since=held.clock.now(), problems=tuple(problems)),
        health=troubles_with_broken_files(held),
        rules=running.rules,
        watch=running.watch,
        feeds=str(running.feeds),
    )


def _screen(
    seen: App | Held, *, refused: Refused | None, health: list[str], rules: str, watch: str, feeds: str
) -> dict[str, Any]:
    counts = seen.store.counts()
    beat = heartbeat.load(seen.state_dir / "border-monitor.beat")
    return {
        "version": __version__,
        "database": seen.shown_database,
        "rules": rules,
        "watch": watch,
        "daemon": f"process {beat.pid}, last sign of life {beat.beat_at}" if beat else "not seen",
        "files": _said_of_files(_in_force(seen), refused),
        "feeds": feeds,
        "items": counts.items,
        "unread": counts.unread,
        "incidents": counts.incidents,
        "alerts": counts.alerts,
        "outbox": f"{counts.pending} waiting, {counts.dead} dead",
        "health": "; ".join(health) or "healthy",
        "refused": refused and shape_of_refusal(refused),
    }


def shape_of_refusal(refused: Refused) -> dict[str, Any]:
    """Plain data for machine formats."""
    return {"since": refused.since.isoformat(), "problems": list(refused.problems)}


def _said_of_files(running: InForce | None, refused: Refused | None) -> str:
    if refused is not None:
        more = f" and {len(refused.problems) - 1} more" if refused.problems[1:] else ""
        return f"refused since {refused.since.isoformat(timespec='seconds')}: {refused.problems[0]}{more}"
    return f"in force since {running.since.isoformat(timespec='seconds')}" if running else "no daemon goes by them"


def _refused(seen: App | Held) -> Refused | None:
    running = _in_force(seen)
    return running.refused if running else None


def _in_force(seen: App | Held) -> InForce | None:
    """Of the daemon that runs now; what one that ended has left says nothing."""
    running, holder = in_force.load(seen.state_dir), instance_lock.holder(seen.lock_file)
    return running if running and holder == str(running.pid) else None


def troubles_with_broken_files(held: Held) -> list[str]:
    """As far as they show without knowing the feeds. That the files are broken isn't one: the daemon does its work."""
    return [*daemon_troubles(held), *outbox_troubles(held)]


def troubles(app: App) -> list[str]:
    """What is wrong, in sentences; empty when all is well."""
    found = [*daemon_troubles(app), *outbox_troubles(app)]
    states = [app.store.feed_states().get(feed.id) for feed in app.feeds]
    polled = [state for state in states if state and state.last_polled_at]
    if polled and all(state.failures for state in polled):
        found.append("every feed fails: see border-monitor feeds list")
    return found


def daemon_troubles(app: App | Held) -> list[str]:
    """What is wrong with the daemon by its last sign of life."""
    beat = heartbeat.load(app.state_dir / "border-monitor.beat")
    if beat is None:
        return ["no daemon has run on this database: start border-monitor run"]
    age = heartbeat.age_seconds(beat, now=app.clock.now())
    if age > SILENT_AFTER.total_seconds():
        return [f"the daemon gave no sign of life for {age:.0f} s"]
    return [
        f"the {name} cycle failed {cycle['failures']} times in a row: see the log"
        for name, cycle in beat.cycles.items()
        if (cycle["failures"] or 0) >= FAILING_TURNS
    ]


def outbox_troubles(app: App | Held) -> list[str]:
    """What is wrong with the messages on their way."""
    now, dead = app.clock.now(), app.store.counts().dead
    since = app.store.waiting_since(now=now)
    found = []
    if dead:
        found.append(f"{dead} dead letters: see border-monitor deliveries list --state dead")
    if since and now - since > OUTBOX_AFTER:
        found.append(f"a message has been waiting since {since.isoformat(timespec='seconds')}")
    return found
