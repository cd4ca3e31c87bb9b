"""A small HTTP server for callers that nobody knows: within limits on time, size and number, one answer for each connection.

Decides nothing about what is asked: that is for the handler. A handler that raises is a bug, logged, and answered with 500.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

import h11
import structlog

from monitor.errors import UnavailableError

MOST_CALLERS = 32
_CHUNK = 64 * 1024
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a caller wants. Names of ``headers`` are in lower case; of several values of a parameter the last counts."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer of text, plain unless ``media_type`` says otherwise."""

    status: HTTPStatus = HTTPStatus.OK
    body: str = ""
    media_type: str = "text/plain; charset=utf-8"


Handler = Callable[[Request], Awaitable[Response]]


class _RefusedError(Exception):
    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


@dataclass(slots=True, kw_only=True)
class Listener:
    """Hands requests to ``handle``. A caller has ``patience`` for its whole request, and may send ``most_bytes``."""

    handle: Handler
    most_bytes: int
    patience: timedelta = timedelta(seconds=15)
    _callers: int = field(default=0, init=False)

    @asynccontextmanager
    async def listening(self, host: str, port: int) -> AsyncIterator[int]:
        """Open on this address; gives the port. Raises UnavailableError when it is taken."""
        try:
            server = await asyncio.start_server(self._meet, host, port)
        except OSError as error:
            raise UnavailableError(f"{host}:{port} can't be listened on: {error.strerror or error}") from error
        async with server:
            yield int(server.sockets[0].getsockname()[1])

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._callers < MOST_CALLERS:
            self._callers += 1
            try:
                await self._answer(reader, writer)
            finally:
                self._callers -= 1
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = h11.Connection(h11.SERVER)
        try:
            async with asyncio.timeout(self.patience.total_seconds()):
                response = await self._respond(connection, reader)
                if response is not None and connection.our_state is not h11.ERROR:
                    writer.write(_written(connection, response))
                    await writer.drain()
        except (TimeoutError, OSError, h11.ProtocolError):
            return

    async def _respond(self, connection: h11.Connection, reader: asyncio.StreamReader) -> Response | None:
        try:
            request = await self._request(connection, reader)
            return None if request is None else await self.handle(request)
        except _RefusedError as refused:
            return Response(status=refused.status)
        except h11.RemoteProtocolError as error:
            return Response(status=HTTPStatus(error.error_status_hint))
        except Exception:  # noqa: BLE001 - logged, answered, and the next caller is served
            _log.exception("listener.bug")
            return Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)

    async def _request(self, connection: h11.Connection, reader: asyncio.StreamReader) -> Request | None:
        head: h11.Request | None = None
        body = bytearray()
        while True:
            event = connection.next_event()
            if event is h11.NEED_DATA:
                connection.receive_data(await reader.read(_CHUNK))
            elif isinstance(event, h11.Request):
                head = event
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > self.most_bytes:
                    raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            elif isinstance(event, h11.EndOfMessage) and head is not None:
                return _understood(head, bytes(body))
            else:
                return None  # gone before asking anything


def _understood(head: h11.Request, body: bytes) -> Request:
    try:
        target = urlsplit(head.target.decode("ascii"))
        query = dict(parse_qsl(target.query, keep_blank_values=True, max_num_fields=50))
    except ValueError as error:
        raise _RefusedError(HTTPStatus.BAD_REQUEST) from error
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in head.headers}
    return Request(method=head.method.decode("ascii"), path=target.path, query=query, headers=headers, body=body)


def _written(connection: h11.Connection, response: Response) -> bytes:
    body = response.body.encode()
    headers = [
        ("Content-Type", response.media_type),
        ("Content-Length", str(len(body))),
        ("Connection", "close"),
    ]
    head = h11.Response(status_code=response.status.value, reason=response.status.phrase.encode(), headers=headers)
    parts = (connection.send(head), connection.send(h11.Data(data=body)), connection.send(h11.EndOfMessage()))
    return b"".join(part for part in parts if part)
