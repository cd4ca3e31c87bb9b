"""Entries become items: identity, owner, titles, dates."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.feeds import normalize
from monitor.model.items import Entry, Item
from monitor.model.outlets import FeedKind
from monitor.model.times import Precision
from tests.support.collect import NOON, feed, outlet

NORTH, SOUTH = outlet("north", zone="Asia/Karachi"), outlet("south")
BY_HOST = {"north.test": NORTH, "south.test": SOUTH}
ENTRY = Entry(guid="g", link="https://www.north.test/a", title="Shots at the river", summary="Two hurt.")
QUERY = feed("query", "https://search.test/rss?q=x", kind=FeedKind.QUERY, outlet="search")
FOUND = Entry(
    guid="q",
    link="https://search.test/go/1",
    title="Shots at the river - The South Times",
    source_url="https://m.south.test",
    source_name="The South Times",
)


def item(entry: Entry, **fields: object) -> Item:
    """The entry as an item of the north, unless told otherwise."""
    given = {"feed": feed(), "outlet": NORTH, "outlets_by_host": BY_HOST, "seen_at": NOON}
    return normalize.normalize(entry, **(given | fields))


def test_an_entry_has_one_identity_in_all_feeds_of_its_outlet() -> None:
    """The identifier decides, whatever the feed or the text."""
    other = item(replace(ENTRY, title="Shots at the river (updated)"), feed=feed("world"))
    assert other.id == item(ENTRY).id
    assert other.content_hash != item(ENTRY).content_hash
    assert len(other.id) == 16


def test_no_other_outlet_can_take_an_identity() -> None:
    """The same identifier from another outlet is another item."""
    assert item(ENTRY, outlet=SOUTH).id != item(ENTRY).id


def test_an_identifier_that_repeats_in_a_document_is_not_one() -> None:
    """Then address and identifier decide together; without address, the text."""
    entries = [
        ENTRY,
        replace(ENTRY, link="https://north.test/b"),
        replace(ENTRY, link=None),
        replace(ENTRY, link=None, title="Other"),
    ]
    repeated = normalize.repeated_guids(entries)
    assert repeated == {"g"}
    assert len({item(entry, repeated_guids=repeated).id for entry in entries}) == 4


def test_without_identifier_the_canonical_address_decides() -> None:
    """Tracking, mobile and AMP forms are the same item."""
    plain = replace(ENTRY, guid=None)
    assert item(replace(plain, link="http://m.north.test/a/amp?utm_source=x")).id == item(plain).id


def test_without_identifier_and_address_the_text_decides() -> None:
    """The same text is the same item, another text another."""
    bare = Entry(title="T", content="C")
    assert item(bare).id == item(bare).id != item(replace(bare, content="D")).id


def test_a_running_number_after_the_identifier_is_a_revision_and_no_new_item() -> None:
    """Some publishers count revisions in the identifier; a counted story is still the story."""
    first, second = (replace(ENTRY, guid=f"https://north.test/a#{n}") for n in (0, 1))
    assert item(first).id == item(second).id
    assert normalize.repeated_guids([first, replace(second, link="https://north.test/b")]) == {"https://north.test/a"}


def test_a_found_item_belongs_to_the_outlet_that_the_aggregator_names() -> None:
    """While the link stays with the aggregator, its word on the source counts; the suffix and the repeated summary go."""
    found = item(replace(FOUND, summary="Shots at the river The South Times"), feed=QUERY)
    assert (found.outlet, found.title, found.summary) == ("south", "Shots at the river", "")


def test_a_found_item_that_links_elsewhere_belongs_to_where_it_links() -> None:
    """Grades go by the host, never by a name in the text: a claimed source can't lend its grade to another host's page."""
    assert item(replace(FOUND, link="https://north.test/a"), feed=QUERY).outlet == "north"
    assert item(replace(FOUND, link="https://blog.example/a"), feed=QUERY).outlet == "unknown"
    assert item(replace(FOUND, source_url="https://notsouth.test"), feed=QUERY).outlet == "unknown"


@pytest.mark.parametrize("suffix", [" - The South Times", " | the south times", " – south.test"])
def test_the_outlets_name_after_a_found_title_goes(suffix: str) -> None:
    """By any dash, in any case, by name or by host."""
    found = replace(FOUND, title=f"Shots - again{suffix}", source_name=None)
    assert item(found, feed=QUERY).title == "Shots - again"


def test_an_own_title_keeps_what_looks_like_a_suffix() -> None:
    """Only aggregators append names."""
    assert item(replace(ENTRY, title="Shots - The North Times")).title == "Shots - The North Times"


def test_dates_without_zone_are_in_the_outlets_zone() -> None:
    """Ten o'clock in the outlet's zone; a found item's aggregator writes UTC."""
    dated = replace(ENTRY, published="Sun, 04 May 2031 10:00:00")
    assert item(dated).published_at == datetime(2031, 5, 4, 5, tzinfo=UTC)
    assert item(replace(FOUND, published=dated.published), feed=QUERY).published_at == datetime(
        2031, 5, 4, 10, tzinfo=UTC
    )


def test_no_date_is_never_now() -> None:
    """A missing, senseless or future date is unknown; an update stands in for a missing publication."""
    for written in (None, "yesterday", "Sun, 04 May 2031 12:16:00 GMT"):
        undated = item(replace(ENTRY, published=written))
        assert (undated.published_at, undated.published_precision) == (None, Precision.UNKNOWN)
    updated = item(replace(ENTRY, published="yesterday", updated="2031-05-04T11:00:00Z"))
    assert updated.published_at == NOON - timedelta(hours=1)


def test_our_word_on_the_language_stands_before_the_feeds() -> None:
    """Configuration, entry, document, in this order; regions are dropped."""
    assert item(ENTRY, feed=feed(language="fa"), document_language="en-us").language == "fa"
    assert item(replace(ENTRY, language="UR_PK"), document_language="en-us").language == "ur"
    assert item(ENTRY, document_language="en-us").language == "en"
    assert item(ENTRY, document_language="12").language is None


def test_a_text_without_title_is_titled_by_its_first_line() -> None:
    """Messengers write no titles."""
    assert item(Entry(guid="g", content="First line\nSecond")).title == "First line"
