"""The program as a user runs it: a process of its own, with its output and exit code."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from monitor.cli.main import main
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
    environment = {
        **os.environ,
        "XDG_STATE_HOME": str(home),
        "XDG_CACHE_HOME": str(CACHE),  # one for all: compiling the shipped rules takes longer than most commands
        "HOME": str(home),
        "COLUMNS": "200",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "monitor", *map(str, arguments)]
    ended = subprocess.run(
        command, cwd=cwd, env=environment, input=stdin, capture_output=True, text=True, timeout=timeout, check=False
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def here(*arguments: str | Path) -> Ended:
    """Runs ``border-monitor`` in this process: for those who give many commands."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main(list(map(str, arguments)))
    code = ended.value.code
    return Ended(code if isinstance(code, int) else 0, out.getvalue(), err.getvalue())


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
