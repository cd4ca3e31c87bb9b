"""A real daemon on a clock set by hand, with its feeds and channels on loopback: what the duty gets to hear of the monitor itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from monitor import bootstrap
from monitor.adapters.clock import VirtualClock
from monitor.daemon import main
from monitor.daemon.service import Daemon
from tests.support.program import ROOT, configuration


@dataclass
class Watch:
    """The daemon, and time that passes when it is told to."""

    app: bootstrap.App
    daemon: Daemon
    clock: VirtualClock

    async def passes(self, **span: float) -> None:
        """Time goes on; every cycle works, the monitor looks at itself, and what must be told is sent."""
        self.clock.move_to(self.clock.now() + timedelta(**span))
        await self.daemon.settle()
        await self.turned("operate")
        await self.daemon.settle()

    async def turned(self, handle: str) -> None:
        """A whole turn of the handle that begins now."""
        beat = self.daemon.beats[handle]
        async with beat.changed:
            begun = beat.begun
            self.daemon.nudge(handle)
            await beat.changed.wait_for(lambda: beat.ended > begun)
        assert beat.failures == 0


@asynccontextmanager
async def on_duty(folder: Path, *, monitor: str, outlets: str = "", now: datetime) -> AsyncIterator[Watch]:
    """The daemon over the configuration; entering again with the same folder is a restart."""
    clock = VirtualClock(now)
    config = configuration(folder / "config", monitor=monitor, outlets=outlets)
    database = f"sqlite:///{folder}/monitor.db"
    opened = bootstrap.open_app(config=config, rules_folder=ROOT / "rules", database=database, clock=clock)
    settings = replace(opened.settings, cycles=replace(opened.settings.cycles, warm_up=timedelta(0)))
    with bootstrap.App(opened.loaded, settings, opened.known, clock=clock) as app:
        daemon, stop = main.make(app, patient=True), asyncio.Event()
        running = asyncio.create_task(daemon.run(stop))
        await asyncio.sleep(0)
        try:
            yield Watch(app, daemon, clock)
        finally:
            stop.set()
            await running
            await app.collector.aclose()
            await app.parser.aclose()
