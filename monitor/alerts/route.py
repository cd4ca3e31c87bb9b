"""Which channels an alert goes to, how soon, and the deliveries that carry it there. When they are tried again is :mod:`monitor.alerts.retry`'s.

What waits (for a digest, the end of quiet hours, somebody's acknowledgement) is in the outbox from the first, due when the waiting ends.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.alerts import fold, render, retry, silence, timing
from monitor.model.alerts import Alert, Channel, Delivery, DeliveryState, Hold, Level, QuietHours, Reason, Route
from monitor.model.responses import Silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How an alert gets to a channel: from when on, what it waits for until then, and by which route (counted from 1)."""

    due: datetime
    hold: Hold | None
    because: str


def route(
    alerts: Sequence[Alert],
    *,
    routes: Sequence[Route],
    channels: Sequence[Channel],
    quiet: Sequence[QuietHours] = (),
    silences: Sequence[Silence] = (),
    zone: str,
    now: datetime,
) -> tuple[Delivery, ...]:
    """One delivery per alert and channel, in the order of the alerts, then of the channels; of several routes the soonest.

    A correction goes wherever the alerts that it corrects were routed, whatever its own level. What is silenced is there too, dropped,
    with the reason.
    """
    return tuple(
        _silenced(_delivery(alert, channel.id, way, zone=zone, now=now), silence.find(alert, silences, now=now))
        for alert in alerts
        for channel in channels
        for way in _ways(alert, channel.id, routes=routes, quiet=quiet, now=now)
    )


def key_of(alert_id: str, channel_id: str) -> str:
    """The delivery's key: the same alert never goes twice to one channel."""
    return hashlib.sha256(f"{alert_id}\x1f{channel_id}".encode()).hexdigest()[:24]


def why_not(alert: Alert, channel: str, *, routes: Sequence[Route]) -> str:
    """Why the channel isn't sent the alert, by these routes, in words."""
    unmet = [(number, _unmet(route_, alert)) for number, route_ in enumerate(routes, 1) if channel in route_.to]
    if not unmet:
        return "no route leads there"
    if takes := [number for number, asked in unmet if not asked]:
        return f"{routes[takes[0] - 1].name or f'route {takes[0]}'} would take it now, and did not when it was decided"
    return "; ".join(f"route {number} asks for {' and '.join(asked)}" for number, asked in unmet)


def _unmet(route_: Route, alert: Alert) -> tuple[str, ...]:
    """What the route asks for and the alert isn't, neither as itself nor as what it corrects; nothing if the route takes it."""
    faced = any(
        (not route_.levels or level in route_.levels) and (not route_.reasons or reason in route_.reasons)
        for level, reason in _faces(alert)
    )
    labels = tuple(f"{name}={value}" for name, value in route_.labels)
    asked: tuple[tuple[str, Sequence[str], bool], ...] = (
        ("level", route_.levels, faced),
        ("reason", route_.reasons, faced),
        ("border", route_.borders, alert.border in route_.borders),
        ("type", route_.types, any(_is_of(event, type_) for event in alert.events for type_ in route_.types)),
        ("label", labels, not set(route_.labels).isdisjoint(alert.labels)),
        ("place", route_.places, not _folded(route_.places).isdisjoint(_folded(alert.places))),
    )
    return tuple(f"{name} {' or '.join(wanted)}" for name, wanted, met in asked if wanted and not met)


def _is_of(event: str, type_: str) -> bool:
    return event == type_ or event.startswith(f"{type_}.")


def _folded(names: Sequence[str]) -> set[str]:
    return {name.casefold() for name in names}


def _faces(alert: Alert) -> tuple[tuple[Level, Reason], ...]:
    """As what the alert may be matched: as itself, and a correction also as what it corrects."""
    levels = [Level(value) for name, value in alert.labels if name == "corrects_level"]
    reasons = [Reason(value) for name, value in alert.labels if name == "corrects_reason"]
    return ((alert.level, alert.reason), *((level, reason) for level in levels for reason in reasons))


def _ways(
    alert: Alert, channel: str, *, routes: Sequence[Route], quiet: Sequence[QuietHours], now: datetime
) -> tuple[Way, ...]:
    """The soonest way to the channel, or none."""
    found = [
        _through_quiet(_way(route_, number, now=now), alert, channel, quiet=quiet)
        for number, route_ in enumerate(routes, 1)
        if channel in route_.to and not _unmet(route_, alert)
    ]
    return (min(found, key=lambda way: way.due),) if found else ()


def _way(route_: Route, number: int, *, now: datetime) -> Way:
    because = route_.name or f"route {number}"
    if route_.digest is not None:
        return Way(due=timing.next_at(route_.digest, now=now), hold=Hold.DIGEST, because=because)
    if route_.unacknowledged_for is not None:
        return Way(due=now + route_.unacknowledged_for, hold=Hold.ACKNOWLEDGEMENT, because=because)
    return Way(due=now, hold=None, because=because)


def _through_quiet(way: Way, alert: Alert, channel: str, *, quiet: Sequence[QuietHours]) -> Way:
    """Moved to the end of all quiet hours that it would fall into. What waits for an acknowledgement still does."""
    levels = {level for level, _ in _faces(alert)}
    mine = [hours for hours in quiet if channel in hours.channels and levels.isdisjoint(hours.excepted)]
    due = way.due
    for _ in range(len(mine) + 1):
        due = max((end for end in _ends(mine, due)), default=due)
    return way if due == way.due else replace(way, due=due, hold=way.hold or Hold.QUIET_HOURS)


def _ends(quiet: Sequence[QuietHours], at: datetime) -> Iterator[datetime]:
    return (end for hours in quiet if (end := timing.quiet_until(hours, now=at)) is not None)


def _silenced(delivery: Delivery, by: Silence | None) -> Delivery:
    if by is None:
        return delivery
    return replace(delivery, state=DeliveryState.DROPPED, next_try_at=None, last_reason=silence.says(by))


def _delivery(alert: Alert, channel: str, way: Way, *, zone: str, now: datetime) -> Delivery:
    message = render.message(alert, zone=zone)
    conversation, title, together = _place(alert, message.title, way, now=now)
    return Delivery(
        key=key_of(alert.id, channel),
        alert=alert.id,
        channel=channel,
        conversation=conversation,
        title=title,
        body=message.body,
        html=message.html,
        created_at=now,
        next_try_at=way.due,
        sequence=alert.revision,
        expires_at=way.due + retry.EXPIRES_AFTER,
        reply_to=next(iter(alert.corrects), None),
        together=together,
        hold=way.hold,
        because=way.because,
    )


def _place(alert: Alert, title: str, way: Way, *, now: datetime) -> tuple[str, str, bool]:
    """Conversation, title, and whether it may go with others. What waits has a conversation of its own, or it would hold up the alert's."""
    match way.hold:
        case None:
            return alert.conversation, title, False
        case Hold.ACKNOWLEDGEMENT:
            return f"unacknowledged/{alert.id}", fold.unacknowledged(title, waited=way.due - now), False
        case Hold.DIGEST | Hold.QUIET_HOURS:
            return f"held/{way.due:%Y%m%dT%H%M%SZ}", title, True
