"""Everything that is remembered, in SQLite or PostgreSQL. Rows never leave this package; what leaves it are values of the model.

Each method is one transaction. What an operator can mend (a locked, full, damaged or unwritable database) is a StoreError.
"""

from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from monitor.adapters.store import schema
from monitor.adapters.store.assessing import Assessing
from monitor.adapters.store.collecting import Collecting
from monitor.adapters.store.delivering import Delivering
from monitor.adapters.store.engine import BUSY, Engines, address
from monitor.adapters.store.moderating import Moderating
from monitor.adapters.store.operating import Operating
from monitor.adapters.store.pushing import Pushing
from monitor.adapters.store.querying import Querying
from monitor.adapters.store.reading import ReadingItems
from monitor.adapters.store.responding import Responding
from monitor.adapters.store.schema import SHIPPED, Migrations, Upgrade
from monitor.adapters.store.searching import Searching
from monitor.adapters.store.upkeep import Upkeep, back_up, back_up_dated, copy_store, newest_backup, restore

__all__ = [
    "SqlStore",
    "Upgrade",
    "back_up",
    "back_up_dated",
    "copy_store",
    "newest_backup",
    "open_store",
    "restore",
    "upgrade",
]


class SqlStore(
    Collecting,
    Pushing,
    ReadingItems,
    Assessing,
    Moderating,
    Responding,
    Delivering,
    Operating,
    Querying,
    Searching,
    Upkeep,
):
    """Implements ``monitor.pipeline.ports.Store``. Safe to use from several threads; close it (or use it as a context) when done."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._met: set[str] = set()
        self._leases: dict[str, str] = {}

    def close(self) -> None:
        """Gives the connections back; on SQLite the last one to close folds the write-ahead log into the file."""
        self._engines.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(
    url: str, *, now: datetime, backup_dir: Path | None = None, busy: timedelta = BUSY, migrations: Migrations = SHIPPED
) -> SqlStore:
    """The store at this address, its schema up to date.

    SQLite is brought up to date by itself, after a backup of what was there; PostgreSQL never is: see :func:`upgrade`. ``busy`` is how
    long a write waits for another program's. Raises SchemaVersionError for a newer schema and StoreError, with what to do about it,
    for what can't be opened.
    """
    engines = Engines(address(url), busy=busy)
    try:
        schema.prepare(engines, now=now, backup_dir=backup_dir, migrations=migrations)
    except BaseException:
        engines.close()
        raise
    return SqlStore(engines)


def upgrade(url: str, *, now: datetime, backup_dir: Path | None = None, migrations: Migrations = SHIPPED) -> Upgrade:
    """Brings the schema up to date, on PostgreSQL too (under an advisory lock, without a backup)."""
    engines = Engines(address(url))
    try:
        return schema.upgrade(engines, now=now, backup_dir=backup_dir, migrations=migrations)
    finally:
        engines.close()
