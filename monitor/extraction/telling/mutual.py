"""What two sides do to each other: "A and B accuse each other of shelling", "fire between the soldiers of both".

Decides which acts of a sentence are a fight of both sides, of which nobody says who began. Doesn't decide who they are.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.steps import ACCUSED
from monitor.model.reports import PartyKind

if TYPE_CHECKING:
    from monitor.extraction.telling.triggers import Trigger

_EACH_OTHER = ("role", "mutual")
_FIGHT = "clash"
_FIRE = frozenset({"shoot", "shell", "attack", "truce_breach", _FIGHT})
"""Words of force with which neighbours charge each other once they have fought."""
_AIMED = frozenset({"shoot", "strike"})
"""Words for what soldiers do to each other from their posts."""
_FLOWN = ("missile", "rocket", "drone", "aircraft", "helicopter")
"""Arms with which states strike each other and don't fight."""
_OVER_THE_LINE = ("trait", "over_the_line")
_LINE = 6
"""Tokens of a line's name between fire across it and those between whom it was."""
_SENT = frozenset({"shoot", "shell"})
"""Words for what is fired."""
_BY_BOTH = frozenset({("role", "by"), ("role", "and")})
"""Senses without which nothing is done by two."""
_OF_WORDS = frozenset({"deadly", "repelled"})
"""What words need that may be said of words, too: "a provocation"."""
_BESIDE = 2
"""Tokens between a verb and "each other"."""
_BEFORE = 5
"""The same where the verb comes last."""


def fights(scene: Scene, found: "Sequence[Trigger]", parties: Sequence[PartyAt]) -> "Sequence[Trigger]":
    """The triggers with each fight of both sides as one."""
    charge = next((t for t in found if _is_charge(scene, t)), None) if _EACH_OTHER in scene.senses else None
    force = (
        [t for t in found if t.kinetic and t.value in _FIRE and t.needs not in _OF_WORDS] if charge is not None else []
    )
    if charge is not None and force:
        rest = (t for t in found if t is not charge and t not in force[1:])
        return [replace(_as_fight(t), clause=_both(charge, t)) if t is force[0] else t for t in rest]
    if charge is None and _EACH_OTHER in scene.senses and any(p.kind == PartyKind.STATE_FORCES for p in parties):
        return [replace(_as_fight(t), needs="") if _is_at_each_other(scene, t) else t for t in found]
    if scene.senses >= _BY_BOTH:
        found = [_as_fight(t) if t.voice == "noun" and _is_by_both(scene, t, parties) else t for t in found]
    mutual = _is_between if ("role", "between") in scene.senses else _is_among if scene.grammar.post else None
    return found if mutual is None else [_as_fight(t) if mutual(scene, t, parties) else t for t in found]


def _is_charge(scene: Scene, trigger: "Trigger") -> bool:
    if trigger.value != ACCUSED:
        return False
    low, high = trigger.first - _BESIDE, trigger.last + _BESIDE
    if scene.grammar.order == "sov":
        low, high = trigger.clause
    return any(low <= mark.first <= high for mark in scene.of(*_EACH_OTHER))


def _both(charge: "Trigger", force: "Trigger") -> tuple[int, int]:
    return min(charge.clause[0], force.clause[0]), max(charge.clause[1], force.clause[1])


def _is_at_each_other(scene: Scene, trigger: "Trigger") -> bool:
    """ "Soldiers of A and B fired on each other's posts": a fight, whatever the verb, unless missiles fly."""
    if trigger.value not in _AIMED or scene.has("means", *_FLOWN):
        return False
    low, high = trigger.first - _BEFORE, trigger.last + _BESIDE
    return any(low <= mark.first <= high for mark in scene.of(*_EACH_OTHER))


def _is_by_both(scene: Scene, trigger: "Trigger", parties: Sequence[PartyAt]) -> bool:
    """ "Killed in firing by A and B troops along the border", where allies would fire together."""
    by = scene.mark_at(trigger.last) if trigger.value == "shoot" and _is_at_a_line(scene) else None
    if by is None or ("role", "by") not in by.senses:
        return False
    one = next((p for p in parties if 0 <= p.first - by.last <= 1 and p.state), None)
    joint = scene.mark_at(one.last) if one is not None else None
    if one is None or joint is None or ("role", "and") not in joint.senses:
        return False
    return any(p.first == joint.last and p.state not in {None, one.state} for p in parties)


def _is_at_a_line(scene: Scene) -> bool:
    if ("role", "border") in scene.senses or _OVER_THE_LINE in scene.senses:
        return True
    return any(named.place is not None and named.place.country is None for named in scene.names)


def _is_between(scene: Scene, trigger: "Trigger", parties: Sequence[PartyAt]) -> bool:
    """ "Fire between A's and B's soldiers", "shooting breaks out between"."""
    if trigger.value != "shoot" or trigger.voice != "noun":
        return False
    between = next((m for m in scene.of("role", "between") if m.first >= trigger.last), None)
    if between is None and scene.title and _opens_between(scene, trigger, parties):
        return True
    if between is None or scene.broken(trigger.last - 1, between.first):
        return False
    fire, verb = scene.mark_at(trigger.first), scene.mark_at(trigger.last)
    if fire is not None and _OVER_THE_LINE in fire.senses:
        return between.first - trigger.last <= _LINE
    near = between.first - trigger.last <= _BESIDE
    return near and (verb is None or verb is between or "role" not in verb.senses)


def _opens_between(scene: Scene, trigger: "Trigger", parties: Sequence[PartyAt]) -> bool:
    """ "Between the soldiers of A and B began a shooting"."""
    opening = scene.mark_at(scene.first)
    if opening is None or ("role", "between") not in opening.senses or scene.broken(opening.last, trigger.first):
        return False
    states = {p.state for p in parties if p.last <= trigger.first and p.state}
    return len(states) > 1


def _is_among(scene: Scene, trigger: "Trigger", parties: Sequence[PartyAt]) -> bool:
    """ "A and B soldiers'in heavy fire", "A-B soldiers'in fire", where relations stand behind their noun."""
    if trigger.value not in _SENT or trigger.voice != "noun":
        return False
    among = scene.mark_before(trigger.first)
    if among is None or ("role", "in") not in among.senses or trigger.first - among.last > _BESIDE:
        return False
    one = next((p for p in reversed(parties) if p.last == among.first and p.state), None)
    if one is None:
        return False
    joint = scene.mark_before(one.first)
    tied = joint is not None and joint.last == one.first and ("role", "and") in joint.senses
    if not tied and scene.passage.folded.gap(one.first) != "-":
        return False
    end = joint.first if tied and joint is not None else one.first
    return any(p.last == end and p.state not in {None, one.state} for p in parties)


def _as_fight(trigger: "Trigger") -> "Trigger":
    return replace(trigger, value=_FIGHT, voice="noun", main=True)
