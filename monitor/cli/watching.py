"""``incidents watch``: a view that keeps up with the store. On a terminal a table in its place, else a line for all that is new or changed."""

import sys
from collections.abc import Iterator
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import output
from monitor.cli.filters import Filters, filtered
from monitor.cli.options import open_app
from monitor.model.queries import IncidentQuery, Sort

if TYPE_CHECKING:
    from rich.table import Table

    from monitor.bootstrap import App

LOOKED_AT = 500
"""Of so many incidents that changed last it is seen when they change again."""

AROUND_THE_TABLE = 4
"""Lines of the terminal that aren't rows."""

LEFT_OUT = frozenset({"id", "reports/lines"})
GIVE_WAY = frozenset({"what", "who", "where"})
"""Columns that an ordinary terminal has no room for, and those that are cut first."""

Fingerprint = tuple[str, int, str, float]


@filtered
def watch_incidents(
    context: typer.Context,
    *,
    filters: Filters,
    interval: Annotated[float, typer.Option("--interval", min=0.1, help="Seconds between two looks.")] = 5.0,
) -> None:
    """Shows the newest incidents and keeps up with them until Ctrl-C; piped, a line for each that is new (+) or changed (~).

    incidents watch --border IR-PK --severity 4
    """
    with open_app(context) as app:
        query = filters.query_to_come(app)
        try:
            if sys.stdout.isatty():
                _live(app, query, interval)
            else:
                _appended(app, query, interval)
        except KeyboardInterrupt:
            return


def _appended(app: "App", query: IncidentQuery, interval: float) -> None:
    known: dict[str, Fingerprint] = {}
    while True:
        for line in _news(app, query, known):
            output.write(line)
        sys.stdout.flush()
        Event().wait(interval)


def _news(app: "App", query: IncidentQuery, known: dict[str, Fingerprint]) -> Iterator[str]:
    """A line for each incident that isn't known so; known from then on."""
    from monitor.cli import incident_view
    from monitor.pipeline import shapes

    columns = incident_view.columns(app.settings.zone)
    for incident in reversed(app.store.incidents(query, sort=Sort.CHANGED, limit=LOOKED_AT)):
        seen = (incident.last_known_at.isoformat(), len(incident.reports), incident.status.value, incident.confidence)
        if known.get(incident.id) != seen:
            shape = shapes.incident(incident)
            sign = "~" if incident.id in known else "+"
            yield "\t".join([sign, *(output.cell(get(shape)) for _, get in columns), output.cell(incident.headline)])
        known[incident.id] = seen


def _live(app: "App", query: IncidentQuery, interval: float) -> None:
    from rich.console import Console
    from rich.live import Live

    console = Console()
    with Live(_table(app, query, console.height), console=console, screen=True, auto_refresh=False) as live:
        while True:
            live.update(_table(app, query, console.height), refresh=True)
            Event().wait(interval)


def _words_of_subtype(row: output.Row) -> str:
    return str(row["subtype"]).replace("_", " ")


def _table(app: "App", query: IncidentQuery, height: int) -> "Table":
    from monitor.cli import incident_view
    from monitor.pipeline import shapes

    now = output.when(app.settings.zone)(shapes.instant(app.clock.now()))
    rows = app.store.incidents(query, limit=max(1, height - AROUND_THE_TABLE))
    columns = [
        (name, _words_of_subtype if name == "what" else get)
        for name, get in incident_view.columns(app.settings.zone)
        if name not in LEFT_OUT
    ]
    table = output.table_of([shapes.incident(incident) for incident in rows], columns, give_way=GIVE_WAY)
    table.title = f"{len(rows)} newest incidents, {now}; Ctrl-C ends"
    return table
