"""One daemon per database: an advisory file lock beside it, released by the kernel even when the process is killed."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.errors import UnavailableError


def holder(path: Path) -> str | None:
    """The process that holds the lock file ``path`` now; None when nobody does."""
    try:
        with path.open(encoding="ascii") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return handle.read().strip() or "unknown"
    except OSError:
        pass
    return None


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Holds the lock file ``path``; raises UnavailableError naming the process that has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            handle.seek(0)
            holder = handle.read().strip() or "unknown"
            message = (
                f"another border-monitor (process {holder}) runs on this database; stop it or use another --database"
            )
            raise UnavailableError(message) from error
        handle.seek(0)
        handle.truncate()
        handle.write(str(os.getpid()))
        handle.flush()
        yield
