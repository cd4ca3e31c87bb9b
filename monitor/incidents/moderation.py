"""Applies what the desk ruled: which reports belong together, and what an incident says in spite of its reports.

Rulings are in force in the order in which they were made. Each means an incident by its reports, so that it finds it again however the
reports are grouped anew; what it said of reports that are gone means nothing.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from monitor.incidents import compare, severity
from monitor.incidents.assemble import Evidence
from monitor.incidents.confidence import BOTH_SIDES
from monitor.incidents.identity import Identity, identify
from monitor.model.incidents import Incident, Status
from monitor.model.lexicon import EventType
from monitor.model.moderation import Pin, PinnedField, Ruling, Verdict
from monitor.model.reports import Report, TargetClass
from monitor.model.rulebook import Actor
from monitor.model.times import Precision


def regroup(evidence: Sequence[Evidence], rulings: Iterable[Ruling], actors: Mapping[str, Actor]) -> list[Evidence]:
    """The same reports, parted as the desk wants: what it merged is one, what it split is two."""
    groups = list(evidence)
    for ruling in rulings:
        if ruling.verdict is Verdict.MERGE:
            groups = _merged(groups, ruling)
        elif ruling.verdict is Verdict.SPLIT:
            groups = [part for group in groups for part in _split(group, ruling, actors)]
    return groups


def _merged(groups: Sequence[Evidence], ruling: Ruling) -> list[Evidence]:
    homes = {home for keys in (ruling.reports, ruling.others) if (home := _home(groups, keys)) is not None}
    if len(homes) < len(("one", "other")):
        return list(groups)
    first, second = sorted(homes)
    united = _united(groups[first], groups[second])
    return [united if n == first else group for n, group in enumerate(groups) if n != second]


def _united(ours: Evidence, theirs: Evidence) -> Evidence:
    return Evidence(
        standing=_by_key(ours.standing, theirs.standing),
        withdrawn=_by_key(ours.withdrawn, theirs.withdrawn),
        notices=_by_key(ours.notices, theirs.notices),
        denials=_by_key(ours.denials, theirs.denials),
    )


def _by_key(*groups: Iterable[Report]) -> tuple[Report, ...]:
    unique = {report.key: report for group in groups for report in group}
    return tuple(unique[key] for key in sorted(unique))


def _home(groups: Sequence[Evidence], keys: Collection[str]) -> int | None:
    """The group that has most of these reports; the one with the smallest of them among equals."""
    wanted = set(keys)
    votes: dict[int, list[str]] = {}
    for n, group in enumerate(groups):
        if held := sorted(wanted.intersection(_keys(group))):
            votes[n] = held
    return min(votes, key=lambda n: (-len(votes[n]), votes[n][0]), default=None)


def _keys(group: Evidence) -> list[str]:
    return [report.key for report in (*group.standing, *group.withdrawn)]


def _split(group: Evidence, ruling: Ruling, actors: Mapping[str, Actor]) -> list[Evidence]:
    """Two groups if this one holds reports of both parts. What came since goes where it has most in common, in doubt to the rest."""
    out, rest = set(ruling.others), set(ruling.reports) - set(ruling.others)
    reports = (*group.standing, *group.withdrawn)
    if not any(r.key in out for r in reports) or not any(r.key in rest for r in reports):
        return [group]
    ours = [identify(r, actors) for r in reports if r.key in rest]
    theirs = [identify(r, actors) for r in reports if r.key in out]

    def leaves(report: Report) -> bool:
        if report.key in out or report.key in rest:
            return report.key in out
        identity = identify(report, actors)
        return _fit(identity, theirs) > _fit(identity, ours)

    return [_part(group, leaves, wanted=wanted) for wanted in (False, True)]


def _fit(identity: Identity, others: Sequence[Identity]) -> tuple[bool, float]:
    return identity in others, max(compare.likeness(identity, other) for other in others)


def _part(group: Evidence, leaves: Callable[[Report], bool], *, wanted: bool) -> Evidence:
    def kept(reports: Iterable[Report]) -> tuple[Report, ...]:
        return tuple(report for report in reports if leaves(report) is wanted)

    return Evidence(
        standing=kept(group.standing),
        withdrawn=kept(group.withdrawn),
        notices=kept(group.notices),
        denials=kept(group.denials),
    )


def meant(groups: Sequence[Evidence], rulings: Iterable[Ruling]) -> list[tuple[Ruling, ...]]:
    """For each group the rulings that mean it."""
    found: list[list[Ruling]] = [[] for _ in groups]
    for ruling in rulings:
        home = _home(groups, ruling.reports)
        if home is not None:
            found[home].append(ruling)
    return [tuple(each) for each in found]


def apply(incident: Incident, rulings: Sequence[Ruling], events: Mapping[str, EventType]) -> Incident:
    """The incident as the desk has it. Its pins outlast what reports say; the later of two rulings on one thing counts."""
    if not rulings:
        return incident
    known = max(incident.last_known_at, *(ruling.at for ruling in rulings))
    ruled = replace(incident, rulings=tuple(rulings), last_known_at=known)
    pins = [ruling.pin for ruling in rulings if ruling.pin is not None]
    for pin in pins:
        ruled = replace(ruled, **_pinned(ruled, pin))
    if pins and not any(pin.field is PinnedField.SEVERITY for pin in pins):
        ruled = replace(ruled, severity=severity.of(ruled, events))
    verdicts = [ruling for ruling in rulings if ruling.verdict in {Verdict.CONFIRM, Verdict.RETRACT}]
    return _judged(ruled, verdicts[-1]) if verdicts else ruled


def _judged(incident: Incident, ruling: Ruling) -> Incident:
    if ruling.verdict is Verdict.RETRACT:
        return replace(
            incident,
            status=Status.RETRACTED,
            confidence=0.0,
            effects=0.0,
            confidence_because=(f"retracted by the desk ({ruling.by}): {ruling.because}",),
        )
    why = f"confirmed by the desk ({ruling.by})" + (f": {ruling.because}" if ruling.because else "")
    return replace(
        incident,
        status=Status.CONFIRMED,
        confidence=max(incident.confidence, BOTH_SIDES),
        confidence_because=(*incident.confidence_because, why),
    )


def _pinned(incident: Incident, pin: Pin) -> dict[str, Any]:
    """The fields that change, by name."""
    if pin.field is PinnedField.PLACE and pin.place is not None:
        others = tuple(place for place in incident.places if place.entity != pin.place.entity)
        return {"places": (pin.place, *others)}
    if pin.field is PinnedField.STARTED_AT:
        return {"started_at": pin.value, "precision": Precision.MINUTE}
    if pin.field is PinnedField.TARGET_CLASS and pin.text is not None:
        return {"target_class": TargetClass(pin.text)}
    return {pin.field.value: pin.value}
