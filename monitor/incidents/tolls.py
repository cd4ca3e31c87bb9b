"""Decides what to say of the dead and hurt: per-source versions, then low, best and high. Never a sum, never a mean.

Whether the numbers are believed is decided in ``confidence`` (effects).
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from monitor.incidents import voices
from monitor.model.incidents import Figure
from monitor.model.reports import Correction, Count, Report

Of = Callable[[Report], Count | None]

STALE_AFTER = timedelta(hours=24)
"""A figure this much older than the newest graded one is history: tolls of the first hours are not held against the final one."""

_TRUSTED = frozenset("ABC")
"""Grades from which a figure may be the best one (domain, section 3.3)."""


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

    ``refuted``: those who were hit deny the account; a figure that only ungraded or unreliable outlets give is then no more than the
    upper bound. None when nobody gives a number.
    """
    standing = _fresh(_latest([report for report in _in_order(reports) if of(report) is not None]))
    counts = [count for report in standing if (count := of(report)) is not None]
    if not counts:
        return None
    low, high = min(count.low for count in counts), max(count.high for count in counts)
    trusted = [count for report in standing if voices.grade(report) in _TRUSTED and (count := of(report)) is not None]
    if refuted and not trusted:
        return Count(low=0, best=0, high=high)
    return Count(low=low, best=min(count.best for count in trusted or counts), high=high)


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
