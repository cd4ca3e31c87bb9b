"""What may be wrong with the monitor itself: conditions, how long each has stood, and the facts by which they are found."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.model.alerts import DeliveryState


class ConditionKind(StrEnum):
    """What sort of trouble it is."""

    SIDE_SILENT = "side_silent"
    FEEDS_FAIL = "feeds_fail"
    FEED_BAD = "feed_bad"
    CHANNEL_DEAD = "channel_dead"
    DEAD_LETTERS = "dead_letters"
    BACKLOG = "backlog"
    CYCLE_FAILING = "cycle_failing"
    RULES_REFUSED = "rules_refused"
    DISK_LOW = "disk_low"
    BACKUP_OLD = "backup_old"
    CLOCK_JUMPED = "clock_jumped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that is wrong now. ``key`` is the same for as long as it is the same trouble; ``todo`` is what to do next.

    ``edition`` changes when it is so bad anew that it must be told again (empty: as before). ``channel`` is the one that it is about.
    What isn't ``certain`` begins nothing, and keeps what stands.
    """

    key: str
    kind: ConditionKind
    says: str
    todo: str
    edition: str = ""
    channel: str | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCondition:
    """A condition as last seen, bad ``since`` then; not seen any more since ``gone_since``; told first at ``told_at``, as this edition."""

    condition: Condition
    since: datetime
    gone_since: datetime | None = None
    told_at: datetime | None = None
    told_edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found wrong, and of which kinds everything that is wrong was found."""

    kinds: frozenset[ConditionKind]
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentLine:
    """The outlets of one sort (``official`` or ``independent``) of a side have not been heard since then (None: never)."""

    side: str
    sort: str
    since: datetime | None
    borders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoorFeed:
    """A feed in bad health, in words; the server's may be among them."""

    feed: str
    condition: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsAtLarge:
    """How many feeds were ever polled, how many of them fail, and which are in bad health."""

    polled: int = 0
    failing: int = 0
    poor: tuple[PoorFeed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFacts:
    """How a channel does, by the outbox.

    ``waiting_since`` is when the oldest message was made that was tried and not delivered, ``tries`` the most that such a message was
    tried, ``due_since`` since when one has been due untried. ``dead`` counts its dead letters, the latest of ``dead_at``.
    """

    channel: str
    delivered_at: datetime | None = None
    waiting_since: datetime | None = None
    tries: int = 0
    reason: str = ""
    due_since: datetime | None = None
    dead: int = 0
    dead_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkWaiting:
    """Work that waits: items not read, since the oldest was seen; borders not assessed, since the first became dirty."""

    unread: int = 0
    unread_since: datetime | None = None
    dirty: int = 0
    dirty_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """How the process and what it runs on do. ``free`` and ``size`` (of the database) are bytes; ``failing`` are cycles with their failures in a row.

    ``backed_up_at`` is None where backups aren't used. The clock was moved ``stepped_by`` at ``stepped_at``, by what it then said.
    ``refused`` says why changed rules are not in force.
    """

    free: int | None = None
    size: int = 0
    failing: tuple[tuple[str, int], ...] = ()
    backed_up_at: datetime | None = None
    stepped_at: datetime | None = None
    stepped_by: timedelta = timedelta(0)
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What was done in a period: ``items`` there are at its end, how many of them unread; incidents that were new or changed; alerts about
    borders, and how many messages of them stand how on each channel. ``dead`` are all dead letters that there are.
    """

    items: int = 0
    unread: int = 0
    incidents: int = 0
    alerts: int = 0
    fates: tuple[tuple[str, DeliveryState, int], ...] = ()
    dead: int = 0
