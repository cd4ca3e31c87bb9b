"""What came in, and what reading it came to."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, UniqueConstraint, text
from sqlmodel import Field

from monitor.adapters.store.tables.row import Row, long_text, time, time_or_none


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
    seen_at: datetime = Field(sa_column=time())
    read_at: datetime | None = Field(default=None, sa_column=time_or_none())
    withdrawn_at: datetime | None = Field(default=None, sa_column=time_or_none())
    revision: int
    content_hash: str
    body: str = Field(sa_column=long_text())


class FeedStateRow(Row, table=True):
    """What polling learned of a feed, and when it is due; ``lease_until`` while it is being polled."""

    __tablename__ = "feed_states"
    __table_args__ = (Index("ix_feed_states_next_due_at", "next_due_at"),)
    feed: str = Field(primary_key=True)
    next_due_at: datetime = Field(sa_column=time())
    lease_until: datetime | None = Field(default=None, sa_column=time_or_none())
    body: str = Field(sa_column=long_text())


class PushRow(Row, table=True):
    """A subscription at a hub; ``token`` is the last part of the address that it calls."""

    __tablename__ = "pushes"
    __table_args__ = (UniqueConstraint("token"),)
    feed: str = Field(primary_key=True)
    token: str
    body: str = Field(sa_column=long_text())


class ReadingRow(Row, table=True):
    """What reading an item came to, without its reports."""

    __tablename__ = "readings"
    item: str = Field(sa_column=Column(ForeignKey("items.id"), primary_key=True))
    mode: str
    left_out: str | None = None
    body: str = Field(sa_column=long_text())


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
    known_at: datetime = Field(sa_column=time())
    at: datetime | None = Field(default=None, sa_column=time_or_none())
    block: str | None = None
    body: str = Field(sa_column=long_text())


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
    known_at: datetime = Field(sa_column=time())
    body: str = Field(sa_column=long_text())
