"""What one side says that the other did: "A accuses B of shelling D", "A condemns B's strike on C".

Decides who is charged with an act and who is condemned for it. Doesn't decide whether it happened.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.extraction.casting.roles import Roles
from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.scenes.scene import LOCATIVE
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import ACCUSED, CONDEMNED, SHUT
from monitor.model.reports import PartyKind

if TYPE_CHECKING:
    from monitor.extraction.gathering.acts import Act

_GROUP = PartyKind.NONSTATE_GROUP
_NOBODYS = PartyKind.UNKNOWN
_HOSTILE = "diplo_hostile."
_VIOLATED = "posture.violation"
_CHARGED_WITH = 3
"""Tokens between whom one accuses and of what: "of a drone"."""


def blamed(act: "Act", trigger: Trigger, found: Roles) -> Roles:
    """ "A condemns B's strike on C": B is condemned, whoever else is named, and C is where it happened."""
    speaker = found.initiator.state if found.initiator else None
    if trigger.value.startswith(_VIOLATED):
        return _violated(act, trigger, found)
    body = found.initiator if trigger.value == SHUT else None
    if body is not None and body.kind == PartyKind.ORGANISATION and body.entity:
        return replace(
            found, initiator=None, target=None
        )  # "the UN is alarmed by the closure of the border of A and B"
    if not trigger.value.startswith(CONDEMNED) or found.initiator is None:
        return found
    for other in act.triggers:
        deed = act.roles(other) if other.kinetic and not other.main else Roles()
        if deed.initiator is not None and deed.initiator.state not in {None, speaker}:
            struck = (deed.target.state,) if deed.target is not None and deed.target.state else ()
            return replace(found, target=deed.initiator, located=(*struck, *deed.located))
    return found


def _violated(act: "Act", trigger: Trigger, found: Roles) -> Roles:
    """ "A protests against the violation of its airspace": not A's doing, but of those whom it protests to; "A's jets enter B's airspace, to the
    protest of C" is."""
    protest = next((other for other in act.triggers if other.value.startswith(_HOSTILE)), None)
    said = act.roles(protest) if protest is not None else Roles()
    if said.initiator is None or found.initiator is not said.initiator:
        return found
    if protest is not None and trigger.voice == "verb" and said.initiator.last <= trigger.first < protest.first:
        return found
    return replace(found, initiator=said.target, target=said.initiator)


def charged(act: "Act", trigger: Trigger, found: Roles) -> Roles:
    """ "A accuses B of a strike": B's strike, where the sentence names no other doer than the accuser."""
    charge = next((trigger for trigger in act.triggers if trigger.value.startswith(ACCUSED)), None)
    if charge is None:
        return found
    if not found.even and found.initiator is None and _is_mutual(act, charge):
        return _between(act, found, _sides(act, charge))
    said = act.roles(charge)
    accuser, accused = said.initiator, said.target
    if found.even:  # "A blames B for the clash"
        began = accused is not None and found.initiator is accuser and found.target is accused
        return replace(found, initiator=accused, target=accuser, even=False) if began else found
    if (
        accused is not None
        and accused.cue in LOCATIVE
        and accused is not found.initiator
        and accused.first > trigger.first
    ):
        return found  # "accuses the R of a strike that killed ten in B"
    known = found.initiator.state if found.initiator else None
    backed = _backed(act, trigger, found, accused) if accused is not None and accuser is not None else None
    if accused is not None and backed is not None:
        target = found.target if found.target is not accused and found.target is not backed else None
        return replace(found, initiator=backed, target=target, origin=accused.state)
    if accused is None or accuser is None or known not in {None, accuser.state}:
        return found
    target = None if found.target is accused else found.target
    if target is None and (accused.state or accused.entity) and not (found.located or act.places or act.tolls):
        target = accuser  # "accuses B of having attacked it"
    return replace(found, initiator=accused, target=target)


def _backed(act: "Act", trigger: Trigger, found: Roles, accused: PartyAt) -> PartyAt | None:
    """ "Accuses B of arming the R who raided D", "of backing the attack of the R": a group, between the accused and the deed or as its doer, did it."""
    doer = found.initiator
    if doer is not None and doer is not accused and doer.kind == _GROUP and accused.kind != _GROUP:
        return doer
    if doer is not None and doer.kind == _NOBODYS and doer.cue != "by" and accused.last <= doer.first < trigger.first:
        return None if act.scene.broken(accused.last, doer.first) else doer
    return next((p for p in act.parties if accused.last <= p.first < trigger.first and p.kind == _GROUP), None)


def accused_of(act: "Act", trigger: Trigger, found: Roles) -> Roles:
    """ "The R accused of a drone attack on D", "A blamed for bombing D": nobody says who accuses, and who is accused stands before the word."""
    if found.initiator is not None or not trigger.kinetic:
        return found
    charge = next((other for other in act.triggers if other.value.startswith(ACCUSED)), None)
    if charge is None or charge.voice != "passive" or charge.last > trigger.first:
        return found
    if act.scene.broken(charge.last - 1, trigger.first) or any(
        charge.last <= other.first < trigger.first for other in act.triggers
    ):
        return found
    accused = next((p for p in act.parties if p.last == charge.first and not p.cue), None)
    return replace(found, initiator=accused) if accused is not None and _is_whole_side(accused) else found


def _is_whole_side(party: PartyAt) -> bool:
    """A group, a government, an army: "soldier accused of killing" is a case for a court."""
    if party.kind == _GROUP:
        return True
    return party.state is not None and party.kind in OF_STATES and not (party.common or party.adjective)


def is_charge(act: "Act", trigger: Trigger, found: Roles) -> bool:
    """ "A accuses B of shelling D": the act itself is what B is charged with, not a part in it; "A and B trade blame for a clash" of theirs, too."""
    charge = next((other for other in act.triggers if other.value.startswith(ACCUSED)), None)
    if charge is None:
        return False
    if found.even or _is_mutual(act, charge):
        return True
    if found.initiator is None:
        return False
    accused = act.roles(charge).target
    return accused is found.initiator and _names_deed(act.scene.grammar.order, accused, trigger, charge)


def _is_mutual(act: "Act", charge: Trigger) -> bool:
    """ "A and B trade blame as five soldiers die": what both lay at each other's door."""
    if not act.scene.title or (act.roles(charge).target is not None and not act.scene.has("role", "mutual")):
        return False
    return len({party.state for party in _sides(act, charge)}) > 1


def _sides(act: "Act", charge: Trigger) -> list[PartyAt]:
    return [party for party in act.parties if party.state and party.last <= charge.first and not party.located]


def _between(act: "Act", found: Roles, sides: list[PartyAt]) -> Roles:
    """Of a deed that both lay at each other's door: the side whose people or ground it didn't befall, else the first."""
    struck = found.target
    there = struck.state if struck is not None and struck.state else None
    there = there or next((place.country for place in act.places if place.country), None)
    doer = next((party for party in sides if party.state != there), None)
    other = next((party for party in sides if doer is not None and party.state != doer.state), None)
    return replace(found, initiator=doer, target=struck or other, even=struck is None or not struck.state)


def _names_deed(order: str, accused: PartyAt, trigger: Trigger, charge: Trigger) -> bool:
    """Whether the deed stands right behind the accused, or, where the verb comes last, between them and the verb."""
    gap = trigger.first - accused.last
    told = order != "sov" or 0 <= charge.first - trigger.last <= _CHARGED_WITH
    apart = order == "svo" and trigger.voice == "noun"  # "blames A strike": whose it is, not who is blamed
    return told and (1 if apart else 0) <= gap <= _CHARGED_WITH
