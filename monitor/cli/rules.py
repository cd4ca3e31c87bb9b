"""``rules``: what the rules say, and whether they do what they should."""

from typing import Annotated

import typer

from monitor.cli import output
from monitor.cli.options import open_app
from monitor.cli.testing import Report

app = typer.Typer(help="The rules: whether they do what they should.", no_args_is_help=True)


@app.callback()
def rules() -> None:
    """The rules: whether they do what they should."""


@app.command("test")
def check_packs(
    context: typer.Context,
    pack: Annotated[list[str] | None, typer.Argument(help="Packs to test, or core; default: all.")] = None,
    fmt: Annotated[
        Report, typer.Option("--format", help="How to print; junit is XML for build servers.")
    ] = Report.TABLE,
) -> None:
    """Plays the timelines of the packs through the real pipeline; exit code 1 when anything is not as expected."""
    from monitor.cli import testing

    with open_app(context) as app_:
        outcomes = testing.run(app_, pack or [])
    output.write(testing.render(outcomes, fmt))
    raise typer.Exit(1 if any(outcome.problems for outcome in outcomes) else 0)
