"""Indicators of truces and of exchanges that came to an end: broken, closed.

Decides whether there is a truce to break, and when an exchange of one strike each is over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from monitor.escalation import select
from monitor.escalation.facts import STATE_TARGETS, Fact
from monitor.escalation.kinds import scene as scenes
from monitor.escalation.kinds.scene import Found, Scene
from monitor.model.assessments import Unknown
from monitor.model.indicators import Indicator
from monitor.model.rulebook import HistoryEntry


def breach(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """The first force after a truce: a fresh one (``fresh_days``), or an old one when the report says that it was broken.

    The truce is an incident or an entry of the curated history; without any, a report of a breach leaves the indicator unknown.
    """
    force = indicator.of[1]
    forces = [f for f in scene.that(indicator) if select.matches(force, f)]
    for fact in forces:
        agreed_at = _truce_before(indicator, fact, scene)
        said = "truce_breach" in fact.traits
        if agreed_at is None:
            if said:
                because = f"{fact.incident.id} is called a breach, but no truce is on record"
                yield Unknown(code=indicator.code, indicator=indicator.id, because=because)
        elif (said or _fresh(indicator, agreed_at, fact)) and not _broken(indicator, agreed_at, fact, forces, scene):
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene)


def closed(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """One comparable act of force by each side, then ``quiet_hours`` without any, and a good word (``after``) from each.

    A timer: it fires when the last of these conditions is met. Any further force cancels it.
    """
    forces = tuple(scene.that(indicator))
    for first, second in pairwise(forces):
        if not _is_exchange(first, second, forces, indicator.within):
            continue
        words = _good_words(indicator, first, scene)
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


def _truce_before(indicator: Indicator, fact: Fact, scene: Scene) -> datetime | None:
    """When the latest truce before this act was agreed."""
    truce = indicator.of[0]
    incidents = [f.at for f in scene.facts if f.at < fact.at and select.matches(truce, f)]
    curated = [
        at
        for entry in scene.rulebook.history
        if _is_truce(entry, indicator, scene) and (at := _midnight(entry)) < fact.at
    ]
    return max((*incidents, *curated), default=None)


def _is_truce(entry: HistoryEntry, indicator: Indicator, scene: Scene) -> bool:
    return entry.border == scene.world.border and bool(entry.event) and entry.event in indicator.of[0].types


def _midnight(entry: HistoryEntry) -> datetime:
    return datetime.combine(entry.on, time(), tzinfo=UTC)


def _fresh(indicator: Indicator, agreed_at: datetime, fact: Fact) -> bool:
    return fact.at - agreed_at <= timedelta(days=indicator.number("fresh_days"))


def _broken(indicator: Indicator, agreed_at: datetime, fact: Fact, forces: Sequence[Fact], scene: Scene) -> bool:
    """Whether the truce had been broken before."""
    kinds = indicator.of[1].types
    curated = (
        e
        for e in scene.rulebook.history
        if e.border == scene.world.border and (e.event in kinds or e.event.partition(".")[0] in kinds)
    )
    return any(agreed_at < f.at < fact.at for f in forces) or any(
        agreed_at < _midnight(e) < fact.at - timedelta(days=1) for e in curated
    )


def _is_exchange(first: Fact, second: Fact, forces: Sequence[Fact], within: timedelta | None) -> bool:
    """One clear act each, alike, and no other force in the window before."""
    clear = first.side is not None and second.side is not None and first.side != second.side
    disputed = first.incident.initiator_disputed or second.incident.initiator_disputed
    window = second.at - within if within else first.at
    alone = first.at >= window and sum(window <= f.at <= second.at for f in forces) == 2
    return clear and not disputed and alone and _alike(first, second)


def _alike(first: Fact, second: Fact) -> bool:
    at_states = [f.incident.target_class in STATE_TARGETS for f in (first, second)]
    return first.incident.act == second.incident.act or at_states[0] == at_states[1]


def _good_words(indicator: Indicator, first: Fact, scene: Scene) -> tuple[Fact, ...] | None:
    """The first good word of each side since the exchange began; None while one is missing."""
    said = select.named(indicator.after, scene.facts)
    words = [f for f in said if f.at >= first.at and select.any_of(indicator.after, f)]
    found = []
    for side in scene.world.sides:
        word = next((w for w in words if w.side == side or "both_sides" in w.traits), None)
        if word is None:
            return None
        found.append(word)
    return tuple(found)
