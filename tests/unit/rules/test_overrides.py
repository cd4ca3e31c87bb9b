"""A desk's own files over the shipped ones."""

import json

import pytest

from monitor.model.rulebook import Alias
from monitor.rules import merge, registry
from monitor.rules.documents import Document, Fault
from tests.support import rules as world

SHIPPED = """schema_version: 1
actors:
  - id: front
    name: River Front
    kind: nonstate_group
    aliases: {en: [RF]}
    hosted_by: {state: EC}
  - {id: other, name: Other, kind: civilians}
"""


def desk(entry: str) -> str:
    """A desk's file with one entry."""
    return f"schema_version: 1\nactors:\n  - {entry}\n"


def test_a_second_definition_needs_to_be_meant() -> None:
    """A repeated id is an error that names the first place."""
    assert world.complaints(SHIPPED, desk("{id: front, name: Front, kind: civilians}")) == [
        "desk/b.yaml:3:10: actor 'front' is defined twice, first at desk/a.yaml:3:5; say 'override: replace | append | disable' if you mean it [duplicate-id]"
    ]


def test_replace_puts_the_new_in_place_of_the_old() -> None:
    """Nothing of the old entry remains, and its place in the order does."""
    book = world.rulebook(SHIPPED, desk("{id: front, override: replace, name: Front, kind: civilians}"))
    assert [(actor.id, actor.name, actor.aliases, actor.hosted_by) for actor in book.actors] == [
        ("front", "Front", (), None),
        ("other", "Other", (), None),
    ]


def test_append_adds_to_lists_and_replaces_the_rest() -> None:
    """Lists grow, mappings merge, single values are replaced, and what isn't said stays."""
    book = world.rulebook(
        SHIPPED,
        desk(
            "{id: front, override: append, name: The Front, aliases: {en: [FR], es: [FDR]}, hosted_by: {according_to: PE}}"
        ),
    )
    front = book.actors[0]
    assert (front.name, front.kind, front.hosted_by, front.hosted_according_to) == (
        "The Front",
        "nonstate_group",
        "EC",
        "PE",
    )
    assert front.aliases == (
        Alias(text="RF", language="en"),
        Alias(text="FR", language="en"),
        Alias(text="FDR", language="es"),
    )


def test_disable_takes_an_entry_away() -> None:
    """A disabled entry is gone, and who still refers to it is told."""
    assert [actor.id for actor in world.rulebook(SHIPPED, desk("{id: front, override: disable}")).actors] == ["other"]
    child = desk("{id: child, name: Child, kind: nonstate_group, parent: front}")
    assert world.complaints(SHIPPED, child, desk("{id: front, override: disable}")) == [
        "desk/b.yaml:3:60: there is no actor 'front' [dangling-reference]"
    ]


def test_an_override_of_nothing_is_told() -> None:
    """The nearest name is offered."""
    assert world.complaints(SHIPPED, desk("{id: frnt, override: disable}")) == [
        "desk/b.yaml:3:26: there is no actor 'frnt' to disable (did you mean 'front'?) [override]"
    ]


def test_an_override_has_three_values() -> None:
    """Anything else is told with the nearest of them."""
    assert world.complaints(SHIPPED, desk("{id: front, override: replaces}")) == [
        "desk/b.yaml:3:27: override: 'replaces' is not one of replace, append, disable (did you mean 'replace'?) [override]"
    ]


def test_a_mistake_in_an_appended_part_is_told_where_it_was_written() -> None:
    """After merging, each part still knows its file: an old one's mistake is the old file's, a new one's the new file's."""
    found = world.complaints(
        "schema_version: 1\nactors: [{id: front, name: F, kind: civilians, aliases: [{text: a, framing: XX}]}]\n",
        desk("{id: front, override: append, aliases: [{text: b, framing: YY}], state: ZZ, colour: red}"),
    )
    assert [line.partition(": ")[0] for line in found] == [
        "desk/a.yaml:2:77", "desk/b.yaml:3:64", "desk/b.yaml:3:77", "desk/b.yaml:3:81",
    ]  # fmt: skip


def test_an_appended_value_that_is_replaced_again_is_told_where_it_was_written_last() -> None:
    """Three files, each over the one before: the last word has the blame."""
    found = world.complaints(
        SHIPPED,
        desk("{id: front, override: append, hosted_by: {state: XX}}"),
        desk("{id: front, override: append, hosted_by: {state: YY}}"),
    )
    assert found == ["desk/c.yaml:3:54: there is no country 'YY' [dangling-reference]"]


def test_what_an_override_makes_wrong_as_a_whole_is_told_where_it_is_written() -> None:
    """The shipped entry was fine by itself: whoever wrote the change finds the complaint beside it."""
    ours = "schema_version: 1\nindicators:\n  - id: answered\n    override: append\n    tiers: [{suffix: b, weight: -12}]\n"
    drafts, _ = merge.merge([world.document(TIERS), world.document(ours, "desk/b.yaml")], registry.SECTIONS)
    (answered,) = drafts["indicators"]
    for trail in ((), ("tiers", 1)):
        told = answered.problem(Fault(trail, "weight -12 goes against the direction up", ""))
        assert (told.path, told.line) == ("desk/b.yaml", 5)


TIERS = """schema_version: 1
indicators:
  - id: answered
    code: I20
    title: Answered
    kind: sequence
    relation: answer
    of: [{type: force_state, by: A, on: B}, {type: force_state, by: B, on: A}]
    tiers:
      - {suffix: a, within: 48h, weight: 14, half_life: 14d}
      - {suffix: b, within: 96h, weight: 10, half_life: 14d}
    says: "{B} answered {A}"
"""


def test_one_weight_is_changed_by_the_name_of_its_tier() -> None:
    """The tier of that suffix changes in what is said of it; one of a new suffix is added; a mistake is told where it was written."""
    ours = "schema_version: 1\nindicators:\n  - id: answered\n    override: append\n    tiers: [{suffix: b, weight: 12}, {suffix: c, within: 7d, weight: 6, half_life: 14d}]\n"
    drafts, problems = merge.merge([world.document(TIERS), world.document(ours, "desk/b.yaml")], registry.SECTIONS)
    (answered,) = drafts["indicators"]
    assert problems == ()
    assert answered.data["tiers"] == [
        {"suffix": "a", "within": "48h", "weight": 14, "half_life": "14d"},
        {"suffix": "b", "within": "96h", "weight": 12, "half_life": "14d"},
        {"suffix": "c", "within": "7d", "weight": 6, "half_life": "14d"},
    ]
    places = {
        trail: answered.problem(Fault(("tiers", *trail), "", ""))
        for trail in ((1, "weight"), (1, "within"), (2, "weight"))
    }
    assert {trail: (p.path, p.line) for trail, p in places.items()} == {
        (1, "weight"): ("desk/b.yaml", 5),
        (1, "within"): ("desk/a.yaml", 11),
        (2, "weight"): ("desk/b.yaml", 5),
    }


@pytest.mark.parametrize("name", [name for name, section in registry.SECTIONS.items() if section.key is not None])
def test_every_sort_of_entry_can_be_replaced_appended_to_and_disabled(name: str) -> None:
    """Whatever its section: the last file has its say."""
    section = registry.SECTIONS[name]

    def written(path: str, **fields: object) -> Document:
        entry: object = {**({str(section.key): "one"} if section.many or section.per_folder else {}), **fields}
        if section.named is not None:
            entry = {"one": dict(fields) if "override" in fields else fields[section.named]}
        return world.document(
            json.dumps({"schema_version": 1, name: [entry] if section.many and section.named is None else entry}), path
        )

    key = section.named or "notes"
    first = written("core/a.yaml", **{key: ["x"]})
    came: dict[str, object] = {}
    for override in merge.OVERRIDES:
        said = {} if override == "disable" else {key: ["y"]}
        drafts, problems = merge.merge([first, written("core/b.yaml", override=override, **said)], registry.SECTIONS)
        assert problems == ()
        came[override] = [draft.data[key] for draft in drafts[name]]
    assert came == {"replace": [["y"]], "append": [["x", "y"]], "disable": []}
