"""What a situation report needs, out of the store and the feeds' health."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.alerts.changes import names_of
from monitor.errors import UsageError
from monitor.model.assessments import Assessment
from monitor.model.queries import NO_LIMIT, IncidentQuery, Sort
from monitor.pipeline.situation import Known, Situation, compose

if TYPE_CHECKING:
    from monitor.bootstrap import App


def situation(app: "App", borders: Sequence[str], *, since: datetime, until: datetime, now: datetime) -> Situation:
    """How these borders stand, or all that are watched. Raises UsageError for one that nothing is known of."""
    book = app.loaded.rulebook
    standing = {assessment.border: assessment for assessment in app.borders_now(everything=bool(borders), now=now)}
    if unknown := [border for border in borders if border not in standing]:
        raise UsageError(f"nothing is known of {', '.join(unknown)}; see border-monitor borders list --all")
    return compose(
        [_known(app, standing[border], since=since, now=now) for border in dict.fromkeys(borders) or standing],
        since=since,
        until=until,
        ladder=book.ladder,
        names=names_of(book),
        outlets={outlet.id: outlet.name for outlet in app.outlets.values()},
        lines=book.border_lines,
    )


def _known(app: "App", standing: Assessment, *, since: datetime, now: datetime) -> Known:
    incidents, border = [], standing.border
    for incident in app.store.each_incident(IncidentQuery(border=border), sort=Sort.CHANGED):
        if incident.last_known_at < since:
            break
        incidents.append(incident)
    alerts = app.store.alerts(border=border, since=since, limit=NO_LIMIT)
    told = {alert.id for alert in alerts}
    keys = [line.reports[0] for incident in incidents for line in incident.lines if line.reports]
    return Known(
        assessment=app.store.assessment(border) or standing,
        incidents=incidents,
        alerts=alerts,
        reports={report.key: report for report in app.store.reports_of(keys)},
        voices=app.hearing.lines(border, now),
        ratings=[rating for rating in app.store.ratings() if rating.alert in told],
        acknowledged=app.store.acknowledged(border),
    )
