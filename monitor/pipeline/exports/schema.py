"""The JSON Schema (2020-12) of ``incidents export --format json``. Fields may be added, so others than these may be there."""

from typing import Any

from monitor.model.incidents import Status
from monitor.model.reports import ActClass, PartyKind, TargetClass
from monitor.model.times import Precision

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_NUMBER_OR_NULL = {"type": ["number", "null"]}
_TEXTS = {"type": "array", "items": _TEXT}
_INSTANT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
_PEOPLE = {"type": "integer", "minimum": 0}


def _object(properties: dict[str, Any], *, nullable: bool = False) -> dict[str, Any]:
    kind = ["object", "null"] if nullable else "object"
    return {"type": kind, "properties": properties, "required": list(properties)}


def _one_of(
    values: type[Status] | type[ActClass] | type[PartyKind] | type[TargetClass] | type[Precision],
) -> dict[str, Any]:
    return {"enum": [value.value for value in values]}


_COUNT = _object({"low": _PEOPLE, "best": _PEOPLE, "high": _PEOPLE}, nullable=True)
_PARTY = _object(
    {"name": _TEXT, "state": _TEXT_OR_NULL, "kind": _one_of(PartyKind), "entity": _TEXT_OR_NULL}, nullable=True
)
_PLACE = _object(
    {
        "name": _TEXT,
        "entity": _TEXT,
        "country": _TEXT_OR_NULL,
        "lat": _NUMBER_OR_NULL,
        "lon": _NUMBER_OR_NULL,
        "within": _TEXT_OR_NULL,
        "admin1": _TEXT_OR_NULL,
        "precision": {"type": "integer", "minimum": 1, "maximum": 4},
    }
)
_INCIDENT = _object(
    {
        "id": _TEXT,
        "border": {"type": ["string", "null"], "pattern": "^[A-Z]{2}-[A-Z]{2}$"},
        "act": _one_of(ActClass),
        "type": _TEXT,
        "subtype": _TEXT,
        "status": _one_of(Status),
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "confidence_because": _TEXTS,
        "severity": {"type": "integer", "minimum": -6, "maximum": 6},
        "started_at": _INSTANT,
        "time_precision": _one_of(Precision),
        "known_at": _INSTANT,
        "initiator": _PARTY,
        "initiator_disputed": {"type": "boolean"},
        "target": _PARTY,
        "target_class": _one_of(TargetClass),
        "means": _TEXTS,
        "places": {"type": "array", "items": _PLACE},
        "killed": _COUNT,
        "injured": _COUNT,
        "attackers_killed": _COUNT,
        "children_killed": _COUNT,
        "women_killed": _COUNT,
        "civilians_killed": _COUNT,
        "confirmed_by": _TEXTS,
        "claimed_by": _TEXTS,
        "denied_by": _TEXTS,
        "traits": _TEXTS,
        "response_to": _TEXT_OR_NULL,
        "reports": {"type": "integer", "minimum": 0},
        "lines": {"type": "integer", "minimum": 0},
        "headline": _TEXT,
        "items": _TEXTS,
    }
)

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Incidents of border-monitor",
    "type": "array",
    "items": _INCIDENT,
}
