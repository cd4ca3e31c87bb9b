"""Backups and their way back, checks, pruning, and moving house: what an operator does to a store over the years."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from monitor.adapters.store import SqlStore, back_up, back_up_dated, copy_store, newest_backup, open_store, restore
from monitor.errors import StoreError, UsageError
from monitor.model.queries import IncidentQuery
from monitor.model.reports import Reading
from monitor.text.search import phrases_of
from tests.support.store import NOW, assess, incident, item, poll, reading, report

YEAR = timedelta(days=365)


def read(store: SqlStore, *readings: Reading) -> None:
    """Stores what reading came to."""
    store.record_readings(list(readings), now=NOW)


def texts_of(store: SqlStore, *names: str) -> list[tuple[str, str, str]]:
    """Title, summary and content of items."""
    return [(found.title, found.summary, found.content) for found in store.items_of(names)]


def test_old_items_that_nothing_was_read_in_lose_their_texts(store: SqlStore) -> None:
    """Those that a report quotes, that are young, or that were not read yet keep theirs; a second time there is nothing to do."""
    words = {"summary": "A summary.", "content": "The whole text."}
    old = NOW - 2 * YEAR
    store.record_poll(
        poll(
            item("cricket", seen_at=old, **words),
            item("strike", seen_at=old, **words),
            item("today", seen_at=NOW, **words),
        )
    )
    read(store, reading("cricket"), reading("strike", report("strike#0")), reading("today"))
    store.record_poll(poll(item("unread", seen_at=old, **words)))
    before = NOW - YEAR
    assert store.count_prunable(before=before) == 1
    assert store.prune_some(before=before) == ("cricket",)
    assert store.prune_some(before=before, after="cricket") == ()
    assert store.count_prunable(before=before) == 0
    assert texts_of(store, "cricket", "strike", "today", "unread") == [
        ("Title of cricket", "", ""),
        *[(f"Title of {name}", "A summary.", "The whole text.") for name in ("strike", "today", "unread")],
    ]


def test_a_pruned_item_is_still_known(store: SqlStore) -> None:
    """So that a feed that lists it again doesn't bring it back as news."""
    store.record_poll(poll(item("old", seen_at=NOW - 2 * YEAR, summary="A summary.")))
    read(store, reading("old"))
    store.prune_some(before=NOW)
    assert store.known_items(["old"])["old"].content_hash == "hash of old"
    assert store.unread_items(limit=5) == []


def test_a_whole_store_has_nothing_to_complain_of(store: SqlStore) -> None:
    """Items, reports: the check reads every body."""
    store.record_poll(poll(item("one")))
    read(store, reading("one", report("one#0")))
    assert store.check() == []


def test_a_body_that_can_not_be_read_is_named(store: SqlStore) -> None:
    """With its table and key, so that an operator can look."""
    store.record_poll(poll(item("one"), item("two")))
    with store._engines.writing() as connection:
        connection.execute(text("UPDATE items SET body = '{}' WHERE id = 'two'"))
    assert store.check() == ["items: can't be read: two"]


def test_a_dangling_reference_is_named(sqlite_url: str, opened: Callable[[str], SqlStore], tmp_path: Path) -> None:
    """SQLite doesn't look at references that were broken by another program."""
    store = opened(sqlite_url)
    store.record_poll(poll(item("one")))
    read(store, reading("one", report("one#0")))
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as other, other:
        other.execute("DELETE FROM items")
    assert any("refers to a row of items that isn't there" in problem for problem in store.check())


def test_dated_backups_are_kept_up_to_a_number(
    sqlite_url: str, opened: Callable[[str], SqlStore], tmp_path: Path
) -> None:
    """The newest stay; what else lies in the folder isn't touched."""
    opened(sqlite_url)
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "monitor.db.notes").write_text("mine")
    for day in range(4):
        back_up_dated(sqlite_url, folder, now=NOW + timedelta(days=day), keep=2)
    assert sorted(path.name for path in folder.iterdir()) == [
        "monitor.db.20310506T120000Z",
        "monitor.db.20310507T120000Z",
        "monitor.db.notes",
    ]
    assert newest_backup(sqlite_url, folder) == NOW + timedelta(days=3)
    assert newest_backup(sqlite_url, tmp_path / "none") is None


def test_what_a_killed_backup_left_goes_with_a_later_one(
    sqlite_url: str, opened: Callable[[str], SqlStore], tmp_path: Path
) -> None:
    """And makes room for it; a copy that another process may be making stays, and so does what isn't ours."""
    opened(sqlite_url)
    folder = tmp_path / "backups"
    folder.mkdir()
    old, young = "monitor.db.20310503T120000Z.unfinished", "monitor.db.20310504T115500Z.unfinished"
    for name in (old, f"{old}-journal", young, "monitor.db.notes.unfinished"):
        (folder / name).touch()
    back_up_dated(sqlite_url, folder, now=NOW, keep=2)
    assert sorted(path.name for path in folder.iterdir()) == [
        young,
        "monitor.db.20310504T120000Z",
        "monitor.db.notes.unfinished",
    ]


def test_a_backup_comes_back(sqlite_url: str, tmp_path: Path) -> None:
    """What was there is moved aside, not lost."""
    with open_store(sqlite_url, now=NOW) as store:
        store.record_poll(poll(item("kept")))
        backup = back_up(sqlite_url, tmp_path / "backup.db")
        store.record_poll(poll(item("later")))
    aside = restore(sqlite_url, backup, now=NOW)
    with open_store(sqlite_url, now=NOW) as store:
        assert [found.id for found in store.items_of(["kept", "later"])] == ["kept"]
    assert aside == tmp_path / "monitor.db.before-restore-20310504T120000Z"
    with open_store(f"sqlite:///{aside}", now=NOW) as store:
        assert len(store.items_of(["kept", "later"])) == 2


def test_a_backup_replaces_an_older_one_and_nothing_else(sqlite_url: str, tmp_path: Path) -> None:
    """Not the database that it is made of, by whatever name: the daemon would go on writing to a file that nobody sees. Nor somebody's notes."""
    database, link, notes = tmp_path / "monitor.db", tmp_path / "link.db", tmp_path / "notes.txt"
    link.symlink_to(database)
    notes.write_text("mine")
    with open_store(sqlite_url, now=NOW) as store:
        store.record_poll(poll(item("kept")))
        for target in (database, link, tmp_path / "monitor.db-wal", notes):
            with pytest.raises(UsageError, match="name another file"):
                back_up(sqlite_url, target)
        (tmp_path / "empty").touch()
        for target in (tmp_path / "backup.db", tmp_path / "backup.db", tmp_path / "empty"):
            assert back_up(sqlite_url, target) == target
        store.record_poll(poll(item("later")))
        assert len(store.items_of(["kept", "later"])) == 2
    assert (notes.read_text(), link.is_symlink()) == ("mine", True)


def test_a_backup_that_turns_out_spoilt_leaves_the_older_one(sqlite_url: str, tmp_path: Path) -> None:
    """The name always is that of a whole copy."""
    with open_store(sqlite_url, now=NOW) as store:
        store.record_poll(poll(item("kept")))
    whole = back_up(sqlite_url, tmp_path / "backup.db").read_bytes()
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as other, other:
        other.execute("DROP TABLE alembic_version")
    with pytest.raises(StoreError, match="no database of border-monitor"):
        back_up(sqlite_url, tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_bytes() == whole
    assert not list(tmp_path.glob("*.unfinished*"))


def test_what_can_not_be_restored_leaves_the_database_where_it_is(sqlite_url: str, tmp_path: Path) -> None:
    """The database itself is no backup of it; and a copy that doesn't fit on the disk isn't found out too late."""
    with open_store(sqlite_url, now=NOW) as store:
        store.record_poll(poll(item("kept")))
    backup = back_up(sqlite_url, tmp_path / "backup.db")
    with pytest.raises(UsageError, match="is the database itself"):
        restore(sqlite_url, tmp_path / "monitor.db", now=NOW)
    (tmp_path / "monitor.db.restored").mkdir()
    with pytest.raises(StoreError, match="nothing was changed"):
        restore(sqlite_url, backup, now=NOW)
    with open_store(sqlite_url, now=NOW) as store:
        assert len(store.items_of(["kept"])) == 1
    assert not list(tmp_path.glob("*before-restore*"))


def test_what_is_no_backup_is_refused_before_anything_is_moved(sqlite_url: str, tmp_path: Path) -> None:
    """A text file, a cut-off copy, someone else's database, a file that isn't there."""
    open_store(sqlite_url, now=NOW).close()
    whole = back_up(sqlite_url, tmp_path / "whole.db")
    (tmp_path / "text.db").write_text("not a database, though it is long enough to be taken for one" * 20)
    (tmp_path / "cut.db").write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with closing(sqlite3.connect(tmp_path / "other.db")) as other, other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    for name in ("text.db", "cut.db", "other.db", "nothing.db"):
        with pytest.raises(StoreError):
            restore(sqlite_url, tmp_path / name, now=NOW)
    assert (tmp_path / "monitor.db").exists()
    assert not list(tmp_path.glob("*before-restore*"))


def test_the_file_shrinks_when_asked(sqlite_url: str, opened: Callable[[str], SqlStore]) -> None:
    """After pruning; the store goes on working."""
    store = opened(sqlite_url)
    store.record_poll(poll(*(item(f"i{n}", content="x" * 5000, seen_at=NOW - YEAR) for n in range(200))))
    read(store, *(reading(f"i{n}") for n in range(200)))
    store.prune_some(before=NOW)
    assert store.shrink() > 500_000
    assert len(store.items_of(["i7"])) == 1


@pytest.fixture
def filled(tmp_path: Path) -> str:
    """An SQLite store with something in it."""
    url = f"sqlite:///{tmp_path}/filled.db"
    with open_store(url, now=NOW) as store:
        store.record_poll(poll(item("one"), item("خبر", title="حمله \x00 در سراوان")))
        read(store, reading("one", report("one#0")))
        assess(store, incidents=(incident("a1", items=("خبر",)),))
    return url


def test_a_store_moves_to_postgresql_and_back(filled: str, empty_postgresql: str, tmp_path: Path) -> None:
    """Every row of every table, there and back again; both ends check as whole, and the store there can be written."""
    there = copy_store(filled, empty_postgresql, now=NOW)
    assert (there["items"], there["reports"], there["incidents"]) == (3, 2, 1)
    back = f"sqlite:///{tmp_path}/back.db"
    assert copy_store(empty_postgresql, back, now=NOW) == there
    for url in (empty_postgresql, back):
        with open_store(url, now=NOW) as store:
            assert store.check() == []
            assert store.items_of(["one"]) == [item("one")]
            assert [each.id for each in store.incidents(IncidentQuery(phrases=phrases_of("سراوان")))] == ["a1"]
            store.record_poll(poll(item("new")))


def test_a_store_is_copied_only_into_an_empty_one(filled: str, tmp_path: Path) -> None:
    """Nothing is mixed, and nothing is copied onto itself."""
    target = f"sqlite:///{tmp_path}/target.db"
    copy_store(filled, target, now=NOW)
    with pytest.raises(UsageError, match="holds rows already"):
        copy_store(filled, target, now=NOW)
    with pytest.raises(UsageError, match="same database"):
        copy_store(filled, filled, now=NOW)
