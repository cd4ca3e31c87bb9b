"""JSON Schemas of the files that people write, out of the very models that check them: for completion and complaints in an editor.

Decides how sections are put together. What an entry may hold is its model's; whether a name is defined anywhere no schema can say.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from monitor.rules import registry
from monitor.rules.merge import OVERRIDES, SCHEMA_VERSION
from monitor.rules.section import Section
from monitor.rules.timelines import TimelineEntry

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PARTIAL = {"properties": {"override": {"enum": ["append", "disable"]}}, "required": ["override"]}
"""An entry that gives only what changes."""


def rules() -> Schema:
    """A file of rules: any of the sections."""
    return of_sections("Rules of border-monitor", registry.SECTIONS)


def tests() -> Schema:
    """A file of timelines."""
    section = Section(entry=TimelineEntry, title="timeline")
    return of_sections("Timelines of border-monitor", {"tests": section}, overrides=False)


def of_sections(title: str, sections: Mapping[str, Section], *, overrides: bool = True) -> Schema:
    """A file with these sections, and what they are made of. ``overrides``: entries may change those of earlier files."""
    found, whole = models_json_schema([(section.entry, "validation") for section in sections.values()])
    definitions: dict[str, Schema] = whole["$defs"]
    properties: Schema = {"schema_version": {"const": SCHEMA_VERSION}}
    for name, section in sections.items():
        here = found[section.entry, "validation"]["$ref"].rpartition("/")[2]
        if overrides:
            _allow_override(definitions[here], section.key)
        properties[name] = _section(section, definitions[here], f"#/$defs/{here}")
    return _file(title, properties, definitions)


def of_model(title: str, model: type[BaseModel]) -> Schema:
    """A file that is one mapping."""
    schema = model.model_json_schema(mode="validation")
    properties = {"schema_version": {"const": SCHEMA_VERSION}, **schema["properties"]}
    return _file(title, properties, schema.get("$defs", {}))


def _file(title: str, properties: Schema, definitions: Schema) -> Schema:
    return {
        "$schema": _DRAFT,
        "title": title,
        "type": "object",
        "required": ["schema_version"],
        "additionalProperties": False,
        "properties": properties,
        "$defs": definitions,
    }


def _allow_override(definition: Schema, key: str | None) -> None:
    """An entry may say ``override``; one that appends or disables need not say the rest."""
    definition["properties"]["override"] = {"enum": list(OVERRIDES)}
    needed = definition.pop("required", [])
    definition["required"] = [name for name in needed if name == key]
    definition["if"], definition["else"] = _PARTIAL, {"required": needed}


def _section(section: Section, definition: Schema, reference: str) -> Schema:
    if section.named is not None:
        changed = {name: value for name, value in definition["properties"].items() if name != section.key}
        override = {
            "type": "object",
            "required": ["override"],
            "additionalProperties": False,
            "properties": changed,
        }
        return {
            "type": "object",
            "additionalProperties": {"anyOf": [definition["properties"][section.named], override]},
        }
    return {"type": "array", "items": {"$ref": reference}} if section.many else {"$ref": reference}
