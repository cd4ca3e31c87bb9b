"""Connections and transactions: how they begin, how durable they are, what waits for whom. Knows nothing of tables.

SQLite, one file: a single writing connection (so that threads of one process queue up fairly) that begins IMMEDIATE, because a
transaction that reads before it writes would otherwise lose updates or fail at once; and reading connections that can't write and
see one consistent state while a writer runs (write-ahead log). PostgreSQL: readers see one snapshot (REPEATABLE READ, read only).

Durability on SQLite. Collecting and reading commit with ``synchronous=NORMAL``: a power cut may take the last of them away whole,
together with the validators, so that they are simply fetched again. What people are told, and that they were told it, is written
with FULL; that also makes everything durable that was committed before it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from monitor.adapters.store import faults, filesystems
from monitor.errors import StoreError

BUSY = timedelta(seconds=5)
"""How long one process waits for another's write. Ours take milliseconds; a migration or a backup may take a second or two."""

_READERS = 4  # the daemon reads from one thread, the command line from another; the rest is room
_SETTINGS = "border_monitor_settings"
_WRITE = ("PRAGMA foreign_keys=ON", "PRAGMA synchronous=NORMAL")
_DURABLE = ("PRAGMA foreign_keys=ON", "PRAGMA synchronous=FULL")
# Rebuilding a table drops the old one, which must not take along the rows that refer to it.
_MIGRATE = ("PRAGMA foreign_keys=OFF", "PRAGMA synchronous=FULL")


def address(url: str) -> URL:
    """The database's URL with the driver that we ship; raises StoreError for what is none, or for a database that we don't know."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        # The text isn't shown: it may hold a password.
        raise StoreError(
            "the database address is no URL; write sqlite:////path/to/file.db or postgresql://user@host/name"
        ) from error
    backend = parsed.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise StoreError(f"{backend} is not a database that border-monitor knows; use sqlite or postgresql")
    return parsed.set(drivername="sqlite")


def file_of(url: URL) -> Path | None:
    """The SQLite file; None in memory and for other databases."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database.removeprefix("file:"))


class Engines:
    """The ways to talk to one database: ``reading``, ``writing`` and ``writing_durably`` are each one transaction."""

    def __init__(self, url: URL, *, busy: timedelta = BUSY) -> None:
        self.url = url
        self._engines = _sqlite(url, busy) if url.get_backend_name() == "sqlite" else _postgresql(url)
        self._reader, self._writer = self._engines

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent state of the database; ends without a commit."""
        with faults.spoken(self.url), self._reader.connect() as connection:
            _begin(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All or nothing; survives a crash of the process."""
        with faults.spoken(self.url), self._writer.begin() as connection:
            _begin(connection, _WRITE)
            yield connection

    @contextmanager
    def writing_durably(self) -> Iterator[Connection]:
        """All or nothing; survives a power cut as well."""
        with faults.spoken(self.url), self._writer.begin() as connection:
            _begin(connection, _DURABLE)
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Like ``writing_durably``, with SQLite's foreign keys off; the schema may change, whole or not at all."""
        with faults.spoken(self.url), self._writer.begin() as connection:
            _begin(connection, _MIGRATE)
            yield connection

    def close(self) -> None:
        """Gives every connection back."""
        for engine in set(self._engines):
            engine.dispose()


def _sqlite(url: URL, busy: timedelta) -> tuple[Engine, Engine]:
    file = file_of(url)
    if file is None:
        # A database in memory lives as long as its one connection, which every thread must share in turn.
        only = _sqlite_engine(url, busy, size=1, readonly=False)
        return only, only
    filesystems.refuse_network(file)
    return _sqlite_engine(url, busy, size=_READERS, readonly=True), _sqlite_engine(url, busy, size=1, readonly=False)


def _sqlite_engine(url: URL, busy: timedelta, *, size: int, readonly: bool) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": busy.total_seconds()},
        hide_parameters=True,
    )

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        _prepare(connection, busy, readonly=readonly)

    event.listen(engine, "connect", on_connect)
    return engine


def _prepare(connection: sqlite3.Connection, busy: timedelta, *, readonly: bool) -> None:
    connection.isolation_level = None  # the driver's own BEGIN is deferred and comes too late; see _begin
    connection.execute(f"PRAGMA busy_timeout={int(busy.total_seconds() * 1000)}")
    if readonly:
        connection.execute("PRAGMA query_only=ON")
        return
    # The switch doesn't wait for another process that is making the same database; a transaction does.
    while connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete" and not _writes_ahead(connection):
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")


def _writes_ahead(connection: sqlite3.Connection) -> bool:
    """Turns the write-ahead log on for good, unless somebody else is at the file."""
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _begin(connection: Connection, settings: tuple[str, ...] = ()) -> None:
    """Begins to read, or to write with these settings.

    By hand: told by SQLAlchemy when to, every statement cost half as much again, since an engine that anybody listens to looks for
    listeners at each step.
    """
    if connection.dialect.name != "sqlite":
        return  # the driver begins by itself
    driver: Any = connection.connection.driver_connection
    if settings and connection.info.get(_SETTINGS) != settings:
        for pragma in settings:
            driver.execute(pragma)
        connection.info[_SETTINGS] = settings
    driver.execute("BEGIN IMMEDIATE" if settings else "BEGIN")


def _postgresql(url: URL) -> tuple[Engine, Engine]:
    # Said by us: a database made without a locale would have text come back as bytes.
    said = {"client_encoding": "utf8"}
    options: dict[str, Any] = {"pool_pre_ping": True, "hide_parameters": True, "connect_args": said}
    try:
        reader = create_engine(url, isolation_level="REPEATABLE READ", **options)
        writer = create_engine(url, isolation_level="READ COMMITTED", **options)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreError("PostgreSQL needs its driver; install border-monitor[postgres]") from error
    return reader.execution_options(postgresql_readonly=True), writer
