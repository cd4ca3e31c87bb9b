"""How everything stands, out of the store: for one screen, and to be measured."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from monitor.model.assessments import Assessment
from monitor.model.items import FeedCondition
from monitor.model.standing import Backlog, Standing
from monitor.pipeline.ports import NO_BORDER

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.bootstrap.held import Held


def standing(app: "App", *, feeds: Mapping[str, FeedCondition] | None = None) -> Standing:
    """Asks the store, some milliseconds long. ``feeds`` are conditions that are known already; without them they are looked up."""
    if feeds is None:
        feeds = {name: state.told for name, state in app.store.feed_states().items()}
    known = {feed.id: feeds.get(feed.id, FeedCondition.NEW) for feed in app.feeds}
    return _standing(app.held, app.borders_now(), known)


def as_last_written(held: "Held") -> Standing:
    """As far as the store tells it without knowing the files: borders as they were last assessed, and nothing of the feeds."""
    rows = (row.assessment for row in held.store.borders() if row.border != NO_BORDER)
    return _standing(held, [assessment for assessment in rows if assessment], {})


def _standing(held: "Held", borders: Iterable[Assessment], feeds: Mapping[str, FeedCondition]) -> Standing:
    now, counts = held.clock.now(), held.store.counts()
    return Standing(
        at=now,
        borders=tuple(sorted(borders, key=lambda border: (-border.score, border.border))),
        feeds=feeds,
        backlog=Backlog(
            unread=counts.unread,
            dirty=counts.dirty,
            outbox=counts.pending,
            waiting_since=held.store.waiting_since(now=now),
            dead=counts.dead,
        ),
        stored={
            "items": counts.items,
            "reports": counts.reports,
            "incidents": counts.incidents,
            "alerts": counts.alerts,
        },
        database_bytes=held.place.database_bytes(),
    )
