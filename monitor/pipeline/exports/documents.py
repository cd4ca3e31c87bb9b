"""Incidents as one JSON document: an array of the promised shapes, or GeoJSON (RFC 7946)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from monitor.model.incidents import Incident
from monitor.pipeline import shapes
from monitor.pipeline.exports.reference import Reference, location


def json_of(incidents: Iterable[Incident], reference: Reference) -> Iterator[str]:
    """An array; ``monitor.pipeline.exports.schema`` describes its elements."""
    del reference
    yield "["
    yield from elements(shapes.incident(incident) for incident in incidents)
    yield "]\n"


def geojson_of(incidents: Iterable[Incident], reference: Reference) -> Iterator[str]:
    """A collection of features: a point where the most exact place has coordinates, else no geometry."""
    yield '{"type": "FeatureCollection", "features": ['
    yield from elements(_feature(incident, reference) for incident in incidents)
    yield "]}\n"


def elements(values: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each element of a JSON array."""
    before = "\n"
    for value in values:
        yield before + json.dumps(value, ensure_ascii=False)
        before = ",\n"
    yield "\n"


def _feature(incident: Incident, reference: Reference) -> dict[str, Any]:
    place = location(incident)
    known = place is not None and place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if place and known else None,
        "properties": {"title": reference.title(incident), **shapes.incident(incident)},
    }
