"""``alerts``: what people were told."""

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

app = typer.Typer(help="What people were told, and why.", no_args_is_help=True)


@app.command("list")
def list_alerts(
    context: typer.Context,
    border: BorderOption = None,
    since: SinceOption = None,
    limit: LimitOption = 50,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Lists alerts, newest first."""
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
    alert: Annotated[str, typer.Argument(help="Its id, or the beginning of it.")],
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Shows one alert as it was sent, and what became of each of its deliveries."""
    from monitor.pipeline import shapes

    with open_app(context) as app_:
        found = app_.store.alert(alert)
        if found is None:
            raise UsageError(f"no alert {alert}; see border-monitor alerts list")
        deliveries = [shapes.delivery(d) for d in app_.store.deliveries(state=None, alert=found.id, limit=100)]
    if fmt is Format.TABLE:
        output.write(f"{found.headline}\n\n{found.body}\n")
        for row in deliveries:
            output.write(
                f"  {row['channel']}: {row['state']} after {row['attempts']} attempts {row['last_reason'] or ''}".rstrip()
            )
    else:
        output.emit([{**shapes.alert(found), "body": found.body, "deliveries": deliveries}], [], fmt=fmt)
