"""``incidents export``: incidents for other programs, piece by piece to a file or the standard output."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, TextIO

import typer

from monitor.cli import output
from monitor.cli.filters import Filters, filtered
from monitor.cli.options import open_app
from monitor.model.queries import ExportFormat, Sort
from monitor.text.printable import printable


@filtered
def export_incidents(
    context: typer.Context,
    *,
    filters: Filters,
    fmt: Annotated[ExportFormat, typer.Option("--format", help="For which programs.")] = ExportFormat.CSV,
    out: Annotated[Path | None, typer.Option("--out", help="A file, replaced when all is written.")] = None,
    sort: Annotated[Sort, typer.Option("--sort", help="Which come first.")] = Sort.OLDEST,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of --format json instead.")] = False,
) -> None:
    """Exports every incident that meets the conditions, with all its facts.

    acled: the columns of ACLED's files; acts that ACLED has no sub-event for, such as talks, are left out.
    stix: a STIX 2.1 bundle whose ids stay the same from export to export.

    incidents export --border IR-PK --format geojson --out incidents.geojson
    """
    from monitor.pipeline import exports

    if schema:
        _print_schema()
        return
    with open_app(context) as app:
        query = filters.query(app)
        reference = exports.Reference.of(app.loaded.rulebook, app.outlets)
        exporter = exports.EXPORTERS[fmt]
        found = app.store.each_incident(query, sort=sort, limit=limit)
        with output.opened(out) as stream:
            _write(exporter(found, reference), stream)


def _print_schema() -> None:
    from monitor.pipeline.exports.schema import SCHEMA

    sys.stdout.write(json.dumps(SCHEMA, indent=1) + "\n")


def _write(pieces: Iterable[str], stream: TextIO) -> None:
    stream.writelines(printable(piece) for piece in pieces)
