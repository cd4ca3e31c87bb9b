"""One incident as a page of text: what, who, where, how sure, on whose word, and what came of it. Also the columns of a listing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from monitor.cli.output import Column, Row, cell, pick, some, when
from monitor.cli.reading_view import quote
from monitor.escalation.account import Part
from monitor.model.alerts import Alert
from monitor.model.incidents import Figure, Incident, Life, Version
from monitor.model.items import Item
from monitor.model.reports import Count, Party, PlacePoint, Report
from monitor.pipeline import shapes
from monitor.pipeline.shapes import instant

LEAST_SHOWN = 0.05
"""Points below which a contribution would read as nought."""

COUNTS = ("killed", "injured", "attackers_killed", "civilians_killed", "women_killed", "children_killed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that is known of one incident. ``part`` and ``alerts`` are what it brought about."""

    incident: Incident
    life: Life
    reports: tuple[Report, ...]
    items: Mapping[str, Item]
    part: Part
    alerts: tuple[Alert, ...]


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


def shape(page: Page) -> dict[str, Any]:
    """The page for programs: the promised shape, and more beside it."""
    incident = page.incident
    return {
        **shapes.incident(incident),
        "life": page.life.value,
        "versions": [shapes.version(each) for each in incident.versions],
        "map": next(filter(None, map(map_link, incident.places)), None),
        "figures": [_figure_shape(figure) for figure in incident.figures],
        "independent_lines": [
            {"grade": line.grade, "outlets": list(line.outlets), "reports": list(line.reports), "because": line.because}
            for line in incident.lines
        ],
        "accounts": [_account(report, page.items.get(report.item)) for report in page.reports],
        "contributions": [shapes.contribution(line) for line in page.part.contributions],
        "without": _without_shape(page.part),
        "transitions": [shapes.transition(transition) for transition in page.part.brought],
        "alerts": [
            {"id": a.id, "at": instant(a.at), "level": a.level.value, "headline": a.headline} for a in page.alerts
        ],
    }


def render(page: Page, *, zone: str) -> str:
    """The page."""
    parts = (
        _facts(page.incident, zone),
        _versions(page.incident),
        _numbers(page.incident),
        _standing(page.incident),
        _claims(page, zone),
        _rulings(page.incident, zone),
        _sources(page, zone),
        _consequences(page, zone),
    )
    return "\n".join(line for part in parts for line in part)


def _facts(incident: Incident, zone: str) -> Iterator[str]:
    show = when(zone)
    yield f"{incident.id}  {incident.border or 'no border'}  {incident.event}  {incident.status}  severity {incident.severity}"
    yield f"  headline    {cell(incident.headline)}"
    yield f"  started     {show(instant(incident.started_at))} (known to the {incident.precision.replace('_', ' ')})"
    yield f"  known       {show(instant(incident.first_known_at))}, last changed {show(instant(incident.last_known_at))}"
    yield f"  initiator   {_party(incident.initiator)}{' (disputed)' if incident.initiator_disputed else ''}"
    disputed = " (disputed)" if incident.target_disputed else ""
    yield f"  target      {_party(incident.target)}, class {incident.target_class}{disputed}"
    for place in incident.places:
        yield f"  place       {_place(place)}"
    if not incident.places:
        yield "  place       unknown"
    yield f"  means       {', '.join(incident.means) or 'unknown'}"


def _versions(incident: Incident) -> Iterator[str]:
    """Only of fields that were said to be several things."""
    for field, group in groupby(incident.versions, key=lambda version: version.field):
        versions = list(group)
        if len(versions) > 1:
            yield f"    {field} was said to be {'; '.join(map(_version, versions))}"


def _version(version: Version) -> str:
    return f"{cell(version.value)} ({version.outlet}, {version.grade}, {some(version.reports, 'report')})"


def _claims(page: Page, zone: str) -> Iterator[str]:
    show = when(zone)
    for claim in page.incident.claims:
        heard = f"first in {claim.outlet} ({claim.grade}), known {show(instant(claim.known_at))}"
        yield f"    {claim.stance} by {cell(claim.by)}, {heard}"
    yield f"  life        {page.life}"


def _numbers(incident: Incident) -> Iterator[str]:
    counts = {name: getattr(incident, name) for name in COUNTS}
    known = [f"{name.replace('_', ' ')} {_count(count)}" for name, count in counts.items() if count]
    yield f"  casualties  {', '.join(known) or 'unknown'}"


def _standing(incident: Incident) -> Iterator[str]:
    yield f"  confidence  {incident.confidence:.2f} that it happened"
    for reason in incident.confidence_because:
        yield f"    because   {cell(reason)}"
    for verb, who in (
        ("claimed by", incident.claimed_by),
        ("confirmed by", incident.confirmed_by),
        ("denied by", incident.denied_by),
    ):
        if who:
            yield f"  {verb:11} {', '.join(map(cell, who))}"
    if incident.response_to:
        yield f"  answers     {incident.response_to}"


def _rulings(incident: Incident, zone: str) -> Iterator[str]:
    show = when(zone)
    for ruling in incident.rulings:
        pin = f" {ruling.pin.field}" if ruling.pin else ""
        yield f"  ruled       {ruling.verdict}{pin} by {cell(ruling.by)}, {show(instant(ruling.at))}: {cell(ruling.because)} ({ruling.id})"


def _sources(page: Page, zone: str) -> Iterator[str]:
    incident, show = page.incident, when(zone)
    yield f"  lines       {len(incident.lines)} independent in {some(len(incident.reports), 'report')}"
    for line in incident.lines:
        yield f"    {line.grade}  r={line.reliability:.2f}  {', '.join(line.outlets)}  ({cell(line.because)})"
    for figure in incident.figures:
        yield f"    figure {_figure(figure)}, known {show(instant(figure.known_at))}"
    yield "  reports"
    for report in page.reports:
        yield from _told(report, page.items.get(report.item), zone)


def _told(report: Report, item: Item | None, zone: str) -> Iterator[str]:
    said = f"    {when(zone)(instant(report.known_at))}  {report.outlet} ({report.events_grade}): {cell(report.title)}"
    yield f"{said}  {report.url or ''}".rstrip()
    if item and report.evidence:
        yield f"      evidence {' · '.join(repr(quote(item, span)) for span in report.evidence)}"


def _consequences(page: Page, zone: str) -> Iterator[str]:
    yield from _effect(page.part, page.incident.border, zone)
    if page.alerts:
        yield "  told"
    for alert in page.alerts:
        yield f"    {when(zone)(instant(alert.at))}  {alert.level:10} {alert.id}  {cell(alert.headline)}"


def _effect(part: Part, border: str | None, zone: str) -> Iterator[str]:
    """What it adds to the score now, how the border would stand without it, and which steps there would not have been."""
    counting = [line for line in part.contributions if abs(line.points) >= LEAST_SHOWN]
    if counting:
        yield f"  counts now  towards the score of {border}"
    for line in counting:
        yield f"    {line.points:+6.1f}  {line.code:5} {cell(line.because)}"
    if part.without:
        yield f"  without it  {border} would be in {part.without.state} at {part.without.score:.1f}"
    for t in part.brought:
        yield f"  led to      {t.old} → {t.new} on {when(zone)(instant(t.at))} at {t.score:.1f}"


def _without_shape(part: Part) -> dict[str, Any] | None:
    return {"state": part.without.state.value, "score": round(part.without.score, 1)} if part.without else None


def map_link(place: PlacePoint) -> str | None:
    """A map of the place, where coordinates are known; the closer, the more exactly it is known."""
    if place.lat is None or place.lon is None:
        return None
    zoom = {1: 12, 2: 10, 3: 8}.get(place.precision, 6)
    return f"https://www.openstreetmap.org/?mlat={place.lat}&mlon={place.lon}#map={zoom}/{place.lat}/{place.lon}"


def _place(place: PlacePoint) -> str:
    extent = {1: "town", 2: "district", 3: "province"}.get(place.precision, "state")
    return f"{cell(place.name)} ({place.country or '?'}, {extent})  {map_link(place) or ''}".rstrip()


def _party(party: Party | None) -> str:
    return f"{cell(party.name)} [{party.kind}{', ' + party.state if party.state else ''}]" if party else "unknown"


def _count(count: Count | None) -> str:
    if count is None:
        return "unknown"
    return str(count.best) if count.low == count.high else f"{count.best} ({count.low}-{count.high})"


def _figure(figure: Figure) -> str:
    said_by = f", said by {', '.join(figure.said_by)}" if figure.said_by else ""
    return f"{_count(figure.count)}  {figure.outlet} ({figure.grade}){said_by}"


def _figure_shape(figure: Figure) -> dict[str, Any]:
    return {
        "report": figure.report,
        "outlet": figure.outlet,
        "grade": figure.grade,
        "known_at": instant(figure.known_at),
        "said_by": list(figure.said_by),
        "count": shapes.count(figure.count),
    }


def _account(report: Report, item: Item | None) -> dict[str, Any]:
    words = [quote(item, span) for span in report.evidence] if item else []
    known = {"item": report.item, "outlet": report.outlet, "grade": report.events_grade, "url": report.url}
    return {
        **shapes.report(report),
        **known,
        "known_at": instant(report.known_at),
        "title": report.title,
        "words": words,
    }


def _name(party: Row | None) -> str:
    return str(party["name"]) if party else "?"


def _range(count: Row | None) -> str:
    if not count:
        return ""
    return str(count["best"]) if count["low"] == count["high"] else f"{count['low']}-{count['high']}"
