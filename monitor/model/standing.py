"""How the monitor as a whole stands: what one screen shows of it, and what is measured from time to time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor.model.assessments import Assessment
from monitor.model.items import FeedCondition


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What waits: items unread, borders to be assessed, messages in the outbox, and what was given up.

    ``waiting_since`` leaves out messages that are held back on purpose, for a digest or quiet hours.
    """

    unread: int
    dirty: int
    outbox: int
    waiting_since: datetime | None
    dead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelStanding:
    """What became of a channel's messages: how many are open and dead, and when the last one was delivered."""

    open: int = 0
    dead: int = 0
    last_delivered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Borders with their assessments brought to now, the hottest first; stored things by name; ``database_bytes`` is None where unknown."""

    at: datetime
    borders: tuple[Assessment, ...]
    feeds: Mapping[str, FeedCondition]
    backlog: Backlog
    stored: Mapping[str, int]
    database_bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleBeat:
    """How a cycle does now: failures in a row, and seconds since it last ended well (None: never)."""

    failures: int
    good_seconds_ago: float | None
