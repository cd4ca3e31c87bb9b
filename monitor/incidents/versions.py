"""What each field of an incident was said to be: by whom first, since when, on what authority. Nothing is chosen here.

The dead have a list of their own (``tolls.figures``), source by source; here equal values are one version, however many give them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from monitor.incidents import voices
from monitor.incidents.identity import undated
from monitor.model.incidents import Claim, Stance, Version
from monitor.model.reports import Count, Party, Report, TargetClass

_MOST = 20
"""So many values of one field are kept, the newest: nobody reads more, and hostile news can't make an incident grow without end."""


def of(reports: Sequence[Report]) -> tuple[Version, ...]:
    """Field by field, and in each in the order in which values became known."""
    ordered = sorted(reports, key=lambda report: (report.known_at, report.key))
    return tuple(version for field, read in _FIELDS.items() for version in _versions(field, read, ordered))


def _versions(field: str, read: Callable[[Report], str | None], reports: Sequence[Report]) -> Iterable[Version]:
    given: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if value := read(report):
            given[value].append(report)
    return [_version(field, value, tellers) for value, tellers in list(given.items())[-_MOST:]]


def _version(field: str, value: str, tellers: Sequence[Report]) -> Version:
    """``tellers`` in the order in which they became known."""
    first = tellers[0]
    return Version(
        field=field,
        value=value,
        report=first.key,
        outlet=first.outlet,
        grade=min(voices.grade(report) for report in tellers),
        known_at=first.known_at,
        last_known_at=tellers[-1].known_at,
        reports=len(tellers),
        said_by=tuple(sorted({side for report in tellers for side in report.said_by})),
    )


def claims(standing: Sequence[Report], denials: Sequence[Report]) -> tuple[Claim, ...]:
    """Who says "we did it", and who says that it isn't so: each once, as first heard, with the best grade that carried it."""
    heard: defaultdict[tuple[Stance, str], list[Report]] = defaultdict(list)
    stands = {report.key for report in standing}
    for report in sorted((*standing, *denials), key=lambda report: (report.known_at, report.key)):
        for side in report.claimed_by:
            heard[Stance.CLAIM, side].append(report)
        denying = report.denied_by if report.key in stands else dict.fromkeys((*report.denied_by, *report.said_by))
        for side in denying:
            heard[Stance.DENIAL, side].append(report)
    return tuple(
        Claim(
            stance=stance,
            by=side,
            report=reports[0].key,
            outlet=reports[0].outlet,
            grade=min(voices.grade(report) for report in reports),
            known_at=reports[0].known_at,
            reports=len(reports),
        )
        for (stance, side), reports in heard.items()
    )


def _party(party: Party | None) -> str | None:
    return f"{party.name} ({party.state})" if party and party.state else party.name if party else None


def _target_class(report: Report) -> str | None:
    return None if report.target_class is TargetClass.UNKNOWN else report.target_class.value


def _place(report: Report) -> str | None:
    return min(report.places, key=lambda place: (place.precision, place.entity)).name if report.places else None


def _time(report: Report) -> str | None:
    """Only what a text says of the time itself."""
    if undated(report) or report.happened_at is None:
        return None
    return f"{report.happened_at:%Y-%m-%dT%H:%MZ} ({report.precision})"


def _count(count: Count | None) -> str | None:
    if count is None:
        return None
    return str(count.best) if count.low == count.high else f"{count.low}/{count.best}/{count.high}"


_FIELDS: dict[str, Callable[[Report], str | None]] = {
    "event": lambda report: report.event,
    "initiator": lambda report: _party(report.initiator),
    "target": lambda report: _party(report.target),
    "target_class": _target_class,
    "place": _place,
    "started_at": _time,
    "means": lambda report: ", ".join(report.means),
    "killed": lambda report: _count(report.killed),
    "injured": lambda report: _count(report.injured),
    "attackers_killed": lambda report: _count(report.attackers_killed),
    "civilians_killed": lambda report: _count(report.civilians_killed),
    "children_killed": lambda report: _count(report.children_killed),
    "women_killed": lambda report: _count(report.women_killed),
}
