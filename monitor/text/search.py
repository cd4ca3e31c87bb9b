"""What people type to find texts, folded as the texts are. Decides what a query means; nothing in it can be wrong, at most empty."""

import re

from monitor.model.queries import Phrase
from monitor.text.fold import tokens

LONGEST_WORD = 60
"""Longer words are cut, in texts and in queries alike: nobody types them, and PostgreSQL takes none beyond 2,046 bytes."""

_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')


def words_of(text: str) -> tuple[str, ...]:
    """The words by which a text is found, in order: folded, endings behind an apostrophe apart."""
    words = tokens(text, apart=True)
    return words if max(map(len, words), default=0) <= LONGEST_WORD else tuple(word[:LONGEST_WORD] for word in words)


def phrases_of(query: str) -> tuple[Phrase, ...]:
    """Words that all must be there; ``"words in quotes"`` side by side; ``missil*`` is the beginning of a word.

    A word that folds to several (Chinese, ``cease-fire``) stands for these side by side. Signs that are no words are left out.
    """
    phrases = []
    for quoted, bare in _PART.findall(query):
        if words := words_of(quoted or bare):
            phrases.append(Phrase(words=words, unfinished=(quoted or bare).endswith("*")))
    return tuple(dict.fromkeys(phrases))
