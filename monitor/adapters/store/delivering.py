"""The outbox: deliveries claimed in order under a lease, attempts recorded. Decides nothing about when to try again."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, func, or_
from sqlalchemy import update as update_rows
from sqlmodel import col, select

from monitor.adapters.store import codec, statements
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import OPEN, AttemptRow, DeliveryRow
from monitor.alerts import retry
from monitor.errors import UsageError
from monitor.model.alerts import Attempt, Delivery, DeliveryState, Hold
from monitor.model.standing import ChannelStanding

_TABLE = statements.table_of(DeliveryRow)


class Delivering:
    """Implements ``DeliverStore``, and what an operator may do to a delivery by hand."""

    _engines: Engines

    def claim_deliveries(self, channel: str, *, now: datetime, lease: timedelta, limit: int) -> list[Delivery]:
        """At most one of each conversation, oldest first; a conversation whose first open delivery isn't due waits for it."""
        due = _TABLE.select().where(_TABLE.c.channel == channel, _is_open(), _is_due(now), _is_first())
        chosen = due.order_by(_TABLE.c.sequence).limit(limit).with_for_update(skip_locked=True)
        with self._engines.writing_durably() as connection:
            waiting = [delivery_of(row) for row in connection.execute(chosen)]
            _lease(connection, [delivery.key for delivery in waiting], until=now + lease)
        return [replace(delivery, state=DeliveryState.CLAIMED) for delivery in waiting]

    def claim_rest(self, of: Delivery, *, now: datetime, lease: timedelta, limit: int) -> list[Delivery]:
        """In order; one that waits, or that somebody else has claimed, holds up those behind it."""
        behind = _TABLE.select().where(
            _TABLE.c.channel == of.channel,
            _TABLE.c.conversation == of.conversation,
            _TABLE.c.sequence > of.sequence,
            _is_open(),
        )
        due = _TABLE.c.sequence.in_(select(_TABLE.c.sequence).where(_is_due(now)))
        chosen = behind.add_columns(due.label("due")).order_by(_TABLE.c.sequence).limit(limit).with_for_update()
        with self._engines.writing_durably() as connection:
            rows = takewhile(lambda row: row.due, connection.execute(chosen).all())
            rest = [delivery_of(row) for row in rows]
            _lease(connection, [delivery.key for delivery in rest], until=now + lease)
        return [replace(delivery, state=DeliveryState.CLAIMED) for delivery in rest]

    def record_attempt(self, *attempts: Attempt, state: DeliveryState, next_try_at: datetime | None) -> None:
        """An attempt whose number is recorded already changes nothing.

        What was closed meanwhile (by hand, or by whoever claimed it after the lease had lapsed) isn't opened again; that it arrived counts.
        """
        with self._engines.writing_durably() as connection:
            for attempt in sorted(attempts, key=lambda each: each.delivery):
                if _append(connection, attempt):
                    _move(connection, attempt, state, next_try_at=next_try_at)

    def set_delivery_state(self, delivery_key: str, state: DeliveryState, *, now: datetime) -> bool:
        """``pending`` is due at once, in its old place, with all of its time before it. Raises UsageError for ``claimed``, which only a
        claim makes.
        """
        if state is DeliveryState.CLAIMED:
            raise UsageError("a delivery can't be set to claimed by hand; choose pending or dropped")
        mine = col(DeliveryRow.key) == delivery_key
        with self._engines.writing_durably() as connection:
            body = connection.execute(select(DeliveryRow.body).where(mine).with_for_update()).scalar()
            if body is None:
                return False
            values = _standing(state, next_try_at=now, at=now)
            if state is DeliveryState.PENDING:
                again = replace(codec.decode(Delivery, body), expires_at=now + retry.EXPIRES_AFTER)
                values["body"] = codec.encode(again)
            connection.execute(update_rows(DeliveryRow).where(mine).values(values))
        return True

    def prove_alive(self, *, now: datetime) -> datetime | None:
        """Writes a page of the database, and gives the time since when a message has been due (None when none is)."""
        due = select(func.min(func.coalesce(_TABLE.c.next_try_at, _TABLE.c.lease_until, _TABLE.c.created_at)))
        with self._engines.writing() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
            since: datetime | None = connection.execute(due.where(_is_open(), _is_due(now), _is_first())).scalar()
        return since

    def waiting_since(self, *, now: datetime) -> datetime | None:
        """When the oldest open message was written, not counting those that are held back on purpose and have never been tried."""
        waits = or_(_TABLE.c.attempts > 0, _is_due(now))
        with self._engines.reading() as connection:
            since: datetime | None = connection.execute(
                select(func.min(_TABLE.c.created_at)).where(_is_open(), waits)
            ).scalar()
        return since

    def channel_standing(self, channel: str) -> ChannelStanding:
        """Of a channel that was never used: nothing."""
        query = select(_TABLE.c.state, func.count(), func.max(_TABLE.c.closed_at)).where(_TABLE.c.channel == channel)
        with self._engines.reading() as connection:
            rows = connection.execute(query.group_by(_TABLE.c.state)).all()
        counts = {DeliveryState(state): number for state, number, _ in rows}
        return ChannelStanding(
            open=sum(counts.get(state, 0) for state in OPEN),
            dead=counts.get(DeliveryState.DEAD, 0),
            last_delivered_at=next((at for state, _, at in rows if state == DeliveryState.DELIVERED.value), None),
        )


def delivery_of(row: Row[Any]) -> Delivery:
    """A delivery as it stands now: its body is as it was made (or put back by hand), where it stands is in the columns."""
    return replace(
        codec.decode(Delivery, row.body),
        state=DeliveryState(row.state),
        next_try_at=row.next_try_at,
        attempts=row.attempts,
        last_reason=row.last_reason,
        sequence=row.sequence,
    )


def _is_due(now: datetime) -> ColumnElement[bool]:
    pending = (_TABLE.c.state == DeliveryState.PENDING.value) & or_(
        _TABLE.c.next_try_at.is_(None), _TABLE.c.next_try_at <= now
    )
    lapsed = (_TABLE.c.state == DeliveryState.CLAIMED.value) & (_TABLE.c.lease_until <= now)
    return or_(pending, lapsed)


def _is_open() -> ColumnElement[bool]:
    return _TABLE.c.closed_at.is_(None)


def _is_first() -> ColumnElement[bool]:
    earlier = _TABLE.alias("earlier")
    same = (earlier.c.channel == _TABLE.c.channel) & (earlier.c.conversation == _TABLE.c.conversation)
    return ~exists().where(same, earlier.c.closed_at.is_(None), earlier.c.sequence < _TABLE.c.sequence)


def _lease(connection: Connection, keys: list[str], *, until: datetime) -> None:
    for piece in statements.pieces(keys):
        claim = update_rows(DeliveryRow).where(col(DeliveryRow.key).in_(piece))
        connection.execute(claim.values(state=DeliveryState.CLAIMED.value, lease_until=until))


def drop_unneeded(connection: Connection, alert: str, *, because: str, at: datetime) -> None:
    """Closes what was to go out only if nobody acknowledged the alert, and hasn't been tried."""
    waiting = _TABLE.select().where(
        _TABLE.c.alert == alert, _TABLE.c.state == DeliveryState.PENDING.value, _TABLE.c.attempts == 0
    )
    found = [delivery_of(row) for row in connection.execute(waiting.with_for_update())]
    for delivery in found:
        if delivery.hold is Hold.ACKNOWLEDGEMENT:
            dropped = _standing(DeliveryState.DROPPED, next_try_at=None, at=at)
            mine = update_rows(DeliveryRow).where(col(DeliveryRow.key) == delivery.key)
            connection.execute(mine.values({**dropped, "last_reason": codec.plain(because)}))


def _move(connection: Connection, attempt: Attempt, state: DeliveryState, *, next_try_at: datetime | None) -> None:
    tried = update_rows(DeliveryRow).where(col(DeliveryRow.key) == attempt.delivery)
    connection.execute(tried.values(attempts=attempt.number, last_reason=codec.plain(attempt.reason) or None))
    if state is not DeliveryState.DELIVERED:
        tried = tried.where(col(DeliveryRow.closed_at).is_(None))
    connection.execute(tried.values(_standing(state, next_try_at=next_try_at, at=attempt.finished_at)))


def _append(connection: Connection, attempt: Attempt) -> bool:
    mine = (col(AttemptRow.delivery) == attempt.delivery) & (col(AttemptRow.number) == attempt.number)
    # On PostgreSQL the delivery's row is the lock: two who record the same attempt come one after the other.
    connection.execute(select(DeliveryRow.key).where(col(DeliveryRow.key) == attempt.delivery).with_for_update())
    if connection.execute(select(AttemptRow.number).where(mine)).first():
        return False
    row = {"delivery": attempt.delivery, "number": attempt.number, "body": codec.encode(attempt)}
    statements.insert_missing(connection, AttemptRow, [row])
    return True


def _standing(state: DeliveryState, *, next_try_at: datetime | None, at: datetime) -> dict[str, object]:
    is_open = state in OPEN
    return {
        "state": state.value,
        "next_try_at": next_try_at if is_open else None,
        "lease_until": None,
        "closed_at": None if is_open else at,
    }
