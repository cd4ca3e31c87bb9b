"""What people answer to alerts: they want none for a while, have seen one, or say what it was worth."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.alerts import Level, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """From ``at`` until, but not at, ``until`` nobody is told what matches. An empty tuple matches everything.

    ``labels`` are those of alerts, any of which will do; what a rule of the desk asked for has the label ``rule``. Expiring a silence moves ``until``; it stays in the list.
    """

    id: str
    by: str
    because: str
    at: datetime
    until: datetime
    borders: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    reasons: tuple[Reason, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()

    def holds(self, now: datetime) -> bool:
        """Whether it is in force."""
        return self.at <= now < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """Somebody has seen the alert. Of several by one person the first counts."""

    alert: str
    by: str
    at: datetime


class Worth(StrEnum):
    """What an alert was worth to whoever got it."""

    USEFUL = "useful"
    NOISE = "noise"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What one person says of one alert; of several the last counts."""

    alert: str
    worth: Worth
    by: str
    at: datetime
    note: str = ""
