"""Decides how bad an incident is, if it happened: the taxonomy's severity (``rules/core/events.yaml``), and who was hit. How sure we are is decided in ``confidence``."""

from collections.abc import Mapping, Sequence

from monitor.incidents import parties
from monitor.incidents.identity import ACROSS
from monitor.model.incidents import Incident
from monitor.model.lexicon import EventType
from monitor.model.reports import ActClass, PartyKind, PlacePoint, TargetClass

_MASS_DEAD = 25
"""So many dead in a strike by a state make severity 6 (UCDP's yearly threshold)."""
_STRIKE = 5
_TOP = 6
_AT_HOME = 4
"""A state's strike on a group on its own soil crosses no line: violence with non-state actors, no more."""
_STRUCK_TARGETS = frozenset({TargetClass.STATE_FORCES, TargetClass.GOVERNMENT, TargetClass.INFRASTRUCTURE})


def of(incident: Incident, events: Mapping[str, EventType]) -> int:
    """From what the incident says of the act, the dead, the target and the place; 0 for an act that the rulebook doesn't know."""
    kind = events.get(incident.event)
    at_home = parties.acts_at_home(incident.initiator, incident.target, incident.places)
    if at_home and incident.act in ACROSS:
        return _AT_HOME
    if kind is None:
        return 0
    dead = incident.killed.best if incident.killed else 0
    manned = kind.severity_manned if "manned" in incident.traits else None
    told = (manned, kind.severity_deaths if dead else kind.severity_no_deaths)
    severity = next((value for value in told if value is not None), kind.severity)
    if not kind.id.startswith("force_state.") or kind.severity < _STRIKE:
        return severity
    # Fire along a line always has the other side's posts for its target; that alone is no step up.
    group = incident.initiator is not None and incident.initiator.kind is PartyKind.NONSTATE_GROUP
    at_the_state = incident.target_class in _STRUCK_TARGETS and kind.act is not ActClass.GROUND_FIRE and not group
    in_capital = _in_capital(incident.places, incident.initiator_state)
    return max(severity, _TOP) if dead >= _MASS_DEAD or at_the_state or in_capital else severity


def _in_capital(places: Sequence[PlacePoint], acting: str | None) -> bool:
    """Whether it is the other's capital that was struck: the first place is the most precise one, and the best supported of these."""
    return bool(places) and places[0].capital and places[0].country not in {None, acting}
