"""What is compiled is the module that stands there, told so that machine code needs Python's help less often."""

import ast
from pathlib import Path

import pytest

from benchmarks.compile import COMPILED, enums_of, with_constants, with_constructors, with_members

ROOT = Path(__file__).resolve().parents[2]
ENUMS = enums_of(ROOT / "monitor" / "model")
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


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            ["first: int", "last: int = 2"],
            "self, first: int, last: int = 2) -> None: self.first = first; self.last = last",
        ),
        (
            ["signs: tuple[int, ...] = field(default_factory=tuple)"],
            "self, signs: tuple[int, ...] | None = None) -> None: self.signs = tuple() if signs is None else signs",
        ),
        (
            [
                "marks: list[int]",
                "size: int = field(init=False)",
                "def __post_init__(self): self.size = len(self.marks)",
            ],
            "self, marks: list[int]) -> None: self.marks = marks; self.__post_init__()",
        ),
    ],
)
def test_a_dataclass_says_how_it_is_made(fields: list[str], told: str) -> None:
    for said, start in (("slots=True", "self, "), ("slots=True, kw_only=True", "self, *, ")):
        written = "\n    ".join([f"@dataclass({said})\nclass Made:", *fields])
        made = f"{written}\n    def __init__({start}{told.removeprefix('self, ')}"
        assert with_constructors(f"{written}\n\nLATER = 1") == f"{made}\nLATER = 1"
        assert with_constructors(f"{written}\n") == f"{made}\n"


@pytest.mark.parametrize(
    "written",
    [
        "@dataclass(frozen=True)\nclass Made:\n    first: int\n\n",
        "@dataclass(slots=True)\nclass Made:\n    first: int\n    def __init__(self):\n        self.first = 1\n\n",
        "class Made:\n    first: int\n\n",
    ],
)
def test_what_may_not_be_changed_or_says_so_itself_stays(written: str) -> None:
    assert with_constructors(written) == written


def test_what_functions_name_of_an_enumeration_is_looked_up_once() -> None:
    written = """from m import (
    Kind,
    other,
)
def f(kind: Kind = Kind.A):
    match kind:
        case Kind.B: return other.x
    return "é", kind == Kind.A, Kind.A or Kind.C
ALL = Kind.D"""
    assert (
        with_members(written, {"Kind"})
        == """from m import (
    Kind,
    other,
); import typing; _Kind_A: typing.Final = Kind.A; _Kind_C: typing.Final = Kind.C
def f(kind: Kind = Kind.A):
    match kind:
        case Kind.B: return other.x
    return "é", kind == _Kind_A, _Kind_A or _Kind_C
ALL = Kind.D"""
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_line_stays_where_it_is(path: Path) -> None:
    """What fails in machine code is told with its line in the source."""
    source = path.read_text(encoding="utf-8")
    told = with_members(with_constructors(with_constants(source)), ENUMS)
    where = [
        [node.lineno for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef) and not _is_made(node)]
        for text in (source, told)
    ]
    assert where[0] == where[1]


def _is_made(node: ast.FunctionDef) -> bool:
    """A constructor on one line, which is none of the source's."""
    return node.name == "__init__" and node.body[-1].lineno == node.lineno
