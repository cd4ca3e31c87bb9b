"""What rule files may say, what becomes of it, and how mistakes are told."""

from datetime import date

import pytest

from monitor.model.reports import ActClass, PartyKind, TargetClass
from monitor.model.rulebook import Alias, Border
from monitor.rules.lexicon import spelled_out
from tests.support import rules as world


def test_an_actor_compiles_with_its_names_and_their_framing() -> None:
    """Aliases by language, labels of a state, and the host with the state that says so."""
    book = world.rulebook(
        """schema_version: 1
actors:
  - id: river-front
    name: River Front
    kind: nonstate_group
    aliases:
      es: [Frente del Río, {text: bandidos del río, framing: PE}]
      any: [FDR]
    hosted_by: {state: EC, according_to: PE}
"""
    )
    (actor,) = book.actors
    assert (actor.kind, actor.hosted_by, actor.hosted_according_to) == (PartyKind.NONSTATE_GROUP, "EC", "PE")
    assert actor.aliases == (
        Alias(text="Frente del Río", language="es"),
        Alias(text="bandidos del río", language="es", framing="PE"),
        Alias(text="FDR"),
    )


def test_a_short_name_keeps_the_states_beside_which_it_holds() -> None:
    """ "The Upland" is any hill country but in a text about that state."""
    book = world.rulebook(
        "schema_version: 1\nactors: [{id: front, name: Front, kind: nonstate_group, aliases: [{text: the Front, beside: [PE, EC]}]}]\n"
    )
    assert book.actors[0].aliases == (Alias(text="the Front", beside=("PE", "EC")),)


def test_a_name_may_count_only_beside_another_states() -> None:
    """ "The North" is a state in a text on the South, and a quarter of the sky in all others."""
    book = world.rulebook(
        "schema_version: 1\nplaces: [{id: altos, name: Altos, country: PE, aliases: [{text: the Heights, beside: [EC]}]}]\n"
    )
    assert book.places[0].aliases == (Alias(text="the Heights", beside=("EC",)),)


def test_a_list_of_aliases_is_in_any_language() -> None:
    """Without languages, a name counts in all of them; saying it twice changes nothing."""
    book = world.rulebook(
        "schema_version: 1\nplaces: [{id: altos, name: Altos, country: PE, aliases: [The Altos, The Altos]}]\n"
    )
    assert book.places[0].aliases == (Alias(text="The Altos"),)


def test_what_lies_in_a_packs_folder_is_the_packs() -> None:
    """Actors and places below the folder of a pack carry its id; those elsewhere carry none."""
    book = world.rulebook(
        "schema_version: 1\npack: {id: ec-pe, title: Ecuador and Peru, borders: [EC-PE], languages: [es]}\n",
        "schema_version: 1\nactors: [{id: inside, name: Inside, kind: civilians}]\n",
        "schema_version: 1\nactors: [{id: outside, name: Outside, kind: civilians}]\n",
        paths=("packs/one/pack.yaml", "packs/one/deep/actors.yaml", "packs/one-more/actors.yaml"),
    )
    assert book.borders == (Border(id="EC-PE", title="Ecuador and Peru", pack="ec-pe"),)
    assert {actor.id: actor.pack for actor in book.actors} == {"inside": "ec-pe", "outside": ""}


def test_the_act_of_the_past_follows_from_the_event() -> None:
    """History names an event; its class of act is looked up, and the oldest comes first."""
    book = world.rulebook(
        """schema_version: 1
history:
  - {id: late, border: EC-PE, on: 1995-02-01, event: force_state.air_strike, by: PE, target_class: state_forces, source: a book}
  - {id: early, border: EC-PE, on: 1981-01-28, event: force_nonstate.attack_on_forces, by: EC, source: a book}
covered: [{border: EC-PE, since: 1990-01-01, until: 1999-12-31, acts: [air, ground_fire], source: a book}]
calendar: [{id: vote, on: 1996-05-19, kind: election, states: [EC], title: Election in Ecuador}]
"""
    )
    assert [(e.id, e.act, e.target_class) for e in book.history] == [
        ("early", ActClass.ARMED_ATTACK, TargetClass.UNKNOWN),
        ("late", ActClass.AIR, TargetClass.STATE_FORCES),
    ]
    assert book.covered[0].acts == (ActClass.AIR, ActClass.GROUND_FIRE)
    assert book.calendar[0].on == date(1996, 5, 19)


ACTORS = "schema_version: 1\nactors:\n"
PLACES = "schema_version: 1\nplaces:\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("schema_version: 1\nactrs: []\n", "a.yaml:2:1: unknown key 'actrs' (did you mean 'actors'?) [unknown-key]"),
        (ACTORS + "  - {id: a, name: A, kind: civilians, alias: [x]}\n", "a.yaml:3:39: unknown key 'alias' (did you mean 'aliases'?) [unknown-key]"),
        (ACTORS + "  - {id: a, name: A, kind: civilians, hosted_by: {stat: EC}}\n", "a.yaml:3:51: unknown key 'stat' (did you mean 'state'?) [unknown-key]"),
        (ACTORS + "  - {id: a, name: A, kind: civilians, aliases: {en: [{txt: x}]}}\n", "a.yaml:3:55: unknown key 'txt' (did you mean 'text'?) [unknown-key]"),
        (ACTORS + "  - {id: a, kind: civilians}\n", "a.yaml:3:5: needs the key 'name' [missing-key]"),
        (ACTORS + "  - {id: a, name: A, kind: civilian}\n", "a.yaml:3:28: kind: 'civilian' is not one of 'state_forces', 'government', 'nonstate_group', 'civilians', 'organisation' or 'unknown' (did you mean 'civilians'?) [bad-value]"),
        (ACTORS + "  - {id: a, name: 12, kind: civilians}\n", "a.yaml:3:19: name: 12 should be text; put it in quotes [bad-value]"),
        (ACTORS + "  - {id: a, name: A, kind: civilians, generic: yes}\n", "a.yaml:3:48: generic: 'yes' should be true or false [bad-value]"),
        (ACTORS + "  - {id: a, name: A, kind: civilians, aliases: [x, 7]}\n", "a.yaml:3:52: aliases: 7 should be a mapping [bad-value]"),
        (ACTORS + "  - {id: A B, name: A, kind: civilians}\n", "a.yaml:3:10: id: 'A B' is no id: small letters, digits, and single - _ . between them [bad-value]"),
        (ACTORS + "  - {id: a, name: A, kind: civilians, state: PR}\n", "a.yaml:3:46: there is no country 'PR' [dangling-reference]"),
        (ACTORS + "  - {id: a, name: A, kind: civilians, aliases: [{text: x, framing: XX}]}\n", "a.yaml:3:68: there is no country 'XX' [dangling-reference]"),
        (ACTORS + "  - {id: rondas, name: A, kind: civilians}\n  - {id: b, name: B, kind: civilians, parent: ronda}\n", "a.yaml:4:47: there is no actor 'ronda' (did you mean 'rondas'?) [dangling-reference]"),
        (ACTORS + "  - {id: a, name: A, kind: civilians, not_to_be_confused_with: [b]}\n", "a.yaml:3:65: there is no actor 'b' [dangling-reference]"),
        (ACTORS + "  - {id: a, name: A, kind: government, since: 2021-08-15}\n", "a.yaml:3:5: since goes with succeeds: whose names they were before that day [bad-value]"),
        (ACTORS + "  name: A\n", "a.yaml:3:3: actors: a mapping should be a list of mappings [bad-value]"),
        (ACTORS + "  - just words\n", "a.yaml:3:5: actors: 'just words' should be a mapping [bad-value]"),
        (PLACES + "  - {id: p, name: P, precision: 5}\n", "a.yaml:3:33: precision: 5 should be at most 4 [bad-value]"),
        (PLACES + "  - {id: p, name: P, lat: 1.5}\n", "a.yaml:3:5: lat and lon go together [bad-value]"),
        (PLACES + "  - {id: p, name: P, border_km: {PE-EC: 3}}\n", "a.yaml:3:34: border 'PE-EC' is written 'EC-PE' [dangling-reference]"),
        (PLACES + "  - {id: p, name: P, border_km: {EC-PX: 3}}\n", "a.yaml:3:34: border 'EC-PX': there is no country 'PX' [dangling-reference]"),
        (PLACES + "  - {id: p, name: P, within: q}\n  - {id: q, name: Q, within: r}\n  - {id: r, name: R, within: q}\n", "a.yaml:4:30: within: goes round in a circle: q > r > q [cycle]"),
        ("schema_version: 1\nhistory: [{id: h, border: EC-PE, on: 1995-13-01, event: force_state.air_strike, by: PE, source: s}]\n", "a.yaml:2:38: on: '1995-13-01' should be a date such as 2024-01-16 [bad-value]"),
        ("schema_version: 1\nhistory: [{id: h, border: EC-PE, on: 1995-01-01, event: force_state.airstrike, by: PE, source: s}]\n", "a.yaml:2:57: there is no event 'force_state.airstrike' (did you mean 'force_state.air_strike'?) [dangling-reference]"),
        ("schema_version: 1\ncovered: [{border: EC-PE, since: 1995-01-02, until: 1995-01-01, acts: [air], source: s}]\n", "a.yaml:2:11: ends on 1995-01-01 before it begins on 1995-01-02 [bad-value]"),
        ("schema_version: 1\npack: {id: p, title: P, borders: [EC-PE], requires: [q]}\n", "a.yaml:2:54: there is no pack 'q' [dangling-reference]"),
        ("schema_version: 1\nlexicon: [{id: l, language: es, sense: 'event:force_state.air_strke', words: [x]}]\n", "a.yaml:2:40: there is no event 'force_state.air_strke' (did you mean 'force_state.air_strike'?) [dangling-reference]"),
        ("schema_version: 1\nlexicon: [{id: l, language: es, sense: 'mode:negated', words: [no, ((no|ni) un]}]\n", "a.yaml:2:68: words: alternatives are written '(one|other)', not '((no|ni) un' [bad-value]"),
        ("schema_version: 1\nlexicon: [{id: l, language: es, sense: 'mode:negated', words: [no|ni]}]\n", "a.yaml:2:64: words: alternatives are written '(one|other)', not 'no|ni' [bad-value]"),
        ("schema_version: 1\nlexicon: [{id: l, language: es, sense: 'mode:negated', words: ['(a|b|c|d|e|f|g)(a|b|c|d|e|f|g)(a|b|c|d|e|f|g)(a|b|c|d|e|f|g)']}]\n", "a.yaml:2:64: words: '(a|b|c|d|e|f|g)(a|b|c|d|e|f|g)(a|b|c|d|e|f|g)(a|b|c|d|e|f|g)' stands for 2,401 spellings; at most 2,000 are allowed in a line [bad-value]"),
        ("actors: []\n", "a.yaml:1:1: needs 'schema_version: 1' at the top [schema-version]"),
        ("actors: []\nschema_version: 2\n", "a.yaml:2:17: schema_version 2 is newer than this program, which reads 1 [schema-version]"),
        ("schema_version: '1'\n", "a.yaml:1:17: schema_version '1' should be 1 [schema-version]"),
        ("schema_version: true\n", "a.yaml:1:17: schema_version true should be 1 [schema-version]"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(text: str, complaint: str) -> None:
    """Each kind of mistake gives one line: place, offending text, the nearest valid name, and a stable code."""
    assert world.complaints(text) == [f"desk/{complaint}"]


def test_all_problems_are_told_at_once() -> None:
    """Mistakes of shape, names and repetition, in several files and in one entry, come together, in the order of the files."""
    found = world.complaints(
        "schema_version: 1\nactors:\n  - {id: a, name: A, kind: civilian, state: XX, colour: red}\n  - {id: b, name: 5, kind: civilians}\n",
        "schema_version: 1\nactors:\n  - {id: a, name: A, kind: civilians, parent: nobody}\nplces: []\n",
    )
    places = [line.partition(": ")[0] for line in found]
    assert places == [
        "desk/a.yaml:3:28", "desk/a.yaml:3:45", "desk/a.yaml:3:49", "desk/a.yaml:4:19", "desk/b.yaml:3:10", "desk/b.yaml:4:1",
    ]  # fmt: skip


def test_an_ill_defined_entry_still_counts_as_defined() -> None:
    """One mistake gives one complaint: who refers to the ill-defined entry isn't blamed for it."""
    found = world.complaints(
        "schema_version: 1\nactors:\n  - {id: a, name: 5, kind: civilians}\n  - {id: b, name: B, kind: civilians, parent: a}\n"
    )
    assert len(found) == 1


def test_what_is_left_of_a_faulty_entry_is_still_looked_at() -> None:
    """An unknown key doesn't hide a name that nothing defines."""
    found = world.complaints("schema_version: 1\nactors: [{id: a, name: A, kind: civilians, colour: red, state: XX}]\n")
    assert [line.rpartition(" ")[2] for line in found] == ["[unknown-key]", "[dangling-reference]"]


def test_two_packs_cant_share_a_folder() -> None:
    """What lies in the folder would belong to both."""
    found = world.complaints(
        "schema_version: 1\npack: {id: p, title: P, borders: [EC-PE]}\n",
        "schema_version: 1\npack: {id: q, title: Q, borders: [EC-PE]}\n",
    )
    assert found == [
        "desk/b.yaml:2:12: pack 'q' is in the same folder as pack 'p'; each needs a folder of its own [two-packs]"
    ]


def test_a_neighbour_that_doesnt_answer_is_worth_a_warning() -> None:
    """Warnings don't keep the rulebook from being compiled."""
    book, problems = world.compiled("schema_version: 1\ncountries: [{iso: CO, name: Colombia, neighbours: [EC]}]\n")
    assert book is not None
    assert [str(problem) for problem in problems] == [
        "desk/a.yaml:2:52: warning: CO names EC as a neighbour, but EC doesn't name CO [one-sided-neighbour]"
    ]


def test_a_name_of_two_is_worth_a_warning_unless_it_is_known() -> None:
    """Two places of one name must be told apart; a note that they are homonyms is enough."""
    twins = "schema_version: 1\nplaces:\n  - {{id: loja, name: Loja, country: EC}}\n  - {{id: other, name: Other, aliases: [loja]{}}}\n"
    _, warned = world.compiled(twins.format(""))
    _, quiet = world.compiled(twins.format(", not_to_be_confused_with: [loja]"))
    assert [(p.line, p.column, p.code) for p in warned] == [(4, 10, "shared-name")]
    assert quiet == ()


def test_the_order_of_files_decides_nothing_but_order() -> None:
    """The same entries in other files give the same values."""
    one, two = (
        "schema_version: 1\nactors: [{id: a, name: A, kind: civilians}]\n",
        "schema_version: 1\nactors: [{id: b, name: B, kind: civilians}]\n",
    )
    assert set(world.rulebook(one, two).actors) == set(world.rulebook(two, one).actors)


def test_the_ladder_names_codes_that_some_indicator_has() -> None:
    """A gate that names a code which nothing fires would never open: told at its place, with the nearest code."""
    indicator = "schema_version: 1\nindicators:\n  - {id: strike, code: I11, title: Strike, kind: act, tiers: [{weight: 1, half_life: 14d, suffix: a}]}\n"
    found = world.complaints(indicator, "schema_version: 1\nladder:\n  force:\n    indicators: [I11a, I11]\n")
    assert [line for line in found if "dangling" in line] == [
        "desk/b.yaml:4:24: there is no indicator with the code 'I11' (did you mean 'I11a'?) [dangling-reference]"
    ]


def test_a_line_of_alternatives_stands_for_each_of_them() -> None:
    """Each choice with each other, in the order in which they are written; a choice may be of nothing."""
    assert spelled_out("(send|sends) (the|) troops back") == (
        "send the troops back",
        "send troops back",
        "sends the troops back",
        "sends troops back",
    )
    assert spelled_out("attacked") == ("attacked",)
    assert spelled_out("air(-| |)strike") == ("air-strike", "air strike", "airstrike")
