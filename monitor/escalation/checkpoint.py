"""Where an assessment may go on from: everything that is settled about a border until a time, as one value.

State is a pure function of the logs; a checkpoint spares computing its beginning anew. Going on from one gives exactly what computing the
whole would, as long as nothing that began before ``good_until`` has changed since: neither on this border nor in the strikes elsewhere.
Most news is of the last days: a checkpoint kept for later is made of what was settled SETTLED_FOR ago, and holds until something older
turns up (:func:`still_good`, :func:`holds`). Whoever keeps one forgets it when a strike elsewhere that it may have heeded changes.

It is as large as what fired until then, since everything that ever fired still counts, if little: some 370 bytes a firing as text.
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

SETTLED_FOR = timedelta(days=14)
"""How old the checkpoint is made that the next assessments go on from: few reports tell of what began longer ago than this, less REACH."""

RENEWED_AFTER = timedelta(days=14)
"""How much more must be settled before another one is worth its keeping."""


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


def holds(checkpoint: Checkpoint, *, now: datetime, held_from: datetime | None = None) -> bool:
    """Whether an assessment at ``now`` may go on from it; that nothing before it has changed since, the caller knows.

    ``held_from``: since when a side has been silent. What was settled after that may have been timers that must wait.
    """
    return checkpoint.good_until <= now and (held_from is None or checkpoint.at <= held_from)
