"""Whether every name that an entry mentions is defined somewhere, and whether a chain of names comes to an end.

Decides what counts as dangling and as a cycle. The fields that hold names are marked in the entries with ``Reference``.
"""

import functools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from monitor.rules.documents import Fault, Json, Trail, nearest
from monitor.rules.section import Reference
from monitor.rules.validation import show

_BORDER = re.compile(r"([A-Z]{2})-([A-Z]{2})")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A name that an entry mentions, with its place in the entry; ``at_key`` when it is the key there."""

    trail: Trail
    name: str
    reference: Reference
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names that may be mentioned. ``title`` is what a complaint calls one of them."""

    title: str
    names: Collection[str]


Finder = Callable[[Any, Trail], Iterator[Mentioned]]


def mentioned(model: type[BaseModel], data: Mapping[str, Json]) -> Iterator[Mentioned]:
    """Every name in an entry as written, by the marks on the fields of its model; what has the wrong shape is passed over."""
    finder = _model_finder(model)
    return finder(data, ()) if finder else iter(())


def dangling(
    model: type[BaseModel], data: Mapping[str, Json], vocabularies: Mapping[str, Vocabulary]
) -> Iterator[Fault]:
    """The names in an entry that nothing defines. Names of a vocabulary that isn't given are taken for good."""
    for mention in mentioned(model, data):
        if mention.reference.to == "borders":
            message = border_complaint(mention.name, vocabularies["countries"].names)
        else:
            message = _complaint(mention, vocabularies.get(mention.reference.to))
        if message:
            yield Fault(mention.trail, message, "dangling-reference", at_key=mention.at_key)


def border_complaint(border: str, countries: Collection[str] | None) -> str:
    """What is wrong with the name of a border; nothing when it is two different known states in alphabetical order.

    Without ``countries`` every pair of letters is taken for a state.
    """
    found = _BORDER.fullmatch(border)
    if found is None:
        return f"{show(border)} is no border: write two ISO codes in alphabetical order, such as AA-BB"
    unknown = [] if countries is None else [iso for iso in found.groups() if iso not in countries]
    if countries is not None and unknown:
        return f"border {show(border)}: there is no country '{unknown[0]}'{nearest(unknown[0], countries)}"
    if found[1] >= found[2]:
        ordered = "-".join(sorted(found.groups()))
        return (
            f"border {show(border)} is a state with itself"
            if found[1] == found[2]
            else f"border {show(border)} is written '{ordered}'"
        )
    return ""


def cycles(model: type[BaseModel], entries: Mapping[str, Mapping[str, Json]]) -> Iterator[tuple[str, Fault]]:
    """For each cycle of references marked ``acyclic``: the name of one entry on it, and the fault."""
    following: dict[Trail, dict[str, str]] = {}
    for key, data in entries.items():
        for mention in mentioned(model, data):
            if mention.reference.acyclic:
                following.setdefault(mention.trail, {})[key] = mention.name
    for trail, steps in following.items():
        reported: set[str] = set()
        for start in steps:
            chain = _chain(start, steps)
            if chain and not reported.intersection(chain):
                reported.update(chain)
                yield start, Fault(trail, f"{trail[-1]}: goes round in a circle: {' > '.join(chain)}", "cycle")


def _chain(start: str, steps: Mapping[str, str]) -> list[str]:
    """The names from ``start`` step by step back to ``start``; empty when it never comes back."""
    chain = [start]
    while chain[-1] in steps:
        chain.append(steps[chain[-1]])
        if chain[-1] == start:
            return chain
        if chain[-1] in chain[:-1]:
            break
    return []


def _complaint(mention: Mentioned, vocabulary: Vocabulary | None) -> str:
    """What is wrong with a name, if it isn't in its vocabulary."""
    if vocabulary is None or mention.name in vocabulary.names:
        return ""
    return f"there is no {vocabulary.title} {show(mention.name)}{nearest(mention.name, vocabulary.names)}"


def _finder(annotation: Any) -> Finder | None:
    """How to find the names in a value of this type; None when there can be none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _later(annotation) if annotation in _UNDER_WAY else _model_finder(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        reference = next((mark for mark in arguments[1:] if isinstance(mark, Reference)), None)
        return _name_finder(reference) if reference else _finder(arguments[0])
    if origin in (Union, UnionType):
        return _union_finder([found for argument in arguments if (found := _finder(argument))])
    if origin is tuple:
        return _tuple_finder(_finder(arguments[0]))
    if origin is dict:
        return _mapping_finder(*(_finder(argument) for argument in arguments))
    return None


def _name_finder(reference: Reference) -> Finder:
    """For a field that is a name itself."""
    return lambda value, trail: iter([Mentioned(trail, value, reference)] if isinstance(value, str) else [])


def _union_finder(finders: Sequence[Finder]) -> Finder | None:
    """For a value of one of several types: each finder skips what isn't its own; what two of them find is one."""
    if not finders:
        return None
    return lambda value, trail: iter(dict.fromkeys(m for find in finders for m in find(value, trail)))


def _tuple_finder(of_parts: Finder | None) -> Finder | None:
    """For a list of values that can hold names; where one name may stand without brackets, for that too."""
    if of_parts is None:
        return None

    def find(value: Any, trail: Trail) -> Iterator[Mentioned]:
        if isinstance(value, str):
            yield from of_parts(value, trail)
        for index, part in enumerate(value if isinstance(value, list) else ()):
            yield from of_parts(part, (*trail, index))

    return find


def _mapping_finder(of_keys: Finder | None, of_values: Finder | None) -> Finder | None:
    """For a mapping whose keys or values hold names."""
    if of_keys is None and of_values is None:
        return None

    def find(value: Any, trail: Trail) -> Iterator[Mentioned]:
        for key, inner in value.items() if isinstance(value, dict) else ():
            yield from (replace(m, at_key=True) for m in of_keys(key, (*trail, key))) if of_keys else ()
            yield from of_values(inner, (*trail, key)) if of_values else ()

    return find


_UNDER_WAY: set[type[BaseModel]] = set()
"""Models whose finder is being made: one that holds itself finds its own finder only later."""


def _later(model: type[BaseModel]) -> Finder:
    """For a model within itself."""

    def find(value: Any, trail: Trail) -> Iterator[Mentioned]:
        finder = _model_finder(model)
        yield from finder(value, trail) if finder else ()

    return find


@functools.cache
def _model_finder(model: type[BaseModel]) -> Finder | None:
    """For a model: the finders of those fields that can hold names."""
    finders = []
    _UNDER_WAY.add(model)
    for name, field in model.model_fields.items():
        marks = [mark for mark in field.metadata if isinstance(mark, Reference)]
        finder = _name_finder(marks[0]) if marks else _finder(field.annotation)
        if finder:
            finders.append((field.alias or name, finder))
    _UNDER_WAY.discard(model)
    if not finders:
        return None

    def find(value: Any, trail: Trail) -> Iterator[Mentioned]:
        for key, finder in finders if isinstance(value, dict) else ():
            if key in value:
                yield from finder(value[key], (*trail, key))

    return find
