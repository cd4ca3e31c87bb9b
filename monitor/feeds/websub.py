"""Speaks with hubs that push a feed's news (W3C WebSub): when to ask, what to say, whom to believe.

Decides nothing about polling: a feed that is pushed is still polled, less often.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model.pushes import Push

LEASE = timedelta(days=10)
"""What is asked for; hubs promise what they like."""
LEAST_LEASE, MOST_LEASE = timedelta(minutes=5), timedelta(days=30)
RENEWED_AT = 0.8
"""Of the lease: early enough to try a few times again."""
ASKED_AGAIN_AFTER, ASKED_AT_LEAST_EVERY = timedelta(hours=1), timedelta(days=1)
"""Between two requests to a hub that refused or said nothing: doubled each time, up to a day."""
_METHODS = {"sha256", "sha384", "sha512", "sha1"}
_LINK = re.compile(r"<([^<>]{1,2000})>([^<]{0,500})")
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]{1,100})\"|([^\s;,\"]{1,100}))", re.IGNORECASE)

Advertised = tuple[str, str]
"""A hub and the topic to ask it for."""


def advertised(links: Iterable[tuple[str, str]]) -> Advertised | None:
    """Out of (relation, address): the first hub with the feed's own name for itself; None when either is missing."""
    said: dict[str, str] = {}
    for relation, address in links:
        said.setdefault(relation.lower(), address)
    return (said["hub"], said["self"]) if said.get("hub") and said.get("self") else None


def links(header: str) -> list[tuple[str, str]]:
    """The relations and addresses of a Link header (RFC 8288), as far as they can be read."""
    found = []
    for address, parameters in _LINK.findall(header):
        relation = _REL.search(parameters)
        if relation:
            found += [(name, address.strip()) for name in (relation[1] or relation[2]).split()]
    return found


def name_of(key: bytes) -> str:
    """What a key is recognised by, and can't be guessed from."""
    return hmac.new(key, b"name", hashlib.sha256).hexdigest()[:16]


def secret(push: Push, key: bytes) -> str:
    """What the hub signs with."""
    return hmac.new(key, f"secret of {push.token}".encode(), hashlib.sha256).hexdigest()


def is_due(push: Push | None, wanted: Advertised, *, now: datetime) -> bool:
    """Whether the hub should be asked now: for the first time, for another topic, to go on, or again after a refusal."""
    if push is None or (push.hub, push.topic) != wanted:
        return True
    pause = min(ASKED_AGAIN_AFTER * 2 ** min(push.failures, 8), ASKED_AT_LEAST_EVERY)
    if now < push.asked_at + pause:
        return False
    return push.until is None or now >= push.asked_at + (push.until - push.asked_at) * RENEWED_AT


def request(push: Push, *, callback: str, key: bytes) -> dict[str, str]:
    """The form that asks for the subscription, or for its renewal."""
    return {
        "hub.mode": "subscribe",
        "hub.topic": push.topic,
        "hub.callback": callback,
        "hub.secret": secret(push, key),
        "hub.lease_seconds": str(int(LEASE.total_seconds())),
    }


def heard(push: Push, query: Mapping[str, str], *, now: datetime) -> tuple[str, Push] | None:
    """What to answer a hub that asks whether we meant it, and what is then known; None when we didn't."""
    if query.get("hub.topic") != push.topic:
        return None
    if query.get("hub.mode") == "denied":
        return "", replace(push, until=None, failures=push.failures + 1, detail=query.get("hub.reason", "denied")[:200])
    challenge, seconds = query.get("hub.challenge", ""), query.get("hub.lease_seconds", "")
    if query.get("hub.mode") != "subscribe" or not challenge:
        return None
    promised = timedelta(seconds=int(seconds[:9])) if seconds.isdecimal() and seconds.isascii() else LEASE
    until = now + min(max(promised, LEAST_LEASE), MOST_LEASE)
    return challenge, replace(push, until=until, failures=0, detail="")


def is_signed(push: Push, signature: str, body: bytes, *, key: bytes) -> bool:
    """Whether the body comes from who knows the secret, by ``method=hex digits``."""
    method, _, written = signature.strip().partition("=")
    if method.lower() not in _METHODS:
        return False
    expected = hmac.new(secret(push, key).encode(), body, getattr(hashlib, method.lower())).hexdigest()
    return hmac.compare_digest(expected.encode(), written.strip().lower().encode("utf-8", "replace"))
