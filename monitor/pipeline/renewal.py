"""Borders that were judged by other rules are judged anew, once, before anything else: a new rulebook is no event.

A border that news waits for is left to the ordinary turn: what is news and what is the rules' doing can't be told apart there, and it is better
to ring once too often. The lane ``none`` comes last, in any case, since its outcome carries the notice.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from monitor.alerts import renewed
from monitor.alerts.renewed import Restated
from monitor.model.alerts import Alert
from monitor.pipeline.cases import Case, Outcome
from monitor.pipeline.judge import Judge
from monitor.pipeline.ports import NO_BORDER, AssessStore, Clock

Decide = Callable[[str, datetime], tuple[Case, Outcome]]
"""Judges a leased border as an ordinary turn does, and records nothing."""


class Record(Protocol):
    """Writes what came of a border, and takes note of it."""

    def __call__(self, outcome: Outcome, *, now: datetime) -> bool:
        """False when somebody else did meanwhile."""
        ...


class Renewal:
    """One pass over the borders. ``decide`` and ``record`` are the cycle's."""

    def __init__(
        self, store: AssessStore, judge: Judge, decide: Decide, *, record: Record, clock: Clock, lease: timedelta
    ) -> None:
        self._store = store
        self._record = record
        self._judge = judge
        self._decide = decide
        self._clock = clock
        self._lease = lease
        self._waiting: deque[str] | None = None
        self._again: set[str] = set()
        self._restated: dict[str, Restated] = {}

    def step(self) -> bool:
        """Judges one border anew; False when none is left, and from then on at no cost."""
        if self._waiting is None:
            self._waiting = deque(self._lanes())
        if not self._waiting:
            return False
        lane = self._waiting.popleft()
        if lane == NO_BORDER:
            self._finish()
        elif self._store.lease_clean(lane, now=self._clock.now(), lease=self._lease):
            self._renew(lane)
        return True

    def _lanes(self) -> list[str]:
        """The lane ``none`` is noted as one of them before any is judged: who is killed on the way still owes the notice."""
        others = self._store.lanes_judged_otherwise(self._judge.judged_by)
        if others and NO_BORDER not in others:
            self._store.unsettle(NO_BORDER)
        return [lane for lane in others if lane != NO_BORDER] + ([NO_BORDER] if others else [])

    def _renew(self, lane: str) -> None:
        now = self._clock.now()
        case, outcome = self._decide(lane, now)
        quiet = quietly(outcome)
        if not self._record(quiet, now=now):
            return
        self._restate(case, quiet)
        # Strikes elsewhere have a bearing on a border: those whose neighbours came out otherwise are judged once more, after all the others.
        waiting = self._waiting or deque()
        for other in (each.border for each in outcome.dirties):
            if other not in self._again and other not in waiting:
                self._again.add(other)
                waiting.insert(len(waiting) - 1, other)

    def _restate(self, case: Case, outcome: Outcome) -> None:
        known = self._restated.get(outcome.border)
        before, noted = (known.before, known.noted) if known else (case.told, 0)
        if before is not None:
            self._restated[outcome.border] = Restated(
                border=outcome.border, before=before, after=outcome.assessment, noted=noted + len(outcome.alerts)
            )

    def _finish(self) -> None:
        """With the notice, in one transaction: so it comes once, also when the process is killed on the way."""
        now = self._clock.now()
        clean = self._store.lease_clean(NO_BORDER, now=now, lease=self._lease)
        if not clean and self._store.lease_dirty_border(now=now, lease=self._lease, only=(NO_BORDER,)) is None:
            return
        case, outcome = self._decide(NO_BORDER, now)
        told = self._notice(now)
        deliveries = self._judge.deliveries((told,), case, now=now)
        outcome = quietly(outcome) if clean else outcome
        told_too = replace(outcome, alerts=(*outcome.alerts, told), deliveries=(*outcome.deliveries, *deliveries))
        self._record(told_too, now=now)

    def _notice(self, now: datetime) -> Alert:
        watched = [self._restated[lane] for lane in sorted(self._restated) if lane in self._judge.watch]
        return renewed.notice(watched, rules=self._judge.judged_by, now=now)


def quietly(outcome: Outcome) -> Outcome:
    """The outcome with nobody told of it."""
    return replace(
        outcome,
        transitions=(),
        alerts=tuple(renewed.noted(alert) for alert in outcome.alerts),
        deliveries=(),
        dirties=(),
    )
