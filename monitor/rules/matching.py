"""Whether a rule matches, and by what: one walk over its conditions, whose trace is also what ``explain`` prints.

Three values: a condition on what nobody knows (the place of an incident without one) is None, and so is a group that hangs on it; only
what holds for sure matches. In ``none`` and in exceptions, what isn't known doesn't count against the rule.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.model.geometry import great_circle_km
from monitor.model.incidents import Incident
from monitor.model.items import Item
from monitor.model.reports import Count, Mode, Party, PlacePoint, Reading, Report
from monitor.model.rules import Condition, Group, Join, Leaf, Rule, RuleStatus, Scope, Verdict
from monitor.rules import patterns
from monitor.text.fold import Folded, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a rule is asked of: texts and facts of an item, of a report, or of an incident. What isn't known is None or empty.

    ``said`` are the words that tell of its event.
    """

    texts: tuple[str, ...] = ()
    said: str = ""
    known_at: datetime
    outlets: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    initiator: Party | None = None
    target: Party | None = None
    target_class: str = ""
    places: tuple[PlacePoint, ...] = ()
    border: str | None = None
    means: tuple[str, ...] = ()
    numbers: Mapping[str, float]


def of_item(item: Item, reading: Reading, *, grade: str = "") -> Subject:
    """An item and what was read in it: its places are those of its reports and mentions."""
    primary = next((report for report in reading.reports if report.primary), None)
    return Subject(
        texts=tuple(text for text in (item.title, item.summary, item.content) if text),
        known_at=item.known_at,
        outlets=(item.outlet,),
        grades=(item.grade or grade,),
        languages=(reading.language,) if reading.language else (),
        modes=(reading.mode.value,),
        places=tuple(place for report in reading.reports for place in report.places) + _mentioned(reading),
        border=primary.border if primary else None,
        numbers={},
    )


def _mentioned(reading: Reading) -> tuple[PlacePoint, ...]:
    return tuple(
        PlacePoint(entity=m.entity, name=m.text, country=m.country, lat=m.lat, lon=m.lon)
        for m in reading.mentions
        if m.kind.value in ("place", "state")
    )


def of_report(item: Item, report: Report) -> Subject:
    """One report, with the text of its item."""
    return Subject(
        texts=tuple(text for text in (item.title, item.summary, item.content) if text),
        said=" · ".join(dict.fromkeys(getattr(item, s.field)[s.start : s.end] for s in report.evidence)),
        known_at=report.known_at,
        outlets=(report.outlet,),
        grades=(report.events_grade,),
        languages=(report.language,) if report.language else (),
        modes=(report.mode.value,),
        events=(report.event,),
        initiator=report.initiator,
        target=report.target,
        target_class=report.target_class.value,
        places=report.places,
        border=report.border,
        means=report.means,
        numbers=_counts(report.killed, report.injured),
    )


def of_incident(incident: Incident, items: Sequence[Item]) -> Subject:
    """An incident, with the texts of those of its items that are given, else with its headline."""
    texts = tuple(text for item in items for text in (item.title, item.summary) if text)
    return Subject(
        texts=texts or tuple(filter(None, (incident.headline,))),
        said=incident.headline,
        known_at=incident.first_known_at,
        outlets=tuple(dict.fromkeys(outlet for line in incident.lines for outlet in line.outlets)),
        grades=tuple(dict.fromkeys(line.grade for line in incident.lines)),
        languages=tuple(dict.fromkeys(item.language for item in items if item.language)),
        modes=(Mode.FACTUAL.value,),
        events=(incident.event,),
        initiator=incident.initiator,
        target=incident.target,
        target_class=incident.target_class.value,
        places=incident.places,
        border=incident.border,
        means=incident.means,
        numbers={
            **_counts(incident.killed, incident.injured),
            "confidence": incident.confidence,
            "severity": float(incident.severity),
        },
    )


def _counts(killed: Count | None, injured: Count | None) -> dict[str, float]:
    named = (("killed", killed), ("injured", injured))
    return {name: float(count.best) for name, count in named if count is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What came of a rule: the condition's verdict, and those of its exceptions. ``matched``: it holds, and no exception does."""

    rule: str
    matched: bool
    when: Verdict
    exceptions: tuple[Verdict, ...] = ()

    @property
    def because(self) -> tuple[str, ...]:
        """Evidence of every leaf that made it match (what is absent, if that alone did), or what spoke against it."""
        if self.matched:
            holding = (leaf for leaf in self.when.leaves() if leaf.holds)
            evidence = dict.fromkeys(text for leaf in holding for text in leaf.evidence or (leaf.says,))
            return tuple(evidence) or tuple(f"without {part}" for part in self.when.absent())
        exception = next((part for part in self.exceptions if part.holds), None)
        return (f"exception {exception.says}",) if exception else tuple(dict.fromkeys(self.when.against()))


def match(rule: Rule, subject: Subject, *, now: datetime) -> Match:
    """Asks the rule of the subject. A deprecated rule never matches."""
    asked = _Asked(subject, tuple(fold(text) for text in subject.texts), now)
    when = _judge(rule.when, asked)
    exceptions = tuple(_judge(part, asked) for part in rule.exceptions)
    matched = when.holds is True and not any(part.holds for part in exceptions)
    return Match(
        rule=rule.id,
        matched=matched and rule.status is not RuleStatus.DEPRECATED,
        when=when,
        exceptions=exceptions,
    )


def needs_texts(rule: Rule) -> bool:
    """Whether a rule on incidents asks for words, for which their items must be at hand."""
    return rule.scope is Scope.INCIDENT and any(
        leaf.key in ("words", "phrase", "re", "language") or (leaf.key == "near" and leaf.texts)
        for condition in (rule.when, *rule.exceptions)
        for leaf in _leaves(condition)
    )


def _leaves(condition: Condition) -> tuple[Leaf, ...]:
    if isinstance(condition, Leaf):
        return (condition,)
    return tuple(leaf for part in condition.parts for leaf in _leaves(part))


@dataclass(frozen=True, slots=True)
class _Asked:
    subject: Subject
    folded: tuple[Folded, ...]
    now: datetime


Found = tuple[bool | None, tuple[str, ...]]


def _judge(condition: Condition, asked: _Asked) -> Verdict:
    if isinstance(condition, Leaf):
        holds, evidence = _LEAVES[condition.key](condition, asked)
        return Verdict(says=says(condition), holds=holds, evidence=evidence)
    parts = tuple(_judge(part, asked) for part in condition.parts)
    return Verdict(
        says=condition.title or _title(condition),
        holds=_joined(condition, parts),
        join=condition.join,
        parts=parts,
    )


def _title(group: Group) -> str:
    return f"at least {group.needed}" if group.join is Join.AT_LEAST else group.join.value


def _joined(group: Group, parts: tuple[Verdict, ...]) -> bool | None:
    true = sum(part.holds is True for part in parts)
    unknown = sum(part.holds is None for part in parts)
    if group.join is Join.NONE:
        return true == 0
    needed = {Join.ALL: len(parts), Join.ANY: 1}.get(group.join, group.needed)
    if true >= needed:
        return True
    return None if true + unknown >= needed else False


def says(leaf: Leaf) -> str:
    """A leaf as it was written, more or less."""
    if leaf.bound is not None:
        number = f"{leaf.bound.number / 3600:g} h" if leaf.key == "age" else f"{leaf.bound.number:g}"
        return f"{leaf.key} {leaf.bound.sign} {number}"
    if leaf.spots:
        return f"near {', '.join(spot.place for spot in leaf.spots)}: {leaf.within:g} km"
    within = f" within {leaf.within:g} words" if leaf.key == "near" else ""
    return f"{leaf.key} {', '.join(leaf.texts)}{within}"


def _words(leaf: Leaf, asked: _Asked) -> Found:
    found = tuple(
        dict.fromkeys(text for folded in asked.folded for word in leaf.texts if (text := _stands(word, folded)))
    )
    return bool(found), found


def _stands(word: str, folded: Folded) -> str:
    """The words of the text where a folded word or phrase stands, else nothing. ``missil*`` is the beginning of a word."""
    span = _span(word, folded)
    return folded.written(*span) if span else ""


_ENDINGS = frozenset({"", "s", "es", "d", "ed", "ing"})
"""Endings with which a word in Latin letters is still the word; other languages' forms are written out, or with a star."""


def _is_form(token: str, word: str) -> bool:
    return token == word or (word.isascii() and token.startswith(word) and token[len(word) :] in _ENDINGS)


def _span(word: str, folded: Folded) -> tuple[int, int] | None:
    wanted = word.removesuffix("*").split()
    begins = word.endswith("*")
    for start in range(len(folded.tokens) - len(wanted) + 1 if wanted else 0):
        there = folded.tokens[start : start + len(wanted)]
        last = there[-1].startswith(wanted[-1]) if begins else _is_form(there[-1], wanted[-1])
        if last and list(there[:-1]) == wanted[:-1]:
            return start, start + len(wanted)
    return None


def _pattern(leaf: Leaf, asked: _Asked) -> Found:
    found = [text[span[0] : span[1]] for text in asked.subject.texts if (span := patterns.find(leaf.texts[0], text))]
    return bool(found), tuple(found)


def _near(leaf: Leaf, asked: _Asked) -> Found:
    if leaf.spots:
        return _near_place(leaf, asked.subject.places)
    for folded in asked.folded:
        spans = [_span(word, folded) for word in leaf.texts]
        sure = [span for span in spans if span]
        if len(sure) == len(spans) and max(e for _, e in sure) - min(s for s, _ in sure) <= leaf.within:
            return True, (folded.written(min(s for s, _ in sure), max(e for _, e in sure)),)
    return False, ()


def _near_place(leaf: Leaf, places: Sequence[PlacePoint]) -> Found:
    for point in places:
        for spot in leaf.spots:
            if point.entity == spot.place:
                return True, (point.name,)
            away = _distance(point, spot.lat, spot.lon)
            if away is not None and away <= leaf.within:
                return True, (f"{point.name}, {away:.0f} km from {spot.place}",)
    pinned = [point for point in places if point.lat is not None]
    return (False if pinned else None), ()


def _distance(point: PlacePoint, lat: float | None, lon: float | None) -> float | None:
    if point.lat is None or point.lon is None or lat is None or lon is None:
        return None
    return great_circle_km(point.lat, point.lon, lat, lon)


def _type(leaf: Leaf, asked: _Asked) -> Found:
    found = [e for e in asked.subject.events if e in leaf.texts or e.partition(".")[0] in leaf.texts]
    said = f" “{asked.subject.said}”" if asked.subject.said else ""
    return bool(found), tuple(f"{event}{said}" for event in found)


def _party(of: Callable[[Subject], Party | None]) -> Callable[[Leaf, _Asked], Found]:
    def judge(leaf: Leaf, asked: _Asked) -> Found:
        party = of(asked.subject)
        if party is None or party.kind.value == "unknown":
            return None, ()
        return bool({party.entity, party.state} & set(leaf.texts)), (party.name,)

    return judge


def _one_of(values: Callable[[Subject], Sequence[str]]) -> Callable[[Leaf, _Asked], Found]:
    def judge(leaf: Leaf, asked: _Asked) -> Found:
        there = values(asked.subject)
        found = tuple(value for value in there if value in leaf.texts)
        return (bool(found) if there else None), found

    return judge


def _number(key: str) -> Callable[[Leaf, _Asked], Found]:
    def judge(leaf: Leaf, asked: _Asked) -> Found:
        value = asked.subject.numbers.get(key)
        if value is None or leaf.bound is None:
            return None, ()
        return leaf.bound.holds(value), (f"{key} {value:g}",)

    return judge


def _age(leaf: Leaf, asked: _Asked) -> Found:
    seconds = (asked.now - asked.subject.known_at).total_seconds()
    return (leaf.bound is not None and leaf.bound.holds(seconds)), (f"known for {seconds / 3600:.1f} h",)


def _place_names(subject: Subject) -> tuple[str, ...]:
    return tuple(name for place in subject.places for name in (place.entity, place.within) if name)


def _countries(subject: Subject) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.country for place in subject.places if place.country))


_LEAVES: Mapping[str, Callable[[Leaf, _Asked], Found]] = {
    "words": _words,
    "phrase": _words,
    "re": _pattern,
    "near": _near,
    "type": _type,
    "initiator": _party(lambda s: s.initiator),
    "target": _party(lambda s: s.target),
    "target_class": _one_of(lambda s: (s.target_class,) if s.target_class != "unknown" else ()),
    "place": _one_of(_place_names),
    "country": _one_of(_countries),
    "border": _one_of(lambda s: (s.border,) if s.border else ()),
    "means": _one_of(lambda s: s.means),
    "outlet": _one_of(lambda s: s.outlets),
    "grade": _one_of(lambda s: [grade[:1] for grade in s.grades if grade]),
    "language": _one_of(lambda s: s.languages),
    "mode": _one_of(lambda s: s.modes),
    "killed": _number("killed"),
    "injured": _number("injured"),
    "confidence": _number("confidence"),
    "severity": _number("severity"),
    "age": _age,
}
