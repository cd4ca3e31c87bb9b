"""What the terminal on the other side can do, and wants: colours, a pager for what is longer than it, word of how far long work has come."""

import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from types import FrameType
from typing import TYPE_CHECKING, TextIO, TypeVar

from monitor.config import environment

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")

_ENDING, _ENDED_BY = (signal.SIGTERM, signal.SIGHUP), 128

_PAGER = "less"
_LEAST_HELP, _MOST_HELP = 30, 80
_LESS = "FRX"
"""As git has it: ends at once when all is seen, passes colours on, leaves the text on the screen."""


def has_colours(stream: TextIO) -> bool:
    """Whether colours are shown and welcome: a terminal that isn't dumb, and no ``NO_COLOR`` (https://no-color.org)."""
    variables = environment.snapshot()
    return stream.isatty() and not variables.get("NO_COLOR") and variables.get("TERM") != "dumb"


def width_of_help() -> int:
    """For help texts: as wide as the terminal, within reason."""
    return max(_LEAST_HELP, min(_MOST_HELP, shutil.get_terminal_size().columns) - 2)


@contextmanager
def ended_in_order() -> Iterator[None]:
    """SIGTERM and SIGHUP end what is being done like an exit, so that it puts away its temporary files; the exit code is the shells' for them.

    What is ignored already (``nohup``) stays so.
    """

    def end(number: int, _: FrameType | None) -> None:
        raise SystemExit(_ENDED_BY + number)

    is_main = threading.current_thread() is threading.main_thread()
    ours = [number for number in _ENDING if is_main and signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def page(text: str) -> None:
    """Writes the text; on a terminal that it is too long for, through ``PAGER``: any command, or empty for none."""
    variables = environment.snapshot()
    command = shlex.split(variables.get("PAGER", _PAGER))
    is_wanted = bool(command) and sys.stdout.isatty() and variables.get("TERM") != "dumb"
    found = shutil.which(command[0]) if is_wanted and _height(text) >= shutil.get_terminal_size().lines else None
    if found is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    chosen, options = [found, *command[1:]], {"LESS": _LESS, **variables}
    with (
        suppress(BrokenPipeError, KeyboardInterrupt),
        subprocess.Popen(chosen, stdin=subprocess.PIPE, env=options, text=True, encoding="utf-8") as pager,  # noqa: S603
    ):
        pager.communicate(text)


def _height(text: str) -> int:
    """About how many lines of the terminal it takes, colours and wide signs counted roughly: less looks again."""
    columns = shutil.get_terminal_size().columns
    return sum(1 + max(0, len(line) - 1) // columns for line in text.splitlines())


def tracked(work: Sequence[T], label: str) -> Iterator[T]:
    """The pieces of some work, with word of how many are done."""
    from rich.progress import track

    console = _errors()
    yield from track(work, label, console=console, transient=True, disable=not console.is_terminal)


@contextmanager
def over_time(label: str, begin: datetime, end: datetime) -> Iterator[Callable[[datetime], None]]:
    """For work that goes through a period: tell it where it is."""
    from rich.progress import Progress

    console = _errors()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(label, total=max(1.0, (end - begin).total_seconds()))
        yield lambda now: progress.update(task, completed=(now - begin).total_seconds())


@contextmanager
def busy(label: str) -> Iterator[None]:
    """For work of which nobody knows how long it takes."""
    console = _errors()
    if not console.is_terminal:
        yield
        return
    with console.status(label):
        yield


def _errors() -> "Console":
    """Word of progress doesn't belong into the result, nor into what isn't looked at."""
    from rich.console import Console

    return Console(stderr=True)
