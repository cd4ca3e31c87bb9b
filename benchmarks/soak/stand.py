"""Serves the world's feeds in a process of its own, as far as the clock that it is told has come, and takes alerts.

``/f/N`` is feed N as RSS, Atom or JSON Feed, every second one compressed, with an ETag; ``/m/N`` is where it moves to; ``POST /alerts`` is
a channel. On standard input stands the time, one line each; the answer is how many alerts came, and how many different ones.
"""

import argparse
import asyncio
import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from benchmarks.newsstand import Stand
from benchmarks.soak import world
from benchmarks.soak.world import Source
from monitor.demo import newsstand
from monitor.demo.story import StoryItem

_BOMB = gzip.compress(b"<rss>" + b" " * 64_000_000, 9)
_STATUSES = {"500": 500, "503": 503, "429": 429, "404": 404}


@dataclass(slots=True)
class Served:
    """The server as its owner sees it."""

    process: "subprocess.Popen[str]"
    stand: Stand

    def tell(self, now: datetime) -> tuple[int, int]:
        """Moves its clock; how many alerts came so far, and how many different ones."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{now.isoformat()}\n")
        self.process.stdin.flush()
        alerts, different = self.process.stdout.readline().split()
        return int(alerts), int(different)


@contextmanager
def opened(*, days: int, feeds: int) -> Iterator[Served]:
    """Starts the server and ends it."""
    command = [sys.executable, "-m", "benchmarks.soak.stand", "--days", str(days), "--feeds", str(feeds)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield Served(process, Stand(process.pid, int(process.stdout.readline())))
        finally:
            process.terminate()


@dataclass(slots=True)
class _Server:
    sources: tuple[Source, ...]
    now: datetime = world.START
    alerts: list[str] = field(default_factory=list)

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            if head.startswith("POST"):
                await self._take(reader, writer, head)
            else:
                await self._answer(writer, head)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: str) -> None:
        length = next(int(line[15:]) for line in head.splitlines() if line.lower().startswith("content-length:"))
        self.alerts.append(hashlib.sha256(await reader.readexactly(length)).hexdigest())
        _send(writer, 200, b"")

    async def _answer(self, writer: asyncio.StreamWriter, head: str) -> None:
        _, way, number = head.split(" ", 2)[1].split("/")
        source = self.sources[int(number)]
        if way == "f" and source.moved_at and source.moved_at <= self.now:
            _send(writer, 301, b"", f"Location: /m/{number}\r\n")
        elif source.trouble and source.trouble.since <= self.now < source.trouble.until:
            await self._misbehave(writer, source.trouble.kind, source)
        else:
            self._list(writer, source, head)

    async def _misbehave(self, writer: asyncio.StreamWriter, kind: str, source: Source) -> None:
        match kind:
            case "html":
                _send(writer, 200, b"<!doctype html><html><title>Log in</title><body>please</body></html>")
            case "cut":
                _send(writer, 200, self._document(source)[:700])
            case "nothing":
                _send(writer, 200, b"")
            case "bomb":
                _send(writer, 200, _BOMB, "Content-Encoding: gzip\r\n")
            case "loop":
                _send(writer, 302, b"", f"Location: /f/{source.number}\r\n")
            case "hang":
                await asyncio.sleep(30)
            case "refuse":
                writer.transport.abort()
            case _:
                _send(writer, _STATUSES[kind], b"", "Retry-After: 1800\r\n" if kind in ("503", "429") else "")

    def _list(self, writer: asyncio.StreamWriter, source: Source, head: str) -> None:
        body = self._document(source)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if f"if-none-match: {etag}" in head.lower():
            _send(writer, 304, b"", f"ETag: {etag}\r\n")
        elif source.number % 2:
            _send(writer, 200, gzip.compress(body, 1), f"ETag: {etag}\r\nContent-Encoding: gzip\r\n")
        else:
            _send(writer, 200, body, f"ETag: {etag}\r\n")

    def _document(self, source: Source) -> bytes:
        items = [
            StoryItem(
                id=one.guid,
                guid=source.guid(one, self.now),
                at=one.at,
                outlet=world.outlet_id(source.outlet),
                title=f"{one.title} (updated)" if one.edited_at and one.edited_at <= self.now else one.title,
                summary=one.summary,
            )
            for one in source.listed(self.now)
        ]
        write = (newsstand.rss, newsstand.atom, _json_feed)[source.number % 3]
        return write(world.outlet_id(source.outlet), items)

    async def obey(self) -> None:
        """Follows the clock on standard input."""
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while line := await reader.readline():
            self.now = datetime.fromisoformat(line.decode().strip())
            print(len(self.alerts), len(set(self.alerts)), flush=True)


def _json_feed(outlet: str, items: list[StoryItem]) -> bytes:
    listed = [
        {
            "id": f"urn:demo:{item.guid}",
            "url": item.link,
            "title": item.title,
            "content_text": item.summary,
            "date_published": item.at.isoformat(),
        }
        for item in items
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": outlet, "items": listed}).encode()


def _send(writer: asyncio.StreamWriter, status: int, body: bytes, more: str = "") -> None:
    length = "" if status == 304 else f"Content-Length: {len(body)}\r\n"
    writer.write(
        f"HTTP/1.1 {status} So\r\nContent-Type: application/xml\r\n{length}{more}Connection: close\r\n\r\n".encode()
    )
    writer.write(body)


async def _serve(days: int, feeds: int) -> None:
    stand = _Server(world.made(days=days, feeds=feeds))
    server = await asyncio.start_server(stand.meet, "0.0.0.0", 0, backlog=1_000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await stand.obey()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--days", type=int, required=True)
    parser.add_argument("--feeds", type=int, required=True)
    asked = parser.parse_args()
    asyncio.run(_serve(asked.days, asked.feeds))
