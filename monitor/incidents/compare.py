"""Decides whether two identities may be one occurrence, and says why not. Compatible is not equal, and not transitive.

A district contains its village, unknown gunmen may turn out to be a named group, a missing province contradicts nothing. But an act of
A on B is never one of B on A, and two acts too far apart in time are two, however alike their tolls.
"""

from datetime import timedelta

from monitor.incidents import places as sites
from monitor.incidents.identity import PLACED, UNDIRECTED, Identity
from monitor.incidents.places import Closeness
from monitor.model.reports import FORCE_CLASSES, ActClass, Count, TargetClass

_H = timedelta(hours=1)

_WINDOWS: dict[ActClass, tuple[timedelta, timedelta]] = {
    ActClass.AIR: (12 * _H, 36 * _H),
    ActClass.GROUND_FIRE: (12 * _H, 12 * _H),
    ActClass.GROUND_ENTRY: (12 * _H, 36 * _H),
    ActClass.ARMED_ATTACK: (12 * _H, 36 * _H),
    ActClass.ABDUCTION: (24 * _H, 72 * _H),
    ActClass.POSTURE: (24 * _H, 48 * _H),
    ActClass.CROSSING: (24 * _H, 72 * _H),
    ActClass.AIRSPACE: (24 * _H, 72 * _H),
    ActClass.TRADE: (24 * _H, 72 * _H),
    ActClass.EXPULSION: (24 * _H, 72 * _H),
    ActClass.PROTEST: (12 * _H, 20 * _H),
    ActClass.THREAT: (12 * _H, 12 * _H),
    ActClass.DOWNGRADE: (24 * _H, 48 * _H),
    ActClass.CONTACT: (12 * _H, 24 * _H),
    ActClass.CONCILIATION: (12 * _H, 24 * _H),
    ActClass.MEDIATION: (24 * _H, 48 * _H),
    ActClass.AGREEMENT: (72 * _H, 72 * _H),
    ActClass.WITHDRAWAL_RELEASE: (24 * _H, 72 * _H),
    ActClass.OTHER: (12 * _H, 24 * _H),
}
"""Per class: how far apart the event times of one act may be when both are given, and when one of them is rough or only the time of
publishing. Twelve hours for force is domain section 3.3; the wider windows are ours: accounts of a raid run into the next day or two,
while fire across a line comes back every night. A joint statement three days on seals the agreement made by telephone."""

_RECURRING = 6 * _H
"""Fire on a line that differs in its toll is another exchange after this long."""
_SAME_SITE_REACH = 60 * _H
"""An undated account may lag this long when it names the same site or the same toll."""
_CORRECTION_REACH = timedelta(days=5)
"""How long after the event a toll is still corrected."""
_MASS_TOLL = 10
_MASS_TOLL_REACH = timedelta(days=4)
"""A toll of ten or more that moves by a fifth at one site is one calamity: nobody suffers the same twice in a week."""
MAX_REACH = _CORRECTION_REACH


def compatible(ours: Identity, theirs: Identity) -> bool:
    """Whether both may speak of one occurrence."""
    return why_apart(ours, theirs) is None


def why_apart(ours: Identity, theirs: Identity) -> str | None:
    """Why they can't be one occurrence; None when they can. Symmetric."""
    if ours.act is not theirs.act or ours.kind != theirs.kind:
        return "another kind of act"
    near = sites.closeness(ours.places, theirs.places)
    return (
        _apart_in_direction(ours, theirs)
        or ("another place" if near is Closeness.APART else None)
        or _apart_in_target(ours, theirs, near=near)
        or _apart_in_time(ours, theirs, near=near)
    )


def likeness(ours: Identity, theirs: Identity) -> float:
    """How much two compatible identities have in common: the most alike are joined first. Highest for equal ones."""
    return (
        2.0 * sites.closeness(ours.places, theirs.places)
        + 2.0 * (ours.killed is not None and theirs.killed is not None and _tolls_agree(ours.killed, theirs.killed))
        + (ours.entity is not None and ours.entity == theirs.entity)
        + (ours.target is not None and ours.target == theirs.target)
        - abs(ours.at - theirs.at) / (6 * _H)
    )


def _apart_in_direction(ours: Identity, theirs: Identity) -> str | None:
    if ours.act in UNDIRECTED or (ours.exchange and theirs.exchange):
        return _apart_in_pair(_parties(ours), _parties(theirs))
    if not _same_actor(ours, theirs):
        return "another side acted"
    if ours.struck and theirs.struck and not ours.struck & theirs.struck:
        return "another side was acted on"
    if _reversed(ours, theirs) or _reversed(theirs, ours):
        return "the other direction"
    return None


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
    return identity.state is not None or identity.entity is not None or identity.vague


def _reversed(ours: Identity, theirs: Identity) -> bool:
    """A strike by X elsewhere is not the strike by nobody knows whom that fell on X alone."""
    abroad = ours.state is not None and ours.struck != {ours.state}
    return abroad and not _named(theirs) and theirs.struck == {ours.state} and ours.act in PLACED


def _apart_in_target(ours: Identity, theirs: Identity, *, near: Closeness) -> str | None:
    """In attacks by groups, soldiers and civilians are different targets unless the site is the same.

    For strikes by states the two sides' accounts of the target always differ, and that is no sign of two strikes.
    """
    classes = {ours.target_class, theirs.target_class} - {TargetClass.UNKNOWN}
    if ours.act is ActClass.ARMED_ATTACK and len(classes) == 2 and near is not Closeness.SITE:
        return "another target"
    return None


def _apart_in_time(ours: Identity, theirs: Identity, *, near: Closeness) -> str | None:
    gap = abs(ours.at - theirs.at)
    firm, loose = _WINDOWS[ours.act]
    conflict = _tolls_conflict(ours, theirs)
    if gap <= firm:
        recurring = ours.act is ActClass.GROUND_FIRE and gap > _RECURRING and conflict
        return "fire at another time, with another toll" if recurring else None
    if _is_follow_up(ours, theirs, near=near):
        return None
    if not (_uncertain(ours) or _uncertain(theirs)) or _before_it_happened(ours, theirs, firm):
        return "another time"
    if conflict:
        return "another time, another toll"
    return None if gap <= _reach(ours, theirs, near=near, loose=loose) else "another time"


def _uncertain(identity: Identity) -> bool:
    return identity.undated or identity.rough


def _before_it_happened(ours: Identity, theirs: Identity, firm: timedelta) -> bool:
    """What was published before an act can't speak of it."""
    first, second = sorted((ours, theirs), key=lambda identity: identity.at)
    return first.undated and not second.undated and second.at - second.slack > first.at + firm


def _reach(ours: Identity, theirs: Identity, *, near: Closeness, loose: timedelta) -> timedelta:
    if ours.act is ActClass.GROUND_FIRE or ours.act not in FORCE_CLASSES:
        return loose
    same_toll = ours.killed is not None and theirs.killed is not None
    if ours.act is ActClass.ARMED_ATTACK and near < Closeness.PROVINCE and not same_toll:
        return timedelta(0)
    known_slack = min(ours.slack + theirs.slack, 2 * loose)
    return max(loose, known_slack, _SAME_SITE_REACH if same_toll or near is Closeness.SITE else loose)


def _is_follow_up(ours: Identity, theirs: Identity, *, near: Closeness) -> bool:
    """A correction of the earlier account, or the same calamity's toll as it moves."""
    if ours.act not in FORCE_CLASSES or near < Closeness.PROVINCE:
        return False
    first, second = sorted((ours, theirs), key=lambda identity: identity.at)
    gap = second.at - first.at
    if second.correcting and second.undated:
        return gap <= _CORRECTION_REACH
    mass = ours.killed is not None and theirs.killed is not None and _mass(ours.killed, theirs.killed)
    return mass and second.undated and gap <= _MASS_TOLL_REACH


def _mass(ours: Count, theirs: Count) -> bool:
    low, high = sorted((ours.best, theirs.best))
    return low >= _MASS_TOLL and low >= 0.8 * high


def _tolls_conflict(ours: Identity, theirs: Identity) -> bool:
    return ours.killed is not None and theirs.killed is not None and not _tolls_agree(ours.killed, theirs.killed)


def _tolls_agree(ours: Count, theirs: Count) -> bool:
    """Overlapping ranges, or figures that differ as early and late tolls of one attack do."""
    if ours.low <= theirs.high and theirs.low <= ours.high:
        return True
    low, high = sorted((ours.best, theirs.best))
    return high - low <= 1 or low >= 0.6 * high
