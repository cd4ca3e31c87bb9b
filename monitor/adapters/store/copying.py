"""A whole store into another database, table by table: from SQLite to PostgreSQL, back, or between two of a kind.

What is derived is made anew, since each database has its own form of it. The source is read in one consistent state, in use or not. The target must have no rows; it is filled whole or not at all.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Integer, Table, func, select, text

from monitor.adapters.store import facts, faults
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import DERIVED, Row
from monitor.errors import StoreError, UsageError

_BATCH = 500
_COPIED = [table for table in Row.metadata.sorted_tables if table.name not in DERIVED]


def copy(source: Engines, target: Engines) -> dict[str, int]:
    """Rows copied of each table. Raises UsageError for a target that holds something, StoreError when the counts differ in the end."""
    copied: dict[str, int] = {}
    with source.reading() as old, target.writing_durably() as new:
        _refuse_filled(new, target)
        for table in _COPIED:
            copied[table.name] = _copy_table(old, new, table)
        _compare(new, target, copied)
        facts.fill(new)
    return copied


def _copy_table(old: Connection, new: Connection, table: Table) -> int:
    count = 0
    rows = old.execution_options(stream_results=True).execute(select(table)).mappings()
    for batch in _batches(dict(row) for row in rows):
        new.execute(table.insert(), batch)
        count += len(batch)
    _go_on_counting(new, table)
    return count


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _go_on_counting(new: Connection, table: Table) -> None:
    # SQLite counts on from the largest number by itself; PostgreSQL's sequences don't see numbers that were given.
    counted = [column for column in table.primary_key if isinstance(column.type, Integer)]
    if new.dialect.name != "postgresql" or len(table.primary_key) != 1 or not counted:
        return
    largest = new.execute(select(func.max(counted[0]))).scalar()
    if largest is not None:
        sequence = text("SELECT setval(pg_get_serial_sequence(:table, :column), :largest)")
        new.execute(sequence, {"table": table.name, "column": counted[0].name, "largest": largest})


def _refuse_filled(new: Connection, target: Engines) -> None:
    filled = [table.name for table in _COPIED if new.execute(select(table).limit(1)).first()]
    if filled:
        raise UsageError(f"{faults.shown(target.url)} holds rows already ({', '.join(filled)}); give an empty database")


def _compare(new: Connection, target: Engines, copied: dict[str, int]) -> None:
    for table in _COPIED:
        arrived = new.execute(select(func.count()).select_from(table)).scalar_one()
        if arrived != copied[table.name]:
            raise StoreError(
                f"{faults.shown(target.url)} has {arrived} rows of {table.name} after {copied[table.name]} were copied; nothing was kept"
            )
