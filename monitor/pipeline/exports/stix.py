"""Incidents as a STIX 2.1 bundle: incidents, who and where as identities and locations, how they relate, and a report of each.

Ids are UUIDv5 of what the object stands for: exporting again gives the same objects, changed ones with a later ``modified``. What STIX has
no property for is in an extension of the incident, which the bundle defines.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from monitor.model.incidents import Incident, Status
from monitor.model.reports import Party, PartyKind, PlacePoint
from monitor.pipeline import shapes
from monitor.pipeline.exports.documents import elements
from monitor.pipeline.exports.reference import Reference

Object = dict[str, Any]

_NAMESPACE = uuid5(NAMESPACE_URL, "tag:border-monitor,2024:stix")
_BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
"""STIX asks when each object was made; who and where have no such time, and it must not change with the day of the export."""

_CLASSES = {
    PartyKind.STATE_FORCES: "organization",
    PartyKind.GOVERNMENT: "organization",
    PartyKind.NONSTATE_GROUP: "group",
    PartyKind.CIVILIANS: "class",
    PartyKind.ORGANISATION: "organization",
    PartyKind.UNKNOWN: "unknown",
}
_ALREADY = frozenset({"id", "headline", "confidence", "items"})
"""Fields of the promised shape that STIX has properties for, or that mean nothing outside."""


def stix_of(incidents: Iterable[Incident], reference: Reference) -> Iterator[str]:
    """One bundle; an identity or location that several incidents share is in it once."""
    yield f'{{"type": "bundle", "id": "{_id("bundle", "incidents")}", "objects": ['
    yield from elements(_once(_objects(incidents, reference)))
    yield "]}\n"


def _once(objects: Iterable[Object]) -> Iterator[Object]:
    shared = set[str]()
    for value in objects:
        if value["type"] in {"identity", "location"}:
            if value["id"] in shared:
                continue
            shared.add(value["id"])
        yield value


def _objects(incidents: Iterable[Incident], reference: Reference) -> Iterator[Object]:
    yield _identity("border-monitor", "system", created_by=None)
    yield _extension()
    for incident in incidents:
        yield from _of(incident, reference)


def _of(incident: Incident, reference: Reference) -> Iterator[Object]:
    """What one incident comes to, its report last."""
    happened = _incident(incident, reference)
    parties = (("attributed-to", incident.initiator), ("targets", incident.target))
    related = [(kind, _party(party)) for kind, party in parties if party]
    related += [("located-at", _location(place, reference)) for place in incident.places if _locatable(place)]
    related = list({(kind, value["id"]): (kind, value) for kind, value in related}.values())
    links = [_relationship(incident, happened, kind, value) for kind, value in related]
    yield from (value for _, value in related)
    yield happened
    yield from links
    yield _report(incident, [happened, *(value for _, value in related), *links], reference)


def _incident(incident: Incident, reference: Reference) -> Object:
    facts = _without_empty({name: part for name, part in shapes.incident(incident).items() if name not in _ALREADY})
    value = {
        **_common("incident", incident.id, incident.first_known_at, incident.last_known_at),
        "name": _name(incident, reference),
        "description": "; ".join(incident.confidence_because),
        "confidence": round(100 * incident.confidence),
        "labels": [incident.event, incident.border or "no-border"],
        "revoked": incident.status is Status.RETRACTED,
        "extensions": {_EXTENSION: {"extension_type": "property-extension", **facts}},
    }
    whole: Object = _without_empty({**value, "external_references": _references(incident)})
    return whole


def _name(incident: Incident, reference: Reference) -> str:
    return incident.headline or reference.title(incident)


def _references(incident: Incident) -> list[Object]:
    return [{"source_name": "report", "url": link} for link in incident.links]


def _party(party: Party) -> Object:
    value = _identity(party.name, _CLASSES[party.kind], entity=party.entity)
    return {**value, "labels": [f"state:{party.state}"]} if party.state else value


def _identity(name: str, kind: str, *, entity: str | None = None, created_by: str | None = "us") -> Object:
    common = _common("identity", f"{kind} {entity or name}", _BEGINNING, _BEGINNING)
    if created_by is None:
        del common["created_by_ref"]
    return {**common, "name": name, "identity_class": kind}


def _locatable(place: PlacePoint) -> bool:
    return bool(place.country) or (place.lat is not None and place.lon is not None)


def _location(place: PlacePoint, reference: Reference) -> Object:
    known = place.lat is not None and place.lon is not None
    value: Object = _without_empty(
        {
            **_common("location", place.entity, _BEGINNING, _BEGINNING),
            "name": place.name,
            "country": place.country,
            "administrative_area": reference.place_name(place.admin1),
            "latitude": place.lat if known else None,
            "longitude": place.lon if known else None,
        }
    )
    return value


def _relationship(incident: Incident, happened: Object, kind: str, other: Object) -> Object:
    return {
        **_common(
            "relationship", f"{incident.id} {kind} {other['id']}", incident.first_known_at, incident.last_known_at
        ),
        "relationship_type": kind,
        "source_ref": happened["id"],
        "target_ref": other["id"],
    }


def _report(incident: Incident, contained: Sequence[Object], reference: Reference) -> Object:
    value: Object = _without_empty(
        {
            **_common("report", incident.id, incident.first_known_at, incident.last_known_at),
            "name": _name(incident, reference),
            "published": _time(incident.first_known_at),
            "object_refs": [value["id"] for value in contained],
            "external_references": _references(incident),
        }
    )
    return value


def _extension() -> Object:
    return {
        **_common("extension-definition", "incident", _BEGINNING, _BEGINNING),
        "name": "border-monitor incident",
        "description": "What an incident at a border is, who acted on whom, how it is known and how many were hurt.",
        "schema": "The elements of the JSON Schema that `border-monitor incidents export --schema` prints.",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _common(kind: str, stands_for: str, created: datetime, modified: datetime) -> Object:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": _id(kind, stands_for),
        "created_by_ref": _US,
        "created": _time(created),
        "modified": _time(max(created, modified)),
    }


def _id(kind: str, stands_for: str) -> str:
    return f"{kind}--{uuid5(_NAMESPACE, f'{kind} {stands_for}')}"


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _without_empty(value: Any) -> Any:
    """STIX forbids nulls and empty lists, at any depth."""
    if isinstance(value, dict):
        parts = ((name, _without_empty(part)) for name, part in value.items())
        return {name: part for name, part in parts if part is not None and part not in ("", [])}
    return [_without_empty(part) for part in value] if isinstance(value, list) else value


_US = _id("identity", "system border-monitor")
_EXTENSION = _id("extension-definition", "incident")
