"""The cycles as the daemon turns them: what follows from what, without waiting for a tick."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from monitor import bootstrap
from monitor.adapters.clock import VirtualClock
from monitor.bootstrap import App
from monitor.daemon import main
from monitor.daemon.cycles import Cycles
from monitor.model.work import Polled
from tests.support.collect import NOON
from tests.support.scenarios import ROOT


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The program as shipped, but for its ticks, which never come."""
    opened = bootstrap.open_app(
        config=ROOT / "config", database=f"sqlite:///{tmp_path}/cycles.db", clock=VirtualClock(NOON), out=StringIO()
    )
    seldom = replace(opened.settings.cycles, tick_every=timedelta(days=1))
    with App(opened.loaded, replace(opened.settings, cycles=seldom), opened.known, clock=opened.clock) as app:
        yield app


async def test_news_is_judged_as_soon_as_a_poll_brings_it(app: App) -> None:
    """A poll that brought nothing turns nothing; one that brought news turns the judging, though no tick is due."""
    daemon, stop = main.make(app), asyncio.Event()
    running = asyncio.create_task(daemon.run(stop))
    judging = daemon.beats["judge"]
    app.observers(Polled(feed="north"))
    await asyncio.sleep(0)
    assert judging.begun == 0
    app.observers(Polled(feed="north", items=1))
    async with judging.changed:
        await judging.changed.wait_for(lambda: judging.good == 1)
    stop.set()
    await running


async def test_patient_cycles_turn_one_at_a_time(app: App) -> None:
    """What is asked for in the middle of a turn begins when that has ended, so that it sees all that came of it."""
    said: list[str] = []

    class Telling(Cycles):
        async def judge(self) -> None:
            said.append("judging")
            await asyncio.sleep(0)
            said.append("judged")

        async def deliver(self) -> None:
            said.append("delivering")
            await asyncio.sleep(0)
            said.append("delivered")

    daemon = main.turning(Telling(app, patient=True), on_duty=False)
    await asyncio.gather(daemon.turned("judge"), daemon.turned("deliver"))
    assert said == ["judging", "judged", "delivering", "delivered"]
