"""The outbox: deliveries claimed in order under a lease, attempts recorded. Decides nothing about when to try again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, case, exists, func, or_, true
from sqlalchemy import update as update_rows
from sqlmodel import col, select

from monitor.adapters.store import codec, statements
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import OPEN, AttemptRow, DeliveryRow, ThreadRow
from monitor.alerts import retry
from monitor.errors import UsageError
from monitor.model.alerts import Attempt, Delivery, DeliveryState, GroupStanding, Hold, ThreadRoot
from monitor.model.standing import ChannelStanding

_TABLE = statements.table_of(DeliveryRow)
_EARLIER = _TABLE.alias("earlier")


class Delivering:
    """Implements ``DeliverStore``, and what an operator may do to a delivery by hand."""

    _engines: Engines

    def claim_deliveries(self, channel: str, *, now: datetime, lease: timedelta, limit: int) -> list[Delivery]:
        """At most one of each conversation, oldest first; a conversation whose first open delivery isn't due waits for it."""
        due = _TABLE.select().where(_TABLE.c.channel == channel, _is_open(), _is_due(now), ~_is_behind())
        chosen = due.order_by(_TABLE.c.sequence).limit(limit).with_for_update(skip_locked=True)
        with self._engines.writing_durably() as connection:
            waiting = [delivery_of(row) for row in connection.execute(chosen)]
            _lease(connection, [delivery.key for delivery in waiting], until=now + lease)
        return [replace(delivery, state=DeliveryState.CLAIMED) for delivery in waiting]

    def claim_rest(
        self, of: Delivery, *, now: datetime, lease: timedelta, limit: int, everything: bool = False
    ) -> list[Delivery]:
        """In order; what waits, or what somebody else has claimed, holds up those behind it in its conversation."""
        others, mine = _EARLIER.c.sequence != of.sequence, _TABLE.c.group_key == of.group
        held_up = others & ~_is_due(now, _EARLIER)
        if not everything:
            held_up = others & (~_is_due(now, _EARLIER) | _EARLIER.c.group_key.is_distinct_from(of.group))
        chosen = _TABLE.select().where(
            _TABLE.c.channel == of.channel,
            _is_open(),
            _is_due(now),
            true() if everything else mine,
            ~_is_behind(held_up),
        )
        with self._engines.writing_durably() as connection:
            rows = connection.execute(chosen.order_by(_TABLE.c.sequence).limit(limit).with_for_update())
            rest = [delivery_of(row) for row in rows]
            _lease(connection, [delivery.key for delivery in rest], until=now + lease)
        return [replace(delivery, state=DeliveryState.CLAIMED) for delivery in rest]

    def put_off(self, channel: str, *, now: datetime, until: datetime, because: str) -> None:
        """Nothing is written when nothing is due."""
        due = (
            (_TABLE.c.channel == channel) & _is_open() & (_TABLE.c.state == DeliveryState.PENDING.value) & _is_due(now)
        )
        with self._engines.reading() as connection:
            found = list(connection.execute(select(_TABLE.c.key).where(due)).scalars())
        if found:
            with self._engines.writing_durably() as connection:
                for piece in statements.pieces(found):
                    put = _TABLE.update().where(_TABLE.c.key.in_(piece), due)
                    connection.execute(put.values(next_try_at=until, last_reason=codec.plain(because)))

    def sent_since(self, channel: str, since: datetime) -> list[datetime]:
        """Deliveries that were closed at one moment were one message."""
        done = (_TABLE.c.state == DeliveryState.DELIVERED.value) & (_TABLE.c.closed_at > since)
        times = select(_TABLE.c.closed_at).where(_TABLE.c.channel == channel, done).distinct()
        with self._engines.reading() as connection:
            return list(connection.execute(times.order_by(_TABLE.c.closed_at)).scalars())

    def thread_root(self, channel: str, thread: str, *, since: datetime) -> str:
        """The latest that was recorded."""
        mine = select(ThreadRow.root).where(
            col(ThreadRow.channel) == channel, col(ThreadRow.thread) == codec.plain(thread), col(ThreadRow.at) > since
        )
        with self._engines.reading() as connection:
            return connection.execute(mine).scalar() or ""

    def record_attempt(
        self, *attempts: Attempt, state: DeliveryState, next_try_at: datetime | None, root: ThreadRoot | None = None
    ) -> None:
        """An attempt whose number is recorded already changes nothing.

        What was closed meanwhile (by hand, or by whoever claimed it after the lease had lapsed) isn't opened again; that it arrived counts.
        """
        with self._engines.writing_durably() as connection:
            if root is not None:
                row = {"channel": root.channel, "thread": codec.plain(root.thread), "root": root.root, "at": root.at}
                statements.upsert(connection, ThreadRow, [row])
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

    def prove_alive(self, channels: Sequence[str], *, now: datetime) -> datetime | None:
        """Writes a page of the database, and gives the time since when a message to one of them has been due (None when none is)."""
        due = select(func.min(func.coalesce(_TABLE.c.next_try_at, _TABLE.c.lease_until, _TABLE.c.created_at)))
        with self._engines.writing() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
            mine = _TABLE.c.channel.in_(channels)
            since: datetime | None = connection.execute(
                due.where(mine, _is_open(), _is_due(now), ~_is_behind())
            ).scalar()
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
        group=row.group_key or "",
    )


def post(connection: Connection, deliveries: Sequence[Delivery]) -> None:
    """Into the outbox. What only waits, in front of one of its conversation that is due sooner, becomes due with it."""
    statements.insert_missing(connection, DeliveryRow, [_values(delivery) for delivery in deliveries])
    for new in deliveries:
        if new.state is DeliveryState.PENDING and new.next_try_at is not None:
            mine = select(DeliveryRow.sequence).where(col(DeliveryRow.key) == new.key).scalar_subquery()
            waiting = update_rows(DeliveryRow).where(
                col(DeliveryRow.channel) == new.channel,
                col(DeliveryRow.conversation) == new.conversation,
                col(DeliveryRow.closed_at).is_(None),
                col(DeliveryRow.sequence) < mine,
                col(DeliveryRow.attempts) == 0,
                col(DeliveryRow.next_try_at) > new.next_try_at,
            )
            connection.execute(waiting.values(next_try_at=new.next_try_at))


def groups_of(connection: Connection, *, since: datetime, now: datetime) -> tuple[GroupStanding, ...]:
    """Groups that something waits in, or that had a message after ``since``. What is being sent counts as sent now."""
    grouped, mine = _TABLE.c.group_key.is_not(None), (_TABLE.c.channel, _TABLE.c.group_key)
    in_flight = func.max(case((_TABLE.c.state == DeliveryState.CLAIMED.value, 1), else_=0))
    waiting = select(*mine, func.min(_TABLE.c.next_try_at), in_flight).where(grouped, _is_open()).group_by(*mine)
    done = _TABLE.c.state == DeliveryState.DELIVERED.value
    lately = select(*mine, func.max(_TABLE.c.closed_at)).where(
        grouped, done, _TABLE.c.closed_at > since, _TABLE.c.closed_at <= now
    )
    dues = {(row[0], row[1]): (row[2], now if row[3] else None) for row in connection.execute(waiting)}
    last = {(row[0], row[1]): row[2] for row in connection.execute(lately.group_by(*mine))}
    return tuple(_standing_of(key, *dues.get(key, (None, None)), last.get(key)) for key in sorted({*dues, *last}))


def _standing_of(
    key: tuple[str, str], due_at: datetime | None, in_flight: datetime | None, sent_at: datetime | None
) -> GroupStanding:
    return GroupStanding(channel=key[0], group=key[1], due_at=due_at, sent_at=in_flight or sent_at)


def _is_due(now: datetime, of: FromClause = _TABLE) -> ColumnElement[bool]:
    planned = or_(of.c.next_try_at.is_(None), of.c.next_try_at <= now, _was_planned_by_a_wrong_clock(now, of))
    pending = (of.c.state == DeliveryState.PENDING.value) & planned
    lapsed = (of.c.state == DeliveryState.CLAIMED.value) & statements.has_lapsed(of.c.lease_until, now)
    return or_(pending, lapsed)


def _was_planned_by_a_wrong_clock(now: datetime, of: FromClause) -> ColumnElement[bool]:
    """Its time, or that of the next try, lies further ahead than it can: since then the clock was set back. Its conversation waits for it."""
    tried_ahead = (of.c.attempts > 0) & (of.c.next_try_at > now + retry.LATEST_PLAN)
    return or_(tried_ahead, of.c.created_at > now + retry.CLOCK_MAY_DIFFER)


def _is_open(of: FromClause = _TABLE) -> ColumnElement[bool]:
    return of.c.closed_at.is_(None)


def _is_behind(*by: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether an earlier one of its conversation is open (for which this holds)."""
    same = (_EARLIER.c.channel == _TABLE.c.channel) & (_EARLIER.c.conversation == _TABLE.c.conversation)
    return exists().where(same, _is_open(_EARLIER), _EARLIER.c.sequence < _TABLE.c.sequence, *by)


def _lease(connection: Connection, keys: list[str], *, until: datetime) -> None:
    for piece in statements.pieces(keys):
        claim = update_rows(DeliveryRow).where(col(DeliveryRow.key).in_(piece))
        connection.execute(claim.values(state=DeliveryState.CLAIMED.value, lease_until=until))


def drop_unneeded(connection: Connection, alert: str, *, because: str, at: datetime) -> None:
    """Closes what was to go out only if nobody acknowledged the alert, and hasn't been tried."""
    found = [
        delivery_of(row) for row in connection.execute(_untried().where(_TABLE.c.alert == alert).with_for_update())
    ]
    drop(connection, [d.key for d in found if d.hold is Hold.ACKNOWLEDGEMENT], because=because, at=at)


def waiting(connection: Connection, *, now: datetime) -> list[Delivery]:
    """What has not been tried and is not due yet."""
    later = _untried().where(_TABLE.c.next_try_at > now).order_by(_TABLE.c.sequence)
    return [delivery_of(row) for row in connection.execute(later.with_for_update())]


def drop(connection: Connection, keys: Sequence[str], *, because: str, at: datetime) -> None:
    """Closes them for good, with the reason."""
    dropped = {**_standing(DeliveryState.DROPPED, next_try_at=None, at=at), "last_reason": codec.plain(because)}
    for piece in statements.pieces(keys):
        connection.execute(update_rows(DeliveryRow).where(col(DeliveryRow.key).in_(piece)).values(dropped))


def _untried() -> Select[Any]:
    return _TABLE.select().where(_TABLE.c.state == DeliveryState.PENDING.value, _is_open(), _TABLE.c.attempts == 0)


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


def _values(delivery: Delivery) -> dict[str, object]:
    return {
        "key": delivery.key,
        "alert": delivery.alert,
        "channel": delivery.channel,
        "conversation": delivery.conversation,
        "group_key": delivery.group or None,
        "state": delivery.state.value,
        "next_try_at": delivery.next_try_at,
        "attempts": delivery.attempts,
        "last_reason": codec.plain(delivery.last_reason),
        "created_at": delivery.created_at,
        "closed_at": None if delivery.state in OPEN else delivery.created_at,
        "body": codec.encode(delivery),
    }
