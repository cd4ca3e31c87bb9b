"""What is different from what people were told: every change with its loudness and its reason, none of them merged or muted yet.

New coverage is no change. Cool-down and merging are decided in :mod:`monitor.alerts.decide`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from monitor.alerts import desk, thresholds, wording
from monitor.alerts import told as telling
from monitor.alerts.thresholds import Thresholds
from monitor.alerts.told import Facts, Known, Standing
from monitor.model.alerts import Alert, Level, Reason
from monitor.model.assessments import Assessment, Firing, State
from monitor.model.incidents import Incident, Status
from monitor.model.reports import NOBODY, UNDIRECTED, ActClass, PartyKind
from monitor.model.rulebook import Rulebook

RANK = {State.CALM: 0, State.TENSION: 1, State.DE_ESCALATING: 2, State.CONFRONTATION: 3, State.ESCALATION: 4}
"""De-escalating lies between: on the way from it to tension things cool, from it to confrontation they heat."""

_RAISED = {State.TENSION: Level.WATCH, State.CONFRONTATION: Level.WARNING, State.ESCALATION: Level.CRITICAL}
_THIRD_PARTY = frozenset({"mediation_offer", "mediation_accepted", "restraint_appeal", "third_party_statement"})
_WITHDRAWN = frozenset({Status.RETRACTED, Status.CORRECTED, Status.SOURCE_WITHDRAWN})
_LOUD = frozenset({Level.WATCH, Level.WARNING, Level.CRITICAL})
_WARNING_OR_LOUDER = frozenset({Level.WARNING, Level.CRITICAL})
_CREDIBLE_GRADES = frozenset("ABC")
RECALLED = timedelta(days=45)
"""How long ago an act may have begun and still be named as what a state came of, or be overtaken by late news. Our choice: the month of the
longest relation between acts, and two weeks."""

_LATE = "; a late report changes the sequence"
_CLOSING = "; this closes the conversation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything that deciding about one border looks at; ``alerts`` is its log, oldest first; ``fired`` is what fired by incident.

    ``names`` are words for countries by ISO code and for acts by the taxonomy's id.
    """

    border: str
    assessment: Assessment
    told: Assessment | None
    incidents: tuple[Incident, ...]
    told_incidents: tuple[Incident, ...]
    alerts: tuple[Alert, ...]
    fired: Mapping[str | None, Sequence[Firing]]
    thresholds: Thresholds
    names: Mapping[str, str]
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that people don't know yet. ``key`` identifies it for good; ``at_once``: no cool-down holds it back."""

    key: str
    level: Level
    reason: Reason
    says: str
    incident: Incident | None = None
    marks: tuple[str, ...] = ()
    at_once: bool = False
    corrects: tuple[str, ...] = ()


def find(situation: Situation) -> tuple[Change, ...]:
    """All changes: the state's first, then the border's other signs, then incidents in order of their start."""
    known = telling.known_of(situation.alerts)
    border_wide = (_state(situation, known), _momentum(situation), _outlook(situation), _bundle(situation))
    ordered = sorted(situation.incidents, key=lambda i: (i.started_at, i.id))
    each = (_incident(situation, i, telling.find(i, known)) for i in ordered)
    found = chain(border_wide, each, _vanished(situation, known))
    return tuple(change for change in found if change is not None)


def _state(s: Situation, known: dict[str, Known]) -> Change | None:
    old, new = telling.told_state(s.alerts, s.told), s.assessment.state
    if old is new:
        return None
    before = telling.last_with(s.alerts, "state|")
    raised = RANK[new] > RANK[old] and new is not State.DE_ESCALATING
    quiet = Level.IMPROVING if new is State.DE_ESCALATING else Level.NOTICE
    return Change(
        key=f"state:{old}>{new}:{before.id if before else 'first'}",
        level=_RAISED[new] if raised else quiet,
        reason=Reason.STATE_RAISED if raised else Reason.STATE_LOWERED,
        says=f"{wording.state(old)} to {wording.state(new)}{_aside(s, known, new, raised=raised)}",
        at_once=True,
    )


def _aside(s: Situation, known: dict[str, Known], new: State, *, raised: bool) -> str:
    if raised:
        return _LATE if _is_late(s, known) else ""
    return _CLOSING if new is State.CALM else ""


def _is_late(s: Situation, known: dict[str, Known]) -> bool:
    """Force that people haven't heard of yet began before force that they have: what they were told came in another order."""
    force = [i for i in s.incidents if i.type == "force_state" and i.status is not Status.RETRACTED]
    told = [i.started_at for i in force if s.now - i.started_at <= RECALLED and telling.find(i, known)]
    new = [i for i in force if s.now - i.first_known_at <= s.thresholds.fresh and telling.find(i, known) is None]
    return bool(told) and any(i.started_at < max(told) for i in new)


def _momentum(s: Situation) -> Change | None:
    """On the edge: the window is as long as the one over which momentum is taken, so that staying high doesn't ring again.

    A border that rose to another state within the window, or was calm when it began, is heard of by that: the same rise is no second news.
    Nor is what people were warned of for another reason within the window.
    """
    since = s.now - s.thresholds.momentum_window
    if s.assessment.momentum <= s.thresholds.momentum or State.CALM in (
        _state_at(s.assessment, since),
        s.assessment.state,
    ):
        return None
    recent = [alert for alert in s.alerts if alert.at > since]
    if any(alert.reason is Reason.STATE_RAISED for alert in recent):
        return None
    warned = [alert for alert in recent if alert.level in _WARNING_OR_LOUDER]
    if any(_told_the_rise(alert, s) for alert in warned):
        return None
    last = telling.last_with(s.alerts, "momentum|on")
    return Change(
        key=f"momentum:{last.id if last else 'first'}",
        level=Level.WARNING,
        reason=Reason.MOMENTUM,
        says=f"score rose by {s.assessment.momentum:.0f} in 24 h",
    )


def _told_the_rise(alert: Alert, s: Situation) -> bool:
    """Whether it spoke of momentum, or the score has risen by no more since than is no news."""
    told = telling.score_in(alert)
    return "momentum|on" in alert.told or (told is not None and s.assessment.score - told <= s.thresholds.momentum)


def _state_at(assessment: Assessment, at: datetime) -> State:
    """The state at an earlier time, as known now."""
    return next((t.new for t in reversed(assessment.history) if t.at <= at), State.CALM)


def _outlook(s: Situation) -> Change | None:
    """A risk that is new, or has a new sort of reason. On the way down it is worth a watch, not a warning."""
    kinds = telling.outlook_kinds(s.assessment)
    new = kinds - telling.told_outlook(s.alerts, s.told)
    if not new or s.assessment.state is State.CALM:
        return None
    last = telling.last_with(s.alerts, "risk|")
    return Change(
        key=f"risk:{','.join(sorted(new))}:{last.id if last else 'first'}",
        level=Level.WATCH if s.assessment.state is State.DE_ESCALATING else Level.WARNING,
        reason=Reason.OUTLOOK,
        says=f"{wording.RISK}: " + ("; ".join(s.assessment.outlook) or "an answer is open"),
    )


def _bundle(s: Situation) -> Change | None:
    """A threat of force, a downgrade or closure, and a military posture within one window."""
    since = s.now - s.thresholds.bundle_window
    latest = [
        max(
            (f.at for f in s.assessment.firings if f.code.startswith(tuple(codes)) and since <= f.at <= s.now),
            default=None,
        )
        for codes in s.thresholds.bundle
    ]
    last = telling.last_with(s.alerts, "bundle|")
    if any(at is None or (last is not None and at <= last.at) for at in latest):
        return None
    return Change(
        key=f"bundle:{last.id if last else 'first'}",
        level=Level.WARNING,
        reason=Reason.BUNDLE,
        says="threat of force, downgrade or closure, and military posture together",
        marks=("bundle|on",),
    )


def _incident(s: Situation, incident: Incident, known: Known | None) -> Change | None:
    if s.now - incident.last_known_at > s.thresholds.fresh:
        return None
    return _new(s, incident) if known is None else _revised(s, incident, known)


def _new(s: Situation, incident: Incident) -> Change | None:
    if s.now - incident.started_at > s.thresholds.fresh:
        return None
    grade = next((found for rule in _NEW_RULES if (found := rule(s, incident)) is not None), None)
    if grade is None:
        return None
    level, reason = (Level.NOTICE, Reason.NEW_INCIDENT) if _is_another_round(s, incident) else grade
    return Change(
        key=f"new:{telling.anchor(incident)}",
        level=level,
        reason=reason,
        says=_prefix(reason, incident) + wording.act(incident, s.names),
        incident=incident,
        marks=telling.incident_marks(incident, s.thresholds),
        at_once=level is Level.CRITICAL,
    )


def _is_another_round(s: Situation, incident: Incident) -> bool:
    """The same side did the same sort of thing lately, and people were told of it loudly: one more of it is counted, not rung.

    Unless it is graver, or the first with so many dead.
    """
    recent = {i for a in s.alerts if a.level in _LOUD and s.now - a.at < s.thresholds.rounds for i in a.incidents}
    same = (one for one in s.incidents if one.id in recent and one.id != incident.id)
    mass = _has_mass_dead(incident, s)
    return any(
        (one.act, one.initiator_state) == (incident.act, incident.initiator_state)
        and one.severity >= incident.severity
        and (not mass or _has_mass_dead(one, s))
        for one in same
    )


def _has_mass_dead(incident: Incident, s: Situation) -> bool:
    return incident.killed is not None and incident.killed.best >= s.thresholds.mass


def _prefix(reason: Reason, incident: Incident) -> str:
    if incident.status is Status.RETRACTED:
        return "retracted: "
    return {Reason.UNCONFIRMED: "unconfirmed: ", Reason.SPOILER: "spoiler risk: "}.get(reason, "")


Grade = tuple[Level, Reason]


def _grave(s: Situation, incident: Incident) -> Grade | None:
    if incident.severity < s.thresholds.grave or incident.status is Status.RETRACTED:
        return None
    standing = telling.standing(incident, s.thresholds)
    if standing is Standing.DOUBTED:
        credible = any(line.grade[:1] in _CREDIBLE_GRADES for line in incident.lines)
        return (Level.WATCH, Reason.UNCONFIRMED) if credible else None
    if s.now - incident.started_at > s.thresholds.loud_within:
        return None
    if incident.severity >= s.thresholds.gravest and standing is Standing.CONFIRMED:
        return Level.CRITICAL, Reason.NEW_INCIDENT
    return None if s.assessment.state is State.CALM else (Level.WARNING, Reason.NEW_INCIDENT)


def _spoiler(s: Situation, incident: Incident) -> Grade | None:
    group = incident.initiator is not None and incident.initiator.kind is PartyKind.NONSTATE_GROUP
    by_group = group or incident.type == "force_nonstate"
    on_people = by_group and any(code.startswith("I09") for code in _codes(s, incident))
    return (Level.WATCH, Reason.SPOILER) if on_people and s.assessment.state is State.DE_ESCALATING else None


def _watched(s: Situation, incident: Incident) -> Grade | None:
    """A code that is worth a watch, unless it is the daily bread of a chronic front."""
    watched = any(
        f.code.startswith(s.thresholds.watch_codes) and f.chronic > s.thresholds.quiet_front
        for f in s.fired.get(incident.id, ())
    )
    return (Level.WATCH, Reason.NEW_INCIDENT) if watched else None


def _notable(s: Situation, incident: Incident) -> Grade | None:
    mediated = incident.act is ActClass.MEDIATION or incident.subtype in _THIRD_PARTY
    worth = incident.severity >= s.thresholds.notable or incident.severity <= s.thresholds.calming
    return (Level.NOTICE, Reason.NEW_INCIDENT) if worth or mediated else None


_NEW_RULES: tuple[Callable[[Situation, Incident], Grade | None], ...] = (_grave, _spoiler, _watched, _notable)
"""The first that has an answer decides."""


def _codes(s: Situation, incident: Incident) -> frozenset[str]:
    return frozenset(f.code for f in s.fired.get(incident.id, ()))


def _revised(s: Situation, incident: Incident, known: Known) -> Change | None:
    was, is_ = known.facts, telling.facts_of(incident, s.thresholds)
    if incident.act in UNDIRECTED:  # which of those who met or agreed is named first is no news
        was = replace(was, initiator=is_.initiator)
    differences = wording.differences(was, is_, s.names)
    louder = None if _is_another_round(s, incident) else _louder(s, incident, known)
    if not differences and louder is None:
        return None
    correction = _is_correction(was, is_)
    level, reason = (Level.CORRECTION, Reason.CORRECTION) if correction else louder or (Level.NOTICE, _kind(was, is_))
    return Change(
        key=f"revised:{telling.anchor(incident)}:{was}>{is_}:{known.last.id}",
        level=level,
        reason=reason,
        says=f"{wording.act(incident, s.names)}: {', '.join(differences) or 'past the gate'}",
        incident=incident,
        marks=telling.incident_marks(incident, s.thresholds),
        at_once=level in (Level.CORRECTION, Level.CRITICAL),
        corrects=known.alerts if correction else (),
    )


def _is_correction(was: Facts, is_: Facts) -> bool:
    """A retraction or a correction that changes the class, or the gate that was passed; a mere change of numbers is none."""
    if is_.status not in _WITHDRAWN or was.status is Status.RETRACTED:
        return False
    gate_lost = was.standing > Standing.DOUBTED and is_.standing is Standing.DOUBTED
    reclassed = is_.status is Status.CORRECTED and _kind(was, is_) is Reason.CLASS_CHANGED
    return is_.status is Status.RETRACTED or gate_lost or reclassed


def _kind(was: Facts, is_: Facts) -> Reason:
    if (was.severity, was.initiator, was.target_class) != (is_.severity, is_.initiator, is_.target_class):
        return Reason.CLASS_CHANGED
    return Reason.STATUS_CHANGED if was.status is not is_.status else Reason.FACTS_CHANGED


def _louder(s: Situation, incident: Incident, known: Known) -> Grade | None:
    """A boundary crossed upwards: what would be loud as new, and was never told so before, or only before it was taken back."""
    grade = _grave(s, incident)
    if grade is None or grade[1] is Reason.UNCONFIRMED:
        return None
    if any(_was_as_loud(s, facts, grade[0]) for facts in known.told):
        return None
    return grade[0], Reason.CLASS_CHANGED if known.facts.severity < incident.severity else Reason.STATUS_CHANGED


def _was_as_loud(s: Situation, facts: Facts, level: Level) -> bool:
    if level is Level.CRITICAL:
        return facts.severity >= s.thresholds.gravest and facts.standing is Standing.CONFIRMED
    return facts.severity >= s.thresholds.grave and facts.standing > Standing.DOUBTED


def _vanished(s: Situation, known: dict[str, Known]) -> Iterator[Change]:
    """Incidents that people were told of and that no report carries any more."""
    keys = {key for i in s.incidents for key in (i.id, *i.reports)}
    items = {(i.act, item) for i in s.incidents for item in i.items}
    for gone in s.told_incidents:
        before = telling.find(gone, known, parts=False)
        # An item that was read anew may number its reports differently; an act of the same class in it is the same one.
        still_there = not keys.isdisjoint((gone.id, *gone.reports)) or any(
            (gone.act, item) in items for item in gone.items
        )
        if before is None or still_there or before.facts.status is Status.RETRACTED:
            continue
        if s.now - before.last.at > s.thresholds.fresh:
            continue
        retracted = replace(gone, status=Status.RETRACTED)
        yield Change(
            key=f"gone:{telling.anchor(gone)}:{before.last.id}",
            level=Level.CORRECTION,
            reason=Reason.CORRECTION,
            says=f"no longer stands: {wording.act(gone, s.names)}",
            incident=retracted,
            marks=telling.incident_marks(retracted, s.thresholds),
            at_once=True,
            corrects=before.alerts,
        )


def situation(
    *,
    border: str,
    assessment: Assessment,
    told: Assessment | None,
    incidents: Sequence[Incident],
    told_incidents: Sequence[Incident],
    alerts: Sequence[Alert],
    rulebook: Rulebook,
    now: datetime,
) -> Situation:
    """The inputs as one value, the log in order. What a desk's own rules told is no part of the border's story."""
    log = sorted((a for a in alerts if not desk.is_of_a_rule(a)), key=lambda a: (a.at, a.revision))
    fired: defaultdict[str | None, list[Firing]] = defaultdict(list)
    for firing in assessment.firings:
        fired[firing.incident].append(firing)
    return Situation(
        border=border,
        assessment=assessment,
        told=told,
        incidents=tuple(incidents),
        told_incidents=tuple(told_incidents),
        alerts=tuple(log),
        fired=fired,
        thresholds=thresholds.of(rulebook.ladder),
        names=names_of(rulebook),
        now=now,
    )


def names_of(rulebook: Rulebook) -> Mapping[str, str]:
    """Words for countries by ISO code, for acts by the taxonomy's id, for actors by theirs, and for nobody that is known."""
    parties = {actor.id: actor.name for actor in rulebook.actors} | {telling.UNATTRIBUTED: NOBODY}
    return parties | {c.iso: c.name for c in rulebook.countries} | {e.id: e.title for e in rulebook.events}
