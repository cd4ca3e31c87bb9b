"""What people answer to alerts: silences, acknowledgements, ratings. What follows from them is not decided here."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import Connection
from sqlmodel import col, select

from monitor.adapters.store import codec, delivering, statements
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import AcknowledgementRow, AlertRow, RatingRow, SilenceRow
from monitor.alerts import silence as silencing
from monitor.model.alerts import Alert
from monitor.model.responses import Acknowledgement, Rating, Silence


class Responding:
    """Implements ``RespondStore``."""

    _engines: Engines

    def record_silence(self, silence: Silence) -> None:
        """Replaces the one with the same id."""
        row = {"id": silence.id, "until": silence.until, "body": codec.encode(silence)}
        with self._engines.writing_durably() as connection:
            statements.upsert(connection, SilenceRow, [row])

    def silence_what_waits(self, silence: Silence, *, now: datetime) -> int:
        """Alerts are looked up once each; what is claimed already goes out."""
        with self._engines.writing_durably() as connection:
            waiting = delivering.waiting(connection, now=now)
            alerts = {each.id: each for each in _alerts(connection, {delivery.alert for delivery in waiting})}
            caught = [
                delivery.key
                for delivery in waiting
                if delivery.alert in alerts
                and silencing.find(alerts[delivery.alert], [silence], now=delivery.next_try_at or now)
            ]
            delivering.drop(connection, caught, because=silencing.says(silence), at=now)
        return len(caught)

    def silences(self, *, ending_after: datetime | None = None) -> list[Silence]:
        """The first to end comes first."""
        with self._engines.reading() as connection:
            return list(silences_of(connection, ending_after=ending_after))

    def record_acknowledgement(self, acknowledgement: Acknowledgement) -> None:
        """One for each alert and person. What was to go out if nobody acknowledged the alert is dropped with it."""
        seen = acknowledgement
        row = {"alert": seen.alert, "by": codec.plain(seen.by), "at": seen.at, "body": codec.encode(seen)}
        with self._engines.writing_durably() as connection:
            statements.insert_missing(connection, AcknowledgementRow, [row])
            delivering.drop_unneeded(connection, seen.alert, because=f"acknowledged by {seen.by}", at=seen.at)

    def acknowledgements(self, alert: str) -> list[Acknowledgement]:
        """In order of time."""
        mine = select(AcknowledgementRow.body).where(col(AcknowledgementRow.alert) == alert)
        with self._engines.reading() as connection:
            bodies = connection.execute(mine.order_by(col(AcknowledgementRow.at))).scalars()
            return [codec.decode(Acknowledgement, body) for body in bodies]

    def acknowledged(self, border: str) -> frozenset[str]:
        """By anybody, at any time."""
        with self._engines.reading() as connection:
            return acknowledged_of(connection, border)

    def record_rating(self, rating: Rating) -> None:
        """Replaces the person's earlier one."""
        given = rating
        row = {"alert": given.alert, "by": codec.plain(given.by), "at": given.at, "body": codec.encode(given)}
        with self._engines.writing_durably() as connection:
            statements.upsert(connection, RatingRow, [row])

    def ratings(self, alert: str | None = None) -> list[Rating]:
        """In order of time."""
        wanted = select(RatingRow.body).order_by(col(RatingRow.at), col(RatingRow.alert))
        if alert is not None:
            wanted = wanted.where(col(RatingRow.alert) == alert)
        with self._engines.reading() as connection:
            return [codec.decode(Rating, body) for body in connection.execute(wanted).scalars()]


def _alerts(connection: Connection, ids: Collection[str]) -> Iterator[Alert]:
    for piece in statements.pieces(sorted(ids)):
        found = connection.execute(select(AlertRow.body).where(col(AlertRow.id).in_(piece))).scalars()
        yield from (codec.decode(Alert, body) for body in found)


def silences_of(connection: Connection, *, ending_after: datetime | None) -> tuple[Silence, ...]:
    """Those that haven't ended by then, or all."""
    wanted = select(SilenceRow.body).order_by(col(SilenceRow.until), col(SilenceRow.id))
    if ending_after is not None:
        wanted = wanted.where(col(SilenceRow.until) > ending_after)
    return tuple(codec.decode(Silence, body) for body in connection.execute(wanted).scalars())


def acknowledged_of(connection: Connection, lane: str) -> frozenset[str]:
    """The alerts of the lane that somebody has acknowledged."""
    mine = select(AcknowledgementRow.alert).join(AlertRow, col(AlertRow.id) == col(AcknowledgementRow.alert))
    return frozenset(connection.execute(mine.where(col(AlertRow.lane) == lane)).scalars())
