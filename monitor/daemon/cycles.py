"""The turns of the cycles, over whatever application is in force.

A reload puts another application in force. Each cycle takes it up at the beginning of a turn of its own, so that no turn sees half of one and
half of the other; between two cycles that is no matter, since they meet in the store alone.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from monitor.bootstrap import App
from monitor.bootstrap.succession import collect_by, deliver_by
from monitor.daemon import meter
from monitor.daemon.service import Daemon, Handle
from monitor.model.work import Polled, Pruned, Pushed, Work, seconds
from monitor.pipeline.assess import MOST_BORDERS

if TYPE_CHECKING:
    from monitor.adapters.metrics import Metrics

PUSH_EVERY = timedelta(minutes=1)
"""How often it is looked whether a hub is to be asked."""
UPKEEP_LIMIT = timedelta(hours=1)
"""What is not pruned by then is pruned the next time."""


class Cycles:
    """Over ``app``, and its successors; ``metrics`` are measured.

    ``patient`` ones wait in each turn for the slowest feed and channel, and turn one at a time: what a poll brings is judged with all that the
    other feeds brought, so that a story told twice is told alike.
    """

    def __init__(self, app: App, *, patient: bool = False, metrics: "Metrics | None" = None) -> None:
        self.app = app
        self._metrics = metrics
        self._patient = patient
        self._turning = asyncio.Lock()
        self._collecting = self._judging = self._delivering = app
        self._daemon: Daemon | None = None

    def turned_by(self, daemon: Daemon) -> None:
        """The daemon that turns the handles; it judges as soon as a poll or a hub brings news."""
        self._daemon = daemon
        self.app.observers.add(self._heed)

    def _heed(self, work: Work) -> None:
        if isinstance(work, Polled | Pushed) and work.items and self._daemon:
            self._daemon.nudge("judge")

    def put_in_force(self, app: App) -> None:
        """From its next turn on, each cycle goes by ``app``, which has succeeded the one in force."""
        self.app = app
        if self._daemon:
            self._daemon.pace(self.handles())

    def handles(self) -> tuple[Handle, ...]:
        """As often as the application in force says."""
        tick, upkeep = self.app.settings.cycles.tick_every, self.app.settings.upkeep.every
        cycles: tuple[Handle, ...] = (
            Handle(name="collect", turn=self._in_turn(self.collect), every=tick),
            Handle(name="judge", turn=self._in_turn(self.judge), every=tick),
            Handle(name="deliver", turn=self._in_turn(self.deliver), every=tick),
            Handle(name="upkeep", turn=self.upkeep, every=upkeep, limit=UPKEEP_LIMIT, chore=True),
        )
        if self.app.pushes is not None:
            cycles += (Handle(name="push", turn=self.app.pushes.turn, every=PUSH_EVERY, chore=True),)
        if self._metrics is not None:
            cycles += (Handle(name="measure", turn=self.measure, every=meter.MEASURE_EVERY, chore=True),)
        return cycles

    def _in_turn(self, turn: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        async def alone() -> None:
            async with self._turning:
                await turn()

        return alone if self._patient else turn

    async def collect(self) -> None:
        """Polls the feeds that are due."""
        if self._collecting is not self.app:
            self._collecting = self.app
            collect_by(self.app)
        collector = self._collecting.collector
        await (collector.turn() if self._patient else collector.tick())

    async def judge(self) -> None:
        """Reads what is unread and assesses what that touches; what came before other rules is judged by the old ones."""
        if self._judging is not self.app:
            await self._judge_by(self._judging)
            self._judging = self.app
        await self._judge_by(self._judging)

    async def _judge_by(self, app: App) -> None:
        # A step at a time: between two of them polls are recorded, and messages are sent while the next border is judged.
        while await app.in_worker(app.assess.renew):
            pass
        while (await app.in_worker(app.read.step)).items:
            pass
        for _ in range(MOST_BORDERS):
            turn = await app.in_worker(app.assess.turn, most=1)
            if turn.alerts and self._daemon:
                self._daemon.nudge("deliver")
            if not turn.borders and not turn.failed:
                return

    async def deliver(self) -> None:
        """Sends what is due."""
        if self._delivering is not self.app:
            self._delivering = self.app
            deliver_by(self.app)
        deliverer = self._delivering.deliverer
        await (deliverer.turn() if self._patient else deliverer.tick())

    async def upkeep(self) -> None:
        """Takes old texts out of the store, a page at a time, so that the cycles write in between."""
        app = self.app
        began = app.clock.now()
        before = began - app.settings.upkeep.keep_texts_for
        pruned, after = 0, ""
        while page := await app.in_worker(app.store.prune_some, before=before, after=after):
            pruned, after = pruned + len(page), page[-1]
        app.observers(Pruned(items=pruned, before=before, seconds=seconds(began, app.clock.now())))

    async def measure(self) -> None:
        """Measures for Prometheus, where it asks."""
        if self._metrics is not None:
            await meter.measure(self.app, self._metrics)
