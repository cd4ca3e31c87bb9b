"""Lanes: the borders, and ``none`` for what belongs to no border. Decides what makes one dirty; knows nothing of assessing it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, func, literal
from sqlalchemy import update as update_rows
from sqlmodel import col

from monitor.adapters.store import statements
from monitor.adapters.store.columns import UTCDateTime
from monitor.adapters.store.tables import BorderRow
from monitor.pipeline.ports import NO_BORDER


def lane_of(border: str | None) -> str:
    """The lane of what belongs to this border, or to none."""
    return border or NO_BORDER


def mark_dirty(connection: Connection, touched: Iterable[str], *, now: datetime) -> None:
    """Dirty since the first mark that is not yet assessed. Goes by name, in one order everywhere, so that writers can't deadlock."""
    lanes = sorted(set(touched))
    statements.insert_missing(connection, BorderRow, [{"lane": lane, "dirty_mark": 0} for lane in lanes])
    since = func.coalesce(col(BorderRow.dirty_since), literal(now, UTCDateTime()))
    for lane in lanes:
        marked = update_rows(BorderRow).where(col(BorderRow.lane) == lane)
        connection.execute(marked.values(dirty_mark=col(BorderRow.dirty_mark) + 1, dirty_since=since))
