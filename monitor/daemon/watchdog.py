"""Feeds systemd's watchdog, and only while the work goes well: turns end in their bounds, the database takes a write, the outbox moves.

A channel that is down doesn't count against the daemon (its messages wait for their next try): a restart would not bring it back.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

import structlog

from monitor.adapters.systemd import Supervisor
from monitor.bootstrap import App
from monitor.daemon.service import Beat, Handle

log = structlog.get_logger(__name__)

OVERDUE_AFTER = timedelta(minutes=15)
"""A message that was due this long ago and was not tried means that delivering has stopped, whatever its turns say."""

FEEDS_PER_PERIOD = 4
"""Signs of life in each period of the watchdog: sd_watchdog_enabled(3) asks for two; one more may come late."""


def late_turns(handles: Mapping[str, Handle], beats: Mapping[str, Beat], *, started: float, now: float) -> list[str]:
    """The cycles whose last good turn ended too long ago, in sentences. Times in seconds of the loop's clock."""
    found = []
    for name, handle in handles.items():
        bound = (handle.limit + handle.every).total_seconds()
        last_good = beats[name].last_good
        age = now - (started if last_good is None else last_good)
        if age > bound:
            found.append(f"no good turn of {name} for {age:.0f} s (bound {bound:.0f} s)")
    return found


def late_messages(due_since: datetime | None, *, now: datetime) -> list[str]:
    """Whether messages lie about that should have been tried."""
    if due_since is None or now - due_since <= OVERDUE_AFTER:
        return []
    return [f"a message has been due since {due_since.isoformat(timespec='seconds')} and was not tried"]


async def stuck(app: App) -> list[str]:
    """Whether the database takes a write, else raises, and whether messages to the channels that there are lie about."""
    now, channels = app.clock.now(), [channel.id for channel in app.settings.channels]
    return late_messages(await app.in_worker(app.store.prove_alive, channels, now=now), now=now)


async def feed(supervisor: Supervisor, troubles: Callable[[], Awaitable[list[str]]], *, every: timedelta) -> None:
    """Feeds for ever. ``troubles`` gives the reasons not to; it may raise, and may take until the next sign of life is due."""
    pause = every.total_seconds() / FEEDS_PER_PERIOD
    while True:
        reasons = await asked(troubles, within=pause)
        if reasons:
            log.error("watchdog_not_fed", reasons=reasons)
            supervisor.unwell("; ".join(reasons))
        else:
            supervisor.alive()
        await asyncio.sleep(pause)


async def asked(troubles: Callable[[], Awaitable[list[str]]], *, within: float) -> list[str]:
    """What is wrong; that no answer came in these seconds, or that asking failed, is wrong too."""
    try:
        async with asyncio.timeout(within):
            return await troubles()
    except TimeoutError:
        return [f"the store gave no answer within {within:.0f} s"]
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a reason
        return [f"{type(error).__name__}: {error}"]
