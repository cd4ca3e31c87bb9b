"""``borders``: how hot each one is, and why."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli import output
from monitor.cli.options import BorderOption, FormatOption, Limit, SinceOption, open_app, parse_border, parse_since
from monitor.cli.output import Format, pick
from monitor.errors import UsageError

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.cli.border_view import Page
    from monitor.escalation.account import Account
    from monitor.model.assessments import Assessment

USUAL_SPAN, LEAST_SPAN = timedelta(days=30), timedelta(hours=1)
"""What the chart shows without ``--since``, and at least."""

COLUMNS = 72
"""How many points the chart has where there is room."""

app = typer.Typer(help="How hot each border is, and why.", no_args_is_help=True)


@app.command("list")
def list_borders(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Also borders that nobody watches.")] = False,
    border: BorderOption = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Only those whose state changed since: 24h, 7d, or a date.")
    ] = None,
    limit: Limit = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Lists the watched borders with state, score, trend and coverage.

    borders list
    borders list --since 24h
    borders list --all --format csv
    """
    from monitor.pipeline import shapes

    with open_app(context) as app_:
        wanted = parse_border(app_, border)
        found = app_.borders_now(everything=everything or wanted is not None)
        changed = _changed_since(found, parse_since(since, now=app_.clock.now()))
        chosen = [assessment for assessment in changed if wanted in (None, assessment.border)][:limit]
        rows = [shapes.border(assessment, app_.store.transitions(assessment.border)) for assessment in chosen]
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


def _changed_since(found: Iterable["Assessment"], since: datetime | None) -> list["Assessment"]:
    return [each for each in found if since is None or (each.since is not None and each.since >= since)]


@app.command("show")
def show_border(
    context: typer.Context,
    border: Annotated[str, typer.Argument(help="Such as IR-PK.")],
    why: Annotated[bool, typer.Option("--why", help="Also what each other state would take.")] = False,
    since: SinceOption = None,
    at: Annotated[str | None, typer.Option("--at", help="At this time of the past, as known today.")] = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Shows one border: its ledger of contributions, what is unknown, what was expected and is absent, and its past.

    borders show IR-PK --since 2024-01-10
    borders show IR-PK --why
    borders show IR-PK --at 2024-01-18T06:00Z --why
    """
    from monitor.cli import border_view, plot

    with open_app(context) as app_:
        columns = output.columns_beside(plot.MARGIN, most=COLUMNS) if fmt is Format.TABLE else COLUMNS
        page, zone = _page(app_, border, (since, at), columns=columns), app_.settings.zone
    if fmt is not Format.TABLE:
        output.emit([_shape(page)], [], fmt=fmt)
        return
    output.write(border_view.render(page, zone=zone))
    output.write_styled(border_view.chart(page, zone=zone, fine=output.is_unicode()))
    if past := border_view.render_past(page, zone=zone):
        output.write(past)
    if why:
        output.write(border_view.render_why(page.account, zone=zone))


def explain(app_: "App", border: str, *, fmt: Format) -> None:
    """Prints why a border is in its state, and what would change that."""
    from monitor.bootstrap import accounting
    from monitor.cli import border_view

    account = accounting.account(app_, _known(app_, border).border)
    if fmt is Format.TABLE:
        output.write(border_view.render_why(account, zone=app_.settings.zone))
    else:
        output.emit([_why_shape(account)], [], fmt=fmt)


def _known(app_: "App", border: str) -> "Assessment":
    """The last assessment of a border, brought to now. Raises UsageError."""
    wanted = parse_border(app_, border)
    found = next((a for a in app_.borders_now(everything=True) if a.border == wanted), None)
    if found is None:
        raise UsageError(f"nothing is known of {wanted}; see border-monitor borders list --all")
    return found


def _page(app_: "App", border: str, period: tuple[str | None, str | None], *, columns: int) -> "Page":
    from monitor.bootstrap import accounting
    from monitor.cli import border_view

    found, now = _known(app_, border), app_.clock.now()
    since, then = parse_since(period[0], now=now), parse_since(period[1], now=now, option="--at")
    account = accounting.account(app_, found.border, at=then)
    end, tuning = account.assessment.at, app_.loaded.rulebook.tuning_of(found.border)
    return border_view.Page(
        assessment=account.assessment if then else found,
        account=account,
        told=[transition for transition in app_.store.transitions(found.border) if transition.at <= end],
        curve=border_view.curve(account, min(since or end - USUAL_SPAN, end - LEAST_SPAN), columns),
        lines=app_.hearing.lines(found.border, now) if then is None else {},
        silent_since=dict(app_.hearing(found.border, now).silent_since) if then is None else {},
        tuned=tuning.because if tuning else "",
    )


def _shape(page: "Page") -> dict[str, Any]:
    from monitor.pipeline import shapes

    points = ({"at": shapes.instant(p.at), "score": round(p.score, 1), "state": p.state.value} for p in page.curve)
    return {
        **shapes.border(page.assessment, page.told),
        "lines": page.lines,
        "silent_since": {side: shapes.instant(at) for side, at in page.silent_since.items()},
        "tuned": page.tuned or None,
        "curve": list(points),
        "ways": [shapes.way(way) for way in page.account.ways],
    }


def _why_shape(account: "Account") -> dict[str, Any]:
    from monitor.pipeline import shapes

    now = account.assessment
    last = shapes.transition(now.history[-1]) if now.history else None
    standing = {"border": now.border, "state": now.state.value, "score": round(now.score, 1), "entered": last}
    return {**standing, "ways": [shapes.way(way) for way in account.ways]}
