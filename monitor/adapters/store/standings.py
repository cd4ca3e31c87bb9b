"""How borders stand: written whole, read in parts. Decides what is kept apart from what, since a hot border's firings are hundreds of kilobytes.

What an assessment is compared with is small; what fired is written only when it is not as it was, and read only by whoever shows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection
from sqlmodel import col, select

from monitor.adapters.store import codec, statements
from monitor.adapters.store.tables import FiringsRow, StandingRow
from monitor.model.assessments import Assessment, Firing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fired:
    firings: tuple[Firing, ...] = ()


def write(connection: Connection, assessment: Assessment) -> str:
    """In place of the lane's last one. Returns what was written of it but for what fired."""
    lane, body = assessment.border, codec.encode(replace(assessment, firings=()))
    fired = codec.encode(_Fired(firings=assessment.firings))
    statements.upsert(connection, StandingRow, [{"lane": lane, "body": body}])
    statements.upsert(connection, FiringsRow, [{"lane": lane, "body": fired}], changed=True)
    return body


def last(connection: Connection, lane: str) -> str | None:
    """The body of the lane's last assessment, without what fired; None when there was none."""
    body: str | None = connection.execute(select(StandingRow.body).where(col(StandingRow.lane) == lane)).scalar()
    return body


def each(connection: Connection, *lanes: str) -> Iterator[Assessment]:
    """The last assessments whole: of these lanes, or of all."""
    query = select(StandingRow.body, FiringsRow.body).join(FiringsRow, col(FiringsRow.lane) == col(StandingRow.lane))
    for body, fired in connection.execute(query.where(col(StandingRow.lane).in_(lanes)) if lanes else query):
        yield replace(codec.decode(Assessment, body), firings=codec.decode(_Fired, fired).firings)
