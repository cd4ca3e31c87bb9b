"""Where a border stands on the ladder at one moment of the walk, and what can be asked about it.

Decides nothing by itself; the rules ask it (monitor.escalation.gates) and the walk moves it (monitor.escalation.ladder).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from monitor.escalation.score import Decay, clip, is_faded
from monitor.model.assessments import Firing, State
from monitor.model.indicators import Ladder, Rung

HOUR = timedelta(hours=1)
NEVER = timedelta(days=36500)
"""A wait as long as this is none."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UPPER = frozenset({State.CONFRONTATION, State.ESCALATION})
HEIGHT = {State.CALM: 0, State.TENSION: 1, State.DE_ESCALATING: 2, State.CONFRONTATION: 3, State.ESCALATION: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """State force as the gates see it: when, by whom, and whether it is grave and sure enough for G-FORCE."""

    at: datetime
    users: tuple[str, ...]
    gate: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Where a walk stood at a moment, to go on from there."""

    at: datetime
    state: State
    since: datetime
    upper_since: datetime
    lowered_at: datetime
    below: tuple[tuple[float, datetime], ...] = ()
    sums: tuple[tuple[float, float], ...] = ()


def recalled(forces: Sequence[Force], ladder: Ladder, *, at: datetime) -> tuple[Force, ...]:
    """Of the uses of force until ``at``, in order, those that a later moment may ask for: those in some window or wait, and the last one."""
    windows = (ladder.force.within, ladder.reciprocity.within, *quiets(ladder))
    until = [force for force in forces if force.at <= at]
    return (*(force for force in until[:-1] if force.at >= at - max(windows)), *until[-1:])


def quiets(ladder: Ladder) -> set[timedelta]:
    """The quiets that are counted from force."""
    turn = ladder.turn
    counted = {turn.agreement_quiet_for, turn.contact_quiet_for, ladder.settled_for, ladder.frozen.quiet_for}
    return {wait for wait in counted if wait < NEVER}


@dataclass(slots=True, kw_only=True)
class Standing:
    """The state, since when, and what led to it. ``below`` remembers since when the score has been at or under a threshold.

    ``thresholds`` are all scores at which anything may change. ``lowered_at`` is the last step downwards, ``upper_since`` when confrontation or escalation was last entered from below.
    """

    ladder: Ladder
    firings: Sequence[Firing]
    forces: Sequence[Force]
    at: datetime = EPOCH
    state: State = State.CALM
    since: datetime = EPOCH
    upper_since: datetime = EPOCH
    lowered_at: datetime = EPOCH
    below: dict[float, datetime] = field(default_factory=dict)
    decay: Decay = field(default_factory=Decay)
    thresholds: tuple[float, ...] = ()
    _leaves: tuple[float, ...] = ()
    _force_times: list[datetime] = field(default_factory=list)
    _by_codes: dict[tuple[str, ...], tuple[list[datetime], list[Firing]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._force_times = [force.at for force in self.forces]
        self._leaves = tuple({rung.leave for rung in self._waiting_rungs()})
        rungs = (*self._waiting_rungs(), self.ladder.escalation)
        self.thresholds = tuple({limit for rung in rungs for limit in (rung.enter, rung.leave)})

    def snapshot(self) -> Snapshot:
        """What is needed to stand here again."""
        return Snapshot(
            at=self.at,
            state=self.state,
            since=self.since,
            upper_since=self.upper_since,
            lowered_at=self.lowered_at,
            below=tuple(self.below.items()),
            sums=self.decay.sums,
        )

    def restore(self, snapshot: Snapshot) -> None:
        """Stand where a walk over the same beginning stood."""
        self.at, self.state, self.since = snapshot.at, snapshot.state, snapshot.since
        self.upper_since, self.lowered_at = snapshot.upper_since, snapshot.lowered_at
        self.below = dict(snapshot.below)
        self.decay = Decay(snapshot.sums, snapshot.at)

    @property
    def score(self) -> float:
        """E, rounded so that sums in another order can't differ."""
        return round(clip(self.decay.total), 6)

    def arrive(self, at: datetime) -> None:
        """Let time pass."""
        self.decay.advance(at)
        self.at = at

    def mark(self) -> None:
        """Remember since when the score has been under the thresholds that are left by waiting."""
        score = self.score
        for threshold in self._leaves:
            if score <= threshold:
                self.below.setdefault(threshold, self.at)
            else:
                self.below.pop(threshold, None)

    def move(self, new: State) -> None:
        """Take a step."""
        if new in UPPER and self.state not in UPPER:
            self.upper_since = self.at
        if HEIGHT[new] < HEIGHT[self.state]:
            self.lowered_at = self.at
        self.state, self.since = new, self.at

    def waits(self) -> list[datetime]:
        """When the waits that are running now will be over."""
        dues = [
            max(self.below[rung.leave], self.since) + rung.leave_for
            for rung in self._waiting_rungs()
            if rung.leave in self.below
        ]
        if self.state is State.ESCALATION and self.ladder.frozen.quiet_for < timedelta(days=3650):
            dues.append(self.since + self.ladder.frozen.quiet_for)
        return [due for due in dues if due > self.at]

    def lingering(self, rung: Rung) -> bool:
        """Whether the score has been low enough for long enough, in this state."""
        begun = self.below.get(rung.leave)
        return begun is not None and self.at - max(begun, self.since) >= rung.leave_for

    def last_force_at(self) -> datetime | None:
        """When state force was last used."""
        index = bisect_right(self._force_times, self.at)
        return self._force_times[index - 1] if index else None

    def recent_force(self, within: timedelta) -> Sequence[Force]:
        """Force in the window that ends now, its beginning excluded."""
        begin, end = bisect_right(self._force_times, self.at - within), bisect_right(self._force_times, self.at)
        return self.forces[begin:end]

    def recent(self, codes: tuple[str, ...], since: datetime) -> list[Firing]:
        """Firings of these codes after ``since`` and until now that haven't faded."""
        if codes not in self._by_codes:
            chosen = [f for f in self.firings if f.code in codes]
            self._by_codes[codes] = [f.at for f in chosen], chosen
        times, firings = self._by_codes[codes]
        recent = firings[bisect_right(times, since) : bisect_right(times, self.at)]
        return [firing for firing in recent if not is_faded(firing, self.at)]

    def _waiting_rungs(self) -> tuple[Rung, ...]:
        return self.ladder.tension, self.ladder.confrontation, self.ladder.de_escalating
