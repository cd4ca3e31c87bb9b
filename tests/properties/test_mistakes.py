"""Every key of what is shipped, got wrong in every way that people get things wrong: each is complained of where it stands."""

import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pytest

from monitor.config import rules
from monitor.errors import Problem
from monitor.rules import desk, merge, references, registry, validation
from monitor.rules.documents import Trail
from monitor.rules.references import Vocabulary
from tests.support.rules import CACHE, ROOT, document

MOST_EACH = 110
"""Mistakes of one sort that are tried beyond one for every key, spread evenly over all that could be made."""

MARK, NUMBER = "zzz-wrong", 987654321
QUANTITY = re.compile(r"(?:[<>=!]+ ?)?-?[\d.]+ ?(?:s|m|h|d|km|/h)?")
FREE_KEYS = ("aliases", "demonyms", "capitals", "border_km", "labels", "words", "values", "lists", "macros")
"""What these hold is known by names that the writer chooses."""

ONE_OR_MORE = ("words", "phrase", "outlet", "values")
"""Lists for which one text may stand."""


@dataclass(frozen=True)
class Case:
    """An entry with one mistake in it. ``trail`` is where the mistake is in the entry; ``code`` what must be said, if that is known."""

    section: str
    data: dict[str, Any]
    trail: Trail
    code: str = ""


@functools.cache
def world() -> tuple[Mapping[str, tuple[merge.Draft, ...]], Mapping[str, Vocabulary]]:
    """The shipped entries, and the names that may be mentioned."""
    loaded = rules.load_rulebook([ROOT / "rules"], CACHE)
    drafts, problems = merge.merge(rules.documents_of(loaded), registry.SECTIONS)
    assert not problems
    return drafts, registry.vocabularies({name: [draft.data for draft in found] for name, found in drafts.items()})


def entries() -> Iterator[tuple[str, dict[str, Any]]]:
    """All entries, as written."""
    for section in registry.SECTIONS:
        for draft in world()[0][section]:
            yield section, draft.data


def chosen(cases: Sequence[Case]) -> Iterator[Case]:
    """One for every key that is shipped, wherever it stands, and some more."""
    by_key: dict[tuple[str, ...], Case] = {}
    for case in cases:
        by_key.setdefault(_key(case), case)
    return chain(by_key.values(), cases[:: max(1, len(cases) // MOST_EACH)])


def _key(case: Case) -> tuple[str, ...]:
    """The section and the keys that lead to it; of names that the writer chooses one is like another."""
    keys = [part for part in case.trail if isinstance(part, str)]
    chosen_freely = [bool({*keys[:depth]} & {*FREE_KEYS}) for depth in range(len(keys))]
    return case.section, *("*" if free else key for key, free in zip(keys, chosen_freely, strict=True))


def places(data: Any, trail: Trail = ()) -> Iterator[tuple[Trail, Any]]:
    """Every key of an entry at any depth, with its value."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if isinstance(key, str):
            yield (*trail, key), value
        yield from places(value, (*trail, key))


def changed(data: dict[str, Any], trail: Trail, key: str | int, value: Any) -> dict[str, Any]:
    """A copy with another key and value at a place."""
    copy: dict[str, Any] = json.loads(json.dumps(data))
    holder: Any = functools.reduce(lambda here, part: here[part], trail[:-1], copy)
    if isinstance(holder, dict):
        items = [(key, value) if name == trail[-1] else (name, old) for name, old in holder.items()]
        holder.clear()
        holder.update(items)
    else:
        holder[trail[-1]] = value
    return copy


def typos() -> Iterator[Case]:
    """A key with a letter too many."""
    for section, data in entries():
        for trail, value in places(data):
            named = registry.SECTIONS[section].named
            if not {*trail[:-1]} & {*FREE_KEYS} and trail[-1] not in (named, "id"):
                yield Case(section, changed(data, trail, f"{trail[-1]}{MARK}", value), trail, "unknown-key")


def wrong_types() -> Iterator[Case]:
    """A number for a text; a text for anything else."""
    for section, data in entries():
        named = registry.SECTIONS[section].named is not None
        for trail, value in places(data):
            if named and trail == ("id",):
                continue  # a name before a colon is a text, whatever it looks like
            if isinstance(value, str) or (trail[-1] not in ONE_OR_MORE and value is not None):
                wrong = NUMBER if isinstance(value, str) else MARK
                yield Case(section, changed(data, trail, trail[-1], wrong), trail)


def wrong_units() -> Iterator[Case]:
    """A quantity that nobody knows, for one that is known."""
    for section, data in entries():
        for trail, value in places(data):
            if isinstance(value, str) and QUANTITY.fullmatch(value) and re.search("[<>=!smhdk]", value):
                yield Case(section, changed(data, trail, trail[-1], f"12 parsecs {MARK}"), trail)


def dangling() -> Iterator[Case]:
    """A name that nothing defines."""
    for section, data in entries():
        for mention in references.mentioned(registry.SECTIONS[section].entry, data):
            if not mention.at_key and mention.trail:
                wrong = "ZZ-ZY" if re.fullmatch("[A-Z]{2}-[A-Z]{2}", mention.name) else MARK
                yield Case(
                    section, changed(data, mention.trail, mention.trail[-1], wrong), mention.trail, "dangling-reference"
                )


def complaints(case: Case, *, times: int = 1) -> tuple[str, list[Problem]]:
    """The entry alone in a file (JSON is YAML), and what is said of it."""
    section = registry.SECTIONS[case.section]
    body: Any = [case.data] * times if section.many else case.data
    if section.named is not None:
        body = {case.data[str(section.key)]: case.data[section.named]}
    text = json.dumps({"schema_version": 1, case.section: body}, indent=1)
    drafts, problems = merge.merge([document(text)], registry.SECTIONS)
    found = list(problems)
    values = {draft.key or "": desk.list_values(draft.data) for draft in world()[0]["lists"]}
    for draft in drafts[case.section]:
        _, faults = validation.validate(draft.data, section.entry)
        faults += tuple(references.dangling(section.entry, draft.data, world()[1]))
        faults += tuple(registry.more_faults(case.section, draft.data, world()[1], values))
        found += [draft.problem(fault) for fault in faults]
    return text, found


def lines_of(case: Case, text: str) -> range:
    """The lines on which what holds the mistake stands, as far as the mistake's own last line."""
    parsed = document(text).positions()
    section = registry.SECTIONS[case.section]
    top: Trail = (case.section, 0) if section.many and section.named is None else (case.section,)
    if section.named is not None:
        return range(1, text.count("\n") + 2)
    start, _ = parsed.mark((*top, *case.trail[:-1]))
    last = max((text[: at.start()].count("\n") + 1 for at in re.finditer(f"{MARK}|{NUMBER}|ZZ-ZY", text)), default=0)
    return range(start, last + 1)


@pytest.mark.parametrize("mistakes", [typos, wrong_types, wrong_units, dangling])
def test_a_mistake_is_complained_of_where_it_stands(mistakes: Any) -> None:
    """No mistake goes through, and a complaint points at it or at the mapping that holds it."""
    cases = list(mistakes())
    silent = []
    for case in chosen(cases):
        text, found = complaints(case)
        good = [p for p in found if p.line in lines_of(case, text) and case.code in ("", p.code)]
        if not good:
            silent.append((case.section, case.data.get("id"), case.trail, [str(problem) for problem in found]))
    assert len(cases) > 20
    assert silent == []


def test_a_name_given_twice_is_complained_of() -> None:
    """At the second one, naming the first."""
    found = [
        (section, data)
        for section, data in entries()
        if (what := registry.SECTIONS[section]).many and what.named is None and what.key is not None
    ]
    for section, data in found[:: max(1, len(found) // MOST_EACH)]:
        _, problems = complaints(Case(section, data, ()), times=2)
        assert [problem.code for problem in problems] == ["duplicate-id"], data
        assert "first at desk/a.yaml:" in problems[0].message


def test_what_is_shipped_has_no_mistake() -> None:
    """The same check finds nothing in the entries as they are, so that what it finds is the mistake."""
    found = list(entries())
    for section, data in found[:: max(1, len(found) // MOST_EACH)]:
        assert complaints(Case(section, data, ()))[1] == []
