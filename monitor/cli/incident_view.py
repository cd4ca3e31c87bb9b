"""One incident as a page of text: what, who, where, how sure, and the sources line by line."""

from collections.abc import Iterator, Sequence

from monitor.cli.output import Column, Row, cell, pick, when
from monitor.model.incidents import Incident
from monitor.model.items import Item
from monitor.model.reports import Count, Party
from monitor.pipeline.shapes import instant


def columns(zone: str) -> list[Column]:
    """What a listing of incidents shows."""
    show = when(zone)
    return [
        ("id", pick("id")),
        ("started", lambda r: show(r["started_at"])),
        ("border", pick("border")),
        ("what", lambda r: f"{r['type']}.{r['subtype']}"),
        ("who", lambda r: f"{_name(r['initiator'])} → {_name(r['target'])}"),
        ("where", lambda r: ", ".join(p["name"] for p in r["places"][:2])),
        ("killed", lambda r: _range(r["killed"])),
        ("status", pick("status")),
        ("conf.", lambda r: f"{r['confidence']:.2f}"),
        ("reports/lines", lambda r: f"{r['reports']}/{r['lines']}"),
    ]


def _name(party: Row | None) -> str:
    return str(party["name"]) if party else "?"


def _range(count: Row | None) -> str:
    if not count:
        return ""
    return str(count["best"]) if count["low"] == count["high"] else f"{count['low']}-{count['high']}"


def render(incident: Incident, items: Sequence[Item], *, zone: str) -> str:
    """The page."""
    return "\n".join(_lines(incident, items, zone=zone))


def _lines(incident: Incident, items: Sequence[Item], *, zone: str) -> Iterator[str]:
    show = when(zone)
    yield f"{incident.id}  {incident.border or 'no border'}  {incident.event}  {incident.status}  severity {incident.severity}"
    yield f"  headline    {cell(incident.headline)}"
    yield f"  started     {show(instant(incident.started_at))} (known to the {incident.precision})"
    yield f"  initiator   {_party(incident.initiator)}{' (disputed)' if incident.initiator_disputed else ''}"
    yield f"  target      {_party(incident.target)}, class {incident.target_class}"
    yield f"  places      {', '.join(f'{p.name} ({p.country})' for p in incident.places) or 'unknown'}"
    yield f"  means       {', '.join(incident.means) or 'unknown'}"
    yield f"  killed      {_count(incident.killed)}   injured {_count(incident.injured)}"
    yield f"  confidence  {incident.confidence:.2f} that it happened: {'; '.join(incident.confidence_because)}"
    if incident.response_to:
        yield f"  answers     {incident.response_to}"
    yield f"  lines       {len(incident.lines)} independent in {len(incident.reports)} reports"
    for line in incident.lines:
        yield f"    {line.grade}  r={line.reliability:.2f}  {', '.join(line.outlets)}  ({line.because})"
    for figure in incident.figures:
        yield f"    figure {_count(figure.count)}  {figure.outlet} ({figure.grade}), known {show(instant(figure.known_at))}"
    yield "  items"
    for item in items:
        yield f"    {show(instant(item.seen_at))}  {item.outlet}: {cell(item.title)}"


def _party(party: Party | None) -> str:
    return f"{party.name} [{party.kind}{', ' + party.state if party.state else ''}]" if party else "unknown"


def _count(count: Count | None) -> str:
    if count is None:
        return "unknown"
    return str(count.best) if count.low == count.high else f"{count.best} ({count.low}-{count.high})"
