"""How old somebody is: "man of 60", "villager, 63", "a 60-year-old dies", "B de 63 anos".

Decides which numbers are ages, and who is told by his age alone. Doesn't decide what befell them.
"""

from monitor.extraction.naming import proper_names
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark
from monitor.text.numbers import Number

_YEAR_OLD = 2
"""Words of a unit that makes a noun of an age: "year-old"."""
_FULL_NAME = 2
"""Words of a name and a surname."""
_OLDEST = 115
"""Nobody in the news is older; a larger number counts."""


def is_age(scene: Scene, number: Number) -> bool:
    """ "N, 27, died", "villager, 63", "guard (27)", "man of 60": figures that commas set off behind a name, or that say of one person how old he is."""
    if not number.digits or not scene.first < number.first or number.count.best > _OLDEST:
        return False
    folded = scene.passage.folded
    if folded.gap(number.first) == " (":
        return _is_in_brackets(scene, number)
    comma = folded.gap(number.first).startswith((",", ".,"))
    ends = number.last >= scene.last
    if comma and not ends and folded.gap(number.last).startswith(","):
        return True
    person = scene.mark_before(number.first)
    if person is None or person.has("role", "be"):
        return _is_of_pronoun(scene, number)
    if comma:
        return ends and person.last == number.first and person.has("count", "person")
    return person.has("role", "of") and person.last == number.first and _is_of_one(scene, person)


def _is_in_brackets(scene: Scene, number: Number) -> bool:
    """ "Guard (27)", "N M (40)": figures alone between brackets, right behind a word for one person or a full name. "C (8) and D (7)" are places."""
    if number.last >= len(scene.passage.folded.tokens) or not scene.passage.folded.gap(number.last).startswith(")"):
        return False
    person = scene.mark_before(number.first)
    if person is not None and person.last == number.first:
        return person.has("count", "person")
    name = range(number.first - _FULL_NAME, number.first)
    return (
        name[0] >= scene.first and name[1] not in scene.hard and all(proper_names.begins_with(scene, at) for at in name)
    )


def _is_of_pronoun(scene: Scene, number: Number) -> bool:
    """ "He was 19", "she was only 20": figures that end what is said of somebody."""
    be = next((m for m in (scene.mark_before(number.first), scene.mark_before(number.first - 1)) if m), None)
    if be is None or not be.has("role", "be") or not (number.last in scene.hard or number.last >= scene.last):
        return False
    who = scene.mark_before(be.first)
    return who is not None and ("role", "pronoun") in who.word.forms


def _is_of_one(scene: Scene, relation: Mark) -> bool:
    one = scene.mark_before(relation.first)
    return one is not None and one.last == relation.first and one.has("count", "person")


def told_by_age(scene: Scene) -> list[Mark]:
    """ "A 60-year-old dies", "a B de 63 anos": the marks of those of whom no word says that they are people."""
    named = [Mark(n.first, n.last, (), ()) for n in scene.numbers if _is_set_off(scene, n)]
    return named or [mark for mark in scene.marks if is_nameless(scene, mark) or is_fellow(scene, mark)]


def _is_set_off(scene: Scene, number: Number) -> bool:
    """ "N, 15, shot dead", "N, 12 years, killed": how old somebody is, between commas, of whom no more than a name is told."""
    if not number.digits or number.first not in scene.hard or scene.mark_before(number.first) is not None:
        return False
    unit = scene.mark_at(number.last)
    if unit is not None and unit.has("count", "unit") and unit.last in scene.hard:
        return 0 < number.count.best <= _OLDEST and scene.passage.folded.gap(number.first) == ", "
    return number.last in scene.hard and is_age(scene, number)


def is_nameless(scene: Scene, mark: Mark) -> bool:
    """ "A 60-year-old" with nobody behind it."""
    if not mark.has("count", "unit") or mark.last - mark.first < _YEAR_OLD:
        return False
    behind = scene.mark_at(mark.last)
    told = behind is not None and (behind.has("party") or behind.has("count", "person") or bool(behind.names))
    return not told and any(number.digits and number.last == mark.first for number in scene.numbers)


def is_fellow(scene: Scene, mark: Mark) -> bool:
    """ "B de 63 anos": a state's adjective with an age behind it means one of its people."""
    if not any(name.what == "demonym" for name in mark.names):
        return False
    relation = scene.mark_at(mark.last)
    if relation is None or not relation.has("role", "of"):
        return False
    age = next((number for number in scene.numbers if number.first == relation.last and number.digits), None)
    unit = scene.mark_at(age.last) if age is not None else None
    return unit is not None and unit.has("count", "unit")
