"""Many files, one set of entries: what a second definition of a name means, and where every part of an entry was written.

Decides ``override: replace | append | disable``, duplicate names and unknown sections. Doesn't decide the shape of entries.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from monitor.errors import Problem
from monitor.rules.documents import Document, Fault, Json, Trail, nearest
from monitor.rules.section import Section
from monitor.rules.validation import show

SCHEMA_VERSION = 1
"""The version of the shapes that this program reads."""

OVERRIDES = ("replace", "append", "disable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry as written, not yet checked. ``sources`` tell for a trail within the entry which document it came from, and where there."""

    section: str
    key: str | None
    data: dict[str, Json]
    sources: Mapping[Trail, tuple[Document, Trail]]

    @property
    def folder(self) -> str:
        """The folder of the file that first defined it."""
        return self.sources[()][0].folder

    def problem(self, fault: Fault) -> Problem:
        """The fault with its place in the file where that part was written; of a part that was changed in places, where it was changed last."""
        depth = len(fault.trail)
        changed = [at for at in self.sources if len(at) > depth and at[:depth] == fault.trail]
        if changed:
            document, trail = self.sources[changed[-1]]
            return document.problem(replace(fault, trail=trail))
        cut = len(fault.trail)
        while fault.trail[:cut] not in self.sources:
            cut -= 1
        document, trail = self.sources[fault.trail[:cut]]
        return document.problem(replace(fault, trail=trail + fault.trail[cut:]))


@dataclass(slots=True)
class _Merging:
    """The entries so far, by section and name, and what was wrong."""

    drafts: dict[str, dict[object, Draft]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def merge(
    documents: Sequence[Document], sections: Mapping[str, Section]
) -> tuple[Mapping[str, tuple[Draft, ...]], tuple[Problem, ...]]:
    """All entries by section, in the order of their first definition, and everything wrong with how they were put together."""
    merging = _Merging({name: {} for name in sections})
    for document in documents:
        version = version_fault(document.data)
        if version is not None:
            merging.problems.append(document.problem(version))
        for draft, section in drafts_of(document, sections, merging.problems):
            _place(draft, section, merging)
    return {name: tuple(drafts.values()) for name, drafts in merging.drafts.items()}, tuple(merging.problems)


def version_fault(data: Mapping[str, Json]) -> Fault | None:
    """What is wrong with ``schema_version``, if anything is."""
    version = data.get("schema_version")
    if version is None:
        return Fault((), f"needs 'schema_version: {SCHEMA_VERSION}' at the top", "schema-version")
    if type(version) is int and version > SCHEMA_VERSION:
        return Fault(
            ("schema_version",),
            f"schema_version {version} is newer than this program, which reads {SCHEMA_VERSION}",
            "schema-version",
        )
    if version != SCHEMA_VERSION or type(version) is not int:
        return Fault(
            ("schema_version",), f"schema_version {show(version)} should be {SCHEMA_VERSION}", "schema-version"
        )
    return None


def drafts_of(
    document: Document, sections: Mapping[str, Section], problems: list[Problem]
) -> Iterator[tuple[Draft, Section]]:
    """The entries of one file, ``override`` still in them; what is no entry is added to ``problems``."""
    for name, content in document.data.items():
        if name == "schema_version":
            continue
        section = sections.get(name)
        if section is None:
            hint = nearest(name, sections) or f"; known: {', '.join(sorted(sections))}"
            problems.append(document.problem(Fault((name,), f"unknown key '{name}'{hint}", "unknown-key", at_key=True)))
            continue
        for trail, data, wanted in _entries(name, content, section):
            if isinstance(data, dict) and wanted == "a mapping":
                yield _draft(document, trail, data, section), section
            else:
                problems.append(document.problem(Fault(trail, f"{name}: {show(data)} should be {wanted}", "bad-value")))


def _entries(name: str, content: Json, section: Section) -> Iterable[tuple[Trail, Json, str]]:
    """What stands in a section, with its trail and what it should be; the section itself when it isn't even a list."""
    if section.named is not None:
        if not isinstance(content, dict):
            return [((name,), content, "a mapping of names")]
        return [((name, key), _named(key, value, section), "a mapping") for key, value in content.items()]
    if not section.many:
        return [((name,), content, "a mapping")]
    if not isinstance(content, list):
        return [((name,), content, "a list of mappings")]
    return [((name, index), data, "a mapping") for index, data in enumerate(content)]


def _named(key: str, value: Json, section: Section) -> dict[str, Json]:
    """An entry that is written as a name and what it stands for."""
    if isinstance(value, dict) and "override" in value:
        return {str(section.key): key, **value}
    return {str(section.key): key, str(section.named): value}


def _draft(document: Document, trail: Trail, data: dict[str, Json], section: Section) -> Draft:
    """An entry with its name, if it says one."""
    key = data.get(section.key) if section.key is not None else None
    sources: dict[Trail, tuple[Document, Trail]] = {(): (document, trail)}
    if section.named is not None and "override" not in data:
        sources[section.named,] = (document, trail)
    return Draft(section=str(trail[0]), key=key if isinstance(key, str) else None, data=data, sources=sources)


def _place(draft: Draft, section: Section, merging: _Merging) -> None:
    """Puts an entry beside or over what is there."""
    drafts = merging.drafts[draft.section]
    name = _name(draft, section)
    earlier, override = drafts.get(name), draft.data.get("override")
    if override is not None:
        draft = replace(draft, data={key: value for key, value in draft.data.items() if key != "override"})
    fault = _override_fault(draft, override, (section.title, earlier), drafts)
    if fault is not None:
        merging.problems.append(draft.problem(fault))
    elif override == "disable":
        del drafts[name]
    elif override == "append" and earlier is not None:
        drafts[name] = _appended(earlier, draft, section.parts)
    else:
        drafts[name] = draft


def _name(draft: Draft, section: Section) -> object:
    """What an entry is known by: its key, or something of its own when it has none."""
    if section.many or section.per_folder:
        return draft.key if draft.key is not None else object()
    return draft.section


def _override_fault(
    draft: Draft, override: Json, titled: tuple[str, Draft | None], drafts: Mapping[object, Draft]
) -> Fault | None:
    """Why this entry may not stand here, if it may not; ``titled`` is what to call it, and the earlier one of its name."""
    title, earlier = titled
    called = f"{title} '{draft.key}'" if draft.key is not None else draft.section
    at = ("override",)
    if override is None:
        return None if earlier is None else _duplicate(called, draft, earlier)
    if override not in OVERRIDES:
        hint = nearest(str(override), OVERRIDES)
        return Fault(at, f"override: {show(override)} is not one of {', '.join(OVERRIDES)}{hint}", "override")
    if earlier is None:
        hint = nearest(draft.key or "", [name for name in drafts if isinstance(name, str)])
        return Fault(at, f"there is no {called} to {override}{hint}", "override")
    return None


def _duplicate(title: str, draft: Draft, earlier: Draft) -> Fault:
    """The second definition of a name, pointing at the first."""
    document, at = earlier.sources[()]
    first = document.problem(Fault(at, "", ""))
    field_name = next(
        (name for name, value in draft.data.items() if value == draft.key and draft.key is not None), None
    )
    trail: Trail = () if field_name is None else (field_name,)
    place = f"{first.path}:{first.line}:{first.column}"
    return Fault(
        trail,
        f"{title} is defined twice, first at {place}; say 'override: {' | '.join(OVERRIDES)}' if you mean it",
        "duplicate-id",
    )


_Sources = dict[Trail, tuple[Document, Trail]]


def _appended(earlier: Draft, later: Draft, parts: Mapping[str, str]) -> Draft:
    """The earlier entry with the later one's lists appended, mappings merged, and other values put in place of its own."""
    sources = dict(earlier.sources)
    document, trail = later.sources[()]
    named = {
        name for name in parts if isinstance(earlier.data.get(name), list) and isinstance(later.data.get(name), list)
    }
    rest: Json = {name: value for name, value in later.data.items() if name not in named}
    data = cast(dict[str, Json], _joined(earlier.data, rest, (), (document, trail), sources))
    for name in named:
        lists = cast(list[Json], earlier.data[name]), cast(list[Json], later.data[name])
        data[name] = _matched(*lists, parts[name], (name,), (document, (*trail, name)), sources)
    return replace(earlier, data=data, sources=sources)


def _matched(
    old: list[Json], new: list[Json], known_by: str, at: Trail, source: tuple[Document, Trail], sources: _Sources
) -> list[Json]:
    """Two lists of items with names: an item that is there is changed, another is added."""
    document, trail = source
    merged, names = list(old), [_part_name(item, known_by) for item in old]
    for index, item in enumerate(new):
        inner, name = (document, (*trail, index)), _part_name(item, known_by)
        if name is not None and name in names:
            place = names.index(name)
            merged[place] = _joined(merged[place], item, (*at, place), inner, sources)
        else:
            sources[*at, len(merged)] = inner
            merged.append(item)
    return merged


def _part_name(item: Json, known_by: str) -> Json:
    return item.get(known_by, "") if isinstance(item, dict) else None


def _joined(old: Json, new: Json, at: Trail, source: tuple[Document, Trail], sources: _Sources) -> Json:
    """Two values as one; notes in ``sources`` what came from ``source``."""
    document, trail = source
    if isinstance(old, dict) and isinstance(new, dict):
        merged = dict(old)
        for key, value in new.items():
            inner = (document, (*trail, key))
            if key in old:
                merged[key] = _joined(old[key], value, (*at, key), inner, sources)
            else:
                merged[key] = value
                sources[*at, key] = inner
        return merged
    if isinstance(old, list) and isinstance(new, list):
        for index in range(len(new)):
            sources[*at, len(old) + index] = (document, (*trail, index))
        return [*old, *new]
    for inside in [trail for trail in sources if trail[: len(at)] == at]:
        del sources[inside]
    sources[at] = source
    return new
