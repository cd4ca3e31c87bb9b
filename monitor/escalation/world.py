"""The part of the rulebook that judging one border needs, indexed once per rulebook.

Decides nothing. The index is kept for the few rulebooks in use: a rulebook never changes, so this is a memory and not a state.
"""

import operator
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from monitor.model.indicators import Indicator, IndicatorKind
from monitor.model.rulebook import Actor, Place, Rulebook

PROVINCE = 3
"""The precision of a province."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a border's facts are judged by. ``provinces`` are the border provinces: those that the border's own pack names.

    ``by_event`` lists the indicators that single incidents fire, by what their selectors ask for: an event, or a type of events.
    """

    border: str
    sides: tuple[str, str]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    provinces: tuple[Place, ...]
    names: Mapping[str, str]
    by_event: Mapping[str, tuple[Indicator, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    provinces: Mapping[str, tuple[Place, ...]]
    packs: Mapping[str, str]
    names: Mapping[str, str]


class _Same:
    """A key that stands for some parts of a rulebook, the very same ones: they are too large to be compared by content.

    A border with a tuning of its own is judged by another rulebook of which most parts are the same.
    """

    __slots__ = ("parts", "rulebook")

    def __init__(self, rulebook: Rulebook, *parts: object) -> None:
        self.rulebook = rulebook
        self.parts = parts

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.parts)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and all(map(operator.is_, self.parts, other.parts))


def world(border: str, rulebook: Rulebook) -> World:
    """The part of the rulebook that this border's facts are judged by."""
    book = rulebook
    index = _index(_Same(book, book.actors, book.places, book.towns, book.borders, book.countries))
    first, _, second = border.partition("-")
    return World(
        border=border,
        sides=(first, second),
        actors=index.actors,
        places=index.places,
        provinces=index.provinces.get(index.packs.get(border, ""), ()),
        names=index.names,
        by_event=_by_event(_Same(book, book.indicators)),
    )


@lru_cache(maxsize=4)
def _index(key: _Same) -> _Index:
    rulebook = key.rulebook
    return _Index(
        actors=rulebook.actor_by_id(),
        places=rulebook.place_by_id(),
        provinces=_provinces(rulebook),
        packs={border.id: border.pack for border in rulebook.borders},
        names={country.iso: country.name for country in rulebook.countries},
    )


def _provinces(rulebook: Rulebook) -> dict[str, tuple[Place, ...]]:
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in rulebook.places:
        if place.pack and place.precision == PROVINCE:
            found[place.pack].append(place)
    return {pack: tuple(places) for pack, places in found.items()}


@lru_cache(maxsize=64)
def _by_event(key: _Same) -> Mapping[str, tuple[Indicator, ...]]:
    found: defaultdict[str, list[Indicator]] = defaultdict(list)
    for indicator in key.rulebook.indicators:
        if indicator.kind is IndicatorKind.ACT:
            for name in {name for selector in indicator.of for name in selector.types or ("",)}:
                found[name].append(indicator)
    return {name: tuple(indicators) for name, indicators in found.items()}
