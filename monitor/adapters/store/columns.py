"""Types of columns that both databases keep alike: instants, and words that are searched."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, DateTime, Dialect, Text, cast
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import TypeDecorator, TypeEngine

from monitor.model import times


class UTCDateTime(TypeDecorator[datetime]):
    """Aware instants in, aware UTC out, on every database; a time without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses naive times; SQLite keeps the digits alone, so they must be those of UTC."""
        del dialect
        return None if value is None else times.utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite gives naive digits, PostgreSQL the session's zone."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[Sequence[str]]):
    """Folded words in order, for searching: on SQLite a text that an FTS5 table indexes, on PostgreSQL a ``tsvector``. No word holds a blank."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The database's own type."""
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:
        """PostgreSQL gets the words one by one with their positions: none of its own ideas of what a word is."""
        if value is None or dialect.name != "postgresql":
            return None if value is None else " ".join(value)
        return " ".join(f"{quoted(word)}:{position}" for position, word in enumerate(value, start=1))

    def bind_expression(self, bindparam: BindParameter[Sequence[str]]) -> ColumnElement[Sequence[str]]:
        """Text is turned into the column's type where that is another."""
        return cast(bindparam, self)


def quoted(word: str) -> str:
    """A word as ``tsvector`` and ``tsquery`` take it, whatever is in it."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
