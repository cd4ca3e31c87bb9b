"""What the words of a text are signs of, and whom they name.

Decides which entries of the dictionary hold for a text of a given language. Doesn't decide what a found word means in its sentence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.extraction.words import accents, dictionary, numerals
from monitor.extraction.words.dictionary import PARTED, Dictionary, Lexicon, Name, Part
from monitor.extraction.words.grammar import Grammar, grammar_of
from monitor.model.lexicon import Lexeme
from monitor.text import fold, matcher
from monitor.text.numbers import NumberWords


@dataclass(frozen=True, slots=True)
class Sign:
    """What a word is a sign of: ``group:value`` of its sense, and how it stands (``form``).

    ``particle``: the part of a separable verb that must end its clause ("greift ... an"), else "".
    """

    group: str
    value: str
    form: str
    particle: str = ""


VILLAGE = "village"
"""The general word (its ``form`` in the lexicon) for where people live: struck like people, named before or behind, and ground that is taken."""
POST = "military post"
"""The general word for where a state's forces stand."""
GUNMEN = frozenset({"gunmen", "gunman"})
"""The general words for attackers of whom nothing more is known."""
EMBASSY = "embassy"
"""The general word for where envoys work."""
ENVOYS = frozenset({"envoy", EMBASSY})
"""The general words for envoys and where they work: without them "recalls" and "summons" are not diplomacy."""
SPEAKERS = ("leader", "foreign minister", "foreign ministry", "envoy", EMBASSY)
"""The general words for those who speak for a state, as the ends of their parties' names."""
THINGS = frozenset({"target", "base"})
"""General words of the lexicon (its ``form``) for what does nothing."""
LIFELESS = THINGS | {VILLAGE}
"""The same, and villages."""
LAIRS = THINGS | {"hideouts"}
"""General words for where the armed are."""
SITES = LAIRS | {POST, EMBASSY}
"""General words for where those are who are struck, and what armies and groups hold."""
STRUCK = SITES | {VILLAGE}
"""General words for what is struck and strikes nobody."""
OF_A_LINE = frozenset({("role", "border"), ("object", "line")})
"""Words for a line between states."""
POLICE = "police"
AIR_FORCE = "air force"
"""The general word for a state's aeroplanes."""

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


_PLAIN = frozenset({"verb", "nv", "ed", "passive", "noun"})
"""Forms of words for acts that need no other beside them."""
COMMON = frozenset(
    {
        "with_hostage",
        "with_ground",
        "ground_gone",
        "with_space",
        "after_means",
        "abroad",
        "with_arms",
        "with_foe",
        "by_armed",
        "at_line",
        "with_redress",
        "with_charge",
        "with_slur",
        "with_proposal",
        "in_sky",
        "arms_foe",
        "with_deadline",
        "envoy_deadline",
        "with_person",
        "with_national",
        "of_two",
        "to_another",
        "craft_abroad",
        "with_fence",
        "with_liner",
        "to_fire",
        "with_other",
        "seen_there",
        "with_migrants",
        "by_migrants",
    }
)
"""Forms of words that are everybody's ("take", "hold", "enter"): they tell something only beside a word of another sort."""
TELLS, MAY_TELL = "tells", "may tell"
"""Senses of marks that can make a report at all: by themselves, or beside a force, arms or the ground that the word needs."""
_TELLING: frozenset[Sense] = frozenset({"meta", ("count", "killed"), ("count", "toll")})
"""What tells something without a word for an act."""


@dataclass(slots=True, eq=False)
class Word:
    """What a form is in one language, worked out when it is first met: its marks are asked for it again and again. Never changed.

    ``names``: whom it may name. ``apart``: what it is instead, by the word as it is written, where accents make two words of it. ``forms``: of each sign its form, and its group and form. ``acts``: the signs that say something happens, ``act_forms`` their forms,
    ``particles`` the last words of the particles that they want. ``party``: the sign of a general word for a party. ``role``: the first value among its roles, ``post`` the first of
    those that stand behind their noun, ``relation`` of those that stand before it; "" for none. ``plain``: it names nobody and means the same
    however it is written, as most words do.
    """

    signs: tuple[Sign, ...] = ()
    names: tuple[Name, ...] = ()
    apart: Mapping[str, "Word"] = field(default_factory=dict)
    senses: frozenset[Sense] = field(init=False)
    forms: frozenset[Sense] = field(init=False)
    acts: tuple[Sign, ...] = field(init=False)
    act_forms: frozenset[str] = field(init=False)
    particles: frozenset[str] = field(init=False)
    party: Sign | None = field(init=False)
    role: str = field(init=False)
    post: str = field(init=False)
    relation: str = field(init=False)
    plain: bool = field(init=False)

    def __post_init__(self) -> None:
        self.senses = _senses(self.signs)
        self.forms = frozenset(form for sign in self.signs for form in (sign.form, (sign.group, sign.form)))
        self.acts = tuple(sign for sign in self.signs if sign.group in {"kinetic", "event"})
        self.act_forms = frozenset(sign.form for sign in self.acts)
        self.particles = frozenset(sign.particle.split()[-1] for sign in self.acts if sign.particle)
        self.party = next((sign for sign in self.signs if sign.group == "party"), None)
        roles = [sign for sign in self.signs if sign.group == "role" and sign.form != "noun"]
        self.role = next((sign.value for sign in roles), "")
        self.post = next((sign.value for sign in roles if sign.form == "post"), "")
        self.relation = next((sign.value for sign in roles if sign.form not in {"post", "own"}), "")
        self.plain = bool(self.signs) and not (self.names or self.apart)


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


@dataclass(slots=True, eq=False)
class Lexis:
    """What is known of one language: of an uncovered one, without ``lexemes``, no more than names. ``words``: the forms that were met so far."""

    lexemes: Sequence[Lexeme]
    grammar: Grammar
    numbers: NumberWords
    words: dict[int, Word] = field(default_factory=dict)


class Vocabulary:
    """The dictionary of a rulebook; :meth:`marks` is what reading asks per text.

    Languages and parts of the dictionary are made ready when the first text comes that needs them: nobody reads all. A ``dictionary`` that was kept must
    have been compiled from this lexicon.
    """

    def __init__(self, lexicon: Lexicon, dictionary: Dictionary) -> None:
        self._lexicon = lexicon
        self._dictionary = dictionary
        self._languages: dict[str, Lexis] = {}
        self._awake: dict[int, Part] = {}
        self._tree: matcher.Tree = {}
        self.towns: dict[str, str] = {}
        """Names of towns in the blocks that any text had yet, with their bearers as in :class:`Part`."""
        self.town_heads: dict[str, int] = {}
        """The most words that a town's name beginning with this word has."""

    def covers(self, language: str) -> bool:
        """Whether it has a lexicon."""
        return language in self._lexicon

    def of(self, language: str) -> Lexis:
        """What is known of a language."""
        known = self._languages.get(language)
        if known is None:
            lexemes = self._lexicon.get(language, ())
            known = Lexis(lexemes, grammar_of(lexemes), numerals.number_words(lexemes))
            self._languages[language] = known
        return known

    def _wake(self, blocks: Iterable[int]) -> None:
        for block in blocks:
            part = self._dictionary.parts.get(block, dictionary.NOTHING)
            self._tree.update(part.tree)
            self._learn(part.towns)
            self._awake[block] = part

    def _learn(self, towns: Mapping[str, str]) -> None:
        self.towns.update(towns)
        heads = self.town_heads
        heads.update(dict.fromkeys(towns.keys() - heads.keys(), 1))
        for form in [form for form in towns if " " in form]:
            head, words = form[: form.index(" ")], form.count(" ") + 1
            if words > heads.get(head, 0):
                heads[head] = words

    def _word(self, form: int, language: str) -> Word:
        part = next(part for part in self._awake.values() if form in part)
        holders, own = part.held_by(form), self.of(language).lexemes
        first = self._dictionary.firsts.get(language, 0)
        lexemes = [own[n - first] for n in holders if first <= n < first + len(own)]
        known = (part.name(n) for n in holders if n < 0)
        names = tuple(name for name in known if _name_holds(name, language))
        apart = {written: Word(_signs(own), names) for written, own in accents.told_apart(lexemes).items()}
        return Word(_signs(lexemes), names, apart)

    def _with_beginning(self, word: Word, found: Sequence[matcher.Found], at: int, language: str) -> Word:
        """A phrase that says something only beside a word of another sort, and what its first words say by themselves: "demands answers of"
        an envoy."""
        _, first, _ = found[at]
        for form, begins, _ in found[at + 1 :]:
            if begins != first:
                return word
            own = self._word(form, language)
            if plain := [sign for sign in own.acts if sign.form in _PLAIN]:
                told = {sign.value for sign in word.acts}  # "warns of" isn't "warns"
                return Word((*word.signs, *(s for s in plain if s.value not in told)), word.names, word.apart)
        return word

    def marks(self, folded: fold.Folded, language: str) -> list[Mark]:
        """The longest signs and names of this language, in order; a name swallows signs inside it, and the other way round."""
        self._wake(dictionary.blocks_of(folded) - self._awake.keys())
        marks: list[Mark] = []
        covered = 0
        known = self.of(language).words
        found = matcher.match(self._tree, folded.tokens)
        for at, (form, first, last) in enumerate(found):
            if first < covered:
                continue
            word = known.get(form)
            if word is None:
                word = self._word(form, language)
                if last - first > 1 and word.acts and not _says_by_itself(word):
                    word = self._with_beginning(word, found, at, language)
                known[form] = word
            if word.plain and last - first == 1:
                marks.append(Mark(first, last, word.signs, (), word.senses, word))
                covered = last
            elif (mark := _mark(word, folded, first, last)) is not None:
                marks.append(mark)
                covered = last
        return marks


def _says_by_itself(word: Word) -> bool:
    """Whether any of its signs of an act needs nothing beside it."""
    return not _PLAIN.isdisjoint(word.act_forms)


def _mark(word: Word, folded: fold.Folded, first: int, last: int) -> Mark | None:
    """The word as it is written there; None when it is none of what it might be."""
    if word.apart:
        word = word.apart.get(accents.written(folded.written(first, last)), word)
    names = word.names
    if last - first > 1 and _is_parted(folded, first, last, names=names):
        return None
    if names:
        names = _fitting(names, folded, first, last)
    return Mark(first, last, word.signs, names, word.senses, word) if names or word.signs else None


def _is_parted(folded: fold.Folded, first: int, last: int, *, names: tuple[Name, ...]) -> bool:
    """Whether a comma or colon stands between the words: "four killed, dozens hurt" holds no "killed dozens", "A, G answers" no name "A G"."""
    text, ends = folded.text, folded.ends
    for token in range(first, last - 1):
        if text[ends[token]] in _PARTING:
            return not any("," in name.text for name in names)
    return False


def _signs(lexemes: Iterable[Lexeme]) -> tuple[Sign, ...]:
    return tuple(dict.fromkeys(_sign(lexeme) for lexeme in lexemes))


def _sign(lexeme: Lexeme) -> Sign:
    group, _, value = lexeme.sense.partition(":")
    return Sign(group, value, lexeme.form, fold.fold_phrase(lexeme.text.partition(PARTED)[2]))


_PARTING = frozenset({",", ";", ":"})
ARTICLE = 3
"""Letters of an article: "al", "ash"."""
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
    return not written[:1].islower() or _has_small_article(written)


def _has_small_article(written: str) -> bool:
    """ "al-Qaeda", "el-Fasher": within a sentence the article of a name stays small, and what it belongs to doesn't."""
    article = next((n for n, letter in enumerate(written) if not letter.isalpha()), 0)
    return 0 < article <= ARTICLE and written[article + 1 : article + 2].isupper()
