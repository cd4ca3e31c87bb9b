"""The machine-readable shapes that scripts rely on: plain data from values. Fields may be added, never renamed or dropped."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from monitor.escalation.ways import Way
from monitor.model.alerts import Alert, Attempt, Delivery
from monitor.model.assessments import Assessment, Contribution, Firing, Transition
from monitor.model.incidents import Claim, Incident, Version
from monitor.model.items import Item
from monitor.model.moderation import Pin, Ruling
from monitor.model.reports import Count, Mention, Party, PlacePoint, Reading, Rejected, Report, Span
from monitor.model.responses import Acknowledgement, Rating, Silence
from monitor.model.standing import ChannelStanding
from monitor.rules.matching import Match

Shape = dict[str, Any]


def instant(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC to the second, with Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def party(value: Party | None) -> Shape | None:
    """A party, or null."""
    return (
        {"name": value.name, "state": value.state, "kind": value.kind.value, "entity": value.entity} if value else None
    )


def count(value: Count | None) -> Shape | None:
    """A number of people, or null."""
    return {"low": value.low, "best": value.best, "high": value.high} if value else None


def place(value: PlacePoint) -> Shape:
    """A place."""
    return {
        "name": value.name,
        "entity": value.entity,
        "country": value.country,
        "lat": value.lat,
        "lon": value.lon,
        "within": value.within,
        "admin1": value.admin1,
        "precision": value.precision,
    }


def span(value: Span) -> Shape:
    """Where words stand."""
    return {"field": value.field.value, "start": value.start, "end": value.end}


def mention(value: Mention) -> Shape:
    """A mention, with its words and their place."""
    return {
        "text": value.text,
        "kind": value.kind.value,
        "entity": value.entity,
        **span(value.span),
        "lat": value.lat,
        "lon": value.lon,
        "country": value.country,
        "framing": value.framing,
    }


def report(value: Report) -> Shape:
    """A report, as ``explain`` prints it."""
    return {
        "key": value.key,
        "type": value.type,
        "subtype": value.subtype,
        "act": value.act.value,
        "mode": value.mode.value,
        "border": value.border,
        "primary": value.primary,
        "initiator": party(value.initiator),
        "target": party(value.target),
        "target_class": value.target_class.value,
        "means": list(value.means),
        "places": [place(p) for p in value.places],
        "time": instant(value.happened_at),
        "time_precision": value.precision.value,
        "killed": count(value.killed),
        "injured": count(value.injured),
        "attackers_killed": count(value.attackers_killed),
        "children_killed": count(value.children_killed),
        "women_killed": count(value.women_killed),
        "civilians_killed": count(value.civilians_killed),
        "said_by": list(value.said_by),
        "claimed_by": list(value.claimed_by) or None,
        "denied_by": list(value.denied_by) or None,
        "hedged": value.hedged,
        "traits": list(value.traits),
        "correction": value.correction.value if value.correction else None,
        "evidence": [span(s) for s in value.evidence],
    }


def explained(item: Item, reading: Reading, matches: Sequence[Match] = (), rejected: Sequence[Rejected] = ()) -> Shape:
    """One line of ``explain``: how an item was read, what it was almost read as, and what each rule makes of it."""
    return {
        "id": item.id,
        "language": reading.language,
        "mode": reading.mode.value,
        "left_out": reading.left_out.value if reading.left_out else None,
        "mentions": [mention(m) for m in reading.mentions],
        "reports": [report(r) for r in reading.reports],
        "rejected": [
            {"event": r.event, "because": r.because, "evidence": [span(s) for s in r.evidence]} for r in rejected
        ],
        "rules": [{"rule": m.rule, "matched": m.matched, "because": list(m.because)} for m in matches],
    }


def incident(value: Incident) -> Shape:
    """An incident."""
    return {
        "id": value.id,
        "border": value.border,
        "act": value.act.value,
        "type": value.type,
        "subtype": value.subtype,
        "status": value.status.value,
        "confidence": round(value.confidence, 3),
        "confidence_because": list(value.confidence_because),
        "severity": value.severity,
        "started_at": instant(value.started_at),
        "time_precision": value.precision.value,
        "known_at": instant(value.first_known_at),
        "initiator": party(value.initiator),
        "initiator_disputed": value.initiator_disputed,
        "target": party(value.target),
        "target_disputed": value.target_disputed,
        "target_class": value.target_class.value,
        "means": list(value.means),
        "places": [place(p) for p in value.places],
        "killed": count(value.killed),
        "injured": count(value.injured),
        "attackers_killed": count(value.attackers_killed),
        "children_killed": count(value.children_killed),
        "women_killed": count(value.women_killed),
        "civilians_killed": count(value.civilians_killed),
        "claims": [claim(each) for each in value.claims],
        "confirmed_by": list(value.confirmed_by),
        "claimed_by": list(value.claimed_by),
        "denied_by": list(value.denied_by),
        "traits": list(value.traits),
        "response_to": value.response_to,
        "reports": len(value.reports),
        "lines": len(value.lines),
        "headline": value.headline,
        "items": list(value.items),
        "rulings": [ruling(each) for each in value.rulings],
    }


def version(value: Version) -> Shape:
    """A value that a field was said to have, and on what authority."""
    return {
        "field": value.field,
        "value": value.value,
        "outlet": value.outlet,
        "grade": value.grade,
        "at": instant(value.known_at),
        "last_at": instant(value.last_known_at),
        "reports": value.reports,
        "said_by": list(value.said_by),
    }


def claim(value: Claim) -> Shape:
    """A side's claim or denial."""
    return {
        "stance": value.stance.value,
        "by": value.by,
        "outlet": value.outlet,
        "grade": value.grade,
        "at": instant(value.known_at),
        "reports": value.reports,
    }


def ruling(value: Ruling) -> Shape:
    """A ruling of the desk."""
    return {
        "id": value.id,
        "at": instant(value.at),
        "verdict": value.verdict.value,
        "border": value.border,
        "by": value.by,
        "because": value.because,
        "reports": list(value.reports),
        "others": list(value.others),
        "pin": pinned(value.pin) if value.pin else None,
        "lifts": value.lifts,
    }


def pinned(value: Pin) -> Shape:
    """A field that the desk has set, and to what."""
    given = value.value
    if isinstance(given, Party | PlacePoint):
        return {"field": value.field.value, "value": given.name}
    if isinstance(given, Count):
        return {"field": value.field.value, "value": f"{given.low}/{given.best}/{given.high}"}
    return {"field": value.field.value, "value": instant(given) if isinstance(given, datetime) else given}


def firing(value: Firing) -> Shape:
    """A firing."""
    return {
        "at": instant(value.at),
        "border": value.border,
        "indicator": value.indicator,
        "code": value.code,
        "incident": value.incident,
        "weight": value.weight,
        "half_life_days": value.half_life_days,
        "confidence": round(value.confidence, 3),
        "points": round(value.points, 2),
        "because": value.because,
    }


def contribution(value: Contribution) -> Shape:
    """A line of the ledger."""
    return {
        "code": value.code,
        "indicator": value.indicator,
        "points": round(value.points, 2),
        "because": value.because,
        "incident": value.incident,
    }


def transition(value: Transition) -> Shape:
    """A change of state."""
    return {
        "at": instant(value.at),
        "state": value.new.value,
        "was": value.old.value,
        "score": round(value.score, 1),
        "because": list(value.because),
    }


def border(value: Assessment, told: Sequence[Transition]) -> Shape:
    """A border as it stands, its past as known now, and what was told then."""
    return {
        "border": value.border,
        "state": value.state.value,
        "score": round(value.score, 1),
        "momentum": round(value.momentum, 1),
        "trend": value.trend.value,
        "risk": value.risk,
        "outlook": list(value.outlook),
        "coverage": {side: coverage.value for side, coverage in value.coverage},
        "ledger": [contribution(c) for c in value.ledger],
        "absent": list(value.absent),
        "unknown": [{"code": u.code, "indicator": u.indicator, "because": u.because} for u in value.unknown],
        "history": [transition(t) for t in value.history],
        "told": [transition(t) for t in told],
    }


def way(value: Way) -> Shape:
    """A step that a border may take, and what it asks for."""
    return {
        "to": value.to.value,
        "up": value.up,
        "conditions": [
            {
                "says": each.says,
                "holds": each.holds,
                "found": each.found,
                "at": instant(each.at),
                "due_at": instant(each.due_at),
                "ends_at": instant(each.ends_at),
            }
            for each in value.conditions
        ],
    }


def alert(value: Alert) -> Shape:
    """An alert."""
    return {
        "id": value.id,
        "at": instant(value.at),
        "border": value.border,
        "level": value.level.value,
        "reason": value.reason.value,
        "headline": value.headline,
        "incident": value.incident,
        "incidents": list(value.incidents),
        "why": list(value.why),
        "links": list(value.links),
        "corrects": list(value.corrects),
        "revision": value.revision,
    }


def message(value: Delivery) -> Shape:
    """A message to a channel."""
    return {"at": instant(value.created_at), "channel": value.channel, "alert": value.alert, "title": value.title}


def delivery(value: Delivery) -> Shape:
    """A delivery and where it stands."""
    return {
        **message(value),
        "key": value.key,
        "state": value.state.value,
        "attempts": value.attempts,
        "next_try_at": instant(value.next_try_at),
        "last_reason": value.last_reason,
        "because": value.because,
        "hold": value.hold.value if value.hold else None,
        "group": value.group or None,
    }


def channel(name: str, kind: str, value: ChannelStanding) -> Shape:
    """A channel, what waits for it, and what it took last."""
    return {
        "channel": name,
        "kind": kind,
        "open": value.open,
        "dead": value.dead,
        "last_delivered_at": instant(value.last_delivered_at),
    }


def attempt(value: Attempt) -> Shape:
    """A try of a delivery."""
    return {
        "number": value.number,
        "started_at": instant(value.started_at),
        "finished_at": instant(value.finished_at),
        "outcome": value.outcome,
        "reason": value.reason,
    }


def silence(value: Silence) -> Shape:
    """A silence."""
    return {
        "id": value.id,
        "at": instant(value.at),
        "until": instant(value.until),
        "borders": list(value.borders),
        "levels": [level.value for level in value.levels],
        "reasons": [reason.value for reason in value.reasons],
        "labels": [f"{name}={label}" for name, label in value.labels],
        "by": value.by,
        "because": value.because,
    }


def acknowledgement(value: Acknowledgement) -> Shape:
    """That somebody has seen an alert."""
    return {"by": value.by, "at": instant(value.at)}


def rating(value: Rating) -> Shape:
    """What somebody says that an alert was worth."""
    return {"worth": value.worth.value, "by": value.by, "at": instant(value.at), "note": value.note}


def replay_item(item: Item, reading: Reading | None, incidents: Mapping[str, Sequence[str]]) -> Shape:
    """How an item was taken. ``incidents`` maps report keys to incident ids; the primary report's incident comes first."""
    reports = sorted(reading.reports, key=lambda r: not r.primary) if reading else []
    ids = dict.fromkeys(id_ for r in reports for id_ in incidents.get(r.key, ()))
    left_out = reading.left_out.value if reading and reading.left_out and not ids else None
    return {
        "id": item.id,
        "url": item.url,
        "mode": reading.mode.value if reading else None,
        "language": reading.language if reading else item.language,
        "incidents": list(ids),
        "left_out": left_out,
    }


def incident_index(incidents: Sequence[Incident]) -> dict[str, list[str]]:
    """Report key -> ids of the incidents that hold it."""
    index: dict[str, list[str]] = {}
    for value in incidents:
        for key in value.reports:
            index.setdefault(key, []).append(value.id)
    return index
