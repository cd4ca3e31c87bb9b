"""The schema's version: which one a database has, bringing it up to date, refusing what is newer. Knows no table but Alembic's.

What is derived from other tables is filled in after the migrations, by today's code over today's tables.
SQLite is brought up to date when it is opened, after a backup; PostgreSQL only when an operator asks, under an advisory lock.
"""

import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import URL

from monitor.adapters.store import backups, facts, faults
from monitor.adapters.store.engine import Engines, file_of
from monitor.errors import SchemaVersionError, StoreError

_VERSIONS = "alembic_version"
_LOCK = 0x626F72646572
"""The advisory lock's number on PostgreSQL: any will do, as long as all our programs use the same ("border" in ASCII)."""

_ALEMBIC = threading.Lock()
"""Alembic keeps its context in module globals. Taken inside the database's own lock, never around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrations:
    """Where the migrations lie, and the newest. ``head`` is written down so that opening an up-to-date database needn't load Alembic."""

    folder: Path
    head: str


SHIPPED = Migrations(folder=Path(__file__).parent / "migrations", head="0014")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """What bringing a database up to date came to. ``old`` is None for a new one; ``backup`` the copy of the old one, if one was made."""

    old: str | None
    new: str
    backup: Path | None = None


def prepare(engines: Engines, *, now: datetime, backup_dir: Path | None, migrations: Migrations) -> None:
    """Makes sure that the schema is ours and of this version: SQLite is upgraded, PostgreSQL isn't (StoreError says what to do)."""
    with engines.reading() as connection:
        version = _version(connection, engines.url)
    if version == migrations.head:
        return
    if engines.url.get_backend_name() == "sqlite":
        upgrade(engines, now=now, backup_dir=backup_dir, migrations=migrations)
        return
    _refuse_newer(version, engines.url, migrations)
    having = "has no tables yet" if version is None else f"has schema {version}, not {migrations.head}"
    raise StoreError(f"{faults.shown(engines.url)} {having}; run `border-monitor db upgrade`")


def upgrade(engines: Engines, *, now: datetime, backup_dir: Path | None, migrations: Migrations) -> Upgrade:
    """Brings the database to the newest schema, whole or not at all; harmless when it is there already, or when two do it at once."""
    with engines.migrating() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        old = _version(connection, engines.url)
        if old == migrations.head:
            return Upgrade(old=old, new=old)
        _refuse_newer(old, engines.url, migrations)
        file = file_of(engines.url)
        backup = backups.before_migration(file, old, now=now, folder=backup_dir) if file and old else None
        _migrate(connection, migrations)
        facts.fill(connection)
        _check_references(connection)
    return Upgrade(old=old, new=migrations.head, backup=backup)


def _version(connection: Connection, url: URL) -> str | None:
    """The revision; None for a database with nothing in it. Raises StoreError for a database that is someone else's."""
    tables = inspect(connection).get_table_names()
    if _VERSIONS not in tables and tables:
        raise StoreError(
            f"{faults.shown(url)} holds another program's tables; give border-monitor a database of its own"
        )
    versions = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalars().all() if tables else []  # noqa: S608 - a constant
    return str(versions[0]) if versions else None


def _refuse_newer(version: str | None, url: URL, migrations: Migrations) -> None:
    if version is None:
        return
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - loading it takes longer than most queries

    known = {script.revision for script in ScriptDirectory(str(migrations.folder)).walk_revisions()}
    if version not in known:
        raise SchemaVersionError(
            f"{faults.shown(url)} has schema {version}, which this version of border-monitor doesn't know (it knows {migrations.head}); "
            "use the version that wrote it, or restore an older backup"
        )


def _migrate(connection: Connection, migrations: Migrations) -> None:
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    # Alembic's configuration takes a percent sign for the start of a substitution.
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _ALEMBIC:
        command.upgrade(config, migrations.head)


def _check_references(connection: Connection) -> None:
    # Foreign keys are off while SQLite's tables are rebuilt; a migration that leaves a reference dangling is a bug.
    if connection.dialect.name == "sqlite" and (
        dangling := connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    ):
        raise AssertionError(f"the migration left a reference dangling: {dangling}")
