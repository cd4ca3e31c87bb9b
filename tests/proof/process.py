"""How the proof starts a daemon: as a process forked from one that has imported everything.

Hundreds of starts would take most of the time of the proof otherwise. The process that is forked from is not the proof's own, which has
threads.
"""

import multiprocessing
import os
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

ROOT = Path(__file__).parents[2]
_IMPORTED = ("tests.proof.daemon", "tests.proof.scenarios", "tests.support.postgresql", "pytest")
"""The daemon, and what the programs import that start one: a new process imports its parent's main module again."""


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
    stop_at: int | None = None


def start(order: Order) -> BaseProcess:
    """The daemon as a new process. ``order.log`` must be a pipe that is being read."""
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(list(_IMPORTED))
    os.environ["PYTHONPATH"] = str(ROOT)  # where the process that is forked from finds this module
    process = forking.Process(target=_run, args=(order,), daemon=True)
    process.start()
    return process


def _run(order: Order) -> None:
    from tests.proof import daemon

    daemon.run(order)
