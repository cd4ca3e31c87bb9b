"""The manual of ``monitor.yaml`` and ``outlets.yaml``, out of the very models that check them: every key, its type, default and meaning.

Decides how types and defaults are put into words. What a key means is its model's to say.
"""

from collections.abc import Iterator
from datetime import time, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from monitor.config.outlets import OutletEntry
from monitor.config.settings_file import SettingsEntry
from monitor.errors import UsageError
from monitor.model.alerts import Daily
from monitor.rules.units import PerHour

BEGIN, END = "<!-- border-monitor settings -->\n", "<!-- end of border-monitor settings -->\n"
FILES: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("monitor.yaml", "", SettingsEntry),
    ("outlets.yaml", "outlets[]", OutletEntry),
)

_WORDS: tuple[tuple[Any, str], ...] = (
    (PerHour, "rate"),
    (timedelta, "duration"),
    (Daily, "time and zone"),
    (time, "time of day"),
    (bool, "`true` or `false`"),
    (int, "number"),
    (str, "text"),
)
_UNITS = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))


def render() -> str:
    """Markdown: for each file a heading, and a table for each of its parts."""
    return "\n".join(line for file, path, model in FILES for line in (f"### {file}", "", *_parts(path, model)))


def put_into(text: str) -> str:
    """The text with the manual between its marks; UsageError when they aren't there, once each and in order."""
    before, begun, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (begun and ended) or BEGIN in rest or END in after:
        raise UsageError(f"there should be one pair of lines {BEGIN.strip()} and {END.strip()}")
    return f"{before}{BEGIN}\n{render()}\n{END}{after}"


def _parts(path: str, model: type[BaseModel]) -> Iterator[str]:
    """The table of this part, then those of the parts in it."""
    said = " ".join((model.__doc__ or "").split("\n\n")[0].split()).replace("``", "`")
    yield from (f"`{path}`: {said}" if path else said, "", "| key | type | default | meaning |", "|---|---|---|---|")
    keys = [(field.alias or name, field) for name, field in model.model_fields.items()]
    for key, field in keys:
        meaning = (field.description or "").replace("|", "\\|")
        yield f"| `{key}` | {_type(field.annotation, field)} | {_default(field)} | {meaning} |"
    yield ""
    for key, field in keys:
        for inner, way in _entries(field.annotation):
            yield from _parts(".".join(filter(None, (path, f"{key}{way}"))), inner)


def _type(annotation: Any, field: FieldInfo | None = None) -> str:
    """What is written there, in words."""
    word = next((word for known, word in _WORDS if annotation == known), None)
    if word is not None:
        return f"{word}{_bounds(field)}"
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return " ".join(f"`{each.value}`" for each in annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "mapping"
    return _compound(get_origin(annotation), get_args(annotation))


def _compound(origin: Any, args: tuple[Any, ...]) -> str:
    if origin is Annotated:
        return _type(args[0])
    if origin is tuple:
        return f"list of {_type(args[0])}"
    if origin is dict:
        return f"names to {_type(args[1])}"
    ways = [_type(each) for each in args if each is not NoneType]
    return f"{ways[0]}, or a list" if len(ways) == 2 else ways[0]


def _bounds(field: FieldInfo | None) -> str:
    """Of a number."""
    limits = [
        getattr(each, name)
        for each in (field.metadata if field else ())
        for name in ("ge", "le")
        if hasattr(each, name)
    ]
    return f", {limits[0]} to {limits[1]}" if len(limits) == 2 else ""


def _default(field: FieldInfo) -> str:
    """As it would be written; a dash for what isn't there unless it is said."""
    value = field.default
    if field.is_required():
        return "required"
    if isinstance(value, timedelta):
        return f"`{_short(value)}`"
    if isinstance(value, BaseModel) or value in (None, "", (), {}):
        return "–"
    shown = str(value).lower() if isinstance(value, bool) else value.value if isinstance(value, Enum) else value
    return f"`{shown}`"


def _short(value: timedelta) -> str:
    """In the largest unit that it is a whole number of."""
    seconds = int(value.total_seconds())
    return next(f"{seconds // size}{unit}" for unit, size in _UNITS if seconds % size == 0)


def _entries(annotation: Any) -> Iterator[tuple[type[BaseModel], str]]:
    """The models in a type, each with what follows its key in a path."""
    origin, args = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation, ""
    elif origin in (tuple, dict):
        for inner, way in _entries(args[-1] if origin is dict else args[0]):
            yield inner, f"{'.NAME' if origin is dict else '[]'}{way}"
    elif origin in (Union, UnionType):
        for each in args:
            yield from _entries(each)
