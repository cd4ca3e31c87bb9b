"""Small worlds written as YAML, and the complaints about them in a form that a test can state."""

import functools
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from monitor.config import files, rules, yaml
from monitor.errors import ConfigError, Problem
from monitor.model.rulebook import Rulebook
from monitor.rules import compile as compiling
from monitor.rules.documents import Document

ROOT = Path(__file__).parents[2]

WORLD = """\
schema_version: 1
countries:
  - {iso: EC, name: Ecuador, neighbours: [PE]}
  - {iso: PE, name: Peru, neighbours: [EC]}
events:
  - {id: force_state.air_strike, title: Air strike, act: air, severity: 5}
  - {id: force_nonstate.attack_on_forces, title: Attack, act: armed_attack, severity: 4}
"""
"""Two states and two kinds of events: enough for everything else to refer to. References to an ill-defined entry still hold."""


CACHE = Path(tempfile.gettempdir()) / f"border-monitor-tests-{os.getuid()}"
"""Where parsed YAML is remembered between test runs, by the hash of its content."""


@functools.cache
def data(path: Path) -> Mapping[str, Any]:
    """What a YAML file holds; it is parsed once for all test runs."""
    found = files.load(path, CACHE)
    assert isinstance(found, Document), found
    return found.data


@functools.cache
def shipped() -> Rulebook:
    """The rulebook as shipped, loaded once."""
    return rules.load_rulebook([ROOT / "rules"], CACHE).rulebook


def document(text: str, path: str = "desk/a.yaml") -> Document:
    """A document out of text that must be good YAML."""
    parsed = yaml.parse(text.encode(), path)
    assert isinstance(parsed, yaml.Parsed), parsed
    return Document(path, parsed.data, lambda: parsed.positions)


def compiled(
    *texts: str, world: str = WORLD, paths: tuple[str, ...] = ()
) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    """The world and more files, compiled; the files are called desk/a.yaml, desk/b.yaml... unless ``paths`` says otherwise."""
    names = paths or tuple(f"desk/{letter}.yaml" for letter in "abcdefgh")
    documents = [
        document(world, "world.yaml"),
        *(document(text, name) for text, name in zip(texts, names, strict=False)),
    ]
    return compiling.compile_rulebook(documents)


def rulebook(*texts: str, paths: tuple[str, ...] = ()) -> Rulebook:
    """The compiled world and more files, which must be good."""
    book, problems = compiled(*texts, paths=paths)
    assert book is not None, "\n".join(map(str, problems))
    return book


def complaints(*texts: str, world: str = WORLD) -> list[str]:
    """All problems as lines."""
    return [str(problem) for problem in compiled(*texts, world=world)[1]]


def write_files(folder: Path, texts: Mapping[str, str]) -> Path:
    """Writes files below a folder and returns it."""
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def problems_of(error: ConfigError) -> list[tuple[int, int, str]]:
    """Line, column and code of each problem."""
    return [(problem.line, problem.column, problem.code) for problem in error.problems]
