"""What is allowed in rules and yet probably not meant, and where every entry comes from."""

import pytest

from monitor.rules import origins
from tests.support.rules import complaints, document

HEAD = "schema_version: 1\n"
RULE = (
    "rules:\n  - {{id: r, title: Rule, level: watch, when: {when}, examples: [{{text: Strike, expect: no match}}]}}\n"
)


def rule(when: str, before: str = "") -> str:
    """A file with one rule, which has an example."""
    return HEAD + before + RULE.format(when=when)


def test_lists_and_macros_that_nothing_uses_are_named() -> None:
    """Where they stand; those that a rule, an exception or another macro uses are not."""
    text = rule(
        "{all: [{words: $said}, {macro: outer}]}",
        "lists: {said: [ceasefire], unsaid: [truce], inner_words: [post]}\n"
        "macros: {outer: {macro: inner}, inner: {words: $inner_words}, idle: {words: [raid]}}\n",
    )
    assert complaints(text) == [
        "desk/a.yaml:2:28: warning: no rule uses the list 'unsaid' [unused-list]",
        "desk/a.yaml:3:63: warning: no rule uses the macro 'idle' [unused-macro]",
    ]


def test_a_rule_that_nothing_shows_is_named_unless_it_is_out_of_force() -> None:
    """An example is how the next person knows what was meant."""
    text = HEAD + (
        "rules:\n"
        "  - {id: shown-by-nothing, title: Rule, level: watch, when: {words: [raid]}}\n"
        "  - {id: old, title: Rule, level: watch, status: deprecated, when: {words: [raid]}}\n"
    )
    assert complaints(text) == [
        "desk/a.yaml:3:10: warning: no example shows what 'shown-by-nothing' is meant to match [no-examples]"
    ]


@pytest.mark.parametrize(
    ("when", "complaint"),
    [
        ('{confidence: ">= 1.5"}', "confidence is never >= 1.5: it lies between 0 and 1"),
        ('{all: [{severity: "> 6"}]}', "severity is never > 6: it lies between -4 and 6"),
        ('{none: [{killed: "< 0"}]}', "killed is never < 0: it lies between 0 and inf"),
        ('{words: ["?!"]}', "'?!' has no word to look for"),
        ("{words: []}", "words names nothing that could be met"),
        ("{all: [{type: []}]}", "type names nothing that could be met"),
    ],
)
def test_conditions_that_nothing_can_meet(when: str, complaint: str) -> None:
    """A comparison outside of what a fact can be, and a word of which folding leaves nothing."""
    (told,) = complaints(rule(when))
    assert told.endswith(f"warning: {complaint} [cannot-match]")


@pytest.mark.parametrize("when", ['{confidence: ">= 1"}', '{severity: "> 5"}', '{killed: "> 99"}', '{killed: "== 0"}'])
def test_conditions_that_something_meets_are_left_alone(when: str) -> None:
    """Also at the ends of what a fact can be."""
    assert complaints(rule(when)) == []


def test_the_last_word_on_an_entry_and_who_had_a_say() -> None:
    """What is replaced, appended to and disabled says by which file, and which keys that file gives."""
    first = document(HEAD + "lists: {one: [a], two: [b], three: [c]}\n", "core/a.yaml")
    second = document(
        HEAD + "lists:\n  one: {override: append, values: [d]}\n  two: {override: disable}\n", "desk/b.yaml"
    )
    one, two, three = origins.standing([first, second])
    assert one.data["values"] == ["a", "d"]
    assert [(layer.how, layer.place(), layer.keys) for layer in one.layers] == [
        ("define", "core/a.yaml:2", ("values",)),
        ("append", "desk/b.yaml:3", ("values",)),
    ]
    assert (two.status, two.data["values"]) == ("disabled", ["b"])
    assert [layer.how for layer in three.layers] == ["define"]


def test_every_single_value_says_who_said_it_and_what_it_stands_in_for() -> None:
    """Of what is added to a list, nothing is overridden; of a mapping, the one value that differs."""
    first = document(
        HEAD + "actors:\n  - id: one\n    name: One\n    kind: government\n    aliases: {en: [Uno]}\n", "core/a.yaml"
    )
    second = document(
        HEAD
        + "actors:\n  - {id: one, override: append,\n     name: First, kind: government,\n     aliases: {en: [Ein]}}\n",
        "desk/b.yaml",
    )
    (one,) = origins.standing([first, second])
    told = {value.key: (value.value, value.at, value.was, value.was_at) for value in origins.values(one)}
    assert told == {
        "name": ("First", "desk/b.yaml:4", "One", "core/a.yaml:4"),
        "kind": ("government", "desk/b.yaml:4", None, ""),
        "aliases.en.0": ("Uno", "core/a.yaml:6", None, ""),
        "aliases.en.1": ("Ein", "desk/b.yaml:5", None, ""),
    }


def test_a_value_of_an_entry_that_was_replaced_says_what_it_was() -> None:
    """Key by key, also within lists: a weight in its tier."""
    first = document(HEAD + "lists: {}\nmacros: {m: {words: [a, b]}}\n", "core/a.yaml")
    second = document(HEAD + "macros:\n  m: {override: replace, when: {words: [a, c]}}\n", "desk/b.yaml")
    (macro,) = origins.standing([first, second])
    assert [(v.key, v.value, v.was, v.was_at) for v in origins.values(macro)] == [
        ("when.words.0", "a", None, ""),
        ("when.words.1", "c", "b", "core/a.yaml:3"),
    ]


def test_what_is_out_of_force_shows_what_it_was() -> None:
    """A list that a desk disabled."""
    first = document(HEAD + "lists: {two: [b]}\n", "core/a.yaml")
    second = document(HEAD + "lists:\n  two: {override: disable}\n", "desk/b.yaml")
    (two,) = origins.standing([first, second])
    assert [(v.key, v.value, v.at) for v in origins.values(two)] == [("values.0", "b", "core/a.yaml:2")]
