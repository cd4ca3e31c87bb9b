"""How far a point lies from the land borders of the world.

Decides distances to the lines that the rulebook holds and which line is nearest. Doesn't decide where a state lies: a point is taken to be in
the state that the caller says, so its distance from a line of that state is its depth inside. Lines are decoded when first asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, inf, radians
from typing import NamedTuple

from monitor.model.geometry import EARTH_RADIUS_KM, great_circle_km
from monitor.model.rulebook import BorderLine

LINE_KM = 30.0
"""Farthest from a line that a place stands for it and for both its sides, the error of its data included: beyond, most towns have news of their own."""

_KM_PER_DEGREE = radians(1.0) * EARTH_RADIUS_KM
_SEGMENTS = 24
"""Segments under one bounding box: few enough to be cheap to measure, enough to keep the boxes few. Of 4 to 64, 16 to 32 took least time."""

_Point = tuple[float, float]


class Nearest(NamedTuple):
    """The border whose line is nearest, and the way to it."""

    border: str
    km: float


class _Piece(NamedTuple):
    """A stretch of a line in its bounding box, in degrees."""

    south: float
    west: float
    north: float
    east: float
    points: tuple[_Point, ...]
    border: str


class Borders:
    """The world's border lines, asked by point. Great-circle kilometres, right to the lines' simplification, and to 2 % across continents."""

    def __init__(self, lines: Iterable[BorderLine]) -> None:
        self._lines = {line.border: line for line in lines}
        self._by_country: dict[str, list[str]] = {}
        for border in self._lines:
            for side in border.split("-"):
                self._by_country.setdefault(side, []).append(border)
        self._pieces: dict[str, tuple[_Piece, ...]] = {}

    def __contains__(self, border: object) -> bool:
        """Whether the two states of ``border`` share a line."""
        return border in self._lines

    def distance_km(self, lat: float, lon: float, *, pair: str) -> float | None:
        """How far the line of this border is; None when the two states share none."""
        if pair not in self._lines:
            return None
        return _nearest(lat, lon, self._of(pair)).km

    def nearest(self, lat: float, lon: float, *, country: str) -> Nearest | None:
        """The nearest of a state's lines; None for a state without a land border."""
        borders = self._by_country.get(country)
        return _nearest(lat, lon, self._of(country, borders)) if borders else None

    def only_neighbour(self, country: str) -> str | None:
        """The other side of a state's line, when it has one alone."""
        borders = self._by_country.get(country, ())
        sides = borders[0].split("-") if len(borders) == 1 else ()
        return next((side for side in sides if side != country), None)

    def within(self, lat: float, lon: float, *, country: str, km: float) -> tuple[Nearest, ...]:
        """All lines of a state that are no further than ``km`` (up to 200), nearest first."""
        borders = self._by_country.get(country, ())
        found = (_nearest(lat, lon, self._of(border)) for border in borders if self._may_reach(border, lat, lon, km=km))
        return tuple(sorted((one for one in found if one.km <= km), key=lambda one: one.km))

    def _may_reach(self, border: str, lat: float, lon: float, *, km: float) -> bool:
        width = cos(radians(lat))
        reach = (km / _KM_PER_DEGREE) ** 2 * _TOLERANCE
        return any(_gap(piece, lat, lon, width=width) <= reach for piece in self._of(border))

    def _of(self, name: str, borders: Sequence[str] = ()) -> tuple[_Piece, ...]:
        """The pieces of one border, or of several under the name of their state."""
        pieces = self._pieces.get(name)
        if pieces is None:
            pieces = tuple(piece for border in borders or (name,) for piece in _decode(self._lines[border]))
            self._pieces[name] = pieces
        return pieces


_TOLERANCE = 1.2
"""On squared degrees: a plane laid at the point's latitude makes 200 km at 70 degrees north up to a tenth too long."""


def _decode(line: BorderLine) -> Iterator[_Piece]:
    for points in line.polylines():
        for first in range(0, max(len(points) - 1, 1), _SEGMENTS):
            part = points[first : first + _SEGMENTS + 1]
            lats, lons = [lat for lat, _ in part], [lon for _, lon in part]
            yield _Piece(min(lats), min(lons), max(lats), max(lons), part, line.border)


def _gap(piece: _Piece, lat: float, lon: float, *, width: float) -> float:
    """The square of the least distance that a piece can have, in degrees of latitude."""
    south, west, north, east, _, _ = piece
    up = south - lat if lat < south else lat - north if lat > north else 0.0
    aside = (west - lon if lon < west else lon - east if lon > east else 0.0) * width
    return up * up + aside * aside


def _nearest(lat: float, lon: float, pieces: Sequence[_Piece]) -> Nearest:
    """Measured on a plane laid at the point's latitude, then along the great circle to the point found."""
    width = cos(radians(lat))
    best, border, at = inf, "", (lat, lon)
    for gap, n in sorted([(_gap(piece, lat, lon, width=width), n) for n, piece in enumerate(pieces)]):
        if gap >= best:
            break
        for one, other in pairwise(pieces[n].points):
            square, found = _foot(lat, lon, one=one, other=other, width=width)
            if square < best:
                best, border, at = square, pieces[n].border, found
    return Nearest(border, great_circle_km(lat, lon, *at))


def _foot(lat: float, lon: float, *, one: _Point, other: _Point, width: float) -> tuple[float, _Point]:
    """The nearest point of a segment, and the square of the way to it."""
    up, aside = one[0] - lat, (one[1] - lon) * width
    rise, run = other[0] - one[0], (other[1] - one[1]) * width
    length = rise * rise + run * run
    along = -(up * rise + aside * run) / length if length else 0.0
    along = 0.0 if along < 0.0 else min(along, 1.0)
    up, aside = up + along * rise, aside + along * run
    return up * up + aside * aside, (one[0] + along * rise, one[1] + along * (other[1] - one[1]))
