"""What one item says happened: who did what to whom, where, when, how many were hurt, who says so, and in which mode.

Every field that was read points at the words it was read from.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.rules import RuleMatch
from monitor.model.times import Precision


class Field(StrEnum):
    """The parts of an item's text."""

    TITLE = "title"
    SUMMARY = "summary"
    CONTENT = "content"


class Mode(StrEnum):
    """How the text speaks of an occurrence. Only factual reports make incidents."""

    FACTUAL = "factual"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    OPINION = "opinion"


class LeftOut(StrEnum):
    """Why an item made no incident."""

    SPORT = "sport"
    LABOUR = "labour"
    MARKET = "market"
    TRADE = "trade"
    WEATHER = "weather"
    DISASTER = "disaster"
    ACCIDENT = "accident"
    CRIME = "crime"
    FICTION = "fiction"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    OPINION = "opinion"
    DOMESTIC = "domestic"
    NO_EVENT = "no event"
    NOT_COVERED = "language not covered"


class PartyKind(StrEnum):
    """What sort of party an initiator or a target is."""

    STATE_FORCES = "state_forces"
    GOVERNMENT = "government"
    NONSTATE_GROUP = "nonstate_group"
    CIVILIANS = "civilians"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"


class TargetClass(StrEnum):
    """What was struck, when the text says so; a country's adjective alone is ``unknown``."""

    STATE_FORCES = "state_forces"
    GOVERNMENT = "government"
    INFRASTRUCTURE = "infrastructure"
    NONSTATE_GROUP = "nonstate_group"
    CIVILIANS = "civilians"
    UNKNOWN = "unknown"


class ActClass(StrEnum):
    """Finer than type, coarser than subtype: what makes two reports comparable."""

    AIR = "air"
    GROUND_FIRE = "ground_fire"
    GROUND_ENTRY = "ground_entry"
    ARMED_ATTACK = "armed_attack"
    ABDUCTION = "abduction"
    POSTURE = "posture"
    CROSSING = "crossing"
    AIRSPACE = "airspace"
    TRADE = "trade"
    EXPULSION = "expulsion"
    PROTEST = "protest"
    THREAT = "threat"
    DOWNGRADE = "downgrade"
    CONTACT = "contact"
    CONCILIATION = "conciliation"
    MEDIATION = "mediation"
    AGREEMENT = "agreement"
    WITHDRAWAL_RELEASE = "withdrawal_release"
    OTHER = "other"


NOBODY = "unknown"
"""The name of a party that the text says nothing of, not even "gunmen": somebody must have done it."""

UNDIRECTED = frozenset({ActClass.CONTACT, ActClass.AGREEMENT})
"""Acts that both sides perform: who is named first means nothing."""

FORCE_CLASSES = frozenset(
    {ActClass.AIR, ActClass.GROUND_FIRE, ActClass.GROUND_ENTRY, ActClass.ARMED_ATTACK, ActClass.ABDUCTION}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where words stand: ``getattr(item, field)[start:end]`` is the quotation."""

    field: Field
    start: int
    end: int


class MentionKind(StrEnum):
    """What a mention names."""

    STATE = "state"
    ACTOR = "actor"
    PLACE = "place"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in a text, resolved. ``entity`` is the id in the rulebook; ``framing`` is the state whose label was used, if it is one."""

    text: str
    kind: MentionKind
    entity: str
    span: Span
    framing: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An initiator or a target. ``state`` is an ISO code when the party belongs to a state; ``entity`` an id in the rulebook."""

    name: str
    kind: PartyKind
    state: str | None = None
    entity: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePoint:
    """Where it happened. ``precision``: 1 town, 2 district, 3 province, 4 country. ``border_km`` to the nearest watched line, if known.

    ``capital``: the seat of its state's government.
    """

    entity: str
    name: str
    country: str | None = None
    admin1: str | None = None
    within: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int = 4
    border_km: float | None = None
    capital: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people: what is surely meant, the best figure, and the most. ``low <= best <= high``."""

    low: int
    best: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.best <= self.high:
            raise ValueError(f"not a range: {self.low} {self.best} {self.high}")


class Correction(StrEnum):
    """What an item says of an earlier one."""

    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    REFILED = "refiled"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One item's account of one occurrence.

    ``key`` is ``<item id>#<n>``, n counting the item's reports in order of evidence. ``event`` is ``type.subtype``. ``said_by`` holds the
    ISO codes of the states whose officials or state media say it here, and entity ids of groups that do. ``traits`` are words of the
    lexicon's vocabulary that indicators ask for (``force_threat``, ``foreign_victims``, ``visits_suspended``, ...).
    ``sketch`` and ``bones`` are samples of the text by which copies are found: of its words, and of its names and numbers.
    ``border`` is the home of the incident, or None.
    ``primary`` is true for the item's first factual act whose evidence stands in the title.
    """

    key: str
    item: str
    event: str
    act: ActClass
    mode: Mode
    known_at: datetime
    outlet: str
    events_grade: str
    statements_grade: str | None = None
    outlet_side: str | None = None
    owner: str = ""
    published_at: datetime | None = None
    language: str | None = None
    initiator: Party | None = None
    target: Party | None = None
    target_class: TargetClass = TargetClass.UNKNOWN
    means: tuple[str, ...] = ()
    places: tuple[PlacePoint, ...] = ()
    happened_at: datetime | None = None
    precision: Precision = Precision.UNKNOWN
    killed: Count | None = None
    injured: Count | None = None
    attackers_killed: Count | None = None
    children_killed: Count | None = None
    women_killed: Count | None = None
    civilians_killed: Count | None = None
    said_by: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    hedged: bool = False
    traits: tuple[str, ...] = ()
    correction: Correction | None = None
    agency: str | None = None
    sketch: tuple[int, ...] = ()
    bones: tuple[int, ...] = ()
    border: str | None = None
    primary: bool = False
    title: str = ""
    url: str | None = None
    evidence: tuple[Span, ...] = ()

    @property
    def at(self) -> datetime:
        """When it happened, else when it was published, else when we knew."""
        return self.happened_at or self.published_at or self.known_at

    @property
    def type(self) -> str:
        """The first part of ``event``."""
        return self.event.partition(".")[0]

    @property
    def subtype(self) -> str:
        """The second part of ``event``."""
        return self.event.partition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """What an item was almost read as: ``event`` (its id, or the word of force), ``because`` it isn't, by which words."""

    event: str
    because: str
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that reading one item came to. ``matches`` are the desk's rules that matched it. ``mode`` is the item's as a whole; ``left_out`` says why it has no factual report.

    ``revision`` is the item's that was read: with it, an item that changed meanwhile stays unread.
    """

    item: str
    mode: Mode
    language: str | None = None
    left_out: LeftOut | None = None
    mentions: tuple[Mention, ...] = ()
    reports: tuple[Report, ...] = ()
    matches: tuple[RuleMatch, ...] = ()
    revision: int | None = None
