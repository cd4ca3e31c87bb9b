"""What an application holds open, and hands to its successor: the database, and the one thread that writes to it."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from monitor.bootstrap.place import Place
from monitor.errors import UnavailableError
from monitor.pipeline.ports import Clock

if TYPE_CHECKING:
    from monitor.adapters.store import SqlStore

P = ParamSpec("P")
T = TypeVar("T")


class Held:
    """Opened when first asked for; ``close`` it at the end. ``makes``: whether a SQLite database that isn't there is made."""

    def __init__(self, place: Place, clock: Clock) -> None:
        self.place = place
        self.clock = clock
        self.makes = True
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._store: SqlStore | None = None
        self._opening = threading.Lock()

    @property
    def store(self) -> "SqlStore":
        """The database, upgraded when it is SQLite, and the same one for every thread. Raises UnavailableError when it can't be used."""
        with self._opening:  # of two that are opened at once only one would be closed
            if self._store is None:
                if not self.makes:
                    self._must_stand()
                _make(self.place.state_dir)
                self._store = open_store(self.place.database.reveal(), now=self.clock.now())
            return self._store

    def _must_stand(self) -> None:
        file = self.place.database_file
        if file is not None and not file.exists():
            shown = self.shown_database
            raise UnavailableError(f"{shown}: no such database; border-monitor --database {shown} run makes one")

    @property
    def state_dir(self) -> Path:
        """Where the lock and what the daemon says of itself are."""
        return self.place.state_dir

    @property
    def shown_database(self) -> str:
        """The database's address without what may be a password."""
        return self.place.shown_database

    @property
    def lock_file(self) -> Path:
        """Held by the one daemon of this database."""
        return self.place.lock_file

    async def in_worker(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs one store call (or one cycle that is all store and thought) in the single thread that writes."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, partial(call, *args, **kwargs))

    def close(self) -> None:
        """Waits for what is being written."""
        self._worker.shutdown(wait=True)
        if self._store:
            self._store.close()


def open_store(database: str, *, now: datetime) -> "SqlStore":
    """The library is imported here, when it is first needed."""
    from monitor.adapters import store

    return store.open_store(database, now=now)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnavailableError(
            f"{folder} can't be made: {error.strerror}; choose another place with --database"
        ) from error
