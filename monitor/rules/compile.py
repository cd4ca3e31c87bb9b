"""The rulebook from documents: merged, validated, its names checked, compiled. All problems at once.

Decides in which order that happens and which names may be mentioned where. What the sections look like and mean is in the modules that
define them, what is worth a warning in ``lint``; reading files is ``monitor.config``'s.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from monitor.errors import Problem
from monitor.model.indicators import Ladder
from monitor.model.reports import ActClass
from monitor.model.rulebook import Place, Rulebook, Tuning
from monitor.model.rules import Rule
from monitor.rules import (
    desk,
    examples,
    indicators,
    lexicon,
    lint,
    merge,
    packs,
    references,
    registry,
    tuning,
    validation,
    world,
)
from monitor.rules.documents import Document, Fault
from monitor.rules.lint import Valid
from monitor.rules.merge import Draft


def compile_rulebook(documents: Sequence[Document], digest: str = "") -> tuple[Rulebook | None, tuple[Problem, ...]]:
    """The rulebook, or None when anything is wrong; and all problems, warnings among them, by file and place.

    Later documents come over earlier ones where they say ``override``. ``digest`` is passed through.
    """
    drafts, problems = merge.merge(documents, registry.SECTIONS)
    found = [*problems]
    valid = {name: _validated(name, drafts[name], found) for name in registry.SECTIONS}
    found += _unknown_names(drafts)
    found += _folder_problems(valid["pack"])
    tunings, ill_tuned = _tunings(valid)
    found += ill_tuned
    if any(not problem.warning for problem in found):
        return None, tuple(sorted(found))
    found += lint.warnings(valid)
    return replace(_rulebook(valid, digest), tunings=tunings), tuple(sorted(found))


def _validated(section: str, drafts: Sequence[Draft], problems: list[Problem]) -> tuple[Valid, ...]:
    """The entries of a section that have the right shape."""
    valid = []
    for draft in drafts:
        entry, faults = validation.validate(draft.data, registry.SECTIONS[section].entry)
        problems.extend(draft.problem(fault) for fault in faults)
        if entry is not None:
            valid.append(Valid(draft=draft, entry=entry))
    return tuple(valid)


def _unknown_names(drafts: Mapping[str, Sequence[Draft]]) -> Iterator[Problem]:
    """Names that nothing defines, and names that go round in a circle. What was ill defined counts as defined."""
    known = registry.vocabularies({section: [draft.data for draft in found] for section, found in drafts.items()})
    lists = {draft.key: desk.list_values(draft.data) for draft in drafts["lists"] if draft.key is not None}
    for section, found in drafts.items():
        model = registry.SECTIONS[section].entry
        for draft in found:
            faults = (
                *references.dangling(model, draft.data, known),
                *registry.more_faults(section, draft.data, known, lists),
            )
            yield from (draft.problem(fault) for fault in faults)
        by_key = {draft.key: draft for draft in found if draft.key is not None}
        for key, fault in references.cycles(model, {key: draft.data for key, draft in by_key.items()}):
            yield by_key[key].problem(fault)
    macros = {draft.key: draft for draft in drafts["macros"] if draft.key is not None}
    for key, fault in desk.macro_cycles({key: draft.data for key, draft in macros.items()}):
        yield macros[key].problem(fault)


def _folder_problems(found: Sequence[Valid]) -> Iterator[Problem]:
    """Packs that share a folder: what lies there would belong to both."""
    folders: dict[str, Valid] = {}
    for item in found:
        first = folders.setdefault(item.draft.folder, item)
        if first is not item:
            message = f"pack '{item.key}' is in the same folder as pack '{first.key}'; each needs a folder of its own"
            yield item.draft.problem(Fault(("id",), message, "two-packs"))


def _pack_of(items: Sequence[Valid], found: Sequence[Valid]) -> dict[str, str]:
    """The pack of each entry that lies in a pack's folder, or below it."""
    by_folder = {item.draft.folder: item.key for item in found}
    owners = {}
    for item in items:
        folder = item.draft.folder
        above = [f for f in by_folder if folder == f or folder.startswith(f"{f}/")]
        if above:
            owners[item.key] = by_folder[max(above, key=len)]
    return owners


def _rulebook(valid: Mapping[str, Sequence[Valid]], digest: str) -> Rulebook:
    """Everything compiled; called only when nothing is wrong."""
    entries: defaultdict[str, list[Any]] = defaultdict(list)
    for section, items in valid.items():
        entries[section] = [item.entry for item in items]
    events = lexicon.compile_events(entries["events"])
    acts: dict[str, ActClass] = {event.id: event.act for event in events}
    places = world.compile_places(entries["places"], _pack_of(valid["places"], valid["pack"]))
    return Rulebook(
        countries=world.compile_countries(entries["countries"]),
        actors=world.compile_actors(entries["actors"], _pack_of(valid["actors"], valid["pack"])),
        places=places,
        towns=world.compile_towns(entries["cities"]),
        border_lines=world.compile_lines(entries["border_lines"]),
        borders=packs.compile_borders(entries["pack"]),
        events=events,
        languages=lexicon.compile_languages(entries["languages"]),
        lexicon=lexicon.compile_lexicon(entries["lexicon"]),
        examples=tuple(examples.compile_example(item.entry, item.draft.sources[()]) for item in valid["examples"]),
        indicators=indicators.compile_indicators(entries["indicators"]),
        ladder=indicators.compile_ladder(entries["ladder"][0]) if entries["ladder"] else Ladder(),
        history=packs.compile_history(entries["history"], acts),
        answers=packs.compile_answers(entries["answers"]),
        covered=packs.compile_covered(entries["covered"]),
        counts=packs.compile_counts(entries["counts"]),
        calendar=packs.compile_calendar(entries["calendar"]),
        rules=_rules(valid, entries, places),
        packs=tuple((item.draft.folder, item.key) for item in valid["pack"]),
        digest=digest,
    )


def _tunings(valid: Mapping[str, Sequence[Valid]]) -> tuple[tuple[Tuning, ...], tuple[Problem, ...]]:
    return tuning.compile_tunings(
        [item.draft for item in valid["tuning"]],
        ladder=valid["ladder"][0].draft if valid["ladder"] else None,
        indicators=[item.draft for item in valid["indicators"]],
    )


def _rules(
    valid: Mapping[str, Sequence[Valid]], entries: Mapping[str, Sequence[Any]], places: Sequence[Place]
) -> tuple[Rule, ...]:
    borders = {item.key: tuple(item.entry.borders) for item in valid["pack"]}
    owners = _pack_of(valid["rules"], valid["pack"])
    return desk.compile_rules(
        entries,
        places,
        borders={rule: borders[pack] for rule, pack in owners.items()},
        origins={item.key: _origin(item.draft) for item in valid["rules"]},
    )


def _origin(draft: Draft) -> tuple[str, int]:
    document, trail = draft.sources[()]
    return document.path, int(trail[-1])
