"""Incidents in the columns of ACLED's event files, for programs that read those.

Only what has a counterpart among ACLED's sub-events is exported: diplomacy has none. Unlike in ACLED, ``actor1`` is always the initiator.
The codes are those of ACLED's codebook; which sub-event an event is, the rules' taxonomy says.
"""

from collections.abc import Iterable, Iterator

from monitor.model.incidents import Incident
from monitor.model.reports import Party, PartyKind, PlacePoint, TargetClass
from monitor.model.times import Precision
from monitor.pipeline.exports.reference import Reference, location
from monitor.pipeline.exports.tables import joined, lines

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
    "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2",
    "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

_VIOLENCE, _DEMONSTRATIONS, _STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
_AIR, _SHELLING, _CLASH, _ATTACK = "Air/drone strike", "Shelling/artillery/missile attack", "Armed clash", "Attack"
_OVERTAKES, _REGAINS = "Non-state actor overtakes territory", "Government regains territory"
_BATTLES = (_CLASH, _REGAINS, _OVERTAKES)
_REMOTE = ("Chemical weapon", _AIR, "Suicide bomb", _SHELLING, "Remote explosive/landmine/IED", "Grenade")
_AGAINST_CIVILIANS = ("Sexual violence", _ATTACK, "Abduction/forced disappearance")
_KINDS = {
    **dict.fromkeys(_BATTLES, (_VIOLENCE, "Battles")),
    **dict.fromkeys(_REMOTE, (_VIOLENCE, "Explosions/Remote violence")),
    **dict.fromkeys(_AGAINST_CIVILIANS, (_VIOLENCE, "Violence against civilians")),
    **dict.fromkeys(("Peaceful protest", "Protest with intervention"), (_DEMONSTRATIONS, "Protests")),
    "Excessive force against protesters": (f"{_VIOLENCE}; {_DEMONSTRATIONS}", "Protests"),
    "Violent demonstration": (_DEMONSTRATIONS, "Riots"),
    "Mob violence": (_VIOLENCE, "Riots"),
}
_FROM_THE_AIR = frozenset({"drone", "aircraft", "helicopter"})

_STATE_AT_HOME, _REBELS, _MILITIA, _CIVILIANS, _OTHERS = 1, 2, 3, 7, 8
_INTER = {
    PartyKind.NONSTATE_GROUP: _REBELS,
    PartyKind.UNKNOWN: _MILITIA,
    PartyKind.CIVILIANS: _CIVILIANS,
    PartyKind.ORGANISATION: _OTHERS,
}
_TIME_PRECISION = {Precision.WEEK: 2, Precision.MONTH: 3, Precision.UNKNOWN: 3}
_COARSEST = 3


def acled_of(incidents: Iterable[Incident], reference: Reference) -> Iterator[str]:
    """A line for each incident that ACLED has a sub-event for."""
    rows = (
        _row(incident, sub_event, reference) for incident in incidents if (sub_event := _sub_event(incident, reference))
    )
    return lines(COLUMNS, rows)


def _sub_event(incident: Incident, reference: Reference) -> str | None:
    event = reference.events.get(incident.event)
    usual = event.acled if event else None
    if usual == _SHELLING and _FROM_THE_AIR.intersection(incident.means):
        return _AIR
    if usual == _CLASH and incident.subtype == "ground_raid" and incident.target_class is TargetClass.CIVILIANS:
        return _ATTACK
    if usual == _OVERTAKES and incident.initiator and incident.initiator.kind is PartyKind.STATE_FORCES:
        return _REGAINS
    return usual


def _row(incident: Incident, sub_event: str, reference: Reference) -> dict[str, object]:
    disorder, kind = _KINDS.get(sub_event, (_STRATEGIC, _STRATEGIC))
    place = location(incident)
    return {
        "event_id_cnty": f"{_country_code(incident, place)}{incident.id}",
        "event_date": f"{incident.started_at:%Y-%m-%d}",
        "year": incident.started_at.year,
        "time_precision": _TIME_PRECISION.get(incident.precision, 1),
        "disorder_type": disorder,
        "event_type": kind,
        "sub_event_type": sub_event,
        **_actors(incident, place),
        **_where(place, reference),
        "source": joined(reference.outlets_of(incident)),
        "source_scale": None,
        "notes": incident.headline,
        "fatalities": incident.killed.best if incident.killed else 0,
        "tags": joined(_tags(incident)),
        "timestamp": int(incident.last_known_at.timestamp()),
    }


def _country_code(incident: Incident, place: PlacePoint | None) -> str:
    return (place.country if place else None) or incident.target_state or incident.initiator_state or ""


def _actors(incident: Incident, place: PlacePoint | None) -> dict[str, object]:
    first, second = (_inter(party, place) for party in (incident.initiator, incident.target))
    civilians = incident.target_class is TargetClass.CIVILIANS
    return {
        "actor1": incident.initiator.name if incident.initiator else "Unidentified",
        "assoc_actor_1": None,
        "inter1": first,
        "actor2": incident.target.name if incident.target else None,
        "assoc_actor_2": None,
        "inter2": second,
        "interaction": int("".join(str(code) for code in sorted((first, second), key=lambda code: code or 9))),
        "civilian_targeting": "Civilian targeting" if civilians else None,
    }


def _inter(party: Party | None, place: PlacePoint | None) -> int:
    """ACLED's code of an actor: forces of a state are external where they act abroad."""
    if party is None:
        return 0
    abroad = place is not None and place.country is not None and party.state not in {None, place.country}
    return _INTER.get(party.kind, _OTHERS if abroad else _STATE_AT_HOME)


def _where(place: PlacePoint | None, reference: Reference) -> dict[str, object]:
    country = place.country if place else None
    return {
        "iso": None,
        "region": None,
        "country": reference.countries.get(country or "", country),
        "admin1": reference.place_name(place.admin1) if place else None,
        "admin2": reference.place_name(place.within) if place else None,
        "admin3": None,
        "location": place.name if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "geo_precision": min(place.precision, _COARSEST) if place else _COARSEST,
    }


def _tags(incident: Incident) -> Iterator[str]:
    yield f"border={incident.border or 'none'}"
    yield f"event={incident.event}"
    yield f"status={incident.status}"
    yield f"confidence={incident.confidence:.2f}"
    yield f"severity={incident.severity}"
    if incident.killed and incident.killed.low != incident.killed.high:
        yield f"fatalities={incident.killed.low}-{incident.killed.high}"
