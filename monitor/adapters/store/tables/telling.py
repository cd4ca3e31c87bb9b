"""What people are told, how it gets there, and what they answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, UniqueConstraint, text
from sqlmodel import Field

from monitor.adapters.store.tables.row import Row, long_text, long_text_or_none, time, time_or_none
from monitor.model.alerts import DeliveryState

OPEN = frozenset({DeliveryState.PENDING, DeliveryState.CLAIMED})
"""States of a delivery that something is still to be done about."""

_STATES = ", ".join(repr(state.value) for state in DeliveryState)


class AlertRow(Row, table=True):
    """An alert; append-only, in order of ``position``."""

    __tablename__ = "alerts"
    __table_args__ = (UniqueConstraint("id"), Index("ix_alerts_lane", "lane", "at"), Index("ix_alerts_at", "at"))
    position: int | None = Field(default=None, primary_key=True)
    id: str
    lane: str
    at: datetime = Field(sa_column=time())
    level: str
    reason: str
    body: str = Field(sa_column=long_text())


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
    next_try_at: datetime | None = Field(default=None, sa_column=time_or_none())
    lease_until: datetime | None = Field(default=None, sa_column=time_or_none())
    attempts: int = 0
    last_reason: str | None = Field(default=None, sa_column=long_text_or_none())
    created_at: datetime = Field(sa_column=time())
    closed_at: datetime | None = Field(default=None, sa_column=time_or_none())
    body: str = Field(sa_column=long_text())


class AttemptRow(Row, table=True):
    """One try of one delivery; append-only."""

    __tablename__ = "attempts"
    delivery: str = Field(sa_column=Column(ForeignKey("deliveries.key"), primary_key=True))
    number: int = Field(primary_key=True)
    body: str = Field(sa_column=long_text())


class ThreadRow(Row, table=True):
    """What the other side of a channel calls the first message of a conversation."""

    __tablename__ = "threads"
    channel: str = Field(primary_key=True)
    thread: str = Field(primary_key=True)
    root: str
    at: datetime = Field(sa_column=time())


class SilenceRow(Row, table=True):
    """What a desk doesn't want to be told until then; those that have ended stay."""

    __tablename__ = "silences"
    __table_args__ = (Index("ix_silences_until", "until"),)
    id: str = Field(primary_key=True)
    until: datetime = Field(sa_column=time())
    body: str = Field(sa_column=long_text())


class AcknowledgementRow(Row, table=True):
    """Somebody has seen an alert."""

    __tablename__ = "acknowledgements"
    alert: str = Field(sa_column=Column(ForeignKey("alerts.id"), primary_key=True))
    by: str = Field(primary_key=True)
    at: datetime = Field(sa_column=time())
    body: str = Field(sa_column=long_text())


class RatingRow(Row, table=True):
    """What somebody says an alert was worth."""

    __tablename__ = "ratings"
    alert: str = Field(sa_column=Column(ForeignKey("alerts.id"), primary_key=True))
    by: str = Field(primary_key=True)
    at: datetime = Field(sa_column=time())
    body: str = Field(sa_column=long_text())


class ConditionRow(Row, table=True):
    """Something that is wrong with the monitor itself, as it stands."""

    __tablename__ = "conditions"
    key: str = Field(primary_key=True)
    body: str = Field(sa_column=long_text())
