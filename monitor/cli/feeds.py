"""``feeds``: what is polled and how it does."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli import output
from monitor.cli.options import BorderOption, FormatOption, Limit, open_app, parse_border, parse_since
from monitor.cli.output import Format, pick
from monitor.errors import UnavailableError, UsageError
from monitor.text import lengths

app = typer.Typer(help="What is polled, and how it does.", no_args_is_help=True)

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_OF_TIMES = ("_at", "_until", "_since")
"""How names of times end; of what feeds say of themselves none does."""
_PASSWORD = re.compile(r"//[^/@]*@")
OutputOption = Annotated[Path | None, typer.Option("--output", help="A new file, in place of the screen.")]


@app.command("list")
def list_feeds(
    context: typer.Context,
    border: BorderOption = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Only those that answered since: 24h, 7d, or a date.")
    ] = None,
    limit: Limit = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Lists the feeds with their health, last success, next poll and last error.

    feeds list --border IR-PK
    """
    with open_app(context) as app_:
        since_at = parse_since(since, now=app_.clock.now())
        rows = app_.feed_rows(border=parse_border(app_, border), since=since_at)[:limit]
        show = output.when(app_.settings.zone)
    columns: list[output.Column] = [
        ("feed", pick("feed")),
        ("outlet", pick("outlet")),
        ("speaks for", pick("speaks_for")),
        ("verified", pick("verified")),
        ("condition", pick("condition")),
        ("items", pick("items_seen")),
        ("last success", lambda r: show(r["last_success_at"])),
        ("next poll", lambda r: show(r["next_due_at"])),
        ("failures", pick("failures")),
        ("last error", pick("last_failure")),
        ("moved to", pick("moved_to")),
    ]
    output.emit(rows, columns, fmt=fmt, empty="no feeds")


@app.command("show")
def show_feed(
    context: typer.Context,
    feed: Annotated[str, typer.Argument(help="The feed's id; see feeds list.")],
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Shows all that polling has learned of one feed.

    feeds show dawn-home
    """
    with open_app(context) as app_:
        details = app_.feed_details(feed)
        zone = app_.settings.zone
    _emit(details, fmt, zone=zone)


@app.command("probe")
def probe_feed(
    context: typer.Context,
    address: Annotated[str, typer.Argument(help="An address, or the id of a feed.")],
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Fetches and parses a feed now and says what it is; exits with 1 when it can't be used. Nothing is stored.

    feeds probe https://example.org/rss
    feeds probe dawn-home
    """
    with open_app(context, needs_secrets=True) as app_:
        found = asyncio.run(app_.probe(address))
        zone = app_.settings.zone
    _emit(found, fmt, zone=zone)
    raise typer.Exit(0 if found["usable"] else 1)


@app.command("import")
def import_feeds(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="An OPML file.", exists=True, dir_okay=False, readable=True)],
    to: OutputOption = None,
) -> None:
    """Writes entries of outlets.yaml for the feeds of an OPML file: not verified, of grade F, to be looked through.

    feeds import subscriptions.opml --output new-outlets.yaml
    """
    from monitor.config import outlets_text
    from monitor.config.outlets import url_complaint

    with open_app(context) as app_:
        subscriptions = asyncio.run(app_.subscriptions(file.read_bytes(), file=file))
        written = outlets_text.write(subscriptions, app_.known)
    _put(written.text, to)
    typer.echo(
        f"{output.some(written.feeds, 'feed')}; {len(written.known)} are polled already, {len(written.refused)} can't be polled",
        err=True,
    )
    for address in written.refused:
        output.complain(f"{file}: {_PASSWORD.sub('//***@', address)}: {url_complaint(address) or 'names no host'}")
    raise typer.Exit(1 if written.refused else 0)


@app.command("export")
def export_feeds(context: typer.Context, to: OutputOption = None) -> None:
    """Writes the feeds as OPML, for other readers; headers and passwords stay here.

    feeds export --output feeds.opml
    """
    from monitor.feeds import opml

    with open_app(context) as app_:
        text = opml.render(app_.feeds, app_.outlets, title="border-monitor")
    _put(text + "\n", to)


def _emit(details: output.Row, fmt: Format, *, zone: str) -> None:
    if fmt is not Format.TABLE:
        output.emit([details], [], fmt=fmt)
        return
    show = output.when(zone)
    for name, value in details.items():
        if value not in (None, "", []):
            output.write(f"{name.removesuffix('_seconds').replace('_', ' ')}\t{output.cell(_said(name, value, show))}")


def _said(name: str, value: Any, show: Callable[[str | None], str]) -> Any:
    """The value for people."""
    if name.endswith(_OF_TIMES) and _INSTANT.fullmatch(str(value)):
        return show(value)
    if name.endswith("_seconds"):
        return lengths.of_time(timedelta(seconds=value))
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _put(text: str, to: Path | None) -> None:
    """To the screen, or into a file that isn't there yet."""
    if to is None:
        output.write(text.rstrip("\n"))
        return
    try:
        with to.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{to} is there already; choose a new file") from error
    except OSError as error:
        raise UnavailableError(f"{to} can't be written: {error.strerror or error}") from error
