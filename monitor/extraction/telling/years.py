"""What happened in a year gone by is no news: "In 2019, A's jets struck D", "the 2008 attack", "fourteen were killed in 2019"; nor what a headline
adds up: "34 shot dead this year".

Decides it from where a year, or a word of a time longer than a day, stands in the sentence and what relates it. Doesn't know other words of the past; ``modes`` does.
"""

import re

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger

_YEAR = re.compile(r"(1[34]\d\d|19\d\d|20\d\d)(\D{0,5})")
"""A year, with the ending that some languages write to it."""
_MILLENNIA = frozenset("12")
"""What a year begins with: most sentences have none, and need no pattern to tell."""
_SOLAR = range(1380, 1411)
_SOLAR_HIJRI = 621
"""What a year of the Solar Hijri calendar lacks to one of ours, at most. Only years of this century: "in 1,300 raids" is no year."""
_OURS = 1900
_OPENING = 4
"""Tokens at the head of a sentence in which a year dates all of it: "Back in May 2019, ..."."""
_BEFORE_NOUN = 2
"""Tokens from a year to the noun that it dates: "the 2008 D attack"."""
_BEHIND = 8
"""Tokens from a verb to the year that dates it."""
_RELATED = 2
"""Tokens between a relation and the year: "in the year 2019"."""
_IN = ("in", "of", "at", "on", "inside")
_PAST = ("count", "past")
_SINCE = ("after", "from", "to", "by", "near", "against")


def is_dated_back(scene: Scene, trigger: Trigger, *, year: int) -> bool:
    """Whether the sentence dates this act to a year before ``year``. "For the first time since 2019" doesn't, nor does "the 2003 truce"."""
    if scene.title and trigger.kinetic and _PAST in scene.senses and _is_added_up(scene, trigger):
        return True
    tokens = scene.passage.folded.tokens
    sentence = range(scene.first, scene.last)
    earlier = [token for token in sentence if tokens[token][0] in _MILLENNIA and _is_before(tokens[token], year)]
    if not earlier:
        return False
    if trigger.voice == "noun" and any(_dates_noun(scene, token, trigger) for token in earlier):
        return True
    if scene.title:
        return any(_opens_headline(scene, token) or _dates_aside(scene, token, trigger) for token in earlier)
    if scene.of("time"):
        return False
    return any(_dates_verb(scene, token, trigger) for token in earlier)


def _is_added_up(scene: Scene, trigger: Trigger) -> bool:
    """ "34 shot dead by A's guards this year": one number for all that a longer time saw; "five die in the deadliest raid this year" is of one day."""
    if scene.has("count", "rank", "more"):
        return False
    for past in scene.of("count", "past"):
        low, high = scene.window(past.first)
        if not low <= trigger.first < high and past.first > scene.first:
            continue
        if any(n.count.best > 1 and (low <= n.first < high or past.first == scene.first) for n in scene.numbers):
            return True
    return False


def _is_before(token: str, year: int) -> bool:
    found = _YEAR.fullmatch(token)
    if found is None:
        return False
    written = int(found[1])
    if written in _SOLAR:
        return written + _SOLAR_HIJRI < year
    return written >= _OURS and written < year


def _opens_headline(scene: Scene, token: int) -> bool:
    """ "In 1967 ...", "1983: ...": a headline that begins so tells of that year."""
    if token == scene.first and token + 1 < scene.last and scene.passage.folded.gap(token + 1).lstrip()[:1] == ":":
        return True
    if token - scene.first > 1 and not _opens_with_in(scene, token):
        return False
    return _is_related(scene, token, "in") and not _is_related(scene, token, *_SINCE)


def _opens_with_in(scene: Scene, token: int) -> bool:
    """ "In year 2008 ...", "In May 2008 ..."."""
    opening = scene.mark_at(scene.first) if token - scene.first == _RELATED else None
    return opening is not None and ("role", "in") in opening.senses


def _dates_aside(scene: Scene, token: int, trigger: Trigger) -> bool:
    """ "N, kidnapped by rebels in 1991, dies": what befell somebody once, in a headline that tells something else of him."""
    joint = scene.mark_before(token)
    dated = joint is not None and joint.has("role", "in") and 0 <= token - trigger.last <= _BEHIND
    aside = trigger.voice == "passive" and token + 1 < scene.last and scene.broken(token, token + 1)
    return dated and aside and not scene.broken(trigger.first, token)


def _dates_noun(scene: Scene, token: int, trigger: Trigger) -> bool:
    if 0 <= trigger.first - token - 1 <= _BEFORE_NOUN - 1:
        return not scene.broken(token, trigger.first)
    return 0 < token - trigger.last <= _RELATED and _is_related(scene, token, *_IN)


def _dates_verb(scene: Scene, token: int, trigger: Trigger) -> bool:
    """At the head of a sentence a year dates all that it tells, behind a verb in the same clause that verb."""
    verb = scene.mark_at(token + 1) if token == scene.first else None
    if verb is not None and verb.word.acts:
        return True  # "2022 died 100 soldiers", where a year needs no "in"
    if not _is_related(scene, token, *_IN) or _is_related(scene, token, *_SINCE):
        return False
    joint = scene.mark_before(token)
    dated = scene.mark_before(joint.first) if joint is not None and joint.has("role", "of") else None
    if joint is not None and dated is not None and dated.has("object", "treaty") and dated.last == joint.first:
        return False  # "put the accord of 1960 on hold"
    low, high = scene.window(trigger.first)
    opens = token - scene.first < _OPENING and token < trigger.first
    return opens or (low <= token < high and 0 <= token - trigger.last <= _BEHIND)


def _is_related(scene: Scene, token: int, *relations: str) -> bool:
    """Whether one of these relations stands right before the year, behind it, or is its ending."""
    written = scene.passage.folded.tokens[token]
    before = (scene.mark_before(edge) for edge in range(token - _RELATED + 1, token + 1))
    behind = (scene.mark_at(edge) for edge in (token + 1, token + 2))
    marks = [*before, *(behind if scene.grammar.post else ())]
    ended = not written.isdecimal() and "in" in relations
    return ended or any(mark is not None and mark.has("role", *relations) for mark in marks)
