"""Turns of the collector: what is stored, what is asked again, and what one feed can do to another."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from monitor.adapters.http.fetch import FetchLimits, HttpFetcher
from monitor.adapters.parser.pool import ParserPool
from monitor.adapters.parser.process import ParserLimits
from monitor.errors import StoreError
from monitor.model.items import FailureKind, FeedState, FetchFailure, FetchOutcome, NotModified, PollRecord, Validators
from monitor.model.outlets import Feed, FeedKind
from monitor.pipeline import journal
from monitor.pipeline.collect import PER_HOST, CollectTurn
from tests.support.collect import NOON, Desk, MemoryStore, feed, outlet, rss
from tests.support.servers import feed_server, lead_here


async def test_a_first_turn_stores_the_items_and_makes_the_baseline() -> None:
    """Everything of a first document is stored with state, validators and the next time, in one transaction."""
    desk = Desk()
    desk.answer(rss("One", "Two"), validators=Validators(etag='"a"'))
    assert await desk.collector().turn() == CollectTurn(polled=1, new_items=2)
    (poll,) = desk.store.polls
    assert [item.title for item in poll.items] == ["One", "Two"]
    assert poll.state.baseline_done
    assert poll.state.validators == Validators(etag='"a"')
    assert poll.state.items_seen == 2
    assert poll.state.next_due_at > NOON
    assert poll.state.last_item_at == NOON - timedelta(hours=2)


async def test_a_feed_is_not_asked_before_it_is_due() -> None:
    """A turn right after a turn asks nobody; one after the rhythm asks again, with the validators."""
    desk = Desk()
    desk.answer(rss("One"), validators=Validators(etag='"a"'))
    collector = desk.collector()
    await collector.turn()
    assert await collector.turn() == CollectTurn()
    desk.later(minutes=6)
    desk.fetcher.answers["north-times"] = NotModified(validators=Validators(etag='"a"'))
    assert await collector.turn() == CollectTurn(polled=1, not_modified=1)
    assert desk.fetcher.asked[-1] == ("north-times", Validators(etag='"a"'))


async def test_the_same_bytes_are_not_parsed_again() -> None:
    """A server that knows no validators sends the same document each time: that costs no parsing."""
    desk = Desk()
    desk.answer(rss("One"))
    collector = desk.collector()
    await collector.turn()
    desk.later(minutes=6)
    assert await collector.turn() == CollectTurn(polled=1, not_modified=1)
    assert desk.parser.parsed == 1


async def test_a_changed_text_is_a_revision_and_an_unchanged_one_is_nothing() -> None:
    """The new text is handed over under the old identity, with the time at which it was seen; the store counts the revision."""
    desk = Desk()
    desk.answer(rss("One", "Two", extra="<description>four dead</description>"))
    collector = desk.collector()
    await collector.turn()
    desk.later(minutes=6)
    desk.answer(rss("One", "Two", extra="<description>four dead</description>").replace(b"four", b"five", 1))
    assert (await collector.turn()).new_items == 1
    (revised,) = desk.store.polls[-1].items
    assert (revised.id in {item.id for item in desk.store.polls[0].items}, revised.summary) == (True, "five dead")
    assert revised.seen_at == desk.clock.now()


async def test_two_feeds_of_one_outlet_do_not_revise_each_other() -> None:
    """A story cut differently in a second feed is the same item, and stays as it first came."""
    desk = Desk(feeds=(feed("home"), feed("world", "http://north.test/world")))
    desk.answer(rss("One", extra="<description>long</description>"), "home")
    desk.answer(rss("One", extra="<description>short</description>"), "world")
    collector = desk.collector(concurrency=1)
    assert (await collector.turn()).new_items == 1
    desk.later(minutes=6)
    desk.answer(rss("One", extra="<description>short </description>"), "world")
    assert (await collector.turn()).new_items == 0
    (item,) = desk.store.items.values()
    assert (item.feed, item.summary, item.revision) == ("home", "long", 0)


async def test_a_failure_is_recorded_and_loses_nothing() -> None:
    """What was known of the feed stays; failures count, and the next try comes later."""
    desk = Desk()
    desk.answer(rss("One"), validators=Validators(etag='"a"'))
    collector = desk.collector(tell=journal.note)
    await collector.turn()
    desk.later(minutes=6)
    gone = FetchFailure(kind=FailureKind.TIMEOUT, detail="no complete answer within 30 s")
    desk.fetcher.answers["north-times"] = gone
    with capture_logs() as logs:
        turn = await collector.turn()
    assert turn == CollectTurn(polled=1, failures=1, failed=(("north-times", gone),))
    state = desk.store.states["north-times"]
    assert (state.failures, state.last_failure, state.validators) == (1, gone, Validators(etag='"a"'))
    assert [(log["event"], log["log_level"], log["outcome"]) for log in logs] == [("poll", "warning", "timeout")]


async def test_an_unreadable_document_is_a_failure_and_is_fetched_in_full_again() -> None:
    """Validators and hash of a document that couldn't be parsed are not kept."""
    desk = Desk()
    desk.answer(b"<html><title>Blocked</title>", validators=Validators(etag='"bad"'))
    turn = await desk.collector().turn()
    assert [failure.kind for _, failure in turn.failed] == [FailureKind.NOT_A_FEED]
    state = desk.store.states["north-times"]
    assert (state.validators, state.body_hash, state.baseline_done) == (Validators(), None, False)


async def test_a_bug_in_one_feed_stops_no_other() -> None:
    """What nobody expected is logged once with its trace, recorded as a bug of ours, and backed off from."""
    desk = Desk(feeds=(feed("broken"), feed("north-times")))
    desk.fetcher.answers["broken"] = ZeroDivisionError("oops")
    desk.answer(rss("One"))
    with capture_logs() as logs:
        turn = await desk.collector().turn()
    assert (turn.polled, turn.new_items, turn.failures) == (2, 1, 1)
    assert [log["feed"] for log in logs if log["event"] == "collect.bug"] == ["broken"]
    state = desk.store.states["broken"]
    assert state.last_failure == FetchFailure(kind=FailureKind.BUG, detail="ZeroDivisionError: oops")
    assert state.next_due_at > NOON


async def test_a_store_that_can_not_be_used_ends_the_turn() -> None:
    """A locked database is no fault of the feed: the turn ends with the error, and no feed is blamed."""

    class Locked(MemoryStore):
        def record_poll(self, poll: PollRecord) -> int:
            raise StoreError("the database is locked")

    desk = Desk(store=Locked())
    desk.answer(rss("One"))
    with pytest.raises(StoreError, match="locked"):
        await desk.collector().turn()
    assert desk.store.states == {}


async def test_only_the_feeds_asked_for_are_polled() -> None:
    """A turn can be limited to some feeds."""
    desk = Desk(feeds=(feed("a"), feed("b")))
    desk.answer(rss("One"), "b")
    assert (await desk.collector().turn(["b"])).polled == 1
    assert [name for name, _ in desk.fetcher.asked] == ["b"]


class CountingFetcher:
    """Counts how many ask one host at a time, and all together."""

    def __init__(self) -> None:
        self.now: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self.most_of_all = 0

    async def fetch(self, feed: Feed, validators: Validators) -> FetchOutcome:
        """A little while, then nothing new."""
        host = feed.url.split("/")[2]
        self.now[host] = self.now.get(host, 0) + 1
        self.most[host] = max(self.most.get(host, 0), self.now[host])
        self.most_of_all = max(self.most_of_all, sum(self.now.values()))
        for _ in range(3):
            await asyncio.sleep(0)
        self.now[host] -= 1
        return NotModified()


async def test_no_host_is_asked_by_more_than_two_at_a_time() -> None:
    """Many feeds of one host wait for each other, and leave the other places to other hosts."""
    feeds = [feed(f"news-{n}", f"http://news.test/{n}") for n in range(20)]
    feeds += [feed(f"f{n}", f"http://h{n}.test/") for n in range(20)]
    fetcher = CountingFetcher()
    turn = await Desk(feeds=feeds).collector(fetcher=fetcher, concurrency=6).turn()
    assert turn.polled == 40
    assert fetcher.most["news.test"] == PER_HOST
    assert fetcher.most_of_all == 6


async def test_more_feeds_than_are_claimed_at_once_are_all_polled() -> None:
    """A turn goes on claiming until nothing is due, each feed once."""
    feeds = [feed(f"f{n}", f"http://h{n}.test/") for n in range(55)]
    desk = Desk(feeds=feeds)
    desk.fetcher.answers = {f.id: NotModified() for f in feeds}
    assert (await desk.collector(concurrency=2).turn()).polled == 55
    assert len({name for name, _ in desk.fetcher.asked}) == 55


async def test_a_claim_that_ran_out_while_waiting_is_left_to_the_next_turn() -> None:
    """When the first feed took longer than the lease allows, the second is not polled on a lease that may be another's."""
    desk = Desk(feeds=(feed("a"), feed("b")))

    class Slow(CountingFetcher):
        async def fetch(self, feed: Feed, validators: Validators) -> FetchOutcome:
            desk.later(minutes=6)
            return NotModified()

    collector = desk.collector(fetcher=Slow(), concurrency=1)
    assert (await collector.turn()).polled == 1
    desk.later(minutes=6)
    assert "b" not in desk.store.states
    assert (await collector.turn()).polled >= 1


async def test_a_cancelled_turn_leaves_nothing_running() -> None:
    """Whoever stops the turn stops its polls."""
    cancelled: list[str] = []

    class Hanging(CountingFetcher):
        async def fetch(self, feed: Feed, validators: Validators) -> FetchOutcome:
            try:
                await asyncio.Event().wait()
            finally:
                cancelled.append(feed.id)
            return NotModified()

    turn = asyncio.create_task(Desk(feeds=(feed("a"), feed("b"))).collector(fetcher=Hanging()).turn())
    for _ in range(5):
        await asyncio.sleep(0)
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    assert sorted(cancelled) == ["a", "b"]


async def test_the_store_is_called_where_it_is_told() -> None:
    """Every call of the store goes through the injected caller."""
    called: list[str] = []

    async def call(fn: Callable[..., object], /, *args: object, **kwargs: object) -> object:
        called.append(fn.__name__)
        return fn(*args, **kwargs)

    desk = Desk()
    desk.answer(rss("One"))
    await desk.collector(call=call).turn()
    assert called == ["plan_feeds", "claim_due_feeds", "known_items", "record_poll"]


async def test_a_query_gives_its_items_to_the_outlets_that_they_link_to() -> None:
    """An aggregator's item belongs to the outlet of the host it names; the suffix goes, the grade follows."""
    query = feed("query", "https://search.test/rss?q=border", kind=FeedKind.QUERY, outlet="search")
    desk = Desk(feeds=(query,), outlets=(outlet("north"), outlet("search")))
    entry = (
        "<item><title>Shots at the river - The North Times</title><guid>g</guid><link>https://search.test/go/1</link>"
        "<source url='https://www.north.test'>The North Times</source></item>"
    )
    desk.answer(f"<rss version='2.0'><channel><title>q</title>{entry}</channel></rss>".encode(), "query")
    await desk.collector().turn()
    (item,) = desk.store.items.values()
    assert (item.title, item.outlet) == ("Shots at the river", "north")


async def test_one_bad_feed_cannot_hold_up_the_others() -> None:
    """Beside a drip, a bomb, a loop, a page and a document that kills its parser, a good feed comes through."""
    async with feed_server() as server:
        server.drip("/drip")
        server.reply("/bomb", b"x" * 500_000)
        server.reply("/loop", status="302 Found", Location="/loop")
        server.reply("/page", b"<!doctype html><title>Log in</title>")
        server.reply("/endless", rss("Slow", extra=f"<author>{'a' * 200_000}</author>"))
        server.reply("/good", rss("One", "Two"))
        paths = ["drip", "bomb", "loop", "page", "endless", "good"]
        feeds = [feed(path, server.url(f"/{path}", f"{path}.test")) for path in paths]

        desk = Desk(feeds=feeds)
        fetcher = HttpFetcher(
            clock=desk.clock,
            limits=FetchLimits(total=timedelta(seconds=2), raw_bytes=300_000),
            allow_hosts=frozenset(f"{path}.test" for path in paths),
            resolver=lead_here,
        )
        parser = ParserPool(ParserLimits(wait=timedelta(seconds=1)))
        turn = await desk.collector(fetcher=fetcher, parser=parser).turn()
        await parser.aclose()
    assert {name: failure.kind for name, failure in turn.failed} == {
        "drip": FailureKind.TIMEOUT,
        "bomb": FailureKind.TOO_LARGE,
        "loop": FailureKind.REDIRECTS,
        "page": FailureKind.NOT_A_FEED,
        "endless": FailureKind.PARSER_KILLED,
    }
    assert turn.new_items == 2


def test_an_unknown_feed_has_a_fresh_state() -> None:
    """The store in memory does as the port says: who was never polled is due."""
    (state,) = MemoryStore().claim_due_feeds(["new"], now=NOON, lease=timedelta(minutes=1), limit=5)
    assert state == FeedState(feed="new", next_due_at=NOON)
