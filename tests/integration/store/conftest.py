"""Both databases for every story: an SQLite file, and a real PostgreSQL that starts for the session."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from monitor.adapters.store import SqlStore, open_store, upgrade
from monitor.adapters.store.tables import Row
from tests.support import postgresql as postgresql_server
from tests.support.store import NOW


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a server of our own."""
    with postgresql_server.serving() as address:
        yield address


@pytest.fixture(scope="session")
def postgresql_url(postgresql: str) -> str:
    """A database with our tables."""
    upgrade(postgresql, now=NOW)
    return postgresql


@pytest.fixture
def empty_postgresql(postgresql_url: str) -> str:
    """The database with our tables and nothing in them."""
    with psycopg.connect(postgresql_url) as connection:
        connection.execute(f"TRUNCATE {', '.join(table.name for table in Row.metadata.sorted_tables)} RESTART IDENTITY")
    return postgresql_url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file that doesn't exist yet."""
    return f"sqlite:///{tmp_path}/monitor.db"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with our tables and nothing in them, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "empty.db"
    open_store(f"sqlite:///{file}", now=NOW).close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Each of the two databases in turn, empty."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("empty_postgresql"))
    file = shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "monitor.db")
    return f"sqlite:///{file}"


@pytest.fixture
def opened() -> Iterator[Callable[[str], SqlStore]]:
    """Opens stores, as separate processes would, and closes them at the end."""
    stores: list[SqlStore] = []

    def opening(url: str) -> SqlStore:
        stores.append(open_store(url, now=NOW))
        return stores[-1]

    yield opening
    for store in stores:
        store.close()


@pytest.fixture
def store(url: str, opened: Callable[[str], SqlStore]) -> SqlStore:
    """An empty store on each of the two databases."""
    return opened(url)


@pytest.fixture
def other(url: str, store: SqlStore, opened: Callable[[str], SqlStore]) -> SqlStore:
    """The same database, opened by another process."""
    return opened(url)
