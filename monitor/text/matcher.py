"""Finding many phrases at once in folded text.

Decides where a phrase stands (whole tokens only). Doesn't decide which of overlapping ones counts, nor what one means: a phrase is a
number into the caller's table, and what holds there depends on the text's language.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ahocorasick_rs import AhoCorasick

from monitor.text.fold import Folded


@dataclass(frozen=True, slots=True)
class Found:
    """Phrase number ``phrase`` covers tokens ``first`` up to, but not including, ``last``."""

    phrase: int
    first: int
    last: int


class Matcher(Protocol):
    """All that the rest asks of a matching engine."""

    def match(self, folded: Folded) -> list[Found]:
        """Every occurrence, overlapping ones too, by first token and then longest first."""
        ...

    def __len__(self) -> int:
        """How many phrases it knows."""
        ...


class PhraseMatcher:
    """An Aho-Corasick automaton over ``" tok tok "``: phrases are given folded, tokens separated by one blank."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._size = len(phrases)
        self._automaton = AhoCorasick([f" {phrase} " for phrase in phrases] or ["\0"])

    def __len__(self) -> int:
        return self._size

    def match(self, folded: Folded) -> list[Found]:
        """Every occurrence, overlapping ones too, by first token and then longest first."""
        hits = self._automaton.find_matches_as_indexes(folded.padded, overlapping=True)
        if not hits:
            return []
        at: list[int] = []
        position = 0
        for token in folded.tokens:
            at.append(position)
            position += len(token) + 1
        at.append(position)
        found = [Found(phrase, bisect_left(at, start), bisect_left(at, end - 1)) for phrase, start, end in hits]
        found.sort(key=lambda f: (f.first, -f.last))
        return found
