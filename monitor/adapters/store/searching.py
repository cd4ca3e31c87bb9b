"""What can be asked of the incidents: conditions, orders and counts as SQL over ``incident_facts``. Nothing here writes."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import reduce
from itertools import pairwise
from math import radians, sin
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, and_, func, or_, type_coerce
from sqlmodel import col, select

from monitor.adapters.store import codec, facts, fulltext, statements
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import FactsRow, IncidentRow, PointRow, RedirectRow
from monitor.model.geometry import EARTH_RADIUS_KM
from monitor.model.incidents import Incident
from monitor.model.queries import Circle, Facet, IncidentQuery, Sort
from monitor.pipeline.ports import EVERY_INCIDENT

_AT_ONCE = 200
"""Bodies in memory at a time: enough for few statements, little memory (a body takes some kilobytes)."""

_FACTS = statements.table_of(FactsRow).c
_POINTS = statements.table_of(PointRow).c
_LATEST = (_FACTS.started_at.desc(), _FACTS.incident)
_ORDERS: dict[Sort, Sequence[ColumnElement[Any]]] = {
    Sort.NEWEST: _LATEST,
    Sort.OLDEST: (_FACTS.started_at, _FACTS.incident),
    Sort.CHANGED: (_FACTS.known_at.desc(), *_LATEST),
    Sort.SEVERITY: (_FACTS.severity.desc(), *_LATEST),
    Sort.CONFIDENCE: (_FACTS.confidence.desc(), *_LATEST),
    Sort.KILLED: (_FACTS.killed.desc(), *_LATEST),
}
_COUNTED: dict[Facet, ColumnElement[str]] = {
    Facet.BORDER: _FACTS.lane,
    Facet.TYPE: _FACTS.type,
    Facet.SUBTYPE: _FACTS.subtype,
    Facet.STATUS: _FACTS.status,
}


class Searching:
    """Implements the part of ``QueryStore`` that is about incidents."""

    _engines: Engines

    def each_incident(
        self, query: IncidentQuery = EVERY_INCIDENT, *, sort: Sort = Sort.NEWEST, limit: int | None = None
    ) -> Iterator[Incident]:
        """Holds one reading transaction until it is used up or closed."""
        with self._engines.reading() as connection:
            ids = select(_FACTS.incident).where(*_conditions(connection, query)).order_by(*_ORDERS[sort]).limit(limit)
            with connection.execution_options(stream_results=True).execute(ids) as streamed:
                for piece in streamed.scalars().partitions(_AT_ONCE):
                    yield from _bodies(connection, piece)

    def incidents(
        self, query: IncidentQuery = EVERY_INCIDENT, *, sort: Sort = Sort.NEWEST, limit: int | None = None
    ) -> list[Incident]:
        """In order."""
        return list(self.each_incident(query, sort=sort, limit=limit))

    def count_incidents(self, query: IncidentQuery, *, by: Facet) -> dict[str, int]:
        """Most first, then by name."""
        counted = _COUNTED[by]
        with self._engines.reading() as connection:
            met = select(counted, func.count()).where(*_conditions(connection, query)).group_by(counted)
            rows = connection.execute(met.order_by(func.count().desc(), counted))
            return {row[0]: row[1] for row in rows}

    def incident_span(self, query: IncidentQuery) -> tuple[datetime, datetime] | None:
        """The first and the last start."""
        with self._engines.reading() as connection:
            span = select(func.min(_FACTS.started_at), func.max(_FACTS.started_at))
            first, last = connection.execute(span.where(*_conditions(connection, query))).one()
            return None if first is None else (first, last)

    def count_incidents_between(self, query: IncidentQuery, edges: Sequence[datetime]) -> list[int]:
        """Compared in the form that the database keeps: turning a hundred thousand times into instants would take longer than all else."""
        with self._engines.reading() as connection:
            kept = _FACTS.started_at.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
            times = select(type_coerce(_FACTS.started_at, String)).where(*_conditions(connection, query))
            found = connection.execute(times.order_by(_FACTS.started_at)).scalars().all()
            places = [bisect_left(found, kept(edge) if kept else edge) for edge in edges]
            return [after - before for before, after in pairwise(places)]

    def incident(self, incident_id: str) -> Incident | None:
        """None also for a prefix that several incidents share."""
        found = self.incident_ids(incident_id)
        with self._engines.reading() as connection:
            bodies = _bodies(connection, found) if len(found) == 1 else []
        return bodies[0] if bodies else None

    def incident_ids(self, prefix: str) -> list[str]:
        """In order of id; an id that is exactly this is alone, and nothing begins with nothing."""
        with self._engines.reading() as connection:
            return sorted({_followed(connection, key) for key in _ids_like(connection, codec.plain(prefix) or "")})


def _bodies(connection: Connection, ids: Sequence[str]) -> list[Incident]:
    found = select(IncidentRow.id, IncidentRow.body).where(col(IncidentRow.id).in_(ids))
    bodies = {row[0]: row[1] for row in connection.execute(found)}
    return [codec.decode(Incident, bodies[key]) for key in ids if key in bodies]


def _conditions(connection: Connection, query: IncidentQuery) -> Iterator[ColumnElement[bool]]:
    yield from _scalar_conditions(query)
    if query.events:
        yield or_(*map(_is_event, query.events))
    if query.statuses:
        yield _FACTS.status.in_([status.value for status in query.statuses])
    if query.near:
        yield _FACTS.number.in_(select(_POINTS.number).where(or_(*map(_is_within, query.near))))
    yield from fulltext.conditions(connection, _FACTS.number, query)


def _scalar_conditions(query: IncidentQuery) -> Iterator[ColumnElement[bool]]:
    if query.border is not None:
        yield _FACTS.lane == query.border
    if query.since is not None:
        yield _FACTS.started_at >= query.since
    if query.until is not None:
        yield _FACTS.started_at < query.until
    if query.least_severity is not None:
        yield _FACTS.severity >= query.least_severity
    if query.least_confidence is not None:
        yield _FACTS.confidence >= query.least_confidence


def _is_event(event: str) -> ColumnElement[bool]:
    kind, dot, subtype = event.partition(".")
    if dot:
        return and_(_FACTS.type == kind, _FACTS.subtype == subtype)
    return or_(_FACTS.type == kind, _FACTS.subtype == kind)


def _is_within(circle: Circle) -> ColumnElement[bool]:
    """On the unit sphere a distance along the great circle is a chord, and what is within it lies in a box."""
    chord = 2 * sin(min(circle.km / EARTH_RADIUS_KM, radians(180)) / 2)
    x, y, z = facts.point(circle.lat, circle.lon)
    pairs = ((_POINTS.z, z), (_POINTS.y, y), (_POINTS.x, x))
    box = (column.between(at - chord, at + chord) for column, at in pairs)
    squared = reduce(add, ((column - at) * (column - at) for column, at in pairs))
    return and_(*box, squared <= chord * chord)


def _ids_like(connection: Connection, prefix: str) -> list[str]:
    """Ids, living or merged away: the one that is exactly this, else those that begin so."""
    columns = (col(IncidentRow.id), col(RedirectRow.old))
    exact = [key for column in columns for key in connection.execute(select(column).where(column == prefix)).scalars()]
    if exact or not prefix:
        return exact
    queries: list[Select[Any]] = [select(column).where(statements.begins(column, prefix)) for column in columns]
    return [key for query in queries for key in connection.execute(query).scalars()]


def _followed(connection: Connection, incident_id: str) -> str:
    """The id that goes on; the living one itself. Ends also where merges were ever recorded in a ring."""
    seen = set[str]()
    while incident_id not in seen:
        seen.add(incident_id)
        if connection.execute(select(IncidentRow.id).where(col(IncidentRow.id) == incident_id)).first():
            break
        incident_id = (
            connection.execute(select(RedirectRow.new).where(col(RedirectRow.old) == incident_id)).scalar()
            or incident_id
        )
    return incident_id
