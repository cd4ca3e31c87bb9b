"""Decides which earlier occurrence undated background means: "the call came after last week's strikes" is no new strike.

Only what has been told in its own right can be retold; background that fits nothing is left to stand for itself.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.incidents import compare, windows
from monitor.incidents.compare import PER_POINT, Relation
from monitor.incidents.identity import Identity
from monitor.incidents.partition import outvoted
from monitor.incidents.tolls import Agreement


@dataclass(frozen=True, slots=True)
class _Told:
    """An occurrence that has been told in its own right; ``shapes`` are its identities without their times."""

    number: int
    start: datetime
    end: datetime
    shapes: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    """What something may retell, with what both have in common; ``counted``: the same dead or wounded."""

    told: _Told
    common: float
    counted: bool


def attach(
    retold: Sequence[Identity], occurrences: Sequence[Sequence[Identity]]
) -> tuple[list[list[Identity]], list[Identity]]:
    """For each occurrence what retells it, and what retells none. An identity is joined with at most one.

    Background that fits an occurrence may still contradict other background that does: each side's blows fit an exchange of fire. What has
    more in common with it goes first, and nothing is attached beside what it contradicts.
    """
    told = [_told(n, occurrence) for n, occurrence in enumerate(occurrences)]
    choices: dict[Identity, list[_Choice]] = {}
    wanted: list[tuple[float, Identity, list[int]]] = []
    orphans: list[Identity] = []
    for identity in sorted(retold, key=lambda identity: identity.sign):
        shape = identity.timeless
        if shape not in choices:
            choices[shape] = _choices(shape, told)
        if ranked := _ranked(identity, choices[shape]):
            wanted.append((ranked[0][0], identity, [number for _, _, number in ranked]))
        else:
            orphans.append(identity)
    homes = [_Home({}, set(), []) for _ in occurrences]
    for _, identity, numbers in sorted(wanted, key=lambda each: -each[0]):
        home = next((homes[n] for n in numbers if homes[n].takes(identity)), None)
        (orphans if home is None else home.members).append(identity)
    return [home.members for home in homes], orphans


@dataclass(frozen=True, slots=True)
class _Home:
    """What is attached to one occurrence: who did what to whom in it, and which accounts contradict that. Both only grow."""

    roles: dict[Hashable, Identity]
    refused: set[Hashable]
    members: list[Identity]

    def takes(self, identity: Identity) -> bool:
        """Whether it contradicts nothing that is attached already; then that is asked of the next ones too."""
        if identity.role in self.roles or identity.role in self.refused:
            return identity.role in self.roles
        if any(compare.bond(other, identity).reason is not None for other in self.roles.values()):
            self.refused.add(identity.role)
            return False
        self.roles[identity.role] = identity
        return True


def _told(number: int, occurrence: Sequence[Identity]) -> _Told:
    times = [identity.at for identity in occurrence]
    shapes = sorted({identity.timeless for identity in occurrence}, key=lambda identity: identity.sign)
    return _Told(number, min(times), max(times), tuple(shapes))


def _choices(shape: Identity, told: Sequence[_Told]) -> list[_Choice]:
    """What this may retell; times are left for later."""
    found = []
    for each in told:
        relations = [compare.relate(other, shape) for other in each.shapes]
        if _fits(relations):
            counted = any(relation.tolls is Agreement.SAME for relation in relations)
            found.append(_Choice(each, max(relation.common for relation in relations), counted))
    return found


def _fits(relations: Sequence[Relation]) -> bool:
    if any(relation.reason is not None for relation in relations):
        return False
    if all(relation.reach <= compare.NOT_AT_ALL for relation in relations):
        return False
    against = sum(relation.tolls is Agreement.CONFLICT for relation in relations)
    return not outvoted(against, sum(relation.tolls is Agreement.SAME for relation in relations))


def _ranked(identity: Identity, choices: Sequence[_Choice]) -> list[tuple[float, datetime, int]]:
    """Those near enough in time, the one with most in common first, the days since then counting against it."""
    firm = windows.firm(identity.act)
    reachable = []
    for choice in choices:
        told = choice.told
        own = identity.side or (
            identity.titled and choice.counted
        )  # of the same dead a headline need not say whose they are
        within = windows.retold_within(identity, counted=choice.counted) if own else firm
        if told.start - firm <= identity.at <= told.end + within:
            reachable.append((choice.common - _since(identity, told) / PER_POINT, told.start, told.number))
    return sorted(reachable, reverse=True)


def _since(identity: Identity, told: _Told) -> timedelta:
    return max(identity.at - told.end, told.start - identity.at, timedelta(0))
