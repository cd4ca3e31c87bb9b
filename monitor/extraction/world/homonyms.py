"""Names that a known place bears by chance: "an explosion in Q in D", where the Q that is known lies in another state than D.

Decides which places of a passage can't be the ones meant. Doesn't decide which of several bearers of a name is meant: that is for the gazetteer.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from monitor.extraction.words.vocabulary import Mark
from monitor.extraction.world.gazetteer import Gazetteer, Named
from monitor.text.fold import Folded

_WITHIN = ("role", "in")
_AWAY = frozenset({("role", value) for value in ("from", "to", "between", "and")})
"""Who is from Q in D, or goes from Q to D, was in two places."""
_KIND_OF_PLACE = 2
"""Words between the two, besides "in": "Q town in D", "Q area in the D"."""


def without(
    named: list[Named | None], marks: Sequence[Mark], folded: Folded, gazetteer: Gazetteer, *, spoken: Collection[str]
) -> list[Named | None]:
    """The names without those of places that can't be meant in a text that speaks of the states ``spoken``."""
    places = [n for n, one in enumerate(named) if one is not None and one.place is not None]
    if not places:
        return named
    strays = set(_contained(named, places, marks, folded, spoken)) if len(places) > 1 else set()
    rest = [n for n in places if n not in strays] if strays else places
    alone = named[rest[0]] if len(rest) == 1 else None
    if alone is not None and alone.place is not None and alone.place.people is not None:
        strays |= {rest[0]} if gazetteer.is_far_town(alone.place, spoken) else set()
    return [None if n in strays else one for n, one in enumerate(named)] if strays else named


def _contained(
    named: Sequence[Named | None],
    places: Sequence[int],
    marks: Sequence[Mark],
    folded: Folded,
    spoken: Collection[str],
) -> Iterator[int]:
    """Places of a state of which the text doesn't speak, said to lie in a place of another."""
    for n, m in pairwise(places):
        inner, outer = _country(named[n]), _country(named[m])
        if inner and outer and inner != outer and inner not in spoken and _lies_in(marks, n, m, folded):
            yield n


def _country(named: Named | None) -> str | None:
    return named.place.country if named is not None and named.place is not None else None


def _lies_in(marks: Sequence[Mark], n: int, m: int, folded: Folded) -> bool:
    """Whether all that stands between the two is the word for "in", and what kind of place the first is; or a bracket opens the second."""
    inner, outer = marks[n], marks[m]
    before = marks[n - 1] if n and marks[n - 1].last == inner.first else None
    if before is not None and not before.senses.isdisjoint(_AWAY):
        return False
    if outer.first == inner.last:
        return folded.gap(outer.first) == " ("
    joints = [mark for mark in marks[n + 1 : m] if _WITHIN in mark.senses]
    return (
        len(joints) == 1
        and joints[0].last - inner.last <= _KIND_OF_PLACE + 1
        and outer.first - joints[0].last <= _KIND_OF_PLACE + 1
    )
