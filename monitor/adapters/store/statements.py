"""The few statements that the databases spell differently, or that must be cut into pieces. Knows nothing of what is stored."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Insert,
    Select,
    String,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped

T = TypeVar("T")

LONGEST_LEASE = timedelta(hours=1)
"""Leases are of minutes."""

_PIECE = 500  # SQLite takes 32,766 variables in a statement; beyond some hundreds longer statements are no faster


def pieces(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in runs short enough for one statement."""
    for start in range(0, len(values), _PIECE):
        yield values[start : start + _PIECE]


def table_of(row: type[Any]) -> Table:
    """The table behind a row class."""
    table: Table = row.__table__
    return table


def each_of(name: str, dialect: str) -> Select[tuple[str]]:
    """For ``IN``: each of the texts in a list, which is the parameter of this name.

    One statement whatever their number. With a parameter for each, the statement is written anew every time, which for one or two rows
    costs as much as fetching them.
    """
    if dialect == "postgresql":
        texts = func.jsonb_array_elements_text(bindparam(name, type_=postgresql.JSONB), type_=String)
        return select(texts.column_valued("text"))
    return select(func.json_each(bindparam(name, type_=JSON)).table_valued("value").c.value)


def begins(column: Mapped[str], prefix: str) -> ColumnElement[bool]:
    """Whether the text begins so. Not LIKE: its wildcards would need escaping, and SQLite's knows no case and no index."""
    return and_(column >= prefix, func.substr(column, 1, len(prefix)) == prefix)


def has_lapsed(lease_until: Any, now: datetime) -> ColumnElement[bool]:
    """Whether a lease is over, or ends so far ahead that it was taken while the clock was wrong."""
    return or_(lease_until <= now, lease_until > now + LONGEST_LEASE)


def insert_missing(connection: Connection, row: type[Any], values: Sequence[dict[str, Any]]) -> int:
    """Inserts those that no unique key forbids; the others change nothing. Returns how many were inserted."""
    if not values:
        return 0
    insert = _inserting(connection.dialect.name, table_of(row))
    return connection.execute(insert, values, execution_options={"preserve_rowcount": True}).rowcount


def upsert(
    connection: Connection,
    row: type[Any],
    values: Sequence[dict[str, Any]],
    *,
    key: str | None = None,
    changed: bool = False,
) -> None:
    """Inserts, or replaces every given column of the row with the same primary key (or with the same ``key``, which must be unique).

    ``changed``: rows that are so already are left alone, triggers too.
    """
    if values:
        table = table_of(row)
        keys = (key,) if key else tuple(column.name for column in table.primary_key)
        insert = _upserting(connection.dialect.name, table, tuple(values[0]), keys=keys, changed=changed)
        connection.execute(insert, values)


# Kept, since building a statement costs as much as executing it.
@cache
def _inserting(dialect: str, table: Table) -> Insert:
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def _upserting(dialect: str, table: Table, columns: tuple[str, ...], *, keys: tuple[str, ...], changed: bool) -> Insert:
    insert = _insert(dialect, table)
    replaced = {name: insert.excluded[name] for name in columns if name not in keys}
    differs = or_(*(table.c[name] != value for name, value in replaced.items())) if changed else None
    return insert.on_conflict_do_update(index_elements=keys, set_=replaced, where=differs)


def _insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
