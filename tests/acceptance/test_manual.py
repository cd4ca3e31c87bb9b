"""The manual of the rule language says what is so: its commands are run again, its pieces of YAML stand in the files they name."""

import re
from pathlib import Path

from monitor.rules import lint
from tests.support.documents import blocks, play
from tests.support.program import ROOT

PAGE = ROOT / "rules" / "README.md"
MANUAL = PAGE.read_text(encoding="utf-8")
BLOCKS = blocks(PAGE)
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
    ran = play(BLOCKS, tmp_path, alike=lambda *both: len({CHANGING.sub("…", each) for each in both}) == 1)
    assert len(ran) >= 6


def test_every_warning_is_explained() -> None:
    """The table has each code that the linter's own page names."""

    codes = re.findall(r"^    ([a-z-]+) {2,}", lint.__doc__ or "", re.MULTILINE)
    assert len(codes) >= 5
    assert [code for code in codes if f"`{code}`" not in MANUAL] == []
