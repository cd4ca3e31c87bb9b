"""One line of the table, and how time and memory are taken."""

import gc
import os
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One figure. With a ``floor`` (the least that the same work can cost, from the same run) the line shows the ratio too.

    ``budget`` is for the ratio when ``unit`` is ``x`` (figure and floor are in ``floor_unit`` then), else for the figure, in ``unit``.
    """

    name: str
    figure: float
    budget: float
    unit: str
    floor: float | None = None
    floor_name: str = ""
    floor_unit: str = "ms"
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the budget is kept."""
        return self.judged <= self.budget

    @property
    def judged(self) -> float:
        """What the budget is for."""
        return self.figure / self.floor if self.unit == "x" and self.floor else self.figure

    @property
    def shown(self) -> str:
        """What is judged, with its unit."""
        return f"{self.judged:.2f} {self.unit}" if self.unit else f"{self.judged:g}"

    def __str__(self) -> str:
        unit = self.floor_unit if self.unit == "x" else self.unit
        ratio = f"{self.figure / self.floor:6.2f} x {self.floor_name} {self.floor:.3f}" if self.floor else ""
        budget = f"{self.budget:g} {self.unit}"
        verdict = "ok" if self.met else "MISSED"
        return (
            f"{self.name:52} {self.figure:9.3f} {unit:5} {ratio:32} budget {budget:8} {verdict:6} {self.note}".rstrip()
        )


def timed(call: Callable[[], object], *, times: int = 3) -> float:
    """Median wall time in seconds."""
    return statistics.median(_one(call, time.perf_counter) for _ in range(times))


def worked(call: Callable[[], object], *, times: int = 3) -> float:
    """Median processor time of this process in seconds."""
    return statistics.median(_one(call, time.process_time) for _ in range(times))


def one_by_one(calls: Iterable[Callable[[], object]]) -> list[float]:
    """Processor seconds of each call. Garbage is collected once before all: a collection walks through everything that is loaded and leaves
    the processor's caches cold, which then is what would be measured."""
    gc.collect()
    taken = []
    for call in calls:
        began = time.process_time()
        call()
        taken.append(time.process_time() - began)
    return taken


def _one(call: Callable[[], object], clock: Callable[[], float]) -> float:
    gc.collect()
    began = clock()
    call()
    return clock() - began


def children(but: Iterable[int] = ()) -> list[int]:
    """Processes that this one started and that still run."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return [int(pid) for pid in listed if int(pid) not in set(but)]


def tree_work(but: Iterable[int] = ()) -> float:
    """Processor seconds of this process and its children up to now."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = time.process_time()
    for pid in children(but):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / ticks
    return total


def tree_memory(but: Iterable[int] = ()) -> float:
    """Memory of this process and its children in MiB, pages that they share counted once."""
    return sum(_proportional(pid) for pid in (os.getpid(), *children(but))) / 1024


def _proportional(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
