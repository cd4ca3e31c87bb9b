"""Stories of the outbox, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from monitor.adapters.store import SqlStore
from monitor.alerts import retry
from monitor.errors import UsageError
from monitor.model.alerts import Delivery, DeliveryState, GroupStanding, ThreadRoot
from monitor.model.standing import ChannelStanding
from tests.support.store import LEASE, MINUTE, NOW, attempt, delivery, post

PENDING, CLAIMED, DELIVERED, DEAD, DROPPED = DeliveryState


def claim(store: SqlStore, channel: str = "desk", *, after: int = 0, limit: int = 10) -> list[str]:
    """Claims so many minutes later; the alerts of what was claimed."""
    return [each.alert for each in store.claim_deliveries(channel, now=NOW + after * MINUTE, lease=LEASE, limit=limit)]


def only(store: SqlStore) -> Delivery:
    """The one delivery that there is."""
    (delivery,) = store.deliveries(state=None, alert=None, limit=9)
    return delivery


def test_only_the_first_open_delivery_of_a_conversation_is_claimed(store: SqlStore) -> None:
    """Nobody hears the end of a story before its beginning; other conversations and channels don't wait."""
    others = (delivery("other", conversation="CO-EC"), delivery("first", channel="phone"))
    post(store, delivery("first"), delivery("second"), *others)
    assert claim(store) == ["first", "other"]
    assert claim(store) == []
    assert claim(store, "phone") == ["first"]
    store.record_attempt(attempt("first@desk"), state=DELIVERED, next_try_at=None)
    assert claim(store) == ["second"]


def test_what_is_claimed_says_so_and_holds_its_place(store: SqlStore) -> None:
    """The sequence grows with every delivery ever written."""
    post(store, delivery("first", html="<p>", conversation="one"), delivery("second", conversation="two"))
    claimed = store.claim_deliveries("desk", now=NOW, lease=LEASE, limit=10)
    first = replace(delivery("first", html="<p>", conversation="one"), state=CLAIMED, sequence=1)
    assert claimed[0] == first
    assert claimed[1].sequence == 2
    assert store.deliveries(state=CLAIMED, alert="first", limit=9) == [first]


def test_the_oldest_conversation_goes_first_whatever_its_name(store: SqlStore) -> None:
    """A small limit starves nobody."""
    post(store, delivery("a", conversation="Z"), delivery("b", conversation="A"))
    assert claim(store, limit=1) == ["a"]


def test_a_deferred_delivery_holds_its_conversation_back_until_it_is_due(store: SqlStore) -> None:
    """Order is worth more than speed within a conversation."""
    post(store, delivery("first"), delivery("second"))
    claim(store)
    deferred = attempt("first@desk", outcome="deferred", reason="try later")
    store.record_attempt(deferred, state=PENDING, next_try_at=NOW + 5 * MINUTE)
    assert claim(store, after=4) == []
    again = store.claim_deliveries("desk", now=NOW + 5 * MINUTE, lease=LEASE, limit=10)
    assert [(each.alert, each.attempts, each.last_reason) for each in again] == [("first", 1, "try later")]


def test_what_is_held_back_on_purpose_does_not_wait(store: SqlStore) -> None:
    """A message for tomorrow's digest is no sign of a channel that is down; one that was tried in vain is, until it gets through."""
    post(store, delivery("digest", conversation="one", next_try_at=NOW + 600 * MINUTE))
    assert store.waiting_since(now=NOW + MINUTE) is None
    assert store.waiting_since(now=NOW + 601 * MINUTE) == NOW
    post(store, delivery("late", conversation="two", created_at=NOW + 2 * MINUTE), now=NOW + 2 * MINUTE)
    claim(store, after=3)
    store.record_attempt(attempt("late@desk", outcome="deferred"), state=PENDING, next_try_at=NOW + 90 * MINUTE)
    assert store.waiting_since(now=NOW + 4 * MINUTE) == NOW + 2 * MINUTE
    store.record_attempt(attempt("late@desk", number=2), state=DELIVERED, next_try_at=None)
    assert store.waiting_since(now=NOW + 4 * MINUTE) is None


def test_a_channel_is_told_how_it_stands(store: SqlStore) -> None:
    """What is open, claimed or not, what was given up, and when anything last got through; of a channel never used, nothing."""
    posted = [delivery(name, conversation=name) for name in ("first", "second", "third", "fourth")]
    post(store, *posted, delivery("other", channel="phone"))
    claim(store, limit=3)
    store.record_attempt(attempt("first@desk"), state=DELIVERED, next_try_at=None)
    store.record_attempt(attempt("second@desk", outcome="dead"), state=DEAD, next_try_at=None)
    done = attempt("first@desk").finished_at
    assert store.channel_standing("desk") == ChannelStanding(open=2, dead=1, last_delivered_at=done)
    assert store.channel_standing("phone") == ChannelStanding(open=1)
    assert store.channel_standing("mail") == ChannelStanding()


def test_a_dead_letter_lets_the_next_one_pass(store: SqlStore) -> None:
    """A message that can't be delivered doesn't silence a border."""
    post(store, delivery("first"), delivery("second"))
    claim(store)
    store.record_attempt(attempt("first@desk", outcome="rejected", reason="no such room"), state=DEAD, next_try_at=None)
    assert claim(store) == ["second"]
    assert store.counts().dead == 1


def test_a_crash_between_claim_and_record_costs_one_lease(store: SqlStore, other: SqlStore) -> None:
    """What was in flight comes back, in its place, and only then what comes after it."""
    post(store, delivery("first"), delivery("second"))
    assert claim(store) == ["first"]
    store.close()
    assert claim(other) == []
    assert claim(other, after=1) == ["first"]


def test_an_attempt_is_recorded_once(store: SqlStore) -> None:
    """The second record of the same attempt changes nothing, whatever it says."""
    post(store, delivery("first"))
    claim(store)
    done = attempt("first@desk")
    store.record_attempt(done, state=DELIVERED, next_try_at=None)
    store.record_attempt(replace(done, outcome="deferred"), state=PENDING, next_try_at=NOW)
    assert store.attempts("first@desk") == [done]
    assert (only(store).state, only(store).attempts) == (DELIVERED, 1)
    assert claim(store, after=10) == []


def test_attempts_are_listed_in_order(store: SqlStore) -> None:
    """Every try stays on record."""
    post(store, delivery("first"))
    tries = [attempt("first@desk", number, outcome="deferred") for number in (2, 1, 11)]
    for each in tries:
        store.record_attempt(each, state=PENDING, next_try_at=NOW)
    assert [each.number for each in store.attempts("first@desk")] == [1, 2, 11]


def test_an_attempt_of_an_unknown_delivery_is_a_bug(store: SqlStore) -> None:
    """Nothing is recorded of what was never in the outbox."""
    with pytest.raises(IntegrityError):
        store.record_attempt(attempt("never@desk"), state=DELIVERED, next_try_at=None)


def test_a_delivery_dropped_while_in_flight_stays_dropped_unless_it_arrived(store: SqlStore) -> None:
    """The operator's word counts, and the truth counts more."""
    post(store, delivery("first"))
    claim(store)
    assert store.set_delivery_state("first@desk", DROPPED, now=NOW)
    store.record_attempt(attempt("first@desk", 1, outcome="deferred"), state=PENDING, next_try_at=NOW)
    assert only(store).state is DROPPED
    store.record_attempt(attempt("first@desk", 2), state=DELIVERED, next_try_at=None)
    assert only(store).state is DELIVERED


def test_a_dead_letter_may_be_tried_again_by_hand(store: SqlStore) -> None:
    """It is due at once, and its attempts go on counting."""
    post(store, delivery("first"))
    claim(store)
    store.record_attempt(attempt("first@desk", outcome="rejected"), state=DEAD, next_try_at=None)
    assert store.set_delivery_state("first@desk", PENDING, now=NOW + MINUTE)
    (again,) = store.claim_deliveries("desk", now=NOW + MINUTE, lease=LEASE, limit=1)
    assert again.attempts == 1
    assert store.set_delivery_state("never@desk", PENDING, now=NOW) is False


def test_nobody_claims_by_hand(store: SqlStore) -> None:
    """A claim without a lease would never come back."""
    post(store, delivery("first"))
    with pytest.raises(UsageError):
        store.set_delivery_state("first@desk", CLAIMED, now=NOW)
    assert only(store).state is PENDING


def test_who_puts_back_what_expired_wants_it_sent(store: SqlStore) -> None:
    """It gets all of its time anew, or it would be given up again unsent."""
    post(store, delivery("first", expires_at=NOW + MINUTE))
    store.claim_deliveries("desk", now=NOW, lease=LEASE, limit=1)
    store.record_attempt(attempt("first@desk", outcome="dead", reason="expired"), state=DEAD, next_try_at=None)
    days_later = NOW + timedelta(days=5)
    assert store.set_delivery_state("first@desk", PENDING, now=days_later)
    (again,) = store.claim_deliveries("desk", now=days_later, lease=LEASE, limit=1)
    assert again.expires_at == days_later + retry.EXPIRES_AFTER
    assert again.attempts == 1


def test_many_deliveries_are_claimed_at_once(store: SqlStore) -> None:
    """One of each of seven hundred conversations, and nothing twice."""
    post(store, *(delivery(f"alert-{number}", conversation=str(number)) for number in range(700)))
    claimed = claim(store, limit=1000)
    assert claimed == [f"alert-{number}" for number in range(700)]
    assert claim(store, limit=1000) == []


def test_a_group_is_claimed_with_its_first(store: SqlStore) -> None:
    """What is due of it, over all conversations; whatever isn't holds up what comes behind it in its own."""
    grouped = {"group": "border=EC-PE"}
    others = (delivery("other", conversation="B"), delivery("phone", channel="phone", **grouped))
    later = delivery("later", conversation="C", next_try_at=NOW + 5 * MINUTE, **grouped)
    mine = (delivery("second", conversation="A", **grouped), delivery("behind", conversation="B", **grouped))
    post(store, delivery("first", conversation="A", **grouped), *others, *mine, delivery("third", **grouped), later)
    post(store, delivery("last", conversation="C", next_try_at=NOW + 9 * MINUTE, **grouped), now=NOW + MINUTE)
    (first,) = store.claim_deliveries("desk", now=NOW, lease=LEASE, limit=1)
    assert (first.alert, first.group) == ("first", "border=EC-PE")
    assert [d.alert for d in store.claim_rest(first, now=NOW, lease=LEASE, limit=1)] == ["second"]
    assert [(d.alert, d.state) for d in store.claim_rest(first, now=NOW, lease=LEASE, limit=9)] == [("third", CLAIMED)]
    assert store.claim_rest(first, now=NOW, lease=LEASE, limit=9) == []
    assert claim(store) == ["other"]


def test_the_last_message_of_an_hour_takes_everything_that_is_due(store: SqlStore) -> None:
    """Of every conversation and group, in order, as far as nothing in front waits."""
    waits = delivery("waits", conversation="A", next_try_at=NOW + 5 * MINUTE)
    post(store, delivery("a"), delivery("b", group="g"), delivery("c", conversation="Z"), waits)
    post(store, delivery("d", conversation="A", next_try_at=NOW + 6 * MINUTE), now=NOW + MINUTE)
    (first,) = store.claim_deliveries("desk", now=NOW, lease=LEASE, limit=1)
    rest = store.claim_rest(first, now=NOW, lease=LEASE, limit=9, everything=True)
    assert [d.alert for d in rest] == ["b", "c"]


def test_nothing_waits_in_front_of_what_has_no_time(store: SqlStore) -> None:
    """What only waits, in the same conversation, goes out with what is due sooner; what was tried keeps its own time."""
    post(
        store,
        delivery("waits", next_try_at=NOW + 9 * MINUTE),
        delivery("else", channel="phone", next_try_at=NOW + LEASE),
    )
    post(store, delivery("loud", next_try_at=NOW + MINUTE), now=NOW + MINUTE)
    assert claim(store, after=1) == ["waits"]
    store.record_attempt(attempt("waits@desk", outcome="deferred"), state=PENDING, next_try_at=NOW + 30 * MINUTE)
    post(store, delivery("louder", next_try_at=NOW + 2 * MINUTE), now=NOW + 2 * MINUTE)
    assert claim(store, after=29) == []
    assert claim(store, "phone") == []
    assert claim(store, after=30) == ["waits"]


def test_a_case_knows_what_the_groups_are_doing(store: SqlStore) -> None:
    """When what waits goes out, when a message went, and that one is on its way; not what was long ago."""
    groups = [delivery(n, group=f"g{n}", conversation=n, next_try_at=NOW + 5 * MINUTE) for n in "abc"]
    post(store, *groups, delivery("alone"))
    waiting = [GroupStanding(channel="desk", group=f"g{n}", due_at=NOW + 5 * MINUTE) for n in "abc"]
    assert store.case("EC-PE", now=NOW).groups == tuple(waiting)
    then = NOW + 5 * MINUTE
    store.claim_deliveries("desk", now=then, lease=LEASE, limit=3)
    store.record_attempt(attempt("b@desk", finished_at=then), state=DELIVERED, next_try_at=None)
    a, b, _ = store.case("EC-PE", now=then + MINUTE).groups
    assert a.sent_at == then + MINUTE
    assert b == GroupStanding(channel="desk", group="gb", sent_at=then)
    assert [each.group for each in store.case("EC-PE", now=then + timedelta(days=2)).groups] == ["ga", "gc"]


def test_what_was_planned_by_a_wrong_clock_goes_out(store: SqlStore) -> None:
    """Written, tried or claimed while the clock was a month ahead: its conversation would wait for it all that time. Who waits on purpose, waits."""
    month = timedelta(days=30)
    ahead = (
        delivery("written", conversation="w", created_at=NOW + month),
        delivery("digest", conversation="x", next_try_at=NOW + month),
    )
    post(store, *(delivery(n, conversation=n) for n in ("tried", "claimed", "again")), *ahead)
    for name, at in (("tried", NOW + month), ("again", NOW)):
        failed = attempt(f"{name}@desk", started_at=at, finished_at=at, outcome="deferred", reason="try later")
        store.record_attempt(failed, state=PENDING, next_try_at=at + 60 * MINUTE)
    assert claim(store, after=int(month / MINUTE), limit=1) == ["claimed"]
    assert claim(store, after=1) == ["tried", "claimed", "written"]


def test_a_group_is_not_held_up_by_what_went_out_at_a_time_to_come(store: SqlStore) -> None:
    """It was sent before the clock was set back."""
    post(store, delivery("a", group="g"))
    later = NOW + timedelta(days=1)
    store.record_attempt(attempt("a@desk", finished_at=later), state=DELIVERED, next_try_at=None)
    assert store.case("EC-PE", now=later + MINUTE).groups == (GroupStanding(channel="desk", group="g", sent_at=later),)
    assert store.case("EC-PE", now=NOW).groups == ()


def test_what_is_put_off_is_not_overdue(store: SqlStore) -> None:
    """Only what was due there and nobody has claimed; it says why it waits, and nothing has been tried."""
    later = delivery("c", next_try_at=NOW + 9 * MINUTE)
    post(store, *(delivery(n, conversation=n) for n in "ab"), delivery("a", channel="phone"), later)
    assert claim(store, limit=1) == ["a"]
    store.put_off("desk", now=NOW, until=NOW + 3 * MINUTE, because="used up")
    assert {
        (d.alert, d.next_try_at, d.last_reason, d.attempts)
        for d in store.deliveries(state=PENDING, alert=None, limit=9)
    } == {
        ("b", NOW + 3 * MINUTE, "used up", 0),
        ("c", NOW + 9 * MINUTE, None, 0),
        ("a", None, None, 0),
    }
    store.record_attempt(attempt("a@phone"), state=DELIVERED, next_try_at=None)
    assert store.prove_alive(["desk", "phone"], now=NOW) is None
    assert claim(store, after=3, limit=9) == ["a", "b"]


def test_when_a_channel_was_last_told_something_is_known(store: SqlStore) -> None:
    """Once for each message, whatever was in it; not what failed, what was long ago, or what went elsewhere."""
    names = ("old", "a", "b", "c")
    post(store, *(delivery(n, conversation=n) for n in names), delivery("a", channel="phone"))
    times = {"old": NOW, "a": NOW + MINUTE, "b": NOW + MINUTE, "c": NOW + 2 * MINUTE}
    for name in names:
        state = PENDING if name == "c" else DELIVERED
        store.record_attempt(attempt(f"{name}@desk", finished_at=times[name]), state=state, next_try_at=NOW)
    assert store.sent_since("desk", NOW) == [NOW + MINUTE]
    assert store.sent_since("phone", NOW) == []


def test_the_root_of_a_conversation_is_kept_for_a_while(store: SqlStore) -> None:
    """By channel; recorded with the attempt. A later one takes its place."""
    post(store, delivery("first"), delivery("second", conversation="b"))
    root = ThreadRoot(channel="desk", thread="EC-PE/1", root="17.5", at=NOW)
    before = {"since": NOW - MINUTE}
    assert store.thread_root("desk", "EC-PE/1", **before) == ""
    store.record_attempt(attempt("first@desk"), state=DELIVERED, next_try_at=None, root=root)
    assert store.thread_root("desk", "EC-PE/1", **before) == "17.5"
    assert store.thread_root("desk", "EC-PE/1", since=NOW) == ""
    assert store.thread_root("phone", "EC-PE/1", **before) == ""
    later = replace(root, root="18.0", at=NOW + MINUTE)
    store.record_attempt(attempt("second@desk"), state=DELIVERED, next_try_at=None, root=later)
    assert store.thread_root("desk", "EC-PE/1", since=NOW) == "18.0"


def test_attempts_of_one_message_are_recorded_together(store: SqlStore) -> None:
    """They share their fate; one that was recorded before is left as it was."""
    post(store, delivery("a"), delivery("b"))
    (first,) = store.claim_deliveries("desk", now=NOW, lease=LEASE, limit=1)
    store.claim_rest(first, now=NOW, lease=LEASE, limit=9, everything=True)
    deferred = [attempt(f"{name}@desk", outcome="deferred", reason="HTTP 500") for name in "ab"]
    store.record_attempt(*deferred, state=PENDING, next_try_at=NOW + MINUTE)
    assert {(d.alert, d.attempts, d.last_reason) for d in store.deliveries(state=PENDING, alert=None, limit=9)} == {
        ("a", 1, "HTTP 500"),
        ("b", 1, "HTTP 500"),
    }
    store.record_attempt(deferred[0], attempt("b@desk", 2), state=DELIVERED, next_try_at=None)
    assert [d.alert for d in store.deliveries(state=DELIVERED, alert=None, limit=9)] == ["b"]
