"""What all tables have in common: their metadata, and the columns that most have."""

from datetime import datetime

from sqlalchemy import Column, MetaData, Text
from sqlmodel import SQLModel

from monitor.adapters.store.columns import UTCDateTime


def time() -> Column[datetime]:
    """An instant that is always there."""
    return Column(UTCDateTime(), nullable=False)


def time_or_none() -> Column[datetime]:
    """An instant, or empty."""
    return Column(UTCDateTime(), nullable=True)


def long_text() -> Column[str]:
    """A text of any length: as a rule a value as JSON."""
    return Column(Text(), nullable=False)


def long_text_or_none() -> Column[str | None]:
    """The same, or empty."""
    return Column(Text(), nullable=True)


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
