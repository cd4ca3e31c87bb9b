"""What counts over another time than the day's: "since May 2020 some 200 have died", "in October 37 were killed", "three dead, 14 so far this year".

Decides it from months without a day, years with a word that says "since", and words of longer times. Doesn't decide what is news; ``modes`` does.
"""

from dataclasses import replace

from monitor.extraction.counting.tolls import Toll
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark

DATING = frozenset({("time", "month"), ("role", "after"), ("count", "past")})
"""Words of which one stands in any such sentence."""
_NO_DAY = ("month", "solar", "incident", "took_place")
"""What of the words for when something happened names no day."""
_YEARS = range(1940, 2101)
_LAST_DAY = 31
_BEFALLEN = ("killed", "injured", "missing", "toll")
_NEAR = 2
"""Tokens from a word that says "since" to the year that it dates from: "since early 2014"."""


def told_apart(scene: Scene, tolls: list[Toll]) -> list[Toll]:
    """The tolls, marked where all of a sentence are of another time; of a headline's several without those in the clause that says so."""
    if not scene.title:
        return [replace(toll, past=True) for toll in tolls] if _is_of_another(scene) else tolls
    said = [] if len(tolls) == 1 or scene.has("count", "rank") else scene.of("count", "past")
    clauses = [scene.span(*scene.window(mark.first)) for mark in said]
    past = [any(clause.start <= toll.span.start < clause.end for clause in clauses) for toll in tolls]
    return tolls if all(past) else [toll for toll, of in zip(tolls, past, strict=True) if not of]


def _is_of_another(scene: Scene) -> bool:
    """Whether a sentence behind the headline counts over a longer or an earlier time, and names no day."""
    if any(not mark.has("time", *_NO_DAY) for mark in scene.of("time")):
        return False
    months = any(_is_bare(scene, mark) for mark in scene.of("time", "month"))
    return months or _is_since_a_year(scene) or _is_said(scene)


def _is_bare(scene: Scene, month: Mark) -> bool:
    """ "In July", "July 2021"; not "12 July", nor a small "may"."""
    written = scene.passage.folded.written(month.first, month.last)
    if month.has("mode") and written.islower():
        return False
    tokens = scene.passage.folded.tokens
    around = [tokens[at] for at in range(month.first - _NEAR, month.last + 1) if scene.first <= at < scene.last]
    return not any(token.isdecimal() and int(token) <= _LAST_DAY for token in around)


def _is_since_a_year(scene: Scene) -> bool:
    years = [n for n in scene.numbers if n.digits and n.count.best in _YEARS]
    since = scene.of("role", "after") if years else ()
    return any(0 <= year.first - mark.last <= _NEAR for mark in since for year in years)


def _is_said(scene: Scene) -> bool:
    """ "So far this year", at the head or in the clause of what befell them: "a guard fell, the third this year" tells of him."""
    said, befallen = scene.of("count", "past"), scene.of("count", *_BEFALLEN)
    return any(
        mark.first - scene.first < _NEAR or not scene.broken(min(one.first, mark.first), max(one.first, mark.first))
        for mark in said
        for one in befallen
    )
