"""Timelines: invented or recorded news on a virtual clock, and what must come of it; a pack's own tests, as written in YAML.

Decides their shape. How a timeline is played and compared with what came of it is ``monitor.pipeline.timelines``'s.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from monitor.errors import Problem
from monitor.model.alerts import Level
from monitor.model.assessments import Coverage, State, Trend
from monitor.model.incidents import Status
from monitor.model.outlets import Grade
from monitor.model.reports import Mode, TargetClass
from monitor.model.rulebook import Rulebook
from monitor.rules import references, validation
from monitor.rules.documents import Document, Fault, Trail, nearest
from monitor.rules.indicators import EventPatterns
from monitor.rules.merge import version_fault
from monitor.rules.names import BorderRef, CountryRef, Language, Slug, Text
from monitor.rules.references import Vocabulary
from monitor.rules.section import Entry, Reference
from monitor.rules.units import Bound, parse_comparison, parse_duration

_BAND = re.compile(r"(-?[0-9.]+)\s*(?:±|\+-)\s*([0-9.]+)")

HOW_MANY: Mapping[str, str] = {"exactly": "==", "at_least": ">=", "at_most": "<="}
"""The words for how many there must be, as comparisons."""

LOUD = "loud"
"""Every level but notice."""

NONE = "none"
"""No alert at all."""


@dataclass(frozen=True, slots=True)
class Band:
    """A number with what it may be off by: ``92 ± 3``."""

    number: float
    within: float

    def holds(self, value: float) -> bool:
        """Whether the value lies inside."""
        return abs(value - self.number) <= self.within + 1e-9

    def __str__(self) -> str:
        return f"{self.number:g} ± {self.within:g}"


def parse_band(value: object) -> Band:
    """``92 ± 3`` or ``92 +- 3``; ValueError for anything else, a bare number included: nothing computed is exact."""
    if isinstance(value, Band):
        return value
    found = _BAND.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"{validation.show(value)} is no band; write 92 ± 3")
    return Band(float(found[1]), float(found[2]))


def parse_instant(value: object) -> datetime:
    """``2024-01-16T19:30:00Z``; ValueError without a zone."""
    if isinstance(value, datetime):
        return value
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError(f"{validation.show(value)} is no instant; write 2024-01-16T19:30:00Z")
    return moment.astimezone(UTC)


def parse_moment(value: object) -> datetime | timedelta:
    """An instant, or a duration since the timeline's start (``1h30m``)."""
    if isinstance(value, str) and "T" not in value:
        return parse_duration(value)
    if isinstance(value, timedelta):
        return value
    try:
        return parse_instant(value)
    except ValueError as error:
        raise ValueError(f"{validation.show(value)} is no moment; write 1h30m, or 2024-01-16T19:30:00Z") from error


def parse_tally(value: object) -> Bound:
    """A number of things: ``2``, a comparison such as ``<= 6``, or ``{exactly: 2}``, ``{at_least: 2}``, ``{at_most: 2}``."""
    if isinstance(value, dict) and len(value) == 1:
        (word, number), *_ = value.items()
        if word in HOW_MANY and isinstance(number, int) and not isinstance(number, bool):
            return Bound(HOW_MANY[word], float(number))
        raise ValueError(f"{validation.show(value)} is no number of things; write {{exactly: 2}}")
    if isinstance(value, int) and not isinstance(value, bool):
        return Bound("==", float(value))
    return parse_comparison(value)


Instant = Annotated[datetime, BeforeValidator(parse_instant, json_schema_input_type=str)]
Moment = Annotated[datetime | timedelta, BeforeValidator(parse_moment, json_schema_input_type=str)]
BandText = Annotated[Band, BeforeValidator(parse_band, json_schema_input_type=str)]
SignRef = Annotated[str, Reference("signs")]
"""An indicator, by id, by code, or by code with the letter of a tier."""

HowMany = Literal["exactly", "at_least", "at_most"]
Tally = Annotated[Bound, BeforeValidator(parse_tally, json_schema_input_type=int | str | dict[HowMany, int])]


class ItemEntry(Entry):
    """One piece of news. ``at`` is when it is seen; it was published then too, unless ``published`` says when."""

    at: Moment
    outlet: Text
    title: str = Field(min_length=1)
    summary: str = ""
    id: Slug | None = None
    published: Moment | None = None
    language: Language | None = None
    grade: Grade | None = None
    url: str | None = None


class SilentEntry(Entry):
    """A side whose feeds say nothing from a time on, until another."""

    side: CountryRef
    since: Moment
    until: Moment | None = None


class CountEntry(Entry):
    """People as counted: all three figures."""

    low: int
    best: int
    high: int

    def __str__(self) -> str:
        return f"{self.low}-{self.high}, best {self.best}"


class FactsEntry(Entry):
    """What must hold of every incident that an expectation counts. ``place``, ``initiator`` and ``target`` are names."""

    confidence: BandText | None = None
    severity: int | None = None
    status: Status | None = None
    target_class: TargetClass | None = None
    initiator: str | None = None
    target: str | None = None
    place: str | None = None
    killed: CountEntry | None = None
    injured: CountEntry | None = None
    children_killed: CountEntry | None = None
    means: Tally | None = None
    reports: Tally | None = None
    lines: Tally | None = None
    disputed: bool | None = None
    answers: bool | None = None


class IncidentsEntry(Entry):
    """How many incidents there must be, of those that are meant; ``by`` and ``on`` are states. Retracted ones don't count.

    ``type`` is a type or ``type.subtype``; a list means any of them.
    """

    exactly: int | None = None
    at_least: int | None = None
    at_most: int | None = None
    type: EventPatterns = ()
    by: CountryRef | None = None
    on: CountryRef | None = None
    border: BorderRef | None = None
    each: FactsEntry = FactsEntry()

    @model_validator(mode="after")
    def _counts(self) -> "IncidentsEntry":
        if (self.exactly, self.at_least, self.at_most) == (None, None, None):
            raise ValueError("say how many: exactly, at_least or at_most")
        return self


def _form(value: object) -> str:
    return "list" if isinstance(value, list | tuple) else "one"


OneOrMore: TypeAlias = Annotated[
    Annotated[IncidentsEntry, Tag("one")] | Annotated[tuple[IncidentsEntry, ...], Tag("list")], Discriminator(_form)
]


class ExpectEntry(Entry):
    """What must be so at one time (the end, if it doesn't say), as known then, on one border (the timeline's, if it doesn't say).

    ``level`` is the loudest alert since the expectation before that names one, or ``none``. ``firings`` count by indicator or code,
    ``alerts`` by level or ``loud``, ``messages`` by channel, all since the start. ``unknown`` lists indicators that can't be judged;
    ``modes`` says how items were read, ``in_no_incident`` which made none. ``unexpected: fail`` refuses every loud alert after the last
    ``level``, or count of messages or of what is ``loud``. Without a border, firings of all of them count.
    """

    at: Moment | None = None
    border: BorderRef | None = None
    state: State | None = None
    score: BandText | None = None
    trend: Trend | None = None
    risk: bool | None = None
    level: Level | Literal["none"] | None = None
    coverage: dict[CountryRef, Coverage] = Field(default_factory=dict)
    firings: dict[SignRef, Tally] = Field(default_factory=dict)
    unknown: tuple[SignRef, ...] = ()
    incidents: OneOrMore = ()
    alerts: dict[str, Tally] = Field(default_factory=dict)
    messages: dict[str, Tally] = Field(default_factory=dict)
    says: tuple[str, ...] = ()
    modes: dict[str, Mode] = Field(default_factory=dict)
    in_no_incident: tuple[str, ...] = ()
    unexpected: Literal["fail"] | None = None

    @property
    def counted(self) -> Iterator[tuple[Trail, IncidentsEntry]]:
        """The kinds of incidents that are counted, each with its trail."""
        if isinstance(self.incidents, IncidentsEntry):
            yield ("incidents",), self.incidents
        else:
            yield from ((("incidents", index), wanted) for index, wanted in enumerate(self.incidents))


class MustNotEntry(Entry):
    """What may never be so, at any time, on any border that is looked at."""

    firings: tuple[SignRef, ...] = ()
    states: tuple[State, ...] = ()
    levels: tuple[Level, ...] = ()
    types: EventPatterns = ()
    places: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


class TimelineEntry(Entry):
    """A timeline. ``continues`` puts the items of another one before its own. ``without`` leaves out what the packs know of the past."""

    id: Slug
    title: Text = "a timeline"
    border: BorderRef | None = None
    start: Instant
    until: Moment | None = None
    continues: Slug | None = None
    without: tuple[Literal["history", "calendar"], ...] = ()
    silent: tuple[SilentEntry, ...] = ()
    items: tuple[ItemEntry, ...] = ()
    expect: tuple[ExpectEntry, ...] = Field(min_length=1)
    must_not: MustNotEntry = MustNotEntry()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A timeline with where it was written, and the pack that it tests (``core`` for rules of every border)."""

    entry: TimelineEntry
    document: Document
    trail: Trail
    pack: str
    earlier: tuple[ItemEntry, ...] = ()

    def instant(self, moment: datetime | timedelta) -> datetime:
        """A moment of this timeline on the clock."""
        return self.entry.start + moment if isinstance(moment, timedelta) else moment

    @property
    def items(self) -> tuple[ItemEntry, ...]:
        """Its news, that of the timeline it continues first."""
        return (*self.earlier, *self.entry.items)

    def problem(self, fault: Fault) -> Problem:
        """A fault, by its trail within the timeline, with its place in the file."""
        return self.document.problem(replace(fault, trail=(*self.trail, *fault.trail)))


def vocabularies(rulebook: Rulebook) -> Mapping[str, Vocabulary]:
    """What a timeline may mention."""
    events = frozenset(event.id for event in rulebook.events)
    signs = {
        name
        for indicator in rulebook.indicators
        for name in (indicator.id, indicator.code, *(indicator.code + tier.suffix for tier in indicator.tiers))
    }
    return {
        "countries": Vocabulary("country", frozenset(country.iso for country in rulebook.countries)),
        "event patterns": Vocabulary("event", events | {event.partition(".")[0] for event in events}),
        "signs": Vocabulary("indicator", frozenset(signs)),
    }


def compile_timelines(
    documents: Sequence[tuple[str, Document]], known: Mapping[str, Vocabulary]
) -> tuple[tuple[Timeline, ...], tuple[Problem, ...]]:
    """Timelines out of ``tests`` sections, each with its pack; and everything wrong with how they are written."""
    found: dict[str, Timeline] = {}
    problems: list[Problem] = []
    for pack, document in documents:
        problems.extend(document.problem(fault) for fault in _document_faults(document))
        listed = document.data.get("tests")
        for index, data in enumerate(listed if isinstance(listed, list) else ()):
            timeline = _timeline(data, document, index, pack=pack, known=known, problems=problems)
            if timeline is None:
                continue
            if timeline.entry.id in found:
                fault = Fault(("id",), f"timeline '{timeline.entry.id}' is defined twice", "duplicate-id")
                problems.append(timeline.problem(fault))
            found.setdefault(timeline.entry.id, timeline)
    return tuple(_continued(timeline, found, problems) for timeline in found.values()), tuple(problems)


def _document_faults(document: Document) -> Iterator[Fault]:
    version = version_fault(document.data)
    if version is not None:
        yield version
    for name in document.data:
        if name not in ("schema_version", "tests"):
            yield Fault((name,), f"unknown key '{name}'{nearest(name, ['tests'])}", "unknown-key", at_key=True)
    if not isinstance(document.data.get("tests", []), list):
        yield Fault(("tests",), "tests: should be a list of timelines", "bad-value")


def _timeline(
    data: Any,
    document: Document,
    index: int,
    *,
    pack: str,
    known: Mapping[str, Vocabulary],
    problems: list[Problem],
) -> Timeline | None:
    trail: Trail = ("tests", index)
    if not isinstance(data, dict):
        problems.append(document.problem(Fault(trail, "a timeline is a mapping", "bad-value")))
        return None
    entry, faults = validation.validate(data, TimelineEntry)
    found = [*faults, *references.dangling(TimelineEntry, data, known)]
    problems.extend(document.problem(replace(fault, trail=(*trail, *fault.trail))) for fault in found)
    return Timeline(entry=entry, document=document, trail=trail, pack=pack) if entry and not found else None


def _continued(timeline: Timeline, known: Mapping[str, Timeline], problems: list[Problem]) -> Timeline:
    """With the items of the timelines that it goes on from, oldest first, their moments made instants."""
    earlier: list[ItemEntry] = []
    seen = {timeline.entry.id}
    name = timeline.entry.continues
    while name is not None:
        before = known.get(name)
        if before is None or name in seen:
            message = f"there is no timeline '{name}' to continue{nearest(name, set(known) - seen)}"
            problems.append(timeline.problem(Fault(("continues",), message, "dangling-reference")))
            break
        seen.add(name)
        earlier[:0] = [item.model_copy(update={"at": before.instant(item.at)}) for item in before.entry.items]
        name = before.entry.continues
    return replace(timeline, earlier=tuple(earlier))
