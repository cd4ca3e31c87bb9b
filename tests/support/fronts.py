"""News put into a real store as reading does, for borders that are judged after each piece."""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.adapters.store import SqlStore
from monitor.model.items import FeedState, Item, PollRecord
from monitor.model.reports import Mode, Reading, Report
from tests.support.incidents import START


class Newsroom:
    """Items with their reports: read, read anew, deleted and brought back. ``reports`` and ``withdrawn`` are what stands."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self.reports: dict[str, tuple[Report, ...]] = {}
        self.withdrawn: set[str] = set()

    @property
    def now(self) -> datetime:
        """When what is put in is read."""
        raise NotImplementedError

    def read(self, item: str, *reports: Report) -> None:
        """What reading the item came to, instead of what it came to before."""
        stored = Item(id=item, title=item, outlet="x", seen_at=START, feed="f", content_hash=item)
        self.store.record_poll(PollRecord(state=FeedState(feed="f", next_due_at=START), items=(stored,)))
        self.store.record_readings([Reading(item=item, mode=Mode.FACTUAL, reports=reports)], now=self.now)
        self.reports[item] = reports

    def turn_over(self, item: str) -> None:
        """Its outlet deletes the item, or brings it back."""
        state = FeedState(feed="f", next_due_at=START, last_polled_at=START)
        gone = item not in self.withdrawn
        self.store.record_poll(
            PollRecord(state=state, withdrawn=(item,) if gone else (), restored=() if gone else (item,))
        )
        self.withdrawn ^= {item}


def moved(report: Report, *, days: int) -> Report:
    """The same account of the same act, days later."""

    def later(moment: datetime | None) -> datetime | None:
        return moment and moment + timedelta(days=days)

    return replace(
        report,
        known_at=report.known_at + timedelta(days=days),
        published_at=later(report.published_at),
        happened_at=later(report.happened_at),
    )
