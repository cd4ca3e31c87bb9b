"""What some words need beside them before they say anything: a recall its envoy, a launch its missiles, a release its people.

Decides whether that stands by in the sentence. Doesn't decide which words need what: the lexicon's forms say it.
"""

from collections.abc import Mapping, Sequence

from monitor.extraction import roles
from monitor.extraction.parties import PartyAt
from monitor.extraction.scene import Scene
from monitor.extraction.triggers import Trigger
from monitor.extraction.vocabulary import Mark
from monitor.model.reports import PartyKind

_OBJECTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "with_means": ("means", ("missile", "rocket", "drone", "artillery", "mortar", "bomb", "grenade")),
    "with_trade": ("filter", ("trade",)),
    "with_ties": ("object", ("ties",)),
    "with_airspace": ("object", ("airspace",)),
    "with_truce": ("object", ("truce",)),
    "with_blame": ("object", ("blame",)),
    "with_captives": ("object", ("captives",)),
}
_TRUCE = "material_deesc.ceasefire"
_PLACED: Mapping[str, tuple[frozenset[str], int]] = {
    "with_town": (frozenset({"", "object"}), 2),
    "with_target": (frozenset({"on", "against", "to", "object"}), 4),
}
"""Which relations the place may have, and in how many tokens it follows."""

_SUBJECT = frozenset({"agent", "by"})
_PEOPLE = frozenset({PartyKind.STATE_FORCES, PartyKind.CIVILIANS})
_VISITORS = frozenset({"leader", "foreign minister"})
_ARMED = frozenset({PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN})
_OBJECT_REACH = 4
_PLACE_OF_PEOPLE = "village"
"""The general word (its ``form`` in the lexicon) for where people live: it is struck like people, but not let go."""


def satisfied(scene: Scene, found: Sequence[Trigger], parties: Sequence[PartyAt]) -> list[Trigger]:
    """The triggers that say something. What a verb says of its object stands for what it says by itself: "closes" its airspace, "breaks" a truce."""
    standing = [trigger for trigger in found if not trigger.needs or _met(scene, trigger, parties)]
    more = {trigger.first for trigger in standing if trigger.needs}
    broken = [scene.window(trigger.first) for trigger in standing if trigger.needs == "with_truce"]
    return [
        trigger
        for trigger in standing
        if (trigger.needs or trigger.first not in more)
        and not (trigger.value == _TRUCE and any(low <= trigger.first < high for low, high in broken))
    ]


def _met(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Whether what the word needs stands by: an envoy, arms that are fired, people let go or held, forces sent, whose fire it is."""
    if trigger.needs == "envoy":
        return _has_envoy(parties)
    if trigger.needs in _OBJECTS:
        group, values = _OBJECTS[trigger.needs]
        return _stands_by(scene, [mark for mark in scene.of(group) if mark.has(group, *values)], trigger)
    if trigger.needs == "with_visitor":
        return any(party.person or party.common in _VISITORS for party in parties)
    if trigger.needs == "with_force":
        return _has_force(scene, trigger, parties)
    if trigger.needs in _PLACED:
        return _at_place(scene, trigger)
    if trigger.needs == "with_doer":
        return any(party.last == trigger.first and not party.adjective for party in parties)
    if trigger.needs == "owned":
        return any(party.last == trigger.first and party.state and party.adjective for party in parties)
    return _has_moved(scene, trigger, parties)


def _has_force(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Whether the dead of a sentence died of arms: a word of force, a weapon or somebody armed stands in it, or soldiers at a border."""
    others = (mark for mark in scene.of("kinetic") if mark.first != trigger.first)
    if any(sign.group == "kinetic" and sign.form != "with_force" for mark in others for sign in mark.signs):
        return True
    if scene.of("means") or any(party.kind in _ARMED for party in parties):
        return True
    soldiers = any(party.kind == PartyKind.STATE_FORCES and party.state for party in parties)
    return soldiers and any(mark.has("role", "border") for mark in scene.of("role"))


def _at_place(scene: Scene, trigger: Trigger) -> bool:
    """Whether a place follows: at once for what is taken, behind "on" or "against" for what flies there."""
    cues, reach = _PLACED[trigger.needs]
    if trigger.needs == "with_target" and _flies_at(scene, trigger):
        return True
    for mark, named in zip(scene.marks, scene.named, strict=True):
        if named is None or not 0 <= mark.first - trigger.last <= reach or scene.broken(trigger.last - 1, mark.first):
            continue
        if (named.place or named.country) and scene.cue(named.first, named.last) in cues:
            return True
    return False


def _flies_at(scene: Scene, trigger: Trigger) -> bool:
    """ "Drones on a depot in A": what is hit need not be known where the clause says where."""
    _, high = scene.window(trigger.first)
    on = next(
        (m.last for m in scene.of("role") if 0 <= m.first - trigger.last <= 1 and m.has("role", "on", "against")), None
    )
    where = (named for named in scene.named if named is not None and (named.place or named.country))
    return on is not None and any(on <= named.first < high for named in where)


def _has_moved(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Whether the verb's object is land, forces or people, as it asks for."""
    moved = [party for party in parties if _is_object(scene, trigger, party)]
    if trigger.needs == "with_land":
        return any(party.common == _PLACE_OF_PEOPLE for party in moved)
    if trigger.needs == "with_forces":
        return any(party.kind == PartyKind.STATE_FORCES for party in moved)
    return any(party.kind in _PEOPLE and party.common != _PLACE_OF_PEOPLE and party.state for party in moved)


def _stands_by(scene: Scene, marks: Sequence[Mark], trigger: Trigger) -> bool:
    """Whether one of these is the verb's object: close behind it, or before it in its clause where the verb comes last."""
    if scene.grammar.order == "svo":
        return any(0 <= mark.first - trigger.last <= _OBJECT_REACH for mark in marks)
    low, high = scene.window(trigger.first)
    return any(low <= mark.first < high for mark in marks)


def _is_object(scene: Scene, trigger: Trigger, party: PartyAt) -> bool:
    if scene.grammar.order == "sov":
        low, high = scene.window(trigger.first)
        return low <= party.first < high and party.cue not in _SUBJECT
    if trigger.voice == "passive":
        return 0 <= trigger.first - party.last <= _OBJECT_REACH and not scene.broken(party.last - 1, trigger.first)
    return 0 <= party.first - trigger.last <= _OBJECT_REACH and not scene.broken(trigger.last - 1, party.first)


def _has_envoy(parties: Sequence[PartyAt]) -> bool:
    return any(
        party.common in roles.ENVOYS or (party.entity and party.kind == PartyKind.GOVERNMENT) for party in parties
    )
