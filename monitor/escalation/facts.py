"""Incidents as indicators see them: who acted on whom over this border, how bad, how near, with measures and computed traits.

Decides sides, who used force, depth, and who counts as a civilian. Doesn't decide which indicator fires.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.escalation import relevance
from monitor.escalation.world import World
from monitor.model.incidents import Incident, Status
from monitor.model.reports import ActClass, Count, PlacePoint, TargetClass

TWO_SIDED = frozenset({"force_state.fire_exchange", "force_state.ceasefire_violation"})
"""Acts in which both sides shoot, unless it is clear who shot at whom."""

STRIKES = frozenset(
    {f"force_state.{s}" for s in ("air_strike", "drone_strike", "missile_strike", "shelling", "ground_raid")}
)
"""Acts that must land beyond the line to matter."""

STATE_TARGETS = frozenset({TargetClass.STATE_FORCES, TargetClass.GOVERNMENT, TargetClass.INFRASTRUCTURE})

RECENT_FORCE = timedelta(days=7)
"""How long a statement without a named addressee is taken for an answer to the other side's force (the window of G-RECIP)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One incident on this border. ``side`` acted (None: neither side, or unknown); ``struck`` is the side acted upon, if any.

    ``users`` are the sides that used force in it. ``measures`` are not a number where nothing is known.
    """

    incident: Incident
    event: str
    type: str
    at: datetime
    side: str | None
    struck: str | None
    users: tuple[str, ...]
    traits: frozenset[str]
    measures: Mapping[str, float]
    relevance: float


def facts(incidents: Sequence[Incident], known: World, *, now: datetime) -> tuple[Fact, ...]:
    """Incidents that stand and have begun, by event time; of simultaneous ones the surest first, so that caps keep the best."""
    standing = {
        i.id: i for i in incidents if i.status is not Status.RETRACTED and i.confidence > 0 and i.started_at <= now
    }
    ordered = sorted(standing.values(), key=lambda i: (i.started_at, -i.confidence, i.id))
    made: list[Fact] = []
    for incident in ordered:
        made.append(_fact(incident, known, (standing, made)))
    return tuple(made)


def deaths(count: Count | None) -> float:
    """The best figure; not a number when there is none."""
    return float(count.best) if count else math.nan


def _fact(incident: Incident, known: World, log: tuple[Mapping[str, Incident], Sequence[Fact]]) -> Fact:
    side = incident.initiator_state if incident.initiator_state in known.sides else None
    struck = _struck(incident, side, known)
    event = _event(incident)
    return Fact(
        incident=incident,
        event=event,
        type=event.partition(".")[0],
        at=incident.started_at,
        side=side,
        struck=struck,
        users=_users(incident, side, known),
        traits=frozenset(incident.traits) | _computed(incident, side, struck) | _addressed(incident, side, known, log),
        measures=_measures(incident, known, struck),
        relevance=relevance.relevance(incident, known),
    )


def _event(incident: Incident) -> str:
    """A group's strike counts as its attack: it is no state's step, and no state answers for it by itself."""
    if incident.event not in STRIKES or not relevance.by_group(incident):
        return incident.event
    on_people = incident.target_class is TargetClass.CIVILIANS
    return "force_nonstate.attack_on_civilians" if on_people else "force_nonstate.attack_on_forces"


def _struck(incident: Incident, side: str | None, known: World) -> str | None:
    if incident.target_state in known.sides and incident.target_state != side:
        return incident.target_state
    return other_side(side, known.sides) if side and incident.type == "force_state" else None


def other_side(side: str | None, sides: tuple[str, str]) -> str | None:
    """The side across the line; None for nobody's."""
    if side is None:
        return None
    return sides[1] if side == sides[0] else sides[0]


def _users(incident: Incident, side: str | None, known: World) -> tuple[str, ...]:
    if incident.type != "force_state":
        return ()
    if _is_mutual(incident) or (side is None and incident.event in TWO_SIDED):
        return known.sides
    return (side,) if side else ()


def _is_mutual(incident: Incident) -> bool:
    """Nobody knows who began: each side says it was the other, or the reports say no more than that both fired."""
    return incident.initiator_disputed or (incident.event in TWO_SIDED and "mutual_fire" in incident.traits)


def _computed(incident: Incident, side: str | None, struck: str | None) -> frozenset[str]:
    """Traits that follow from the rest of the incident."""
    found = {
        "initiator_unclear": side is None or _is_mutual(incident),
        "disputed": incident.status is Status.DISPUTED,
        "struck_side_spoke": struck is not None and struck in incident.confirmed_by,
        "denied": bool(incident.denied_by),
        "owned": side is not None and side in (*incident.claimed_by, *incident.confirmed_by),
        "children_dead": deaths(incident.children_killed) > 0,
        "women_dead": deaths(incident.women_killed) > 0,
        "own_soil": incident.event in STRIKES and _on_own_soil(incident),
    }
    return frozenset(name for name, holds in found.items() if holds)


def _on_own_soil(incident: Incident) -> bool:
    """A state striking at home, with no word of the neighbour as the target."""
    countries = {place.country for place in incident.places if place.country}
    target = incident.target.state if incident.target else None
    named = {target, *incident.sides} - {None}
    return countries == {incident.initiator_state} and named <= countries


def _addressed(
    incident: Incident, side: str | None, known: World, log: tuple[Mapping[str, Incident], Sequence[Fact]]
) -> frozenset[str]:
    """``against_neighbour``: named, or blamed, or the answer to its force; without an addressee, when it has just used force."""
    other = other_side(side, known.sides)
    if other is None:
        return frozenset()
    incidents, earlier = log
    answered = incidents.get(incident.response_to or "")
    named = incident.target.state if incident.target else None
    against = (
        named == other
        or "blames_neighbour" in incident.traits
        or (answered is not None and answered.type == "force_state" and answered.initiator_state == other)
        or (incident.target is None and _just_used_force(other, incident.started_at, earlier))
    )
    return frozenset({"against_neighbour"}) if against else frozenset()


def _just_used_force(side: str, at: datetime, earlier: Sequence[Fact]) -> bool:
    since = at - RECENT_FORCE
    return any(side in fact.users for fact in earlier if fact.at >= since)


def _measures(incident: Incident, known: World, struck: str | None) -> Mapping[str, float]:
    return {
        "confidence": incident.confidence,
        "effects": incident.effects,
        "severity": float(incident.severity),
        "killed": deaths(incident.killed),
        "civilians_killed": _civilians(incident),
        "means": float(len(set(incident.means))),
        "depth_km": _depth(incident.places, known, struck),
    }


def _civilians(incident: Incident) -> float:
    """The civilian dead. Where nobody counts them: the women and children, else all dead of a strike whose target is no armed party."""
    if incident.civilians_killed:
        return deaths(incident.civilians_killed)
    named = [deaths(c) for c in (incident.children_killed, incident.women_killed) if c]
    if named:
        return sum(named)
    unarmed = incident.target_class in (TargetClass.CIVILIANS, TargetClass.UNKNOWN) and incident.event not in TWO_SIDED
    return deaths(incident.killed) if unarmed and incident.act is not ActClass.GROUND_ENTRY else math.nan


def _depth(points: Sequence[PlacePoint], known: World, struck: str | None) -> float:
    """Kilometres beyond the line, towns only (a district's centre says nothing); infinite for the capital of the side struck."""
    depths = [_point_depth(p, known) for p in points if p.precision == 1 and struck and p.country == struck]
    return max((d for d in depths if not math.isnan(d)), default=math.nan)


def _point_depth(point: PlacePoint, known: World) -> float:
    place = known.places.get(point.entity)
    if place and place.capital:
        return math.inf
    distance = relevance.distance(point, known)
    return math.nan if distance is None else distance
