"""The state of a border as time goes by, and how it came to it. All numbers are the ladder's.

Decides transitions, by event time. It walks from firing to firing and, where a threshold may be crossed in between, on the full hours; since
nothing it does depends on where it stops, the history at any time is the beginning of the history at any later time.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from monitor.escalation.gates import RULES, Step
from monitor.escalation.standing import EPOCH, HEIGHT, HOUR, NEVER, Force, Snapshot, Standing, quiets
from monitor.model.assessments import Firing, State, Transition
from monitor.model.indicators import Ladder

_FAR = datetime.max.replace(tzinfo=UTC)
_MOST_STEPS = 8
"""At one moment a state may move several steps (calm to escalation and on); more would be a circle."""

_Moment = tuple[Firing, bool]
"""A firing that begins (True) or ends (False)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What came of a walk. ``next_change_at``: when time alone would change something, if nothing else happens.

    ``mark``: where it stood at the last moment that it stopped at within what was asked to be marked.
    """

    history: tuple[Transition, ...] = ()
    next_change_at: datetime | None = None
    mark: Snapshot | None = None

    @property
    def state(self) -> State:
        """The state at the end."""
        return self.history[-1].new if self.history else State.CALM


def walk(
    border: str,
    firings: Sequence[Firing],
    *,
    forces: Sequence[Force],
    ladder: Ladder,
    now: datetime,
    held_from: datetime | None = None,
    begun: tuple[Snapshot, tuple[Transition, ...]] | None = None,
    mark_until: datetime = EPOCH,
) -> Course:
    """The transitions until ``now``. From ``held_from`` on, the feeds are silent: nothing calms down by the passing of time.

    ``firings`` and ``forces`` are in order of time; those after ``now`` are timers, and serve to say when to look again. ``begun`` is where
    a walk over the same beginning stood, with its transitions until then; ``mark_until`` asks for such a place, no later than that.
    """
    standing = Standing(ladder=ladder, firings=firings, forces=forces)
    waypoints = _waypoints(firings, forces, ladder)
    changes = moments(firings)
    history: list[Transition] = []
    position, mark = 0, None
    if begun:
        standing.restore(begun[0])
        history, position, mark = [*begun[1]], bisect_right(waypoints, begun[0].at), begun[0]
    while (at := _next(standing, waypoints, position)) != _FAR:
        if standing.at <= mark_until < at:
            mark = standing.snapshot()
        position += position < len(waypoints) and waypoints[position] == at
        steps = _visit(standing, at, moments=changes, held_from=held_from or _FAR)
        if at > now and (steps or at in changes):
            return Course(history=tuple(history), next_change_at=at, mark=mark)
        history += [_transition(border, at, old, step=step, score=standing.score) for old, step in steps]
    return Course(history=tuple(history), mark=standing.snapshot() if standing.at <= mark_until else mark)


def _next(standing: Standing, waypoints: Sequence[datetime], position: int) -> datetime:
    """The next moment at which anything may change."""
    waypoint = waypoints[position] if position < len(waypoints) else _FAR
    return min(waypoint, _crossing(standing), *standing.waits()) if position else waypoint


def _crossing(standing: Standing) -> datetime:
    """The next full hour by which the score may have crossed a threshold: before it is reached at full speed, it can't have."""
    total, speed = standing.decay.total, standing.decay.speed
    distance = min(abs(total - limit) for limit in standing.thresholds)
    if speed * (NEVER / timedelta(days=1)) <= distance:
        return _FAR
    reached = standing.at + timedelta(days=distance / speed)
    hours = max(math.floor((reached - EPOCH) / HOUR), math.floor((standing.at - EPOCH) / HOUR) + 1)
    return EPOCH + hours * HOUR


def _visit(
    standing: Standing, at: datetime, *, moments: Mapping[datetime, Sequence[_Moment]], held_from: datetime
) -> list[tuple[State, Step]]:
    """Bring the standing to a moment; the steps taken there, each with the state that it left."""
    standing.arrive(at)
    for firing, begins in moments.get(at, ()):
        if begins:
            standing.decay.add(firing)
        else:
            standing.decay.end(firing, at)
    standing.mark()
    steps = []
    while step := _step(standing, held=at > held_from):
        steps.append((standing.state, step))
        standing.move(step[0])
        if len(steps) > _MOST_STEPS:
            raise AssertionError(f"the ladder goes round in a circle at {at}")
    return steps


def _step(standing: Standing, *, held: bool) -> Step | None:
    """The first step that a rule allows; none downwards while the feeds are silent."""
    steps = (rule(standing) for rule in RULES[standing.state])
    return next((s for s in steps if s and not (held and HEIGHT[s[0]] < HEIGHT[standing.state])), None)


def _transition(border: str, at: datetime, old: State, *, step: Step, score: float) -> Transition:
    return Transition(border=border, at=at, old=old, new=step[0], score=score, because=(step[1],))


def moments(firings: Sequence[Firing]) -> Mapping[datetime, Sequence[_Moment]]:
    """What begins and what ends at each time."""
    found: dict[datetime, list[_Moment]] = {}
    for firing in firings:
        if not firing.weight:
            continue
        found.setdefault(firing.at, []).append((firing, True))
        if firing.until is not None:
            found.setdefault(firing.until, []).append((firing, False))
    return found


def _waypoints(firings: Sequence[Firing], forces: Sequence[Force], ladder: Ladder) -> list[datetime]:
    """The times at which something begins or ends, or a quiet that is counted from force or conciliation is full."""
    frozen = ladder.frozen.quiet_for
    times = {t for f in firings if f.weight for t in (f.at, f.until) if t is not None}
    times |= {force.at + wait for force in forces for wait in (timedelta(0), *quiets(ladder))}
    if frozen < NEVER:
        times |= {f.at + frozen for f in firings if f.code in ladder.frozen.unless}
    return sorted(times)
