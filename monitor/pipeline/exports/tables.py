"""Incidents as CSV with columns that stay. Cells that a spreadsheet would run are neutralised."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.model.incidents import Incident
from monitor.model.reports import Count, Party, PlacePoint
from monitor.pipeline.exports.reference import Reference, location
from monitor.pipeline.shapes import instant
from monitor.text.printable import spreadsheet_safe

COUNTS = ("killed", "injured", "attackers_killed", "civilians_killed", "women_killed", "children_killed")

COLUMNS = (
    "id", "border", "type", "subtype", "title", "act", "status", "severity", "confidence", "started_at", "time_precision", "known_at",
    "changed_at", "initiator", "initiator_kind", "initiator_state", "initiator_id", "target", "target_kind", "target_state",
    "target_id", "target_class", "place", "place_id", "admin1", "country", "lat", "lon", "place_precision", "places", "means",
    *(f"{count}_{bound}" for count in COUNTS for bound in ("low", "best", "high")),
    "claimed_by", "confirmed_by", "denied_by", "response_to", "reports", "lines", "outlets", "headline", "links",
)  # fmt: skip
"""Columns are added at the end, never renamed, moved or dropped. Lists are separated by ``"; "``."""


def csv_of(incidents: Iterable[Incident], reference: Reference) -> Iterator[str]:
    """A line for each incident below the names of the columns."""
    return lines(COLUMNS, (row(incident, reference) for incident in incidents))


def lines(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """CSV, a line at a time. Every row has a value for every column, and no other."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for values in rows:
        yield _drained(buffer)
        writer.writerow([spreadsheet_safe(values[column]) for column in columns])
    yield _drained(buffer)


def row(incident: Incident, reference: Reference) -> dict[str, object]:
    """The values of one line."""
    counts = {name: getattr(incident, name) for name in COUNTS}
    return {
        "id": incident.id,
        "border": incident.border,
        "type": incident.type,
        "subtype": incident.subtype,
        "title": reference.title(incident),
        "act": incident.act.value,
        "status": incident.status.value,
        "severity": incident.severity,
        "confidence": round(incident.confidence, 3),
        "started_at": instant(incident.started_at),
        "time_precision": incident.precision.value,
        "known_at": instant(incident.first_known_at),
        "changed_at": instant(incident.last_known_at),
        **_party("initiator", incident.initiator),
        **_party("target", incident.target),
        "target_class": incident.target_class.value,
        **_place(location(incident), reference),
        "places": joined(place.name for place in incident.places),
        "means": joined(incident.means),
        **{f"{name}_{bound}": value for name, count in counts.items() for bound, value in _bounds(count)},
        "claimed_by": joined(incident.claimed_by),
        "confirmed_by": joined(incident.confirmed_by),
        "denied_by": joined(incident.denied_by),
        "response_to": incident.response_to,
        "reports": len(incident.reports),
        "lines": len(incident.lines),
        "outlets": joined(reference.outlets_of(incident)),
        "headline": incident.headline,
        "links": joined(incident.links),
    }


def joined(values: Iterable[str]) -> str:
    """A list in one cell."""
    return "; ".join(values)


def _drained(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _party(role: str, party: Party | None) -> dict[str, object]:
    return {
        role: party.name if party else None,
        f"{role}_kind": party.kind.value if party else None,
        f"{role}_state": party.state if party else None,
        f"{role}_id": party.entity if party else None,
    }


def _place(place: PlacePoint | None, reference: Reference) -> dict[str, object]:
    return {
        "place": place.name if place else None,
        "place_id": place.entity if place else None,
        "admin1": reference.place_name(place.admin1) if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_precision": place.precision if place else None,
    }


def _bounds(count: Count | None) -> tuple[tuple[str, int | None], ...]:
    if count is None:
        return ("low", None), ("best", None), ("high", None)
    return ("low", count.low), ("best", count.best), ("high", count.high)
