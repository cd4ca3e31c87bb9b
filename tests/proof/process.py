"""How the proof starts a daemon, hundreds of times."""

from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.support import forking


@dataclass(frozen=True)
class Stop:
    """At a boundary for the ``turn``-th time, of all or of one ``kind`` ("after record_poll").

    A run in which two changes fell into one commit has other numbers than the next one, but nearly the same turns of a kind.
    """

    turn: int
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Order:
    """How to run: with which files, in which environment, and at which boundary to stop."""

    config: Path
    database: str
    clock: Path
    boundaries: Path
    full: Path
    log: Path
    environment: Mapping[str, str]
    stop_at: Stop | None = None


def start(order: Order) -> BaseProcess:
    """The daemon as a new process. ``order.log`` must be a pipe that is being read."""
    started = forking.process(_run, order)
    started.start()
    return started


def _run(order: Order) -> None:
    from tests.proof import daemon

    daemon.run(order)
