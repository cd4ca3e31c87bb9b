"""Documents from files, quickly the second time.

Decides what is remembered between starts: the plain data of a file under the hash of its bytes, as JSON. Positions aren't remembered; they
are found again when there is something to complain about. A cache that can't be read or written is no problem, only slower.
"""

import functools
import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.config import yaml
from monitor.errors import Problem
from monitor.rules.documents import Document, Json, Positions

_CACHE_VERSION = b"border-monitor yaml 1\n"
"""Part of every hash: to be raised whenever the same bytes come to mean something else."""

_KEPT = 500
"""The most files that stay in a cache; the oldest go first."""

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The documents of some files, with what was wrong, and a hash over names and contents."""

    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()
    digest: str = ""


def load(path: Path, cache: Path | None = None) -> Document | tuple[Problem, ...]:
    """One file, or everything that is wrong with it as YAML."""
    try:
        body = path.read_bytes()
    except OSError as error:
        return (Problem(str(path), 0, 0, f"can't be read: {error.strerror or error}", "file"),)
    return _document(body, path, cache)


def load_folder(folder: Path, cache: Path | None = None, *, skip: Sequence[str] = ()) -> Loaded:
    """All YAML files below a folder, by path; hidden ones, and those in folders named in ``skip``, are left out."""
    if not folder.is_dir():
        return Loaded(problems=(Problem(str(folder), 0, 0, "there is no such folder", "file"),))
    documents: list[Document] = []
    problems: list[Problem] = []
    files = _files(folder, skip)
    digest = hashlib.sha256()
    for path in files:
        document = load(path, cache)
        if isinstance(document, Document):
            documents.append(document)
        else:
            problems.extend(document)
        digest.update(f"{path.relative_to(folder).as_posix()}\0{_content_hash(path)}\n".encode())
    return Loaded(documents=tuple(documents), problems=tuple(problems), files=files, digest=digest.hexdigest())


def _files(folder: Path, skip: Sequence[str]) -> tuple[Path, ...]:
    """The files to read, in the order of their relative paths."""
    found = [path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file()]
    relative = [(path.relative_to(folder).as_posix(), path) for path in found]
    return tuple(
        path
        for name, path in sorted(relative)
        if not any(part.startswith(".") or part in skip for part in name.split("/"))
    )


def _content_hash(path: Path) -> str:
    """The hash of what a file holds now; nothing when it can't be read (which is a problem already)."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _document(body: bytes, path: Path, cache: Path | None) -> Document | tuple[Problem, ...]:
    """From the cache, or parsed and then remembered."""
    remembered = None if cache is None else cache / f"{hashlib.sha256(_CACHE_VERSION + body).hexdigest()}.json"
    data = _recall(remembered)
    if data is not None:
        return Document(str(path), data, functools.cache(lambda: _positions(body, str(path))))
    parsed = yaml.parse(body, str(path))
    if isinstance(parsed, yaml.Refused):
        return parsed.problems
    _remember(remembered, parsed.data)
    return Document(str(path), parsed.data, lambda: parsed.positions)


def _positions(body: bytes, path: str) -> Positions:
    """Where everything stands, found by parsing again."""
    parsed = yaml.parse(body, path)
    return parsed.positions if isinstance(parsed, yaml.Parsed) else Positions()


def _recall(remembered: Path | None) -> dict[str, Json] | None:
    """The data in the cache, if it is there and whole."""
    try:
        data = json.loads(remembered.read_bytes()) if remembered is not None else None
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _remember(remembered: Path | None, data: dict[str, Json]) -> None:
    """Writes the data whole or not at all, for the user alone."""
    if remembered is None:
        return
    try:
        remembered.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=remembered.parent, suffix=".part", delete=False, encoding="utf-8"
        ) as part:
            json.dump(data, part, ensure_ascii=False, separators=(",", ":"))
        Path(part.name).replace(remembered)
        _forget_oldest(remembered.parent)
    except OSError:
        return


def _forget_oldest(cache: Path) -> None:
    """Keeps the cache from growing for ever."""
    kept = sorted(cache.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)
