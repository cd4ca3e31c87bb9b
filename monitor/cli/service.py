"""``run init demo check status health doctor``: the service and its set-up."""

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import output
from monitor.cli.options import FormatOption, Options, open_app, sources
from monitor.cli.output import Format
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from monitor.bootstrap.held import Held


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (run, init, demo, check, status, health, doctor):
        app.command()(command)


def run(context: typer.Context) -> None:
    """Runs the daemon in the foreground until SIGTERM or SIGINT.

    run
    """
    from monitor.daemon import main

    with open_app(context, quiet=False, needs_secrets=True) as app:
        main.run(app, sources(context))


def init(
    context: typer.Context,
    home: Annotated[Path, typer.Argument(help="The folder that gets config/monitor.yaml.")] = Path(),
    borders: Annotated[str | None, typer.Option(help="Answer to the first question.")] = None,
    channel: Annotated[str | None, typer.Option(help="Answer to the second: print, or an Apprise URL.")] = None,
    zone: Annotated[str | None, typer.Option(help="Answer to the third, an IANA name.")] = None,
    contact: Annotated[str | None, typer.Option(help="Answer to the fourth: how publishers can reach you.")] = None,
    test: Annotated[bool, typer.Option(help="Send a marked test message at the end.")] = True,
) -> None:
    """Writes a first configuration from four answers, and sends a marked test message.

    init
    init /etc/border-monitor --borders IR-PK,AF-PK --channel print --zone Asia/Karachi --contact desk@example.org
    """
    from monitor.cli import setting_up

    answers = setting_up.ask(borders=borders, channel=channel, zone=zone, contact=contact)
    options: Options = context.obj
    raise typer.Exit(setting_up.write(answers, home, rules=options.rules, test=test))


def demo(
    context: typer.Context,
    database: Annotated[
        Path | None, typer.Option(help="Where to leave the database, a new file; default: border-monitor-demo.db here.")
    ] = None,
) -> None:
    """Plays the January 2024 crisis to the real daemon: real feeds over loopback HTTP, a fast clock, alerts as they come.

    demo
    demo --database crisis.db
    """
    from monitor.demo import play

    options: Options = context.obj
    raise typer.Exit(play.run(rules=options.rules, database=database, out=sys.stdout))


def check(
    context: typer.Context,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail.")] = False,
) -> None:
    """Checks configuration, outlets, rules, packs and their examples; touches nothing.

    check
    check --strict
    """
    with open_app(context, needs_secrets=True) as app:
        warnings = (*app.warnings, *app.failed_examples())
        book = app.loaded.rulebook
        app.check_channels()
        for warning in warnings:
            output.complain(warning)
        some = output.some
        output.write(
            f"{some(len(app.feeds), 'feed')} of {some(len(app.outlets), 'outlet')}, {some(len(app.channel_kinds()), 'channel')}; "
            f"{len(book.actors)} actors, {len(book.places)} places, {len(book.countries)} countries, "
            f"{sum(map(len, book.lexicon.values()))} lexemes, {len(book.examples)} examples, {len(book.indicators)} indicators, "
            f"{some(len(book.rules), 'rule')}: no errors, {some(len(warnings), 'warning')}"
        )
    raise typer.Exit(1 if strict and warnings else 0)


def status(context: typer.Context, fmt: FormatOption = Format.TABLE) -> None:
    """One screen: how the borders stand, what runs, what waits, what fails; beside a running daemon or without one.

    While the files are broken, what it says is of the daemon that goes by what they were.

    status
    status --format json
    """
    from monitor.cli import status_view
    from monitor.daemon import status as standing

    try:
        with open_app(context) as app:
            row, zone = standing.status(app), app.settings.zone
    except ConfigError as error:
        with closing(_running(context, error)) as held:
            row, zone = standing.with_broken_files(held, [str(problem) for problem in error.problems]), "UTC"
    if fmt is Format.TABLE:
        for line in status_view.lines(row, output.when(zone)):
            output.write(line)
    else:
        output.emit([row], [], fmt=fmt)


def health(context: typer.Context) -> None:
    """Exit code 0 when the daemon is alive and does its work, 1 with the reasons when not: for supervisors.

    health
    """
    from monitor.daemon import health as state

    try:
        with open_app(context) as app:
            troubles = state.troubles(app)
    except ConfigError as error:
        with closing(_running(context, error)) as held:
            troubles = state.troubles_with_broken_files(held)
    for trouble in troubles:
        output.write(trouble)
    if not troubles:
        output.write("healthy")
    raise typer.Exit(1 if troubles else 0)


def _running(context: typer.Context, error: ConfigError) -> "Held":
    """What the daemon that runs holds open. Raises the error when none does: then nothing goes by other files."""
    from monitor.adapters import instance_lock
    from monitor.adapters.clock import SystemClock
    from monitor.bootstrap.held import Held

    place = sources(context).running_at()
    if instance_lock.holder(place.lock_file) is None:
        raise error
    return Held(place, SystemClock())


def doctor(
    context: typer.Context,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no server.")] = False,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Looks for the usual troubles and says what to do about each; exit code 1 when something is wrong.

    doctor --offline
    """
    from monitor.daemon import doctor as examination
    from monitor.daemon.findings import Grade

    with open_app(context, needs_secrets=True) as app:
        findings = list(examination.examine(app, offline=offline))
    rows = [{"check": f.check, "grade": f.grade.value, "what": f.what, "todo": f.todo} for f in findings]
    columns: list[output.Column] = [(name, output.pick(name)) for name in ("grade", "check", "what", "todo")]
    output.emit(rows, columns, fmt=fmt)
    raise typer.Exit(1 if any(f.grade is Grade.ERROR for f in findings) else 0)
