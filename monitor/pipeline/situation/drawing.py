"""Drawings for the page, as SVG elements: where it happened, when and how grave, and how the score went. No text in them is trusted.

The map has the land borders and a grid of degrees, no coastlines: an equirectangular projection, true to scale at the middle of what is shown.
"""

import html
import math
from collections.abc import Iterator, Sequence
from datetime import datetime

from monitor.alerts import neutral, wording
from monitor.model.assessments import State
from monitor.model.incidents import Incident
from monitor.model.reports import PlacePoint
from monitor.pipeline.situation.compose import BorderSituation, Situation

WIDTH, EDGE = 720, 36
_MAP_HEIGHT, _CURVE_HEIGHT, _LINE_HEIGHT = 420, 170, 150
_LEAST_SPAN = 2.0
"""Degrees that a map shows at least, lest one village fill it, with no border in sight."""
_STEPS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 30)
_MOST_GRID = 8
_MOST_NAMES = 12
_GRAVEST, _MILDEST = 6, -6
_COLOURS = {
    State.CALM: "#d9ead3",
    State.TENSION: "#fff2cc",
    State.CONFRONTATION: "#f9cb9c",
    State.ESCALATION: "#ea9999",
    State.DE_ESCALATING: "#cfe2f3",
}
_HUES = ((4, "#b30000"), (2, "#e06c00"), (0, "#8a8a00"), (_MILDEST, "#2a7a2a"))
"""From which severity on an incident has which colour."""

_ANCHORS = ("start", "middle", "middle", "middle", "end")

Located = tuple[Incident, PlacePoint, float, float]


def escaped(text: str) -> str:
    """Text that is nothing but text in HTML and in SVG."""
    return html.escape(neutral.text(text, longest=1200))


def map_of(situation: Situation) -> str:
    """Where the incidents were, as far as coordinates are known; empty when they aren't of any."""
    incidents = [account.incident for border in situation.borders for account in border.accounts]
    found = [located for incident in incidents if (located := _located(incident))]
    if not found:
        return ""
    frame = _Frame([lat for *_, lat, _ in found], [lon for *_, lon in found])
    return _svg(
        "Map of the incidents",
        _MAP_HEIGHT,
        [*frame.grid(), *_borders(found, frame, situation), *_spots(found, frame, situation)],
    )


def _located(incident: Incident) -> Located | None:
    points = [(p.precision, p.lat, p.lon, p) for p in incident.places if p.lat is not None and p.lon is not None]
    if not points:
        return None
    _, lat, lon, place = min(points, key=lambda point: point[0])
    return incident, place, lat, lon


class _Frame:
    """From degrees to the drawing's units."""

    def __init__(self, lats: Sequence[float], lons: Sequence[float]) -> None:
        self.lat, self.lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        self.stretch = max(0.1, math.cos(math.radians(self.lat)))
        high = max(_LEAST_SPAN, max(lats) - min(lats))
        wide = max(_LEAST_SPAN, max(lons) - min(lons)) * self.stretch
        self.scale = min((_MAP_HEIGHT - 2 * EDGE) / high, (WIDTH - 2 * EDGE) / wide)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x = WIDTH / 2 + (lon - self.lon) * self.stretch * self.scale
        return x, _MAP_HEIGHT / 2 - (lat - self.lat) * self.scale

    def grid(self) -> Iterator[str]:
        tall, wide = _MAP_HEIGHT / self.scale, WIDTH / self.scale / self.stretch
        step = next((s for s in _STEPS if max(tall, wide) / s <= _MOST_GRID), _STEPS[-1])
        for lat in _marks(self.lat, tall, step):
            y = self.at(lat, self.lon)[1]
            yield _line(0, y, WIDTH, y)
            yield _text(2, y - 2, f"{abs(lat):g}° {'N' if lat >= 0 else 'S'}")
        for lon in _marks(self.lon, wide, step):
            x = self.at(self.lat, lon)[0]
            yield _line(x, 0, x, _MAP_HEIGHT)
            yield _text(min(x + 2, WIDTH - EDGE), _MAP_HEIGHT - 3, f"{abs(lon):g}° {'E' if lon >= 0 else 'W'}")


def _borders(found: Sequence[Located], frame: _Frame, situation: Situation) -> Iterator[str]:
    """What can be seen of the world's land borders; those that are told of stand out, and have their names where no spot is near."""
    told = {border.border for border in situation.borders}
    spots = [frame.at(lat, lon) for *_, lat, lon in found]
    for line in situation.lines:
        shown = [
            part for part in ([frame.at(*point) for point in points] for points in line.polylines()) if _is_seen(part)
        ]
        stroke = 'stroke="#555" stroke-width="2"' if line.border in told else 'stroke="#aaa"'
        for part in shown:
            path = " ".join(dict.fromkeys(f"{x:.0f},{y:.0f}" for x, y in part))
            yield f'<polyline points="{path}" fill="none" {stroke}><title>{escaped(line.border)}</title></polyline>'
        if line.border in told and (inside := [point for part in shown for point in part if _has_room(point)]):
            x, y = _lonely(inside, spots)
            yield _text(x + 4, y - 4, line.border)


def _is_seen(part: Sequence[tuple[float, float]]) -> bool:
    return any(0 <= x <= WIDTH and 0 <= y <= _MAP_HEIGHT for x, y in part)


def _has_room(point: tuple[float, float]) -> bool:
    return 0 <= point[0] <= WIDTH - EDGE and EDGE <= point[1] <= _MAP_HEIGHT


def _lonely(points: Sequence[tuple[float, float]], spots: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The point that is furthest from the spot nearest to it."""
    return max(points, key=lambda point: min(math.dist(point, spot) for spot in spots))


def _marks(middle: float, span: float, step: float) -> list[float]:
    first, last = math.ceil((middle - span / 2) / step), math.floor((middle + span / 2) / step)
    return [round(number * step, 2) for number in range(first, last + 1)]


def _spots(found: Sequence[Located], frame: _Frame, situation: Situation) -> Iterator[str]:
    named: dict[str, None] = {}
    for incident, place, lat, lon in found:
        x, y = frame.at(lat, lon)
        yield _spot(x, y, incident, situation)
        if place.name not in named and len(named) < _MOST_NAMES:
            named[place.name] = None
            yield _text(x + 9, y + 4, place.name)


def timeline_of(border: BorderSituation, situation: Situation) -> str:
    """When the incidents began, the graver the higher; what began before the period stands at its beginning."""
    middle = _LINE_HEIGHT - EDGE
    parts = [*_days(situation, _LINE_HEIGHT), _text(EDGE, 12, "severity")]
    for severity in (_MILDEST, 0, _GRAVEST):
        y = _up(severity, _MILDEST, _GRAVEST, middle)
        parts += [_line(EDGE, y, WIDTH - EDGE, y), _text(2, y + 4, f"{severity:+d}")]
    for account in reversed(border.accounts):
        x = _along(max(account.incident.started_at, situation.since), situation)
        y = _up(account.incident.severity, _MILDEST, _GRAVEST, middle)
        parts.append(_spot(x, y, account.incident, situation))
    return _svg(f"Incidents of {border.border} in time", _LINE_HEIGHT, parts)


def curve_of(border: BorderSituation, situation: Situation) -> str:
    """The score over the period, before the states that the border was in, with the score at each change of state."""
    height = _CURVE_HEIGHT - EDGE
    points = [(_along(at, situation), _up(value, 0, 100, height)) for at, value in border.curve]
    parts = [*_states(border, situation), *_days(situation, _CURVE_HEIGHT)]
    parts += [_text(2, _up(value, 0, 100, height) + 4, str(value)) for value in (0, 50, 100)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts.append(f'<polyline points="{path}" fill="none" stroke="#222" stroke-width="2"/>')
    for change in border.changes:
        x, y = _along(change.at, situation), _up(change.score, 0, 100, height)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#fff" stroke="#222"/>')
    return _svg(f"State and score of {border.border}", _CURVE_HEIGHT, parts)


def _states(border: BorderSituation, situation: Situation) -> Iterator[str]:
    edges = [situation.since, *(t.at for t in border.changes), situation.until]
    states = [border.was, *(t.new for t in border.changes)]
    for state, begin, end in zip(states, edges, edges[1:], strict=False):
        x, to = _along(begin, situation), _along(end, situation)
        name = escaped(wording.state(state))
        yield (
            f'<rect x="{x:.1f}" y="{EDGE / 2}" width="{to - x:.1f}" height="{_CURVE_HEIGHT - 1.5 * EDGE}" fill="{_COLOURS[state]}">'
            f"<title>{name}</title></rect>"
        )
        if to - x > len(name) * 7:
            yield _text(x + 4, 12, name)


def _days(situation: Situation, height: int) -> Iterator[str]:
    """Five moments along the foot."""
    for quarter in range(5):
        at = situation.since + (situation.until - situation.since) * quarter / 4
        x = _along(at, situation)
        yield _line(x, height - EDGE, x, height - EDGE + 5)
        yield _text(x, height - EDGE + 18, f"{at:%m-%d %H:%M}", anchor=_ANCHORS[quarter])


def _along(at: datetime, situation: Situation) -> float:
    share = (at - situation.since) / (situation.until - situation.since)
    return EDGE + share * (WIDTH - 2 * EDGE)


def _up(value: float, low: float, high: float, height: float) -> float:
    share = (min(high, max(low, value)) - low) / (high - low)
    return height - share * (height - EDGE / 2)


def _spot(x: float, y: float, incident: Incident, situation: Situation) -> str:
    colour = next(hue for least, hue in _HUES if incident.severity >= least)
    radius = 3 + max(0, incident.severity)
    said = escaped(f"{wording.act(incident, situation.names)}, {wording.when(incident)}")
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}" fill-opacity=".6"><title>{said}</title></circle>'


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="#ddd"/>'


def _text(x: float, y: float, text: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escaped(text)}</text>'


def _svg(title: str, height: int, parts: Sequence[str]) -> str:
    name = escaped(title)
    head = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{name}"><title>{name}</title>'
    return f"{head}{''.join(parts)}</svg>"
