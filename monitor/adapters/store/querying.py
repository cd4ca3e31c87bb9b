"""What the command line asks. Nothing here writes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Executable, func
from sqlmodel import col, select

from monitor.adapters.store import codec, delivering, standings, statements
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import (
    AlertRow,
    AttemptRow,
    BorderRow,
    DeliveryRow,
    FeedStateRow,
    IncidentRow,
    ItemRow,
    ReadingRow,
    ReportRow,
    TransitionRow,
)
from monitor.model.alerts import Alert, Attempt, Delivery, DeliveryState
from monitor.model.assessments import Assessment, Firing, Transition
from monitor.model.items import FeedState, Item
from monitor.model.reports import Reading, Report
from monitor.pipeline import ports


class Querying:
    """Implements ``QueryStore`` but for the one method that writes."""

    _engines: Engines

    def counts(self) -> ports.Counts:
        """``pending`` counts open deliveries, claimed ones too."""
        with self._engines.reading() as connection:
            outbox = select(func.count(), func.min(DeliveryRow.created_at)).where(col(DeliveryRow.closed_at).is_(None))
            pending, oldest = connection.execute(outbox).one()
            return ports.Counts(
                items=_count(connection, ItemRow),
                unread=_count(connection, ItemRow, col(ItemRow.read_at).is_(None)),
                reports=_count(connection, ReportRow),
                incidents=_count(connection, IncidentRow),
                alerts=_count(connection, AlertRow),
                pending=pending,
                dead=_count(connection, DeliveryRow, col(DeliveryRow.state) == DeliveryState.DEAD.value),
                dirty=_count(connection, BorderRow, col(BorderRow.dirty_since).is_not(None)),
                oldest_pending_at=oldest,
            )

    def feed_states(self) -> dict[str, FeedState]:
        """By id, in order of id."""
        states = (
            codec.decode(FeedState, body)
            for body in self._texts(select(FeedStateRow.body).order_by(col(FeedStateRow.feed)))
        )
        return {state.feed: state for state in states}

    def item(self, item_id: str) -> Item | None:
        """Of several items with one url the newest."""
        by_url = (
            select(ItemRow.body)
            .where(col(ItemRow.url) == item_id)
            .order_by(col(ItemRow.seen_at).desc(), col(ItemRow.id))
            .limit(1)
        )
        bodies = self._texts(select(ItemRow.body).where(col(ItemRow.id) == item_id)) or self._texts(by_url)
        return codec.decode(Item, bodies[0]) if bodies else None

    def items_of(self, ids: Sequence[str]) -> list[Item]:
        """In the order given, each time it is given."""
        bodies = self._bodies(col(ItemRow.id), col(ItemRow.body), ids)
        return [codec.decode(Item, bodies[item_id]) for item_id in ids if item_id in bodies]

    def reports_of(self, keys: Sequence[str]) -> list[Report]:
        """In the order given; unknown ones left out."""
        bodies = self._bodies(col(ReportRow.key), col(ReportRow.body), keys)
        return [codec.decode(Report, bodies[key]) for key in keys if key in bodies]

    def items_since(self, since: datetime) -> list[Item]:
        """Items first seen then or later, oldest first, then by id; each as it stands now."""
        wanted = select(ItemRow.body).where(col(ItemRow.seen_at) >= since)
        with self._engines.reading() as connection:
            found = connection.execute(wanted.order_by(col(ItemRow.seen_at), col(ItemRow.id))).scalars()
            return [codec.decode(Item, body) for body in found]

    def readings_of(self, items: Sequence[str]) -> dict[str, Reading]:
        """With their reports, in the order of evidence; items not yet read are left out."""
        with self._engines.reading() as connection:
            bodies = [pair for piece in statements.pieces(items) for pair in _readings(connection, piece)]
            reports = [report for piece in statements.pieces(items) for report in _reports(connection, piece)]
        grouped: dict[str, list[Report]] = {}
        for report in reports:
            grouped.setdefault(report.item, []).append(report)
        return {
            item: replace(codec.decode(Reading, body), reports=tuple(grouped.get(item, ()))) for item, body in bodies
        }

    def borders(self) -> list[ports.BorderRow]:
        """Every lane ever touched, in order of name."""
        query = select(BorderRow.lane, BorderRow.dirty_since).order_by(col(BorderRow.lane))
        with self._engines.reading() as connection:
            lanes = connection.execute(query).all()
            known = {assessment.border: assessment for assessment in standings.each(connection)}
        return [
            ports.BorderRow(border=lane, assessment=known.get(lane), dirty=since is not None) for lane, since in lanes
        ]

    def assessment(self, border: str) -> Assessment | None:
        """As last written."""
        with self._engines.reading() as connection:
            return next(standings.each(connection, border), None)

    def firings(self, border: str) -> list[Firing]:
        """By time; of the same time, in the order in which they were given."""
        known = self.assessment(border)
        return sorted(known.firings, key=lambda firing: firing.at) if known else []

    def transitions(self, border: str) -> list[Transition]:
        """By the time of the change, then of the telling."""
        query = select(TransitionRow.body).where(col(TransitionRow.lane) == border)
        query = query.order_by(col(TransitionRow.at), col(TransitionRow.position))
        return [codec.decode(Transition, body) for body in self._texts(query)]

    def alerts(self, *, border: str | None, since: datetime | None, limit: int) -> list[Alert]:
        """``since`` is part of the period; ``border`` may be the lane ``none``."""
        query = select(AlertRow.body).order_by(col(AlertRow.at).desc(), col(AlertRow.position).desc()).limit(limit)
        if border is not None:
            query = query.where(col(AlertRow.lane) == border)
        if since is not None:
            query = query.where(col(AlertRow.at) >= since)
        return [codec.decode(Alert, body) for body in self._texts(query)]

    def alert(self, alert_id: str) -> Alert | None:
        """None also for a prefix that several alerts share."""
        exact = self._texts(select(AlertRow.body).where(col(AlertRow.id) == alert_id))
        if not alert_id:
            return None
        bodies = exact or self._texts(
            select(AlertRow.body).where(statements.begins(col(AlertRow.id), alert_id)).limit(2)
        )
        return codec.decode(Alert, bodies[0]) if len(bodies) == 1 else None

    def deliveries(
        self,
        *,
        state: DeliveryState | None,
        alert: str | None,
        limit: int,
        border: str | None = None,
        since: datetime | None = None,
        key: str | None = None,
    ) -> list[Delivery]:
        """In the reverse of the order in which they were written; ``key`` may be the beginning of one."""
        table = statements.table_of(DeliveryRow)
        query = table.select().order_by(table.c.sequence.desc()).limit(limit)
        if state is not None:
            query = query.where(table.c.state == state.value)
        if alert is not None:
            query = query.where(table.c.alert == alert)
        if key is not None:
            query = query.where(statements.begins(col(DeliveryRow.key), key))
        if border is not None:
            query = query.where(table.c.alert.in_(select(AlertRow.id).where(col(AlertRow.lane) == border)))
        if since is not None:
            query = query.where(table.c.created_at >= since)
        with self._engines.reading() as connection:
            return [delivering.delivery_of(row) for row in connection.execute(query)]

    def attempts(self, delivery_key: str) -> list[Attempt]:
        """In order of number."""
        query = select(AttemptRow.body).where(col(AttemptRow.delivery) == delivery_key).order_by(col(AttemptRow.number))
        return [codec.decode(Attempt, body) for body in self._texts(query)]

    def _texts(self, query: Executable) -> list[str]:
        with self._engines.reading() as connection:
            return list(connection.execute(query).scalars())

    def _bodies(self, key: Any, body: Any, keys: Sequence[str]) -> dict[str, str]:
        with self._engines.reading() as connection:
            found = (
                connection.execute(select(key, body).where(key.in_(piece))).all() for piece in statements.pieces(keys)
            )
            return {row[0]: row[1] for rows in found for row in rows}


def _count(connection: Connection, row: type[Any], *conditions: Any) -> int:
    count: int = connection.execute(select(func.count()).select_from(row).where(*conditions)).scalar_one()
    return count


def _readings(connection: Connection, items: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (item, body)
        for item, body in connection.execute(
            select(ReadingRow.item, ReadingRow.body).where(col(ReadingRow.item).in_(items))
        )
    ]


def _reports(connection: Connection, items: Sequence[str]) -> list[Report]:
    query = (
        select(ReportRow.body)
        .where(col(ReportRow.item).in_(items))
        .order_by(col(ReportRow.item), col(ReportRow.position))
    )
    return [codec.decode(Report, body) for body in connection.execute(query).scalars()]
