"""The blocks that a report is written in, whatever it is written down as. No text in them is trusted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address, where the address is one that may be opened."""

    text: str
    url: str | None


Words = tuple[str | Link, ...]
"""One line; its pieces are set apart by spaces."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is the report's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences."""

    words: Words


@dataclass(frozen=True, slots=True)
class Point:
    """One of several, with what belongs to it."""

    words: Words
    under: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """An unordered list."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows are as long as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG element that has been made safe; only where pictures can be shown."""

    svg: str


Block = Heading | Paragraph | Points | Table | Drawing


def points(*lines: str) -> Points:
    """A list of plain lines."""
    return Points(tuple(Point((line,)) for line in lines))
