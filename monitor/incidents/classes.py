"""Decides which occurrences of two classes of force are one: a strike to one reporter is shelling to another, and an attack to a third.

Each class has been parted into occurrences before (``blocks``); whole occurrences are united here, never two of one class.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from monitor.incidents import compare, windows
from monitor.incidents.compare import PER_POINT
from monitor.incidents.identity import Identity
from monitor.incidents.partition import Partition, outvoted
from monitor.incidents.tolls import Agreement
from monitor.model.reports import FORCE_CLASSES

Occurrence = list[Identity]


@dataclass(frozen=True, slots=True)
class _Counted:
    """An occurrence whose dead somebody has counted."""

    number: int
    start: datetime
    end: datetime


def unite(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """The same identities, in fewer occurrences if the same dead show that two classes of force tell of one act."""
    counted = sorted(_counted(occurrences), key=lambda each: (each.start, occurrences[each.number][0].sign))
    partition = Partition(len(counted))
    pairs = []
    for a, b in _near_in_time(counted):
        unlike = _unlikeness(occurrences[counted[a].number], occurrences[counted[b].number])
        if unlike is not None:
            partition.befriend(a, b, alike=True)
            pairs.append((unlike, a, b))
    for _, a, b in sorted(pairs):
        partition.join(a, b)
    united = [
        list(chain.from_iterable(occurrences[counted[n].number] for n in members)) for members in partition.listed()
    ]
    known = {each.number for each in counted}
    return united + [occurrence for n, occurrence in enumerate(occurrences) if n not in known]


def _counted(occurrences: Sequence[Occurrence]) -> Iterator[_Counted]:
    for number, occurrence in enumerate(occurrences):
        if occurrence[0].act in FORCE_CLASSES and any(one.killed and one.killed.best for one in occurrence):
            times = [one.at for one in occurrence]
            yield _Counted(number, min(times), max(times))


def _near_in_time(counted: Sequence[_Counted]) -> Iterator[tuple[int, int]]:
    """Pairs of which the one began before the other was long over; in order of their beginnings, so that the search stops early."""
    for b, later in enumerate(counted):
        for a in range(b - 1, -1, -1):
            if later.start - counted[a].start > 2 * windows.MAX_REACH:
                break
            if later.start - counted[a].end <= windows.MAX_REACH:
                yield a, b


def _unlikeness(ours: Occurrence, theirs: Occurrence) -> float | None:
    """How little they have in common; None if some of the one contradict some of the other, or nothing shows that they are one."""
    if ours[0].act is theirs[0].act:
        return None
    shown: list[float] = []
    tolls: list[Agreement] = []
    for one in ours:
        for other in theirs:
            first, second = (one, other) if one.at <= other.at else (other, one)
            relation, gap = compare.relate(first, second), second.at - first.at
            if relation.reason is not None or gap > relation.lenient:
                return None
            tolls.append(relation.tolls)
            if gap <= relation.reach:
                shown.append(round(gap / PER_POINT - relation.common, 6))
    return None if outvoted(tolls.count(Agreement.CONFLICT), tolls.count(Agreement.SAME)) else min(shown, default=None)
