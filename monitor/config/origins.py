"""Which line of ``monitor.yaml`` says each single setting. What may be a secret is named, not shown."""

from collections.abc import Iterator
from pathlib import Path

from monitor.config import files
from monitor.rules import origins
from monitor.rules.documents import Document, Fault, Trail
from monitor.rules.origins import Value

_SHOWN = "***"


def of_settings(path: Path) -> Iterator[tuple[str, Value]]:
    """Each with the key at the top under which it stands; nothing when the file can't be read any more."""
    document = files.load(path)
    if not isinstance(document, Document):
        return
    for trail, value in origins.leaves(document.data):
        place = document.problem(Fault(trail, "", ""))
        shown = _SHOWN if _may_be_secret(trail) else value
        yield str(trail[0]), Value(trail=trail[1:], value=shown, at=f"{place.path}:{place.line}")


def _may_be_secret(trail: Trail) -> bool:
    return trail[0] in ("database", "heartbeat") or (trail[0] == "channels" and trail[-1] == "url")
