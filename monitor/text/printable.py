"""What may reach a terminal, a log or a message: text without control, escape, bidi and invisible characters."""

import re
from unicodedata import bidirectional

_UNPRINTABLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_FORMULA = frozenset("=+-@\t\r")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_SPACE = re.compile(r"\s+")
_ALSO_FORMULA = frozenset("\n＝＋－＠")
"""Spreadsheets look behind breaks, and some take signs of full width for the usual ones."""


def printable(text: str) -> str:
    """The text without characters that act instead of being read; line breaks and tabs stay."""
    return _UNPRINTABLE.sub("", text)


def isolated(text: str) -> str:
    """The text so that a terminal which turns lines of right-to-left scripts around turns this one by itself, and not what stands beside it.

    Unicode's bidirectional algorithm (UAX 9): between FSI and PDI a text has a direction of its own.
    """
    return f"\u2068{text}\u2069" if any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in text) else text


def spreadsheet_safe(value: object) -> object:
    """A cell for CSV: text without unprintable characters, and never one that a spreadsheet would run; numbers stay numbers, true and false are JSON's."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | float):
        return value
    text = printable(str(value))
    return f"'{text}" if text[:1] in _FORMULA | _ALSO_FORMULA else text


def one_line(text: str, *, longest: int = 200) -> str:
    """Printable, on one line, cut with an ellipsis after ``longest`` characters."""
    line = _SPACE.sub(" ", printable(text)).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
