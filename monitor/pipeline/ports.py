"""What the cycles ask of the world. Adapters implement these; tests use the real adapters wherever they can.

The store's methods are synchronous and each is one transaction; the cycles call them from one thread. A method that writes either
writes all or nothing.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from monitor.model.alerts import Alert, Attempt, Delivery, DeliveryOutcome, DeliveryState, Message, ThreadRoot
from monitor.model.assessments import Assessment, Firing, Transition
from monitor.model.incidents import Incident
from monitor.model.items import (
    Document,
    FeedState,
    FetchFailure,
    FetchOutcome,
    Item,
    ParsedFeed,
    PollRecord,
    Validators,
)
from monitor.model.moderation import Ruling
from monitor.model.outlets import Feed
from monitor.model.queries import Facet, IncidentQuery, Sort
from monitor.model.reports import Reading, Report

if TYPE_CHECKING:  # who asks for a clock need not load what the judging of a border takes
    from monitor.pipeline.cases import Case, Outcome, Scope

NO_BORDER = "none"
"""The lane of incidents that belong to no border: kept, listed, counted, never lost."""


EVERY_INCIDENT = IncidentQuery()
"""Asks for nothing in particular."""


RINGS_FOR = timedelta(hours=48)
"""What a desk's rule matched is told for so long after it became known. Our choice: two days, in which a desk is made to look twice; the
ladder's own alerts have a longer bound, ``fresh``."""


class MovableClock(Protocol):
    """A clock that is set by hand: replays and the demo."""

    def now(self) -> datetime:
        """The instant last set, aware UTC."""
        ...

    def move_to(self, moment: datetime) -> None:
        """Goes forward; never back."""
        ...


class Clock(Protocol):
    """The only source of the time of day."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        ...


class Fetcher(Protocol):
    """Brings a feed's document over the network. Expected failures are values; it never raises for what a server does."""

    async def fetch(self, feed: Feed, validators: Validators) -> FetchOutcome:
        """One conditional request, redirects followed within limits."""
        ...


class Trust(StrEnum):
    """What is known of a feed whose document is to be parsed: it was fine the last time, nothing is known, or it brought the parser down."""

    PROVEN = "proven"
    UNKNOWN = "unknown"
    SUSPECT = "suspect"


class FeedParser(Protocol):
    """Turns hostile bytes into entries, somewhere that can be killed."""

    async def parse(
        self, document: Document, known: Collection[str] = (), *, trust: Trust = Trust.UNKNOWN
    ) -> ParsedFeed | FetchFailure:
        """The document's entries, or why there are none. Those whose marks are ``known`` may be left out.

        Who is trusted less waits for those who are trusted as little, never the other way round.
        """
        ...


class Sender(Protocol):
    """Hands one message to one channel."""

    async def send(self, channel: str, message: Message) -> DeliveryOutcome:
        """Never raises for what the other side does."""
        ...


class CollectStore(Protocol):
    """What collecting asks of the store."""

    def claim_due_feeds(
        self, feeds: Sequence[str], *, now: datetime, lease: timedelta, limit: int, force: bool = False
    ) -> list[FeedState]:
        """Feeds among ``feeds`` that are due and not leased, unknown ones included (with a fresh state); leases them.

        With ``force`` those that aren't due as well.
        """
        ...

    def plan_feeds(
        self,
        feeds: Sequence[str],
        *,
        due_at: Callable[[str, FeedState | None], datetime],
        lease_until: datetime,
    ) -> int:
        """Makes each feed due when ``due_at`` says, by its state (None: never met); returns how many plans changed.

        No lease then ends later than ``lease_until``: one that did was taken when the clock was wrong.
        """
        ...

    def known_items(self, ids: Sequence[str]) -> dict[str, Item]:
        """The stored items among ``ids``."""
        ...

    def states_of(self, feeds: Sequence[str]) -> dict[str, FeedState]:
        """The states of those among ``feeds`` that were ever met."""
        ...

    def record_poll(self, poll: PollRecord) -> int:
        """Items (new or revised), validators, health and the next time, in one transaction; returns how many items were new or changed.

        A new or changed item is unread. The borders that a withdrawn or restored item's reports touch, and those of the sides
        that are heard again, become dirty. Recording the same poll twice changes nothing.
        """
        ...


class ReadStore(Protocol):
    """What reading asks of the store."""

    def unread_items(self, *, limit: int) -> list[Item]:
        """Items not yet read, oldest ``seen_at`` first."""
        ...

    def record_readings(self, readings: Sequence[Reading], *, now: datetime) -> None:
        """Reports replace the item's earlier ones, their borders (or the lane ``none``) become dirty, items read."""
        ...


class AssessStore(Protocol):
    """What assessing asks of the store."""

    def lease_dirty_border(self, *, now: datetime, lease: timedelta, only: Sequence[str] = ()) -> str | None:
        """The border that has been dirty longest (or whose ``next_check_at`` has come) and is not leased; leases it. None if none."""
        ...

    def lanes_judged_otherwise(self, rules: str) -> list[str]:
        """The lanes that were last judged by other rules than these, by name. Those of which that is in doubt are left out."""
        ...

    def unsettle(self, border: str) -> None:
        """From now on the lane, which is made if need be, counts as judged by other rules than any."""
        ...

    def lease_clean(self, border: str, *, now: datetime, lease: timedelta) -> bool:
        """Leases a border for which nothing waits; False when something does, or it is leased."""
        ...

    def next_check_at(self) -> datetime | None:
        """The soonest time at which some border must be looked at again by time alone."""
        ...

    def first_seen_at(self) -> datetime | None:
        """When the very first item was seen; None while there is none."""
        ...

    def case(self, border: str, *, now: datetime, scope: "Scope | None" = None) -> "Case":
        """Everything that assessing this border reads, reports known at ``now`` or before; narrowed to a scope as far as may be."""
        ...

    def items_of(self, ids: Sequence[str]) -> list[Item]:
        """The stored items among ``ids``."""
        ...

    def extend_lease(self, border: str, *, until: datetime) -> None:
        """Keeps a border leased until then: its judging failed, and must not be tried at once again."""
        ...

    def record_outcome(self, outcome: "Outcome", *, now: datetime) -> bool:
        """One transaction; False (and nothing written) when the lease was lost. Clears the dirty mark unless new reports came since."""
        ...


class ModerateStore(Protocol):
    """What the desk's commands ask of the store."""

    def record_ruling(self, ruling: Ruling, *, now: datetime) -> None:
        """The ruling, and its border dirty, in one transaction. Recording it twice changes nothing."""
        ...

    def rulings(self, border: str | None = None) -> list[Ruling]:
        """The log of one border (or the lane ``none``), or of all, oldest first."""
        ...


class DeliverStore(Protocol):
    """What delivering asks of the store."""

    def claim_deliveries(self, channel: str, *, now: datetime, lease: timedelta, limit: int) -> list[Delivery]:
        """Pending or lapsed deliveries that are due, in order; only the first open one of each conversation. Leases them."""
        ...

    def claim_rest(
        self, of: Delivery, *, now: datetime, lease: timedelta, limit: int, everything: bool = False
    ) -> list[Delivery]:
        """What may go in one message with a claimed delivery: what is due of its group, or of its channel, and held up by nothing else."""
        ...

    def put_off(self, channel: str, *, now: datetime, until: datetime, because: str) -> None:
        """What is due on the channel and not claimed is due then."""
        ...

    def sent_since(self, channel: str, since: datetime) -> list[datetime]:
        """When the channel's messages after ``since`` arrived, oldest first."""
        ...

    def thread_root(self, channel: str, thread: str, *, since: datetime) -> str:
        """What the other side calls the first message of a conversation; empty when it never said, or not after ``since``."""
        ...

    def record_attempt(
        self, *attempts: Attempt, state: DeliveryState, next_try_at: datetime | None, root: ThreadRoot | None = None
    ) -> None:
        """Attempts that were one message, and where their deliveries now stand, in one transaction. A ``root`` takes the place of the one before."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderRow:
    """A line of ``borders list``."""

    border: str
    assessment: Assessment | None
    dirty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is, for ``status`` and ``health``."""

    items: int
    unread: int
    reports: int
    incidents: int
    alerts: int
    pending: int
    dead: int
    dirty: int
    oldest_pending_at: datetime | None


class QueryStore(Protocol):
    """What the command line asks of the store; nothing here writes."""

    def counts(self) -> Counts:
        """How much there is."""
        ...

    def feed_states(self) -> dict[str, FeedState]:
        """Every feed's state by id."""
        ...

    def item(self, item_id: str) -> Item | None:
        """One item, by id or by url."""
        ...

    def items_of(self, ids: Sequence[str]) -> list[Item]:
        """Items by id, in the order given; unknown ones left out."""
        ...

    def items_since(self, since: datetime) -> list[Item]:
        """Items first seen then or later, oldest first, then by id; each as it stands now."""
        ...

    def each_incident(
        self, query: IncidentQuery = EVERY_INCIDENT, *, sort: Sort = Sort.NEWEST, limit: int | None = None
    ) -> Iterator[Incident]:
        """Incidents that meet the query, a few in memory at a time, all of one state of the store; close it when it isn't used up."""
        ...

    def incidents(
        self, query: IncidentQuery = EVERY_INCIDENT, *, sort: Sort = Sort.NEWEST, limit: int | None = None
    ) -> list[Incident]:
        """The same, all at once."""
        ...

    def count_incidents(self, query: IncidentQuery, *, by: Facet) -> dict[str, int]:
        """How many incidents that meet the query there are of each border (or ``none``), type, ...; most first."""
        ...

    def incident_span(self, query: IncidentQuery) -> tuple[datetime, datetime] | None:
        """When the first and the last incident that meet the query started; None when there is none."""
        ...

    def count_incidents_between(self, query: IncidentQuery, edges: Sequence[datetime]) -> list[int]:
        """How many incidents that meet the query started from each of the ascending edges up to, but not including, the next."""
        ...

    def incident(self, incident_id: str) -> Incident | None:
        """One incident; ids that were merged away lead to the one that goes on; a unique prefix will do."""
        ...

    def incident_ids(self, prefix: str) -> list[str]:
        """The incidents that the id or the beginning of one leads to, merges followed; several when it is ambiguous."""
        ...

    def reports_of(self, keys: Sequence[str]) -> list[Report]:
        """Reports by key."""
        ...

    def readings_of(self, items: Sequence[str]) -> dict[str, Reading]:
        """What reading each item came to."""
        ...

    def borders(self) -> list[BorderRow]:
        """Every border ever touched or watched."""
        ...

    def assessment(self, border: str) -> Assessment | None:
        """The assessment of one border (or of the lane ``none``) that people were told from."""
        ...

    def firings(self, border: str) -> list[Firing]:
        """The firings as last computed, oldest first."""
        ...

    def transitions(self, border: str) -> list[Transition]:
        """The transitions that people were told, oldest first."""
        ...

    def alerts(self, *, border: str | None, since: datetime | None, limit: int) -> list[Alert]:
        """Alerts, newest first."""
        ...

    def alert(self, alert_id: str) -> Alert | None:
        """One alert; a unique prefix will do."""
        ...

    def deliveries(
        self,
        *,
        state: DeliveryState | None,
        alert: str | None,
        limit: int,
        border: str | None = None,
        since: datetime | None = None,
        key: str | None = None,
    ) -> list[Delivery]:
        """Deliveries, newest first; ``border`` is that of their alert, ``key`` may be the beginning of one."""
        ...

    def attempts(self, delivery_key: str) -> list[Attempt]:
        """Attempts of one delivery, in order."""
        ...

    def set_delivery_state(self, delivery_key: str, state: DeliveryState, *, now: datetime) -> bool:
        """Retry (pending) or drop a dead letter by hand; False when there is no such delivery."""
        ...


class Store(CollectStore, ReadStore, AssessStore, ModerateStore, DeliverStore, QueryStore, Protocol):
    """The whole."""
