"""What a long run is judged by: taken four times a day of the virtual clock, after the garbage was collected."""

import asyncio
import gc
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.result import Result, children, tree_memory
from monitor.bootstrap import App

SETTLING = 1 / 5
"""Of the run: the time in which caches fill and the parser's children start."""
GROWTH = 1.1
LOG_MIB = 64
ROOM = 6
"""More of anything countable is a leak; fewer may be one more child of the parser, which a busy machine asks for, with its pipes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """At one time. ``day`` is the time since the start, ``memory`` (MiB) is of the daemon and its children; ``database`` and ``log`` (bytes) are SQLite's two files."""

    day: float
    memory: float
    descriptors: int
    threads: int
    processes: int
    tasks: int
    database: int
    log: int
    items: int
    incidents: int


def taken(app: App, database: Path, *, day: float, but: int) -> Vitals:
    """Now; the process ``but`` isn't the daemon's."""
    gc.collect()
    log = database.with_name(f"{database.name}-wal")
    counts = app.store.counts()
    return Vitals(
        day=day,
        memory=tree_memory([but]),
        descriptors=sum(1 for _ in Path("/proc/self/fd").iterdir()),
        threads=threading.active_count(),
        processes=len(children([but])),
        tasks=len(asyncio.all_tasks()),
        database=database.stat().st_size,
        log=log.stat().st_size if log.exists() else 0,
        items=counts.items,
        incidents=counts.incidents,
    )


def judged(days: Sequence[Vitals]) -> list[Result]:
    """Whether the end of the run is as its beginning was, once it had settled."""
    settled = days[int(len(days) * SETTLING) :]
    early, late = settled[: len(settled) // 2], settled[len(settled) // 2 :]
    return [
        Result(
            name="memory of the daemon and its children, most in the second half",
            figure=max(one.memory for one in late),
            floor=max(one.memory for one in early),
            floor_name="first half",
            floor_unit="MiB",
            budget=GROWTH,
            unit="x",
            note=f"{days[0].memory:.0f} to {days[-1].memory:.0f} MiB",
        ),
        *(_no_more(name, early, late) for name in ("descriptors", "threads", "processes", "tasks")),
        Result(
            name="bytes in the database for each item, at the end",
            figure=days[-1].database / days[-1].items,
            floor=early[-1].database / early[-1].items,
            floor_name="half-way",
            floor_unit="bytes",
            budget=GROWTH,
            unit="x",
            note=f"{days[-1].database / 2**20:.0f} MiB for {days[-1].items:,} items, {days[-1].incidents:,} incidents",
        ),
        Result(name="SQLite's log, most", figure=max(one.log for one in days) / 2**20, budget=LOG_MIB, unit="MiB"),
    ]


def _no_more(name: str, early: Sequence[Vitals], late: Sequence[Vitals]) -> Result:
    before, after = (max(int(getattr(one, name)) for one in half) for half in (early, late))
    return Result(
        name=f"{name}, most in the second half",
        figure=after,
        budget=before + ROOM,
        unit="",
        note=f"first half {before}",
    )
