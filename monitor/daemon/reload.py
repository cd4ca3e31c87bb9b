"""Other files while the daemon runs: on SIGHUP, when a file has changed, and when ``border-monitor reload`` asks.

First a process of its own tries them out; only what it has no objection to is loaded here, in a thread, and put in force at once. What is
refused changes nothing: the daemon goes by the old files, says so once, and tries again when a file changes or somebody asks.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

import structlog

from monitor.adapters.systemd import Supervisor
from monitor.bootstrap import App, secrecy
from monitor.bootstrap.opening import Sources
from monitor.bootstrap.succession import differences, restarts_needed, succeed
from monitor.daemon import files, in_force, logs
from monitor.daemon.cycles import Cycles
from monitor.daemon.in_force import InForce
from monitor.daemon.rehearsal import Rehearsed, rehearse
from monitor.errors import ConfigError
from monitor.model.configuration import Refused
from monitor.model.work import Reloaded

log = structlog.get_logger(__name__)

LOOK_EVERY = timedelta(seconds=2)
"""How often the files are looked at. A change counts once it has stood for one look: an editor may still be writing."""
_TRIES = 3
"""Files that change while they are tried out are tried again, so many times."""
_MOST_PROBLEMS = 200
"""In the file for other commands; the log has no more of them either."""


class Rehearsing(Protocol):
    """Tries files out; see :func:`monitor.daemon.rehearsal.rehearse`."""

    def __call__(self, sources: Sources, *, tested: str) -> Awaitable[Rehearsed]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    app: App
    restart: tuple[str, ...]
    warnings: tuple[str, ...] = ()


class Reloading:
    """Puts what the files say in force. ``refused`` is what stands against them, if anything does.

    ``asked`` is set by whoever wants a reload; during one, it makes another follow, since that may have read a file before it was changed.
    ``saying`` gives a line on an application for the supervisor.
    """

    def __init__(
        self,
        cycles: Cycles,
        sources: Sources,
        supervisor: Supervisor,
        *,
        asked: asyncio.Event,
        saying: Callable[[App], str],
        rehearsing: Rehearsing = rehearse,
        look_every: timedelta = LOOK_EVERY,
    ) -> None:
        self._cycles = cycles
        self._sources = sources
        self._supervisor = supervisor
        self._saying = saying
        self._rehearse = rehearsing
        self._look_every = look_every
        self._asked = asked
        self._tested = cycles.app.loaded.rulebook.digest
        self._files = files.Files(sources)
        self._home = sources.home()
        self._read = self._files.marks()
        self._in_force = _in_force(cycles.app)
        self._record(self._in_force)

    @property
    def refused(self) -> Refused | None:
        """The files as they are now, if the daemon doesn't go by them."""
        return self._in_force.refused

    async def run(self) -> None:
        """For ever."""
        seen = self._read
        while True:
            asked = await self._is_asked()
            before, seen = seen, await asyncio.to_thread(self._files.marks)
            if asked or before == seen != self._read:
                self._asked.clear()
                self._read = seen
                await self.reload()

    async def _is_asked(self) -> bool:
        try:
            async with asyncio.timeout(self._look_every.total_seconds()):
                return await self._asked.wait()
        except TimeoutError:
            return False

    async def reload(self) -> None:
        """One reload, whatever comes of it; a bug counts as a refusal."""
        self._supervisor.reloading()
        began = asyncio.get_running_loop().time()
        self._record(replace(self._in_force, begun=self._in_force.begun + 1))
        try:
            opened = await self._opened()
            after = self._refusal(opened.problems) if isinstance(opened, Rehearsed) else self._put_in_force(opened)
        except Exception as error:
            log.exception("reload_failed")
            after = self._refusal((f"unexpected {type(error).__name__}: see the log",))
        self._record(replace(after, ended=after.begun))
        problems = len(after.refused.problems) if after.refused else 0
        took = asyncio.get_running_loop().time() - began
        self._cycles.app.observers(Reloaded(problems=problems, seconds=took))
        self._supervisor.ready(self._status())

    async def _opened(self) -> _Opened | Rehearsed:
        """The application that the files describe, or why there is none."""
        for _ in range(_TRIES):
            if gone := files.gone(self._home, self._sources):
                return Rehearsed(problems=gone)
            tried = await self._rehearse(self._sources, tested=self._tested)
            if tried.problems:
                return tried
            try:
                opened = await asyncio.to_thread(self._open)
            except ConfigError as error:
                return Rehearsed(problems=tuple(str(problem) for problem in error.problems if not problem.warning))
            if opened.app.loaded.rulebook.digest == tried.rules:
                return replace(opened, warnings=tried.warnings)
        return Rehearsed(problems=("the files keep changing while they are read; reload when they are whole",))

    def _open(self) -> _Opened:
        """In a thread: this takes a while, and the cycles go on."""
        before = self._cycles.app
        app = self._sources.open(clock=before.clock, out=before.out)
        logs.hide(secrecy.secrets_in((app.settings, app.feeds)))
        restart = restarts_needed(before, app)
        succeed(app, before)
        return _Opened(app=app, restart=restart)

    def _put_in_force(self, opened: _Opened) -> InForce:
        before, app = self._cycles.app, opened.app
        changes = differences(before, app)
        self._cycles.put_in_force(app)
        self._tested = app.loaded.rulebook.digest
        self._home = self._sources.home()
        log.info("reloaded", changes=changes, takes_a_restart=opened.restart, warnings=len(opened.warnings))
        known = self._in_force
        now = replace(_in_force(app), begun=known.begun, changes=changes) if changes else replace(known, refused=None)
        return replace(now, restart=opened.restart, warnings=opened.warnings[:_MOST_PROBLEMS])

    def _refusal(self, problems: tuple[str, ...]) -> InForce:
        """The same files refused again are no news."""
        known = self.refused
        refused = Refused(
            since=known.since if known else self._cycles.app.clock.now(), problems=problems[:_MOST_PROBLEMS]
        )
        if known is None or known.problems != refused.problems:
            log.error("reload_refused", problems=refused.problems)
        return replace(self._in_force, refused=refused)

    def _status(self) -> str:
        said = self._saying(self._cycles.app)
        return f"{said}; files refused: {self.refused.problems[0]}" if self.refused else said

    def _record(self, now: InForce) -> None:
        self._in_force = now
        try:
            in_force.record(self._cycles.app.state_dir, now)
        except OSError as error:
            log.warning("in_force_not_written", reason=str(error))


def _in_force(app: App) -> InForce:
    return InForce(
        pid=os.getpid(),
        since=app.clock.now(),
        rules=app.loaded.rulebook.digest[:12],
        watch=", ".join(app.settings.watch) or "all",
        feeds=len(app.feeds),
    )
