"""What the running daemon leaves for ``status`` and ``health`` to read: a small file beside the database, replaced whole."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """When each cycle last ended well, how often it failed in a row since, and which process it is."""

    pid: int
    version: str
    started_at: str
    beat_at: str
    cycles: Mapping[str, Mapping[str, float | None]]


def record(path: Path, heartbeat: Heartbeat) -> None:
    """Replaces the file at once; a reader sees the old one or the new one."""
    draft = path.with_suffix(".beat.new")
    draft.write_text(json.dumps(asdict(heartbeat)), encoding="utf-8")
    draft.replace(path)


def load(path: Path) -> Heartbeat | None:
    """The last heartbeat, or None when there is none that can be read."""
    try:
        return Heartbeat(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def age_seconds(heartbeat: Heartbeat, *, now: datetime) -> float:
    """Seconds since the daemon last gave a sign of life."""
    return (now - datetime.fromisoformat(heartbeat.beat_at)).total_seconds()
