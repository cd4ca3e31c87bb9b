"""``border-monitor run``: one instance per database, the four cycles, a clean stop on SIGTERM."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path

import structlog

from monitor import __version__
from monitor.adapters import instance_lock
from monitor.adapters.systemd import Supervisor
from monitor.bootstrap import App
from monitor.config import environment
from monitor.daemon import heartbeat, watchdog
from monitor.daemon.service import Daemon, Handle

log = structlog.get_logger(__name__)


PUSH_EVERY = timedelta(minutes=1)
"""How often it is looked whether a hub is to be asked."""
UPKEEP_LIMIT = timedelta(hours=1)
"""What is not pruned by then is pruned the next time."""


def run(app: App) -> None:
    """Runs until SIGTERM or SIGINT. Raises ConfigError for a channel that can never work, UnavailableError when another one runs."""
    app.check_channels()
    with instance_lock.hold(app.lock_file):
        asyncio.run(serve(app))


async def serve(app: App) -> None:
    """The daemon inside a running loop: ready, turning, stopped by signal."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    daemon = make(app)
    log.info(
        "started",
        version=__version__,
        feeds=len(app.feeds),
        watch=app.settings.watch or "all",
        rules=app.loaded.rulebook.digest[:12],
    )
    supervisor = Supervisor(environment.snapshot())
    supervisor.ready(f"{len(app.feeds)} feeds; watching {', '.join(app.settings.watch) or 'all borders'}")
    try:
        async with app.reachable(), _watched(app, daemon, supervisor):
            await daemon.run(stop)
    finally:
        await app.collector.aclose()
        await app.parser.aclose()
        log.info("stopped")


@asynccontextmanager
async def _watched(app: App, daemon: Daemon, supervisor: Supervisor) -> AsyncIterator[None]:
    """Signs of life for as long as the daemon runs; none once it drains."""
    started = asyncio.get_running_loop().time()

    async def troubles() -> list[str]:
        found = watchdog.late_turns(
            daemon.handles, daemon.beats, started=started, now=asyncio.get_running_loop().time()
        )
        now = app.clock.now()
        return found + watchdog.late_messages(await app.in_worker(app.store.prove_alive, now=now), now=now)

    every = supervisor.watchdog_every
    feeding = asyncio.create_task(watchdog.feed(supervisor, troubles, every=every)) if every else None
    try:
        yield
    finally:
        supervisor.stopping()
        if feeding:
            feeding.cancel()


def make(app: App, *, patient: bool = False) -> Daemon:
    """The daemon over an application's cycles; a ``patient`` one waits in each turn for the slowest feed."""
    cycles = app.settings.cycles

    async def judge() -> None:
        await app.in_worker(app.read.turn)
        if (await app.in_worker(app.assess.turn)).alerts:
            daemon.nudge("deliver")

    handles: tuple[Handle, ...] = (
        Handle(name="collect", turn=app.collector.turn if patient else app.collector.tick, every=cycles.tick_every),
        Handle(name="judge", turn=judge, every=cycles.tick_every),
        Handle(name="deliver", turn=app.deliverer.turn, every=cycles.tick_every),
        Handle(
            name="upkeep", turn=partial(upkeep, app), every=app.settings.upkeep.every, limit=UPKEEP_LIMIT, chore=True
        ),
    )
    if app.pushes is not None:
        handles += (Handle(name="push", turn=app.pushes.turn, every=PUSH_EVERY, chore=True),)
    daemon: Daemon
    daemon = Daemon(handles, on_beat=lambda: write_beat(daemon))
    write_beat = _beat_writer(app, app.state_dir / "border-monitor.beat")
    return daemon


async def upkeep(app: App) -> None:
    """Takes old texts out of the store, a page at a time, so that the cycles write in between."""
    before = app.clock.now() - app.settings.upkeep.keep_texts_for
    pruned, after = 0, ""
    while page := await app.in_worker(app.store.prune_some, before=before, after=after):
        pruned, after = pruned + len(page), page[-1]
    if pruned:
        log.info("pruned", items=pruned, before=before.isoformat())


BEAT_EVERY = 5.0
"""Seconds between two writes of the heartbeat file."""


def _beat_writer(app: App, path: Path) -> Callable[[Daemon], None]:
    started_at = app.clock.now().astimezone(UTC).isoformat()
    written = [float("-inf")]

    def write(daemon: Daemon) -> None:
        now = asyncio.get_running_loop().time()
        if now - written[0] < BEAT_EVERY:
            return
        written[0] = now
        cycles = {
            name: {
                "good": beat.good,
                "failures": beat.failures,
                "last_good_seconds_ago": None if beat.last_good is None else round(now - beat.last_good, 1),
            }
            for name, beat in daemon.beats.items()
        }
        beat_at = app.clock.now().isoformat()
        record = heartbeat.Heartbeat(
            pid=os.getpid(), version=__version__, started_at=started_at, beat_at=beat_at, cycles=cycles
        )
        try:
            heartbeat.record(path, record)
        except OSError as error:
            log.warning("heartbeat_not_written", reason=str(error))

    return write
