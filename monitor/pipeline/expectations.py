"""What a timeline expects against what came of it: every difference as a fault that says what was expected and what there was.

Decides what each expectation means. Playing the timeline is :mod:`monitor.pipeline.timelines`'s.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from monitor.model.alerts import Alert, Level
from monitor.model.assessments import Assessment, State
from monitor.model.incidents import Incident, Status
from monitor.model.reports import Count
from monitor.model.rulebook import Rulebook
from monitor.pipeline.timelines import Look, Played
from monitor.rules.documents import Fault, Trail
from monitor.rules.timelines import (
    HOW_MANY,
    LOUD,
    NONE,
    Band,
    CountEntry,
    ExpectEntry,
    FactsEntry,
    IncidentsEntry,
    Timeline,
)
from monitor.rules.units import Bound

CODE = "timeline"
_LOUDNESS = (Level.NOTICE, Level.IMPROVING, Level.WATCH, Level.CORRECTION, Level.WARNING, Level.CRITICAL)
_SHOWN = 6
"""How many lines of what there was a complaint shows."""

Faults = Iterator[Fault]
Span = tuple[datetime, datetime]


def check(timeline: Timeline, played: Played, rulebook: Rulebook) -> tuple[Fault, ...]:
    """All differences, in the order of the file; trails start at the timeline."""
    codes = {indicator.id: indicator.code for indicator in rulebook.indicators}
    spans = _spans(timeline, played)
    expected = (
        _expected(timeline, number, played, spans=spans, codes=codes) for number in range(len(timeline.entry.expect))
    )
    return tuple(chain(chain.from_iterable(expected), _must_not(timeline, played, codes)))


def _spans(timeline: Timeline, played: Played) -> dict[int, Span]:
    """For each expectation that names a level: from when (exclusive) until when it speaks of alerts, at first from the start."""
    named = [(_at(timeline, e, played), n) for n, e in enumerate(timeline.entry.expect) if e.level]
    spans: dict[int, Span] = {}
    last: dict[str | None, datetime] = {}
    start = timeline.entry.start - timedelta.resolution
    for at, number in sorted(named):
        border = _border(timeline, timeline.entry.expect[number])
        spans[number] = last.get(border, start), at
        last[border] = at
    return spans


def _at(timeline: Timeline, expected: ExpectEntry, played: Played) -> datetime:
    return played.end.at if expected.at is None else timeline.instant(expected.at)


def _border(timeline: Timeline, expected: ExpectEntry) -> str | None:
    return expected.border or timeline.entry.border


def _expected(
    timeline: Timeline,
    number: int,
    played: Played,
    *,
    spans: Mapping[int, Span],
    codes: Mapping[str, str],
) -> Faults:
    expected = timeline.entry.expect[number]
    border = _border(timeline, expected)
    look = played.looks[_at(timeline, expected, played)]
    assessment = look.borders.get(border or "")
    alerts = [a for a in look.alerts if border is None or a.border == border]
    found = chain(
        _state(expected, assessment),
        _firings(expected, [assessment] if border else list(look.borders.values()), codes),
        _incidents(expected, look, border),
        _level(expected, alerts, spans.get(number)),
        _told(expected, look, alerts),
        _read(expected, played),
        _unexpected(timeline, expected, alerts, spans=spans, played=played),
    )
    trail: Trail = ("expect", number)
    when = f"{look.at:%Y-%m-%d %H:%M}Z {border or ''}".strip()
    return (Fault((*trail, *fault.trail), f"{when}: {fault.message}", CODE) for fault in found)


def _differs(trail: Trail, expected: object, got: object, more: str = "") -> Fault:
    told = f"; {more}" if more else ""
    return Fault(trail, f"{trail[-1] if trail else ''}: expected {expected}, got {got}{told}", CODE)


def _state(expected: ExpectEntry, found: Assessment | None) -> Faults:
    state, score = (found.state, found.score) if found else (State.CALM, 0.0)
    because = "; ".join(found.because) if found else ""
    if expected.state is not None and expected.state is not state:
        yield _differs(("state",), expected.state, state, because)
    if expected.score is not None and not expected.score.holds(score):
        yield _differs(("score",), expected.score, f"{score:.1f}", _ledger(found))
    if found is None:
        return
    if expected.trend is not None and expected.trend is not found.trend:
        yield _differs(("trend",), expected.trend, found.trend)
    if expected.risk is not None and expected.risk is not found.risk:
        yield _differs(("risk",), expected.risk, found.risk, "; ".join(found.outlook))
    for side, coverage in expected.coverage.items():
        if dict(found.coverage).get(side) is not coverage:
            yield _differs(("coverage", side), coverage, dict(found.coverage).get(side))


def _ledger(found: Assessment | None) -> str:
    return " ".join(f"{c.code} {c.points:+.1f}" for c in found.ledger) if found else ""


def _firings(expected: ExpectEntry, looked_at: Sequence[Assessment | None], codes: Mapping[str, str]) -> Faults:
    found = [assessment for assessment in looked_at if assessment]
    fired = [firing.code for assessment in found for firing in assessment.firings]
    for name, tally in expected.firings.items():
        count = sum(_means(name, code, codes) for code in fired)
        if not tally.holds(count):
            yield _differs(("firings", name), tally, count, f"fired: {' '.join(sorted(fired)) or 'nothing'}")
    unknown = {code for assessment in found for u in assessment.unknown for code in (u.code, u.indicator)}
    for index, name in enumerate(expected.unknown):
        if name not in unknown:
            yield _differs(("unknown", index), f"{name} to be unknown", "judged")


def _means(name: str, code: str, codes: Mapping[str, str]) -> bool:
    """Whether a code with the letter of its tier is what a name means: the code itself, or without its letter, or the indicator's id."""
    base = codes.get(name, name)
    return code == base or (code[:-1] == base and code[-1].isalpha())


def _incidents(expected: ExpectEntry, look: Look, border: str | None) -> Faults:
    for trail, wanted in expected.counted:
        standing = [i for i in look.incidents if i.status is not Status.RETRACTED or wanted.each.status is i.status]
        found = [i for i in standing if _is_meant(wanted, i, wanted.border or border)]
        for name, sign in HOW_MANY.items():
            number = getattr(wanted, name)
            if number is not None and not Bound(sign, number).holds(len(found)):
                yield _differs((*trail, name), number, len(found), _list(found or standing))
        for incident in found:
            yield from _facts(wanted.each, incident, trail=(*trail, "each"))


def _is_meant(wanted: IncidentsEntry, incident: Incident, border: str | None) -> bool:
    return (
        (border is None or incident.border == border)
        and (not wanted.type or incident.type in wanted.type or incident.event in wanted.type)
        and wanted.by in (None, incident.initiator_state)
        and wanted.on in (None, incident.target_state)
    )


def _list(incidents: Iterable[Incident]) -> str:
    """What there was, one line each."""
    rows = [f"{i.event} {i.initiator_state or '?'}→{i.target_state or '?'} {i.headline[:50]!r}" for i in incidents]
    more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    return ("; ".join(rows[:_SHOWN]) or "no incidents") + more


def _facts(wanted: FactsEntry, incident: Incident, *, trail: Trail) -> Faults:
    """Each fact that is asked for and isn't so."""
    asked = {name: value for name in FactsEntry.model_fields if (value := getattr(wanted, name)) is not None}
    got = _values(incident)
    for name, expected in asked.items():
        value = got[name]
        holds = expected.holds(value) if isinstance(expected, Band | Bound) else value == expected
        if name == "place":
            holds = expected in str(value).split(", ")
        if not holds:
            why = "; ".join(incident.confidence_because) if name == "confidence" else incident.headline[:60]
            yield _differs((*trail, name), expected, value, why)


def _values(incident: Incident) -> Mapping[str, Any]:
    """What an incident has under the names of its facts."""
    places = [name for p in incident.places for name in (p.name, p.within, p.admin1) if name]
    return {
        "confidence": round(incident.confidence, 3),
        "severity": incident.severity,
        "status": incident.status,
        "target_class": incident.target_class,
        "initiator": incident.initiator.name if incident.initiator else "",
        "target": incident.target.name if incident.target else "",
        "place": ", ".join(dict.fromkeys(places)),
        "killed": _figure(incident.killed),
        "injured": _figure(incident.injured),
        "children_killed": _figure(incident.children_killed),
        "means": len(incident.means),
        "reports": len(incident.reports),
        "lines": len(incident.lines),
        "disputed": incident.initiator_disputed,
        "answers": incident.response_to is not None,
    }


def _figure(count: Count | None) -> CountEntry | None:
    return CountEntry(low=count.low, best=count.best, high=count.high) if count else None


def _level(expected: ExpectEntry, alerts: Sequence[Alert], span: Span | None) -> Faults:
    if span is None:
        return
    since, until = span
    told = [a for a in alerts if since < a.at <= until]
    loudest = max((a.level for a in told), key=_LOUDNESS.index, default=None)
    if (loudest or NONE) != expected.level:
        yield _differs(("level",), expected.level, loudest or NONE, "; ".join(a.headline for a in told))


def _told(expected: ExpectEntry, look: Look, alerts: Sequence[Alert]) -> Faults:
    for name, tally in expected.alerts.items():
        matching = [a for a in alerts if name == a.level or (name == LOUD and a.level is not Level.NOTICE)]
        if not tally.holds(len(matching)):
            told = "; ".join(f"{a.at:%m-%d %H:%M} {a.level}" for a in alerts)
            yield _differs(("alerts", name), tally, len(matching), told)
    for channel, tally in expected.messages.items():
        count = sum(message.channel == channel for message in look.messages)
        if not tally.holds(count):
            yield _differs(("messages", channel), tally, count)
    for index, words in enumerate(expected.says):
        if not any(words.casefold() in f"{a.headline}\n{a.body}".casefold() for a in alerts):
            last = alerts[-1].headline if alerts else "no alert"
            yield _differs(("says", index), f"an alert that says {words!r}", last)


def _read(expected: ExpectEntry, played: Played) -> Faults:
    for name, mode in expected.modes.items():
        if played.modes.get(name) is not mode:
            yield _differs(("modes", name), mode, played.modes.get(name))
    for index, name in enumerate(expected.in_no_incident):
        if played.in_incidents.get(name):
            yield _differs(("in_no_incident", index), f"item {name} to make no incident", "one")


def _unexpected(
    timeline: Timeline, expected: ExpectEntry, alerts: Sequence[Alert], *, spans: Mapping[int, Span], played: Played
) -> Faults:
    if expected.unexpected is None:
        return
    start = timeline.entry.start - timedelta.resolution
    counted = (_at(timeline, e, played) for e in timeline.entry.expect if LOUD in e.alerts or e.messages)
    covered = max((*(until for _, until in spans.values()), *counted), default=start)
    for alert in alerts:
        if alert.level is not Level.NOTICE and alert.at > covered:
            yield _differs(("unexpected",), "nothing loud", f"{alert.at:%m-%d %H:%M} {alert.level}", alert.headline)


def _must_not(timeline: Timeline, played: Played, codes: Mapping[str, str]) -> Faults:
    """The first time at which something is so that may never be."""
    rule = timeline.entry.must_not
    looks = sorted((*played.steps, *played.looks.values()), key=lambda look: look.at)
    kinds: tuple[tuple[str, Sequence[str], Callable[[str, Look], str]], ...] = (
        ("firings", rule.firings, lambda name, look: _fired(name, look, codes)),
        ("states", rule.states, lambda name, look: next((b for b, a in look.borders.items() if a.state == name), "")),
        ("levels", rule.levels, lambda name, look: next((a.headline for a in look.alerts if a.level == name), "")),
        ("types", rule.types, lambda name, look: _list_of(look, lambda i: name in (i.type, i.event))),
        ("places", rule.places, lambda name, look: _list_of(look, lambda i: any(p.name == name for p in i.places))),
        ("parties", rule.parties, lambda name, look: _list_of(look, lambda i: name in _parties(i))),
        ("says", rule.says, lambda name, look: next((a.headline for a in look.alerts if _speaks(a, name)), "")),
    )
    for kind, names, found_in in kinds:
        for index, name in enumerate(names):
            found = next(((look.at, what) for look in looks if (what := found_in(name, look))), None)
            if found:
                at, what = found
                yield Fault(("must_not", kind, index), f"{at:%Y-%m-%d %H:%M}Z: {name} must not be: {what}", CODE)


def _fired(name: str, look: Look, codes: Mapping[str, str]) -> str:
    fired = (f for a in look.borders.values() for f in a.firings)
    return next((f"{f.border} {f.code}: {f.because}" for f in fired if _means(name, f.code, codes)), "")


def _list_of(look: Look, meant: Callable[[Incident], bool]) -> str:
    found = [i for i in look.incidents if i.status is not Status.RETRACTED and meant(i)]
    return _list(found) if found else ""


def _parties(incident: Incident) -> set[str]:
    return {party.name for party in (incident.initiator, incident.target) if party}


def _speaks(alert: Alert, words: str) -> bool:
    return words.casefold() in f"{alert.headline}\n{alert.body}".casefold()
