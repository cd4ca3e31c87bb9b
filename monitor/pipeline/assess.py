"""Assessing: a dirty border is leased, judged from everything known of it, and written in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from monitor.escalation.account import Given
from monitor.model.alerts import Alert
from monitor.model.assessments import Coverage
from monitor.model.work import Assessed, Judged, Tell, seconds, tell_nobody
from monitor.pipeline.cases import Case, Outcome, Scope
from monitor.pipeline.judge import Judge
from monitor.pipeline.ports import NO_BORDER, RINGS_FOR, AssessStore, Clock
from monitor.pipeline.renewal import Renewal

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=2)
"""Far above what one border takes; after a crash the border waits this long."""

RETRY_AFTER_BUG = timedelta(minutes=5)
"""A border whose judging raised is left leased this long, so that a bug can't spin."""

MOST_BORDERS = 1000
"""A turn ends after this many borders, so that two that dirty each other can't hold it for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Whose feeds speak for the sides of a border, since when the stale ones have been silent, and ``until`` when no other one will be."""

    coverage: tuple[tuple[str, Coverage], ...] = ()
    silent_since: tuple[tuple[str, datetime], ...] = ()
    until: datetime | None = None


HeardOf = Callable[[str, datetime], Heard]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessTurn:
    """What one turn did. ``alerts`` in the order in which they were written."""

    borders: tuple[str, ...] = ()
    alerts: tuple[Alert, ...] = ()
    failed: tuple[str, ...] = ()


class AssessCycle:
    """Assesses dirty borders, and those whose time has come, until none is left."""

    def __init__(
        self,
        store: AssessStore,
        judge: Judge,
        *,
        clock: Clock,
        heard: HeardOf,
        lease: timedelta = LEASE,
        warm_up: timedelta = timedelta(0),
        tell: Tell = tell_nobody,
    ) -> None:
        self._store = store
        self.judge = judge
        self._clock = clock
        self._heard = heard
        self._lease = lease
        self._warm_up = warm_up
        self._tell = tell
        self._first_seen_at: datetime | None = None
        self._renewal = Renewal(store, judge, self.decided, record=self._record, clock=clock, lease=lease)

    def renew(self) -> bool:
        """Judges one border anew that other rules have judged, telling nobody of it but by one notice; False when none is left."""
        return self._renewal.step()

    def turn(self, only: Sequence[str] = (), *, most: int = MOST_BORDERS) -> AssessTurn:
        """Assesses every border that is due, or those of ``only`` that are; first, once, whatever other rules have judged."""
        while self.renew():
            pass
        borders: list[str] = []
        alerts: list[Alert] = []
        failed: list[str] = []
        while len(borders) + len(failed) < most:
            now = self._clock.now()
            border = self._store.lease_dirty_border(now=now, lease=self._lease, only=only)
            if border is None:
                break
            try:
                alerts.extend(self._assess(border, now=now))
                borders.append(border)
            except Exception:
                log.exception("assessing_failed", border=border)
                failed.append(border)
                self._tell(Assessed(border=border, judged=Judged.FAILED, seconds=seconds(now, self._clock.now())))
                self._store.extend_lease(border, until=now + RETRY_AFTER_BUG)
        return AssessTurn(borders=tuple(borders), alerts=tuple(alerts), failed=tuple(failed))

    def case(self, border: str, *, now: datetime, scope: Scope | None = None) -> Case:
        """Everything that this border is judged from at ``now``, narrowed to a scope; without a lease it can be judged, but nothing recorded."""
        case = self._store.case(border, now=now, scope=scope)
        if border == NO_BORDER:
            return case
        heard = self._heard(border, now)
        return replace(
            case,
            coverage=heard.coverage,
            silent_since=heard.silent_since,
            heard_until=heard.until,
            quiet_until=self._quiet_until(),
        )

    def given(self, border: str, *, now: datetime) -> Given:
        """What an account of the border is made of: all its incidents, but no more of the reports than a turn would read."""
        case = self.case(border, now=now, scope=self.judge.scope(from_the_beginning=True))
        return Given(
            border=border,
            incidents=case.incidents,
            coverage=case.coverage,
            elsewhere=case.elsewhere,
            silent_since=case.silent_since,
            last=case.checkpoint,
        )

    def _assess(self, border: str, *, now: datetime) -> tuple[Alert, ...]:
        _, outcome = self.decided(border, now)
        return outcome.alerts if self._record(outcome, now=now) else ()

    def _record(self, outcome: Outcome, *, now: datetime) -> bool:
        recorded = self._store.record_outcome(outcome, now=now)
        self._tell(_assessed(outcome, recorded=recorded, took=seconds(now, self._clock.now())))
        return recorded

    def decided(self, border: str, now: datetime) -> tuple[Case, Outcome]:
        """What judging the border at ``now`` comes to, and from which case. Taking all incidents is for what is older than what was settled."""
        narrow = self._with_texts(self.case(border, now=now, scope=self.judge.scope()), now=now)
        outcome = self.judge.attempt(narrow, now=now)
        if outcome is not None:
            return narrow, outcome
        full = self.case(border, now=now, scope=self.judge.scope(from_the_beginning=True))
        full = self._with_texts(full, now=now)
        return full, self.judge.decide(full, now=now)

    def _with_texts(self, case: Case, *, now: datetime) -> Case:
        """With the items that the desk's rules on incidents may ask for words: those of what may still ring."""
        if not self.judge.needs_texts:
            return case
        told = [
            item for incident in case.incidents if now - incident.first_known_at <= RINGS_FOR for item in incident.items
        ]
        lately = [report.item for report in case.reports if now - report.known_at <= RINGS_FOR]
        return replace(case, items=tuple(self._store.items_of(list(dict.fromkeys(told + lately)))))

    def _quiet_until(self) -> datetime | None:
        """The end of the first start's warm-up: until then old news builds state without ringing."""
        if not self._warm_up:
            return None
        if self._first_seen_at is None:
            self._first_seen_at = self._store.first_seen_at()
        return self._first_seen_at + self._warm_up if self._first_seen_at else None


def _assessed(outcome: Outcome, *, recorded: bool, took: float) -> Assessed:
    if not recorded:
        return Assessed(border=outcome.border, judged=Judged.LEASE_LOST, seconds=took)
    return Assessed(
        border=outcome.border,
        state=outcome.assessment.state,
        score=outcome.assessment.score,
        incidents=len(outcome.incidents),
        changed=len(outcome.incidents if outcome.changed is None else outcome.changed),
        alerts=tuple((alert.id, alert.level) for alert in outcome.alerts),
        seconds=took,
    )
