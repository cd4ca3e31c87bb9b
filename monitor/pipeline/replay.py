"""Replaying: recorded items through the real read and assess cycles on a clock that is moved by hand.

Between two items the clock stops wherever time alone may change a border, so that timers run as they would have.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from monitor.escalation import account as accounts
from monitor.model.assessments import Firing
from monitor.model.items import FeedState, Item, PollRecord
from monitor.pipeline.assess import AssessCycle
from monitor.pipeline.ports import MovableClock, Store
from monitor.pipeline.read import ReadCycle

REPLAY_FEED = "replay"
"""The feed under which replayed items are stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The pieces of the pipeline that a replay turns."""

    store: Store
    read: ReadCycle
    assess: AssessCycle
    clock: MovableClock

    def run(
        self, items: Sequence[Item], *, until: datetime | None = None, after_step: Callable[[], None] = lambda: None
    ) -> None:
        """Feeds the items in order of ``seen_at``, then lets time pass to ``until``; ``after_step`` is called after each instant."""
        for seen_at, group in groupby(_up_to(items, until), key=lambda item: item.seen_at):
            for _ in self._timers(seen_at):
                after_step()
            self.clock.move_to(seen_at)
            self._ingest(group)
            after_step()
        if until is not None:
            for _ in self._timers(until):
                after_step()
            self.clock.move_to(until)
            self.assess.turn()
            after_step()

    def fired(self, border: str) -> tuple[Firing, ...]:
        """All that fired until now, by time: also what has faded since, but not that whose place another took."""
        now, book = self.clock.now(), self.assess.judge.rulebook.for_border(border)
        found = accounts.account(self.assess.given(border, now=now), rulebook=book, now=now).firings
        return tuple(firing for firing in found if firing.until is None or firing.until > now)

    def _ingest(self, items: Iterable[Item]) -> None:
        now = self.clock.now()
        state = FeedState(feed=REPLAY_FEED, next_due_at=now, last_success_at=now, baseline_done=True)
        self.store.record_poll(PollRecord(state=state, items=tuple(items)))
        self.read.turn()
        self.assess.turn()

    def _timers(self, end: datetime) -> Iterator[datetime]:
        """Stops at every instant before ``end`` at which some border must be looked at again."""
        last: datetime | None = None
        while (due := self.store.next_check_at()) is not None and due < end and due != last:
            last = due
            self.clock.move_to(due)
            self.assess.turn()
            yield due


def _up_to(items: Sequence[Item], until: datetime | None) -> list[Item]:
    return [item for item in items if until is None or item.seen_at <= until]
