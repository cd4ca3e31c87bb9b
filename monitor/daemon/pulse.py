"""The sign of life for somebody outside (a dead man's switch): an address is called as long as everything works, and not otherwise.

It is called only when every cycle has ended a good turn since the last call, the database takes a write, and nothing stands that leaves
the monitor without news or without anybody to tell. That nobody answers there is one line in the log, and no alert: whoever waits for
the call will say so.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

import structlog

from monitor.alerts import conditions
from monitor.bootstrap import App
from monitor.daemon import watchdog
from monitor.daemon.service import Beat, Daemon, Handle

log = structlog.get_logger(__name__)

TICK = timedelta(seconds=5)
"""How soon after the interval it is noticed that a call is due, or that everything works again."""

FAILING_CHORES = 2
"""Turns in a row: a chore's next turn may be hours away, and one may fail by chance."""


class Pulse:
    """``app`` gives the application in force, ``daemon`` who turns its cycles."""

    def __init__(self, app: Callable[[], App], daemon: Callable[[], Daemon]) -> None:
        self._app = app
        self._daemon = daemon
        self._called_at: datetime | None = None
        self._counted: Mapping[str, int] = {}
        self._said: object = None

    async def turn(self) -> None:
        """Calls if a call is due and deserved; else tries again at the next tick."""
        app = self._app()
        wanted, now = app.settings.heartbeat, app.clock.now()
        if wanted is None or self._has_called(now, wanted.every):
            return
        if reasons := await self._reasons(app):
            self._say("heartbeat_withheld", reasons=reasons)
            return
        self._called_at, self._counted = now, {name: beat.good for name, beat in self._daemon().beats.items()}
        failure = await app.fetcher.ping(wanted.address)
        if failure:
            self._say("heartbeat_not_taken", kind=str(failure.kind), status=failure.status)
        else:
            self._said = None

    def _has_called(self, now: datetime, every: timedelta) -> bool:
        """Lately, or in a time to come: then the clock was set back, and a call too many does no harm."""
        return self._called_at is not None and timedelta(0) <= now - self._called_at < every

    async def _reasons(self, app: App) -> list[str]:
        daemon = self._daemon()
        idle = list(idle_cycles(daemon.handles, daemon.beats, counted=self._counted))
        # The store's own word last: it takes a write, and nothing that is due lies about.
        standings = await app.in_worker(app.store.standings)
        stuck = conditions.keeps_from_work(standings, channels=[channel.id for channel in app.settings.channels])
        return [*idle, *stuck, *await watchdog.stuck(app)]

    def _say(self, event: str, **facts: object) -> None:
        """Once for as long as it is the same."""
        if self._said != (event, facts):
            log.warning(event, **facts)
        self._said = (event, facts)


def idle_cycles(
    handles: Mapping[str, Handle], beats: Mapping[str, Beat], *, counted: Mapping[str, int]
) -> Iterator[str]:
    """The cycles without a good turn beyond those that were counted, or whose last turn was none; and chores that fail; in sentences."""
    for name, handle in handles.items():
        beat = beats[name]
        if handle.chore and beat.failures >= FAILING_CHORES:
            yield f"{name} fails"
        elif not handle.chore and (beat.failures or beat.good <= counted.get(name, 0)):
            yield f"no good turn of {name} since the last call"
