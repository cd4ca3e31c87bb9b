"""When a sentence says that its act happened.

Decides which words for days and hours are the act's, and which say when it was told or when an earlier act was. Doesn't compute any date.
"""

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import Mark
from monitor.text.event_times import TimeCue
from monitor.text.fold import is_possessive

_SAID_WHEN = 2
"""Tokens between "said" and the day on which it was said."""
_ANSWERS = ("diplo_hostile.", "coercion.", "claim.")
"""Steps that are taken on account of something."""
_FIRST_REACH = 4
"""Tokens between a word of force and "first", where it is a word of its own: "opened on B's guards the fire first"."""


def times(scene: Scene, trigger: Trigger) -> list[TimeCue]:
    """What the sentence says of when, but for clauses about something earlier ("in answer to Tuesday's attack")."""
    cues: list[TimeCue] = []
    if "time" not in scene.senses:
        return cues
    says = [mark.last for mark in scene.of("role", "say")]
    for mark in scene.of("time"):
        if _is_anothers(scene, trigger, mark) or any(0 <= mark.first - said_at <= _SAID_WHEN for said_at in says):
            continue  # "said on Wednesday that ...": when it was said, not when it happened
        for sign in mark.signs:
            if sign.group != "time":
                continue
            if sign.value == "month":
                day = next(
                    (
                        n.count.best
                        for n in scene.numbers
                        if n.digits and (n.last == mark.first or n.first == mark.last)
                    ),
                    0,
                )
                if 1 <= day <= 31:
                    cues.append(TimeCue("month", int(sign.form), day))
            else:
                cues.append(TimeCue(sign.value, int(sign.form) if sign.form.isdecimal() else 0))
    return cues


def _is_anothers(scene: Scene, trigger: Trigger, day: Mark) -> bool:
    """Whether a word for a day dates another act than the trigger's."""
    return _of_earlier(scene, trigger, day.first) or (
        trigger.value.startswith(_ANSWERS) and trigger.first != day.last and _is_of_noun(scene, trigger, day)
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
    if ("role", "after") not in scene.senses:
        return False
    opener = scene.mark_at(scene.window(token)[0])
    return opener is not None and opener.has("role", "after")


def was_first(scene: Scene, trigger: Trigger) -> bool:
    """ "Fired first", "were the first to attack": whether whoever did it is said to have begun."""
    words = scene.of("role", "first")
    if any(mark.first == trigger.first for mark in words):
        return True
    low, high = scene.window(trigger.first)
    near = (m for m in words if low <= m.first < high)
    return any(m.first - trigger.last <= _FIRST_REACH and trigger.first - m.last <= _FIRST_REACH for m in near)
