"""What a border is judged from, and what judging it changes: the values that pass between the store and the judge."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.escalation.checkpoint import Checkpoint
from monitor.model.alerts import Alert, Delivery, GroupStanding
from monitor.model.assessments import Assessment, Coverage, Transition
from monitor.model.incidents import Incident
from monitor.model.items import Item
from monitor.model.moderation import Ruling
from monitor.model.reports import Report
from monitor.model.responses import Silence
from monitor.model.rules import RuleMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a case may be narrowed to, if what was judged before was judged by the same ``rules``.

    Of the reports to blocks that are touched, or have a report within ``reach`` of a new one. Of the incidents to theirs, those known of
    ``lately``, and those that a checkpoint looks back to: all, when it wants them ``from_the_beginning``.
    """

    rules: str
    reach: timedelta = timedelta(0)
    lately: timedelta = timedelta(0)
    from_the_beginning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """That a case holds only the reports of blocks which were touched, and of all blocks near.

    ``gone`` are reports that were judged and have changed since, or are no more; ``blocks`` gives each report of a block that is as it was
    that block; ``position`` is the store's own.
    """

    gone: tuple[str, ...] = ()
    blocks: tuple[tuple[str, str], ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that assessing one border reads. ``reports`` hold every mode but only factual ones make incidents; with a ``part`` they are not
    all, and incidents that hold none of them, nor any that is gone, stand as they are.

    ``told`` is the last assessment that people were told from, without what fired; ``incidents`` the last written ones, without those that began before ``since``
    and are neither near a new report nor were heard of lately; ``alerts`` the border's alert log, oldest first; ``rulings`` the desk's. ``elsewhere`` are other borders' state-force incidents by one of this border's sides, from ``since`` on, read only. ``borders`` names every
    border that the store has; ``withdrawn`` are items that their outlet deleted without a word; ``coverage`` and ``silent_since`` say whose feeds
    speak, ``heard_until`` when the next side falls silent if nothing is heard of it. ``quiet_until``
    is the end of a first start's warm-up, past or to come. ``matches`` are the desk's rules that matched what was read lately, ``items`` the
    texts that such rules ask for; ``silences`` those that haven't ended,
    ``acknowledged`` the border's alerts that somebody has seen, ``groups`` what the channels' groups are doing. ``checkpoint`` is where assessing ``incidents`` by the same rules may go on from, if it still holds.
    ``lease`` is the token that the writing must hold.
    """

    border: str
    lease: str
    reports: tuple[Report, ...] = ()
    part: Part | None = None
    incidents: tuple[Incident, ...] = ()
    since: datetime | None = None
    checkpoint: Checkpoint | None = None
    told: Assessment | None = None
    alerts: tuple[Alert, ...] = ()
    elsewhere: tuple[Incident, ...] = ()
    withdrawn: tuple[str, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    borders: tuple[str, ...] = ()
    coverage: tuple[tuple[str, Coverage], ...] = ()
    silent_since: tuple[tuple[str, datetime], ...] = ()
    heard_until: datetime | None = None
    quiet_until: datetime | None = None
    matches: tuple[RuleMatch, ...] = ()
    items: tuple[Item, ...] = ()
    silences: tuple[Silence, ...] = ()
    acknowledged: frozenset[str] = frozenset()
    groups: tuple[GroupStanding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heeding:
    """Another border of states whose strikes are not as they were; ``first_at`` and ``last_at`` is when the first and the last of them began.

    It must look again if one of these states acted there within ``monitor.escalation.checkpoint.REACH`` of them, for the two may be theatres
    of one campaign; and if it is being judged just now, since what it finds may be such an act.
    """

    border: str
    by: tuple[str, ...]
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that assessing one border writes, in one transaction: incidents, assessment, transitions, alerts, the outbox.

    ``blocks`` gives each report that was judged the block it was judged in, by the rules named ``rules``; ``changed`` are the ids of
    incidents that must be written (None: all, the border was judged as a whole) and ``vanished`` of those that are no more.
    ``redirects`` maps ids of incidents that were merged away to the ids that go on. ``dirties`` are other borders that may have to look again, and
    ``doubted`` those whose checkpoints may have heeded strikes that are not as they were, with when the first of these began.
    ``checkpoint`` is where the next assessment may go on from; None with ``keeps_checkpoint``: from where this one did.
    """

    border: str
    lease: str
    assessment: Assessment
    incidents: tuple[Incident, ...] = ()
    part: Part | None = None
    rules: str = ""
    blocks: tuple[tuple[str, str], ...] = ()
    changed: frozenset[str] | None = None
    vanished: tuple[str, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()
    checkpoint: Checkpoint | None = None
    keeps_checkpoint: bool = False
    transitions: tuple[Transition, ...] = ()
    alerts: tuple[Alert, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    dirties: tuple[Heeding, ...] = ()
    doubted: tuple[tuple[str, datetime], ...] = ()
