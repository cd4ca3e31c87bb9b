"""``alerts``: what people were told, and what they say of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import alert_view, output
from monitor.cli.options import (
    BorderOption,
    FormatOption,
    Limit,
    LimitOption,
    SinceOption,
    open_app,
    parse_border,
    parse_by,
    parse_since,
)
from monitor.cli.output import Format, pick
from monitor.errors import UsageError
from monitor.model.responses import Worth

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.alerts import Alert

By = Annotated[str | None, typer.Option("--by", help="Who; your login name if you don't say.")]
Which = Annotated[str, typer.Argument(help="Its id, or the beginning of it.")]

app = typer.Typer(help="What people were told, and why.", no_args_is_help=True)


@app.command("list")
def list_alerts(
    context: typer.Context,
    border: BorderOption = None,
    since: SinceOption = None,
    limit: LimitOption = 50,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Lists alerts, newest first.

    alerts list --border IR-PK --since 7d
    """
    from monitor.alerts import render
    from monitor.pipeline import shapes

    with open_app(context) as app_:
        found = app_.store.alerts(
            border=parse_border(app_, border), since=parse_since(since, now=app_.clock.now()), limit=limit
        )
        rows = [shapes.alert(a) for a in found]
        zone = app_.settings.zone
    show = output.when(zone)
    columns: list[output.Column] = [
        ("id", pick("id")),
        ("at", lambda r: show(r["at"])),
        ("border", pick("border")),
        ("level", pick("level")),
        ("reason", pick("reason")),
        ("headline", lambda r: render.localized(r["headline"], zone)),
    ]
    output.emit(rows, columns, fmt=fmt, empty="no alerts")


@app.command("show")
def show_alert(
    context: typer.Context,
    alert: Which,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Shows one alert as it was sent, what became of it at each channel and why, and what people said of it.

    alerts show e6fc
    """
    from monitor.alerts import compose, render
    from monitor.bootstrap import telling

    with open_app(context) as app_:
        told = telling.whole(app_, _alert(app_, alert))
        zone, now = app_.settings.zone, app_.clock.now()
    show = output.when(zone)
    if fmt is not Format.TABLE:
        output.emit([told], [], fmt=fmt)
        return
    said = f"{told['headline']}\n\n{compose.unfolded(told['body'])}\n"
    output.write(render.localized(said, zone))
    for row in told["deliveries"]:
        output.write("\n".join(f"  {line}" for line in alert_view.fate(row, show, now=now)))
    for line in alert_view.around(told, show):
        output.write(f"  {line}")


@app.command("ack")
def acknowledge(context: typer.Context, alert: Which, by: By = None) -> None:
    """Says that you have seen an alert.

    alerts ack e6fc
    """
    from monitor.model.responses import Acknowledgement

    with open_app(context) as app_:
        found, who = _alert(app_, alert), parse_by(by)
        app_.store.record_acknowledgement(Acknowledgement(alert=found.id, by=who, at=app_.clock.now()))
    output.write(f"{found.id}: acknowledged by {output.cell(who)}")


@app.command("rate")
def rate(
    context: typer.Context,
    alert: Which,
    worth: Annotated[Worth, typer.Argument(help="What it was worth.")],
    by: By = None,
    note: Annotated[str, typer.Option(help="What to remember of it.")] = "",
) -> None:
    """Says what an alert was worth; saying it again replaces what you said.

    alerts rate e6fc noise --note "a drill"
    """
    from monitor.model.responses import Rating

    with open_app(context) as app_:
        found, who = _alert(app_, alert), parse_by(by)
        given = Rating(alert=found.id, worth=worth, by=who, at=app_.clock.now(), note=note.strip())
        app_.store.record_rating(given)
    output.write(f"{found.id}: {worth}, says {output.cell(who)}")


@app.command("ratings")
def list_ratings(
    context: typer.Context,
    border: BorderOption = None,
    since: SinceOption = None,
    limit: Limit = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Sums up what alerts were worth, by level and reason.

    alerts ratings
    alerts ratings --border IR-PK --since 30d
    """
    from monitor.pipeline import respond

    with open_app(context) as app_:
        wanted = parse_border(app_, border)
        first = parse_since(since, now=app_.clock.now())
        given = [each for each in app_.store.ratings() if first is None or each.at >= first]
        found = [_alert(app_, alert) for alert in dict.fromkeys(each.alert for each in given)]
        rated = [alert for alert in found if wanted in (None, alert.border)]
        given = [each for each in given if each.alert in {alert.id for alert in rated}]
        sums = respond.tallies(given, rated)
    rows = [
        {"level": each.level, "reason": each.reason, **{worth.value: each.counts.get(worth, 0) for worth in Worth}}
        for each in sums[:limit]
    ]
    columns: list[output.Column] = [(name, pick(name)) for name in ("level", "reason", *Worth)]
    output.emit(rows, columns, fmt=fmt, empty="no ratings")


def _alert(app_: "App", wanted: str) -> "Alert":
    found = app_.store.alert(wanted)
    if found is None:
        raise UsageError(f"no alert {wanted}; see border-monitor alerts list")
    return found
