"""What collecting brings: entries as parsed, items as stored, and what a poll came to."""

import hashlib
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
    """The bytes of a feed as received (decoded from any Content-Encoding, which ``encoding`` names).

    ``moved_to`` is where permanent redirects, one after the other from the address that was asked, lead; ``hub`` a hub that pushes the
    feed, with the feed's name for itself, as its headers say. ``answered_at`` is when it was by the server's clock. ``digest`` tells an
    unchanged document without parsing it.
    """

    url: str
    body: bytes
    media_type: str | None = None
    charset: str | None = None
    validators: Validators = Validators()
    max_age: timedelta | None = None
    encoding: str | None = None
    moved_to: str | None = None
    hub: tuple[str, str] | None = None
    answered_at: datetime | None = None
    digest: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", hashlib.sha256(self.body).hexdigest()[:32])


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The feed is as it was. ``moved_to`` as in :class:`Document`."""

    validators: Validators = Validators()
    max_age: timedelta | None = None
    moved_to: str | None = None


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
    """What a document held. ``degraded`` says why it was not clean, when it was not; ``ttl`` is the publisher's wish.

    ``entries`` lacks those that the asker said it knows; ``total`` counts all. ``marks`` stands for the bytes of each, empty when the
    document can't be taken apart; ``positions`` says which of the marks those of ``entries`` are. ``skip_hours`` are hours of the day, UTC, in which the publisher brings nothing.
    ``hub`` as in :class:`Document`, as the feed itself says.
    """

    title: str = ""
    language: str | None = None
    ttl: timedelta | None = None
    entries: tuple[Entry, ...] = ()
    degraded: str | None = None
    marks: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()
    total: int = 0
    skip_hours: tuple[int, ...] = ()
    hub: tuple[str, str] | None = None


class FeedCondition(StrEnum):
    """How a feed does. ``new``: no answer yet; ``quiet``: silent for longer than it usually is; ``blocked``: answers, but not with the feed."""

    NEW = "new"
    OK = "ok"
    QUIET = "quiet"
    STALE = "stale"
    FAILING = "failing"
    MOVED = "moved"
    GONE = "gone"
    BLOCKED = "blocked"
    EMPTY = "empty"
    RE_KEYED = "re_keyed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What polling has learned of one feed; its health is read from here.

    ``failures`` and ``successes`` count in a row (successes only as far as matters), ``empty_polls`` good answers in a row without an
    entry. ``entry_marks`` stand for the entries of the last document that was parsed. ``failing_since`` is the first of the failures.
    ``told`` is the condition that was last noted. ``moved_from`` is the address that was asked when it was redirected for good to
    ``moved_to``, ``moved_sightings`` times in a row. ``ttl`` and ``skip_hours`` are the wishes of the last document. ``item_times`` are
    when the last items came out, newest first, and ``longest_gap`` the longest silence between two, slowly forgotten. ``recent`` holds
    the fingerprints of the entries last seen. ``took`` is how long the server took to answer or to fail. ``listed``
    are the items of the last document in its order (of ``entry_marks``, where there are marks; empty for what is no item), ``missing``
    those that it should have listed too, ``withdrawn`` the last ones that were found to be deleted. ``hub``
    is a hub that pushes the feed, with the feed's name for itself; while a hub does, ``pushed_until`` some time, it is polled less often.
    """

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
    successes: int = 0
    empty_polls: int = 0
    failing_since: datetime | None = None
    told: FeedCondition = FeedCondition.NEW
    moved_from: str | None = None
    moved_to: str | None = None
    moved_sightings: int = 0
    ttl: timedelta | None = None
    skip_hours: tuple[int, ...] = ()
    item_times: tuple[datetime, ...] = ()
    longest_gap: timedelta | None = None
    recent: str = ""
    re_keyed_at: datetime | None = None
    entry_marks: tuple[str, ...] = ()
    took: timedelta | None = None
    listed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    hub: tuple[str, str] | None = None
    pushed_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRecord:
    """Everything one poll changes, written in one transaction.

    ``withdrawn`` are ids of items that their outlet deleted without a word, ``restored`` of those that came back. ``heard``
    names the states that are heard again through this feed.
    """

    state: FeedState
    items: tuple[Item, ...] = field(default=())
    withdrawn: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
