"""Values of the model as JSON text, and back. Decides the form of every ``body`` column; knows nothing of tables.

A field that has its default is left out, which keeps millions of bodies small and lets a body written before a field existed be read
after. So **the defaults of the model are part of the stored form**: changing one needs a migration. Unknown fields are ignored.
Times come back aware, at an offset of nought, equal to what was stored.
"""

import json
from collections.abc import Hashable
from functools import cache
from types import GenericAlias
from typing import Any, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter
from pydantic_core import PydanticSerializationError

T = TypeVar("T")

# Not-a-number must survive as itself: written as null, it would make the body unreadable for ever.
_CONFIG = ConfigDict(ser_json_inf_nan="constants")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    # The tuple is there because a dataclass of the standard library can't be given a configuration of its own.
    wrapped: Any = GenericAlias(tuple, (kind,))
    return TypeAdapter(wrapped, config=_CONFIG)


def encode(value: object) -> str:
    """The value as JSON text, the same text for equal values; raises ``PydanticSerializationError`` when a field is of the wrong type."""
    adapter = _adapter(cast(Hashable, type(value)))
    try:
        text = adapter.dump_json((value,), exclude_defaults=True, warnings="error").decode()
    except PydanticSerializationError:
        text = _encode_with_surrogates(adapter, value)
    return text[1:-1]


def decode(kind: type[T], body: str) -> T:
    """The value that :func:`encode` made the text from; raises ``ValidationError`` for what can't be one."""
    values: tuple[T] = _adapter(cast(Hashable, kind)).validate_json(f"[{body}]")
    return values[0]


def _encode_with_surrogates(adapter: TypeAdapter[Any], value: object) -> str:
    # Half a surrogate pair, which a hostile feed can write as an escape, has no place in UTF-8: one "?" each, so that offsets stay exact.
    plain = adapter.dump_python((value,), mode="json", exclude_defaults=True, warnings="error")
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode()


def plain(text: str | None) -> str | None:
    """Text that every database takes in a column: no NUL, no half surrogate pair."""
    return None if text is None else text.replace("\0", "").encode("utf-8", "replace").decode()
