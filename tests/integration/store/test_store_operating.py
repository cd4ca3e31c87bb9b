"""What the store tells of how the monitor does, and keeps of what is wrong with it, on both databases."""

from dataclasses import replace
from datetime import timedelta

from monitor.adapters.store import SqlStore
from monitor.model.alerts import DeliveryState, Reason
from monitor.model.conditions import ChannelFacts, Condition, ConditionKind, Day, StandingCondition, WorkWaiting
from tests.support.store import (
    LEASE,
    MINUTE,
    NOW,
    alert,
    assess,
    attempt,
    delivery,
    incident,
    item,
    poll,
    post,
    read,
    report,
)

PENDING, CLAIMED, DELIVERED, DEAD, DROPPED = DeliveryState
LATER = NOW + timedelta(hours=1)


def standing(key: str, **fields: object) -> StandingCondition:
    """Something that is wrong since then."""
    condition = Condition(key=key, kind=ConditionKind.DISK_LOW, says="full", todo="make room", channel="desk")
    return StandingCondition(condition=condition, since=NOW, **fields)  # type: ignore[arg-type]


def facts(store: SqlStore, channel: str) -> ChannelFacts:
    """How a channel does an hour later."""
    return next(each for each in store.channel_facts(["desk", "mail"], now=LATER) if each.channel == channel)


def test_what_stands_survives_a_restart(store: SqlStore, other: SqlStore) -> None:
    """It is replaced as a whole, with what is told of it; writing it twice changes nothing."""
    first, second = standing("disk"), standing("backup", told_at=NOW, told_edition="1", gone_since=NOW)
    told = alert("full", border=None, reason=Reason.OPERATIONAL)
    for _ in range(2):
        store.record_standings([second, first], alerts=[told], deliveries=[delivery("full", conversation="monitor")])
    assert other.standings() == [second, first]
    assert other.operational_alerts(limit=9) == [told]
    assert [each.alert for each in other.claim_deliveries("desk", now=NOW, lease=LEASE, limit=9)] == ["full"]
    changed = replace(first, told_at=NOW)
    store.record_standings([changed], alerts=[], deliveries=[])
    assert other.standings() == [changed]
    assert store.alerts(border="EC-PE", since=None, limit=9) == []


def test_how_a_channel_does(store: SqlStore) -> None:
    """What got through last, what is tried in vain, what is due untried, what was given up; the other channel has nothing to do with it."""
    names = ("arrived", "tried", "dead", "due")
    post(store, *(delivery(name, conversation=name) for name in names), delivery("x", channel="mail"))
    store.claim_deliveries("desk", now=NOW, lease=LEASE, limit=3)
    store.record_attempt(attempt("arrived@desk"), state=DELIVERED, next_try_at=None)
    for number in (1, 2):
        failed = attempt("tried@desk", number, outcome="deferred", reason="HTTP 500")
        store.record_attempt(failed, state=PENDING, next_try_at=LATER + MINUTE)
    given_up = attempt("dead@desk", outcome="dead", reason="HTTP 404", finished_at=NOW + MINUTE)
    store.record_attempt(given_up, state=DEAD, next_try_at=None)
    assert facts(store, "desk") == ChannelFacts(
        channel="desk",
        delivered_at=NOW + timedelta(seconds=1),
        waiting_since=NOW,
        tries=2,
        reason="HTTP 500",
        due_since=NOW,
        dead=1,
        dead_at=NOW + MINUTE,
    )
    assert facts(store, "mail") == ChannelFacts(channel="mail", due_since=NOW)
    store.set_delivery_state("dead@desk", DROPPED, now=NOW)
    assert (facts(store, "desk").dead, facts(store, "desk").dead_at) == (0, None)


def test_messages_to_a_channel_that_is_no_more_are_seen(store: SqlStore) -> None:
    """Nobody tries them."""
    post(store, delivery("left", channel="gone"))
    assert [each.channel for each in store.channel_facts(["desk"], now=NOW)] == ["desk", "gone"]


def test_the_store_proves_that_it_is_alive(store: SqlStore) -> None:
    """And says since when a message to one of the channels has been due; what waits for one that was taken out isn't their fault."""
    assert store.prove_alive(["desk"], now=NOW) is None
    post(store, delivery("left", channel="gone"), delivery("later", next_try_at=LATER))
    assert store.prove_alive(["desk"], now=NOW) is None
    assert store.prove_alive(["desk"], now=LATER + MINUTE) == LATER
    assert store.prove_alive(["desk", "gone"], now=LATER) == NOW


def test_what_waits_to_be_read_and_assessed(store: SqlStore) -> None:
    """How much, and since when."""
    assert store.work_waiting() == WorkWaiting()
    store.record_poll(poll(item("a", seen_at=NOW + MINUTE), item("b", seen_at=NOW)))
    assert store.work_waiting() == WorkWaiting(unread=2, unread_since=NOW)
    read(store, report("a#0"), now=LATER)
    assert store.work_waiting() == WorkWaiting(unread=1, unread_since=NOW, dirty=1, dirty_since=LATER)


def test_what_a_day_brought(store: SqlStore) -> None:
    """Alerts of the period and what became of their messages, incidents that changed in it, what there is in all; not what is told of the monitor."""
    early = alert("early", at=NOW - MINUTE)
    inside = [alert(name, at=NOW + MINUTE) for name in ("one", "two")]
    messages = [delivery(each.id, conversation=each.id) for each in (early, *inside)]
    changed = [incident("i", last_known_at=NOW + MINUTE), incident("j", last_known_at=NOW)]
    assert assess(store, alerts=(early, *inside), deliveries=messages, incidents=changed)
    store.record_attempt(attempt("one@desk"), state=DELIVERED, next_try_at=None)
    store.record_attempt(attempt("early@desk"), state=DEAD, next_try_at=None)
    store.tell([alert("full", border=None, at=NOW + MINUTE)], [delivery("full")])
    store.record_poll(poll(item("unread")))
    assert store.day(NOW, LATER) == Day(
        items=2, unread=1, incidents=1, alerts=2, fates=(("desk", DELIVERED, 1), ("desk", PENDING, 1)), dead=1
    )
    assert store.day(LATER, LATER + MINUTE) == Day(items=2, unread=1, dead=1)


def test_the_last_note_is_found(store: SqlStore) -> None:
    """By its reason; one from a time to come, when the clock was wrong, isn't it."""
    made = [alert(f"n{n}", border=None, reason=Reason.DAILY_NOTE, at=NOW + n * MINUTE) for n in range(3)]
    store.tell([*made, alert("full", border=None, reason=Reason.OPERATIONAL, at=NOW + MINUTE)], [])
    found = store.operational_alerts(limit=1, reason=Reason.DAILY_NOTE, until=NOW + MINUTE)
    assert [each.id for each in found] == ["n1"]
