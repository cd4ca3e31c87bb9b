"""``db``: the database's schema, backups, checks, pruning, and moving house."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import output, terminal
from monitor.cli.options import open_app, parse_since

if TYPE_CHECKING:
    from monitor.bootstrap import App

app = typer.Typer(help="The database.", no_args_is_help=True)

DEFAULT_KEEP = 14
"""Backups kept: two weeks of daily ones."""


@app.command("upgrade")
def upgrade(context: typer.Context) -> None:
    """Brings the schema up to date (on SQLite this happens at every start; on PostgreSQL only here).

    db upgrade
    """
    with open_app(context) as app_:
        app_.upgrade_database()
    output.write("the schema is up to date")


@app.command("backup")
def backup(
    context: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            dir_okay=False,
            help="A file, new or an older backup; default: a dated one in backups/ beside the database.",
        ),
    ] = None,
    keep: Annotated[int, typer.Option(min=1, help="Dated backups to keep; older ones are deleted.")] = DEFAULT_KEEP,
) -> None:
    """Copies the SQLite database, in use or not, and verifies the copy.

    db backup --keep 14
    db backup --to /mnt/copies/monitor.db
    """
    with open_app(context) as app_, terminal.busy("copying"):
        made = app_.upkeep.back_up(to, keep=keep)
    output.write(f"{made} ({made.stat().st_size:,} bytes), verified")


@app.command("restore")
def restore(
    context: typer.Context,
    backup: Annotated[
        Path, typer.Argument(help="A file made by border-monitor db backup.", exists=True, dir_okay=False)
    ],
) -> None:
    """Puts a backup in the place of the SQLite database; the old one is kept beside it. Stop the daemon first.

    db restore /var/lib/border-monitor/backups/border-monitor.db.20260101T033000Z
    """
    with open_app(context) as app_:
        aside = app_.upkeep.restore(backup)
    output.write(f"restored from {backup}" + (f"; the old database is {aside}" if aside else ""))


@app.command("check")
def check(context: typer.Context) -> None:
    """Whether the database is whole: the file, references, every stored value. Exit code 1 with what is wrong.

    db check
    """
    with open_app(context) as app_:
        problems = app_.store.check()
        counts = app_.store.counts()
    for problem in problems:
        output.write(problem)
    if not problems:
        output.write(
            f"whole: {output.some(counts.items, 'item')}, {output.some(counts.reports, 'report')}, {output.some(counts.incidents, 'incident')}"
        )
    raise typer.Exit(1 if problems else 0)


@app.command("prune")
def prune(
    context: typer.Context,
    older_than: Annotated[
        str | None, typer.Option("--older-than", help="Such as 180d; default: upkeep.keep_texts_for.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many.")] = False,
    shrink: Annotated[bool, typer.Option("--shrink", help="Then give the room back to the disk.")] = False,
) -> None:
    """Takes summary and content from old items that nothing was read in. Reports, incidents and alerts are never pruned.

    db prune --older-than 180d --dry-run
    db prune --shrink
    """
    with open_app(context) as app_:
        count = _prune(app_, older_than, dry_run=dry_run)
        output.write(f"{output.some(count, 'item')} {'would be ' if dry_run else ''}pruned")
        if shrink and not dry_run:
            output.write(f"{app_.store.shrink():,} bytes given back")


def _prune(app_: "App", older_than: str | None, *, dry_run: bool) -> int:
    now = app_.clock.now()
    before = parse_since(older_than, now=now, option="--older-than") or now - app_.settings.upkeep.keep_texts_for
    if dry_run:
        return app_.store.count_prunable(before=before)
    count, after = 0, ""
    while page := app_.store.prune_some(before=before, after=after):
        count, after = count + len(page), page[-1]
    return count


@app.command("copy")
def copy(
    context: typer.Context,
    target: Annotated[str, typer.Argument(help="An empty database: sqlite:///… or postgresql+psycopg://…")],
) -> None:
    """Copies everything into an empty database of either kind. Stop the daemon first, then point `database:` at the new one.

    db copy postgresql+psycopg://monitor@db.example.org/monitor
    """
    with open_app(context) as app_, terminal.busy("copying"):
        copied = app_.upkeep.copy_to(target)
    for table, rows in copied.items():
        output.write(f"{rows:>12,}  {table}")
