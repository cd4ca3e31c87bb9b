"""Who claims an act and who denies it: "G claims the bombing", "B rejects accusations".

Decides whose act it is by such words. Doesn't decide who is accused of it.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import denials
from monitor.extraction.words.vocabulary import Mark
from monitor.model.reports import Mode, PartyKind

_CHARGE = ("object", "charge")
_FORCEFUL = frozenset({"means", "kinetic"})
_CLAIM_REACH = 3
"""Tokens between "claims" and what is claimed: "the 30"."""
_CLAIMING = OF_STATES | {PartyKind.ORGANISATION}
_HIT = frozenset({"kill", "wound", "shoot"})
"""Words of what befalls a soldier at a line, by which the other side's are meant."""
_BY_GROUPS = frozenset({"suicide", "blast", "abduct"})
"""Words of what groups do: a state that claims such an act claims another's."""


def tell(act: Act, drafts: Sequence[Draft]) -> None:
    """Who claims the item's act and who denies it; a group that claims what unknown hands did is the one that did it."""
    if "claim" not in act.scene.senses and _CHARGE not in act.scene.senses:
        return
    words = [*act.scene.of("claim"), *(_claims_arms(act) if _CHARGE in act.scene.senses else ())]
    forces = [made for made in drafts if made.kinetic and made.mode == Mode.FACTUAL] if words else []
    if not forces:
        return
    for mark in words:
        if denials.is_open(act.scene, mark.first):
            continue
        own = mark.has("claim", "responsibility") or not mark.has("claim")
        if own and not mark.has("claim", "unclaimed"):
            _claim(forces[0], _claimant(act, mark.first), act, mark)
        if mark.has("claim", "denial"):
            denier = _nearest_before(act, mark.first)
            if denier is not None and (denier.state or denier.entity):
                _deny(forces[0], denier, act, mark)


def _deny(made: Draft, denier: PartyAt, act: Act, mark: Mark) -> None:
    """ "A reports the death of a soldier, B rejects accusations": the death is the news, and B is whom A accuses of it."""
    made.denied_by.append(denier.state or denier.entity or "")
    if not (made.title and act.scene.title):
        return
    if not made.earlier and made.evidence[0].start < act.scene.span(mark.first, mark.last).start:
        made.main = True
    fell = made.target is not None and made.target.kind == PartyKind.STATE_FORCES
    fell = fell and (_HIT.issuperset(made.words) or "mine" in made.means)
    if fell and made.initiator is None and denier.state and made.struck != denier.state:
        made.initiator, made.hedged = denier.party(act.scene), True


def _claims_arms(act: Act) -> list[Mark]:
    """ "The R claims the 30 rockets": a group's word for what somebody says, with arms or an act of force for its object."""
    if _FORCEFUL.isdisjoint(act.scene.senses) or "claim" in act.scene.senses:
        return []
    groups = {p.last for p in act.parties if p.speaker and p.kind == PartyKind.NONSTATE_GROUP}
    words = [mark for mark in act.scene.of(*_CHARGE) if mark.first in groups] if groups else []
    return [mark for mark in words if any(_is_claimed(act.scene, mark, other) for other in act.scene.marks)]


def _is_claimed(scene: Scene, claim: Mark, mark: Mark) -> bool:
    near = 0 <= mark.first - claim.last <= _CLAIM_REACH and not scene.broken(claim.last - 1, mark.first)
    between = (other for other in scene.marks if claim.last <= other.first < mark.first)
    return near and not _FORCEFUL.isdisjoint(mark.senses) and all(other.has("role", "det") for other in between)


def _nearest_before(act: Act, token: int) -> PartyAt | None:
    known = (party for party in reversed(act.parties) if party.state or party.entity)
    return next((party for party in known if party.last <= token and not party.located), None)


def _claimant(act: Act, token: int) -> PartyAt | None:
    groups = [party for party in act.parties if party.kind == PartyKind.NONSTATE_GROUP]
    teller = max((p.last for p in act.parties if p.speaker and p.state and p.last <= token), default=0)
    before = [party for party in groups if teller <= party.last <= token]
    groups = groups if before or not teller else []  # "procured arms for G, A's army claims"
    beside = (party for party in act.parties if party.last == token and party.kind in _CLAIMING and not party.adjective)
    return before[-1] if before else next(iter(groups), None) or next(beside, None)


def _claim(made: Draft, claimant: PartyAt | None, act: Act, mark: Mark) -> None:
    if claimant is None or (claimant.kind in OF_STATES and not _may_be_states(made, claimant)):
        return
    if claimant.entity:
        made.claimed_by.append(claimant.entity)
    if made.whence:
        made.origin, made.whence = made.doer, False
        made.initiator = claimant.party(act.scene)
    nobodys = made.initiator is None or (made.initiator.entity is None and made.initiator.state is None)
    if nobodys or _claims_this(made, claimant, act, mark):
        made.initiator = claimant.party(act.scene)


def _claims_this(made: Draft, claimant: PartyAt, act: Act, mark: Mark) -> bool:
    """ "The R claims responsibility for the B church bombing": the act right behind the claim is none of B's."""
    if claimant.kind != PartyKind.NONSTATE_GROUP or claimant.last != mark.first:
        return False
    spans = [act.scene.span(t.first, t.last) for t in act.triggers if t.kinetic and t.first >= mark.last]
    return not act.scene.broken(mark.first, mark.last) and made.evidence[:1] == spans[:1]


def _may_be_states(made: Draft, claimant: PartyAt) -> bool:
    """Whether a state may have done it: abroad, and as states do."""
    return claimant.state not in made.countries and not _BY_GROUPS & set(made.words)
