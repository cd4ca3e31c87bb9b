"""How the borders stand, and how they stood when people were told."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from monitor.adapters.store.tables.row import Row, long_text, time, time_or_none


class BorderRow(Row, table=True):
    """A lane. ``dirty_mark`` counts what dirtied it, so that what comes while it is assessed isn't taken for assessed.

    ``settled`` names the rules by which its reports and incidents have their blocks; empty when there is doubt. What is long about a border
    has tables of its own: a database writes a row anew, whole, whenever anything in it changes.
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
    dirty_since: datetime | None = Field(default=None, sa_column=time_or_none())
    lease: str | None = None
    lease_until: datetime | None = Field(default=None, sa_column=time_or_none())
    next_check_at: datetime | None = Field(default=None, sa_column=time_or_none())
    settled: str | None = None


class StandingRow(Row, table=True):
    """A lane's last assessment, without what fired."""

    __tablename__ = "standings"
    lane: str = Field(primary_key=True)
    body: str = Field(sa_column=long_text())


class FiringsRow(Row, table=True):
    """All that fired on a lane, as last computed."""

    __tablename__ = "firings"
    lane: str = Field(primary_key=True)
    body: str = Field(sa_column=long_text())


class CheckpointRow(Row, table=True):
    """Where the next assessment may go on from; good for the rules that the lane is settled by, and while no strike elsewhere that began before
    ``until`` changes."""

    __tablename__ = "checkpoints"
    lane: str = Field(primary_key=True)
    until: datetime = Field(sa_column=time())
    body: str = Field(sa_column=long_text())


class TransitionRow(Row, table=True):
    """A transition that people were told; append-only."""

    __tablename__ = "transitions"
    __table_args__ = (UniqueConstraint("lane", "at", "old", "new"),)
    position: int | None = Field(default=None, primary_key=True)
    lane: str
    at: datetime = Field(sa_column=time())
    old: str
    new: str
    told_at: datetime = Field(sa_column=time())
    body: str = Field(sa_column=long_text())


class AssessmentRow(Row, table=True):
    """An assessment that said something new (state, outlook or coverage), without what fired; append-only."""

    __tablename__ = "assessments"
    __table_args__ = (Index("ix_assessments_lane", "lane", "told_at"),)
    position: int | None = Field(default=None, primary_key=True)
    lane: str
    told_at: datetime = Field(sa_column=time())
    state: str
    score: float
    body: str = Field(sa_column=long_text())
