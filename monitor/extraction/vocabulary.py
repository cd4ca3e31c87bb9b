"""The reader's dictionary: every lexeme and every name of the rulebook in one automaton.

Decides how a lexeme or alias is entered (folded, with the prefixes and endings that its language's lexicon lists) and which entries hold
for a text of a given language. Doesn't decide what a found word means in its sentence.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from monitor.extraction.inflection import Paradigms, paradigms
from monitor.model.lexicon import Lexeme
from monitor.text import fold, matcher, numbers


@dataclass(frozen=True, slots=True)
class Sign:
    """What a word is a sign of: ``group:value`` of its sense, and how it stands (``form``)."""

    group: str
    value: str
    form: str


@dataclass(frozen=True, slots=True)
class Name:
    """An alias of something in the rulebook. ``what``: country, demonym, capital, actor or place."""

    what: str
    entity: str
    text: str
    language: str | None = None
    framing: str | None = None


@dataclass(slots=True)
class Mark:
    """Tokens ``first`` up to ``last`` with what they are signs of and whom they name. Never changed; frozen it would cost thrice to make."""

    first: int
    last: int
    signs: tuple[Sign, ...]
    names: tuple[Name, ...]
    senses: frozenset[str | tuple[str, str]] = frozenset()
    groups: tuple[str, ...] = ()

    def has(self, group: str, *values: str) -> bool:
        """Whether it is a sign of this group (and of one of these values, when given)."""
        senses = self.senses
        if group not in senses:
            return False
        for value in values:
            if (group, value) in senses:
                return True
        return not values


_Held = tuple[tuple[Sign, ...], tuple[Name, ...], frozenset[str | tuple[str, str]], tuple[str, ...]]


def _senses(signs: Iterable[Sign]) -> frozenset[str | tuple[str, str]]:
    """Groups and (group, value) pairs in one set: asking a mark what it is a sign of is the most frequent question of all."""
    return frozenset(sense for sign in signs for sense in (sign.group, (sign.group, sign.value)))


@dataclass(slots=True)
class _Entry:
    signs: dict[str, list[Sign]] = field(default_factory=lambda: defaultdict(list))
    names: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What the lexicon says of a language's word order. ``order``: svo, sov or vso; ``after``: the genitive and adjective follow.

    ``topics``: the marks with which a headline sets off the country that it is about ("Chad: two soldiers killed").
    """

    order: str = "svo"
    after: bool = False
    post: bool = False
    adjective_before: bool = False
    apart: bool = False
    comma: bool = False
    topics: str = ""
    proclitics: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    paradigms: Paradigms = field(default_factory=Paradigms)


_MARKS = {"colon": ":", "comma": ","}


def _values(lexemes: Iterable[Lexeme], sense: str) -> tuple[str, ...]:
    return tuple(lexeme.text for lexeme in lexemes if lexeme.sense == sense)


def grammars(lexemes: Iterable[Lexeme]) -> dict[str, Grammar]:
    """Each language's grammar; a language is covered when it has one."""
    by_language: dict[str, list[Lexeme]] = defaultdict(list)
    for lexeme in lexemes:
        by_language[lexeme.language].append(lexeme)
    return {
        language: Grammar(
            order=next(iter(_values(own, "grammar:order")), "svo"),
            after="after" in _values(own, "grammar:genitive"),
            post="post" in _values(own, "grammar:cues"),
            adjective_before="adjective_before" in _values(own, "grammar:genitive"),
            apart="apostrophe" in _values(own, "grammar:cues"),
            comma="comma" in _values(own, "grammar:cues"),
            topics="".join(_MARKS[name] for name in _values(own, "grammar:topic")),
            proclitics=_values(own, "grammar:proclitic"),
            endings=_values(own, "grammar:demonym_ending"),
            paradigms=paradigms(own),
        )
        for language, own in by_language.items()
    }


def number_words(lexemes: Iterable[Lexeme]) -> dict[str, numbers.NumberWords]:
    """Each language's number words, from senses ``number:<value>``, ``number:x<multiplier>``, ``number:and`` and ``bound:least|most``."""
    words: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: {"values": {}, "multipliers": {}})
    vague: dict[str, dict[str, tuple[int, int, int]]] = defaultdict(dict)
    joiners: dict[str, set[str]] = defaultdict(set)
    bounds: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for lexeme in lexemes:
        group, _, value = lexeme.sense.partition(":")
        folded = fold.fold_phrase(lexeme.text)
        if group == "bound":
            bounds[lexeme.language][tuple(folded.split())] = value
        elif group != "number":
            continue
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
        )
        for language in languages
    }


def _is_arabic_script(phrase: str) -> bool:
    return "\u0600" <= phrase[:1] <= "\u06ff"


class Vocabulary:
    """Compiled once; :meth:`marks` is what reading asks per text."""

    def __init__(self, lexemes: Iterable[Lexeme], names: Iterable[Name]) -> None:
        lexemes = tuple(lexemes)
        self.grammars = grammars(lexemes)
        self.numbers = number_words(lexemes)
        self._entries: list[_Entry] = []
        self._index: dict[str, _Entry] = {}
        for lexeme in lexemes:
            self._enter_lexeme(lexeme)
        for name in names:
            self._enter_name(name)
        self._matcher: matcher.Matcher = matcher.PhraseMatcher(list(self._index))
        self._index = {}
        self._by_language: dict[tuple[int, str], _Held] = {}

    def __len__(self) -> int:
        return len(self._matcher)

    def _entry(self, phrase: str) -> _Entry:
        entry = self._index.get(phrase)
        if entry is None:
            entry = self._index[phrase] = _Entry()
            self._entries.append(entry)
        return entry

    def _variants(self, phrase: str, language: str | None) -> Iterable[str]:
        yield phrase
        if not _is_arabic_script(phrase):
            return
        for proclitic in self._proclitics(language):
            yield proclitic + phrase.removeprefix("ال") if proclitic.endswith("ل") else proclitic + phrase

    def _proclitics(self, language: str | None) -> tuple[str, ...]:
        if language is not None:
            return self.grammars.get(language, Grammar()).proclitics
        return next((grammar.proclitics for grammar in self.grammars.values() if grammar.proclitics), ())

    def _enter_lexeme(self, lexeme: Lexeme) -> None:
        group, _, value = lexeme.sense.partition(":")
        phrase = fold.fold_phrase(lexeme.text)
        if group in {"grammar", "number"} or not phrase:
            return
        sign = Sign(group, value, lexeme.form)
        for form in self.grammars[lexeme.language].paradigms.forms(phrase):
            for variant in self._variants(form, lexeme.language):
                signs = self._entry(variant).signs[lexeme.language]
                if sign not in signs:
                    signs.append(sign)

    def _enter_name(self, name: Name) -> None:
        phrase = fold.fold_phrase(name.text)
        if not phrase:
            return
        phrases = [phrase]
        if name.what == "demonym" and name.language is not None:
            phrases += [
                phrase + fold.fold_phrase(ending) for ending in self.grammars.get(name.language, Grammar()).endings
            ]
        language = name.language if name.language in self.grammars else None
        for form in phrases:
            for variant in self._variants(form, language):
                self._entry(variant).names.append(name)

    def _held(self, phrase: int, language: str) -> _Held:
        key = (phrase, language)
        held = self._by_language.get(key)
        if held is None:
            entry = self._entries[phrase]
            names = tuple(name for name in entry.names if _name_holds(name, language))
            signs = tuple(entry.signs.get(language, ()))
            held = self._by_language[key] = (
                signs,
                names,
                _senses(signs),
                tuple(dict.fromkeys(sign.group for sign in signs)),
            )
        return held

    def marks(self, folded: fold.Folded, language: str) -> list[Mark]:
        """The longest signs and names of this language, in order; a name swallows signs inside it, and the other way round."""
        marks: list[Mark] = []
        covered = 0
        for found in self._matcher.match(folded):
            if found.first < covered:
                continue
            signs, names, senses, groups = self._held(found.phrase, language)
            if names:
                names = tuple(name for name in names if _case_fits(name, folded, found))
            if signs or names:
                marks.append(Mark(found.first, found.last, signs, names, senses, groups))
                covered = found.last
        return marks


def _name_holds(name: Name, language: str) -> bool:
    if name.language is None or name.language == language:
        return True
    return name.language == "en" or not name.text[:1].isascii()


def _case_fits(name: Name, folded: fold.Folded, found: matcher.Found) -> bool:
    """A capitalised alias isn't a lower-case word, an all-capitals one needs all capitals (``US``, not ``us``)."""
    head = name.text[:1]
    if not head.isupper():
        return True
    written = folded.written(found.first, found.last)
    if len(name.text) <= 4 and name.text.isupper():
        return written.replace("\u00ad", "").isupper()
    return not written[:1].islower()
