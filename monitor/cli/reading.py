"""``explain`` and ``replay``: how an item is read, and what a sequence of items would have come to."""

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import output
from monitor.cli.options import FormatOption, Options, open_app, parse_border, parse_since
from monitor.cli.output import Format
from monitor.errors import Problem, UsageError

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.extraction.reader import Reader
    from monitor.model.items import Item
    from monitor.model.reports import Reading, Rejected
    from monitor.rules.matching import Match


_BORDER = re.compile("[A-Za-z]{2}-[A-Za-z]{2}")


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (explain, replay):
        app.command()(command)


def explain(
    context: typer.Context,
    item: Annotated[
        str | None, typer.Argument(help="A stored item, by id or address; or a border, such as IR-PK.")
    ] = None,
    text: Annotated[str | None, typer.Option(help="Explain this text as a headline.")] = None,
    file: Annotated[Path | None, typer.Option(help="Explain every item of a JSON Lines file.")] = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Says how an item is read: mentions, reports, mode, what it was almost read as and why not; or why a border is in its state, and what would change that.

    explain --text "Gunmen kill three border guards near Saravan"
    explain https://example.org/news/1
    explain --file items.jsonl --format ndjson
    explain IR-PK
    """
    from monitor.cli import borders, reading_view
    from monitor.pipeline import shapes

    if [item, text, file].count(None) != 2:
        raise UsageError("give one of: a stored item, --text, --file")
    with open_app(context) as app:
        if item and _BORDER.fullmatch(item):
            borders.explain(app, item, fmt=fmt)
            return
        items, outlets, problems = wanted(app, item, text=text, file=file)
        reader = app.reader_for(outlets)
        explained = ((one, *_read(app, reader, one)) for one in items)
        if fmt is Format.TABLE:
            for read in explained:
                output.write(reading_view.render(*read))
        else:
            output.emit_each((shapes.explained(*read) for read in explained), fmt=fmt)
    _finish(problems)


def _read(app: "App", reader: "Reader", item: "Item") -> tuple["Reading", Sequence["Match"], Sequence["Rejected"]]:
    reading = reader.read(item)
    return reading, app.desk_rules.explained(item, reading), reader.rejected(item)


def wanted(
    app: "App", item: str | None, *, text: str | None, file: Path | None = None, grade: str | None = None
) -> tuple[Sequence["Item"], dict, Sequence[Problem]]:  # type: ignore[type-arg]
    """The items that are asked for: those of a file, a text as a headline, or a stored one by id or address; with their outlets. ``grade`` is the
    text's, which has no outlet."""
    if file is not None:
        loaded = app.load_items([file])
        return loaded.items, dict(loaded.outlets), loaded.problems
    if text is not None:
        loaded = app.parse_lines([json.dumps({"id": "text", "title": text, "grade": grade})], path="--text")
        return loaded.items, dict(loaded.outlets), loaded.problems
    found = app.store.item(item or "")
    if found is None:
        raise UsageError(f"no item {item}; {_other_sort(app, item or '')}")
    return [found], {}, ()


def _other_sort(app: "App", wanted: str) -> str:
    """What to do instead for what is stored under this id and is no item."""
    if app.store.incident(wanted):
        return f"an incident is called so: border-monitor incidents show {wanted}"
    if app.store.alert(wanted):
        return f"an alert is called so: border-monitor alerts show {wanted}"
    return "give the id or the address of a stored one, a border, or --text"


def replay(
    context: typer.Context,
    path: Annotated[
        list[Path], typer.Argument(help="JSON Lines files, folders of saved feed documents, or - for standard input.")
    ],
    rules: Annotated[Path | None, typer.Option("--rules", help="Folder with rules.")] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Folder with monitor.yaml and outlets.yaml.")] = None,
    database: Annotated[
        str | None, typer.Option("--database", help="Keep the result here instead of throwing it away.")
    ] = None,
    borders: Annotated[
        str | None, typer.Option("--borders", help="all, or a list such as IR-PK,AF-PK; default: the watch list.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="Let time pass to this instant.")] = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Runs recorded items through the real pipeline on a virtual clock; nothing is sent. CSV has room for the incidents alone.

    replay items.jsonl
    replay items.jsonl --borders all --until 2024-01-19 --format json
    """
    from monitor.cli import reading_view, replaying

    before: Options = context.obj
    context.obj = replace(before, config=config or before.config, rules=rules or before.rules)
    with open_app(context) as app:
        result = replaying.run(app, path, borders=borders_named(app, borders), until=_until(until), database=database)
    if fmt is Format.TABLE:
        output.write(reading_view.render_replay(result.shape))
    elif fmt is Format.CSV:
        output.emit(result.shape["incidents"], [], fmt=fmt)
    else:
        output.write(json.dumps(result.shape, ensure_ascii=False, indent=None if fmt is Format.NDJSON else 1))
    _finish(result.problems)


def _until(text: str | None) -> datetime | None:
    if text and text[-1:] in "smhdw" and text[:-1].isdigit():
        raise UsageError("--until needs a date or time")
    return parse_since(text, now=datetime.min.replace(tzinfo=UTC), option="--until") if text else None


def borders_named(app: "App", text: str | None) -> tuple[str, ...] | str | None:
    """None for the configured watch list, ``all``, or the borders named."""
    if text is None or text == "all":
        return text
    return tuple(b for part in text.split(",") if (b := parse_border(app, part.strip())))


def _finish(problems: Sequence[Problem]) -> None:
    for problem in problems:
        output.complain(problem)
    sys.stdout.flush()
    if problems:
        raise typer.Exit(1)
