"""What a situation report is made of, border by border, for a period that includes its beginning and not its end."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.escalation import assess as assessing
from monitor.escalation import score
from monitor.model.alerts import Alert
from monitor.model.assessments import Assessment, Coverage, State, Transition
from monitor.model.incidents import Incident, Line, Status
from monitor.model.indicators import Ladder
from monitor.model.reports import FORCE_CLASSES, Count, Report
from monitor.model.responses import Rating
from monitor.model.rulebook import BorderLine
from monitor.pipeline import respond
from monitor.pipeline.respond import Tally

COUNTS = ("killed", "injured", "attackers_killed", "civilians_killed", "women_killed", "children_killed")
MOST_INCIDENTS = 40
"""So many of a border are told one by one; the rest is counted."""
_STEPS = 96
"""Points of the score's curve: a quarter of an hour each when the period is a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store has of a border. ``assessment`` is as last judged; ``reports`` by key hold at least the first of every line.

    ``ratings`` and ``acknowledged`` are what people said of the alerts.
    """

    assessment: Assessment
    incidents: Sequence[Incident]
    alerts: Sequence[Alert]
    reports: Mapping[str, Report]
    voices: Mapping[str, Mapping[str, Coverage]]
    ratings: Sequence[Rating] = ()
    acknowledged: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One line of reporting: its first outlet with the line's grade, and a report to read."""

    outlet: str
    grade: str
    url: str | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An incident and who says so; ``is_new`` when it was not known before the period."""

    incident: Incident
    sources: tuple[Source, ...]
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderSituation:
    """One border. ``assessment`` is brought to the end of the period, ``was`` is the state at its beginning.

    ``in_hindsight``: the border was judged again after the period, so that outlook, coverage and what is absent are left out: they would be of
    another day. ``accounts`` are the gravest first, the ``more`` gravest after them are only counted. ``toll`` adds up low, best and
    high of the incidents of force that are told of, retracted ones apart. ``curve`` is the score from what still stands of the firings.
    """

    assessment: Assessment
    was: State
    in_hindsight: bool
    changes: tuple[Transition, ...]
    accounts: tuple[Account, ...]
    more: int
    toll: Mapping[str, Count]
    alerts: tuple[Alert, ...]
    voices: Mapping[str, Mapping[str, Coverage]]
    curve: tuple[tuple[datetime, float], ...]

    @property
    def border(self) -> str:
        """Its name."""
        return self.assessment.border


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The hottest border first. ``names``: states by ISO code and kinds of events by id. ``tallies``: what people said of the period's alerts.

    ``lines`` are those of the world, for the map.
    """

    since: datetime
    until: datetime
    borders: tuple[BorderSituation, ...]
    names: Mapping[str, str]
    tallies: tuple[Tally, ...] = ()
    lines: Sequence[BorderLine] = ()


def compose(
    known: Sequence[Known],
    *,
    since: datetime,
    until: datetime,
    ladder: Ladder,
    names: Mapping[str, str],
    outlets: Mapping[str, str],
    lines: Sequence[BorderLine] = (),
) -> Situation:
    """The situation; ``outlets`` are their names by id."""
    borders = [_border(each, since, until, ladder=ladder, outlets=outlets) for each in known]
    ranked = sorted(borders, key=_coolness)
    told = respond.tallies(
        [rating for each in known for rating in each.ratings],
        [alert for border in ranked for alert in border.alerts],
        acknowledged={alert for each in known for alert in each.acknowledged},
    )
    return Situation(since=since, until=until, borders=tuple(ranked), names=names, tallies=tuple(told), lines=lines)


def _coolness(border: BorderSituation) -> tuple[float, bool, str]:
    """Sorts the hottest first; a state outlives the score that led to it."""
    now = border.assessment
    return -now.score, now.state is State.CALM, border.border


def _border(
    known: Known, since: datetime, until: datetime, *, ladder: Ladder, outlets: Mapping[str, str]
) -> BorderSituation:
    latest = known.assessment
    gravest = sorted(_told_of(known.incidents, since, until), key=lambda i: (-i.severity, -i.confidence, i.id))
    history = tuple(t for t in latest.history if t.at < until)
    in_hindsight = latest.at > until
    return BorderSituation(
        assessment=_at(latest, until, history, ladder=ladder, in_hindsight=in_hindsight),
        was=_state_at(latest, since),
        in_hindsight=in_hindsight,
        changes=tuple(t for t in history if t.at >= since),
        accounts=tuple(_account(i, known.reports, since, outlets) for i in gravest[:MOST_INCIDENTS]),
        more=len(gravest[MOST_INCIDENTS:]),
        toll=dict(_toll(gravest)),
        alerts=tuple(sorted((a for a in known.alerts if since <= a.at < until), key=lambda alert: alert.at)),
        voices={} if in_hindsight else known.voices,
        curve=tuple(_curve(latest, since, until)),
    )


def _at(
    latest: Assessment, until: datetime, history: tuple[Transition, ...], *, ladder: Ladder, in_hindsight: bool
) -> Assessment:
    now = assessing.as_of(latest, until, ladder=ladder)
    if not in_hindsight:
        return now
    last = history[-1] if history else None
    state, because = _state_at(latest, until), last.because if last else ()
    bare = replace(now, risk=False, outlook=(), unknown=(), absent=(), coverage=(), next_check_at=None)
    return replace(bare, state=state, because=because, history=history, since=last.at if last else None)


def _state_at(assessment: Assessment, at: datetime) -> State:
    before = [t for t in assessment.history if t.at < at]
    if before:
        return before[-1].new
    return assessment.history[0].old if assessment.history else assessment.state


def _told_of(incidents: Iterable[Incident], since: datetime, until: datetime) -> Iterator[Incident]:
    """What began in the period, and what there was news of in it."""
    for incident in incidents:
        known = incident.first_known_at < until and incident.started_at < until
        if known and (incident.started_at >= since or incident.last_known_at >= since):
            yield incident


def _account(incident: Incident, reports: Mapping[str, Report], since: datetime, outlets: Mapping[str, str]) -> Account:
    return Account(
        incident=incident,
        sources=tuple(_source(line, reports, outlets) for line in incident.lines),
        is_new=incident.first_known_at >= since,
    )


def _source(line: Line, reports: Mapping[str, Report], outlets: Mapping[str, str]) -> Source:
    first = next((reports[key] for key in line.reports if key in reports), None)
    outlet = first.outlet if first else next(iter(line.outlets), "")
    return Source(
        outlet=outlets.get(outlet, outlet),
        grade=line.grade,
        url=first.url if first else None,
        title=first.title if first else "",
    )


def _toll(incidents: Sequence[Incident]) -> Iterator[tuple[str, Count]]:
    """Only of uses of force: a protest that repeats a toll would count the dead twice."""
    counting = [i for i in incidents if i.act in FORCE_CLASSES and i.status is not Status.RETRACTED]
    for name in COUNTS:
        found: list[Count] = [count for i in counting if (count := getattr(i, name))]
        if found:
            yield (
                name,
                Count(low=sum(c.low for c in found), best=sum(c.best for c in found), high=sum(c.high for c in found)),
            )


def _curve(assessment: Assessment, since: datetime, until: datetime) -> Iterator[tuple[datetime, float]]:
    step = (until - since) / _STEPS
    for number in range(_STEPS + 1):
        at = since + number * step
        yield at, score.score(assessment.firings, at)
