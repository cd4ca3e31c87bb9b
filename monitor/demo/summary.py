"""What the demo shows at its end: the borders and the incidents, as tables."""

from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.bootstrap import App
from monitor.text import printable

WIDTH = 120
SHOWN = 40


def write(app: App, *, out: TextIO) -> None:
    """Prints the tables."""
    console = Console(file=out, width=WIDTH, highlight=False)
    counts = app.store.counts()
    console.print(f"\n{counts.items} items read, {counts.incidents} incidents, {counts.alerts} alerts\n")
    borders = _table("border", "state", "score", "coverage")
    for assessment in app.borders_now():
        covered = " ".join(f"{side}:{value}" for side, value in assessment.coverage)
        borders.add_row(assessment.border, assessment.state, f"{assessment.score:.1f}", covered)
    console.print(borders)
    incidents = _table("started (UTC)", "border", "what", "killed", "conf.", "reports/lines", "headline")
    for incident in reversed(app.store.incidents(limit=SHOWN)):
        incidents.add_row(
            f"{incident.started_at:%d %b %H:%M}",
            incident.border or "-",
            incident.subtype,
            str(incident.killed.best) if incident.killed else "",
            f"{incident.confidence:.2f}",
            f"{len(incident.reports)}/{len(incident.lines)}",
            Text(printable.one_line(incident.headline, longest=60)),
        )
    console.print(incidents)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
