"""``collect read assess deliver``: one turn of one cycle, by hand."""

import asyncio
from typing import Annotated

import typer

from monitor.cli import output, terminal
from monitor.cli.options import open_app, parse_border


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (collect, read, assess, deliver):
        app.command()(command)


def collect(
    context: typer.Context,
    feed: Annotated[list[str] | None, typer.Argument(help="Only these feeds, due or not.")] = None,
) -> None:
    """Polls the feeds that are due (or those named) once.

    collect
    collect dawn-home irna-en-rss
    """
    with open_app(context, needs_secrets=True) as app, terminal.busy("asking feeds"):
        turn = asyncio.run(app.collect_once(tuple(feed or ())))
    output.write(
        f"polled {output.some(turn.polled, 'feed')}: {output.some(turn.new_items, 'new item')}, {turn.not_modified} unchanged, {turn.failures} failed"
    )
    raise typer.Exit(1 if turn.failures else 0)


def read(context: typer.Context) -> None:
    """Reads every item that is not yet read.

    read
    """
    with open_app(context) as app, terminal.busy("reading"):
        turn = app.read.turn()
    output.write(f"read {output.some(turn.items, 'item')}: {output.some(turn.reports, 'report')}, {turn.failed} failed")
    raise typer.Exit(1 if turn.failed else 0)


def assess(
    context: typer.Context, border: Annotated[list[str] | None, typer.Argument(help="Only these borders.")] = None
) -> None:
    """Assesses every border that has news, or whose time has come.

    assess
    assess IR-PK
    """
    with open_app(context) as app, terminal.busy("assessing"):
        turn = app.assess.turn(tuple(b for name in border or () if (b := parse_border(app, name))))
    output.write(f"assessed {output.some(len(turn.borders), 'border')}: {output.some(len(turn.alerts), 'alert')}")
    for alert in turn.alerts:
        output.write(f"  {alert.level}  {alert.headline}")
    raise typer.Exit(1 if turn.failed else 0)


def deliver(context: typer.Context) -> None:
    """Sends what waits in the outbox and is due.

    deliver
    """
    with open_app(context, needs_secrets=True) as app, terminal.busy("sending"):
        turn = asyncio.run(app.deliver_once())
    output.write(f"delivered {turn.delivered}, deferred {turn.deferred}, dead {turn.dead}")
    raise typer.Exit(1 if turn.deferred or turn.dead else 0)
