"""The manual of the rule language says what is so: its commands are run again, its pieces of YAML stand in the files they name."""

import re
import shlex
from contextlib import ExitStack
from pathlib import Path

from monitor.rules import lint
from tests.support.program import ROOT, Daemon, border_monitor

MANUAL = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (title|file)=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall(MANUAL)
CHANGING = re.compile(r"\b[0-9a-f]{12}\b|\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\b")
"""Names of rulebooks, and when it was: no two runs have them alike."""


def test_quoted_yaml_stands_in_the_file() -> None:
    """Word for word."""
    quoted = [(name, body) for _, how, name, body in BLOCKS if how == "title"]
    assert len(quoted) >= 4
    for name, body in quoted:
        assert body in (ROOT / "rules" / name).read_text(encoding="utf-8"), name


def test_the_session_gives_what_is_recorded(tmp_path: Path) -> None:
    """The files are written and the commands run in an empty folder, in their order."""
    ran, running = 0, ExitStack()
    for language, how, name, body in BLOCKS:
        if how == "file":
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(body, encoding="utf-8")
        elif language == "console":
            for command, expected in re.findall(r"^\$ border-monitor (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
                ran += 1
                if command.endswith(" run &"):
                    before = shlex.split(command.removesuffix(" run &"))
                    daemon = running.enter_context(Daemon(*before, home=tmp_path, cwd=tmp_path))
                    daemon.until("started")
                    continue
                ended = border_monitor(*shlex.split(command), home=tmp_path, cwd=tmp_path)
                shown = (ended.err + ended.out).replace(f"{ROOT}/", "").replace(f"{tmp_path}/", "")
                assert CHANGING.sub("…", shown) == CHANGING.sub("…", expected), command
    running.close()
    assert ran >= 6


def test_every_warning_is_explained() -> None:
    """The table has each code that the linter's own page names."""

    codes = re.findall(r"^    ([a-z-]+) {2,}", lint.__doc__ or "", re.MULTILINE)
    assert len(codes) >= 5
    assert [code for code in codes if f"`{code}`" not in MANUAL] == []
