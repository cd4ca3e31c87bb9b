"""The escalation score: E(t) = the sum of c*g*q*w*2^(-dt/h) over firings, clipped to 0..100; w and h stand in ``rules/core/indicators.yaml``.

Decides the number and its ledger. Doesn't decide states.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from monitor.model.assessments import OTHERS, Contribution, Firing

HIGHEST = 100.0
_DAY = timedelta(days=1)

FADES_AFTER = 20
"""Half-lives after which a firing counts no more. Our choice: of the heaviest (some 25 points) less than a ten-thousandth of a point is
left by then, and what a border is judged from stays as small as what fired lately, however long it has been watched."""


def contribution(firing: Firing, at: datetime) -> float:
    """What a firing adds at a time, in points; nothing before it fired, once another took its place and when it has faded."""
    if firing.at > at or (firing.until is not None and firing.until <= at) or is_faded(firing, at):
        return 0.0
    return firing.points * math.exp2(-((at - firing.at) / _DAY) / firing.half_life_days)


def is_faded(firing: Firing, at: datetime) -> bool:
    """Whether it is too long ago to count."""
    return (at - firing.at) / _DAY > FADES_AFTER * firing.half_life_days


def score(firings: Iterable[Firing], at: datetime) -> float:
    """E at a time."""
    return clip(math.fsum(contribution(f, at) for f in firings))


def clip(total: float) -> float:
    """Between 0 and 100."""
    return min(HIGHEST, max(0.0, total))


def heat(firings: Iterable[Firing], at: datetime) -> float:
    """What escalation alone weighed just before a time, unclipped."""
    return math.fsum(contribution(f, at) for f in firings if f.at < at and f.weight > 0)


def ledger(firings: Sequence[Firing], at: datetime, *, top: int) -> tuple[Contribution, ...]:
    """The ``top`` largest contributions, by size, and the rest as one line; together they are the sum before clipping."""
    lines = [(contribution(f, at), f) for f in firings]
    standing = sorted((line for line in lines if line[0]), key=lambda line: (-abs(line[0]), line[1].at, line[1].code))
    shown = [
        Contribution(code=f.code, indicator=f.indicator, points=points, because=f.because, incident=f.incident)
        for points, f in standing[:top]
    ]
    rest = standing[top:]
    if rest:
        total = math.fsum(points for points, _ in rest)
        shown.append(Contribution(code=OTHERS, indicator=OTHERS, points=total, because=f"{len(rest)} more"))
    return tuple(shown)


class Decay:
    """The unclipped sum as time goes on: firings come and go, everything else decays. Time only goes forward."""

    def __init__(self, sums: Iterable[tuple[float, float]] = (), at: datetime | None = None) -> None:
        self._sums: defaultdict[float, float] = defaultdict(float, sums)
        self._at = at

    @property
    def sums(self) -> tuple[tuple[float, float], ...]:
        """What is left by half-life."""
        return tuple(self._sums.items())

    def advance(self, at: datetime) -> None:
        """Let everything decay to a time."""
        if self._at is not None and at > self._at:
            days = (at - self._at) / _DAY
            for half_life in self._sums:
                self._sums[half_life] *= math.exp2(-days / half_life)
        self._at = at

    def add(self, firing: Firing) -> None:
        """A firing that fires now."""
        self._sums[firing.half_life_days] += firing.points

    def end(self, firing: Firing, at: datetime) -> None:
        """Take out what is left of a firing whose place another took."""
        days = (at - firing.at) / _DAY
        self._sums[firing.half_life_days] -= firing.points * math.exp2(-days / firing.half_life_days)

    @property
    def total(self) -> float:
        """The sum now."""
        return math.fsum(self._sums.values())

    @property
    def speed(self) -> float:
        """Points a day that the sum can't exceed from now on, in either direction, until something fires."""
        return math.fsum(abs(v) * math.log(2) / h for h, v in self._sums.items())
