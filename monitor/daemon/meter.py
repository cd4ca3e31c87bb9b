"""Measures, from time to time, what can't be counted: how much waits, how hot the borders are, how the cycles do."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from monitor.bootstrap import App, standing
from monitor.daemon.service import Daemon
from monitor.model.standing import CycleBeat

if TYPE_CHECKING:
    from monitor.adapters.metrics import Metrics

MEASURE_EVERY = timedelta(seconds=15)
"""Prometheus asks every fifteen seconds to a minute; what it gets is never older than that."""


async def measure(app: App, metrics: "Metrics") -> None:
    """Measures once, beside the thread that writes. Feeds are looked up the first time; later their polls tell."""
    feeds = metrics.conditions or None
    metrics.measure(await asyncio.to_thread(standing.standing, app, feeds=feeds))


def beats(daemon: Daemon) -> dict[str, CycleBeat]:
    """How the cycles do now."""
    now = asyncio.get_running_loop().time()
    return {
        name: CycleBeat(
            failures=beat.failures, good_seconds_ago=None if beat.last_good is None else now - beat.last_good
        )
        for name, beat in daemon.beats.items()
    }
