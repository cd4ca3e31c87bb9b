"""What can be asked of the incidents: conditions that all must hold, an order, and what to count by. Names are resolved before they come here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.incidents import Status

NO_LIMIT = 1_000_000_000
"""Where all are meant: more than there ever are of anything, and a number that a database can count up to."""


class Role(StrEnum):
    """What a name stands for in an incident."""

    INITIATOR = "initiator"
    TARGET = "target"
    PLACE = "place"


class Sort(StrEnum):
    """Which incidents come first; of equal ones the one that started later."""

    NEWEST = "newest"
    OLDEST = "oldest"
    CHANGED = "changed"
    SEVERITY = "severity"
    CONFIDENCE = "confidence"
    KILLED = "killed"


class Facet(StrEnum):
    """What incidents can be counted by."""

    BORDER = "border"
    TYPE = "type"
    SUBTYPE = "subtype"
    STATUS = "status"


class ExportFormat(StrEnum):
    """The forms in which incidents leave for other programs."""

    CSV = "csv"
    JSON = "json"
    GEOJSON = "geojson"
    ACLED = "acled"
    STIX = "stix"


class SituationFormat(StrEnum):
    """How a situation report is written down."""

    MD = "md"
    HTML = "html"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Folded words that stand side by side; of an ``unfinished`` one the last is the beginning of a word."""

    words: tuple[str, ...]
    unfinished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Someone or somewhere in one of the ``roles``: with one of the ``ids`` (entities, ISO codes), or with all of the ``words`` in the name."""

    roles: tuple[Role, ...]
    ids: tuple[str, ...] = ()
    words: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """What lies within so many kilometres of a point, along the great circle."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentQuery:
    """Every condition that is given must hold; a condition with several values holds for any of them.

    ``border`` may be the lane ``none``. ``since`` belongs to the period, ``until`` doesn't. ``events`` are types, subtypes or both with a dot.
    ``names`` and ``phrases`` must all be there; ``near`` is any of the circles. ``phrases`` are looked for in what the reports' items say.
    """

    border: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    events: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    least_severity: int | None = None
    least_confidence: float | None = None
    names: tuple[Named, ...] = ()
    near: tuple[Circle, ...] = ()
    phrases: tuple[Phrase, ...] = ()
