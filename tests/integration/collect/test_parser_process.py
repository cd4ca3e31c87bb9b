"""The parsing child: what it answers, and what becomes of documents that would hold it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from monitor.adapters.parser.process import ParserLimits, ParserProcess
from monitor.feeds.opml import Subscription
from monitor.model.items import Document, FailureKind, FetchFailure, ParsedFeed
from tests.support.collect import parsed, rss

GOOD = rss("One", "Zwei", "سه", channel="<ttl>30</ttl><language>en</language>")
# The library's pattern for authors looks back over the whole text from each of its places.
ENDLESS = rss("Slow", extra=f"<author>{'a' * 300_000}</author>")


def document(body: bytes) -> Document:
    """A document of these bytes."""
    return Document(url="http://north.test/rss", body=body, media_type="text/xml")


@pytest.fixture
async def parser() -> AsyncIterator[ParserProcess]:
    """A parser with little patience."""
    process = ParserProcess(ParserLimits(wait=timedelta(seconds=1)))
    yield process
    await process.aclose()


async def test_the_child_answers_what_the_parser_says(parser: ParserProcess) -> None:
    """Feeds and failures come over the wire unchanged, one child for all of them."""
    assert await parser.parse(document(GOOD)) == parsed(GOOD)
    first = parser._child
    failure = await parser.parse(document(b"<html><title>Blocked</title>"))
    assert failure == FetchFailure(kind=FailureKind.NOT_A_FEED, detail="an HTML page titled 'Blocked'")
    assert parser._child is first


async def test_a_document_that_takes_for_ever_costs_its_child_and_nothing_else(parser: ParserProcess) -> None:
    """The child is killed, the document is told as PARSER_KILLED, and the next one meets a new child."""
    slow = await parser.parse(document(ENDLESS))
    assert slow == FetchFailure(kind=FailureKind.PARSER_KILLED, detail="not parsed within 1 s")
    assert isinstance(await parser.parse(document(GOOD)), ParsedFeed)


async def test_a_list_of_subscriptions_is_read_in_the_child_too(parser: ParserProcess) -> None:
    """Also one that isn't well-formed; one that would hold the child is given up; a feed is parsed by the same child before and after."""
    feeds = b"<opml><body><outline text=News><outline type=rss title='Dawn' xmlUrl='https://dawn.test/rss' language=en>"
    found = (Subscription(url="https://dawn.test/rss", title="Dawn", group="News", language="en"),)
    assert await parser.parse(document(GOOD)) == parsed(GOOD)
    assert await parser.subscriptions(feeds) == found
    assert await parser.subscriptions(b"<html>nothing</html>") == ()
    assert await parser.parse(document(GOOD)) == parsed(GOOD)


async def test_a_child_that_died_is_replaced(parser: ParserProcess) -> None:
    """Whoever killed the child, the next document is parsed."""
    await parser.parse(document(GOOD))
    assert parser._child is not None
    parser._child.kill()
    await parser._child.wait()
    assert isinstance(await parser.parse(document(GOOD)), ParsedFeed)


async def test_memory_has_an_end() -> None:
    """A child without room to work goes down alone."""
    parser = ParserProcess(ParserLimits(wait=timedelta(seconds=5), memory_bytes=120 * 1024 * 1024))
    result = await parser.parse(document(b"<rss version='2.0'><channel><title>" + b"x" * 60_000_000))
    await parser.aclose()
    assert isinstance(result, FetchFailure)
    assert result.kind in {FailureKind.PARSER_KILLED, FailureKind.MALFORMED}


async def test_a_child_serves_only_so_many_documents() -> None:
    """After its share a child is replaced."""
    parser = ParserProcess(ParserLimits(documents=1))
    await parser.parse(document(GOOD))
    first = parser._child
    await parser.parse(document(GOOD))
    assert parser._child is not first
    await parser.aclose()


async def test_a_cancelled_document_leaves_no_answer_behind(parser: ParserProcess) -> None:
    """Who asks next gets the answer to the own question."""
    await parser.parse(document(GOOD))
    waiting = asyncio.create_task(parser.parse(document(ENDLESS)))
    while not parser._turn.locked():  # noqa: ASYNC110 - a lock tells nobody
        await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    other = rss("Another")
    assert await parser.parse(document(other)) == parsed(other)


async def test_documents_wait_for_one_another(parser: ParserProcess) -> None:
    """Asked for several at a time, the child takes them one by one, and each gets its own."""
    bodies = [rss(f"Number {n}") for n in range(8)]
    results = await asyncio.gather(*(parser.parse(document(body)) for body in bodies))
    assert results == [parsed(body) for body in bodies]
