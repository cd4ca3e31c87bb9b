"""Incidents for other programs: CSV, JSON, GeoJSON, ACLED's columns, STIX 2.1. Pure, and a few incidents in memory at a time.

Each exporter takes incidents one by one and gives pieces of text; equal incidents give equal text, whatever the day.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from monitor.model.incidents import Incident
from monitor.model.queries import ExportFormat
from monitor.pipeline.exports import acled, documents, stix, tables
from monitor.pipeline.exports.reference import Reference

__all__ = ["EXPORTERS", "Reference"]


EXPORTERS: Mapping[ExportFormat, Callable[[Iterable[Incident], Reference], Iterator[str]]] = {
    ExportFormat.CSV: tables.csv_of,
    ExportFormat.JSON: documents.json_of,
    ExportFormat.GEOJSON: documents.geojson_of,
    ExportFormat.ACLED: acled.acled_of,
    ExportFormat.STIX: stix.stix_of,
}
