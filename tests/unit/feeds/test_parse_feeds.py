"""Parsing feed documents, honest and hostile, into entries of plain text."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.feeds import fields, parse
from monitor.model.items import Entry, FetchFailure, ParsedFeed
from tests.corpus.feeds.cases import CASES, ENTRY, Case, atom, rss, titled
from tests.support.collect import parsed


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_corpus_comes_to_what_it_says(case: Case) -> None:
    """Each document of the corpus is read, or refused, as its case says."""
    result = parse.parse(case.body, media_type=case.media_type, charset=case.charset, url="http://north.test/rss")
    if case.failure:
        assert isinstance(result, FetchFailure)
        assert result.kind == case.failure
        return
    assert isinstance(result, ParsedFeed), result
    first = result.entries[0]
    assert (first.title, first.link) == (case.title, case.link)
    assert bool(result.degraded) is case.degraded, result.degraded
    assert case.summary is None or first.summary == case.summary


def test_an_entry_holds_what_the_feed_wrote() -> None:
    """Identifier, dates as written, text and content apart, the source that an aggregator names."""
    body = rss(
        "<item><title>T</title><guid isPermaLink='false'>g</guid><link>http://north.test/a?utm_source=rss</link>"
        "<pubDate>Sun, 04 May 2031 10:00:00 PKT</pubDate><description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description>"
        "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[<p>One, two<br>three</p>]]></content:encoded>"
        "<source url='https://south.test'>The South</source></item>"
    )
    (entry,) = parsed(body.encode()).entries
    assert entry == Entry(
        guid="g",
        link="http://north.test/a",
        title="T",
        summary="One\nTwo",
        content="One, two\nthree",
        published="Sun, 04 May 2031 10:00:00 PKT",
        source_url="https://south.test/",
        source_name="The South",
    )


TWO_ENTRIES = (
    rss(ENTRY + ENTRY.replace("g1", "g2").replace("Two", "Three")).encode(),
    atom(
        "<title>One</title><summary>A</summary><id>1</id></entry><entry><title>Two</title><summary>B &amp; C</summary>"
    ),
)


@pytest.mark.parametrize("body", TWO_ENTRIES, ids=["rss", "atom"])
def test_half_an_entry_is_none(body: bytes) -> None:
    """However a document is cut off, each of its entries is one of the whole document's, to the letter."""
    whole = parsed(body).entries
    for length in range(len(body)):
        cut = parse.parse(body[:length], media_type=None, charset=None, url="http://north.test/rss")
        assert isinstance(cut, FetchFailure) or set(cut.entries) <= set(whole), body[:length]


def test_a_content_that_repeats_the_summary_is_left_out() -> None:
    """The same text isn't kept twice."""
    (entry,) = parsed(atom("<title>T</title><summary>Same</summary><content>Same</content>")).entries
    assert (entry.summary, entry.content) == ("Same", "")


def test_languages_are_those_of_the_entry_and_the_document() -> None:
    """xml:lang and language elements come through in lower case."""
    feed = parsed(atom('<title xml:lang="UR">T</title>', ' xml:lang="en-GB"'))
    assert (feed.language, feed.entries[0].language) == ("en-gb", "ur")


@pytest.mark.parametrize(
    ("channel", "ttl"),
    [
        ("<ttl>45</ttl>", timedelta(minutes=45)),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", timedelta(minutes=15)),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", None),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", timedelta(days=1)),
        ("", None),
    ],
)
def test_the_publishers_wish_is_read(channel: str, ttl: timedelta | None) -> None:
    """ttl in minutes, or the syndication module's period over its frequency."""
    head = '<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>F</title>'
    assert parsed(f"{head}{channel}{ENTRY}</channel></rss>".encode()).ttl == ttl


def test_titles_texts_and_entries_have_an_end() -> None:
    """Nobody fills our disk: what is longer than any honest feed is cut, and said."""
    long = rss(
        f"<item><title>{'t' * 5_000}</title><description>{'w ' * 30_000}</description></item>"
        + ENTRY * (fields.MAX_ENTRIES + 99)
    )
    feed = parsed(long.encode())
    assert len(feed.entries) == fields.MAX_ENTRIES
    assert feed.degraded == "2100 entries, 2000 taken"
    assert len(feed.entries[0].title) == fields.MAX_TITLE
    assert fields.MAX_TEXT - 2 <= len(feed.entries[0].summary) <= fields.MAX_TEXT


def test_an_identifier_stays_as_written() -> None:
    """It isn't resolved like a link, so it doesn't change with the feed's address; nor is a word taken for a link."""
    (entry,) = parsed(rss("<item><title>T</title><guid>7</guid></item>").encode()).entries
    assert (entry.guid, entry.link) == ("7", None)


@pytest.mark.parametrize("written", ["{}", "file://{}", "http://north.test/"])
def test_bytes_that_look_like_a_path_are_not_opened(written: str, tmp_path: Path) -> None:
    """A document is only ever its own bytes, even where the path is that of a feed."""
    kept = tmp_path / "kept.xml"
    kept.write_text(titled("Of this machine"), encoding="utf-8")
    body = written.format(kept).encode()
    result = parse.parse(body, media_type=None, charset=None, url="http://north.test/rss")
    assert isinstance(result, FetchFailure)


def test_the_original_address_stands_before_the_redirecting_one() -> None:
    """A redistributor's link is passed over for the one it was made from."""
    body = titled("T").replace(
        "<guid>",
        "<f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>http://north.test/o</f:origLink><guid>",
    )
    assert parsed(body.encode()).entries[0].link == "http://north.test/o"


def test_a_page_in_place_of_the_feed_is_named() -> None:
    """The commonest silent failure says what came instead."""
    result = parse.parse(
        b"<html><head><title>Log in &amp; go</title>", media_type="text/html", charset=None, url="http://north.test/"
    )
    assert isinstance(result, FetchFailure)
    assert result.detail == "an HTML page titled 'Log in & go'"
