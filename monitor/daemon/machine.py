"""How the machine does that the monitor runs on: room on its disk, the newest backup, moves of its clock. Only looks."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.bootstrap import App

STEP = timedelta(minutes=1)
"""Clocks that are kept right from the network are moved by seconds, and seldom."""


def database_file(app: App) -> Path | None:
    """The SQLite file; None for another database."""
    scheme, _, file = app.settings.database.reveal().partition("sqlite:///")
    return Path(file) if file and not scheme else None


def database_size(app: App) -> int:
    """Bytes of the SQLite file; nought for another database."""
    file = database_file(app)
    return file.stat().st_size if file and file.exists() else 0


def free(app: App) -> int:
    """Bytes that are free where the database and its backups are."""
    there = next(each for each in (app.state_dir, *app.state_dir.absolute().parents) if each.exists())
    return shutil.disk_usage(there).free


def newest_backup(app: App) -> datetime | None:
    """When the last backup of the SQLite file was made; None when there is none."""
    file = database_file(app)
    made = (app.state_dir / "backups").glob(f"{file.name}.*Z") if file else ()
    times = [datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in made]
    return max(times, default=None)


@dataclass(slots=True)
class ClockWatch:
    """Notices when the clock ``now`` was moved, by another one that only ever counts (``monotonic``, in seconds)."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    stepped_at: datetime | None = None
    stepped_by: timedelta = timedelta(0)
    _origin: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._origin = self._start()

    def look(self) -> None:
        """Compares them; to be called now and then. Slow drift is followed without a word."""
        origin = self._start()
        if abs(origin - self._origin) > STEP:
            self.stepped_at, self.stepped_by = self.now(), origin - self._origin
        self._origin = origin

    def _start(self) -> datetime:
        """What the clock said, by its present reckoning, when the other stood at nought."""
        return self.now() - timedelta(seconds=self.monotonic())
