"""What people answer to alerts: what is asked of the store about it, and what their ratings come to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.model.alerts import Alert
from monitor.model.responses import Acknowledgement, Rating, Silence, Worth


class RespondStore(Protocol):
    """What is asked of the store about people's answers to alerts."""

    def record_silence(self, silence: Silence) -> None:
        """The silence, or what it has become."""
        ...

    def silences(self, *, ending_after: datetime | None = None) -> list[Silence]:
        """Those that haven't ended by then, or all."""
        ...

    def record_acknowledgement(self, acknowledgement: Acknowledgement) -> None:
        """And what was waiting for it is dropped, in one transaction. A second one by the same person changes nothing."""
        ...

    def acknowledgements(self, alert: str) -> list[Acknowledgement]:
        """Of one alert, oldest first."""
        ...

    def record_rating(self, rating: Rating) -> None:
        """In place of what the same person said before."""
        ...

    def ratings(self, alert: str | None = None) -> list[Rating]:
        """Of one alert, or all, oldest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often alerts of one level and reason were found useful, noise or wrong."""

    level: str
    reason: str
    counts: Mapping[Worth, int]


def tallies(ratings: Iterable[Rating], alerts: Mapping[str, Alert]) -> list[Tally]:
    """By level and reason, the most rated first. ``alerts`` are the rated ones by id."""
    counted: dict[tuple[str, str], Counter[Worth]] = {}
    for rating in ratings:
        alert = alerts[rating.alert]
        counted.setdefault((alert.level.value, alert.reason.value), Counter())[rating.worth] += 1
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1].total(), pair[0]))
    return [Tally(level=level, reason=reason, counts=counts) for (level, reason), counts in ordered]
