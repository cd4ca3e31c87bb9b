"""One sentence laid out for reading: its names, words, clauses and the relations that short words give them.

Decides what stands in a sentence and which cue ("in", "by", "against") a name carries. Doesn't decide who did what: that is for roles.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from monitor.extraction.words.grammar import Grammar
from monitor.extraction.words.vocabulary import VILLAGE, Mark, Sense, Sign, union
from monitor.extraction.world.gazetteer import Named
from monitor.model.reports import Field, PartyKind, Span
from monitor.text.fold import Folded
from monitor.text.numbers import Number
from monitor.text.sentences import Sentence

_APOSTROPHES = frozenset({"'", "’"})
_OPENING = frozenset({("role", "after"), ("role", "while")})
_GROUNDS = frozenset({"country", "place", "capital"})
"""What a name is of, where one may go."""
_LOOK_BACK = 8
"""Tokens between a preposition and the name it governs: "in the west and south of A"."""

_NOUN_PHRASE = 6
"""Tokens of a noun and what belongs to it, up to the word that relates it to the verb."""

_OF_OBJECT = ("ni", "nı", "nu")
"""How a Turkish noun that is bound to the one before it ends as an object, folded."""

_STANDING_BEHIND = frozenset({"border", "after", "per", "topic"})
"""Relations of what stands before them, where words of relation stand behind their nouns: "A's attack after B struck"."""
LOCATIVE = frozenset({"in", "near", "inside", "at"})
OPPOSING = frozenset({"on", "against", "at", "to", "object"})
AND = "و"
"""The Arabic "and", which is written as the first letter of the word behind it."""
BY = "ب"
"""The Arabic "by", "with" and "of", which is written likewise."""
_DUAL = "ان"
"""The ending of an Arabic verb whose subjects are the two named before it."""
_CLOCK = ":"
"""Between hours and minutes: "at 18:10 units of A's" are at nothing but a time."""
_NO_RELATION = frozenset(
    {
        "det",
        "say",
        "be",
        "have",
        "mutual",
        "answer",
        "and",
        "carry",
        "backed",
        "led",
        "holds",
        "undergo",
        "while",
        "both",
        "repel",
        "bars",
        "we",
        "first",
        "opens",
        "culprit",
        "laid",
        "held_for",
        "when",
    }
)
"""Words that stand before names without relating them to anything."""
_OF_THINGS = frozenset({"on", "against", "object", "in", "near", "inside"})
"""Relations that what belongs to a state hands on to it: a strike on A's depot is one on A."""


@dataclass(slots=True, kw_only=True)
class Passage:
    """A field of an item, folded and marked. ``named``: of each mark whom it names, ``names`` without those that name nobody. ``senses``: those
    of all of its marks. Never changed."""

    field: Field
    folded: Folded
    marks: tuple[Mark, ...]
    named: tuple[Named | None, ...]
    names: tuple[Named, ...]
    senses: set[Sense]


@dataclass(slots=True, kw_only=True)
class Scene:
    """A sentence with its marks and names, as in :class:`Passage`. ``hard`` are tokens where a clause begins by punctuation, ``soft`` by a conjunction."""

    passage: Passage
    sentence: Sentence
    grammar: Grammar
    title: bool
    marks: tuple[Mark, ...]
    named: tuple[Named | None, ...]
    names: list[Named]
    numbers: list[Number]
    hard: tuple[int, ...]
    soft: tuple[int, ...] = field(init=False)
    first: int = field(init=False)
    """Its first token."""
    last: int = field(init=False)
    """The token after its last."""
    mark_at: Callable[[int], Mark | None] = field(init=False)
    """The mark that begins at a token."""
    mark_before: Callable[[int], Mark | None] = field(init=False)
    """The mark that ends right before a token."""
    senses: set[Sense] = field(init=False)
    """Those of all of its marks: most questions are about words that a sentence doesn't have."""
    _cuts: Sequence[int] = field(init=False)
    _found: dict[Sense, list[Mark]] = field(init=False)
    """The marks with a sense, of the senses that were asked for: most never are."""

    def __post_init__(self) -> None:
        self.first, self.last = self.sentence.first, self.sentence.last
        starting: dict[int, Mark] = {}
        ending: dict[int, Mark] = {}
        self.mark_at, self.mark_before = starting.get, ending.get
        for mark in self.marks:
            starting[mark.first] = ending[mark.last] = mark
        whole = len(self.marks) == len(self.passage.marks)
        self.senses, self._found = self.passage.senses if whole else union(self.marks), {}
        self.soft = self._soft()
        self._cuts = sorted({*self.hard, *self.soft}) if self.soft else self.hard

    def _soft(self) -> tuple[int, ...]:
        opens = not self.senses.isdisjoint(_OPENING)
        within = self.marks[1:] if self.marks and self.marks[0].first == self.first else self.marks
        opening = [m.first for m in within if not m.senses.isdisjoint(_OPENING)] if opens else []
        if opening and ("role", "to") in self.senses:
            opening = [m.first for m in within if m.first in opening and not self.leads(m)]
        if self.grammar.order == "vso":
            opening += [mark.first for mark in within if self._joins_clause(mark)]
        return tuple(sorted(opening)) if opening else ()

    def leads(self, mark: Mark) -> bool:
        """ "To A", by a word that says "after", too: the bare name behind it is where something leads, unless a noun of force or a step follows."""
        place = self.mark_at(mark.last) if mark.has("role", "to") else None
        if place is None or not any(name.what in _GROUNDS for name in place.names):
            return False
        noun = self.mark_at(place.last)
        return noun is None or not any(sign.form == "noun" for sign in noun.word.acts)

    def _joins_clause(self, mark: Mark) -> bool:
        """ "and-A accuses": a name that "and" is written to, with a verb right behind, begins a clause of its own."""
        tokens, verb = self.passage.folded.tokens, self.mark_at(mark.last)
        if not mark.names or verb is None or any(name.text.startswith(AND) for name in mark.names):
            return False
        before = self.mark_before(mark.first)
        together = before is not None and bool(before.names) and tokens[verb.first].endswith(_DUAL)
        if not tokens[mark.first].startswith(AND) or verb.last - verb.first > 1 or together:
            return False
        return verb.has("role", "say") or any(sign.form == "verb" for sign in verb.word.acts)

    def has(self, group: str, *values: str) -> bool:
        """Whether any of its marks is a sign of a group (and of one of these values, when given)."""
        senses = self.senses
        for value in values:
            if (group, value) in senses:
                return True
        return not values and group in senses

    def of(self, group: str, *values: str) -> Sequence[Mark]:
        """The sentence's marks that are signs of a group (and of one of these values, when given), in order."""
        if len(values) > 1:
            asked = [(group, value) for value in values if (group, value) in self.senses]
            return [mark for mark in self.marks if not mark.senses.isdisjoint(asked)] if asked else ()
        sense = (group, values[0]) if values else group
        if sense not in self.senses:
            return ()
        known = self._found.get(sense)
        if known is None:
            known = self._found[sense] = [mark for mark in self.marks if sense in mark.senses]
        return known

    def past_articles(self, token: int) -> Mark | None:
        """The mark before a token, but for articles: "of the" before a name."""
        before = self.mark_before(token)
        while before is not None and ("role", "det") in before.senses:
            before = self.mark_before(before.first)
        return before

    def is_known(self, token: int) -> bool:
        """Whether the token is part of any word that the lexicon or the gazetteer has."""
        return any(mark.first <= token < mark.last for mark in self.marks)

    def is_whole(self, mark: Mark, sign: Sign) -> bool:
        """ "Keeps ... shut": whether the rest of a word of several parts stands behind it, so that "keeps its gates open" is not it."""
        return not sign.particle or sign.particle in " ".join(self.passage.folded.tokens[mark.last : self.last])

    def broken(self, start: int, end: int) -> bool:
        """Whether a clause mark stands between two tokens, before the second."""
        return bisect_right(self.hard, start) < bisect_right(self.hard, end)

    def window(self, token: int) -> tuple[int, int]:
        """The clause around a token: between the nearest breaks, hard or soft."""
        at = bisect_right(self._cuts, token)
        return self._cuts[at - 1] if at else self.first, self._cuts[at] if at < len(self._cuts) else self.last

    def cue(self, first: int, last: int) -> str:
        """The relation word that governs these tokens, else what their own case ending says, or "" when there is neither."""
        return self._governed(first, last) or self._own_cue(first, last)

    def _governed(self, first: int, last: int) -> str:
        if self.grammar.post:
            before = self._cue_before(first)
            return self._cue_after(last) or ("" if before in _STANDING_BEHIND else before)
        behind = self.mark_at(last)
        post = behind.word.post if behind is not None else ""
        if post == "inside" and self._cue_before(first) == "from":
            return "from"  # "from A's territory"
        return post or self._cue_before(first)

    def _own_cue(self, first: int, last: int) -> str:
        """The relation that a name's own case ending gives it, as the lexicon lists such forms."""
        for mark in (self.mark_at(first), self.mark_before(last)):
            if mark is not None and "role" in mark.senses:
                cue = next((s.value for s in mark.signs if s.group == "role" and s.form == "own"), "")
                if cue == "of" and mark.last != last:
                    continue  # whose they are, not what they have to do with the rest
                return "" if cue == "object" and self._is_compound(first, mark) else cue
        return self.grammar.relation_of(self.passage.folded.tokens[last - 1]) if self.grammar.relations else ""

    def ends_in_of(self, last: int) -> bool:
        """Whether the ending of the word before says whose what follows is."""
        mark = self.mark_before(last)
        return mark is not None and any(s.group == "role" and s.value == "of" and s.form == "own" for s in mark.signs)

    def _is_compound(self, first: int, noun: Mark) -> bool:
        """ "A soldiers-its": behind a state's bare name the ending binds the two nouns; as an object such a word has one ending more."""
        state = self.mark_at(first)
        bound = self.grammar.apart and state is not None and state is not noun and bool(state.names)
        if not bound or state is None or not (state.names[0].what == "country" or noun.has("party", "state_forces")):
            return False
        return not self.passage.folded.tokens[noun.last - 1].endswith(_OF_OBJECT)

    def _cue_after(self, last: int) -> str:
        for token in (last, last + 1, last + 2):
            mark = self.mark_at(token)
            if token > last + 1 and not self._is_village(last):
                return ""
            if last < token < self.last and self.passage.folded.gap(token) in _APOSTROPHES:
                return ""  # an ending is its own word's: "A Town'of"
            if mark is not None:
                cue = _post(mark)
                return (self._cue_of_noun(mark.last) or cue) if cue == "of" else cue
            if token >= self.last or self.broken(last - 1, token):
                return ""
        return ""

    def _is_village(self, last: int) -> bool:
        """ "Of A village V W on": a word for where people live, whose name may have two words."""
        noun = self.mark_before(last)
        return noun is not None and noun.word.party is not None and noun.word.party.form == VILLAGE

    def _cue_of_noun(self, token: int) -> str:
        """ "A of oil of depot on": what relates the noun that belongs to A, when no word but "of" is known up to there."""
        unmarked = 0
        for _ in range(_NOUN_PHRASE):
            if token >= self.last or token in self.hard:
                return ""
            mark = self.mark_at(token)
            cue = _post(mark)
            if mark is None:
                unmarked += 1
            elif cue != "of":
                arms = mark.has("means") and _post(self.mark_at(mark.last)) == "agent"
                return "agent" if arms else cue if unmarked and cue in _OF_THINGS else ""
            token = mark.last if mark is not None else token + 1
        return ""

    def _cue_before(self, first: int) -> str:
        unmarked, opened = 0, False
        token = first
        while token > self.first and first - token < _LOOK_BACK:
            if token in self.hard:
                return ""
            mark = self.mark_before(token)
            if mark is None:
                unmarked += 1
                token -= 1
                if unmarked > 2 or opened or (unmarked > 1 and self.passage.folded.gap(token + 1) == _CLOCK):
                    return ""
                continue
            found = mark.word.relation
            if found and found not in _NO_RELATION:
                return "" if found == "border" and unmarked else found
            if found == "backed":
                token = self._before_backer(mark)
                continue
            if (
                ("role", "det") not in mark.senses  # also a verb of telling: "with alleged members of the G"
                and not (found == "and" and self._joins_adjectives(mark))
                and not self._names(mark, first)
                and not (self.grammar.after and self._is_ground_of(mark, first))
            ):
                return ""
            # "after reports an officer": an article opens a phrase of its own
            opened = opened or (len(mark.signs) > 1 and "one" in mark.word.forms)
            token = mark.first
        return ""

    def _names(self, name: Mark, first: int) -> bool:
        """ "In the V village": what governs a village stands before its name."""
        noun = self.mark_at(first)
        village = noun is not None and noun.word.party is not None and noun.word.party.form == VILLAGE
        return village and name.last == first and name.names[:1] != () and name.names[0].what == "place"

    def _is_ground_of(self, noun: Mark, first: int) -> bool:
        """ "Against a post A-ish", where the adjective follows: what governs the ground stands before it."""
        if noun.last != first or self.grammar.adjective_before:
            return False
        return ("object", "ground") in noun.senses and self.mark_at(first) is not None

    def _before_backer(self, backed: Mark) -> int:
        """ "On A-backed rebels": what governs them stands before A."""
        backer = self.mark_before(backed.first)
        return backer.first if backer is not None and backer.names else backed.first

    def names_group(self, mark: Mark) -> bool:
        """Whether a mark is the name of an armed group."""
        at = next((n for n, one in enumerate(self.marks) if one is mark), None)
        named = self.named[at] if at is not None else None
        return named is not None and named.actor is not None and named.actor.kind == PartyKind.NONSTATE_GROUP

    def _joins_adjectives(self, joint: Mark) -> bool:
        """ "Across central and southern A": what governs them stands before both."""
        one, other = self.mark_before(joint.first), self.mark_at(joint.last)
        return one is not None and other is not None and one.has("role", "det") and other.has("role", "det")

    def span(self, first: int, last: int) -> Span:
        """The words of these tokens."""
        folded = self.passage.folded
        return Span(field=self.passage.field, start=folded.starts[first], end=folded.ends[last - 1])


def _post(mark: Mark | None) -> str:
    """The relation that a word behind its noun gives it, or ""."""
    return mark.word.post if mark else ""
