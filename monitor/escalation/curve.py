"""How high a border stood over time, as known today: the score and the state, period by period.

Decides what a period is worth: its peak, so that nothing short is lost between two looks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from monitor.escalation.ladder import moments
from monitor.escalation.score import Decay, clip
from monitor.escalation.standing import HEIGHT
from monitor.model.assessments import Firing, State, Transition


@dataclass(frozen=True, slots=True)
class Height:
    """The highest score that the period ending ``at`` had when something happened in it, or at its end; and the worst of its states."""

    at: datetime
    score: float
    state: State


def curve(firings: Sequence[Firing], history: Sequence[Transition], edges: Sequence[datetime]) -> list[Height]:
    """One height for each period from one edge to the next. ``firings`` are all until the last edge, ``history`` the transitions."""
    scores = list(_scores(firings, edges))
    return [
        Height(end, max(score for at, score in scores if begin < at <= end), _worst(history, begin, end))
        for begin, end in pairwise(edges)
    ]


def _scores(firings: Sequence[Firing], edges: Sequence[datetime]) -> Iterator[tuple[datetime, float]]:
    """The score at each edge and after everything that begins or ends."""
    changes, decay = moments(firings), Decay()
    for at in sorted({*changes, *edges}):
        decay.advance(at)
        for firing, begins in changes.get(at, ()):
            if begins:
                decay.add(firing)
            else:
                decay.end(firing, at)
        yield at, clip(decay.total)


def _worst(history: Sequence[Transition], begin: datetime, end: datetime) -> State:
    before = next((t.new for t in reversed(history) if t.at <= begin), State.CALM)
    return max((before, *(t.new for t in history if begin < t.at <= end)), key=HEIGHT.__getitem__)
