"""What the alert log says that people already know, and the marks in which each alert keeps it.

A mark is a line of text in ``Alert.told``. An incident is recognised by an anchor, the smallest key of its reports when it was told: ids
may change when incidents merge, reports stay. The next smallest are kept beside it, so that what is split off later is not taken for news.
This module decides nothing about loudness.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from monitor.alerts.thresholds import Thresholds
from monitor.model.alerts import Alert, Level
from monitor.model.assessments import Assessment, State
from monitor.model.incidents import Incident, Status

UNATTRIBUTED = "?"
"""Who did what no report attributes, in a mark."""
_PART = "part"
_SCORE = "score|"
_MOST_ANCHORS = 8
"""Our choice: parts of an incident that are worth telling have a report among so many."""
_CODE = re.compile(r"\b[IJX]\d\d[a-d]?\b")
_NOT_A_WORD = re.compile(r"[^a-zA-Z]+")


class Standing(IntEnum):
    """How firmly an incident may be told: in doubt, as having happened, as confirmed."""

    DOUBTED = 0
    STANDS = 1
    CONFIRMED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an alert said of one incident, as far as a change of it would be worth telling."""

    status: Status
    severity: int
    initiator: str
    target_class: str
    killed: int
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was told of one incident: the last facts, the alert that told them, every alert that spoke of it, and all facts that they told since it
    was last corrected to be in doubt."""

    facts: Facts
    last: Alert
    alerts: tuple[str, ...]
    told: tuple[Facts, ...]


def facts_of(incident: Incident, thresholds: Thresholds) -> Facts:
    """The facts of an incident that are compared with what was told."""
    return Facts(
        status=incident.status,
        severity=incident.severity,
        initiator=_initiator(incident),
        target_class=str(incident.target_class),
        killed=incident.killed.best if incident.killed else 0,
        standing=standing(incident, thresholds),
    )


def standing(incident: Incident, thresholds: Thresholds) -> Standing:
    """How firmly the incident may be told. Confirmed: by both sides, or by independent lines that leave little doubt."""
    if incident.status is Status.RETRACTED or incident.confidence < thresholds.gate:
        return Standing.DOUBTED
    sure = incident.confidence >= thresholds.sure and len(incident.lines) > 1
    return Standing.CONFIRMED if sure or incident.status is Status.CONFIRMED else Standing.STANDS


def anchor(incident: Incident) -> str:
    """The report by which the incident will be recognised later; the incident's own id when it has no reports."""
    return min(incident.reports, default=incident.id)


def incident_marks(incident: Incident, thresholds: Thresholds) -> tuple[str, ...]:
    """The marks that an alert leaves about an incident."""
    facts = facts_of(incident, thresholds)
    fields = (facts.status, facts.severity, facts.initiator, facts.target_class, facts.killed, int(facts.standing))
    whole, *others = sorted(incident.reports)[:_MOST_ANCHORS] or [incident.id]
    return (
        "|".join(("incident", *map(str, fields), whole)),
        *("|".join((_PART, *map(str, fields), n)) for n in others),
    )


def state_marks(assessment: Assessment, thresholds: Thresholds) -> tuple[str, ...]:
    """The marks of state, outlook, momentum and score that every alert of a border leaves."""
    risk = "|".join(("risk", *sorted(outlook_kinds(assessment)))) if assessment.risk else "risk|off"
    momentum = ("momentum|on",) if assessment.momentum > thresholds.momentum else ()
    return (f"state|{assessment.state}", risk, *momentum, f"{_SCORE}{assessment.score:.1f}")


def outlook_kinds(assessment: Assessment) -> frozenset[str]:
    """What sorts of reasons the risk has: what stands before each reason's colon, by its code if it has one, and without figures.

    What follows the colon is detail, which changes while the reason stays.
    """
    if not assessment.risk:
        return frozenset()
    heads = [reason.partition(":")[0] for reason in assessment.outlook]
    kinds = [_CODE.findall(head) or [_NOT_A_WORD.sub(" ", head).strip().lower()] for head in heads]
    return frozenset(kind for found in kinds for kind in found if kind) or frozenset({"on"})


def _facts(mark: str) -> tuple[str, Facts] | None:
    kind, _, rest = mark.partition("|")
    if kind not in {"incident", _PART}:
        return None
    status, severity, initiator, target_class, killed, standing_then, key = rest.split("|", 6)
    return key if kind == "incident" else f"{_PART}|{key}", Facts(
        status=Status(status),
        severity=int(severity),
        initiator=initiator,
        target_class=target_class,
        killed=int(killed),
        standing=Standing(int(standing_then)),
    )


def known_of(alerts: Sequence[Alert]) -> dict[str, Known]:
    """What was told of each incident, by anchor; ``alerts`` oldest first."""
    known: dict[str, Known] = {}
    for alert in alerts:
        for mark in alert.told:
            told = _facts(mark)
            if told is None:
                continue
            key, facts = told
            before = known.get(key)
            alerts_before, told_before = (before.alerts, before.told) if before else ((), ())
            if alert.level is Level.CORRECTION and facts.standing is Standing.DOUBTED:
                told_before = ()
            known[key] = Known(facts=facts, last=alert, alerts=(*alerts_before, alert.id), told=(*told_before, facts))
    return known


def find(incident: Incident, known: dict[str, Known], *, parts: bool = True) -> Known | None:
    """What was told of this incident under any of its reports; the latest facts, all the alerts.

    ``parts``: also if it was told as part of another and has been split off since. What another side did was never told with it.
    """
    keys = dict.fromkeys((incident.id, *incident.reports))
    found = [known[key] for key in keys if key in known]
    if not found and parts:
        found = [
            known[key]
            for key in (f"{_PART}|{key}" for key in keys)
            if key in known and _same_side(incident, known[key])
        ]
    if not found:
        return None
    latest = max(found, key=lambda k: (k.last.at, k.last.revision))
    return Known(
        facts=latest.facts,
        last=latest.last,
        alerts=tuple(dict.fromkeys(a for k in found for a in k.alerts)),
        told=tuple(facts for k in found for facts in k.told),
    )


def _same_side(incident: Incident, known: Known) -> bool:
    return len({_initiator(incident), known.facts.initiator} - {UNATTRIBUTED}) < 2


def _initiator(incident: Incident) -> str:
    party = incident.initiator
    return (party.state or party.entity or UNATTRIBUTED) if party else UNATTRIBUTED


def last_with(alerts: Iterable[Alert], mark_prefix: str) -> Alert | None:
    """The newest alert that left such a mark."""
    return next(
        (a for a in sorted(alerts, key=_order, reverse=True) if any(m.startswith(mark_prefix) for m in a.told)), None
    )


def told_state(alerts: Sequence[Alert], told: Assessment | None) -> State:
    """The state that people believe: the last alert's, or a later assessment's that was recorded without an alert; calm at first."""
    last = last_with(alerts, "state|")
    if told is not None and (last is None or told.at > last.at):
        return told.state
    return (state_in(last) if last else None) or State.CALM


def state_in(alert: Alert) -> State | None:
    """The state that the alert told of; None when it told of none."""
    mark = next((m for m in alert.told if m.startswith("state|")), None)
    return State(mark.partition("|")[2]) if mark else None


def score_in(alert: Alert) -> float | None:
    """The score that the alert told of; None when it told of none."""
    mark = next((m for m in alert.told if m.startswith(_SCORE)), None)
    return float(mark.removeprefix(_SCORE)) if mark else None


def told_outlook(alerts: Sequence[Alert], told: Assessment | None) -> frozenset[str]:
    """The reasons of risk that people know of: an assessment without risk, recorded later than the alert, ends them."""
    last = last_with(alerts, "risk|")
    if last is None or (told is not None and told.at > last.at and not told.risk):
        return frozenset()
    mark = next(m for m in last.told if m.startswith("risk|"))
    return frozenset(mark.split("|")[1:]) - {"off"}


def _order(alert: Alert) -> tuple[datetime, int]:
    return alert.at, alert.revision
