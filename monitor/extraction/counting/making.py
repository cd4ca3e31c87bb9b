"""A toll as it is made of a number, of one person, or of what a headline says died so far.

Decides what a number or a person is a toll of. Doesn't decide which numbers of a sentence are tolls; ``casualties`` does.
"""

from dataclasses import replace

from monitor.extraction.counting import counted, singles, subsets
from monitor.extraction.counting.tolls import ONE, Tally, Toll, twice
from monitor.extraction.naming.people import CIVILIANS
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark, Sign
from monitor.model.reports import Count
from monitor.text.numbers import Number

_TOLL_REACH = 14
"""Tokens between "toll" and its number: "the toll from the attacks in C stands at 129"."""
_TOLL_BEHIND = 2
"""The same where the number comes first and the clause goes on: "to 31 rose the number of dead in C"."""
TOLL = ("count", "toll")
_OWN = ("count", "own")


def of_number(scene: Scene, number: Number, sign: Sign, *, until: int | None = None, at: Mark | None = None) -> Toll:
    who, common = counted.sort(scene, number, until=until)
    each = subsets.are_on_each_side(scene, number.last)
    noun = scene.mark_at(number.last) if number.count == ONE and not number.digits else None
    each = each or (noun is not None and singles.are_two(noun))  # "a couple"
    return Toll(
        what=sign.value,
        count=twice(number.count) if each else number.count,
        who=who,
        common=common,
        part=subsets.is_part(scene, number),
        span=scene.span(number.first, number.last),
        alone=number.count == ONE and not number.digits and not each,
        more=at is not None and subsets.are_more(scene, number.first, number.last, at),
        own=_OWN in scene.senses and subsets.are_own(scene, number),
    )


def of_person(scene: Scene, person: Mark, sign: Sign, *, beside: bool, at: Mark | None = None) -> Toll:
    sort = person.word.party or (CIVILIANS if person.names else None)
    who, common = (sort.value, sort.form) if sort else ("", "")
    span = scene.span(person.first, person.last)
    each = subsets.are_on_each_side(scene, max(person.last, at.last if at is not None else 0))
    each = each or singles.are_two(person)
    return Toll(
        what=sign.value,
        count=twice(ONE) if each else ONE,
        who=who,
        common=common,
        part=False,
        span=span,
        beside=beside,
        alone=not beside and not each,
        more=at is not None and subsets.are_more(scene, person.first, person.last, at),
    )


STANDING = frozenset({("count", "toll"), ("count", "none")})
"""Words of a toll that stands, and of there being none."""


def add_standing(scene: Scene, result: Tally, used: set[int]) -> None:
    """ "Toll passes 100", "death toll rises to 84", "to 46 rose the number of dead": a number beside the word itself; and "no casualties" is nought."""
    for mark in scene.of("count", "toll", "none"):
        if mark.has("count", "toll"):
            number = _standing_number(scene, mark, used)
            if number is not None:
                what = "injured" if ("count", "injured") in mark.word.forms else "killed"
                used.add(number.first)
                result.tolls = [
                    one for one in result.tolls if one.what != what or one.part or _is_of_others(scene, number, one)
                ]
                result.tolls.append(replace(of_number(scene, number, Sign("count", what, "noun")), standing=True))
        if mark.has("count", "none") and not result.tolls:
            zero = Count(low=0, best=0, high=0)
            result.tolls.append(
                Toll(what="killed", count=zero, who="", common="", part=False, span=scene.span(mark.first, mark.last))
            )


def _is_of_others(scene: Scene, number: Number, other: Toll) -> bool:
    """ "A's toll reaches 204, B reports 80 dead": whether another state opens the clause in which the others are counted."""
    starts = scene.passage.folded.starts
    cut = next((cut for cut in scene.hard if cut >= number.last and starts[cut] < other.span.start), None)
    return cut is not None and any(named.first == cut for named in scene.names)


def is_of_toll(scene: Scene, number: Number) -> bool:
    """ "Toll rises to 24, over a hundred hurt": the number that ends the clause of "toll" is of none of the words behind it."""
    if number.last not in scene.hard:
        return False
    before = next((m for m in reversed(scene.of("count")) if m.last <= number.first), None)
    tells = before is not None and before.has(*TOLL) and number.first - before.last <= _TOLL_REACH
    return tells and before is not None and not scene.broken(before.last, number.first)


def _is_of_sides(scene: Scene, number: Number) -> bool:
    """ "Casualties on both sides", which says of how many sides, and of nobody how many."""
    sides = scene.mark_at(number.first)
    return sides is not None and sides.last > number.last and sides.has("role", "both")


def _standing_number(scene: Scene, toll: Mark, used: set[int]) -> Number | None:
    """Behind "toll", if a word for the dead hasn't counted it; else before it: next to it, or in the clause that it ends."""
    counting = [n for n in scene.numbers if counted.counts_people(scene, n, said=True) and not _is_of_sides(scene, n)]
    behind = next((n for n in counting if 0 <= n.first - toll.last <= _TOLL_REACH), None)
    if behind is not None:
        return behind if behind.first not in used else None
    ends = toll.last >= scene.last or toll.last in scene.hard
    reach = _TOLL_REACH if ends else _TOLL_BEHIND
    before = [n for n in counting if 0 <= toll.first - n.last <= reach and not scene.broken(n.last, toll.first)]
    return before[-1] if before and before[-1].first not in used else None
