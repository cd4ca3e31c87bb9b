"""Indicators of truces and of exchanges that came to an end: broken, closed.

Decides whether there is a truce to break, and when an exchange of one strike each is over.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from monitor.escalation import past, select
from monitor.escalation.facts import STATE_TARGETS, Fact
from monitor.escalation.kinds import scene as scenes
from monitor.escalation.kinds.scene import Found, Scene
from monitor.model.assessments import Unknown
from monitor.model.indicators import Indicator


def breach(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """The first force after a truce: a fresh one (``fresh_days``), or an old one when the report says that it was broken.

    The truce is an incident or an entry of the curated history; without any, a report of a breach leaves the indicator unknown.
    """
    truce, force = indicator.of
    forces = tuple(f for f in scene.that(indicator) if select.matches(force, f))
    truces = [f.at for f in select.named([truce], scene.facts) if select.matches(truce, f)]
    log = _Log(
        agreed=_times(scene, indicator, "truce", (*truces, *_curated(scene, truce.types))),
        used=_times(scene, indicator, "force", [f.at for f in forces]),
        told_of=sorted(_curated(scene, force.types)),
    )
    for fact in forces:
        agreed_at = log.agreed_before(fact.at)
        said = "truce_breach" in fact.traits
        if agreed_at is None:
            if said:
                because = f"{fact.incident.id} is called a breach, but no truce is on record"
                yield Unknown(code=indicator.code, indicator=indicator.id, because=because, at=fact.at)
        elif (said or _fresh(indicator, agreed_at, fact)) and not log.broken(agreed_at, fact.at):
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Log:
    """Times, in order: when truces were agreed, when force was used, and force that the curated history tells of."""

    agreed: Sequence[datetime]
    used: Sequence[datetime]
    told_of: Sequence[datetime]

    def agreed_before(self, at: datetime) -> datetime | None:
        """The latest truce before a time."""
        index = bisect_left(self.agreed, at)
        return self.agreed[index - 1] if index else None

    def broken(self, agreed_at: datetime, before: datetime) -> bool:
        """Whether the truce had been broken before; an entry a day from the act may be the act itself."""
        return _between(self.used, agreed_at, before) or _between(self.told_of, agreed_at, before - timedelta(days=1))


def _between(times: Sequence[datetime], since: datetime, until: datetime) -> bool:
    return bisect_left(times, until) > bisect_right(times, since)


def _times(scene: Scene, indicator: Indicator, role: str, times: Iterable[datetime]) -> list[datetime]:
    remembered = scene.past.last.get(past.met(indicator, role))
    return sorted([*times, *([] if remembered is None else [remembered])])


def _curated(scene: Scene, types: Sequence[str]) -> list[datetime]:
    """When the curated history of this border has such acts."""
    return [
        datetime.combine(entry.on, time(), tzinfo=UTC)
        for entry in scene.rulebook.history
        if entry.border == scene.world.border and (entry.event in types or entry.event.partition(".")[0] in types)
    ]


def closed(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """One comparable act of force by each side, then ``quiet_hours`` without any, and a good word (``after``) from each.

    A timer: it fires when the last of these conditions is met. Any further force cancels it.
    """
    forces = tuple(scene.that(indicator))
    for first, second in pairwise(forces):
        if not _is_exchange(first, second, forces, indicator.within):
            continue
        words = _good_words(indicator, first, second, scene)
        if words is None:
            continue
        at = max(second.at + timedelta(hours=indicator.number("quiet_hours")), *(w.at for w in words))
        if not any(second.at < f.at <= at for f in forces):
            involved = (first, *words)
            sure = min(f.incident.confidence for f in (second, *involved))
            firing = scenes.fire(
                indicator, indicator.tiers[0], second, scene=scene, related=involved, at=at, confidence=sure
            )
            yield replace(firing, side=None, incident=None)


def _fresh(indicator: Indicator, agreed_at: datetime, fact: Fact) -> bool:
    return fact.at - agreed_at <= timedelta(days=indicator.number("fresh_days"))


def _is_exchange(first: Fact, second: Fact, forces: Sequence[Fact], within: timedelta | None) -> bool:
    """One clear act each, alike, and no other force in the window before."""
    clear = first.side is not None and second.side is not None and first.side != second.side
    disputed = first.incident.initiator_disputed or second.incident.initiator_disputed
    window = second.at - within if within else first.at
    alone = first.at >= window and len(select.during(forces, window, second.at, until_included=True)) == 2
    return clear and not disputed and alone and _alike(first, second)


def _alike(first: Fact, second: Fact) -> bool:
    at_states = [f.incident.target_class in STATE_TARGETS for f in (first, second)]
    return first.incident.act == second.incident.act or at_states[0] == at_states[1]


def _good_words(indicator: Indicator, first: Fact, second: Fact, scene: Scene) -> tuple[Fact, ...] | None:
    """The first good word of each side since the exchange began, within ``within`` of its end; None while one is missing."""
    said = tuple(select.named(indicator.after, scene.facts))
    until = second.at + (indicator.within or timedelta(0))
    words = [f for f in select.during(said, first.at, until) if select.any_of(indicator.after, f)]
    found = []
    for side in scene.world.sides:
        word = next((w for w in words if w.side == side or "both_sides" in w.traits), None)
        if word is None:
            return None
        found.append(word)
    return tuple(found)
