"""The table that the proof prints, the same as JSON, and the block of the page that holds its figures."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

from tests.proof.scenarios import Row

PAGE = Path(__file__).with_name("README.md")
HEADINGS = ("scenario", "runs", "kills survived", "messages expected", "lost", "duplicates", "allowed", "dead letters")
FIGURES = tuple(each.name for each in fields(Row) if each.name not in {"scenario", "broken"})
_BLOCK = re.compile(r"(<!-- make prove -->\n)(.*?)(<!-- end of make prove -->\n)", re.DOTALL)


def cells(row: Row) -> tuple[str, ...]:
    """A row under the headings."""
    return (row.scenario, *(str(getattr(row, name)) for name in FIGURES))


def table(rows: Sequence[Row]) -> str:
    """In Markdown, with columns that a terminal shows in line."""
    lines = [HEADINGS, *map(cells, rows), cells(total(rows))]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADINGS))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    shown = [[lines[0][0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(lines[0][1:], widths[1:], strict=True))], rule]
    shown += [
        [line[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(line[1:], widths[1:], strict=True))]
        for line in lines[1:]
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in shown)


def total(rows: Sequence[Row]) -> Row:
    """All of them together."""
    return sum(rows, start=Row(scenario="together", runs=0))


def as_json(rows: Sequence[Row]) -> str:
    """The rows, and in words what was broken."""
    return json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n"


def block(page: str) -> str:
    """What stands in the page's block."""
    found = _BLOCK.search(page)
    return found[2] if found else ""


def with_block(page: str, rows: Sequence[Row]) -> str:
    """The page with these figures in its block. Raises ValueError when it has none."""
    written, times = _BLOCK.subn(lambda found: found[1] + table(rows) + found[3], page)
    if times != 1:
        raise ValueError(f"{PAGE.name} should have one block for the figures of make prove")
    return written
