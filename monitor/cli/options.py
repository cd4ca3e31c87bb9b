"""The global options, the options that listings share, and the way from them to an application."""

import gc
import getpass
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import terminal
from monitor.cli.output import Format
from monitor.errors import UsageError
from monitor.model.queries import NO_LIMIT

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.bootstrap.opening import Sources

FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]
BorderOption = Annotated[
    str | None, typer.Option("--border", help="Only this border, such as IR-PK; none for what has no border.")
]
SinceOption = Annotated[str | None, typer.Option("--since", help="Not before: 24h, 7d, or a date.")]


def _countable(limit: int | None) -> int | None:
    return None if limit is None else min(limit, NO_LIMIT)


LimitOption = Annotated[int, typer.Option("--limit", min=1, callback=_countable, help="At most so many.")]
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, callback=_countable, help="At most so many. Default: all.")
]

_AGO = re.compile(r"(\d+)\s*([smhdw])")
NO_BORDER = "none"
"""Written so in ``--border``, as in ``monitor.pipeline.ports``, which takes too long to load for ``--help``."""

_MAKE_DATABASE = frozenset(
    {"run", "collect", "read", "assess", "deliver", "upgrade", "restore", "copy", "status", "doctor", "report", "feeds"}
)
"""Commands and groups that may be the first on a database, or say themselves that nothing was heard yet; to others a mistyped name would be a quiet world."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""No news is older, and none will be younger: room to count from there in both directions."""


class LogFormat(StrEnum):
    """How lines of the log look."""

    JSON = "json"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What stood before the command's name."""

    config: Path | None = None
    rules: Path | None = None
    database: str | None = None
    verbose: bool = False
    log_format: LogFormat | None = None


def open_app(context: typer.Context, *, quiet: bool = True, needs_secrets: bool = False) -> "App":
    """The application behind the global options. Raises ConfigError with all problems at once.

    Who only looks needn't know the secrets of channels and feeds; what fetches or sends says that it ``needs_secrets``.
    """
    from monitor import bootstrap
    from monitor.bootstrap import secrecy
    from monitor.daemon import logs

    options: Options = context.obj
    logs.configure(
        least=logging.DEBUG if options.verbose else logging.WARNING if quiet else logging.INFO,
        as_json=None if options.log_format is None else options.log_format is LogFormat.JSON,
        colours=terminal.has_colours(sys.stderr),
    )
    with _undisturbed():
        app = bootstrap.open_app(
            config=options.config, rules_folder=options.rules, database=options.database, needs_secrets=needs_secrets
        )
    logs.hide(secrecy.secrets_in((app.settings, app.feeds)))
    asked = {context.info_name, context.parent.info_name if context.parent is not None else None}
    app.held.makes = options.database is None or not _MAKE_DATABASE.isdisjoint(asked)
    return app


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Nothing is looked through for garbage meanwhile: what is loaded stays, and looking would take a fifteenth of a start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def sources(context: typer.Context) -> "Sources":
    """Where the global options say that the files are."""
    from monitor.bootstrap.opening import Sources

    options: Options = context.obj
    return Sources(config=options.config, rules=options.rules, database=options.database)


def parse_until(text: str | None, *, now: datetime) -> datetime | None:
    """Like :func:`parse_since`; a date stands for its end, so that the day belongs to the period."""
    moment = parse_since(text, now=now, option="--until")
    return moment + timedelta(days=1) if moment and _DATE.fullmatch((text or "").strip()) else moment


def parse_since(text: str | None, *, now: datetime, option: str = "--since") -> datetime | None:
    """``24h`` ago, or a date or time (UTC where it has no zone); what lies beyond all news is brought to its edge. Raises UsageError."""
    if not text:
        return None
    if ago := _AGO.fullmatch(text.strip()):
        seconds = int(ago[1]) * _SECONDS[ago[2]]
        return now - timedelta(seconds=min(seconds, int((now - _EARLIEST).total_seconds())))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option} {text}: neither a span such as 24h nor a date such as 2024-01-16") from error
    return min(max(moment if moment.tzinfo else moment.replace(tzinfo=UTC), _EARLIEST), _LATEST)


def parse_border(app: "App", text: str | None) -> str | None:
    """``pk-ir`` as ``IR-PK``; ``none`` is what belongs to no border. Raises UsageError for what is no pair of states."""
    from monitor.pipeline import asking

    if not text:
        return None
    return NO_BORDER if text.casefold() == NO_BORDER else asking.border(text, app.loaded.rulebook)


def parse_by(text: str | None) -> str:
    """Who gives a command: the name given, or the login name, which is asked for here, at the edge, and nowhere else. Raises UsageError."""
    if text is not None and text.strip():
        return text.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("your login has no name: say who you are with --by") from error
