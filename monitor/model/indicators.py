"""Indicators and the ladder as data: only their *kinds* are code (monitor.escalation)."""

import math
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class IndicatorKind(StrEnum):
    """How an indicator is computed."""

    ACT = "act"
    COUNT = "count"
    SEQUENCE = "sequence"
    RATIO = "ratio"
    FIRST = "first"
    THRESHOLD = "threshold"
    CONTEXT = "context"


class ConfidenceOf(StrEnum):
    """Whose confidence a firing carries: that it happened, or that it had the effects reported."""

    OCCURRENCE = "occurrence"
    EFFECTS = "effects"


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparison with a number: ``>= 0.6``."""

    sign: str
    number: float

    def holds(self, value: float) -> bool:
        """Whether ``value`` stands in this relation to the number; what isn't known (not a number) never does."""
        relations = {
            ">=": value >= self.number,
            "<=": value <= self.number,
            "==": value == self.number,
            "!=": value != self.number,
            ">": value > self.number,
            "<": value < self.number,
        }
        return not math.isnan(value) and relations[self.sign]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Which incidents count. What is left empty matches everything.

    ``types`` match ``type`` or ``type.subtype``. ``by`` is ``side`` (or ``A``, ``B``: a side of the border, told apart by the relation),
    ``third`` (anybody else) or empty; ``on`` is a side that was acted upon, likewise. ``traits`` must all be there, of ``traits_any`` one,
    of ``traits_none`` none; besides what reading found there are computed ones (monitor.escalation.facts). ``bounds`` compare measures:
    confidence, effects, severity, killed, civilians_killed, means, depth_km.
    """

    types: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    target_classes: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    traits_any: tuple[str, ...] = ()
    traits_none: tuple[str, ...] = ()
    by: str = ""
    on: str = ""
    bounds: tuple[tuple[str, Bound], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One weight of an indicator. The first tier of each ``group`` whose conditions hold is the one that fires.

    ``when``: any of these selectors (none given: always). ``within`` bounds the time between the two halves of a sequence. ``chronic``:
    divided by one plus the daily mean of the same sign over the last 30 days.
    """

    weight: float
    half_life_days: float
    suffix: str = ""
    group: str = ""
    within: timedelta | None = None
    when: tuple[Selector, ...] = ()
    chronic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """No more than ``points`` (absolute, before confidence) or ``times`` firings of one family, per side, in a window; of one tier, if it says so."""

    family: str
    window: timedelta
    points: float | None = None
    times: int | None = None
    per_side: bool = True
    tier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A computed sign. ``direction`` is ``up``, ``down`` or ``neutral``; ``says`` is the sentence shown, with ``{A} {B} {place} ...``.

    ``needs`` must hold of every incident that takes part. ``after``: one of these must have come before, within ``after_within``;
    ``unless_between``: for sequences, what must not lie between the halves. ``heat``: fires only while earlier escalation still weighs
    at least this many points (there is nothing to calm in a calm). ``relation`` names the way of a sequence, threshold, first, count or
    context; ``params`` what that way needs beyond the common fields.
    """

    id: str
    code: str
    kind: IndicatorKind
    direction: str = "up"
    title: str = ""
    of: tuple[Selector, ...] = ()
    tiers: tuple[Tier, ...] = ()
    caps: tuple[Cap, ...] = ()
    needs: Selector = Selector()
    after: tuple[Selector, ...] = ()
    after_within: timedelta | None = None
    unless_between: tuple[Selector, ...] = ()
    relation: str = ""
    within: timedelta | None = None
    heat: float | None = None
    confidence_of: ConfidenceOf = ConfidenceOf.OCCURRENCE
    params: tuple[tuple[str, str | float], ...] = ()
    says: str = ""
    expected_absent: bool = False

    def number(self, name: str, default: float = 0.0) -> float:
        """A parameter as a number."""
        return next((float(value) for key, value in self.params if key == name), default)

    def word(self, name: str) -> str:
        """A parameter as text; empty when it isn't there."""
        return next((str(value) for key, value in self.params if key == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """When a state is entered and left, in points. ``leave`` must hold for ``leave_for`` on end."""

    enter: float = math.inf
    leave: float = -math.inf
    leave_for: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceGate:
    """G-FORCE: state force of these codes, sure enough, that began within ``within``. ``any_codes`` also interrupt quiet."""

    codes: tuple[str, ...] = ()
    any_codes: tuple[str, ...] = ()
    confidence: float = 1.0
    within: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReciprocityGate:
    """G-RECIP: both sides used state force within ``within``, or one of ``alone`` fired."""

    within: timedelta = timedelta(0)
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What turns escalation or confrontation to de-escalating.

    An agreement and ``agreement_quiet_for`` without force; or goodwill from both sides, contact and ``contact_quiet_for`` without force.
    """

    agreement: tuple[str, ...] = ()
    agreement_quiet_for: timedelta = timedelta(0)
    goodwill: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    contact_quiet_for: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """Escalation without force and without any sign of conciliation for this long is confrontation again."""

    quiet_for: timedelta = timedelta.max
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """When the outlook flag is up: open threats, open vows, a strike that waits for an answer."""

    threats: tuple[str, ...] = ()
    threat_open_for: timedelta = timedelta(0)
    vows: tuple[str, ...] = ()
    vow_open_for: timedelta = timedelta(0)
    strikes: tuple[str, ...] = ()
    answer_awaited_for: timedelta = timedelta(0)
    closed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """States, thresholds, gates, hysteresis and alert levels of ``rules/core/ladder.yaml``, as data.

    A ladder that nobody filled in has no rungs: every border stays calm. The numbers are in ``rules/core/ladder.yaml`` alone.
    ``settled_for``: de-escalating ends only after this long without gate force. ``absent_within``: what was expected is missed when it
    hasn't come in this time. ``trend_band``: a momentum within it is level. ``params`` holds the numbers of the alert levels (``alert_...``).
    """

    tension: Rung = Rung()
    confrontation: Rung = Rung()
    escalation: Rung = Rung()
    de_escalating: Rung = Rung()
    settled_for: timedelta = timedelta(0)
    force: ForceGate = ForceGate()
    reciprocity: ReciprocityGate = ReciprocityGate()
    turn: Turn = Turn()
    frozen: Frozen = Frozen()
    outlook: Outlook = Outlook()
    ledger: int = 5
    trend_band: float = 0.0
    absent_within: timedelta = timedelta(0)
    params: tuple[tuple[str, str | float], ...] = ()
