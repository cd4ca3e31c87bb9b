"""What is allowed in rules and yet probably not meant: warnings, each with a code that stays.

    one-sided-neighbour   a state names a neighbour that doesn't name it
    shared-name           two actors or two places answer to one name, and neither says so
    unused-list           no rule and no macro uses the list
    unused-macro          no rule and no other macro uses the macro
    no-examples           nothing shows what a rule is meant to match
    cannot-match          a condition that nothing can meet

Codes of what else can be warned of: ``nothing-defined`` (a folder without a needed section) and ``example`` (one that isn't met).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.errors import Problem
from monitor.model.rules import RuleStatus
from monitor.rules import conditions, units
from monitor.rules.conditions import LIST_MARK
from monitor.rules.documents import Fault, Json, Trail
from monitor.rules.merge import Draft
from monitor.rules.names import compile_aliases
from monitor.text.fold import fold_phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Valid:
    """A draft together with what it was validated to."""

    draft: Draft
    entry: Any

    @property
    def key(self) -> str:
        """Its name; empty for an entry without one."""
        return self.draft.key or ""


def warnings(valid: Mapping[str, Sequence[Valid]]) -> Iterator[Problem]:
    """Everything worth a warning in entries that have the right shape and mention only what is there."""
    yield from _one_sided(valid["countries"])
    for section in ("actors", "places"):
        yield from _shared_names(valid[section])
    yield from _unused(valid)
    for rule in valid["rules"]:
        yield from (rule.draft.problem(fault) for fault in _of_rule(rule))
    for macro in valid["macros"]:
        yield from (macro.draft.problem(fault) for fault in _hopeless(macro.draft.data, ("when",)))


def _one_sided(items: Sequence[Valid]) -> Iterator[Problem]:
    countries = {item.key: item for item in items}
    for iso, item in countries.items():
        for index, neighbour in enumerate(item.entry.neighbours):
            if iso not in countries[neighbour].entry.neighbours:
                message = f"{iso} names {neighbour} as a neighbour, but {neighbour} doesn't name {iso}"
                yield item.draft.problem(Fault(("neighbours", index), message, "one-sided-neighbour", warning=True))


def _shared_names(items: Sequence[Valid]) -> Iterator[Problem]:
    """Two entries of one section that answer to the same name, and neither says that they must not be confused."""
    holders: dict[str, Valid] = {}
    for item in items:
        for name in dict.fromkeys(text.casefold() for text in (item.entry.name, *_texts(item))):
            first = holders.setdefault(name, item)
            if first is not item and not _told_apart(first, item):
                message = f"'{name}' also names '{first.key}'; say so under not_to_be_confused_with if both are meant"
                yield item.draft.problem(Fault(("id",), message, "shared-name", warning=True))


def _texts(item: Valid) -> Iterator[str]:
    """The other names of an entry."""
    return (alias.text for alias in compile_aliases(item.entry.aliases))


def _told_apart(one: Valid, other: Valid) -> bool:
    """Whether one of the two entries names the other as its homonym."""
    return one.key in other.entry.not_to_be_confused_with or other.key in one.entry.not_to_be_confused_with


def _unused(valid: Mapping[str, Sequence[Valid]]) -> Iterator[Problem]:
    """Lists and macros that nothing uses."""
    users = [*valid["rules"], *valid["macros"]]
    uses = [use for user in users for use in _uses(user.draft.data)]
    lists = {text[len(LIST_MARK) :] for _, value in uses for text in _strings(value) if text.startswith(LIST_MARK)}
    macros = {value for key, value in uses if key == "macro"}
    for section, used in (("lists", lists), ("macros", macros)):
        for item in valid[section]:
            if item.key not in used:
                title = section.removesuffix("s")
                message = f"no rule uses the {title} '{item.key}'"
                yield item.draft.problem(Fault((), message, f"unused-{title}", at_key=True, warning=True))


def _uses(data: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    """The keys and values of all conditions of a rule or macro."""
    exceptions = data.get("exceptions")
    for part in (data.get("when"), *(exceptions if isinstance(exceptions, list) else ())):
        yield from ((key, value) for _, key, value in conditions.used(part))


def _strings(value: Json) -> Iterator[str]:
    """Every text in a value, at any depth."""
    if isinstance(value, str):
        yield value
    parts: Iterable[Json] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _strings(part)


def _of_rule(rule: Valid) -> Iterator[Fault]:
    if not rule.entry.examples and rule.entry.status is not RuleStatus.DEPRECATED:
        yield Fault(("id",), f"no example shows what '{rule.key}' is meant to match", "no-examples", warning=True)
    yield from _hopeless(rule.draft.data, ("when",))
    for index in range(len(rule.entry.exceptions)):
        yield from _hopeless(rule.draft.data, ("exceptions", index))


_RANGES: Mapping[str, tuple[float, float]] = {
    "confidence": (0, 1),
    "severity": (-4, 6),
    "killed": (0, float("inf")),
    "injured": (0, float("inf")),
}
"""What these facts can be."""

_SMALLEST_STEP = 1e-9
"""Inside a range by this much, what a strict comparison leaves out is left out."""


def _hopeless(data: Json, trail: Trail) -> Iterator[Fault]:
    """Conditions that nothing can meet: comparisons outside of what a fact can be, and names and words of which nothing is left to look for."""
    part = data
    for step in trail:
        part = part[step]  # type: ignore[index]
    for at, key, value in conditions.used(part, trail):
        if key in _RANGES and isinstance(value, str) and not _reachable(units.parse_comparison(value), _RANGES[key]):
            low, high = _RANGES[key]
            yield Fault(
                at, f"{key} is never {value}: it lies between {low:g} and {high:g}", "cannot-match", warning=True
            )
        if value in ([], {}):
            yield Fault(at, f"{key} names nothing that could be met", "cannot-match", warning=True)
        for text in _strings(value) if key in ("words", "phrase") else ():
            if not text.startswith(LIST_MARK) and not fold_phrase(text):
                yield Fault(at, f"'{text}' has no word to look for", "cannot-match", warning=True)


def _reachable(bound: units.Bound, span: tuple[float, float]) -> bool:
    low, high = span
    inside: Callable[[float], bool] = lambda number: low <= number <= high  # noqa: E731 - a word for the line below
    near = (low, high, bound.number, bound.number - _SMALLEST_STEP, bound.number + _SMALLEST_STEP)
    return any(bound.holds(number) for number in near if inside(number))
