"""Strict YAML 1.2: bytes in, plain data with positions out.

Decides what a scalar means (the core schema of YAML 1.2: ``NO``, ``on``, ``12:30`` and dates are text), and what is refused: repeated keys,
keys that aren't plain words, tags, several documents, too much of anything. Knows nothing of what the data should hold.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from monitor.errors import Problem
from monitor.rules.documents import Json, Mark, Positions, Trail

MAX_BYTES = 4 * 1024 * 1024
"""The largest file; the largest shipped one (the towns) has nearly half of it."""

MAX_DEPTH = 32
MAX_ALIASES = 100
MAX_VALUES = 400_000
"""The most values in one file, what aliases repeat included."""

MAX_DIGITS = 18
"""The longest whole number: what fits into 64 bits."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A document's data and where everything in it stands."""

    data: dict[str, Json]
    positions: Positions


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why bytes are no document; all reasons that could be found."""

    problems: tuple[Problem, ...]


def parse(body: bytes, path: str) -> Parsed | Refused:
    """Reads one document, a mapping at its top; ``path`` is what problems are reported under. Never raises for any bytes."""
    if len(body) > MAX_BYTES:
        return Refused(problems=(Problem(path, 1, 1, f"is larger than {MAX_BYTES // 1024} KiB", "yaml"),))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8", "replace")
        return Refused(problems=(Problem(path, *_end(before), "is not UTF-8 from here on", "yaml"),))
    return _compose(text, path)


def resolve(text: str) -> Json:
    """What a plain scalar means in the core schema of YAML 1.2; ValueError for numbers that no one could mean."""
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(f"{text} is no number to reckon with; put it in quotes if it is text")
    if _INTEGER.fullmatch(text) or _BASED.fullmatch(text):
        return _whole(text)
    return _fraction(text) if _FLOAT.fullmatch(text) else text


def _whole(text: str) -> int:
    """A whole number that fits into 64 bits."""
    if len(text.lstrip("+-")) > MAX_DIGITS:
        raise ValueError("the number is too long; put it in quotes if it is text")
    return int(text, 0) if _BASED.fullmatch(text) else int(text)


def _fraction(text: str) -> float:
    """A finite number."""
    number = float(text)
    if math.isinf(number):
        raise ValueError("the number is too large; put it in quotes if it is text")
    return number


def _compose(text: str, path: str) -> Parsed | Refused:
    """Runs the parser over the text; the first fault in the syntax ends it, other faults are gathered."""
    composer = _Composer(path)
    try:
        composer.compose(YAML(typ="safe", pure=True).parse(text))
    except _StopError as stop:
        composer.complain(stop.mark, str(stop))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        composer.complain(place, f"no YAML: {error.problem or error.context}")
    except ReaderError as error:
        composer.complain(_end(text[: error.position]), "a character that YAML doesn't allow")
    except (YAMLError, ValueError, OverflowError, AttributeError, IndexError, NotImplementedError) as error:
        composer.complain(composer.last, f"no YAML: {str(error) or type(error).__name__}")
    if composer.problems:
        return Refused(problems=tuple(composer.problems))
    return Parsed(data=composer.top, positions=Positions(keys=composer.keys, values=composer.values))


def _end(text: str) -> Mark:
    """The line and column just after the text."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


class _StopError(Exception):
    """Going on makes no sense."""

    def __init__(self, mark: Mark, message: str) -> None:
        self.mark = mark
        super().__init__(message)


@dataclass(slots=True)
class _Frame:
    """A list or a mapping that isn't finished."""

    value: dict[str, Json] | list[Json]
    trail: Trail
    anchor: str | None
    counted: int
    key: str | None = None


@dataclass(slots=True)
class _Composer:
    """Builds data out of parser events, without recursion."""

    path: str
    top: dict[str, Json] = field(default_factory=dict)
    keys: dict[Trail, Mark] = field(default_factory=dict)
    values: dict[Trail, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    anchors: dict[str, tuple[Json, int]] = field(default_factory=dict)
    last: Mark = (1, 1)
    documents: int = 0
    aliases: int = 0
    counted: int = 0

    def compose(self, events: Iterable[Event]) -> None:
        """Takes the events of a whole stream."""
        for event in events:
            self.last = _mark(event)
            step = _STEPS.get(type(event))
            if step is not None:
                step(self, event)
        if not self.documents:
            raise _StopError((1, 1), "is empty")

    def complain(self, mark: Mark, message: str) -> None:
        """Notes a problem."""
        self.problems.append(Problem(self.path, *mark, message, "yaml"))

    def start_document(self, event: Any) -> None:
        """There may be only one."""
        self.documents += 1
        if self.documents > 1:
            raise _StopError(_mark(event), "holds more than one document")

    def start_collection(self, event: Any) -> None:
        """A mapping or a list begins."""
        value: dict[str, Json] | list[Json] = {} if isinstance(event, MappingStartEvent) else []
        self._refuse_tag(event)
        if len(self.frames) >= MAX_DEPTH:
            raise _StopError(_mark(event), f"is nested deeper than {MAX_DEPTH} levels")
        counted = self.counted
        trail = self._attach(value, event)
        self.frames.append(_Frame(value, trail, event.anchor, counted))

    def end_collection(self, _event: Any) -> None:
        """A mapping or a list is finished, and may be repeated from now on."""
        frame = self.frames.pop()
        if frame.anchor is not None:
            self.anchors[frame.anchor] = (frame.value, self.counted - frame.counted)

    def scalar(self, event: Any) -> None:
        """A key, or a value."""
        frame = self.frames[-1] if self.frames else None
        self._refuse_tag(event)
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._take_key(frame, event)
            return
        value: Json = event.value
        if event.style is None or event.style == "":
            try:
                value = resolve(event.value)
            except ValueError as error:
                self.complain(_mark(event), str(error))
        self._attach(value, event)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, 1)

    def alias(self, event: Any) -> None:
        """A repetition of what an anchor marked."""
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise _StopError(_mark(event), f"has more than {MAX_ALIASES} aliases")
        if event.anchor not in self.anchors:
            raise _StopError(
                _mark(event), "an alias (*) of what isn't finished or isn't there; put it in quotes if it is text"
            )
        value, size = self.anchors[event.anchor]
        self.counted += size - 1
        self._attach(value, event)

    def _take_key(self, frame: _Frame, event: Any) -> None:
        """The key of the next value; a repeated one is a problem, and its value is read all the same."""
        key, trail = str(event.value), (*frame.trail, str(event.value))
        if trail in self.keys:
            line, column = self.keys[trail]
            self.complain(_mark(event), f"key '{key[:60]}' stands twice, first in line {line}, column {column}")
        self.keys.setdefault(trail, _mark(event))
        frame.key = key

    def _attach(self, value: Json, event: Any) -> Trail:
        """Puts a value where it belongs; returns its trail."""
        self.counted += 1
        if self.counted > MAX_VALUES:
            raise _StopError(_mark(event), f"holds more than {MAX_VALUES} values")
        frame = self.frames[-1] if self.frames else None
        if frame is None:
            return self._attach_top(value, event)
        trail = self._attach_to(frame, value, event)
        self.values.setdefault(trail, _mark(event))
        return trail

    def _attach_top(self, value: Json, event: Any) -> Trail:
        """The document itself must be a mapping."""
        if not isinstance(value, dict):
            raise _StopError(_mark(event), "should be a mapping at the top (key: value)")
        self.top = value
        self.values[()] = _mark(event)
        return ()

    def _attach_to(self, frame: _Frame, value: Json, event: Any) -> Trail:
        """Into a list, or under the key that came before."""
        if isinstance(frame.value, list):
            frame.value.append(value)
            return (*frame.trail, len(frame.value) - 1)
        if frame.key is None:
            raise _StopError(_mark(event), "a key should be a word")
        trail = (*frame.trail, frame.key)
        frame.value[frame.key] = value
        frame.key = None
        return trail

    def _refuse_tag(self, event: Any) -> None:
        """Tags would decide what a value is; that isn't for the file to say."""
        if event.tag is not None:
            self.complain(_mark(event), "tags (!) have no meaning here; put it in quotes if it is text")


def _mark(event: Any) -> Mark:
    """Where an event begins."""
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


_STEPS: dict[type[Event], Any] = {
    DocumentStartEvent: _Composer.start_document,
    MappingStartEvent: _Composer.start_collection,
    SequenceStartEvent: _Composer.start_collection,
    MappingEndEvent: _Composer.end_collection,
    SequenceEndEvent: _Composer.end_collection,
    ScalarEvent: _Composer.scalar,
    AliasEvent: _Composer.alias,
}
