"""When a sentence says that its act happened.

Decides which words for days and hours are the act's, and which say when it was told or when an earlier act was. Doesn't compute any date.
"""

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import EVENT, Trigger
from monitor.extraction.words.vocabulary import Mark
from monitor.text.event_times import WEEKDAYS, TimeCue
from monitor.text.fold import is_possessive

_SAID_WHEN = 2
"""Tokens between "said" and the day on which it was said."""
_LAST_DAY = 31
_MONTHS = frozenset({"month", "solar"})
_ANSWERS = ("diplo_hostile.", "coercion.", "claim.")
"""Steps that are taken on account of something."""
A_WEEK = 6
"""Days back to which a weekday goes on which something took place."""
_NOUNS = frozenset({("kinetic", "noun"), ("kinetic", "nv")})
_FIRST_REACH = 4
"""Tokens between a word of force and "first", where it is a word of its own: "opened on B's guards the fire first"."""


def times(scene: Scene, trigger: Trigger) -> list[TimeCue]:
    """What the sentence says of when, but for clauses about something earlier ("in answer to Tuesday's attack")."""
    if "time" not in scene.senses:
        return []
    of_force = trigger.kinetic and trigger.voice == "noun" and EVENT in scene.senses
    days = [mark for mark in scene.of("time") if not (_is_anothers(scene, trigger, mark) or is_of_telling(scene, mark))]
    if of_force:
        days = [day for day in days if not _is_of_step(scene, trigger, day)]
    if len(days) > 1:
        low, high = trigger.clause
        days = [day for day in days if low <= day.first < high] or days
    return [cue for day in days for cue in cues(scene, day)] if days else []


def cues(scene: Scene, day: Mark) -> list[TimeCue]:
    """What a word for a day or an hour says; a month says nothing without its day."""
    found: list[TimeCue] = []
    for sign in day.signs:
        if sign.group != "time":
            continue
        if sign.value not in _MONTHS:
            back = int(sign.form) if sign.form.isdecimal() else 0
            past = sign.value in WEEKDAYS and back < A_WEEK and is_of_force(scene, day)
            found.append(TimeCue(sign.value, A_WEEK if past else back))
        elif number := _day_of(scene, day):
            found.append(TimeCue(sign.value, int(sign.form), number))
    return found


def is_of_force(scene: Scene, day: Mark) -> bool:
    """ "Sunday's gunfight", "the shelling on Sunday": nobody tells of the fire of a day to come."""
    for noun in scene.marks:
        beside = 0 <= noun.first - day.last <= 1 or 0 <= day.first - noun.last <= 1
        if beside and not _NOUNS.isdisjoint(noun.word.forms):
            return True
    return False


def _day_of(scene: Scene, month: Mark) -> int:
    beside = (n for n in scene.numbers if n.digits and (n.last == month.first or n.first == month.last))
    day = next((n.count.best for n in beside), 0)
    return day if 1 <= day <= _LAST_DAY else 0


def is_of_telling(scene: Scene, day: Mark) -> bool:
    """ "Said on Wednesday that ...": when it was said, not when it happened."""
    before = scene.mark_before(day.first)
    if before is not None and before.word.relation == "by":
        return True  # "had stopped by Monday": up to when
    for mark in scene.of("role", "say"):
        if 0 <= day.first - mark.last <= _SAID_WHEN or (
            0 <= mark.first - day.last <= 1 and not scene.broken(day.last - 1, mark.first)
        ):
            return True
    return False


def _is_of_step(scene: Scene, trigger: Trigger, day: Mark) -> bool:
    """ "D on Wednesday condemned the attack": the day of a step, not of the force that it is about."""
    verbs = [m for m in scene.of(EVENT) if any(s.group == EVENT and s.form != "noun" for s in m.signs)]
    if scene.grammar.post:
        after = (verb for verb in verbs if verb.first >= trigger.last and not scene.broken(day.first, verb.first))
        follower = scene.mark_at(day.last)
        bound = follower is not None and follower.has("role", "of")
        return day.last <= trigger.first and not bound and next(after, None) is not None
    if day.last > trigger.first or _is_adjective(scene, trigger, day):
        return False
    ahead = [verb for verb in verbs if verb.last <= trigger.first]
    return any(verb.last <= day.first or not scene.broken(day.last, verb.first) for verb in ahead)


def _is_adjective(scene: Scene, trigger: Trigger, day: Mark) -> bool:
    """ "Condemns Monday's deadly raid", "condemns the Monday raid"."""
    if any(is_possessive(scene.passage.folded, token) for token in range(day.last - 1, trigger.first)):
        return True
    before = scene.mark_before(day.first)
    return day.last == trigger.first and before is not None and before.has("role", "det")


def _is_anothers(scene: Scene, trigger: Trigger, day: Mark) -> bool:
    """Whether a word for a day dates another act than the trigger's."""
    return (
        _of_earlier(scene, trigger, day.first)
        or _is_of_step(scene, trigger, day)
        or (trigger.value.startswith(_ANSWERS) and trigger.first != day.last and _is_of_noun(scene, trigger, day))
    )


def _is_of_noun(scene: Scene, trigger: Trigger, day: Mark) -> bool:
    """ "Protests at Monday's shooting", "condamne la fusillade de lundi": the day of what a step answers, not of the step."""
    if is_possessive(scene.passage.folded, day.last - 1):
        return True
    before = scene.mark_at(day.first - 1)
    return before is not None and before.has("role", "of", "from") and before.first > trigger.last


def _of_earlier(scene: Scene, trigger: Trigger, token: int) -> bool:
    """Whether a word stands in a clause that opens with "after", and the trigger doesn't."""
    low, _ = scene.window(token)
    return opens_with_after(scene, token) and trigger.clause[0] != low


def opens_with_after(scene: Scene, token: int) -> bool:
    """Whether its clause looks back, or says more of what such a clause names: "in answer to a shell that killed four"."""
    if ("role", "after") not in scene.senses:
        return False
    low, _ = scene.window(token)
    opener = scene.mark_at(low)
    if opener is None or opener.has("role", "after"):
        return opener is not None
    relative = ("role", "while") in opener.senses and low > scene.first
    more = relative and any(sign.form == "relative" for sign in opener.signs)
    return more and opens_with_after(scene, low - 1)


def was_first(scene: Scene, trigger: Trigger) -> bool:
    """ "Fired first", "were the first to attack": whether whoever did it is said to have begun."""
    words = scene.of("role", "first")
    if any(mark.first == trigger.first for mark in words):
        return True
    low, high = scene.window(trigger.first)
    near = (m for m in words if low <= m.first < high)
    return any(m.first - trigger.last <= _FIRST_REACH and trigger.first - m.last <= _FIRST_REACH for m in near)
