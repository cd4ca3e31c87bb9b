"""A first configuration out of four answers.

Decides what the file says and that nothing is overwritten. An address that may hold a secret goes to a file of its own, for the user alone.
"""

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from monitor.config import folders, secrets, zones
from monitor.config.settings_file import Contact
from monitor.errors import ConfigError, Problem, UnavailableError
from monitor.rules import references

PRINT = "print"
"""The answer for a channel that prints."""

CHANNEL_FILE = "channel-url"

_TEMPLATE = """\
# border-monitor: what to watch, where to keep it, whom to tell. `border-monitor check` finds mistakes in it.
schema_version: 1
watch: {watch}
database: sqlite:///var/border-monitor.db
zone: {zone}
contact: {contact}
channels:
{channels}
routes:
  - to: [{route}]
"""


def write_first_configuration(
    home: Path,
    *,
    borders: Sequence[str],
    channel: str,
    zone: str,
    contact: str,
    countries: Collection[str] = (),
) -> tuple[Path, ...]:
    """Writes ``config/monitor.yaml`` below ``home`` and returns the files written; ConfigError when an answer is wrong or a file is there,
    UnavailableError for a place that can't be written.

    ``borders`` may be ``["all"]``; ``channel`` is ``print`` or an Apprise address, which goes to ``config/channel-url`` with mode 0600.
    """
    settings, address = home / "config" / folders.SETTINGS_FILE, home / "config" / CHANNEL_FILE
    prints = channel == PRINT
    written = (settings,) if prints else (address, settings)
    problems = [*_existing(written), *_wrong(borders, channel, zone, contact=contact, countries=countries)]
    if problems:
        raise ConfigError(tuple(problems))
    try:
        settings.parent.mkdir(parents=True, exist_ok=True)
        if not prints:
            _write_new(address, f"{channel}\n", 0o600)
        _write_new(settings, render(borders=borders, prints=prints, zone=zone, contact=contact), 0o644)
    except OSError as error:
        raise UnavailableError(f"{settings.parent} can't be written: {error.strerror}") from error
    return written


def render(*, borders: Sequence[str], prints: bool, zone: str, contact: str) -> str:
    """The text of a first ``monitor.yaml``."""
    screen = "  screen: {print: true}"
    desk = f"  desk: {{url_file: config/{CHANNEL_FILE}}}"
    return _TEMPLATE.format(
        watch="all" if list(borders) == ["all"] else f"[{', '.join(borders)}]",
        zone=zone,
        contact=_quoted(contact),
        channels=screen if prints else f"{screen}\n{desk}",
        route="screen" if prints else "screen, desk",
    )


def _wrong(
    borders: Sequence[str], channel: str, zone: str, *, contact: str, countries: Collection[str]
) -> list[Problem]:
    """What is wrong with the answers; the channel's is never shown."""
    complaints = (
        []
        if list(borders) == ["all"]
        else [references.border_complaint(border, countries or None) for border in borders]
    )
    if not borders:
        complaints.append("name at least one border, or 'all'")
    if channel != PRINT and not secrets.is_address(channel):
        complaints.append("the channel should be 'print' or an address (scheme://...)")
    complaints += [_complaint(zones.Zone, zone), _complaint(Contact, contact, "the contact ")]
    return [Problem("answers", 0, 0, complaint, "answer") for complaint in complaints if complaint]


def _complaint(kind: Any, answer: str, of: str = "") -> str:
    """What the settings would say of an answer; nothing when it will do."""
    try:
        TypeAdapter(kind).validate_python(answer)
    except ValidationError as error:
        return f"{of}{error.errors()[0]['ctx']['error']}"
    return ""


def _existing(paths: Sequence[Path]) -> list[Problem]:
    """Files that are there already."""
    return [
        Problem(str(path), 0, 0, "is there already; nothing was written", "file") for path in paths if path.exists()
    ]


def _write_new(path: Path, text: str, mode: int) -> None:
    """A new file with this mode from its first moment on."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        file.write(text)


def _quoted(text: str) -> str:
    """A text as a YAML scalar in double quotes."""
    plain = "".join(c for c in text if c.isprintable())
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
