"""The tables. A row holds the value as JSON in ``body`` plus the columns that are asked for; rows never leave this package.

Open work is always ``<something>_at IS NULL``, so that partial indexes over open work stay small for ever and serve both databases
(SQLite uses a partial index only when its condition stands in the query literally).
"""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from monitor.adapters.store.columns import UTCDateTime, Words
from monitor.model.alerts import DeliveryState

OPEN = frozenset({DeliveryState.PENDING, DeliveryState.CLAIMED})
"""States of a delivery that something is still to be done about."""

_STATES = ", ".join(repr(state.value) for state in DeliveryState)


def _time() -> Column[datetime]:
    return Column(UTCDateTime(), nullable=False)


def _time_or_none() -> Column[datetime]:
    return Column(UTCDateTime(), nullable=True)


def _body() -> Column[str]:
    return Column(Text(), nullable=False)


class Row(SQLModel):
    """What all tables have in common: one metadata of our own, and names for constraints so that they can be altered."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class ItemRow(Row, table=True):
    """An item; ``read_at`` is empty until its present revision has been read, ``withdrawn_at`` unless its outlet deleted it."""

    __tablename__ = "items"
    __table_args__ = (
        Index(
            "ix_items_unread",
            "seen_at",
            "id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
        Index("ix_items_url", "url"),
        Index(
            "ix_items_withdrawn",
            "id",
            sqlite_where=text("withdrawn_at IS NOT NULL"),
            postgresql_where=text("withdrawn_at IS NOT NULL"),
        ),
        CheckConstraint("revision >= 0", name="revision"),
    )
    id: str = Field(primary_key=True)
    url: str | None = None
    seen_at: datetime = Field(sa_column=_time())
    read_at: datetime | None = Field(default=None, sa_column=_time_or_none())
    withdrawn_at: datetime | None = Field(default=None, sa_column=_time_or_none())
    revision: int
    content_hash: str
    body: str = Field(sa_column=_body())


class FeedStateRow(Row, table=True):
    """What polling learned of a feed, and when it is due; ``lease_until`` while it is being polled."""

    __tablename__ = "feed_states"
    __table_args__ = (Index("ix_feed_states_next_due_at", "next_due_at"),)
    feed: str = Field(primary_key=True)
    next_due_at: datetime = Field(sa_column=_time())
    lease_until: datetime | None = Field(default=None, sa_column=_time_or_none())
    body: str = Field(sa_column=_body())


class PushRow(Row, table=True):
    """A subscription at a hub; ``token`` is the last part of the address that it calls."""

    __tablename__ = "pushes"
    __table_args__ = (UniqueConstraint("token"),)
    feed: str = Field(primary_key=True)
    token: str
    body: str = Field(sa_column=_body())


class ReadingRow(Row, table=True):
    """What reading an item came to, without its reports."""

    __tablename__ = "readings"
    item: str = Field(sa_column=Column(ForeignKey("items.id"), primary_key=True))
    mode: str
    left_out: str | None = None
    body: str = Field(sa_column=_body())


class ReportRow(Row, table=True):
    """A report in its lane; ``position`` counts within the item, ``block`` is empty until it has been judged as it stands."""

    __tablename__ = "reports"
    __table_args__ = (
        Index("ix_reports_lane", "lane", "known_at"),
        Index("ix_reports_item", "item"),
        Index("ix_reports_block", "lane", "block"),
        Index("ix_reports_at", "lane", "at"),
    )
    key: str = Field(primary_key=True)
    item: str = Field(sa_column=Column(ForeignKey("items.id"), nullable=False))
    position: int
    lane: str
    act: str
    known_at: datetime = Field(sa_column=_time())
    at: datetime | None = Field(default=None, sa_column=_time_or_none())
    block: str | None = None
    body: str = Field(sa_column=_body())


class StirredRow(Row, table=True):
    """A block that must be judged again though no report of it is new: it lost or changed one, or the desk ruled on one."""

    __tablename__ = "stirred"
    __table_args__ = (Index("ix_stirred_lane", "lane", "position"),)
    position: int | None = Field(default=None, primary_key=True)
    lane: str
    report: str
    block: str


class RuleMatchRow(Row, table=True):
    """A desk's rule that matched an item when it was read; replaced with the item's reading."""

    __tablename__ = "rule_matches"
    __table_args__ = (Index("ix_rule_matches_lane", "lane", "known_at"),)
    item: str = Field(sa_column=Column(ForeignKey("items.id"), primary_key=True))
    rule: str = Field(primary_key=True)
    lane: str
    known_at: datetime = Field(sa_column=_time())
    body: str = Field(sa_column=_body())


class BorderRow(Row, table=True):
    """A lane. ``dirty_mark`` counts what dirtied it, so that what comes while it is assessed isn't taken for assessed.

    ``settled`` names the rules by which its reports and incidents have their blocks; empty when there is doubt.
    ``checkpoint`` holds for these rules only, and while no strike elsewhere that began before ``settled_until`` changes.
    """

    __tablename__ = "borders"
    __table_args__ = (
        Index(
            "ix_borders_dirty",
            "dirty_since",
            sqlite_where=text("dirty_since IS NOT NULL"),
            postgresql_where=text("dirty_since IS NOT NULL"),
        ),
        Index("ix_borders_next_check_at", "next_check_at"),
    )
    lane: str = Field(primary_key=True)
    dirty_mark: int = 0
    dirty_since: datetime | None = Field(default=None, sa_column=_time_or_none())
    lease: str | None = None
    lease_until: datetime | None = Field(default=None, sa_column=_time_or_none())
    next_check_at: datetime | None = Field(default=None, sa_column=_time_or_none())
    settled: str | None = None
    assessment: str | None = Field(default=None, sa_column=Column(Text(), nullable=True))
    checkpoint: str | None = Field(default=None, sa_column=Column(Text(), nullable=True))
    settled_until: datetime | None = Field(default=None, sa_column=_time_or_none())


class IncidentRow(Row, table=True):
    """An incident as last written by its home; ``initiator`` is the state whose act it is, ``block`` that of its reports."""

    __tablename__ = "incidents"
    __table_args__ = (
        Index("ix_incidents_lane", "lane", "started_at"),
        Index("ix_incidents_started_at", "started_at"),
        Index("ix_incidents_initiator", "initiator", "type", "started_at"),
        Index("ix_incidents_block", "lane", "block"),
        CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence"),
    )
    id: str = Field(primary_key=True)
    lane: str
    act: str
    type: str
    initiator: str | None = None
    started_at: datetime = Field(sa_column=_time())
    status: str
    severity: int
    confidence: float
    block: str | None = None
    body: str = Field(sa_column=_body())


class FactsRow(Row, table=True):
    """What incidents are asked by, apart from their bodies and small, so that going through all of them takes milliseconds.

    This and the tables that refer to it are derived from ``incidents`` and ``items`` (see ``facts.py``) and go with the incident.
    """

    __tablename__ = "incident_facts"
    __table_args__ = (
        UniqueConstraint("incident"),
        Index("ix_incident_facts_started_at", "started_at"),
        Index("ix_incident_facts_lane", "lane", "started_at"),
        Index("ix_incident_facts_known_at", "known_at"),
        Index("ix_incident_facts_known_in", "lane", "known_at"),
    )
    number: int | None = Field(default=None, primary_key=True)
    incident: str = Field(sa_column=Column(ForeignKey("incidents.id", ondelete="CASCADE"), nullable=False))
    lane: str
    type: str
    subtype: str
    started_at: datetime = Field(sa_column=_time())
    known_at: datetime = Field(sa_column=_time())
    status: str
    severity: int
    confidence: float
    killed: int


class PointRow(Row, table=True):
    """A place of an incident as a point on the unit sphere: distance is arithmetic there, at the poles and the date line too."""

    __tablename__ = "incident_points"
    __table_args__ = (Index("ix_incident_points_z", "z", "y", "x"),)
    number: int = Field(
        sa_column=Column(ForeignKey("incident_facts.number", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    position: int = Field(primary_key=True)
    x: float
    y: float
    z: float


class WordsRow(Row, table=True):
    """The words of an incident: of its reports' items, and of the names of its parties and places, with their ids behind a colon."""

    __tablename__ = "incident_words"
    number: int = Field(
        sa_column=Column(ForeignKey("incident_facts.number", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    words: list[str] = Field(sa_column=Column(Words(), nullable=False))
    initiator: list[str] = Field(sa_column=Column(Words(), nullable=False))
    target: list[str] = Field(sa_column=Column(Words(), nullable=False))
    place: list[str] = Field(sa_column=Column(Words(), nullable=False))


DERIVED = frozenset({FactsRow.__tablename__, PointRow.__tablename__, WordsRow.__tablename__})
"""Tables that can be made anew from the others."""


class RedirectRow(Row, table=True):
    """An id that was merged away, and the one that goes on."""

    __tablename__ = "redirects"
    __table_args__ = (Index("ix_redirects_new", "new"),)
    old: str = Field(primary_key=True)
    new: str


class RulingRow(Row, table=True):
    """What the desk ruled about an incident of a lane; append-only."""

    __tablename__ = "rulings"
    __table_args__ = (UniqueConstraint("id"), Index("ix_rulings_lane", "lane", "at"))
    position: int | None = Field(default=None, primary_key=True)
    id: str
    lane: str
    at: datetime = Field(sa_column=_time())
    body: str = Field(sa_column=_body())


class FiringRow(Row, table=True):
    """A firing as last computed; replaced with its lane."""

    __tablename__ = "firings"
    lane: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    body: str = Field(sa_column=_body())


class TransitionRow(Row, table=True):
    """A transition that people were told; append-only."""

    __tablename__ = "transitions"
    __table_args__ = (UniqueConstraint("lane", "at", "old", "new"),)
    position: int | None = Field(default=None, primary_key=True)
    lane: str
    at: datetime = Field(sa_column=_time())
    old: str
    new: str
    told_at: datetime = Field(sa_column=_time())
    body: str = Field(sa_column=_body())


class AssessmentRow(Row, table=True):
    """An assessment that said something new (state, outlook or coverage); append-only."""

    __tablename__ = "assessments"
    __table_args__ = (Index("ix_assessments_lane", "lane", "told_at"),)
    position: int | None = Field(default=None, primary_key=True)
    lane: str
    told_at: datetime = Field(sa_column=_time())
    state: str
    score: float
    body: str = Field(sa_column=_body())


class AlertRow(Row, table=True):
    """An alert; append-only, in order of ``position``."""

    __tablename__ = "alerts"
    __table_args__ = (UniqueConstraint("id"), Index("ix_alerts_lane", "lane", "at"), Index("ix_alerts_at", "at"))
    position: int | None = Field(default=None, primary_key=True)
    id: str
    lane: str
    at: datetime = Field(sa_column=_time())
    level: str
    reason: str
    body: str = Field(sa_column=_body())


class DeliveryRow(Row, table=True):
    """A message in the outbox. ``sequence`` never goes back; ``closed_at`` is empty while it is open (pending or claimed)."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(
            "ix_deliveries_open",
            "channel",
            "conversation",
            "sequence",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_deliveries_group",
            "channel",
            "group_key",
            sqlite_where=text("closed_at IS NULL AND group_key IS NOT NULL"),
            postgresql_where=text("closed_at IS NULL AND group_key IS NOT NULL"),
        ),
        Index(
            "ix_deliveries_group_sent",
            "closed_at",
            sqlite_where=text("closed_at IS NOT NULL AND group_key IS NOT NULL"),
            postgresql_where=text("closed_at IS NOT NULL AND group_key IS NOT NULL"),
        ),
        Index("ix_deliveries_alert", "alert"),
        Index("ix_deliveries_state", "state"),
        CheckConstraint(f"state IN ({_STATES})", name="state"),
        CheckConstraint("attempts >= 0", name="attempts"),
        {"sqlite_autoincrement": True},
    )
    sequence: int | None = Field(default=None, primary_key=True)
    key: str
    alert: str
    channel: str
    conversation: str
    group_key: str | None = None
    state: str
    next_try_at: datetime | None = Field(default=None, sa_column=_time_or_none())
    lease_until: datetime | None = Field(default=None, sa_column=_time_or_none())
    attempts: int = 0
    last_reason: str | None = Field(default=None, sa_column=Column(Text(), nullable=True))
    created_at: datetime = Field(sa_column=_time())
    closed_at: datetime | None = Field(default=None, sa_column=_time_or_none())
    body: str = Field(sa_column=_body())


class AttemptRow(Row, table=True):
    """One try of one delivery; append-only."""

    __tablename__ = "attempts"
    delivery: str = Field(sa_column=Column(ForeignKey("deliveries.key"), primary_key=True))
    number: int = Field(primary_key=True)
    body: str = Field(sa_column=_body())


class ThreadRow(Row, table=True):
    """What the other side of a channel calls the first message of a conversation."""

    __tablename__ = "threads"
    channel: str = Field(primary_key=True)
    thread: str = Field(primary_key=True)
    root: str
    at: datetime = Field(sa_column=_time())


class SilenceRow(Row, table=True):
    """What a desk doesn't want to be told until then; those that have ended stay."""

    __tablename__ = "silences"
    __table_args__ = (Index("ix_silences_until", "until"),)
    id: str = Field(primary_key=True)
    until: datetime = Field(sa_column=_time())
    body: str = Field(sa_column=_body())


class AcknowledgementRow(Row, table=True):
    """Somebody has seen an alert."""

    __tablename__ = "acknowledgements"
    alert: str = Field(sa_column=Column(ForeignKey("alerts.id"), primary_key=True))
    by: str = Field(primary_key=True)
    at: datetime = Field(sa_column=_time())
    body: str = Field(sa_column=_body())


class RatingRow(Row, table=True):
    """What somebody says an alert was worth."""

    __tablename__ = "ratings"
    alert: str = Field(sa_column=Column(ForeignKey("alerts.id"), primary_key=True))
    by: str = Field(primary_key=True)
    at: datetime = Field(sa_column=_time())
    body: str = Field(sa_column=_body())


class ConditionRow(Row, table=True):
    """Something that is wrong with the monitor itself, as it stands."""

    __tablename__ = "conditions"
    key: str = Field(primary_key=True)
    body: str = Field(sa_column=_body())
