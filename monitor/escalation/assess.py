"""How hot a border is: incidents in, an assessment out. A pure function of what is known; order of arrival doesn't matter.

Decides how firings, score, states, outlook and coverage come together. The steps themselves are in the modules that it names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.escalation import checkpoint as checkpoints
from monitor.escalation import coverage as coverages
from monitor.escalation import fire, outlook, score, signs
from monitor.escalation import ladder as rungs
from monitor.escalation.checkpoint import REACH, RENEWED_AFTER, SETTLED_FOR, Checkpoint
from monitor.escalation.past import remember
from monitor.escalation.signs import Signs
from monitor.escalation.standing import recalled
from monitor.model.assessments import Assessment, Coverage, Firing, State, Trend
from monitor.model.incidents import Incident
from monitor.model.indicators import Ladder
from monitor.model.rulebook import Rulebook

DAY = timedelta(hours=24)
"""The span of momentum: M = E(t) - E(t - 24 h)."""


UNKNOWN_FOR = timedelta(days=30)
"""How long what couldn't be judged of an act is shown: as long as the longest relation between acts looks back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """An assessment, and where the next one may go on from (None: from nowhere but the beginning)."""

    assessment: Assessment
    checkpoint: Checkpoint | None = None


def assess(
    border: str,
    incidents: Sequence[Incident],
    *,
    rulebook: Rulebook,
    now: datetime,
    coverage: Sequence[tuple[str, Coverage]] = (),
    elsewhere: Sequence[Incident] = (),
    silent_since: Sequence[tuple[str, datetime]] = (),
) -> Assessment:
    """The border's assessment at ``now`` from all that is known of it.

    Incidents that begin after ``now`` don't count yet. No coverage given means that all feeds speak. While a side is stale, timers that
    would have run out and steps down that would have been taken since it fell silent wait; ``silent_since`` says since when, else it
    is the least time after which a side is called stale. ``next_check_at`` is later than ``now``, or None when time alone changes nothing.
    """
    return carry_on(
        border,
        incidents,
        rulebook=rulebook,
        now=now,
        coverage=coverage,
        elsewhere=elsewhere,
        silent_since=silent_since,
    ).assessment


def carry_on(
    border: str,
    incidents: Sequence[Incident],
    *,
    rulebook: Rulebook,
    now: datetime,
    coverage: Sequence[tuple[str, Coverage]] = (),
    elsewhere: Sequence[Incident] = (),
    silent_since: Sequence[tuple[str, datetime]] = (),
    last: Checkpoint | None = None,
) -> Course:
    """The same, from the last checkpoint on if that holds, and the checkpoint to keep: the last one itself until another is worth it.

    ``last`` must be of the same rulebook, and good: nothing before it has changed since, here or in the strikes elsewhere.
    """
    held = held_from(coverage, silent_since, now)
    after = last if last and checkpoints.holds(last, now=now, held_from=held) else None
    course = go_on(
        border,
        incidents,
        rulebook=rulebook,
        now=now,
        elsewhere=elsewhere,
        held_from=held,
        after=after,
        settled_for=SETTLED_FOR,
    )
    return Course(
        assessment=replace(course.assessment, coverage=tuple(coverage)),
        checkpoint=_worth_keeping(after, course.checkpoint),
    )


def goes_on(
    last: Checkpoint,
    *,
    now: datetime,
    coverage: Sequence[tuple[str, Coverage]] = (),
    silent_since: Sequence[tuple[str, datetime]] = (),
) -> bool:
    """Whether :func:`carry_on` goes on from this one: then incidents that began before it looks back to are of no account."""
    return checkpoints.holds(last, now=now, held_from=held_from(coverage, silent_since, now))


def go_on(
    border: str,
    incidents: Sequence[Incident],
    *,
    rulebook: Rulebook,
    now: datetime,
    elsewhere: Sequence[Incident] = (),
    held_from: datetime | None = None,
    after: Checkpoint | None = None,
    settled_for: timedelta = REACH,
) -> Course:
    """The same, from a checkpoint on: of the incidents, those that began at ``after.looks_back_to`` or later are enough.

    It must be of the same rulebook, and good: nothing that began before ``after.good_until`` may have changed. ``held_from``: since when a
    side has been silent. The new checkpoint is as recent as can be, but ``settled_for`` (REACH or longer) old; while a side is silent none is made beyond
    that.
    """
    found = signs.signs(
        border, incidents, rulebook=rulebook, now=now, elsewhere=elsewhere, held_from=held_from, after=after
    )
    settled_until = min(at for at in (now - settled_for, held_from) if at is not None)
    course = rungs.walk(
        border,
        found.firings,
        forces=found.forces,
        ladder=rulebook.ladder,
        now=now,
        held_from=held_from,
        begun=(after.standing, after.history) if after else None,
        mark_until=settled_until,
    )
    return Course(
        assessment=assessment_of(border, course, found, now=now),
        checkpoint=_checkpoint(course, found, until=settled_until),
    )


def assessment_of(border: str, course: rungs.Course, found: Signs, *, now: datetime) -> Assessment:
    """What the signs and the way that the state went come to at ``now``; whose feeds speak is not in it."""
    rulebook, firings = found.scene.rulebook, found.firings
    standing = tuple(f for f in firings if f.at <= now and _stands(f, now))
    heat = score.score(standing, now)
    momentum = heat - score.score(_until(firings, now - DAY), now - DAY)
    reasons = outlook.outlook(standing, found.scene.facts, ladder=rulebook.ladder, now=now)
    return Assessment(
        border=border,
        at=now,
        state=course.state,
        score=heat,
        momentum=momentum,
        trend=_trend(momentum, rulebook.ladder),
        risk=bool(reasons),
        outlook=reasons,
        history=course.history,
        firings=standing,
        ledger=score.ledger(standing, now, top=rulebook.ladder.ledger),
        unknown=tuple(u for u in found.unknown if u.at is None or u.at > now - UNKNOWN_FOR),
        absent=_absent(course.state, standing, rulebook=rulebook, now=now),
        since=course.history[-1].at if course.history else None,
        because=course.history[-1].because if course.history else (),
        next_check_at=course.next_change_at,
    )


def _worth_keeping(old: Checkpoint | None, new: Checkpoint | None) -> Checkpoint | None:
    return old if new is None or (old is not None and new.at - old.at < RENEWED_AFTER) else new


def _checkpoint(course: rungs.Course, found: Signs, *, until: datetime) -> Checkpoint | None:
    """What is settled ``until`` then, or until where the walk began if that is later: it stood at its mark, and nothing came in between."""
    if course.mark is None:
        return None
    scene = found.scene
    at = until if scene.settled_at is None else max(until, scene.settled_at)
    capped_since = at - max((cap.window for i in scene.rulebook.indicators for cap in i.caps), default=timedelta(0))
    settled = [fact for fact in scene.facts if fact.at <= at and not scene.is_settled(fact)]
    return Checkpoint(
        border=scene.world.border,
        at=at,
        standing=course.mark,
        past=remember(scene.past, settled, scene.rulebook.indicators),
        firings=tuple(
            f
            for f in found.firings
            if f.at <= at and not fire.is_flag(f) and (f.at >= capped_since or not score.is_faded(f, at))
        ),
        unknown=tuple(u for u in found.unknown if u.at is not None and at - UNKNOWN_FOR < u.at <= at),
        forces=recalled(found.forces, scene.rulebook.ladder, at=at),
        history=tuple(t for t in course.history if t.at <= at),
    )


def as_of(assessment: Assessment, now: datetime, *, ladder: Ladder) -> Assessment:
    """A past assessment with its numbers brought to ``now``: what fired decays, the state stays until it is judged anew."""
    standing = tuple(f for f in assessment.firings if _stands(f, now))
    heat = score.score(standing, now)
    momentum = heat - score.score(_until(assessment.firings, now - DAY), now - DAY)
    return replace(
        assessment,
        at=now,
        score=heat,
        momentum=momentum,
        trend=_trend(momentum, ladder),
        ledger=score.ledger(standing, now, top=ladder.ledger),
    )


def _stands(firing: Firing, now: datetime) -> bool:
    return (firing.until is None or firing.until > now) and not score.is_faded(firing, now)


def held_from(
    coverage: Sequence[tuple[str, Coverage]], silent_since: Sequence[tuple[str, datetime]], now: datetime
) -> datetime | None:
    """From when on nothing may calm down by time alone, because a side is silent."""
    since = dict(silent_since)
    stale = [since.get(side, now - coverages.SILENT_AFTER) for side, heard in coverage if heard is Coverage.STALE]
    return min(stale, default=None)


def _until(firings: Sequence[Firing], at: datetime) -> tuple[Firing, ...]:
    return tuple(f for f in firings if f.at <= at)


def _trend(momentum: float, rules: Ladder) -> Trend:
    if abs(momentum) <= rules.trend_band:
        return Trend.LEVEL
    return Trend.UP if momentum > 0 else Trend.DOWN


def _absent(state: State, firings: Sequence[Firing], *, rulebook: Rulebook, now: datetime) -> tuple[str, ...]:
    """Only where things are bad enough for anyone to expect more."""
    if state in (State.CALM, State.TENSION):
        return ()
    return outlook.absent(rulebook.indicators, firings, within=rulebook.ladder.absent_within, now=now)
