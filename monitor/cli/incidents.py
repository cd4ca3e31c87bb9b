"""``incidents``: what happened."""

from typing import Annotated

import typer

from monitor.cli import output
from monitor.cli.options import (
    BorderOption,
    FormatOption,
    LimitOption,
    SinceOption,
    open_app,
    parse_border,
    parse_since,
)
from monitor.cli.output import Format, pick
from monitor.errors import UsageError

app = typer.Typer(help="What happened: incidents, newest first.", no_args_is_help=True)


@app.command("list")
def list_incidents(
    context: typer.Context,
    border: BorderOption = None,
    since: SinceOption = None,
    limit: LimitOption = 50,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Lists incidents, newest first."""
    from monitor.pipeline import shapes

    with open_app(context) as app_:
        found = app_.store.incidents(
            border=parse_border(border), since=parse_since(since, now=app_.clock.now()), limit=limit
        )
        rows = [shapes.incident(i) for i in found]
        show = output.when(app_.settings.zone)
    columns: list[output.Column] = [
        ("id", pick("id")),
        ("started", lambda r: show(r["started_at"])),
        ("border", pick("border")),
        ("what", lambda r: f"{r['type']}.{r['subtype']}"),
        ("who", lambda r: f"{_name(r['initiator'])} → {_name(r['target'])}"),
        ("where", lambda r: ", ".join(p["name"] for p in r["places"][:2])),
        ("killed", lambda r: _range(r["killed"])),
        ("status", pick("status")),
        ("conf.", lambda r: f"{r['confidence']:.2f}"),
        ("reports/lines", lambda r: f"{r['reports']}/{r['lines']}"),
    ]
    output.emit(rows, columns, fmt=fmt, empty="no incidents")


@app.command("show")
def show_incident(
    context: typer.Context,
    incident: Annotated[str, typer.Argument(help="Its id, or the beginning of it.")],
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Shows one incident with its lines of reporting and its figures, each to its source."""
    from monitor.cli import incident_view
    from monitor.pipeline import shapes

    with open_app(context) as app_:
        found = app_.store.incident(incident)
        if found is None:
            raise UsageError(f"no incident {incident}; see border-monitor incidents list")
        items = app_.store.items_of(found.items)
        zone = app_.settings.zone
    if fmt is Format.TABLE:
        output.write(incident_view.render(found, items, zone=zone))
    else:
        output.emit([shapes.incident(found)], [], fmt=fmt)


def _name(party: dict[str, str] | None) -> str:
    return party["name"] if party else "?"


def _range(count: dict[str, int] | None) -> str:
    if not count:
        return ""
    return str(count["best"]) if count["low"] == count["high"] else f"{count['low']}-{count['high']}"
