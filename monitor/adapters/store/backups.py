"""Copies of a SQLite database, made while it is in use. Decides where they lie and what they are called."""

import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.adapters.store import faults
from monitor.errors import StoreError, UsageError

_STAMP = "%Y%m%dT%H%M%SZ"
_COMPANIONS = ("-wal", "-shm")
_UNFINISHED = ".unfinished"
_ABANDONED_AFTER = timedelta(hours=6)
"""No copy takes so long."""


def before_migration(file: Path, revision: str, *, now: datetime, folder: Path | None) -> Path:
    """``<file>.backup-<revision>-<stamp>``, beside the file unless a folder is given. Raises StoreError when it can't be made."""
    folder = folder or file.parent
    for abandoned in folder.glob(f"{file.name}.backup-*Z{_UNFINISHED}*"):
        abandoned.unlink()  # two never migrate at once: whoever made it was killed
    return copy(file, folder / f"{file.name}.backup-{revision}-{_stamp(now)}")


def dated(file: Path, folder: Path, *, now: datetime) -> Path:
    """Where an operator's backup goes: ``<folder>/<file>.<stamp>``, so that names sort by time."""
    return folder / f"{file.name}.{_stamp(now)}"


def prune(file: Path, folder: Path, *, keep: int) -> list[Path]:
    """Deletes the oldest of the backups that :func:`dated` named, all but ``keep``; gives those deleted."""
    stamped = sorted(path for path in folder.glob(f"{file.name}.*Z") if _is_stamp(path.name[len(file.name) + 1 :]))
    old = stamped[:-keep] if keep else stamped
    for path in old:
        path.unlink()
    return old


def clear(file: Path, folder: Path, *, now: datetime) -> None:
    """Deletes what is left of copies to :func:`dated` names whose makers were killed."""
    for left in folder.glob(f"{file.name}.*Z{_UNFINISHED}*"):
        stamp = left.name[len(file.name) + 1 :].partition(_UNFINISHED)[0]
        if _is_stamp(stamp) and _moment(stamp) <= now - _ABANDONED_AFTER:
            left.unlink(missing_ok=True)


def newest(file: Path, folder: Path) -> datetime | None:
    """When the last of the backups that :func:`dated` named was made."""
    names = sorted(path.name[len(file.name) + 1 :] for path in folder.glob(f"{file.name}.*Z"))
    stamps = [name for name in names if _is_stamp(name)]
    return _moment(stamps[-1]) if stamps else None


def check_target(file: Path, target: Path) -> None:
    """Raises UsageError for what a backup mustn't take the place of: the database itself, and whatever is no backup."""
    if not target.exists():
        return
    if target.samefile(file):
        raise UsageError(f"{target} is the database itself; name another file")
    if target.stat().st_size and not _is_ours(target):
        raise UsageError(f"{target} is there and is no backup; name another file")


def copy(file: Path, target: Path, *, verified: bool = False) -> Path:
    """One consistent state of the database as a file with the same permissions; the name appears only when the copy is whole.

    ``verified``: and has been looked through, see :func:`verify`.
    """
    unfinished = target.with_name(target.name + _UNFINISHED)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        unfinished.touch()
        shutil.copymode(file, unfinished)
        with (
            closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(unfinished)) as sink,
        ):
            source.backup(sink)
        if verified:
            verify(unfinished)
        unfinished.rename(target)
    except (OSError, sqlite3.Error) as error:
        reason = (faults.of_sqlite(error) if isinstance(error, sqlite3.Error) else error.strerror) or str(error)
        raise StoreError(f"no copy could be made at {target}, so nothing was changed: {reason}") from error
    finally:
        with suppress(OSError):
            unfinished.unlink()
    return target


def verify(file: Path) -> None:
    """Raises StoreError unless the file, which nobody writes, is a whole SQLite database with our tables."""
    if not file.is_file():
        raise StoreError(f"{file} isn't there")
    try:
        with closing(_looked_at(file)) as connection:
            complaints = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            ours = _has_our_tables(connection)
    except sqlite3.Error as error:
        raise StoreError(f"{file} {faults.of_sqlite(error) or error}") from error
    if complaints:
        raise StoreError(f"{file} is damaged: {complaints[0]}")
    if not ours:
        raise StoreError(f"{file} is no database of border-monitor")


def _is_ours(file: Path) -> bool:
    try:
        with closing(_looked_at(file)) as connection:
            return _has_our_tables(connection)
    except sqlite3.Error:
        return False


def _looked_at(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)


def _has_our_tables(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    return bool(found[0])


def set_aside(file: Path, *, now: datetime) -> Path:
    """Moves a database that nobody uses, with what belongs to it, to ``<file>.before-restore-<stamp>``."""
    aside = file.with_name(f"{file.name}.before-restore-{_stamp(now)}")
    file.rename(aside)
    for companion in _COMPANIONS:
        with suppress(FileNotFoundError):
            file.with_name(file.name + companion).rename(aside.with_name(aside.name + companion))
    return aside


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).strftime(_STAMP)


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _is_stamp(text: str) -> bool:
    try:
        _moment(text)
    except ValueError:
        return False
    return True
