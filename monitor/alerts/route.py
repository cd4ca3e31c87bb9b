"""Which channels an alert goes to, and the deliveries that carry it there. When they are tried is :mod:`monitor.alerts.retry`'s."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.alerts import render, retry, silence
from monitor.model.alerts import Alert, Channel, Delivery, DeliveryState, Level, Reason, Route
from monitor.model.responses import Silence


def route(
    alerts: Sequence[Alert],
    *,
    routes: Sequence[Route],
    channels: Sequence[Channel],
    silences: Sequence[Silence] = (),
    zone: str,
    now: datetime,
) -> tuple[Delivery, ...]:
    """One delivery per alert and channel, in the order of the alerts, then of the channels.

    A correction goes wherever the alerts that it corrects were routed, whatever its own level. What is silenced
    is there too, dropped, with the reason.
    """
    return tuple(
        _silenced(_delivery(alert, channel.id, zone=zone, now=now), silence.find(alert, silences, now=now))
        for alert in alerts
        for channel in channels
        if any(channel.id in r.to and _matches(r, alert) for r in routes)
    )


def key_of(alert_id: str, channel_id: str) -> str:
    """The delivery's key: the same alert never goes twice to one channel."""
    return hashlib.sha256(f"{alert_id}\x1f{channel_id}".encode()).hexdigest()[:24]


def _matches(route_: Route, alert: Alert) -> bool:
    if route_.borders and alert.border not in route_.borders:
        return False
    return any(
        (not route_.levels or level in route_.levels) and (not route_.reasons or reason in route_.reasons)
        for level, reason in _faces(alert)
    )


def _faces(alert: Alert) -> tuple[tuple[Level, Reason], ...]:
    """As what the alert may be matched: as itself, and a correction also as what it corrects."""
    levels = [Level(value) for name, value in alert.labels if name == "corrects_level"]
    reasons = [Reason(value) for name, value in alert.labels if name == "corrects_reason"]
    return ((alert.level, alert.reason), *((level, reason) for level in levels for reason in reasons))


def _silenced(delivery: Delivery, by: Silence | None) -> Delivery:
    if by is None:
        return delivery
    return replace(delivery, state=DeliveryState.DROPPED, next_try_at=None, last_reason=silence.says(by))


def _delivery(alert: Alert, channel: str, *, zone: str, now: datetime) -> Delivery:
    message = render.message(alert, zone=zone)
    return Delivery(
        key=key_of(alert.id, channel),
        alert=alert.id,
        channel=channel,
        conversation=alert.conversation,
        title=message.title,
        body=message.body,
        html=message.html,
        created_at=now,
        next_try_at=now,
        sequence=alert.revision,
        expires_at=now + retry.EXPIRES_AFTER,
        reply_to=next(iter(alert.corrects), None),
    )
