"""``incidents merge split confirm retract note pin lift rulings``: what the desk knows better than its sources.

Each command is a ruling in a log: it says first what it changes, is recorded with who and why, and holds until it is lifted. A running
daemon needn't be stopped.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import output
from monitor.cli.options import (
    BorderOption,
    FormatOption,
    Limit,
    SinceOption,
    open_app,
    parse_border,
    parse_by,
    parse_since,
)
from monitor.cli.output import Format, pick
from monitor.errors import UsageError
from monitor.model.incidents import Incident
from monitor.model.moderation import PinnedField, Ruling, Verdict

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.pipeline.moderate import Preview, Refused

By = Annotated[str | None, typer.Option("--by", help="Who rules; your login name if you don't say.")]
Why = Annotated[str, typer.Option("--because", help="Why; it is shown with the incident.")]
WhyOrNot = Annotated[str | None, typer.Option("--because", help="Why; it is shown with the incident.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")]
Which = Annotated[str, typer.Argument(help="Its id, or the beginning of it.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (merge, split, confirm, retract, note, pin, lift, rulings):
        app.command()(command)


def merge(
    context: typer.Context, incident: Which, other: Which, because: Why, by: By = None, dry_run: DryRun = False
) -> None:
    """Makes two incidents of one border one; OTHER goes into INCIDENT, and its id leads there.

    incidents merge i3f2 i9a0 --because "one raid, two names of the place" --dry-run
    """
    from monitor.pipeline import moderate

    with open_app(context) as app:
        ours, theirs = _incident(app, incident), _incident(app, other)
        wanted = moderate.merging(ours, theirs, by=parse_by(by), because=_said(because), at=app.clock.now())
        _rule(app, wanted, dry_run=dry_run)


def split(
    context: typer.Context,
    incident: Which,
    item: Annotated[list[str], typer.Argument(help="Items (id or url) to take out; see incidents show.")],
    because: Why,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Takes the reports of some items out of an incident, as one of their own.

    incidents split i3f2 9c1e --because "another raid, a day later"
    """
    from monitor.pipeline import moderate

    with open_app(context) as app:
        ours = _incident(app, incident)
        items = {found.id if (found := app.store.item(name)) else name for name in item}
        wanted = moderate.splitting(ours, items, by=parse_by(by), because=_said(because), at=app.clock.now())
        _rule(app, wanted, dry_run=dry_run)


def confirm(
    context: typer.Context, incident: Which, because: WhyOrNot = None, by: By = None, dry_run: DryRun = False
) -> None:
    """Says that it happened, on the desk's own knowledge.

    incidents confirm i3f2 --because "seen by our stringer"
    """
    _about(context, Verdict.CONFIRM, incident, because=because or "", by=by, dry_run=dry_run)


def retract(context: typer.Context, incident: Which, because: Why, by: By = None, dry_run: DryRun = False) -> None:
    """Says that it didn't happen; whoever was told of it gets a correction.

    incidents retract i3f2 --because "a gas leak" --dry-run
    """
    _about(context, Verdict.RETRACT, incident, because=_said(because), by=by, dry_run=dry_run)


def note(
    context: typer.Context,
    incident: Which,
    text: Annotated[str, typer.Argument(help="What to remember.")],
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Writes a note on an incident; nothing else changes.

    incidents note i3f2 "asked the ministry; no answer yet"
    """
    _about(context, Verdict.NOTE, incident, because=_said(text, "what to remember: the note"), by=by, dry_run=dry_run)


def pin(
    context: typer.Context,
    incident: Which,
    field: Annotated[PinnedField, typer.Argument(help="What to set.")],
    value: Annotated[str, typer.Argument(help="9 or 5/7/9; a state's code or an actor's id; a place's id; a time.")],
    because: WhyOrNot = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Sets a field by hand, whatever the reports say.

    incidents pin i3f2 place Saravan
    """
    from dataclasses import replace

    from monitor.pipeline import moderate, pins

    with open_app(context) as app:
        ours, given = _incident(app, incident), pins.parse(field, value, app.loaded.rulebook)
        if isinstance(given, moderate.Refused):
            raise UsageError(given.reason)
        drafted = moderate.ruling(Verdict.PIN, ours, by=parse_by(by), because=because or "", at=app.clock.now())
        _rule(app, moderate.identified(replace(drafted, pin=given)), dry_run=dry_run)


def lift(
    context: typer.Context,
    ruling: Annotated[str, typer.Argument(help="Its id, or the beginning of it; see incidents rulings.")],
    because: WhyOrNot = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Undoes a ruling; lifting a lift puts it back in force.

    incidents lift r41c
    """
    from monitor.pipeline import moderate

    with open_app(context) as app:
        log = app.store.rulings()
        _rule(
            app,
            moderate.lifting(log, ruling, by=parse_by(by), because=because or "", at=app.clock.now()),
            dry_run=dry_run,
        )


def rulings(
    context: typer.Context,
    border: BorderOption = None,
    since: SinceOption = None,
    limit: Limit = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Lists what the desk ruled, oldest first, and what of it is in force; with --limit the latest.

    incidents rulings --border IR-PK
    """
    from monitor.model.moderation import in_force
    from monitor.pipeline import shapes

    with open_app(context) as app:
        begin = parse_since(since, now=app.clock.now())
        ruled = app.store.rulings(parse_border(app, border))
        found = [each for each in ruled if begin is None or each.at >= begin]
        standing = {ruling.id for ruling in in_force(tuple(app.store.rulings()))}
        rows = [{**shapes.ruling(each), "in_force": each.id in standing} for each in found[-(limit or 0) :]]
        show = output.when(app.settings.zone)
    columns: list[output.Column] = [
        ("id", pick("id")),
        ("at", lambda r: show(r["at"])),
        ("border", pick("border")),
        ("ruling", pick("verdict")),
        ("field", lambda r: r["pin"] and f"{r['pin']['field']} = {r['pin']['value']}"),
        ("lifts", pick("lifts")),
        ("by", pick("by")),
        ("because", pick("because")),
        ("in force", pick("in_force")),
    ]
    output.emit(rows, columns, fmt=fmt, empty="no rulings")


def _about(
    context: typer.Context, verdict: Verdict, incident: str, *, because: str, by: str | None, dry_run: bool
) -> None:
    from monitor.pipeline import moderate

    with open_app(context) as app:
        ours = _incident(app, incident)
        wanted = moderate.ruling(verdict, ours, by=parse_by(by), because=because, at=app.clock.now())
        _rule(app, wanted, dry_run=dry_run)


def _rule(app: "App", wanted: "Ruling | Refused", *, dry_run: bool) -> None:
    """Shows what changes, and, unless it is only to be shown, records the ruling and assesses its border."""
    from monitor.pipeline import moderate
    from monitor.pipeline.ports import NO_BORDER

    if isinstance(wanted, moderate.Refused):
        raise UsageError(wanted.reason)
    lane, now = wanted.border or NO_BORDER, app.clock.now()
    _show(moderate.preview(app.assess.judge, app.assess.case(lane, now=now), wanted, now=now), dry_run=dry_run)
    if dry_run:
        return
    app.store.record_ruling(wanted, now=now)
    # A daemon that holds the lease or was quicker does the same: the border is dirty until somebody has.
    app.assess.turn((lane,))
    output.write(
        f"ruled {wanted.id} by {output.cell(wanted.by)}; undo it with border-monitor incidents lift {wanted.id}"
    )


def _show(found: "Preview", *, dry_run: bool) -> None:
    for line in found.changes:
        output.write(output.cell(line))
    if not found.changes:
        output.write("nothing changes")
    for alert in found.alerts:
        output.write(f"{'would tell' if dry_run else 'tells'} {alert.level}: {output.cell(alert.headline)}")


def _incident(app: "App", wanted: str) -> Incident:
    found = app.store.incident(wanted)
    if found is None:
        raise UsageError(f"no incident {wanted}; see border-monitor incidents list")
    return found


def _said(text: str, what: str = "why: --because") -> str:
    if not text.strip():
        raise UsageError(f"say {what} can't be empty")
    return text.strip()
