"""Which reports of a lane must be judged again: blocks that were touched, and all that is near. Decides nothing about what they come to.

A report that has no block has not been judged as it stands. ``stirred`` holds blocks that lost a report, or that the desk ruled on.
Whatever leaves doubt (other rules, news that came while a lane was judged) has the whole lane judged again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, or_
from sqlalchemy import update as update_rows
from sqlmodel import col, select

from monitor.adapters.store import codec, statements
from monitor.adapters.store.tables import BorderRow, ReportRow, StirredRow
from monitor.model.reports import Report
from monitor.pipeline.cases import Outcome, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """The reports to be judged. ``part`` is None when they are all that the lane has."""

    reports: tuple[Report, ...]
    part: Part | None


def touched(connection: Connection, lane: str, *, now: datetime, rules: str, reach: timedelta) -> Touched:
    """In order of ``known_at`` and key; none that becomes known later than ``now``."""
    settled = connection.execute(select(BorderRow.settled).where(col(BorderRow.lane) == lane)).scalar()
    mine = (col(ReportRow.lane) == lane) & (col(ReportRow.known_at) <= now)
    if not rules or settled != rules:
        return Touched(reports=_reports(connection, mine), part=None)
    new = connection.execute(select(ReportRow.at, ReportRow.known_at).where(mine, col(ReportRow.block).is_(None))).all()
    stirred = connection.execute(
        select(StirredRow.report, StirredRow.block, StirredRow.position).where(col(StirredRow.lane) == lane)
    ).all()
    blocks = {row.block for row in stirred}
    for start, end in _windows([at for row in new for at in row], reach):
        near = or_(col(ReportRow.at).between(start, end), col(ReportRow.known_at).between(start, end))
        blocks.update(connection.execute(select(ReportRow.block).where(mine, near).distinct()).scalars())
    reports = {report.key: report for report in _reports(connection, mine & col(ReportRow.block).is_(None))}
    for piece in statements.pieces(sorted(block for block in blocks if block)):
        reports |= {report.key: report for report in _reports(connection, mine & col(ReportRow.block).in_(piece))}
    return Touched(
        reports=tuple(sorted(reports.values(), key=lambda report: (report.known_at, report.key))),
        part=Part(
            gone=tuple(row.report for row in stirred), position=max((row.position for row in stirred), default=0)
        ),
    )


def _windows(times: Iterable[datetime], reach: timedelta) -> list[tuple[datetime, datetime]]:
    """The times with ``reach`` on either side, joined where they overlap."""
    windows: list[tuple[datetime, datetime]] = []
    for at in sorted(times):
        if windows and at - reach <= windows[-1][1]:
            windows[-1] = (windows[-1][0], at + reach)
        else:
            windows.append((at - reach, at + reach))
    return windows


def _reports(connection: Connection, wanted: object) -> tuple[Report, ...]:
    query = select(ReportRow.body).where(wanted)  # type: ignore[arg-type]
    rows = connection.execute(query.order_by(col(ReportRow.known_at), col(ReportRow.key))).scalars()
    return tuple(codec.decode(Report, body) for body in rows)


def stir(connection: Connection, keys: Sequence[str]) -> None:
    """Their blocks are judged again, though the reports may be gone by then."""
    for piece in statements.pieces(keys):
        held = select(ReportRow.lane, ReportRow.key, ReportRow.block).where(
            col(ReportRow.key).in_(piece), col(ReportRow.block).is_not(None)
        )
        rows = [{"lane": row.lane, "report": row.key, "block": row.block} for row in connection.execute(held)]
        statements.insert_missing(connection, StirredRow, rows)


def settle(connection: Connection, outcome: Outcome, *, quiet: bool) -> None:
    """Writes down what was judged together. Not ``quiet``: news came meanwhile, and the whole lane must be judged again."""
    lane = update_rows(BorderRow).where(col(BorderRow.lane) == outcome.border)
    connection.execute(lane.values(settled=outcome.rules if quiet else None))
    if not quiet:
        return
    if not outcome.keeps_checkpoint:
        connection.execute(lane.values(checkpoint=codec.encode(outcome.checkpoint) if outcome.checkpoint else None))
    reports = statements.table_of(ReportRow)
    moved = (reports.c.key == bindparam("of_key")) & reports.c.block.is_distinct_from(bindparam("in_block"))
    settled = reports.update().where(moved).values(block=bindparam("in_block"))
    if values := [{"of_key": key, "in_block": block} for key, block in outcome.blocks]:
        connection.execute(settled, values)
    done = delete(StirredRow).where(col(StirredRow.lane) == outcome.border)
    if outcome.part is not None:
        done = done.where(col(StirredRow.position) <= outcome.part.position)
    connection.execute(done)
