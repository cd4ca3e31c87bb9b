"""Quantities as people write them: durations, distances, rates, comparisons.

Decides their grammar and the message when they are wrong. Doesn't decide which quantities are sensible where.
The types (``Duration``, ``Days``, ``Kilometres``, ``PerHour``, ``Comparison``) are for fields of entries; they take the written form.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(?:[0-9]{1,9}(?:\.[0-9]{1,6})?[smhd])+")
_DURATION_PART = re.compile(r"([0-9.]+)([smhd])")
_DISTANCE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?km")
_RATE = re.compile(r"([1-9][0-9]{0,5}) ?/ ?(m|h|d)")
_COMPARISON = re.compile(r"(>=|<=|==|!=|>|<)\s*(-?[0-9]{1,12}(?:\.[0-9]{1,9})?)")
_LONGEST = timedelta(days=36500)
_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}


def parse_duration(text: object) -> timedelta:
    """``90s``, ``15m``, ``48h``, ``14d``, or several of them (``1h30m``); ValueError for anything else, bare numbers included."""
    if isinstance(text, timedelta):
        return text
    if not isinstance(text, str) or not _DURATION.fullmatch(text):
        raise ValueError(f"{_shown(text)} is no duration; write 90s, 15m, 48h or 14d")
    seconds = sum(float(number) * _SECONDS[unit] for number, unit in _DURATION_PART.findall(text))
    if seconds > _LONGEST.total_seconds():
        raise ValueError(f"{_shown(text)} is longer than a hundred years")
    return timedelta(seconds=seconds)


def at_least(shortest: str) -> AfterValidator:
    """For a field of type ``Duration`` that has to be as long as this, written as such a field is."""
    least = parse_duration(shortest)

    def check(value: timedelta) -> timedelta:
        if value < least:
            raise ValueError(f"at least {shortest}")
        return value

    return AfterValidator(check)


def parse_days(text: object) -> float:
    """A duration as a number of days."""
    if isinstance(text, float):
        return text
    return parse_duration(text) / timedelta(days=1)


def parse_kilometres(text: object) -> float:
    """``50km`` or ``0.5 km`` as a number; ValueError for anything else."""
    if isinstance(text, float):
        return text
    found = _DISTANCE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f"{_shown(text)} is no distance; write 50km")
    return float(found[1])


def parse_rate(text: object) -> int:
    """``30/h``, ``1/m`` or ``100/d`` as a whole number per hour, rounded down but never to nought."""
    found = _RATE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f"{_shown(text)} is no rate; write 30/h")
    return max(1, int(found[1]) * 3600 // _SECONDS[found[2]])


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparison with a number, such as ``>= 0.6``."""

    sign: str
    number: float

    def holds(self, value: float) -> bool:
        """Whether ``value`` stands in this relation to the number."""
        return _OPERATORS[self.sign](value, self.number)

    def __str__(self) -> str:
        return f"{self.sign} {self.number:g}"


def parse_comparison(text: object) -> Bound:
    """``>= 0.6``, ``< 3``, ``== 0``...; ValueError for anything else."""
    if isinstance(text, Bound):
        return text
    found = _COMPARISON.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f'{_shown(text)} is no comparison; write ">= 0.6" (in quotes), with one of >= <= == != > <')
    return Bound(found[1], float(found[2]))


def _shown(text: object) -> str:
    """What was written, cut to what fits a message."""
    written = repr(text) if isinstance(text, str) else str(text)
    return written if len(written) <= 60 else f"{written[:57]}..."


Duration = Annotated[timedelta, BeforeValidator(parse_duration, json_schema_input_type=str)]
Days = Annotated[float, BeforeValidator(parse_days, json_schema_input_type=str)]
Kilometres = Annotated[float, BeforeValidator(parse_kilometres, json_schema_input_type=str)]
PerHour = Annotated[int, BeforeValidator(parse_rate, json_schema_input_type=str)]
Comparison = Annotated[Bound, BeforeValidator(parse_comparison, json_schema_input_type=str)]
Probability = Annotated[float, Field(ge=0, le=1)]
