"""The deliver cycle over a real outbox in memory and senders that answer as told."""

import asyncio
from datetime import timedelta

import pytest

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
from monitor.pipeline.deliver import LINGER, Deliverer, DeliverTurn
from tests.support.alerts import START
from tests.support.channels import HandClock, MemoryOutbox, ScriptedSender


def delivery(channel: str, number: int = 1, *, conversation: str = "c", **changes: object) -> Delivery:
    """A due delivery."""
    fields: dict[str, object] = {
        "key": f"{channel}-{conversation}-{number}",
        "alert": f"a{number}",
        "channel": channel,
        "conversation": conversation,
        "title": f"t{number}",
        "body": "b",
        "created_at": START,
        "next_try_at": START,
        "sequence": number,
        "expires_at": START + timedelta(hours=48),
    }
    return Delivery(**{**fields, **changes})  # type: ignore[arg-type]


def deliverer(
    outbox: MemoryOutbox, sender: ScriptedSender, clock: HandClock, *, linger: timedelta = LINGER, **rates: int | None
) -> Deliverer:
    """A deliverer for the sender's channels."""
    channels = [Channel(id=name, rate_per_hour=rates.get(name)) for name in sender.answers]
    return Deliverer(outbox, sender, clock=clock, channels=channels, jitter=lambda: 0.5, linger=linger)


async def test_one_failing_channel_takes_nothing_from_another() -> None:
    """Each channel has its own row and its own fate."""
    outbox = MemoryOutbox(delivery("slack"), delivery("mail"), delivery("pager"))
    sender = ScriptedSender(slack=Delivered(), mail=Deferred(reason="HTTP 500"), pager=Rejected(reason="HTTP 404"))
    turn = await deliverer(outbox, sender, HandClock(START)).turn()
    assert turn == DeliverTurn(delivered=1, deferred=1, dead=1)
    states = {row.channel: row.state for row in outbox.rows.values()}
    assert states == {"slack": DeliveryState.DELIVERED, "mail": DeliveryState.PENDING, "pager": DeliveryState.DEAD}
    assert outbox.rows["pager-c-1"].last_reason == "HTTP 404"


class StuckSender(ScriptedSender):
    """Slack takes a message and says nothing until it is let go."""

    def __init__(self) -> None:
        super().__init__(slack=Delivered(), mail=Delivered())
        self.go_on = asyncio.Event()

    async def send(self, channel: str, message: Message) -> DeliveryOutcome:
        """As scripted, at last."""
        outcome = await super().send(channel, message)
        if channel == "slack":
            await self.go_on.wait()
        return outcome


async def test_a_slow_channel_keeps_nobody_waiting() -> None:
    """What comes for the others meanwhile goes out with the next tick; the slow one goes on where it was, once."""
    outbox = MemoryOutbox(delivery("slack", 1), delivery("slack", 2), delivery("mail", 1))
    sender = StuckSender()
    cycle = deliverer(outbox, sender, HandClock(START), linger=timedelta(milliseconds=10))
    assert await cycle.tick() == DeliverTurn(delivered=1)
    outbox.rows["mail-c-2"] = delivery("mail", 2)
    assert await cycle.tick() == DeliverTurn(delivered=1)
    assert [(channel, message.title) for channel, message in sender.sent] == [
        ("slack", "t1"),
        ("mail", "t1"),
        ("mail", "t2"),
    ]
    sender.go_on.set()
    assert await cycle.tick() == DeliverTurn(delivered=2)


async def test_a_stop_waits_for_the_message_on_its_way_and_begins_no_other() -> None:
    """What is accepted is recorded, so that a restart sends nothing twice."""
    outbox = MemoryOutbox(delivery("slack", 1), delivery("slack", 2))
    sender = StuckSender()
    cycle = deliverer(outbox, sender, HandClock(START), linger=timedelta(milliseconds=10))
    await cycle.tick()
    asyncio.get_running_loop().call_later(0.02, sender.go_on.set)
    await cycle.aclose()
    assert [row.state for row in outbox.rows.values()] == [DeliveryState.DELIVERED, DeliveryState.PENDING]
    assert len(sender.sent) == 1


async def test_a_stop_leaves_a_stuck_message_behind() -> None:
    """It comes back after its lease."""
    outbox = MemoryOutbox(delivery("slack"))
    cycle = deliverer(outbox, StuckSender(), HandClock(START), linger=timedelta(milliseconds=10))
    await cycle.tick()
    await cycle.aclose(patience=timedelta(milliseconds=10))
    assert outbox.leases
    assert outbox.attempts == []


async def test_a_channel_that_goes_ends_with_the_message_on_its_way() -> None:
    """That is recorded as sent; the others wait in the outbox, and none is a dead letter. The channel that comes is served at once."""
    outbox = MemoryOutbox(delivery("slack"), delivery("slack", 2, conversation="d"), delivery("pager"))
    stuck, after = StuckSender(), ScriptedSender(pager=Delivered())
    cycle = deliverer(outbox, stuck, HandClock(START), linger=timedelta(0))
    await cycle.tick()
    await asyncio.sleep(0)
    cycle.adopt(sender=after, channels=[Channel(id="pager")])
    stuck.go_on.set()
    await cycle.turn()
    await cycle.aclose()
    states = {key: row.state for key, row in outbox.rows.items()}
    assert states == {
        "slack-c-1": DeliveryState.DELIVERED,
        "slack-d-2": DeliveryState.PENDING,
        "pager-c-1": DeliveryState.DELIVERED,
    }
    assert outbox.rows["slack-d-2"].attempts == 0


async def test_order_within_a_conversation_holds_and_others_pass() -> None:
    """While the first message of a conversation waits, its second waits too; another conversation goes on."""
    outbox = MemoryOutbox(delivery("slack", 1), delivery("slack", 2), delivery("slack", 1, conversation="d"))
    sender = ScriptedSender(slack=Deferred(reason="HTTP 500"))
    clock = HandClock(START)
    cycle = deliverer(outbox, sender, clock)
    assert await cycle.turn() == DeliverTurn(deferred=2)
    assert [m.thread for _, m in sender.sent] == ["c", "d"]
    sender.answers["slack"] = Delivered()
    clock.at += timedelta(minutes=1)
    sender.sent.clear()
    assert await cycle.turn() == DeliverTurn(delivered=3)
    assert [m.title for _, m in sender.sent if m.thread == "c"] == ["t1", "t2"]


async def test_a_bug_is_recorded_as_an_attempt_and_does_not_spin(caplog: pytest.LogCaptureFixture) -> None:
    """An exception from a sender is caught once, logged, and waits like any failure."""
    outbox = MemoryOutbox(delivery("slack"))
    sender = ScriptedSender(slack=RuntimeError("boom"))
    assert await deliverer(outbox, sender, HandClock(START)).turn() == DeliverTurn(deferred=1)
    assert len(sender.sent) == 1
    (attempt,) = outbox.attempts
    assert (attempt.number, attempt.outcome, attempt.reason) == (1, "ambiguous", "unexpected RuntimeError")
    assert "failed unexpectedly" in caplog.text


async def test_a_store_that_fails_ends_only_that_channel(caplog: pytest.LogCaptureFixture) -> None:
    """A row that can't be recorded comes back after its lease; other channels are served."""

    class Failing(MemoryOutbox):
        def claim_deliveries(self, channel: str, **how: object) -> list[Delivery]:  # type: ignore[override]
            if channel == "mail":
                raise OSError("disk")
            return super().claim_deliveries(channel, **how)  # type: ignore[arg-type]

    outbox = Failing(delivery("mail"), delivery("slack"))
    sender = ScriptedSender(mail=Delivered(), slack=Delivered())
    delivering = deliverer(outbox, sender, HandClock(START))
    assert await delivering.turn() == DeliverTurn(delivered=1)
    for _ in range(8):
        await delivering.turn()
    told = [record.getMessage() for record in caplog.records if "ended early" in record.getMessage()]
    assert told == [f"channel mail: its turn ended early, {n} in a row: disk" for n in (1, 2, 4, 8)]


async def test_what_the_store_would_not_record_is_recorded_before_anything_is_sent_again() -> None:
    """A full disk, a locked file: the message went out, and however long its lease has lapsed, it isn't sent twice for that."""

    class Full(MemoryOutbox):
        full = True

        def record_attempt(self, *attempts: Attempt, **how: object) -> None:  # type: ignore[override]
            if self.full:
                raise OSError("disk")
            super().record_attempt(*attempts, **how)  # type: ignore[arg-type]

    outbox = Full(delivery("slack", 1), delivery("slack", 2))
    sender = ScriptedSender(slack=Delivered())
    clock = HandClock(START)
    cycle = deliverer(outbox, sender, clock)
    for _ in range(3):
        assert await cycle.turn() == DeliverTurn()
        clock.at += timedelta(hours=1)
    outbox.full = False
    assert await cycle.turn() == DeliverTurn(delivered=1)
    assert [message.title for _, message in sender.sent] == ["t1", "t2"]
    first = outbox.attempts[0]
    assert (first.delivery, first.outcome, first.finished_at) == ("slack-c-1", "delivered", START)


async def test_a_delivery_that_expired_unsent_is_a_dead_letter_and_not_sent() -> None:
    """After two days of standing still, old warnings don't flood out."""
    outbox = MemoryOutbox(delivery("slack"))
    sender = ScriptedSender(slack=Delivered())
    turn = await deliverer(outbox, sender, HandClock(START + timedelta(hours=49))).turn()
    assert turn == DeliverTurn(dead=1)
    assert sender.sent == []


async def test_a_channel_keeps_to_its_hourly_rate() -> None:
    """So many messages; what comes when there is no room waits unclaimed and goes in the next hour."""
    outbox = MemoryOutbox(*(delivery("slack", n, conversation=str(n)) for n in range(3)))
    sender = ScriptedSender(slack=Delivered())
    clock = HandClock(START)
    cycle = deliverer(outbox, sender, clock, slack=3)
    assert await cycle.turn() == DeliverTurn(delivered=3)
    outbox.rows.update({d.key: d for d in (delivery("slack", 4), delivery("slack", 5))})
    assert await cycle.turn() == DeliverTurn()
    clock.at += timedelta(hours=1)
    assert await cycle.turn() == DeliverTurn(delivered=2)


async def test_a_rate_is_kept_to_through_a_restart() -> None:
    """What went out before counts."""
    outbox = MemoryOutbox(delivery("slack", 1))
    sender, clock = ScriptedSender(slack=Delivered()), HandClock(START)
    assert await deliverer(outbox, sender, clock, slack=1).turn() == DeliverTurn(delivered=1)
    outbox.post(delivery("slack", 2))
    clock.at += timedelta(minutes=59)
    assert await deliverer(outbox, sender, clock, slack=1).turn() == DeliverTurn()
    waits = outbox.rows["slack-c-2"]
    assert (waits.next_try_at, waits.attempts) == (START + timedelta(hours=1), 0)
    assert waits.last_reason == "the channel's 1 messages an hour are used up"
    clock.at += timedelta(minutes=1)
    assert await deliverer(outbox, sender, clock, slack=1).turn() == DeliverTurn(delivered=1)


async def test_a_channel_that_asks_for_a_pause_has_one() -> None:
    """All its conversations wait, not just the one whose message it was; other channels don't."""
    outbox = MemoryOutbox(delivery("slack"), delivery("slack", conversation="d"), delivery("mail"))
    sender = ScriptedSender(slack=Deferred(reason="HTTP 429", retry_after=timedelta(minutes=2)), mail=Delivered())
    clock = HandClock(START)
    cycle = deliverer(outbox, sender, clock)
    assert await cycle.turn() == DeliverTurn(deferred=1, delivered=1)
    sender.answers["slack"] = Delivered()
    clock.at += timedelta(seconds=119)
    assert await cycle.turn() == DeliverTurn()
    clock.at += timedelta(seconds=1)
    assert await cycle.turn() == DeliverTurn(delivered=2)


async def test_what_is_late_says_so_when_it_is_sent_at_last() -> None:
    """Not the message that was written, but the one that goes."""
    outbox = MemoryOutbox(delivery("slack"))
    sender = ScriptedSender(slack=Delivered())
    await deliverer(outbox, sender, HandClock(START + timedelta(hours=5))).turn()
    assert sender.sent[0][1].body == "Sent 5 h late: this was due 2030-01-16 19:30 UTC\nb"


async def test_a_conversation_goes_on_where_it_began() -> None:
    """What the other side calls its first message is kept, and handed on with the next."""
    rows = [delivery("slack", n, thread="XA-YB/1") for n in (1, 2)]
    outbox = MemoryOutbox(rows[0], delivery("slack", conversation="d"))
    sender, clock = ScriptedSender(slack=Delivered(root="17.5")), HandClock(START)
    await deliverer(outbox, sender, clock).turn()
    sender.answers["slack"] = Delivered()
    outbox.post(rows[1])
    await deliverer(outbox, sender, clock).turn()
    assert [(m.thread, m.root) for _, m in sender.sent] == [("XA-YB/1", ""), ("d", ""), ("XA-YB/1", "17.5")]
    clock.at += timedelta(days=14)
    outbox.post(delivery("slack", 3, thread="XA-YB/1", expires_at=None, created_at=clock.at))
    await deliverer(outbox, sender, clock).turn()
    assert sender.sent[-1][1].root == ""


async def test_a_turn_ends_after_its_limit() -> None:
    """One busy channel can't keep a turn going for ever."""
    outbox = MemoryOutbox(*(delivery("slack", n, conversation=str(n)) for n in range(30)))
    assert await deliverer(outbox, ScriptedSender(slack=Delivered()), HandClock(START)).turn() == DeliverTurn(
        delivered=20
    )


async def test_what_was_held_goes_as_one_message_and_shares_its_fate() -> None:
    """A digest that fails is tried again as the same digest; each delivery has its attempts."""
    held = [delivery("mail", n, conversation="held/x", group="held/x") for n in range(1, 4)]
    outbox = MemoryOutbox(*held, delivery("mail", 9))
    sender = ScriptedSender(mail=Deferred(reason="HTTP 500"))
    clock = HandClock(START)
    cycle = deliverer(outbox, sender, clock)
    assert await cycle.turn() == DeliverTurn(deferred=4)
    assert len(sender.sent) == 2
    sender.answers["mail"] = Delivered()
    clock.at += timedelta(minutes=1)
    assert await cycle.turn() == DeliverTurn(delivered=4)
    assert [message.body for _, message in sender.sent[2:]] == ["t1\nb\n\nt2\nb\n\nt3\nb", "b"]
    assert {row.attempts for row in outbox.rows.values()} == {2}


async def test_what_a_rate_holds_up_is_folded_into_the_last_message_of_the_hour() -> None:
    """Conversations keep their order in it; what comes later waits for room, and is folded too."""
    waiting = [delivery("mail", n, conversation=f"c{n % 2}") for n in range(1, 6)]
    outbox = MemoryOutbox(*waiting)
    sender, clock = ScriptedSender(mail=Delivered()), HandClock(START)
    cycle = deliverer(outbox, sender, clock, mail=2)
    assert await cycle.turn() == DeliverTurn(delivered=5)
    assert [m.title for _, m in sender.sent] == ["t1", "4 more alerts since 2030-01-16 19:30 UTC"]
    assert sender.sent[1][1].body.split("\n\n") == ["t2\nb", "t3\nb", "t4\nb", "t5\nb"]
    outbox.rows.update({d.key: d for d in (delivery("mail", 7), delivery("mail", 8))})
    assert await cycle.turn() == DeliverTurn()
    clock.at += timedelta(hours=1)
    assert await cycle.turn() == DeliverTurn(delivered=2)


async def test_what_is_too_old_is_left_out_of_the_message() -> None:
    """It becomes a dead letter alone."""
    old = delivery("mail", 1, conversation="held/x", group="held/x", expires_at=START)
    outbox = MemoryOutbox(old, delivery("mail", 2, conversation="held/x", group="held/x"))
    sender = ScriptedSender(mail=Delivered())
    assert await deliverer(outbox, sender, HandClock(START)).turn() == DeliverTurn(delivered=1, dead=1)
    assert [m.title for _, m in sender.sent] == ["t2"]
