"""A server of feeds, good and bad, in a process of its own so that its work isn't counted as ours.

Listens on every loopback address (each counts as a host). The path says how it answers:
``/304`` not modified · ``/plus/N/E`` E entries, two of them new at each visit · ``/calm/N/E`` E entries, the same for ever, 304 when asked
conditionally · ``/drip`` a byte now and then · ``/bomb`` a gzip bomb · ``/loop`` a redirect to itself · ``/hang`` no answer ·
``/tar`` a feed that takes for ever to parse.
"""

import asyncio
import gzip
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks import documents

HOSTILE = ("drip", "bomb", "loop", "hang", "tar")
_BOMB = gzip.compress(b"<rss>" + b" " * 64_000_000, 9)
_TAR = documents.document("tar").replace(b"</item>", b"<author>" + b"a" * 200_000 + b"</author></item>", 1)
_visits: Counter[str] = Counter()


@dataclass(frozen=True, slots=True)
class Stand:
    """The running server."""

    pid: int
    port: int

    def address(self, path: str, host: int = 1) -> str:
        """Of a path; each ``host`` is another loopback address."""
        return f"http://{self.host(host)}:{self.port}/{path}"

    @staticmethod
    def host(number: int) -> str:
        """The loopback address with this number."""
        return f"127.{1 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"


@contextmanager
def opened() -> Iterator[Stand]:
    """Starts the server and ends it."""
    command = [sys.executable, "-m", "benchmarks.newsstand"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Stand(process.pid, int(process.stdout.readline()))
        finally:
            process.terminate()


async def _serve() -> None:
    server = await asyncio.start_server(_meet, "0.0.0.0", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def _meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            await _answer(writer, head)
            await writer.drain()
            if b"connection: close" in head.lower():
                break
    except (OSError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def _answer(writer: asyncio.StreamWriter, head: bytes) -> None:
    kind, *rest = head.split(b" ", 2)[1].decode().strip("/").split("/")
    match kind:
        case "plus":
            _visits[rest[0]] += 2
            _send(writer, 200, documents.document(rest[0], first=_visits[rest[0]], entries=int(rest[1])))
        case "calm" if b"if-none-match" not in head.lower():
            _send(writer, 200, documents.document(rest[0], entries=int(rest[1])), 'ETag: "calm"\r\n')
        case "bomb":
            _send(writer, 200, _BOMB, "Content-Encoding: gzip\r\n")
        case "tar":
            _send(writer, 200, _TAR)
        case "loop":
            _send(writer, 302, b"", "Location: /loop\r\n")
        case "hang":
            await asyncio.sleep(600)
        case "drip":
            await _drip(writer)
        case _:
            writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "calm"\r\n\r\n')


async def _drip(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 9999\r\n\r\n")
    for byte in b"<rss version='2.0'><channel>" * 50:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.2)


def _send(writer: asyncio.StreamWriter, status: int, body: bytes, more: str = "") -> None:
    head = f"HTTP/1.1 {status} So\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    writer.write(head.encode() + body)


if __name__ == "__main__":
    asyncio.run(_serve())
