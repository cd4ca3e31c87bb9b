"""What the incidents of a border show: facts, what fires on them, and the state force that the gates ask for.

Decides which firings stand while a side is silent, and which of them are force. Doesn't decide states (monitor.escalation.ladder).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.escalation import facts, fire, world
from monitor.escalation.checkpoint import Checkpoint
from monitor.escalation.facts import Fact
from monitor.escalation.kinds.scene import Scene
from monitor.escalation.past import Past
from monitor.escalation.standing import Force
from monitor.model.assessments import Firing, Unknown
from monitor.model.incidents import Incident
from monitor.model.indicators import IndicatorKind, Ladder
from monitor.model.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """All firings by event time (timers that are not yet due among them), what couldn't be judged, and state force in order of time."""

    scene: Scene
    firings: tuple[Firing, ...]
    unknown: tuple[Unknown, ...]
    forces: tuple[Force, ...]


def signs(
    border: str,
    incidents: Sequence[Incident],
    *,
    rulebook: Rulebook,
    now: datetime,
    elsewhere: Sequence[Incident] = (),
    held_from: datetime | None = None,
    after: Checkpoint | None = None,
) -> Signs:
    """The signs, those that are settled at a checkpoint taken from it; ``held_from``: since when a side has been silent."""
    known = world.world(border, rulebook)
    recent = incidents if after is None else [i for i in incidents if i.started_at >= after.looks_back_to]
    scene = Scene(
        world=known,
        facts=facts.facts(recent, known, now=now),
        elsewhere=tuple(elsewhere),
        rulebook=rulebook,
        now=now,
        past=after.past if after else Past(),
        settled_at=after.at if after else None,
    )
    fired, unknown = fire.fire(scene, after)
    firings = _running(fired, rulebook, held_from)
    new = _forces(firings, scene.facts, rulebook.ladder, after=after)
    return Signs(scene=scene, firings=firings, unknown=unknown, forces=(*(after.forces if after else ()), *new))


def _running(firings: Sequence[Firing], rulebook: Rulebook, held_from: datetime | None) -> tuple[Firing, ...]:
    """Without the timers that ran out while a side was silent."""
    if held_from is None:
        return tuple(firings)
    timed = {i.id for i in rulebook.indicators if i.kind is IndicatorKind.THRESHOLD or i.relation == "closed"}
    return tuple(f for f in firings if f.at <= held_from or f.indicator not in timed or not _is_timer(f))


def _is_timer(firing: Firing) -> bool:
    """A firing that came later than everything it is about."""
    return firing.known_at is None or firing.at > firing.known_at


def _forces(
    firings: Sequence[Firing], seen: Sequence[Fact], rules: Ladder, *, after: Checkpoint | None
) -> tuple[Force, ...]:
    """State force after the checkpoint, sure enough to interrupt quiet, in order of time."""
    by_incident = {fact.incident.id: fact for fact in seen}
    found = []
    for firing in firings:
        fact = by_incident.get(firing.incident or "") if after is None or firing.at > after.at else None
        if fact and firing.code in rules.force.any_codes and firing.confidence >= rules.force.confidence:
            gate = firing.code in rules.force.codes
            found.append(Force(at=firing.at, users=fact.users, gate=gate, because=firing.because))
    return tuple(sorted(found, key=lambda force: force.at))
