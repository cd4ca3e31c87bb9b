"""Fetching with what an operator configured for one feed: secrets, a proxy; and what servers say beyond the document."""

import asyncio
import base64
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import brotli
import pytest
from backports import zstd

from monitor.adapters.clock import VirtualClock
from monitor.adapters.http import decode
from monitor.adapters.http.fetch import FetchLimits, HttpFetcher
from monitor.model.items import Document, FailureKind, FetchFailure, FetchOutcome, NotModified, Validators
from monitor.model.secret import Secret
from tests.support.collect import NOON, feed, rss
from tests.support.servers import FeedServer, feed_server, lead_here

LIMITS = FetchLimits(raw_bytes=200_000, decoded_bytes=400_000)
BODY = rss("One", "Two")
KEY, USER, PASSWORD = Secret("s3cr3t-key"), Secret("desk"), Secret("pässword:x")
PRIVATE = {"headers": (("X-Key", KEY), ("User-Agent", Secret("Odd/1.0"))), "basic_auth": (USER, PASSWORD)}


async def fetch(url: str, validators: Validators | None = None, **fields: object) -> FetchOutcome:
    """One fetch of one feed."""
    fetcher = HttpFetcher(
        clock=VirtualClock(NOON),
        limits=LIMITS,
        allow_hosts=frozenset({"feed.test", "other.test"}),
        resolver=lead_here,
    )
    return await fetcher.fetch(feed(url=url, **fields), validators or Validators())


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("br", brotli.compress(BODY)),
        ("zstd", zstd.compress(BODY)),
        ("zstd", zstd.compress(BODY[:60]) + zstd.compress(BODY[60:])),
    ],
)
async def test_br_and_zstd_are_asked_for_and_unpacked(server: FeedServer, encoding: str, body: bytes) -> None:
    """Where their libraries are installed, they are offered; zstd also in several frames."""
    server.reply("/", body, Content_Encoding=encoding)
    outcome = await fetch(server.url("/", "feed.test"))
    assert isinstance(outcome, Document)
    assert (outcome.body, outcome.encoding) == (BODY, encoding)
    assert server.requests[0][1]["accept-encoding"] == "gzip, deflate, br, zstd"


@pytest.mark.parametrize(
    ("encoding", "body", "kind"),
    [
        ("br", brotli.compress(b"\0" * 4_000_000), FailureKind.TOO_LARGE),
        ("zstd", zstd.compress(b"\0" * 4_000_000), FailureKind.TOO_LARGE),
        ("br", brotli.compress(BODY)[:-20], FailureKind.BAD_ENCODING),
        ("zstd", zstd.compress(BODY)[:-20], FailureKind.BAD_ENCODING),
        ("zstd", b"no zstd at all", FailureKind.BAD_ENCODING),
        ("zstd", zstd.compress(b"") * 100, FailureKind.BAD_ENCODING),
        ("zstd, br", b"whatever", FailureKind.BAD_ENCODING),
    ],
    ids=["br-bomb", "zstd-bomb", "br-cut-off", "zstd-cut-off", "no-zstd", "many-frames", "double"],
)
async def test_bombs_in_them_are_refused_without_being_unpacked(
    server: FeedServer, encoding: str, body: bytes, kind: FailureKind
) -> None:
    """The limits are those of the others, and so is the memory."""
    server.reply("/", body, Content_Encoding=encoding)
    tracemalloc.start()
    outcome = await fetch(server.url("/", "feed.test"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(outcome, FetchFailure)
    assert outcome.kind is kind
    assert peak < 2_000_000


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
async def test_a_body_is_the_same_however_it_is_cut(encoding: str) -> None:
    """Byte by byte or at once, through every decompressor."""
    import gzip
    import zlib

    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}[encoding](
        BODY
    )
    limits = decode.BodyLimits(raw_bytes=10_000, decoded_bytes=len(BODY))

    async def cut(size: int) -> AsyncIterator[bytes]:
        for start in range(0, len(packed), size):
            yield packed[start : start + size]

    for size in (1, 7, len(packed)):
        assert await decode.read_body(cut(size), encoding, limits) == BODY
    tight = decode.BodyLimits(raw_bytes=10_000, decoded_bytes=len(BODY) - 1)
    with pytest.raises(decode.BodyTooLargeError):
        await decode.read_body(cut(7), encoding, tight)


async def test_permanent_redirects_are_told_as_far_as_they_are_unbroken(server: FeedServer) -> None:
    """301 and 308 in a row lead to a new address; what comes after a temporary one is no move."""
    server.reply("/a", status="301 Moved", Location="/b")
    server.reply("/b", status="308 Moved", Location=server.url("/c", "feed.test"))
    server.reply("/c", status="302 Found", Location="/d")
    server.reply("/d", status="301 Moved", Location="/e")
    server.reply("/e", BODY)
    server.reply("/t", status="307 Later", Location="/b")
    moved = await fetch(server.url("/a", "feed.test"))
    assert isinstance(moved, Document)
    assert (moved.moved_to, moved.url) == (server.url("/c", "feed.test"), server.url("/e", "feed.test"))
    elsewhere = await fetch(server.url("/t", "feed.test"))
    assert isinstance(elsewhere, Document)
    assert elsewhere.moved_to is None


async def test_a_move_is_told_with_a_304_too(server: FeedServer) -> None:
    """Validators go along on every hop."""
    server.reply("/a", status="301 Moved", Location="/b")
    server.conditional("/b", BODY, '"v"')
    outcome = await fetch(server.url("/a", "feed.test"), Validators(etag='"v"'))
    assert outcome == NotModified(validators=Validators(etag='"v"'), moved_to=server.url("/b", "feed.test"))


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        ({"Expires": "Sun, 04 May 2031 12:07:00 GMT"}, 7),
        ({"Expires": "Sun, 04 May 2031 12:07:00 GMT", "Date": "Sun, 04 May 2031 12:05:00 GMT"}, 2),
        ({"Expires": "Sun, 04 May 2031 12:07:00 GMT", "Cache-Control": "max-age=180"}, 3),
        ({"Expires": "Sun, 04 May 2031 12:07:00 GMT", "Cache-Control": "no-cache"}, None),
        ({"Expires": "0"}, None),
        ({"Expires": "Sun, 04 May 2031 11:07:00 GMT"}, None),
        ({"Cache-Control": "public, max-age=600", "Age": "240"}, 6),
        ({"Cache-Control": "max-age=600", "Age": "old"}, 10),
        ({"Cache-Control": "max-age=600", "Age": "601", "Expires": "Sun, 04 May 2031 12:07:00 GMT"}, None),
        ({"Cache-Control": "max-age=0"}, None),
        ({"Cache-Control": 'max-age="120", must-revalidate'}, 2),
    ],
)
@pytest.mark.parametrize("status", ["200 OK", "304 Not Modified"])
async def test_expires_is_heard_where_cache_control_is_silent(
    server: FeedServer, headers: dict[str, str], minutes: int | None, status: str
) -> None:
    """Counted from the server's own clock where it tells it, less the time in caches; nonsense and the past say nothing."""
    server.reply("/", BODY if status == "200 OK" else b"", status=status, **headers)
    outcome = await fetch(server.url("/", "feed.test"), Validators(etag='"v"'))
    assert isinstance(outcome, Document | NotModified)
    assert outcome.max_age == (None if minutes is None else timedelta(minutes=minutes))


async def test_headers_and_password_go_to_the_feeds_own_site(server: FeedServer) -> None:
    """Also after a redirect within it; a header of one's own takes the place of ours."""
    server.reply("/", status="302 Found", Location="/b")
    server.reply("/b", BODY)
    assert isinstance(await fetch(server.url("/", "feed.test"), **PRIVATE), Document)
    for _, headers in server.requests:
        assert headers["x-key"] == "s3cr3t-key"
        assert headers["user-agent"] == "Odd/1.0"
        assert base64.b64decode(headers["authorization"].removeprefix("Basic ")).decode() == "desk:pässword:x"


async def test_they_do_not_go_anywhere_else(server: FeedServer) -> None:
    """Another host, or another port of the same one, gets none of them, and neither gets a host that leads back."""
    async with feed_server() as second:
        server.reply("/", status="301 Moved", Location=server.url("/x", "other.test"))
        server.reply("/x", status="301 Moved", Location=second.url("/y", "feed.test"))
        second.reply("/y", BODY)
        assert isinstance(await fetch(server.url("/", "feed.test"), **PRIVATE), Document)
        asked = [headers for _, headers in (*server.requests, *second.requests)]
    assert ["x-key" in headers for headers in asked] == [True, False, False]
    assert ["authorization" in headers for headers in asked] == [True, False, False]


@pytest.mark.parametrize("way", [None, Secret("http://me:hidden@127.0.0.1:1")])
async def test_no_failure_shows_a_secret(server: FeedServer, way: Secret | None) -> None:
    """Neither what the library says of a header that can't be sent, nor the feed's own form for debugging."""
    private = {"headers": (("X-Key", Secret("two\nlines")),), "basic_auth": (USER, PASSWORD), "proxy": way}
    outcome = await fetch(server.url("/", "feed.test"), **private)
    assert isinstance(outcome, FetchFailure)
    shown = f"{outcome!r} {feed(**private)!r} {feed(**private)}"
    assert not any(secret in shown for secret in ("two", "lines", "desk", "pässword", "hidden"))


@asynccontextmanager
async def proxy() -> AsyncIterator[tuple[int, list[str]]]:
    """A proxy for plain requests; it answers itself and keeps what it was asked."""
    asked: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
        if "Proxy-Authorization" in asked[-1] or "proxy-authorization" in asked[-1]:
            writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(BODY)}\r\n\r\n".encode() + BODY)
        else:
            writer.write(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield listening.sockets[0].getsockname()[1], asked
    finally:
        listening.close()
        await listening.wait_closed()


async def test_a_proxy_gets_the_request_and_its_password() -> None:
    """The proxy looks the name up; nothing is asked of our own resolver."""
    async with proxy() as (port, asked):
        outcome = await fetch("http://far.example/rss", proxy=Secret(f"http://me:word@127.0.0.1:{port}"))
        refused = await fetch("http://far.example/rss", proxy=Secret(f"http://127.0.0.1:{port}"))
        tunnel = await fetch("https://far.example/rss", proxy=Secret(f"http://127.0.0.1:{port}"))
    assert isinstance(outcome, Document)
    assert outcome.body == BODY
    assert asked[0].startswith("GET http://far.example:80/rss HTTP/1.1") or asked[0].startswith(
        "GET http://far.example/rss HTTP/1.1"
    )
    assert isinstance(refused, FetchFailure)
    assert refused.status == 407
    assert isinstance(tunnel, FetchFailure)
    assert tunnel.kind is FailureKind.CONNECT
    assert tunnel.detail.startswith("the proxy refused: 407")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "intranet", "printer.local", "[::1]", "10.0.0.1"]
)
async def test_not_even_a_proxy_leads_into_the_local_network(host: str) -> None:
    """Names and numbers that are local by their form are refused before the proxy is asked."""
    async with proxy() as (port, asked):
        outcome = await fetch(f"http://{host}/rss", proxy=Secret(f"http://me:word@127.0.0.1:{port}"))
    assert isinstance(outcome, FetchFailure)
    assert (outcome.kind, asked) == (FailureKind.REFUSED_ADDRESS, [])


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\n", "not proper HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-Pad: 1\r\n" * 20_000 + b"\r\n", "not proper HTTP"),
        (b"rubbish\r\n\r\n", "not proper HTTP"),
        (b"HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\nx", "206"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", "204"),
        (b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n", "301"),
    ],
    ids=["long-header", "many-headers", "rubbish", "partial", "no-content", "nowhere"],
)
async def test_odd_answers_are_refused_in_clear_words(server: FeedServer, raw: bytes, words: str) -> None:
    """The reason says what was wrong with the answer."""
    server.send("/", raw)
    outcome = await fetch(server.url("/", "feed.test"))
    assert isinstance(outcome, FetchFailure)
    assert words in outcome.detail


async def test_an_address_that_nobody_may_see_is_called(server: FeedServer) -> None:
    """Any good answer will do and is not read; what fails names neither the address nor the server's words, and redirects lead nowhere."""
    secret = "/s3cr3t"
    fetcher = HttpFetcher(clock=VirtualClock(NOON), allow_hosts=frozenset({"127.0.0.1"}))
    server.reply(secret, status="204 No Content")
    assert await fetcher.ping(Secret(server.url(secret))) is None
    assert [path for path, _ in server.requests] == [secret]
    server.reply(secret, status="302 Found", Location=server.url("/elsewhere"))
    moved = await fetcher.ping(Secret(server.url(secret)))
    assert moved == FetchFailure(kind=FailureKind.HTTP_STATUS, status=302)
    assert len(server.requests) == 2
    for address in (
        server.url(secret, host="localhost"),
        "https://no.such.host.invalid/s3cr3t",
        "ftp://127.0.0.1/s3cr3t",
    ):
        for failure in (await fetcher.ping(Secret(address)), await fetcher.can_ping(Secret(address))):
            assert failure is not None
            assert failure.detail == ""
    assert await fetcher.can_ping(Secret(server.url(secret))) is None
    assert len(server.requests) == 2
