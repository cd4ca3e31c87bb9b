"""Whose hands do what peaceful people do, too, and on what: bandits who rob, soldiers who wound another state's villager, a church torn down;
and in whose hands people are taken or soldiers fall.

Decides whether whoever bears arms does it, or whether what it is done to is another state's. Doesn't decide who acts on whom, but to whom
soldiers are lost.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import BEARERS, NOBODYS, PEOPLE, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import objects
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import EMBASSY, LAIRS, POST, VILLAGE, Mark
from monitor.model.reports import PartyKind

Parties = Sequence[PartyAt]

_GROUND = frozenset({VILLAGE, POST})
"""General words of the lexicon (its ``form``) for what is taken as ground."""
_LOST_REACH = 3
"""Tokens between "loses" and whom, and between them and to whom: "to the"."""
_DOWNED = "shootdown"
_ATTIRE = 3
"""Tokens between "in" and a verb: "gunmen in plain clothes fire"."""
_SNIPER = "sniper"


def are_armed(scene: Scene, trigger: Trigger, parties: Parties) -> bool:
    """Whether gunmen, a group or another state's soldiers do what others do, too: "bandits rob", "houses burned by militants"."""
    low, high = scene.window(trigger.first)
    clause = [p for p in parties if low <= p.first < high]
    armed = [p for p in clause if p.kind in NOBODYS and p.common not in LAIRS]
    armed += [p for p in clause if p.kind == PartyKind.STATE_FORCES and _faces_another(p, trigger, clause)]
    if trigger.voice == "passive" or scene.grammar.order == "sov":
        doing = objects.SUBJECT if trigger.voice == "passive" else objects.SUBJECT | {""}
        return any(party.cue in doing for party in armed) or _by_crowd(trigger, clause)
    if scene.grammar.order == "vso" and any(party.first == trigger.last and not party.cue for party in armed):
        return True
    return any(party.last <= trigger.first and not party.cue for party in armed) or _as_crowd(trigger, clause)


def stand_before(scene: Scene, trigger: Trigger, parties: Parties) -> bool:
    """Somebody right before the verb, also by a pronoun, or by an adjective and a noun that nobody knows, or a ship: "A's units fire at"."""
    before = scene.mark_before(trigger.first)
    it = before is not None and before.last == trigger.first and ("role", "pronoun") in before.word.forms
    if it and any(party.last <= trigger.first - 1 for party in parties):
        return True  # "G says that it sank a boat"
    if any(party.last == trigger.first and (not party.adjective or _is_second(scene, party)) for party in parties):
        return True
    unknown = trigger.first - 1
    noun = scene.mark_before(trigger.first)
    known = noun is not None and noun.last > unknown and not (noun.first == unknown and _bears_guns(noun))
    alone = not known and any(party.last == unknown and party.adjective for party in parties)
    return alone or _in_masks(scene, trigger, parties)


def _is_second(scene: Scene, party: PartyAt) -> bool:
    """ "As and B-ish fight": the second of two peoples, who is written like an adjective."""
    joint = scene.mark_before(party.first)
    return joint is not None and joint.last == party.first and ("role", "and") in joint.senses


def _bears_guns(noun: Mark) -> bool:
    """ "A's gunboats fire on", "A's helicopters fire on": what fires for those whose it is."""
    return ("object", "vessel") in noun.senses or any(sign.group == "means" for sign in noun.signs)


def _in_masks(scene: Scene, trigger: Trigger, parties: Parties) -> bool:
    """ "Gunmen in plain clothes fire on a patrol"."""
    doer = next((p for p in parties if p.last <= trigger.first and p.kind in NOBODYS and not p.cue), None)
    joint = scene.mark_at(doer.last) if doer is not None else None
    return joint is not None and joint.has("role", "in") and trigger.first - joint.last <= _ATTIRE


def are_foes(scene: Scene, trigger: Trigger, doer: PartyAt | None) -> bool:
    """ "The enemy shelled D", "the invader's jets strike", "killed by enemy fire": whoever did it is called nothing else."""
    if trigger.value == _DOWNED:
        return False
    marks = scene.of("role", "foe")
    beside = (m.last == trigger.first or m.first in {trigger.first, trigger.last} for m in marks)
    if trigger.voice == "noun" and any(beside):
        return doer is None or (doer.state is None and doer.entity is None)
    if trigger.voice == "passive" or scene.grammar.order != "svo":
        return False
    low, _ = scene.window(trigger.first)
    words = (m for m in reversed(marks) if low <= m.first and m.last <= trigger.first)
    foe = next((mark for mark in words if not scene.cue(mark.first, mark.last)), None)
    if foe is None:
        return False
    return doer is None or (doer.state is None and doer.entity is None and foe.last <= doer.first)


def _by_crowd(trigger: Trigger, clause: Parties) -> bool:
    """ "Peacekeepers hurt by a crowd of A's": what people do to those who bear arms."""
    forces = any(p.kind in {PartyKind.STATE_FORCES, PartyKind.ORGANISATION} for p in clause if p.last <= trigger.first)
    return forces and any(p.cue == "by" and p.kind == PartyKind.CIVILIANS and p.state for p in clause)


def _as_crowd(trigger: Trigger, clause: Parties) -> bool:
    """ "Herders wound two soldiers of A": the same, told of them; "Bs torch A's border post", where what burns is another state's."""
    behind = [p for p in clause if p.first >= trigger.last]
    struck = [p.state for p in behind if p.kind == PartyKind.STATE_FORCES]
    crowd = [p for p in clause if p.last <= trigger.first and not p.cue] if struck else []
    if any(struck) and any(p.kind == PartyKind.CIVILIANS for p in crowd):
        return True
    theirs = {*struck, *(p.state for p in behind if p.located)} - {None}
    return bool(theirs) and any(p.bare and p.state not in theirs for p in crowd)


def _faces_another(soldiers: PartyAt, trigger: Trigger, clause: Parties) -> bool:
    """ "A's guards wound a villager of B's": what police do at home, soldiers do to another state's people."""
    passive = trigger.voice == "passive"
    struck = (p for p in clause if (p.last <= trigger.first if passive else p.first >= trigger.last))
    others = [p for p in struck if p.kind in PEOPLE]
    if soldiers.common == _SNIPER and any(p.kind == PartyKind.STATE_FORCES and p.state is None for p in others):
        return True  # "A's snipers wound a conscript" of another's
    return soldiers.state is not None and any(p.state not in {None, soldiers.state} for p in others)


def take_people(scene: Scene, trigger: Trigger, parties: Parties) -> bool:
    """ "Raiders take 30 villagers", "the R carries off two soldiers", "took the B's from": whoever bears arms, and people, not their village."""
    if trigger.voice == "passive":
        return _are_taken(scene, trigger, parties)
    groups = (p for p in parties if p.last <= trigger.first and not p.cue and p.kind in NOBODYS)
    if not any(p.common not in LAIRS for p in groups):
        return False
    near = [p for p in parties if 0 <= p.first - trigger.last <= _LOST_REACH and not p.cue]
    people = next((p for p in near if p.kind in PEOPLE), None)
    counted = people is not None and any(n.last <= people.first and n.first >= trigger.last for n in scene.numbers)
    if counted and people is not None and people.common not in _GROUND:
        return True
    return any(p.bare and p.adjective and p.first > trigger.last and _ends_there(scene, p) for p in near)


def _ends_there(scene: Scene, party: PartyAt) -> bool:
    """ "The B's" are people, "the B's vaccine" none."""
    if party.last == scene.last or scene.broken(party.last - 1, party.last):
        return True
    follower = scene.mark_at(party.last)
    return follower is not None and follower.has("role", "from", "in", "to", "near", "and")


def _are_taken(scene: Scene, trigger: Trigger, parties: Parties) -> bool:
    """ "The R suspected as ten of B's are seized", "ten of B's carried off by gunmen": people right before, and those who bear arms in the same headline."""
    be = scene.mark_before(trigger.first)
    end = be.first if be is not None and be.has("role", "be") else trigger.first
    people = next((p for p in parties if p.last == end and p.kind in PEOPLE and p.common not in _GROUND), None)
    counted = people is not None and any(n.last <= people.last and n.last >= people.first - 1 for n in scene.numbers)
    return counted and any(p.kind in NOBODYS and p.common not in LAIRS for p in parties)


def have_killed(trigger: Trigger, parties: Parties) -> bool:
    """ "Dies at the hands of A's troops": whoever bears arms, behind the word."""
    doers = (p for p in parties if p.cue == "by" and p.first >= trigger.last and p.kind in BEARERS)
    return any(party.state or party.entity for party in doers)


def are_lost(_scene: Scene, trigger: Trigger, parties: Parties) -> bool:
    """ "A loses eleven soldiers to the R": soldiers right behind, and to whom."""
    return None not in lost_to(trigger, parties)


def lost_to(trigger: Trigger, parties: Parties) -> tuple[PartyAt | None, PartyAt | None]:
    """Who killed them, and the soldiers."""
    near = (p for p in parties if 0 <= p.first - trigger.last <= _LOST_REACH and p.kind == PartyKind.STATE_FORCES)
    fallen = next(near, None)
    to = (p for p in parties if fallen is not None and p.cue == "to" and 0 < p.first - fallen.last <= _LOST_REACH)
    armed = (p for p in to if p.kind in NOBODYS | {PartyKind.STATE_FORCES, PartyKind.GOVERNMENT})
    return next(armed, None), fallen


def lay_on_anothers(scene: Scene, trigger: Trigger, parties: Parties) -> bool:
    """What is another state's, or of both: "tears down a B church", "destroys the liaison office with B"."""
    doers = {p.state for p in parties if p.state and not p.located and (p.last <= trigger.first or p.cue == "by")}
    struck = (p for p in objects.moved(scene, trigger, parties) if p.cue in objects.OWNED)
    return bool(doers) and any(p.common == EMBASSY or (p.state and p.state not in doers) for p in struck)
