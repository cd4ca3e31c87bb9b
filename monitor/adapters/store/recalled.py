"""Which incidents a case holds: all, or no more of the past than judging what is new may look back to.

How much that is, is the pipeline's to say (``Scope``), and the checkpoint's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection
from sqlmodel import col, select

from monitor.adapters.store import codec, statements
from monitor.adapters.store.tables import BorderRow, CheckpointRow, FactsRow, IncidentRow
from monitor.escalation.checkpoint import Checkpoint
from monitor.model.incidents import Incident
from monitor.pipeline.cases import Scope
from monitor.pipeline.ports import NO_BORDER

_STATE_FORCE = "force_state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """From where the assessment goes on, and ``since`` when incidents must be at hand for that (None: all)."""

    checkpoint: Checkpoint | None = None
    since: datetime | None = None


def memory(connection: Connection, lane: str, *, scope: Scope | None, part: bool, now: datetime) -> Memory:
    """Nothing when other rules made it, or what it is of is in doubt. What has no border has no course to go on."""
    if scope is None or not part or scope.from_the_beginning:
        return Memory()
    if lane == NO_BORDER:
        return Memory(since=now)
    settled = select(BorderRow.lane).where(col(BorderRow.lane) == lane, col(BorderRow.settled) == scope.rules)
    mine = select(CheckpointRow.body).where(col(CheckpointRow.lane) == lane, settled.exists())
    body: str | None = connection.execute(mine).scalar()
    checkpoint = codec.decode(Checkpoint, body) if body else None
    return Memory(checkpoint=checkpoint, since=checkpoint.looks_back_to if checkpoint else None)


def incidents(
    connection: Connection, lane: str, *, since: datetime | None, heard_since: datetime, blocks: Sequence[str]
) -> tuple[Incident, ...]:
    """Those that began at ``since`` or later, those last heard of at ``heard_since`` or later, and those of the blocks; by start and id."""
    mine = col(IncidentRow.lane) == lane
    if since is None:
        bodies = dict(_bodies(connection, [mine]))
    else:
        lately = select(FactsRow.incident).where(col(FactsRow.lane) == lane, col(FactsRow.known_at) >= heard_since)
        wanted = [mine & (col(IncidentRow.started_at) >= since), col(IncidentRow.id).in_(lately)]
        wanted += [mine & col(IncidentRow.block).in_(piece) for piece in statements.pieces(blocks)]
        bodies = dict(_bodies(connection, wanted))
    found = (codec.decode(Incident, body) for body in bodies.values())
    return tuple(sorted(found, key=lambda incident: (incident.started_at, incident.id)))


def elsewhere(connection: Connection, lane: str, *, since: datetime | None) -> tuple[Incident, ...]:
    """Strikes of this border's sides on other borders."""
    sides = [side for side in lane.split("-") if side]
    strikes = (
        (col(IncidentRow.type) == _STATE_FORCE)
        & col(IncidentRow.initiator).in_(sides)
        & (col(IncidentRow.lane) != lane)
    )
    if since is not None:
        strikes &= col(IncidentRow.started_at) >= since
    found = (codec.decode(Incident, body) for _, body in _bodies(connection, [strikes]))
    return tuple(sorted(found, key=lambda incident: (incident.started_at, incident.id)))


def _bodies(connection: Connection, wanted: Sequence[ColumnElement[bool]]) -> Iterator[tuple[str, str]]:
    for condition in wanted:
        for row in connection.execute(select(IncidentRow.id, IncidentRow.body).where(condition)):
            yield row.id, row.body
