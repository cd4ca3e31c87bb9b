"""The deliver cycle: claim, send with no transaction open, record. Channels are independent of one another.

What is sent was decided when the alert was; when it is tried again is decided by :mod:`monitor.alerts.retry`.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from monitor.alerts import fold, retry
from monitor.errors import UnavailableError
from monitor.model.alerts import (
    Attempt,
    Channel,
    Deferred,
    Delivered,
    Delivery,
    DeliveryOutcome,
    DeliveryState,
    Rejected,
    ThreadRoot,
)
from monitor.model.work import Sent, Tell, is_told, seconds, tell_nobody
from monitor.pipeline.intake import StoreCall, inline
from monitor.pipeline.pace import HOUR, Pace
from monitor.pipeline.ports import Clock, DeliverStore, Sender

LEASE = timedelta(minutes=2)
"""Longer than any one send may take; each delivery is claimed just before it is sent."""

MOST_PER_TURN = 20
LINGER = timedelta(seconds=1)
"""How long a tick waits for a channel before it leaves it to itself."""

DRAIN_FOR = timedelta(seconds=8)
"""How long a stop waits for the messages on their way; most services answer in less than one."""

THREAD = timedelta(days=14)
"""After so long a new thread is begun: nobody sees what is said below a message of last month. As long as two quiet weeks end a conversation."""
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

    ``jitter`` gives numbers in 0..1; ``call`` runs a store method somewhere and waits for it; ``linger`` is how long a tick waits for a channel.
    """

    def __init__(
        self,
        store: DeliverStore,
        sender: Sender,
        *,
        clock: Clock,
        channels: Sequence[Channel],
        jitter: Callable[[], float],
        call: StoreCall = inline,
        tell: Tell = tell_nobody,
        linger: timedelta = LINGER,
    ) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._channels = tuple(channels)
        self._jitter = jitter
        self._call = call
        self._tell = tell
        self._paces: dict[str, Pace] = {}
        self._failures: dict[str, int] = {}
        self._unrecorded: dict[str, Callable[[], None]] = {}
        self._linger = linger
        self._running: dict[str, asyncio.Task[DeliverTurn]] = {}
        self._closing = False

    def adopt(self, *, sender: Sender, channels: Sequence[Channel]) -> None:
        """Other channels from now on; what is under way ends by the old ones, and what was sent still counts towards a channel's rate."""
        self._sender, self._channels = sender, tuple(channels)

    async def turn(self) -> DeliverTurn:
        """One turn over all channels at once; returns when the slowest is through. One that fails takes nothing from the others."""
        counts = await asyncio.gather(*(self._channel(channel) for channel in self._channels))
        return sum(counts, start=DeliverTurn())

    async def tick(self) -> DeliverTurn:
        """As ``turn``, but leaves slow channels to themselves, so that what is new for the others isn't kept waiting by them.

        Tells of the channels that are through. After the last tick call ``aclose``.
        """
        for channel in self._channels:
            if channel.id not in self._running:
                self._running[channel.id] = asyncio.create_task(self._channel(channel), name=f"deliver-{channel.id}")
        if self._running:
            await asyncio.wait(self._running.values(), timeout=self._linger.total_seconds())
        through = [channel for channel, task in self._running.items() if task.done()]
        return sum((self._running.pop(channel).result() for channel in through), start=DeliverTurn())

    async def aclose(self, *, patience: timedelta = DRAIN_FOR) -> None:
        """Begins no other message, and waits for those on their way. What isn't through by then comes back after its lease."""
        self._closing = True
        running = tuple(self._running.values())
        if running:
            await asyncio.wait(running, timeout=patience.total_seconds())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _channel(self, channel: Channel) -> DeliverTurn:
        """At most :data:`MOST_PER_TURN` messages, one after another: so the order within a conversation holds."""
        done = DeliverTurn()
        for _ in range(MOST_PER_TURN):
            if self._closing or channel not in self._channels:
                break
            try:
                await self._write_down(channel.id)
                claimed = await self._claim(channel)
                self._failures[channel.id] = 0
                if not claimed:
                    break
                done += await self._deliver(claimed)
            except Exception as error:  # noqa: BLE001 (the one place: a store that fails ends this channel's turn, not the others')
                self._ended_early(channel.id, error)
                break
        return done

    def _ended_early(self, channel: str, error: Exception) -> None:
        """What an operator can mend is said in a line, a bug with where it was noticed."""
        self._failures[channel] = in_a_row = self._failures.get(channel, 0) + 1
        if is_told(in_a_row):
            where = None if isinstance(error, UnavailableError) else error
            _log.error("channel %s: its turn ended early, %d in a row: %s", channel, in_a_row, error, exc_info=where)

    async def _claim(self, channel: Channel) -> list[Delivery]:
        """What goes into the next message: one delivery and its group, or all that there is for the last message of an hour.

        While the channel's rate is used up, or the other side wants a pause, what is due is put off; nothing is claimed.
        """
        now, pace = self._clock.now(), await self._pace(channel.id)
        if closed := pace.closed(channel.rate_per_hour, now):
            await self._call(self._store.put_off, channel.id, now=now, until=closed[0], because=closed[1])
            return []
        claimed = await self._call(self._store.claim_deliveries, channel.id, now=now, lease=LEASE, limit=1)
        is_last = pace.room(channel.rate_per_hour, now) == 1
        for first in tuple(claimed):
            if is_last or first.group:
                claimed += await self._call(
                    self._store.claim_rest,
                    first,
                    now=now,
                    lease=LEASE,
                    limit=fold.MOST - 1,
                    everything=is_last,
                )
        return sorted(claimed, key=lambda delivery: delivery.sequence)

    async def _pace(self, channel: str) -> Pace:
        """What was sent before a restart counts."""
        if channel not in self._paces:
            sent = await self._call(self._store.sent_since, channel, self._clock.now() - HOUR)
            self._paces[channel] = Pace(deque(sent))
        return self._paces[channel]

    async def _deliver(self, claimed: list[Delivery]) -> DeliverTurn:
        """Sends what isn't too old as one message; the deliveries in it share its fate."""
        now = self._clock.now()
        late = [each for each in claimed if each.expires_at is not None and now >= each.expires_at]
        done = DeliverTurn()
        for each in late:
            done += await self._record([each], Rejected(reason="expired before it could be sent"), now)
        if fresh := [each for each in claimed if each not in late]:
            outcome = await self._send(fresh)
            self._paces[fresh[0].channel].sent.append(self._clock.now())
            done += await self._record(fresh, outcome, now)
        return done

    async def _record(self, tried: list[Delivery], outcome: DeliveryOutcome, started_at: datetime) -> DeliverTurn:
        finished_at = self._clock.now()
        state, due, reason = retry.next_try(
            outcome,
            attempts=max(each.attempts for each in tried) + 1,
            now=finished_at,
            jitter=self._jitter(),
            expires_at=max(each.expires_at or each.created_at + retry.EXPIRES_AFTER for each in tried),
        )
        if due is not None and retry.asks_for_a_pause(outcome):
            self._paces[tried[0].channel].pause(due)
        attempts = [
            Attempt(
                delivery=each.key,
                number=each.attempts + 1,
                started_at=started_at,
                finished_at=finished_at,
                outcome=_word(outcome, state),
                reason=reason,
            )
            for each in tried
        ]
        channel, root = tried[0].channel, self._root(tried, outcome, finished_at)
        self._unrecorded[channel] = partial(
            self._store.record_attempt, *attempts, state=state, next_try_at=due, root=root
        )
        self._tell(
            Sent(
                channel=channel,
                deliveries=tuple(each.key for each in tried),
                outcome=_word(outcome, state),
                reason=reason,
                seconds=seconds(started_at, finished_at),
                waited=max(seconds(each.created_at, finished_at) for each in tried),
            )
        )
        await self._write_down(channel)
        return sum((_count(state) for _ in tried), start=DeliverTurn())

    async def _write_down(self, channel: str) -> None:
        """What became of the channel's last message, if the store doesn't know yet.

        Nothing else is claimed before the store takes it: otherwise a message that went out while the disk was full would go out again
        after each lease, without end.
        """
        if record := self._unrecorded.get(channel):
            await self._call(record)
            del self._unrecorded[channel]

    def _root(self, tried: list[Delivery], outcome: DeliveryOutcome, at: datetime) -> ThreadRoot | None:
        if not isinstance(outcome, Delivered) or not outcome.root:
            return None
        thread = fold.thread_of(tried)
        return ThreadRoot(channel=tried[0].channel, thread=thread, root=outcome.root, at=at)

    async def _send(self, claimed: list[Delivery]) -> DeliveryOutcome:
        """The sender's answer; a bug in sending is one too, and waits like any other failure, so that it can't spin."""
        channel = claimed[0].channel
        now = self._clock.now()
        message = fold.message(claimed, now=now)
        root = await self._call(self._store.thread_root, channel, message.thread, since=now - THREAD)
        try:
            return await self._sender.send(channel, replace(message, root=root))
        except Exception as bug:  # noqa: BLE001 (once per message)
            _log.exception("delivery %s to channel %s failed unexpectedly", claimed[0].key, channel)
            return Deferred(reason=f"unexpected {type(bug).__name__}", ambiguous=True)


def _word(outcome: DeliveryOutcome, state: DeliveryState) -> str:
    if isinstance(outcome, Delivered):
        return "delivered"
    if state is DeliveryState.DEAD:
        return "dead"
    return "ambiguous" if isinstance(outcome, Deferred) and outcome.ambiguous else "deferred"


def _count(state: DeliveryState) -> DeliverTurn:
    if state is DeliveryState.DELIVERED:
        return DeliverTurn(delivered=1)
    return DeliverTurn(dead=1) if state is DeliveryState.DEAD else DeliverTurn(deferred=1)
