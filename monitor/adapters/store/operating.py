"""How the monitor itself does: what waits, what gets through, what stands that people were told of. Decides nothing about what is wrong."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func
from sqlmodel import col, select

from monitor.adapters.store import codec, outcomes, statements
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import AlertRow, BorderRow, ConditionRow, DeliveryRow, FactsRow, ItemRow
from monitor.model.alerts import Alert, Delivery, DeliveryState, Reason
from monitor.model.conditions import ChannelFacts, Day, StandingCondition, WorkWaiting

LANE = "operations"
"""Where alerts about the monitor itself are kept: the log of no border."""


class Operating:
    """Implements ``OperateStore``."""

    _engines: Engines

    def standings(self) -> list[StandingCondition]:
        """In order of key."""
        with self._engines.reading() as connection:
            bodies = connection.execute(select(ConditionRow.body).order_by(col(ConditionRow.key))).scalars()
            return [codec.decode(StandingCondition, body) for body in bodies]

    def record_standings(
        self, standings: Sequence[StandingCondition], *, alerts: Sequence[Alert], deliveries: Sequence[Delivery]
    ) -> None:
        """Doing it twice changes nothing."""
        rows = [{"key": each.condition.key, "body": codec.encode(each)} for each in standings]
        with self._engines.writing_durably() as connection:
            kept = [row["key"] for row in rows]
            gone = set(connection.execute(select(ConditionRow.key)).scalars()) - set(kept)
            for piece in statements.pieces(sorted(gone)):
                connection.execute(delete(ConditionRow).where(col(ConditionRow.key).in_(piece)))
            statements.upsert(connection, ConditionRow, rows, changed=True)
            outcomes.tell(connection, LANE, alerts=alerts, deliveries=deliveries)

    def tell(self, alerts: Sequence[Alert], deliveries: Sequence[Delivery]) -> None:
        """What is there already stays as it is."""
        with self._engines.writing_durably() as connection:
            outcomes.tell(connection, LANE, alerts=alerts, deliveries=deliveries)

    def operational_alerts(
        self, *, limit: int, reason: Reason | None = None, until: datetime | None = None
    ) -> list[Alert]:
        """Newest first."""
        mine = select(AlertRow.body).where(col(AlertRow.lane) == LANE)
        if reason is not None:
            mine = mine.where(col(AlertRow.reason) == reason.value)
        if until is not None:
            mine = mine.where(col(AlertRow.at) <= until)
        newest = mine.order_by(col(AlertRow.at).desc(), col(AlertRow.position).desc()).limit(limit)
        with self._engines.reading() as connection:
            return [codec.decode(Alert, body) for body in connection.execute(newest).scalars()]

    def day(self, since: datetime, until: datetime) -> Day:
        """By the times of alerts and incidents, which have indexes; how many items there are is counted, once a day."""
        of_period = (col(AlertRow.at) > since, col(AlertRow.at) <= until, col(AlertRow.lane) != LANE)
        fates = (
            select(DeliveryRow.channel, DeliveryRow.state, func.count())
            .join(AlertRow, col(AlertRow.id) == col(DeliveryRow.alert))
            .where(*of_period)
            .group_by(col(DeliveryRow.channel), col(DeliveryRow.state))
        )
        with self._engines.reading() as connection:
            return Day(
                items=_count(connection, ItemRow),
                unread=_count(connection, ItemRow, col(ItemRow.read_at).is_(None)),
                incidents=_count(connection, FactsRow, col(FactsRow.known_at) > since, col(FactsRow.known_at) <= until),
                alerts=_count(connection, AlertRow, *of_period),
                fates=tuple(
                    sorted((channel, DeliveryState(state), n) for channel, state, n in connection.execute(fates))
                ),
                dead=_count(connection, DeliveryRow, col(DeliveryRow.state) == DeliveryState.DEAD.value),
            )

    def work_waiting(self) -> WorkWaiting:
        """Both by indexes and short tables: the cost doesn't grow with what is done."""
        unread = select(func.count(), func.min(ItemRow.seen_at)).where(col(ItemRow.read_at).is_(None))
        dirty = select(func.count(), func.min(BorderRow.dirty_since)).where(col(BorderRow.dirty_since).is_not(None))
        with self._engines.reading() as connection:
            items, items_since = connection.execute(unread).one()
            borders, borders_since = connection.execute(dirty).one()
        return WorkWaiting(unread=items, unread_since=items_since, dirty=borders, dirty_since=borders_since)

    def channel_facts(self, channels: Sequence[str], *, now: datetime) -> list[ChannelFacts]:
        """Of these, and of every other that messages wait for, in order of name."""
        waiting = select(DeliveryRow.channel).where(col(DeliveryRow.closed_at).is_(None)).distinct()
        with self._engines.reading() as connection:
            names = {*channels, *connection.execute(waiting).scalars()}
            return [_facts(connection, name, now) for name in sorted(names)]


def _count(connection: Connection, row: type[Any], *conditions: Any) -> int:
    count: int = connection.execute(select(func.count()).select_from(row).where(*conditions)).scalar_one()
    return count


def _facts(connection: Connection, channel: str, now: datetime) -> ChannelFacts:
    mine = col(DeliveryRow.channel) == channel
    tried = select(DeliveryRow.created_at, DeliveryRow.attempts, DeliveryRow.last_reason).where(
        mine, col(DeliveryRow.closed_at).is_(None), col(DeliveryRow.attempts) > 0
    )
    in_vain = connection.execute(tried.order_by(col(DeliveryRow.sequence))).all()
    # By the order of the outbox, from its end: a look at the last rows, however many there are.
    arrived = select(DeliveryRow.closed_at).where(mine, col(DeliveryRow.state) == DeliveryState.DELIVERED.value)
    dead = select(DeliveryRow.closed_at, DeliveryRow.last_reason).where(
        mine, col(DeliveryRow.state) == DeliveryState.DEAD.value
    )
    given_up = connection.execute(dead.order_by(col(DeliveryRow.closed_at))).all()
    reasons = [row.last_reason for row in (*in_vain[:1], *given_up[-1:])]
    return ChannelFacts(
        channel=channel,
        delivered_at=connection.execute(arrived.order_by(col(DeliveryRow.sequence).desc()).limit(1)).scalar(),
        waiting_since=min((row.created_at for row in in_vain), default=None),
        tries=max((row.attempts for row in in_vain), default=0),
        reason=next(filter(None, reasons), ""),
        due_since=connection.execute(_untried(mine, now)).scalar(),
        dead=len(given_up),
        dead_at=given_up[-1].closed_at if given_up else None,
    )


def _untried(mine: Any, now: datetime) -> Any:
    """Since when a message has been due that nobody holds."""
    pending = col(DeliveryRow.state) == DeliveryState.PENDING.value
    due = func.coalesce(DeliveryRow.next_try_at, DeliveryRow.created_at)
    return select(func.min(due)).where(mine, col(DeliveryRow.closed_at).is_(None), pending, due <= now)
