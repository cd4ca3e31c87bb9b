"""Processes that are forked from one that has imported everything: imports are most of what a start costs.

In all else they are processes of their own: folder, environment, input and output, signals, exit code. The process that is forked from isn't the
one that asks, which has threads.
"""

import io
import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import reduction
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_IMPORTED = (
    *("monitor.cli.main", "monitor.daemon.main", "monitor.daemon.status", "monitor.adapters.store", "monitor.adapters.http.fetch"),
    *("monitor.adapters.delivery.sender", "monitor.pipeline.shapes", "monitor.pipeline.replay", "monitor.bootstrap.situating"),
    *("rich.console", "rich.table", "rich.progress", "pytest", "tests.proof.daemon", "tests.proof.scenarios"),
)  # fmt: skip
"""Programs and what they import when they need it, and what those import that start one: a new process imports its parent's main module again."""


def process(target: Callable[..., None], *arguments: object) -> BaseProcess:
    """One that calls ``target``, a function of a module; not started yet."""
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(list(_IMPORTED))
    os.environ["PYTHONPATH"] = str(ROOT)  # where the process that is forked from finds all this
    return forking.Process(target=target, args=arguments, daemon=True)


@dataclass(frozen=True)
class Descriptor:
    """An open file of ours, by number, that the new process gets a number of its own for."""

    number: int

    def __reduce__(self) -> tuple[Any, ...]:
        return _opened, (reduction.DupFd(self.number),)


def _opened(passed: Any) -> Descriptor:
    return Descriptor(passed.detach())


def program(
    arguments: Sequence[str], *, cwd: Path, environment: Mapping[str, str], files: tuple[int, int, int]
) -> BaseProcess:
    """``border-monitor`` with these arguments and standard files, started."""
    started = process(_border_monitor, tuple(arguments), cwd, dict(environment), tuple(map(Descriptor, files)))
    started.start()
    return started


def _border_monitor(
    arguments: tuple[str, ...], cwd: Path, environment: dict[str, str], files: tuple[Descriptor, ...]
) -> None:
    from monitor.cli.main import main

    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    for number, file in enumerate(files):
        os.dup2(file.number, number)
        os.close(file.number)
    # As the interpreter opens them.
    at_once = bool(os.isatty(1) or environment.get("PYTHONUNBUFFERED"))
    sys.stdin = _text(0, "rb")
    sys.stdout = _text(1, "wb", line_buffering=at_once)
    sys.stderr = _text(2, "wb", line_buffering=True)
    sys.argv = ["border-monitor", *arguments]
    main(arguments)


def _text(number: int, mode: str, *, line_buffering: bool = False) -> io.TextIOWrapper:
    return io.TextIOWrapper(os.fdopen(number, mode, closefd=False), encoding="utf-8", line_buffering=line_buffering)
