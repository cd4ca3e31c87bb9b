"""Decides which reports are one occurrence: blocks by class and time, and inside a block the most alike pairs first.

A function of the set of reports alone. Reports of equal identity are one cell from the start, and ties are broken by what identities say,
never by keys; so neither the order of arrival nor a further copy can change who is joined with whom.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from monitor.incidents import compare
from monitor.incidents.identity import Identity, identify
from monitor.model.reports import Report
from monitor.model.rulebook import Actor

BLOCK_GAP = timedelta(days=3)
"""A silence this long ends a block (DESIGN.md, section 4): what comes later is never compared with what was before."""

Group = tuple[Report, ...]


def group(reports: Sequence[Report], actors: Mapping[str, Actor]) -> list[Group]:
    """The reports parted into occurrences; each group in order of key. All reports must belong to one border."""
    cells: defaultdict[Identity, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda report: report.key):
        cells[identify(report, actors)].append(report)
    return [
        tuple(sorted((report for identity in occurrence for report in cells[identity]), key=lambda report: report.key))
        for block in split(list(cells))
        for occurrence in agglomerate(block)
    ]


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
    """Groups in which every two identities are compatible, built from the most alike pair down."""
    pairs = list(_compatible_pairs(block))
    friends = [1 << n for n in range(len(block))]
    for _, a, b in pairs:
        friends[a] |= 1 << b
        friends[b] |= 1 << a
    groups = _Groups(friends)
    for _, a, b in sorted(pairs):
        groups.join(a, b)
    return [[block[n] for n in members] for members in groups.listed()]


def _compatible_pairs(block: Sequence[Identity]) -> Iterator[tuple[float, int, int]]:
    """Pairs with their unlikeness; the block is in order of time, so that comparing stops early."""
    for a, ours in enumerate(block):
        for b in range(a + 1, len(block)):
            theirs = block[b]
            if theirs.at - ours.at > compare.MAX_REACH:
                break
            if compare.compatible(ours, theirs):
                yield -round(compare.likeness(ours, theirs), 6), a, b


class _Groups:
    """A partition in which two groups join only if everyone is a friend of everyone. Sets are bits of an int."""

    def __init__(self, friends: list[int]) -> None:
        self._home = list(range(len(friends)))
        self._members = [1 << n for n in range(len(friends))]
        self._friends = friends[:]

    def join(self, a: int, b: int) -> None:
        """Joins the groups of both, unless some member of one is incompatible with some member of the other."""
        ours, theirs = sorted((self._home[a], self._home[b]))
        if ours == theirs or self._members[theirs] & ~self._friends[ours]:
            return
        for n in _bits(self._members[theirs]):
            self._home[n] = ours
        self._members[ours] |= self._members[theirs]
        self._friends[ours] &= self._friends[theirs]

    def listed(self) -> list[list[int]]:
        """The groups, each in order, by their first member."""
        return [list(_bits(self._members[n])) for n, home in enumerate(self._home) if home == n]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
