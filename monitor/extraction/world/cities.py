"""The world's towns: thousands of names that no pack teaches, looked up apart from the words and names of the dictionary.

Decides where a town is named and whether something else has the better claim to those words: a longer name, a word of the lexicon, a place of a
pack, or a person. Doesn't decide which of several towns of one name is meant: that is for the gazetteer.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from monitor.extraction.words.dictionary import Name
from monitor.extraction.words.grammar import Grammar
from monitor.extraction.words.vocabulary import ARTICLE, Mark, Vocabulary
from monitor.model.rulebook import Place
from monitor.text.fold import Folded

_LEAST_AFTER_PREFIX = 4
"""Letters that must be left of a word when a prefix (and, in, to) is taken off: shorter rests are other words more often than towns."""

_LONG_WORD = 4
"""Letters from which a word's first letter tells prose from a headline in capitals."""

_FIRST_ARABIC = "\u0600"


class _Hit(NamedTuple):
    first: int
    last: int
    form: str


class Cities:
    """The towns of a rulebook, by the names that its ``vocabulary`` holds of them."""

    def __init__(self, places: Mapping[str, Place], vocabulary: Vocabulary) -> None:
        self._places = places
        self._names: dict[str, tuple[Name, ...]] = {}
        self._index: Mapping[str, str] = vocabulary.towns
        self._heads: Mapping[str, int] = vocabulary.town_heads

    def add(self, marks: list[Mark], folded: Folded, grammar: Grammar) -> list[Mark]:
        """The marks with those of towns among them, in order and without overlaps."""
        hits = self._hits(folded, grammar) if self._heads else []
        if not hits:
            return marks
        prose = not grammar.nouns and _is_prose(folded)
        for hit in hits:
            under = [mark for mark in marks if mark.first < hit.last and hit.first < mark.last]
            made = self._mark(hit, under)
            if made is not None and (under or not (prose and _ends_a_name(hit, marks, folded))):
                marks = [*(mark for mark in marks if mark not in under), made]
        return sorted(marks, key=lambda mark: mark.first)

    def _hits(self, folded: Folded, grammar: Grammar) -> list[_Hit]:
        heads, found, covered = self._heads, [], 0
        proclitics, cases = grammar.proclitics, grammar.cases
        plain = not proclitics and not cases
        named = heads.keys() & folded.tokens if plain else ()
        if plain and not named:
            return []
        text, tokens, starts = folded.text, folded.tokens, folded.starts
        places = [n for n, token in enumerate(tokens) if token in named] if plain else range(len(tokens))
        for first in places:
            if first < covered or (text[starts[first]].islower() and not _is_article(folded, first)):
                continue
            token = tokens[first]
            if token in heads:
                hit = self._longest(folded, first, head=token)
            elif proclitics and token >= _FIRST_ARABIC:
                hit = self._after_prefix(folded, first, proclitics)
            elif cases and text[starts[first]].isupper():
                hit = self._before_ending(token, first, cases)
            else:
                continue
            if hit is not None:
                found.append(hit)
                covered = hit.last
        return found

    def _longest(self, folded: Folded, first: int, *, head: str) -> _Hit | None:
        for last in range(min(first + self._heads[head], len(folded.tokens)), first, -1):
            form = " ".join((head, *folded.tokens[first + 1 : last]))
            if form in self._index:
                return None if _is_compound(folded, first, last) else _Hit(first, last, form)
        return None

    def _after_prefix(self, folded: Folded, first: int, proclitics: Iterable[str]) -> _Hit | None:
        token = folded.tokens[first]
        for prefix in proclitics:
            head = token.removeprefix(prefix)
            if len(token) > len(head) >= _LEAST_AFTER_PREFIX and head in self._heads:
                return self._longest(folded, first, head=head)
        return None

    def _before_ending(self, token: str, first: int, cases: Iterable[tuple[str, str]]) -> _Hit | None:
        """A town of one word in another case than the first."""
        for ending, own in cases:
            form = token.removesuffix(ending) + own
            if token.endswith(ending) and len(form) >= _LEAST_AFTER_PREFIX and form in self._index:
                return _Hit(first, first + 1, form)
        return None

    def _mark(self, hit: _Hit, under: Sequence[Mark]) -> Mark | None:
        """The town's mark in place of those under it; None when one of them reaches further or has the better claim."""
        if not under:
            return Mark(hit.first, hit.last, (), self._named(hit.form))
        if under[0].first < hit.first or under[-1].last > hit.last:
            return None
        if len(under) == 1 and (under[0].first, under[0].last) == (hit.first, hit.last):
            return self._beside(under[0], self._named(hit.form))
        return Mark(hit.first, hit.last, (), self._named(hit.form))

    def _beside(self, mark: Mark, towns: Sequence[Name]) -> Mark | None:
        """What the rulebook names comes first: a town joins places of other states, and the capital that it is."""
        if mark.signs or not mark.names:
            return None
        held = {(name.what, self._country(name)) for name in mark.names}
        if all(what == "place" for what, _ in held):
            more = [town for town in towns if ("place", self._country(town)) not in held]
        else:
            more = [
                town for town in towns if ("capital", self._country(town)) in held and self._places[town.entity].capital
            ]
            more = [] if any(what == "place" for what, _ in held) else more
        return Mark(mark.first, mark.last, (), (*mark.names, *more)) if more else None

    def _country(self, name: Name) -> str | None:
        if name.what != "place":
            return name.entity
        return self._places[name.entity].country

    def _named(self, form: str) -> tuple[Name, ...]:
        """The bearers of a name, largest first."""
        names = self._names.get(form)
        if names is None:
            bearers = [bearer.split("|") for bearer in self._index[form].split("\n")]
            names = self._names[form] = tuple(Name("place", f"city-{number}", name) for number, name in bearers)
        return names


def _is_compound(folded: Folded, first: int, last: int) -> bool:
    """Whether a word of a script without capitals is tied to another by a hyphen: then it is half of a word."""
    start, end = folded.starts[first], folded.ends[last - 1]
    return not folded.text[start].isupper() and "-" in (folded.text[start - 1 : start], folded.text[end : end + 1])


def _is_article(folded: Folded, first: int) -> bool:
    """ "el-Fasher", "al Hasakah": the small article of a town's name."""
    if len(folded.tokens[first]) > ARTICLE or first + 1 == len(folded.tokens):
        return False
    return folded.text[folded.starts[first + 1]].isupper()


def _is_prose(folded: Folded) -> bool:
    """Whether a third of the longer words are written small: then a capital says that it is a name."""
    longer = [start for start, token in zip(folded.starts, folded.tokens, strict=True) if len(token) >= _LONG_WORD]
    return sum(folded.text[start].islower() for start in longer) * 3 >= len(longer)


def _ends_a_name(hit: _Hit, marks: Sequence[Mark], folded: Folded) -> bool:
    """Whether an unknown word with a capital stands right before, inside a sentence: a person's first name, or a longer name's beginning."""
    before = hit.first - 1
    if before < 1 or folded.gap(hit.first) != " " or not folded.gap(before).isspace():
        return False
    known = any(mark.first <= before < mark.last for mark in marks)
    return not known and folded.text[folded.starts[before]].isupper()
