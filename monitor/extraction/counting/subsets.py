"""Which numbers count part of those who were counted already, which others besides, and which as many again: "nine died, four of them children", "five
more died", "one dead on each side", "two of its own".

Decides it from the words beside a number. Doesn't decide what befell them.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.counting.tolls import Toll, less
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark
from monitor.text.numbers import Number

_SUBSET = ("count", "subset")
_MORE = ("count", "more")
_APIECE = ("count", "apiece")
_APIECE_REACH = 4
"""Tokens between a number and the word that says that each side had so many: "two soldiers dead on each side"."""
_OF_STATE = ("be", "of", "det", "in")
"""Relations in what is said of how somebody is: "one is in critical condition"."""
_WHERE_WHEN = ("in", "on", "at", "near", "of", "after", "while")
_NOUN_REACH = 2
"""Tokens between a number and the word for a part that is said of it: its noun."""
_MORE_REACH = 2
"""Tokens from those counted, or from what befell them, to the word that says that there are others: "fell with him", "a driver also died"."""


def behind(scene: Scene, number: Number, *, reach: int) -> bool:
    """Whether a word for a part stands within ``reach`` tokens behind a number."""
    return any(number.last <= mark.first <= number.last + reach for mark in scene.of(*_SUBSET))


def is_part(scene: Scene, number: Number) -> bool:
    """ "four of them children", "including three women": those were counted already."""
    if _SUBSET not in scene.senses:
        return False
    before = scene.mark_before(number.first)
    after = None if scene.broken(number.last - 1, number.last) else scene.mark_at(number.last)
    if before is not None and _is_whole_behind(before):
        return False
    if before is not None and before.has("count", "subset") and not _closes(scene, before, number):
        return True
    said = after if after is None or after.has("count", "subset") else _past_noun(scene, number)
    part = said is not None and said.has("count", "subset") and not _is_whole_behind(said)
    if part and said is not None and (_ends(scene, said) or not _opens_part(scene, said) or _tells_fate(scene, said)):
        return True
    wholes = (m for m in scene.of(*_SUBSET) if _is_whole_behind(m) and 0 <= m.first - number.last <= 4)
    if any(_has_whole(scene, number, mark) for mark in wholes):
        return True  # but "two dead among the guards" has no whole
    if after is not None and after.has("count", "killed", "injured"):
        return False  # "four dead, including a major, and twelve wounded"
    opened = [mark for mark in scene.of(*_SUBSET) if not _is_whole_behind(mark) and mark.last <= number.first]
    if not opened or number.first - opened[-1].last > 6 or scene.broken(opened[-1].last, number.first):
        return False
    dead = scene.of("count", "killed", "injured")
    return not any(
        opened[-1].last <= mark.first < number.first for mark in dead
    )  # "blasts, including two by car, kill nine"


def _has_whole(scene: Scene, number: Number, among: Mark) -> bool:
    """ "Two of the R among nine dead", "two children among the dead", "among guards hurt": some of those whom something befell, however many."""
    if any(other.first >= among.last for other in scene.numbers):
        return True
    fates = scene.of("count", "killed", "injured")
    told = any(number.last <= fate.first < among.first for fate in fates) or scene.broken(number.last - 1, among.first)
    return not told and any(0 <= fate.first - among.last <= _NOUN_REACH for fate in fates)


def _past_noun(scene: Scene, number: Number) -> Mark | None:
    """ "Two minors among them": the word for a part behind the noun that is counted."""
    noun = scene.mark_at(number.last)
    at = noun.last if noun is not None else number.last + 1
    return None if scene.broken(number.last - 1, min(at, scene.last - 1)) else scene.mark_at(at)


def _ends(scene: Scene, mark: Mark) -> bool:
    """Whether nothing of its clause follows a word."""
    return mark.last in scene.hard or mark.last == scene.last


def _closes(scene: Scene, mark: Mark, number: Number) -> bool:
    """ "Two minors among them, 45 hurt": whether a word for a part is said of what stands before it, and not of the number behind."""
    counted = (other.last <= mark.first and mark.first - other.last <= _NOUN_REACH for other in scene.numbers)
    return mark.last in scene.hard and mark.last <= number.first and any(counted)


def is_of_part(scene: Scene, first: int) -> bool:
    """ "Including three women", "four of them children", "one of them a soldier": whether the noun at a token names part of those counted before."""
    before = scene.mark_before(first)
    if before is not None and before.has("role", "det"):
        before = scene.mark_before(before.first)
    if before is not None and before.last <= first and before.has(*_SUBSET) and not _is_whole_behind(before):
        return True
    return any(number.last == first and is_part(scene, number) for number in scene.numbers)


def are_more(scene: Scene, first: int, last: int, befell: Mark) -> bool:
    """ "Five other soldiers died", "a driver also died", "a captain fell with him": whether they come to those of whom the text told before. In "one
    was killed and another hurt" the other comes to the one killed, and the one killed to nobody."""
    if scene.title or _MORE not in scene.senses:
        return False
    begin, end = min(first, befell.first) - _MORE_REACH, max(last, befell.last) + _MORE_REACH
    return any(begin <= mark.first < end and not _is_of_others(scene, mark, befell) for mark in scene.of(*_MORE))


def _is_of_others(scene: Scene, more: Mark, befell: Mark) -> bool:
    """Whether others are told apart from those whom their own sentence counts, to whom something else happened."""
    fates = scene.of("count", "killed", "injured")
    behind = next((fate for fate in fates if fate.first >= more.last), None)
    if behind is not None and behind is not befell and not scene.broken(more.last - 1, behind.first):
        return not _are_alike(behind, befell)
    return any(not _are_alike(fate, befell) for fate in fates if fate.first < more.first)


def _are_alike(fate: Mark, other: Mark) -> bool:
    """Whether two words say that the same befell somebody."""
    return fate.has("count", "killed") == other.has("count", "killed")


def are_worse_off(scene: Scene, number: Number, befell: Mark, before: Mark, earlier: Toll) -> bool:
    """ "Two soldiers hurt by a mine, one loses a leg": some of those whom the word before counts as hurt, of whom another says how badly."""
    tokens = scene.passage.folded.tokens
    said = [mark for mark in scene.marks if number.last <= mark.first and mark.last <= befell.first]
    bare = sum(mark.last - mark.first for mark in said) == befell.first - number.last
    bare = bare and all(mark.has("role", *_OF_STATE) for mark in said)
    other = tokens[befell.first : befell.last] != tokens[before.first : before.last]
    return bare and other and number.count.best < earlier.count.best


FATAL = ("count", "fatal")
"""Verbs of dying, which may be said of those who were hurt before."""


def dead_of_wounds(scene: Scene, tolls: Sequence[Toll]) -> list[Toll]:
    """ "Two soldiers who were hurt on Friday have died", "five hurt, two of whom died": the dead, who don't count as hurt any more."""
    found = list(tolls)
    for n, toll in enumerate(found):
        whole = next((m for m in range(n - 1, -1, -1) if not found[m].part), None)
        if toll.what == "killed" and toll.part and whole is not None and found[whole].what == "injured":
            found[n] = replace(toll, part=False)
            found[whole] = replace(found[whole], count=less(found[whole].count, toll.count))
    if any(toll.what == "killed" for toll in found):
        return [toll for toll in found if toll.what == "killed" or toll.count.high]
    starts = scene.passage.folded.starts
    died = starts[scene.of(*FATAL)[-1].first]
    hurt = next((n for n in range(len(found) - 1, -1, -1) if not found[n].part and found[n].span.end <= died), None)
    if hurt is not None:
        found[hurt] = replace(found[hurt], what="killed")
    return found


def without_fatal_wounds(tolls: Sequence[Toll]) -> list[Toll]:
    """ "Soldier hurt by A's fire dies of his wounds": the same without one who was hurt and died, by himself or with "one" before him."""
    died = [toll.span for toll in tolls if toll.what == "killed" and toll.alone]
    return [
        toll
        for toll in tolls
        if toll.what != "injured"
        or not any(toll.span.start - d.end <= 1 and d.start - toll.span.end <= 1 for d in died)
    ]


def are_own(scene: Scene, number: Number) -> bool:
    """ "Killed twelve Bs and lost two of its own": those of whoever tells it."""
    near = (mark for mark in scene.of("count", "own") if 0 <= mark.first - number.last <= _NOUN_REACH)
    return any(not scene.broken(number.last - 1, mark.first) for mark in near)


def are_on_each_side(scene: Scene, last: int) -> bool:
    """ "One dead on each side": two in all. Sides of which something else is said ("two dead, each side says") count nobody."""
    if _APIECE not in scene.senses:
        return False
    near = (mark for mark in scene.of(*_APIECE) if 0 <= mark.first - last <= _APIECE_REACH)
    return any(_closes_clause(scene, mark) and not scene.broken(last - 1, mark.first) for mark in near)


def _closes_clause(scene: Scene, mark: Mark) -> bool:
    """Whether nothing but where, when or what befell them follows a word in its clause."""
    follower = None if _ends(scene, mark) else scene.mark_at(mark.last)
    return _ends(scene, mark) or (
        follower is not None
        and (follower.has("role", "be", *_WHERE_WHEN) or follower.has("count", "killed", "injured"))
    )


def _is_whole_behind(mark: Mark) -> bool:
    """ "Three cricketers among ten dead": the whole comes second."""
    return any(sign.group == "count" and sign.value == "subset" and sign.form == "before" for sign in mark.signs)


def _tells_fate(scene: Scene, said: Mark) -> bool:
    """ "Five hurt, two of whom (later) died": whether what befell a part stands behind the word for it."""
    fates = scene.of("count", "killed", "injured") if said.last not in scene.hard else ()
    return any(0 <= fate.first - said.last <= 1 for fate in fates)


def _opens_part(scene: Scene, mark: Mark) -> bool:
    """ "32 including a child", "nine people among-them four children": the part comes second."""
    if any(number.first == mark.last for number in scene.numbers):
        return True
    return any(sign.group == "count" and sign.value == "subset" and sign.form == "ahead" for sign in mark.signs)
