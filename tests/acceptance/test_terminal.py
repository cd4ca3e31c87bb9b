"""The program on a terminal: tables, a pager, colours, and a shell that completes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.program import ROOT, border_monitor, on_a_terminal
from tests.support.rules import CACHE

BOLD = "\x1b[1m"
BIN = Path(sys.executable).parent


def test_what_is_longer_than_the_terminal_is_paged(tmp_path: Path) -> None:
    """By the pager that the user names, and only then; what fits, or is piped, goes straight out."""
    pager = {"PAGER": "sed s/^/paged:/"}
    paged = on_a_terminal("rules", "list", home=tmp_path, **pager)
    assert paged.count("paged:") > 24
    assert BOLD in paged
    straight = on_a_terminal("rules", "list", home=tmp_path, PAGER="")
    assert straight.replace("\r", "") == paged.replace("\r", "").replace("paged:", "")
    assert "paged:" not in on_a_terminal("channels", "list", home=tmp_path, **pager)


def test_a_page_of_many_parts_is_paged_whole(tmp_path: Path) -> None:
    """Drawings and all; and without a colour for who wants none."""
    paged = on_a_terminal("borders", "show", "IR-PK", home=tmp_path, lines=8, PAGER="sed s/^/paged:/", NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*[34]\d", paged)
    assert paged.count("paged:") > 8
    assert not [line for line in paged.splitlines() if not line.startswith("paged:")]


def test_whatever_is_long_is_paged_and_complaints_are_not(tmp_path: Path) -> None:
    """A command needn't ask for it; what has been said is shown, though it ends badly."""
    items = tmp_path / "items.jsonl"
    items.write_text('{"title": "Gunmen kill three border guards near Saravan"}\nnonsense\n', encoding="utf-8")
    shown = on_a_terminal("explain", "--file", items, home=tmp_path, lines=4, PAGER="sed s/^/paged:/").splitlines()
    complaints = [line for line in shown if not line.startswith("paged:")]
    assert [("items.jsonl:2" in line) for line in complaints] == [True]
    assert len(shown) > 4


def test_nothing_to_show_is_said(tmp_path: Path) -> None:
    """In words, where somebody looks."""
    assert "no incidents" in on_a_terminal("incidents", "list", home=tmp_path)


@pytest.mark.skipif(
    shutil.which("bash") is None or not (BIN / "border-monitor").exists(), reason="needs bash and the installed program"
)
def test_bash_completes(tmp_path: Path) -> None:
    """Commands and options, out of what `completion bash` prints, in a real shell."""
    asked = """
        source <(border-monitor completion bash)
        COMP_WORDS=(border-monitor incidents re) COMP_CWORD=2
        _border_monitor_completion border-monitor
        echo "${COMPREPLY[@]}"
    """
    environment = {
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(CACHE),
        "HOME": str(tmp_path),
    }
    ended = subprocess.run(
        ["bash", "-c", asked], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.stdout.split(), ended.stderr) == (["retract"], "")


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_have_their_own(shell: str, tmp_path: Path) -> None:
    """In their own words; a shell that is installed finds no mistake in them."""
    script = border_monitor("completion", shell, home=tmp_path)
    assert script.code == 0
    assert f"_BORDER_MONITOR_COMPLETE=complete_{shell}" in script.out
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script.out, text=True, check=True, timeout=60)
