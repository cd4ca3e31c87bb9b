"""Folding: two ways of writing one name come out alike, and every token still knows where it stood in the original.

Decides what counts as one token and what is folded away (case, accents, Arabic-script letter variants, vowel marks, joiners, digits of
other scripts, hyphens, possessive endings). Doesn't decide what a token means, nor where a sentence ends.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress

_SAME_LETTER = {
    "ی": "\u064a\u0649\u06d2\u0626\u06cc\u06cd\u06d0\u06d3",
    "ک": "\u0643\u06aa",
    "ه": "\u0629\u06c1\u06c0\u06d5\u06be\u06c2\u06c3",
    "ا": "\u0623\u0625\u0622\u0671",
    "و": "\u0624",
    "ن": "\u06ba",
    "\u0902": "\u0901",
}
_DROPPED = [
    *range(0x064B, 0x0656),
    0x0670,
    0x0640,
    0x200D,
    0x200E,
    0x200F,
    0xFEFF,
    0x00AD,
    *range(0x0300, 0x0370),
    *range(0x06D6, 0x06EE),
    0x093C,  # the dot under Devanagari letters, which texts write or leave out
]
_ZERO_OF_SCRIPT = (0x0660, 0x06F0, 0x0966, 0x09E6)


def _folding_table() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(_DROPPED)
    table |= {ord(variant): letter for letter, variants in _SAME_LETTER.items() for variant in variants}
    table |= {zero + digit: str(digit) for zero in _ZERO_OF_SCRIPT for digit in range(10)}
    return table


_TABLE = _folding_table()
_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"  # Latin accents, Arabic vowel signs
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0983\u09bc-\u09cd\u09d7"  # Devanagari and Bengali vowel signs
)
_JOINERS = "\u00ad\u200d\u200e\u200f\u0640\ufeff"
_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\u3040-\u30ff"
_APOSTROPHES = "'’‘ʼ`´"
_LETTERS = rf"[^\W_{_IDEOGRAPHS}]++"
_TOKEN = re.compile(
    rf"((?:{_LETTERS}|[{_MARKS}{_JOINERS}]++)++(?:[{_APOSTROPHES}](?:{_LETTERS}|[{_MARKS}]++)++)*+|[{_IDEOGRAPHS}])"
)
"""Possessive throughout: nothing that has been taken for a token is ever tried again otherwise."""
_PLAIN = re.compile("[\x00-\x7f\xa0\xad\u2010-\u201f\u2026]*+")
"""ASCII, and what English is printed with besides: dashes, quotation marks, the hyphen that nobody sees."""
_PLAIN_TOKEN = re.compile(r"([0-9A-Za-z\xad]++(?:['`‘’][0-9A-Za-z]++)*+)")
"""A token of a text that is plain throughout, found in less than half the time."""
_ENDING = re.compile(rf"[{_APOSTROPHES}]")
_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_DOTTED = re.compile(r"\.[A-Za-z]\.")
"""What every abbreviation holds, and found in a tenth of the time."""
_PREFIXES = "l|d|j|m|n|t|s|c|qu|dell|dall|nell|all|sull|un"
_ELISION = re.compile(rf"^(?:{_PREFIXES})[{_APOSTROPHES}](?=..)", re.IGNORECASE)
_ELIDED = re.compile(rf"\b({_PREFIXES})[{_APOSTROPHES}](?=\w\w)", re.IGNORECASE)
_CONTRACTED = frozenset({"ll", "re", "ve"})
"""What is left of English "will", "are" and "have": "she'll" is no shell."""
_LATIN, _CYRILLIC = re.compile("[a-z]"), re.compile("[\u0430-\u0458]")
_TWINS = ("abekmhopctyxijs", "авекмнорстухіјѕ")
"""Letters that Latin and Cyrillic print alike, which copying mixes up and filters are cheated with."""
_TO_LATIN, _TO_CYRILLIC = str.maketrans(_TWINS[1], _TWINS[0]), str.maketrans(*_TWINS)
_NO_APOSTROPHE = str.maketrans("", "", _APOSTROPHES)
_LARGEST_CACHE = 200_000


class _TokenCache(dict[str, str]):
    """Folded tokens by their written form: words repeat, so folding costs a look-up."""

    def __missing__(self, token: str) -> str:
        folded = token.lower() if token.isascii() and "'" not in token and "`" not in token else _fold_token(token)
        if len(self) > _LARGEST_CACHE:
            self.clear()
        self[token] = folded
        return folded


def _fold_token(token: str) -> str:
    elided = _ELISION.match(token)
    if elided:
        token = token[elided.end() :]
    if len(token) > 2 and token[-2] in _APOSTROPHES and token[-1] in "sS":
        token = token[:-2]
    elif len(token) > 3 and token[-3] in _APOSTROPHES and token[-2:].lower() in _CONTRACTED:
        token = token[:-3]
    # Decomposition would tear composed Arabic letters apart, so they are unified first.
    bare = unicodedata.normalize("NFKD", token.translate(_NO_APOSTROPHE).translate(_TABLE)).casefold().translate(_TABLE)
    return _of_one_script(unicodedata.normalize("NFC", bare))


def _of_one_script(token: str) -> str:
    """A word of two alphabets in the one that most of its letters are of."""
    latin = len(_LATIN.findall(token))
    cyrillic = len(_CYRILLIC.findall(token)) if latin else 0
    if not cyrillic:
        return token
    return token.translate(_TO_LATIN if latin >= cyrillic else _TO_CYRILLIC)


_CACHE = _TokenCache()


def _elisions(words: Sequence[str]) -> dict[int, int]:
    """The lengths of elided articles and prepositions (``l'``), which stand before a token and are no part of it, by the tokens' numbers."""
    found = {token: _ELISION.match(word) for token, word in enumerate(words) if not word.isalnum()}
    return {token: elided.end() for token, elided in found.items() if elided}


@dataclass(slots=True)
class Folded:
    """A text and its tokens. ``padded`` is ``" tok tok "``; ``ends[i]`` and ``starts[i]`` are offsets of token i in ``text``.

    ``gaps``: what stands before each token but the first. Never changed.
    """

    text: str
    tokens: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    gaps: Sequence[str]

    @property
    def padded(self) -> str:
        """The tokens with one blank on each side: boundaries come for free."""
        return f" {' '.join(self.tokens)} "

    def gap(self, token: int) -> str:
        """What stands between this token and the one before (from the text's beginning for the first)."""
        return self.gaps[token - 1] if token else self.text[: self.starts[0]]

    def written(self, first: int, last: int) -> str:
        """The original words of tokens ``first`` up to, but not including, ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def _spell_abbreviations(text: str) -> str:
    """``U.S.`` becomes one token; a replacement of equal length keeps every offset right."""
    if not _DOTTED.search(text):
        return text
    return _ABBREVIATION.sub(lambda match: match[0].replace(".", "\u00ad"), text)


def _cut(text: str, *, apart: bool, elided: bool) -> tuple[str, list[str]]:
    """The text, not a letter longer, and cut into pieces: what stands before a token and the token, in turn, and what stands behind the last."""
    scanned = _spell_abbreviations(text)
    if apart:
        scanned = _ENDING.sub(" ", scanned)
    elif elided:
        scanned = _ELIDED.sub(r"\1 ", scanned)
    plain = scanned.isascii() or _PLAIN.fullmatch(scanned)
    return scanned, (_PLAIN_TOKEN if plain else _TOKEN).split(scanned)


def tokens(text: str, *, apart: bool = False) -> tuple[str, ...]:
    """The tokens as :func:`fold` finds them, for those who needn't know where they stand."""
    return tuple(filter(None, map(_CACHE.__getitem__, _cut(text, apart=apart, elided=False)[1][1::2])))


def fold(text: str, *, apart: bool = False, elided: bool = False) -> Folded:
    """Tokens in order with exact offsets into ``text``.

    ``apart``: an ending behind an apostrophe is a token of its own ("İran'da"); ``elided``: so is a preposition or article before one
    ("dall'esercito"), which else is dropped.
    """
    scanned, pieces = _cut(text, apart=apart, elided=elided)
    words = pieces[1::2]
    found = list(map(_CACHE.__getitem__, words))
    offsets = list(accumulate(map(len, pieces)))
    starts, ends = offsets[:-1:2], offsets[1::2]
    elided_at = _elisions(words) if _ENDING.search(scanned) else {}
    for token, length in elided_at.items():
        starts[token] += length
    kept = found if "" not in found else list(filter(None, found))
    if kept is not found:
        starts, ends = list(compress(starts, found)), list(compress(ends, found))
    if scanned == text and kept is found and not elided_at:
        gaps = pieces[2:-1:2]
    else:
        gaps = [text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    return Folded(text, tuple(kept), starts, ends, gaps)


def fold_phrase(phrase: str, *, elided: bool = False) -> str:
    """A phrase as the matcher's tree holds it: tokens separated by one blank, none around; ``elided`` as for :func:`fold`."""
    scanned = _spell_abbreviations(phrase)
    if elided:
        scanned = _ELIDED.sub(r"\1 ", scanned)
    return " ".join(token for token in (_CACHE[match[0]] for match in _TOKEN.finditer(scanned)) if token)


def is_possessive(folded: Folded, token: int) -> bool:
    """Whether this token was written with a possessive ending (``army's``, or ``Guards'`` before another word)."""
    start, end = folded.starts[token], folded.ends[token]
    written = folded.text[start:end]
    if len(written) > 2 and written[-1] in "sS" and written[-2] in _APOSTROPHES:
        return True
    return written[-1:] in ("s", "S") and folded.text[end : end + 2].replace("’", "'") == "' "
