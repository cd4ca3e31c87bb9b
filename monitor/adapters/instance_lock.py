"""One daemon per database, and per folder of one: an advisory file lock beside it, released by the kernel even when the process is killed."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import TextIO

from monitor.errors import UnavailableError

PATIENCE = timedelta(milliseconds=200)
"""Whoever asks for the holder holds the lock for the twinkling of an eye."""
_PAUSE = timedelta(milliseconds=10)


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
def hold(path: Path, *, patience: timedelta = PATIENCE) -> Iterator[None]:
    """Holds the lock file ``path``; raises UnavailableError naming the process that has it, and has it for longer than ``patience``."""
    with _opened(path) as handle:
        try:
            _take(handle, patience)
        except OSError as error:
            handle.seek(0)
            holder = handle.read().strip() or "unknown"
            message = (
                f"another border-monitor (process {holder}) works in {path.parent}; "
                "stop it, or give this one a --database in another folder"
            )
            raise UnavailableError(message) from error
        handle.seek(0)
        handle.truncate()
        handle.write(str(os.getpid()))
        handle.flush()
        yield


def _opened(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+", encoding="ascii")
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{path} can't be written: {reason}; choose another place with --database, or give the folder to the user that runs this"
        raise UnavailableError(message) from error


def _take(handle: TextIO, patience: timedelta) -> None:
    """Raises OSError for one that is taken."""
    for _ in range(patience // _PAUSE):
        with suppress(BlockingIOError):
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        time.sleep(_PAUSE.total_seconds())  # noqa: TID251 - before there is a scheduler; the kernel waits for ever or not at all
    return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
