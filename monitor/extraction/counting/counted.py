"""Which numbers in a sentence count people, and people of which sort.

Decides that "three" counts soldiers and "article 5", "2019" or "three days" nobody. Doesn't decide what befell them.
"""

from collections.abc import Sequence

from monitor.extraction.naming import ages
from monitor.extraction.scenes.scene import BY, Scene
from monitor.extraction.words.vocabulary import STRUCK, Mark, Sign
from monitor.model.reports import PartyKind
from monitor.text.numbers import Number

_CALENDAR_YEARS = range(1900, 2101)
_BEARERS = {PartyKind.NONSTATE_GROUP: "militants", PartyKind.STATE_FORCES: "soldiers"}
"""What is counted of actors who bear arms and are named: "five A soldiers", "three of the R's"."""
_NOT_OF_PEOPLE = frozenset({"on", "in", "near"})
"""Relations that, right behind figures, say at what or where, where relations stand behind their nouns."""
_PLACED = frozenset(("role", value) for value in ("in", "at", "near", "inside"))
_AT = _PLACED | {("role", "on")}
_OPENS = frozenset({("role", "after"), ("role", "while")})
"""Words right behind a number of people that begin something else: "rises to 46 after clashes"."""
_OF_PEOPLE = ("killed", "injured", "missing", "person", "toll")
_WHERE_WHEN = ("in", "on", "at", "near", "after", "while")
_OF_WHOM = ("of", "det")
_OF_WHOM_FIRST = ("of", "det", "from")
"""Relations of the dead to those to whom they belonged; the second where verbs come first."""
_VERB_REACH = 1
"""Tokens between a verb and the number of whom it strikes: "at"."""
_RANGE = 1
"""Tokens between the two ends of a range: "28 to 35"."""
_LABELLED = 4
"""So many numbers in a row take their name from the word before the first: "articles 5, 6 and 7"."""


def people(scene: Scene, token: int, *, until: int | None = None) -> tuple[str, str]:
    """The sort of people that a number counts, from the first general word within four tokens and before ``until``."""
    for mark in scene.of("party"):
        if mark.first < token:
            continue
        if mark.first > token + 3 or scene.broken(token - 1, mark.first):
            break
        if mark.first > token and not scene.grammar.post and _is_where(scene, token, mark):
            break
        if (
            until is None
            or mark.first < until
            or until < token
            or (until == token and _are_so_described(scene, until, mark))
        ):
            sign = mark.word.party
            if sign is not None:
                return sign.value, sign.form
    named = (n.actor for n in scene.names if n.actor is not None and token <= n.first <= token + 1)
    actor = next(named, None)
    if actor is None and _counts_a_people(scene, token):
        return PartyKind.CIVILIANS, PartyKind.CIVILIANS
    return (actor.kind, _BEARERS[actor.kind]) if actor is not None and actor.kind in _BEARERS else ("", "")


def _are_so_described(scene: Scene, befell: int, noun: Mark) -> bool:
    """ "Six injured A soldiers", "four dead of A's army": people behind the word for what befell them, who don't tell it: "six dead police say"."""
    parts = _OF_WHOM_FIRST if scene.grammar.order == "vso" else _OF_WHOM
    covered = 0
    for mark in scene.marks:
        if befell < mark.first < noun.first:
            if not (mark.names or mark.has("role", *parts)):
                return False
            covered += mark.last - mark.first
    word, behind = scene.mark_at(befell), scene.mark_at(noun.last)
    tells = behind is not None and behind.has("role", "say")
    return word is not None and word.last + covered == noun.first and not tells


def _is_where(scene: Scene, token: int, noun: Mark) -> bool:
    """ "Kills nine in a D camp": a noun that says where they were, and not who."""
    for mark in scene.marks:
        if mark.first >= noun.first:
            return False
        if mark.first >= token and not _PLACED.isdisjoint(mark.senses):
            return True
    return False


def sort(scene: Scene, number: Number, *, until: int | None = None) -> tuple[str, str]:
    """The same of a number, which may itself, or right behind its noun, say whom it counts: "soldiers(dual)", "civilians two"."""
    noun = _own_noun(scene, number)
    sign = noun.word.party if noun is not None else None
    return (sign.value, sign.form) if sign is not None else people(scene, number.last, until=until)


def are_people(scene: Scene, number: Number) -> bool:
    """Whether a noun says whom a number counts: soldiers, "a grandmother"."""
    one = scene.mark_at(number.last)
    return bool(sort(scene, number)[0]) or (one is not None and one.has("count", "person"))


def may_be_people(scene: Scene, number: Number) -> bool:
    """The same, or a noun that nobody knows."""
    return scene.mark_at(number.last) is None or are_people(scene, number)


def are_of_a_people(scene: Scene, number: Number) -> bool:
    """ "Two As": whether no more than the adjective of a state says whom a number counts."""
    mark = scene.mark_at(number.last)
    told = mark is not None and any(name.what == "demonym" for name in mark.names)
    return told and mark is not None and not ((noun := scene.mark_at(mark.last)) is not None and noun.has("party"))


def subject(scene: Scene, before: list[Number]) -> Number:
    """ "25 soldiers who guard two town halls were hurt": of the numbers before a word the last, but not one of things that stands in what describes those
    whom another counts."""
    nearest = before[-1]
    if _is_bare(scene, nearest) or are_people(scene, nearest):
        return nearest
    whole = before[-2]
    joined = any(mark.has("role", "and") for mark in scene.of("role") if whole.last <= mark.first < nearest.first)
    apart = joined or scene.broken(whole.last - 1, nearest.first)
    return whole if not apart and are_people(scene, whole) else nearest


def _is_bare(scene: Scene, number: Number) -> bool:
    """Whether no noun stands right behind it."""
    behind = scene.mark_at(number.last)
    return behind is not None and bool(
        behind.names or behind.has("role") or behind.has("count", "killed", "injured", "missing")
    )


def _own_noun(scene: Scene, number: Number) -> Mark | None:
    """The noun that a dual is, or that a word for "two" strengthens where verbs come first."""
    own = scene.mark_at(number.first)
    if own is not None and own.last == number.last and own.word.party is not None:
        return own
    if number.digits or scene.grammar.order != "vso":
        return None
    noun = scene.mark_before(number.first)
    tied = noun is not None and noun.word.party is not None and noun.last == number.first
    counted = noun is not None and any(other.last == noun.first for other in scene.numbers)
    return noun if tied and not counted else None


def _counts_a_people(scene: Scene, token: int) -> bool:
    """ "Four As and seven Bs", "17 As, four of them children": people of a state, where no word says what they are and "and", a part of them or
    what befell them follows."""
    mark = scene.mark_at(token)
    if mark is None or not any(name.what == "demonym" for name in mark.names):
        return False
    if scene.broken(mark.last - 1, mark.last):
        return True
    behind = scene.mark_at(mark.last)
    return behind is not None and (
        behind.has("role", "and", "be") or behind.has("count", "killed", "injured", "subset")
    )


def _is_year(scene: Scene, number: Number) -> bool:
    """By the word before it, by nobody behind it, or, in "2022 died 100 soldiers", by a second number: there a year needs no "in"."""
    since = scene.mark_before(number.first)
    if number.first == scene.first and any(other.first > number.first for other in scene.numbers):
        return True
    dated = since is not None and since.has("role", "after", "in", "from", "to")
    return dated or not people(scene, number.last)[0]


def _ends(scene: Scene, number: Number) -> bool:
    """The second half of a verb that is written like "one" and ends its clause: "they-struck in D in, 35 people"."""
    mark = scene.mark_at(number.first) if not number.digits and number.last in scene.hard else None
    return mark is not None and any(sign.group == "role" and sign.form == "one" for sign in mark.signs)


def counts_people(scene: Scene, number: Number, *, said: bool = False) -> bool:
    """Whether a number counts people, as far as the words beside it tell; ``said``: "toll" stands before it ("to 23 rose" ends in a relation)."""
    if number.digits and number.count.best in _CALENDAR_YEARS and _is_year(scene, number):
        return False
    if _is_labelled(scene, number) or _is_within(scene, number) or ages.is_age(scene, number) or _ends(scene, number):
        return False
    behind = scene.mark_at(number.last)
    if (number.digits and _is_day(scene, number, behind)) or _is_of_make(scene, number):
        return False
    if behind is not None and _is_of_things(scene, number, behind) and not (said and behind.has("role")):
        return False
    if _own_noun(scene, number) is not None or _stands_alone(scene, behind):
        return True
    told = behind is not None and ("party" in behind.senses or behind.has("count", "killed", "injured", "missing"))
    told = told or (behind is not None and not _OPENS.isdisjoint(behind.senses))  # "rises to 46 after clashes"
    near = number.last if told else number.last + 1
    return not any(
        not scene.broken(number.last - 1, mark.first)
        for mark in scene.of("count", "unit")
        if number.last <= mark.first <= near
        and not _is_by_what(scene, mark)
        and ("count", "family") not in mark.word.forms
        and not _is_of_weekday(scene, mark)
        and not _is_herded(scene, mark)
    )


def _is_of_weekday(scene: Scene, unit: Mark) -> bool:
    """ "A third (on) day Friday": the word for a day that a weekday follows counts none."""
    day = scene.mark_at(unit.last)
    return day is not None and day.has("time") and not day.has("time", "month") and not day.has("count", "unit")


def _is_herded(scene: Scene, beasts: Mark) -> bool:
    """ "18 camel herders": beasts whose people follow."""
    if ("count", "beasts") not in beasts.word.forms:
        return False
    behind = scene.mark_at(beasts.last)
    return behind is not None and (behind.has("party") or behind.has("count", "person"))


def _stands_alone(scene: Scene, behind: Mark | None) -> bool:
    """ "Kill nine in an attack": where they were stands behind it, so that no unit can."""
    plain = behind is not None and not scene.grammar.post and not _PLACED.isdisjoint(behind.senses)
    return plain and behind is not None and "count" not in behind.senses


def _is_of_things(scene: Scene, number: Number, behind: Mark) -> bool:
    """ "Two camps", "about 170 shells on D", "a helicopter shot down, four dead", "all out at 191"."""
    if any(sign.group == "party" and sign.form in STRUCK for sign in behind.signs):
        return True
    if number.digits and behind.word.post in _NOT_OF_PEOPLE:
        return True
    by_what = scene.grammar.order == "vso" and scene.passage.folded.tokens[behind.first].startswith(BY)
    counted = number.digits or (number.count.high == 1 and behind.has("means") and not by_what)
    return counted and _is_of_arms(behind) and not _is_by_what(scene, behind)


def _is_of_make(scene: Scene, number: Number) -> bool:
    """ "An Mi-24", "two Su-25s": one of a make, which is letters tied to figures."""
    folded, figures = scene.passage.folded, number.last + 1
    return figures < scene.last and folded.gap(figures) == "-" and folded.tokens[figures][:1].isdecimal()


def _is_of_arms(mark: Mark) -> bool:
    """Whether a word is of arms, or of what they do, and of nobody whom they hit."""
    if mark.has("party") or mark.has("count"):
        return False
    return mark.has("means") or ("kinetic", "noun") in mark.word.forms


def _is_by_what(scene: Scene, mark: Mark) -> bool:
    """ "Nine (dead) by-shell": where a preposition is the first letter of its noun, it says by what they died."""
    return mark.has("kinetic") and scene.passage.folded.tokens[mark.first].startswith(BY)


def _is_within(scene: Scene, number: Number) -> bool:
    """ "No one was killed", "two countries' fire kills 14": part of a longer expression that begins before it, or that counts sides where another
    number counts people. "Soldiers killed on both sides" are one on each at least."""
    if [mark for mark in scene.marks if mark.first < number.first < mark.last]:
        return True
    whole = scene.mark_at(number.first)
    if (
        whole is not None
        and whole.last > number.last
        and (whole.has("count", "unit") or whole.has("object", "deadline"))
    ):
        return True  # "of one family", "two weeks"
    if len(scene.numbers) == 1:
        return False
    return _is_all(scene, number) or (whole is not None and whole.last > number.last and whole.has("role", "both"))


def _is_all(scene: Scene, number: Number) -> bool:
    """ "Three of the seven herders", "two of their ten guards": of how many those who are counted were some."""
    before, behind = scene.mark_before(number.first), scene.mark_at(number.last)
    if before is None or (behind is not None and behind.has("count", "killed", "injured", "missing")):
        return False  # "two of the five injured soldiers" are of them
    start = before.first
    if before.has("role", "det") and before.last == number.first:
        of = scene.mark_before(before.first)
        start = of.first if of is not None and of.has("role", "of") and of.last == before.first else start
    elif not before.has("role", "of"):
        return False
    tied = (some.last == start or (some.first == start and some.last < before.last) for some in scene.numbers)
    return any(tied) and not scene.broken(start - 1, number.first)


def _is_day(scene: Scene, number: Number, behind: Mark | None) -> bool:
    """ "The June 12 killing", where no people follow."""
    before = scene.mark_before(number.first)
    return before is not None and before.has("time", "month") and not (behind is not None and behind.has("party"))


def _is_of_place(scene: Scene, number: Number) -> bool:
    """ "Shot at gate 31, has died": figures behind one small word that "at" or "in" governs, and nobody behind them."""
    noun = number.first - 1
    where = scene.mark_before(noun)
    if where is None or noun in scene.hard or number.first in scene.hard:
        return False
    shot_at = where.has("kinetic", "shoot") and where.last - where.first > 1
    if not shot_at and _AT.isdisjoint(where.senses):
        return False
    known = scene.mark_before(number.first)
    if known is not None and (
        known.names or known.has("kinetic") or known.has("event") or known.has("count", *_OF_PEOPLE)
    ):
        return False
    if not scene.passage.folded.written(noun, number.first).islower():
        return False
    behind = scene.mark_at(number.last)
    ends = number.last >= scene.last or number.last in scene.hard
    return ends or (behind is not None and behind.has("role", *_WHERE_WHEN) and not behind.has("count"))


def _is_labelled(scene: Scene, number: Number, *, row: int = _LABELLED) -> bool:
    """Whether a word before it makes the number a name or an age: "article 5", "aged 28 to 35"."""
    before = scene.mark_before(number.first)
    if before is not None and ("count", "label") in before.senses and not scene.broken(before.last - 1, number.first):
        return True
    if number.digits and _is_of_place(scene, number):
        return True
    start = next((n for n in scene.numbers if 0 <= number.first - n.last <= _RANGE), None)
    if start is None or ":" in scene.passage.folded.gap(start.last):  # "Day 147: three dead"
        return False
    return row > 1 and _is_labelled(scene, start, row=row - 1)


def has_object(scene: Scene, verb: Mark) -> bool:
    """ "Hundreds mourn A's soldier": whoever kills or mourns somebody isn't dead."""
    whom = scene.mark_at(verb.last) if scene.grammar.order == "svo" else None
    return whom is not None and bool(whom.names or whom.has("party") or whom.has("role", "det"))


def is_doers_end(scene: Scene, struck: Number, mark: Mark) -> bool:
    """ "A's soldier shot at three guards before being killed": he, and not those whom he struck."""
    be = scene.mark_before(mark.first)
    if be is None or ("role", "be") not in be.senses:
        return False
    opener = scene.mark_before(be.first)
    if opener is not None and opener.has("role", "of"):
        opener = scene.mark_before(opener.first)
    if opener is None or not opener.has("role", "after") or opener.first < struck.last:
        return False
    verbs = (m for m in scene.of("kinetic") if 0 <= struck.first - m.last <= _VERB_REACH)
    return any(m.first > scene.first and not scene.broken(m.last - 1, struck.first) for m in verbs)


def rows(words: Sequence[tuple[Mark, Sign]], counting: Sequence[Number]) -> dict[int, Number]:
    """ "Dead 3 injured 7": figures right behind each of the words, by the word's first token; none may stand before the first."""
    figures = {number.first: number for number in counting if number.digits}
    rows = {mark.first: figures[mark.last] for mark, _ in words if mark.last in figures}
    return rows if len(rows) > 1 and all(mark.first in rows for mark, _ in words) else {}


def behind_others(scene: Scene, number: Number) -> int:
    """Where what befell them is said: behind the number, or "two others", "two others are gravely", "two of whom later"."""
    at = number.last
    while (between := scene.mark_at(at)) is not None and (
        between.has("role", "det", "be", "infinitive") or between.has("count", "subset")
    ):
        at = between.last
        if between.has("role", "be") and scene.mark_at(at) is None:
            return at + 1
    return at
