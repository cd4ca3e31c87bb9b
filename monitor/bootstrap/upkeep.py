"""What an operator does to the database as a whole, with the daemon running or stopped as each needs."""

from pathlib import Path

from monitor.adapters import instance_lock
from monitor.config.settings import Settings
from monitor.pipeline.ports import Clock


class DatabaseUpkeep:
    """Backups, their way back, and moving to another database. Only what says so may run beside the daemon."""

    def __init__(self, settings: Settings, *, clock: Clock, state_dir: Path, lock: Path) -> None:
        self._database = settings.database.reveal()
        self._clock = clock
        self._state_dir = state_dir
        self._lock = lock

    def back_up(self, to: Path | None, *, keep: int) -> Path:
        """A verified copy, beside the daemon or not. Without ``to``, a dated one in ``backups/``, of which the newest ``keep`` stay."""
        from monitor.adapters import store

        if to:
            return store.back_up(self._database, to)
        return store.back_up_dated(self._database, self._state_dir / "backups", now=self._clock.now(), keep=keep)

    def restore(self, backup: Path) -> Path | None:
        """Puts a backup in place; gives where the old database was moved to. Raises UnavailableError while a daemon runs."""
        from monitor.adapters import store

        with instance_lock.hold(self._lock):
            return store.restore(self._database, backup, now=self._clock.now())

    def copy_to(self, target: str) -> dict[str, int]:
        """Everything into an empty database; rows copied of each table. Raises UnavailableError while a daemon runs."""
        from monitor.adapters import store

        with instance_lock.hold(self._lock):
            return store.copy_store(self._database, target, now=self._clock.now())
