"""The number words of a language, as its lexicon lists them.

Decides which senses of the lexicon make numbers and their bounds. Doesn't read any text: that is for ``text.numbers``.
"""

from collections.abc import Mapping, Sequence

from monitor.model.lexicon import Lexeme
from monitor.text import fold, numbers

_TWO = 2
"""Words of a number that no single word says: "three ten"."""

_UNTIL, _CHANGE = "bound:until", "bound:change"
"""Bounds that stand between two numbers, or before the first of two, and belong to neither."""
_SEPARATORS = {"dot": {"."}, "blank": {" ", "\u00a0", "\u202f"}}


def number_words(lexemes: Sequence[Lexeme]) -> numbers.NumberWords:
    """One language's number words, from senses ``number:<value>``, ``number:x<multiplier>``, ``number:and`` and ``bound:least|most|nearly|half|between|until|change``.

    An "and" of the language that is a proclitic of its verbs, too, is written to the word behind; one of the form ``tied`` often is.
    """
    proclitics = _proclitics(lexemes) | {fold.fold_phrase(one.text) for one in lexemes if one.form == "tied"}
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
        if group not in {"bound", "number"} or lexeme.sense in {_UNTIL, _CHANGE}:
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
        values={word: value for word, value in values.items() if " " not in word},
        pairs=_pairs(values),
        attached=next((word for word in sorted(joiners) if word in proclitics), ""),
        multipliers=multipliers,
        joiners=frozenset(joiners),
        vague=vague,
        bounds=bounds,
        until=_words(lexemes, _UNTIL),
        change=_words(lexemes, _CHANGE),
        separators=frozenset(separators),
    )


def _words(lexemes: Sequence[Lexeme], sense: str) -> frozenset[str]:
    return frozenset(fold.fold_phrase(lexeme.text) for lexeme in lexemes if lexeme.sense == sense)


def _proclitics(lexemes: Sequence[Lexeme]) -> set[str]:
    """What the language writes to the verb behind."""
    return {fold.fold_phrase(one.text) for one in lexemes if one.sense == "grammar:proclitic" and one.form == "verb"}


def _pairs(values: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Numbers of two words."""
    split = ((word.split(), value) for word, value in values.items())
    return {(parts[0], parts[1]): value for parts, value in split if len(parts) == _TWO}
