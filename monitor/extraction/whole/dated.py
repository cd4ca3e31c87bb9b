"""The day of a headline's act that only a later sentence tells: "the incident took place on Sunday", "host of Sunday's talks".

Decides which of the lead's days is the act's by a word that takes it up. What the lead tells as an act of its own brings its day with it (``accounts``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import timing
from monitor.extraction.telling.triggers import EVENT, Trigger
from monitor.extraction.words.vocabulary import Mark
from monitor.model.reports import Mode
from monitor.text.event_times import WEEKDAYS, TimeCue

_INCIDENT, _TOOK_PLACE = ("time", "incident"), ("time", "took_place")
_HOURS = frozenset({"overnight", "night", "morning", "noon", "evening", "tonight", "midnight"})
_NO_DAYS = _HOURS | {"incident", "took_place", "today"}
_WHOLE = "whole"
"""The form of a word for the act that says that it happened, too: "it happened"."""
_BESIDE = 3
"""Tokens between a word for the act and its day: "the talks in D on Sunday"."""
_HEAD = 3
"""Tokens from the head of a sentence to its subject: "to attend talks on Sunday" looks ahead."""
_INSIDE = frozenset({"", "in", "at", "object", "per", "inside"})
"""Relations in which the act itself is told: not "an inquiry into the incident on Wednesday"."""
_TOGETHER = frozenset({"diplo_coop.contact", "diplo_coop.visit", "diplo_coop.agreement_joint_statement"})
"""Steps that a text calls by each other's names: who comes meets, and who meets agrees."""


def tell(read: Sequence[Act], drafts: Sequence[Draft]) -> None:
    """Fill in the day of the headline's act."""
    told = [
        made
        for made in drafts
        if made.title and made.mode == Mode.FACTUAL and not (made.times and is_dated(made.times))
    ]
    if not told:
        return
    later = [act for act in read if "time" in act.scene.senses and not act.scene.title]
    if not later:
        return
    for made in told:
        if made.main and not made.kinetic:
            made.times += next((cues for one in later if (cues := [*_of_step(one.scene, made)])), [])
    act = next((made for made in told if made.kinetic), told[0])
    for one in later:
        if is_dated(act.times):
            break
        act.times += _of_fight(one, act)
        if not (one.scene.senses.isdisjoint((_INCIDENT, _TOOK_PLACE)) or is_dated(act.times) or _acts(one)):
            act.times += _of_incident(one.scene)


def _of_fight(act: Act, made: Draft) -> list[TimeCue]:
    """ "Debate on Monday's clash": the day that is bound to a noun for the headline's own fight, but to none that it came after."""
    scene = act.scene
    for noun in act.triggers:
        if not (noun.kinetic and noun.voice == "noun" and noun.value in made.words) or _is_past(scene, noun):
            continue
        if any(_is_beside(noun, day) for day in days_of(scene)) and is_dated(found := timing.times(scene, noun)):
            return found
    return []


def _is_past(scene: Scene, noun: Trigger) -> bool:
    """ "The first since Monday's clash"."""
    return any(0 <= noun.first - mark.last <= _HEAD for mark in scene.of("role", "after"))


def is_dated(cues: Sequence[TimeCue]) -> bool:
    """Whether more is told of when than the hour."""
    return any(cue.word not in _NO_DAYS for cue in cues)


def _acts(act: Act) -> bool:
    """Whether a sentence tells of a step besides: "Monday's incident was condemned"."""
    return any(not trigger.kinetic for trigger in act.triggers) or act.scene.has("mode", "future", "negated")


def days_of(scene: Scene) -> list[Mark]:
    """A sentence's words for days and hours, but for those of when it was told."""
    return [mark for mark in scene.of("time") if not timing.is_of_telling(scene, mark)]


def _of_incident(scene: Scene) -> list[TimeCue]:
    """ "The incident took place on Sunday", "the incident, on Sunday night, ..."."""
    opening = [mark for mark in scene.of(*_TOOK_PLACE) if mark.first == scene.first]
    for noun in (*scene.of(*_INCIDENT), *opening):  # "happened on Sunday", where a language needs no "it"
        whole = any(sign.form == _WHOLE for sign in noun.signs)
        if noun in opening and not any(_is_beside(noun, day) for day in days_of(scene)):
            continue
        if _is_other(scene, noun) or not (whole or scene.cue(noun.first, noun.last) in _INSIDE):
            continue
        low, high = scene.window(noun.first)
        happened = whole or any(low <= mark.first < high for mark in scene.of(*_TOOK_PLACE))
        days = [day for day in days_of(scene) if (happened and low <= day.first < high) or _is_beside(noun, day)]
        found = [cue for day in days for cue in timing.cues(scene, day)]
        if is_dated(found):
            return [replace(cue, value=max(cue.value, timing.A_WEEK)) if cue.word in WEEKDAYS else cue for cue in found]
    return []


def _is_other(scene: Scene, noun: Mark) -> bool:
    """ "Another incident", "one more incident", "a similar incident"."""
    before = [mark for at in (noun.first, noun.first - 1) if (mark := scene.mark_before(at)) is not None]
    return any(m.has("count", "more") or any(s.group == "role" and s.form == "one" for s in m.signs) for m in before)


def _is_beside(noun: Mark | Trigger, day: Mark) -> bool:
    return 0 <= day.first - noun.last < _BESIDE or 0 <= noun.first - day.last < 2


def _of_step(scene: Scene, made: Draft) -> Iterator[TimeCue]:
    """ "Host of Sunday's talks": the day that is bound to a noun for the step."""
    if scene.has("mode", "future"):
        return
    together = made.words[0] in _TOGETHER
    same = _TOGETHER if together else {made.words[0]}
    nouns = [m for m in scene.of(EVENT) if any(s.group == EVENT and s.value in same for s in m.signs)]
    if together:
        nouns += scene.of("object", "peace")
    for noun in nouns:
        if timing.opens_with_after(scene, noun.first):
            continue
        for day in days_of(scene):
            before = day.last <= noun.first
            if (before or noun.first - scene.first < _HEAD) and _is_beside(noun, day):
                yield from timing.cues(scene, day)
