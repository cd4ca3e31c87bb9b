"""A daemon in a process of its own that can be killed at its n-th commit: ``python -m tests.support.daemon_child``.

The clock stands still at ``--now``; the process ends by itself once nothing is left to do, or is killed by SIGKILL right after
the commit numbered ``--kill-after``.
"""

import argparse
import asyncio
import os
import signal
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from monitor import bootstrap
from monitor.adapters.clock import VirtualClock
from monitor.daemon import main as daemon_main


def count_commits(kill_after: int | None, log: Path) -> None:
    """Counts every commit of the process into ``log``; kills the process after the given one."""
    seen = [0]

    def committed(_connection: object) -> None:
        seen[0] += 1
        log.write_text(str(seen[0]), encoding="ascii")
        if seen[0] == kill_after:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "commit", committed)


async def serve(app: bootstrap.App) -> None:
    """Turns the real handles until two whole rounds brought nothing new."""
    daemon = daemon_main.make(app)
    stop = asyncio.Event()
    running = asyncio.create_task(daemon.run(stop))
    for _ in range(4):
        await daemon.settle()
    stop.set()
    await running
    await app.parser.aclose()


def run() -> None:
    """Reads the arguments and runs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--database", required=True)
    parser.add_argument("--now", required=True)
    parser.add_argument("--commits", type=Path, required=True)
    parser.add_argument("--sent", type=Path, required=True)
    parser.add_argument("--kill-after", type=int)
    args = parser.parse_args()
    count_commits(args.kill_after, args.commits)
    clock = VirtualClock(datetime.fromisoformat(args.now))
    with args.sent.open("a", encoding="utf-8") as out:
        opened = bootstrap.open_app(config=args.config, database=args.database, clock=clock, out=out)
        cycles = replace(opened.settings.cycles, tick_every=timedelta(milliseconds=20))
        settings = replace(opened.settings, cycles=cycles)
        with bootstrap.App(opened.loaded, settings, opened.known, clock=clock, out=out) as app:
            asyncio.run(serve(app))


if __name__ == "__main__":
    run()
