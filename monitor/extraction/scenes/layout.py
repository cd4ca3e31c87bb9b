"""A field laid out as scenes: where its sentences and clauses end, and which commas only list or set off.

Decides where a clause begins. Doesn't decide what stands in it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from monitor.extraction.scenes import weekdays
from monitor.extraction.scenes.scene import Passage, Scene
from monitor.extraction.words.grammar import Grammar
from monitor.extraction.words.vocabulary import Mark
from monitor.extraction.world.gazetteer import Named
from monitor.model.reports import Field
from monitor.text import numbers, sentences
from monitor.text.numbers import Number, NumberWords
from monitor.text.sentences import Sentence

_NONE: frozenset[int] = frozenset()
_BY = ("role", "by")


def lay_out(passage: Passage, grammar: Grammar, words: NumberWords) -> list[Scene]:
    """The scenes of a passage, in order; a title is one. ``words`` are the language's number words."""
    title = passage.field == Field.TITLE
    found = weekdays.without(numbers.parse(passage.folded, words), passage)
    starts = [mark.first for mark in passage.marks]
    listed = _NONE if grammar.comma else _listed(passage) | _attached(passage)
    return [
        _scene(passage, sentence, grammar, starts=starts, found=found, listed=listed)
        for sentence in sentences.split(passage.folded, whole=title)
    ]


def _scene(
    passage: Passage,
    sentence: Sentence,
    grammar: Grammar,
    *,
    starts: Sequence[int],
    found: Sequence[Number],
    listed: frozenset[int],
) -> Scene:
    inside = slice(bisect_left(starts, sentence.first), bisect_left(starts, sentence.last))
    breaks = _hard_breaks(passage, sentence, grammar)
    return Scene(
        passage=passage,
        sentence=sentence,
        grammar=grammar,
        title=passage.field == Field.TITLE,
        marks=passage.marks[inside],
        named=passage.named[inside],
        names=[one for one in passage.names if sentence.first <= one.first < sentence.last] if passage.names else [],
        numbers=[number for number in found if sentence.first <= number.first < sentence.last] if found else [],
        hard=tuple([cut for cut in breaks if cut not in listed]) if listed and breaks else breaks,
    )


_DESCRIBED = 4
"""Tokens between "by" and those whom adjectives describe: "by heavily armed, masked men"."""


_SUBJECT_LENGTH = 4
"""Tokens of a subject that a comma sets off from what it does: "A's foreign ministry, B's envoy ..."."""


def _hard_breaks(passage: Passage, sentence: Sentence, grammar: Grammar) -> tuple[int, ...]:
    """Where the language sets its subject off with a comma, the first comma of a sentence ends no clause."""
    breaks = sentence.breaks
    if not grammar.comma or not breaks or breaks[0] - _subject_from(passage, sentence, breaks[0]) > _SUBJECT_LENGTH:
        return breaks
    return breaks[1:] if passage.folded.gap(breaks[0]).strip() == "," else breaks


def _subject_from(passage: Passage, sentence: Sentence, comma: int) -> int:
    """The token behind "after": in "after G's attack, A, ..." the subject begins there."""
    before = (mark for mark in passage.marks if sentence.first <= mark.first and mark.last < comma)
    return max((mark.last for mark in before if mark.has("role", "after")), default=sentence.first)


def lists(passage: Passage, n: int) -> bool:
    """Whether mark ``n`` and the one before it name two states in one breath: "A, B", and no short word governs the first alone."""
    one, other = passage.marks[n - 1], passage.marks[n]
    if n < 1 or one.last != other.first or passage.folded.gap(other.first) != ", " or _looks_back(passage, one):
        return False
    before, named = passage.named[n - 1 : n + 1]
    first, second = _speaks_for(before), named.beside(before) if named is not None else None
    return bool(first and second and first != second) and not _is_governed(passage, n - 1)


def _looks_back(passage: Passage, mark: Mark) -> bool:
    """ "After drills held by A, B fires": the first comma ends what the text looks back on."""
    opener = passage.marks[0]
    if opener.first or not opener.has("role", "after"):
        return False
    return all(passage.folded.gap(token) != ", " for token in range(opener.last, mark.last))


def _speaks_for(named: Named | None) -> str | None:
    return named.speaks_for if named is not None else None


def _is_governed(passage: Passage, n: int) -> bool:
    before = passage.marks[n - 1] if n else None
    if before is None or before.last != passage.marks[n].first or not before.has("role"):
        return False
    return not before.has("role", "and", "between", "det")


def _attached(passage: Passage) -> frozenset[int]:
    """The tokens before which a comma only sets off by whom: "the shelling, carried out by A"."""
    marks = passage.marks
    by: list[int] = []
    if _BY in passage.senses:
        by = [n for n, mark in enumerate(marks) if mark.first and _BY in mark.senses]
    if ("mode", "hedged") in passage.senses:
        by += [
            n
            for n, mark in enumerate(marks)
            if n and ("role", "from") in mark.senses and marks[n - 1].has("mode", "hedged")
        ]
    return frozenset([token for n in by for token in _set_off(passage, n)]) if by else _NONE


def _set_off(passage: Passage, n: int) -> Iterator[int]:
    """The token behind the comma before mark ``n``, also with doubt between: ", reportedly by", "by masked, armed men"."""
    by, before = passage.marks[n], passage.marks[n - 1] if n else None
    doubted = before is not None and before.last == by.first and before.has("mode", "hedged")
    first = before.first if doubted and before is not None else by.first
    if first and passage.folded.gap(first) == ", ":
        yield first
    follower = passage.marks[n + 1] if n + 1 < len(passage.marks) else None
    if follower is not None and follower.has("party") and follower.first - by.last <= _DESCRIBED:
        yield from (token for token in range(by.last + 1, follower.first + 1) if passage.folded.gap(token) == ", ")


def _listed(passage: Passage) -> frozenset[int]:
    """The tokens before which a comma only lists."""
    named = [n for n, one in enumerate(passage.named) if n and one is not None] if len(passage.names) > 1 else []
    found = {passage.marks[n].first for n in named if lists(passage, n)}
    if "means" in passage.senses:
        arms = [mark for mark in passage.marks if "means" in mark.senses]
        found |= {
            other.first for one, other in pairwise(arms) if one.last == other.first
        }  # "rubber bullets, tear gas at"
    return frozenset(found)
