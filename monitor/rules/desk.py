"""What a desk wants to be told beyond the ladder: the sections ``lists``, ``macros`` and ``rules``, and what they compile to.

Decides the shape of a rule and which names may stand in its conditions. Whether one matches is :mod:`monitor.rules.matching`'s.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from monitor.model.alerts import Level
from monitor.model.rulebook import Place
from monitor.model.rules import Group, Join, Rule, RuleExample, RuleStatus, Scope, Spot, Then
from monitor.rules import conditions
from monitor.rules.conditions import LIST_MARK, ConditionEntry, ExceptionEntry, Surroundings
from monitor.rules.documents import Fault, Json, Trail, nearest
from monitor.rules.names import Language, Slug, Text
from monitor.rules.references import Vocabulary, mentioned
from monitor.rules.section import Entry, Reference, Section
from monitor.rules.units import Duration

MATCH = "match"


class ListEntry(Entry):
    """Names or words that several rules use."""

    id: Slug
    values: tuple[Text, ...] | dict[Language, tuple[Text, ...]]


class MacroEntry(Entry):
    """A condition with a name."""

    id: Slug
    when: ConditionEntry


class ThenEntry(Entry):
    """What a match leads to."""

    alert: Level
    labels: dict[Slug, Text] = Field(default_factory=dict)
    once_per: Duration | None = None


class ExampleEntry(Entry):
    """A text, read as a headline, that the rule must match or must leave alone."""

    text: str = Field(min_length=1, max_length=1000)
    expect: Literal["match", "no match"]
    evidence: tuple[Text, ...] = ()
    language: Language | None = None


class RuleEntry(Entry):
    """A rule. ``references``, ``falsepositives`` and ``related`` are for people."""

    id: Slug
    title: Text
    status: RuleStatus = RuleStatus.STABLE
    level: Level | None = None
    scope: Scope = Scope.INCIDENT
    when: ConditionEntry
    exceptions: tuple[ExceptionEntry, ...] = ()
    then: ThenEntry | None = None
    examples: tuple[ExampleEntry, ...] = ()
    references: tuple[Text, ...] = ()
    falsepositives: tuple[Text, ...] = ()
    related: tuple[Annotated[str, Reference("rules")], ...] = ()
    notes: str = ""


SECTIONS: Mapping[str, Section] = {
    "lists": Section(entry=ListEntry, title="list", named="values"),
    "macros": Section(entry=MacroEntry, title="macro", named="when"),
    "rules": Section(entry=RuleEntry, title="rule", parts={"exceptions": "id"}),
}

_LISTABLE: Mapping[str, str] = {
    "places or list": "places",
    "parties or list": "parties",
    "event patterns or list": "event patterns",
    "countries or list": "countries",
}


def vocabularies(known: Mapping[str, Vocabulary], lists: frozenset[str]) -> dict[str, Vocabulary]:
    """What may stand where a list may stand, too."""
    marks = frozenset(f"{LIST_MARK}{name}" for name in lists)
    with_lists = {
        name: Vocabulary(known[plain].title, frozenset(known[plain].names) | marks) for name, plain in _LISTABLE.items()
    }
    return {**with_lists, "grades": Vocabulary("grade", conditions.GRADES)}


def more_faults(
    section: str, data: Mapping[str, Json], known: Mapping[str, Vocabulary], lists: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    """What lists hold that may not stand where they are used, facts that a scope hasn't, and rules that never say how loud they are."""
    if section not in ("rules", "macros"):
        return
    model = SECTIONS[section].entry
    for mention in mentioned(model, data):
        plain = _LISTABLE.get(mention.reference.to)
        if plain and mention.name.startswith(LIST_MARK):
            yield from _strangers(mention.trail, mention.name, known[plain], lists.get(mention.name[1:], ()))
    if section == "macros":
        yield from _unknown_lists(data.get("when"), ("when",), lists)
    else:
        yield from _of_rule(data, lists)


def _strangers(trail: Trail, mark: str, vocabulary: Vocabulary, values: Sequence[str]) -> Iterator[Fault]:
    for value in values:
        if value not in vocabulary.names:
            hint = nearest(value, vocabulary.names)
            yield Fault(
                trail, f"{mark} holds '{value[:60]}', which is no {vocabulary.title}{hint}", "dangling-reference"
            )


def _unknown_lists(condition: Json, trail: Trail, lists: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """Lists of words that aren't there; those of names are seen to with the other names."""
    for at, key, value in conditions.used(condition, trail):
        for text in (value if isinstance(value, list) else [value]) if key == "words" else ():
            if isinstance(text, str) and text.startswith(LIST_MARK) and text[1:] not in lists:
                yield Fault(at, f"there is no list '{text[:60]}'{nearest(text[1:], lists)}", "dangling-reference")


def _of_rule(data: Mapping[str, Json], lists: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    scope = data.get("scope", Scope.INCIDENT.value)
    parts: list[tuple[Trail, Json]] = [(("when",), data.get("when"))]
    parts += [(("exceptions", index), part) for index, part in enumerate(_list(data.get("exceptions")))]
    for trail, part in parts:
        yield from _unknown_lists(part, trail, lists)
        if scope in set(Scope):
            yield from conditions.not_of_scope(part, Scope(scope), trail)
    if "then" not in data and "level" not in data:
        yield Fault(("id",), "says neither 'level' nor 'then: {alert: ...}': nobody would be told", "missing-key")


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def macro_cycles(entries: Mapping[str, Mapping[str, Json]]) -> Iterator[tuple[str, Fault]]:
    """Macros that use themselves, by whatever way round: the name of one of them, and the fault."""
    uses = {
        name: {str(v): at for at, key, v in conditions.used(d.get("when"), ("when",)) if key == "macro"}
        for name, d in entries.items()
    }
    reported: set[str] = set()
    for name in uses:
        chain = _back_to(name, uses)
        if chain and not reported.intersection(chain):
            reported.update(chain)
            yield name, Fault(uses[name][chain[1]], f"macro: goes round in a circle: {' > '.join(chain)}", "cycle")


def _back_to(start: str, uses: Mapping[str, Mapping[str, Trail]]) -> list[str]:
    """A chain of macros from ``start`` back to it; empty when there is none."""
    stack, seen = [[start]], set[str]()
    while stack:
        chain = stack.pop()
        for following in uses.get(chain[-1], ()):
            if following == start:
                return [*chain, start]
            if following not in seen:
                seen.add(following)
                stack.append([*chain, following])
    return []


def list_values(data: Mapping[str, Json]) -> tuple[str, ...]:
    """What a list holds, of any language, as written."""
    values = data.get("values")
    parts = values.values() if isinstance(values, dict) else [values]
    return tuple(text for part in parts if isinstance(part, list) for text in part if isinstance(text, str))


def compile_rules(
    entries: Mapping[str, Sequence[Any]],
    places: Sequence[Place],
    *,
    borders: Mapping[str, tuple[str, ...]],
    origins: Mapping[str, tuple[str, int]],
) -> tuple[Rule, ...]:
    """The rules, in the order written. ``entries`` by section; ``borders``, and file and place there (``origins``), by rule."""
    around = Surroundings(
        lists={entry.id: list_values(entry.model_dump(mode="json")) for entry in entries.get("lists", ())},
        macros={entry.id: entry.when for entry in entries.get("macros", ())},
        spots={place.id: Spot(place.id, place.lat, place.lon) for place in places},
    )
    return tuple(
        _rule(entry, around, borders=borders.get(entry.id, ()), origin=origins.get(entry.id, ("", 0)))
        for entry in entries.get("rules", ())
    )


def _rule(entry: RuleEntry, around: Surroundings, *, borders: tuple[str, ...], origin: tuple[str, int]) -> Rule:
    return Rule(
        id=entry.id,
        title=entry.title,
        scope=entry.scope,
        status=entry.status,
        when=conditions.compile_condition(entry.when, around),
        exceptions=tuple(_exception(part, around) for part in entry.exceptions),
        then=_then(entry),
        examples=tuple(
            RuleExample(text=e.text, matches=e.expect == MATCH, evidence=e.evidence, language=e.language)
            for e in entry.examples
        ),
        references=entry.references,
        false_positives=entry.falsepositives,
        related=entry.related,
        borders=borders,
        origin=origin[0],
        number=origin[1],
    )


def _exception(entry: ExceptionEntry, around: Surroundings) -> Group:
    condition = conditions.compile_condition(entry, around)
    return Group(join=Join.ALL, parts=(condition,), title=entry.id)


def _then(entry: RuleEntry) -> Then:
    then = entry.then
    if then is None:
        return Then(level=entry.level or Level.NOTICE)
    return Then(level=then.alert, labels=tuple(sorted(then.labels.items())), once_per=then.once_per)
