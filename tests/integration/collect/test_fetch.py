"""Fetching from real servers on loopback, honest and hostile."""

import asyncio
import gzip
import socket
import ssl
import tracemalloc
import zlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.adapters.clock import VirtualClock
from monitor.adapters.http import hops
from monitor.adapters.http.fetch import FetchLimits, HttpFetcher
from monitor.adapters.http.hops import RefusedError
from monitor.model.items import Document, FailureKind, FetchFailure, FetchOutcome, NotModified, Validators
from tests.support.collect import NOON, feed, rss
from tests.support.servers import FeedServer, feed_server

LIMITS = FetchLimits(raw_bytes=200_000, decoded_bytes=400_000)
"""Small documents; time as there is by default, since a busy machine may stand still for a second."""
BODY = rss("One", "Two")


async def lead_here(host: str, port: int) -> Sequence[str]:
    """Every name leads to this machine; one to two machines, of which the first doesn't answer."""
    return ("127.0.0.2", "127.0.0.1") if host == "half.test" else ("127.0.0.1",)


def fetcher(**fields: object) -> HttpFetcher:
    """A fetcher that is allowed to visit feed.test and half.test on this machine."""
    parts = {
        "limits": LIMITS,
        "allow_hosts": frozenset({"feed.test", "half.test"}),
        "resolver": lead_here,
        "contact": "desk@example.org",
    }
    return HttpFetcher(clock=VirtualClock(NOON), **(parts | fields))


async def fetch(url: str, validators: Validators | None = None, **fields: object) -> FetchOutcome:
    """One fetch of one address."""
    return await fetcher(**fields).fetch(feed(url=url), validators or Validators())


async def failure(url: str, **fields: object) -> FetchFailure:
    """The failure that fetching this address ends with."""
    outcome = await fetch(url, **fields)
    assert isinstance(outcome, FetchFailure), outcome
    return outcome


async def test_brings_the_document_and_what_makes_the_next_request_conditional(server: FeedServer) -> None:
    """A plain answer brings bytes, type, charset, validators and max-age."""
    server.reply(
        "/",
        BODY,
        Content_Type="Text/XML; Charset=UTF-8",
        ETag='"a"',
        Last_Modified="Sun, 04 May 2031 10:00:00 GMT",
        Cache_Control="public, max-age=600",
        Date="Sun, 04 May 2031 11:58:00 GMT",
    )
    outcome = await fetch(server.url("/", "feed.test"))
    assert outcome == Document(
        url=server.url("/", "feed.test"),
        body=BODY,
        media_type="text/xml",
        charset="utf-8",
        validators=Validators(etag='"a"', last_modified="Sun, 04 May 2031 10:00:00 GMT"),
        max_age=timedelta(minutes=10),
        answered_at=NOON - timedelta(minutes=2),
    )
    _, headers = server.requests[0]
    assert headers["host"] == f"feed.test:{server.port}"
    assert headers["user-agent"].startswith("border-monitor/")
    assert "desk@example.org" in headers["user-agent"]
    assert not {"cookie", "if-none-match"} & set(headers)


async def test_what_has_not_changed_is_not_sent_again(server: FeedServer) -> None:
    """With validators the server may answer 304, and they are kept."""
    server.conditional("/", BODY, '"v1"')
    first = await fetch(server.url("/", "feed.test"))
    assert isinstance(first, Document)
    second = await fetch(server.url("/", "feed.test"), first.validators)
    assert second == NotModified(validators=first.validators)


async def test_a_304_that_nobody_asked_for_is_a_failure(server: FeedServer) -> None:
    """Without a conditional request there is nothing that could be unchanged."""
    server.send("/", b"HTTP/1.1 304 Not Modified\r\n\r\n")
    assert (await failure(server.url("/", "feed.test"))).status == 304


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(BODY)),
        ("gzip", gzip.compress(BODY[:50]) + gzip.compress(BODY[50:])),
        ("gzip", gzip.compress(BODY) + b"\0" * 9),
        ("x-gzip, identity", gzip.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
        ("identity", BODY),
    ],
)
async def test_unpacks_what_servers_pack(server: FeedServer, encoding: str, body: bytes) -> None:
    """gzip (also in several members), deflate of both kinds, and identity come out as the document."""
    server.reply("/", body, Content_Encoding=encoding)
    outcome = await fetch(server.url("/", "feed.test"))
    assert isinstance(outcome, Document)
    assert outcome.body == BODY


@pytest.mark.parametrize(
    ("encoding", "body", "kind"),
    [
        ("gzip", gzip.compress(b"\0" * 4_000_000), FailureKind.TOO_LARGE),
        ("deflate", zlib.compress(b"\0" * 4_000_000), FailureKind.TOO_LARGE),
        ("gzip, gzip", gzip.compress(gzip.compress(b"\0" * 4_000_000)), FailureKind.BAD_ENCODING),
        ("br", b"whatever", FailureKind.BAD_ENCODING),
        ("gzip", b"not gzip at all", FailureKind.BAD_ENCODING),
        ("gzip", gzip.compress(BODY)[:-20], FailureKind.BAD_ENCODING),
        ("gzip", gzip.compress(b"") * 100, FailureKind.BAD_ENCODING),
        ("identity", b"x" * 300_000, FailureKind.TOO_LARGE),
    ],
    ids=["bomb", "deflate-bomb", "double-gzip", "brotli", "no-gzip", "cut-off", "many-members", "large"],
)
async def test_a_bomb_is_refused_without_being_unpacked(
    server: FeedServer, encoding: str, body: bytes, kind: FailureKind
) -> None:
    """What grows past a limit, or is packed in an unknown way, is refused, and takes no memory to speak of."""
    server.reply("/", body, Content_Encoding=encoding)
    tracemalloc.start()
    outcome = await failure(server.url("/", "feed.test"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outcome.kind is kind
    assert peak < 2_000_000


async def test_a_server_that_drips_is_left_after_the_total_time(server: FeedServer) -> None:
    """A byte now and then keeps no one: the whole fetch has one time limit."""
    server.drip("/")
    outcome = await failure(server.url("/", "feed.test"), limits=FetchLimits(total=timedelta(seconds=0.2)))
    assert outcome.kind is FailureKind.TIMEOUT
    assert "0.2 s" in outcome.detail


async def test_redirects_lead_to_the_document(server: FeedServer) -> None:
    """Relative and absolute redirects are followed; the document carries the address it was found at."""
    server.reply("/a", status="301 Moved", Location="/b")
    server.reply("/b", status="307 Later", Location=server.url("/c", "feed.test"))
    server.reply("/c", BODY)
    outcome = await fetch(server.url("/a", "feed.test"))
    assert isinstance(outcome, Document)
    assert outcome.url == server.url("/c", "feed.test")


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("/", FailureKind.REDIRECTS),
        ("http://127.0.0.1:{port}/secret", FailureKind.REFUSED_ADDRESS),
        ("http://localhost:{port}/secret", FailureKind.REFUSED_ADDRESS),
        ("http://[::ffff:127.0.0.1]:{port}/secret", FailureKind.REFUSED_ADDRESS),
        ("http://169.254.169.254/latest", FailureKind.REFUSED_ADDRESS),
        ("file:///etc/passwd", FailureKind.BAD_URL),
        ("http://feed.test:99999/", FailureKind.BAD_URL),
        ("http://feed.test:0/", FailureKind.BAD_URL),
        ("http://user:word@feed.test/", FailureKind.BAD_URL),
        ("http://[::1", FailureKind.BAD_URL),
        ("http://xn--a-ecp.\u0080/", FailureKind.BAD_URL),
    ],
)
async def test_a_redirect_can_not_lead_astray(server: FeedServer, location: str, kind: FailureKind) -> None:
    """Loops end; private addresses, other schemes and broken addresses are refused at every hop."""
    server.reply("/", status="302 Found", Location=location.format(port=server.port))
    server.reply("/secret", b"secret")
    assert (await failure(server.url("/", "feed.test"))).kind is kind
    assert "/secret" not in [path for path, _ in server.requests]


async def test_an_allowed_host_is_open_to_its_own_feeds_only(server: FeedServer) -> None:
    """A public feed that redirects to an allowed private host is refused there."""

    async def two_worlds(host: str, port: int) -> Sequence[str]:
        return ("93.184.215.14",) if host == "public.test" else ("127.0.0.1",)

    server.reply("/", BODY)
    own = await fetch(server.url("/", "feed.test"), resolver=two_worlds)
    assert isinstance(own, Document)
    refused = await failure(server.url("/", "other.test"), resolver=two_worlds)
    assert (refused.kind, refused.detail) == (
        FailureKind.REFUSED_ADDRESS,
        "other.test is 127.0.0.1, not a public address",
    )
    assert (await failure(server.url("/", "127.0.0.1"))).detail == "127.0.0.1 is not a public address"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "2130706433",
        "0x7f000001",
        "127.1",
        "0.0.0.0",
        "100.64.0.1",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[::127.0.0.1]",
        "[64:ff9b:1::7f00:1]",
        "224.0.0.1",
    ],
)
async def test_our_own_network_is_never_visited(host: str) -> None:
    """However an address of our own network is spelled, the system's resolver finds it out."""
    outcome = await HttpFetcher(clock=VirtualClock(NOON), limits=LIMITS).fetch(
        feed(url=f"http://{host}:9/"), Validators()
    )
    assert isinstance(outcome, FetchFailure)
    assert outcome.kind in {FailureKind.REFUSED_ADDRESS, FailureKind.CONNECT}
    assert (
        outcome.kind is FailureKind.REFUSED_ADDRESS
        or "address" in outcome.detail.lower()
        or "name" in outcome.detail.lower()
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://feed.test:99999/",
        "http://user@feed.test/",
        "ftp://feed.test/",
        "http://",
        "http://a..b/",
        "http://[::1",
        "http://\u2603\u0338\ud800/",
        "gopher",
        "http://" + "x" * 70 + ".test/",
    ],
)
async def test_a_bad_address_is_a_failure_and_nothing_worse(url: str) -> None:
    """Ports, names and schemes that can't be are told, not raised."""
    assert (await failure(url)).kind is FailureKind.BAD_URL


@pytest.mark.parametrize("host", ["ایران.test", "Bücher.test", "FEED.test."])
async def test_names_of_all_scripts_and_odd_spellings_are_fetched(server: FeedServer, host: str) -> None:
    """The request names the host in ASCII, in small letters and with the port in plain digits."""
    server.reply("/", BODY)
    allowed = frozenset({"xn--mgba3a4f16a.test", "xn--bcher-kva.test", "feed.test"})
    url = server.url("/", host).replace(f":{server.port}", f":0{server.port}")
    assert isinstance(await fetch(url, allow_hosts=allowed), Document)
    ((_, headers),) = server.requests
    name, _, port = headers["host"].partition(":")
    assert (name in allowed, port) == (True, str(server.port))


async def test_a_password_in_an_address_is_refused_and_not_repeated(server: FeedServer) -> None:
    """Ours or one that a redirect brings: the reason says where it belongs, and not what it is."""
    server.reply("/", status="302 Found", Location=f"http://me:s3cret@feed.test:{server.port}/")
    for url in (server.url("/", "me:s3cret@feed.test"), server.url("/", "feed.test")):
        outcome = await failure(url)
        assert (outcome.kind, "basic_auth" in outcome.detail, "s3cret" in outcome.detail) == (
            FailureKind.BAD_URL,
            True,
            False,
        )


PARTS = [
    "http:",
    "//",
    "/",
    "\\",
    "@",
    ":",
    "[",
    "]",
    "%",
    "?",
    "#",
    "\t",
    "é",
    "ی",
    "0",
    "99999",
    "a.test",
    "::1",
    "..",
]
"""Of addresses, to be put together as they come."""


@given(st.lists(st.sampled_from(PARTS), max_size=8).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_redirect_is_more_than_an_address_or_a_refusal(location: str) -> None:
    """Wherever it leads, it is a hop that names a host and a port, or it is refused."""
    with suppress(RefusedError):
        found = hops.hop(hops.joined("http://feed.test/rss", location))
        assert found.host.isascii()
        assert 0 < found.port < 65_536


@pytest.mark.parametrize(
    ("status", "headers", "kind", "wait"),
    [
        ("429 Too Many", {"Retry-After": "120"}, FailureKind.RATE_LIMITED, 120),
        ("429 Too Many", {"Retry-After": "Sun, 04 May 2031 12:05:00 GMT"}, FailureKind.RATE_LIMITED, 300),
        (
            "503 Busy",
            {"Retry-After": "Sun, 04 May 2031 12:05:00 GMT", "Date": "Sun, 04 May 2031 12:04:00 GMT"},
            FailureKind.HTTP_STATUS,
            60,
        ),
        ("503 Busy", {"Retry-After": "99999999999"}, FailureKind.HTTP_STATUS, 86_400),
        ("503 Busy", {"Retry-After": "Sun, 04 May 2031 11:00:00 GMT"}, FailureKind.HTTP_STATUS, 0),
        ("503 Busy", {"Retry-After": "soon"}, FailureKind.HTTP_STATUS, None),
        ("500 Oops", {"Retry-After": "120"}, FailureKind.HTTP_STATUS, None),
        ("410 Gone", {}, FailureKind.GONE, None),
        ("404 Not Found", {}, FailureKind.HTTP_STATUS, None),
        ("799 Odd", {}, FailureKind.HTTP_STATUS, None),
    ],
)
async def test_a_refusal_says_what_and_how_long(
    server: FeedServer, status: str, headers: dict[str, str], kind: FailureKind, wait: int | None
) -> None:
    """Statuses become kinds; Retry-After is read in both forms, for 429 and 503, up to a day."""
    server.reply("/", status=status, **headers)
    outcome = await failure(server.url("/", "feed.test"))
    assert (outcome.kind, outcome.status) == (kind, int(status[:3]))
    assert outcome.retry_after == (None if wait is None else timedelta(seconds=wait))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"rubbish\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\n",
    ],
    ids=["nothing", "rubbish", "negative", "nul", "cut-off", "flood"],
)
async def test_a_broken_answer_is_a_broken_connection(server: FeedServer, raw: bytes) -> None:
    """What isn't HTTP, or ends too early, is told as a failure of the connection."""
    server.send("/", raw)
    assert (await failure(server.url("/", "feed.test"))).kind is FailureKind.CONNECT


async def test_nobody_listening_is_a_failure_to_connect(server: FeedServer) -> None:
    """A refused connection is told as such, and so is a name that leads nowhere, in the system's words without its numbers."""
    server.port = 1
    assert (await failure(server.url("/", "feed.test"))).kind is FailureKind.CONNECT

    async def nowhere(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    unnamed = await failure("http://feed.test/", resolver=nowhere)
    assert (unnamed.kind, unnamed.detail) == (FailureKind.CONNECT, "Name or service not known")


async def test_the_second_address_is_tried_when_the_first_does_not_answer(server: FeedServer) -> None:
    """A name with several addresses is reached by any that answers."""
    server.reply("/", BODY)
    assert isinstance(await fetch(server.url("/", "half.test")), Document)


async def test_tls_is_checked_against_the_name_and_not_the_address() -> None:
    """A certificate for the feed's name is accepted at the checked address; one for another name is a TLS failure."""
    authority = trustme.CA()
    served, trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("feed.test").configure_cert(served)
    authority.configure_trust(trusted)
    async with feed_server(served) as server:
        server.reply("/", BODY)
        url = f"https://feed.test:{server.port}/"
        assert isinstance(await fetch(url, tls=trusted), Document)
        assert (await failure(url.replace("feed", "half"), tls=trusted)).kind is FailureKind.TLS
        assert (await failure(url)).kind is FailureKind.TLS


async def test_being_cancelled_is_not_a_failure_of_the_feed(server: FeedServer) -> None:
    """A fetch that is cancelled from outside ends as cancelled."""
    server.drip("/")
    task = asyncio.create_task(fetch(server.url("/", "feed.test")))
    while not server.requests:  # noqa: ASYNC110 - the server keeps no event for it
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
