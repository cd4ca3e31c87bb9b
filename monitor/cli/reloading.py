"""``reload``: a running daemon takes the files as they are now, and says what came of it."""

import asyncio
from typing import TYPE_CHECKING, Any

import typer

from monitor.cli import output
from monitor.cli.options import FormatOption, sources
from monitor.cli.output import Format
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from monitor.daemon.in_force import InForce


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(reload)


def reload(context: typer.Context, fmt: FormatOption = Format.TABLE) -> None:
    """Tells the running daemon to reload rules, outlets and settings, waits, and says what came of it.

    Exit code 0 when they are in force, 1 when they were refused (with every problem; the daemon goes on by the old ones), 3 when no daemon runs.

    reload
    """
    from monitor.daemon import asking

    try:
        place = sources(context).running_at()
    except ConfigError as error:  # so broken that nobody knows where the daemon is; it refuses them by itself
        for problem in error.problems:
            output.complain(problem)
        raise typer.Exit(1) from error
    after = asyncio.run(asking.reload(place))
    if fmt is Format.TABLE:
        _say(after)
    else:
        output.emit([_shape(after)], [], fmt=fmt)
    raise typer.Exit(1 if after.refused else 0)


def _say(after: "InForce") -> None:
    for warning in after.warnings:
        output.complain(warning)
    if after.refused:
        for problem in after.refused.problems:
            output.complain(problem)
        output.write("refused: the daemon goes on by the files as they were")
        return
    output.write(f"in force since {after.since:%Y-%m-%d %H:%M:%S} UTC" + (":" if after.changes else ""))
    for change in after.changes:
        output.write(f"  {change}")
    for name in after.restart:
        output.write(f"takes effect with a restart only: {name}")


def _shape(after: "InForce") -> dict[str, Any]:
    from monitor.daemon import status
    from monitor.pipeline.shapes import instant

    refused = after.refused
    return {
        "done": refused is None,
        "since": instant(after.since),
        "changes": list(after.changes),
        "restart": list(after.restart),
        "warnings": list(after.warnings),
        "refused": refused and status.shape_of_refusal(refused),
    }
