"""Stories of asking, on both databases."""

from monitor.adapters.store import SqlStore
from monitor.model.alerts import DeliveryState
from monitor.pipeline.ports import NO_BORDER, Counts
from tests.support.store import LEASE, MINUTE, NOW, alert, assess, attempt, delivery, incident, item, poll, read, report


def test_an_empty_store_answers_everything(store: SqlStore) -> None:
    """Nothing yet is no error."""
    assert store.counts() == Counts(
        items=0, unread=0, reports=0, incidents=0, alerts=0, pending=0, dead=0, dirty=0, oldest_pending_at=None
    )
    assert store.feed_states() == store.readings_of([]) == {}
    assert store.item("x") is store.incident("x") is store.alert("x") is None
    assert (
        store.borders()
        == store.firings("EC-PE")
        == store.transitions("EC-PE")
        == store.items_of(["x"])
        == store.reports_of(["x"])
        == []
    )


def test_everything_is_counted(store: SqlStore) -> None:
    """What a status line shows."""
    read(store, report("one#0", border="CO-EC"), report("one#1", border="CO-EC"))
    store.record_poll(poll(item("unread")))
    deliveries = (
        delivery("a1", created_at=NOW - MINUTE),
        delivery("a2", conversation="x"),
        delivery("a3", conversation="y"),
    )
    assess(store, incidents=(incident("aa1"),), alerts=(alert("a1"),), deliveries=deliveries)
    store.claim_deliveries("desk", now=NOW, lease=LEASE, limit=1)
    store.record_attempt(attempt("a3@desk"), state=DeliveryState.DEAD, next_try_at=None)
    assert store.counts() == Counts(
        items=3,
        unread=1,
        reports=3,
        incidents=1,
        alerts=1,
        pending=2,
        dead=1,
        dirty=1,
        oldest_pending_at=NOW - MINUTE,
    )


def test_an_item_is_found_by_id_or_by_url(store: SqlStore) -> None:
    """Of several items with one url the newest; an id wins over a url."""
    old = item("old", url="https://gazette.example/x", seen_at=NOW - MINUTE)
    new = item("new", url="https://gazette.example/x")
    store.record_poll(poll(new, old))
    assert store.item("https://gazette.example/x") == new
    assert store.item("old") == old


def test_a_unique_prefix_of_an_id_is_enough(store: SqlStore) -> None:
    """An ambiguous one finds nothing, an exact one wins, and wildcards are letters like others."""
    assess(
        store,
        incidents=(incident("ab"), incident("abc"), incident("xyz")),
        alerts=(alert("ab"), alert("abc"), alert("xyz")),
    )
    for find in (store.incident, store.alert):
        assert [
            found.id if (found := find(text)) else None for text in ("ab", "abc", "x", "X", "a", "%", "_yz", "")
        ] == [
            "ab",
            "abc",
            "xyz",
            None,
            None,
            None,
            None,
            None,
        ]


def test_alerts_are_listed_newest_first_within_bounds(store: SqlStore) -> None:
    """Of the same time the one written last comes first."""
    assess(store, alerts=(alert("a1", at=NOW - MINUTE), alert("a2"), alert("a3")))
    assess(store, NO_BORDER, alerts=(alert("b1", border=None, at=NOW + MINUTE),))
    assert [each.id for each in store.alerts(border=None, since=None, limit=3)] == ["b1", "a3", "a2"]
    assert [each.id for each in store.alerts(border="EC-PE", since=NOW, limit=9)] == ["a3", "a2"]
    assert [each.id for each in store.alerts(border=NO_BORDER, since=None, limit=9)] == ["b1"]


def test_deliveries_are_listed_newest_first_within_bounds(store: SqlStore) -> None:
    """By state, by alert, by its border, by time, so many."""
    posted = (delivery("a1"), delivery("a1", channel="phone"), delivery("a2"))
    assess(store, alerts=(alert("a1"), alert("a2")), deliveries=posted)
    store.record_attempt(attempt("a1@phone"), state=DeliveryState.DELIVERED, next_try_at=None)
    assert [each.key for each in store.deliveries(state=None, alert=None, limit=2)] == ["a2@desk", "a1@phone"]
    assert [each.key for each in store.deliveries(state=DeliveryState.DELIVERED, alert=None, limit=9)] == ["a1@phone"]
    assert [each.key for each in store.deliveries(state=None, alert="a1", limit=9)] == ["a1@phone", "a1@desk"]
    assert [each.key for each in store.deliveries(state=None, alert=None, key="a1@p", limit=9)] == ["a1@phone"]
    assert store.deliveries(state=None, alert=None, limit=9, border="CO-EC") == []
    assert store.deliveries(state=None, alert=None, limit=9, since=NOW + MINUTE) == []
    assert len(store.deliveries(state=None, alert=None, limit=9, border="EC-PE", since=NOW)) == 3
