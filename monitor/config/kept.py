"""What took long to make, kept between starts: bytes under a name that tells all that they were made from.

Decides what makes such bytes stale, and that a cache which is spoilt, somebody else's, or can't be written is no problem, only slower.
Doesn't know what the bytes mean: nothing in them is ever run.
"""

import hashlib
import os
import sys
import tempfile
import threading
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import pydantic

import monitor

_CODE = ("model", "text", "rules", "extraction", "config")
"""The parts of our own code that decide what files come to mean."""

JUDGING = ("model", "incidents", "escalation")
"""Those that decide what reports come to: what other code judged is judged anew."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One ``sort`` of kept bytes in a folder (None: nothing is kept), of which the ``most`` newest stay."""

    folder: Path | None
    sort: str
    most: int

    def recall(self, name: str) -> bytes | None:
        """The bytes of this name, if they are there, whole, and were put there by this user."""
        if self.folder is None:
            return None
        try:
            with self._path(self.folder, name).open("rb") as file:
                own = os.fstat(file.fileno()).st_uid == os.geteuid()
                seal, body = file.readline(), file.read()
        except OSError:
            return None
        return body if own and seal == _seal(body) else None

    def remember(self, name: str, body: bytes) -> None:
        """Writes the bytes whole or not at all, for the user alone."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self._path(self.folder, name), _seal(body) + body)
            self._forget_oldest(self.folder)
        except OSError:
            return

    def _path(self, folder: Path, name: str) -> Path:
        return folder / f"{name}.{self.sort}"

    def _forget_oldest(self, folder: Path) -> None:
        """Keeps the cache from growing for ever."""
        kept = sorted(folder.glob(f"*.{self.sort}"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[self.most :]:
            path.unlink(missing_ok=True)


def _replace(path: Path, body: bytes) -> None:
    """Raises OSError; then nothing half-written stays behind, for a disk that is full has no room for it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        try:
            part.write(body)
            part.flush()
            Path(part.name).replace(path)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise


def _seal(body: bytes) -> bytes:
    """A line that tells whole bytes from those that a full disk or a crash cut or changed; against malice there is the owner of the file."""
    return b"%d %08x\n" % (len(body), zlib.crc32(body))


K = TypeVar("K", str, int)
V = TypeVar("V")


class Thawed(Mapping[K, V]):
    """Kept bytes by name, each made use of when it is first asked for: most starts need few."""

    def __init__(self, frozen: Mapping[K, bytes], thaw: Callable[[K, bytes], V]) -> None:
        self._frozen: dict[K, bytes] = dict(frozen)
        self._thaw: Callable[[K, bytes], V] = thaw
        self._thawed: dict[K, V] = {}
        self._thawing = threading.Lock()

    def __getitem__(self, key: K) -> V:
        if key not in self._thawed:
            with self._thawing:
                if key not in self._thawed:
                    self._thawed[key] = self._thaw(key, self._frozen[key])
                    self._frozen[key] = b""  # nobody needs both
        return self._thawed[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._frozen)

    @property
    def asked_for(self) -> frozenset[K]:
        """The names of what was thawed so far."""
        return frozenset(self._thawed)

    def __len__(self) -> int:
        return len(self._frozen)


def bundle(parts: Mapping[str, bytes]) -> bytes:
    """Parts, none of which holds the end of a line, as one body, a line each."""
    return b"\n".join(b"%b\t%b" % (name.encode(), part) for name, part in parts.items())


def unbundle(body: bytes) -> dict[str, bytes]:
    """The parts of such a body."""
    lines = (line.partition(b"\t") for line in body.split(b"\n"))
    return {name.decode(errors="replace"): part for name, _, part in lines}


@cache
def code_version(parts: tuple[str, ...] = _CODE) -> str | None:
    """Another one whenever the same files might come to mean something else: our code, Python, its Unicode tables or pydantic changed.

    ``parts`` are the parts of our code to heed.

    None when our code can't be read: then nothing tells what is stale.
    """
    root = Path(monitor.__file__).parent
    digest = hashlib.sha256(f"{sys.version}\0{unicodedata.unidata_version}\0{pydantic.VERSION}".encode())
    sources = [source for part in parts for source in sorted((root / part).rglob("*.py"))]
    try:
        for source in (root / "errors.py", *sources):
            digest.update(source.read_bytes())
    except OSError:
        return None
    return digest.hexdigest()
