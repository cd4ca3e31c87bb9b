"""Decides which reports no longer stand: what their own outlet has taken back, and what it has deleted.

A report that was taken back is not a report that it did not happen: other lines go on to hold.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.incidents import compare, voices
from monitor.incidents.identity import Identity, identify
from monitor.model.reports import ActClass, Correction, Mode, Report
from monitor.model.rulebook import Actor

_TAKEN_BACK_WITHIN = timedelta(days=7)
"""How far back a notice of withdrawal reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The reports by what they are good for. ``notices`` maps the key of a withdrawn report to the notices that took it back."""

    standing: tuple[Report, ...]
    withdrawn: tuple[Report, ...]
    notices: Mapping[str, tuple[Report, ...]]
    denials: tuple[Report, ...]


def sort_out(reports: Sequence[Report], *, deleted: Collection[str], actors: Mapping[str, Actor]) -> Sorted:
    """Parts the reports. ``deleted`` holds ids of items that their outlets have removed; only factual reports stand."""
    retracting = [report for report in reports if report.correction is Correction.WITHDRAWN]
    factual = [
        report for report in reports if report.mode is Mode.FACTUAL and report.correction is not Correction.WITHDRAWN
    ]
    notices: dict[str, tuple[Report, ...]] = {}
    for notice in retracting:
        for report in taken_back(notice, factual, actors):
            notices[report.key] = (*notices.get(report.key, ()), notice)
    gone = {report.key for report in factual if report.key in notices or report.item in deleted}
    return Sorted(
        standing=tuple(report for report in factual if report.key not in gone),
        withdrawn=tuple(report for report in factual if report.key in gone),
        notices=notices,
        denials=tuple(
            r for r in reports if r.mode is Mode.NEGATED and r.correction is None and (r.said_by or r.denied_by)
        ),
    )


def taken_back(notice: Report, reports: Iterable[Report], actors: Mapping[str, Actor]) -> tuple[Report, ...]:
    """The latest earlier report of the same house that the notice may mean, and all others of that house on the same occurrence."""
    earlier = in_reach(notice, reports, actors)
    if not earlier:
        return ()
    latest = max(earlier, key=lambda report: (report.known_at, report.key))
    meant = identify(latest, actors)
    return tuple(report for report in earlier if compare.compatible(identify(report, actors), meant))


def in_reach(notice: Report, reports: Iterable[Report], actors: Mapping[str, Actor]) -> list[Report]:
    """The earlier reports of the same house that the notice may mean."""
    return [
        report
        for report in reports
        if same_house(notice, report)
        and timedelta(0) <= notice.known_at - report.known_at <= _TAKEN_BACK_WITHIN
        and _may_mean(notice, report, actors)
    ]


def same_house(ours: Report, theirs: Report) -> bool:
    """One outlet, or one owner; outlets that nobody graded share no owner."""
    if ours.outlet == theirs.outlet:
        return True
    return bool(ours.owner) and ours.owner == theirs.owner and voices.grade(ours) != "F"


def _may_mean(notice: Report, report: Report, actors: Mapping[str, Actor]) -> bool:
    """Whatever the notice says of the act fits the report; it need say nothing, and its time is that of the notice."""
    if notice.act in {ActClass.OTHER, report.act}:
        return compare.compatible(_at_the_time_of(notice, report, actors), identify(report, actors))
    return False


def _at_the_time_of(notice: Report, report: Report, actors: Mapping[str, Actor]) -> Identity:
    like = identify(report, actors)
    mine = identify(replace(notice, act=report.act, event=report.event, traits=report.traits), actors)
    return replace(mine, at=like.at, undated=like.undated, rough=like.rough, slack=like.slack, killed=None)
