"""What the desk rules about incidents: an append-only log that outlives every recomputation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.reports import Count, Party, PlacePoint


class Verdict(StrEnum):
    """What a ruling does. ``LIFT`` undoes an earlier ruling, which may itself be a lift."""

    MERGE = "merge"
    SPLIT = "split"
    CONFIRM = "confirm"
    RETRACT = "retract"
    NOTE = "note"
    PIN = "pin"
    LIFT = "lift"


class PinnedField(StrEnum):
    """The fields of an incident that the desk may set by hand."""

    EVENT = "event"
    HEADLINE = "headline"
    TARGET_CLASS = "target_class"
    SEVERITY = "severity"
    KILLED = "killed"
    INJURED = "injured"
    ATTACKERS_KILLED = "attackers_killed"
    CIVILIANS_KILLED = "civilians_killed"
    INITIATOR = "initiator"
    TARGET = "target"
    PLACE = "place"
    STARTED_AT = "started_at"


PinnedValue = str | int | Count | Party | PlacePoint | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A field and what the desk says it is: of ``text`` to ``moment`` the one that the field is made of."""

    field: PinnedField
    text: str | None = None
    number: int | None = None
    count: Count | None = None
    party: Party | None = None
    place: PlacePoint | None = None
    moment: datetime | None = None

    @property
    def value(self) -> PinnedValue:
        """What is given of the six. Raises ValueError when nothing is."""
        for given in (self.text, self.number, self.count, self.party, self.place, self.moment):
            if given is not None:
                return given
        raise ValueError(f"a pin of {self.field} without a value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One decision of the desk: who, why, when, about which incident.

    An incident is meant by its ``reports`` (their keys, as known then), since ids follow from reports. ``others`` are the reports of the
    incident that is merged into it, or those that are split off. ``lifts`` is the id of the ruling that is undone. ``border`` is the home
    of the incident, None for what has none.
    """

    id: str
    verdict: Verdict
    border: str | None
    by: str
    because: str
    at: datetime
    reports: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    pin: Pin | None = None
    lifts: str | None = None


def in_force(rulings: tuple[Ruling, ...]) -> tuple[Ruling, ...]:
    """The rulings that nobody has lifted, without the lifts, oldest first. A lift that was lifted undoes nothing."""
    lifted: set[str] = set()
    standing = []
    for ruling in sorted(rulings, key=lambda ruling: (ruling.at, ruling.id), reverse=True):
        if ruling.id in lifted:
            continue
        if ruling.verdict is Verdict.LIFT and ruling.lifts:
            lifted.add(ruling.lifts)
        else:
            standing.append(ruling)
    return tuple(reversed(standing))
