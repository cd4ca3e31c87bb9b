"""How a text speaks of an act: as a fact, as history, as a plan, as a possibility, as denied, as an opinion.

Decides the mode of one trigger from its clause and from the headline. Doesn't decide what the act is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.extraction.scene import Scene
from monitor.extraction.triggers import Trigger
from monitor.extraction.vocabulary import Mark
from monitor.model.reports import Mode

_QUESTION_MARKS = ("?", "؟")
_REACH = 7
"""Tokens before a trigger in which "could" or "not" bears on it."""

_SPEAKS_OF_LATER = (
    "diplo_hostile.threat",
    "diplo_hostile.ultimatum",
    "diplo_coop.visit",
    "diplo_coop.relations",
    "diplo_coop.no_esc",
    "posture.emergency",
)
_ALWAYS_SAID = ("diplo_hostile.", "diplo_coop.no_esc", "diplo_coop.concil", "diplo_coop.restraint")
"""A threat of what may come, a wish for no escalation: the words are the act, so "may" and "no" inside them don't undo it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the headline makes of the whole item; ``forced`` overrules every clause."""

    forced: Mode | None = None
    hedged: bool = False


def frame(scenes: Sequence[Scene], triggers: Sequence[Sequence[Trigger]], *, analysis: bool) -> Frame:
    """The item's frame from its headline's scenes."""
    hedged = any(mark.has("mode", "hedged") for scene in scenes for mark in scene.marks)
    if analysis:
        return Frame(forced=Mode.OPINION, hedged=hedged)
    title = next((scene for scene in scenes if scene.title), None)
    if title is None:
        return Frame(hedged=hedged)
    acts = triggers[scenes.index(title)]
    return Frame(forced=_forced(title, acts), hedged=hedged)


def _forced(title: Scene, acts: Sequence[Trigger]) -> Mode | None:
    if any(mark.has("mode", "opinion") for mark in title.marks):
        return Mode.OPINION
    if title.sentence.ends_with in _QUESTION_MARKS or any(
        title.passage.folded.gap(cut).strip()[:1] in _QUESTION_MARKS for cut in title.hard
    ):
        return Mode.HYPOTHETICAL
    opening = title.mark_at(title.first)
    if opening is not None and opening.has("mode", "question") and not acts:
        return Mode.HYPOTHETICAL
    past = [mark for mark in title.marks if _is_historical(mark)]
    if past and (past[0].first <= title.first + 1 or not any(_happens_now(title, act) for act in acts)):
        return Mode.HISTORICAL
    return None


def _is_historical(mark: Mark) -> bool:
    return any(s.group == "mode" and s.value == "historical" and s.form != "adjacent" for s in mark.signs)


def _happens_now(scene: Scene, act: Trigger) -> bool:
    """An active verb with force, or a number of dead, makes a memorial a place and not a subject."""
    counted = any(mark.has("count", "killed", "injured") for mark in scene.marks) and bool(scene.numbers)
    return act.main and act.kinetic and (act.voice == "verb" or counted)


def of(scene: Scene, trigger: Trigger, whole: Frame) -> Mode:
    """The mode of one act."""
    if whole.forced is not None:
        return whole.forced
    low, high = scene.window(trigger.first)
    clause = [mark for mark in scene.marks if low <= mark.first < high]
    before = [mark for mark in clause if mark.last <= trigger.first and trigger.first - mark.last < _REACH]
    said = not trigger.kinetic and trigger.value.startswith(_ALWAYS_SAID)
    if not said and any(mark.has("mode", "negated") for mark in before):
        return Mode.NEGATED
    if _is_past(scene, trigger, clause):
        return Mode.HISTORICAL
    if not said and _is_possible(scene, trigger, before):
        return Mode.HYPOTHETICAL
    later = not trigger.kinetic and trigger.value.startswith(_SPEAKS_OF_LATER)
    if not later and any(mark.has("mode", "future") for mark in clause if mark.first >= trigger.last or mark in before):
        return Mode.FUTURE
    return Mode.FACTUAL


def _is_past(scene: Scene, trigger: Trigger, clause: Sequence[Mark]) -> bool:
    if scene.title:
        return False
    adjacent = scene.mark_before(trigger.first)
    perfect = adjacent is not None and any(s.value == "historical" and s.form == "adjacent" for s in adjacent.signs)
    return perfect or any(_is_historical(mark) for mark in clause)


def _is_possible(scene: Scene, trigger: Trigger, before: Sequence[Mark]) -> bool:
    """ "If" rules its clause and the next; a month called "may" stands beside a number."""
    signs = [mark for mark in before if mark.has("mode", "hypothetical") and not _is_date(scene, mark)]
    if signs:
        return True
    opening = scene.mark_at(scene.first)
    return (
        opening is not None and opening.has("mode", "hypothetical") and opening.has("role", "after") and trigger.kinetic
    )


def _is_date(scene: Scene, mark: Mark) -> bool:
    return mark.has("time") and any(number.last == mark.first or number.first == mark.last for number in scene.numbers)
