"""Which changes become an alert now: merged into one per border, held back by the cool-down, named so that none comes twice.

What has changed, and how loud each change is, is found in :mod:`monitor.alerts.changes`; where alerts go is decided by
:mod:`monitor.alerts.route`. Nothing is remembered here: what waits is the difference between the alert log and the present.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.alerts import changes as changing
from monitor.alerts import compose, desk, thresholds, wording
from monitor.alerts import told as telling
from monitor.alerts.changes import RECALLED, Change, Situation
from monitor.model.alerts import SAME_DAY, Alert, Level, Reason
from monitor.model.assessments import Assessment, State
from monitor.model.incidents import Incident
from monitor.model.rulebook import Rulebook

LOUDNESS = {
    Level.NOTICE: 0,
    Level.IMPROVING: 1,
    Level.WATCH: 2,
    Level.CORRECTION: 3,
    Level.WARNING: 4,
    Level.CRITICAL: 5,
}
"""From a line in a digest to a page."""

_RINGS = frozenset({Level.WATCH, Level.WARNING, Level.CRITICAL})

_PRECEDENCE = (Reason.STATE_RAISED, Reason.STATE_LOWERED, Reason.NEW_INCIDENT, Reason.UNCONFIRMED, Reason.OUTLOOK)
"""Among equally loud changes, of acts as grave, the first of these leads the alert."""
_OF_THE_STATE = frozenset({Reason.STATE_RAISED, Reason.STATE_LOWERED})

_OUTSIDE = frozenset(
    {Reason.RULE, Reason.SUMMARY, Reason.OPERATIONAL, Reason.NEW_RULES, Reason.TEST, Reason.CORRECTION}
)
"""Alerts for these reasons start no cool-down: they say nothing of how the border changed."""

_ENDED_ALOUD = frozenset({Level.WATCH, Level.WARNING, Level.CRITICAL})
"""Whoever was told at these levels is told when it is over."""


def decide(
    *,
    border: str,
    assessment: Assessment,
    told: Assessment | None,
    incidents: Sequence[Incident],
    told_incidents: Sequence[Incident],
    alerts: Sequence[Alert],
    rulebook: Rulebook,
    now: datetime,
) -> tuple[Alert, ...]:
    """What people must be told now: at most one alert, and beside it at most one correction, which comes first.

    ``alerts`` is the border's log. Deciding again with the result added to the log yields nothing.
    """
    found = changing.situation(
        border=border,
        assessment=assessment,
        told=told,
        incidents=incidents,
        told_incidents=told_incidents,
        alerts=alerts,
        rulebook=rulebook,
        now=now,
    )
    made: list[Alert] = []
    differences = changing.find(found)
    for group in _groups(found, differences):
        waiting = frozenset(change.reason for change in differences if change not in group)
        made.append(_alert(found, group, earlier=(*found.alerts, *made), waiting=waiting))
    known = {alert.id for alert in alerts}
    return tuple(alert for alert in made if alert.id not in known)


def looks_back(rulebook: Rulebook) -> timedelta:
    """How long after an incident was last heard of it may still matter here, if it began longer than RECALLED ago."""
    limits = thresholds.of(rulebook.ladder)
    return limits.fresh + limits.rounds


def pending_until(
    *,
    assessment: Assessment,
    told: Assessment | None,
    incidents: Sequence[Incident],
    told_incidents: Sequence[Incident],
    alerts: Sequence[Alert],
    now: datetime,
    rulebook: Rulebook | None = None,
) -> datetime | None:
    """When the cool-down that holds something back ends; None when nothing waits.

    ``alerts`` must already hold what :func:`decide` just made; without a rulebook the default thresholds apply.
    """
    found = changing.situation(
        border=assessment.border,
        assessment=assessment,
        told=told,
        incidents=incidents,
        told_incidents=told_incidents,
        alerts=alerts,
        rulebook=rulebook or Rulebook(),
        now=now,
    )
    ends = [_muted_until(found, change) for change in changing.find(found)]
    return min((end for end in ends if end is not None and end > now), default=None)


def quiets_until(alert: Alert, rulebook: Rulebook) -> datetime | None:
    """Until when the alert holds back quieter news of its border, which then come in one alert; None when it holds back none."""
    if alert.border is None or _starts_no_cool_down(alert):
        return None
    return alert.at + thresholds.of(rulebook.ladder).cool_down


def _starts_no_cool_down(alert: Alert) -> bool:
    return alert.reason in _OUTSIDE or desk.is_of_a_rule(alert)


def _muted_until(situation: Situation, change: Change) -> datetime | None:
    """The end of the cool-down that the last alert at least as loud has started; None when the change is never held back."""
    if change.at_once:
        return None
    loud = [
        alert.at + situation.thresholds.cool_down
        for alert in situation.alerts
        if alert.reason not in _OUTSIDE and LOUDNESS[alert.level] >= LOUDNESS[change.level]
    ]
    return max(loud, default=None)


def _due(situation: Situation, change: Change) -> bool:
    end = _muted_until(situation, change)
    return end is None or end <= situation.now


def _groups(situation: Situation, found: tuple[Change, ...]) -> tuple[tuple[Change, ...], ...]:
    """The alerts to make, each as its changes with the leading one first.

    A correction takes along everything quieter than itself; what is louder gets an alert of its own. If anything is due, everything
    that waits goes with it.
    """
    corrections = [c for c in found if c.level is Level.CORRECTION]
    others = [c for c in found if c.level is not Level.CORRECTION]
    if corrections:
        quiet = [c for c in others if LOUDNESS[c.level] < LOUDNESS[Level.CORRECTION]]
        loud = [c for c in others if c not in quiet]
        groups = [_led(corrections + quiet), _led(loud) if any(_due(situation, c) for c in loud) else ()]
    else:
        groups = [_led(others) if any(_due(situation, c) for c in others) else ()]
    return tuple(group for group in groups if group)


def _led(found: list[Change]) -> tuple[Change, ...]:
    """The loudest first; the way down leads before anything that isn't a warning, a state before an act, a strike whose dead are now counted
    before a protest that is new."""
    return tuple(sorted(found, key=_lead_order))


def _lead_order(change: Change) -> tuple[int, bool, int, int]:
    loudness = LOUDNESS[Level.WATCH] if change.level is Level.IMPROVING else LOUDNESS[change.level]
    gravity = abs(change.incident.severity) if change.incident is not None else 0
    place = _PRECEDENCE.index(change.reason) if change.reason in _PRECEDENCE else len(_PRECEDENCE)
    return -loudness, change.reason not in _OF_THE_STATE, -gravity, place


def _alert(
    situation: Situation,
    group: tuple[Change, ...],
    *,
    earlier: Sequence[Alert],
    waiting: frozenset[Reason],
) -> Alert:
    lead, last = group[0], max(earlier, key=lambda a: (a.at, a.revision), default=None)
    involved = _involved(situation, group)
    subject = compose.Subject(
        level=lead.level,
        reason=lead.reason,
        was=telling.told_state(earlier, situation.told),
        causes=_causes(group, involved),
        incident=involved[0] if involved else None,
        last=last,
        doubted=_doubted(situation, involved),
        recalled=all(change.incident is None for change in group),
    )
    title = compose.headline(situation.border, situation.assessment, subject=subject, names=situation.names)
    joins = _rang_today(earlier, situation.now) if lead.level in _RINGS else None
    key = _digest(situation.border, lead.reason, *sorted(change.key for change in group))
    conversation, revision = _conversation(situation, last, corrects=lead.level is Level.CORRECTION)
    links = compose.links(involved)
    corrects = tuple(dict.fromkeys(alert for change in group for alert in change.corrects))
    closed = _closed(lead, situation, conversation=conversation)
    return Alert(
        id=key,
        at=situation.now,
        border=situation.border,
        level=lead.level,
        reason=lead.reason,
        headline=title,
        conversation=conversation,
        revision=revision,
        incident=involved[0].id if involved else None,
        incidents=tuple(i.id for i in involved),
        why=(*_why(situation, group), *((f"joins today's {joins.level}, alert {joins.id}",) if joins else ())),
        body=compose.body(
            situation.assessment,
            subject=subject,
            names=situation.names,
            room=compose.WORDS_BEFORE_FOLD - len(title.split()),
            footer=(
                compose.link_line(links, involved),
                *compose.evidence(involved),
                f"Alert {key}, revision {revision}",
            ),
        ),
        links=links,
        corrects=corrects,
        labels=(
            *_labels_of("corrects", _these(corrects, earlier)),
            *_labels_of("closes", closed),
            *((SAME_DAY,) if joins else ()),
        ),
        told=_marks(situation, group, waiting=waiting),
        events=tuple(dict.fromkeys(i.event for i in involved)),
        places=wording.place_names(involved),
    )


def _rang_today(earlier: Sequence[Alert], now: datetime) -> Alert | None:
    """The first alert that rang on the day of ``now``."""
    rang = (a for a in earlier if a.level in _RINGS and a.reason not in _OUTSIDE and a.at.date() == now.date())
    return min(rang, key=lambda alert: (alert.at, alert.revision), default=None)


def _causes(group: tuple[Change, ...], involved: tuple[Incident, ...]) -> tuple[str, ...]:
    """What is new, in words, without the act that the text is about anyway."""
    others = [c.says for c in group if c.reason is not Reason.NEW_INCIDENT or c.incident not in involved[:1]]
    return tuple(others) or (group[0].says,)


def _doubted(situation: Situation, involved: tuple[Incident, ...]) -> bool:
    """Whether what the alert is about isn't sure enough to be said plainly."""
    return bool(involved) and telling.standing(involved[0], situation.thresholds) is telling.Standing.DOUBTED


def _why(situation: Situation, group: tuple[Change, ...]) -> tuple[str, ...]:
    """Every cause, loudest first, the gates that a rise met, then the largest contributions to the score."""
    ledger = tuple(f"{c.code} {c.points:+.1f}: {c.because}" for c in situation.assessment.ledger[:5])
    gates = situation.assessment.because if group[0].reason is Reason.STATE_RAISED else ()
    return (*(f"{change.reason}: {change.says}" for change in group), *gates, *ledger)


def _marks(situation: Situation, group: tuple[Change, ...], *, waiting: frozenset[Reason]) -> tuple[str, ...]:
    """What this alert tells. A correction may go ahead of a rise or a risk that still waits: that mark is left to its own alert."""
    left = {Reason.OUTLOOK: "risk|", Reason.MOMENTUM: "momentum|"}
    unsaid = tuple(prefix for reason, prefix in left.items() if reason in waiting)
    border_wide = telling.state_marks(situation.assessment, situation.thresholds)
    kept = (mark for mark in border_wide if not mark.startswith(unsaid))
    return (*kept, *(mark for change in group for mark in change.marks))


def _involved(situation: Situation, group: tuple[Change, ...]) -> tuple[Incident, ...]:
    """The incidents of the changes in order of loudness and gravity; when only the state moved, what it moved by."""
    own = [change.incident for change in group if change.incident is not None]
    lead = group[0].incident
    if own:
        cooling = group[0].level is Level.IMPROVING
        rest = sorted(own, key=lambda i: (i.severity if cooling else -i.severity, -i.started_at.timestamp(), i.id))
        return tuple({i.id: i for i in ([lead] if lead else []) + rest}.values())
    recent = [i for i in situation.incidents if situation.now - i.started_at <= RECALLED]
    wanted = [i for i in recent if _fits(i, situation.assessment.state)] or recent
    latest = max(wanted, key=lambda i: (i.started_at, i.severity, i.id), default=None)
    return (latest,) if latest else ()


def _fits(incident: Incident, state: State) -> bool:
    """Whether the incident is of the sort by which a border gets into the state."""
    return incident.severity < 0 if state is State.DE_ESCALATING else incident.severity > 0


def _conversation(situation: Situation, last: Alert | None, *, corrects: bool) -> tuple[str, int]:
    """The conversation that goes on, or a new one after a long silence or a closing note; and which message of it this is.

    A correction still belongs where the wrong thing was said.
    """
    is_over = last is None or situation.now - last.at > situation.thresholds.conversation
    if last is None or is_over or (_closes(last) and not corrects):
        return f"{situation.border}/{situation.now:%Y%m%dT%H%MZ}", 1
    return last.conversation, last.revision + 1


def _closes(alert: Alert) -> bool:
    return alert.reason is Reason.STATE_LOWERED and telling.state_in(alert) is State.CALM


def _closed(lead: Change, situation: Situation, *, conversation: str) -> tuple[Alert, ...]:
    """What people were told loudly in the conversation that this change ends: they are told that it is over."""
    if lead.reason is not Reason.STATE_LOWERED or situation.assessment.state is not State.CALM:
        return ()
    return tuple(a for a in situation.alerts if a.conversation == conversation and a.level in _ENDED_ALOUD)


def _these(ids: tuple[str, ...], earlier: Sequence[Alert]) -> tuple[Alert, ...]:
    return tuple(alert for alert in earlier if alert.id in ids)


def _labels_of(does: str, alerts: Sequence[Alert]) -> tuple[tuple[str, str], ...]:
    """As what the alerts that this one corrects, or closes, went out, so that it can go wherever they went."""
    levels = [(f"{does}_level", str(a.level)) for a in alerts]
    return tuple(dict.fromkeys(levels + [(f"{does}_reason", str(a.reason)) for a in alerts]))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
