"""Rows for a terminal that is too narrow for a table of them: each row begins a line with its first field, the others follow with their names."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.padding import Padding
from rich.text import Text

Cells = Sequence[str]
COMFORT = 24
"""Columns that prose needs, or it runs down the screen a word at a time."""

_BETWEEN = 2
_INDENT = 2


def is_too_wide(names: Sequence[str], rows: Sequence[Cells], *, width: int) -> bool:
    """Whether words would have to be broken, or prose to be squeezed, for a table of that width."""
    columns = zip(names, *rows, strict=True)
    return sum(map(_least, columns)) + _BETWEEN * (len(names) - 1) > width


def _least(texts: Sequence[str]) -> int:
    whole = max(map(cell_len, texts))
    word = max((cell_len(word) for text in texts for word in text.split()), default=0)
    return min(whole, max(word, COMFORT))


def lines(names: Sequence[str], rows: Sequence[Cells], *, width: int) -> Iterator[Text | Padding]:
    """What is shown of the rows; fields without a value are left out."""
    for row in rows:
        named = zip(names[1:], row[1:], strict=True)
        fields = [
            Text(row[0], style="bold"),
            *(Text.assemble((name, "dim"), " ", value) for name, value in named if value),
        ]
        first, *others = _filled(fields, width - _INDENT)
        yield first
        yield from (Padding(line, (0, 0, 0, _INDENT)) for line in others)


def _filled(fields: Sequence[Text], width: int) -> list[Text]:
    """The fields in lines, as many in each as fit."""
    filled: list[Text] = []
    for field in fields:
        longer = Text(" " * _BETWEEN).join((*filled[-1:], field))
        if filled and longer.cell_len <= width:
            filled[-1] = longer
        else:
            filled.append(field)
    return filled
