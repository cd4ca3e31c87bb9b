"""``alerts``: what people were told, and what they say of it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import output
from monitor.cli.options import (
    BorderOption,
    FormatOption,
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
    from monitor.pipeline import shapes

    with open_app(context) as app_:
        found = app_.store.alerts(
            border=parse_border(border), since=parse_since(since, now=app_.clock.now()), limit=limit
        )
        rows = [shapes.alert(a) for a in found]
        show = output.when(app_.settings.zone)
    columns: list[output.Column] = [
        ("id", pick("id")),
        ("at", lambda r: show(r["at"])),
        ("border", pick("border")),
        ("level", pick("level")),
        ("reason", pick("reason")),
        ("headline", pick("headline")),
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
    from monitor.pipeline import shapes

    with open_app(context) as app_:
        found = _alert(app_, alert)
        deliveries = [
            {**shapes.delivery(d), "tried": [shapes.attempt(each) for each in app_.store.attempts(d.key)]}
            for d in app_.store.deliveries(state=None, alert=found.id, limit=100)
        ]
        left_out = _left_out(app_, found, {str(row["channel"]) for row in deliveries})
        seen = [shapes.acknowledgement(each) for each in app_.store.acknowledgements(found.id)]
        rated = [shapes.rating(each) for each in app_.store.ratings(found.id)]
        show = output.when(app_.settings.zone)
    if fmt is not Format.TABLE:
        whole = {
            "body": found.body,
            "deliveries": deliveries,
            "not_sent": left_out,
            "acknowledgements": seen,
            "ratings": rated,
        }
        output.emit([{**shapes.alert(found), **whole}], [], fmt=fmt)
        return
    output.write(f"{found.headline}\n\n{found.body}\n")
    for row in deliveries:
        output.write("\n".join(f"  {line}" for line in _fate(row, show)))
    for row in left_out:
        output.write(f"  {row['channel']}: not sent: {row['why']}")
    for row in seen:
        output.write(f"  acknowledged by {output.cell(row['by'])}, {show(row['at'])}")
    for row in rated:
        output.write(f"  {row['worth']}, says {output.cell(row['by'])} {output.cell(row['note'])}".rstrip())


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
def list_ratings(context: typer.Context, fmt: FormatOption = Format.TABLE) -> None:
    """Sums up what alerts were worth, by level and reason.

    alerts ratings
    """
    from monitor.pipeline import respond

    with open_app(context) as app_:
        given = app_.store.ratings()
        rated = {each.alert: _alert(app_, each.alert) for each in given}
        sums = respond.tallies(given, rated)
    rows = [
        {"level": each.level, "reason": each.reason, **{worth.value: each.counts.get(worth, 0) for worth in Worth}}
        for each in sums
    ]
    columns: list[output.Column] = [(name, pick(name)) for name in ("level", "reason", *Worth)]
    output.emit(rows, columns, fmt=fmt, empty="no ratings")


def _alert(app_: "App", wanted: str) -> "Alert":
    found = app_.store.alert(wanted)
    if found is None:
        raise UsageError(f"no alert {wanted}; see border-monitor alerts list")
    return found


def _left_out(app_: "App", alert: "Alert", told: set[str]) -> list[output.Row]:
    """The channels that were not sent it, and why, by the routes as they are now."""
    from monitor.alerts import route

    return [
        {"channel": channel.id, "why": route.why_not(alert, channel.id, routes=app_.settings.routes)}
        for channel in app_.settings.channels
        if channel.id not in told
    ]


def _fate(row: output.Row, show: Callable[[str | None], str]) -> Iterator[str]:
    """What became of a delivery: where it stands and by which route, what it waits for, then each attempt."""
    standing = f"{row['channel']}: {row['state']} after {row['attempts']} attempts {row['last_reason'] or ''}".rstrip()
    yield output.cell(f"{standing}; {row['because']}" if row["because"] else standing)
    if row["state"] == "pending" and row["next_try_at"]:
        waits = f", waits for {row['hold'].replace('_', ' ')}" if row["hold"] and not row["attempts"] else ""
        yield f"  due {show(row['next_try_at'])}{waits}"
    for tried in row["tried"]:
        yield "  " + output.cell(f"{tried['number']}. {show(tried['started_at'])} {tried['outcome']} {tried['reason']}")
