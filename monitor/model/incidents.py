"""Incidents: occurrences in the world, joined from reports by directed identity."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.moderation import Ruling
from monitor.model.reports import ActClass, Count, Party, PlacePoint, TargetClass
from monitor.model.times import Precision


class Status(StrEnum):
    """How well an incident stands."""

    UNCONFIRMED = "unconfirmed"
    REPORTED = "reported"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    SOURCE_WITHDRAWN = "source_withdrawn"
    CORRECTED = "corrected"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of reporting: reports that are not independent of one another. ``reliability`` is its r in ``c = 1 - prod(1 - r)``."""

    id: str
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    grade: str
    reliability: float
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One source's number, as a version: who said it, when we knew it, on what authority."""

    report: str
    outlet: str
    grade: str
    known_at: datetime
    count: Count
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A value that a field was said to have: the report that first gave it, the best grade of all that do, and since when, until when."""

    field: str
    value: str
    report: str
    outlet: str
    grade: str
    known_at: datetime
    last_known_at: datetime
    reports: int = 1
    said_by: tuple[str, ...] = ()


class Stance(StrEnum):
    """What a side says of an act: that it was its own, or that it isn't so."""

    CLAIM = "claim"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One side's word about an act (an ISO code or a group's id), as first heard. It is no occurrence of its own."""

    stance: Stance
    by: str
    report: str
    outlet: str
    grade: str
    known_at: datetime
    reports: int = 1


class Life(StrEnum):
    """Where an incident stands between its first news and its last."""

    OPEN = "open"
    QUIET = "quiet"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One occurrence, as known at some time.

    ``id`` comes from the smallest report key. ``confidence`` is that it happened, with ``confidence_because`` in words; ``effects`` is the
    confidence in what is said of its consequences. ``confirmed_by`` holds the states (or groups) whose own side says so;
    ``sides`` the states party to the act. ``initiator_disputed``: each side says that the other began;
    ``target_disputed``: they differ in whether fighters or civilians were hit. ``versions`` are what its fields were said to be.
    ``reopened_at``: news of it came again long after the last. ``affirmed_at``: of a truce, when news of its own told of it again, agreed anew
    or holding, in order.
    ``rulings`` are the desk's in force.
    """

    id: str
    border: str | None
    event: str
    act: ActClass
    status: Status
    confidence: float
    severity: int
    started_at: datetime
    precision: Precision
    first_known_at: datetime
    last_known_at: datetime
    effects: float = 0.0
    confidence_because: tuple[str, ...] = ()
    initiator: Party | None = None
    target: Party | None = None
    target_class: TargetClass = TargetClass.UNKNOWN
    means: tuple[str, ...] = ()
    places: tuple[PlacePoint, ...] = ()
    killed: Count | None = None
    injured: Count | None = None
    attackers_killed: Count | None = None
    children_killed: Count | None = None
    women_killed: Count | None = None
    civilians_killed: Count | None = None
    figures: tuple[Figure, ...] = ()
    versions: tuple[Version, ...] = ()
    claims: tuple[Claim, ...] = ()
    sides: tuple[str, ...] = ()
    confirmed_by: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    initiator_disputed: bool = False
    target_disputed: bool = False
    reopened_at: datetime | None = None
    affirmed_at: tuple[datetime, ...] = ()
    response_to: str | None = None
    reports: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    items: tuple[str, ...] = ()
    headline: str = ""
    links: tuple[str, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    @property
    def type(self) -> str:
        """The first part of ``event``."""
        return self.event.partition(".")[0]

    @property
    def subtype(self) -> str:
        """The second part of ``event``."""
        return self.event.partition(".")[2]

    @property
    def initiator_state(self) -> str | None:
        """The state whose act it is."""
        return self.initiator.state if self.initiator else None

    @property
    def target_state(self) -> str | None:
        """The state acted upon: the target's own, else that of the place where it was struck."""
        if self.target and self.target.state:
            return self.target.state
        return next((p.country for p in self.places if p.country and p.country != self.initiator_state), None)
