"""Whether plain data has the shape that a model asks for; if not, every fault with its place and in plain words.

Decides the wording and the codes of faults. Doesn't decide the shapes: those are the models.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor.rules.documents import Fault, Json, Trail, nearest, nearest_name

E = TypeVar("E", bound=BaseModel)

_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "date_type": "a date such as 2024-01-16",
    "date_parsing": "a date such as 2024-01-16",
    "date_from_datetime_parsing": "a date such as 2024-01-16",
    "none_required": "empty",
}
_BOUNDS = {
    "greater_than_equal": "at least {ge:g}",
    "less_than_equal": "at most {le:g}",
    "greater_than": "more than {gt:g}",
    "less_than": "less than {lt:g}",
    "too_short": "at least {min_length} long",
    "too_long": "at most {max_length} long",
}
_OF_ONE = frozenset({"enum", "literal_error", "string_type"})
_QUOTED = re.compile(r"'([^']*)'")
_LONGEST_SHOWN = 60
HIDDEN = "what stands here"
"""Shown in place of a value that may be a secret."""

Hidden = Callable[[Trail], bool]
"""Tells for which trails a message must not show the value."""


def validate(
    data: Mapping[str, Json], model: type[E], *, secret: Hidden = lambda _: False
) -> tuple[E | None, tuple[Fault, ...]]:
    """The entry, or None and all of its faults. Data is judged as strict JSON: see :class:`monitor.rules.section.Entry`."""
    try:
        return _strict(data, model), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        misspelt = {(*trail[:-1], nearest_key) for trail, nearest_key in _misspelt(details, data, model)}
        told = [
            detail
            for detail in details
            if not _follows(detail, details, data) and _missing(detail, data) not in misspelt
        ]
        return None, tuple(_fault(detail, data, model, secret) for detail in told)


def _follows(detail: ErrorDetails, details: Sequence[ErrorDetails], data: Mapping[str, Json]) -> bool:
    """Whether a list is called too short, or wrong for what may be one or several, only because something in it is wrong."""
    trail = _trail(detail["loc"], data)
    if detail["type"] != "too_short" and not (detail["type"] in _OF_ONE and isinstance(detail["input"], list)):
        return False
    inner = (_trail(other["loc"], data) for other in details)
    return any(len(other) > len(trail) and other[: len(trail)] == trail for other in inner)


def _misspelt(
    details: Sequence[ErrorDetails], data: Mapping[str, Json], model: type[BaseModel]
) -> Iterator[tuple[Trail, str]]:
    """Unknown keys with the known ones that were probably meant: those need not be called missing as well."""
    for detail in details:
        if detail["type"] == "extra_forbidden":
            trail = _trail(detail["loc"], data)
            yield trail, nearest_key(str(detail["loc"][-1]), model, trail[:-1]) or ""


def nearest_key(key: str, model: type[BaseModel], trail: Trail) -> str | None:
    """The key that was probably meant in the mapping at ``trail``."""
    return nearest_name(key, _keys(model, trail))


def _missing(detail: ErrorDetails, data: Mapping[str, Json]) -> Trail:
    """Where the key would be, when one is missing."""
    return (*_trail(detail["loc"], data), str(detail["loc"][-1])) if detail["type"] == "missing" else ()


def _strict(data: Mapping[str, Json], model: type[E]) -> E:
    return model.model_validate_json(json.dumps(data), strict=True)


def show(value: object) -> str:
    """A value as it would be written, cut to what fits a message."""
    if isinstance(value, str):
        written = f"'{value}'"
    elif isinstance(value, Mapping):
        written = "a mapping"
    elif isinstance(value, list):
        written = "a list"
    else:
        written = json.dumps(value)
    return written if len(written) <= _LONGEST_SHOWN else f"{written[: _LONGEST_SHOWN - 4]}...'"


def _fault(
    detail: ErrorDetails, data: Mapping[str, Json], model: type[BaseModel], secret: Callable[[Trail], bool]
) -> Fault:
    """One complaint of pydantic in our words, at the place in the data."""
    kind = detail["type"]
    trail = _trail(detail["loc"], data)
    if kind == "extra_forbidden":
        key, valid = str(detail["loc"][-1]), _keys(model, trail[:-1])
        hint = nearest(key, valid) or f"; known here: {', '.join(valid)}"
        return Fault(trail, f"unknown key '{key}'{hint}", "unknown-key", at_key=True)
    if kind == "missing":
        return Fault(trail, f"needs the key '{detail['loc'][-1]}'", "missing-key")
    value = HIDDEN if secret(trail) else show(detail["input"])
    return Fault(trail, _sentence(detail, trail, value), "bad-value", at_key=detail["loc"][-1:] == ("[key]",))


def _sentence(detail: ErrorDetails, trail: Trail, shown: str) -> str:
    """What is wrong with a value that is there."""
    kind, value = detail["type"], detail["input"]
    name = next((f"{part}: " for part in reversed(trail) if isinstance(part, str)), "")
    if kind in _KINDS:
        quotes = "; put it in quotes" if kind == "string_type" and isinstance(value, (int, float)) else ""
        return f"{name}{shown} should be {_KINDS[kind]}{quotes}"
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind == "value_error":
        return f"{name}{context['error']}"
    if kind in ("enum", "literal_error"):
        return f"{name}{shown} is not one of {context['expected']}{_nearest_of(value, context['expected'])}"
    if kind in _BOUNDS:
        return f"{name}{shown} should be {_BOUNDS[kind].format(**context)}"
    return f"{name}{shown}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"


def _nearest_of(value: object, expected: str) -> str:
    """A hint out of pydantic's list of quoted names."""
    return nearest(value, _QUOTED.findall(expected)) if isinstance(value, str) else ""


def _trail(location: tuple[int | str, ...], data: Mapping[str, Json]) -> Trail:
    """Pydantic's location without the steps that aren't in the data: names of a union's branches, and a missing key at the end."""
    trail: list[str | int] = []
    here: Any = data
    for part in location:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            continue
        trail.append(part)
    return tuple(trail)


def _keys(model: type[BaseModel], trail: Trail) -> tuple[str, ...]:
    """The keys that may stand in the mapping at ``trail``."""
    models = [model]
    for part in trail:
        models = [inner for outer in models for inner in _inner(outer, part)] or models
    return tuple(dict.fromkeys(key for found in models for key in _fields(found)))


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """The fields of a model by the key that is written, with their annotations."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _inner(model: type[BaseModel], part: str | int) -> Iterator[type[BaseModel]]:
    """The models that may stand under a key of this one."""
    return _models_in(_fields(model).get(part)) if isinstance(part, str) else iter(())


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """All models that a type speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for argument in get_args(annotation):
        yield from _models_in(argument)
