"""``rules backtest`` and ``rules diff``: what these or other rules would have made of news that there was."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli import output
from monitor.cli.options import FormatOption, Options, SinceOption, open_app, parse_since
from monitor.cli.output import Column, Format, Row, pick
from monitor.errors import UsageError

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.pipeline.items_in import LoadedItems

FilesOption = Annotated[
    list[Path] | None, typer.Option("--file", metavar="<path>", help="Items as JSON Lines; may be given again.")
]
BordersOption = Annotated[
    str | None, typer.Option("--borders", help="all, or a list such as IR-PK,AF-PK; default: the watch list.")
]

_DEFAULT_SINCE = "90d"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (backtest, diff):
        app.command()(command)


def backtest(
    context: typer.Context,
    since: SinceOption = None,
    file: FilesOption = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", help="Judge by this folder, and compare with the loaded rules.")
    ] = None,
    borders: BordersOption = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Plays the stored news of the last 90 days, or of files, and tells day by day what fires and would be sent; sends nothing.

    With --rules the exit code is 1 when those rules would have said anything else than the loaded ones.

    rules backtest --since 90d
    rules backtest --rules my-rules --file items.jsonl --borders all
    """
    from monitor.pipeline import comparing

    if since and file:
        raise UsageError("give one of: --since, --file")
    with open_app(context) as app:
        loaded = app.load_items(file) if file else app.stored_items(_since(since, app))
        shape = _played(app, loaded, borders, label="loaded rules")
    changes: Sequence[Row] = ()
    if rules is not None:
        with _app_by(context, rules) as other:
            tried = _played(other, loaded, borders, label=str(rules))
        changes = [_row(d) for d in comparing.differences(shape, tried) if d.happening.kind in comparing.FIRED]
        shape = tried
    _tell(comparing.days(shape), changes, compared=rules is not None, fmt=fmt)
    _end(loaded, found=bool(changes))


def diff(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(help="A folder of rules.")],
    new: Annotated[Path, typer.Argument(help="Another.")],
    file: FilesOption = None,
    borders: BordersOption = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Plays the same news by two folders of rules and lists the incidents, firings, states and alerts that differ; exit code 1 when any does.

    rules diff rules my-rules --file items.jsonl
    """
    from monitor.pipeline import comparing

    if not file:
        raise UsageError("--file is needed: the items to try both on")
    with _app_by(context, old) as app:
        loaded = app.load_items(file)
        before = _played(app, loaded, borders, label=str(old))
    with _app_by(context, new) as app:
        after = _played(app, loaded, borders, label=str(new))
    changes = [_row(difference) for difference in comparing.differences(before, after)]
    output.emit(changes, _CHANGES, fmt=fmt, empty="no difference")
    _end(loaded, found=bool(changes))


def _since(text: str | None, app: "App") -> datetime:
    now = app.clock.now()
    return parse_since(text or _DEFAULT_SINCE, now=now) or now


def _app_by(context: typer.Context, rules: Path) -> "App":
    """The same configuration with other rules."""
    before: Options = context.obj
    context.obj = Options(config=before.config, rules=rules, database=before.database, verbose=before.verbose)
    try:
        return open_app(context)
    finally:
        context.obj = before


def _played(app: "App", loaded: "LoadedItems", borders: str | None, *, label: str) -> dict[str, Any]:
    from monitor.cli import reading, replaying

    watch = replaying.watch_for(app, reading.borders_named(app, borders))
    with _progress(loaded, label) as step:
        return replaying.play(app, loaded, watch=watch, after_step=step)


@contextmanager
def _progress(loaded: "LoadedItems", label: str) -> Iterator[Callable[[datetime], None]]:
    """A bar over the span of time that the items cover, on a terminal only."""
    if not loaded.items or not sys.stderr.isatty():
        yield lambda _: None
        return
    start, end = loaded.items[0].seen_at, loaded.items[-1].seen_at
    length = max(1, int((end - start).total_seconds()))
    with typer.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda now: bar.update(max(0, min(length, int((now - start).total_seconds())) - bar.pos))


def _row(difference: Any) -> Row:
    there = difference.happening
    return {
        "change": difference.change,
        "at": there.at,
        "kind": there.kind,
        "border": there.border or None,
        "what": there.what,
    }


def _counts(name: str) -> Column:
    return name, lambda row: " ".join(f"{key}:{number}" for key, number in row[name].items())


_DAYS: tuple[Column, ...] = (
    ("day", pick("day")),
    ("border", lambda row: row["border"] or "-"),
    *(_counts(name) for name in ("firings", "alerts", "messages")),
    ("samples", lambda row: " | ".join(row["samples"])),
)
_CHANGES: tuple[Column, ...] = (
    ("change", lambda row: {"added": "+", "removed": "-"}[row["change"]]),
    ("at", pick("at")),
    ("kind", pick("kind")),
    ("border", lambda row: row["border"] or "-"),
    ("what", pick("what")),
)


def _tell(days: Sequence[Row], changes: Sequence[Row], *, compared: bool, fmt: Format) -> None:
    """JSON is one object; CSV has room for one table only: the differences, where rules are compared."""
    if fmt is Format.JSON:
        output.write(json.dumps({"days": list(days), "differences": list(changes)}, ensure_ascii=False, indent=1))
        return
    if not (compared and fmt is Format.CSV):
        output.emit(days, _DAYS, fmt=fmt, empty="nothing fired")
    if compared:
        output.emit(changes, _CHANGES, fmt=fmt, empty="no difference")


def _end(loaded: "LoadedItems", *, found: bool) -> None:
    for problem in loaded.problems:
        output.complain(problem)
    raise typer.Exit(1 if found or loaded.problems else 0)
