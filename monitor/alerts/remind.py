"""Reminders: a border still stands where a loud alert said it stands, and nobody has acknowledged that.

A reminder is no alert, since nothing changed: it is one more delivery of the alert that it recalls, said anew from what is known now. Nothing
is remembered: which reminder is due follows from the log, so that none comes twice, and one that was slept through isn't made up for.
It ends when somebody acknowledges the alert or a later one, and when the state changes; a silence keeps it back.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.alerts import compose, desk, neutral, route, silence, wording
from monitor.alerts import told as telling
from monitor.alerts.route import Way
from monitor.model.alerts import Alert, Channel, Delivery, Level, QuietHours, Reason, Route
from monitor.model.assessments import Assessment, State
from monitor.model.incidents import Incident
from monitor.model.responses import Silence

STANDING = frozenset({State.CONFRONTATION, State.ESCALATION})
"""States that are recalled: those that are entered with a warning, or louder."""

_LOUD = frozenset({Level.WARNING, Level.CRITICAL})
_OUTSIDE = frozenset({Reason.OPERATIONAL, Reason.TEST})
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """The newest loud alert of the state that stands, and the alerts from it on; nobody acknowledged any of them."""

    alert: Alert
    since: tuple[Alert, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """A reminder to a channel, by the route of this number: the ``count``-th, due at ``at``, and when the one after it is."""

    channel: str
    route: int
    count: int
    at: datetime
    next_at: datetime


def recalled(assessment: Assessment, alerts: Sequence[Alert], acknowledged: Collection[str]) -> Recalled | None:
    """What stands unacknowledged, by the border's log (oldest first); None when nothing does."""
    if assessment.state not in STANDING:
        return None
    run = _since_the_state_began(assessment.state, alerts)
    corrected = {each for alert in alerts for each in alert.corrects}
    loud = [n for n, alert in enumerate(run) if alert.level in _LOUD and alert.id not in corrected]
    if not loud:
        return None
    since = run[loud[-1] :]
    if any(alert.id in acknowledged for alert in since):
        return None
    return Recalled(alert=since[0], since=tuple(since))


def due(
    found: Recalled, *, routes: Sequence[Route], channels: Sequence[Channel], quiet: Sequence[QuietHours], now: datetime
) -> tuple[Reminding, ...]:
    """The latest reminder to each channel that is due, or the first that will be (``at`` lies ahead)."""
    return tuple(
        min(ways, key=lambda way: (way.at > now, way.next_at))
        for channel in channels
        if (ways := tuple(_ways(found, channel.id, routes=routes, quiet=quiet, now=now)))
    )


def deliveries(
    found: Recalled,
    remindings: Sequence[Reminding],
    *,
    assessment: Assessment,
    incidents: Sequence[Incident],
    names: Mapping[str, str],
    silences: Sequence[Silence] = (),
    zone: str,
    now: datetime,
) -> tuple[Delivery, ...]:
    """Those that are due, as messages; one that a silence keeps back is there too, dropped."""
    by = silence.find(found.alert, silences, now=now)
    made = []
    for each in remindings:
        if each.at <= now:
            told = _told(found, each, assessment=assessment, incidents=incidents, names=names, now=now)
            way = Way(due=now, because=f"route {each.route}, reminder {each.count}")
            key = _key(found.alert, each)
            made.append(route.silenced(route.delivery(told, each.channel, way, zone=zone, now=now, key=key), by))
    return tuple(made)


def _since_the_state_began(state: State, alerts: Sequence[Alert]) -> list[Alert]:
    """The border's own alerts from the one on that told of the present state; none when another state was told last."""
    run: list[Alert] = []
    for alert in reversed([alert for alert in alerts if _is_of_the_ladder(alert)]):
        if telling.state_in(alert) not in (state, None):
            break
        run.append(alert)
    return run[::-1]


def _is_of_the_ladder(alert: Alert) -> bool:
    return alert.reason not in _OUTSIDE and not desk.is_of_a_rule(alert)


def _ways(
    found: Recalled, channel: str, *, routes: Sequence[Route], quiet: Sequence[QuietHours], now: datetime
) -> Iterator[Reminding]:
    for number, way in enumerate(routes, 1):
        if way.repeat is None or not route.takes(way, found.alert, channel):
            continue
        last = max(alert.at for alert in found.since if route.takes(way, alert, channel))
        since = last + (way.unacknowledged_for or timedelta(0))
        count = max(1, (now - since) // way.repeat)
        at, after = (
            route.through_quiet(Way(due=since + n * way.repeat, because=""), found.alert, channel, quiet=quiet).due
            for n in (count, count + 1)
        )
        yield Reminding(channel=channel, route=number, count=count, at=at, next_at=after)


def _key(alert: Alert, reminding: Reminding) -> str:
    """One for each number: deciding again makes the same one."""
    parts = (alert.id, reminding.channel, "still", str(reminding.count))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def _told(
    found: Recalled,
    reminding: Reminding,
    *,
    assessment: Assessment,
    incidents: Sequence[Incident],
    names: Mapping[str, str],
    now: datetime,
) -> Alert:
    """The alert as it is said now: what stands, since when, and that there is nothing new."""
    alert, last = found.alert, found.since[-1]
    span = f"{(now - alert.at) / _HOUR:.0f} h"
    about = [incident for incident in incidents if incident.id in alert.incidents]
    subject = compose.Subject(
        level=alert.level,
        reason=Reason.OUTLOOK,
        was=assessment.state,
        causes=(f"nothing new worth telling; {wording.state(assessment.state)} stands, unacknowledged for {span}",),
        incident=about[0] if about else None,
        last=last,
        recalled=True,
    )
    headline = compose.headline(alert.border or "", assessment, subject=subject, names=names)
    room = compose.WORDS_BEFORE_FOLD - len(headline.split())
    footer = (
        compose.link_line(alert.links, about),
        *compose.evidence(about),
        f"Alert {alert.id}, reminder {reminding.count}; alerts ack {alert.id} ends these reminders",
    )
    body = compose.body(assessment, subject=subject, names=names, room=room, footer=footer)
    return replace(alert, headline=neutral.text(f"Still: {headline}", longest=300), body=body, revision=last.revision)
