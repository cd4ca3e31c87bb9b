"""How the machine does that the monitor runs on: room on its disk, moves of its clock. Only looks."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

STEP = timedelta(minutes=1)
"""Clocks that are kept right from the network are moved by seconds, and seldom."""


def free(folder: Path) -> int:
    """Bytes that are free where a folder is, or will be."""
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    return shutil.disk_usage(there).free


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
