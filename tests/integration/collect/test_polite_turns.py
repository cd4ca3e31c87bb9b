"""Turns over days: feeds that move, change their identifiers, heat up, break and recover; clocks that are wrong."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from monitor.adapters.clock import VirtualClock
from monitor.adapters.http.fetch import HttpFetcher
from monitor.model.items import FailureKind, FeedCondition, FetchFailure, NotModified, Validators
from monitor.model.secret import Secret
from monitor.pipeline.collect import Collector, CollectTurn
from tests.support.collect import NOON, Desk, feed, outlet, rss
from tests.support.servers import FeedServer, lead_here

MINUTE = timedelta(minutes=1)
FAILED = FetchFailure(kind=FailureKind.TIMEOUT, detail="no complete answer within 30 s")


def over_http(desk: Desk, **fields: object) -> Collector:
    """A collector that really asks."""
    fetcher = HttpFetcher(clock=desk.clock, allow_hosts=frozenset({"feed.test", "new.test"}), resolver=lead_here)
    return desk.collector(fetcher=fetcher, **fields)


async def turns(collector: Collector, desk: Desk, count: int, **wait: float) -> list[CollectTurn]:
    """Some turns, with time between them."""
    done = []
    for _ in range(count):
        done.append(await collector.turn())
        desk.later(**(wait or {"minutes": 31}))
    return done


async def test_a_feed_that_moved_is_followed_and_asked_at_its_new_address(server: FeedServer) -> None:
    """Three polls go by the old address, the fourth to the new one; the move is told once; secrets stay behind."""
    desk = Desk(feeds=(feed(url=server.url("/old", "feed.test"), headers=(("X-Key", Secret("k")),)),))
    server.reply("/old", status="301 Moved", Location=server.url("/new", "new.test"))
    server.conditional("/new", rss("One"), '"v"')
    with capture_logs() as logs:
        done = await turns(over_http(desk), desk, 5)
    assert [path for path, _ in server.requests] == ["/old", "/new"] * 3 + ["/new"] * 2
    assert [turn.not_modified for turn in done] == [0, 1, 1, 1, 1]
    assert {"x-key" in headers for path, headers in server.requests if path == "/new"} == {False}
    told = [log for log in logs if log["event"] == "feed_condition_changed"]
    assert [(log["now"], log["moved_to"]) for log in told] == [("moved", server.url("/new", "new.test"))]


async def test_a_new_address_that_breaks_leads_back_to_the_old_one(server: FeedServer) -> None:
    """Three failures there, and the configured address is asked again: here the feed is back."""
    desk = Desk(feeds=(feed(url=server.url("/old", "feed.test")),))
    collector = over_http(desk)
    server.reply("/old", status="308 Moved", Location="/new")
    server.reply("/new", rss("One"))
    await turns(collector, desk, 3)
    server.reply("/new", status="404 Not Found")
    await turns(collector, desk, 3, hours=7)
    server.reply("/old", rss("One", "Two"))
    assert (await turns(collector, desk, 1))[0].new_items == 1
    assert [path for path, _ in server.requests][-2:] == ["/new", "/old"]
    assert desk.store.states["north-times"].moved_to is None


async def test_a_feed_that_changes_all_identifiers_brings_only_what_is_new() -> None:
    """Known entries aren't stored again, now or later; it is told once."""
    titles = [f"Story {number}" for number in range(10)]
    desk = Desk()
    collector = desk.collector()
    desk.answer(rss(*titles))
    await turns(collector, desk, 1)
    desk.answer(rss(*titles, "Fresh news").replace(b"id-", b"tag:new,"))
    with capture_logs() as logs:
        done = await turns(collector, desk, 1)
        desk.answer(rss(*titles[3:], "Fresh news", "More news").replace(b"id-", b"tag:new,"))
        done += await turns(collector, desk, 1)
    assert [turn.new_items for turn in done] == [1, 1]
    assert sorted(item.title for item in desk.store.items.values()) == sorted([*titles, "Fresh news", "More news"])
    assert [log["now"] for log in logs if log["event"] == "feed_condition_changed"] == ["re_keyed"]
    assert desk.store.states["north-times"].told is FeedCondition.RE_KEYED


async def test_a_busy_feed_whose_entries_are_all_new_loses_nothing() -> None:
    """New titles under new identifiers are news, however many."""
    desk = Desk()
    collector = desk.collector()
    desk.answer(rss(*(f"Old {n}" for n in range(20))))
    await turns(collector, desk, 1)
    desk.answer(rss(*(f"New {n}" for n in range(20))).replace(b"north.test/", b"north.test/n"))
    assert (await turns(collector, desk, 1))[0].new_items == 20


async def test_a_broken_feed_rings_once_when_it_breaks_and_once_when_it_is_back() -> None:
    """However long it takes, it is never abandoned: no wait is longer than six hours and its spread. What is then old is silence."""
    desk = Desk()
    collector = desk.collector()
    desk.answer(rss("One"))
    await turns(collector, desk, 1)
    desk.fetcher.answers["north-times"] = FAILED
    with capture_logs() as logs:
        done = await turns(collector, desk, 40, hours=6.5)
        desk.fetcher.answers["north-times"] = NotModified()
        done += await turns(collector, desk, 3, hours=6.5)
    assert [turn.polled for turn in done] == [1] * 43
    told = [log for log in logs if log["event"] == "feed_condition_changed"]
    assert [(log["was"], log["now"]) for log in told] == [("ok", "failing"), ("failing", "stale")]
    assert {log["log_level"] for log in told} == {"warning"}
    assert told[0]["why"] == FAILED.detail


async def test_feeds_of_a_border_that_heats_up_are_asked_twice_as_often() -> None:
    """By the borders that a feed names, else by its outlet's state; the others keep their interval."""
    heat: set[str] = set()
    feeds = (
        feed("of-border", borders=("EC-PE",)),
        feed("of-other", "http://b.test/", borders=("CO-EC",)),
        feed("at-home", "http://c.test/", outlet="lima"),
        feed("elsewhere", "http://d.test/", outlet="oslo"),
    )
    outlets = (outlet("north"), outlet("lima", country="PE"), outlet("oslo", country="NO"))
    desk = Desk(feeds=feeds, outlets=outlets)
    desk.fetcher.answers = {f.id: NotModified() for f in feeds}
    collector = desk.collector(hot_borders=lambda: heat)
    await turns(collector, desk, 2, minutes=10)
    desk.fetcher.asked.clear()
    heat.add("EC-PE")
    await turns(collector, desk, 20, minutes=1)
    asked = [name for name, _ in desk.fetcher.asked]
    assert asked.count("of-border") >= 7
    assert asked.count("at-home") >= 7
    assert asked.count("of-other") <= 5
    assert asked.count("elsewhere") <= 5


async def test_a_border_that_heats_up_does_not_wait_for_plans_of_quiet_times() -> None:
    """A feed that is due in twenty minutes is asked within half its interval."""
    heat: set[str] = set()
    desk = Desk(feeds=(feed(borders=("EC-PE",)),))
    desk.fetcher.answers["north-times"] = NotModified(max_age=timedelta(hours=9))
    collector = desk.collector(hot_borders=lambda: heat)
    await collector.turn()
    heat.add("EC-PE")
    desk.later(minutes=2)
    await collector.turn()
    desk.later(minutes=2.5)
    await collector.turn()
    assert len(desk.fetcher.asked) == 2


async def test_named_feeds_are_polled_whether_due_or_not() -> None:
    """By force, each once, also when there are more of them than are claimed at once; a leased one is left to its holder."""
    feeds = [feed(f"f{n}", f"http://h{n}.test/") for n in range(45)]
    desk = Desk(feeds=feeds)
    desk.fetcher.answers = {f.id: NotModified() for f in feeds}
    collector = desk.collector(concurrency=2)
    await collector.turn()
    desk.fetcher.asked.clear()
    desk.store.leases["f7"] = NOON + 5 * MINUTE
    named = [f.id for f in feeds[:41]]
    assert (await collector.turn(named, force=True)).polled == 40
    assert sorted(name for name, _ in desk.fetcher.asked) == sorted(set(named) - {"f7"})
    assert (await collector.turn(["f1"])).polled == 0


async def test_a_first_start_with_many_feeds_meets_them_within_two_minutes() -> None:
    """One after the other, each once; a few feeds are met at once, and so are all when somebody waits for it."""
    feeds = [feed(f"f{n}", f"http://h{n}.test/") for n in range(600)]

    def desk() -> Desk:
        fresh = Desk(feeds=feeds)
        fresh.fetcher.answers = {f.id: NotModified() for f in feeds}
        return fresh

    started = desk()
    done = await turns(started.collector(spread_first=True), started, 25, seconds=5)
    polled = [turn.polled for turn in done]
    assert sum(polled) == 600
    assert max(polled) < 40
    assert (await desk().collector(spread_first=True).turn(at_once=True)).polled == 600
    few = desk()
    few.feeds = feeds[:10]
    assert (await few.collector(spread_first=True).turn()).polled == 10


async def test_a_restart_polls_what_is_due_and_nothing_else() -> None:
    """The next times are in the store; a new process keeps to them."""
    desk = Desk(feeds=(feed("a"), feed("b", "http://b.test/")))
    desk.fetcher.answers = {"a": NotModified(), "b": NotModified(max_age=timedelta(minutes=20))}
    await desk.collector(spread_first=True).turn()
    desk.later(minutes=6)
    assert (await desk.collector(spread_first=True).turn()).polled == 1


class AnyClock(VirtualClock):
    """A clock that somebody sets, also back."""

    def set(self, *, hours: float) -> None:
        """By so many hours, either way."""
        self._now = self.now() + timedelta(hours=hours)


@pytest.mark.parametrize("hours", [-0.5, -3, -24 * 365 * 10, 24 * 365 * 10])
@pytest.mark.parametrize("restarted", [False, True])
async def test_a_clock_that_is_set_neither_stops_nor_floods_polling(hours: float, restarted: bool) -> None:
    """After the change each feed is asked once soon, and then in its rhythm, in this process or in a new one."""
    feeds = [feed(f"f{n}", f"http://h{n}.test/") for n in range(8)]
    clock = AnyClock(NOON)
    desk = Desk(feeds=feeds, clock=clock)
    desk.fetcher.answers = {f.id: NotModified() for f in feeds}
    desk.fetcher.answers["f7"] = FAILED
    collector = desk.collector()
    for _ in range(10):
        await collector.turn()
        desk.later(minutes=1)
    clock.set(hours=hours)
    collector = desk.collector() if restarted else collector
    desk.fetcher.asked.clear()
    for _ in range(15):
        await collector.turn()
        desk.later(minutes=1)
    for name in [f.id for f in feeds[:7]]:
        assert 2 <= [asked for asked, _ in desk.fetcher.asked].count(name) <= 5
    assert 1 <= [asked for asked, _ in desk.fetcher.asked].count("f7") <= 5


async def test_a_lease_of_the_future_does_not_hold_for_ever() -> None:
    """A process that died while the clock ran ahead leaves leases that end in years: they end as others do."""
    desk = Desk()
    desk.answer(rss("One"))
    desk.store.leases["north-times"] = NOON + timedelta(days=3_650)
    collector = desk.collector()
    assert (await collector.turn()).polled == 0
    desk.later(minutes=11)
    assert (await collector.turn()).polled == 1


async def test_the_limit_for_one_host_can_be_set() -> None:
    """A host of one's own may be asked by more at a time."""
    feeds = [feed(f"n{n}", f"http://news.test/{n}") for n in range(12)]
    desk, most = Desk(feeds=feeds), [0]
    running: set[str] = set()

    class Counting:
        async def fetch(self, feed: object, validators: Validators) -> NotModified:
            running.add(feed.id)  # type: ignore[attr-defined]
            most[0] = max(most[0], len(running))
            await asyncio.sleep(0)
            running.discard(feed.id)  # type: ignore[attr-defined]
            return NotModified()

    assert (await desk.collector(fetcher=Counting(), per_host=5).turn()).polled == 12
    assert most[0] == 5


async def test_the_rhythm_is_learned_from_the_first_document() -> None:
    """A feed that brings something every two hours is asked every twenty minutes from then on."""
    desk = Desk()
    body = rss(*(f"Story {n}" for n in range(8)))
    for n in range(8):
        body = body.replace(
            b"04 May 2031 10:00", f"{4 if n < 6 else 3:02} May 2031 {(10 - 2 * n) % 24:02}:01".encode(), 1
        )
    desk.answer(body)
    await desk.collector().turn()
    state = desk.store.states["north-times"]
    assert len(state.item_times) == 8
    assert replace(state, last_polled_at=None).next_due_at == NOON + 15 * MINUTE
