"""Documents that show the program: their blocks, and their sessions played again."""

import re
import shlex
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from tests.support.program import ROOT, Daemon, Ended, border_monitor

_BLOCK = re.compile(r"^```(\w+)(?: (title|file)=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
STOP = "kill %1"


class Block(NamedTuple):
    """One fenced block; ``how`` is ``file`` for what is to be written to ``name``, ``title`` for what is quoted from it."""

    language: str
    how: str
    name: str
    body: str


def blocks(document: Path) -> list[Block]:
    """In their order."""
    return [Block(*found) for found in _BLOCK.findall(document.read_text(encoding="utf-8"))]


def in_a_process(arguments: Sequence[str], folder: Path) -> Ended:
    """As a user in this folder would run it."""
    return border_monitor(*arguments, home=folder, cwd=folder)


def play(
    session: Iterable[Block],
    folder: Path,
    *,
    alike: Callable[[str, str], bool],
    run: Callable[[Sequence[str], Path], Ended] = in_a_process,
) -> Sequence[str]:
    """Writes the files and runs the commands in an empty folder, in their order, and returns the commands.

    ``alike``: what was printed, and what the document says. ``run &`` starts a daemon, which ``kill %1`` or the end of the session stops.
    """
    ran = []
    with ExitStack() as running:
        for block in session:
            if block.how == "file":
                (folder / block.name).parent.mkdir(parents=True, exist_ok=True)
                (folder / block.name).write_text(block.body, encoding="utf-8")
            for command, expected in _COMMAND.findall(block.body) if block.language == "console" else ():
                ran.append(command)
                shown = _shown(command, folder, run, running)
                assert alike(shown, expected), f"$ {command}\n{shown}"
    return ran


def _shown(command: str, folder: Path, run: Callable[[Sequence[str], Path], Ended], running: ExitStack) -> str:
    """What a command printed, errors first, without the folders that we happen to be in."""
    if command == STOP:
        running.close()
        return ""
    program, *arguments = shlex.split(command)
    assert program == "border-monitor", command
    if arguments[-2:] == ["run", "&"]:
        running.enter_context(Daemon(*arguments[:-2], home=folder, cwd=folder)).until("started")
        return ""
    ended = run(arguments, folder)
    return (ended.err + ended.out).replace(f"{ROOT}/", "").replace(f"{folder}/", "")
