"""What people are told, how loud, through which channel, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum


class Level(StrEnum):
    """How loud an alert is (L1 notice, L2 watch, L3 warning, L4 critical, L2 improving, correction)."""

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
class Grouping:
    """Alerts to one channel that are alike in all of ``by`` are a group, whose alerts go out together.

    The first waits for ``wait``; after a message of the group the next one waits for ``interval``. ``by`` holds ``border``, ``incident``,
    ``level``, ``reason``, ``type``, ``channel`` (all alerts to a channel are alike in that) and names of labels.
    """

    by: tuple[str, ...]
    wait: timedelta
    interval: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStanding:
    """What a group on a channel is doing: when what waits in it goes out, if anything does, and when it last had a message."""

    channel: str
    group: str
    due_at: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which alerts go to which channels. Empty tuples match everything; any of the ``types`` (of acts, or of events), ``labels``, ``places``.

    With a ``digest`` they wait for that time of day, with ``unacknowledged_for`` they go only when nobody has acknowledged them by then,
    with a ``grouping`` they wait for their group. ``repeat`` is how often a state that stands and that nobody acknowledged is recalled.
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
    grouping: Grouping | None = None
    repeat: timedelta | None = None


class Hold(StrEnum):
    """What a delivery waits for before it is tried at all."""

    DIGEST = "digest"
    QUIET_HOURS = "quiet_hours"
    ACKNOWLEDGEMENT = "acknowledgement"
    GROUP = "group"


class DeliveryState(StrEnum):
    """Where a delivery stands. ``dead`` is a dead letter."""

    PENDING = "pending"
    CLAIMED = "claimed"
    DELIVERED = "delivered"
    DEAD = "dead"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message to one channel. ``key`` is unique: alert and channel (and number, of a reminder). ``sequence`` keeps the order within a
    conversation.

    What is due of one ``group`` goes in one message. ``thread`` is the alert's conversation, in which people see it; ``conversation`` that in
    which it waits for its turn. ``hold`` is what it was made to wait for until ``due_at``, ``because`` which route took it.
    """

    key: str
    alert: str
    channel: str
    conversation: str
    title: str
    body: str
    created_at: datetime
    html: str = ""
    level: Level | None = None
    urgent: bool = False
    state: DeliveryState = DeliveryState.PENDING
    next_try_at: datetime | None = None
    attempts: int = 0
    last_reason: str | None = None
    sequence: int = 0
    expires_at: datetime | None = None
    reply_to: str | None = None
    thread: str = ""
    revision: int = 0
    group: str = ""
    hold: Hold | None = None
    due_at: datetime | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The other side accepted it. ``root`` is what it calls the message, where it is the first of a thread."""

    root: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRoot:
    """The first message of a conversation on a channel, by the name that the other side gave it."""

    channel: str
    thread: str
    root: str
    at: datetime


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
    """What a sender is handed: plain text and, for mail, our own HTML.

    ``thread`` is a stable id of the conversation, ``root`` what the other side calls its first message, if that is known; ``revision``
    counts within it (0: several at once, or none). ``urgent``: worth being seen at once, not a line in a digest.
    """

    title: str
    body: str
    html: str = ""
    thread: str = ""
    urgent: bool = False
    marked_test: bool = False
    revision: int = 0
    root: str = ""
