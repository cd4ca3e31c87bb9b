"""Joins the reports of one border into incidents. A pure function of the set of reports: order and repetition change nothing.

What makes two reports one occurrence is decided in ``identity``, ``compare`` and ``blocks``; what an incident then says in ``assemble``.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor.incidents import assemble, bearing, blocks, compare, moderation, responses, withdrawals
from monitor.incidents.assemble import Evidence, Rules
from monitor.incidents.blocks import Group
from monitor.incidents.identity import Identity, identify
from monitor.model.incidents import Incident
from monitor.model.lexicon import EventType
from monitor.model.moderation import Ruling, in_force
from monitor.model.reports import Report
from monitor.model.rulebook import Actor

REACH = bearing.REACH


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """All incidents of a border, which of them are not as they were, and the block of each report that was looked at."""

    incidents: tuple[Incident, ...]
    changed: frozenset[str]
    blocks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was known of a border: its incidents, and the keys of reports that were in some and have changed since, or are no more.

    ``blocks``: of reports that are as they were, in blocks that lost none. ``since``: incidents that began before may be left out, but for
    those of these blocks, and those that hold a report which is gone.
    """

    incidents: Sequence[Incident] = ()
    gone: Collection[str] = ()
    blocks: Mapping[str, str] = field(default_factory=dict)
    since: datetime | None = None


def rejoin(
    before: Before,
    reports: Sequence[Report],
    *,
    border: str | None,
    events: Mapping[str, EventType],
    actors: Mapping[str, Actor],
    withdrawn: Collection[str] = (),
    rulings: Iterable[Ruling] = (),
) -> Joined:
    """As :func:`join` over all reports of the border, given what was known ``before``.

    ``reports`` are whole blocks: those that were touched, and all with a report within ``REACH`` of a new one.
    """
    log = tuple(rulings)
    home = bearing.parted(reports, rulings=in_force(log), actors=actors, before=before.blocks)
    touched = {block for key, block in home.items() if key not in before.blocks}
    again = [report for report in reports if home[report.key] in touched]
    looked_at = {*before.gone, *(report.key for report in again)}
    kept = [incident for incident in before.incidents if looked_at.isdisjoint(incident.reports)]
    fresh = join(again, border=border, events=events, actors=actors, withdrawn=withdrawn, rulings=log)
    ordered = sorted((*kept, *fresh), key=lambda incident: (incident.started_at, incident.id))
    known = {incident.id: incident for incident in before.incidents}
    incidents = responses.link_responses(ordered, known=known, since=before.since)
    return Joined(
        incidents=incidents,
        changed=frozenset(incident.id for incident in incidents if known.get(incident.id) != incident),
        blocks=tuple(sorted((report.key, home[report.key]) for report in again)),
    )


def join(
    reports: Sequence[Report],
    *,
    border: str | None,
    events: Mapping[str, EventType],
    actors: Mapping[str, Actor],
    withdrawn: Collection[str] = (),
    rulings: Iterable[Ruling] = (),
) -> tuple[Incident, ...]:
    """The incidents of ``border``, by start and id. Reports at home elsewhere are left aside.

    Only factual reports make incidents, and each is in exactly one. Of two reports with one key the later known is taken.
    ``withdrawn`` holds ids of items that their outlets deleted without a word; ``rulings`` are the desk's, lifted ones too.
    """
    sorted_out = withdrawals.sort_out(_current(reports, border), deleted=withdrawn, actors=actors)
    groups = blocks.group(sorted_out.standing, actors)
    crowd = _Crowd(groups, actors)
    attached, orphans = crowd.attach(sorted_out.withdrawn)
    denials, _ = crowd.attach(sorted_out.denials)
    evidence = [
        Evidence(
            standing=group,
            withdrawn=attached[n],
            notices=_notices(attached[n], sorted_out.notices),
            denials=denials[n],
        )
        for n, group in enumerate(groups)
    ]
    evidence += [
        Evidence(standing=(), withdrawn=group, notices=_notices(group, sorted_out.notices))
        for group in blocks.group(orphans, actors)
    ]
    rules, ruled = Rules(events=events, actors=actors), in_force(tuple(rulings))
    evidence = moderation.regroup(evidence, ruled, actors)
    built = [
        moderation.apply(assemble.build(each, border=border, rules=rules), mine, events)
        for each, mine in zip(evidence, moderation.meant(evidence, ruled), strict=True)
    ]
    return responses.link_responses(sorted(built, key=lambda incident: (incident.started_at, incident.id)))


def redirects(before: Sequence[Incident], after: Sequence[Incident]) -> tuple[tuple[str, str], ...]:
    """For each id that is gone, the incident that has most of its reports now (the smallest id among equals); by old id.

    An id whose reports are all gone leads nowhere and is left out.
    """
    standing = {incident.id for incident in after}
    home = {key: incident.id for incident in after for key in incident.reports}
    moved = {incident.id: _successor(incident, home) for incident in before if incident.id not in standing}
    return tuple((old, new) for old, new in sorted(moved.items()) if new)


def _successor(incident: Incident, home: Mapping[str, str]) -> str:
    votes: defaultdict[str, int] = defaultdict(int)
    for key in incident.reports:
        if key in home:
            votes[home[key]] += 1
    return min(votes, key=lambda new: (-votes[new], new), default="")


def _current(reports: Iterable[Report], border: str | None) -> list[Report]:
    latest: dict[str, Report] = {}
    for report in reports:
        if report.border == border:
            known = latest.setdefault(report.key, report)
            if known is not report and known != report:
                latest[report.key] = max(known, report, key=lambda version: (version.known_at, repr(version)))
    return [latest[key] for key in sorted(latest)]


def _notices(withdrawn: Iterable[Report], notices: Mapping[str, tuple[Report, ...]]) -> tuple[Report, ...]:
    unique = {notice.key: notice for report in withdrawn for notice in notices.get(report.key, ())}
    return tuple(unique[key] for key in sorted(unique))


class _Crowd:
    """The groups that stand, for finding the one that a report without weight of its own belongs to."""

    def __init__(self, groups: Sequence[Group], actors: Mapping[str, Actor]) -> None:
        self._actors = actors
        self._reports = groups
        self._identities: dict[int, list[Identity]] = {}

    def attach(self, reports: Iterable[Report]) -> tuple[list[Group], Group]:
        """For each group the reports that fit all of it best, and the reports that fit none."""
        found: list[list[Report]] = [[] for _ in self._reports]
        orphans: list[Report] = []
        for report in reports:
            best = self._best(identify(report, self._actors))
            (orphans if best is None else found[best]).append(report)
        return [tuple(group) for group in found], tuple(orphans)

    def _best(self, identity: Identity) -> int | None:
        fitting = [
            n
            for n, group in enumerate(self._reports)
            if identity.act in {report.act for report in group}
            and all(compare.compatible(identity, other) for other in self._of(n))
        ]
        return min(fitting, key=lambda n: self._closeness(identity, n), default=None)

    def _closeness(self, identity: Identity, n: int) -> tuple[float, tuple[str, ...]]:
        return -max(compare.likeness(identity, other) for other in self._of(n)), self._of(n)[0].sign

    def _of(self, n: int) -> list[Identity]:
        """The group's identities in canonical order, made only when somebody asks."""
        if n not in self._identities:
            unique = {identify(report, self._actors) for report in self._reports[n]}
            self._identities[n] = sorted(unique, key=lambda identity: identity.sign)
        return self._identities[n]
