"""A language's grammar, as its lexicon tells it: word order, and how its words change.

Decides which lexemes say what of it. Doesn't decide what follows for a sentence: that is for the rooms that read one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.extraction.words.inflection import Paradigms, paradigms
from monitor.model.lexicon import Lexeme
from monitor.model.reports import PartyKind
from monitor.text import fold

PARTICIPLES = ("ing", "ando", "endo", "iendo", "ant")
"""Endings of a verb that goes on with the subject of the one before, in the languages that have them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What the lexicon says of a language's word order. ``order``: svo, sov or vso; ``after``: the genitive and adjective follow.

    ``nouns``: every noun is written with a capital. ``bent``: past forms may be active or passive. ``verbal_proclitics``: those of the proclitics that verbs take. ``people_endings``: those of the endings of a demonym that only people take. ``cases``: endings that names of places take, longest first, each with what stands there in the name itself. ``topics``: the marks with which a headline sets off the country that it is about ("Chad: two soldiers killed"). ``relations``: endings of names that tell their relation to the verb ("A-object"). ``home``: the state whose army its press calls "the army". ``accusative``: how an adjective ends of whom a verb strikes that may stand before it; ``nominative``: how that of people ends who are its subject, wherever they stand; ``oblique``: how that of several ends who, behind it, are not ("two A-ish soldiers", where a numeral before the verb may make them its subject). ``whom``: words for "them" and "him", whom a verb beside them strikes. ``told``: how a verb ends that has been made a noun, whose subject is then in the genitive; ``relative``: how one ends that says which of them did it, whose subject then stands behind it. ``second``: whether the verb stands second, whoever acts. ``forces``: the forms of single words for a state's forces, with which the names of forces end, too.
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
    accusative: tuple[str, ...] = ()
    nominative: tuple[str, ...] = ()
    oblique: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    second: bool = field(init=False)
    proclitics: tuple[str, ...] = ()
    verbal_proclitics: tuple[str, ...] = ()
    cases: tuple[tuple[str, str], ...] = ()
    endings: tuple[str, ...] = ()
    people_endings: tuple[str, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()
    paradigms: Paradigms = field(default_factory=Paradigms)
    forces: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        second = self.order == "svo" and self.after and self.adjective_before and not self.accusative
        object.__setattr__(self, "second", second)

    def relation_of(self, token: str) -> str:
        """The relation that the ending of a name tells, or ""."""
        return next((value for ending, value in self.relations if token.endswith(ending) and token != ending), "")


_FORCES = f"party:{PartyKind.STATE_FORCES}"
_ENDING = "ending"
"""The form, in the lexicon, of a role that no word but a name's ending tells."""
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


def _relations(lexemes: Sequence[Lexeme]) -> tuple[tuple[str, str], ...]:
    """Of roles whose form is "ending"; longest first."""
    pairs = ((fold.fold_phrase(one.text), one.sense.partition(":")[2]) for one in lexemes if one.form == _ENDING)
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def grammar_of(lexemes: Sequence[Lexeme]) -> Grammar:
    """The grammar that one language's lexemes tell."""
    own = [lexeme for lexeme in lexemes if lexeme.sense.startswith("grammar:")]
    return Grammar(
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
        accusative=_values(own, "grammar:accusative"),
        nominative=_values(own, "grammar:nominative"),
        oblique=_values(own, "grammar:oblique"),
        whom=tuple(map(fold.fold_phrase, _values(own, "grammar:whom"))),
        told=tuple(map(fold.fold_phrase, _values(own, "grammar:told"))),
        relative=tuple(map(fold.fold_phrase, _values(own, "grammar:relative"))),
        proclitics=_values(own, "grammar:proclitic"),
        verbal_proclitics=tuple(w.text for w in own if w.sense == "grammar:proclitic" and w.form == "verb"),
        endings=_values(own, "grammar:demonym_ending"),
        people_endings=tuple(
            fold.fold_phrase(w.text) for w in own if w.sense == "grammar:demonym_ending" and w.form == "people"
        ),
        cases=_cases(own),
        relations=_relations(lexemes),
        paradigms=paradigms(own),
        forces={
            fold.fold_phrase(one.text): one.form for one in lexemes if one.sense == _FORCES and " " not in one.text
        },
    )
