"""Single people whom no number counts: "soldier killed", "kill teacher and child", "B dies", "two constables and an officer".

Decides who they are. Doesn't decide what befell them, nor whom a number counts.
"""

from collections.abc import Sequence

from monitor.extraction.naming import ages, proper_names
from monitor.extraction.naming.people import felled, is_fallen, is_one_felled
from monitor.extraction.scenes.scene import AND, Scene
from monitor.extraction.words.vocabulary import Mark, Sign
from monitor.text.numbers import Number

_PERSON_REACH, _DYING_REACH, _FINAL_REACH = 5, 8, 14
"""Tokens between one person and "killed", the verb "dies", which may end the sentence, and a participle, which ends it in some languages."""
_NAME = 3
"""Words of a person's name: "S. Abi-Karim Khan"."""
_NOUN_ENDS = 2
"""Where the noun behind a number may end: that of a force's members, else of the first general word for people."""


def of(scene: Scene, mark: Mark, sign: Sign) -> list[Mark]:
    """The one or two people whom a word for the dead or hurt is about, where no number counts them."""
    return _persons(scene, mark, sign) or _fellow(scene, mark) or felled(scene, mark)


def _persons(scene: Scene, mark: Mark, sign: Sign) -> list[Mark]:
    """Single people without a number, as only words for one person say: "soldier killed", "kill teacher and child"."""
    if sign.form not in {"ed", "adjective", "verb", "before"}:
        return []
    people = scene.of("count", "person")
    if sign.form == "before":
        felled = scene.mark_at(mark.last)
        if felled is not None and scene.grammar.order == "vso" and is_one_felled(scene, felled):
            return [felled]  # "the killing of an A"
        people = [m for m in people if m.first >= mark.last]  # "the death of a fighter"
    agent = scene.mark_at(mark.last)
    if sign.form == "ed" and agent is not None and agent.has("role", "by"):
        people = [m for m in people if m.last <= mark.first]  # "killed by a sniper"
    reach = _DYING_REACH if sign.form == "adjective" else _PERSON_REACH
    if scene.grammar.adjective_before:
        reach = _FINAL_REACH  # there a participle ends the sentence
    near = [
        m
        for m in people
        if m is mark or 0 <= mark.first - m.last <= reach or 0 <= _ageless(scene, mark.last, m.first) <= 3
    ]
    before = [m for m in near if m.last <= mark.first]
    if scene.grammar.order == "sov" and before:
        near = before
    apposed = sign.form == "ed" and mark.first in scene.hard  # "officer N, killed by gunmen"
    apart = any(scene.broken(m.last - 1, mark.first) for m in near[-1:] if m.last <= mark.first)
    if not near or (apart and not apposed):
        return []
    return _list_around(scene, near[-1], people, onward=sign.form == "verb")


def _list_around(scene: Scene, one: Mark, people: Sequence[Mark], *, onward: bool) -> list[Mark]:
    """All who are named in one breath with somebody: before him, and behind where a verb has them for its objects."""
    listed = [one]
    for before in reversed([m for m in people if m.last <= one.first]):
        if not _is_joined(scene, _past_name(scene, before.last), listed[0].first):
            break
        listed.insert(0, before)
    for beside in people if onward else ():
        if beside.first >= listed[-1].last and _is_joined(scene, listed[-1].last, beside.first):
            listed.append(beside)
    return listed


def ends_in(scene: Scene, one: Mark, numbers: Sequence[Number]) -> Number | None:
    """ "Kills a teacher, her husband and three children": the number that a list of single people ends in."""
    return next((n for n in numbers if n.first >= one.last and _is_joined(scene, one.last, n.first)), None)


def _fellow(scene: Scene, mark: Mark) -> list[Mark]:
    """Who is told by his age alone; "A killed by B's guards": a headline's adjective that means one of A's people, in -s several."""
    aged = [one for one in ages.told_by_age(scene) if abs(mark.first - one.first) <= _DYING_REACH]
    if aged:
        return aged[:1]
    one = scene.mark_before(mark.first) if scene.title else None
    if one is None or not any(name.what == "demonym" for name in one.names):
        return []
    several = scene.passage.folded.tokens[one.last - 1].endswith("s")
    return [one] if not several and is_fallen(scene, one, mark) else []


def beside(scene: Scene, number: Number) -> Mark | None:
    """ "An officer, two constables killed": one more, named without a number right before those who are counted."""
    people = [mark for mark in scene.of("count", "person") if not _is_numbered(scene, mark)]
    if not people:
        return None
    before = next((m for m in reversed(people) if m.last <= number.first), None)
    if before is not None and _is_joined(scene, _past_name(scene, before.last), number.first):
        return before
    behind = next((m for m in people if m.first > number.last), None)
    ends = [_end_of_counted(scene, number), *(m.last for m in scene.of("party") if m.first >= number.last)][:_NOUN_ENDS]
    joined = behind is not None and any(end and _is_joined(scene, end, behind.first) for end in ends)
    return behind if joined else None


def _end_of_counted(scene: Scene, number: Number) -> int | None:
    """ "Two R men and a woman": the token behind the members of a force that is named."""
    force = scene.mark_at(number.last)
    if force is None or not any(name.what == "actor" for name in force.names):
        return None
    return force.last if scene.mark_at(force.last) is not None else force.last + 1


def _is_numbered(scene: Scene, person: Mark) -> bool:
    """ "Three A soldier": languages that write the singular behind a number have counted him."""
    return any(0 <= person.first - n.last <= 1 and not scene.broken(n.last - 1, person.first) for n in scene.numbers)


def _is_joined(scene: Scene, end: int, start: int) -> bool:
    """Whether nothing but "and", a comma, an article or an adjective of a state stands between two tokens; "and" may begin the second."""
    between = [mark for mark in scene.marks if end <= mark.first and mark.last <= start]
    if scene.grammar.order == "vso" and scene.passage.folded.tokens[start].startswith(AND):
        return all(mark.names for mark in between) and sum(m.last - m.first for m in between) == start - end
    if end == start:
        return scene.passage.folded.gap(start) == ", "
    if len(between) == 1 and between[0].has("role", "det") and between[0].first == end and between[0].last == start:
        return scene.passage.folded.gap(end) == ", "  # ", his wife"
    joint = bool(between) and between[0].has("role", "and") and between[0].first == end and between[-1].last == start
    return joint and all(mark.has("role", "and", "det") or mark.has("party") or mark.names for mark in between)


def _past_name(scene: Scene, at: int) -> int:
    """ "Cameraman S A, reporter M I and an official": where the name of somebody ends, told by its capitals."""
    end = at
    while end < scene.last and end - at < _NAME and end not in scene.hard and proper_names.begins_with(scene, end):
        end += 1
    return end


def _ageless(scene: Scene, start: int, end: int) -> int:
    """Tokens from one to another, those of an age between them not counted: "kills a 17-year-old girl"."""
    units = (scene.mark_at(number.last) for number in scene.numbers if start <= number.first and number.last < end)
    ages = [unit for unit in units if unit is not None and unit.has("count", "unit")]
    return end - start - sum(age.last - age.first + 1 for age in ages)
