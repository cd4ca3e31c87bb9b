"""Who shared somebody's fate by being named with him: "a constable along with two guards", "shot dead with his wife and son".

Decides who they are and that nobody has counted them yet. Doesn't decide what befell the others.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.counting import breaths, counted, making, singles
from monitor.extraction.counting.tolls import Toll
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark, Sign
from monitor.text.numbers import Number

WITH = ("count", "with")
"""The sense without which nobody is named with others."""
_FATE_REACH = 8
"""Tokens between what befell somebody and the word that names others with him: "were killed on Friday along with"."""
_DESCRIBING = 2
"""Words between that word and those whom it names: "two of", "his"."""

_Words = Sequence[tuple[Mark, Sign]]


def named_with(scene: Scene, words: _Words, tolls: Sequence[Toll], free: Sequence[Number]) -> list[Toll]:
    """Tolls of those on either side of "along with" whom none of ``tolls`` counts."""
    found: list[Toll] = []
    for mark in scene.of(*WITH):
        group = _behind(scene, mark, free)
        if not group:
            continue
        at = _start(scene, group[0])
        theirs = next((toll for toll in tolls if toll.span.start == at), None)
        if theirs is not None:
            found += _before(scene, mark, Sign("count", theirs.what, "ed"), tolls)
        else:
            sign = _fate(scene, mark, words, tolls)
            found += [_toll(scene, one, sign) for one in group] if sign is not None else []
    return found


def _start(scene: Scene, one: Mark | Number) -> int:
    return scene.passage.folded.starts[one.first]


def _toll(scene: Scene, one: Mark | Number, sign: Sign) -> Toll:
    if isinstance(one, Number):
        return replace(making.of_number(scene, one, sign), beside=True, part=False)
    return making.of_person(scene, one, sign, beside=True)


def _behind(scene: Scene, mark: Mark, free: Sequence[Number]) -> list[Mark | Number]:
    """Whom it names: the number or the single people right behind it, or, in "with his wife", itself."""
    number = next((n for n in free if 0 <= n.first - mark.last < _DESCRIBING), None)
    if number is not None:
        return [number] if counted.may_be_people(scene, number) or scene.mark_at(number.last) is not None else []
    people = [one for one in scene.of("count", "person") if one is mark or one.first >= mark.last]
    first = people[0] if people else None
    if first is None or (first is not mark and not _is_near(scene, mark, first)):
        return []
    return [*singles.onward_from(scene, first, people)]


def _is_near(scene: Scene, mark: Mark, one: Mark) -> bool:
    """Whether no more than an article or whose he is stands between."""
    if one.first - mark.last > _DESCRIBING:
        return False
    between = [other for other in scene.marks if mark.last <= other.first and other.last <= one.first]
    return all(other.has("role", "det") or other.names for other in between)


def _before(scene: Scene, mark: Mark, sign: Sign, tolls: Sequence[Toll]) -> list[Toll]:
    """The one before it, or before what befell them, where those behind it alone were counted."""
    at = mark.first
    while (befell := scene.mark_before(at)) is not None and befell.last == at and _tells_fate(befell):
        at = befell.first
    people = [one for one in scene.of("count", "person") if one.last <= at]
    one = people[-1] if people else None
    if one is None or at > _past_origin(scene, one):
        return []
    counts = [number for number in scene.numbers if 0 <= one.first - number.last <= 1]
    known = {_start(scene, one), *(_start(scene, number) for number in counts)}
    if any(toll.span.start in known for toll in tolls):
        return []
    return [making.of_person(scene, one, sign, beside=True)]


def _past_origin(scene: Scene, one: Mark) -> int:
    """Where his name ends, or, behind it, the adjective of his state."""
    end = breaths.past_name(scene, one.last)
    whose = scene.mark_at(end) if end < scene.last else None
    return whose.last if whose is not None and whose.names else end


def _tells_fate(mark: Mark) -> bool:
    return mark.has("role", "be") or mark.has("count", "killed", "injured")


def _fate(scene: Scene, mark: Mark, words: _Words, tolls: Sequence[Toll]) -> Sign | None:
    """What befell those right before it, told in its own clause."""
    for befell, sign in reversed(words):
        if befell.last <= mark.first:
            near = mark.first - befell.last <= _FATE_REACH and not scene.broken(befell.last - 1, mark.first)
            return sign if near and any(toll.what == sign.value for toll in tolls) else None
    final = scene.grammar.adjective_before  # there a participle ends the sentence
    behind = (sign for befell, sign in words if final and not scene.broken(mark.last, befell.first - 1))
    return next(behind, None)
