"""What reading asks and writes: unread items out; readings and reports in, and the lanes that must look again marked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Integer, bindparam, delete, func
from sqlmodel import col, select

from monitor.adapters.store import codec, judged, lanes, statements
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import ItemRow, ReadingRow, ReportRow, RuleMatchRow
from monitor.model.items import Item
from monitor.model.reports import Reading, Report
from monitor.model.rules import RuleMatch


class ReadingItems:
    """Implements ``ReadStore``."""

    _engines: Engines

    def unread_items(self, *, limit: int) -> list[Item]:
        """Oldest ``seen_at`` first, then by id."""
        unread = (
            select(ItemRow.body)
            .where(col(ItemRow.read_at).is_(None))
            .order_by(col(ItemRow.seen_at), col(ItemRow.id))
            .limit(limit)
        )
        with self._engines.reading() as connection:
            return [codec.decode(Item, body) for body in connection.execute(unread).scalars()]

    def record_readings(self, readings: Sequence[Reading], *, now: datetime) -> None:
        """Lanes that an item's earlier reports touched become dirty too; an item read as before dirties nothing.

        A reading that names a ``revision`` leaves the item unread when a newer revision came meanwhile.
        """
        latest = {reading.item: reading for reading in readings}
        with self._engines.writing() as connection:
            touched = _replace_reports(connection, latest) | _replace_matches(connection, latest)
            statements.upsert(connection, ReadingRow, [_reading_values(reading) for reading in latest.values()])
            _mark_read(connection, latest.values(), now=now)
            lanes.mark_dirty(connection, touched, now=now)


def _replace_reports(connection: Connection, readings: dict[str, Reading]) -> set[str]:
    old = dict(pair for piece in statements.pieces(list(readings)) for pair in _stored(connection, piece))
    new = {report.key: report for reading in readings.values() for report in reading.reports}
    rows = [
        _report_values(report, position)
        for reading in readings.values()
        for position, report in enumerate(reading.reports)
    ]
    changed = [row for row in rows if old.get(str(row["key"])) != row["body"]]
    same = new.keys() - {str(row["key"]) for row in changed}
    judged.stir(connection, [key for key in old if key not in same])
    for piece in statements.pieces([key for key in old if key not in new]):
        connection.execute(delete(ReportRow).where(col(ReportRow.key).in_(piece)))
    statements.upsert(connection, ReportRow, changed)
    before = [codec.decode(Report, body) for key, body in old.items() if key not in same]
    after = [report for key, report in new.items() if key not in same]
    return {lanes.lane_of(report.border) for report in (*before, *after)}


def _replace_matches(connection: Connection, readings: dict[str, Reading]) -> set[str]:
    """The lanes of matches that came or changed: what a rule no longer matches was told, and can't be untold."""
    of_items = [col(RuleMatchRow.item).in_(piece) for piece in statements.pieces(list(readings))]
    old = {row.body for each in of_items for row in connection.execute(select(RuleMatchRow.body).where(each))}
    rows = [_match_values(match) for reading in readings.values() for match in reading.matches]
    if old or rows:
        for each in of_items:
            connection.execute(delete(RuleMatchRow).where(each))
        statements.upsert(connection, RuleMatchRow, rows)
    return {str(row["lane"]) for row in rows if row["body"] not in old}


def _match_values(match: RuleMatch) -> dict[str, object]:
    return {
        "item": match.item,
        "rule": match.rule,
        "lane": lanes.lane_of(match.border),
        "known_at": match.known_at,
        "body": codec.encode(match),
    }


def _stored(connection: Connection, items: Sequence[str]) -> list[tuple[str, str]]:
    rows = connection.execute(select(ReportRow.key, ReportRow.body).where(col(ReportRow.item).in_(items)))
    return [(key, body) for key, body in rows]


def _mark_read(connection: Connection, readings: Iterable[Reading], *, now: datetime) -> None:
    items = statements.table_of(ItemRow)
    current = items.c.revision == func.coalesce(bindparam("as_read", type_=Integer()), items.c.revision)
    read = items.update().where(items.c.id == bindparam("of_item"), current).values(read_at=now)
    if values := [{"of_item": reading.item, "as_read": reading.revision} for reading in readings]:
        connection.execute(read, values)


def _reading_values(reading: Reading) -> dict[str, object]:
    return {
        "item": reading.item,
        "mode": reading.mode.value,
        "left_out": reading.left_out.value if reading.left_out else None,
        "body": codec.encode(replace(reading, reports=(), matches=())),
    }


def _report_values(report: Report, position: int) -> dict[str, object]:
    return {
        "key": report.key,
        "item": report.item,
        "position": position,
        "lane": lanes.lane_of(report.border),
        "act": report.act.value,
        "known_at": report.known_at,
        "at": report.at,
        "block": None,
        "body": codec.encode(report),
    }
