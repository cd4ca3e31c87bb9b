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
_DOING = frozenset({"by", "from"})
"""Relations of whoever did it."""


def of(scene: Scene, mark: Mark, sign: Sign) -> list[Mark]:
    """The one or two people whom a word for the dead or hurt is about, where no number counts them."""
    return _persons(scene, mark, sign) or _fellow(scene, mark) or felled(scene, mark)


def apart(scene: Scene, mark: Mark, sign: Sign, before: Mark) -> list[Mark]:
    """ "Three gunmen killed, sergeant N dead": one more, in a clause of his own, right before a word that says so of him."""
    if scene.grammar.order != "svo" or sign.form not in {"ed", "adjective"}:
        return []
    people = [one for one in scene.of("count", "person") if before.last <= one.first and one.last <= mark.first]
    near = [
        one for one in people if mark.first - _past_name(scene, one.last) <= 0 and scene.broken(before.first, one.first)
    ]
    told = scene.passage.folded.tokens[scene.first : before.first]
    return [one for one in near[-1:] if scene.passage.folded.tokens[one.last - 1] not in told]  # "the guard died later"


def _is_doer(scene: Scene, person: Mark) -> bool:
    """ "Killed by a sniper"."""
    return scene.cue(person.first, person.last) in _DOING


def _persons(scene: Scene, mark: Mark, sign: Sign) -> list[Mark]:
    """Single people without a number, as only words for one person say: "soldier killed", "kill teacher and child"."""
    if sign.form not in {"ed", "adjective", "verb", "before"}:
        return []
    fallen = scene.mark_at(mark.last) if sign.form == "before" and scene.grammar.order == "vso" else None
    if fallen is not None and is_one_felled(scene, fallen):
        return [fallen]  # "the killing of an A"
    people = [m for m in _people(scene, mark, sign) if m.last <= mark.first or not _is_doer(scene, m)]
    reach = _DYING_REACH if sign.form == "adjective" else _PERSON_REACH
    if scene.grammar.adjective_before:
        reach = _FINAL_REACH  # there a participle ends the sentence
    near = [
        m
        for m in people
        if m is mark or 0 <= mark.first - m.last <= reach or 0 <= _ageless(scene, mark.last, m.first) <= 3
    ]
    before = [m for m in near if m.last <= mark.first]
    if before and (scene.grammar.order == "sov" or any(_is_of_next(scene, mark, m) for m in near)):
        near = before
    apposed = sign.form == "ed" and mark.first in scene.hard  # "officer N, killed by gunmen"
    apart = any(scene.broken(m.last - 1, mark.first) for m in near[-1:] if m.last <= mark.first)
    if not near or (apart and not apposed):
        return []
    return _list_around(scene, near[-1], people, onward=sign.form == "verb")


def _people(scene: Scene, mark: Mark, sign: Sign) -> Sequence[Mark]:
    """Whom the word can be about: before it, behind it, or on either side."""
    people = scene.of("count", "person")
    if ("count", "more") in scene.senses:
        people = sorted([*people, *_unnamed(scene, mark)], key=lambda one: one.first)
    behind = scene.mark_at(mark.last)
    if sign.form == "before":
        return [m for m in people if m.first >= mark.last]  # "the death of a fighter"
    if sign.form == "ed" and behind is not None and behind.has("role", "by"):
        return [m for m in people if m.last <= mark.first]  # "killed by a sniper"
    return people


def _unnamed(scene: Scene, mark: Mark) -> list[Mark]:
    """ "Policeman killed, another injured": whom nothing but that word names."""
    before = scene.mark_before(mark.first) if scene.grammar.order != "vso" else scene.mark_at(mark.last)
    if before is not None and before.has("role", "be"):
        before = scene.mark_before(before.first)
    return [before] if before is not None and ("count", "one") in before.word.forms else []


def _is_of_next(scene: Scene, mark: Mark, person: Mark) -> bool:
    """ "A killed, civilian injured": whom a comma sets off behind what befell another."""
    return person.first >= mark.last and scene.broken(mark.last - 1, person.first)


def are_two(person: Mark) -> bool:
    """ "Couple", "twins", "brothers"."""
    return ("count", "pair") in person.word.forms


def _list_around(scene: Scene, one: Mark, people: Sequence[Mark], *, onward: bool) -> list[Mark]:
    """All who are named in one breath with somebody: before him, and behind where a verb has them for its objects."""
    listed = [one]
    for before in reversed([m for m in people if m.last <= one.first]):
        joined = _is_joined(scene, _past_name(scene, before.last), listed[0].first)
        if not joined or (not onward and _is_object(scene, before)):
            break
        listed.insert(0, before)
    for beside in people if onward else ():
        if beside.first >= listed[-1].last and _is_joined(scene, _past_name(scene, listed[-1].last), beside.first):
            if _has_own(scene, beside):
                break
            listed.append(beside)
    return listed


def _is_object(scene: Scene, person: Mark) -> bool:
    """ "Kills an A officer, constable hurt": whom a verb befalls that stands before him and what describes him."""
    verb = scene.mark_before(person.first)
    while verb is not None and (verb.names or verb.has("party") or verb.has("role", "det")) and not verb.has("count"):
        verb = scene.mark_before(verb.first)
    return verb is not None and any(sign.group == "count" and sign.form == "verb" for sign in verb.signs)


def _has_own_before(scene: Scene, person: Mark) -> bool:
    """ "Fell a guard, two civilians hurt": of whom the word before says what befell him."""
    verb = scene.mark_before(person.first)
    return verb is not None and verb.has("count", "killed", "injured")


def _has_own(scene: Scene, person: Mark) -> bool:
    """ "Kills an officer, constable hurt": of whom the next word says what befell him."""
    behind = scene.mark_at(person.last)
    return behind is not None and any(s.group == "count" and s.form in {"ed", "adjective"} for s in behind.signs)


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


def beside(scene: Scene, number: Number, befell: Mark) -> Mark | None:
    """ "An officer, two constables killed": one more, named without a number right before those who are counted."""
    people = [mark for mark in scene.of("count", "person") if not _is_numbered(scene, mark)]
    if not people:
        return None
    before = next((m for m in reversed(people) if m.last <= number.first), None)
    told = before is not None and number.last <= befell.first and _has_own_before(scene, before)
    if before is not None and not told and _is_joined(scene, _past_name(scene, before.last), number.first):
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
    if scene.passage.folded.gap(end) == ", " and _describes(between, start - end):
        return True
    if len(between) == 1 and between[0].has("role", "det") and between[0].first == end and between[0].last == start:
        return scene.passage.folded.gap(end) == ", "  # ", his wife"
    joint = bool(between) and between[0].has("role", "and") and between[0].first == end and between[-1].last == start
    return joint and all(mark.has("role", "and", "det") or mark.has("party") or mark.names for mark in between)


def _describes(between: Sequence[Mark], tokens: int) -> bool:
    """ "A's sergeant, B's ranger", "jawan, army porter": adjectives and forces alone, up to the next person."""
    if not between or sum(mark.last - mark.first for mark in between) != tokens:
        return False
    return all(mark.names or (mark.has("party") and not mark.has("count")) for mark in between)


def _past_name(scene: Scene, at: int) -> int:
    """ "Cameraman S A, reporter M I and an official": where the name of somebody, or how old he is, ends."""
    end = at
    age = next((n for n in scene.numbers if n.first == at and n.digits), None)
    if age is not None and ages.is_age(scene, age):
        return age.last  # "grandmother, 83, and her grandson"
    while end < scene.last and end - at < _NAME and end not in scene.hard and proper_names.begins_with(scene, end):
        end += 1
    return end


def _ageless(scene: Scene, start: int, end: int) -> int:
    """Tokens from one to another, those of an age between them not counted: "kills a 17-year-old girl"."""
    units = (scene.mark_at(number.last) for number in scene.numbers if start <= number.first and number.last < end)
    ages = [unit for unit in units if unit is not None and unit.has("count", "unit")]
    return end - start - sum(age.last - age.first + 1 for age in ages)
