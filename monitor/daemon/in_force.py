"""What the running daemon goes by, for ``status`` and ``reload`` to read: a small file beside the database, replaced whole."""

import functools
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from monitor.model.configuration import Refused

NAME = "border-monitor.in-force"


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The configuration in force, since when, and how reloading went.

    ``begun`` and ``ended`` count reloads of this process: whoever asks for one waits for an end beyond the beginnings that it knew of.
    ``changes`` is what was changed then, ``restart`` what the last reload could not change, ``warnings`` what it had doubts about.
    """

    pid: int
    since: datetime
    rules: str
    watch: str
    feeds: int
    begun: int = 0
    ended: int = 0
    changes: tuple[str, ...] = ()
    restart: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    refused: Refused | None = None


def record(folder: Path, in_force: InForce) -> None:
    """Replaces the file at once; a reader sees the old one or the new one."""
    draft = folder / f"{NAME}.new"
    draft.write_bytes(_adapter().dump_json(in_force))
    draft.replace(folder / NAME)


def load(folder: Path) -> InForce | None:
    """As last written, or None when there is none that can be read."""
    try:
        return _adapter().validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError):
        return None


@functools.cache
def _adapter() -> TypeAdapter[InForce]:
    return TypeAdapter(InForce)
