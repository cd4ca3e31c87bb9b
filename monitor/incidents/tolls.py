"""Decides what to say of the dead and hurt: per-source versions, then low, best and high. Never a sum, never a mean.

Whether the numbers are believed is decided in ``confidence`` (effects).
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from enum import Enum

from monitor.incidents import voices
from monitor.model.incidents import Figure
from monitor.model.reports import Correction, Count, Report

Of = Callable[[Report], Count | None]

STALE_AFTER = timedelta(hours=24)
"""A figure this much older than the newest graded one is history: tolls of the first hours are not held against the final one."""

_TRUSTED = frozenset("ABC")
"""Grades from which a figure may be the best one: an analyst's rule."""

_SAME_SHARE = 0.6
"""Early and late tolls of one attack differ, the earlier seldom being less than this part of the later."""
_A_WORD = 3
"""A range that reaches this many times its best figure is a number word, not a count."""


_TELLING_HURT = 3
"""So many wounded are seldom counted twice in one day by chance."""


class Agreement(Enum):
    """Whether two tolls may be those of one occurrence."""

    CONFLICT = -1
    UNKNOWN = 0
    SAME = 1


def agreement(ours: Count | None, theirs: Count | None) -> Agreement:
    """Overlapping ranges are the same, and figures that differ as early and late tolls of one attack do."""
    if ours is None or theirs is None:
        return Agreement.UNKNOWN
    overlap = ours.low <= theirs.high and theirs.low <= ours.high
    low, high = sorted((ours.best, theirs.best))
    return Agreement.SAME if overlap or high - low <= 1 or low >= _SAME_SHARE * high else Agreement.CONFLICT


def as_many_hurt(ours: Count | None, theirs: Count | None) -> bool:
    """Whether both count the same wounded, and enough of them to tell; other numbers prove nothing, for wounds are counted by taste."""
    return ours is not None and theirs is not None and ours.best == theirs.best >= _TELLING_HURT


def figures(reports: Iterable[Report], of: Of) -> tuple[Figure, ...]:
    """Every version, in the order in which we came to know them."""
    return tuple(
        Figure(
            report=report.key,
            outlet=report.outlet,
            grade=voices.grade(report),
            known_at=report.known_at,
            count=count,
            said_by=report.said_by,
        )
        for report in _in_order(reports)
        if (count := of(report)) is not None
    )


def settle(reports: Iterable[Report], of: Of, *, refuted: bool = False) -> Count | None:
    """The range over the sources' latest figures; ``best`` is the most conservative one from grade C or better.

    ``refuted``: those who were hit deny the account; a figure that only ungraded or unreliable outlets give, or only relay from those who
    claim the act, is then no more than the upper bound. None when nobody gives a number.
    """
    standing = _fresh(_latest([report for report in _in_order(reports) if of(report) is not None]))
    if not standing:
        return None
    counts = _counted([count for report in standing if (count := of(report)) is not None])
    low, high = min(count.low for count in counts), max(count.high for count in counts)
    vouching = [report for report in standing if voices.grade(report) in _TRUSTED and not (refuted and _relays(report))]
    trusted = [count for report in vouching if (count := of(report)) is not None]
    if refuted and not trusted:
        return Count(low=0, best=0, high=high)
    best = min(count.best for count in _counted(trusted or counts))
    return Count(low=min(low, best), best=best, high=max(high, best))


def _relays(report: Report) -> bool:
    """Whether the figure is not the outlet's own: a claimant's, or one that is quoted to be denied."""
    return bool(report.claimed_by or report.denied_by)


def _counted(counts: Sequence[Count]) -> Sequence[Count]:
    """Without what is only a word for many ("several"), where somebody has counted as many as the word may mean."""
    exact = [count for count in counts if not _is_word(count)]
    return [
        count
        for count in counts
        if not _is_word(count) or not any(count.low <= other.best <= count.high for other in exact)
    ]


def _is_word(count: Count) -> bool:
    return count.high > _A_WORD * count.best


def _in_order(reports: Iterable[Report]) -> list[Report]:
    return sorted(reports, key=lambda report: (report.known_at, report.key))


def _latest(versions: Sequence[Report]) -> list[Report]:
    """The last version of each outlet; a correction also takes the place of what others of the same owner said before it."""
    last: dict[str, Report] = {}
    for report in versions:
        if report.correction is Correction.CORRECTED:
            last = {
                outlet: other for outlet, other in last.items() if not (report.owner and other.owner == report.owner)
            }
        last[report.outlet] = report
    return list(last.values())


def _fresh(standing: Sequence[Report]) -> list[Report]:
    newest = max((report.known_at for report in standing if voices.grade(report) in _TRUSTED), default=None)
    return [report for report in standing if newest is None or newest - report.known_at <= STALE_AFTER]
