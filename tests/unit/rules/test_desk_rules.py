"""A desk's own rules: what may be written, and what is said when it may not."""

import pytest

from monitor.model.alerts import Level
from monitor.model.indicators import Bound
from monitor.model.rules import Group, Join, Leaf, Rule, Scope, Spot
from tests.support.rules import complaints, rulebook

PLACES = """\
schema_version: 1
places:
  - {id: huaquillas, name: Huaquillas, country: EC, precision: 1, lat: -3.48, lon: -80.23}
  - {id: tumbes, name: Tumbes, country: PE, precision: 2}
"""

HEAD = "schema_version: 1\nrules:\n  - {id: r, title: Rule, then: {alert: watch}, "


def rule(condition: str, more: str = "", *others: str) -> Rule:
    """The one rule with this condition."""
    (found,) = rulebook(f"{HEAD}when: {condition}{more}}}\n", PLACES, *others).rules
    return found


def test_conditions_compile_to_a_tree() -> None:
    """Several keys in one mapping must all hold; words are folded, comparisons are numbers."""
    found = rule('{words: [Ceasefire, "missil*"], none: [{severity: "< 3"}]}').when
    assert found == Group(
        join=Join.ALL,
        parts=(
            Group(join=Join.NONE, parts=(Leaf(key="severity", bound=Bound("<", 3.0)),)),
            Leaf(key="words", texts=("ceasefire", "missil*")),
        ),
    )


def test_lists_and_macros_are_put_in() -> None:
    """A list wherever a value of its kind may stand, a macro as a named group; they may be in another file."""
    named = (
        "schema_version: 1\nlists: {crossings: [huaquillas, tumbes], words: {es: [paso], en: [crossing]}}\n"
        "macros: {near_one: {near: {place: $crossings, km: 30}}}\n"
    )
    found = rule("{all: [{macro: near_one}, {place: [$crossings]}, {words: $words}]}", "", named).when
    spots = (Spot("huaquillas", -3.48, -80.23), Spot("tumbes"))
    assert isinstance(found, Group)
    assert found.parts == (
        Group(join=Join.ALL, parts=(Leaf(key="near", spots=spots, within=30.0),), title="near_one"),
        Leaf(key="place", texts=("huaquillas", "tumbes")),
        Leaf(key="words", texts=("paso", "crossing")),
    )


def test_what_a_rule_leads_to_may_be_short_or_long() -> None:
    """A level alone is an alert of this level; the scope is an incident unless it says otherwise."""
    short = rulebook("schema_version: 1\nrules: [{id: r, title: R, level: notice, when: {words: x}}]\n").rules[0]
    assert (short.then.level, short.scope, short.then.once_per) == (Level.NOTICE, Scope.INCIDENT, None)
    long = rule("{words: x}")
    assert long.then.level is Level.WATCH


@pytest.mark.parametrize(
    ("condition", "complaint"),
    [
        ("{wrods: [x]}", "unknown key 'wrods' (did you mean 'words'?)"),
        ("{}", "says nothing"),
        ("{all: []}", "should be at least 1 long"),
        ("{confidence: 0.6}", "is no comparison"),
        ("{age: 6h}", 'is no age; write "< 6h"'),
        ("{re: '(a'}", "is no pattern"),
        ("{re: '(?=a)'}", "is no pattern"),
        (
            "{type: [force_state.air_strik]}",
            "there is no event 'force_state.air_strik' (did you mean 'force_state.air_strike'?)",
        ),
        ("{place: [huaquilas]}", "there is no place 'huaquilas' (did you mean 'huaquillas'?)"),
        ("{country: XX}", "there is no country 'XX'"),
        ("{border: PE-EC}", "is written 'EC-PE'"),
        ("{macro: nearby}", "there is no macro 'nearby'"),
        ("{words: $crossing}", "there is no list '$crossing'"),
        ("{near: {place: huaquillas}}", "needs either 'place' and 'km', or 'words' and 'within'"),
        ("{at_least: {n: 3, of: [{words: a}, {words: b}]}}", "at least 3 of 2 can never hold"),
        ("{means: [trebuchet]}", "there is no means 'trebuchet'"),
        ("{grade: [G]}", "there is no grade 'G'"),
        ("{mode: [certain]}", "is not one of"),
    ],
)
def test_a_mistake_in_a_condition_is_told(condition: str, complaint: str) -> None:
    """In the line of the rule, with the nearest valid name."""
    found = complaints(f"{HEAD}when: {condition}}}\n", PLACES)
    assert any(complaint in line for line in found), found
    assert all(line.startswith("desk/a.yaml:3:") for line in found)


@pytest.mark.parametrize(("scope", "key"), [("item", "type: [force_state]"), ("report", 'confidence: ">= 0.6"')])
def test_a_fact_that_a_scope_has_not_is_refused(scope: str, key: str) -> None:
    """Nobody knows the confidence of one report, nor the act of an item."""
    (found,) = complaints(f"{HEAD}scope: {scope}, when: {{any: [{{{key}}}]}}}}\n")
    assert f"isn't known of one {scope}; it needs 'scope: " in found


def test_a_list_that_holds_something_else_is_told_where_it_is_used() -> None:
    """A list has no kind of its own: it must fit where it stands."""
    named = "schema_version: 1\nlists: {crossings: [huaquillas, lima]}\n"
    (found,) = complaints(f"{HEAD}when: {{place: $crossings}}}}\n", PLACES, named)
    assert "$crossings holds 'lima', which is no place" in found


def test_macros_do_not_go_round_in_a_circle() -> None:
    """Each circle is told once."""
    macros = "schema_version: 1\nmacros: {a: {macro: b}, b: {any: [{macro: a}]}}\n"
    (found,) = complaints(macros)
    assert found == "desk/a.yaml:2:21: macro: goes round in a circle: a > b > a [cycle]"


def test_a_desk_changes_a_list_of_a_pack() -> None:
    """Appended to, or replaced; a second definition without a word is an error."""
    pack = "schema_version: 1\nlists: {crossings: [huaquillas]}\n"
    more = "schema_version: 1\nlists: {crossings: {override: append, values: [tumbes]}}\n"
    found = rule("{place: $crossings}", "", pack, more).when
    assert isinstance(found, Leaf)
    assert found.texts == ("huaquillas", "tumbes")
    (twice,) = complaints(pack, pack, PLACES)
    assert "list 'crossings' is defined twice" in twice
