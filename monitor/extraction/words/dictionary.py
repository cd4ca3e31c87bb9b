"""The reader's dictionary: every form of every lexeme and every name of the rulebook, in trees of words, and the names of the world's towns.

Decides how a lexeme or alias is entered (folded, with the prefixes and endings that its language's lexicon lists). Doesn't decide which entries
hold for a text, nor what a found word means: a form's holders are numbers.
"""

import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from monitor.extraction.words.grammar import Grammar, grammar_of
from monitor.model.lexicon import Lexeme
from monitor.model.rulebook import Towns
from monitor.text import fold, matcher

Lexicon = Mapping[str, Sequence[Lexeme]]
"""Lexemes by their language."""


@dataclass(frozen=True, slots=True)
class Name:
    """An alias of something in the rulebook. ``what``: country, demonym, capital, actor or place; ``beside``: states of which the text must speak."""

    what: str
    entity: str
    text: str
    language: str | None = None
    framing: str | None = None
    beside: tuple[str, ...] = ()


_VOWEL_SIGNS = frozenset({"Mc", "Mn"})
"""Unicode's categories of the signs that Indic scripts write vowels with."""
_APOSTROPHES = "'’"
NUMBERS = "i"
"""The type of an array of numbers of lexemes, names or forms."""
_FIELD = "\t"
PARTED = " ... "
"""Stands in a lexeme between a verb and its particle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Forms that begin with neighbouring letters, as a tree of folded words, and whose each is. Plain data: it may be kept.

    The forms are numbered from ``first`` on. The holders of the n-th, in the order of the rulebook, are ``holders[starts[n]:starts[n + 1]]``: 0 and up
    are numbers of lexemes, -1 and down of ``names``, the first being -1. One flat array is read in a tenth of the time that a list for each
    form takes, and needs a tenth of the room. ``names``: the fields of each as :meth:`name` parts them. ``towns``: by folded name the number and the name of
    each town that no pack teaches, a line each, largest first.
    """

    first: int
    tree: matcher.Tree
    holders: "array[int]"
    starts: "array[int]"
    names: list[str]
    towns: dict[str, str]

    def __contains__(self, form: int) -> bool:
        return 0 <= form - self.first < len(self.starts) - 1

    def held_by(self, form: int) -> "array[int]":
        """The holders of a form."""
        at = form - self.first
        return self.holders[self.starts[at] : self.starts[at + 1]]

    def name(self, holder: int) -> Name:
        """The name that a holder of a form stands for."""
        what, entity, language, framing, beside, text = self.names[~holder].split(_FIELD, 5)
        return Name(what, entity, text, language or None, framing or None, tuple(beside.split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """Which forms there are, in parts by the block of Unicode that they begin in, so that nobody need load what no text of theirs is written in.

    ``firsts``: of each language the number of its first lexeme.
    """

    firsts: Mapping[str, int]
    parts: Mapping[int, Part]


NOTHING = Part(first=0, tree={}, holders=array(NUMBERS), starts=array(NUMBERS, [0]), names=[], towns={})
"""The part of a block in which no form begins."""

_NEIGHBOURS = 8
"""Bits of a letter's number that neighbours in Unicode differ in: Latin, Cyrillic and Arabic letters have a block each."""


def blocks_of(folded: fold.Folded) -> set[int]:
    """The blocks that a text's words begin in."""
    return {0} if folded.text.isascii() else {ord(token[0]) >> _NEIGHBOURS for token in folded.tokens}


def compile_dictionary(lexicon: Lexicon, names: Iterable[Name], towns: Iterable[Towns] = ()) -> Dictionary:
    """All forms of all lexemes and names, and the names of towns."""
    known = {language: grammar_of(own) for language, own in lexicon.items()}
    firsts = dict(zip(lexicon, accumulate(map(len, lexicon.values()), initial=0), strict=False))
    blocks: defaultdict[int, dict[str, list[int]]] = defaultdict(dict)
    for number, lexeme in enumerate(chain.from_iterable(lexicon.values())):
        for form in dict.fromkeys(_lexeme_forms(lexeme, known)):
            blocks[ord(form[0]) >> _NEIGHBOURS].setdefault(form, []).append(number)
    listed = tuple(names)
    for number, name in enumerate(listed):
        for form in _name_forms(name, known):
            blocks[ord(form[0]) >> _NEIGHBOURS].setdefault(form, []).append(~number)
    borne = _borne(towns)
    inhabited = sorted({*blocks, *borne})
    numbered = accumulate((len(blocks[block]) for block in inhabited), initial=0)
    parts = {
        block: _part(blocks[block], listed, first, towns=borne[block])
        for block, first in zip(inhabited, numbered, strict=False)
    }
    return Dictionary(firsts=firsts, parts=parts)


def _borne(towns: Iterable[Towns]) -> defaultdict[int, dict[str, str]]:
    """The names of towns with their bearers, by block."""
    bearers: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in chain.from_iterable(table.lines for table in towns):
        number, name, _, _, people, _, forms = line.split("|")
        for form in filter(None, forms.split(",")):
            bearers[form].append((-int(people), f"{number}|{name}"))
    blocks: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for form, found in bearers.items():
        largest_first = sorted(found, key=lambda bearer: bearer[0])
        blocks[ord(form[0]) >> _NEIGHBOURS][form] = "\n".join(town for _, town in largest_first)
    return blocks


def _part(held: Mapping[str, list[int]], names: Sequence[Name], first: int, *, towns: dict[str, str]) -> Part:
    """Of its own names only, which are numbered anew."""
    own = dict.fromkeys(holder for holders in held.values() for holder in holders if holder < 0)
    anew = {holder: ~number for number, holder in enumerate(own)}
    return Part(
        first=first,
        tree=matcher.plant(held, first),
        holders=array(NUMBERS, [anew.get(holder, holder) for holders in held.values() for holder in holders]),
        starts=array(NUMBERS, [0, *accumulate(map(len, held.values()))]),
        names=[_row(names[~holder]) for holder in own],
        towns=towns,
    )


def _row(name: Name) -> str:
    return _FIELD.join(
        (name.what, name.entity, name.language or "", name.framing or "", " ".join(name.beside), name.text)
    )


def _lexeme_forms(lexeme: Lexeme, known: Mapping[str, Grammar]) -> Iterator[str]:
    group = lexeme.sense.partition(":")[0]
    whole = lexeme.text.partition(PARTED)[0]
    phrase = "" if group in {"grammar", "number"} else fold.fold_phrase(whole, elided=known[lexeme.language].elided)
    if phrase:
        verbs = known[lexeme.language].paradigms
        bent = (phrase,) if group in _UNBENT else verbs.forms(phrase, passive=lexeme.form == "passive")
        own = known[lexeme.language]
        before = own.verbal_proclitics if lexeme.form == "verb" else own.proclitics
        for form in bent:
            yield from _prefixed(form, before)


def _name_forms(name: Name, known: Mapping[str, Grammar]) -> Iterator[str]:
    phrase = fold.fold_phrase(name.text)
    if not phrase:
        return
    own = known.get(name.language or "")
    yield from _variants(phrase, name.language if own else None, known)
    if any(mark in name.text for mark in _APOSTROPHES):
        yield fold.fold_phrase(name.text, elided=True)
    if name.what == "demonym" and own is not None:
        for ending in own.endings:
            yield from _variants(_with_ending(phrase, fold.fold_phrase(ending)), name.language, known)


def _with_ending(phrase: str, ending: str) -> str:
    """The phrase with an ending; one that begins with a vowel sign takes the place of the sign at the phrase's end."""
    return (phrase[:-1] if _is_sign(ending) and _is_sign(phrase[-1]) else phrase) + ending


def _is_sign(letters: str) -> bool:
    return unicodedata.category(letters[0]) in _VOWEL_SIGNS


def _variants(phrase: str, language: str | None, known: Mapping[str, Grammar]) -> Iterator[str]:
    """The phrase, and what it is with the prefixes that its language (or, of no language, the first that has any) writes before words."""
    yield from _prefixed(phrase, _proclitics(language, known))


def _prefixed(phrase: str, proclitics: Iterable[str]) -> Iterator[str]:
    yield phrase
    if not _is_arabic_script(phrase):
        return
    for proclitic in proclitics:
        yield proclitic + phrase.removeprefix("ال") if proclitic.endswith("ل") else proclitic + phrase


def _proclitics(language: str | None, known: Mapping[str, Grammar]) -> tuple[str, ...]:
    if language is not None:
        return known[language].proclitics if language in known else ()
    return next((grammar.proclitics for grammar in known.values() if grammar.proclitics), ())


_UNBENT = frozenset({"mode", "time"})
"""Groups whose words are given as they are: the tense of "will be held" is what they say."""


def _is_arabic_script(phrase: str) -> bool:
    return "\u0600" <= phrase[:1] <= "\u06ff"
