"""Which reports of a lane must be judged again: blocks that were touched, and all that is near. Decides nothing about what they come to.

A report that has no block has not been judged as it stands. ``stirred`` holds blocks that lost a report, or that the desk ruled on.
Whatever leaves doubt (other rules, news that came while a lane was judged) has the whole lane judged again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete
from sqlalchemy import update as update_rows
from sqlmodel import col, select

from monitor.adapters.store import codec, statements
from monitor.adapters.store.tables import BorderRow, CheckpointRow, IncidentRow, ReportRow, StirredRow
from monitor.escalation.checkpoint import Checkpoint
from monitor.model.reports import Report
from monitor.pipeline.cases import Outcome, Part, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """The reports to be judged, and the blocks in which they or others were judged before. ``part`` is None when they are all that the lane has."""

    reports: tuple[Report, ...]
    part: Part | None
    blocks: tuple[str, ...] = ()


def touched(connection: Connection, lane: str, *, now: datetime, scope: Scope | None) -> Touched:
    """In order of ``known_at`` and key; none that becomes known later than ``now``."""
    settled = connection.execute(select(BorderRow.settled).where(col(BorderRow.lane) == lane)).scalar()
    mine = col(ReportRow.lane) == lane
    if scope is None or settled != scope.rules:
        return Touched(reports=_in_order(_reports(connection, mine, now=now)), part=None)
    new = _reports(connection, mine & col(ReportRow.block).is_(None), now=now)
    stirred = connection.execute(
        select(StirredRow.report, StirredRow.block, StirredRow.position).where(col(StirredRow.lane) == lane)
    ).all()
    lost = {row.block for row in stirred}
    blocks = set(lost)
    for start, end in _windows([at for report, _ in new for at in (report.at, report.known_at)], scope.reach):
        for time in (col(ReportRow.at), col(ReportRow.known_at)):
            near = select(ReportRow.block).where(mine, time.between(start, end)).distinct()
            blocks.update(connection.execute(near).scalars())
    found = list(new)
    known = tuple(sorted(block for block in blocks if block))
    for piece in statements.pieces(known):
        found += _reports(connection, mine & col(ReportRow.block).in_(piece), now=now)
    return Touched(
        reports=_in_order(found),
        part=Part(
            gone=tuple(row.report for row in stirred),
            blocks=tuple((report.key, block) for report, block in found if block and block not in lost),
            position=max((row.position for row in stirred), default=0),
        ),
        blocks=known,
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


def _reports(connection: Connection, wanted: ColumnElement[bool], *, now: datetime) -> list[tuple[Report, str | None]]:
    """Each with its block."""
    # Asked for in the query, the time would have SQLite go through the whole lane rather than through the few that are wanted.
    rows = connection.execute(select(ReportRow.body, ReportRow.block, ReportRow.known_at).where(wanted))
    return [(codec.decode(Report, row.body), row.block) for row in rows if row.known_at <= now]


def _in_order(found: Iterable[tuple[Report, str | None]]) -> tuple[Report, ...]:
    return tuple(sorted((report for report, _ in found), key=lambda report: (report.known_at, report.key)))


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
        _keep(connection, outcome.border, outcome.checkpoint)
    home = dict(outcome.blocks)
    judged = [incident for incident in outcome.incidents if incident.reports and incident.reports[0] in home]
    _put(connection, statements.table_of(ReportRow), "key", home)
    _put(connection, statements.table_of(IncidentRow), "id", {one.id: home[one.reports[0]] for one in judged})
    done = delete(StirredRow).where(col(StirredRow.lane) == outcome.border)
    if outcome.part is not None:
        done = done.where(col(StirredRow.position) <= outcome.part.position)
    connection.execute(done)


def _keep(connection: Connection, lane: str, kept: Checkpoint | None) -> None:
    if kept is None:
        connection.execute(delete(CheckpointRow).where(col(CheckpointRow.lane) == lane))
    else:
        row = {"lane": lane, "until": kept.good_until, "body": codec.encode(kept)}
        statements.upsert(connection, CheckpointRow, [row])


def _put(connection: Connection, table: Table, key: str, blocks: Mapping[str, str]) -> None:
    moved = (table.c[key] == bindparam("of_key")) & table.c.block.is_distinct_from(bindparam("in_block"))
    settled = table.update().where(moved).values(block=bindparam("in_block"))
    if values := [{"of_key": name, "in_block": block} for name, block in blocks.items()]:
        connection.execute(settled, values)


def doubt(connection: Connection, lane: str, *, since: datetime) -> None:
    """Forgets the lane's checkpoint if it may have heeded what began at ``since``, and is not as it was."""
    heeding = (col(CheckpointRow.lane) == lane) & (col(CheckpointRow.until) > since)
    connection.execute(delete(CheckpointRow).where(heeding))
