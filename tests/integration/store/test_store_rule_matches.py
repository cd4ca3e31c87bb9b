"""What the desk's rules matched when items were read: kept with the reading, and brought to the border's case."""

from datetime import timedelta

from monitor.adapters.store import SqlStore
from monitor.model.rules import RuleMatch
from tests.support.store import NOW, item, poll, reading

DAY = timedelta(days=1)


def matched(item_id: str, rule: str = "port", **fields: object) -> RuleMatch:
    """A rule that matched an item on the border."""
    return RuleMatch(**{"rule": rule, "item": item_id, "known_at": NOW, "border": "EC-PE", **fields})  # type: ignore[arg-type]


def test_a_match_makes_its_border_look_and_is_in_its_case(store: SqlStore) -> None:
    """An item without any report can match; what belongs to no border goes to the lane of those."""
    store.record_poll(poll(item("one"), item("two")))
    match, homeless = matched("one"), matched("two", border=None)
    store.record_readings([reading("one", matches=(match,)), reading("two", matches=(homeless,))], now=NOW)
    assert {row.border: row.dirty for row in store.borders()} == {"EC-PE": True, "none": True}
    assert store.case("EC-PE", now=NOW).matches == (match,)
    assert store.case("none", now=NOW).matches == (homeless,)
    assert store.readings_of(["one"])["one"].matches == ()


def test_reading_anew_replaces_the_matches(store: SqlStore) -> None:
    """A rule that no longer matches is forgotten."""
    store.record_poll(poll(item("one")))
    store.record_readings([reading("one", matches=(matched("one"), matched("one", "ship")))], now=NOW)
    store.record_readings([reading("one", matches=(matched("one", "ship"),))], now=NOW)
    assert [match.rule for match in store.case("EC-PE", now=NOW).matches] == ["ship"]


def test_old_matches_and_those_to_come_are_left_out(store: SqlStore) -> None:
    """A case holds what may still ring."""
    store.record_poll(poll(item("old"), item("new")))
    store.record_readings(
        [
            reading("old", matches=(matched("old", known_at=NOW - 3 * DAY),)),
            reading("new", matches=(matched("new", known_at=NOW + DAY),)),
        ],
        now=NOW,
    )
    assert store.case("EC-PE", now=NOW).matches == ()
