"""Whether the files that the daemon goes by have changed: by what the file system says of them; only what names other files is read."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from monitor.bootstrap.opening import Sources
from monitor.config import environment, secrets
from monitor.config.files import below
from monitor.config.folders import Home
from monitor.errors import ConfigError, Problem

Marks = tuple[tuple[str, int, int, int], ...]
"""Each file with its time of change, size and number: an editor that puts a new file in place of the old changes one of them."""


class Files:
    """Those that ``sources`` lead to, wherever they are found now, and those that these name for their secrets."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._naming: Marks = ()
        self._named: tuple[Path, ...] = ()

    def marks(self) -> Marks:
        """Of the settings, the outlets, every file of rules, and every file with a secret. What can't be looked at has no mark."""
        try:
            home = self._sources.home()
        except ConfigError:
            return ()
        naming = tuple(_marks((home.settings, home.outlets)))
        if naming != self._naming:
            self._naming, self._named = naming, tuple(_named(home))
        return (*naming, *_marks(_rules(home.rules)), *_marks(self._named))


def gone(before: Home, sources: Sources) -> tuple[str, ...]:
    """Complaints of settings and outlets that the daemon went by and that aren't there any more.

    Where a file has slipped away the next place that has one would do, the shipped one at last: that would take every channel from a desk and
    tell nobody. A start may choose so, not a reload.
    """
    try:
        after = sources.home()
    except ConfigError:
        return ()
    pairs = ((before.settings, after.settings), (before.outlets, after.outlets))
    return tuple(
        str(Problem(str(old), 0, 0, f"is gone; put it back, or restart border-monitor to go by {new}", "file"))
        for old, new in pairs
        if old != new and not os.path.lexists(old)
    )


def _named(home: Home) -> Iterator[Path]:
    for path in (home.settings, home.outlets):
        yield from secrets.files_named(path, environment.snapshot(), base=home.base, cache=home.cache)


def _rules(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        yield from below(folder)


def _marks(paths: Iterable[Path]) -> Iterator[tuple[str, int, int, int]]:
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        yield str(path), found.st_mtime_ns, found.st_size, found.st_ino
