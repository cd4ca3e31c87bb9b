"""How hot a border is: firings, score with its ledger, state, and how it came to it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """The states of a border, calm to escalation; ``de_escalating`` is the way down from the upper two."""

    CALM = "calm"
    TENSION = "tension"
    CONFRONTATION = "confrontation"
    ESCALATION = "escalation"
    DE_ESCALATING = "de_escalating"


class Coverage(StrEnum):
    """Whether a side's feeds speak: ``stale`` is silence by the feed's own rhythm, ``none`` that no feed covers the side."""

    LIVE = "live"
    STALE = "stale"
    NONE = "none"


class Trend(StrEnum):
    """Where the score has been going."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """One occurrence of an indicator. It contributes ``confidence * relevance * chronic * weight * 2^(-dt / half_life_days)``.

    ``weight`` is signed: negative for de-escalation, and already trimmed by the family's cap. ``side`` is the acting state, if any.
    ``until``: from then on it no longer counts, because a stronger firing took its place.
    """

    indicator: str
    code: str
    border: str
    at: datetime
    weight: float
    half_life_days: float
    confidence: float
    because: str
    relevance: float = 1.0
    chronic: float = 1.0
    incident: str | None = None
    related: tuple[str, ...] = ()
    side: str | None = None
    known_at: datetime | None = None
    until: datetime | None = None

    @property
    def points(self) -> float:
        """The contribution at the moment of firing."""
        return self.confidence * self.relevance * self.chronic * self.weight


OTHERS = "others"
"""Code and indicator of the ledger's last line, for all that is too small for one of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One line of the ledger: what a firing adds to the score now."""

    code: str
    indicator: str
    points: float
    because: str
    incident: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """An indicator that could not be judged, why, and about what: an act at ``at``."""

    code: str
    indicator: str
    because: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A change of state. ``because`` names the gate or threshold that was met."""

    border: str
    at: datetime
    old: State
    new: State
    score: float
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The state of a border at ``at``, from all that was known then: a pure function of the logs.

    ``history`` is the sequence of transitions by event time; ``momentum`` the score's change over 24 hours; ``risk`` the outlook flag with
    its reasons in ``outlook``; ``absent`` what was expected and is not there.
    """

    border: str
    at: datetime
    state: State
    score: float
    momentum: float = 0.0
    trend: Trend = Trend.LEVEL
    risk: bool = False
    outlook: tuple[str, ...] = ()
    history: tuple[Transition, ...] = ()
    firings: tuple[Firing, ...] = ()
    ledger: tuple[Contribution, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    absent: tuple[str, ...] = ()
    coverage: tuple[tuple[str, Coverage], ...] = ()
    since: datetime | None = None
    because: tuple[str, ...] = ()
    next_check_at: datetime | None = None
