"""One daemon for each database, whoever asks meanwhile."""

import fcntl
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.adapters import instance_lock
from monitor.errors import UnavailableError
from tests.support.powerless import powerless

SHORT, LONG = timedelta(milliseconds=50), timedelta(seconds=30)


def test_the_second_is_told_which_process_is_the_first(tmp_path: Path) -> None:
    """And what to do: another database beside the first one's wouldn't help."""
    lock = tmp_path / "lock"
    told = rf"process {os.getpid()}\) works in {tmp_path}; stop it, or give this one a --database in another folder"
    with instance_lock.hold(lock), pytest.raises(UnavailableError, match=told):
        instance_lock.hold(lock, patience=SHORT).__enter__()


def test_a_folder_that_is_not_ours_is_said(tmp_path: Path) -> None:
    """The daemon of one user, started by another."""
    tmp_path.chmod(0o500)
    with powerless(), pytest.raises(UnavailableError, match="lock can't be written: Permission denied; choose another"):
        instance_lock.hold(tmp_path / "lock").__enter__()


def test_whoever_only_asks_does_not_keep_a_daemon_from_starting(tmp_path: Path) -> None:
    """Supervisors ask for its health at any moment, that of its start too."""
    lock = tmp_path / "lock"
    with lock.open("w") as asking, ThreadPoolExecutor(1) as elsewhere, ExitStack() as held:
        fcntl.flock(asking, fcntl.LOCK_SH)
        starting = elsewhere.submit(held.enter_context, instance_lock.hold(lock, patience=LONG))
        with pytest.raises(TimeoutError):
            starting.result(timeout=SHORT.total_seconds())
        fcntl.flock(asking, fcntl.LOCK_UN)
        starting.result(timeout=LONG.total_seconds())
        assert instance_lock.holder(lock)
