"""Tries files out before a running daemon takes them: parsed, compiled, and the rules' own tests run, in a process of its own.

So the daemon goes on at its usual pace meanwhile, and what was compiled is kept where the daemon will find it. Whose tests decide: those of the
folder of rules that is loaded last. A desk's folder changes what shipped rules come to; where a shipped example is then read otherwise, that is
worth a warning, and shipped timelines are not played.
"""

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path

from pydantic import TypeAdapter

from monitor.bootstrap import App, rehearsal
from monitor.bootstrap.opening import Sources
from monitor.config import environment
from monitor.daemon import logs
from monitor.errors import ConfigError, Problem

TIME_LIMIT = timedelta(minutes=2)
"""The shipped examples and timelines take ten seconds on a slow core."""

_MODULE = "monitor.daemon.rehearsal"
_NICER = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """What came of it: nothing may be taken while there are ``problems``. ``rules`` names what was tried."""

    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    rules: str = ""


async def rehearse(sources: Sources, *, tested: str) -> Rehearsed:
    """Tries what the files say now. Rules whose digest is ``tested`` have passed their tests before. Never raises for what files hold."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", _MODULE, json.dumps(asdict(sources), default=str), tested),
        stdin=DEVNULL, stdout=PIPE, env={**environment.snapshot(), "PYTHONPATH": path, "PYTHONUTF8": "1"},
    )  # fmt: skip
    try:
        async with asyncio.timeout(TIME_LIMIT.total_seconds()):
            said, _ = await child.communicate()
    except TimeoutError:
        return Rehearsed(problems=(f"reading, compiling and testing took longer than {TIME_LIMIT.seconds} s",))
    finally:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()
    return _understood(said, code=child.returncode)


def _understood(said: bytes, *, code: int | None) -> Rehearsed:
    try:
        found = json.loads(said)
    except ValueError:
        return Rehearsed(problems=(f"trying the files out ended unexpectedly (exit code {code}): see the log",))
    return Rehearsed(problems=tuple(found["problems"]), warnings=tuple(found["warnings"]), rules=found["rules"])


def try_out(sources: Sources, *, tested: str) -> Rehearsed:
    """In this process."""
    try:
        with sources.open() as app:
            app.check_channels()
            digest = app.loaded.rulebook.digest
            found = [] if digest == tested else list(_failures(app))
            doubts = list(app.warnings)
    except ConfigError as error:
        return Rehearsed(problems=tuple(str(problem) for problem in error.problems if not problem.warning))
    own = app.loaded.folders[-1]
    return Rehearsed(
        problems=tuple(str(replace(problem, warning=False)) for problem in found if _is_below(problem, own)),
        warnings=tuple(str(problem) for problem in (*doubts, *(p for p in found if not _is_below(p, own)))),
        rules=digest,
    )


def _failures(app: App) -> Iterator[Problem]:
    """Examples that are read otherwise, and the timelines of the last folder that end otherwise."""
    yield from app.failed_examples()
    for timeline in rehearsal.load(app):
        if Path(timeline.document.path).is_relative_to(app.loaded.folders[-1]):
            yield from rehearsal.check(app, timeline)


def _is_below(problem: Problem, folder: Path) -> bool:
    return Path(problem.path).is_relative_to(folder)


def main() -> None:
    """The process of its own: what it has to log stays out of its answer, and the daemon's cycles go first."""
    logs.configure(least=logging.WARNING)
    with suppress(OSError):  # where even a lower priority is forbidden
        os.nice(_NICER)
    said, tested = sys.argv[1:]
    json.dump(asdict(try_out(TypeAdapter(Sources).validate_json(said), tested=tested)), sys.stdout)


if __name__ == "__main__":
    main()
