"""``border-monitor run``: one instance per database, the four cycles, a clean stop on SIGTERM."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog

from monitor import __version__
from monitor.adapters import instance_lock
from monitor.adapters.systemd import Supervisor
from monitor.bootstrap import App, observing
from monitor.bootstrap.opening import Sources
from monitor.config import environment
from monitor.daemon import health, meter, watchdog
from monitor.daemon.attending import Attending
from monitor.daemon.beating import Beating
from monitor.daemon.cycles import Cycles
from monitor.daemon.reload import Reloading
from monitor.daemon.service import Daemon

log = structlog.get_logger(__name__)

HEALTH_WITHIN = 5.0
"""Seconds until "no answer" is the answer: who supervises rarely waits longer than ten."""


def run(app: App, sources: Sources) -> None:
    """Runs until SIGTERM or SIGINT; ``sources`` are looked at again for a reload.

    Raises ConfigError for a channel that can never work, UnavailableError when another one runs or the database can't be used: of what breaks
    later it keeps trying, but who starts it should hear at once.
    """
    app.check_channels()
    observing.check(app)
    with instance_lock.hold(app.lock_file):
        _ = app.store
        asyncio.run(serve(app, sources))


async def serve(app: App, sources: Sources) -> None:
    """The daemon inside a running loop: ready, turning, stopped by signal."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    asked = asyncio.Event()
    loop.add_signal_handler(signal.SIGHUP, asked.set)
    daemon: Daemon
    metrics = observing.metrics_of(app, lambda: meter.beats(daemon))
    cycles = Cycles(app, metrics=metrics)
    daemon = turning(cycles)
    supervisor = Supervisor(environment.snapshot())
    reloading = Reloading(cycles, sources, supervisor, asked=asked, saying=_saying)

    async def troubles() -> list[str]:
        return await watchdog.asked(lambda: asyncio.to_thread(health.troubles, cycles.app), within=HEALTH_WITHIN)

    try:
        async with app.reachable(), observing.exposed(app, metrics, troubles):
            daemon.sign_of_life()
            _say_started(app)
            supervisor.ready(_saying(app))
            if metrics is not None:
                daemon.nudge("measure")
            async with _watched(cycles, daemon, supervisor), _attentive(reloading):
                await daemon.run(stop)
    finally:
        await app.deliverer.aclose()
        await app.collector.aclose()
        await app.parser.aclose()
        log.info("stopped")


def _say_started(app: App) -> None:
    log.info(
        "started",
        version=__version__,
        feeds=len(app.feeds),
        watch=app.settings.watch or "all",
        rules=app.loaded.rulebook.digest[:12],
    )


def _saying(app: App) -> str:
    return f"{len(app.feeds)} feeds; watching {', '.join(app.settings.watch) or 'all borders'}"


@asynccontextmanager
async def _attentive(reloading: Reloading) -> AsyncIterator[None]:
    """Reloads when asked, until the daemon drains."""
    listening = asyncio.create_task(reloading.run())
    try:
        yield
    finally:
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening


@asynccontextmanager
async def _watched(cycles: Cycles, daemon: Daemon, supervisor: Supervisor) -> AsyncIterator[None]:
    """Signs of life for as long as the daemon runs; none once it drains."""
    started = asyncio.get_running_loop().time()

    async def troubles() -> list[str]:
        found = watchdog.late_turns(
            daemon.handles, daemon.beats, started=started, now=asyncio.get_running_loop().time()
        )
        return found + await watchdog.stuck(cycles.app)

    every = supervisor.watchdog_every
    feeding = asyncio.create_task(watchdog.feed(supervisor, troubles, every=every)) if every else None
    try:
        yield
    finally:
        supervisor.stopping()
        if feeding:
            feeding.cancel()


def make(app: App, *, patient: bool = False, on_duty: bool = True) -> Daemon:
    """The daemon over an application's cycles; a ``patient`` one waits in each turn for the slowest feed and channel."""
    return turning(Cycles(app, patient=patient), on_duty=on_duty)


def turning(cycles: Cycles, *, on_duty: bool = True) -> Daemon:
    """The daemon that turns these cycles. One that isn't ``on_duty`` doesn't look at itself."""
    daemon: Daemon
    duty = Attending(lambda: cycles.app, lambda: daemon).handles() if on_duty else ()
    beating = Beating(cycles.app.state_dir, now=cycles.app.clock.now)
    daemon = Daemon((*cycles.handles(), *duty), on_beat=lambda: beating(daemon.beats), tell=cycles.app.observers)
    cycles.turned_by(daemon)
    return daemon
