"""The demo itself: the newsstand opens, the real daemon reads it, the clock hurries from one moment of the story to the next.

Only two things differ from ``border-monitor run``: the feeds' addresses (loopback), and the clock.
"""

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

from monitor import bootstrap
from monitor.adapters.clock import VirtualClock
from monitor.bootstrap import App
from monitor.daemon import logs, main
from monitor.demo import summary
from monitor.demo.newsstand import Newsstand
from monitor.demo.story import StoryItem, load_story
from monitor.errors import UnavailableError, UsageError
from monitor.model.outlets import Feed

LONGEST_STEP = timedelta(hours=24)
"""Between two items the clock stops this often, so that whatever time alone changes is told in time."""

NAME = "border-monitor-demo.db"
"""Where the database is left, in the working folder."""

EVEN = 0.5
"""In place of chance, so that the story is told alike each time."""

BEFORE, AFTER = timedelta(hours=6), timedelta(days=1)


def run(*, rules: Path | None, database: Path | None, out: TextIO) -> int:
    """Plays the story; leaves the database to be queried, which replaces the last demo's unless it is given a place. Returns the exit code.

    Raises UsageError for a place where there is something: that may be somebody's real database.
    """
    logs.configure(least=logging.ERROR)  # that an outlet of the story is silent for days is no news here
    if database is not None and database.exists():
        raise UsageError(f"{database} is there already; give the demo a new file")
    database = database or _cleared(Path(NAME))
    items = load_story()
    clock = VirtualClock(items[0].at - BEFORE)
    began = time.perf_counter()
    with Newsstand(items, now=clock.now) as stand, _app(stand, clock, rules=rules, database=database, out=out) as app:
        out.write(
            f"{len(items)} items of {len(stand.outlets)} outlets, {items[0].at:%d %B %Y} to {items[-1].at:%d %B %Y}\n\n"
        )
        _ = app.store  # before the story begins, for whoever gave it a place that can't be written
        asyncio.run(_play(app, clock, items, out=out))
        summary.write(app, out=out)
    out.write(f"\ndone in {time.perf_counter() - began:.0f} s. Look around:\n")
    out.write(f"  border-monitor --database sqlite:///{database} incidents list\n")
    out.write(f"  border-monitor --database sqlite:///{database} borders show IR-PK --at 2024-01-18T06:00Z --why\n")
    return 0


def _cleared(database: Path) -> Path:
    """The same place, without what an earlier demo left there."""
    for leftover in (database, database.with_name(database.name + "-wal"), database.with_name(database.name + "-shm")):
        try:
            leftover.unlink(missing_ok=True)
        except OSError as error:
            raise UnavailableError(
                f"{leftover} can't be replaced: {error.strerror}; give --database a new file"
            ) from error
    return database


def _app(stand: Newsstand, clock: VirtualClock, *, rules: Path | None, database: Path, out: TextIO) -> App:
    """The shipped configuration, with the story's outlets moved to the newsstand."""
    shipped = bootstrap.open_app(rules_folder=rules, database=f"sqlite:///{database.resolve()}", clock=clock, out=out)
    feeds = tuple(
        Feed(id=f"demo-{outlet}", outlet=outlet, url=stand.url(outlet), poll_every=timedelta(minutes=1), verified=True)
        for outlet in stand.outlets
    )
    configured = replace(
        shipped.settings,
        cycles=replace(shipped.settings.cycles, warm_up=timedelta(0)),
        feeds=replace(shipped.settings.feeds, allow_hosts=(*shipped.settings.feeds.allow_hosts, "127.0.0.1")),
    )
    known = replace(shipped.known, feeds=feeds)
    return App(shipped.loaded, configured, known, clock=clock, out=out, jitter=lambda: EVEN)


def moments(items: Sequence[StoryItem]) -> Iterator[datetime]:
    """Where the clock stops: at the full hour after each item, and at least every so often in between."""
    last = items[0].at
    for at in (*(_full_hour(item.at) for item in items), items[-1].at + AFTER):
        while last + LONGEST_STEP < at:
            last += LONGEST_STEP
            yield last
        if at > last:
            last = at
            yield at


def _full_hour(at: datetime) -> datetime:
    """The first full hour after the item: a poll comes a while after the news."""
    return at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


async def _play(app: App, clock: VirtualClock, items: Sequence[StoryItem], *, out: TextIO) -> None:
    stop = asyncio.Event()
    daemon = main.make(app, patient=True, on_duty=False)  # the clock stands until every feed has answered
    running = asyncio.create_task(daemon.run(stop))
    day = None
    for moment in moments(items):
        clock.move_to(moment)
        if moment.date() != day:
            day = moment.date()
            out.write(f"── {day:%a %d %b %Y}\n")
            out.flush()
        await daemon.settle()
    stop.set()
    await running
    await app.parser.aclose()
