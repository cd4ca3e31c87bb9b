"""Writing what an assessment came to, in one transaction. Decides what counts as changed; the lease decides whether anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, case, delete, func
from sqlalchemy import update as update_rows
from sqlmodel import col, select

from monitor.adapters.store import codec, delivering, facts, judged, lanes, standings, statements
from monitor.adapters.store.tables import (
    AlertRow,
    AssessmentRow,
    BorderRow,
    IncidentRow,
    RedirectRow,
    ReportRow,
    TransitionRow,
)
from monitor.escalation.checkpoint import REACH
from monitor.model.alerts import Alert, Delivery
from monitor.model.assessments import Coverage, State, Transition
from monitor.model.incidents import Incident
from monitor.pipeline.cases import Heeding, Outcome


def token_with_mark(token: str, mark: int) -> str:
    """A lease together with the dirty mark that its case was read at."""
    return f"{token}.{mark}" if token else ""


def record(connection: Connection, outcome: Outcome, *, now: datetime) -> bool:
    """Everything, or nothing and False when the lease is no longer ours."""
    token, _, mark = outcome.lease.partition(".")
    row = _locked(connection, outcome)
    if row is None or not token or row.lease != token:
        return False
    (_write_incidents if outcome.changed is None else _write_part)(connection, outcome)
    statements.insert_missing(
        connection, TransitionRow, [_transition_values(outcome.border, told, now) for told in outcome.transitions]
    )
    _write_assessment(connection, outcome, now=now)
    statements.insert_missing(connection, AlertRow, [_alert_values(outcome.border, alert) for alert in outcome.alerts])
    delivering.post(connection, outcome.deliveries)
    judged.settle(connection, outcome, quiet=row.dirty_mark == int(mark or -1))
    _settle(connection, outcome, int(mark or -1), now=now)
    lanes.mark_dirty(connection, _looking_again(connection, outcome), now=now)
    for lane, since in outcome.doubted:
        judged.doubt(connection, lane, since=since)
    return True


def tell(connection: Connection, lane: str, *, alerts: Sequence[Alert], deliveries: Sequence[Delivery]) -> None:
    """Into the log of the lane, and into the outbox. What is there already stays as it is."""
    statements.insert_missing(connection, AlertRow, [_alert_values(lane, alert) for alert in alerts])
    delivering.post(connection, deliveries)


def _locked(connection: Connection, outcome: Outcome) -> Row[tuple[str, str | None, int]] | None:
    # All lanes of the outcome in one order: two outcomes that dirty one another's lanes wait instead of deadlocking (SQLite has locked all).
    wanted = select(BorderRow.lane, BorderRow.lease, BorderRow.dirty_mark).where(
        col(BorderRow.lane).in_([outcome.border, *_others(outcome)])
    )
    rows = connection.execute(wanted.order_by(col(BorderRow.lane)).with_for_update()).all()
    return next((row for row in rows if row.lane == outcome.border), None)


def _others(outcome: Outcome) -> list[str]:
    return [*(each.border for each in outcome.dirties), *(lane for lane, _ in outcome.doubted)]


def _looking_again(connection: Connection, outcome: Outcome) -> set[str]:
    """Of the borders that may have to, those with acts of their own near the strikes, and those that are being judged."""
    names = [each.border for each in outcome.dirties]
    leased = select(BorderRow.lane).where(col(BorderRow.lane).in_(names), col(BorderRow.lease).is_not(None))
    found = set(connection.execute(leased).scalars()) if names else set[str]()
    found.update(each.border for each in outcome.dirties if _acted(connection, each))
    # Its own name among them would keep the lane dirty for ever.
    return found - {outcome.border}


def _acted(connection: Connection, heeding: Heeding) -> bool:
    near = select(IncidentRow.id).where(
        col(IncidentRow.lane) == heeding.border,
        col(IncidentRow.initiator).in_(heeding.by),
        col(IncidentRow.started_at).between(heeding.first_at - REACH, heeding.last_at + REACH),
    )
    return connection.execute(near.limit(1)).first() is not None


def _write_incidents(connection: Connection, outcome: Outcome) -> None:
    lane, alive = outcome.border, {incident.id for incident in outcome.incidents}
    stored = {
        row.id: row.body
        for row in connection.execute(select(IncidentRow.id, IncidentRow.body).where(col(IncidentRow.lane) == lane))
    }
    rows = {incident.id: _incident_values(lane, incident) for incident in outcome.incidents}
    changed = [incident for incident in outcome.incidents if stored.get(incident.id) != rows[incident.id]["body"]]
    _take_over(connection, lane, changed)
    statements.upsert(connection, IncidentRow, [rows[incident.id] for incident in changed])
    facts.write(connection, changed)
    merged = {old: new for old, new in outcome.redirects if old not in alive and old != new}
    left = {key: body for key, body in stored.items() if key not in alive and key not in merged}
    _delete_incidents(connection, lane, [*merged, *_orphans(connection, lane, left)])
    _write_redirects(connection, merged, returned=alive - stored.keys())


def _write_part(connection: Connection, outcome: Outcome) -> None:
    """What the outcome names as changed or vanished, and nothing else."""
    changed = [incident for incident in outcome.incidents if incident.id in (outcome.changed or ())]
    _take_over(connection, outcome.border, changed)
    statements.upsert(connection, IncidentRow, [_incident_values(outcome.border, incident) for incident in changed])
    facts.write(connection, changed)
    alive = {incident.id for incident in outcome.incidents}
    merged = {old: new for old, new in outcome.redirects if old not in alive and old != new}
    _delete_incidents(connection, outcome.border, sorted({*merged, *outcome.vanished} - alive))
    _write_redirects(connection, merged, returned={incident.id for incident in changed})


def _orphans(connection: Connection, lane: str, left: dict[str, str]) -> list[str]:
    """Incidents that the outcome doesn't name and none of whose reports is in the lane any more (they were read anew, to something else)."""
    supports = {key: codec.decode(Incident, body).reports for key, body in left.items()}
    reports = sorted({report for keys in supports.values() for report in keys})
    present: set[str] = set()
    for piece in statements.pieces(reports):
        found = select(ReportRow.key).where(col(ReportRow.key).in_(piece), col(ReportRow.lane) == lane)
        present.update(connection.execute(found).scalars())
    return [key for key, keys in supports.items() if present.isdisjoint(keys)]


def _take_over(connection: Connection, lane: str, incidents: Sequence[Incident]) -> None:
    """Incidents whose reports were read anew, to another border: their old home doesn't find them any more, and may have gone on from them."""
    for piece in statements.pieces([incident.id for incident in incidents]):
        elsewhere = select(IncidentRow.lane, func.min(IncidentRow.started_at)).where(
            col(IncidentRow.id).in_(piece), col(IncidentRow.lane) != lane
        )
        for home, since in connection.execute(elsewhere.group_by(col(IncidentRow.lane))).all():
            judged.doubt(connection, home, since=since)


def _delete_incidents(connection: Connection, lane: str, ids: Sequence[str]) -> None:
    """Those that are still at home here."""
    for piece in statements.pieces(ids):
        connection.execute(delete(IncidentRow).where(col(IncidentRow.id).in_(piece), col(IncidentRow.lane) == lane))


def _write_redirects(connection: Connection, merged: dict[str, str], *, returned: set[str]) -> None:
    """``returned`` ids are incidents again (a merge was undone), so they lead nowhere else."""
    for piece in statements.pieces(sorted(returned)):
        connection.execute(delete(RedirectRow).where(col(RedirectRow.old).in_(piece)))
    for old, new in merged.items():
        connection.execute(update_rows(RedirectRow).where(col(RedirectRow.new) == old).values(new=new))
    statements.upsert(connection, RedirectRow, [{"old": old, "new": new} for old, new in merged.items()])


def _write_assessment(connection: Connection, outcome: Outcome, *, now: datetime) -> None:
    told, before = outcome.assessment, standings.last(connection, outcome.border)
    body = standings.write(connection, told)
    saying = _Saying(state=told.state, risk=told.risk, coverage=told.coverage)
    if before is not None and codec.decode(_Saying, before) == saying:
        return
    row = {
        "lane": outcome.border,
        "told_at": now,
        "state": told.state.value,
        "score": told.score,
        "body": body,
    }
    statements.insert_missing(connection, AssessmentRow, [row])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saying:
    """What is new about an assessment that is worth a line in the log; fields as in ``Assessment``."""

    state: State
    risk: bool = False
    coverage: tuple[tuple[str, Coverage], ...] = ()


def _settle(connection: Connection, outcome: Outcome, mark: int, *, now: datetime) -> None:
    still_dirty = case((col(BorderRow.dirty_mark) == mark, None), else_=col(BorderRow.dirty_since))
    settled = update_rows(BorderRow).where(col(BorderRow.lane) == outcome.border)
    connection.execute(
        settled.values(
            dirty_since=still_dirty,
            lease=None,
            lease_until=None,
            next_check_at=_next_check_at(connection, outcome, now=now),
        )
    )


def _next_check_at(connection: Connection, outcome: Outcome, *, now: datetime) -> datetime | None:
    # Reports that carry a time to come (the clock was set back) were left out of the case: look again when their time is there.
    ahead = select(func.min(ReportRow.known_at)).where(
        col(ReportRow.lane) == outcome.border, col(ReportRow.known_at) > now
    )
    times = (outcome.assessment.next_check_at, connection.execute(ahead).scalar())
    return min((moment for moment in times if moment is not None), default=None)


def _incident_values(lane: str, incident: Incident) -> dict[str, object]:
    return {
        "id": incident.id,
        "lane": lane,
        "act": incident.act.value,
        "type": incident.type,
        "initiator": incident.initiator_state,
        "started_at": incident.started_at,
        "status": incident.status.value,
        "severity": incident.severity,
        "confidence": incident.confidence,
        "body": codec.encode(incident),
    }


def _transition_values(lane: str, told: Transition, now: datetime) -> dict[str, object]:
    body = codec.encode(told)
    return {"lane": lane, "at": told.at, "old": told.old.value, "new": told.new.value, "told_at": now, "body": body}


def _alert_values(lane: str, alert: Alert) -> dict[str, object]:
    level, reason = alert.level.value, alert.reason.value
    return {"id": alert.id, "lane": lane, "at": alert.at, "level": level, "reason": reason, "body": codec.encode(alert)}
