"""The JSON Schemas that editors read, by the name of their file."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from monitor.config.outlets import SECTIONS
from monitor.config.settings_file import SettingsEntry
from monitor.rules import schema
from monitor.rules.schema import Schema

FILES: Mapping[str, Callable[[], Schema]] = {
    "rules": schema.rules,
    "tests": schema.tests,
    "monitor": lambda: schema.of_model("Settings of border-monitor", SettingsEntry),
    "outlets": lambda: schema.of_sections("Outlets of border-monitor", SECTIONS),
}


def text(name: str) -> str:
    """The schema as it is kept: sorted, so that a change of the models changes few lines."""
    return json.dumps(FILES[name](), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def path(folder: Path, name: str) -> Path:
    """Where a schema lies in the folder of schemas."""
    return folder / f"{name}.schema.json"
