"""Whether a store is whole: the file's own check, references, and that every body can be read. Changes nothing."""

from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, func
from sqlmodel import col, select

from monitor.adapters.store import codec
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import AlertRow, DeliveryRow, IncidentRow, ItemRow, ReportRow
from monitor.model.alerts import Alert, Delivery
from monitor.model.incidents import Incident
from monitor.model.items import Item
from monitor.model.reports import Report

_BODIES: tuple[tuple[type[Any], type[Any]], ...] = (
    (ItemRow, Item),
    (ReportRow, Report),
    (IncidentRow, Incident),
    (AlertRow, Alert),
    (DeliveryRow, Delivery),
)
_NAMED = 5
"""So many broken rows of a table are named; the rest is counted."""


def check(engines: Engines) -> list[str]:
    """What is wrong, in sentences; empty when all is well."""
    with engines.reading() as connection:
        found = _of_the_file(connection) if connection.dialect.name == "sqlite" else []
        return found or [*_lost_alerts(connection), *_unreadable(connection)]


def _of_the_file(connection: Connection) -> list[str]:
    complaints = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    found = [f"the file is damaged: {complaint}" for complaint in complaints if complaint != "ok"]
    return found + [f"{row[0]}: row {row[1]} refers to a row of {row[2]} that isn't there" for row in dangling]


def _lost_alerts(connection: Connection) -> list[str]:
    known = select(col(AlertRow.id)).where(col(AlertRow.id) == col(DeliveryRow.alert)).exists()
    lost = connection.execute(select(func.count()).select_from(DeliveryRow).where(~known)).scalar_one()
    return [f"{lost} deliveries are of alerts that aren't there"] if lost else []


def _unreadable(connection: Connection) -> list[str]:
    return [sentence for row, kind in _BODIES for sentence in _unreadable_of(connection, row, kind)]


def _unreadable_of(connection: Connection, row: type[Any], kind: type[Any]) -> list[str]:
    table = row.__table__
    broken = []
    bodies = connection.execution_options(stream_results=True).execute(table.select())
    for body in bodies.mappings():
        try:
            codec.decode(kind, body["body"])
        except ValidationError:
            broken.append(str(next(iter(body.values()))))
    if not broken:
        return []
    more = f" and {len(broken) - _NAMED} more" if len(broken) > _NAMED else ""
    return [f"{table.name}: can't be read: {', '.join(broken[:_NAMED])}{more}"]
