"""How much an incident concerns a border: g of the score. Distances decide for armed groups; states' acts concern it whole.

Decides g. Doesn't decide whose border an incident belongs to, nor q, the factor for chronic fronts (monitor.escalation.kinds.scene).
The steps are an analyst's proposal, not fitted.
"""

from monitor.escalation.world import PROVINCE, World
from monitor.model.incidents import Incident
from monitor.model.reports import PartyKind, PlacePoint

BY_DISTANCE = ((50.0, 1.0), (100.0, 0.8))
BORDER_PROVINCE = 0.5
ATTRIBUTED = 0.3
ATTRIBUTED_MASS = 0.5
"""Elsewhere, but laid at the neighbour's door: with ``MASS_DEATHS`` or more."""

MASS_DEATHS = 25


def relevance(incident: Incident, world: World) -> float:
    """Between 0 and 1. Unknown place is not everywhere: without a place, only attribution to the neighbour counts."""
    if incident.type != "force_nonstate" and not by_group(incident):
        return 1.0
    near = max((_nearness(point, world) for point in incident.places), default=0.0)
    return max(near, _attributed(incident, world))


def by_group(incident: Incident) -> bool:
    """Whether an armed group did what is otherwise a state's act: a drone strike is one, whoever flies the drone."""
    doer = incident.initiator
    return incident.type == "force_state" and doer is not None and doer.kind == PartyKind.NONSTATE_GROUP


def distance(point: PlacePoint, world: World) -> float | None:
    """Kilometres from this border, by the gazetteer, else as read; None when neither knows."""
    place = world.places.get(point.entity)
    known = dict(place.border_km) if place else {}
    return known.get(world.border, point.border_km)


def _nearness(point: PlacePoint, world: World) -> float:
    if point.country and point.country not in world.sides:
        return 0.0
    away = distance(point, world)
    if away is None or point.precision >= PROVINCE:
        return _in_border_province(point, world)
    return next((g for km, g in BY_DISTANCE if away <= km), _in_border_province(point, world))


def _in_border_province(point: PlacePoint, world: World) -> float:
    """By the chain of places, or by the province's name."""
    inside = any(
        province.id in (point.entity, point.within)
        or (province.country, province.name) == (point.country, point.admin1)
        for province in world.provinces
    )
    return BORDER_PROVINCE if inside else 0.0


def _attributed(incident: Incident, world: World) -> float:
    """Whether it was laid at the neighbour's door: said so, or done by a group that is said to be sheltered there."""
    if not (_hosted_across(incident, world) or "blames_neighbour" in incident.traits):
        return 0.0
    dead = incident.civilians_killed or incident.killed
    return ATTRIBUTED_MASS if dead is not None and dead.best >= MASS_DEATHS else ATTRIBUTED


def _hosted_across(incident: Incident, world: World) -> bool:
    actor = world.actors.get(incident.initiator.entity or "") if incident.initiator else None
    host = actor.hosted_by if actor else None
    return host in world.sides and host != incident.target_state
