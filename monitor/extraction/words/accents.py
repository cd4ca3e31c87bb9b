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
    return {word: [lexeme for lexeme in lexemes if _may_be(lexeme, word, lexemes)] for word in sorted(twins)}


def _may_be(lexeme: Lexeme, word: str, lexemes: Sequence[Lexeme]) -> bool:
    """A lexeme that only bends into the word is written as its own listed form of that sense is: "cierra" as "cerró", which "cerro" isn't."""
    own, bare = written(lexeme.text), _bare(word)
    if _bare(own) == bare:
        return own == word
    kin = (written(other.text) for other in lexemes if (other.sense, other.form) == (lexeme.sense, lexeme.form))
    listed = {spelt for spelt in kin if _bare(spelt) == bare}
    return not listed or word in listed


def _bare(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _is_latin(word: str) -> bool:
    return word[:1].isascii() or _bare(word)[:1].isascii()
