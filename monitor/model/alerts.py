"""What people are told, how loud, through which channel, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum


class Level(StrEnum):
    """How loud an alert is (domain: L1 notice, L2 watch, L3 warning, L4 critical, L2 improving, correction)."""

    NOTICE = "notice"
    WATCH = "watch"
    WARNING = "warning"
    CRITICAL = "critical"
    IMPROVING = "improving"
    CORRECTION = "correction"


class Reason(StrEnum):
    """Why there is an alert at all."""

    STATE_RAISED = "state_raised"
    STATE_LOWERED = "state_lowered"
    NEW_INCIDENT = "new_incident"
    STATUS_CHANGED = "status_changed"
    CLASS_CHANGED = "class_changed"
    FACTS_CHANGED = "facts_changed"
    MOMENTUM = "momentum"
    OUTLOOK = "outlook"
    BUNDLE = "bundle"
    SPOILER = "spoiler"
    UNCONFIRMED = "unconfirmed"
    CORRECTION = "correction"
    RULE = "rule"
    SUMMARY = "summary"
    OPERATIONAL = "operational"
    DAILY_NOTE = "daily_note"
    NEW_RULES = "new_rules"
    TEST = "test"


SAME_DAY = ("update", "same-day")
"""The label of what would ring a second time on one day (UTC) for one border: it joins what rang before, at its own level, as an update."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing that people are told. ``id`` is stable: the same change never makes a second alert.

    ``conversation`` groups the messages of one border (or incident) for threading; ``revision`` counts within it. ``told`` is what this
    alert said in a form that the next one can be compared with. ``events`` and ``places`` (ids, names, states) are those of its incidents.
    """

    id: str
    at: datetime
    border: str | None
    level: Level
    reason: Reason
    headline: str
    conversation: str
    revision: int = 1
    incident: str | None = None
    incidents: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    body: str = ""
    links: tuple[str, ...] = ()
    corrects: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where messages go. ``url`` is a secret; it is held by the delivery adapter alone and appears here only by the channel's name."""

    id: str
    prints: bool = False
    rate_per_hour: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """A time of day on the clocks of an IANA zone."""

    at: time
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """When channels are left in peace, each day from ``start`` until, but not at, ``end`` (of the next day if that is earlier).

    Alerts of the ``excepted`` levels go out all the same.
    """

    channels: tuple[str, ...]
    start: time
    end: time
    zone: str
    excepted: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which alerts go to which channels. Empty tuples match everything; any of the ``types`` (of acts, or of events), ``labels``, ``places``.

    With a ``digest`` they wait for that time of day, with ``unacknowledged_for`` they go only when nobody has acknowledged them by then.
    """

    to: tuple[str, ...]
    name: str = ""
    """What it is called where it is explained why something was sent; without one it has a number."""
    levels: tuple[Level, ...] = ()
    borders: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    types: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()
    digest: Daily | None = None
    unacknowledged_for: timedelta | None = None


class Hold(StrEnum):
    """What a delivery waits for before it is tried at all."""

    DIGEST = "digest"
    QUIET_HOURS = "quiet_hours"
    ACKNOWLEDGEMENT = "acknowledgement"


class DeliveryState(StrEnum):
    """Where a delivery stands. ``dead`` is a dead letter."""

    PENDING = "pending"
    CLAIMED = "claimed"
    DELIVERED = "delivered"
    DEAD = "dead"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message to one channel. ``key`` is unique: alert and channel. ``sequence`` keeps the order within a conversation.

    ``together``: what is due of its conversation may go in one message. ``hold`` is what it was made to wait for, ``because`` which route took it.
    """

    key: str
    alert: str
    channel: str
    conversation: str
    title: str
    body: str
    created_at: datetime
    html: str = ""
    state: DeliveryState = DeliveryState.PENDING
    next_try_at: datetime | None = None
    attempts: int = 0
    last_reason: str | None = None
    sequence: int = 0
    expires_at: datetime | None = None
    reply_to: str | None = None
    together: bool = False
    hold: Hold | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The other side accepted it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred:
    """Not now. ``ambiguous``: it may have arrived (a time-out after sending)."""

    reason: str
    retry_after: timedelta | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Never: trying again cannot help."""

    reason: str


DeliveryOutcome = Delivered | Deferred | Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try of one delivery, as recorded."""

    delivery: str
    number: int
    started_at: datetime
    finished_at: datetime
    outcome: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a sender is handed: plain text and, for mail, our own HTML. ``thread`` is a stable id for References headers."""

    title: str
    body: str
    html: str = ""
    thread: str = ""
    urgent: bool = False
    marked_test: bool = False
