"""Reads the response headers that steer polling. Whatever can't be read counts as absent."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from monitor.feeds import fields, websub
from monitor.model.items import Validators

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})")
_NO_CACHE = re.compile(r"no-(?:cache|store)")
_LONGEST_LINKS = 8_000
_LONGEST_VALIDATOR = 1_000
"""Longer ones are kept by nobody; sent back they would only be refused."""


def retry_after(headers: Mapping[str, str], *, now: datetime, longest: timedelta) -> timedelta | None:
    """Retry-After in either form, counted from the server's own Date where it gives one; between nought and ``longest``."""
    written = headers.get("retry-after", "").strip()
    if written.isdecimal() and written.isascii():
        return min(timedelta(seconds=int(written[:9])), longest)
    until = _http_date(written)
    if until is None:
        return None
    start = _http_date(headers.get("date", "")) or now
    return min(max(until - start, timedelta(0)), longest)


def fresh_for(headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """How long the answer may be kept: Cache-Control's max-age less its Age in caches on the way, else Expires.

    None when keeping is forbidden, when nothing is said, or when the time is up.
    """
    written = headers.get("cache-control", "").lower()
    if _NO_CACHE.search(written):
        return None
    if found := _MAX_AGE.search(written):
        left = int(found[1]) - _age(headers)
        return timedelta(seconds=left) if left > 0 else None
    until = _http_date(headers.get("expires", ""))
    start = _http_date(headers.get("date", "")) or now
    return until - start if until is not None and until > start else None


def content_encoding(headers: Mapping[str, str]) -> str | None:
    """The encoding that the body came in, for people to read."""
    return _short(headers.get("content-encoding", "").strip().lower()[:40])


def _age(headers: Mapping[str, str]) -> int:
    written = headers.get("age", "").strip()
    return int(written[:9]) if written.isdecimal() and written.isascii() else 0


def hub(headers: Mapping[str, str], *, base: str) -> websub.Advertised | None:
    """The hub that pushes the feed, with the feed's name for itself, when its Link header names both."""
    written = headers.get("link")
    if not written:
        return None
    said = websub.links(written[:_LONGEST_LINKS])
    return websub.advertised((name, good) for name, to in said if (good := fields.address(to, base=base)))


def validators(headers: Mapping[str, str], *, otherwise: Validators | None = None) -> Validators:
    """What the server gave to make the next request conditional, each falling back to ``otherwise``."""
    kept = otherwise or Validators()
    return Validators(
        etag=_short(headers.get("etag")) or kept.etag,
        last_modified=_short(headers.get("last-modified")) or kept.last_modified,
    )


def answered_at(headers: Mapping[str, str]) -> datetime | None:
    """When it was by the clock of the server, or of the cache that kept the answer since (RFC 9111, section 4.2.3)."""
    written = _http_date(headers.get("date", ""))
    try:
        return written + timedelta(seconds=_age(headers)) if written else None
    except OverflowError:
        return None


def _short(value: str | None) -> str | None:
    printable = value is not None and value.isascii() and value.isprintable()
    return value if value and printable and len(value) <= _LONGEST_VALIDATOR else None


def _http_date(written: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
