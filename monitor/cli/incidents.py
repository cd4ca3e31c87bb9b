"""``incidents``: what happened."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli import exporting, output, timeline, watching
from monitor.cli.filters import Filters, filtered
from monitor.cli.options import NO_BORDER, FormatOption, LimitOption, open_app
from monitor.cli.output import Format, pick
from monitor.cli.timeline import Step
from monitor.errors import UsageError
from monitor.model.queries import NO_LIMIT, Facet, IncidentQuery, Sort

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.cli.incident_view import Page
    from monitor.model.incidents import Incident

app = typer.Typer(help="What happened: incidents, newest first.", no_args_is_help=True)


app.command("export")(exporting.export_incidents)
app.command("watch")(watching.watch_incidents)


class CountName(StrEnum):
    """What incidents can be counted by."""

    BORDER = "border"
    TYPE = "type"
    SUBTYPE = "subtype"
    STATUS = "status"
    DAY = "day"


SortOption = Annotated[Sort, typer.Option("--sort", help="Which come first.")]


@app.command("list")
@filtered
def list_incidents(
    context: typer.Context,
    *,
    filters: Filters,
    sort: SortOption = Sort.NEWEST,
    count: Annotated[CountName | None, typer.Option("--count", help="Only how many there are of each.")] = None,
    over_time: Annotated[Step | None, typer.Option("--timeline", help="Only how many there were, as bars.")] = None,
    limit: LimitOption = 50,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Lists incidents; every condition that is given must hold.

    incidents list --border IR-PK --since 7d --severity 4
    incidents list --actor "Jaish al-Adl" --near Saravan --km 80 --sort killed
    incidents list --text '"border guards" missil*' --until 2024-01-18 --count day
    """
    with open_app(context) as app_:
        query = filters.query(app_)
        if over_time or count is CountName.DAY:
            _emit_timeline(app_, query, over_time or Step.DAY, fmt=fmt)
        elif count:
            _emit_counts(app_, query, count, fmt=fmt)
        else:
            _emit_list(app_, query, sort, limit=limit, fmt=fmt)


def _emit_list(app_: "App", query: IncidentQuery, sort: Sort, *, limit: int, fmt: Format) -> None:
    from monitor.cli import incident_view
    from monitor.pipeline import shapes

    rows = [shapes.incident(i) for i in app_.store.each_incident(query, sort=sort, limit=limit)]
    output.emit(rows, incident_view.columns(app_.settings.zone), fmt=fmt, empty="no incidents")


def _emit_counts(app_: "App", query: IncidentQuery, count: CountName, *, fmt: Format) -> None:
    found = app_.store.count_incidents(query, by=Facet(count.value))
    rows = [{count.value: name, "incidents": number} for name, number in found.items()]
    columns: list[output.Column] = [(count.value, pick(count.value)), ("incidents", pick("incidents"))]
    output.emit(rows, columns, fmt=fmt, empty="no incidents")


def _emit_timeline(app_: "App", query: IncidentQuery, step: Step, *, fmt: Format) -> None:
    found = _periods(app_, query, step)
    if fmt is not Format.TABLE:
        output.emit([_period(begin.isoformat(), step, number) for begin, number in found], [], fmt=fmt)
        return
    bar = "█" if output.is_unicode() else "#"
    for line in timeline.render(found, step, bar=bar):
        output.write(line)
    if not found:
        output.write("no incidents")


def _periods(app_: "App", query: IncidentQuery, step: Step) -> list[timeline.Period]:
    span = app_.store.incident_span(query)
    edges = timeline.edges(*span, step, zone=app_.settings.zone) if span else []
    return list(zip(edges, app_.store.count_incidents_between(query, edges), strict=False))


def _period(begin: str, step: Step, number: int) -> dict[str, Any]:
    return {step.value: begin[: len("2024-01-16")] if step is Step.DAY else begin, "incidents": number}


@app.command("show")
def show_incident(
    context: typer.Context,
    incident: Annotated[str, typer.Argument(help="Its id, or the beginning of it.")],
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Shows one incident: its facts, each to its source, its lines of reporting, how sure it is, and what came of it.

    incidents show i3f2
    """
    from monitor.cli import incident_view

    with open_app(context) as app_:
        found = app_.store.incident(_only(app_, incident))
        if found is None:
            raise UsageError(f"no incident {incident}; see border-monitor incidents list")
        page, zone = _page(app_, found), app_.settings.zone
    if fmt is Format.TABLE:
        output.write(incident_view.render(page, zone=zone))
    else:
        output.emit([incident_view.shape(page)], [], fmt=fmt)


def _page(app_: "App", found: "Incident") -> "Page":
    from monitor.bootstrap import accounting
    from monitor.cli.incident_view import Page
    from monitor.incidents import life

    alerts = app_.store.alerts(border=found.border or NO_BORDER, since=None, limit=NO_LIMIT)
    return Page(
        incident=found,
        life=life.of(found, app_.clock.now()),
        reports=tuple(app_.store.reports_of(found.reports)),
        items={item.id: item for item in app_.store.items_of(found.items)},
        part=accounting.part_of(app_, found),
        alerts=tuple(a for a in reversed(alerts) if found.id in (a.incident, *a.incidents)),
    )


def _only(app_: "App", incident: str) -> str:
    """The one id that this leads to. Raises UsageError."""
    ids = app_.store.incident_ids(incident)
    if len(ids) > 1:
        raise UsageError(f"{incident} is the beginning of several: {', '.join(ids[:20])}{' …' if ids[20:] else ''}")
    return ids[0] if ids else incident
