"""The ladder as it is written in YAML, and what it compiles to.

Decides its shape, and that no state is left above where it is entered. The numbers are data.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from monitor.model.indicators import ForceGate, Frozen, Ladder, Outlook, ReciprocityGate, Rung, Turn
from monitor.rules.section import Entry
from monitor.rules.units import Duration, Probability

_CODE = re.compile(r"[A-Z][0-9]{2}[a-z]?")


def _check_code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError(
            f"'{text[:20]}' is no code of an indicator: a capital letter, two digits, perhaps a small letter"
        )
    return text


Code = Annotated[str, AfterValidator(_check_code)]


class RungEntry(Entry):
    """When a state is entered, and when it is left again."""

    enter: float = Field(ge=0, le=100)
    leave: float | None = Field(default=None, ge=0, le=100)
    leave_for: Duration | None = None

    @model_validator(mode="after")
    def _leaves_below_its_entry(self) -> "RungEntry":
        if (self.leave is None) != (self.leave_for is None):
            raise ValueError("leave and leave_for go together")
        if self.leave is not None and self.leave >= self.enter:
            raise ValueError(f"leave {self.leave:g} has to be under enter {self.enter:g}, or the state flaps")
        return self


class SettlingEntry(Entry):
    """When de-escalating has come to its end."""

    leave: float = Field(ge=0, le=100)
    leave_for: Duration
    force_free_for: Duration


class ForceEntry(Entry):
    """The force gate."""

    indicators: tuple[Code, ...]
    interrupts_quiet: tuple[Code, ...]
    confidence: Probability
    within: Duration


class ReciprocityEntry(Entry):
    """The reciprocity gate."""

    within: Duration
    alone: tuple[Code, ...] = ()


class TurnEntry(Entry):
    """What turns a border to de-escalating."""

    agreement: tuple[Code, ...]
    agreement_quiet_for: Duration
    goodwill: tuple[Code, ...]
    contact: tuple[Code, ...]
    contact_quiet_for: Duration


class FrozenEntry(Entry):
    """What lets an escalation freeze."""

    quiet_for: Duration
    unless: tuple[Code, ...]


class OutlookEntry(Entry):
    """When the outlook flag is up."""

    threats: tuple[Code, ...]
    threat_open_for: Duration
    vows: tuple[Code, ...]
    vow_open_for: Duration
    strikes: tuple[Code, ...]
    answer_awaited_for: Duration
    closed_by: tuple[Code, ...]


class LadderAlertsEntry(Entry):
    """The numbers of the alert levels."""

    momentum: float = Field(gt=0)
    cool_down: Duration
    rounds_within: Duration
    bundle_within: Duration
    gate: Probability
    notable_severity: int
    calming_severity: int
    grave_severity: int
    gravest_severity: int


class LadderEntry(Entry):
    """States, thresholds, gates, hysteresis, alert levels."""

    tension: RungEntry
    confrontation: RungEntry
    escalation: RungEntry
    de_escalating: SettlingEntry
    force: ForceEntry
    reciprocity: ReciprocityEntry
    turn: TurnEntry
    frozen: FrozenEntry
    outlook: OutlookEntry
    alerts: LadderAlertsEntry
    ledger: int = Field(ge=1, le=50)
    trend_band: float = Field(ge=0)
    absent_within: Duration


def compile_ladder(entry: LadderEntry) -> Ladder:
    """The ladder, every number from the file."""
    return Ladder(
        tension=_rung(entry.tension),
        confrontation=_rung(entry.confrontation),
        escalation=_rung(entry.escalation),
        de_escalating=Rung(leave=entry.de_escalating.leave, leave_for=entry.de_escalating.leave_for),
        settled_for=entry.de_escalating.force_free_for,
        force=ForceGate(
            codes=entry.force.indicators,
            any_codes=entry.force.interrupts_quiet,
            confidence=entry.force.confidence,
            within=entry.force.within,
        ),
        reciprocity=ReciprocityGate(within=entry.reciprocity.within, alone=entry.reciprocity.alone),
        turn=Turn(**dict(entry.turn)),
        frozen=Frozen(quiet_for=entry.frozen.quiet_for, unless=entry.frozen.unless),
        outlook=Outlook(**dict(entry.outlook)),
        ledger=entry.ledger,
        trend_band=entry.trend_band,
        absent_within=entry.absent_within,
        params=_alert_params(entry.alerts),
    )


def _rung(entry: RungEntry) -> Rung:
    if entry.leave is None or entry.leave_for is None:
        return Rung(enter=entry.enter)
    return Rung(enter=entry.enter, leave=entry.leave, leave_for=entry.leave_for)


def _alert_params(entry: LadderAlertsEntry) -> tuple[tuple[str, str | float], ...]:
    """Under the names that the alert stage reads."""
    return (
        ("alert_momentum", entry.momentum),
        ("alert_cool_down_hours", entry.cool_down.total_seconds() / 3600),
        ("alert_rounds_hours", entry.rounds_within.total_seconds() / 3600),
        ("alert_bundle_hours", entry.bundle_within.total_seconds() / 3600),
        ("alert_gate", entry.gate),
        ("alert_notable", float(entry.notable_severity)),
        ("alert_calming", float(entry.calming_severity)),
        ("alert_grave", float(entry.grave_severity)),
        ("alert_gravest", float(entry.gravest_severity)),
    )
