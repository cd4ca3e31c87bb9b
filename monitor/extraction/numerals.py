"""The number words of each language, as the lexicon lists them.

Decides which senses of the lexicon make numbers and their bounds. Doesn't read any text: that is for ``text.numbers``.
"""

from collections import defaultdict
from collections.abc import Iterable

from monitor.model.lexicon import Lexeme
from monitor.text import fold, numbers

_SEPARATORS = {"dot": {"."}, "blank": {" ", "\u00a0", "\u202f"}}


def number_words(lexemes: Iterable[Lexeme]) -> dict[str, numbers.NumberWords]:
    """Each language's number words, from senses ``number:<value>``, ``number:x<multiplier>``, ``number:and`` and ``bound:least|most``."""
    words: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: {"values": {}, "multipliers": {}})
    vague: dict[str, dict[str, tuple[int, int, int]]] = defaultdict(dict)
    joiners: dict[str, set[str]] = defaultdict(set)
    bounds: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    separators: dict[str, set[str]] = defaultdict(set)
    for lexeme in lexemes:
        group, _, value = lexeme.sense.partition(":")
        if lexeme.sense == "grammar:thousands":
            separators[lexeme.language] |= _SEPARATORS[lexeme.text]
        if group not in {"bound", "number"}:
            continue
        folded = fold.fold_phrase(lexeme.text)
        if group == "bound":
            bounds[lexeme.language][tuple(folded.split())] = value
        elif value == "and":
            joiners[lexeme.language].add(folded)
        elif value.startswith("x"):
            words[lexeme.language]["multipliers"][folded] = int(value[1:])
        elif "-" in value:
            low, best, high = (int(part) for part in value.split("-"))
            vague[lexeme.language][folded] = (low, best, high)
        else:
            words[lexeme.language]["values"][folded] = int(value)
    languages = {*words, *vague, *joiners, *bounds}
    return {
        language: numbers.NumberWords(
            values=words[language]["values"],
            multipliers=words[language]["multipliers"],
            joiners=frozenset(joiners[language]),
            vague=vague[language],
            bounds=bounds[language],
            separators=frozenset(separators[language]),
        )
        for language in languages
    }
