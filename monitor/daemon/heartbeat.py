"""What the running daemon leaves for ``status`` and ``health`` to read: a small file beside the database, replaced whole."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

NAME = "border-monitor.beat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """When each cycle last ended well, how often it failed in a row since, and which process it is."""

    pid: int
    version: str
    started_at: str
    beat_at: str
    cycles: Mapping[str, Mapping[str, float | None]]


def record(folder: Path, heartbeat: Heartbeat) -> None:
    """Replaces the file at once; a reader sees the old one or the new one."""
    draft = folder / f"{NAME}.new"
    draft.write_text(json.dumps(asdict(heartbeat)), encoding="utf-8")
    draft.replace(folder / NAME)


def load(folder: Path) -> Heartbeat | None:
    """The last heartbeat, or None when there is none that can be read."""
    try:
        return Heartbeat(**json.loads((folder / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def age(heartbeat: Heartbeat, *, now: datetime) -> timedelta:
    """How long ago the daemon last gave a sign of life."""
    return now - datetime.fromisoformat(heartbeat.beat_at)
