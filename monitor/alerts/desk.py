"""Alerts that a desk's own rules ask for: one for each thing that a rule matched, at most one in the rule's ``once_per``.

They say nothing of how the border changed: they start no cool-down, and none holds them back. When the incident that one told of is retracted,
or no report carries it any more, whoever was told is told that too.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.alerts import neutral
from monitor.model.alerts import Alert, Level, Reason
from monitor.model.incidents import Incident, Status
from monitor.model.rules import Rule

_NUMBERS = {Level.NOTICE: "L1", Level.WATCH: "L2", Level.WARNING: "L3", Level.CRITICAL: "L4"}
RULE_LABEL = "rule"
"""On every alert of a rule: which one."""

_MOST_REASONS = 8
_OF = "of|"
"""Begins the mark that recalls what an alert was about."""

FRESH = timedelta(days=7)
"""As long a correction is owed: the ladder's own bound for news that still ring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that a rule matched. ``of`` names it for ever (an incident's smallest report, or an item). ``sure`` says on whose word."""

    rule: Rule
    of: str
    border: str | None
    says: str
    sure: str
    because: tuple[str, ...]
    links: tuple[str, ...] = ()
    incident: str | None = None
    events: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def decide(hits: Sequence[Hit], *, alerts: Sequence[Alert], now: datetime) -> tuple[Alert, ...]:
    """What is told now. ``alerts`` is the log; deciding again with the result added to it yields nothing."""
    log = list(alerts)
    for hit in hits:
        if not _is_told(hit, log) and not _is_too_soon(hit.rule, log, now=now):
            log.append(_alert(hit, log, now=now))
    return tuple(log[len(alerts) :])


def correct(
    alerts: Sequence[Alert], incidents: Sequence[Incident], *, before: Sequence[Incident], now: datetime
) -> tuple[Alert, ...]:
    """One correction for each alert of a rule, not older than FRESH, whose incident is retracted, or was there ``before`` and is gone.

    ``alerts`` is the log. Deciding again with the result added to it yields nothing. What is in neither says nothing.
    """
    corrected = {each for alert in alerts for each in alert.corrects}
    standing = [incident for incident in incidents if incident.status is not Status.RETRACTED]
    log = list(alerts)
    for alert in alerts:
        told = alert.reason is Reason.RULE and alert.incident is not None and now - alert.at <= FRESH
        if told and alert.id not in corrected and _is_gone(alert, (*incidents, *before), standing):
            log.append(_correction(alert, log, now=now))
    return tuple(log[len(alerts) :])


def _is_gone(alert: Alert, known: Sequence[Incident], standing: Sequence[Incident]) -> bool:
    """An item that was read anew may number its reports differently: an act of the same class in it is the same one."""
    mine = [incident for incident in known if not _known_by(alert).isdisjoint(_keys(incident))]
    still = {key for incident in standing for key in _keys(incident)}
    told_in = {(incident.act, item) for incident in standing for item in incident.items}
    return bool(mine) and all(
        still.isdisjoint(_keys(incident)) and told_in.isdisjoint((incident.act, item) for item in incident.items)
        for incident in mine
    )


def _keys(incident: Incident) -> set[str]:
    return {incident.id, *incident.reports}


def is_of_a_rule(alert: Alert) -> bool:
    """Whether a desk's rule asked for it, or it corrects one of those."""
    return any(name == RULE_LABEL for name, _ in alert.labels)


def _known_by(alert: Alert) -> set[str]:
    """By what the alert's incident is recognised: its id, which a merge may change, and the smallest report that it had."""
    marks = {mark.removeprefix(_OF) for mark in alert.told if mark.startswith(_OF)}
    return {*marks, *alert.incidents}


def _correction(wrong: Alert, log: Sequence[Alert], *, now: datetime) -> Alert:
    made = hashlib.sha256(f"corrects\x1f{wrong.id}".encode()).hexdigest()[:16]
    revision = 1 + sum(alert.conversation == wrong.conversation for alert in log)
    of_border = f" {wrong.border}" if wrong.border else ""
    says = f"no longer stands: {wrong.headline}"
    lines = (
        f"What: {neutral.text(says)}",
        "Confidence: the incident was retracted, or no report carries it any more",
        f"Why fired: corrects alert {wrong.id} of {wrong.at:%Y-%m-%d %H:%M} UTC",
        f"Links: {' '.join(wrong.links)}" if wrong.links else "Links: none",
        f"Alert {made}, revision {revision}",
    )
    return replace(
        wrong,
        id=made,
        at=now,
        level=Level.CORRECTION,
        reason=Reason.CORRECTION,
        headline=neutral.text(f"Correction ◆{of_border}: {says}", longest=300),
        revision=revision,
        why=(f"correction: {wrong.headline}",),
        body="\n".join(lines),
        corrects=(wrong.id,),
        labels=(*wrong.labels, ("corrects_level", wrong.level.value), ("corrects_reason", wrong.reason.value)),
        told=(),
    )


def _is_told(hit: Hit, log: Sequence[Alert]) -> bool:
    return any(alert.id == _id(hit) for alert in log)


def _is_too_soon(rule: Rule, log: Sequence[Alert], *, now: datetime) -> bool:
    if rule.then.once_per is None:
        return False
    mine = (alert for alert in log if alert.reason is Reason.RULE and (RULE_LABEL, rule.id) in alert.labels)
    return any(now - alert.at < rule.then.once_per for alert in mine)


def _id(hit: Hit) -> str:
    return hashlib.sha256(f"rule\x1f{hit.rule.id}\x1f{hit.of}".encode()).hexdigest()[:16]


def _alert(hit: Hit, log: Sequence[Alert], *, now: datetime) -> Alert:
    rule = hit.rule
    conversation = f"rule/{rule.id}/{hit.border or 'none'}"
    earlier = [alert for alert in log if alert.conversation == conversation]
    revision = 1 + len(earlier)
    number, of_border = _NUMBERS.get(rule.then.level, "L1"), f" {hit.border}" if hit.border else ""
    why = tuple(neutral.text(reason, longest=200) for reason in hit.because[:_MOST_REASONS])
    links = tuple(address for url in hit.links if (address := neutral.link(url)))
    lines = (
        f"What: {neutral.text(hit.says)}",
        f"Confidence: {neutral.text(hit.sure)}",
        f"Why fired: rule {rule.id}: {' · '.join(why)}",
        f"Since last alert, {earlier[-1].at:%Y-%m-%d %H:%M} UTC: one more"
        if earlier
        else "First alert of the rule here",
        f"Links: {' '.join(links)}" if links else f"Links: none; {neutral.text(hit.of)}",
        f"Alert {_id(hit)}, revision {revision}",
    )
    return Alert(
        id=_id(hit),
        at=now,
        border=hit.border,
        level=rule.then.level,
        reason=Reason.RULE,
        headline=neutral.text(f"{number} ●{of_border}: {rule.title}. {hit.says}", longest=300),
        conversation=conversation,
        revision=revision,
        incident=hit.incident,
        incidents=(hit.incident,) if hit.incident else (),
        why=(f"rule {rule.id}", *why),
        body="\n".join(lines),
        links=links,
        labels=((RULE_LABEL, rule.id), *rule.then.labels),
        told=(f"{_OF}{hit.of}",) if hit.incident else (),
        events=hit.events,
        places=hit.places,
    )
