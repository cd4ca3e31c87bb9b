"""Hubs that push: a real one on loopback, asked, believed when it signs, and never trusted to be the only way."""

import hashlib
import hmac
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http import HTTPStatus
from itertools import count
from pathlib import Path
from urllib.parse import parse_qsl

import httpx
import pytest

from monitor.adapters.http.fetch import HttpFetcher
from monitor.adapters.store import SqlStore, open_store
from monitor.adapters.web import hub_calls
from monitor.adapters.web.listener import Listener, Request, Response
from monitor.feeds import websub
from monitor.model.pushes import Push
from monitor.model.work import Pushed, Work
from monitor.pipeline.collect import Collector
from monitor.pipeline.push import Pushes
from tests.support.collect import NOON, Desk, feed, outlet, rss
from tests.support.servers import feed_server

TOPIC = "https://north.test/topic"


@dataclass
class Hub:
    """Takes requests, calls back, publishes."""

    asked: list[dict[str, str]] = field(default_factory=list)
    status: HTTPStatus = HTTPStatus.ACCEPTED

    async def handle(self, request: Request) -> Response:
        """A request to subscribe."""
        self.asked.append(dict(parse_qsl(request.body.decode())))
        return Response(status=self.status)

    async def verify(self, **changed: str) -> httpx.Response:
        """Asks whether the last request was meant."""
        asked = self.asked[-1]
        query = {
            "hub.mode": "subscribe",
            "hub.topic": asked["hub.topic"],
            "hub.challenge": "c-1",
            "hub.lease_seconds": "86400",
        }
        return await self._call(
            "GET", params=query | {name.replace("_", "."): value for name, value in changed.items()}
        )

    async def publish(self, body: bytes, *, secret: str | None = None, method: str = "sha256") -> httpx.Response:
        """Sends a document, signed by what we were told, or by ``secret``."""
        key = (secret or self.asked[-1]["hub.secret"]).encode()
        signature = hmac.new(key, body, getattr(hashlib, method)).hexdigest()
        return await self._call("POST", content=body, headers={"X-Hub-Signature": f"{method}={signature}"})

    async def _call(self, method: str, **fields: object) -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False) as client:
            return await client.request(method, self.asked[-1]["hub.callback"], **fields)  # type: ignore[arg-type]


@dataclass
class Newsroom:
    """A feed with a hub, a real store, and everything in between."""

    hub: Hub
    desk: Desk
    store: SqlStore
    collector: Collector
    pushes: Pushes

    async def polled(self, *titles: str) -> None:
        """The feed is asked and lists these."""
        links = f"<link xmlns='http://www.w3.org/2005/Atom' rel='self' href='{TOPIC}'/>"
        links += f"<link xmlns='http://www.w3.org/2005/Atom' rel='hub' href='{self.address}'/>"
        self.desk.answer(rss(*titles, channel=links))
        await self.collector.turn(["north-times"], force=True)

    @property
    def address(self) -> str:
        """Of the hub."""
        return f"http://127.0.0.1:{self.port}/hub"

    port: int = 0

    def titles(self) -> set[str]:
        """What is stored."""
        return {item.title for item in self.store.unread_items(limit=100)}


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """Two listeners, of the hub and of ours."""
    desk, hub = Desk(feeds=(feed(slowest=timedelta(minutes=40)),), outlets=(outlet(),)), Hub()
    store, names = open_store(f"sqlite:///{tmp_path}/push.db", now=NOON), count()
    collector = desk.collector(store=store)
    pushes = Pushes(
        store=store,
        hubs=HttpFetcher(clock=desk.clock, allow_hosts=frozenset({"127.0.0.1"})),
        parser=desk.parser,
        intake=collector.intake,
        clock=desk.clock,
        feeds=desk.feeds,
        address="",
        token=lambda: f"{next(names):032}",
        key=b"k" * 32,
    )
    async with AsyncExitStack() as stack:
        theirs = Listener(handle=hub.handle, most_bytes=10_000)
        ours = Listener(handle=hub_calls.handler(pushes), most_bytes=20_000)
        port = await stack.enter_async_context(theirs.listening("127.0.0.1", 0))
        pushes.address = f"http://127.0.0.1:{await stack.enter_async_context(ours.listening('127.0.0.1', 0))}/in"
        yield Newsroom(hub, desk, store, collector, pushes, port)
    store.close()


async def test_what_a_hub_pushes_is_there_at_once_and_is_not_new_to_the_next_poll(newsroom: Newsroom) -> None:
    """Asked, verified, believed; then the feed is polled at its slowest, and the poll brings only what was not pushed."""
    await newsroom.polled("One")
    assert await newsroom.pushes.turn() == 1
    (asked,) = newsroom.hub.asked
    assert (asked["hub.mode"], asked["hub.topic"]) == ("subscribe", TOPIC)
    assert ((await newsroom.hub.verify()).status_code, (await newsroom.hub.verify()).text) == (200, "c-1")
    told: list[Work] = []
    newsroom.pushes.tell = told.append
    assert (await newsroom.hub.publish(rss("Two"))).status_code == 202
    assert newsroom.titles() == {"One", "Two"}
    assert told == [Pushed(feed="north-times", items=1)]
    await newsroom.polled("Three", "Two", "One")
    (state,) = newsroom.store.states_of(["north-times"]).values()
    assert (state.items_seen, newsroom.titles()) == (3, {"One", "Two", "Three"})
    assert state.next_due_at - NOON > timedelta(minutes=35)
    assert [push.until for push in newsroom.store.pushes()] == [NOON + timedelta(days=1)]


async def test_a_part_of_a_feed_says_nothing_of_the_rest(newsroom: Newsroom) -> None:
    """Marks, validators and what is listed stay those of the last document."""
    await newsroom.polled(*(f"Story {n}" for n in range(8)))
    await newsroom.pushes.turn()
    (before,) = newsroom.store.states_of(["north-times"]).values()
    await newsroom.hub.publish(rss("Story 1"), method="sha512")
    await newsroom.hub.publish(rss("Story 9"), method="sha1")
    (after,) = newsroom.store.states_of(["north-times"]).values()
    assert (after.listed, after.entry_marks, after.body_hash) == (before.listed, before.entry_marks, before.body_hash)
    assert (after.items_seen, after.missing) == (9, ())


@pytest.mark.parametrize(("secret", "method"), [("guessed", "sha256"), ("guessed", "sha1"), (None, "md5")])
async def test_what_is_not_signed_rightly_is_counted_and_dropped(
    newsroom: Newsroom, secret: str | None, method: str
) -> None:
    """With an answer that doesn't tell whether the signature was right."""
    await newsroom.polled("One")
    await newsroom.pushes.turn()
    assert (await newsroom.hub.publish(rss("Forged"), secret=secret, method=method)).status_code == 202
    assert newsroom.titles() == {"One"}
    assert [push.forged for push in newsroom.store.pushes()] == [1]


async def test_nobody_is_told_what_was_not_asked_for(newsroom: Newsroom) -> None:
    """Another topic, an unknown address, a request to unsubscribe, another method: not found; too much: refused unread."""
    await newsroom.polled("One")
    await newsroom.pushes.turn()
    wrong = [{"hub_topic": "https://else.test/"}, {"hub_mode": "unsubscribe"}, {"hub_challenge": ""}]
    assert {(await newsroom.hub.verify(**one)).status_code for one in wrong} == {404}
    assert newsroom.store.pushes()[0].until is None
    async with httpx.AsyncClient(trust_env=False) as client:
        address = newsroom.hub.asked[-1]["hub.callback"]
        assert (await client.post(address[:-1] + "x", content=b"<rss/>")).status_code == 404
        assert (await client.get(newsroom.pushes.address + "/metrics")).status_code == 404
        assert (await client.put(address, content=b"")).status_code == 405
        assert (await client.post(address, content=b"x" * 30_000)).status_code == 413
    assert newsroom.titles() == {"One"}


async def test_a_hub_that_refuses_is_asked_again_later_and_one_that_keeps_its_word_is_asked_to_go_on(
    newsroom: Newsroom,
) -> None:
    """Polling goes on as ever meanwhile; a lease is renewed before it ends; a denial is remembered with its reason."""
    newsroom.hub.status = HTTPStatus.SERVICE_UNAVAILABLE
    await newsroom.polled("One")
    asked = []
    for _ in range(30):
        asked.append(await newsroom.pushes.turn())
        newsroom.desk.later(minutes=20)
    assert 2 <= sum(asked) <= 4
    assert newsroom.store.pushes()[0].detail.startswith("http_status: 503")
    newsroom.hub.status = HTTPStatus.ACCEPTED
    newsroom.desk.later(days=1)
    assert await newsroom.pushes.turn() == 1
    await newsroom.hub.verify()
    newsroom.desk.later(hours=18)
    assert await newsroom.pushes.turn() == 0
    newsroom.desk.later(hours=2)
    assert await newsroom.pushes.turn() == 1
    assert (await newsroom.hub.verify(hub_mode="denied", hub_reason="no such topic")).status_code == 200
    assert newsroom.store.pushes()[0].detail == "no such topic"


async def test_a_hub_named_in_headers_counts_before_one_in_the_document() -> None:
    """Link headers, several in one, in either form of quoting; a hub without the feed's own name is none."""
    async with feed_server() as server:
        links = '</hub>; rel="hub", <https://north.test/self>; rel=self, <https://x.test>; rel="preconnect"'
        server.reply("/rss", rss("One"), Link=links)
        fetcher = HttpFetcher(clock=Desk().clock, allow_hosts=frozenset({"127.0.0.1"}))
        desk = Desk(feeds=(feed(url=server.url("/rss")),))
        await desk.collector(fetcher=fetcher).turn()
        assert desk.store.states["north-times"].hub == (server.url("/hub"), "https://north.test/self")
    assert websub.advertised(websub.links("<https://hub.test>; rel=hub")) is None


async def test_a_hub_on_the_local_network_or_in_the_clear_is_not_asked() -> None:
    """A feed can't make us talk to our own network, nor tell a secret to everybody."""
    fetcher, form = HttpFetcher(clock=Desk().clock), {"hub.mode": "subscribe"}
    refused: Sequence[object] = [await fetcher.ask(hub, form) for hub in ("https://127.0.0.1/", "http://hub.test/")]
    assert [getattr(one, "kind", None) for one in refused] == ["refused_address", "bad_url"]


def test_a_promise_is_kept_within_bounds() -> None:
    """Hubs may promise seconds or centuries, and nonsense."""
    push = Push(feed="f", hub="h", topic="t", token="a", key="k", asked_at=NOON)
    query = {"hub.mode": "subscribe", "hub.topic": "t", "hub.challenge": "c"}
    for said, days in (("0", 0), ("999999999999", 30), ("soon", 10), ("-1", 10)):
        answer = websub.heard(push, query | {"hub.lease_seconds": said}, now=NOON)
        assert answer is not None
        assert (answer[1].until - NOON).days == days  # type: ignore[operator]
    assert not websub.is_due(replace(push, until=NOON + timedelta(days=10)), ("h", "t"), now=NOON + timedelta(days=7))
    assert websub.is_due(replace(push, until=NOON + timedelta(days=10)), ("h", "t"), now=NOON + timedelta(days=9))


async def test_what_signs_follows_from_a_key_that_the_store_never_sees(newsroom: Newsroom, tmp_path: Path) -> None:
    """The secret stands nowhere in the database; with another key the hub is asked anew, under another address."""
    await newsroom.polled("One")
    await newsroom.pushes.turn()
    newsroom.store.close()
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("push.db*"))  # noqa: ASYNC240 - nothing else runs
    (asked,) = newsroom.hub.asked
    assert asked["hub.callback"].rpartition("/")[2].encode() in stored
    assert asked["hub.secret"].encode() not in stored
    newsroom.pushes.key = b"another"
    newsroom.desk.later(minutes=10)
    assert await newsroom.pushes.turn() == 1
    assert newsroom.hub.asked[1]["hub.callback"] != asked["hub.callback"]
    assert newsroom.hub.asked[1]["hub.secret"] != asked["hub.secret"]
