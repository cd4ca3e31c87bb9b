"""What people answer to alerts: what is asked of the store about it, and what their ratings come to."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
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

    def silence_what_waits(self, silence: Silence, *, now: datetime) -> int:
        """Drops what waits (for a group, a digest, the end of the night, ...) to go out while the silence holds; returns how many."""
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

    def acknowledged(self, border: str) -> frozenset[str]:
        """The border's alerts that somebody has acknowledged."""
        ...

    def record_rating(self, rating: Rating) -> None:
        """In place of what the same person said before."""
        ...

    def ratings(self, alert: str | None = None) -> list[Rating]:
        """Of one alert, or all, oldest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often alerts of one level and reason were found useful, noise or wrong; ``told`` of them there were, to ``unanswered`` nobody said a word."""

    level: str
    reason: str
    counts: Mapping[Worth, int]
    told: int
    unanswered: int


def tallies(
    ratings: Iterable[Rating], alerts: Iterable[Alert], *, acknowledged: Collection[str] = frozenset()
) -> list[Tally]:
    """By level and reason, the most rated first. Ratings of other alerts count for nothing."""
    given: dict[str, Counter[Worth]] = {}
    for rating in ratings:
        given.setdefault(rating.alert, Counter())[rating.worth] += 1
    sorts: dict[tuple[str, str], list[Alert]] = {}
    for alert in alerts:
        sorts.setdefault((alert.level.value, alert.reason.value), []).append(alert)
    found = [
        Tally(
            level=level,
            reason=reason,
            counts=sum((given.get(alert.id, Counter()) for alert in of_a_sort), start=Counter[Worth]()),
            told=len(of_a_sort),
            unanswered=sum(alert.id not in given and alert.id not in acknowledged for alert in of_a_sort),
        )
        for (level, reason), of_a_sort in sorts.items()
    ]
    return sorted(found, key=lambda each: (-sum(each.counts.values()), each.level, each.reason))
