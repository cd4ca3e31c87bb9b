"""An account of a border's state for people who ask why: the ways out of it, all that fired, the score as it went, and what one incident did.

Decides nothing that the assessment doesn't: it judges the same incidents in the same way, and keeps what an assessment leaves out.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from monitor.escalation import assess as assessing
from monitor.escalation import checkpoint as checkpoints
from monitor.escalation import ladder as rungs
from monitor.escalation import score, signs, ways
from monitor.escalation.checkpoint import Checkpoint
from monitor.escalation.standing import Standing
from monitor.escalation.ways import Way
from monitor.model.assessments import Assessment, Contribution, Coverage, Firing, Transition
from monitor.model.incidents import Incident
from monitor.model.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a border is judged from, as :func:`monitor.escalation.assess.carry_on` takes it."""

    border: str
    incidents: tuple[Incident, ...]
    coverage: tuple[tuple[str, Coverage], ...] = ()
    elsewhere: tuple[Incident, ...] = ()
    silent_since: tuple[tuple[str, datetime], ...] = ()
    last: Checkpoint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A border at a time. ``firings`` are all that fired until then, also those whose place others took; ``ways`` in order of trial."""

    assessment: Assessment
    firings: tuple[Firing, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one incident has to do with the state: its firings as they count now, and how the border would stand without it.

    ``brought`` are the transitions that there would not be.
    """

    contributions: tuple[Contribution, ...] = ()
    without: Assessment | None = None
    brought: tuple[Transition, ...] = ()


def account(given: Given, *, rulebook: Rulebook, now: datetime) -> Account:
    """The account at ``now``; it goes on from the last checkpoint if that holds."""
    held_from = assessing.held_from(given.coverage, given.silent_since, now)
    after = given.last
    if after and not checkpoints.holds(after, now=now, held_from=held_from):
        after = None
    found = signs.signs(
        given.border,
        given.incidents,
        rulebook=rulebook,
        now=now,
        elsewhere=given.elsewhere,
        held_from=held_from,
        after=after,
    )
    course = rungs.walk(
        given.border,
        found.firings,
        forces=found.forces,
        ladder=rulebook.ladder,
        now=now,
        held_from=held_from,
        begun=(after.standing, after.history) if after else None,
        mark_until=now,
    )
    standing = Standing(ladder=rulebook.ladder, firings=found.firings, forces=found.forces)
    if course.mark:
        standing.restore(course.mark)
    standing.arrive(now)
    standing.mark()
    assessment = assessing.assessment_of(given.border, course, found, now=now)
    return Account(
        assessment=replace(assessment, coverage=given.coverage),
        firings=tuple(f for f in found.firings if f.at <= now),
        ways=ways.ways(standing, held_from=held_from),
    )


def part_of(incident: str, given: Given, *, rulebook: Rulebook, now: datetime) -> Part:
    """What this incident did: by its own firings, and by judging the border once more as if it were not.

    All incidents must be given: what is settled was settled with this one.
    """
    whole = account(given, rulebook=rulebook, now=now)
    own = [firing for firing in whole.firings if incident in (firing.incident, *firing.related)]
    if not own:
        return Part()
    others = tuple(each for each in given.incidents if each.id != incident)
    without = account(replace(given, incidents=others, last=None), rulebook=rulebook, now=now).assessment
    kept = {(transition.at, transition.new) for transition in without.history}
    return Part(
        contributions=tuple(_contribution(firing, now) for firing in own),
        without=without,
        brought=tuple(t for t in whole.assessment.history if (t.at, t.new) not in kept),
    )


def _contribution(firing: Firing, now: datetime) -> Contribution:
    return Contribution(
        code=firing.code,
        indicator=firing.indicator,
        points=score.contribution(firing, now),
        because=firing.because,
        incident=firing.incident,
    )
