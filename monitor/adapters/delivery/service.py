"""One channel behind Apprise: the address held for life, one call per message, what came of it as a value."""

import asyncio
import re
import warnings
from collections import OrderedDict
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import apprise

from monitor.adapters.delivery import quiet, results, slack
from monitor.adapters.delivery.threads import Lane
from monitor.model.alerts import Deferred, DeliveryOutcome, Message, Rejected
from monitor.model.secret import Secret

TOTAL_SECONDS = 45.0
"""For one message: Apprise's own throttle, connecting, sending, waiting. Well under the lease of a delivery."""

_CONNECT_SECONDS = 5
_READ_SECONDS = 15
"""Apprise's default of 4 s calls a slow service that has accepted the message a failure."""

_MAIL_SCHEMES = frozenset({"mailto", "mailtos"})
_SLACK = ("slack://", "https://hooks.slack.com/")
_MOST_THREADS = 32
"""Mail conversations whose sender objects are kept."""

_NOT_AN_ATOM = re.compile(r"[^A-Za-z0-9./-]+")
"""What may not stand in the left half of a message's id."""

_THREAD_HOST = "border-monitor.invalid"
"""The synthetic root of each conversation need not exist; ``.invalid`` can belong to nobody (RFC 2606)."""


class Service:
    """One channel. Messages of a mail conversation share a synthetic root in References, so that mail programs thread them."""

    def __init__(self, name: str, url: Secret, *, total_seconds: float = TOTAL_SECONDS) -> None:
        self.url = url
        self._lane: Lane[DeliveryOutcome] = Lane(name)
        self._total_seconds = total_seconds
        self._lock = asyncio.Lock()
        self._objects: OrderedDict[tuple[str, bool], Any] = OrderedDict()
        self._mails = _scheme(url) in _MAIL_SCHEMES

    async def send(self, message: Message) -> DeliveryOutcome:
        """One try. A call that hangs is abandoned; until it ends by itself, the channel defers."""
        async with self._lock:
            if self._lane.busy:
                return Deferred(reason="the last send still hangs")
            try:
                return await self._lane.run(lambda: self._notify(message), seconds=self._total_seconds)
            except TimeoutError:
                return Deferred(reason="no answer in time", ambiguous=True)

    def _notify(self, message: Message) -> DeliveryOutcome:
        """In the lane's thread. Nothing that Apprise might raise may carry an address into a log."""
        with quiet.capture() as captured:
            try:
                service = self._object(message)
                if service is None:
                    return Rejected(reason="the channel's address can't be used")
                if isinstance(service, slack.Slack):
                    return self._through_slack(service, message, captured)
                answer = self._call(service, message)
            except Exception as error:  # noqa: BLE001 (its text may hold the address; its name does not)
                return Deferred(reason=f"unexpected {type(error).__name__}", ambiguous=True)
            return results.outcome_of(answer, captured)

    def _through_slack(self, service: slack.Slack, message: Message, captured: list[str]) -> DeliveryOutcome:
        posting, title = service.begin(message)
        answer = self._call(service, replace(message, title=title))
        return posting.outcome() or results.outcome_of(answer, captured)

    def _call(self, service: Any, message: Message) -> Any:
        as_html = bool(message.html) and self._mails
        return service.notify(
            body=message.html if as_html else message.body or message.title,
            title=message.title,
            notify_type=apprise.NotifyType.WARNING if message.urgent else apprise.NotifyType.INFO,
            body_format=apprise.NotifyFormat.HTML if as_html else apprise.NotifyFormat.TEXT,
        )

    def _object(self, message: Message) -> Any:
        """Apprise's object: one for life, so that its throttle works; for mail one for each of the latest conversations."""
        thread = message.thread if self._mails else ""
        key = thread, self._mails and bool(message.html)
        if key not in self._objects:
            self._objects[key] = _build(_address(self.url, thread=thread, html=key[1]))
            if len(self._objects) > _MOST_THREADS:
                self._objects.popitem(last=False)
        self._objects.move_to_end(key)
        return self._objects[key]


def load_services() -> None:
    """Makes Apprise read its plugins, once, from the thread that starts the program.

    Their import warns of modules that Python will drop; the warnings are Apprise's affair, and must not pass for a failed send.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        apprise.Apprise.instantiate("json://127.0.0.1")


def check_url(url: Secret) -> str | None:
    """Why an address can never work, in words without the address; None when nothing speaks against it."""
    scheme, found, rest = url.reveal().partition("://")
    if not found or not rest:
        return "not an address of the form scheme://..."
    with quiet.capture():
        load_services()
        try:
            usable = _build(_address(url)) is not None
        except Exception as error:  # noqa: BLE001 (its text may hold the address)
            return f"Apprise can't read it ({type(error).__name__})"
    return None if usable else f"Apprise knows no such service, or parts are missing (scheme {_plain(scheme)})"


def _plain(scheme: str) -> str:
    return scheme if scheme.isalnum() and len(scheme) <= 20 else "unknown"


def _scheme(url: Secret) -> str:
    return url.reveal().partition("://")[0].lower()


def _address(url: Secret, *, thread: str = "", html: bool = False) -> str:
    """The address with what we insist on; what the operator set himself stays, save that Apprise never retries."""
    address = url.reveal()
    wanted = [("rto", str(_READ_SECONDS)), ("cto", str(_CONNECT_SECONDS))]
    if address.lower().startswith(_SLACK):
        wanted += [("image", "no"), ("footer", "no"), ("format", "text")]
    if _scheme(url) in _MAIL_SCHEMES:
        wanted.append(("format", "html" if html else "text"))
    given = address.partition("?")[2].lower()
    added = [(name, value) for name, value in wanted if f"{name}=" not in given]
    added.append(("retry", "0"))
    if thread:
        root = f"<{_NOT_AN_ATOM.sub('-', thread)}@{_THREAD_HOST}>"
        added += [("+References", root), ("+In-Reply-To", root)]
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in added)
    return f"{address}{'&' if '?' in address else '?'}{query}"


def _build(address: str) -> Any | None:
    """An object of Apprise, or ours for Slack, for exactly this address; None when Apprise won't take it."""
    made = apprise.Apprise(asset=_asset())
    if not made.add(address) or not len(made):
        return None
    return slack.of(made[0]) or made


def _asset() -> Any:
    """2.x hands a service with a time limit of its own to a shared pool, which holds up the exit; ours is outside, so none there."""
    try:
        return apprise.AppriseAsset(app_id="border-monitor", service_timeout=0)
    except (TypeError, AttributeError):
        return apprise.AppriseAsset(app_id="border-monitor")
