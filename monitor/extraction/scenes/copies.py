"""Two marks of a text by which copies are found: a sample of its words, and its bones.

A copy keeps most runs of words; one that a machine has reworded keeps none of them, but still names the same people, places and numbers in
the same order. Decides the samples. Doesn't decide when two are alike: that is for the lines of reporting.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import NamedTuple
from zlib import crc32

from monitor.extraction.scenes.scene import Passage, Scene

SIZE = 24
"""Hashes kept per text, the smallest ones: two copies keep the same ones, and 24 tell likeness within about a tenth."""


class Samples(NamedTuple):
    """What copies of a text are found by."""

    sketch: tuple[int, ...] = ()
    bones: tuple[int, ...] = ()


NONE = Samples()


def samples(passages: Sequence[Passage], scenes: Sequence[Scene]) -> Samples:
    """Those of an item's passages, whose sentences the ``scenes`` are."""
    return Samples(sketch(passage.folded.tokens for passage in passages), bones(scenes))


def sketch(texts: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """The smallest hashes of all runs of three folded words, ascending; fewer for a short text."""
    written = [" ".join(tokens).encode().split(b" ") for tokens in texts]
    runs = (zip(words, words[1:], words[2:], strict=False) for words in written)
    return _sample(map(b" ".join, chain.from_iterable(runs)))


def bones(scenes: Sequence[Scene]) -> tuple[int, ...]:
    """The smallest hashes of all pairs of names and numbers that follow one another, ascending, whatever words stand between them."""
    told = [bone for scene in scenes for _, bone in _bones(scene)]
    return _sample([f"{one} {other}".encode() for one, other in pairwise(told)])


def _bones(scene: Scene) -> list[tuple[int, str]]:
    """Each with its token, in order: names that the rulebook knows, other capitalised words within a sentence, numbers by their value."""
    folded = scene.passage.folded
    text, tokens, starts = folded.text, folded.tokens, folded.starts
    bones: list[tuple[int, str]] = []
    taken: set[int] = set()
    for named in scene.names:
        bones.append((named.first, named.name.entity))
        taken.update(range(named.first, named.last))
    for number in scene.numbers:
        bones.append((number.first, str(number.count.best)))
        taken.update(range(number.first, number.last))
    names = (
        scene.last if scene.title else scene.first + 1
    )  # headlines and first words are capitalised for other reasons
    bones += [
        (token, tokens[token])
        for token in range(scene.first, scene.last)
        if (tokens[token].isdecimal() or (token >= names and text[starts[token]].isupper())) and token not in taken
    ]
    return sorted(bones)


def _sample(written: Iterable[bytes]) -> tuple[int, ...]:
    return tuple(sorted(set(map(crc32, written)))[:SIZE])
