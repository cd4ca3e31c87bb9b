"""Single people whom no number counts: "soldier killed", "kill teacher and child", "B dies", "two constables and an officer".

Decides who they are. Doesn't decide what befell them, nor whom a number counts.
"""

from collections.abc import Sequence

from monitor.extraction.counting import breaths
from monitor.extraction.naming import ages, proper_names
from monitor.extraction.naming.people import felled, is_fallen, is_one_felled
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark, Sign
from monitor.text.numbers import Number

_PERSON_REACH, _DYING_REACH, _FINAL_REACH = 5, 8, 14
"""Tokens between one person and "killed", the verb "dies", which may end the sentence, and a participle, which ends it in some languages."""
_DESCRIBING = 1
"""Words between a noun and whom it befell: "the murder (of) an A policeman"."""
_FULL_NAME = 2
_HAVING = ("be", "have", "infinitive")
_DOING = frozenset({"by", "from"})
"""Relations of whoever did it."""


def of(scene: Scene, mark: Mark, sign: Sign) -> list[Mark]:
    """The one or two people whom a word for the dead or hurt is about, where no number counts them."""
    if ("count", "unit") in scene.senses and _is_of_beasts(scene, mark):
        return []
    told = _persons(scene, mark, sign) or _fellow(scene, mark) or felled(scene, mark)
    if told or sign.form not in {"ed", "adjective"} or scene.grammar.order != "svo":
        return told
    several = breaths.names_of_several(scene, mark)
    name = None if several or scene.numbers else _named(scene, mark)
    return [name] if name is not None else several


def _is_of_beasts(scene: Scene, mark: Mark) -> bool:
    """ "A villager hurt and livestock killed", "killed 20 cows": whether no more than beasts stand beside what befell them."""
    before, behind = scene.mark_before(mark.first), scene.mark_at(mark.last)
    if before is not None and before.has("role", "be") and before.first > scene.first:
        before = scene.mark_before(before.first)
    tied = before is not None and ("count", "beasts") in before.word.forms
    return tied or (behind is not None and ("count", "beasts") in behind.word.forms and scene.grammar.order == "svo")


def are_behind(scene: Scene, mark: Mark, sign: Sign) -> bool:
    """ "Hundreds mourn a guard", "crowd of 300 at the funeral of a soldier": whether those it is about stand behind it, so that a number before counts others."""
    if scene.grammar.order != "svo":
        return False
    behind = (one for one in of(scene, mark, sign) if one.first >= mark.last)
    return any(not scene.broken(mark.last - 1, one.first) for one in behind)


def is_struck_behind(scene: Scene, mark: Mark) -> bool:
    """ "30 rebels attacked a post and killed a guard": one person behind a verb that might be passive, who is its object."""
    if scene.grammar.order != "svo" or mark.last in scene.hard:
        return False
    article = scene.mark_at(mark.last)
    if article is None or ("role", "one") not in article.word.forms:
        return False
    behind = (one for one in scene.of("count", "person") if 0 <= one.first - article.last <= _DESCRIBING + 1)
    one = next(behind, None)
    return one is not None and not breaths.speaks(scene, one)


def apart(scene: Scene, mark: Mark, sign: Sign, before: Mark) -> list[Mark]:
    """ "Three gunmen killed, sergeant N dead": one more, in a clause of his own, right before a word that says so of him."""
    if scene.grammar.order != "svo" or sign.form not in {"ed", "adjective"}:
        return []
    nameless = _unnamed(scene, mark) if ("count", "more") in scene.senses else []
    if nameless and (nameless[0].first in scene.hard or _opens_clause(scene, nameless[0])):
        return nameless  # "one shot in the leg, another grazed", "two killed on the spot while another died later"
    people = [one for one in scene.of("count", "person") if before.last <= one.first and one.last <= mark.first]
    too = scene.mark_before(mark.first)
    start = too.first if too is not None and too.has("count", "more") else mark.first  # "a driver also died"
    near = [
        one
        for one in people
        if start - breaths.past_name(scene, one.last) <= 0 and scene.broken(before.first, one.first)
    ]
    told = scene.passage.folded.tokens[scene.first : before.first]
    return [one for one in near[-1:] if scene.passage.folded.tokens[one.last - 1] not in told]  # "the guard died later"


def _opens_clause(scene: Scene, one: Mark) -> bool:
    joint = scene.mark_before(one.first)
    return joint is not None and joint.last == one.first and joint.has("role", "and", "while")


def _is_doer(scene: Scene, person: Mark) -> bool:
    """ "Killed by a sniper"."""
    return scene.cue(person.first, person.last) in _DOING


def _is_whose(mark: Mark, sign: Sign, person: Mark) -> bool:
    """ "The murder (of) a policeman": right behind such a noun a case that may also say by whom says whose it was."""
    return sign.form == "before" and ("role", "own") in person.word.forms and person.first - mark.last <= _DESCRIBING


def _persons(scene: Scene, mark: Mark, sign: Sign) -> list[Mark]:
    """Single people without a number, as only words for one person say: "soldier killed", "kill teacher and child"."""
    if sign.form not in {"ed", "adjective", "verb", "before"}:
        return []
    fallen = scene.mark_at(mark.last) if sign.form == "before" and scene.grammar.order == "vso" else None
    if fallen is not None and is_one_felled(scene, fallen):
        return [fallen]  # "the killing of an A"
    people = [
        m
        for m in _people(scene, mark, sign)
        if m.last <= mark.first or _is_whose(mark, sign, m) or not _is_doer(scene, m)
    ]
    reach = _DYING_REACH if sign.form == "adjective" else _PERSON_REACH
    if scene.grammar.adjective_before:
        reach = _FINAL_REACH  # there a participle ends the sentence
    near = [
        m
        for m in people
        if m is mark
        or 0 <= mark.first - m.last <= reach
        or (0 <= _ageless(scene, mark.last, m.first) <= 3 and not _is_past_another(scene, mark, m))
    ]
    if not near and people and sign.form in {"ed", "adjective"} and _is_told_second(scene, mark):
        near = [m for m in people if 0 <= mark.first - m.last <= _FINAL_REACH]
        return near if len(near) == 1 else []
    before = [m for m in near if m.last <= mark.first]
    if before and (scene.grammar.order == "sov" or any(_is_of_next(scene, mark, m) for m in near)):
        near = before
    apposed = sign.form in {"ed", "adjective"} and mark.first in scene.hard  # "officer N, killed by gunmen"
    apposed = apposed or _goes_on(scene, mark)
    apart = any(scene.broken(m.last - 1, mark.first) for m in near[-1:] if m.last <= mark.first)
    if not near or (apart and not apposed):
        return []
    active = sign.form == "verb" or (near[-1].first >= mark.last and scene.grammar.order == "svo")
    return _list_around(scene, near[-1], people, verb=mark, onward=active)


def _is_told_second(scene: Scene, mark: Mark) -> bool:
    """ "Guard steps on a mine at D and is injured", ", injured": the second thing that is said of the one who heads the sentence."""
    if mark.first in scene.hard:
        return mark.last >= scene.last
    having = scene.mark_before(mark.first)
    joint = scene.mark_before(having.first) if having is not None and having.has("role", "be") else None
    return joint is not None and having is not None and joint.last == having.first and joint.has("role", "and")


def _is_past_another(scene: Scene, mark: Mark, person: Mark) -> bool:
    """ "Kills a driver, wounds his wife": of whom a verb nearer to him says what befell him."""
    others = scene.of("count", "killed", "injured")
    return any(mark.last <= other.first < person.first for other in others)


def _goes_on(scene: Scene, mark: Mark) -> bool:
    """ "Officer N, shot at D, has died", "guard, 27, dies": a verb that goes on with whoever stands before the commas."""
    if any(number.last == mark.first and ages.is_age(scene, number) for number in scene.numbers):
        return True
    having = scene.mark_before(mark.first)
    return having is not None and having.first in scene.hard and having.has("role", *_HAVING)


def _people(scene: Scene, mark: Mark, sign: Sign) -> Sequence[Mark]:
    """Whom the word can be about: before it, behind it, or on either side."""
    people = scene.of("count", "person")
    if ("count", "more") in scene.senses:
        people = sorted([*people, *_unnamed(scene, mark)], key=lambda one: one.first)
    behind = scene.mark_at(mark.last)
    if sign.form == "before":
        after = [m for m in people if m.first >= mark.last]  # "the death of a fighter"
        undergone = not after and scene.grammar.order == "vso" and behind is not None and behind.has("role", "by", "in")
        return after if not undergone else [m for m in people if m.last <= mark.first]
    if sign.form == "ed" and behind is not None and (behind.has("role", "by", "and") or behind.has("count", "with")):
        before = [m for m in people if m.last <= mark.first]  # "killed by a sniper", "soldier killed and officer hurt"
        if behind.has("role", "by") or behind.has("count", "with") or (before and _is_subject(scene, before[-1], mark)):
            return before
    return people


def _is_subject(scene: Scene, person: Mark, mark: Mark) -> bool:
    """ "Soldier killed and ...", "patrolman N M was killed and ...": whether nothing but his name and "was" stands between."""
    start = breaths.before_be(scene, mark)
    return person.last == start or breaths.past_name(scene, person.last) == start


def _unnamed(scene: Scene, mark: Mark) -> list[Mark]:
    """ "Policeman killed, another injured", "killing one and wounding another": whom nothing but that word names."""
    if scene.grammar.order == "svo" and any(sign.group == "count" and sign.form == "verb" for sign in mark.signs):
        behind = scene.mark_at(mark.last)
        return [behind] if behind is not None and _is_nobody_else(scene, behind) else []
    before = scene.mark_before(mark.first) if scene.grammar.order != "vso" else scene.mark_at(mark.last)
    if before is None and scene.grammar.order == "svo" and not scene.broken(mark.first - 1, mark.first):
        before = scene.mark_before(mark.first - 1)  # "the third gravely wounded"
    while before is not None and before.has("role", *_HAVING) and before.first > scene.first:
        before = scene.mark_before(before.first)
    return [before] if before is not None and ("count", "one") in before.word.forms else []


def _is_nobody_else(scene: Scene, mark: Mark) -> bool:
    """ "Another" with no noun behind it."""
    if ("count", "one") not in mark.word.forms:
        return False
    return mark.last >= scene.last or mark.last in scene.hard or mark.last in scene.soft or _is_short(scene, mark.last)


def _is_short(scene: Scene, token: int) -> bool:
    behind = scene.mark_at(token)
    return behind is not None and (behind.has("role") or behind.has("time")) and not behind.has("party")


def _is_of_next(scene: Scene, mark: Mark, person: Mark) -> bool:
    """ "A killed, civilian injured": whom a comma sets off behind what befell another."""
    return person.first >= mark.last and scene.broken(mark.last - 1, person.first)


def are_two(person: Mark) -> bool:
    """ "Couple", "twins", "brothers"."""
    return ("count", "pair") in person.word.forms


def _list_around(scene: Scene, one: Mark, people: Sequence[Mark], *, verb: Mark, onward: bool) -> list[Mark]:
    """All who are named in one breath with somebody: before him, and behind where a verb has them for its objects."""
    listed = [one]
    for before in reversed([m for m in people if m.last <= one.first]):
        joined = breaths.is_joined(
            scene, breaths.past_name(scene, before.last), listed[0].first
        ) and not breaths.is_apposed(scene, before.last, listed)
        if not joined or (
            not onward and (_is_object(scene, before, but=verb) or _has_own_before(scene, before, but=verb))
        ):
            break
        listed.insert(0, before)
    named = _named_before(scene, listed[0])
    if named is not None:
        listed.insert(0, named)
    return listed[:-1] + onward_from(scene, listed[-1], people) if onward else listed


def onward_from(scene: Scene, one: Mark, people: Sequence[Mark]) -> list[Mark]:
    """Somebody, and all who are named in one breath behind him."""
    listed = [one]
    for beside in people:
        if beside.first >= listed[-1].last and breaths.is_joined(
            scene, breaths.past_name(scene, listed[-1].last), beside.first
        ):
            if _has_own(scene, beside) or breaths.speaks(scene, beside):
                break
            listed.append(beside)
    return listed


def _named_before(scene: Scene, person: Mark) -> Mark | None:
    """ "N and her grandmother": one more, of whom only his name is told, before "and" and whose kin the next is."""
    whose = scene.mark_before(person.first)
    if whose is None or not whose.has("role", "det") or ("role", "one") in whose.word.forms:
        return None
    joint = scene.mark_before(whose.first)
    if joint is None or not joint.has("role", "and") or joint.first == scene.first:
        return None
    name = joint.first - 1
    if scene.mark_before(joint.first) is not None or not proper_names.begins_with(scene, name):
        return None
    return Mark(name, joint.first, (), ())


def _named(scene: Scene, mark: Mark) -> Mark | None:
    """ "N M killed in D": somebody of whom a headline tells no more than his name, right before what befell him."""
    if not scene.title:
        return None
    first = proper_names.begins_at(scene, mark.first)
    return Mark(first, mark.first, (), ()) if mark.first - first >= _FULL_NAME else None


def _is_object(scene: Scene, person: Mark, *, but: Mark) -> bool:
    """ "Kills an A officer, constable hurt": whom a verb befalls that stands before him and what describes him."""
    verb = scene.mark_before(person.first)
    while verb is not None and (verb.names or verb.has("party") or verb.has("role", "det")) and not verb.has("count"):
        verb = scene.mark_before(verb.first)
    if verb is None or verb is but:
        return False
    return any(sign.group == "count" and sign.form == "verb" for sign in verb.signs)


def _has_own_before(scene: Scene, person: Mark, *, but: Mark | None = None) -> bool:
    """ "Fell a guard, two civilians hurt": of whom the word before says what befell him."""
    verb = scene.mark_before(person.first)
    told = verb is not None and verb is not but and verb.has("count", "killed", "injured")
    return told and person.first not in scene.hard


def _has_own(scene: Scene, person: Mark) -> bool:
    """ "Kills an officer, constable hurt": of whom the next word says what befell him."""
    behind = scene.mark_at(person.last)
    return behind is not None and any(s.group == "count" and s.form in {"ed", "adjective"} for s in behind.signs)


def ends_in(scene: Scene, one: Mark, numbers: Sequence[Number]) -> Number | None:
    """ "Kills a teacher, her husband and three children": the number that a list of single people ends in."""
    return next((n for n in numbers if n.first >= one.last and breaths.is_joined(scene, one.last, n.first)), None)


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


def beside(scene: Scene, counted: Sequence[Number], befell: Mark) -> list[Mark]:
    """ "An officer, two constables and a driver killed": those who are named without a number in one list with those who are counted."""
    people = [mark for mark in scene.of("count", "person") if not breaths.is_numbered(scene, mark)]
    if not people:
        return []
    found: list[Mark] = []
    for number in counted:
        start, told = number.first, number.last <= befell.first
        for before in reversed([m for m in people if m.last <= number.first and m not in found]):
            if told and _has_own_before(scene, before):
                break
            if not breaths.is_joined(scene, breaths.past_name(scene, before.last), start):
                break
            found.append(before)
            start = before.first
        found += _behind_counted(scene, number, people)
    return found


def _behind_counted(scene: Scene, number: Number, people: Sequence[Mark]) -> list[Mark]:
    """Those behind the counted, of whom commas may also set off who one is: "one child, a shepherd, was killed"."""
    found: list[Mark] = []
    ends = _ends_of_counted(scene, number)
    for behind in [m for m in people if m.first > number.last]:
        if any(end and breaths.is_apposed(scene, end, [behind]) for end in ends) or breaths.speaks(scene, behind):
            break
        if not any(end and breaths.is_joined(scene, end, behind.first) for end in ends):
            break
        found.append(behind)
        ends = [behind.last, breaths.past_name(scene, behind.last)]
    return found


def _ends_of_counted(scene: Scene, number: Number) -> list[int | None]:
    """Where the noun of those who are counted may end: a single person, the adjective of a people, a force's members, the first general words for people."""
    people = scene.mark_at(number.last)
    told = people is not None and (people.has("count", "person") or any(n.what == "demonym" for n in people.names))
    whose = people.last if people is not None and told else None
    general = next((m for m in scene.of("party") if m.first >= number.last), None)
    while general is not None and (noun := scene.mark_at(general.last)) is not None and noun.has("party"):
        if breaths.opens_with_and(scene, noun):
            break
        general = noun  # "two army sergeants"
    return [whose, _end_of_counted(scene, number), general.last if general is not None else None]


def _end_of_counted(scene: Scene, number: Number) -> int | None:
    """ "Two R men and a woman": the token behind the members of a force that is named."""
    force = scene.mark_at(number.last)
    if force is None or not any(name.what == "actor" for name in force.names):
        return None
    return force.last if scene.mark_at(force.last) is not None else force.last + 1


def _ageless(scene: Scene, start: int, end: int) -> int:
    """Tokens from one to another, those of an age between them not counted: "kills a 17-year-old girl"."""
    units = (scene.mark_at(number.last) for number in scene.numbers if start <= number.first and number.last < end)
    ages = [unit for unit in units if unit is not None and unit.has("count", "unit")]
    return end - start - sum(age.last - age.first + 1 for age in ages)
