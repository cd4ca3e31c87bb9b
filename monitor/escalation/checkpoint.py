"""Where an assessment may go on from: everything that is settled about a border until a time, as one value.

State is a pure function of the logs; a checkpoint spares computing its beginning anew. Going on from one gives exactly what computing the
whole would, as long as nothing that began before ``good_until`` has changed since: neither on this border nor in the strikes elsewhere.
Whoever keeps checkpoints keeps a few of different age, and throws away those that a late report has overtaken (:func:`still_good`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.escalation.past import Past
from monitor.escalation.standing import Force, Snapshot
from monitor.model.assessments import Firing, Transition, Unknown

REACH = timedelta(hours=72)
"""How far what happens later may change what fired before: the window of strikes on other states, the longest that looks both ways."""

LOOKED_AT = timedelta(days=37)
"""How far before a checkpoint facts are looked at again: the longest window of a relation between acts (30 days), and a week in which it
shows whom an act was aimed at (``monitor.escalation.facts.RECENT_FORCE``). What reaches further back is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What is settled until ``at``: firings with their caps applied, unknowns, force, transitions, where the ladder stood, the past."""

    border: str
    at: datetime
    standing: Snapshot
    past: Past
    firings: tuple[Firing, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    forces: tuple[Force, ...] = ()
    history: tuple[Transition, ...] = ()

    @property
    def good_until(self) -> datetime:
        """The checkpoint holds while nothing that began before this changes."""
        return self.at + REACH

    @property
    def looks_back_to(self) -> datetime:
        """Facts before this needn't be at hand."""
        return self.at - LOOKED_AT


def still_good(checkpoints: Iterable[Checkpoint], *, changed_from: datetime) -> Sequence[Checkpoint]:
    """Those that hold although something that began at ``changed_from`` is new, different or gone; the newest last."""
    return sorted((c for c in checkpoints if c.good_until <= changed_from), key=lambda c: c.at)
