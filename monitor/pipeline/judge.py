"""What assessing one border decides: from everything known of it to everything that changes. Pure.

The stages meet here: reports are joined to incidents, incidents assessed, the difference to what was told becomes alerts, and
alerts become deliveries.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from monitor.alerts import changes as changing
from monitor.alerts import decide as alerting
from monitor.alerts import desk, remind
from monitor.alerts import route as routing
from monitor.alerts.remind import Recalled, Reminding
from monitor.escalation import assess as escalation
from monitor.escalation.assess import Course
from monitor.escalation.checkpoint import Checkpoint, still_good
from monitor.incidents import join as joining
from monitor.incidents.join import Before
from monitor.model.alerts import Alert, Channel, Delivery, QuietHours, Reason, Route
from monitor.model.assessments import Assessment, State, Transition
from monitor.model.incidents import Incident, Status
from monitor.model.lexicon import EventType
from monitor.model.rulebook import Actor, Rulebook
from monitor.pipeline.cases import Case, Heeding, Outcome, Part, Scope
from monitor.pipeline.desk_rules import DeskRules
from monitor.pipeline.ports import NO_BORDER, RINGS_FOR
from monitor.pipeline.watch import WatchList


class Judge:
    """Holds what every case is judged by: the rulebook, the watch list, who is told through what."""

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        watch: WatchList,
        routes: Sequence[Route],
        channels: Sequence[Channel],
        zone: str = "UTC",
        rules: DeskRules | None = None,
        quiet: Sequence[QuietHours] = (),
        edition: str = "",
    ) -> None:
        self.rulebook = rulebook
        self.judged_by = f"{rulebook.digest}{edition}"
        self.watch = watch
        self._routes = tuple(routes)
        self._channels = tuple(channels)
        self._zone = zone
        self._quiet = tuple(quiet)
        self._rules = rules or DeskRules(rulebook, {})
        self.needs_texts = self._rules.needs_texts
        self._events: Mapping[str, EventType] = {event.id: event for event in rulebook.events}
        self._actors: Mapping[str, Actor] = rulebook.actor_by_id()
        self._names = changing.names_of(rulebook)
        self._reminds = any(route.repeat is not None for route in self._routes)

    def scope(self, *, from_the_beginning: bool = False) -> Scope:
        """What deciding mostly needs."""
        return Scope(
            rules=self.judged_by,
            reach=joining.REACH,
            lately=max(RINGS_FOR, alerting.looks_back(self.rulebook)),
            from_the_beginning=from_the_beginning,
        )

    def decide(self, case: Case, *, now: datetime) -> Outcome:
        """All that this case changes; deciding again on its result changes nothing. The case must hold all incidents."""
        outcome = self.attempt(case, now=now)
        if outcome is None:
            raise ValueError(f"the case of {case.border} since {case.since} leaves out what deciding it needs")
        return outcome

    def attempt(self, case: Case, *, now: datetime) -> Outcome | None:
        """The same for a case that may be narrower; None when what changed is older than what it looks back to."""
        border = None if case.border == NO_BORDER else case.border
        part = case.part
        joined = joining.rejoin(
            _before(case, part) if part else Before(),
            case.reports,
            border=border,
            events=self._events,
            actors=self._actors,
            withdrawn=case.withdrawn,
            rulings=case.rulings,
        )
        incidents = joined.incidents
        last = _last_good(case, incidents)
        if case.border != NO_BORDER and case.since is not None and not self._goes_on(case, last, now=now):
            return None
        course = self._course(case, incidents, last=last, now=now)
        assessment, is_kept = course.assessment, case.checkpoint is not None and course.checkpoint is case.checkpoint
        alerts = self._alerts(case, incidents, assessment, now=now)
        heeding = tuple(_heeding(case, _strikes(case.incidents) ^ _strikes(incidents)))
        return Outcome(
            border=case.border,
            lease=case.lease,
            assessment=self._with_next_check(case, assessment, alerts, incidents, now=now),
            incidents=incidents,
            part=case.part,
            rules=self.judged_by,
            blocks=joined.blocks,
            changed=joined.changed if case.part else None,
            vanished=_vanished(case, incidents) if case.part else (),
            redirects=joining.redirects(case.incidents, incidents),
            checkpoint=None if is_kept else course.checkpoint,
            keeps_checkpoint=is_kept,
            transitions=transitions(case.told, assessment, now=now),
            alerts=alerts,
            deliveries=(
                *self.deliveries(alerts, case, now=now),
                *self._reminders(case, alerts, incidents, assessment, now=now),
            ),
            dirties=heeding,
            doubted=tuple((each.border, each.first_at) for each in heeding),
        )

    def _goes_on(self, case: Case, last: Checkpoint | None, *, now: datetime) -> bool:
        heard = case.coverage, case.silent_since
        return last is not None and escalation.goes_on(last, now=now, coverage=heard[0], silent_since=heard[1])

    def _course(self, case: Case, incidents: Sequence[Incident], *, last: Checkpoint | None, now: datetime) -> Course:
        if case.border == NO_BORDER:
            return Course(assessment=Assessment(border=NO_BORDER, at=now, state=State.CALM, score=0.0))
        return escalation.carry_on(
            case.border,
            incidents,
            rulebook=self.rulebook.for_border(case.border),
            now=now,
            coverage=case.coverage,
            elsewhere=case.elsewhere,
            silent_since=case.silent_since,
            last=last,
        )

    def _alerts(
        self, case: Case, incidents: Sequence[Incident], assessment: Assessment, *, now: datetime
    ) -> tuple[Alert, ...]:
        """None while a first start warms up; what it found is then told in one summary. What the desk's own rules want told comes last."""
        if _is_warming(case, now):
            return ()
        return (
            *self._ladder_alerts(case, incidents, assessment, now=now),
            *self._rule_alerts(case, incidents, now=now),
        )

    def _rule_alerts(self, case: Case, incidents: Sequence[Incident], *, now: datetime) -> tuple[Alert, ...]:
        """For watched borders, and for what belongs to no border. Not for what was there when the first start ended. Corrections first."""
        if case.border not in self.watch and case.border != NO_BORDER:
            return ()
        since = case.quiet_until
        late = [incident for incident in incidents if since is None or incident.first_known_at > since]
        matches = [match for match in case.matches if since is None or match.known_at > since]
        hits = self._rules.hits(late, matches, case.items, now=now)
        corrections = desk.correct(case.alerts, incidents, before=case.incidents, now=now)
        return (*corrections, *desk.decide(hits, alerts=(*case.alerts, *corrections), now=now))

    def _ladder_alerts(
        self, case: Case, incidents: Sequence[Incident], assessment: Assessment, *, now: datetime
    ) -> tuple[Alert, ...]:
        if case.border not in self.watch:
            return ()
        first_look = _is_first_look(case)
        alerts = alerting.decide(
            border=case.border,
            assessment=assessment,
            told=None if first_look else case.told,
            incidents=incidents,
            told_incidents=() if first_look else case.incidents,
            alerts=case.alerts,
            rulebook=self.rulebook.for_border(case.border),
            now=now,
        )
        return tuple(replace(alert, reason=Reason.SUMMARY) for alert in alerts) if first_look else alerts

    def deliveries(self, alerts: tuple[Alert, ...], case: Case, *, now: datetime) -> tuple[Delivery, ...]:
        """Which of the alerts go where."""
        return routing.route(
            alerts,
            routes=self._routes,
            channels=self._channels,
            quiet=self._quiet,
            silences=case.silences,
            groups=case.groups,
            zone=self._zone,
            now=now,
        )

    def _reminders(
        self,
        case: Case,
        alerts: tuple[Alert, ...],
        incidents: Sequence[Incident],
        assessment: Assessment,
        *,
        now: datetime,
    ) -> tuple[Delivery, ...]:
        recalled = self._recalled(case, alerts, assessment)
        if recalled is None:
            return ()
        return remind.deliveries(
            recalled,
            self._remindings(recalled, now=now),
            assessment=assessment,
            incidents=incidents,
            names=self._names,
            silences=case.silences,
            zone=self._zone,
            now=now,
        )

    def _recalled(self, case: Case, alerts: tuple[Alert, ...], assessment: Assessment) -> Recalled | None:
        if case.border not in self.watch or not self._reminds:
            return None
        return remind.recalled(assessment, (*case.alerts, *alerts), case.acknowledged)

    def _remindings(self, recalled: Recalled, *, now: datetime) -> tuple[Reminding, ...]:
        return remind.due(recalled, routes=self._routes, channels=self._channels, quiet=self._quiet, now=now)

    def _with_next_check(
        self,
        case: Case,
        assessment: Assessment,
        alerts: tuple[Alert, ...],
        incidents: Sequence[Incident],
        *,
        now: datetime,
    ) -> Assessment:
        """The soonest of what time alone may change: a cool-down that holds something back ends, a side falls silent, a reminder is due."""
        if case.border not in self.watch:
            return assessment
        if _is_warming(case, now):
            return replace(assessment, next_check_at=case.quiet_until)
        pending = alerting.pending_until(
            assessment=assessment,
            told=case.told,
            incidents=incidents,
            told_incidents=case.incidents,
            alerts=(*case.alerts, *alerts),
            now=now,
            rulebook=self.rulebook.for_border(case.border),
        )
        recalled = self._recalled(case, alerts, assessment)
        reminders = self._remindings(recalled, now=now) if recalled else ()
        recalls = (each.at if each.at > now else each.next_at for each in reminders)
        soonest = (assessment.next_check_at, pending, case.heard_until, *recalls)
        due = min((at for at in soonest if at is not None and at > now), default=None)
        return replace(assessment, next_check_at=due)


def _before(case: Case, part: Part) -> Before:
    return Before(incidents=case.incidents, gone=part.gone, blocks=dict(part.blocks), since=case.since)


def _last_good(case: Case, incidents: Sequence[Incident]) -> Checkpoint | None:
    changed_from = _changed_from(case.incidents, incidents)
    if case.checkpoint is None or changed_from is None:
        return case.checkpoint
    return next(iter(still_good([case.checkpoint], changed_from=changed_from)), None)


def _changed_from(before: Sequence[Incident], after: Sequence[Incident]) -> datetime | None:
    """The earliest beginning of what is new, different or gone; None when nothing is."""
    known, standing = {incident.id: incident for incident in before}, {incident.id for incident in after}
    differing = [incident for incident in after if known.get(incident.id) != incident]
    old = [known[incident.id] for incident in differing if incident.id in known]
    gone = [incident for incident in before if incident.id not in standing]
    return min((incident.started_at for incident in (*differing, *old, *gone)), default=None)


def _vanished(case: Case, incidents: Sequence[Incident]) -> tuple[str, ...]:
    standing = {incident.id for incident in incidents}
    return tuple(incident.id for incident in case.incidents if incident.id not in standing)


def _is_warming(case: Case, now: datetime) -> bool:
    return case.quiet_until is not None and now < case.quiet_until


def _is_first_look(case: Case) -> bool:
    """Whether nobody was ever told of this border, and all that was found so far was found while warming up."""
    if case.quiet_until is None or case.alerts or case.told is None:
        return False
    return case.told.at < case.quiet_until


class _Strike(NamedTuple):
    """All that other borders ask of one."""

    id: str
    at: datetime
    by: str
    on: str | None
    status: Status
    confidence: float


def _strikes(incidents: Sequence[Incident]) -> set[_Strike]:
    return {
        _Strike(i.id, i.started_at, i.initiator_state, i.target_state, i.status, i.confidence)
        for i in incidents
        if i.type == "force_state" and i.initiator_state
    }


def _heeding(case: Case, struck: Iterable[_Strike]) -> Iterator[Heeding]:
    times: dict[str, list[datetime]] = {}
    for strike in struck:
        times.setdefault(strike.by, []).append(strike.at)
    for border in case.borders:
        by = tuple(state for state in border.split("-") if state in times)
        if by and border != case.border:
            at = [moment for state in by for moment in times[state]]
            yield Heeding(border=border, by=by, first_at=min(at), last_at=max(at))


def transitions(told: Assessment | None, assessment: Assessment, *, now: datetime) -> tuple[Transition, ...]:
    """The change of state that people are told now, if any. A border never assessed before was calm."""
    old = told.state if told else State.CALM
    if old == assessment.state:
        return ()
    return (
        Transition(
            border=assessment.border,
            at=now,
            old=old,
            new=assessment.state,
            score=assessment.score,
            because=assessment.because,
        ),
    )
