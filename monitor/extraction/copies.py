"""Two marks of a text by which copies are found: a sample of its words, and its bones.

A copy keeps most runs of words; one that a machine has reworded keeps none of them, but still names the same people, places and numbers in
the same order. Decides the samples. Doesn't decide when two are alike: that is for the lines of reporting.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from zlib import crc32

from monitor.extraction.scene import Scene

SIZE = 24
"""Hashes kept per text, the smallest ones: two copies keep the same ones, and 24 tell likeness within about a tenth."""


def sketch(texts: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """The smallest hashes of all runs of three folded words, ascending; fewer for a short text."""
    written = [" ".join(tokens).encode().split(b" ") for tokens in texts]
    runs = (zip(words, words[1:], words[2:], strict=False) for words in written)
    return _sample(map(b" ".join, chain.from_iterable(runs)))


def bones(scenes: Sequence[Scene]) -> tuple[int, ...]:
    """The smallest hashes of all pairs of names and numbers that follow one another, ascending, whatever words stand between them."""
    told = [bone for scene in scenes for _, bone in sorted(_bones(scene))]
    return _sample([f"{one} {other}".encode() for one, other in pairwise(told)])


def _bones(scene: Scene) -> Iterator[tuple[int, str]]:
    """Each with its token: names that the rulebook knows, other capitalised words within a sentence, numbers by their value."""
    folded, first, capitals = scene.passage.folded, scene.first, not scene.title
    text, tokens, starts = folded.text, folded.tokens, folded.starts
    taken: set[int] = set()
    for named in scene.named:
        if named is not None:
            taken |= {*range(named.first, named.last)}
            yield named.first, named.name.entity
    for number in scene.numbers:
        taken |= {*range(number.first, number.last)}
        yield number.first, str(number.count.best)
    for token in range(first, scene.last):
        # Headlines and first words are capitalised for other reasons.
        is_name = capitals and token > first and text[starts[token]].isupper()
        if (is_name or tokens[token].isdecimal()) and token not in taken:
            yield token, tokens[token]


def _sample(written: Iterable[bytes]) -> tuple[int, ...]:
    return tuple(sorted(set(map(crc32, written)))[:SIZE])
