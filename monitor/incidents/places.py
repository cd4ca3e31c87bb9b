"""Decides how near two reports' places are to each other. Doesn't know which place is right: assembling chooses.

A place that is not given is compatible with every place: unknown is not everywhere, but it contradicts nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import lru_cache

from monitor.model.geometry import great_circle_km
from monitor.model.reports import PlacePoint

SAME_SITE_KM = 60.0
"""Two towns or districts this near are one site: accounts of one strike name different landmarks. An analyst's rule of thumb."""

_ACROSS_KM = 300.0
"""Farther apart, two places of one name aren't neighbours across a line, nor is a town in a province."""
_TELLING_NAME = 5
"""Letters; shorter names begin too many others."""

COUNTRY = 4
PROVINCE = 3
DISTRICT = 2
TOWN = 1


class Closeness(IntEnum):
    """How well two sets of places agree, worst first."""

    APART = -1
    UNKNOWN = 0
    COUNTRY = 1
    PROVINCE = 2
    SITE = 3


def pinned(places: Sequence[PlacePoint]) -> tuple[PlacePoint, ...]:
    """The places without those that merely contain another one of them, without spans, in a fixed order."""
    bare = {place.entity: replace(place, span=None) if place.span else place for place in places}
    return tuple(
        bare[entity]
        for entity in sorted(bare)
        if not any(contains(bare[entity], other) for other in bare.values() if other.entity != entity)
    )


@lru_cache(maxsize=4096)
def closeness(ours: tuple[PlacePoint, ...], theirs: tuple[PlacePoint, ...]) -> Closeness:
    """The best agreement of any place of the one with any place of the other."""
    if not ours or not theirs:
        return Closeness.UNKNOWN
    return max(_nearness(p, q) for p in ours for q in theirs)


def contains(outer: PlacePoint, inner: PlacePoint) -> bool:
    """Whether ``inner`` lies in ``outer`` by its administrative chain; a tract in a district may be as coarse as the district."""
    names = {_plain(outer.entity), _plain(outer.name)}
    if outer.precision == inner.precision == DISTRICT and inner.entity != outer.entity:
        return inner.within is not None and _plain(inner.within) in names and not _is_province(inner)
    if outer.precision <= inner.precision:
        return False
    if outer.precision >= COUNTRY:
        return outer.country is not None and outer.country == inner.country
    chain = {_plain(name) for name in (inner.within, inner.admin1) if name}
    return (outer.country is None or inner.country in {None, outer.country}) and bool(names & chain)


def _nearness(p: PlacePoint, q: PlacePoint) -> Closeness:
    if p.entity == q.entity:
        return _of_precision(p.precision)
    for outer, inner in ((p, q), (q, p)):
        if contains(outer, inner):
            return _of_precision(outer.precision)
    if _same_district(p, q) or _within_site(p, q):
        return Closeness.SITE
    silent = _may_be_near(p, q) or _may_contain(p, q) or _are_homonyms(p, q)
    return Closeness.UNKNOWN if silent else Closeness.APART


def _may_be_near(p: PlacePoint, q: PlacePoint) -> bool:
    """Whether nobody has written down how far they are from each other, or one is a tract of no one state ("the line of control")."""
    return (_is_nowhere(p) or _is_nowhere(q)) and _apart_km(p, q) <= _ACROSS_KM


def _is_nowhere(place: PlacePoint) -> bool:
    unplaced = place.lat is None and place.admin1 is None and place.within is None
    return place.country is None or (unplaced and place.precision <= DISTRICT)


def _may_contain(p: PlacePoint, q: PlacePoint) -> bool:
    """Whether one is a province, and of the other nobody has written down which it is in."""
    inner, outer = sorted((p, q), key=lambda place: place.precision)
    if outer.precision != PROVINCE or inner.precision > DISTRICT or _apart_km(p, q) > _ACROSS_KM:
        return False
    return inner.country in {None, outer.country} and inner.within is None and inner.admin1 is None


def _are_homonyms(p: PlacePoint, q: PlacePoint) -> bool:
    """One name on both sides of a line (a town here, a county there): which of them a text meant is anybody's guess."""
    if p.country == q.country or max(p.precision, q.precision) > DISTRICT:
        return False
    shorter, longer = sorted((_plain(p.name), _plain(q.name)), key=len)
    return len(shorter) >= _TELLING_NAME and longer.startswith(shorter) and _apart_km(p, q) <= _ACROSS_KM


def _of_precision(precision: int) -> Closeness:
    if precision <= DISTRICT:
        return Closeness.SITE
    return Closeness.PROVINCE if precision == PROVINCE else Closeness.COUNTRY


def _same_district(p: PlacePoint, q: PlacePoint) -> bool:
    """At least one must be a town: what a district lies within is as a rule a province, which is not a site."""
    if min(p.precision, q.precision) != TOWN or max(p.precision, q.precision) > DISTRICT:
        return False
    return p.within is not None and p.within == q.within and not _is_province(p)


def _is_province(place: PlacePoint) -> bool:
    """Whether what the place lies within is its province, by name; ids may add a country to it."""
    return bool(place.admin1 and place.within) and _plain(place.within or "").startswith(_plain(place.admin1 or ""))


def _within_site(p: PlacePoint, q: PlacePoint) -> bool:
    if max(p.precision, q.precision) > DISTRICT or None in {p.lat, p.lon, q.lat, q.lon}:
        return False
    return distance_km(p, q) <= SAME_SITE_KM


def _apart_km(p: PlacePoint, q: PlacePoint) -> float:
    """Nought where nobody knows."""
    return 0.0 if None in {p.lat, p.lon, q.lat, q.lon} else distance_km(p, q)


def distance_km(p: PlacePoint, q: PlacePoint) -> float:
    """Great-circle distance; both places must have coordinates."""
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        raise ValueError("a place without coordinates")
    return great_circle_km(p.lat, p.lon, q.lat, q.lon)


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def most_precise_first(places: Iterable[PlacePoint]) -> tuple[PlacePoint, ...]:
    """Pinned places, towns before districts before provinces."""
    return tuple(sorted(pinned(tuple(places)), key=lambda place: (place.precision, place.entity)))
