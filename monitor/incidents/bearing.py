"""Parts the reports of one border into blocks that have no bearing on each other, so that what comes to one leaves the incidents of all others.

Two reports are of one block if joining might ever ask one about the other, whatever else is known: a little more than what it joins. So the
incidents of some blocks are the same, whether they are computed by themselves or together with all the rest of the border.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

from monitor.incidents import blocks, compare, windows, withdrawals
from monitor.incidents.identity import Identity, identify
from monitor.model.moderation import Ruling
from monitor.model.reports import FORCE_CLASSES, Correction, Mode, Report
from monitor.model.rulebook import Actor

REACH = timedelta(days=21)
"""A new report bears on none that is farther away both in event time and in time of knowing. The longest ways are two weeks from an act to
background that means it, and five days between accounts of one act; half a day is what a date without an hour may hide."""

_NOTHING: Mapping[str, str] = MappingProxyType({})
_HEARD = frozenset({Mode.FACTUAL, Mode.NEGATED})


class _Ties:
    """Keys tied to one another, directly or not; a block is known by its smallest key."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._home = {key: key for key in keys}

    def of(self, key: str) -> str:
        home = self._home
        while home[key] != key:
            home[key] = home[home[key]]
            key = home[key]
        return key

    def tie(self, keys: Iterable[str]) -> None:
        """Makes them one block; keys that nobody has are left out."""
        homes = sorted({self.of(key) for key in keys if key in self._home})
        for other in homes[1:]:
            self._home[other] = homes[0]


def parted(
    reports: Sequence[Report],
    *,
    rulings: Iterable[Ruling],
    actors: Mapping[str, Actor],
    before: Mapping[str, str] = _NOTHING,
) -> dict[str, str]:
    """Each report's key with the block it is in. A report that nothing comes of is a block of its own.

    ``before``: the blocks of those that were parted before, whole, and lost none since; they are asked about the others only.
    """
    ties = _Ties(report.key for report in reports)
    for keys in _sharing(before).values():
        ties.tie(keys)
    heard = [report for report in reports if report.mode in _HEARD]
    cells: defaultdict[Identity, list[str]] = defaultdict(list)
    for report in heard:
        cells[identify(report, actors)].append(report.key)
    for keys in cells.values():
        ties.tie(keys)
    new = {identity for identity, keys in cells.items() if any(key not in before for key in keys)}
    for one, other in _bearing(list(cells), new):
        ties.tie((cells[one][0], cells[other][0]))
    fresh = [report for report in heard if report.key not in before]
    for notice in (report for report in reports if report.correction is Correction.WITHDRAWN):
        meant = withdrawals.in_reach(notice, fresh if notice.key in before else heard, actors)
        ties.tie((notice.key, *(report.key for report in meant)))
    for ruling in rulings:
        ties.tie((*ruling.reports, *ruling.others))
    return {report.key: ties.of(report.key) for report in reports}


def _sharing(before: Mapping[str, str]) -> Mapping[str, list[str]]:
    blocks_of: defaultdict[str, list[str]] = defaultdict(list)
    for key, block in before.items():
        blocks_of[block].append(key)
    return blocks_of


def _bearing(identities: Sequence[Identity], new: Collection[Identity]) -> Iterator[tuple[Identity, Identity]]:
    """Pairs that may be told of one act, one of them new at least. Acts of force are compared across classes."""
    alike: defaultdict[str, list[Identity]] = defaultdict(list)
    for identity in identities:
        alike["force" if identity.act in FORCE_CLASSES else f"{identity.act}:{identity.kind}"].append(identity)
    for kind in sorted(alike):
        ordered = sorted(alike[kind], key=lambda identity: identity.sign)
        among = [n for n, identity in enumerate(ordered) if identity in new]
        for a, b, *_ in blocks.related(ordered, among=among) if among else ():
            yield ordered[a], ordered[b]
        yield from _retelling(ordered, among)


def _retelling(ordered: Sequence[Identity], among: Sequence[int]) -> Iterator[tuple[Identity, Identity]]:
    """Background, and what it may mean. Told within the usual reach they are related anyway."""
    times, new = [identity.at for identity in ordered], frozenset(among)
    for n, identity in enumerate(ordered):
        if not identity.retold or not new:
            continue
        counts = identity.killed is not None or identity.hurt is not None
        within = windows.retold_within(identity, counted=counts) + windows.firm(identity.act)
        first = bisect_right(times, identity.at - within - timedelta(seconds=1))
        last = bisect_right(times, identity.at + windows.firm(identity.act))
        for m in range(first, last):
            if m != n and (m in new or n in new) and compare.bond(ordered[m], identity).reason is None:
                yield ordered[m], identity
