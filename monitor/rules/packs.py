"""Packs and what they know of a border's past and calendar, as written in YAML, and what it compiles to.

Decides their shape. Doesn't decide what history means for novelty: that is for the indicators.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from monitor.model.reports import ActClass, TargetClass
from monitor.model.rulebook import Border, CalendarEntry, CountedClaim, CoveredPeriod, HistoryEntry, PastAnswer
from monitor.rules.names import BorderRef, CountryRef, EventRef, Language, PartyRef, Slug, Text
from monitor.rules.section import Entry, Reference, Section


class PackEntry(Entry):
    """What a folder teaches."""

    id: Slug
    title: Text
    borders: tuple[BorderRef, ...] = Field(min_length=1)
    languages: tuple[Language, ...] = ()
    requires: tuple[Annotated[str, Reference("packs")], ...] = ()
    notes: str = ""


class PastEntry(Entry):
    """A dated, sourced occurrence of the past. Its class of act follows from the event."""

    id: Slug
    border: BorderRef
    on: date
    event: EventRef
    by: PartyRef
    target_class: TargetClass = TargetClass.UNKNOWN
    source: Text
    note: str = ""
    owned: bool | None = None


class AnswerEntry(Entry):
    """What a state did across the line after an attack of some kind: an event; nothing, where ``response`` is left out."""

    id: Slug
    border: BorderRef
    on: date
    by: CountryRef
    trigger: EventRef
    response: EventRef | None = None
    source: Text
    note: str = ""


class CoveredEntry(Entry):
    """A period for which a border's history is complete for some classes of acts."""

    border: BorderRef
    since: date
    until: date
    acts: tuple[ActClass, ...] = Field(min_length=1)
    source: Text

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "CoveredEntry":
        if self.until < self.since:
            raise ValueError(f"ends on {self.until} before it begins on {self.since}")
        return self


class CountEntry(Entry):
    """How often a side counted something in a period: a claim, with whose it is. Both days belong to it."""

    id: Slug
    border: BorderRef
    of: Annotated[str, Reference("indicator codes")]
    since: date
    until: date
    count: int = Field(ge=0)
    by: CountryRef
    source: Text
    note: str = ""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "CountEntry":
        if self.until < self.since:
            raise ValueError(f"ends on {self.until} before it begins on {self.since}")
        return self


class DayEntry(Entry):
    """An election, an anniversary, or a note that an analyst keeps of one or both states (it stands from its day on)."""

    id: Slug
    on: date
    kind: Literal[
        "election",
        "anniversary",
        "weak_command",
        "regional_war",
        "deterrence_narrative",
        "interdependence",
        "shared_enemy",
    ]
    states: tuple[CountryRef, ...] = ()
    title: Text
    yearly: bool = False


SECTIONS: Mapping[str, Section] = {
    "pack": Section(entry=PackEntry, many=False, per_folder=True, title="pack"),
    "history": Section(entry=PastEntry, title="history entry"),
    "answers": Section(entry=AnswerEntry, title="answer on record"),
    "covered": Section(entry=CoveredEntry, key=None, title="covered period"),
    "counts": Section(entry=CountEntry, title="count"),
    "calendar": Section(entry=DayEntry, title="calendar entry"),
}


def compile_borders(packs: Sequence[PackEntry]) -> tuple[Border, ...]:
    """The borders that the packs teach, in the order of the packs; the first pack to name a border has it."""
    borders: dict[str, Border] = {}
    for pack in packs:
        for border in pack.borders:
            borders.setdefault(border, Border(id=border, title=pack.title, pack=pack.id))
    return tuple(borders.values())


def compile_history(entries: Sequence[PastEntry], acts: Mapping[str, ActClass]) -> tuple[HistoryEntry, ...]:
    """The past, oldest first; ``acts`` gives the class of each event's act."""
    history = [
        HistoryEntry(
            id=entry.id,
            border=entry.border,
            on=entry.on,
            act=acts[entry.event],
            by=entry.by,
            target_class=entry.target_class,
            event=entry.event,
            source=entry.source,
            note=entry.note,
            owned=entry.owned,
        )
        for entry in entries
    ]
    return tuple(sorted(history, key=lambda entry: (entry.on, entry.id)))


def compile_answers(entries: Sequence[AnswerEntry]) -> tuple[PastAnswer, ...]:
    """Answers on record, oldest first."""
    answers = [
        PastAnswer(
            id=entry.id,
            border=entry.border,
            on=entry.on,
            by=entry.by,
            trigger=entry.trigger,
            response=entry.response or "",
            source=entry.source,
        )
        for entry in entries
    ]
    return tuple(sorted(answers, key=lambda answer: (answer.on, answer.id)))


def compile_covered(entries: Sequence[CoveredEntry]) -> tuple[CoveredPeriod, ...]:
    """Covered periods by border and beginning."""
    periods = [
        CoveredPeriod(border=entry.border, since=entry.since, until=entry.until, acts=entry.acts, source=entry.source)
        for entry in entries
    ]
    return tuple(sorted(periods, key=lambda period: (period.border, period.since, period.until, period.acts)))


def compile_counts(entries: Sequence[CountEntry]) -> tuple[CountedClaim, ...]:
    """What sides counted, by border and beginning."""
    counts = [
        CountedClaim(
            id=entry.id,
            border=entry.border,
            code=entry.of,
            since=entry.since,
            until=entry.until,
            count=entry.count,
            by=entry.by,
            source=entry.source,
            note=entry.note,
        )
        for entry in entries
    ]
    return tuple(sorted(counts, key=lambda count: (count.border, count.since, count.id)))


def compile_calendar(entries: Sequence[DayEntry]) -> tuple[CalendarEntry, ...]:
    """The calendar, oldest first."""
    days = [
        CalendarEntry(
            id=entry.id, on=entry.on, kind=entry.kind, states=entry.states, title=entry.title, yearly=entry.yearly
        )
        for entry in entries
    ]
    return tuple(sorted(days, key=lambda day: (day.on, day.id)))
