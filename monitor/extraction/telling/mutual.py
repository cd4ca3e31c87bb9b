"""What two sides do to each other: "A and B accuse each other of shelling", "fire between the soldiers of both".

Decides which acts of a sentence are a fight of both sides, of which nobody says who began. Doesn't decide who they are.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.steps import ACCUSED

if TYPE_CHECKING:
    from monitor.extraction.telling.triggers import Trigger

_EACH_OTHER = ("role", "mutual")
_FIGHT = "clash"
_FIRE = frozenset({"shoot", "shell", "attack", "truce_breach", _FIGHT})
"""Words of force with which neighbours charge each other once they have fought."""
_OF_WORDS = frozenset({"deadly", "repelled"})
"""What words need that may be said of words, too: "a provocation"."""
_BESIDE = 2
"""Tokens between a verb and "each other"."""


def fights(scene: Scene, found: "Sequence[Trigger]") -> "Sequence[Trigger]":
    """The triggers with each fight of both sides as one."""
    charge = next((t for t in found if _is_charge(scene, t)), None) if _EACH_OTHER in scene.senses else None
    force = (
        [t for t in found if t.kinetic and t.value in _FIRE and t.needs not in _OF_WORDS] if charge is not None else []
    )
    if charge is not None and force:
        rest = (t for t in found if t is not charge and t not in force[1:])
        return [replace(_as_fight(t), clause=_both(charge, t)) if t is force[0] else t for t in rest]
    return (
        [_as_fight(t) if _is_between(scene, t) else t for t in found] if ("role", "between") in scene.senses else found
    )


def _is_charge(scene: Scene, trigger: "Trigger") -> bool:
    if trigger.value != ACCUSED:
        return False
    low, high = trigger.first - _BESIDE, trigger.last + _BESIDE
    if scene.grammar.order == "sov":
        low, high = trigger.clause
    return any(low <= mark.first <= high for mark in scene.of(*_EACH_OTHER))


def _both(charge: "Trigger", force: "Trigger") -> tuple[int, int]:
    return min(charge.clause[0], force.clause[0]), max(charge.clause[1], force.clause[1])


def _is_between(scene: Scene, trigger: "Trigger") -> bool:
    """ "Fire between A's and B's soldiers"."""
    follower = scene.mark_at(trigger.last)
    between = follower is not None and follower.has("role", "between")
    return between and trigger.kinetic and trigger.value == "shoot" and trigger.voice == "noun"


def _as_fight(trigger: "Trigger") -> "Trigger":
    return replace(trigger, value=_FIGHT, voice="noun", main=True)
