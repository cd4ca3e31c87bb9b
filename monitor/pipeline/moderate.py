"""What the desk wants done to an incident: rulings from what it asked for, and what they would change. Pure.

What can't be is a :class:`Refused` with the reason in words.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from monitor.model.alerts import Alert
from monitor.model.incidents import Incident
from monitor.model.moderation import Ruling, Verdict, in_force
from monitor.model.reports import Count, Party
from monitor.pipeline.cases import Case, Outcome
from monitor.pipeline.judge import Judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why the desk can't have that."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a ruling would do: ``changes`` in words, and the alerts that it would send. ``incident`` is the one meant, as it would be."""

    ruling: Ruling
    changes: tuple[str, ...]
    alerts: tuple[Alert, ...]
    incident: Incident | None


def ruling(verdict: Verdict, incident: Incident, *, by: str, because: str, at: datetime) -> Ruling:
    """About one incident alone; its id is made from all that it says."""
    drafted = Ruling(
        id="", verdict=verdict, border=incident.border, by=by, because=because, at=at, reports=incident.reports
    )
    return identified(drafted)


def identified(drafted: Ruling) -> Ruling:
    """The same with an id that no other ruling has."""
    return replace(drafted, id="r" + blake2b(repr(replace(drafted, id="")).encode(), digest_size=6).hexdigest())


def merging(kept: Incident, other: Incident, *, by: str, because: str, at: datetime) -> Ruling | Refused:
    """Makes the two one."""
    if kept.id == other.id:
        return Refused(reason=f"{kept.id} is one incident already")
    if kept.border != other.border:
        return Refused(
            reason=f"{kept.id} is at home at {kept.border or 'no border'}, {other.id} at {other.border or 'no border'}"
        )
    drafted = ruling(Verdict.MERGE, kept, by=by, because=because, at=at)
    return identified(replace(drafted, others=other.reports))


def splitting(incident: Incident, items: Collection[str], *, by: str, because: str, at: datetime) -> Ruling | Refused:
    """Takes the reports of these items out, as an incident of their own."""
    taken = tuple(key for key in incident.reports if key.partition("#")[0] in items)
    if missing := sorted(set(items) - {key.partition("#")[0] for key in taken}):
        return Refused(reason=f"{incident.id} has no report of {', '.join(missing)}")
    if len(taken) == len(incident.reports):
        return Refused(reason=f"nothing would be left of {incident.id}")
    drafted = ruling(Verdict.SPLIT, incident, by=by, because=because, at=at)
    return identified(replace(drafted, others=taken))


def lifting(log: Sequence[Ruling], wanted: str, *, by: str, because: str, at: datetime) -> Ruling | Refused:
    """Undoes the ruling whose id begins so."""
    found = [ruling for ruling in log if ruling.id.startswith(wanted)]
    if len(found) != 1:
        return Refused(reason=f"{'several rulings begin' if found else 'no ruling begins'} with {wanted}")
    (target,) = found
    standing = {ruling.id for ruling in in_force(tuple(log))}
    if target.verdict is not Verdict.LIFT and target.id not in standing:
        return Refused(reason=f"{target.id} was lifted already")
    return identified(replace(target, verdict=Verdict.LIFT, by=by, because=because, at=at, pin=None, lifts=target.id))


def preview(judge: Judge, case: Case, wanted: Ruling, *, now: datetime) -> Preview:
    """The border judged as a whole, with and without the ruling; what would have been said anyway is left out."""
    before, after = judge.decide(case, now=now), judge.decide(replace(case, rulings=(*case.rulings, wanted)), now=now)
    pending = {alert.id for alert in before.alerts}
    meant = set(wanted.reports)
    return Preview(
        ruling=wanted,
        changes=tuple(_changes(before, after)),
        alerts=tuple(alert for alert in after.alerts if alert.id not in pending),
        incident=max(after.incidents, key=lambda i: len(meant.intersection(i.reports)), default=None),
    )


def _changes(before: Outcome, after: Outcome) -> Iterator[str]:
    old = {incident.id: incident for incident in before.incidents}
    new = {incident.id: incident for incident in after.incidents}
    for gone in sorted(old.keys() - new.keys()):
        heir = next((i.id for i in after.incidents if not set(i.reports).isdisjoint(old[gone].reports)), "nothing")
        yield f"{gone} goes into {heir}"
    for made in sorted(new.keys() - old.keys()):
        yield f"{made} is new: {len(new[made].reports)} reports, {new[made].headline}"
    for kept in sorted(new.keys() & old.keys()):
        if differences := list(_differences(_facts(old[kept]), _facts(new[kept]))):
            yield f"{kept}: {'; '.join(differences)}"
    state = {"state": before.assessment.state.value, "score": f"{before.assessment.score:.1f}"}
    then = {"state": after.assessment.state.value, "score": f"{after.assessment.score:.1f}"}
    yield from (f"{after.border}: {difference}" for difference in _differences(state, then))


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    return (f"{name} {before[name]} -> {after[name]}" for name in before if before[name] != after[name])


def _facts(incident: Incident) -> dict[str, str]:
    notes = [ruling.because for ruling in incident.rulings if ruling.verdict is Verdict.NOTE]
    return {
        "status": incident.status.value,
        "confidence": f"{incident.confidence:.2f}",
        "event": incident.event,
        "severity": str(incident.severity),
        "initiator": _party(incident.initiator),
        "target": _party(incident.target),
        "target class": incident.target_class.value,
        "place": incident.places[0].name if incident.places else "unknown",
        "started": f"{incident.started_at:%Y-%m-%d %H:%M}",
        "killed": _count(incident.killed),
        "injured": _count(incident.injured),
        "attackers killed": _count(incident.attackers_killed),
        "civilians killed": _count(incident.civilians_killed),
        "headline": incident.headline,
        "reports": str(len(incident.reports)),
        "lines": str(len(incident.lines)),
        "notes": " / ".join(notes) or "none",
    }


def _party(party: Party | None) -> str:
    return party.name if party else "unknown"


def _count(count: Count | None) -> str:
    return "unknown" if count is None else f"{count.low}/{count.best}/{count.high}"
