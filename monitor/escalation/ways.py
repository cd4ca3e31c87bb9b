"""The ways out of a state: what each next state asks for, which of it holds now, and when what is missing comes by time alone.

Decides nothing: it says in words and times what ``monitor.escalation.gates`` decides by, in the same order. A law of the tests holds them together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from monitor.escalation import gates
from monitor.escalation.gates import span
from monitor.escalation.score import Decay, clip
from monitor.escalation.standing import EPOCH, HEIGHT, HOUR, Standing
from monitor.model.assessments import State
from monitor.model.indicators import Rung

FAR_AHEAD = timedelta(days=90)
"""So far ahead is a score let decay to see when it is low enough: more than six half-lives of an act of force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that a step asks for. ``says`` is the demand, ``found`` what there is, since or at ``at``.

    ``due_at``: when it will hold if nothing else happens; ``ends_at``: when it will no longer. None: not by time alone.
    """

    says: str
    holds: bool
    found: str
    at: datetime | None = None
    due_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A step to another state, taken when all of its conditions hold. ``up``: to a worse one."""

    to: State
    up: bool
    conditions: tuple[Condition, ...]

    @property
    def open(self) -> bool:
        """Whether the step would be taken."""
        return all(condition.holds for condition in self.conditions)

    @property
    def missing(self) -> tuple[Condition, ...]:
        """What isn't met."""
        return tuple(condition for condition in self.conditions if not condition.holds)


def ways(standing: Standing, *, held_from: datetime | None = None) -> tuple[Way, ...]:
    """All ways out, in the order in which they are tried; ``held_from``: since when nothing may calm down, because a side is silent."""
    made = []
    for to, asked in _WAYS[standing.state]:
        up = HEIGHT[to] > HEIGHT[standing.state]
        waiting = (_heard(held_from),) if held_from is not None and not up else ()
        made.append(Way(to=to, up=up, conditions=(*(ask(standing) for ask in asked), *waiting)))
    return tuple(made)


Asked = Callable[[Standing], Condition]


def _heat(standing: Standing, *, rung: str) -> Condition:
    limit: float = getattr(standing.ladder, rung).enter
    return Condition(says=f"score ≥ {limit:g}", holds=standing.score >= limit, found=f"{standing.score:.1f} now")


def _force(standing: Standing) -> Condition:
    rule, found = standing.ladder.force, gates.force_gate(standing)
    lowered = standing.lowered_at > EPOCH
    return Condition(
        says=f"G-FORCE: one of {' '.join(rule.codes)}, sure to {rule.confidence:g}, within {span(rule.within)}"
        + (" and after the last step down" if lowered else ""),
        holds=found is not None,
        found=found.because if found else "none",
        at=found.at if found else None,
        ends_at=found.at + rule.within if found else None,
    )


def _reciprocity(standing: Standing) -> Condition:
    rule, found = standing.ladder.reciprocity, gates.reciprocity_gate(standing)
    users = sorted({user for force in standing.recent_force(rule.within) if force.gate for user in force.users})
    return Condition(
        says=f"G-RECIP: both sides used state force within {span(rule.within)}, or {' '.join(rule.alone)}",
        holds=bool(found),
        found=found or (f"only {users[0]} did" if users else "neither did"),
    )


def _lingering(standing: Standing, *, rung: str) -> Condition:
    wanted: Rung = getattr(standing.ladder, rung)
    low = standing.score <= wanted.leave
    begun = standing.below.get(wanted.leave) if low else _falls_to(standing, wanted.leave)
    found = "low enough" if low else f"{standing.score:.1f} now" + (", low enough by decay alone" if begun else "")
    due = max(begun, standing.since) + wanted.leave_for if begun else None
    holds = standing.lingering(wanted)
    return Condition(says=gates.linger(wanted), holds=holds, found=found, at=begun, due_at=None if holds else due)


def _falls_to(standing: Standing, limit: float) -> datetime | None:
    """The first full hour at which the score is that low, if nothing else happens; None when that is far off."""
    decay, at = Decay(standing.decay.sums, standing.at), standing.at
    while at < standing.at + FAR_AHEAD:
        at += HOUR
        decay.advance(at)
        if clip(decay.total) <= limit:
            return at
    return None


def _quiet(standing: Standing, *, wait: timedelta, since: datetime | None, what: str = "state force") -> Condition:
    due = since + wait if since else None
    holds = due is None or due <= standing.at
    return Condition(
        says=f"{span(wait)} without {what}",
        holds=holds,
        found="the last" if since else "none at all",
        at=since,
        due_at=None if holds else due,
    )


def _no_force(standing: Standing, *, rule: str) -> Condition:
    return _quiet(standing, wait=getattr(standing.ladder.turn, rule), since=standing.last_force_at())


def _agreement(standing: Standing) -> Condition:
    return _sign(standing, standing.ladder.turn.agreement, "an agreement since the last force")


def _contact(standing: Standing) -> Condition:
    return _sign(standing, standing.ladder.turn.contact, "direct contact since the last force")


def _sign(standing: Standing, codes: Sequence[str], says: str) -> Condition:
    found = standing.recent(tuple(codes), gates.turns_since(standing))
    last = found[-1] if found else None
    return Condition(
        says=f"{says} ({' '.join(codes)})",
        holds=last is not None,
        found=f"{last.code}: {last.because}" if last else "none",
        at=last.at if last else None,
    )


def _goodwill(standing: Standing) -> Condition:
    rule, holds = standing.ladder.turn, gates.both_speak(standing)
    words = standing.recent(rule.goodwill, gates.turns_since(standing) - timedelta.resolution)
    speakers = sorted({word.side for word in words if word.side})
    found = "from both" if holds else f"only from {speakers[0]}" if speakers else "from neither"
    return Condition(says=f"good words from both sides ({' '.join(rule.goodwill)})", holds=holds, found=found)


def _frozen(standing: Standing) -> Condition:
    return _quiet(standing, wait=standing.ladder.frozen.quiet_for, since=gates.frozen_since(standing))


def _no_conciliation(standing: Standing) -> Condition:
    rule, signs = standing.ladder.frozen, gates.conciliation(standing)
    last = signs[-1] if signs else None
    return Condition(
        says=f"{span(rule.quiet_for)} without any sign of conciliation",
        holds=last is None,
        found=f"{last.code}: {last.because}" if last else "none",
        at=last.at if last else None,
        due_at=last.at + rule.quiet_for if last else None,
    )


def _settled(standing: Standing) -> Condition:
    wait = standing.ladder.settled_for
    grave = [force.at for force in standing.recent_force(wait) if force.gate]
    return _quiet(standing, wait=wait, since=grave[-1] if grave else None, what="gate force")


def _heard(held_from: datetime) -> Condition:
    return Condition(
        says="both sides are heard", holds=False, found="a side is silent, and quiet is no calm", at=held_from
    )


_ESCALATES: tuple[State, tuple[Asked, ...]] = State.ESCALATION, (partial(_heat, rung="escalation"), _reciprocity)
_CONFRONTS: tuple[tuple[State, tuple[Asked, ...]], ...] = (
    (State.CONFRONTATION, (_force,)),
    (State.CONFRONTATION, (partial(_heat, rung="confrontation"),)),
)
_TURNS: tuple[tuple[State, tuple[Asked, ...]], ...] = (
    (State.DE_ESCALATING, (_agreement, partial(_no_force, rule="agreement_quiet_for"))),
    (State.DE_ESCALATING, (_contact, _goodwill, partial(_no_force, rule="contact_quiet_for"))),
)
_WAYS: Mapping[State, tuple[tuple[State, tuple[Asked, ...]], ...]] = {
    State.CALM: (_ESCALATES, *_CONFRONTS, (State.TENSION, (partial(_heat, rung="tension"),))),
    State.TENSION: (_ESCALATES, *_CONFRONTS, (State.CALM, (partial(_lingering, rung="tension"),))),
    State.CONFRONTATION: (_ESCALATES, *_TURNS, (State.TENSION, (partial(_lingering, rung="confrontation"),))),
    State.ESCALATION: (*_TURNS, (State.CONFRONTATION, (_frozen, _no_conciliation))),
    State.DE_ESCALATING: (
        (State.ESCALATION, (_force, *_ESCALATES[1])),
        (State.CONFRONTATION, (_force,)),
        (State.TENSION, (partial(_lingering, rung="de_escalating"), _settled)),
    ),
}
