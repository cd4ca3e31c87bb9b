"""The report as Markdown (CommonMark with GitHub's tables). Only headings, lists, tables and the links to sources are markup."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from monitor.alerts import neutral
from monitor.pipeline.situation import story
from monitor.pipeline.situation.blocks import Block, Drawing, Heading, Link, Paragraph, Points, Table, Words
from monitor.pipeline.situation.compose import Situation

LONGEST = 1200
"""Characters of one piece of text."""

_ACTS = re.compile(r"[\\\[\]]|(?<=www)\.", re.IGNORECASE)
"""What is still markup after look-alikes took the place of the rest: links, images, addresses that are taken for links."""
_ACTS_FIRST = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=#:]))")
"""What makes a list, a heading or a rule of the line that it begins, or a line under a heading of the one before."""


def render(situation: Situation) -> str:
    """The text, with a line break at its end."""
    return written(story.tell(situation))


def written(blocks: Iterable[Block]) -> str:
    """These blocks, each apart from the next."""
    parts = ("\n".join(_RENDERED[type(block)](block)) for block in blocks)
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Text that is read as it is written, anywhere but at the beginning of a line."""
    return _ACTS.sub(lambda found: "\\" + found[0], neutral.text(text, longest=LONGEST))


def _words(words: Words) -> str:
    line = " ".join(_link(piece) if isinstance(piece, Link) else escaped(piece) for piece in words)
    return _ACTS_FIRST.sub(r"\1\\", line)


def _link(piece: Link) -> str:
    url = neutral.link(piece.url) if piece.url else None
    # Angle brackets can't be in the address any more, so that they end it whatever else is in it.
    return f"[{escaped(piece.text)}](<{url}>)" if url else escaped(piece.text)


def _heading(block: Heading) -> Iterator[str]:
    yield f"{'#' * block.level} {_words((block.text,))}"


def _paragraph(block: Paragraph) -> Iterator[str]:
    yield _words(block.words)


def _points(block: Points) -> Iterator[str]:
    for point in block.points:
        yield f"- {_words(point.words)}"
        yield from (f"  - {_words(words)}" for words in point.under)


def _table(block: Table) -> Iterator[str]:
    yield _row(block.head)
    yield f"|{' --- |' * len(block.head)}"
    yield from (_row(row) for row in block.rows)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"


def _nothing(_: Drawing) -> Iterator[str]:
    yield from ()


_RENDERED: dict[type[Block], Callable[[Any], Iterator[str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Points: _points,
    Table: _table,
    Drawing: _nothing,
}
