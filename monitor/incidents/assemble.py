"""Builds an incident from the reports that were joined: its facts, its standing, its evidence.

Which reports belong together was decided before (``blocks``); here nothing is moved from one incident to another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from itertools import chain

from monitor.incidents import confidence, life, lines, parties, places, severity, tolls, versions, voices
from monitor.incidents.confidence import Judgement
from monitor.incidents.identity import (
    is_retold,
    party_side,
    party_state,
    struck_states,
    undated,
)
from monitor.incidents.lines import Strand
from monitor.model.incidents import Incident, Line, Status
from monitor.model.lexicon import EventType
from monitor.model.reports import FORCE_CLASSES, UNDIRECTED, Correction, Party, PlacePoint, Report, TargetClass
from monitor.model.rulebook import Actor
from monitor.model.times import Precision, slack

_UNCONFIRMED_BELOW = 0.4
_CONFIRMED_FROM = 0.9

_PROMISES = {
    "relations_restored": ("return_announced", "returned"),
    "visit": ("visit_announced", "visit_made"),
}
"""Subtypes that may only be announced: the trait of the promise and the trait of its keeping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one incident is made of.

    ``standing`` reports count; ``withdrawn`` ones were taken back or deleted and count for nothing but the audit; ``notices`` are the
    items that took them back; ``denials`` say that it did not happen.
    """

    standing: tuple[Report, ...]
    withdrawn: tuple[Report, ...] = ()
    notices: tuple[Report, ...] = ()
    denials: tuple[Report, ...] = ()

    @property
    def telling(self) -> tuple[Report, ...]:
        """The reports that the facts are read from: the standing ones, or what was withdrawn if there are none."""
        return self.standing or self.withdrawn

    @property
    def everything(self) -> tuple[Report, ...]:
        """All that belongs to the incident, as it became known."""
        return tuple(sorted(chain(self.standing, self.withdrawn, self.notices), key=_as_known))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The parts of the rulebook that building an incident needs."""

    events: Mapping[str, EventType]
    actors: Mapping[str, Actor]


def incident_id(reports: Iterable[Report]) -> str:
    """From the smallest report key: the same in whatever order, and however late, its reports became known."""
    return "i" + blake2b(min(report.key for report in reports).encode(), digest_size=6).hexdigest()


def build(evidence: Evidence, *, border: str | None, rules: Rules) -> Incident:
    """The incident. Without standing reports it keeps its facts and severity, and loses all confidence."""
    incident = _built(evidence, border=border, rules=rules)
    return replace(incident, severity=severity.of(incident, rules.events))


def _built(evidence: Evidence, *, border: str | None, rules: Rules) -> Incident:
    """The incident but for how bad it is."""
    reports = evidence.telling
    told = lines.parted(reports)
    strands = told.strands
    act = parties.choose_act(strands)
    event = parties.choose_event(strands, act)
    disputed = parties.is_disputed(reports, rules.actors)
    target_class = parties.choose_target_class(strands, by_state=event.startswith("force_state"))
    initiator, target = _roles(
        strands, reports, rules, disputed=disputed, joint=disputed or act in UNDIRECTED, meant=target_class
    )
    who = _whose_word(evidence, initiator, target, rules=rules)
    traits = _union(report.traits for report in reports)
    judgement = confidence.judge(act, told, parties=who, announced=_is_promise(event, traits))
    clock = _best_timed(reports)
    refuted, where = _is_refuted(evidence, who), _places(strands)
    killed = tolls.settle(reports, lambda report: report.killed, refuted=refuted)
    known = evidence.everything
    return Incident(
        id=incident_id(chain(evidence.standing, evidence.withdrawn)),
        border=border,
        event=event,
        act=act,
        status=_status(evidence, strands, judgement, who=who),
        confidence=judgement.occurrence if evidence.standing else 0.0,
        severity=0,
        started_at=clock.at,
        precision=clock.precision if clock.happened_at else Precision.UNKNOWN,
        first_known_at=known[0].known_at,
        last_known_at=known[-1].known_at,
        effects=judgement.effects if evidence.standing else 0.0,
        confidence_because=_because(evidence, judgement),
        initiator=initiator,
        target=target,
        target_class=target_class,
        means=parties.choose_means(strands),
        places=where,
        killed=killed,
        injured=tolls.settle(
            reports, lambda report: report.injured, refuted=refuted and not _own_injured(evidence, who)
        ),
        attackers_killed=tolls.settle(reports, lambda report: report.attackers_killed),
        children_killed=tolls.settle(reports, lambda report: report.children_killed, refuted=refuted),
        women_killed=tolls.settle(reports, lambda report: report.women_killed, refuted=refuted),
        civilians_killed=tolls.settle(reports, lambda report: report.civilians_killed, refuted=refuted),
        figures=tolls.figures(reports, lambda report: report.killed),
        versions=versions.of(reports),
        claims=versions.claims(evidence.telling, evidence.denials),
        sides=_states(reports, rules.actors),
        confirmed_by=tuple(sorted(_confirming(evidence.standing))),
        claimed_by=_claimed(evidence.standing, initiator, rules.actors),
        denied_by=tuple(sorted(who.denying)),
        traits=traits,
        initiator_disputed=disputed,
        target_disputed=parties.is_target_disputed(strands),
        reopened_at=life.reopened_at(known),
        affirmed_at=life.affirmed_at(evidence.standing, since=clock.at) if event == life.TRUCE else (),
        reports=tuple(report.key for report in known),
        lines=tuple(_line(strand, r) for strand, r in zip(strands, judgement.reliabilities, strict=True))
        if evidence.standing
        else (),
        items=tuple(dict.fromkeys(report.item for report in known)),
        headline=_headline(reports),
        links=tuple(dict.fromkeys(link for strand in strands if (link := _link(strand)))),
    )


def _as_known(report: Report) -> tuple[datetime, str]:
    return report.known_at, report.key


def _roles(
    strands: Sequence[Strand],
    reports: Sequence[Report],
    rules: Rules,
    *,
    disputed: bool,
    joint: bool,
    meant: TargetClass,
) -> tuple[Party | None, Party | None]:
    answers = parties.answers(reports, rules.actors)
    side = parties.who_began(strands, rules.actors) if disputed else None

    def tells(report: Report) -> bool:
        began = side is None or party_state(report.initiator, rules.actors) == side
        return began and report.key not in answers

    initiator = parties.choose_party(strands, lambda r: r.initiator if tells(r) else None, actors=rules.actors)
    meets = [r.key for r in reports if r.target and tells(r) and parties.is_of_class(r.target, meant)]
    target = parties.choose_party(
        strands, lambda r: r.target if tells(r) and (not meets or r.key in meets) else None, actors=rules.actors
    )
    return initiator, parties.with_other_side(initiator, target, reports) if joint else target


def _whose_word(
    evidence: Evidence, initiator: Party | None, target: Party | None, *, rules: Rules
) -> confidence.Parties:
    reports = evidence.telling
    acting = _sides(initiator, actors=rules.actors)
    struck = _sides(target, actors=rules.actors).union(*(struck_states(report, rules.actors) for report in reports))
    if reports[0].act in UNDIRECTED or parties.is_disputed(reports, rules.actors):
        acting = struck = acting | struck
    denying = {side for report in evidence.telling for side in report.denied_by}
    denying |= {side for report in evidence.denials for side in (*report.said_by, *report.denied_by)}
    return confidence.Parties(
        acting=acting, struck=struck if acting == struck else struck - acting, denying=frozenset(denying)
    )


def _is_refuted(evidence: Evidence, who: confidence.Parties) -> bool:
    """Whether a side that was hit denies the account, and has not given out a toll itself since it last did."""
    speaking = [(report, report.denied_by) for report in evidence.telling]
    speaking += [(report, (*report.denied_by, *report.said_by)) for report in evidence.denials]
    for side in who.struck & who.denying:
        denied = max(report.known_at for report, deniers in speaking if side in deniers)
        if not any(side in r.said_by and r.killed and r.known_at > denied for r in evidence.telling):
            return True
    return False


def _own_injured(evidence: Evidence, who: confidence.Parties) -> bool:
    """Whether a side that was hit tells of its own wounded, which it may well do while it denies the dead."""
    return any(report.injured and who.struck & set(report.said_by) for report in evidence.telling)


def _sides(party: Party | None, *, actors: Mapping[str, Actor]) -> frozenset[str]:
    side = party_side(party, actors)
    return frozenset({side} if side else ())


def _is_promise(event: str, traits: Sequence[str]) -> bool:
    promised, kept = _PROMISES.get(event.partition(".")[2], ("", ""))
    return promised in traits and kept not in traits


def _best_timed(reports: Sequence[Report]) -> Report:
    """The report that times it best: a time from the text before a time of publishing, and that of news before that of background; then the most
    exact, then the earliest."""
    return min(
        reports,
        key=lambda report: (undated(report), is_retold(report), slack(report.precision), report.at, report.key),
    )


def _status(evidence: Evidence, strands: Sequence[Strand], judgement: Judgement, *, who: confidence.Parties) -> Status:
    if evidence.withdrawn:
        taken_back = bool(evidence.notices) and not evidence.standing
        return Status.RETRACTED if taken_back else Status.SOURCE_WITHDRAWN
    sure, several = judgement.occurrence, len(strands) > 1
    if judgement.both or (sure >= _CONFIRMED_FROM and several):
        return Status.CONFIRMED
    if who.denying & (who.acting | who.struck):
        return Status.DISPUTED
    if any(report.correction is Correction.CORRECTED for report in evidence.standing):
        return Status.CORRECTED
    if sure < _UNCONFIRMED_BELOW:
        return Status.UNCONFIRMED
    return Status.CORROBORATED if several else Status.REPORTED


def _because(evidence: Evidence, judgement: Judgement) -> tuple[str, ...]:
    if not evidence.standing:
        return (
            f"all {len(evidence.withdrawn)} reports were withdrawn"
            if len(evidence.withdrawn) > 1
            else "its only report was withdrawn",
        )
    gone = len(evidence.withdrawn)
    notes = (f"{gone} withdrawn {'report counts' if gone == 1 else 'reports count'} for nothing",) if gone else ()
    return (*judgement.because, *notes)


def _places(strands: Sequence[Strand]) -> tuple[PlacePoint, ...]:
    """Without those that contain another; the most precise first, and of these the best supported.

    News about something else mixes its own places in, so news about the act itself goes first.
    """
    everything = [report for strand in strands for report in strand.reports]
    news = [report for report in everything if report.primary and report.places]
    reports = [report for report in news if not is_retold(report)] or news or everything
    kept = places.most_precise_first(place for report in reports for place in report.places)
    backing = parties.support(strands, lambda report: {place.entity for place in report.places})
    return tuple(sorted(kept, key=lambda place: (place.precision, *(-n for n in backing[place.entity]), place.entity)))


def _states(reports: Iterable[Report], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    states = {
        state for report in reports for state in (party_state(report.initiator, actors), *struck_states(report, actors))
    }
    return tuple(sorted(state for state in states if state))


def _confirming(reports: Iterable[Report]) -> frozenset[str]:
    """Whoever says that it was so, through a carrier of grade D or better."""
    heard = (
        report for report in reports if voices.on_own_side(report, voices.speakers(report)) >= voices.RELIABILITY["D"]
    )
    return frozenset[str]().union(*(voices.speakers(report) for report in heard))


def _claimed(reports: Sequence[Report], initiator: Party | None, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """Those who say that it was their act: claims as such, and the acting side's own word."""
    claims = {side for report in reports for side in report.claimed_by}
    if reports and reports[0].act in FORCE_CLASSES:
        claims |= _sides(initiator, actors=actors) & _confirming(reports)
    return tuple(sorted(claims))


def _line(strand: Strand, worth: float) -> Line:
    return Line(
        id="l" + blake2b(strand.reports[0].key.encode(), digest_size=4).hexdigest(),
        reports=tuple(report.key for report in strand.reports),
        outlets=tuple(sorted({report.outlet for report in strand.reports})),
        grade=voices.grade(strand.best),
        reliability=round(worth, 4),
        because=strand.because,
    )


def _headline(reports: Sequence[Report]) -> str:
    """Of the best graded report whose title is about it, the earliest."""
    best = min(
        reports, key=lambda report: (not report.title, not report.primary, voices.rank(report), *_as_known(report))
    )
    return best.title


def _link(strand: Strand) -> str | None:
    linked = [report for report in strand.reports if report.url]
    best = min(linked, key=lambda report: (voices.rank(report), *_as_known(report)), default=None)
    return best.url if best else None


def _union(values: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({value for group in values for value in group}))
