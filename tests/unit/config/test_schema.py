"""The schemas that editors read: they are those of the models, and what is shipped is good by them."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from monitor.config import files, schema
from monitor.rules.documents import Document
from tests.support.rules import CACHE, ROOT

FOLDER = ROOT / "rules" / "schema"
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def validator(name: str) -> Any:
    """A validator by the schema that is kept."""
    kept = json.loads(schema.path(FOLDER, name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(kept)
    return jsonschema.Draft202012Validator(kept)


@pytest.mark.parametrize("name", schema.FILES)
def test_what_is_kept_is_what_the_models_say(name: str) -> None:
    """Otherwise: ``border-monitor rules schema --write rules/schema``."""
    assert schema.path(FOLDER, name).read_text(encoding="utf-8") == schema.text(name)


def hand_written() -> list[Path]:
    """Shipped files that name their schema."""
    found = [path for folder in ("rules", "config") for path in sorted((ROOT / folder).rglob("*.yaml"))]
    return [path for path in found if MODELINE.match(path.read_text(encoding="utf-8"))]


def test_shipped_files_name_their_schema_and_are_good_by_it() -> None:
    """Each names the schema of its sort, by a path that leads there."""
    named = hand_written()
    assert {path.name for path in named} >= {"monitor.yaml", "outlets.yaml", "ladder.yaml", "indicators.yaml"}
    assert len({path.parent.name for path in named if "packs" in path.parts}) >= 5
    validators = {name: validator(name) for name in schema.FILES}
    for path in named:
        found = MODELINE.match(path.read_text(encoding="utf-8"))
        assert found
        kept = (path.parent / found[1]).resolve()
        assert kept.parent == FOLDER, path
        document = files.load(path, CACHE)
        assert isinstance(document, Document)
        errors = [
            f"{path}: {error.json_path}: {error.message[:200]}"
            for error in validators[kept.name.removesuffix(".schema.json")].iter_errors(document.data)
        ]
        assert errors == []


@pytest.mark.parametrize(
    "data",
    [
        {"rulez": []},
        {"actors": [{"id": "x", "nam": "X", "kind": "state_forces"}]},
        {"actors": [{"id": "x", "name": "X"}]},
        {"actors": [{"id": "x", "override": "drop"}]},
        {"lists": {"x": 5}},
        {"rules": [{"id": "x", "title": "X", "level": "loud", "when": {"words": "a"}}]},
        {"indicators": [{"id": "x", "override": "replace"}]},
    ],
)
def test_mistakes_are_seen_in_the_editor_too(data: dict[str, Any]) -> None:
    """Keys, values and missing parts; what an override may leave out is left out."""
    assert not validator("rules").is_valid({"schema_version": 1, **data})


def test_an_override_may_say_only_what_changes() -> None:
    """To append or disable an entry its name is enough."""
    data = {
        "schema_version": 1,
        "actors": [{"id": "x", "override": "append", "aliases": {"en": ["X"]}}, {"id": "y", "override": "disable"}],
        "lists": {"z": {"override": "append", "values": ["a"]}, "w": {"override": "disable"}},
    }
    assert list(validator("rules").iter_errors(data)) == []
