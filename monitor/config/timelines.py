"""Timelines out of the ``tests`` folders beside the rules that they test.

Decides which files count and which pack a timeline belongs to. What they mean is ``monitor.rules.timelines``'s.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from monitor.config import files
from monitor.errors import ConfigError, Problem, UsageError
from monitor.model.rulebook import Rulebook
from monitor.rules import timelines
from monitor.rules.documents import Document, nearest
from monitor.rules.timelines import Timeline

FOLDER = "tests"


def load_timelines(
    folders: Sequence[Path],
    rulebook: Rulebook,
    cache: Path | None = None,
    *,
    packs: Sequence[str] = (),
    tested: Collection[str] = (),
) -> tuple[Timeline, ...]:
    """The timelines of these packs (of all, if none is named), by file; ``core`` is the pack of what holds for every border.

    Raises ConfigError with everything that is wrong in any of the files, and UsageError for a pack that has none, unless it is among those
    that are ``tested`` otherwise.
    """
    documents: list[tuple[str, Document]] = []
    problems: list[Problem] = []
    for path in _files(folders):
        loaded = files.load(path, cache)
        if isinstance(loaded, Document):
            tested_in = path.parent.parent
            documents.append((rulebook.pack_of(str(tested_in)) or tested_in.name, loaded))
        else:
            problems.extend(loaded)
    found, wrong = timelines.compile_timelines(documents, timelines.vocabularies(rulebook))
    if problems or wrong:
        raise ConfigError(tuple(sorted([*problems, *wrong])))
    known = {timeline.pack for timeline in found} | set(tested)
    for pack in packs:
        if pack not in known:
            raise UsageError(f"no tests of a pack {pack}{nearest(pack, known)}")
    return tuple(timeline for timeline in found if not packs or timeline.pack in packs)


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in files.below(folder) if path.parent.name == FOLDER)
