"""Which address of a feed is asked, and what goes along to it."""

from dataclasses import replace

from monitor.feeds import moves
from monitor.model.items import FeedState, NotModified
from monitor.model.secret import Secret
from tests.support.collect import NOON, feed

FEED = feed(url="https://north.test/old", headers=(("X-Key", Secret("k")),), basic_auth=(Secret("u"), Secret("p")))
FRESH = FeedState(feed=FEED.id, next_due_at=NOON)
NEW, FURTHER = "https://north.test/new", "https://north.test/further"


def seen(state: FeedState, *targets: str | None) -> FeedState:
    """The state after answers that were redirected for good to these."""
    for target in targets:
        state = moves.sighted(FEED, state, NotModified(moved_to=target))
    return state


def test_a_move_is_believed_at_the_third_sighting_in_a_row() -> None:
    """Until then, and again after an answer without a redirect, the configured address is asked."""
    assert moves.asked(FEED, seen(FRESH, NEW, NEW)).url == FEED.url
    assert moves.asked(FEED, seen(FRESH, NEW, NEW, NEW)).url == NEW
    assert moves.asked(FEED, seen(FRESH, NEW, NEW, None, NEW)).url == FEED.url
    assert moves.asked(FEED, seen(FRESH, NEW, NEW, FURTHER)).url == FEED.url


def test_the_new_address_stays_while_it_answers() -> None:
    """An answer from there says nothing of the old one; a further move is believed after three sightings from the old one."""
    moved = seen(FRESH, NEW, NEW, NEW)
    assert seen(moved, None, None) == moved
    assert moves.asked(FEED, seen(moved, FURTHER)).url == FEED.url
    assert moves.asked(FEED, seen(moved, FURTHER, FURTHER, FURTHER)).url == FURTHER


def test_the_configured_address_is_tried_when_the_new_one_fails() -> None:
    """And what it then says counts: here, that the feed is back."""
    failing = replace(seen(FRESH, NEW, NEW, NEW), failures=3)
    assert moves.asked(FEED, failing).url == FEED.url
    assert not moves.has_moved(FEED, replace(seen(failing, None), failures=0))


def test_a_configured_address_that_changes_forgets_the_move() -> None:
    """What was seen of another address says nothing of this one."""
    moved, corrected = seen(FRESH, NEW, NEW, NEW), replace(FEED, url="https://north.test/right")
    assert moves.asked(corrected, moved).url == corrected.url
    assert not moves.has_moved(corrected, moved)


def test_secrets_do_not_move_to_another_site() -> None:
    """They go along within the site only."""
    assert moves.asked(FEED, seen(FRESH, NEW, NEW, NEW)).headers == FEED.headers
    elsewhere = moves.asked(FEED, seen(FRESH, *["https://other.test/"] * 3))
    assert (elsewhere.url, elsewhere.headers, elsewhere.basic_auth) == ("https://other.test/", (), None)
