"""Forms of a lexeme that its lexicon need not list: the verb it ends or begins with, in the other forms of that verb.

A lexicon lists a verb's forms once (``grammar:tail`` and ``grammar:head``, one set per ``form``) and each phrase in one of them; the others follow.
Where headlines turn a phrase round ("made target" for "target made"), ``grammar:turned`` lists the verbs that do so. Decides nothing about meaning.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.model.lexicon import Lexeme
from monitor.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Paradigms:
    """Sets of forms that stand for one another at the end (``tails``) or at the beginning (``heads``) of a phrase, and verbs that turn round."""

    tails: tuple[tuple[str, ...], ...] = ()
    heads: tuple[tuple[str, ...], ...] = ()
    turned: frozenset[str] = frozenset()

    def forms(self, phrase: str, *, passive: bool = False) -> Iterator[str]:
        """The phrase, folded, first as it is; each form once. A passive verb in front keeps its form: its letters may be those of the active."""
        ending = _longest(phrase, self.tails, at_end=True)
        opening = None if passive else _longest(phrase, self.heads, at_end=False)
        made = [phrase]
        if ending is not None:
            made += [phrase.removesuffix(ending[0]) + other for other in ending[1]]
        if opening is not None:
            made += [other + phrase.removeprefix(opening[0]) for other in opening[1]]
        made += [form for one in made for form in self._turn(one)]
        yield from dict.fromkeys(made)

    def _turn(self, phrase: str) -> Iterator[str]:
        rest, blank, verb = phrase.rpartition(" ")
        if blank and verb in self.turned:
            yield f"{verb} {rest}"


def _longest(phrase: str, sets: Iterable[tuple[str, ...]], *, at_end: bool) -> tuple[str, tuple[str, ...]] | None:
    """The longest form at that end, at a word boundary, with the set that it belongs to."""
    padded = f" {phrase} "
    found = [
        (form, forms)
        for forms in sets
        for form in forms
        if (padded.endswith(f" {form} ") if at_end else padded.startswith(f" {form} "))
    ]
    return max(found, key=lambda one: len(one[0]), default=None)


def paradigms(lexemes: Iterable[Lexeme]) -> Paradigms:
    """One language's, from its lexemes of the senses ``grammar:tail``, ``grammar:head`` and ``grammar:turned``."""
    sets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for lexeme in lexemes:
        if lexeme.sense in {"grammar:tail", "grammar:head", "grammar:turned"}:
            sets[lexeme.sense, lexeme.form].append(fold.fold_phrase(lexeme.text))
    return Paradigms(
        tails=tuple(tuple(forms) for (sense, _), forms in sets.items() if sense == "grammar:tail"),
        heads=tuple(tuple(forms) for (sense, _), forms in sets.items() if sense == "grammar:head"),
        turned=frozenset(form for (sense, _), forms in sets.items() if sense == "grammar:turned" for form in forms),
    )
