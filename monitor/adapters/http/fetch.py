"""Brings a feed's document over the network, whatever the other side does.

Decides how long, how much, how far (redirects) and where to (public addresses only). Doesn't decide when to ask again, nor what the
document means. Every outcome is a value; nothing escapes.

One transport lives for one fetch: a connection pool that outlives a cancelled request keeps its place taken for ever, and nothing of
one feed (cookies, connections) may reach another. The costly part, the TLS context, is shared.
"""

import asyncio
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from monitor import __version__
from monitor.adapters.http import addresses, decode, headers
from monitor.model.items import Document, FailureKind, FetchFailure, FetchOutcome, NotModified, Validators
from monitor.model.outlets import Feed
from monitor.pipeline.ports import Clock
from monitor.text import html, urls

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
_PORTS = {"http": 80, "https": 443}
_KINDS = {410: FailureKind.GONE, 429: FailureKind.RATE_LIMITED}
_SAYS_WHEN = {429, 503}
_ERRORS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], FailureKind], ...] = (
    (addresses.RefusedAddressError, FailureKind.REFUSED_ADDRESS),
    (decode.BodyTooLargeError, FailureKind.TOO_LARGE),
    (decode.BadEncodingError, FailureKind.BAD_ENCODING),
    ((httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError), FailureKind.BAD_URL),
    ((httpx.TransportError, OSError), FailureKind.CONNECT),
)
_DEEPEST_CAUSE = 10
_REDIRECTS = {301, 302, 303, 307, 308}
_FULL_ANSWERS = {200, 203}
_LONGEST_DETAIL = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How much of our time and memory one fetch may take."""

    total: timedelta = timedelta(seconds=30)
    """Everything together; state agencies were seen to need twelve seconds."""
    connect: timedelta = timedelta(seconds=10)
    raw_bytes: int = 8 * 1024 * 1024
    decoded_bytes: int = 16 * 1024 * 1024
    """The largest honest feeds hold four megabytes."""
    redirects: int = 5
    retry_after: timedelta = timedelta(hours=24)


class _RefusedError(Exception):
    """Ends a fetch with the outcome it carries."""

    def __init__(self, kind: FailureKind, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hop:
    """One address on the way, taken apart and found acceptable in form."""

    url: str
    host: str
    port: int
    scheme: str
    authority: str
    target: str


@dataclass(slots=True, kw_only=True)
class HttpFetcher:
    """A Fetcher over HTTP. ``contact`` goes into the User-Agent; ``allow_hosts`` names feed hosts that may be on private networks.

    An allowed host opens the way for its own feeds only: a public feed that redirects to it is refused.
    """

    clock: Clock
    contact: str = ""
    limits: FetchLimits = FetchLimits()
    allow_hosts: frozenset[str] = frozenset()
    resolver: addresses.Resolver = addresses.resolve
    tls: ssl.SSLContext = field(default_factory=lambda: httpx.create_ssl_context(trust_env=False))

    async def fetch(self, feed: Feed, validators: Validators) -> FetchOutcome:
        """One conditional request, redirects followed within limits, all within ``limits.total``."""
        try:
            async with asyncio.timeout(self.limits.total.total_seconds()):
                return await self._follow(feed, validators)
        except Exception as error:  # noqa: BLE001 - what servers, names and libraries raise is an open set
            return _failure(error, self.limits)

    async def _follow(self, feed: Feed, validators: Validators) -> FetchOutcome:
        hop, wanted = _hop(feed.url), self._request_headers(validators)
        own = hop.host in self.allow_hosts
        for _ in range(self.limits.redirects + 1):
            trusted = own and hop.host in self.allow_hosts
            found = await addresses.checked(hop.host, hop.port, resolver=self.resolver, trusted=trusted)
            answer = await self._ask(hop, found, wanted=wanted, validators=validators)
            if not isinstance(answer, str):
                return answer
            hop = _hop(_joined(hop.url, answer))
        raise _RefusedError(FailureKind.REDIRECTS, f"more than {self.limits.redirects} redirects")

    def _request_headers(self, validators: Validators) -> dict[str, str]:
        contact = f" (+{self.contact})" if self.contact else ""
        wanted = {
            "User-Agent": f"border-monitor/{__version__}{contact}",
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        if validators.etag:
            wanted["If-None-Match"] = validators.etag
        if validators.last_modified:
            wanted["If-Modified-Since"] = validators.last_modified
        return wanted

    async def _ask(
        self, hop: _Hop, found: Sequence[str], *, wanted: Mapping[str, str], validators: Validators
    ) -> FetchOutcome | str:
        """An outcome, or where this address redirects to."""
        async with httpx.AsyncHTTPTransport(verify=self.tls, trust_env=False) as transport:
            response = await self._first_answer(transport, hop, found=found, wanted=wanted)
            try:
                return await self._outcome(response, hop, validators=validators)
            finally:
                await response.aclose()

    async def _first_answer(
        self, transport: httpx.AsyncHTTPTransport, hop: _Hop, *, found: Sequence[str], wanted: Mapping[str, str]
    ) -> httpx.Response:
        """From the first of the addresses that lets us connect."""
        for address in found[:-1]:
            try:
                return await transport.handle_async_request(self._request(hop, address, wanted=wanted))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await transport.handle_async_request(self._request(hop, found[-1], wanted=wanted))

    def _request(self, hop: _Hop, address: str, *, wanted: Mapping[str, str]) -> httpx.Request:
        # To the very address that was checked (a second look-up could answer otherwise); host and certificate stay the name's.
        bracketed = f"[{address}]" if ":" in address else address
        return httpx.Request(
            "GET",
            f"{hop.scheme}://{bracketed}:{hop.port}{hop.target}",
            headers={"Host": hop.authority, **wanted},
            extensions={"timeout": self._timeouts(), "sni_hostname": hop.host},
        )

    def _timeouts(self) -> dict[str, float]:
        total = self.limits.total.total_seconds()
        return {"connect": self.limits.connect.total_seconds(), "read": total, "write": total, "pool": total}

    async def _outcome(self, response: httpx.Response, hop: _Hop, *, validators: Validators) -> FetchOutcome | str:
        status, received = response.status_code, response.headers
        if status in _REDIRECTS and "location" in received:
            return received["location"]
        if status == HTTPStatus.NOT_MODIFIED and validators != Validators():
            return NotModified(
                validators=headers.validators(received, otherwise=validators), max_age=headers.max_age(received)
            )
        if status not in _FULL_ANSWERS:
            return self._refusal(status, received)
        limits = decode.BodyLimits(raw_bytes=self.limits.raw_bytes, decoded_bytes=self.limits.decoded_bytes)
        body = await decode.read_body(response.aiter_raw(), received.get("content-encoding"), limits)
        media_type, charset = headers.content_type(received)
        return Document(
            url=hop.url,
            body=body,
            media_type=media_type,
            charset=charset,
            validators=headers.validators(received),
            max_age=headers.max_age(received),
        )

    def _refusal(self, status: int, received: Mapping[str, str]) -> FetchFailure:
        retry_after = None
        if status in _SAYS_WHEN:
            retry_after = headers.retry_after(received, now=self.clock.now(), longest=self.limits.retry_after)
        challenge = ", a challenge for browsers" if received.get("cf-mitigated") == "challenge" else ""
        return FetchFailure(
            kind=_KINDS.get(status, FailureKind.HTTP_STATUS),
            detail=f"{status} {_phrase(status)}{challenge}",
            status=status,
            retry_after=retry_after,
        )


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "(no standard status)"


def _hop(url: str) -> _Hop:
    """Raises _RefusedError for what isn't a plain http or https address."""
    address = url.strip()
    host = urls.host_of(address) if address.isprintable() else None
    if host is None:
        raise _RefusedError(FailureKind.BAD_URL, "not an http or https address of the form scheme://host[:port]/path")
    parts = urlsplit(address)
    default = _PORTS[parts.scheme]
    port = parts.port if parts.port is not None else default
    if port == 0:
        raise _RefusedError(FailureKind.BAD_URL, "port 0")
    name = f"[{host}]" if ":" in host else host
    return _Hop(
        url=address,
        scheme=parts.scheme,
        host=host,
        port=port,
        authority=name if port == default else f"{name}:{port}",
        target=urlunsplit(("", "", parts.path or "/", parts.query, "")),
    )


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError as error:
        raise _RefusedError(FailureKind.BAD_URL, f"a redirect to no address: {error}") from error


def _failure(error: BaseException, limits: FetchLimits) -> FetchFailure:
    """Which expected failure an exception is; what we don't know is a bug of ours."""
    if isinstance(error, BaseExceptionGroup):
        return _failure(error.exceptions[0], limits)
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return FetchFailure(
            kind=FailureKind.TIMEOUT, detail=f"no complete answer within {limits.total.total_seconds():g} s"
        )
    kind = error.kind if isinstance(error, _RefusedError) else _kind(error)
    detail = str(error) or type(error).__name__
    return FetchFailure(kind=kind, detail=html.tidy(detail).replace("\n", " ")[:_LONGEST_DETAIL])


def _kind(error: BaseException) -> FailureKind:
    if _has_tls_cause(error):
        return FailureKind.TLS
    return next((kind for types, kind in _ERRORS if isinstance(error, types)), FailureKind.BUG)


def _has_tls_cause(error: BaseException) -> bool:
    cause: BaseException | None = error
    for _ in range(_DEEPEST_CAUSE):
        if cause is None or isinstance(cause, ssl.SSLError):
            return cause is not None
        cause = cause.__cause__ or cause.__context__
    return False
