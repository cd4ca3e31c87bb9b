"""Alerts that a desk's own rules ask for: one for each thing that a rule matched, at most one in the rule's ``once_per``.

They say nothing of how the border changed: they start no cool-down, and none holds them back.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.alerts import neutral
from monitor.model.alerts import Alert, Level, Reason
from monitor.model.rules import Rule

_NUMBERS = {Level.NOTICE: "L1", Level.WATCH: "L2", Level.WARNING: "L3", Level.CRITICAL: "L4"}
_RULE_LABEL = "rule"
_MOST_REASONS = 8


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


def _is_told(hit: Hit, log: Sequence[Alert]) -> bool:
    return any(alert.id == _id(hit) for alert in log)


def _is_too_soon(rule: Rule, log: Sequence[Alert], *, now: datetime) -> bool:
    if rule.then.once_per is None:
        return False
    sent = (alert for alert in log if alert.reason is Reason.RULE)
    return any((_RULE_LABEL, rule.id) in alert.labels and now - alert.at < rule.then.once_per for alert in sent)


def _id(hit: Hit) -> str:
    return hashlib.sha256(f"rule\x1f{hit.rule.id}\x1f{hit.of}".encode()).hexdigest()[:16]


def _alert(hit: Hit, log: Sequence[Alert], *, now: datetime) -> Alert:
    rule = hit.rule
    conversation = f"rule/{rule.id}/{hit.border or 'none'}"
    revision = 1 + sum(alert.conversation == conversation for alert in log)
    number, of_border = _NUMBERS.get(rule.then.level, "L1"), f" {hit.border}" if hit.border else ""
    why = tuple(neutral.text(reason, longest=200) for reason in hit.because[:_MOST_REASONS])
    links = tuple(address for url in hit.links if (address := neutral.link(url)))
    lines = (
        f"What: {neutral.text(hit.says)}",
        f"Confidence: {neutral.text(hit.sure)}",
        f"Why fired: rule {rule.id}: {' · '.join(why)}",
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
        labels=((_RULE_LABEL, rule.id), *rule.then.labels),
        events=hit.events,
        places=hit.places,
    )
