"""What happened, what it is asked by, and what the desk ruled on it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field

from monitor.adapters.store.columns import Words
from monitor.adapters.store.tables.row import Row, long_text, time


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
    started_at: datetime = Field(sa_column=time())
    status: str
    severity: int
    confidence: float
    block: str | None = None
    body: str = Field(sa_column=long_text())


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
    started_at: datetime = Field(sa_column=time())
    known_at: datetime = Field(sa_column=time())
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
    at: datetime = Field(sa_column=time())
    body: str = Field(sa_column=long_text())
