"""Decides whether two identities may be one occurrence, and says why not. Compatible is not equal, and not transitive.

A district contains its village, unknown gunmen may turn out to be a named group, a missing province contradicts nothing. But an act of
A on B is never one of B on A, and two acts too far apart in time are two, however alike their tolls.
"""

from dataclasses import dataclass
from datetime import timedelta

from monitor.incidents import places as sites
from monitor.incidents import tolls, windows
from monitor.incidents.identity import PLACED, Identity
from monitor.incidents.places import Closeness
from monitor.incidents.tolls import Agreement
from monitor.model.reports import FORCE_CLASSES, UNDIRECTED, ActClass, TargetClass

_BY_GROUPS = frozenset({ActClass.ARMED_ATTACK, ActClass.ABDUCTION})
"""What gunmen do; in the other classes of force a party without a name is one that nobody has read."""

_OF_THE_STATE = {
    TargetClass.GOVERNMENT: TargetClass.STATE_FORCES,
    TargetClass.INFRASTRUCTURE: TargetClass.STATE_FORCES,
}
"""Targets of an attack that one account calls by the state's name, another by its policemen, a third by its building."""

PER_POINT = timedelta(hours=6)
"""So much time between two accounts outweighs one thing that they have in common."""
NOT_AT_ALL = timedelta(-1)
_OTHER_CLASS = 3.0
"""What another class of act takes off, or another account of who acted: it is joined when nothing more alike is at hand."""
_SHOWING_DEAD = 2
"""So many dead, counted alike, show that two accounts that differ in who acted, or share no place, mean one act."""
_CALAMITY = 10
_ONE_CALAMITY = timedelta(days=1)
"""So many show it of two accounts at one border that share nothing else, for so long: nobody suffers the same twice in a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What two identities are to each other, whatever the time between them; the first is the earlier.

    ``reason`` keeps them apart for good. Otherwise they may be one up to ``reach`` apart; up to ``lenient`` they bear each other in the
    company of others, though their tolls conflict or nothing shows that acts of two classes are one. ``common`` is what they share.
    """

    reason: str | None
    reach: timedelta = NOT_AT_ALL
    lenient: timedelta = NOT_AT_ALL
    tolls: Agreement = Agreement.UNKNOWN
    common: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What the roles of two identities (who did it to whom, and where) make of them, whatever was counted and whenever it was.

    ``doubtful``: they differ in who acted in a way in which accounts of one act do differ; only the same dead show that it is one.
    ``tied``: they share victims, or both sides.
    """

    reason: str | None
    near: Closeness = Closeness.UNKNOWN
    common: float = 0.0
    doubtful: bool = False
    tied: bool = False


def compatible(ours: Identity, theirs: Identity) -> bool:
    """Whether both may speak of one occurrence."""
    return why_apart(ours, theirs) is None


def why_apart(ours: Identity, theirs: Identity) -> str | None:
    """Why they can't be one occurrence; None when they can. Symmetric."""
    first, second = sorted((ours, theirs), key=lambda identity: identity.at)
    relation, gap = relate(first, second), second.at - first.at
    if relation.reason is not None or gap <= relation.reach:
        return relation.reason
    if gap > relation.lenient:
        return "another time"
    return "another kind of act" if first.act is not second.act else "another time, another toll"


def likeness(ours: Identity, theirs: Identity) -> float:
    """How much two compatible identities have in common: the most alike are joined first. Highest for equal ones."""
    first, second = sorted((ours, theirs), key=lambda identity: identity.at)
    return relate(first, second).common - (second.at - first.at) / PER_POINT


def relate(first: Identity, second: Identity) -> Relation:
    """The relation of an earlier identity with a later one; only the order of their times matters, not how far apart they are."""
    tie, agreement = bond(first, second), agreement_of(first, second)
    if tie.reason is not None:
        return Relation(reason=tie.reason, tolls=agreement)
    reach, lenient = reaches(first, second, tie=tie, agreement=agreement)
    return Relation(reason=None, reach=reach, lenient=lenient, tolls=agreement, common=tie.common + in_tolls(agreement))


def reaches(first: Identity, second: Identity, *, tie: Bond, agreement: Agreement) -> tuple[timedelta, timedelta]:
    """How far apart the two may lie to be one, and to bear each other in the company of others; ``first`` is the earlier."""
    reach, lenient = windows.reaches(first, second, near=tie.near, agreement=agreement)
    if _is_shown(first, second, tie=tie, agreement=agreement):
        return reach, lenient
    return (min(reach, _ONE_CALAMITY) if _is_calamity(first, second) else NOT_AT_ALL), lenient


def agreement_of(ours: Identity, theirs: Identity) -> Agreement:
    """Of their dead; where nobody counts any, the same wounded will do."""
    dead = tolls.agreement(ours.killed, theirs.killed)
    nobody_died = ours.killed is None and theirs.killed is None
    return Agreement.SAME if nobody_died and tolls.as_many_hurt(ours.hurt, theirs.hurt) else dead


def bond(ours: Identity, theirs: Identity) -> Bond:
    """Symmetric; depends on the roles alone."""
    if not _comparable(ours, theirs):
        return Bond(reason="another kind of act")
    near = sites.closeness(ours.places, theirs.places)
    direction = _apart_in_direction(ours, theirs)
    doubtful = direction is not None and _other_words_for_who(ours, theirs)
    reason = (
        (None if doubtful else direction)
        or ("another place" if near is Closeness.APART else None)
        or _apart_in_target(ours, theirs, near=near)
        or _strangers(ours, theirs, near=near)
    )
    if reason:
        return Bond(reason=reason)
    common = _in_roles(ours, theirs, near=near) - (_OTHER_CLASS if doubtful else 0.0)
    return Bond(reason=None, near=near, common=common, doubtful=doubtful, tied=_tied(ours, theirs))


def in_tolls(agreement: Agreement) -> float:
    """What equal tolls add to what two identities have in common."""
    return 2.0 if agreement is Agreement.SAME else 0.0


def _comparable(ours: Identity, theirs: Identity) -> bool:
    if ours.act is theirs.act:
        return ours.kind == theirs.kind
    return ours.act in FORCE_CLASSES and theirs.act in FORCE_CLASSES


def _in_roles(ours: Identity, theirs: Identity, *, near: Closeness) -> float:
    return (
        2.0 * near
        + (ours.entity is not None and ours.entity == theirs.entity)
        + (ours.target is not None and ours.target == theirs.target)
        - (0.0 if ours.act is theirs.act else _OTHER_CLASS)
    )


def _apart_in_direction(ours: Identity, theirs: Identity) -> str | None:
    if ours.act in UNDIRECTED or (ours.exchange and theirs.exchange):
        return _apart_in_pair(_parties(ours), _parties(theirs))
    if not _same_actor(ours, theirs):
        return "another side acted"
    if ours.act is ActClass.MEDIATION:  # between the two sides: which of them is named proves nothing
        return None
    if _others_struck(ours, theirs):
        return "another side was acted on"
    if _reversed(ours, theirs) or _reversed(theirs, ours):
        return "the other direction"
    return None


def _other_words_for_who(ours: Identity, theirs: Identity) -> bool:
    """Whether two accounts of force that differ in direction may be of one act: never if they name two states that each struck the other.

    Where some saw an exchange of fire, others name who began it; where some name a group, its victims name the state behind it.
    """
    if ours.act not in FORCE_CLASSES or theirs.act not in FORCE_CLASSES:
        return False
    if ours.exchange or theirs.exchange:
        return _apart_in_pair(_parties(ours), _parties(theirs)) is None
    behind = (ours.state is None) != (theirs.state is None) and _named(ours) and _named(theirs)
    by_name = all(one.state or one.entity for one in (ours, theirs))
    return behind and by_name and not _others_struck(ours, theirs) and _alike_struck(ours, theirs)


def _alike_struck(ours: Identity, theirs: Identity) -> bool:
    """One may not say who was struck; it was then not the state that the other says acted."""
    if ours.struck and theirs.struck:
        return ours.struck == theirs.struck
    return {ours.state, theirs.state}.isdisjoint(ours.struck | theirs.struck)


def _tied(ours: Identity, theirs: Identity) -> bool:
    both = _parties(ours)
    return bool(ours.owner & theirs.owner) or (len(both) > 1 and both == _parties(theirs))


def _parties(identity: Identity) -> frozenset[str]:
    return identity.struck | ({identity.side} if identity.side else frozenset())


def _apart_in_pair(ours: frozenset[str], theirs: frozenset[str]) -> str | None:
    """The smaller set must be part of the larger: a report may name one side only."""
    return None if ours <= theirs or theirs <= ours else "other parties"


def _same_actor(ours: Identity, theirs: Identity) -> bool:
    if ours.state or theirs.state:
        return ours.state == theirs.state or not (_named(ours) and _named(theirs))
    if ours.entity is None or theirs.entity is None:
        return True
    return ours.entity in theirs.family or theirs.entity in ours.family


def _named(identity: Identity) -> bool:
    """Somebody is said to have acted; gunmen without a name are still not a state."""
    return identity.state is not None or identity.entity is not None or (identity.vague and identity.act in _BY_GROUPS)


def _others_struck(ours: Identity, theirs: Identity) -> bool:
    """In attacks by groups, one account tells whose people were hit and another on whose soil: these are not two targets."""
    if not ours.struck or not theirs.struck or ours.struck & theirs.struck:
        return False
    if ours.act not in _BY_GROUPS or theirs.act not in _BY_GROUPS or ours.state or theirs.state:
        return True
    return any(a and b and not a & b for a, b in ((ours.owner, theirs.owner), (ours.soil, theirs.soil)))


def _reversed(ours: Identity, theirs: Identity) -> bool:
    """A strike by X elsewhere is not the strike by nobody knows whom that fell on X alone."""
    abroad = ours.state is not None and ours.struck != {ours.state}
    return abroad and not _named(theirs) and theirs.struck == {ours.state} and ours.act in PLACED


def _apart_in_target(ours: Identity, theirs: Identity, *, near: Closeness) -> str | None:
    """In attacks by groups, soldiers and civilians are different targets unless the site is the same.

    For strikes by states the two sides' accounts of the target always differ, and that is no sign of two strikes.
    """
    if near is Closeness.SITE or ours.act is not ActClass.ARMED_ATTACK or theirs.act is not ActClass.ARMED_ATTACK:
        return None
    kinds = {_OF_THE_STATE.get(one.target_class, one.target_class) for one in (ours, theirs)} - {TargetClass.UNKNOWN}
    return "another target" if len(kinds) > 1 else None


def _strangers(ours: Identity, theirs: Identity, *, near: Closeness) -> str | None:
    """At a border two accounts share the border; what is at home at none must share a party or a place, for silence agrees with anything."""
    if not (ours.homeless or theirs.homeless) or ours == theirs:
        return None
    known = _parties(ours) & _parties(theirs) or (ours.target is not None and ours.target == theirs.target)
    return None if known or near >= Closeness.COUNTRY else "nothing in common"


def _is_shown(first: Identity, second: Identity, *, tie: Bond, agreement: Agreement) -> bool:
    """One act of force may be called a strike here and an attack there; the same dead must show that it is one.

    Where nothing else is shared, neither a place nor an acting side nor the victims, the dead alone show nothing.
    """
    if first.act is second.act and not tie.doubtful:
        return True
    if agreement is not Agreement.SAME or first.killed is None or second.killed is None:
        return False
    near = tie.near >= Closeness.PROVINCE
    if not tie.doubtful and (near or (first.side is not None and first.side == second.side)):
        return first.killed.best > 0
    return (near or tie.tied) and first.killed.best == second.killed.best >= _SHOWING_DEAD


def _is_calamity(first: Identity, second: Identity) -> bool:
    """Whether so many died, counted alike by both, that at one border it is the same act, whatever else they leave out."""
    if first.killed is None or second.killed is None or first.homeless or second.homeless:
        return False
    return first.killed.best == second.killed.best >= _CALAMITY
