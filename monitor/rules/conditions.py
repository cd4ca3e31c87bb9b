"""Conditions of a desk's rules as written in YAML, and what they compile to.

Decides the shape of a condition, which facts each scope has, and how lists and macros are put in. Whether a condition holds is
:mod:`monitor.rules.matching`'s.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import AfterValidator, Field, model_validator

from monitor.model.indicators import Bound
from monitor.model.reports import Mode, TargetClass
from monitor.model.rules import Condition, Group, Join, Leaf, Scope, Spot
from monitor.rules import units
from monitor.rules.documents import Fault, Json, Trail
from monitor.rules.names import Language, Slug, Text
from monitor.rules.section import Entry, Reference
from monitor.rules.units import Comparison
from monitor.text.fold import fold_phrase

T = TypeVar("T")

LIST_MARK = "$"
"""Begins the name of a list where values may stand."""

LONGEST_PATTERN = 300
"""Characters of a regular expression: what needs more is better said by words."""

_WITHIN = 50
"""The widest window of ``near``, in words."""

GRADES = ("A", "B", "C", "D", "E", "F")

OneOrMore: TypeAlias = T | tuple[T, ...]

PlaceNames: TypeAlias = OneOrMore[Annotated[str, Reference("places or list")]]
PartyNames: TypeAlias = OneOrMore[Annotated[str, Reference("parties or list")]]
EventNames: TypeAlias = OneOrMore[Annotated[str, Reference("event patterns or list")]]
CountryNames: TypeAlias = OneOrMore[Annotated[str, Reference("countries or list")]]
BorderNames: TypeAlias = OneOrMore[Annotated[str, Reference("borders")]]
Words: TypeAlias = OneOrMore[Text] | dict[Language, tuple[Text, ...]]


def _check_pattern(text: str) -> str:
    from monitor.rules import patterns  # noqa: PLC0415 - the engine is loaded only where a pattern is written

    if len(text) > LONGEST_PATTERN:
        raise ValueError(f"a pattern of {len(text)} characters; at most {LONGEST_PATTERN} are allowed")
    if complaint := patterns.complaint(text):
        raise ValueError(f"'{text[:60]}' is no pattern: {complaint}")
    return text


def _check_age(text: str) -> str:
    parse_age(text)
    return text


def parse_age(text: str) -> Bound:
    """``< 6h`` as a comparison of seconds; ValueError for anything else."""
    sign = text.strip()[:2].rstrip("0123456789. ") if text.strip()[:1] in "<>=!" else ""
    try:
        length = units.parse_duration(text.strip()[len(sign) :].strip())
    except ValueError:
        length = None
    if sign not in {"<", "<=", ">", ">="} or length is None:
        raise ValueError(f"'{text[:60]}' is no age; write \"< 6h\" (in quotes), with one of < <= > >=")
    return Bound(sign, length.total_seconds())


class NearEntry(Entry):
    """Near a place (``place`` and ``km``), or words near each other (``words`` and ``within``)."""

    place: PlaceNames | None = None
    km: float | None = Field(default=None, gt=0, le=1000)
    words: tuple[Text, ...] = ()
    within: int | None = Field(default=None, ge=1, le=_WITHIN)

    @model_validator(mode="after")
    def _one_of_two(self) -> "NearEntry":
        spatial, verbal = (self.place is not None, self.km is not None), (bool(self.words), self.within is not None)
        if not (all(spatial) and not any(verbal)) and not (all(verbal) and not any(spatial)):
            raise ValueError("needs either 'place' and 'km', or 'words' and 'within'")
        if self.words and len(self.words) < len(("one", "other")):
            raise ValueError("words near each other are at least two")
        return self


class AtLeastEntry(Entry):
    """So many of several conditions."""

    n: int = Field(ge=1)
    of: "tuple[ConditionEntry, ...]" = Field(min_length=1)

    @model_validator(mode="after")
    def _can_be(self) -> "AtLeastEntry":
        if self.n > len(self.of):
            raise ValueError(f"at least {self.n} of {len(self.of)} can never hold")
        return self


class ConditionEntry(Entry):
    """A mapping of one or more conditions that must all hold."""

    all: "tuple[ConditionEntry, ...] | None" = Field(default=None, min_length=1)
    any: "tuple[ConditionEntry, ...] | None" = Field(default=None, min_length=1)
    none: "tuple[ConditionEntry, ...] | None" = Field(default=None, min_length=1)
    at_least: AtLeastEntry | None = None
    macro: Annotated[str, Reference("macros")] | None = None
    words: Words | None = None
    phrase: OneOrMore[Text] | None = None
    near: NearEntry | None = None
    re: Annotated[str, AfterValidator(_check_pattern)] | None = None
    type: EventNames | None = None
    initiator: PartyNames | None = None
    target: PartyNames | None = None
    target_class: OneOrMore[TargetClass] | None = None
    place: PlaceNames | None = None
    country: CountryNames | None = None
    border: BorderNames | None = None
    killed: Comparison | None = None
    injured: Comparison | None = None
    confidence: Comparison | None = None
    severity: Comparison | None = None
    means: OneOrMore[Annotated[str, Reference("means")]] | None = None
    outlet: OneOrMore[Slug] | None = None
    grade: OneOrMore[Annotated[str, Reference("grades")]] | None = None
    language: OneOrMore[Language] | None = None
    mode: OneOrMore[Mode] | None = None
    age: Annotated[str, AfterValidator(_check_age)] | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> "ConditionEntry":
        if not self.model_fields_set:
            raise ValueError("says nothing")
        return self


class ExceptionEntry(ConditionEntry):
    """A condition under which the rule doesn't match after all, with a name."""

    id: Slug


_REPORTED = frozenset({Scope.REPORT, Scope.INCIDENT})
FACTS_OF: Mapping[str, frozenset[Scope]] = {
    **dict.fromkeys(("words", "phrase", "re", "outlet", "grade", "language", "age"), frozenset(Scope)),
    **dict.fromkeys(("near", "mode", "place", "country", "border"), frozenset(Scope)),
    **dict.fromkeys(("type", "initiator", "target", "target_class", "killed", "injured", "means"), _REPORTED),
    **dict.fromkeys(("confidence", "severity"), frozenset({Scope.INCIDENT})),
}
"""In which scopes a condition can be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What conditions are compiled in: the lists, the macros (as entries), and where places are."""

    lists: Mapping[str, tuple[str, ...]]
    macros: Mapping[str, ConditionEntry]
    spots: Mapping[str, Spot]


def compile_condition(entry: ConditionEntry, around: Surroundings) -> Condition:
    """The condition with lists and macros put in. Macros must not go round in a circle."""
    parts = tuple(_parts(entry, around))
    return parts[0] if len(parts) == 1 else Group(join=Join.ALL, parts=parts)


def _parts(entry: ConditionEntry, around: Surroundings) -> Iterator[Condition]:
    for join in (Join.ALL, Join.ANY, Join.NONE):
        inner = getattr(entry, join.value)
        if inner is not None:
            yield Group(join=join, parts=tuple(compile_condition(part, around) for part in inner))
    if entry.at_least is not None:
        inner = tuple(compile_condition(part, around) for part in entry.at_least.of)
        yield Group(join=Join.AT_LEAST, parts=inner, needed=entry.at_least.n)
    if entry.macro is not None:
        body = compile_condition(around.macros[entry.macro], around)
        yield Group(join=Join.ALL, parts=(body,), title=entry.macro)
    for key in FACTS_OF:
        value = getattr(entry, key)
        if value is not None:
            yield _leaf(key, value, around)


def _leaf(key: str, value: Any, around: Surroundings) -> Leaf:
    if key == "near":
        return _near(value, around)
    if key == "re":
        return Leaf(key=key, texts=(value,))
    if key == "age":
        return Leaf(key=key, bound=parse_age(value))
    if isinstance(value, units.Bound):
        return Leaf(key=key, bound=Bound(value.sign, value.number))
    texts = _texts(value, around)
    if key in ("words", "phrase"):
        texts = tuple(dict.fromkeys(_folded(text) for text in texts))
    return Leaf(key=key, texts=texts)


def _near(entry: NearEntry, around: Surroundings) -> Leaf:
    if entry.place is None:
        return Leaf(key="near", texts=tuple(_folded(word) for word in entry.words), within=float(entry.within or 0))
    spots = tuple(around.spots[place] for place in _texts(entry.place, around))
    return Leaf(key="near", spots=spots, within=entry.km or 0.0)


def _folded(word: str) -> str:
    """As texts are folded; a star at the end (the beginning of a word) is kept."""
    return fold_phrase(word) + ("*" if word.endswith("*") else "")


def _texts(value: Any, around: Surroundings) -> tuple[str, ...]:
    """One value or several, of any language, with lists put in."""
    if isinstance(value, dict):
        return tuple(dict.fromkeys(text for texts in value.values() for text in texts))
    found = (value,) if isinstance(value, str) else value
    return tuple(dict.fromkeys(text for part in found for text in _listed(str(part), around)))


def _listed(text: str, around: Surroundings) -> tuple[str, ...]:
    return around.lists[text.removeprefix(LIST_MARK)] if text.startswith(LIST_MARK) else (text,)


def used(data: Json, trail: Trail = ()) -> Iterator[tuple[Trail, str, Json]]:
    """Every condition in a rule or macro as written, at any depth: its trail, its key and its value."""
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        if key in ("all", "any", "none") and isinstance(value, list):
            for index, part in enumerate(value):
                yield from used(part, (*trail, key, index))
        elif key == "at_least" and isinstance(value, dict):
            parts = value.get("of")
            for index, part in enumerate(parts if isinstance(parts, list) else ()):
                yield from used(part, (*trail, key, "of", index))
        else:
            yield (*trail, key), key, value


def not_of_scope(data: Json, scope: Scope, trail: Trail) -> Iterator[Fault]:
    """Conditions on facts that this scope hasn't."""
    for at, key, _ in used(data, trail):
        scopes = FACTS_OF.get(key)
        if scopes is not None and scope not in scopes:
            better = " or ".join(sorted(s.value for s in scopes))
            yield Fault(
                at, f"'{key}' isn't known of one {scope.value}; it needs 'scope: {better}'", "scope", at_key=True
            )
