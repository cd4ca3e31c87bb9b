"""Words of one language that nothing but an accent tells apart: "attaque" and "attaqué", "bombardeo" and "bombardeó", "wurde" and "würde".

Folding takes accents away, since texts often lack them; a text that has one says which word it is. Decides which lexemes a word as it is
written can be. Doesn't decide for scripts whose texts leave such signs out as often as not.
"""

import unicodedata
from collections.abc import Mapping, Sequence

from monitor.model.lexicon import Lexeme

_DOT_ABOVE = "\u0307"
"""What a capital Turkish i keeps when it is made small, and is no accent."""


def written(text: str) -> str:
    """A word as it is written, small."""
    return text.casefold().replace(_DOT_ABOVE, "")


def told_apart(lexemes: Sequence[Lexeme]) -> Mapping[str, Sequence[Lexeme]]:
    """Of lexemes that fold to one form, those that each writing of theirs can be; nothing when accents make no difference among them."""
    if len(lexemes) < 2:
        return {}
    spelt = {written(lexeme.text) for lexeme in lexemes}
    if len(spelt) < 2:
        return {}
    twins = {word for word in spelt if any(_bare(word) == _bare(other) for other in spelt - {word}) and _is_latin(word)}
    return {word: [lexeme for lexeme in lexemes if _may_be(lexeme, word)] for word in sorted(twins)}


def _may_be(lexeme: Lexeme, word: str) -> bool:
    own = written(lexeme.text)
    return own == word or _bare(own) != _bare(word)


def _bare(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _is_latin(word: str) -> bool:
    return word[:1].isascii() or _bare(word)[:1].isascii()
