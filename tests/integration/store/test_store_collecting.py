"""Stories of collecting, on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.adapters.store import SqlStore
from monitor.model.items import FailureKind, FeedState, FetchFailure, Validators
from monitor.pipeline.cases import Outcome
from tests.support.store import LEASE, MINUTE, NOW, assessment, item, poll, read, reading, report


def test_a_feed_never_met_is_due_with_a_fresh_state(store: SqlStore) -> None:
    """A new feed needs no registration."""
    claimed = store.claim_due_feeds(["a", "b"], now=NOW, lease=LEASE, limit=10)
    assert claimed == [FeedState(feed="a", next_due_at=NOW), FeedState(feed="b", next_due_at=NOW)]


def test_a_claimed_feed_is_not_claimed_again_until_its_lease_lapses(store: SqlStore, other: SqlStore) -> None:
    """Two processes never poll one feed at the same time; a crash in between costs the length of a lease."""
    assert store.claim_due_feeds(["a"], now=NOW, lease=LEASE, limit=10)
    assert other.claim_due_feeds(["a"], now=NOW + LEASE / 2, lease=LEASE, limit=10) == []
    assert len(other.claim_due_feeds(["a"], now=NOW + LEASE, lease=LEASE, limit=10)) == 1


def test_claiming_takes_the_longest_due_first_and_only_what_was_asked_for(store: SqlStore) -> None:
    """A feed that left the configuration stays in the table and is no longer polled."""
    for name, late in (("gone", 9), ("a", 1), ("b", 3), ("c", 2), ("soon", -1)):
        store.record_poll(poll(feed=name, next_due_at=NOW - late * MINUTE))
    claimed = store.claim_due_feeds(["a", "b", "c", "soon"], now=NOW, lease=LEASE, limit=2)
    assert [state.feed for state in claimed] == ["b", "c"]


def test_recording_a_poll_keeps_all_that_was_learned_and_ends_the_lease(store: SqlStore) -> None:
    """Health, validators and the next time come back as they went in."""
    store.claim_due_feeds(["a"], now=NOW, lease=LEASE, limit=1)
    state = FeedState(
        feed="a",
        next_due_at=NOW + MINUTE / 2,
        validators=Validators(etag='W/"1"', last_modified="Sun, 04 May 2031 12:00:00 GMT"),
        body_hash="abc",
        last_polled_at=NOW,
        failures=3,
        last_failure=FetchFailure(kind=FailureKind.RATE_LIMITED, status=429, retry_after=timedelta(seconds=30)),
        baseline_done=True,
    )
    store.record_poll(replace(poll(), state=state))
    assert store.feed_states() == {"a": state}
    assert store.claim_due_feeds(["a"], now=NOW + MINUTE / 2, lease=LEASE, limit=1) == [state]


def test_new_items_are_counted_stored_and_unread(store: SqlStore) -> None:
    """What a poll brings waits to be read."""
    first = item("one", url="https://gazette.example/1", published_at=NOW - MINUTE)
    assert store.record_poll(poll(first, item("two"))) == 2
    assert store.known_items(["one", "never"]) == {"one": first}
    assert {each.id for each in store.unread_items(limit=10)} == {"one", "two"}


def test_the_same_poll_twice_changes_nothing(store: SqlStore) -> None:
    """Repetition after a crash is harmless, also for items that were read meanwhile."""
    store.record_poll(poll(item("one")))
    store.record_readings([reading("one")], now=NOW)
    assert store.record_poll(poll(item("one"))) == 0
    assert store.unread_items(limit=10) == []


def test_a_changed_text_is_the_next_revision_and_unread_again(store: SqlStore) -> None:
    """The item keeps the time of its first sighting, and says since when it reads as it does."""
    store.record_poll(poll(item("one")))
    store.record_readings([reading("one")], now=NOW)
    changed = item("one", title="Corrected", content_hash="other", seen_at=NOW + MINUTE)
    assert store.record_poll(poll(changed)) == 1
    assert store.record_poll(poll(changed)) == 0
    expected = replace(changed, seen_at=NOW, revised_at=NOW + MINUTE, revision=1)
    assert store.unread_items(limit=10) == [expected]


def test_one_document_may_hold_an_item_twice(store: SqlStore) -> None:
    """The last of them counts, at every poll alike."""
    twice = poll(item("one", content_hash="a"), item("one", content_hash="b"))
    assert store.record_poll(twice) == 1
    assert store.record_poll(twice) == 0
    assert store.known_items(["one"])["one"].content_hash == "b"


def test_a_thousand_items_come_in_one_poll(store: SqlStore) -> None:
    """Statements are cut into pieces that every database takes."""
    many = [item(f"item-{number}") for number in range(1200)]
    assert store.record_poll(poll(*many)) == 1200
    assert len(store.known_items([each.id for each in many])) == 1200
    assert [each.id for each in store.items_of([each.id for each in reversed(many)])] == [
        each.id for each in reversed(many)
    ]


def test_hostile_characters_are_stored_with_offsets_kept(store: SqlStore) -> None:
    """A NUL stays in the text; half a surrogate pair becomes one question mark; neither breaks a column."""
    hostile = item("one", title="a\0b\ud800c", url="https://gazette.example/\0\udfff")
    assert store.record_poll(poll(hostile)) == 1
    stored = store.known_items(["one"])["one"]
    assert stored.title == "a\0b?c"
    assert len(stored.title) == len(hostile.title)


def test_force_claims_what_is_not_due_and_respects_leases(store: SqlStore) -> None:
    """A feed that is being polled stays with whoever polls it."""
    store.record_poll(poll(feed="a", next_due_at=NOW + 60 * MINUTE))
    assert store.claim_due_feeds(["a", "new"], now=NOW, lease=LEASE, limit=5, force=True) == [
        FeedState(feed="new", next_due_at=NOW),
        FeedState(feed="a", next_due_at=NOW + 60 * MINUTE),
    ]
    assert store.claim_due_feeds(["a"], now=NOW, lease=LEASE, limit=5, force=True) == []


def test_plans_are_changed_and_feeds_never_met_get_theirs(store: SqlStore) -> None:
    """The plan says when, by the state or its absence; the rest of a state, and its lease, stay."""
    state = FeedState(feed="a", next_due_at=NOW + 900 * MINUTE, items_seen=7, recent="abcdef")
    store.record_poll(replace(poll(), state=state))
    store.record_poll(poll(feed="b", next_due_at=NOW))
    store.claim_due_feeds(["b"], now=NOW, lease=LEASE, limit=1)
    seen: dict[str, FeedState | None] = {}

    def due_at(feed: str, known: FeedState | None) -> datetime:
        seen[feed] = known
        return NOW + {"a": 0.5, "b": 0, "new": 0.75}[feed] * MINUTE

    assert store.plan_feeds(["a", "b", "new"], due_at=due_at, lease_until=NOW + LEASE) == 2
    assert (seen["a"], seen["new"]) == (state, None)
    planned = replace(state, next_due_at=NOW + MINUTE / 2)
    assert store.feed_states()["a"] == planned
    assert store.claim_due_feeds(["a", "b", "new"], now=NOW, lease=LEASE, limit=5) == []
    assert store.claim_due_feeds(["a", "b", "new"], now=NOW + MINUTE / 2, lease=LEASE, limit=5) == [planned]
    assert store.claim_due_feeds(["new"], now=NOW + MINUTE * 0.75, lease=LEASE, limit=5) == [
        FeedState(feed="new", next_due_at=NOW + MINUTE * 0.75)
    ]


def test_leases_of_a_wrong_clock_are_cut_short(store: SqlStore) -> None:
    """A lease that ends in years ends when others do."""
    store.claim_due_feeds(["a"], now=NOW, lease=LEASE * 100_000, limit=1)
    store.plan_feeds(["a"], due_at=lambda feed, state: NOW, lease_until=NOW + LEASE)
    assert store.claim_due_feeds(["a"], now=NOW, lease=LEASE, limit=1) == []
    assert len(store.claim_due_feeds(["a"], now=NOW + LEASE, lease=LEASE, limit=1)) == 1


def assessed(store: SqlStore, *borders: str, now: datetime = NOW) -> None:
    """Every one of these borders is dirty, and is then clean."""
    for border in borders:
        assert store.lease_dirty_border(now=now, lease=LEASE, only=[border]) == border
        lease = store.case(border, now=now).lease
        store.record_outcome(Outcome(border=border, lease=lease, assessment=assessment(border)), now=now)


def test_a_withdrawn_item_dirties_what_its_reports_touch_until_it_is_restored(store: SqlStore) -> None:
    """The border's case names it from then on; doing it twice changes nothing; when it comes back, the border looks again."""
    read(store, report("one#0"), report("two#0", border="BO-CL"))
    assessed(store, "EC-PE", "BO-CL")
    later = NOW + 10 * MINUTE
    gone = replace(poll(last_polled_at=later), withdrawn=("one", "never"))
    store.record_poll(gone)
    assert store.case("EC-PE", now=later).withdrawn == ("one",)
    assert (store.case("EC-PE", now=NOW).withdrawn, store.case("BO-CL", now=later).withdrawn) == ((), ())
    assessed(store, "EC-PE", now=later)
    store.record_poll(gone)
    assert store.lease_dirty_border(now=later + MINUTE, lease=LEASE) is None
    store.record_poll(replace(poll(last_polled_at=later + MINUTE), restored=("one",)))
    assert store.case("EC-PE", now=later + MINUTE).withdrawn == ()
    assessed(store, "EC-PE", now=later + MINUTE)


def test_states_are_given_by_feed(store: SqlStore) -> None:
    """Of those that were ever met."""
    store.record_poll(poll(feed="a"))
    assert list(store.states_of(["a", "b"])) == ["a"]


def test_borders_of_a_side_that_is_heard_again_become_dirty(store: SqlStore) -> None:
    """All that the store knows of, and no other."""
    read(store, report("one#0"), report("two#0", border="BO-CL"))
    assessed(store, "EC-PE", "BO-CL")
    store.record_poll(replace(poll(last_polled_at=NOW), heard=("BR", "EC")))
    assessed(store, "EC-PE")
    assert store.lease_dirty_border(now=NOW, lease=LEASE) is None
