"""Which alerts are a group on a channel, and when its next message goes out. As in Alertmanager, but for events instead of states.

What makes them one message is :mod:`monitor.alerts.fold`'s; that they are claimed together is the outbox's.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from monitor.model.alerts import Alert, Delivery, DeliveryState, Grouping, GroupStanding

WAIT = timedelta(seconds=30)
INTERVAL = timedelta(minutes=5)
"""When a route doesn't say: Alertmanager's own defaults."""

LONGEST = timedelta(hours=24)
"""The longest wait and interval: beyond it, a digest is meant."""

ALIKE_IN = ("border", "incident", "level", "reason", "type", "channel")
"""What alerts may be grouped by, beside their labels."""

_CHANNEL = "channel"


def key_of(alert: Alert, grouping: Grouping) -> str:
    """The name of the alert's group. What the alert doesn't have groups it with others that don't have it either."""
    return "|".join(f"{name}={_value(alert, name)}" for name in grouping.by if name != _CHANNEL) or _CHANNEL


def due_at(grouping: Grouping, standing: GroupStanding | None, *, now: datetime) -> datetime:
    """When an alert that comes now goes out: with what waits already, else when the interval since the last message, or the wait, is over."""
    if standing is None:
        return now + grouping.wait
    next_at = standing.sent_at + grouping.interval if standing.sent_at else now
    own = next_at if next_at > now else now + grouping.wait
    return own if standing.due_at is None else min(own, max(standing.due_at, now))


def standing_of(
    channel: str, group: str, *, before: Iterable[GroupStanding], made: Iterable[Delivery]
) -> GroupStanding | None:
    """What the group is doing when these deliveries have been added to it."""
    known = next((each for each in before if (each.channel, each.group) == (channel, group)), None)
    waiting = [at for at in (known.due_at if known else None, *_dues(channel, group, made)) if at is not None]
    if known is None and not waiting:
        return None
    sent_at = known.sent_at if known else None
    return GroupStanding(channel=channel, group=group, due_at=min(waiting, default=None), sent_at=sent_at)


def _dues(channel: str, group: str, made: Iterable[Delivery]) -> Iterator[datetime | None]:
    mine = (each for each in made if (each.channel, each.group) == (channel, group))
    return (each.next_try_at for each in mine if each.state is DeliveryState.PENDING)


def _value(alert: Alert, name: str) -> str:
    own = {
        "border": alert.border or "none",
        "incident": alert.incident or "",
        "level": alert.level.value,
        "reason": alert.reason.value,
        "type": ",".join(sorted({event.partition(".")[0] for event in alert.events})),
    }
    labelled = ",".join(sorted(value for label, value in alert.labels if label == name))
    return own.get(name, labelled)
