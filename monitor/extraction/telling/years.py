"""What happened in a year or month gone by is no news: "In 2019, A's jets struck D", "the 2008 attack", "fourteen were killed in July"; nor what a
headline adds up: "34 shot dead this year".

Decides it from where a year, a month, or a word of a time longer than a day, stands in the sentence and what relates it. Doesn't know other words of the past; ``modes`` does.
"""

import re
from dataclasses import replace
from datetime import date

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import Mark

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
_WHICH = 4
"""Tokens from a fight to the clause that tells what came of it: "clashes since 2020, in which"."""
_BEFORE_NOUN = 2
"""Tokens from a year to the noun that it dates: "the 2008 D attack"."""
_BEHIND = 8
"""Tokens from a verb to the year that dates it."""
_RELATED = 2
"""Tokens between a relation and the year: "in the year 2019"."""
_IN = ("in", "of", "at", "on", "inside")
_PAST = ("count", "past")
_MONTH = ("time", "month")
_YEAR_MONTHS = 12
_LONG_OVER = range(2, 11)
"""How many months a month lies back, of whose deeds no news tells: not this one, the last, nor the next, of which plans are told."""
_SINCE = ("after", "from", "to", "by", "near", "against")


def is_dated_back(scene: Scene, trigger: Trigger, *, day: date) -> bool:
    """Whether the sentence dates this act to a year before that of ``day``, or a lead's to a month that is long over. "For the first time since
    2019" doesn't, nor does "the 2003 truce"."""
    if scene.title and trigger.kinetic and _PAST in scene.senses and _is_added_up(scene, trigger):
        return True
    tokens = scene.passage.folded.tokens
    sentence = range(scene.first, scene.last)
    earlier = [token for token in sentence if tokens[token][0] in _MILLENNIA and _is_before(tokens[token], day.year)]
    gone = _months_gone(scene, day) if _MONTH in scene.senses and not scene.title else ()
    if not earlier and not gone:
        return False
    earlier += [mark.last - 1 for mark in gone]
    if not scene.title and trigger.kinetic and (fight := _antecedent(scene, trigger)) is not None:
        trigger = fight
    if trigger.voice == "noun" and any(_dates_noun(scene, token, trigger) for token in earlier):
        return True
    if scene.title:
        return any(_opens_headline(scene, token) or _dates_aside(scene, token, trigger) for token in earlier)
    if any(mark not in gone for mark in scene.of("time")):
        return False
    return any(_dates_verb(scene, token, trigger) or _dates_repeated(scene, token, trigger) for token in earlier)


def _antecedent(scene: Scene, trigger: Trigger) -> Trigger | None:
    """ "Clashes since 2020 in which dozens died": the fight of which a relative clause tells what came of it."""
    opener = scene.mark_at(trigger.clause[0])
    if trigger.voice == "noun" or opener is None or "relative" not in opener.word.forms:
        return None
    ahead = (m for m in reversed(scene.marks) if 0 <= opener.first - m.last <= _WHICH and "kinetic" in m.senses)
    fight = next(ahead, None)
    if fight is None:
        return None
    return replace(trigger, first=fight.first, last=fight.last, voice="noun", clause=scene.window(fight.first))


def _months_gone(scene: Scene, day: date) -> list[Mark]:
    """Names of months before the last one, as of ``day``, or of the next but one: those of a year gone by."""
    return [
        mark
        for mark in scene.of(*_MONTH)
        if any(
            sign.value == "month" and (day.month - int(sign.form)) % _YEAR_MONTHS in _LONG_OVER for sign in mark.signs
        )
    ]


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
    if token == trigger.last:  # Persian "the clashes of July", with no word between
        return scene.grammar.after and scene.mark_at(token) is not None
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
    if opens or not low <= token < high:
        return opens
    return 0 <= token - trigger.last <= _BEHIND or (trigger.kinetic and _dates_subject(scene, token, trigger))


def _dates_subject(scene: Scene, token: int, trigger: Trigger) -> bool:
    """ "Clashes at D killed at least a hundred people in 2022", "clashes in July killed 43": a fight, and what is said of it behind or before its year."""
    if trigger.voice != "noun":
        joint = scene.mark_before(token)
        fight = scene.mark_before(joint.first) if joint is not None else None
        return token < trigger.first and fight is not None and "kinetic" in fight.senses
    verbs = (mark for mark in scene.marks if trigger.last <= mark.first < token and mark.word.acts)
    return any(token - verb.last <= _BEHIND for verb in verbs)


def _dates_repeated(scene: Scene, token: int, trigger: Trigger) -> bool:
    """ "Have clashed repeatedly since 2020", "has seen many clashes since 2020": all that happened since, and no "first clash since 2020"."""
    if not trigger.kinetic or not _is_related(scene, token, "after") or scene.has("count", "rank", "more"):
        return False
    if not 0 <= token - trigger.last <= _RELATED + 1 or scene.broken(trigger.last - 1, token):
        return False
    low, _ = scene.window(trigger.first)
    return any(low <= mark.first < trigger.first and "perfect" in mark.word.forms for mark in scene.of("role"))


def _is_related(scene: Scene, token: int, *relations: str) -> bool:
    """Whether one of these relations stands right before the year, behind it, or is its ending."""
    written = scene.passage.folded.tokens[token]
    before = (scene.mark_before(edge) for edge in range(token - _RELATED + 1, token + 1))
    behind = (scene.mark_at(edge) for edge in (token + 1, token + 2))
    marks = [*before, *(behind if scene.grammar.post else ())]
    month = scene.mark_before(token + 1)
    if month is not None and month.last - month.first > 1 and "in" in relations:
        return True  # "last July"
    ended = written[0] in _MILLENNIA and not written.isdecimal() and "in" in relations
    return ended or any(mark is not None and mark.has("role", *relations) for mark in marks)
