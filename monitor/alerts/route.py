"""Which channels an alert goes to, how soon, and the deliveries that carry it there. When they are tried again is :mod:`monitor.alerts.retry`'s.

What waits (for a digest, the end of quiet hours, somebody's acknowledgement) is in the outbox from the first, due when the waiting ends.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.alerts import fold, group, render, retry, silence, timing
from monitor.model.alerts import (
    Alert,
    Channel,
    Delivery,
    DeliveryState,
    GroupStanding,
    Hold,
    Level,
    QuietHours,
    Reason,
    Route,
)
from monitor.model.responses import Silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How an alert gets to a channel: from when on, what it waits for until then, by which route (counted from 1), and in which group."""

    due: datetime
    because: str
    hold: Hold | None = None
    group: str = ""


def route(
    alerts: Sequence[Alert],
    *,
    routes: Sequence[Route],
    channels: Sequence[Channel],
    quiet: Sequence[QuietHours] = (),
    silences: Sequence[Silence] = (),
    groups: Sequence[GroupStanding] = (),
    zone: str,
    now: datetime,
) -> tuple[Delivery, ...]:
    """One delivery per alert and channel, in the order of the alerts, then of the channels; of several routes the soonest.

    A correction goes wherever the alerts that it corrects were routed, whatever its own level, and so does the note that closes a
    conversation. What is silenced is there too, dropped,
    with the reason. ``groups`` are those that something waits in, or that had a message lately.
    """
    made: list[Delivery] = []
    for alert in alerts:
        by = silence.find(alert, silences, now=now)
        for channel in channels:
            ways = _ways(alert, channel.id, routes=routes, groups=groups, made=made, now=now)
            if way := min((through_quiet(way, alert, channel.id, quiet=quiet) for way in ways), key=_due, default=None):
                made.append(silenced(delivery(alert, channel.id, way, zone=zone, now=now), by))
    return tuple(made)


def _due(way: Way) -> datetime:
    return way.due


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
    """What the route asks for and the alert isn't, neither as itself nor as what it corrects or closes; nothing if the route takes it."""
    faced = any(
        (not route_.levels or level in route_.levels) and (not route_.reasons or reason in route_.reasons)
        for level, reason in _faces(alert, "closes")
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


def _faces(alert: Alert, *also: str) -> tuple[tuple[Level, Reason], ...]:
    """As what the alert may be matched: as itself, and as what it corrects; ``also``: as what it closes."""
    faces = [(alert.level, alert.reason)]
    for does in ("corrects", *also):
        levels = [Level(value) for name, value in alert.labels if name == f"{does}_level"]
        reasons = [Reason(value) for name, value in alert.labels if name == f"{does}_reason"]
        faces += [(level, reason) for level in levels for reason in reasons]
    return tuple(faces)


def takes(route_: Route, alert: Alert, channel: str) -> bool:
    """Whether the route takes the alert to the channel."""
    return channel in route_.to and not _unmet(route_, alert)


def _ways(
    alert: Alert,
    channel: str,
    *,
    routes: Sequence[Route],
    groups: Sequence[GroupStanding],
    made: Sequence[Delivery],
    now: datetime,
) -> Iterator[Way]:
    """Every way to the channel, before quiet hours."""
    for number, route_ in enumerate(routes, 1):
        if not takes(route_, alert, channel):
            continue
        if route_.grouping is None:
            yield _way(route_, number, now=now)
        else:
            key = group.key_of(alert, route_.grouping)
            standing = group.standing_of(channel, key, before=groups, made=made)
            due = group.due_at(route_.grouping, standing, now=now)
            yield Way(due=due, because=f"route {number}", hold=Hold.GROUP if due > now else None, group=key)


def _way(route_: Route, number: int, *, now: datetime) -> Way:
    because = route_.name or f"route {number}"
    if route_.digest is not None:
        return Way(due=timing.next_at(route_.digest, now=now), hold=Hold.DIGEST, because=because)
    if route_.unacknowledged_for is not None:
        return Way(due=now + route_.unacknowledged_for, hold=Hold.ACKNOWLEDGEMENT, because=because)
    return Way(due=now, because=because)


def through_quiet(way: Way, alert: Alert, channel: str, *, quiet: Sequence[QuietHours]) -> Way:
    """Moved to the end of all quiet hours that it would fall into. What waits for an acknowledgement, or a digest, still does."""
    levels = {level for level, _ in _faces(alert)}
    mine = [hours for hours in quiet if channel in hours.channels and levels.isdisjoint(hours.excepted)]
    due = way.due
    for _ in range(len(mine) + 1):
        due = max((end for end in _ends(mine, due)), default=due)
    if due == way.due:
        return way
    waits = way.hold if way.hold in (Hold.ACKNOWLEDGEMENT, Hold.DIGEST) else Hold.QUIET_HOURS
    return replace(way, due=due, hold=waits)


def _ends(quiet: Sequence[QuietHours], at: datetime) -> Iterator[datetime]:
    return (end for hours in quiet if (end := timing.quiet_until(hours, now=at)) is not None)


def silenced(made: Delivery, by: Silence | None) -> Delivery:
    """The same, or dropped with the reason when a silence keeps it back."""
    if by is None:
        return made
    return replace(made, state=DeliveryState.DROPPED, next_try_at=None, last_reason=silence.says(by))


def delivery(alert: Alert, channel: str, way: Way, *, zone: str, now: datetime, key: str = "") -> Delivery:
    """The message of the alert that goes this way."""
    message = render.message(alert, zone=zone)
    conversation, group_, title = _place(alert, message.title, way, now=now)
    return Delivery(
        key=key or key_of(alert.id, channel),
        alert=alert.id,
        channel=channel,
        conversation=conversation,
        title=title,
        body=message.body,
        html=message.html,
        level=alert.level,
        urgent=message.urgent,
        created_at=now,
        next_try_at=way.due,
        sequence=alert.revision,
        expires_at=way.due + retry.EXPIRES_AFTER,
        reply_to=next(iter(alert.corrects), None),
        thread=alert.conversation,
        revision=alert.revision,
        group=group_,
        hold=way.hold,
        due_at=way.due,
        because=way.because,
    )


def _place(alert: Alert, title: str, way: Way, *, now: datetime) -> tuple[str, str, str]:
    """The conversation that it waits in, its group, and its title.

    What waits long has a conversation of its own, or it would hold up the alert's.
    """
    match way.hold:
        case None | Hold.GROUP:
            return alert.conversation, way.group, title
        case Hold.ACKNOWLEDGEMENT:
            return f"unacknowledged/{alert.id}", "", fold.unacknowledged(title, waited=way.due - now)
        case Hold.DIGEST | Hold.QUIET_HOURS:
            held = f"held/{way.due:%Y%m%dT%H%M%SZ}"
            return held, held, title
