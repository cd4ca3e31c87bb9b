"""What collecting brings: entries as parsed, items as stored, and what a poll came to."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.model.times import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What makes the next request conditional (RFC 9110)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed document: plain text (markup already removed), dates as the feed wrote them."""

    guid: str | None = None
    link: str | None = None
    title: str = ""
    summary: str = ""
    content: str = ""
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    source_url: str | None = None
    source_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One normalized entry. ``published_at`` is None when the feed gave no usable date: never now.

    ``seen_at`` is when the monitor first had it. ``revision`` counts changed texts under one identity. ``grade`` overrides the
    outlet's grade for events (replay only). ``content_hash`` tells whether a later sighting changed the text; ``revised_at`` is when the
    monitor first had the present revision, if that is not the first.
    """

    id: str
    title: str
    outlet: str
    seen_at: datetime
    feed: str | None = None
    url: str | None = None
    summary: str = ""
    content: str = ""
    language: str | None = None
    published_at: datetime | None = None
    published_precision: Precision = Precision.MINUTE
    grade: str | None = None
    content_hash: str = ""
    revision: int = 0
    revised_at: datetime | None = None

    @property
    def known_at(self) -> datetime:
        """When we could know what it says now."""
        return self.revised_at or self.seen_at


class FailureKind(StrEnum):
    """Why a poll brought nothing; labels of logs and of feed health."""

    TIMEOUT = "timeout"
    CONNECT = "connect"
    TLS = "tls"
    HTTP_STATUS = "http_status"
    RATE_LIMITED = "rate_limited"
    GONE = "gone"
    TOO_LARGE = "too_large"
    BAD_ENCODING = "bad_encoding"
    BAD_URL = "bad_url"
    REFUSED_ADDRESS = "refused_address"
    REDIRECTS = "redirects"
    NOT_A_FEED = "not_a_feed"
    MALFORMED = "malformed"
    PARSER_KILLED = "parser_killed"
    BUG = "bug"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The bytes of a feed as received (decoded from any Content-Encoding)."""

    url: str
    body: bytes
    media_type: str | None = None
    charset: str | None = None
    validators: Validators = Validators()
    max_age: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The feed is as it was."""

    validators: Validators = Validators()
    max_age: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailure:
    """An expected failure of a poll, as a value."""

    kind: FailureKind
    detail: str = ""
    status: int | None = None
    retry_after: timedelta | None = None


FetchOutcome = Document | NotModified | FetchFailure


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """What a document held. ``degraded`` says why it was not clean, when it was not; ``ttl`` is the publisher's wish."""

    title: str = ""
    language: str | None = None
    ttl: timedelta | None = None
    entries: tuple[Entry, ...] = ()
    degraded: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What polling has learned of one feed; its health is read from here. ``failures`` counts in a row."""

    feed: str
    next_due_at: datetime
    validators: Validators = Validators()
    body_hash: str | None = None
    last_polled_at: datetime | None = None
    last_success_at: datetime | None = None
    last_item_at: datetime | None = None
    failures: int = 0
    last_failure: FetchFailure | None = None
    items_seen: int = 0
    baseline_done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRecord:
    """Everything one poll changes, written in one transaction."""

    state: FeedState
    items: tuple[Item, ...] = field(default=())
