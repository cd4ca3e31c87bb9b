"""``borders``: how hot each one is, and why."""

from typing import Annotated

import typer

from monitor.cli import output
from monitor.cli.options import FormatOption, open_app, parse_border
from monitor.cli.output import Format, pick
from monitor.errors import UsageError

app = typer.Typer(help="How hot each border is, and why.", no_args_is_help=True)


@app.command("list")
def list_borders(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Also borders that nobody watches.")] = False,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Lists the watched borders with state, score, trend and coverage."""
    from monitor.pipeline import shapes

    with open_app(context) as app_:
        rows = [
            shapes.border(assessment, app_.store.transitions(assessment.border))
            for assessment in app_.borders_now(everything=everything)
        ]
    columns: list[output.Column] = [
        ("border", pick("border")),
        ("state", pick("state")),
        ("score", pick("score")),
        ("24 h", lambda r: f"{r['momentum']:+.1f}"),
        ("trend", pick("trend")),
        ("risk", pick("risk")),
        ("coverage", lambda r: " ".join(f"{side}:{value}" for side, value in r["coverage"].items())),
    ]
    output.emit(rows, columns, fmt=fmt, empty="no border is watched")


@app.command("show")
def show_border(
    context: typer.Context,
    border: Annotated[str, typer.Argument(help="Such as IR-PK.")],
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Shows one border: its ledger of contributions, what is unknown, what was expected and is absent, and its past."""
    from monitor.cli import border_view
    from monitor.pipeline import shapes

    with open_app(context) as app_:
        wanted = parse_border(border)
        found = next((a for a in app_.borders_now(everything=True) if a.border == wanted), None)
        if found is None:
            raise UsageError(f"nothing is known of {wanted}; see border-monitor borders list --all")
        told = app_.store.transitions(found.border)
        zone, lines = app_.settings.zone, app_.hearing.lines(found.border, app_.clock.now())
    if fmt is Format.TABLE:
        output.write(border_view.render(found, told, lines=lines, zone=zone))
    else:
        output.emit([{**shapes.border(found, told), "lines": lines}], [], fmt=fmt)
