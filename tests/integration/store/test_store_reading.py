"""Stories of reading, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from monitor.adapters.store import SqlStore
from monitor.model.reports import Field, LeftOut, Mention, MentionKind, Mode, Span
from monitor.pipeline.ports import NO_BORDER
from tests.support.store import LEASE, MINUTE, NOW, assess, item, poll, read, reading, report


def dirty(store: SqlStore) -> set[str]:
    """The lanes that are dirty."""
    return {line.border for line in store.borders() if line.dirty}


def test_unread_items_come_oldest_first(store: SqlStore) -> None:
    """News is read in the order in which it was seen."""
    store.record_poll(poll(item("late", seen_at=NOW), item("b", seen_at=NOW - MINUTE), item("a", seen_at=NOW - MINUTE)))
    assert [each.id for each in store.unread_items(limit=2)] == ["a", "b"]


def test_a_reading_comes_back_whole(store: SqlStore) -> None:
    """Mentions, and reports in the order of evidence, also beyond nine."""
    reports = tuple(report(f"one#{number}") for number in range(12))
    mention = Mention(text="Loja", kind=MentionKind.PLACE, entity="loja", span=Span(field=Field.TITLE, start=3, end=7))
    whole = reading("one", *reports, mentions=(mention,), language="es")
    left_out = reading("two", mode=Mode.NEGATED, left_out=LeftOut.NEGATED)
    store.record_poll(poll(item("one"), item("two")))
    store.record_readings([whole, left_out], now=NOW)
    assert store.readings_of(["one", "two", "never"]) == {"one": whole, "two": left_out}
    assert store.reports_of(["one#3", "never#0", "one#1"]) == [reports[3], reports[1]]
    assert store.unread_items(limit=10) == []


def test_its_border_or_the_lane_of_none_becomes_dirty(store: SqlStore) -> None:
    """The border of a report looks again; what has no border has a lane of its own."""
    read(store, report("one#0", border="EC-PE"), report("two#0", border=None))
    assert dirty(store) == {"EC-PE", NO_BORDER}


def test_an_item_without_reports_dirties_nothing(store: SqlStore) -> None:
    """Sport keeps no border busy."""
    store.record_poll(poll(item("one")))
    store.record_readings([reading("one", left_out=LeftOut.SPORT)], now=NOW)
    assert store.borders() == []


def test_reading_anew_replaces_the_reports_and_dirties_where_they_were(store: SqlStore) -> None:
    """A corrected item leaves nothing behind at its former border."""
    read(store, report("one#0", border="EC-PE"), report("one#1", border="EC-PE"))
    assess(store)
    assert "EC-PE" not in dirty(store)
    store.record_readings([reading("one", report("one#0", border="CO-EC"))], now=NOW)
    assert dirty(store) == {"EC-PE", "CO-EC"}
    assert [each.key for each in store.case("CO-EC", now=NOW).reports] == ["one#0"]
    assert [each.key for each in store.case("EC-PE", now=NOW).reports if each.item == "one"] == []


def test_reading_to_the_same_reports_dirties_nothing(store: SqlStore) -> None:
    """Doing it twice changes nothing."""
    read(store, report("one#0"))
    assess(store)
    store.record_readings([reading("one", report("one#0"))], now=NOW + MINUTE)
    assert dirty(store) == set()


def test_a_revision_that_came_while_its_item_was_read_stays_unread(store: SqlStore) -> None:
    """The reading of the old text is kept, and the new text is still to be read."""
    store.record_poll(poll(item("one")))
    store.record_poll(poll(item("one", content_hash="other")))
    store.record_readings([reading("one", revision=0)], now=NOW)
    assert [each.revision for each in store.unread_items(limit=10)] == [1]
    store.record_readings([reading("one", revision=1)], now=NOW)
    assert store.unread_items(limit=10) == []


def test_a_reading_of_an_item_that_is_not_stored_is_a_bug(store: SqlStore) -> None:
    """Foreign keys are on; nothing of the batch is written."""
    store.record_poll(poll(item("one")))
    with pytest.raises(IntegrityError):
        store.record_readings([reading("one", report("one#0")), reading("never")], now=NOW)
    assert [each.id for each in store.unread_items(limit=10)] == ["one"]
    assert store.borders() == []


def test_a_report_known_later_waits_for_its_time(store: SqlStore) -> None:
    """After the clock was set back, nothing is lost: the border is looked at again when the time has come."""
    read(store, report("one#0", known_at=NOW + 5 * MINUTE))
    assert assess(store)
    assert store.lease_dirty_border(now=NOW + 4 * MINUTE, lease=LEASE) is None
    assert store.next_check_at() == NOW + 5 * MINUTE
    assert store.lease_dirty_border(now=NOW + 5 * MINUTE, lease=LEASE) == "EC-PE"
    assert replace(report("one#0"), known_at=NOW + 5 * MINUTE) in store.case("EC-PE", now=NOW + 5 * MINUTE).reports
