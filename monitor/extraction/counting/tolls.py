"""What a count of people is: tolls, each of one sort of people and what befell them, and their sums.

Decides how they add up. Doesn't decide which numbers of a text are tolls; ``casualties`` does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from monitor.model.reports import Count, PartyKind, Span

ONE = Count(low=1, best=1, high=1)
ANYBODY = frozenset({"", PartyKind.CIVILIANS})
"""Sorts of people that a count of all the dead names: "three people", "three"."""


@dataclass(slots=True, kw_only=True)
class Toll:
    """One number of people killed or hurt. ``who``: the sort of people, ``common`` their general word; ``part``: among those counted already.

    ``beside``: named in one breath with the toll before it, whose act it goes with. ``alone``: one person whom no figure counts, and who may
    be one of more ("A commander killed. The strike left three dead."). ``more``: besides those whom an earlier sentence counts ("five others died
    too"). ``past``: over another time than the day's. ``own``: of the side that tells of those whom it killed ("and lost two of its own").
    ``standing``: all dead so far, as "toll rises to nine" counts them. ``state``: whose soldiers they were.
    Never changed.
    """

    what: str
    count: Count
    who: str
    common: str
    part: bool
    span: Span
    beside: bool = False
    alone: bool = False
    more: bool = False
    past: bool = False
    own: bool = False
    standing: bool = False
    state: str | None = None


@dataclass(slots=True, kw_only=True)
class Tally:
    """The tolls of one sentence, added up where one sentence joins different people in one breath."""

    tolls: list[Toll] = field(default_factory=list)

    def total(self, what: str, *, of: Iterable[str] | None = None) -> Count | None:
        """The sum over whole tolls of this kind (of these sorts of people); parts count only when asked for by sort."""
        wanted = None if of is None else frozenset(of)
        chosen = [
            t.count
            for t in self.tolls
            if t.what == what and (not t.part if wanted is None else t.who in wanted or t.common in wanted)
        ]
        return add(chosen)

    def largest_part(self, what: str) -> Count | None:
        """ "Officers, four of them Kenyans, killed": at least so many, where nothing counts the whole."""
        return max(
            (t.count for t in self.tolls if t.what == what and t.part), key=lambda count: count.best, default=None
        )


def add(counts: Sequence[Count]) -> Count | None:
    """The sum, or None of nothing."""
    if len(counts) < 2:
        return counts[0] if counts else None
    return Count(low=sum(c.low for c in counts), best=sum(c.best for c in counts), high=sum(c.high for c in counts))


def twice(count: Count) -> Count:
    return Count(low=2 * count.low, best=2 * count.best, high=2 * count.high)


def less(count: Count, part: Count) -> Count:
    """Those of a count who aren't of a part of it."""
    return Count(
        low=max(count.low - part.high, 0), best=max(count.best - part.best, 0), high=max(count.high - part.low, 0)
    )
