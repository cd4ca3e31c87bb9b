"""The daemon's life: start, turn the cycles, drain, stop.

Three handles: ``collect``, ``judge`` (read, then assess) and ``deliver``. Each is an APScheduler job that never overlaps itself, never
skips a late run, and has a time limit. APScheduler plans by the wall clock, so a watch on the loop's own clock notices when that was set
back, and has everything planned anew; and it cancels running jobs at shutdown, so the daemon first stops planning and waits for them itself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from monitor.errors import UnavailableError
from monitor.model.work import Tell, Turned, is_told, tell_nobody

log = structlog.get_logger(__name__)

DRAIN_FOR = timedelta(seconds=8)
"""How long a stop waits for turns under way; what is not done by then comes back after its lease."""

STUCK_FACTOR = 20
"""A handle that was not turned for this many intervals was forgotten."""
LATE_AFTER = timedelta(seconds=5)
"""What is turned many times a second may be late by so much: a machine may be busy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """One job: ``turn`` is called every ``every`` and may take at most ``limit``. A ``chore`` is nothing that news wait for."""

    name: str
    turn: Callable[[], Awaitable[object]]
    every: timedelta
    limit: timedelta = timedelta(minutes=5)
    chore: bool = False


@dataclass(slots=True)
class Beat:
    """How a handle has been doing: turns begun and ended well, failures in a row, and the loop time of the last good end."""

    begun: int = 0
    ended: int = 0
    good: int = 0
    failures: int = 0
    again: bool = False
    last_begun: float = 0.0
    last_good: float | None = None
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)


class Daemon:
    """Runs handles until told to stop. ``on_beat`` is called after every turn, for the heartbeat file; ``tell`` is told of each."""

    def __init__(
        self,
        handles: tuple[Handle, ...],
        *,
        on_beat: Callable[[], None] = lambda: None,
        tell: Tell = tell_nobody,
        late_after: timedelta = LATE_AFTER,
    ) -> None:
        self.handles = {handle.name: handle for handle in handles}
        self.beats = {handle.name: Beat() for handle in handles}
        self._on_beat = on_beat
        self._tell = tell
        self._late_after = late_after.total_seconds()
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    async def run(self, stop: asyncio.Event) -> None:
        """Turns the handles until ``stop`` is set, then drains."""
        scheduler = self._scheduler
        for handle in self.handles.values():
            scheduler.add_job(
                self._turn,
                _trigger(handle),
                args=[handle.name],
                id=handle.name,
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )
        scheduler.start()
        watch = asyncio.create_task(self._watch())
        try:
            await stop.wait()
        finally:
            self._stopping = True
            scheduler.pause()
            watch.cancel()
            await self._drain()
            scheduler.shutdown(wait=False)

    def sign_of_life(self) -> None:
        """Calls ``on_beat`` without a turn: for those who ask as soon as it has started."""
        self._on_beat()

    def pace(self, handles: Iterable[Handle]) -> None:
        """Handles of the same names, turned as often as these say from now on. Others are left alone."""
        for handle in handles:
            old = self.handles.get(handle.name)
            if old is None or old.every == handle.every:
                continue
            self.handles[handle.name] = replace(old, every=handle.every)
            if self._scheduler.running:
                self._scheduler.reschedule_job(handle.name, trigger=_trigger(handle))

    def nudge(self, name: str) -> None:
        """Turns a handle now, or once more when its turn under way ends: there is work for it."""
        if self._is_turning(name):
            self.beats[name].again = True
        else:
            self._begin(name)

    async def settle(self) -> None:
        """Turns every handle but the chores, one after the other, as :meth:`turned`."""
        for name, handle in self.handles.items():
            if not handle.chore:
                await self.turned(name)

    async def turned(self, name: str) -> None:
        """Turns a handle, and waits until a turn of it has ended that began after this call."""
        beat = self.beats[name]
        async with beat.changed:
            begun = beat.begun
            self.nudge(name)
            await beat.changed.wait_for(lambda: beat.ended > begun)

    async def _turn(self, name: str) -> None:
        """What the scheduler calls: begins a turn unless one is under way."""
        if not self._is_turning(name):
            self._begin(name)

    def _begin(self, name: str) -> None:
        """Begins a turn, as a task of its own: a shutdown of the scheduler can't cancel it."""
        if self._stopping:
            return
        task = asyncio.create_task(self._guarded(self.handles[name]), name=name)
        self._running.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        beat = self.beats[task.get_name()]
        if beat.again:
            beat.again = False
            self._begin(task.get_name())

    def _is_turning(self, name: str) -> bool:
        return any(task.get_name() == name for task in self._running)

    async def _guarded(self, handle: Handle) -> None:
        beat = self.beats[handle.name]
        beat.begun += 1
        beat.last_begun = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(handle.limit.total_seconds()):
                await handle.turn()
            beat.good += 1
            if beat.failures:
                log.info("turn_succeeds_again", cycle=handle.name, failed=beat.failures)
            beat.failures = 0
            beat.last_good = asyncio.get_running_loop().time()
        except UnavailableError as error:  # what an operator can mend; where in the program it was noticed helps nobody
            beat.failures += 1
            if is_told(beat.failures):
                log.error("turn_failed", cycle=handle.name, in_a_row=beat.failures, reason=str(error))  # noqa: TRY400
        except Exception:
            beat.failures += 1
            if is_told(beat.failures):
                log.exception("turn_failed", cycle=handle.name, in_a_row=beat.failures)
        finally:
            took = asyncio.get_running_loop().time() - beat.last_begun
            self._tell(Turned(cycle=handle.name, seconds=took, failed=beat.failures > 0))
            async with beat.changed:
                beat.ended = beat.begun
                beat.changed.notify_all()
            self._on_beat()

    async def _watch(self) -> None:
        """Has everything planned anew when the scheduler forgot a handle: the wall clock was set back, and what it planned by lies ahead."""
        while True:
            await asyncio.sleep(1)
            if forgotten := [name for name in self.handles if self._is_forgotten(name)]:
                log.warning("planned_anew", forgotten=forgotten)
                for handle in self.handles.values():
                    self._scheduler.reschedule_job(handle.name, trigger=_trigger(handle))
                for name in forgotten:
                    await self._turn(name)

    def _is_forgotten(self, name: str) -> bool:
        beat, every = self.beats[name], self.handles[name].every.total_seconds()
        late = asyncio.get_running_loop().time() - beat.last_begun > max(self._late_after, STUCK_FACTOR * every)
        return late and beat.begun > 0 and not self._is_turning(name)

    async def _drain(self) -> None:
        if self._running:
            await asyncio.wait(self._running, timeout=DRAIN_FOR.total_seconds())
        for task in tuple(self._running):
            log.warning("turn_cut_off", cycle=task.get_name())
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


def _trigger(handle: Handle) -> IntervalTrigger:
    return IntervalTrigger(seconds=handle.every.total_seconds(), timezone=UTC)
