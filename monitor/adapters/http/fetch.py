"""Brings a feed's document over the network, whatever the other side does.

Decides how long, how much, how far (redirects) and where to (public addresses only). Doesn't decide when to ask again, nor what the
document means. Every outcome is a value; nothing escapes.

One transport lives for one fetch: a connection pool that outlives a cancelled request keeps its place taken for ever, and nothing of
one feed (cookies, connections) may reach another. The costly part, the TLS context, is shared.
"""

import asyncio
import base64
import re
import ssl
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlencode

import httpx

from monitor import __version__
from monitor.adapters.http import addresses, decode, headers, hops
from monitor.adapters.http.hops import Hop, RefusedError
from monitor.feeds import encoding
from monitor.model.items import Document, FailureKind, FetchFailure, FetchOutcome, NotModified, Validators
from monitor.model.outlets import Feed
from monitor.model.secret import Secret
from monitor.pipeline.ports import Clock
from monitor.text import html

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
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
_ERRNO = re.compile(r"^\[Errno -?\d+\] ")
"""What Python puts before the system's words; it tells nobody anything that these don't."""
_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Redirect:
    """Where an address sends us, and whether for good."""

    location: str
    permanent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """What one fetch is about: the feed, its first address, and what makes the request conditional."""

    feed: Feed
    start: Hop
    validators: Validators


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
                return await self._follow(_Visit(feed=feed, start=hops.hop(feed.url), validators=validators))
        except Exception as error:  # noqa: BLE001 - what servers, names and libraries raise is an open set
            return _failure(error, self.limits, feed)

    async def ask(self, hub: str, form: Mapping[str, str]) -> FetchFailure | None:
        """Sends a form to a hub, which must be reached encrypted unless its host is allowed by name; no redirects are followed."""
        return await self._call(hub, urlencode(form).encode())

    async def ping(self, address: Secret) -> FetchFailure | None:
        """Asks for an address that nobody may see, under the rules for hubs. What failed tells neither where nor in whose words."""
        failure = await self._call(address.reveal(), None)
        return FetchFailure(kind=failure.kind, status=failure.status) if failure else None

    async def can_ping(self, address: Secret) -> FetchFailure | None:
        """Whether the address is one that may be asked for, and its host is found; without asking, which would tell it that all is well."""
        called = Feed(id="call", outlet="call", url=address.reveal())
        try:
            visit = self._encrypted(called)
            async with asyncio.timeout(self.limits.total.total_seconds()):
                await self._addresses(visit.start, visit)
        except Exception as error:  # noqa: BLE001 - as for a feed
            return FetchFailure(kind=_failure(error, self.limits, called).kind)
        return None

    async def _call(self, url: str, form: bytes | None) -> FetchFailure | None:
        """One request whose answer nobody reads: with a form, or for nothing."""
        called = Feed(id="call", outlet="call", url=url)
        try:
            visit = self._encrypted(called)
            async with asyncio.timeout(self.limits.total.total_seconds()):
                return await self._submit(visit, form)
        except Exception as error:  # noqa: BLE001 - as for a feed
            return _failure(error, self.limits, called)

    def _encrypted(self, called: Feed) -> _Visit:
        visit = _Visit(feed=called, start=hops.hop(called.url), validators=Validators())
        hops.require_encrypted(visit.start, but_for=self.allow_hosts)
        return visit

    async def _submit(self, visit: _Visit, form: bytes | None) -> FetchFailure | None:
        hop = visit.start
        found = await self._addresses(hop, visit)
        wanted = self._request_headers(hop, visit)
        if form is not None:
            wanted["Content-Type"] = "application/x-www-form-urlencoded"
        async with httpx.AsyncHTTPTransport(verify=self.tls, trust_env=False) as transport:
            response = await self._first_answer(transport, hop, found=found, wanted=wanted, body=form)
            await response.aclose()
        taken = HTTPStatus.OK <= response.status_code < HTTPStatus.MULTIPLE_CHOICES
        return None if taken else self._refusal(response.status_code, response.headers)

    async def _follow(self, visit: _Visit) -> FetchOutcome:
        hop, moved_to, for_good = visit.start, None, True
        for _ in range(self.limits.redirects + 1):
            answer = await self._ask(hop, await self._addresses(hop, visit), visit=visit)
            if not isinstance(answer, _Redirect):
                return (
                    answer
                    if moved_to is None or isinstance(answer, FetchFailure)
                    else replace(answer, moved_to=moved_to)
                )
            hop = hops.hop(hops.joined(hop.url, answer.location))
            for_good = for_good and answer.permanent
            moved_to = hop.url if for_good else moved_to
        raise RefusedError(FailureKind.REDIRECTS, f"more than {self.limits.redirects} redirects")

    async def _addresses(self, hop: Hop, visit: _Visit) -> Sequence[str]:
        """Where to connect to for this hop; none when the feed's proxy does that."""
        trusted = visit.start.host in self.allow_hosts and hop.host in self.allow_hosts
        if visit.feed.proxy is None:
            return await addresses.checked(hop.host, hop.port, resolver=self.resolver, trusted=trusted)
        if not trusted:
            addresses.check_name(hop.host)
        return ()

    def _request_headers(self, hop: Hop, visit: _Visit) -> dict[str, str]:
        contact = f" (+{self.contact})" if self.contact else ""
        wanted = {
            "User-Agent": f"border-monitor/{__version__}{contact}",
            "Accept": _ACCEPT,
            "Accept-Encoding": decode.ACCEPTED,
            "Connection": "close",
        }
        if visit.validators.etag:
            wanted["If-None-Match"] = visit.validators.etag
        if visit.validators.last_modified:
            wanted["If-Modified-Since"] = visit.validators.last_modified
        if hop.is_of_site(visit.start):
            _add_private(wanted, visit.feed)
        return wanted

    async def _ask(self, hop: Hop, found: Sequence[str], *, visit: _Visit) -> FetchOutcome | _Redirect:
        """An outcome, or where this address redirects to."""
        proxy = httpx.Proxy(visit.feed.proxy.reveal()) if visit.feed.proxy else None
        async with httpx.AsyncHTTPTransport(verify=self.tls, trust_env=False, proxy=proxy) as transport:
            wanted = self._request_headers(hop, visit)
            response = await self._first_answer(transport, hop, found=found, wanted=wanted)
            try:
                return await self._outcome(response, hop, validators=visit.validators)
            finally:
                await response.aclose()

    async def _first_answer(
        self,
        transport: httpx.AsyncHTTPTransport,
        hop: Hop,
        *,
        found: Sequence[str],
        wanted: Mapping[str, str],
        body: bytes | None = None,
    ) -> httpx.Response:
        """From the first of the addresses that lets us connect; by name where a proxy connects."""
        # To the very address that was checked (a second look-up could answer otherwise); host and certificate stay the name's.
        places = [hop.at(address) for address in found] or [hop.at(hop.host)]
        for place in places[:-1]:
            try:
                return await transport.handle_async_request(self._request(hop, place, wanted=wanted, body=body))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await transport.handle_async_request(self._request(hop, places[-1], wanted=wanted, body=body))

    def _request(self, hop: Hop, place: str, *, wanted: Mapping[str, str], body: bytes | None) -> httpx.Request:
        return httpx.Request(
            "GET" if body is None else "POST",
            place,
            content=body,
            headers={"Host": hop.authority, **wanted},
            extensions={"timeout": self._timeouts(), "sni_hostname": hop.host},
        )

    def _timeouts(self) -> dict[str, float]:
        total = self.limits.total.total_seconds()
        return {"connect": self.limits.connect.total_seconds(), "read": total, "write": total, "pool": total}

    async def _outcome(self, response: httpx.Response, hop: Hop, *, validators: Validators) -> FetchOutcome | _Redirect:
        status, received = response.status_code, response.headers
        if status in _REDIRECTS and "location" in received:
            return _Redirect(location=received["location"], permanent=status in _FOR_GOOD)
        if status == HTTPStatus.NOT_MODIFIED and validators != Validators():
            return NotModified(
                validators=headers.validators(received, otherwise=validators),
                max_age=headers.fresh_for(received, now=self.clock.now()),
            )
        if status not in _FULL_ANSWERS:
            return self._refusal(status, received)
        limits = decode.BodyLimits(raw_bytes=self.limits.raw_bytes, decoded_bytes=self.limits.decoded_bytes)
        body = await decode.read_body(response.aiter_raw(), received.get("content-encoding"), limits)
        media_type, charset = encoding.declared(received.get("content-type", ""))
        return Document(
            url=hop.url,
            body=body,
            media_type=media_type,
            charset=charset,
            validators=headers.validators(received),
            max_age=headers.fresh_for(received, now=self.clock.now()),
            encoding=headers.content_encoding(received),
            hub=headers.hub(received, base=hop.url),
            answered_at=headers.answered_at(received),
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


def _add_private(wanted: dict[str, str], feed: Feed) -> None:
    """What the operator configured for this feed alone, in place of what we would have said."""
    own = {name.lower() for name, _ in feed.headers}
    for name in [name for name in wanted if name.lower() in own]:
        del wanted[name]
    wanted.update((name, value.reveal()) for name, value in feed.headers)
    if feed.basic_auth:
        user, password = (part.reveal() for part in feed.basic_auth)
        wanted["Authorization"] = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def _secrets(feed: Feed) -> Iterator[str]:
    """Everything of the feed that no message may show, also in the form that a library quotes it in."""
    hidden = (*(value for _, value in feed.headers), *(feed.basic_auth or ()), *filter(None, (feed.proxy,)))
    for secret in filter(None, (value.reveal() for value in hidden)):
        yield from (secret, repr(secret)[1:-1], repr(secret.encode("utf-8", "replace"))[2:-1])


def _failure(error: BaseException, limits: FetchLimits, feed: Feed) -> FetchFailure:
    """Which expected failure an exception is; what we don't know is a bug of ours. No secret of the feed stands in it."""
    if isinstance(error, BaseExceptionGroup):
        return _failure(error.exceptions[0], limits, feed)
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return FetchFailure(
            kind=FailureKind.TIMEOUT, detail=f"no complete answer within {limits.total.total_seconds():g} s"
        )
    kind = error.kind if isinstance(error, RefusedError) else _kind(error)
    detail = _said(error)
    for secret in _secrets(feed):
        detail = detail.replace(secret, "***")
    return FetchFailure(kind=kind, detail=html.tidy(detail).replace("\n", " ")[:_LONGEST_DETAIL])


def _said(error: BaseException) -> str:
    """The error's own words, with a clearer start where they are about the form of an answer."""
    words = _ERRNO.sub("", str(error)) or type(error).__name__
    if isinstance(error, httpx.ProxyError):
        return f"the proxy refused: {words}"
    return f"not proper HTTP: {words}" if isinstance(error, httpx.RemoteProtocolError) else words


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
