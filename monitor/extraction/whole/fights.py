"""Who fought whom, where a text tells of a fight and doesn't say who began: those who bear arms against a state, and its forces.

Decides it from who fell and from where it was. Doesn't decide it where the text names who attacked.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import FELL, Draft
from monitor.extraction.judging import facing
from monitor.extraction.whole import unable
from monitor.extraction.words.vocabulary import GUNMEN
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Field, Party, PartyKind
from monitor.model.rulebook import Actor

_BOTH = 2
_SOLDIERS = Party(name="soldiers", kind=PartyKind.STATE_FORCES)
_REBELS = frozenset({PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN})
_SOMEBODY = frozenset({"", PartyKind.STATE_FORCES})
"""Sorts of dead who may be of the state's forces."""
_AIMED = frozenset({"kill", "assassinate"})
"""Words of the death of somebody whom his foes may have sought."""
_OF_FORCES = frozenset({"clash", "raid", "offensive"})
"""Words of force in which militants fall at the hands of the state's forces, where nobody else is named."""
_OPERATIONS = frozenset({"operation", "named_operation"})
"""Traits of items that call it an operation."""
_BEGUN = frozenset({"attack", "ambush", "blast", "suicide", "abduct", "infiltrate"})
"""Words of what a group sets out to do."""


def settle(draft: Draft, states: Sequence[str], gazetteer: Gazetteer) -> None:
    """ "Police exchange fire with gunmen": those who bear arms against a state attack it, unless only they fell."""
    if not draft.kinetic or draft.target is None:
        return
    if draft.initiator is not None:
        if "clash" in draft.words:
            _settle_sides(draft, draft.initiator, draft.target)
    elif (foe := _also_fell(draft, draft.target, states, gazetteer)) is not None:
        draft.words, draft.initiator = ["clash"], facing.theirs(_SOLDIERS, foe, gazetteer)
    elif (foe := _told_by_foe(draft, draft.target, gazetteer)) is not None:
        draft.initiator, draft.hedged = facing.government(foe, gazetteer), True
    elif "kill" in draft.words:  # "an encounter ends with two militants dead" doesn't say that they were killed
        _settle_fallen(draft, draft.target, gazetteer)


def _also_fell(draft: Draft, struck: Party, states: Sequence[str], gazetteer: Gazetteer) -> str | None:
    """ "Three A soldiers and two B soldiers killed at the border": the neighbour of those struck whose people fell beside them, in a fight."""
    tolls = [toll for toll in draft.tolls if toll.count.best and toll.span.field == Field.TITLE]
    if len(tolls) != _BOTH or struck.state is None or not FELL.issuperset(draft.words):
        return None
    if not tolls[1].beside or tolls[0].part or all(toll.who != PartyKind.STATE_FORCES for toll in tolls):
        return None
    whose = {toll.state for toll in tolls if toll.state} - {struck.state}
    told = [state for state in states if state != struck.state]
    bare = any(toll.common is PartyKind.CIVILIANS for toll in tolls)  # As of whom no general word tells
    return gazetteer.neighbour_among(struck.state, whose or (told if bare else ()))


def _told_by_foe(draft: Draft, struck: Party, gazetteer: Gazetteer) -> str | None:
    """ "A: the R's leader N is dead": the state against which a group is sheltered elsewhere, and which tells of the death of one of its men."""
    group = gazetteer.actors.get(struck.entity or "") if struck.kind == PartyKind.NONSTATE_GROUP else None
    if group is None or group.hosted_according_to is None or not _AIMED.issuperset(draft.words):
        return None
    tellers = set(draft.telling_states)
    return group.hosted_according_to if tellers == {group.hosted_according_to} else None


def _settle_sides(draft: Draft, doer: Party, struck: Party) -> None:
    forces, rebels = (doer, struck) if doer.kind == PartyKind.STATE_FORCES else (struck, doer)
    if forces.kind != PartyKind.STATE_FORCES or not _bears_arms(rebels):
        return
    if _only_rebels_fell(draft) and _BEGUN.isdisjoint(draft.words):
        draft.initiator, draft.target = forces, rebels
    elif draft.words[0] == "clash" or draft.even:
        draft.initiator, draft.target = rebels, forces


def _bears_arms(party: Party) -> bool:
    people = party.kind == PartyKind.UNKNOWN and party.state is None and not unable.is_thing(party)
    return people or party.kind == PartyKind.NONSTATE_GROUP


def _fallen(draft: Draft) -> set[str]:
    return {toll.who for toll in draft.tolls if toll.what == "killed" and toll.count.best}


def _only_rebels_fell(draft: Draft) -> bool:
    """ "A clash with the R leaves six militants dead"."""
    dead = _fallen(draft)
    return not dead.isdisjoint(_REBELS) and dead.isdisjoint(_SOMEBODY)


def _are_rebels(dead: set[str]) -> bool:
    """ "A commander of the R and three accomplices": who else fell beside a group's is called neither soldier nor villager."""
    return bool(dead) and dead.isdisjoint({PartyKind.STATE_FORCES, PartyKind.CIVILIANS})


def _settle_fallen(draft: Draft, struck: Party, gazetteer: Gazetteer) -> None:
    """Who fell in a fight, by those whom they fought, whom nothing else names."""
    hunted = not _OPERATIONS.isdisjoint(draft.traits)
    begun = not (_BEGUN - {"attack"} if hunted else _BEGUN).isdisjoint(draft.words)  # some languages call operations so
    fought = begun or hunted or not _OF_FORCES.isdisjoint(draft.words)
    told = {toll.who for toll in draft.tolls if toll.count.best}
    if fought and struck.kind == PartyKind.STATE_FORCES and PartyKind.NONSTATE_GROUP in told:
        # "seven militants and three soldiers killed in an operation", "in a clash"
        rebels = Party(name="militants", kind=PartyKind.NONSTATE_GROUP)
        lost = hunted or (not begun and _only_rebels_fell(draft))
        draft.initiator, draft.target = (struck, rebels) if lost else (rebels, struck)
    elif struck.kind == PartyKind.NONSTATE_GROUP or (draft.target_common in GUNMEN and struck.state is None):
        _settle_rebels(draft, struck, gazetteer, begun=begun, fought=fought)


def _settle_rebels(draft: Draft, struck: Party, gazetteer: Gazetteer, *, begun: bool, fought: bool) -> None:
    there = next(iter(draft.countries), None)
    soldiers = Party(name="security forces", kind=PartyKind.STATE_FORCES)
    told = {toll.who for toll in draft.tolls if toll.count.best}
    if fought and PartyKind.NONSTATE_GROUP in told and PartyKind.STATE_FORCES in _fallen(draft):
        # "a soldier was killed and two of the R were hurt in a clash"; a group's own men may be called soldiers, too
        whose = next((toll.state for toll in draft.tolls if toll.state), there)
        lost = facing.theirs(soldiers, whose, gazetteer) if whose is not None else soldiers
        draft.initiator, draft.target, draft.target_common = struck, lost, "security forces"
    elif not begun and there is not None and _are_rebels(_fallen(draft)):
        group = gazetteer.actors.get(struck.entity or "")
        foe = group is not None and group.hosted_according_to == there and "strike" in draft.words
        if foe or (fought and not _is_sheltered(group, there)):
            draft.initiator, draft.hedged = facing.theirs(soldiers, there, gazetteer), True


def _is_sheltered(group: Actor | None, there: str) -> bool:
    """Whether the state where it was is said to shelter the group: who struck it there, nobody knows."""
    return group is not None and group.hosted_by == there and not group.fights_host
