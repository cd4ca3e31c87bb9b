"""The daemon's look at itself: handles beside the cycles, over the application in force."""

import os
from collections.abc import Callable
from datetime import timedelta

import structlog

from monitor.adapters import clock
from monitor.adapters.clock import SystemClock
from monitor.alerts.conditions import CONDITION_LABEL
from monitor.bootstrap import App, operating
from monitor.daemon import in_force, machine, pulse
from monitor.daemon.pulse import Pulse
from monitor.daemon.service import Daemon, Handle
from monitor.model.conditions import Machine

log = structlog.get_logger(__name__)

LOOK_EVERY = timedelta(minutes=1)
"""The shortest patience with a condition; a look costs some milliseconds."""


class Attending:
    """What tells the duty that something is wrong. ``app`` gives the application in force, ``daemon`` who turns it."""

    def __init__(self, app: Callable[[], App], daemon: Callable[[], Daemon]) -> None:
        self._app = app
        self._daemon = daemon
        self._clock: machine.ClockWatch | None = None

    def handles(self) -> tuple[Handle, ...]:
        """To be turned beside the cycles."""
        return (
            Handle(name="operate", turn=self.operate, every=LOOK_EVERY, chore=True),
            Handle(name="note", turn=self.note, every=LOOK_EVERY, chore=True),
            Handle(name="pulse", turn=Pulse(self._app, self._daemon).turn, every=pulse.TICK, chore=True),
        )

    async def operate(self) -> None:
        """Looks at everything once; what must be told goes out at once."""
        app = self._app()
        alerts = await app.in_worker(operating.operate_cycle(app).turn, self._machine(app))
        for alert in alerts:
            log.warning(
                "told", level=alert.level, condition=dict(alert.labels)[CONDITION_LABEL], headline=alert.headline
            )
        if alerts:
            self._daemon().nudge("deliver")

    async def note(self) -> None:
        """Writes the daily note when it is due."""
        app = self._app()
        writer = operating.daily_note(app)
        if writer is None:
            return
        if await app.in_worker(writer.turn):
            self._daemon().nudge("deliver")

    def _machine(self, app: App) -> Machine:
        watch = self._clock_watch(app)
        if watch:
            watch.look()
        return Machine(
            free=machine.free(app.state_dir),
            size=app.held.place.database_bytes() or 0,
            failing=tuple((name, beat.failures) for name, beat in self._daemon().beats.items()),
            backed_up_at=app.held.place.newest_backup(),
            stepped_at=watch.stepped_at if watch else None,
            stepped_by=watch.stepped_by if watch else timedelta(0),
            refused=_refused(app),
        )

    def _clock_watch(self, app: App) -> machine.ClockWatch | None:
        """None where the clock is set by hand, which is no accident."""
        if self._clock is None and isinstance(app.clock, SystemClock):
            self._clock = machine.ClockWatch(app.clock.now, clock.monotonic)
        return self._clock


def _refused(app: App) -> str:
    """What this daemon has against the files as they are; empty when nothing."""
    known = in_force.load(app.state_dir)
    if known is None or known.refused is None or known.pid != os.getpid():
        return ""
    more = len(known.refused.problems) - 1
    return known.refused.problems[0] + (f" and {more} more" if more else "")
