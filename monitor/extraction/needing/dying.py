"""Words for those who die, beside which it must stand that they died of arms: "dead", "lost their lives".

Decides whether they did. Doesn't decide who killed them, nor how many they are.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import NOBODYS, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import hands
from monitor.extraction.telling.forms import NEEDS
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import ACCUSED
from monitor.model.reports import PartyKind

_KILLING = ("missile", "drone", "rocket", "artillery", "mortar", "gun", "bomb", "mine", "suicide", "grenade")
"""Arms of which people die; in aircraft they also crash."""
_OFFENSIVE = "offensive"
_SOLDIERS = ("party", PartyKind.STATE_FORCES.value)
"""The sense of general words for soldiers."""
_FACING_KM = 15
"""How far from a line soldiers stand who guard it, within the error of a place's data."""


def dead_by_force(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Whether the dead of a sentence died of arms: a word of force, a weapon or somebody armed stands in it, or soldiers at a border."""
    others = (mark for mark in scene.of("kinetic") if mark.first != trigger.first)
    if any(sign.group == "kinetic" and sign.form not in NEEDS for mark in others for sign in mark.signs):
        return True
    if scene.of("means", *_KILLING) or any(p.kind in NOBODYS or (p.entity and is_mission(scene, p)) for p in parties):
        return True
    if trigger.value == _OFFENSIVE and scene.has("count", "killed") and _is_abroad(scene, trigger, parties):
        return True
    forces = [party for party in parties if party.kind == PartyKind.STATE_FORCES]
    if forces and _is_on_a_line(scene):
        return True  # "six soldiers die at D"
    if forces and scene.has("role", "border"):
        if len({p.state for p in parties if p.state}) > 1:
            return True  # "six soldiers die on the border between A and B"
        if scene.has("kinetic", "wound") and trigger.value == "kill":
            return True  # "soldier wounded on the border dies"
    soldiers = [party for party in forces if party.state]
    faced = any(party.cue == "against" for party in parties) or len({p.state for p in parties if p.state}) > 1
    return bool(soldiers) and (faced or scene.has("role", "border"))


def is_mission(scene: Scene, party: PartyAt) -> bool:
    """ "Three soldiers of a mission": of an organisation's, whom a general word calls so."""
    return party.kind == PartyKind.ORGANISATION and bool(party.entity) and _SOLDIERS in scene.senses


def _is_abroad(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A launches an operation in B, nine dead", "in D" at one of A's lines: a state's, where it has no police work to do."""
    doer = next((p for p in parties if p.kind == PartyKind.GOVERNMENT and p.state and p.last == trigger.first), None)
    if doer is None:
        return False
    there = any(p.located and p.state not in {None, doer.state} for p in parties)
    lines = (line for named in scene.names if named.place is not None for line, _ in named.place.border_km)
    return there or any(doer.state in line.split("-") for line in lines)


def soldier_dies(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Soldier of A dies in D, A accuses B", "dies at the hands of B's troops": of soldiers for whose death somebody is charged, or who fall on a line."""
    if hands.have_killed(trigger, parties):
        return True
    fell = [p for p in parties if p.kind == PartyKind.STATE_FORCES and 0 <= trigger.first - p.last <= 1]
    if fell and any(party.kind in NOBODYS and party.entity and not party.cue for party in parties):
        return True  # "three fighters of the R and an officer dead"
    charged = scene.has("event", ACCUSED) and any(p.state for p in fell)
    return bool(fell) and (charged or _is_on_a_line(scene) or _are_at_anothers_border(scene, fell[0], parties))


def _are_at_anothers_border(scene: Scene, fallen: PartyAt, parties: Sequence[PartyAt]) -> bool:
    """ "Seven of A's soldiers die at B's border", in a headline."""
    if not scene.title or fallen.state is None or ("role", "border") not in scene.senses:
        return False
    return any(party.state not in {None, fallen.state} for party in parties)


def _is_on_a_line(scene: Scene) -> bool:
    """Whether a place is named where two states' guards face each other."""
    lines = (km for named in scene.names if named.place is not None for _, km in named.place.border_km)
    return scene.title and any(km <= _FACING_KM for km in lines)
