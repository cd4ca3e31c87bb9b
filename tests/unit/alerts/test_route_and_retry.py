"""Where alerts go, and when a failed delivery is tried again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.alerts import retry, route
from monitor.model.alerts import (
    Alert,
    Channel,
    Deferred,
    Delivered,
    DeliveryOutcome,
    DeliveryState,
    Level,
    Reason,
    Rejected,
    Route,
)
from tests.support.alerts import BORDER, START

CHANNELS = (Channel(id="screen", prints=True), Channel(id="pager"), Channel(id="mail"))
ROUTES = (
    Route(to=("screen",)),
    Route(to=("pager",), levels=(Level.CRITICAL,)),
    Route(to=("mail", "pager"), borders=("YB-ZC",)),
    Route(to=("mail",), levels=(Level.WATCH, Level.WARNING, Level.CRITICAL)),
)


def alert(level: Level, **changes: object) -> Alert:
    """An alert of that level."""
    base = Alert(
        id=f"a-{level}",
        at=START,
        border=BORDER,
        level=level,
        reason=Reason.NEW_INCIDENT,
        headline="h",
        conversation="c",
        revision=3,
        why=("w",),
        body="b",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def channels_of(*alerts: Alert) -> list[str]:
    """The channels of the deliveries that routing makes."""
    return [d.channel for d in route.route(alerts, routes=ROUTES, channels=CHANNELS, zone="UTC", now=START)]


@pytest.mark.parametrize(
    ("routed", "expected"),
    [
        (alert(Level.NOTICE), ["screen"]),
        (alert(Level.WARNING), ["screen", "mail"]),
        (alert(Level.CRITICAL), ["screen", "pager", "mail"]),
        (alert(Level.NOTICE, border="YB-ZC"), ["screen", "pager", "mail"]),
        (alert(Level.NOTICE, border=None), ["screen"]),
    ],
)
def test_an_alert_goes_once_to_each_channel_whose_route_wants_it(routed: Alert, expected: list[str]) -> None:
    """Routes add up; a channel that two routes name gets one message."""
    assert channels_of(routed) == expected


def test_a_correction_goes_where_the_corrected_alert_went() -> None:
    """A pager that was woken for nothing is told so; one that wasn't is left alone."""
    woke = alert(
        Level.CORRECTION, corrects=("a",), labels=(("corrects_level", "critical"), ("corrects_reason", "outlook"))
    )
    let_be = alert(Level.CORRECTION, corrects=("a",), labels=(("corrects_level", "watch"), ("corrects_reason", "rule")))
    assert channels_of(woke) == ["screen", "pager", "mail"]
    assert channels_of(let_be) == ["screen", "mail"]


def test_a_delivery_has_a_key_of_its_own_an_order_and_an_end() -> None:
    """The key is the alert's and the channel's; the sequence is the place in the conversation."""
    twice = [
        route.route([alert(Level.WARNING)], routes=ROUTES, channels=CHANNELS, zone="UTC", now=START + timedelta(days=n))
        for n in range(2)
    ]
    first, again = twice
    assert [d.key for d in first] == [d.key for d in again]
    assert len({d.key for d in first}) == len(first)
    assert first[0].sequence == 3
    assert first[0].expires_at == START + timedelta(hours=48)


def tried(
    outcome: DeliveryOutcome, *, attempts: int = 1, jitter: float = 0.5, after_hours: float = 0
) -> tuple[object, object]:
    """State and wait in seconds after an attempt."""
    now = START + timedelta(hours=after_hours)
    state, due, _ = retry.next_try(
        outcome, attempts=attempts, now=now, jitter=jitter, expires_at=START + retry.EXPIRES_AFTER
    )
    return state, (due - now).total_seconds() if due else None


@pytest.mark.parametrize(
    ("outcome", "attempts", "jitter", "wait"),
    [
        (Deferred(reason="HTTP 500"), 1, 0.5, 30),
        (Deferred(reason="HTTP 500"), 2, 0.5, 60),
        (Deferred(reason="HTTP 500"), 1, 0.0, 22.5),
        (Deferred(reason="HTTP 500"), 1, 1.0, 37.5),
        (Deferred(reason="HTTP 500"), 500, 0.5, 3600),
        (Deferred(reason="HTTP 429"), 1, 0.0, 30),
        (Deferred(reason="busy", retry_after=timedelta(seconds=5)), 1, 0.0, 30),
        (Deferred(reason="busy", retry_after=timedelta(minutes=9)), 1, 0.5, 540),
        (Deferred(reason="no answer in time", ambiguous=True), 1, 0.5, 300),
        (Deferred(reason="no answer in time", ambiguous=True), 8, 0.5, 3600),
    ],
)
def test_how_long_a_deferred_delivery_waits(outcome: Deferred, attempts: int, jitter: float, wait: float) -> None:
    """Doubling from half a minute to an hour; longer when asked to, and when it may have arrived."""
    assert tried(outcome, attempts=attempts, jitter=jitter) == (DeliveryState.PENDING, wait)


def test_delivered_is_done_rejected_and_too_old_are_dead_letters() -> None:
    """A dead letter has its reason."""
    assert tried(Delivered()) == (DeliveryState.DELIVERED, None)
    assert tried(Rejected(reason="HTTP 404")) == (DeliveryState.DEAD, None)
    state, due, reason = retry.next_try(
        Deferred(reason="HTTP 500"),
        attempts=60,
        now=START + timedelta(hours=47.9),
        jitter=0.5,
        expires_at=START + retry.EXPIRES_AFTER,
    )
    assert (state, due, reason) == (DeliveryState.DEAD, None, "expired after 48 h: HTTP 500")
