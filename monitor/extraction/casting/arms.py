"""Whose the arms are that struck or came down: "A'of rockets struck", "D attacked A's (adj.) drones".

Decides who stands behind what flew, by the word order of the owner. Doesn't decide what the arms did.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger, ahead_of, behind
from monitor.extraction.words.vocabulary import Mark

_DOWN = "shootdown"
_DOING = frozenset({"", "agent"})
_DONE_BY_ARMS = frozenset({"attack", "strike", "hit", "shell", "kill", "wound"})
_SENT = frozenset({"strike", "hit", "shell"})
"""Acts of force that arms do without whoever fires them."""
_FIRED = ("drone", "missile", "rocket", "artillery", "mortar", "bomb", "air_bomb")
_FLYING = ("drone", "missile", "aircraft", "rocket", "helicopter")


def is_downed(scene: Scene, trigger: Trigger, party: PartyAt) -> bool:
    """ "A-ish drone downed B's army": whether what stands behind the adjective flies, so that it was brought down."""
    flown = scene.mark_at(party.last) if trigger.value == _DOWN and party.adjective and party.bare else None
    return flown is not None and flown.has("means", *_FLYING)


def behind_their_verb(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> tuple[PartyAt, PartyAt | None] | None:
    """ "D attacked A's (adj.) drones", in languages whose subject may come last: drones are shot down, and attack."""
    last = scene.grammar.order == "sov"
    if not (scene.grammar.adjective_before or last) or trigger.value not in _DONE_BY_ARMS:
        return None
    owner = next(iter(behind(clause, trigger)), None)
    if owner is None or owner.cue or not owner.adjective or owner.first - trigger.last > 1:
        return None
    arms = scene.mark_at(owner.last)
    if arms is None or not arms.has("means", *_FLYING) or arms.has("kinetic"):
        return None
    struck = next((p for p in ahead_of(clause, trigger) if (not p.cue or last) and p.state != owner.state), None)
    return owner, struck


def owner(scene: Scene, free: list[PartyAt]) -> PartyAt | None:
    """ "A'of rockets struck", where the verb comes last: whose the arms are that do what nobody else does."""
    for party in free:
        arms = _arms_of(scene, party) if party.state and _is_owner(scene, party) else None
        if arms is not None and scene.cue(arms.first, arms.last) in _DOING:
            return party
    return None


def owner_before(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> tuple[PartyAt, PartyAt | None] | None:
    """ "Drone of A in B fell", where the genitive follows and the verb comes last: whose the arms are, and on whose ground."""
    if not scene.grammar.after or scene.grammar.order != "sov":
        return None
    owner = next((p for p in clause if p.bare and not p.cue and p.last <= trigger.first), None)
    arms = scene.mark_before(owner.first) if owner is not None else None
    if owner is None or arms is None or arms.last != owner.first or not arms.has("means"):
        return None
    ground = (p for p in clause if p.first >= owner.last and p.state not in {None, owner.state})
    return owner, next(ground, None)


def owner_of_the_fallen(scene: Scene, trigger: Trigger, free: list[PartyAt]) -> PartyAt | None:
    """ "A B'of drone brought down", where the verb comes last: whose it was that flew, nearest before the word for its end."""
    owners = [p for p in reversed(free) if p.state and p.last <= trigger.first and (p.adjective or _is_owner(scene, p))]
    named = trigger.last - trigger.first > 1  # "drone-brought-down" in one expression
    return next((p for p in owners if (named and p.last == trigger.first) or _arms_of(scene, p) is not None), None)


def is_sender(scene: Scene, trigger: Trigger, party: PartyAt) -> bool:
    """ "Shells A-ish on T", "there struck a missile A-ish", where the adjective follows: whose they were, not whom they struck."""
    if not (party.adjective and party.bare) or trigger.value not in _SENT:
        return False
    sent = scene.mark_before(party.first)
    return sent is not None and sent.last == party.first and sent.has("means", *_FIRED)


def _is_owner(scene: Scene, party: PartyAt) -> bool:
    """Whether the word of belonging stands by it, behind or (Pashto) before."""
    joint = scene.mark_before(party.first)
    return party.cue == "of" or (not party.cue and joint is not None and "joint" in joint.word.forms)


def _arms_of(scene: Scene, owner: PartyAt) -> Mark | None:
    """The arms right behind their owner, or behind the word of belonging between the two."""
    noun = scene.mark_at(owner.last)
    if noun is not None and noun.has("role", "of", "det"):
        noun = scene.mark_at(noun.last)
    return noun if noun is not None and noun.has("means") else None


def owner_of_downed(scene: Scene, trigger: Trigger, clause: Sequence[PartyAt]) -> PartyAt | None:
    """ "A's (adj.) drone brought down over D", where nobody stands behind the verb: whose it was that came down."""
    arms = scene.mark_before(trigger.first) if trigger.value == _DOWN else None
    if arms is None or not arms.has("means") or any(p.first >= trigger.last and not p.cue for p in clause):
        return None
    before = next((p for p in reversed(clause) if p.last <= arms.first), None)
    return before if before is not None and before.bare and before.adjective else None
