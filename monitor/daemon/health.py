"""What "alive" means, for supervisors and for people."""

from datetime import timedelta

from monitor.adapters import instance_lock
from monitor.alerts.troubles import FAILING_TURNS
from monitor.bootstrap import App
from monitor.bootstrap.held import Held
from monitor.daemon import heartbeat, machine
from monitor.text import lengths

SILENT_AFTER = timedelta(seconds=60)
"""The heartbeat is written every five seconds; twelve missed ones are no accident."""

_FULL = 2**20
"""Bytes that are free where nothing is: the last ones are too few for a page of the database and its log."""

OUTBOX_AFTER = timedelta(minutes=15)
"""A message that waits longer than this means that a channel is down."""


def troubles_with_broken_files(held: Held) -> list[str]:
    """As far as they show without knowing the feeds. That the files are broken isn't one: the daemon does its work."""
    return [*daemon_troubles(held), *outbox_troubles(held)]


def troubles(app: App) -> list[str]:
    """What is wrong, in sentences; empty when all is well."""
    found = [*daemon_troubles(app), *outbox_troubles(app)]
    states = app.store.feed_states()
    polled = [state for feed in app.feeds if (state := states.get(feed.id)) and state.last_polled_at]
    if polled and all(state.failures for state in polled):
        found.append("every feed fails: see border-monitor feeds list")
    return found


def daemon_troubles(app: App | Held) -> list[str]:
    """What is wrong with the daemon by its last sign of life."""
    beat = heartbeat.load(app.state_dir)
    if beat is None:
        return ["no daemon has run on this database: start border-monitor run"]
    age = heartbeat.age(beat, now=app.clock.now())
    if instance_lock.holder(app.lock_file) is None:
        return [
            f"no daemon runs on this database, the last sign of life was {lengths.of_time(age)} ago: start border-monitor run"
        ]
    if age > SILENT_AFTER:
        full = ": the disk is full" if machine.free(app.state_dir) < _FULL else ""
        return [f"the daemon gave no sign of life for {lengths.of_time(age)}{full}"]
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
