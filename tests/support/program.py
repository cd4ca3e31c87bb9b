"""The program as a user runs it: a process of its own, with its output and exit code."""

import io
import os
import pty
import subprocess
import sys
import termios
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from monitor.cli.main import main
from tests.support import forking
from tests.support.rules import CACHE

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ended:
    """What a command came to."""

    code: int
    out: str
    err: str


def border_monitor(
    *arguments: str | Path, home: Path, stdin: str = "", timeout: float = 120, cwd: Path = ROOT
) -> Ended:
    """Runs ``border-monitor`` with its state below ``home``."""
    variables = {**environment(home), "COLUMNS": "200"}
    with ExitStack() as opened:
        given, out, err = (opened.enter_context(TemporaryFile("w+", encoding="utf-8")) for _ in range(3))
        given.write(stdin)
        given.seek(0)
        files = given.fileno(), out.fileno(), err.fileno()
        process = forking.program(list(map(str, arguments)), cwd=cwd, environment=variables, files=files)
        code = _ended(process, timeout)
        out.seek(0)
        err.seek(0)
        return Ended(code, out.read(), err.read())


def from_nothing(*arguments: str | Path, home: Path, timeout: float = 120, cwd: Path = ROOT) -> Ended:
    """The same in an interpreter of its own, as a shell starts it."""
    command = [sys.executable, "-m", "monitor", *map(str, arguments)]
    variables = {**environment(home), "COLUMNS": "200"}
    ended = subprocess.run(
        command, cwd=cwd, env=variables, capture_output=True, text=True, timeout=timeout, check=False
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def _ended(process: BaseProcess, timeout: float) -> int:
    """Its exit code. Raises TimeoutError for one that doesn't end."""
    process.join(timeout)
    if process.exitcode is None:
        process.kill()
        process.join()
        raise TimeoutError(f"not done within {timeout:g} s")
    code = process.exitcode
    process.close()
    return code


class Daemon:
    """``border-monitor run`` as a process of its own, and what it said so far: alerts and log. Use as a context manager."""

    def __init__(self, *arguments: str | Path, home: Path, cwd: Path = ROOT) -> None:
        variables = {**environment(home), "PYTHONUNBUFFERED": "1"}
        reading, writing = os.pipe()
        with Path(os.devnull).open() as nothing:
            files = nothing.fileno(), writing, writing
            command = [*map(str, arguments), "run"]
            self._process = forking.program(command, cwd=cwd, environment=variables, files=files)
        os.close(writing)
        self._lines = os.fdopen(reading, encoding="utf-8")
        self.said: list[str] = []

    def until(self, words: str) -> None:
        """Waits until it says them."""
        for line in self._lines:
            self.said.append(line)
            if words in line:
                return
        raise AssertionError(f"never said: {words}", self.said)

    def __enter__(self) -> "Daemon":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        with self._lines:
            self.until("stopped")
            assert _ended(self._process, 30) == 0


def here(*arguments: str | Path) -> Ended:
    """Runs ``border-monitor`` in this process: for those who give many commands."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main(list(map(str, arguments)))
    code = ended.value.code
    return Ended(code if isinstance(code, int) else 0, out.getvalue(), err.getvalue())


def on_a_terminal(*arguments: str | Path, home: Path, lines: int = 24, columns: int = 120, **variables: str) -> str:
    """What ``border-monitor`` shows on a terminal of this size, escape sequences included."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (lines, columns))
    variables = {**environment(home), "TERM": "xterm-256color", **variables}
    for size in ("LINES", "COLUMNS"):
        variables.pop(size, None)  # the terminal's own is to be asked for
    command = list(map(str, arguments))
    process = forking.program(command, cwd=ROOT, environment=variables, files=(theirs, theirs, theirs))
    os.close(theirs)
    shown = b"".join(iter(lambda: _read(ours), b""))
    _ended(process, 60)
    os.close(ours)
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other side is closed
        return b""


def environment(home: Path) -> dict[str, str]:
    """That of a user whose home this is."""
    return {
        **os.environ,
        "XDG_STATE_HOME": str(home),
        "XDG_CACHE_HOME": str(CACHE),  # one for all: compiling the shipped rules takes longer than most commands
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }


def configuration(folder: Path, *, monitor: str = "", outlets: str = "") -> Path:
    """A folder with monitor.yaml and outlets.yaml; what is not given is the smallest that works."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "monitor.yaml").write_text(
        monitor
        or "schema_version: 1\nwatch: [IR-PK]\nchannels: {screen: {print: true}}\nroutes: [{to: [screen]}]\nfeeds: {allow_hosts: [localhost, 127.0.0.1]}\n",
        encoding="utf-8",
    )
    (folder / "outlets.yaml").write_text(outlets or "schema_version: 1\noutlets: []\n", encoding="utf-8")
    return folder
