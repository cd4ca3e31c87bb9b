"""The deliver cycle: claim, send with no transaction open, record. Channels are independent of one another.

What is sent was decided when the alert was; when it is tried again is decided by :mod:`monitor.alerts.retry`.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.alerts import retry
from monitor.model.alerts import (
    Attempt,
    Channel,
    Deferred,
    Delivered,
    Delivery,
    DeliveryOutcome,
    DeliveryState,
    Message,
    Rejected,
)
from monitor.pipeline.intake import StoreCall, inline
from monitor.pipeline.ports import Clock, DeliverStore, Sender

LEASE = timedelta(minutes=2)
"""Longer than any one send may take; each delivery is claimed just before it is sent."""

MOST_PER_TURN = 20
_HOUR = timedelta(hours=1)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverTurn:
    """How many deliveries one turn brought where."""

    delivered: int = 0
    deferred: int = 0
    dead: int = 0

    def __add__(self, other: "DeliverTurn") -> "DeliverTurn":
        return DeliverTurn(
            delivered=self.delivered + other.delivered,
            deferred=self.deferred + other.deferred,
            dead=self.dead + other.dead,
        )


class Deliverer:
    """Empties the outbox, channel by channel.

    ``jitter`` gives numbers in 0..1; ``call`` runs a store method somewhere and waits for it.
    """

    def __init__(
        self,
        store: DeliverStore,
        sender: Sender,
        *,
        clock: Clock,
        channels: Sequence[Channel],
        jitter: Callable[[], float],
        lease: timedelta = LEASE,
        limit: int = MOST_PER_TURN,
        call: StoreCall = inline,
    ) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._channels = tuple(channels)
        self._jitter = jitter
        self._lease = lease
        self._limit = limit
        self._call = call
        self._sent: dict[str, deque[datetime]] = {channel.id: deque() for channel in self._channels}

    async def turn(self) -> DeliverTurn:
        """One turn over all channels at once. A channel that fails or hangs takes nothing from the others."""
        counts = await asyncio.gather(*(self._channel(channel) for channel in self._channels))
        return sum(counts, start=DeliverTurn())

    async def _channel(self, channel: Channel) -> DeliverTurn:
        """At most ``limit`` deliveries, one after another: so the order within a conversation holds."""
        done = DeliverTurn()
        for _ in range(self._limit):
            try:
                delivery = await self._claim(channel)
                if delivery is None:
                    break
                done += await self._deliver(delivery)
            except Exception:  # noqa: BLE001 (the one place: a store that fails ends this channel's turn, not the others')
                _log.exception("channel %s: its turn ended early", channel.id)
                break
        return done

    async def _claim(self, channel: Channel) -> Delivery | None:
        now = self._clock.now()
        if not self._has_room(channel, now):
            return None
        claimed = await self._call(self._store.claim_deliveries, channel.id, now=now, lease=self._lease, limit=1)
        return claimed[0] if claimed else None

    def _has_room(self, channel: Channel, now: datetime) -> bool:
        """Whether the channel's own hourly rate allows another message; what doesn't fit waits, unclaimed."""
        if channel.rate_per_hour is None:
            return True
        sent = self._sent[channel.id]
        while sent and now - sent[0] >= _HOUR:
            sent.popleft()
        return len(sent) < channel.rate_per_hour

    async def _deliver(self, delivery: Delivery) -> DeliverTurn:
        started_at = self._clock.now()
        outcome = await self._send(delivery, started_at)
        finished_at = self._clock.now()
        self._sent[delivery.channel].append(finished_at)
        number = delivery.attempts + 1
        state, due, reason = retry.next_try(
            outcome, attempts=number, now=finished_at, jitter=self._jitter(), created_at=delivery.created_at
        )
        attempt = Attempt(
            delivery=delivery.key,
            number=number,
            started_at=started_at,
            finished_at=finished_at,
            outcome=_word(outcome, state),
            reason=reason,
        )
        await self._call(self._store.record_attempt, attempt, state=state, next_try_at=due)
        return _count(delivery, state, reason)

    async def _send(self, delivery: Delivery, now: datetime) -> DeliveryOutcome:
        """The sender's answer; a bug in sending is one too, and waits like any other failure, so that it can't spin."""
        if delivery.expires_at is not None and now >= delivery.expires_at:
            return Rejected(reason="expired before it could be sent")
        message = Message(title=delivery.title, body=delivery.body, html=delivery.html, thread=delivery.conversation)
        try:
            return await self._sender.send(delivery.channel, message)
        except Exception as bug:  # noqa: BLE001 (once per delivery)
            _log.exception("delivery %s to channel %s failed unexpectedly", delivery.key, delivery.channel)
            return Deferred(reason=f"unexpected {type(bug).__name__}", ambiguous=True)


def _word(outcome: DeliveryOutcome, state: DeliveryState) -> str:
    if isinstance(outcome, Delivered):
        return "delivered"
    if state is DeliveryState.DEAD:
        return "dead"
    return "ambiguous" if isinstance(outcome, Deferred) and outcome.ambiguous else "deferred"


def _count(delivery: Delivery, state: DeliveryState, reason: str) -> DeliverTurn:
    if state is DeliveryState.DELIVERED:
        return DeliverTurn(delivered=1)
    if state is DeliveryState.DEAD:
        _log.error("delivery %s to channel %s is dead: %s", delivery.key, delivery.channel, reason)
        return DeliverTurn(dead=1)
    _log.warning("delivery %s to channel %s deferred: %s", delivery.key, delivery.channel, reason)
    return DeliverTurn(deferred=1)
