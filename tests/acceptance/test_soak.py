"""Two days of service in half a minute: nothing leaks, nothing is lost, and a plain replay comes to the same."""

import subprocess
import sys
from pathlib import Path

from benchmarks.result import Result
from benchmarks.soak.__main__ import BEGIN, END, write

ROOT = Path(__file__).parents[2]


def test_two_days_leave_the_daemon_as_it_was() -> None:
    """The short form of ``make soak``: every figure is within its bounds."""
    command = [sys.executable, "-m", "benchmarks.soak", "--days", "2", "--feeds", "24"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "entries lost" in run.stdout
    assert "MISSED" not in run.stdout


def test_the_figures_replace_those_of_the_last_run(tmp_path: Path) -> None:
    """Only what stands between the marks is written anew."""
    document = tmp_path / "README.md"
    document.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    result = Result(name="entries lost", figure=0, budget=0, unit="", note="of 9")
    for days in (1, 2):
        write([result], document, days=days, feeds=3)
    assert document.read_text(encoding="utf-8") == (
        f"before\n{BEGIN}\n2 days, 3 feeds.\n\n| what | figure | at most | |\n|---|---|---|---|\n"
        f"| entries lost | 0 | 0 | of 9 |\n{END}\nafter\n"
    )
