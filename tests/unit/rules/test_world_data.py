"""The shipped world: countries, actors, places, history, outlets and the demo's story agree with themselves and with each other."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.geography import AT_SEA
from tests.support.rules import data

ROOT = Path(__file__).parents[3]
RULES = ROOT / "rules"
NOT_NAMES_IN_CAPITALS = {"US", "UK", "UN", "EU", "UE", "EI", "AS", "RI", "VS", "Xi"}
"""The only names of two letters; reading matches them as they are written here alone."""


def _section(name: str) -> list[dict[str, Any]]:
    files = sorted(RULES.rglob("*.yaml"))
    return [entry for file in files if file.parent.name != "lexicon" for entry in data(file).get(name, ())]


def _texts(aliases: Any) -> Iterator[str]:
    """The names that hold anywhere: what holds only beside a state's own name may be several states'."""
    lists = aliases.values() if isinstance(aliases, dict) else [aliases or ()]
    for alias in (alias for names in lists for alias in names):
        if isinstance(alias, str) or "beside" not in alias:
            yield alias if isinstance(alias, str) else alias["text"]


def _outlets() -> dict[str, dict[str, Any]]:
    return {outlet["id"]: outlet for outlet in data(ROOT / "config" / "outlets.yaml")["outlets"]}


def _story() -> list[dict[str, Any]]:
    return list(data(ROOT / "monitor" / "demo" / "story.yaml")["items"])


def _states() -> dict[str, dict[str, Any]]:
    """Each state with the names that any language gives it."""
    entries = _section("countries")
    states = {entry["iso"]: dict(entry) for entry in entries if "override" not in entry}
    for entry in (entry for entry in entries if "override" in entry):
        state = states[entry["iso"]]
        state |= {key: state[key] | entry[key] for key in ("aliases", "demonyms", "capitals") if key in entry}
    return states


STATES = _states()
ACTORS = {actor["id"]: actor for actor in _section("actors") if actor.get("override") != "append"}
PLACES = {place["id"]: place for place in _section("places") if place.get("override") != "append"}


def test_every_state_has_a_name_an_adjective_and_a_capital_in_english() -> None:
    """Reading English works for any pair of states, not only for those of a pack."""
    assert len(STATES) >= 196
    assert not [iso for iso, state in STATES.items() if not (state["name"] and state["demonyms"]["en"])]
    assert not [iso for iso, state in STATES.items() if not state["capitals"]["en"]]


def test_every_state_is_named_in_the_packs_languages() -> None:
    """A state without a name in one of the shipped languages could not be read there."""
    odd = {"ML": 3, "PE": 1, "CL": 1, "PW": 1, "MU": 1}
    missing = Counter(
        iso for iso, state in STATES.items() for language in ("fa", "ur", "ar") if not state["aliases"].get(language)
    )
    assert not {iso: count for iso, count in missing.items() if count > odd.get(iso, 0)}


def test_neighbours_know_each_other() -> None:
    """A land border has two sides."""
    pairs = {(iso, other) for iso, state in STATES.items() for other in state["neighbours"]}
    assert pairs == {(b, a) for a, b in pairs}
    assert {("IR", "PK"), ("AF", "PK"), ("IN", "PK"), ("AF", "IR")} <= pairs


def test_the_countries_are_what_the_generator_writes() -> None:
    """Nobody edits the generated file by hand."""
    made = subprocess.run(
        [sys.executable, str(RULES / "core" / "make_countries.py")], capture_output=True, check=True, encoding="utf-8"
    )
    assert made.stdout == (RULES / "core" / "countries.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("section", ["actors", "places", "history", "calendar"])
def test_ids_are_unique(section: str) -> None:
    """An id names one thing over all shipped files; a pack may say more of it."""
    ids = Counter(entry["id"] for entry in _section(section) if "override" not in entry)
    assert not [name for name, count in ids.items() if count > 1]


def test_no_name_is_a_pronoun() -> None:
    """Names of one or two letters are few and known, since "is" and "us" are words."""
    short = {
        text
        for entries in (STATES, ACTORS, PLACES)
        for entry in entries.values()
        for key in ("aliases", "demonyms", "capitals")
        for text in (*_texts(entry.get(key)), entry.get("name", ""))
        if 0 < len(text) <= 2 and text.isascii()
    }
    assert short <= NOT_NAMES_IN_CAPITALS


def test_one_name_names_one_state() -> None:
    """No two states share a name, adjective or capital."""
    owners: dict[str, set[str]] = {}
    for iso, state in STATES.items():
        for key in ("aliases", "demonyms", "capitals"):
            for text in _texts(state[key]):
                owners.setdefault(text.casefold(), set()).add(iso)
    assert not {text: isos for text, isos in owners.items() if len(isos) > 1}


def test_actors_belong_to_known_states_and_parents() -> None:
    """State, host, parent, predecessor and lookalikes of an actor exist."""
    for actor in ACTORS.values():
        host = actor.get("hosted_by") or {}
        states = {actor.get("state"), host.get("state"), host.get("according_to")} - {None}
        others = {actor.get("parent"), actor.get("succeeds"), *actor.get("not_to_be_confused_with", ())} - {None}
        assert states <= STATES.keys(), actor["id"]
        assert others <= ACTORS.keys(), actor["id"]


def test_lookalikes_of_one_file_point_at_each_other() -> None:
    """A homonym is one from both sides; the core alone can't know of what a pack adds."""
    for file in sorted(RULES.rglob("*.yaml")):
        for section in ("actors", "places"):
            entries = {entry["id"]: entry for entry in data(file).get(section, ())}
            pairs = {(i, other) for i, entry in entries.items() for other in entry.get("not_to_be_confused_with", ())}
            assert not {(a, b) for a, b in pairs if b in entries and (b, a) not in pairs}, file.name


def test_the_core_stands_without_the_packs() -> None:
    """A desk that removes a pack keeps a world in which every name is defined."""
    for section, keys in (("actors", ("parent", "succeeds")), ("places", ("within",))):
        entries = {entry["id"]: entry for entry in data(RULES / "core" / f"{section}.yaml")[section]}
        named = {entry.get(key) for entry in entries.values() for key in keys} - {None}
        named |= {other for entry in entries.values() for other in entry.get("not_to_be_confused_with", ())}
        assert named <= entries.keys()


def test_commentators_speak_for_nobody() -> None:
    """What is never a party has no state and no host."""
    ignored = [actor for actor in ACTORS.values() if actor.get("ignore")]
    assert len(ignored) >= 40
    assert not [actor["id"] for actor in ignored if actor.get("state") or actor.get("hosted_by")]


def test_places_lie_in_known_states_inside_one_another() -> None:
    """The chain of a place ends, and stays in one state."""
    for place in PLACES.values():
        assert place.get("country") is None or place["country"] in STATES, place["id"]
        outer, steps = place, 0
        while outer.get("within"):
            outer, steps = PLACES[outer["within"]], steps + 1
            assert outer["country"] == place["country"], place["id"]
            assert steps < 6, place["id"]


"""Pairs of states whose quarrel is over water."""


def test_distances_are_to_borders_that_exist() -> None:
    """border_km names two neighbours by land or sea in alphabetical order, one of them the state in which the place lies."""
    for place in PLACES.values():
        for border, distance in place.get("border_km", {}).items():
            a, _, b = border.partition("-")
            assert a < b, place["id"]
            assert b in STATES[a]["neighbours"] or border in AT_SEA, place["id"]
            assert place.get("country") in {a, b, None}, place["id"]
            assert distance >= 0, place["id"]


def test_the_record_has_no_strike_in_the_years_said_to_be_covered() -> None:
    """Novelty rests on a covered period; a strike inside it would have to be in the record, and isn't."""
    strikes = {"force_state.air_strike", "force_state.drone_strike", "force_state.missile_strike"}
    for period in _section("covered"):
        since, until = (date.fromisoformat(str(period[key])) for key in ("since", "until"))
        entries = [entry for entry in _section("history") if entry["border"] == period["border"]]
        inside = [entry for entry in entries if since <= date.fromisoformat(str(entry["on"])) <= until]
        assert inside, "a covered period without any record proves nothing"
        assert not [entry["id"] for entry in inside if entry["event"] in strikes]


def test_history_is_sourced_and_names_known_parties() -> None:
    """Every entry of the record says where it comes from and who did it."""
    for entry in _section("history"):
        assert entry["source"], entry["id"]
        assert entry["by"] in ACTORS or entry["by"] in STATES, entry["id"]


def test_only_organs_of_a_state_speak_for_it() -> None:
    """An outlet with a side has that state as its owner, and a grade for its own statements."""
    for outlet in _outlets().values():
        if outlet.get("side"):
            assert outlet["owner"] == f"state:{outlet['side']}", outlet["id"]
            assert "statements" in outlet["grades"], outlet["id"]


@pytest.mark.parametrize("state", ["IR", "PK"])
def test_each_side_has_an_official_and_an_independent_line(state: str) -> None:
    """One-sided news is a warning, so both sides are read, from their organs and from others."""
    outlets = [outlet for outlet in _outlets().values() if outlet.get("feeds")]
    assert any(outlet.get("side") == state for outlet in outlets)
    independent = {"IR": "hrana", "PK": "dawn"}
    assert not _outlets()[independent[state]].get("side")


def test_the_story_runs_forward_through_outlets_that_exist() -> None:
    """Items are in order of time, by outlets of the shipped list, and a revision follows what it revises in the same outlet."""
    outlets, seen = _outlets(), {}
    items = _story()
    assert [item["at"] for item in items] == sorted(item["at"] for item in items)
    for item in items:
        assert item["outlet"] in outlets, item["id"]
        assert item["id"] not in seen, item["id"]
        if revised := item.get("revises"):
            assert seen[revised] == item["outlet"], item["id"]
        seen[item["id"]] = item["outlet"]
    assert len(items) >= 70
    assert len(set(seen.values())) >= 13


def test_the_story_spans_the_crisis() -> None:
    """It begins with Rask and ends after the visit that closed the matter."""
    items = _story()
    first, last = (datetime.fromisoformat(str(item["at"])) for item in (items[0], items[-1]))
    assert first.date() == date(2023, 12, 15)
    assert last.date() == date(2024, 2, 1)
