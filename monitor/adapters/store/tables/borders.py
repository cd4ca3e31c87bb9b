"""How the borders stand, and how they stood when people were told."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from monitor.adapters.store.tables.row import Row, long_text, long_text_or_none, time, time_or_none


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
    dirty_since: datetime | None = Field(default=None, sa_column=time_or_none())
    lease: str | None = None
    lease_until: datetime | None = Field(default=None, sa_column=time_or_none())
    next_check_at: datetime | None = Field(default=None, sa_column=time_or_none())
    settled: str | None = None
    assessment: str | None = Field(default=None, sa_column=long_text_or_none())
    checkpoint: str | None = Field(default=None, sa_column=long_text_or_none())
    settled_until: datetime | None = Field(default=None, sa_column=time_or_none())


class FiringRow(Row, table=True):
    """A firing as last computed; replaced with its lane."""

    __tablename__ = "firings"
    lane: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
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
    """An assessment that said something new (state, outlook or coverage); append-only."""

    __tablename__ = "assessments"
    __table_args__ = (Index("ix_assessments_lane", "lane", "told_at"),)
    position: int | None = Field(default=None, primary_key=True)
    lane: str
    told_at: datetime = Field(sa_column=time())
    state: str
    score: float
    body: str = Field(sa_column=long_text())
