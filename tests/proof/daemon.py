"""The daemon of ``border-monitor run``, with instruments, in a process of its own.

Three things differ from ``run``: the clock is a file that the proof sets, Apprise doesn't pace itself, and the process writes down every
boundary of a commit that changes something, and stops itself (SIGSTOP) at one of them, so that the proof can kill it there, or take its
disk away and let it go on. What a transaction without a change leaves behind is what the commit before it left.
"""

import logging
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import FrameType

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import Pool

from monitor.adapters import store
from monitor.adapters.delivery import service
from monitor.adapters.http import fetch
from monitor.adapters.parser import pool
from monitor.bootstrap.opening import Sources
from monitor.daemon import logs
from monitor.daemon import main as daemon
from tests.proof.process import Order, Stop

_CHANGES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP")
_STORE = str(Path(store.__file__).parent)
_ANY_SIZE = 1_073_741_823


class FileClock:
    """The time that stands in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        """What was written there last."""
        return datetime.fromisoformat(self._path.read_text(encoding="ascii"))


class Boundaries:
    """Notes the instants before and after each commit in ``log``, one line each; stops the process at ``stop_at``."""

    def __init__(self, log: Path, stop_at: Stop | None) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._stop_at = stop_at
        self._turns = Counter[str]()
        self._lock = threading.Lock()

    def watch(self) -> None:
        """Listens to every engine of the process."""
        event.listen(Engine, "after_cursor_execute", self._executed)
        event.listen(Engine, "commit", self._committing)
        event.listen(Engine, "rollback", self._rolled_back)
        event.listen(Pool, "checkin", self._given_back)

    def _executed(self, connection: Connection, cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().upper().startswith(_CHANGES) and getattr(cursor, "rowcount", -1) != 0:
            connection.info["changed"] = True

    def _committing(self, connection: Connection) -> None:
        """SQLAlchemy calls this before it asks the database to commit."""
        if connection.info.pop("changed", False):
            self._reached("before")
            connection.info["committed"] = True

    def _rolled_back(self, connection: Connection) -> None:
        connection.info.pop("changed", None)
        connection.info.pop("committed", None)

    def _given_back(self, _connection: object, record: object) -> None:
        """The first thing that happens after a commit: nobody has been told of it yet."""
        if record.info.pop("committed", False):  # type: ignore[attr-defined]
            self._reached("after")

    def _reached(self, side: str) -> None:
        with self._lock:
            kind = f"{side} {_wrote(sys._getframe())}"
            self._turns.update((kind, ""))
            with suppress(OSError):  # while no byte can be written, none is written here
                os.write(self._log, f"{kind}\n".encode("ascii"))
            at = self._stop_at
            if at and at.kind in {kind, ""} and self._turns[at.kind] == at.turn:
                # To this thread: one to the process may be taken by another thread, and this one goes on for a while.
                signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)


def _wrote(frame: FrameType) -> str:
    """The outermost function of the store in the stack: what was asked of it."""
    names = [each.f_code.co_name for each in _stack(frame) if each.f_code.co_filename.startswith(_STORE)]
    return names[-1] if names else "unknown"


def _stack(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def fill_up(flag: Path) -> None:
    """While ``flag`` exists, SQLite's files may not grow by a page: it reports SQLITE_FULL."""

    def begun(connection: Connection) -> None:
        if connection.dialect.name == "sqlite":
            most = 1 if flag.exists() else _ANY_SIZE  # below the present size means the present size
            connection.connection.driver_connection.execute(f"PRAGMA max_page_count={most}")  # type: ignore[union-attr]

    event.listen(Engine, "begin", begun)


def unpaced() -> None:
    """Apprise waits more than a second between two messages of a channel; that proves nothing."""
    from apprise.plugins.base import NotifyBase
    from apprise.plugins.email.base import NotifyEmail
    from apprise.plugins.slack import NotifySlack

    for kind in (NotifyBase, NotifySlack, NotifyEmail):
        kind.request_rate_per_sec = 0


def run(order: Order) -> None:
    """Until SIGTERM."""
    os.environ.update(order.environment)
    os.chdir(order.config)
    log = os.open(order.log, os.O_WRONLY)
    os.dup2(log, 1)
    os.dup2(log, 2)
    logs.configure(least=logging.INFO)
    unpaced()
    Boundaries(order.boundaries, order.stop_at).watch()
    fill_up(order.full)
    sources = Sources(config=order.config, database=order.database)
    with sources.open(clock=FileClock(order.clock)) as app:
        daemon.run(app, sources)


service.load_services()  # this, too, before the process is forked
PRELOADED = (fetch, pool)
"""What the application would import only when it is first needed."""
