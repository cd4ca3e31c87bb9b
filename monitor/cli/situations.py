"""``report``: a situation report over a period."""

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli import output
from monitor.cli.options import open_app, parse_border, parse_since, parse_until
from monitor.errors import UsageError
from monitor.model.queries import SituationFormat


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(report)


def report(
    context: typer.Context,
    *,
    since: Annotated[str, typer.Option("--since", help="From when on: 24h, 7d, or a date.")] = "24h",
    until: Annotated[
        str | None, typer.Option("--until", help="Until when: now, or a date, which counts whole.")
    ] = None,
    borders: Annotated[
        list[str] | None,
        typer.Option(
            "--border", metavar="<border>", help="Only this border; may be given again. Default: the watched."
        ),
    ] = None,
    fmt: Annotated[SituationFormat, typer.Option("--format", help="How to write it.")] = SituationFormat.MD,
    out: Annotated[
        Path | None, typer.Option("--out", help="A file, replaced when all is written; a folder gets a dated one.")
    ] = None,
) -> None:
    """Writes a situation report: how each border stands and why, what changed, incidents with their sources, tolls, gaps, outlook.

    report --since 24h
    report --since 2024-01-16 --until 2024-01-19 --border IR-PK --format html --out report.html
    """
    from monitor.alerts import render
    from monitor.bootstrap import situating
    from monitor.pipeline.situation import RENDERERS

    with open_app(context) as app:
        now = app.clock.now()
        begin, end = parse_since(since, now=now) or now, min(parse_until(until, now=now) or now, now)
        if begin >= end:
            raise UsageError(f"--since {since}: the period would end before it begins")
        wanted = [border for text in borders or () if (border := parse_border(app, text))]
        if out is not None and out.is_dir():
            out /= f"situation-{end:%Y-%m-%dT%H%MZ}.{fmt.value}"
        text = RENDERERS[fmt](situating.situation(app, wanted, since=begin, until=end, now=now))
        if fmt is not SituationFormat.JSON:
            text = render.localized(text, app.settings.zone)
    with output.opened(out) as stream:
        stream.write(text)
