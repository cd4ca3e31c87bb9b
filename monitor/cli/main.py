"""The program's front door: commands, global options, and what each kind of failure exits with."""

import atexit
import gc
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from monitor import __version__
from monitor.cli import (
    alerts,
    borders,
    cycles,
    database,
    deliveries,
    feeds,
    incidents,
    installing,
    moderation,
    output,
    reading,
    reloading,
    rules,
    service,
    silences,
    situations,
    teaching,
    terminal,
)
from monitor.cli.options import LogFormat, Options
from monitor.errors import ConfigError, UnavailableError, UsageError

EXIT_USAGE, EXIT_ENVIRONMENT = 2, 3

GARBAGE_AFTER = 20_000
"""New objects after which Python looks for circular garbage, of which we make little. Its default, 700, costs a tenth of a start."""

app = typer.Typer(
    name="border-monitor",
    help="Reads the news about borders and says, once and with its reasons, when one is getting hotter or cooler.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,  # a plain help text appears in half the time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(show: bool) -> None:
    if show:
        typer.echo(f"border-monitor {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="Folder with monitor.yaml and outlets.yaml.", envvar="BORDER_MONITOR_CONFIG")
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option(
            help="Folder with rules, loaded after the shipped ones; one that has a core of its own stands alone.",
            envvar="BORDER_MONITOR_RULES",
        ),
    ] = None,
    database: Annotated[
        str | None, typer.Option(help="Database address; overrides monitor.yaml.", envvar="BORDER_MONITOR_DATABASE")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more in the log.")] = False,
    log_format: Annotated[
        LogFormat | None,
        typer.Option(help="How lines of the log look; default: as fits.", envvar="BORDER_MONITOR_LOG_FORMAT"),
    ] = None,
    _version_shown: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options that every command takes."""
    context.obj = Options(config=config, rules=rules, database=database, verbose=verbose, log_format=log_format)


for module in (service, reloading, situations, cycles, reading, installing):
    module.register(app)
moderation.register(incidents.app)
GROUPS = {
    "incidents": incidents.app,
    "borders": borders.app,
    "alerts": alerts.app,
    "silence": silences.app,
    "deliveries": deliveries.app,
    "channels": deliveries.channels,
    "feeds": feeds.app,
    "rules": rules.app,
    "db": database.app,
}
for name, group in GROUPS.items():
    app.add_typer(group, name=name)
teaching.teach((app, *GROUPS.values()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command, that of the command line if none is given, and exits with its code: 0 done, 1 something found or failed, 2 usage or configuration, 3 the environment."""
    gc.set_threshold(GARBAGE_AFTER)
    atexit.register(gc.freeze)  # the end of the process frees all: no need to look through it for garbage first
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that can't show a sign is no reason to stop
    try:
        with terminal.ended_in_order():
            app(args=arguments, prog_name="border-monitor", terminal_width=terminal.width_of_help())
    except ConfigError as error:
        for problem in error.problems:
            output.complain(problem)
        sys.exit(EXIT_USAGE)
    except UsageError as error:
        output.complain(f"border-monitor: {error}")
        sys.exit(EXIT_USAGE)
    except UnavailableError as error:
        output.complain(f"border-monitor: {error}")
        sys.exit(EXIT_ENVIRONMENT)
    except BrokenPipeError:
        sys.stderr.close()
