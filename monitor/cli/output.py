"""How listings leave the program: a table on a terminal, tab-separated when piped, or JSON, NDJSON, CSV.

Everything that came from the news is made printable first, and CSV cells that a spreadsheet would run are neutralised.
"""

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO
from zoneinfo import ZoneInfo

from monitor.cli import terminal
from monitor.errors import UnavailableError, UsageError
from monitor.text import printable

if TYPE_CHECKING:
    from rich.table import Table

Row = dict[str, Any]
Column = tuple[str, Callable[[Row], Any]]


class Format(StrEnum):
    """How a listing is printed."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"


def emit(rows: Sequence[Row], columns: Sequence[Column], *, fmt: Format, empty: str = "nothing") -> None:
    """Prints the rows. Tables show ``columns``; the machine formats carry every field."""
    if fmt is Format.JSON:
        write(json.dumps(list(rows), ensure_ascii=False, indent=1))
    elif fmt is Format.NDJSON:
        for row in rows:
            write(json.dumps(row, ensure_ascii=False))
    elif fmt is Format.CSV:
        if rows:
            write(_csv(rows).rstrip("\r\n"))
    elif sys.stdout.isatty():
        _table(rows, columns, empty=empty)
    else:
        for row in rows:
            write("\t".join(cell(get(row)) for _, get in columns))


def emit_each(rows: Iterable[Row], *, fmt: Format) -> None:
    """The same for machines alone: NDJSON leaves row by row, however many there are."""
    if fmt is not Format.NDJSON:
        emit(list(rows), [], fmt=fmt)
        return
    for row in rows:
        emit([row], [], fmt=fmt)


def write(text: str) -> None:
    """One piece of output and a line break; unprintable characters never reach the terminal."""
    sys.stdout.write(printable.printable(text) + "\n")


def complain(text: object) -> None:
    """One line beside the output; what it quotes of a file or a feed reaches no terminal unprintable either."""
    sys.stderr.write(printable.printable(str(text)) + "\n")


@contextmanager
def opened(out: Path | None) -> Iterator[TextIO]:
    """A file to write into, or the standard output. The file appears whole or not at all. Raises UsageError or UnavailableError for one that can't be written."""
    if out is None:
        yield sys.stdout
        return
    if out.is_dir():
        raise UsageError(f"{out} is a folder; name a file")
    unfinished = out.with_name(f"{out.name}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(out)
    except OSError as error:
        raise UnavailableError(f"{out} can't be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def write_styled(rows: Iterable[Sequence[tuple[str, str]]]) -> None:
    """Rows of texts with their styles, in colour on a terminal unless NO_COLOR is set; for our own texts, never for the news'."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for row in rows:
        console.print(Text.assemble(*row), soft_wrap=True)


def is_unicode() -> bool:
    """Whether more than ASCII can be shown."""
    return (sys.stdout.encoding or "").lower().startswith("utf")


def columns_beside(margin: int, *, most: int, least: int = 20) -> int:
    """How many columns there are to draw in, beside a margin."""
    return min(most, max(least, shutil.get_terminal_size().columns - margin - 1))


@contextmanager
def paged() -> Iterator[None]:
    """What is written meanwhile goes through the pager if it is longer than the terminal."""
    if not sys.stdout.isatty():
        yield
        return
    held = _Screen(sys.stdout)
    try:
        with redirect_stdout(held):
            yield
    finally:
        terminal.page(held.getvalue())


class _Screen(io.StringIO):
    """Holds back what is written to a terminal, and otherwise passes for it."""

    def __init__(self, of: TextIO) -> None:
        super().__init__()
        self._of = of

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._of.encoding

    def isatty(self) -> bool:
        return True


def cell(value: object) -> str:
    """A value as one line of text without tabs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return printable.one_line(str(value), longest=400)


def when(zone: str) -> Callable[[str | None], str]:
    """A reader of machine times for people: the configured zone, to the minute."""
    local = ZoneInfo(zone)

    def show(text: str | None) -> str:
        return datetime.fromisoformat(text).astimezone(local).strftime("%Y-%m-%d %H:%M %Z") if text else ""

    return show


def some(number: int, noun: str) -> str:
    """``1 item``, ``2 items``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _csv(rows: Sequence[Row]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer.writerow(names)
    writer.writerows([_safe(row.get(name)) for name in names] for row in rows)
    return buffer.getvalue()


def _safe(value: object) -> object:
    structured = isinstance(value, dict | list)
    return printable.spreadsheet_safe(json.dumps(value, ensure_ascii=False) if structured else value)


def _table(rows: Sequence[Row], columns: Sequence[Column], *, empty: str) -> None:
    from rich.console import Console

    from monitor.cli import records

    if not rows:
        write(empty)
        return
    console, names = Console(highlight=False), [name for name, _ in columns]
    shown = [[printable.isolated(cell(get(row))) for _, get in columns] for row in rows]
    if records.is_too_wide(names, shown, width=console.width):
        for line in records.lines(names, shown, width=console.width):
            console.print(line)
    else:
        console.print(table_of(rows, columns))


def table_of(rows: Sequence[Row], columns: Sequence[Column], *, give_way: frozenset[str] | None = None) -> "Table":
    """The rows as a table for a terminal. With ``give_way`` each takes one line, and those columns are cut where there is no room."""
    from rich.table import Table
    from rich.text import Text

    one_line = give_way is not None
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, _ in columns:
        table.add_column(name, overflow="fold", no_wrap=one_line and name not in (give_way or ()))
    for row in rows:
        cells = (printable.isolated(cell(get(row))) for _, get in columns)
        table.add_row(*(Text(text, no_wrap=one_line, overflow="ellipsis" if one_line else "fold") for text in cells))
    return table


def pick(name: str) -> Callable[[Row], Any]:
    """A column that is a field."""
    return lambda row: row.get(name)
