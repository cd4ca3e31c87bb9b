"""The generated world, border lines and towns: what its files promise, and what a desk may write instead."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.extraction.world import gazetteer
from monitor.model.rulebook import Place, Rulebook, Towns
from monitor.rules import world
from monitor.rules.compile import compile_rulebook
from monitor.rules.documents import Document
from monitor.text import fold
from tests.support.geography import CORE, entries, shipped_lines, shipped_towns
from tests.support.reading import RULES

ROWS = [(table, line) for table in shipped_towns() for line in table.lines]
STATES = {one["iso"]: one for one in entries("countries.yaml", "countries")}

TOUCHING_IN_A_POINT = {"BW-ZM"}
NOT_A_STATE_BETWEEN = {"MA-MR"}
"""Neighbours that the map has no common line for."""

OVERSEAS = {"BR-FR", "FR-SR"}
"""Lines of a territory far away, whose neighbours aren't the motherland's."""


def _forms(line: str) -> list[str]:
    return line.rpartition("|")[2].split(",")


def test_neighbours_have_a_line_and_only_they() -> None:
    """The table of neighbours and the map were made apart, and agree."""
    neighbours = {"-".join(sorted((iso, other))) for iso, state in STATES.items() for other in state["neighbours"]}
    lines = {one["border"] for one in entries("borders.yaml", "border_lines")}
    assert neighbours - lines == TOUCHING_IN_A_POINT | NOT_A_STATE_BETWEEN
    assert lines - neighbours == OVERSEAS


def test_generated_files_say_whose_data_they_hold_and_how_they_are_made() -> None:
    """Licence and command stand at the top, and the files stay small."""
    for name, words, most in (
        ("borders.yaml", ("public domain", "ISC", "make_world.py"), 1_500_000),
        ("cities.yaml", ("CC BY 4.0", "GeoNames", "make_cities.py"), 2_000_000),
    ):
        text = (CORE / name).read_text(encoding="utf-8")
        header = text.partition("schema_version")[0]
        assert all(word in header for word in words), name
        assert len(text.encode()) < most, name


def test_there_are_towns_enough_and_each_once() -> None:
    """Thousands of towns in nearly every state, known by their numbers."""
    numbers = Counter(line.partition("|")[0] for _, line in ROWS)
    assert 12_000 <= len(ROWS) <= 21_000
    assert max(numbers.values()) == 1
    assert len({table.country for table, _ in ROWS}) > 170


def test_names_are_folded_as_texts_are() -> None:
    """A name that folding would change could never be found; when folding changes, the file must be made anew."""
    assert not [form for _, line in ROWS for form in _forms(line) if fold.fold_phrase(form) != form]


def test_no_name_is_short_or_taken() -> None:
    """Towns don't take the names of states, peoples, parties and places; a capital's town may bear the capital's."""
    capitals = {
        fold.fold_phrase(name) for state in STATES.values() for names in state["capitals"].values() for name in names
    }
    book = Rulebook(
        countries=world.compile_countries(
            [world.CountryEntry.model_validate_json(_json(one)) for one in STATES.values()]
        )
    )
    whole = (name.text for name in gazetteer.names(book) if not name.text.endswith("-"))  # "Sino-" is half a word
    taken = {fold.fold_phrase(text) for text in whole} - capitals
    forms = {form for _, line in ROWS for form in _forms(line)}
    assert not forms & taken
    assert not [form for form in forms - capitals if len(form.replace(" ", "")) < 4 and form.isascii()]


def _json(entry: dict[str, Any]) -> str:
    import json

    return json.dumps(entry)


def test_one_name_is_one_town_in_a_state_and_the_largest_comes_first() -> None:
    """Homonyms of several states are all kept; within one state the largest has the name."""
    for table in shipped_towns():
        people = [int(line.split("|")[4]) for line in table.lines]
        assert people == sorted(people, reverse=True), table.country
        names = Counter(form for line in table.lines for form in _forms(line))
        assert max(names.values()) == 1, table.country


@pytest.mark.parametrize("name", ["Kharkiv", "Goma", "Poipet", "Hebron", "Zahedan", "Batken"])
def test_a_town_knows_its_way_to_the_border(name: str) -> None:
    """What is written is what the lines say, to half a kilometre."""
    found = [table.read(line) for table, line in ROWS if line.split("|")[1] == name]
    for town in found:
        for border, km in town.border_km:
            measured = shipped_lines().distance_km(town.lat or 0, town.lon or 0, pair=border)
            assert measured == pytest.approx(km, abs=0.6)
            assert town.country in border.split("-")


def test_places_by_id_hold_the_towns_too() -> None:
    """A town is read when asked for; what the rulebook writes comes first; what nobody has is missing."""
    line = "77|Mid Vale|10.5|-20.25|9000|BB12 CC150|mid vale"
    book = Rulebook(places=(Place(id="x", name="X", country="AA"),), towns=(Towns(country="AA", lines=(line,)),))
    places = book.place_by_id()
    town = places["city-77"]
    assert (town.name, town.lat, town.lon) == ("Mid Vale", 10.5, -20.25)
    assert town.border_km == (("AA-BB", 12.0), ("AA-CC", 150.0))
    assert not town.capital
    assert places.get("city-78") is None
    assert places.get("y") is None
    assert set(places) == {"x", "city-77"}
    assert len(places) == 2


STATE = "{iso: AA, name: Aland, capitals: [Aville]}"
GOOD = "7|Mid Vale|1.5|2|9000|BB12|mid vale"


def _compile(*texts: str) -> tuple[Rulebook | None, list[str]]:
    documents = [
        Document(f"{n}/rules.yaml", YAML(typ="safe").load(f"schema_version: 1\n{text}")) for n, text in enumerate(texts)
    ]
    book, problems = compile_rulebook(documents)
    return book, [problem.message for problem in problems if not problem.warning]


@pytest.mark.parametrize(
    "line", ["7|Mid Vale", "x|Mid Vale|1|2|9|BB1|mid", "7|Mid Vale|1|2|9|BB|mid", "7|Mid Vale|1|2|9|BB1|", ""]
)
def test_a_line_that_is_no_town_is_shown(line: str) -> None:
    """A table with a broken line is refused, and the message holds the line."""
    book, messages = _compile(f"countries: [{STATE}]\ncities: [{{country: AA, towns: {line!r}}}]")
    assert book is None
    assert any(f"'{line}' is no town" in message for message in messages)


@pytest.mark.parametrize("points", ["1 2", "1 2 3", "a b c d", ""])
def test_points_that_are_no_line_are_shown(points: str) -> None:
    """Two points are the least that a line has, and numbers come in pairs."""
    other = "{iso: BB, name: Bland, capitals: [Bville]}"
    book, messages = _compile(f"countries: [{STATE}, {other}]\nborder_lines: [{{border: AA-BB, points: {points!r}}}]")
    assert book is None
    assert any("is no polyline" in message for message in messages)


def test_a_desk_puts_its_own_towns_over_the_shipped_ones() -> None:
    """Tables merge by state, so an override replaces a whole state's towns, or drops them."""
    first = f"countries: [{STATE}]\ncities: [{{country: AA, towns: '{GOOD}'}}]"
    book, messages = _compile(first, "cities: [{country: AA, override: replace, towns: '8|Low Vale|1|2|5||low vale'}]")
    assert messages == []
    assert book is not None
    assert [line.split("|")[1] for table in book.towns for line in table.lines] == ["Low Vale"]
    book, _ = _compile(first, "cities: [{country: AA, override: disable}]")
    assert book is not None
    assert book.towns == ()


def test_the_shipped_rules_lie_where_this_test_looks() -> None:
    """The two files are part of the core."""
    assert Path(CORE).parent == RULES
