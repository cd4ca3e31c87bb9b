"""Where a sentence and a clause end.

Decides the cuts from punctuation alone, over folded tokens. Doesn't decide what depends on what: that is for the reader of roles.
"""

import re
from dataclasses import dataclass

from monitor.text.fold import Folded

_STOP = re.compile(r"[!?؟۔।…]|\.[\"'”’»)]*\s|\n\n")
_CLAUSE = re.compile(r"[:;؛,،–—|(){}\[\]]|\s-\s")
_HALF_DASH = "- "
"""A dash as Hindi headlines write it; in Latin letters it is half a compound ("short- and long-range")."""
_NOT_LATIN = "\u0300"
_UNMARKED = frozenset({" ", "-", "–"})
"""An en dash without blanks joins two names ("the A–B border") or figures, as a hyphen does."""
_IN_FIGURES = frozenset({",", ":"})
"""What parts thousands, or hours and minutes."""
_COMMON = frozenset({", ", ","})
"""What ends most clauses, and no sentence: no need to look closer."""
_ABBREVIATIONS = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "lt",
        "col",
        "maj",
        "sgt",
        "capt",
        "gov",
        "st",
        "no",
        "vs",
        "jan",
        "feb",
        "mar",
        "apr",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
        "prof",
        "rep",
        "sen",
    }
)


@dataclass(slots=True)
class Sentence:
    """Tokens ``first`` up to, but not including, ``last``; ``breaks`` are tokens before which a clause mark stands. Never changed."""

    first: int
    last: int
    breaks: tuple[int, ...] = ()
    ends_with: str = ""


def _is_stop(folded: Folded, token: int, gap: str) -> bool:
    if gap in _COMMON or not _STOP.search(gap):
        return False
    before = folded.tokens[token - 1]
    only_dot = gap == ". " or (gap.lstrip()[:1] == "." and not any(mark in gap for mark in "!?؟۔।"))
    return not (only_dot and (before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha())))


def _marked_gaps(folded: Folded) -> list[tuple[int, str]]:
    """What stands before each token but the first, where it is more than a blank or a hyphen."""
    return [(token, gap) for token, gap in enumerate(folded.gaps, 1) if gap not in _UNMARKED]


_BRACKETS = frozenset({" (", ") "})


def _is_of_date(folded: Folded, token: int, gap: str) -> bool:
    """ "On Wednesday (23/7) after": brackets around a day and its month part nothing."""
    if gap == " (":
        return token + 1 < len(folded.tokens) and folded.gap(token + 1) == "/"
    return folded.gap(token - 1) == "/"


def split(folded: Folded, *, whole: bool = False) -> list[Sentence]:
    """Sentences in order. ``whole``: keep everything as one (a headline), with its clause marks and full stops as breaks."""
    size = len(folded.tokens)
    sentences: list[Sentence] = []
    first = 0
    breaks: list[int] = []
    for token, gap in _marked_gaps(folded):
        if gap in _IN_FIGURES and folded.tokens[token].isdecimal():
            continue
        if gap in _BRACKETS and _is_of_date(folded, token, gap):
            continue
        stop = _is_stop(folded, token, gap)
        if stop and not whole:
            sentences.append(Sentence(first, token, tuple(breaks), gap.strip()[:1]))
            first, breaks = token, []
        elif (
            stop
            or gap in _COMMON
            or _CLAUSE.search(gap)
            or (gap == _HALF_DASH and folded.tokens[token - 1] >= _NOT_LATIN)
        ):
            breaks.append(token)
    if size:
        tail = folded.text[folded.ends[-1] :].strip()
        sentences.append(Sentence(first, size, tuple(breaks), tail[:1]))
    return sentences
