"""What keeps a store well for years: backups and their way back, checks, pruning, moving to another database."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy import update as update_rows
from sqlmodel import col, select

from monitor.adapters.store import backups, checking, codec, copying, faults, schema
from monitor.adapters.store.engine import Engines, address, file_of
from monitor.adapters.store.schema import SHIPPED
from monitor.adapters.store.tables import ItemRow, ReportRow
from monitor.errors import StoreError, UsageError
from monitor.model.items import Item

_PAGE = 500
"""Items pruned in one transaction: short enough that the daemon, which may be writing too, hardly waits."""


class Upkeep:
    """The part of the store that an operator, or the daemon's housekeeping, asks for."""

    _engines: Engines

    def check(self) -> list[str]:
        """What is wrong, in sentences; empty when all is well."""
        return checking.check(self._engines)

    def count_prunable(self, *, before: datetime) -> int:
        """How many items :meth:`prune_some` would strip, in all."""
        with self._engines.reading() as connection:
            query = select(func.count()).select_from(ItemRow).where(*_wordy_and_old(before))
            return int(connection.execute(query).scalar_one())

    def prune_some(self, *, before: datetime, after: str = "") -> tuple[str, ...]:
        """Takes summary and content from the next items (by id, from ``after``) first seen before this that no report came from.

        Gives their ids; call again after the last of them until there are none. Items that something was read in keep their words, since
        reports, incidents and alerts quote them. The file doesn't shrink: what is freed is used again (see :meth:`shrink`).
        """
        query = select(col(ItemRow.id), col(ItemRow.body)).where(col(ItemRow.id) > after, *_wordy_and_old(before))
        with self._engines.writing() as connection:
            rows = connection.execute(query.order_by(col(ItemRow.id)).limit(_PAGE)).all()
            for item_id, body in rows:
                bare = codec.encode(replace(codec.decode(Item, body), summary="", content=""))
                connection.execute(update_rows(ItemRow).where(col(ItemRow.id) == item_id).values(body=bare))
        return tuple(item_id for item_id, _ in rows)

    def shrink(self) -> int:
        """Gives the file's unused pages back to the disk; bytes freed, nought on PostgreSQL. Nobody can write meanwhile."""
        file = file_of(self._engines.url)
        if file is None:
            return 0
        before = _size(file)
        self._engines.close()
        try:
            with closing(sqlite3.connect(file, isolation_level=None)) as connection:
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise StoreError(f"{file} {faults.of_sqlite(error) or error}") from error
        return max(0, before - _size(file))


def _size(file: Path) -> int:
    return sum(path.stat().st_size for path in (file, file.with_name(f"{file.name}-wal")) if path.exists())


def _wordy_and_old(before: datetime) -> tuple[ColumnElement[bool], ...]:
    # Fields that are empty are not in the body (see codec), so these words say that there is something to take.
    wordy = or_(col(ItemRow.body).contains('"summary":"'), col(ItemRow.body).contains('"content":"'))
    quoted = select(col(ReportRow.key)).where(col(ReportRow.item) == col(ItemRow.id)).exists()
    return (col(ItemRow.seen_at) < before, col(ItemRow.read_at).is_not(None), wordy, ~quoted)


def back_up(url: str, target: Path) -> Path:
    """A verified copy of a SQLite database that may be in use.

    Raises UsageError for other databases, which have tools of their own, and for a target that is something else than an older backup;
    StoreError when no whole copy could be made.
    """
    file = file_of(address(url))
    if file is None:
        raise UsageError("only an SQLite file can be backed up here; use pg_dump for PostgreSQL")
    if not file.exists():
        raise StoreError(f"{file} isn't there; nothing to back up")
    backups.check_target(file, target)
    return backups.copy(file, target, verified=True)


def back_up_dated(url: str, folder: Path, *, now: datetime, keep: int) -> Path:
    """A verified copy under a name that says when, in a folder where the newest ``keep`` of them stay. Raises as :func:`back_up`."""
    file = file_of(address(url)) or Path()
    backups.clear(file, folder, now=now)
    made = back_up(url, backups.dated(file, folder, now=now))
    backups.prune(file, folder, keep=keep)
    return made


def newest_backup(url: str, folder: Path) -> datetime | None:
    """When the last of the dated backups in this folder was made; None for other databases."""
    file = file_of(address(url))
    return backups.newest(file, folder) if file else None


def restore(url: str, backup: Path, *, now: datetime) -> Path | None:
    """Puts a backup in the place of a SQLite database; gives where the old one was moved to, None when there was none.

    Nobody may be using the database. Raises UsageError for other databases, and StoreError for a backup that isn't whole or finds no room;
    then everything is where it was.
    """
    file = file_of(address(url))
    if file is None:
        raise UsageError("only an SQLite file can be restored here; use pg_restore for PostgreSQL")
    backups.verify(backup)
    if file.exists() and backup.samefile(file):
        raise UsageError(f"{backup} is the database itself; name a backup of it")
    arrived = backups.copy(backup, file.with_name(f"{file.name}.restored"))
    aside = backups.set_aside(file, now=now.astimezone(UTC)) if file.exists() else None
    arrived.rename(file)
    return aside


def copy_store(source: str, target: str, *, now: datetime) -> dict[str, int]:
    """The whole store into an empty database, whose tables are made; rows copied of each table."""
    old, new = Engines(address(source)), Engines(address(target))
    if old.url == new.url:
        raise UsageError("source and target are the same database")
    try:
        schema.prepare(old, now=now, backup_dir=None, migrations=SHIPPED)
        schema.upgrade(new, now=now, backup_dir=None, migrations=SHIPPED)
        return copying.copy(old, new)
    finally:
        old.close()
        new.close()
