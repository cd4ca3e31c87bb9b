"""How many were killed and hurt, and of which sort, as one sentence says it.

Decides which numbers are tolls and whose. Doesn't decide between outlets, and never adds up over sentences.
"""

from dataclasses import replace

from monitor.extraction.counting import befallen, company, counted, eras, making, nobody, singles, subsets
from monitor.extraction.counting.tolls import Tally, Toll
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark, Sign
from monitor.text.numbers import Number

_BEFALLEN = ("killed", "injured", "missing")
_WHERE = ("in", "at", "near", "inside")


def tally(scene: Scene) -> Tally:
    """The tolls of a sentence."""
    words = [
        (mark, sign)
        for mark in scene.of("count", *_BEFALLEN)
        for sign in mark.signs
        if sign.group == "count" and sign.value in _BEFALLEN and (not sign.particle or scene.is_whole(mark, sign))
    ]
    if nobody.NOBODY in scene.senses:
        words = [(mark, sign) for mark, sign in words if not nobody.befell(scene, mark)]
    result = Tally()
    last_fell: Mark | None = None
    used: set[int] = set()
    counting = _counting(scene) if words and scene.numbers else []
    several = len(words) > 1 and len(counting) > 1 and counting[0].first > words[0][0].first
    rows = counted.rows(words, counting) if several else {}
    for mark, sign in words:
        again = mark is last_fell and bool(result.tolls) and result.tolls[-1].what == sign.value
        free = [number for number in counting if number.first not in used] if not again else []
        row = rows.pop(mark.first, None)
        found = [row] if row is not None else befallen.numbers_for(scene, mark, sign, words, free, used=used)
        for n, number in enumerate(found):
            used.add(number.first)
            toll = _figure(scene, number, mark, sign, result.tolls, last_fell)
            result.tolls.append(
                replace(toll, beside=True) if n and _in_one_place(scene, found[n - 1], number) else toll
            )
        whole = [n for n in found if counted.may_be_people(scene, n) and not subsets.is_part(scene, n)]
        beside = singles.beside(scene, whole, mark) if whole else []
        result.tolls += [making.of_person(scene, person, sign, beside=True) for person in beside]
        if not any(toll.what == sign.value for toll in result.tolls) and not _counts_behind(
            scene, mark, sign, words, free
        ):
            one = singles.of(scene, mark, sign)
            result.tolls += [
                making.of_person(scene, person, sign, beside=n > 0, at=mark) for n, person in enumerate(one)
            ]
            last = _last_of_list(scene, one[-1], mark, sign, words, free) if one and free else None
            if last is not None:
                used.add(last.first)
                result.tolls.append(replace(making.of_number(scene, last, sign), beside=True))
        elif not (found or again) and last_fell is not None:
            result.tolls += [
                making.of_person(scene, one, sign, beside=True) for one in singles.apart(scene, mark, sign, last_fell)
            ]
        last_fell = mark
    result.tolls += company.named_with(scene, words, result.tolls, counting) if company.WITH in scene.senses else []
    if result.tolls or not making.STANDING.isdisjoint(scene.senses):
        _settle(scene, result, used)
    return result


def _figure(scene: Scene, number: Number, mark: Mark, sign: Sign, tolls: list[Toll], last_fell: Mark | None) -> Toll:
    """A number's toll: of some whom the word before counts as hurt, another may only say how badly."""
    toll = making.of_number(scene, number, sign, until=mark.first, at=mark)
    if last_fell is None or not tolls or not tolls[-1].what == sign.value == "injured":
        return toll
    worse = subsets.are_worse_off(scene, number, mark, last_fell, tolls[-1])
    return replace(toll, part=True) if worse else toll


def _settle(scene: Scene, result: Tally, used: set[int]) -> None:
    """Add what stands as a toll by a word of its own, and tell parts and what is of another time from the rest."""
    making.add_standing(scene, result, used)
    if not result.tolls:
        return
    if subsets.FATAL in scene.senses:
        result.tolls = subsets.dead_of_wounds(scene, result.tolls)
    _parts(scene, result, used)
    if len(result.tolls) > 1 and result.tolls[0].alone and result.tolls[-1].alone:
        result.tolls = subsets.without_fatal_wounds(result.tolls)
    if not eras.DATING.isdisjoint(scene.senses):
        result.tolls = eras.told_apart(scene, result.tolls)


def _counting(scene: Scene) -> list[Number]:
    """The numbers that a word for the dead or hurt may count."""
    found = [number for number in scene.numbers if counted.counts_people(scene, number)]
    if making.TOLL not in scene.senses:
        return found
    return [number for number in found if not making.is_of_toll(scene, number)]


def _counts_behind(scene: Scene, mark: Mark, sign: Sign, words: list[tuple[Mark, Sign]], free: list[Number]) -> bool:
    """ "Killed 4": of a word that may stand behind its people and before, whether a number behind it is still to be asked."""
    forms = (other.form for at, other in words if at is mark and other is not sign and other.value == sign.value)
    return sign.form != "before" and "before" in forms and bool(befallen.right_of(scene, mark, free, words))


def shot(scene: Scene, what: str) -> list[Toll]:
    """ "Three villagers shot": whom a headline counts without saying whether they live, as the dead or the hurt that a later sentence makes of them."""
    words = [
        (mark, Sign("count", what, "ed"))
        for mark in scene.of("kinetic", "shoot")
        if ("kinetic", "ed") in mark.word.forms or ("kinetic", "passive") in mark.word.forms
    ]
    words += [(mark, Sign("count", what, "verb")) for mark in scene.of("kinetic", "shoot") if _fells(scene, mark)]
    free = [number for number in scene.numbers if counted.counts_people(scene, number)] if words else []
    found: list[Toll] = []
    for mark, sign in words:
        numbers = befallen.numbers_for(scene, mark, sign, words, free, used=set())
        found += [making.of_number(scene, number, sign, until=mark.first, at=mark) for number in numbers]
        if not numbers:
            alone = enumerate(singles.of(scene, mark, sign))
            found += [making.of_person(scene, one, sign, beside=n > 0, at=mark) for n, one in alone]
    return found


def _fells(scene: Scene, shooting: Mark) -> bool:
    """ "Gunmen shoot two miners": a verb with people right behind it, and no word between that says at what or where."""
    if not {("kinetic", "verb"), ("kinetic", "nv")} & shooting.word.forms or scene.grammar.order != "svo":
        return False
    number = next((n for n in scene.numbers if n.first == shooting.last), None)
    return number is not None and bool(counted.sort(scene, number)[0])


def _parts(scene: Scene, result: Tally, used: set[int]) -> None:
    """ "nine died, four of them children": a part of what was counted, without a word of its own for what befell them."""
    for number in scene.numbers:
        if number.first in used or not subsets.is_part(scene, number):
            continue
        who, common = counted.sort(scene, number)
        whole = next((toll for toll in reversed(result.tolls) if not toll.part), None)
        if whole is not None and common:
            result.tolls.append(
                Toll(
                    what=whole.what,
                    count=number.count,
                    who=who,
                    common=common,
                    part=True,
                    span=scene.span(number.first, number.last),
                )
            )


def _in_one_place(scene: Scene, one: Number, other: Number) -> bool:
    """ "Three women and four children", but "two in C and three in D"."""
    return not any(mark.has("role", *_WHERE) for mark in scene.of("role") if one.last <= mark.first < other.first)


def _last_of_list(
    scene: Scene, one: Mark, mark: Mark, sign: Sign, words: list[tuple[Mark, Sign]], free: list[Number]
) -> Number | None:
    """ "Kills a teacher, her husband and three children", "dead a mother and two sons": the number that a list of single people ends in."""
    active = sign.form == "verb"
    last = singles.ends_in(scene, one, free) if active or one.first >= mark.last else None
    if last is None or subsets.is_part(scene, last):
        return None
    return last if active or not _has_own_word(scene, last, mark, words) else None


def _has_own_word(scene: Scene, number: Number, but: Mark, words: list[tuple[Mark, Sign]]) -> bool:
    """ "Fell an officer, two villagers hurt": whether what befell those counted stands behind them."""
    behind = (other.first for other, _ in words if other is not but and other.first >= number.last)
    return any(not scene.broken(number.last - 1, first) for first in behind)
