"""The one place where strangers may call: whatever they send, others are served and nothing is held."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from monitor.adapters.web.listener import MOST_CALLERS, Listener, Request, Response
from monitor.errors import UnavailableError


async def answer(request: Request) -> Response:
    """Says what was asked; stumbles over ``/bug``."""
    if request.path == "/bug":
        raise ZeroDivisionError("oops")
    return Response(body=f"{request.method} {request.path} {dict(request.query)} {len(request.body)}")


@pytest.fixture
async def port() -> AsyncIterator[int]:
    """An open listener."""
    async with Listener(handle=answer, most_bytes=1_000).listening("127.0.0.1", 0) as opened:
        yield opened


async def said(port: int, raw: bytes) -> bytes:
    """Everything that comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(raw)
    await writer.drain()
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET /a?x=1&x=2 HTTP/1.1\r\nHost: h\r\n\r\n", b"200"),
        (b"POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", b"200"),
        (b"POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", b"200"),
        (b"GET /bug HTTP/1.1\r\nHost: h\r\n\r\n", b"500"),
        (b"GET /a?" + b"&".join([b"x=1"] * 100) + b" HTTP/1.1\r\nHost: h\r\n\r\n", b"400"),
        (b"POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 9999\r\n\r\n" + b"x" * 2_000, b"413"),
        (b"\x16\x03\x01 nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: h\r\n" + b"X: y\r\n" * 20_000 + b"\r\n", b"431"),
    ],
)
async def test_everybody_gets_an_answer(port: int, raw: bytes, status: bytes) -> None:
    """A fitting one, whatever was sent."""
    with capture_logs():
        told = await said(port, raw)
    assert told.split(b" ")[1:2] in ([status], [])
    if status != b"431":  # who sends that much may find the line closed before the answer
        assert told


async def test_who_says_nothing_is_given_up_and_holds_nobody() -> None:
    """Silent callers take places for a moment only; those beyond the last place are turned away, not queued."""
    listener = Listener(handle=answer, most_bytes=1_000, patience=timedelta(seconds=1))
    async with listener.listening("127.0.0.1", 0) as port:
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(MOST_CALLERS)]
        await asyncio.sleep(0)
        assert await said(port, b"GET / HTTP/1.1\r\nHost: h\r\n\r\n") == b""
        for reader, _ in silent:
            assert await reader.read() == b""
        assert (await said(port, b"GET / HTTP/1.1\r\nHost: h\r\n\r\n")).startswith(b"HTTP/1.1 200")
        for _, writer in silent:
            writer.close()


async def test_a_place_that_is_taken_is_said_plainly(port: int) -> None:
    """With the place, as a fault of the environment."""
    with pytest.raises(UnavailableError, match=f"127.0.0.1:{port}"):
        async with Listener(handle=answer, most_bytes=1).listening("127.0.0.1", port):
            pass
