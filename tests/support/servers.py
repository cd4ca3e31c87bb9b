"""Real servers on loopback that answer as servers of the wild do: well, slowly, wrongly, without end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Writer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class FeedServer:
    """Answers by path; ``requests`` keeps path and headers of everything asked."""

    port: int = 0
    replies: dict[str, Writer] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path, under any name that leads here."""
        return f"http://{host}:{self.port}{path}"

    def reply(self, path: str, body: bytes = b"", *, status: str = "200 OK", **headers: str) -> None:
        """A whole answer; underscores in header names become dashes."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.send(path, "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

    def send(self, path: str, raw: bytes) -> None:
        """Exactly these bytes, then the end of the connection."""

        async def write(writer: asyncio.StreamWriter) -> None:
            writer.write(raw)
            await writer.drain()

        self.replies[path] = write

    def drip(self, path: str) -> None:
        """A header that promises much, then a byte now and then, for ever."""

        async def write(writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while not writer.is_closing():
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.01)

        self.replies[path] = write

    def conditional(self, path: str, body: bytes, etag: str) -> None:
        """304 to whoever already has it."""

        async def write(writer: asyncio.StreamWriter) -> None:
            if self.requests[-1][1].get("if-none-match") == etag:
                writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode())
            else:
                writer.write(f"HTTP/1.1 200 OK\r\nETag: {etag}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)

        self.replies[path] = write

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer, end."""
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split(" ")[1]
            pairs = (line.split(": ", 1) for line in head[1:] if ": " in line)
            self.requests.append((path, {name.lower(): value for name, value in pairs}))
            answer = self.replies.get(path)
            if answer is None:
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            else:
                await answer(writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the other side left, or the test is over
        finally:
            self.busy -= 1
            writer.close()


@asynccontextmanager
async def feed_server(tls: object = None) -> AsyncIterator[FeedServer]:
    """A server for the length of a test; with ``tls`` (an SSLContext) over TLS."""
    server = FeedServer()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for task in asyncio.all_tasks():
            if task is not asyncio.current_task() and "FeedServer.serve" in repr(task.get_coro()):
                task.cancel()
        await asyncio.wait_for(listening.wait_closed(), 5)


async def lead_here(host: str, port: int) -> Sequence[str]:
    """Every name leads to this machine."""
    del host, port
    return ("127.0.0.1",)
