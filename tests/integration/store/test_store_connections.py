"""How the store meets its databases: durability, locks, threads, and refusals that say what to do."""

import logging
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import FrozenInstanceError
from datetime import datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError, StatementError

from monitor.adapters.store import SqlStore, back_up, faults, filesystems, open_store, upgrade
from monitor.adapters.store.engine import address
from monitor.errors import StoreError, UsageError
from tests.support.store import LEASE, MINUTE, NOW, assess, attempt, delivery, item, poll, post, report

SHORT = timedelta(milliseconds=50)


@pytest.fixture
def sqlite_store(sqlite_url: str, opened: Callable[[str], SqlStore]) -> SqlStore:
    """A store in an SQLite file."""
    return opened(sqlite_url)


@contextmanager
def counting_commits() -> Iterator[list[object]]:
    """Collects every commit of every engine."""
    commits: list[object] = []
    count = commits.append  # one object: the event knows its listeners by identity
    event.listen(Engine, "commit", count)
    try:
        yield commits
    finally:
        event.remove(Engine, "commit", count)


def in_threads(number: int, work: Callable[[int], None]) -> None:
    """Runs the work so many times at once; raises what any of them raised."""
    failures: list[BaseException] = []

    def guarded(index: int) -> None:
        try:
            work(index)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert failures == []


def test_a_database_of_bytes_holds_text_too(postgresql: str) -> None:
    """PostgreSQL made without a locale takes no encoding of its own (SQL_ASCII): every script comes back as it went."""
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("CREATE DATABASE bytes ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    url = re.sub(r"/postgres(?=$|\?)", "/bytes", postgresql)
    upgrade(url, now=NOW)
    with closing(open_store(url, now=NOW)) as store:
        store.record_poll(poll(item("n1", title="حمله پاسداران به سراوان")))
        found = store.item("n1")
    assert found is not None
    assert found.title == "حمله پاسداران به سراوان"


def test_collecting_may_lose_its_last_commits_to_a_power_cut_telling_may_not(sqlite_store: SqlStore) -> None:
    """The log is written ahead; foreign keys hold; readers can't write."""
    engines = sqlite_store._engines
    for transaction, expected in (
        (engines.writing, ("wal", 1, 5000, 1, 0)),
        (engines.writing_durably, ("wal", 1, 5000, 2, 0)),
    ):
        with transaction() as connection:
            names = ("journal_mode", "foreign_keys", "busy_timeout", "synchronous", "query_only")
            assert tuple(connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names) == expected
    with pytest.raises(StoreError, match="can't be written"), engines.reading() as connection:
        connection.execute(text("DELETE FROM items"))


def test_whoever_finds_a_database_being_made_waits_for_it(tmp_path: Path, opened: Callable[[str], SqlStore]) -> None:
    """Two commands on a new place at the same instant: SQLite itself doesn't wait where the log is chosen."""
    file = tmp_path / "new.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as first, ThreadPoolExecutor(1) as elsewhere:
        first.execute("BEGIN IMMEDIATE")
        second = elsewhere.submit(opened, f"sqlite:///{file}")
        with pytest.raises(TimeoutError):
            second.result(timeout=SHORT.total_seconds())
        first.execute("COMMIT")
        assert second.result(timeout=30).counts().items == 0


def test_each_writing_method_is_one_commit_and_reading_is_none(store: SqlStore) -> None:
    """A crash can happen between methods, never within one."""
    post(store, delivery("a1"))
    writings: list[Callable[[], object]] = [
        lambda: store.claim_due_feeds(["a"], now=NOW, lease=LEASE, limit=1),
        lambda: store.record_poll(poll(item("one"))),
        lambda: store.record_readings([], now=NOW),
        lambda: store.lease_dirty_border(now=NOW, lease=LEASE),
        lambda: store.claim_deliveries("desk", now=NOW, lease=LEASE, limit=1),
        lambda: store.record_attempt(
            attempt("a1@desk"), state=store.deliveries(state=None, alert=None, limit=1)[0].state, next_try_at=None
        ),
    ]
    for writing in writings:
        with counting_commits() as commits:
            writing()
        assert len(commits) == 1
    with counting_commits() as commits:
        store.counts(), store.case("EC-PE", now=NOW), store.unread_items(limit=1), store.borders()
    assert commits == []


def test_threads_that_write_at_once_lose_nothing(store: SqlStore, other: SqlStore) -> None:
    """Read, change and write happen as one, in every process: forty revisions are counted as forty."""
    store.record_poll(poll(item("one")))

    def revise(index: int) -> None:
        for turn in range(10):
            mine = (store, other)[index % 2]
            mine.record_poll(poll(item("one", content_hash=f"{index}-{turn}"), feed=f"feed-{index}"))

    in_threads(4, revise)
    assert store.known_items(["one"])["one"].revision == 40


def test_no_delivery_is_claimed_twice_by_threads_at_once(store: SqlStore, other: SqlStore) -> None:
    """Sixty conversations, four workers in two processes: each goes to exactly one."""
    post(store, *(delivery(f"a{number}", conversation=str(number)) for number in range(60)))
    claimed: list[str] = []

    def work(index: int) -> None:
        while got := (store, other)[index % 2].claim_deliveries("desk", now=NOW, lease=LEASE, limit=7):
            claimed.extend(each.key for each in got)

    in_threads(4, work)
    assert len(claimed) == len(set(claimed))
    left = store.claim_deliveries("desk", now=NOW, lease=LEASE, limit=100)
    assert len(claimed) + len(left) == 60


def test_no_border_and_no_feed_is_leased_twice_by_threads_at_once(store: SqlStore, other: SqlStore) -> None:
    """The same for what collects and assesses."""
    feeds = [f"feed-{number}" for number in range(20)]
    taken: list[str] = []

    def work(index: int) -> None:
        taken.extend(
            state.feed for state in (store, other)[index % 2].claim_due_feeds(feeds, now=NOW, lease=LEASE, limit=20)
        )

    in_threads(4, work)
    assert sorted(taken) == sorted(feeds)


def test_reading_goes_on_while_a_writer_is_at_work(store: SqlStore, other: SqlStore) -> None:
    """A question sees the state before the transaction that is still open."""
    store.record_poll(poll(item("one")))
    with store._engines.writing() as connection:
        connection.execute(text("UPDATE items SET revision = 7"))
        assert other.counts().items == 1
        assert other.known_items(["one"])["one"].revision == 0


def test_a_locked_database_is_said_to_be_locked(sqlite_url: str, sqlite_store: SqlStore, tmp_path: Path) -> None:
    """The sentence says what to do, and nothing of the transaction remains."""
    with (
        closing(sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)) as intruder,
        open_store(sqlite_url, now=NOW, busy=SHORT) as store,
    ):
        intruder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"monitor\.db is locked by another program; stop that one"):
            store.record_poll(poll(item("one")))
        assert store.counts().items == 0
        intruder.execute("ROLLBACK")
        assert store.record_poll(poll(item("one"))) == 1


def test_a_full_disk_is_said_to_be_full(sqlite_url: str, sqlite_store: SqlStore) -> None:
    """What doesn't fit is not half-written."""
    with sqlite_store._engines.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=80")
    with pytest.raises(StoreError, match="the disk is full"):
        sqlite_store.record_poll(poll(*(item(f"item-{number}", content="x" * 5000) for number in range(200))))
    assert sqlite_store.counts().items == 0


def test_a_database_that_can_not_be_written_is_said_to_be_so(
    sqlite_url: str, sqlite_store: SqlStore, tmp_path: Path
) -> None:
    """Questions are still answered."""
    with open_store(f"sqlite:///file:{tmp_path}/monitor.db?mode=ro&uri=true", now=NOW) as store:
        assert store.counts().items == 0
        with pytest.raises(StoreError, match="can't be written; check its owner and permissions"):
            store.record_poll(poll(item("one")))


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense with a s3cret in it", "is no URL"),
        ("mysql://user:s3cret@localhost/x", "mysql is not a database that border-monitor knows"),
        ("sqlite:////nowhere/at/all.db", "/nowhere/at/all.db can't be opened; check that its folder exists"),
        ("postgresql://user:s3cret@127.0.0.1:1/x", "can't be reached; check that the server runs"),
    ],
)
def test_what_can_not_be_opened_is_said_without_any_secret(url: str, sentence: str) -> None:
    """A password never reaches a message."""
    with pytest.raises(StoreError, match=sentence) as caught:
        open_store(url, now=NOW)
    assert "s3cret" not in str(caught.value)


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    """And it is left as it was."""
    (tmp_path / "notes.txt").write_text("not a database, but long enough to be looked at " * 50)
    with pytest.raises(StoreError, match="is not a database; give another path"):
        open_store(f"sqlite:///{tmp_path}/notes.txt", now=NOW)
    assert (tmp_path / "notes.txt").read_text().startswith("not a database")


def test_a_mistake_in_our_own_statements_is_not_dressed_up(store: SqlStore) -> None:
    """A missing table is a bug, not the operator's business."""
    with pytest.raises(Exception, match="no_such_table") as caught, store._engines.writing() as connection:
        connection.execute(text("SELECT * FROM no_such_table"))
    assert not isinstance(caught.value, StoreError)


def test_news_text_never_reaches_an_error_message(sqlite_store: SqlStore) -> None:
    """Values of statements are hidden; they were written by anyone."""
    with pytest.raises(OperationalError) as caught, sqlite_store._engines.writing() as connection:
        connection.execute(text("SELECT :words FROM no_such_table"), {"words": "hostile words"})
    assert "hostile words" not in str(caught.value)


def test_times_are_utc_on_every_database_and_never_without_a_zone(store: SqlStore) -> None:
    """Another zone's time is the same instant in a column too; one without a zone is refused."""
    nepal = timezone(timedelta(hours=5, minutes=45))
    store.record_poll(poll(feed="a", next_due_at=NOW.astimezone(nepal)))
    assert store.claim_due_feeds(["a"], now=NOW - MINUTE, lease=LEASE, limit=1) == []
    (claimed,) = store.claim_due_feeds(["a"], now=NOW.astimezone(nepal), lease=LEASE, limit=1)
    assert claimed.next_due_at == NOW
    assess(store)
    with store._engines.reading() as connection:
        (since,) = connection.execute(text("SELECT count(*) FROM assessments")).one()
    assert since == 1
    with pytest.raises(StatementError, match="a time without a zone"):
        store.claim_due_feeds(["b"], now=datetime(2031, 5, 4), lease=LEASE, limit=1)  # noqa: DTZ001


def test_what_leaves_the_store_is_a_frozen_value(store: SqlStore) -> None:
    """No row, no session: it lives on when the store is closed, and changing it is impossible."""
    store.record_poll(poll(item("one")))
    value = store.known_items(["one"])["one"]
    store.close()
    assert value.title == "Title of one"
    with pytest.raises(FrozenInstanceError):
        value.title = "other"  # type: ignore[misc]


def test_a_database_in_memory_is_one_for_all_threads() -> None:
    """Replays need no file."""
    with open_store("sqlite://", now=NOW) as store:
        in_threads(8, lambda index: store.record_poll(poll(item(f"item-{index}"))))
        assert store.counts().items == 8
        assert assess(store)


def test_logging_stays_as_it_was(sqlite_url: str) -> None:
    """Neither opening nor migrating sets up any logger."""
    root = logging.getLogger()
    names = ("alembic.runtime.migration", "sqlalchemy.engine")
    before = (root.level, list(root.handlers))
    open_store(sqlite_url, now=NOW).close()
    assert (root.level, list(root.handlers)) == before
    assert [(logging.getLogger(name).level, logging.getLogger(name).handlers) for name in names] == [
        (logging.NOTSET, [])
    ] * 2


def test_a_file_on_a_network_filesystem_is_refused(tmp_path: Path) -> None:
    """Only where the longest mount point that holds the file says so; where nobody knows, nothing is refused."""
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\nserver:/x /srv/news\\040room nfs4 rw 0 0\n/dev/sdb1 /srv/news\\040room/local ext4 rw 0 0\nodd\n"
    )
    with pytest.raises(StoreError, match="network filesystem \\(nfs4\\)"):
        filesystems.refuse_network(Path("/srv/news room/monitor.db"), mounts=mounts)
    for fine in ("/srv/news room/local/monitor.db", "/srv/news/monitor.db", "/srv/news roommate/monitor.db"):
        filesystems.refuse_network(Path(fine), mounts=mounts)
    filesystems.refuse_network(Path("/srv/news room/monitor.db"), mounts=tmp_path / "nothing")


def test_a_backup_is_whole_while_the_store_is_in_use(sqlite_url: str, sqlite_store: SqlStore, tmp_path: Path) -> None:
    """It holds what is committed, with the file's permissions, and opens as a store of its own."""
    (tmp_path / "monitor.db").chmod(0o640)
    sqlite_store.record_poll(poll(item("one")))
    with sqlite_store._engines.writing() as connection:
        connection.execute(text("UPDATE items SET revision = 7"))
        copied = back_up(sqlite_url, tmp_path / "copies" / "today.db")
    assert copied.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in copied.parent.iterdir()] == ["today.db"]
    with open_store(f"sqlite:///{copied}", now=NOW) as store:
        assert store.known_items(["one"])["one"].revision == 0


def test_a_backup_that_can_not_be_made_says_why(sqlite_url: str, sqlite_store: SqlStore, tmp_path: Path) -> None:
    """And other databases have tools of their own."""
    (tmp_path / "in-the-way").write_text("a file")
    with pytest.raises(StoreError, match=r"no copy could be made at .*in-the-way"):
        back_up(sqlite_url, tmp_path / "in-the-way" / "copy.db")
    with pytest.raises(UsageError, match="pg_dump"):
        back_up("postgresql://user@host/name", tmp_path / "copy")


def test_an_address_is_shown_without_its_password() -> None:
    """For logs and errors."""
    assert faults.shown(address("postgresql://me:s3cret@host/name")) == "postgresql+psycopg://me:***@host/name"
    assert faults.shown(address("sqlite:////var/lib/monitor.db")) == "/var/lib/monitor.db"


def test_a_crash_before_the_commit_leaves_the_state_before(store: SqlStore, other: SqlStore) -> None:
    """Whatever stops a transaction, nothing of it is seen, and the next one isn't hindered."""

    class Crash(BaseException):
        """Something that nobody catches."""

    def crash(_connection: object) -> None:
        raise Crash

    event.listen(Engine, "commit", crash)
    try:
        with pytest.raises(Crash):
            store.record_poll(poll(item("one")))
    finally:
        event.remove(Engine, "commit", crash)
    assert other.counts().items == 0
    assert other.record_poll(poll(item("one"))) == 1
    assert report("one#0") not in other.case("EC-PE", now=NOW).reports
