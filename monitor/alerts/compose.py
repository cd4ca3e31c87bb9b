"""The text of an alert as it is when it is decided: headline, body and links, from what was known then.

At most 120 words stand before the links, so that it fits a glance. Times are UTC; :mod:`monitor.alerts.render` adds local time. Confidence
is about whether it happened; no likelihood of what comes next is ever given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.alerts import neutral, wording
from monitor.model.alerts import Alert, Level, Reason
from monitor.model.assessments import OTHERS, Assessment, Coverage, State
from monitor.model.incidents import Incident
from monitor.model.reports import FORCE_CLASSES

WORDS_BEFORE_FOLD = 120
_NUMBERS = {
    Level.NOTICE: "L1",
    Level.WATCH: "L2",
    Level.WARNING: "L3",
    Level.CRITICAL: "L4",
    Level.IMPROVING: "L2",
    Level.CORRECTION: "Correction",
}
_OF_THE_BORDER = frozenset({Reason.MOMENTUM, Reason.BUNDLE, Reason.OUTLOOK})
_TOP_LEDGER = 4
_MOST_LINKS = 6
_MOST_EVIDENCE = 4
_LEAST_WORDS = 8
"""No section is cut below this; the longest is cut first."""
_CUT = " …"
_IN_FULL = ", in full: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the text is about: the change that leads, the incident that stands for it, and the causes in order of loudness.

    ``recalled``: the incident is an old one, by which the border stands where it stands; it is not the news.
    """

    level: Level
    reason: Reason
    was: State
    causes: tuple[str, ...]
    incident: Incident | None
    last: Alert | None
    doubted: bool = False
    recalled: bool = False


def headline(border: str, assessment: Assessment, *, subject: Subject, names: Mapping[str, str]) -> str:
    """One line: level, arrow, border, state (was), score and momentum, and what it is about."""
    was = f" (was {wording.state(subject.was)})" if subject.was is not assessment.state else ""
    outlook = " Risk alert." if assessment.risk and assessment.state is not State.CALM else ""
    head = f"{_NUMBERS[subject.level]} {_arrow(subject, assessment)} {border}: {wording.state(assessment.state)}{was}."
    return neutral.text(f"{head}{outlook} {wording.score(assessment)}. {_gist(subject, names)}", longest=300)


def _arrow(subject: Subject, assessment: Assessment) -> str:
    if subject.level is Level.CORRECTION:
        return "◆"
    if subject.reason is Reason.STATE_RAISED:
        return "▲"
    if subject.reason is Reason.STATE_LOWERED:
        return "▼"
    return wording.arrow(assessment.trend)


def _gist(subject: Subject, names: Mapping[str, str]) -> str:
    incident = subject.incident
    if incident is None or subject.recalled or subject.level is Level.CORRECTION or _is_by_the_way(subject, incident):
        return _risk_itself(subject.causes[0])
    parts = (wording.short(incident, names), _claim(incident, names), wording.toll(incident))
    doubt = "Unconfirmed: " if subject.doubted else ""
    return doubt + "; ".join(part for part in parts if part)


def _is_by_the_way(subject: Subject, incident: Incident) -> bool:
    """Whether it rings for a sign of the whole border, and what is new beside that is no act of force: "appeal for restraint" is no warning."""
    return subject.reason in _OF_THE_BORDER and incident.act not in FORCE_CLASSES


def _risk_itself(cause: str) -> str:
    """The headline says "risk alert" already."""
    return cause.removeprefix(f"{wording.RISK}: ")


def _claim(incident: Incident, names: Mapping[str, str]) -> str:
    return wording.claim(incident, names) if incident.act in FORCE_CLASSES else ""


def body(
    assessment: Assessment, *, subject: Subject, names: Mapping[str, str], room: int, footer: Sequence[str]
) -> str:
    """The sections of an alert (what, to whom, how sure, why, what else), each on its line and together no longer than ``room`` words, then the footer.

    What had to be cut stands in full before the footer's last line.
    """
    sections = [(label, neutral.text(said)) for label, said in _sections(assessment, subject, names) if said]
    lines = [f"{label}: {said}" for label, said in _fit(sections, room)]
    whole = (f"{label}{_IN_FULL}{said}" for label, said in sections if f"{label}: {said}" not in lines)
    return "\n".join((*lines, *footer[:-1], *whole, *footer[-1:]))


def unfolded(text: str) -> str:
    """A body, or several, where there is room for all of it, as on a terminal: what had to be cut stands in full in its place."""
    lines: list[str] = []
    for line in text.splitlines():
        label, in_full, said = line.partition(_IN_FULL)
        cut = [n for n, above in enumerate(lines) if above.startswith(f"{label}: ") and above.endswith(_CUT)]
        if in_full and cut:
            lines[cut[-1]] = f"{label}: {said}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _sections(assessment: Assessment, subject: Subject, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    last = f"Since last alert, {wording.instant(subject.last.at)}" if subject.last else "First alert"
    ledger = _weights(assessment)
    gates = "; ".join(assessment.because)
    return (
        ("Latest act" if subject.recalled else "What", _what(subject.incident, names)),
        ("To whom", _whom(subject.incident)),
        ("Confidence", _confidence(subject.incident, names)),
        ("Why fired", " · ".join(part for part in (gates, *ledger) if part) or subject.causes[0]),
        (last, "; ".join(_without_reasons(cause) for cause in subject.causes)),
        ("Coverage", _coverage(assessment)),
        ("Expected but absent", ", ".join(assessment.absent)),
        ("Watch next 72 h", "; ".join(assessment.outlook)),
    )


def _weights(assessment: Assessment) -> list[str]:
    """What weighs most in the score: each indicator once, with what all its firings add."""
    points: dict[str, float] = {}
    for entry in (each for each in assessment.ledger if each.code != OTHERS):
        name = f"{entry.code} {entry.indicator.replace('_', ' ')}"
        points[name] = points.get(name, 0.0) + entry.points
    heaviest = sorted(points.items(), key=lambda each: -abs(each[1]))
    return [f"{name} {said:+.0f}" for name, said in heaviest[:_TOP_LEDGER]]


def _without_reasons(cause: str) -> str:
    """A risk is said to be new; what it is stands under what to watch."""
    return wording.RISK if cause.startswith(f"{wording.RISK}: ") else cause


def _coverage(assessment: Assessment) -> str:
    """Whose feeds are silent, if any are: then the account is one-sided, and quiet is no calm."""
    silent = [side for side, heard in assessment.coverage if heard is Coverage.STALE]
    return f"feeds of {' and '.join(silent)} are silent, the account is one-sided" if silent else ""


def _what(incident: Incident | None, names: Mapping[str, str]) -> str:
    if incident is None:
        return "no new incident; computed from the border's log"
    means = f", {', '.join(incident.means)}" if incident.means else ""
    return f"{wording.act(incident, names)}, {wording.when(incident)}{means}"


def _whom(incident: Incident | None) -> str:
    if incident is None:
        return ""
    struck = wording.target(incident) if incident.target or incident.act in FORCE_CLASSES else ""
    parts = (struck, wording.toll(incident), wording.doubt_of_target(incident))
    return "; ".join(part for part in parts if part)


def _confidence(incident: Incident | None, names: Mapping[str, str]) -> str:
    if incident is None:
        return "F6, no report stands behind it alone"
    consequences = (
        f"consequences {wording.credibility(incident.effects, lines=len(incident.lines))}" if incident.killed else ""
    )
    occurrence = f"occurrence {wording.grade(incident)} ({wording.sources(incident)})"
    status, claim = str(incident.status).replace("_", " "), _claim(incident, names)
    parts = (occurrence, "" if claim.startswith(status) else status, claim, consequences)
    return "; ".join(part for part in parts if part)


def _fit(sections: list[tuple[str, str]], room: int) -> list[tuple[str, str]]:
    """The sections, the longest cut word by word until all of them have room."""
    split = [(label, said.split()) for label, said in sections]
    cut: set[int] = set()
    while sum(len(label.split()) + len(words) for label, words in split) + len(cut) > room:
        longest = max(range(len(split)), key=lambda n: len(split[n][1]))
        if len(split[longest][1]) <= _LEAST_WORDS:
            break
        split[longest][1].pop()
        cut.add(longest)
    return [(label, " ".join(words) + (_CUT if n in cut else "")) for n, (label, words) in enumerate(split)]


def links(incidents: Sequence[Incident]) -> tuple[str, ...]:
    """One harmless address for each independent line, the first incident's first."""
    found = [address for i in incidents for url in i.links[: max(1, len(i.lines))] if (address := neutral.link(url))]
    return tuple(dict.fromkeys(found))[:_MOST_LINKS]


def evidence(incidents: Sequence[Incident]) -> tuple[str, ...]:
    """Below the fold: what each incident was read from, in its own words, with how many say so."""
    told = {i.headline: i for i in reversed(incidents) if i.headline}
    return tuple(
        f"Evidence: “{neutral.text(headline, longest=200)}” ({wording.grade(i)}, {wording.sources(i)})"
        for headline, i in reversed(told.items())
    )[:_MOST_EVIDENCE]


def link_line(found: Sequence[str], involved: Sequence[Incident]) -> str:
    """The links, or the ids of the items when none of them has an address that is safe to show."""
    if found:
        return "Links: " + " ".join(found)
    items = list(dict.fromkeys(item for incident in involved for item in incident.items))[:_MOST_LINKS]
    return f"Links: none; items {neutral.text(', '.join(items))}" if items else "Links: none"
