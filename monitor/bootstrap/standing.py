"""How everything stands, out of the store: for one screen, and to be measured."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.config.settings import Settings
from monitor.model.items import FeedCondition
from monitor.model.standing import Backlog, Standing

if TYPE_CHECKING:
    from monitor.bootstrap import App

_FILES = ("", "-wal")
"""Endings of what SQLite keeps the database in; the third file holds no data."""


def standing(app: "App", *, feeds: Mapping[str, FeedCondition] | None = None) -> Standing:
    """Asks the store, some milliseconds long. ``feeds`` are conditions that are known already; without them they are looked up."""
    now, counts = app.clock.now(), app.store.counts()
    if feeds is None:
        feeds = {name: state.told for name, state in app.store.feed_states().items()}
    return Standing(
        at=now,
        borders=tuple(sorted(app.borders_now(), key=lambda border: (-border.score, border.border))),
        feeds={feed.id: feeds.get(feed.id, FeedCondition.NEW) for feed in app.feeds},
        backlog=Backlog(
            unread=counts.unread,
            dirty=counts.dirty,
            outbox=counts.pending,
            waiting_since=app.store.waiting_since(now=now),
            dead=counts.dead,
        ),
        stored={
            "items": counts.items,
            "reports": counts.reports,
            "incidents": counts.incidents,
            "alerts": counts.alerts,
        },
        database_bytes=database_bytes(app.settings),
    )


def database_file(settings: Settings) -> Path | None:
    """The SQLite file; None for another database."""
    scheme, _, file = settings.database.reveal().partition("sqlite:///")
    return Path(file) if file and not scheme else None


def database_bytes(settings: Settings) -> int | None:
    """How large the SQLite database is on the disk; None for another database."""
    file = database_file(settings)
    if file is None:
        return None
    return sum(part.stat().st_size for end in _FILES if (part := file.with_name(file.name + end)).exists())
