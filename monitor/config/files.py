"""Documents from files, quickly the second time.

Decides what is remembered between starts: the plain data of a file under the hash of its bytes, as JSON. Positions aren't remembered; they
are found again when there is something to complain about.
"""

import functools
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.config.kept import Shelf
from monitor.errors import Problem
from monitor.rules.documents import Document, Json, Positions

if TYPE_CHECKING:
    from monitor.config import yaml

_CACHE_VERSION = b"border-monitor yaml 1\n"
"""Part of every hash: to be raised whenever the same bytes come to mean something else."""

_KEPT = 500
"""The most documents that stay in a cache; the oldest go first."""

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The files below a folder as bytes, with what couldn't be read, and a hash over names and contents."""

    bodies: tuple[tuple[Path, bytes], ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""

    @property
    def files(self) -> tuple[Path, ...]:
        """Those that could be read."""
        return tuple(path for path, _ in self.bodies)


def load(path: Path, cache: Path | None = None) -> Document | tuple[Problem, ...]:
    """One file, or everything that is wrong with it as YAML."""
    body = _read(path)
    return (body,) if isinstance(body, Problem) else document(body, path, cache)


def read_folder(folder: Path, *, skip: Sequence[str] = ()) -> Folder:
    """All YAML files below a folder, by path. See :func:`below`; what can't be looked into is a problem."""
    if not there(folder, Path.is_dir):
        return Folder(problems=(Problem(str(folder), 0, 0, "there is no such folder", "file"),))
    bodies: list[tuple[Path, bytes]] = []
    problems: list[Problem] = []
    digest = hashlib.sha256()
    for path in below(folder, skip=skip, refused=lambda error: problems.append(_unread(error.filename, error))):
        body = _read(path)
        if isinstance(body, Problem):
            problems.append(body)
        else:
            bodies.append((path, body))
            digest.update(f"{path.relative_to(folder).as_posix()}\0{hashlib.sha256(body).hexdigest()}\n".encode())
    return Folder(bodies=tuple(bodies), problems=tuple(problems), digest=digest.hexdigest())


def written_since(paths: Iterable[Path], moment: datetime) -> frozenset[str]:
    """Those files that were written then or later, as their paths are shown in complaints."""
    return frozenset(str(path) for path in paths if path.exists() and path.stat().st_mtime >= moment.timestamp())


def _read(path: Path) -> bytes | Problem:
    try:
        return path.read_bytes()
    except OSError as error:
        return _unread(path, error)


def _unread(path: Path | str, error: OSError) -> Problem:
    return Problem(str(path), 0, 0, f"can't be read: {error.strerror or error}", "file")


def there(path: Path, sort: Callable[[Path], bool] = Path.is_file, *, in_doubt: bool = True) -> bool:
    """Whether it is there. Where nobody lets us look it counts as such, so that whoever reads it says so and nothing is passed over."""
    try:
        return sort(path)
    except PermissionError:
        return in_doubt


def below(
    folder: Path, *, skip: Sequence[str] = (), refused: Callable[[OSError], None] = lambda _: None
) -> tuple[Path, ...]:
    """The YAML files below a folder, in the order of their relative paths; ``refused`` hears of folders that can't be looked into.

    Hidden ones, and those in folders named in ``skip``, are left out. Links to folders are followed, into each folder once.
    """
    return tuple(sorted(_below(folder, skip, refused), key=lambda path: path.relative_to(folder).as_posix()))


def _below(folder: Path, skip: Sequence[str], refused: Callable[[OSError], None]) -> Iterator[Path]:
    entered: set[tuple[int, int]] = set()
    for where, folders, names in os.walk(folder, onerror=refused, followlinks=True):
        status = os.stat(where)  # noqa: PTH116 - what os.walk gives
        if (status.st_dev, status.st_ino) in entered:
            folders.clear()
            continue
        entered.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in skip)
        yield from (Path(where, name) for name in names if Path(name).suffix in SUFFIXES and name[:1] != ".")


def document(body: bytes, path: Path, cache: Path | None = None) -> Document | tuple[Problem, ...]:
    """The bytes of a file as a document: from the cache, or parsed and then remembered."""
    shelf = Shelf(cache, "json", _KEPT)
    name = hashlib.sha256(_CACHE_VERSION + body).hexdigest()
    data = _data(shelf.recall(name))
    if data is not None:
        return Document(str(path), data, functools.cache(lambda: _positions(body, str(path))))
    parsed = _parse(body, str(path))
    if isinstance(parsed, tuple):
        return parsed
    shelf.remember(name, json.dumps(parsed.data, ensure_ascii=False, separators=(",", ":")).encode())
    return Document(str(path), parsed.data, lambda: parsed.positions)


def _parse(body: bytes, path: str) -> "yaml.Parsed | tuple[Problem, ...]":
    from monitor.config import yaml  # slow to import, and most starts have nothing to parse

    parsed = yaml.parse(body, path)
    return parsed.problems if isinstance(parsed, yaml.Refused) else parsed


def _positions(body: bytes, path: str) -> Positions:
    """Where everything stands, found by parsing again."""
    parsed = _parse(body, path)
    return Positions() if isinstance(parsed, tuple) else parsed.positions


def _data(body: bytes | None) -> dict[str, Json] | None:
    """The data in the cache, if it is what a document holds."""
    try:
        data = None if body is None else json.loads(body)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
