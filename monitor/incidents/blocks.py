"""Decides which reports are one occurrence: blocks by class and time, and inside a block the most alike pairs first.

What crosses blocks comes after: one act of force under two classes (``classes``), and background that tells an old act again
(``retelling``).

A function of the set of reports alone. Reports of equal identity are one cell from the start, and ties are broken by what identities say,
never by keys; so neither the order of arrival nor a further copy can change who is joined with whom.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.incidents import classes, compare, retelling, windows
from monitor.incidents.compare import Bond
from monitor.incidents.identity import Identity, identify
from monitor.incidents.partition import Partition
from monitor.incidents.places import Closeness
from monitor.incidents.tolls import Agreement
from monitor.model.reports import ActClass, Report
from monitor.model.rulebook import Actor

BLOCK_GAP = timedelta(days=3)
"""A silence this long ends a block (our choice): what comes later is never compared with what was before."""

_FARTHEST = windows.MAX_REACH.total_seconds()
_POINT = compare.PER_POINT.total_seconds()

Group = tuple[Report, ...]


def group(reports: Sequence[Report], actors: Mapping[str, Actor]) -> list[Group]:
    """The reports parted into occurrences; each group in order of key. All reports must belong to one border."""
    cells: defaultdict[Identity, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda report: report.key):
        cells[identify(report, actors)].append(report)
    occurrences = classes.unite(_grouped([identity for identity in cells if not identity.retold]))
    retold, orphans = retelling.attach([identity for identity in cells if identity.retold], occurrences)
    occurrences = [occurrence + more for occurrence, more in zip(occurrences, retold, strict=True)]
    return [
        tuple(sorted((report for identity in occurrence for report in cells[identity]), key=lambda report: report.key))
        for occurrence in (*occurrences, *_grouped(orphans))
    ]


def _grouped(identities: Sequence[Identity]) -> list[list[Identity]]:
    return [occurrence for block in split(identities) for occurrence in agglomerate(block)]


def split(identities: Sequence[Identity]) -> list[list[Identity]]:
    """Blocks: one class of act, no silence longer than ``BLOCK_GAP``; each in canonical order."""
    blocks: list[list[Identity]] = []
    for identity in sorted(identities, key=lambda identity: (identity.act, identity.sign)):
        last = blocks[-1][-1] if blocks else None
        if last is None or last.act is not identity.act or identity.at - last.at > BLOCK_GAP:
            blocks.append([])
        blocks[-1].append(identity)
    return blocks


def agglomerate(block: Sequence[Identity]) -> list[list[Identity]]:
    """Groups in which no two identities contradict each other but a minority in their tolls, built from the most alike pair down."""
    partition = Partition(len(block))
    pairs = []
    for a, b, gap, bond, span in related(block):
        if gap <= span.reach:
            partition.befriend(a, b, alike=span.alike)
            pairs.append((round(gap / _POINT - bond.common - span.common, 6), a, b))
        else:
            partition.tolerate(a, b)
    for _, a, b in sorted(pairs):
        partition.join(a, b)
    return [[block[n] for n in members] for members in partition.listed()]


@dataclass(frozen=True, slots=True)
class _Span:
    """How far apart two accounts may lie, in seconds, and what they have in common."""

    reach: float
    lenient: float
    alike: bool
    common: float


def related(
    block: Sequence[Identity], *, among: Sequence[int] | None = None
) -> Iterator[tuple[int, int, float, Bond, _Span]]:
    """The pairs that may be one, with the seconds between them. They are in order of time, so that comparing stops early.

    ``among``: only pairs with one of these, which are in order.

    Each relation is asked once for all pairs that differ in nothing but their times: roles and accounts are few, even where their
    combinations are many.
    """
    roles, accounts = _numbered([one.role for one in block]), _numbered([one.account for one in block])
    times = [one.at.timestamp() for one in block]
    bonds: list[dict[int, Bond]] = [{} for _ in block]
    spans: dict[tuple[int, int, Closeness, bool, bool, ActClass, ActClass], _Span] = {}
    every, chosen = range(len(block)), frozenset(among or ())
    for a, ours in enumerate(block):
        known = bonds[roles[a]]
        others = every if among is None or a in chosen else among
        for b in others[bisect_right(others, a) : bisect_right(others, times[a] + _FARTHEST, key=times.__getitem__)]:
            bond = known.get(roles[b]) or known.setdefault(roles[b], compare.bond(ours, block[b]))
            if bond.reason is not None:
                continue
            key = (accounts[a], accounts[b], bond.near, bond.doubtful, bond.tied, ours.act, block[b].act)
            gap = times[b] - times[a]
            span = spans.get(key) or spans.setdefault(key, _span(ours, block[b], tie=bond))
            if gap <= span.lenient:
                yield a, b, gap, bond, span


def _span(first: Identity, second: Identity, *, tie: Bond) -> _Span:
    agreement = compare.agreement_of(first, second)
    reach, lenient = compare.reaches(first, second, tie=tie, agreement=agreement)
    common = compare.in_tolls(agreement)
    return _Span(reach.total_seconds(), lenient.total_seconds(), agreement is Agreement.SAME, common)


def _numbered(values: Sequence[Hashable]) -> list[int]:
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(value, len(numbers)) for value in values]
