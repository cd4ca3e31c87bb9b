"""What "alive" means, for supervisors and for people."""

from datetime import timedelta
from typing import Any

from monitor import __version__
from monitor.bootstrap import App
from monitor.daemon import heartbeat

SILENT_AFTER = timedelta(seconds=60)
"""The heartbeat is written every five seconds; twelve missed ones are no accident."""

OUTBOX_AFTER = timedelta(minutes=15)
"""A message that waits longer than this means that a channel is down."""

FAILING_TURNS = 5


def status(app: App) -> dict[str, Any]:
    """One screen."""
    counts = app.store.counts()
    beat = heartbeat.load(app.state_dir / "border-monitor.beat")
    states = app.store.feed_states()
    failing = sorted(id_ for id_, state in states.items() if state.failures)
    return {
        "version": __version__,
        "database": app.shown_database,
        "rules": app.loaded.rulebook.digest[:12],
        "watch": ", ".join(app.settings.watch) or "all",
        "daemon": f"process {beat.pid}, last sign of life {beat.beat_at}" if beat else "not seen",
        "feeds": f"{len(app.feeds)}, {len(failing)} failing" + (f" ({', '.join(failing[:5])} …)" if failing else ""),
        "items": counts.items,
        "unread": counts.unread,
        "incidents": counts.incidents,
        "alerts": counts.alerts,
        "outbox": f"{counts.pending} waiting, {counts.dead} dead",
        "health": "; ".join(troubles(app)) or "healthy",
    }


def troubles(app: App) -> list[str]:
    """What is wrong, in sentences; empty when all is well."""
    found = [*daemon_troubles(app), *outbox_troubles(app)]
    states = [app.store.feed_states().get(feed.id) for feed in app.feeds]
    polled = [state for state in states if state and state.last_polled_at]
    if polled and all(state.failures for state in polled):
        found.append("every feed fails: see border-monitor feeds list")
    return found


def daemon_troubles(app: App) -> list[str]:
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


def outbox_troubles(app: App) -> list[str]:
    """What is wrong with the messages on their way."""
    counts = app.store.counts()
    found = []
    if counts.dead:
        found.append(f"{counts.dead} dead letters: see border-monitor deliveries list --state dead")
    if counts.oldest_pending_at and app.clock.now() - counts.oldest_pending_at > OUTBOX_AFTER:
        found.append(f"a message has been waiting since {counts.oldest_pending_at.isoformat()}")
    return found
