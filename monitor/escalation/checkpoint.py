"""Where an assessment may go on from: everything that is settled about a border until a time, as one value.

State is a pure function of the logs; a checkpoint spares computing its beginning anew. Going on from one gives exactly what computing the
whole would, as long as nothing that began before ``good_until`` has changed since: neither on this border nor in the strikes elsewhere.
Most news is of the last days: a checkpoint kept for later is made of what was settled SETTLED_FOR ago, and holds until something older
turns up (:func:`still_good`, :func:`holds`).

It is as large as what fired until then, since everything that ever fired still counts, if little: some 370 bytes a firing as text.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.escalation.past import Past
from monitor.escalation.standing import Force, Snapshot
from monitor.model.assessments import Firing, Transition, Unknown
from monitor.model.incidents import Incident

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
    """What is settled until ``at``: firings with their caps applied, unknowns, force, transitions, where the ladder stood, the past.

    ``basis`` tells which incidents, here and elsewhere, it was made of, as far as it could have heeded them.
    """

    border: str
    at: datetime
    standing: Snapshot
    past: Past
    firings: tuple[Firing, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    forces: tuple[Force, ...] = ()
    history: tuple[Transition, ...] = ()
    basis: str = ""

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


def holds(
    checkpoint: Checkpoint,
    incidents: Iterable[Incident],
    *,
    now: datetime,
    elsewhere: Iterable[Incident] = (),
    held_from: datetime | None = None,
) -> bool:
    """Whether an assessment at ``now`` may go on from it, given all incidents; that none of those has changed since, the caller knows.

    ``held_from``: since when a side has been silent. What was settled after that may have been timers that must wait.
    """
    until = checkpoint.good_until
    was_heard = held_from is None or checkpoint.at <= held_from
    return until <= now and was_heard and checkpoint.basis == basis(incidents, elsewhere, until=until)


def basis(incidents: Iterable[Incident], elsewhere: Iterable[Incident], *, until: datetime) -> str:
    """A mark of those that began before a time: of this border which there are, of the strikes elsewhere all that is asked of them."""
    here = (i.id for i in incidents if i.started_at < until)
    there = (repr(_asked(i)) for i in elsewhere if i.started_at < until)
    return hashlib.sha256("\n".join((*sorted(here), "", *sorted(there))).encode()).hexdigest()


def _asked(strike: Incident) -> tuple[object, ...]:
    sides = strike.border, strike.initiator_state, strike.target_state
    return strike.id, strike.started_at.timestamp(), strike.type, strike.status.value, strike.confidence, sides
