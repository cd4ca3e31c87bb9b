"""A YAML file as plain data that still knows where everything stood.

Decides how a value is pointed at (its trail) and how a complaint about it is worded with its place. Doesn't read or parse anything.
"""

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from monitor.errors import Problem

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
Trail = tuple[str | int, ...]
"""Keys and indices from the top of a document down to a value."""

Mark = tuple[int, int]
"""Line and column, both counted from 1."""


_NEAR = 0.6
"""How much alike two names must be for one to be offered in place of the other: difflib's own default."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the value at ``trail``; ``at_key`` points at its key instead."""

    trail: Trail
    message: str
    code: str
    at_key: bool = False
    warning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Where the keys and the values of a document stand."""

    keys: Mapping[Trail, Mark] = field(default_factory=dict)
    values: Mapping[Trail, Mark] = field(default_factory=dict)

    def mark(self, trail: Trail, at_key: bool = False) -> Mark:
        """The place of a value, or of its key; of what holds it when it has none of its own (a missing key, an alias)."""
        if at_key and trail in self.keys:
            return self.keys[trail]
        while trail and trail not in self.values:
            trail = trail[:-1]
        return self.values.get(trail, (1, 1))


@dataclass(frozen=True, slots=True)
class Document:
    """One file. ``positions`` is called only when there is something to complain about: finding them out may be slow."""

    path: str
    data: Mapping[str, Json]
    positions: Callable[[], Positions] = Positions

    @property
    def folder(self) -> str:
        """The folder that the file lies in."""
        return str(PurePath(self.path).parent)

    def problem(self, fault: Fault) -> Problem:
        """The fault with its place in this file."""
        line, column = self.positions().mark(fault.trail, fault.at_key)
        return Problem(self.path, line, column, fault.message, fault.code, fault.warning)


def nearest(name: str, names: Collection[str]) -> str:
    """`` (did you mean 'x'?)`` when one of the names is near, else nothing; made to be appended to a message."""
    found = nearest_name(name, names)
    return f" (did you mean '{found}'?)" if found else ""


def nearest_name(name: str, names: Collection[str]) -> str | None:
    """The name that was probably meant, whatever its case; None when none is near."""
    lowered = {known.casefold(): known for known in sorted(names, reverse=True)}
    found = difflib.get_close_matches(name.casefold(), lowered, n=1, cutoff=_NEAR)
    return lowered[found[0]] if found else None
