"""A sketch of a text by which near copies are found: a few stable hashes of its three-word runs.

Decides the sample. Doesn't decide when two sketches are alike: that is for the lines of reporting.
"""

from collections.abc import Iterable, Sequence
from zlib import crc32

SIZE = 24
"""Hashes kept per text, the smallest ones: two copies keep the same ones, and 24 tell likeness within about a tenth."""


def sketch(texts: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """The smallest hashes of all runs of three folded words, ascending; fewer for a short text."""
    written = [[token.encode() for token in tokens] for tokens in texts]
    runs = (run for words in written for run in zip(words, words[1:], words[2:], strict=False))
    return tuple(sorted({crc32(b" ".join(run)) for run in runs})[:SIZE])
