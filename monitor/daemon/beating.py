"""Writes the heartbeat of a daemon from time to time."""

import asyncio
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from monitor import __version__
from monitor.daemon import heartbeat
from monitor.daemon.heartbeat import Heartbeat
from monitor.daemon.service import Beat
from monitor.model.work import is_told

log = structlog.get_logger(__name__)

BEAT_EVERY = timedelta(seconds=5)
"""At most so often: a twelfth of the silence that ``health`` takes for trouble."""


class Beating:
    """Into ``folder``, by the clock of this daemon's process; ``now`` is for those who read it. What can't be written is logged, more and more rarely."""

    def __init__(self, folder: Path, *, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._now = now
        self._started_at = now().astimezone(UTC).isoformat()
        self._written = float("-inf")
        self._failures = 0

    def __call__(self, beats: Mapping[str, Beat]) -> None:
        """Writes how the cycles do, unless that was done just now."""
        now = asyncio.get_running_loop().time()
        if now - self._written < BEAT_EVERY.total_seconds():
            return
        if any(beat.ended for beat in beats.values()):
            self._written = now  # the first one tells of no turn yet: the next may replace it at once
        try:
            heartbeat.record(self._folder, self._heartbeat(beats, now))
            self._failures = 0
        except OSError as error:
            self._failures += 1
            if is_told(self._failures):
                log.warning("heartbeat_not_written", reason=str(error), in_a_row=self._failures)

    def _heartbeat(self, beats: Mapping[str, Beat], now: float) -> Heartbeat:
        return Heartbeat(
            pid=os.getpid(),
            version=__version__,
            started_at=self._started_at,
            beat_at=self._now().isoformat(),
            cycles={name: _cycle(beat, now) for name, beat in beats.items()},
        )


def _cycle(beat: Beat, now: float) -> dict[str, float | None]:
    return {
        "good": beat.good,
        "failures": beat.failures,
        "last_good_seconds_ago": None if beat.last_good is None else round(now - beat.last_good, 1),
    }
