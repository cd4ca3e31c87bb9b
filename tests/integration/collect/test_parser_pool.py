"""Parsing children side by side: what is slow holds up nobody else, and known entries stay known over the wire."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from monitor.adapters.parser.pool import ParserPool
from monitor.adapters.parser.process import ParserLimits, ParserProcess
from monitor.model.items import Document, FailureKind, FetchFailure, ParsedFeed
from monitor.pipeline.ports import Trust
from tests.support.collect import Desk, parsed, rss

GOOD = rss("One", "Zwei", "سه", channel="<skipHours><hour>2</hour></skipHours>")
# The library's pattern for authors looks back over the whole text from each of its places.
ENDLESS = rss("Slow", extra=f"<author>{'a' * 300_000}</author>")


def document(body: bytes, url: str = "http://north.test/rss") -> Document:
    """A document of these bytes."""
    return Document(url=url, body=body, media_type="text/xml")


@pytest.fixture
async def pool() -> AsyncIterator[ParserPool]:
    """Three children with little patience."""
    pool = ParserPool(ParserLimits(wait=timedelta(seconds=2)))
    yield pool
    await pool.aclose()


def killed(result: object) -> bool:
    """Whether the document cost its child."""
    return isinstance(result, FetchFailure) and result.kind is FailureKind.PARSER_KILLED


async def test_known_entries_are_known_in_the_child(pool: ParserPool) -> None:
    """Marks go to the child and come back, and what is known isn't parsed."""
    first = await pool.parse(document(GOOD))
    assert first == parsed(GOOD)
    assert isinstance(first, ParsedFeed)
    again = await pool.parse(document(GOOD), first.marks[1:])
    assert again == parsed(GOOD, known_marks=first.marks[1:])


async def test_one_child_does_while_nothing_is_slow(pool: ParserPool) -> None:
    """The second is started when the first is busy, not before."""
    for _ in range(3):
        await pool.parse(document(GOOD))
    assert sum(child._child is not None for child in pool._children) == 1


async def test_documents_that_come_together_share_a_child(pool: ParserPool) -> None:
    """Fifty at once, as many as are fetched at a time, are one child's work."""
    assert await pool.parse(document(GOOD)) == parsed(GOOD)
    results = await asyncio.gather(*(pool.parse(document(GOOD, f"http://{n}.test/")) for n in range(50)))
    assert results == [parsed(GOOD)] * 50
    assert sum(child._child is not None for child in pool._children) == 1


async def test_a_slow_document_holds_up_no_other(pool: ParserPool) -> None:
    """While one child is stuck, the other answers."""
    slow = asyncio.create_task(pool.parse(document(ENDLESS, "http://slow.test/")))
    await asyncio.sleep(0)
    assert await pool.parse(document(GOOD)) == parsed(GOOD)
    assert not slow.done()
    assert killed(await slow)


async def test_those_that_were_slow_before_wait_for_one_another(pool: ParserPool) -> None:
    """Several feeds that brought children down can't keep all children busy at once."""
    slow = [asyncio.create_task(pool.parse(document(ENDLESS), trust=Trust.SUSPECT)) for _ in range(3)]
    await asyncio.sleep(0)
    assert await pool.parse(document(GOOD)) == parsed(GOOD)
    assert not all(task.done() for task in slow)
    for task in slow:
        task.cancel()
    await asyncio.gather(*slow, return_exceptions=True)
    assert await pool.parse(document(GOOD), trust=Trust.SUSPECT) == parsed(GOOD)


async def test_strangers_leave_a_child_to_those_that_are_known(pool: ParserPool) -> None:
    """However many feeds that nobody has met send what is slow, a proven one is answered meanwhile."""
    slow = [asyncio.create_task(pool.parse(document(ENDLESS, f"http://{n}.test/"))) for n in range(6)]
    await asyncio.sleep(0)
    for _ in range(5):
        assert await pool.parse(document(GOOD), trust=Trust.PROVEN) == parsed(GOOD)
    assert not all(task.done() for task in slow)
    for task in slow:
        task.cancel()
    await asyncio.gather(*slow, return_exceptions=True)


async def test_what_is_slow_leaves_the_processor_to_the_others() -> None:
    """It goes on at the lowest priority; its child, which can't come back from there, is replaced."""
    process = ParserProcess(ParserLimits(slow_after=timedelta(0)))
    assert await process.parse(document(GOOD)) == parsed(GOOD)
    child = process._child
    assert child is not None
    assert os.getpriority(os.PRIO_PROCESS, child.pid) == 19
    assert await process.parse(document(GOOD)) == parsed(GOOD)
    assert child.returncode is not None
    await process.aclose()


async def test_cancelled_while_a_child_starts_leaves_none_behind(pool: ParserPool) -> None:
    """The child that was starting is ended, and the next document meets another."""
    starting = asyncio.create_task(pool.parse(document(GOOD)))
    for _ in range(3):
        await asyncio.sleep(0)
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    assert starting.cancelled()
    assert all(child._child is None for child in pool._children)
    assert await pool.parse(document(GOOD)) == parsed(GOOD)


async def test_a_poll_parses_only_what_is_new() -> None:
    """The collector keeps the marks of the last document, and only unknown entries are asked about and stored."""
    desk = Desk()
    desk.answer(rss("One", "Two"))
    assert (await desk.collector().turn()).new_items == 2
    marks = desk.store.states["north-times"].entry_marks
    assert marks == parsed(rss("One", "Two")).marks
    desk.later(hours=1)
    desk.answer(rss("One", "Two", "Three"))
    assert (await desk.collector().turn()).new_items == 1
    assert [item.title for item in desk.store.polls[-1].items] == ["Three"]
    assert desk.store.states["north-times"].entry_marks[:2] == marks
    desk.later(hours=1)
    desk.answer(b"<html>busy</html>")
    await desk.collector().turn()
    assert len(desk.store.states["north-times"].entry_marks) == 3
