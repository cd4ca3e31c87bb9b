"""Copies of a SQLite database, made while it is in use. Decides where they lie and what they are called; deletes none."""

import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from monitor.adapters.store import faults
from monitor.errors import StoreError


def before_migration(file: Path, revision: str, *, now: datetime, folder: Path | None) -> Path:
    """``<file>.backup-<revision>-<stamp>``, beside the file unless a folder is given. Raises StoreError when it can't be made."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return copy(file, (folder or file.parent) / f"{file.name}.backup-{revision}-{stamp}")


def copy(file: Path, target: Path) -> Path:
    """One consistent state of the database as a file with the same permissions; the name appears only when the copy is whole."""
    unfinished = target.with_name(f"{target.name}.unfinished")
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
        unfinished.rename(target)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            unfinished.unlink()
        reason = (faults.of_sqlite(error) if isinstance(error, sqlite3.Error) else error.strerror) or str(error)
        raise StoreError(f"no backup could be made at {target}, so nothing was changed: {reason}") from error
    return target
