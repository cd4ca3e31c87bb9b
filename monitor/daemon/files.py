"""Whether the files that the daemon goes by have changed: by what the file system says of them, none is read."""

from collections.abc import Iterator
from pathlib import Path

from monitor.bootstrap.opening import Sources
from monitor.config.files import SUFFIXES
from monitor.errors import ConfigError

Marks = tuple[tuple[str, int, int, int], ...]
"""Each file with its time of change, size and number: an editor that puts a new file in place of the old changes one of them."""


def marks(sources: Sources) -> Marks:
    """Of the settings, the outlets and every file of rules, wherever they are found now. What can't be looked at has no mark."""
    try:
        home = sources.home()
    except ConfigError:
        return ()
    return tuple(mark for path in (home.settings, home.outlets, *_rules(home.rules)) for mark in _mark(path))


def _rules(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)


def _mark(path: Path) -> Iterator[tuple[str, int, int, int]]:
    try:
        found = path.stat()
    except OSError:
        return
    yield str(path), found.st_mtime_ns, found.st_size, found.st_ino
