"""What the daemon holds open while its threads ask for it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from monitor.adapters.clock import SystemClock
from monitor.bootstrap.held import Held
from monitor.bootstrap.place import Place
from monitor.model.secret import Secret

THREADS = 4


def test_threads_that_ask_for_a_new_database_at_once_get_the_same_one(tmp_path: Path) -> None:
    """Whoever looks after the daemon's health may ask before its first turn did; each would make the database, and one be locked out."""
    held = Held(Place(database=Secret(f"sqlite:///{tmp_path}/new.db"), state_dir=tmp_path), SystemClock())
    start = threading.Barrier(THREADS)

    def ask(_: int) -> object:
        start.wait()
        return held.store

    with ThreadPoolExecutor(THREADS) as pool:
        assert len(set(map(id, pool.map(ask, range(THREADS))))) == 1
    held.close()
