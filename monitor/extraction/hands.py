"""Whose hands do what peaceful people do, too, and on what: bandits who rob, soldiers who wound another state's villager, a church torn down,
soldiers in a group's hands.

Decides whether whoever bears arms does it, or whether what it is done to is another state's. Doesn't decide who acts on whom.
"""

from collections.abc import Sequence

from monitor.extraction import objects
from monitor.extraction.party_at import PartyAt
from monitor.extraction.scene import Scene
from monitor.extraction.triggers import Trigger
from monitor.model.reports import PartyKind

Parties = Sequence[PartyAt]

_SUBJECT = frozenset({"agent", "by"})
_PEOPLE = frozenset({PartyKind.STATE_FORCES, PartyKind.CIVILIANS})
_ARMED = frozenset({PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN})
_STRUCK = frozenset({"base", "target", "hideouts"})
"""General words of the lexicon (its ``form``) for what only suffers."""
_OWNED = frozenset({"", "object", "of", "to", "with"})
"""Relations of a state to what is its own, too: "the roads to A", "the office with A"."""
_HELD = frozenset({"from", "in", "of", "by", "to"})
"""Relations of those in whose hands somebody is."""
_EMBASSY = "embassy"


def are_armed(scene: Scene, trigger: Trigger, parties: Parties) -> bool:
    """Whether gunmen, a group or another state's soldiers do what others do, too: "bandits rob", "houses burned by militants"."""
    low, high = scene.window(trigger.first)
    clause = [p for p in parties if low <= p.first < high]
    armed = [p for p in clause if p.kind in _ARMED and p.common not in _STRUCK]
    armed += [p for p in clause if p.kind == PartyKind.STATE_FORCES and _faces_another(p, trigger, clause)]
    if trigger.voice == "passive" or scene.grammar.order == "sov":
        doing = _SUBJECT if trigger.voice == "passive" else _SUBJECT | {""}
        return any(party.cue in doing for party in armed) or _by_crowd(trigger, clause)
    return any(party.last <= trigger.first and not party.cue for party in armed)


def _by_crowd(trigger: Trigger, clause: Parties) -> bool:
    """ "Peacekeepers hurt by a crowd of A's": what people do to those who bear arms."""
    forces = any(p.kind in {PartyKind.STATE_FORCES, PartyKind.ORGANISATION} for p in clause if p.last <= trigger.first)
    return forces and any(p.cue == "by" and p.kind == PartyKind.CIVILIANS and p.state for p in clause)


def _faces_another(soldiers: PartyAt, trigger: Trigger, clause: Parties) -> bool:
    """ "A's guards wound a villager of B's": what police do at home, soldiers do to another state's people."""
    passive = trigger.voice == "passive"
    struck = (p for p in clause if (p.last <= trigger.first if passive else p.first >= trigger.last))
    others = (p for p in struck if p.state and p.kind in _PEOPLE)
    return soldiers.state is not None and any(p.state != soldiers.state for p in others)


def hold_captives(scene: Scene, trigger: Trigger, parties: Parties) -> bool:
    """ "Wants two soldiers freed from the G's hands", "in captivity of the G": those whom a group holds, told by where they are."""
    captor, captive = captivity(trigger, parties)
    return captor is not None and captive is not None and scene.grammar.order == "svo"


def captivity(trigger: Trigger, parties: Parties) -> tuple[PartyAt | None, PartyAt | None]:
    """The group right beside the word, and the nearest people before it."""
    groups = [p for p in parties if p.kind == PartyKind.NONSTATE_GROUP]
    held = (p for p in groups if (p.last == trigger.first and p.cue in _HELD) or 0 <= p.first - trigger.last <= 1)
    people = (p for p in reversed(parties) if p.kind in _PEOPLE and p.last <= trigger.first)
    return next(held, None), next(people, None)


def lay_on_anothers(scene: Scene, trigger: Trigger, parties: Parties) -> bool:
    """What is another state's, or of both: "tears down a B church", "destroys the liaison office with B"."""
    doers = {p.state for p in parties if p.state and not p.located and (p.last <= trigger.first or p.cue == "by")}
    struck = (p for p in objects.moved(scene, trigger, parties) if p.cue in _OWNED)
    return bool(doers) and any(p.common == _EMBASSY or (p.state and p.state not in doers) for p in struck)
