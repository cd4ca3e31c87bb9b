"""No more than so much of one family in a window: trims firings in the order in which things happened.

Decides what is left of each firing. Doesn't decide the families and their limits: those are data.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import itemgetter

from monitor.model.assessments import Firing
from monitor.model.indicators import Cap, Indicator


@dataclass(slots=True)
class _Spent:
    """What a family has used up: times and points, in order."""

    entries: list[tuple[datetime, float]] = field(default_factory=list)

    def within(self, cap: Cap, at: datetime) -> tuple[int, float]:
        recent = self.entries[bisect_right(self.entries, at - cap.window, key=itemgetter(0)) :]
        return len(recent), sum(points for when, points in recent if when <= at)


def order(firing: Firing) -> tuple[datetime, float, str, str]:
    """By event time; of simultaneous firings the surest first, so that a doubtful one never takes a sure one's place."""
    return firing.at, -firing.confidence * firing.relevance * firing.chronic, firing.code, firing.incident or ""


def trim(
    firings: Iterable[Firing], indicators: Mapping[str, Indicator], *, after: Iterable[Firing] = ()
) -> tuple[Firing, ...]:
    """Firings in order, their weights trimmed to what the caps leave; what is left of nothing is left out.

    ``after`` are earlier firings, trimmed already: they have used up their part.
    """
    spent: defaultdict[tuple[str, str | None], _Spent] = defaultdict(_Spent)
    for firing in after:
        for cap in _caps(indicators[firing.indicator], firing):
            spent[_key(cap, firing)].entries.append((firing.at, abs(firing.weight)))
    kept = []
    for firing in sorted(firings, key=order):
        caps = _caps(indicators[firing.indicator], firing)
        left = _allowed(firing, [(cap, spent[_key(cap, firing)]) for cap in caps])
        if left is None:
            continue
        for cap in caps:
            spent[_key(cap, firing)].entries.append((firing.at, abs(left)))
        kept.append(firing if left == firing.weight else replace(firing, weight=left))
    return tuple(kept)


def _caps(indicator: Indicator, firing: Firing) -> Sequence[Cap]:
    """Those that are for this tier, or for all."""
    return [cap for cap in indicator.caps if cap.tier in ("", firing.code.removeprefix(indicator.code))]


def _key(cap: Cap, firing: Firing) -> tuple[str, str | None]:
    return cap.family, firing.side if cap.per_side else None


def _allowed(firing: Firing, caps: Sequence[tuple[Cap, _Spent]]) -> float | None:
    """The weight that all caps leave; None when there is no more to give."""
    size = abs(firing.weight)
    for cap, spent in caps:
        times, points = spent.within(cap, firing.at)
        if cap.times is not None and times >= cap.times:
            return None
        if cap.points is not None:
            size = min(size, cap.points - points)
            if size <= 0:
                return None
    return size if firing.weight >= 0 else -size
