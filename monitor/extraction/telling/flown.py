"""What flies is fired at and brought down, by words that are said of any fire, where others fire with it or from it.

Decides which shots and blows were aimed at something that flew. Doesn't decide whose it was.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark

if TYPE_CHECKING:
    from monitor.extraction.telling.triggers import Trigger

_KINETIC = "kinetic"
_FLYING = ("drone", "aircraft", "helicopter")
_BEATEN = frozenset({"means", "party", _KINETIC, ("role", "with")})
REACH = 5
"""Tokens between what flew and the word for its end: whose it was."""
_AIMED = 3
"""Tokens between "shots" and what flies: "at two intruding"."""
_AT = frozenset(("role", value) for value in ("at", "on", "against", "to", "det"))
_FIRED, _FLOWN_AT = frozenset({"shoot", "shell"}), ("object", "flown")
WRECKED = frozenset({"kill", "strike", "hit"})
"""Words of force that say of a drone that it was shot down."""
DESTROYS = "wrecks"
"""The form of the lexicon for verbs that say of a depot that it was struck, and of a drone that it was shot down."""
_OTHERS = frozenset({_KINETIC, ("role", "with"), ("role", "on")})
_NEAR = 4
"""Tokens between the verb and what it destroyed: "destroyed over the night 53 B-ish drones"."""


def brought_down(scene: Scene, trigger: "Trigger") -> "Trigger":
    """ "A drone of the army shot by", "drone-OBJECT army destroyed": what flies is shot down."""
    if trigger.value in WRECKED and trigger.voice == "verb" and scene.grammar.order == "sov":
        low, _ = scene.window(trigger.first)
        drones = (m for m in scene.of("means", "drone") if low <= m.first < trigger.first)
        downed = any(scene.cue(drone.first, drone.last) == "object" for drone in drones)
        return replace(trigger, value="shootdown") if downed else trigger
    if trigger.value != "shoot" or trigger.voice != "passive":
        return trigger
    flying = scene.of("means", *_FLYING)
    near = any(
        0 <= trigger.first - mark.last <= REACH and not scene.broken(mark.last - 1, trigger.first) for mark in flying
    )
    return replace(trigger, value="shootdown") if near else trigger


def fended_off(scene: Scene, trigger: "Trigger") -> "Trigger":
    """ "Repelled two B-ish drones", no "drone attack": what flies and is beaten back is shot down, too."""
    if trigger.voice == "passive" or not trigger.kinetic or scene.grammar.order != "svo":
        return trigger
    near = next((m for m in scene.marks if m.first >= trigger.last and not m.senses.isdisjoint(_BEATEN)), None)
    if near is None or near.first - trigger.last > _AIMED or not near.has("means", *_FLYING, "missile", "rocket"):
        return trigger
    raid = scene.mark_at(near.last)
    raided = (raid is not None and raid.has(_KINETIC)) or any(s.form in {"noun", "nv"} for s in near.word.acts)
    return trigger if raided else replace(trigger, value="shootdown", needs="")


def fired_at(scene: Scene, trigger: "Trigger") -> "Trigger":
    """ "Fires warning shots at drones", "drone-TO fires": the same."""
    if trigger.value not in _FIRED or trigger.voice == "passive":
        return trigger
    if _FLOWN_AT in scene.senses and any(_is_beside(scene, trigger, mark) for mark in scene.of(*_FLOWN_AT)):
        return replace(trigger, value="shootdown")
    near = (m for m in scene.of("means", *_FLYING) if 0 <= m.first - trigger.last <= _AIMED)
    aimed = next((m for m in near if not scene.broken(trigger.last - 1, m.first)), None)
    if aimed is None or scene.grammar.order == "sov" or trigger.value == "shell":
        return trigger
    between = (mark for mark in scene.of("role") if trigger.last <= mark.first < aimed.first)
    return trigger if any(mark.senses.isdisjoint(_AT) for mark in between) else replace(trigger, value="shootdown")


def _is_beside(scene: Scene, trigger: "Trigger", drone: Mark) -> bool:
    """Whether the drone that is fired at stands so near the shots that it is by them."""
    first, last = min(drone.first, trigger.first), max(drone.first, trigger.first)
    return last - first <= REACH and not scene.broken(first, last)


def is_destroyed(scene: Scene, word: Mark, voice: str) -> bool:
    """Whether such a word of this voice has what flies for its object, or a participle for its subject; "destroyed by drone a tank" has not."""
    if voice == "noun" or "means" not in scene.senses:
        return False
    behind = next((m for m in scene.marks if m.first >= word.last and _may_be_it(m)), None)
    if behind is not None and behind.first - word.last <= _NEAR and _is_it(scene, behind, word.last - 1, behind.first):
        return True
    if voice != "passive":
        return False
    before = next((m for m in reversed(scene.marks) if m.last <= word.first and _may_be_it(m)), None)
    return (
        before is not None and word.first - before.last <= _NEAR and _is_it(scene, before, before.last - 1, word.first)
    )


def _may_be_it(mark: Mark) -> bool:
    return "means" in mark.senses or "party" in mark.senses or not _OTHERS.isdisjoint(mark.senses)


def _is_it(scene: Scene, craft: Mark, low: int, high: int) -> bool:
    return craft.has("means", *_FLYING) and not scene.broken(low, high) and not scene.cue(craft.first, craft.last)
