"""The reader's dictionary: every lexeme and every name of the rulebook in one tree of words.

Decides how a lexeme or alias is entered (folded, with the prefixes and endings that its language's lexicon lists) and which entries hold
for a text of a given language. Doesn't decide what a found word means in its sentence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain

from monitor.extraction import accents, numerals
from monitor.extraction.inflection import Paradigms, paradigms
from monitor.model.lexicon import Lexeme
from monitor.text import fold, matcher


@dataclass(frozen=True, slots=True)
class Sign:
    """What a word is a sign of: ``group:value`` of its sense, and how it stands (``form``).

    ``particle``: the part of a separable verb that must end its clause ("greift ... an"), else "".
    """

    group: str
    value: str
    form: str
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """An alias of something in the rulebook. ``what``: country, demonym, capital, actor or place."""

    what: str
    entity: str
    text: str
    language: str | None = None
    framing: str | None = None


Sense = str | tuple[str, str]
"""A group of signs, or one value of a group."""


def _senses(signs: Iterable[Sign]) -> frozenset[Sense]:
    """Groups and (group, value) pairs in one set: asking a mark what it is a sign of is the most frequent question of all."""
    signs = tuple(signs)
    senses = frozenset(sense for sign in signs for sense in (sign.group, (sign.group, sign.value)))
    told = {sign.form in COMMON for sign in signs if sign.group in {"kinetic", "event"}}
    if False in told or not _TELLING.isdisjoint(senses):
        return senses | {TELLS}
    return senses | {MAY_TELL} if told else senses


COMMON = frozenset(
    {"with_hostage", "with_ground", "with_space", "after_means", "abroad", "with_arms", "with_foe", "by_armed"}
)
"""Forms of words that are everybody's ("take", "hold", "enter"): they tell something only beside a word of another sort."""
TELLS, MAY_TELL = "tells", "may tell"
"""Senses of marks that can make a report at all: by themselves, or beside a force, arms or the ground that the word needs."""
_TELLING: frozenset[Sense] = frozenset({"meta", ("count", "killed"), ("count", "toll")})
"""What tells something without a word for an act."""


@dataclass(slots=True, eq=False)
class Word:
    """What a form is in one language, worked out when it is first met: its marks are asked for it again and again. Never changed.

    ``names``: whom it may name. ``apart``: what it is instead, by the word as it is written, where accents make two words of it. ``forms``: of each sign its form, and its group and form. ``acts``: the signs that say something happens, ``parted`` when one
    wants a particle. ``party``: the sign of a general word for a party. ``role``: the first value among its roles, ``post`` the first of
    those that stand behind their noun, ``relation`` of those that don't; "" for none.
    """

    signs: tuple[Sign, ...] = ()
    names: tuple[Name, ...] = ()
    apart: Mapping[str, "Word"] = field(default_factory=dict)
    senses: frozenset[Sense] = field(init=False)
    forms: frozenset[Sense] = field(init=False)
    acts: tuple[Sign, ...] = field(init=False)
    parted: bool = field(init=False)
    party: Sign | None = field(init=False)
    role: str = field(init=False)
    post: str = field(init=False)
    relation: str = field(init=False)

    def __post_init__(self) -> None:
        self.senses = _senses(self.signs)
        self.forms = frozenset(form for sign in self.signs for form in (sign.form, (sign.group, sign.form)))
        self.acts = tuple(sign for sign in self.signs if sign.group in {"kinetic", "event"})
        self.parted = any(sign.particle for sign in self.acts)
        self.party = next((sign for sign in self.signs if sign.group == "party"), None)
        roles = [sign for sign in self.signs if sign.group == "role"]
        self.role = next((sign.value for sign in roles), "")
        self.post = next((sign.value for sign in roles if sign.form == "post"), "")
        self.relation = next((sign.value for sign in roles if sign.form != "post"), "")


_NO_WORD = Word()
"""Of names that no dictionary holds."""


@dataclass(slots=True, eq=False)
class Mark:
    """Tokens ``first`` up to ``last`` with what they are signs of and whom they name. Never changed; frozen it would cost thrice to make."""

    first: int
    last: int
    signs: tuple[Sign, ...]
    names: tuple[Name, ...]
    senses: frozenset[Sense] = frozenset()
    word: Word = _NO_WORD

    def has(self, group: str, *values: str) -> bool:
        """Whether it is a sign of this group (and of one of these values, when given)."""
        senses = self.senses
        if group not in senses:
            return False
        for value in values:
            if (group, value) in senses:
                return True
        return not values


def union(marks: Iterable[Mark]) -> set[Sense]:
    """The senses of all of these marks: what isn't among them no mark need be asked for."""
    senses: set[Sense] = set()
    for mark in marks:
        senses |= mark.senses
    return senses


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What the lexicon says of a language's word order. ``order``: svo, sov or vso; ``after``: the genitive and adjective follow.

    ``nouns``: every noun is written with a capital. ``bent``: past forms may be active or passive. ``verbal_proclitics``: those of the proclitics that verbs take. ``people_endings``: those of the endings of a demonym that only people take. ``cases``: endings that names of places take, longest first, each with what stands there in the name itself. ``topics``: the marks with which a headline sets off the country that it is about ("Chad: two soldiers killed"). ``home``: the state whose army its press calls "the army".
    """

    order: str = "svo"
    after: bool = False
    post: bool = False
    adjective_before: bool = False
    apart: bool = False
    comma: bool = False
    bent: bool = False
    elided: bool = False
    nouns: bool = False
    topics: str = ""
    home: str = ""
    proclitics: tuple[str, ...] = ()
    verbal_proclitics: tuple[str, ...] = ()
    cases: tuple[tuple[str, str], ...] = ()
    endings: tuple[str, ...] = ()
    people_endings: tuple[str, ...] = ()
    paradigms: Paradigms = field(default_factory=Paradigms)


_APOSTROPHES = "'’"
_PARTED = " ... "
"""Stands in a lexeme between a verb and its particle."""

_MARKS = {"colon": ":", "comma": ","}


def _values(lexemes: Iterable[Lexeme], sense: str) -> tuple[str, ...]:
    return tuple(lexeme.text for lexeme in lexemes if lexeme.sense == sense)


def _cases(lexemes: Iterable[Lexeme]) -> tuple[tuple[str, str], ...]:
    """Longest ending first; the form "none" stands for no ending at all."""
    pairs = (
        (lexeme.text, "" if lexeme.form == "none" else lexeme.form)
        for lexeme in lexemes
        if lexeme.sense == "grammar:case"
    )
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def grammars(lexemes: Iterable[Lexeme]) -> dict[str, Grammar]:
    """Each language's grammar; a language is covered when it has one."""
    by_language: dict[str, list[Lexeme]] = defaultdict(list)
    for lexeme in lexemes:
        own = by_language[lexeme.language]
        if lexeme.sense.startswith("grammar:"):
            own.append(lexeme)
    return {
        language: Grammar(
            order=next(iter(_values(own, "grammar:order")), "svo"),
            after="after" in _values(own, "grammar:genitive"),
            post="post" in _values(own, "grammar:cues"),
            adjective_before="adjective_before" in _values(own, "grammar:genitive"),
            apart="apostrophe" in _values(own, "grammar:cues"),
            comma="comma" in _values(own, "grammar:cues"),
            nouns="nouns" in _values(own, "grammar:capitals"),
            elided="elision" in _values(own, "grammar:cues"),
            bent="bent" in _values(own, "grammar:voice"),
            topics="".join(_MARKS[name] for name in _values(own, "grammar:topic")),
            home=next(iter(_values(own, "grammar:home")), ""),
            proclitics=_values(own, "grammar:proclitic"),
            verbal_proclitics=tuple(w.text for w in own if w.sense == "grammar:proclitic" and w.form == "verb"),
            endings=_values(own, "grammar:demonym_ending"),
            people_endings=tuple(
                fold.fold_phrase(w.text) for w in own if w.sense == "grammar:demonym_ending" and w.form == "people"
            ),
            cases=_cases(own),
            paradigms=paradigms(own),
        )
        for language, own in by_language.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """Which forms there are, as a tree of folded words, and whose each is. Plain data: it may be kept as JSON.

    The holders of form n, in the order of the rulebook, are ``holders[starts[n]:starts[n + 1]]``: 0 and up are numbers of lexemes, -1 and
    down of names, the first being -1. One flat list is read in a tenth of the time that a list for each form takes.
    """

    tree: matcher.Tree
    holders: list[int]
    starts: list[int]

    def held_by(self, form: int) -> list[int]:
        """The holders of a form."""
        return self.holders[self.starts[form] : self.starts[form + 1]]


def compile_dictionary(lexemes: Sequence[Lexeme], names: Iterable[Name]) -> Dictionary:
    """All forms of all lexemes and names."""
    known = grammars(lexemes)
    held: dict[str, list[int]] = {}
    for number, lexeme in enumerate(lexemes):
        for form in dict.fromkeys(_lexeme_forms(lexeme, known)):
            held.setdefault(form, []).append(number)
    for number, name in enumerate(names):
        for form in _name_forms(name, known):
            held.setdefault(form, []).append(~number)
    return Dictionary(
        tree=matcher.plant(held),
        holders=[*chain.from_iterable(held.values())],
        starts=[0, *accumulate(map(len, held.values()))],
    )


def _lexeme_forms(lexeme: Lexeme, known: Mapping[str, Grammar]) -> Iterator[str]:
    group = lexeme.sense.partition(":")[0]
    whole = lexeme.text.partition(_PARTED)[0]
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
            yield from _variants(phrase + fold.fold_phrase(ending), name.language, known)


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


class Vocabulary:
    """The dictionary of a rulebook; :meth:`marks` is what reading asks per text.

    A ``dictionary`` that was kept must have been compiled from these lexemes and names.
    """

    def __init__(self, lexemes: Sequence[Lexeme], names: Iterable[Name], dictionary: Dictionary | None = None) -> None:
        self.grammars = grammars(lexemes)
        self.numbers = numerals.number_words(lexemes)
        self._lexemes = lexemes
        self._names = tuple(names)
        self._dictionary = dictionary or compile_dictionary(lexemes, self._names)
        self._by_language: dict[str, dict[int, Word]] = {}

    def __len__(self) -> int:
        return len(self._dictionary.starts) - 1

    def _word(self, form: int, language: str) -> Word:
        holders = self._dictionary.held_by(form)
        lexemes = [self._lexemes[n] for n in holders if n >= 0 and self._lexemes[n].language == language]
        names = tuple(name for name in (self._names[~n] for n in holders if n < 0) if _name_holds(name, language))
        apart = {written: Word(_signs(own), names) for written, own in accents.told_apart(lexemes).items()}
        return Word(_signs(lexemes), names, apart)

    def marks(self, folded: fold.Folded, language: str) -> list[Mark]:
        """The longest signs and names of this language, in order; a name swallows signs inside it, and the other way round."""
        marks: list[Mark] = []
        covered = 0
        known = self._by_language.setdefault(language, {})
        for form, first, last in matcher.match(self._dictionary.tree, folded.tokens):
            if first < covered:
                continue
            word = known.get(form)
            if word is None:
                word = known[form] = self._word(form, language)
            if word.apart:
                word = word.apart.get(accents.written(folded.written(first, last)), word)
            names = word.names
            if last - first > 1 and _is_parted(folded, first, last, names=names):
                continue
            if names:
                names = _fitting(names, folded, first, last)
            if names or word.signs:
                marks.append(Mark(first, last, word.signs, names, word.senses, word))
                covered = last
        return marks


def _is_parted(folded: fold.Folded, first: int, last: int, *, names: tuple[Name, ...]) -> bool:
    """Whether a comma or colon stands between the words: "four killed, dozens hurt" holds no "killed dozens", "A, G answers" no name "A G"."""
    text, ends = folded.text, folded.ends
    parted = any(text[ends[token]] in _PARTING for token in range(first, last - 1))
    return parted and not any("," in name.text for name in names)


def _signs(lexemes: Iterable[Lexeme]) -> tuple[Sign, ...]:
    return tuple(dict.fromkeys(_sign(lexeme) for lexeme in lexemes))


def _sign(lexeme: Lexeme) -> Sign:
    group, _, value = lexeme.sense.partition(":")
    return Sign(group, value, lexeme.form, fold.fold_phrase(lexeme.text.partition(_PARTED)[2]))


_PARTING = frozenset({",", ";", ":"})
_SHARED_FROM = 4
"""Letters from which a name holds in the other languages of its script: a shorter one is a common word in one of them."""


def _name_holds(name: Name, language: str) -> bool:
    if name.language is None or name.language == language:
        return True
    if name.text[:1].isascii():
        return name.language == "en"
    return len(name.text) >= _SHARED_FROM


def _fitting(names: tuple[Name, ...], folded: fold.Folded, first: int, last: int) -> tuple[Name, ...]:
    """Those names that may be written as it stands here."""
    written = folded.written(first, last)
    fitting = [name for name in names if _case_fits(name.text, written) and _ties(name.text, folded, last)]
    return names if len(fitting) == len(names) else tuple(fitting)


def _ties(name: str, folded: fold.Folded, last: int) -> bool:
    """A name given with a hyphen behind it ("Sino-") is the first half of a compound, and nothing without the other."""
    return name[-1] != "-" or (last < len(folded.tokens) and folded.gap(last) == "-")


def _case_fits(name: str, written: str) -> bool:
    """A capitalised alias isn't a lower-case word, an all-capitals one needs all capitals (``US``, not ``us``)."""
    if not name[:1].isupper():
        return True
    if len(name) <= 4 and name.isupper():
        return written.replace("\u00ad", "").isupper()
    return not written[:1].islower()
