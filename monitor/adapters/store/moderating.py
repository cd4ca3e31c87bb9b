"""The desk's rulings: an append-only log, and the lanes that it makes dirty. What a ruling means is not decided here."""

from datetime import datetime

from sqlalchemy import Connection
from sqlmodel import col, select

from monitor.adapters.store import codec, judged, lanes, statements
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import RulingRow
from monitor.model.moderation import Ruling


class Moderating:
    """Implements ``ModerateStore``."""

    _engines: Engines

    def record_ruling(self, ruling: Ruling, *, now: datetime) -> None:
        """One transaction; a ruling that is there already changes nothing."""
        lane = lanes.lane_of(ruling.border)
        row = {"id": ruling.id, "lane": lane, "at": ruling.at, "body": codec.encode(ruling)}
        with self._engines.writing_durably() as connection:
            if connection.execute(select(RulingRow.id).where(col(RulingRow.id) == ruling.id)).first():
                return
            statements.insert_missing(connection, RulingRow, [row])
            judged.stir(connection, (*ruling.reports, *ruling.others))
            lanes.mark_dirty(connection, [lane], now=now)

    def rulings(self, border: str | None = None) -> list[Ruling]:
        """The whole log, or one lane's, oldest first."""
        with self._engines.reading() as connection:
            return list(rulings_of(connection, border))


def rulings_of(connection: Connection, lane: str | None) -> tuple[Ruling, ...]:
    """One lane's rulings, or all of them, in the order in which they were recorded."""
    query = select(RulingRow.body).order_by(col(RulingRow.at), col(RulingRow.position))
    if lane is not None:
        query = query.where(col(RulingRow.lane) == lane)
    return tuple(codec.decode(Ruling, body) for body in connection.execute(query).scalars())
