"""The shipped packs: each stands on the core alone, knows both sides of its line, and is found in the headlines of its border."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from monitor.config import rules
from monitor.extraction.reader import Reader
from monitor.extraction.world.geography import Borders
from monitor.model.reports import Reading
from monitor.model.rulebook import Rulebook
from tests.support import rules as world
from tests.support.geography import AT_SEA
from tests.support.reading import item

RULES = world.ROOT / "rules"
PACKS = {path.parent.name: path.parent for path in sorted((RULES / "packs").glob("*/pack.yaml"))}
HEADLINES: dict[str, list[dict[str, Any]]] = dict(world.data(Path(__file__).with_name("pack_headlines.yaml")))
LATER = [name for name in PACKS if name in HEADLINES]
"""The packs whose headlines stand here; the first one has its own corpus and story."""


def _entries(name: str, section: str) -> list[dict[str, Any]]:
    return [entry for path in sorted(PACKS[name].glob("*.yaml")) for entry in world.data(path).get(section, ())]


@cache
def _alone(name: str) -> rules.LoadedRules:
    return rules.load_rulebook([RULES / "core", PACKS[name]], world.CACHE)


@cache
def _reader() -> Reader:
    return Reader(world.shipped(), {})


def _read(headline: dict[str, Any]) -> Reading:
    return _reader().read(item(headline["text"], language=headline["language"]))


def _borders(book: Rulebook, name: str) -> list[str]:
    return [border.id for border in book.borders if border.pack == name]


def _cases(*, named_only: bool) -> list[Any]:
    return [
        pytest.param(name, headline, id=f"{name}-{number:02d}")
        for name in LATER
        for number, headline in enumerate(HEADLINES[name])
        if named_only or not headline.get("named_only")
    ]


"""Pairs of states whose quarrel is over water."""


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_needs_nothing_but_the_core(name: str) -> None:
    """A desk that keeps one pack of several has no dangling name and no warning."""
    loaded = _alone(name)
    assert not loaded.warnings
    assert _borders(loaded.rulebook, name)


@pytest.mark.parametrize("section", ["actors", "places", "history", "calendar"])
def test_no_two_packs_define_the_same_thing(section: str) -> None:
    """Packs add up: none of them depends on the others being absent. What they say more of, they don't define."""
    ids = Counter(entry["id"] for name in PACKS for entry in _entries(name, section) if "override" not in entry)
    path = RULES / "core" / f"{section}.yaml"
    core = {entry["id"] for entry in world.data(path)[section]} if path.exists() else set()
    assert not [one for one, count in ids.items() if count > 1 or one in core]


@pytest.mark.parametrize("name", PACKS)
def test_a_packs_borders_are_lines_between_neighbours(name: str) -> None:
    """Both sides are states that the core knows, and that touch."""
    book = _alone(name).rulebook
    states = {country.iso: country for country in book.countries}
    for border in book.borders:
        one, other = border.sides
        assert other in states[one].neighbours


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_knows_crossings_on_both_sides(name: str) -> None:
    """A closure is announced by either side under its own name of the gate."""
    book = _alone(name).rulebook
    for border in book.borders:
        sides = {place.country for place in book.places if place.crossing and border.id in dict(place.border_km)}
        assert set(border.sides) <= sides


@pytest.mark.parametrize("name", PACKS)
def test_distances_are_given_to_lines_that_the_place_can_have(name: str) -> None:
    """Every key of border_km is a pair of neighbours by land or sea, one of which is the place's own state; a crossing lies on its line."""
    book = _alone(name).rulebook
    neighbours = {country.iso: country.neighbours for country in book.countries}
    for place in book.places:
        for border, _ in place.border_km:
            one, other = border.split("-")
            assert other in neighbours[one] or border in AT_SEA, place.id
            assert place.country in {one, other, None}, place.id
        if place.crossing:
            assert min(km for _, km in place.border_km) <= 10, place.id


@pytest.mark.parametrize("name", LATER)
def test_a_pack_is_worth_its_name(name: str) -> None:
    """Enough actors and places to read a day's news of that border, with forces of both sides and a past."""
    actors, places = _entries(name, "actors"), _entries(name, "places")
    assert len(actors) >= 25
    assert len(places) >= 60
    sides = set(_borders(_alone(name).rulebook, name)[0].split("-"))
    assert {actor.get("state") for actor in actors if actor["kind"] == "state_forces"} >= sides
    assert {place.get("country") for place in places} >= sides
    assert _entries(name, "history")


@pytest.mark.parametrize("name", LATER)
def test_a_pack_promises_no_complete_record(name: str) -> None:
    """Where nobody stands by a complete list, "first of its class" stays unknown rather than true."""
    borders = _borders(world.shipped(), name)
    assert not [period for period in world.shipped().covered if period.border in borders]
    assert all(entry["source"].startswith("http") for entry in _entries(name, "history"))


@pytest.mark.parametrize("name", LATER)
def test_there_are_enough_headlines(name: str) -> None:
    """At least fifteen for each pack are read to the end."""
    assert sum(not headline.get("named_only") for headline in HEADLINES[name]) >= 15


@pytest.mark.parametrize(("name", "headline"), _cases(named_only=False))
def test_a_headline_is_the_packs_border(name: str, headline: dict[str, Any]) -> None:
    """What happened is filed under the pack's line and no other."""
    borders = {report.border for report in _read(headline).reports}
    assert borders == set(_borders(world.shipped(), name))


@pytest.mark.parametrize(("name", "headline"), _cases(named_only=True))
def test_a_headlines_names_resolve(name: str, headline: dict[str, Any]) -> None:
    """Whom and what it names is what people mean by it there, in whatever script."""
    assert set(headline["names"]) <= {mention.entity for mention in _read(headline).mentions}, name


AREAS = ("hamun-lakes", "sir-creek")
"""Lakes and a creek: too long for one point."""


def test_places_lie_as_far_from_the_line_as_they_say() -> None:
    """Towns, posts and districts, by the map data of the borders: within 6 km, or half of the distance where that is more."""
    book = world.shipped()
    lines, wrong, measured = Borders(book.border_lines), [], 0
    for place in book.places:
        if place.lat is None or place.lon is None or place.precision > 2 or place.id in AREAS:
            continue
        for border, said in place.border_km:
            found = lines.distance_km(place.lat, place.lon, pair=border)
            measured += found is not None
            if found is not None and abs(found - said) > max(6, max(found, said) / 2):
                wrong.append((border, place.id, said, round(found, 1)))
    assert measured > 300
    assert wrong == []
