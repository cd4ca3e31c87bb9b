"""Decides who may join whom when pairs have been compared: nobody with a foe, and with a doubtful one only if most agree.

What makes two reports friends or foes is decided in ``compare``.
"""

from collections.abc import Iterator

_OUTVOTED = 2
"""So many pairs whose tolls agree outweigh one whose tolls conflict: a single misread figure doesn't split an incident."""


class Partition:
    """Groups of the numbers below ``size``, each alone at first. Sets are bits of an int."""

    def __init__(self, size: int) -> None:
        self._home = list(range(size))
        self._members = [1 << n for n in range(size)]
        self._bearable = [1 << n for n in range(size)]
        self._doubted = [0] * size
        self._alike = [0] * size
        self._doubts = [0] * size

    def befriend(self, a: int, b: int, *, alike: bool) -> None:
        """They may be one; ``alike`` if their tolls say so too."""
        self._bearable[a] |= 1 << b
        self._bearable[b] |= 1 << a
        if alike:
            self._alike[a] |= 1 << b
            self._alike[b] |= 1 << a

    def tolerate(self, a: int, b: int) -> None:
        """They may be one but for their tolls: no reason to join, and none against it in the company of others."""
        self._bearable[a] |= 1 << b
        self._bearable[b] |= 1 << a
        self._doubted[a] |= 1 << b
        self._doubted[b] |= 1 << a
        self._doubts[a], self._doubts[b] = self._doubted[a], self._doubted[b]

    def join(self, a: int, b: int) -> None:
        """Joins the groups of both, unless some of the one can't bear some of the other, or too many doubt them."""
        ours, theirs = sorted((self._home[a], self._home[b]))
        if ours == theirs or self._members[theirs] & ~self._bearable[ours] or self._outvoted(ours, theirs):
            return
        for n in _bits(self._members[theirs]):
            self._home[n] = ours
        self._members[ours] |= self._members[theirs]
        self._bearable[ours] &= self._bearable[theirs]
        self._doubts[ours] |= self._doubts[theirs]

    def listed(self) -> list[list[int]]:
        """The groups, each in order, by their first member."""
        return [list(_bits(self._members[n])) for n, home in enumerate(self._home) if home == n]

    def _outvoted(self, ours: int, theirs: int) -> bool:
        others = self._members[theirs]
        if not self._doubts[ours] & others:
            return False
        members = list(_bits(self._members[ours]))
        against = sum((self._doubted[n] & others).bit_count() for n in members)
        return outvoted(against, sum((self._alike[n] & others).bit_count() for n in members))


def outvoted(against: int, agreeing: int) -> bool:
    """Whether conflicting tolls are too many beside those that agree."""
    return against * _OUTVOTED > agreeing


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
