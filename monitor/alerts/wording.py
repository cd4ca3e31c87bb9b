"""Words for states, acts, counts, grades and differences. Nothing here decides whether something is told."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from monitor.alerts.told import Facts
from monitor.model.assessments import Assessment, State, Trend
from monitor.model.incidents import Incident
from monitor.model.reports import Count, PlacePoint, TargetClass
from monitor.model.times import Precision

_STATES = {State.DE_ESCALATING: "de-escalating"}
_CREDIBILITY = ((0.7, 2), (0.4, 3), (0.2, 4))
"""Lower bounds of the Admiralty digits 2 to 4, an analyst's proposal; 1 needs .90 and two independent lines."""
_SURE = 0.9
_NO_GRADE = "F"
RISK = "risk alert"
"""How a new risk begins where it is told what has changed."""
_WITH_HOUR = frozenset({Precision.MINUTE, Precision.HOUR, Precision.PART_OF_DAY})


def state(value: State) -> str:
    """The state as people write it."""
    return _STATES.get(value, str(value))


def arrow(trend: Trend) -> str:
    """Where the score has been going, as a sign."""
    return {Trend.UP: "▲", Trend.DOWN: "▼", Trend.LEVEL: "■"}[trend]


def instant(at: datetime) -> str:
    """A moment in UTC, in the one form that messages later translate into local time."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def when(incident: Incident) -> str:
    """When it happened, no more exactly than is known."""
    if incident.precision in _WITH_HOUR:
        return instant(incident.started_at)
    about = "" if incident.precision is Precision.DAY else "about "
    return f"{about}{incident.started_at:%Y-%m-%d}"


def place_names(incidents: Iterable[Incident]) -> tuple[str, ...]:
    """All that a place of them may be called: its id, its name, what it lies in, its state's code."""
    names = (n for i in incidents for p in i.places for n in (p.entity, p.name, p.within, p.admin1, p.country))
    return tuple(dict.fromkeys(name for name in names if name))


def act(incident: Incident, names: Mapping[str, str]) -> str:
    """Who did what where: ``Border Guard: drone strike, Alta, Alta district (XA)``."""
    who = incident.initiator.name if incident.initiator else ""
    finest = _finest(incident)
    where = dict.fromkeys(name for name in (finest.name, finest.within) if name) if finest else {}
    return _said(who, _done(incident, names), incident, ", ".join(where))


def short(incident: Incident, names: Mapping[str, str]) -> str:
    """The same for a headline: the state instead of its forces, the place without what it lies in."""
    party = incident.initiator
    who = names.get(party.state or "", party.name) if party else ""
    finest = _finest(incident)
    return _said(who, _done(incident, names), incident, finest.name if finest else "")


def _done(incident: Incident, names: Mapping[str, str]) -> str:
    """The taxonomy's own words for the act, in small letters inside a sentence; else its id, readable."""
    title = names.get(incident.event, "")
    if title:
        return title[0].lower() + title[1:]
    return (incident.subtype or incident.type or str(incident.act)).replace("_", " ")


def _said(who: str, what: str, incident: Incident, where: str) -> str:
    finest = _finest(incident)
    country = f" ({finest.country})" if finest and finest.country else ""
    done = f"{who}: {what}" if who else what
    return f"{done}, {where}{country}" if where else done


def _finest(incident: Incident) -> PlacePoint | None:
    return min(incident.places, key=lambda p: p.precision, default=None)


def target(incident: Incident) -> str:
    """Whom it struck; an unknown class is said to be unknown."""
    name = incident.target.name if incident.target else ""
    if incident.target_class is TargetClass.UNKNOWN:
        return name or "unknown"
    kind = str(incident.target_class).replace("_", " ")
    return f"{name} ({kind})" if name else kind


def doubt_of_target(incident: Incident) -> str:
    """That some say fighters, or forces, and others civilians."""
    return "whether civilians were hit is disputed" if incident.target_disputed else ""


def toll(incident: Incident) -> str:
    """Reported dead and hurt as ranges over the sources; empty when nobody gave a number."""
    parts = ((incident.killed, "killed"), (incident.injured, "hurt"), (incident.children_killed, "children killed"))
    return ", ".join(f"{_range(count)} {word}" for count, word in parts if count is not None)


def _range(count: Count) -> str:
    return str(count.best) if count.low == count.high else f"{count.low}-{count.high}"


def claim(incident: Incident, names: Mapping[str, str]) -> str:
    """Which side says so and which doesn't: ``claimed by Xand, not yet confirmed by Yland``. Empty when no two states are party."""
    sides = incident.sides
    said = [side for side in sides if side in incident.confirmed_by or side in incident.claimed_by]
    silent = [side for side in sides if side not in said and side not in incident.denied_by]
    denied = f"denied by {_list(incident.denied_by, names)}" if incident.denied_by else ""
    if len(sides) > 1 and len(said) == len(sides):
        spoken = "confirmed by both sides" if len(sides) == 2 else "confirmed by all sides"
    elif said:
        verb = "claimed by" if incident.initiator_state in said else "reported by"
        spoken = f"{verb} {_list(said, names)}"
        spoken += f", not yet confirmed by {_list(silent, names)}" if silent else ""
    else:
        spoken = "not confirmed by either side" if len(sides) > 1 else ""
    disputed = "each side says that the other began" if incident.initiator_disputed else ""
    return ", ".join(part for part in (spoken, denied, disputed) if part)


def _list(sides: tuple[str, ...] | list[str], names: Mapping[str, str]) -> str:
    return " and ".join(names.get(side, side) for side in sides)


def grade(incident: Incident) -> str:
    """Admiralty letter and digit of the occurrence: the best line's source grade, and credibility from confidence."""
    letter = min((line.grade[:1] for line in incident.lines if line.grade), default=_NO_GRADE)
    return f"{letter}{credibility(incident.confidence, lines=len(incident.lines))}"


def credibility(confidence: float, *, lines: int) -> int:
    """The digit: 1 confirmed by other sources ... 5 improbable, 6 cannot be judged."""
    if not lines:
        return 6
    if confidence >= _SURE and lines > 1:
        return 1
    return next((digit for bound, digit in _CREDIBILITY if confidence >= bound), 5)


def sources(incident: Incident) -> str:
    """Independent lines apart from reports: copies of one wire story are many reports and one line."""
    lines, reports = len(incident.lines), len(incident.reports)
    return f"{lines} independent line{'s' * (lines != 1)} in {reports} report{'s' * (reports != 1)}"


def score(assessment: Assessment) -> str:
    """Score and momentum, always together."""
    return f"Score {assessment.score:.0f} ({assessment.momentum:+.0f}/24 h)"


def differences(was: Facts, is_: Facts, names: Mapping[str, str]) -> tuple[str, ...]:
    """What is worth telling between two sets of facts, in words."""
    whose, whose_now = (names.get(facts.initiator, facts.initiator) for facts in (was, is_))
    pairs = (
        ("now ", was.status, is_.status),
        ("severity ", was.severity, is_.severity),
        ("attributed to ", whose, whose_now),
        ("target ", was.target_class, is_.target_class),
        ("dead ", was.killed, is_.killed),
    )
    return tuple(f"{label}{new} (was {old})".replace("_", " ") for label, old, new in pairs if old != new)
