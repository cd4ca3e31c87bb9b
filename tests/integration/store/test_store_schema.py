"""The schema's life: made, brought up to date with a backup, refused when it is newer or someone else's."""

import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from monitor.adapters.store import SqlStore, Upgrade, codec, open_store, upgrade
from monitor.adapters.store.engine import Engines, address
from monitor.adapters.store.schema import SHIPPED, Migrations
from monitor.adapters.store.tables import Row
from monitor.errors import SchemaVersionError, StoreError
from monitor.model.queries import IncidentQuery
from monitor.text.search import phrases_of
from tests.support.store import NOW, assess, assessment, firing, incident, item, poll, read, report

NEXT = '''"""A later schema, which rebuilds a table that others refer to."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    with op.batch_alter_table("items", recreate="always" if op.get_bind().dialect.name == "sqlite" else "auto") as batch:
        batch.add_column(sa.Column("note", sa.String(), nullable=False, server_default="none"))
    {last}
'''


@pytest.fixture
def later(tmp_path: Path) -> Migrations:
    """The migrations of a later version of the program."""
    return migrations_with(tmp_path / "later", "pass")


def migrations_with(folder: Path, last: str) -> Migrations:
    """Ours, and one more that ends so."""
    shutil.copytree(SHIPPED.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_later.py").write_text(NEXT.format(head=SHIPPED.head, last=last))
    return Migrations(folder=folder, head="9999")


@pytest.fixture
def empty_database(postgresql: str) -> Iterator[str]:
    """A PostgreSQL database without any table."""
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("CREATE DATABASE later")
        yield re.sub(r"/postgres(?=$|\?)", "/later", postgresql)
        connection.execute("DROP DATABASE later WITH (FORCE)")


def names_of(folder: Path) -> list[str]:
    """The databases and backups in a folder."""
    return sorted(
        path.name
        for path in folder.iterdir()
        if path.name.startswith("monitor.db") and not path.name.endswith(("-wal", "-shm"))
    )


def is_not_of_search(name: str | None, *_: object) -> bool:
    """The full-text indexes are each database's own."""
    return not str(name).startswith(("incident_search", "ix_incident_words_search"))


def test_the_migrations_make_exactly_the_tables_that_we_use(store: SqlStore) -> None:
    """Columns, indexes and types; and the newest revision is the one that is written down."""
    with store._engines.writing() as connection:
        ours = MigrationContext.configure(connection, opts={"include_name": is_not_of_search})
        assert compare_metadata(ours, Row.metadata) == []
    assert ScriptDirectory(str(SHIPPED.folder)).get_heads() == [SHIPPED.head]


def test_constraints_have_the_names_of_the_convention(store: SqlStore) -> None:
    """So that a later migration can alter them."""
    with store._engines.reading() as connection:
        from sqlalchemy import inspect

        found = inspect(connection)
        assert {each["name"] for each in found.get_check_constraints("deliveries")} == {
            "ck_deliveries_state",
            "ck_deliveries_attempts",
        }
        assert found.get_pk_constraint("items")["name"] == "pk_items"
        assert found.get_foreign_keys("reports")[0]["name"] == "fk_reports_item"


def test_a_new_file_is_made_without_any_backup(sqlite_url: str, tmp_path: Path) -> None:
    """There is nothing to keep."""
    open_store(sqlite_url, now=NOW).close()
    assert names_of(tmp_path) == ["monitor.db"]


def test_an_older_schema_is_brought_up_to_date_after_a_backup(
    sqlite_url: str, tmp_path: Path, later: Migrations
) -> None:
    """What was there is there, also what refers to the rebuilt table; the backup opens with the older version. A killed try leaves nothing."""
    with open_store(sqlite_url, now=NOW) as store:
        read(store, report("one#0"))
    (tmp_path / f"monitor.db.backup-{SHIPPED.head}-20310504T115959Z.unfinished").touch()
    with open_store(sqlite_url, now=NOW, migrations=later) as store:
        assert store.reports_of(["one#0"]) == [report("one#0")]
        with store._engines.reading() as connection:
            assert connection.exec_driver_sql("SELECT note FROM items").scalars().all() == ["none"]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    backup = f"monitor.db.backup-{SHIPPED.head}-20310504T120000Z"
    assert names_of(tmp_path) == ["monitor.db", backup]
    with open_store(f"sqlite:///{tmp_path / backup}", now=NOW) as store:
        assert store.reports_of(["one#0"]) == [report("one#0")]


def test_a_border_stands_as_before_after_what_is_long_about_it_was_moved(sqlite_url: str, tmp_path: Path) -> None:
    """Its assessment with what fired; and it goes on from the same checkpoint."""
    folder = tmp_path / "migrations"
    shutil.copytree(SHIPPED.folder, folder, ignore=shutil.ignore_patterns("001[4-9]*", "__pycache__"))
    told = assessment(score=12.5, firings=(firing("I11"), firing("I12")))
    with open_store(sqlite_url, now=NOW, migrations=Migrations(folder=folder, head="0013")) as store:
        row = ("EC-PE", codec.encode(told), "a checkpoint", "2031-05-07 12:00:00.000000")
        with store._engines.writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO borders (lane, dirty_mark, assessment, checkpoint, settled_until) VALUES (?, 0, ?, ?, ?)",
                row,
            )
    with open_store(sqlite_url, now=NOW) as store:
        assert [(line.border, line.assessment) for line in store.borders()] == [("EC-PE", told)]
        with store._engines.reading() as connection:
            kept = connection.exec_driver_sql("SELECT lane, body, until FROM checkpoints").all()
        assert [tuple(line) for line in kept] == [("EC-PE", "a checkpoint", row[-1])]


def test_what_is_derived_is_filled_in_after_a_migration(sqlite_url: str, later: Migrations) -> None:
    """Incidents written before there was anything to find them by are found afterwards, by their words too."""
    with open_store(sqlite_url, now=NOW) as store:
        store.record_poll(poll(item("one", title="Shots at the river")))
        assess(store, incidents=(incident("a1", items=("one",)), incident("a2")))
        with store._engines.writing() as connection:
            connection.exec_driver_sql("DELETE FROM incident_facts")
        assert store.incidents() == []
    with open_store(sqlite_url, now=NOW, migrations=later) as store:
        assert [each.id for each in store.incidents()] == ["a1", "a2"]
        assert [each.id for each in store.incidents(IncidentQuery(phrases=phrases_of("river")))] == ["a1"]


def test_foreign_keys_hold_again_after_a_migration(sqlite_url: str, later: Migrations) -> None:
    """They are off only while tables are rebuilt."""
    open_store(sqlite_url, now=NOW).close()
    with open_store(sqlite_url, now=NOW, migrations=later) as store, store._engines.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_backups_go_where_the_operator_wants_them(sqlite_url: str, tmp_path: Path, later: Migrations) -> None:
    """The folder is made when it isn't there."""
    open_store(sqlite_url, now=NOW).close()
    done = upgrade(sqlite_url, now=NOW, backup_dir=tmp_path / "backups", migrations=later)
    backup = tmp_path / "backups" / f"monitor.db.backup-{SHIPPED.head}-20310504T120000Z"
    assert done == Upgrade(old=SHIPPED.head, new="9999", backup=backup)
    assert backup.exists()


def test_without_a_backup_nothing_is_migrated(sqlite_url: str, tmp_path: Path, later: Migrations) -> None:
    """Better no start than no way back."""
    open_store(sqlite_url, now=NOW).close()
    (tmp_path / "in-the-way").write_text("a file")
    with pytest.raises(StoreError, match="so nothing was changed"):
        open_store(sqlite_url, now=NOW, backup_dir=tmp_path / "in-the-way", migrations=later)
    open_store(sqlite_url, now=NOW).close()


def test_a_migration_that_fails_changes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    """Whole or not at all; the older version still opens the database."""
    with open_store(sqlite_url, now=NOW) as store:
        store.record_poll(poll(item("one")))
    failing = migrations_with(tmp_path / "failing", "raise RuntimeError('half-way')")
    with pytest.raises(RuntimeError, match="half-way"):
        open_store(sqlite_url, now=NOW, migrations=failing)
    with open_store(sqlite_url, now=NOW) as store:
        assert store.counts().items == 1


def test_a_newer_schema_is_refused(sqlite_url: str, tmp_path: Path, later: Migrations) -> None:
    """The sentence says what to do; the file stays as it is, and no backup is made."""
    open_store(sqlite_url, now=NOW, migrations=later).close()
    with pytest.raises(
        SchemaVersionError, match=r"has schema 9999, which this version .* use the version that wrote it, or restore"
    ):
        open_store(sqlite_url, now=NOW)
    with pytest.raises(SchemaVersionError):
        upgrade(sqlite_url, now=NOW)
    assert names_of(tmp_path) == ["monitor.db"]


def test_another_programs_database_is_left_alone(sqlite_url: str, tmp_path: Path) -> None:
    """We never mix our tables with someone else's."""
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreError, match="another program's tables"):
        open_store(sqlite_url, now=NOW)
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_programs_that_start_at_once_make_one_database(sqlite_url: str) -> None:
    """The first migrates, the others wait for it."""
    failures: list[BaseException] = []

    def start() -> None:
        try:
            open_store(sqlite_url, now=NOW).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_postgresql_is_migrated_only_when_asked(empty_database: str, later: Migrations) -> None:
    """Opening says which command to run; the command does it; once more it does nothing."""
    with pytest.raises(StoreError, match="has no tables yet; run `border-monitor db upgrade`"):
        open_store(empty_database, now=NOW)
    assert upgrade(empty_database, now=NOW) == Upgrade(old=None, new=SHIPPED.head)
    with open_store(empty_database, now=NOW) as store:
        read(store, report("one#0"))
    with pytest.raises(StoreError, match=f"has schema {SHIPPED.head}, not 9999; run `border-monitor db upgrade`"):
        open_store(empty_database, now=NOW, migrations=later)
    assert upgrade(empty_database, now=NOW, migrations=later) == Upgrade(old=SHIPPED.head, new="9999")
    assert upgrade(empty_database, now=NOW, migrations=later) == Upgrade(old="9999", new="9999")
    with pytest.raises(SchemaVersionError):
        open_store(empty_database, now=NOW)


def test_postgresql_is_migrated_by_one_at_a_time(empty_database: str) -> None:
    """Operators on two machines who upgrade at once don't trip over one another."""
    results: list[Upgrade] = []
    threads = [threading.Thread(target=lambda: results.append(upgrade(empty_database, now=NOW))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done.old or "" for done in results) == ["", SHIPPED.head, SHIPPED.head]
    engines = Engines(address(empty_database))
    engines.close()
