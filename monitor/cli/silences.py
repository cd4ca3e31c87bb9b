"""``silence add list expire``: what a desk doesn't want to be told for a while."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import output
from monitor.cli.options import FormatOption, Limit, open_app, parse_border, parse_by, parse_since
from monitor.cli.output import Format, pick
from monitor.errors import UsageError
from monitor.model.alerts import Level, Reason

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.responses import Silence

_OPTIONS_OF_THEIR_OWN = frozenset({"border", "level", "reason"})

app = typer.Typer(help="What not to tell for a while.", no_args_is_help=True)


@app.command("add")
def add(
    context: typer.Context,
    duration: Annotated[str, typer.Option("--for", help="How long, such as 4h or 30m.")],
    border: Annotated[
        list[str] | None, typer.Option(metavar="<border>", help="Of this border; none for what has no border.")
    ] = None,
    level: Annotated[
        list[Level] | None, typer.Option(metavar="<level>", help=f"Of this level: {', '.join(Level)}.")
    ] = None,
    reason: Annotated[
        list[Reason] | None, typer.Option(metavar="<reason>", help=f"For this reason: {', '.join(Reason)}.")
    ] = None,
    label: Annotated[
        list[str] | None,
        typer.Option(metavar="<name=value>", help="With this label: rule=ID, team=logistics, or condition=disk_low."),
    ] = None,
    comment: Annotated[str, typer.Option(help="Why; it is shown with what was silenced.")] = "",
    by: Annotated[str | None, typer.Option("--by", help="Who; your login name if you don't say.")] = None,
) -> None:
    """Sends nothing of what matches every option given; an option given twice takes either.

    That holds for what waits already, too, if it would go out before the silence ends. Silenced alerts are kept and say so. A correction goes out all the same, unless --level correction is given.

    silence add --for 8h --border IR-PK --level notice --comment "announced exercise"
    """
    from monitor.alerts import silence
    from monitor.model.responses import Silence

    with open_app(context) as app_:
        now = app_.clock.now()
        drafted = Silence(
            id="",
            by=parse_by(by),
            because=comment.strip(),
            at=now,
            until=_end(duration, now=now),
            borders=tuple(found for name in border or () if (found := parse_border(app_, name))),
            levels=tuple(level or ()),
            reasons=tuple(reason or ()),
            labels=tuple(_label(app_, text) for text in label or ()),
        )
        if not silence.is_about_something(drafted):
            raise UsageError("this would silence everything: say of what, with --border, --level, --reason or --label")
        made = silence.identified(drafted)
        app_.store.record_silence(made)
        caught = app_.store.silence_what_waits(made, now=now)
        show = output.when(app_.settings.zone)
    output.write(f"silenced {made.id} until {show(made.until.isoformat())}: {output.cell(_about(made))}")
    if caught:
        output.write(f"dropped with it, having waited to go out until then: {output.some(caught, 'message')}")


@app.command("list")
def list_silences(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Those that have ended, too.")] = False,
    border: Annotated[str | None, typer.Option("--border", help="Only those that hold for this border.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Only those made since: 24h, 7d, or a date; with those that ended.")
    ] = None,
    limit: Limit = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Lists silences, the first to end first.

    silence list --all
    """
    from monitor.pipeline import shapes

    with open_app(context) as app_:
        now = app_.clock.now()
        made_since, wanted = parse_since(since, now=now), parse_border(app_, border)
        ending = app_.store.silences(ending_after=None if everything or made_since else now)
        found = [
            each
            for each in ending
            if (made_since is None or each.at >= made_since)
            and (not (wanted and each.borders) or wanted in each.borders)
        ][:limit]
        rows = [{**shapes.silence(each), "in_force": each.holds(now), "about": _about(each)} for each in found]
        show = output.when(app_.settings.zone)
    columns: list[output.Column] = [
        ("id", pick("id")),
        ("until", lambda r: show(r["until"])),
        ("in force", pick("in_force")),
        ("about", pick("about")),
        ("by", pick("by")),
        ("why", pick("because")),
    ]
    output.emit(rows, columns, fmt=fmt, empty="no silences")


@app.command("expire")
def expire(
    context: typer.Context, wanted: Annotated[str, typer.Argument(metavar="ID", help="Its id, or the beginning of it.")]
) -> None:
    """Ends a silence now. What it kept back stays unsent; see deliveries retry.

    silence expire 3f2a
    """
    from monitor.alerts import silence

    with open_app(context) as app_:
        now = app_.clock.now()
        found = [each for each in app_.store.silences(ending_after=now) if each.id.startswith(wanted)]
        if len(found) != 1:
            raise UsageError(f"{'several silences begin' if found else 'no silence in force begins'} with {wanted}")
        app_.store.record_silence(silence.expired(found[0], now=now))
    output.write(f"{found[0].id}: expired")


def _end(duration: str, *, now: datetime) -> datetime:
    from monitor.rules.units import parse_duration

    try:
        length = parse_duration(duration)
    except ValueError as error:
        raise UsageError(f"--for {error}") from error
    if not length:
        raise UsageError("--for 0 silences nothing")
    return now + length


def _label(app_: "App", text: str) -> tuple[str, str]:
    from monitor.alerts.conditions import CHANNEL_LABEL
    from monitor.config.route_names import RouteNames, label_complaint

    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise UsageError(f"--label {text}: a label is a name and a value, such as team=logistics")
    if name in _OPTIONS_OF_THEIR_OWN:
        raise UsageError(f"--label {text}: say --{name} {value}")
    channels = ((CHANNEL_LABEL, channel.id) for channel in app_.settings.channels)
    if complaint := label_complaint(name, value, {*RouteNames(app_.loaded.rulebook).labels, *channels}):
        raise UsageError(f"--label {text}: {complaint}")
    return name, value


def _about(silence: "Silence") -> str:
    labels = tuple(f"{name}={label}" for name, label in silence.labels)
    parts = (silence.borders, silence.levels, silence.reasons, labels)
    return ", ".join(" or ".join(names) for names in parts if names)
