"""What assessing asks: a dirty lane under a lease, and its case. Decides who may assess; what is written is in ``outcomes.py``."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, not_, or_
from sqlalchemy import update as update_rows
from sqlmodel import col, select

from monitor.adapters.store import (
    codec,
    delivering,
    judged,
    moderating,
    outcomes,
    recalled,
    responding,
    standings,
    statements,
)
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import AlertRow, BorderRow, ItemRow, ReportRow, RuleMatchRow
from monitor.alerts import group
from monitor.model.alerts import Alert
from monitor.model.assessments import Assessment
from monitor.model.rules import RuleMatch
from monitor.pipeline.cases import Case, Outcome, Scope
from monitor.pipeline.ports import RINGS_FOR


class Assessing:
    """Implements ``AssessStore``."""

    _engines: Engines
    _leases: dict[str, str]
    """Tokens of the leases that this store took. A case gets a token from here only: never one that another process holds."""

    def lease_dirty_border(self, *, now: datetime, lease: timedelta, only: Sequence[str] = ()) -> str | None:
        """A lease that ends at ``now`` has lapsed. The lane ``none`` is one like the others."""
        token = secrets.token_hex(16)
        with self._engines.writing() as connection:
            lane = _longest_waiting(connection, only, now=now)
            if lane is None:
                return None
            leased = (
                update_rows(BorderRow).where(col(BorderRow.lane) == lane).values(lease=token, lease_until=now + lease)
            )
            connection.execute(leased)
        self._leases[lane] = token
        return lane

    def lanes_judged_otherwise(self, rules: str) -> list[str]:
        """By the names of the rules that each lane was settled by."""
        others = select(BorderRow.lane).where(col(BorderRow.settled).is_not(None), col(BorderRow.settled) != rules)
        with self._engines.reading() as connection:
            return list(connection.execute(others.order_by(col(BorderRow.lane))).scalars())

    def unsettle(self, border: str) -> None:
        """By rules without a name, which none are."""
        with self._engines.writing() as connection:
            statements.insert_missing(connection, BorderRow, [{"lane": border, "dirty_mark": 0}])
            connection.execute(update_rows(BorderRow).where(col(BorderRow.lane) == border).values(settled=""))

    def lease_clean(self, border: str, *, now: datetime, lease: timedelta) -> bool:
        """Not if it is dirty, its time has come, or anybody holds it."""
        token = secrets.token_hex(16)
        waits = or_(
            col(BorderRow.dirty_since).is_not(None),
            and_(col(BorderRow.next_check_at).is_not(None), col(BorderRow.next_check_at) <= now),
        )
        with self._engines.writing() as connection:
            clean = (col(BorderRow.lane) == border) & not_(waits) & _is_free(now)
            taken = connection.execute(update_rows(BorderRow).where(clean).values(lease=token, lease_until=now + lease))
        if taken.rowcount:
            self._leases[border] = token
        return bool(taken.rowcount)

    def next_check_at(self) -> datetime | None:
        """None when no border waits for a time."""
        with self._engines.reading() as connection:
            soonest: datetime | None = connection.execute(select(func.min(BorderRow.next_check_at))).scalar()
        return soonest

    def first_seen_at(self) -> datetime | None:
        """Items are never deleted, so once known it stays."""
        with self._engines.reading() as connection:
            first: datetime | None = connection.execute(select(func.min(ItemRow.seen_at))).scalar()
        return first

    def extend_lease(self, border: str, *, until: datetime) -> None:
        """Only a lease that this store took and still holds; anyone else's is left alone."""
        mine = (col(BorderRow.lane) == border) & (col(BorderRow.lease) == self._leases.get(border, ""))
        with self._engines.writing() as connection:
            connection.execute(update_rows(BorderRow).where(mine).values(lease_until=until))

    def case(self, border: str, *, now: datetime, scope: Scope | None = None) -> Case:
        """One consistent state of the database. Reports in order of ``known_at`` and key; ``lease`` is empty unless this store leased it."""
        with self._engines.reading() as connection:
            mark, told = _mark(connection, border), standings.last(connection, border)
            found = judged.touched(connection, border, now=now, scope=scope)
            kept = recalled.memory(connection, border, scope=scope, part=found.part is not None, now=now)
            heard_since = now - scope.lately if scope else now
            return Case(
                border=border,
                lease=outcomes.token_with_mark(self._leases.get(border, ""), mark),
                reports=found.reports,
                part=found.part,
                incidents=recalled.incidents(
                    connection, border, since=kept.since, heard_since=heard_since, blocks=found.blocks
                ),
                since=kept.since,
                checkpoint=kept.checkpoint,
                told=codec.decode(Assessment, told) if told else None,
                alerts=_alerts(connection, border),
                elsewhere=recalled.elsewhere(connection, border, since=kept.since),
                withdrawn=_withdrawn(connection, border, now=now),
                rulings=moderating.rulings_of(connection, border),
                borders=_lanes(connection),
                matches=_matches(connection, border, now=now),
                silences=responding.silences_of(connection, ending_after=now),
                acknowledged=responding.acknowledged_of(connection, border),
                groups=delivering.groups_of(connection, since=now - group.LONGEST, now=now),
            )

    def record_outcome(self, outcome: Outcome, *, now: datetime) -> bool:
        """A lease that lapsed still holds as long as nobody else took it: the dirty mark keeps what came meanwhile."""
        with self._engines.writing_durably() as connection:
            return outcomes.record(connection, outcome, now=now)


def _longest_waiting(connection: Connection, only: Sequence[str], *, now: datetime) -> str | None:
    waiting = or_(col(BorderRow.dirty_since).is_not(None), col(BorderRow.next_check_at) <= now)
    since = func.coalesce(col(BorderRow.dirty_since), col(BorderRow.next_check_at))
    query = select(BorderRow.lane).where(waiting, _is_free(now)).order_by(since, col(BorderRow.lane)).limit(1)
    if only:
        query = query.where(col(BorderRow.lane).in_(only))
    lane: str | None = connection.execute(query.with_for_update(skip_locked=True)).scalar()
    return lane


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(col(BorderRow.lease_until).is_(None), statements.has_lapsed(col(BorderRow.lease_until), now))


def _mark(connection: Connection, lane: str) -> int:
    mark: int | None = connection.execute(select(BorderRow.dirty_mark).where(col(BorderRow.lane) == lane)).scalar()
    return mark or 0


def _lanes(connection: Connection) -> tuple[str, ...]:
    return tuple(connection.execute(select(BorderRow.lane).order_by(col(BorderRow.lane))).scalars())


def _withdrawn(connection: Connection, lane: str, *, now: datetime) -> tuple[str, ...]:
    items = select(ItemRow.id).where(col(ItemRow.withdrawn_at).is_not(None), col(ItemRow.withdrawn_at) <= now)
    told = select(ReportRow.item).where(col(ReportRow.item) == col(ItemRow.id), col(ReportRow.lane) == lane)
    return tuple(connection.execute(items.where(told.exists()).order_by(col(ItemRow.id))).scalars())


def _matches(connection: Connection, lane: str, *, now: datetime) -> tuple[RuleMatch, ...]:
    lately = select(RuleMatchRow.body).where(
        col(RuleMatchRow.lane) == lane,
        col(RuleMatchRow.known_at) <= now,
        col(RuleMatchRow.known_at) >= now - RINGS_FOR,
    )
    return tuple(codec.decode(RuleMatch, body) for body in connection.execute(lately).scalars())


def _alerts(connection: Connection, lane: str) -> tuple[Alert, ...]:
    log = select(AlertRow.body).where(col(AlertRow.lane) == lane).order_by(col(AlertRow.at), col(AlertRow.position))
    return tuple(codec.decode(Alert, body) for body in connection.execute(log).scalars())
