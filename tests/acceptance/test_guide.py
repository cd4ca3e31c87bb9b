"""The guide to running it says what is so: its commands are run again, and all that it and the other pages name is there."""

import re
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path

import pytest

from tests.support.documents import blocks, play
from tests.support.program import ROOT, environment, here
from tests.unit.cli.test_every_command import COMMANDS

GUIDE = ROOT / "config" / "README.md"
PAGES = (ROOT / "README.md", GUIDE, *sorted(ROOT.glob("[brt]*/**/README.md")), ROOT / "SECURITY.md")


def alike(shown: str, expected: str) -> bool:
    """Word for word, but for ``...``."""
    return OutputChecker().check_output(expected, shown, ELLIPSIS)


def test_the_sessions_give_what_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first day and the operations, in an empty folder, without a network."""
    monkeypatch.chdir(tmp_path)
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    ran = play(blocks(GUIDE), tmp_path, alike=alike, run=lambda arguments, _: here(*arguments))
    assert len(ran) >= 12


def test_every_command_that_is_named_is_one() -> None:
    """Also where it is named in passing, and in what only a machine with systemd or a network can run."""
    named = re.findall(
        r"(?:^|`|\$ )border-monitor ([a-z]+(?: [a-z]+)?)", GUIDE.read_text(encoding="utf-8"), re.MULTILINE
    )
    unknown = [words for words in named if not any(words.startswith(path) for path in COMMANDS)]
    assert len(named) >= 20
    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_and_target_that_is_named_is_there(page: Path) -> None:
    """Of those that come with the program."""
    said = page.read_text(encoding="utf-8")
    files = re.findall(r"`((?:config|rules|systemd|benchmarks|monitor|tests)/[\w./-]*|[A-Z]\w+\.md|Dockerfile)`", said)
    assert [name for name in files if not (ROOT / name).exists() and name != "config/channel-url"] == []
    targets = set(re.findall(r"(?:`|^    )make ([a-z]+)", said, re.MULTILINE))
    assert targets <= set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
