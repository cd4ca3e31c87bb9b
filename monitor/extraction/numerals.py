"""The number words of a language, as its lexicon lists them.

Decides which senses of the lexicon make numbers and their bounds. Doesn't read any text: that is for ``text.numbers``.
"""

from collections.abc import Iterable

from monitor.model.lexicon import Lexeme
from monitor.text import fold, numbers

_SEPARATORS = {"dot": {"."}, "blank": {" ", "\u00a0", "\u202f"}}


def number_words(lexemes: Iterable[Lexeme]) -> numbers.NumberWords:
    """One language's number words, from senses ``number:<value>``, ``number:x<multiplier>``, ``number:and`` and ``bound:least|most``."""
    values: dict[str, int] = {}
    multipliers: dict[str, int] = {}
    vague: dict[str, tuple[int, int, int]] = {}
    bounds: dict[tuple[str, ...], str] = {}
    joiners: set[str] = set()
    separators: set[str] = set()
    for lexeme in lexemes:
        group, _, value = lexeme.sense.partition(":")
        if lexeme.sense == "grammar:thousands":
            separators |= _SEPARATORS[lexeme.text]
        if group not in {"bound", "number"}:
            continue
        folded = fold.fold_phrase(lexeme.text)
        if group == "bound":
            bounds[tuple(folded.split())] = value
        elif value == "and":
            joiners.add(folded)
        elif value.startswith("x"):
            multipliers[folded] = int(value[1:])
        elif "-" in value:
            low, best, high = (int(part) for part in value.split("-"))
            vague[folded] = (low, best, high)
        else:
            values[folded] = int(value)
    return numbers.NumberWords(
        values=values,
        multipliers=multipliers,
        joiners=frozenset(joiners),
        vague=vague,
        bounds=bounds,
        separators=frozenset(separators),
    )
