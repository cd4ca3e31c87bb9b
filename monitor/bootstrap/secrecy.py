"""All that the configuration holds and nobody may see."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from monitor.model.secret import Secret

_SQLITE = "sqlite:"


def secrets_in(value: object) -> Iterator[str]:
    """Every secret in a value, however deep; a user with a password also as a header says them (RFC 7617). The path of a file is none."""
    if isinstance(value, Secret):
        if value.reveal() and not value.reveal().startswith(_SQLITE):
            yield value.reveal()
        return
    parts = tuple(_parts(value))
    pair = [part.reveal() for part in parts if isinstance(part, Secret)]
    if isinstance(value, tuple) and all(pair) and len(pair) == len(parts) == len(("user", "password")):
        yield base64.b64encode(":".join(pair).encode()).decode()
    for part in parts:
        yield from secrets_in(part)


def _parts(value: object) -> Iterable[object]:
    if is_dataclass(value):
        return (getattr(value, part.name) for part in fields(value))
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, tuple | list) else ()
