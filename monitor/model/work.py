"""What the cycles did, unit by unit: one value for each poll, batch, assessment, message. Logs and metrics are made of these, and nothing else is.

Seconds are differences of the clock that the cycle was given, never negative; a clock that stands still gives nought.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.model.alerts import Level
from monitor.model.assessments import State
from monitor.model.items import FeedCondition, FetchFailure

POLL_OUTCOMES = ("not_modified", "unchanged", "nothing_new", "new_items")
Counted = tuple[tuple[str, int], ...]
"""How many of each kind, most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """One feed was asked. ``not_modified``: what it has is as before, by its own word or byte by byte. ``items`` were new or changed, ``revised`` of them changed; ``failures`` counts those in a row.

    ``size`` is the document's, in bytes, decoded; ``parse_seconds`` is None when there was nothing to parse.
    """

    feed: str
    seconds: float = 0.0
    failure: FetchFailure | None = None
    failures: int = 0
    not_modified: bool = False
    size: int = 0
    parse_seconds: float | None = None
    items: int = 0
    revised: int = 0
    withdrawn: int = 0
    restored: int = 0
    condition: FeedCondition = FeedCondition.NEW

    @property
    def outcome(self) -> str:
        """The kind of failure, else one of :data:`POLL_OUTCOMES`: the server's 304, the same bytes again, only known items, or news."""
        if self.failure is not None:
            return self.failure.kind.value
        if self.items:
            return "new_items"
        if not self.not_modified:
            return "nothing_new"
        return "unchanged" if self.size else "not_modified"


class PushOutcome(StrEnum):
    """What became of what a hub sent; what isn't signed rightly, or can't be read, is dropped."""

    TAKEN = "taken"
    FORGED = "forged"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """A hub sent a part of a feed. ``items`` were new or changed."""

    feed: str
    outcome: PushOutcome = PushOutcome.TAKEN
    items: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBatch:
    """A batch of items was read. ``left_out`` counts items by the reason, ``languages`` reports; ``failed`` items met a bug of ours."""

    items: int
    reports: int = 0
    left_out: Counted = ()
    languages: Counted = ()
    failed: int = 0
    seconds: float = 0.0


class Judged(StrEnum):
    """What came of assessing a border; ``lease_lost``: somebody else did it meanwhile."""

    DONE = "done"
    LEASE_LOST = "lease_lost"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """One border, or the lane ``none``, was assessed. ``incidents`` is how many it has, ``changed`` how many were written.

    ``alerts`` are ids with their levels.
    """

    border: str
    judged: Judged = Judged.DONE
    state: State | None = None
    score: float = 0.0
    incidents: int = 0
    changed: int = 0
    alerts: tuple[tuple[str, Level], ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One message was tried, or given up untried. ``outcome`` as in an attempt: delivered, deferred, ambiguous, dead.

    ``deliveries`` are the keys of those in it; ``waited`` is how long the oldest had been in the outbox.
    """

    channel: str
    deliveries: tuple[str, ...]
    outcome: str
    reason: str = ""
    seconds: float = 0.0
    waited: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """Old texts were taken out of the store."""

    items: int
    before: datetime
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reloaded:
    """Other files were tried: they are in force, or refused for ``problems``."""

    problems: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """One turn of a cycle ended, well or with an error."""

    cycle: str
    seconds: float
    failed: bool = False


Work = Polled | Pushed | ReadBatch | Assessed | Sent | Pruned | Reloaded | Turned
Tell = Callable[[Work], None]
"""Takes note of a unit of work that is done. Must not raise, and must not wait."""


def tell_nobody(_work: Work) -> None:
    """For whoever doesn't want to know."""


def is_told(in_a_row: int) -> bool:
    """Whether the log tells of the so manieth failure in a row: the 1st, 2nd, 4th, 8th. A full disk isn't helped by a log that grows each second."""
    return in_a_row & (in_a_row - 1) == 0


def seconds(began: datetime, ended: datetime) -> float:
    """From one to the other; nought when the clock was set back."""
    return max(ended - began, timedelta(0)).total_seconds()
