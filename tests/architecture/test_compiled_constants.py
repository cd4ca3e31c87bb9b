"""What is compiled is the module that stands there, with its constants said to be so."""

import ast
from pathlib import Path

import pytest

from benchmarks.compile import COMPILED, with_constants

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for package in COMPILED for path in sorted((ROOT / "monitor" / package).rglob("*.py"))]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("_NEAR = 2", "import typing; _NEAR: typing.Final = 2"),
        ("A_B: set[int] = {\n    1,\n}", "import typing; A_B: typing.Final[set[int]] = {\n    1,\n}"),
        ('_ON, _AT = ("r", "on"), f(1)', 'import typing; _ON: typing.Final = ("r", "on"); _AT: typing.Final = f(1)'),
        ("Sense = str | int\nT = TypeVar('T')\nLATER: int", "Sense = str | int\nT = TypeVar('T')\nLATER: int"),
        ("def f():\n    NEAR = 2", "def f():\n    NEAR = 2"),
    ],
)
def test_names_in_capitals_are_constants(written: str, told: str) -> None:
    assert with_constants(written) == told


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_line_stays_where_it_is(path: Path) -> None:
    """What fails in machine code is told with its line in the source."""
    source = path.read_text(encoding="utf-8")
    told = with_constants(source)
    where = [
        [node.lineno for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
        for text in (source, told)
    ]
    assert where[0] == where[1]
