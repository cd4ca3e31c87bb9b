"""What people answer to alerts is kept, on both databases."""

from dataclasses import replace

from monitor.adapters.store import SqlStore
from monitor.model.alerts import DeliveryState, Hold, Level
from monitor.model.responses import Acknowledgement, Rating, Silence, Worth
from tests.support.store import MINUTE, NOW, alert, assess, attempt, delivery

SILENCE = Silence(
    id="s1",
    by="amina",
    because="an exercise",
    at=NOW,
    until=NOW + 9 * MINUTE,
    levels=(Level.WATCH,),
    labels=(("rule", "x"),),
)


def test_a_case_has_the_silences_that_have_not_ended(store: SqlStore) -> None:
    """Expired ones stay in the list."""
    later = replace(SILENCE, id="s0", until=NOW + 20 * MINUTE)
    store.record_silence(SILENCE)
    store.record_silence(later)
    assert store.case("EC-PE", now=NOW).silences == (SILENCE, later)
    assert store.case("EC-PE", now=NOW + 9 * MINUTE).silences == (later,)
    ended = replace(later, until=NOW + MINUTE)
    store.record_silence(ended)
    assert store.case("EC-PE", now=NOW + 9 * MINUTE).silences == ()
    assert store.silences() == [ended, SILENCE]
    assert store.silences(ending_after=NOW + MINUTE) == [SILENCE]


def test_a_delivery_that_is_dropped_when_it_is_made_is_never_claimed(store: SqlStore) -> None:
    """It holds nothing up, and can be sent by hand after all."""
    kept_back = delivery("a", state=DeliveryState.DROPPED, last_reason="silenced by amina")
    assert assess(store, deliveries=(kept_back, delivery("b")))
    (claimed,) = store.claim_deliveries("desk", now=NOW, lease=MINUTE, limit=9)
    assert claimed.alert == "b"
    (shown,) = store.deliveries(state=DeliveryState.DROPPED, alert="a", limit=9)
    assert shown.last_reason == "silenced by amina"
    assert store.set_delivery_state(shown.key, DeliveryState.PENDING, now=NOW)
    assert [d.alert for d in store.claim_deliveries("desk", now=NOW, lease=MINUTE, limit=9)] == ["a"]


def test_a_silence_reaches_what_waits(store: SqlStore) -> None:
    """What would go out while it holds and is about the same; not what is due, was tried, or waits longer."""
    rows = [
        delivery("a", channel=channel, conversation=channel, next_try_at=NOW + minutes * MINUTE)
        for channel, minutes in (("group", 1), ("digest", 8), ("late", 9), ("now", 0), ("tried", 0))
    ]
    other = delivery("b", next_try_at=NOW + MINUTE)
    assert assess(store, alerts=(alert("a"), alert("b", level=Level.CRITICAL)), deliveries=(*rows, other))
    store.claim_deliveries("tried", now=NOW, lease=MINUTE, limit=1)
    deferred = attempt("a@tried", outcome="deferred")
    store.record_attempt(deferred, state=DeliveryState.PENDING, next_try_at=NOW + MINUTE)
    silence = replace(SILENCE, labels=())
    store.record_silence(silence)
    assert store.silence_what_waits(silence, now=NOW) == 2
    dropped = store.deliveries(state=DeliveryState.DROPPED, alert=None, limit=9)
    assert {each.channel for each in dropped} == {"group", "digest"}
    assert {each.last_reason for each in dropped} == {"silenced by amina until 2031-05-04 12:09 UTC (s1): an exercise"}


def test_the_first_acknowledgement_and_the_last_rating_of_a_person_count(store: SqlStore) -> None:
    """Each person for themselves; in order of time."""
    assert assess(store, alerts=(alert("a"), alert("b")))
    seen = Acknowledgement(alert="a", by="amina", at=NOW)
    for each in (seen, replace(seen, by="bo", at=NOW + MINUTE), replace(seen, at=NOW + 5 * MINUTE)):
        store.record_acknowledgement(each)
    assert store.acknowledgements("a") == [seen, replace(seen, by="bo", at=NOW + MINUTE)]
    assert store.acknowledgements("b") == []
    assert store.case("EC-PE", now=NOW).acknowledged == {"a"}
    assert store.case("CO-EC", now=NOW).acknowledged == frozenset()

    useful = Rating(alert="a", worth=Worth.USEFUL, by="amina", at=NOW, note="in time")
    noise = replace(useful, worth=Worth.NOISE, at=NOW + MINUTE, note="")
    other = replace(useful, alert="b", at=NOW)
    for rating in (useful, other, noise):
        store.record_rating(rating)
    assert store.ratings("a") == [noise]
    assert store.ratings() == [other, noise]


def test_an_acknowledgement_drops_what_was_waiting_for_it(store: SqlStore) -> None:
    """Not other deliveries of the alert, not those of other alerts, and not what went out already."""
    waiting = delivery("a", channel="phone", hold=Hold.ACKNOWLEDGEMENT, next_try_at=NOW + MINUTE)
    others = (delivery("a"), delivery("b", channel="phone", hold=Hold.ACKNOWLEDGEMENT))
    assert assess(store, alerts=(alert("a"), alert("b")), deliveries=(waiting, *others))
    store.record_acknowledgement(Acknowledgement(alert="a", by="amina", at=NOW))
    (dropped,) = store.deliveries(state=DeliveryState.DROPPED, alert=None, limit=9)
    assert (dropped.key, dropped.last_reason) == (waiting.key, "acknowledged by amina")
    assert {d.key for d in store.deliveries(state=DeliveryState.PENDING, alert=None, limit=9)} == {
        d.key for d in others
    }
