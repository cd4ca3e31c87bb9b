"""What a database's refusals mean to an operator. Decides which are the environment's (a sentence) and which are bugs (left alone)."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from monitor.errors import StoreError

_SQLITE = {
    sqlite3.SQLITE_BUSY: "is locked by another program; stop that one, or try again when it is done",
    sqlite3.SQLITE_LOCKED: "is locked by another program; stop that one, or try again when it is done",
    sqlite3.SQLITE_READONLY: "can't be written; check its owner and permissions, and those of its folder",
    sqlite3.SQLITE_PERM: "can't be opened; check its owner and permissions, and those of its folder",
    sqlite3.SQLITE_CANTOPEN: "can't be opened; check that its folder exists and may be written",
    sqlite3.SQLITE_FULL: "can't grow, the disk is full; make room and start again, nothing half-written is kept",
    sqlite3.SQLITE_IOERR: "can't be read or written, the disk reports an error; check the disk, then restore a backup if need be",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore the newest backup",
    sqlite3.SQLITE_NOTADB: "is not a database; give another path, or move that file away",
}

# SQLSTATE classes and codes (PostgreSQL manual, appendix A).
_POSTGRESQL = {
    "53100": "can't grow, its disk is full; make room on the server",
    "53300": "has no connection left; raise max_connections, or stop a program",
    "25006": "is read-only; point the configuration at the primary server",
    "55P03": "is locked by another program; try again when it is done",
    "40001": "was changed at the same time; try again",
    "40P01": "was changed at the same time; try again",
}
_PRIMARY_CODE = 0xFF


def shown(url: URL) -> str:
    """The address for people: a path for a file, else the URL without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "the database in memory"
    return url.render_as_string(hide_password=True)


@contextmanager
def spoken(url: URL) -> Iterator[None]:
    """Turns what an operator can mend into StoreError; lets everything else pass."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreError(f"{shown(url)} is busy: no connection came free; try again") from error
    except (DBAPIError, sqlite3.Error) as error:  # the driver's own where a transaction begins
        sentence = of_sqlite(error) if isinstance(error, sqlite3.Error) else _sentence(error)
        if sentence is None:
            raise
        raise StoreError(f"{shown(url)} {sentence}") from error


def of_sqlite(error: sqlite3.Error) -> str | None:
    """What the operator can do about it; None when it is a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _SQLITE.get(code & _PRIMARY_CODE)


def _sentence(error: DBAPIError) -> str | None:
    if isinstance(error.orig, sqlite3.Error):
        return of_sqlite(error.orig)
    state = getattr(error.orig, "sqlstate", None)
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return "can't be reached; check that the server runs, and the address, user and password"
    return None
