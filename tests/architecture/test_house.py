"""The rules of the house that import-linter and ruff don't express: one home for each library, and no patching."""

import ast
import functools
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MONITOR = ROOT / "monitor"

HOMES = {
    "httpx": "adapters/http/",
    "sqlmodel": "adapters/store/",
    "sqlalchemy": "adapters/store/",
    "alembic": "adapters/store/",
    "apprise": "adapters/delivery/",
    "apscheduler": "daemon/",
    "prometheus_client": "adapters/metrics.py",
    "feedparser": "feeds/parse.py",
    "typer": "cli/",
    "ruamel": "config/",
}


@functools.cache
def imports(path: Path) -> frozenset[str]:
    """The top-level names of everything that a module imports, at any depth of it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return frozenset(found)


@pytest.mark.parametrize(("library", "home"), HOMES.items())
def test_a_library_has_one_home(library: str, home: str) -> None:
    """A fixed library is imported in its one home and nowhere else."""
    users = [str(p.relative_to(MONITOR)) for p in MONITOR.rglob("*.py") if library in imports(p)]
    assert users, f"nobody imports {library}"
    assert [user for user in users if not user.startswith(home)] == []


def test_no_test_patches() -> None:
    """Tests use real things and small fakes: unittest.mock is imported nowhere."""
    paths = [p for folder in ("monitor", "tests", "benchmarks") for p in (ROOT / folder).rglob("*.py")]
    guilty = [str(p) for p in paths if "mock" in imports(p) or "unittest" in imports(p)]
    assert guilty == []


def statements(path: Path) -> str:
    """A module's code in small letters, without comments and docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [part for part in body if not _is_docstring(part)] or [ast.Pass()]  # type: ignore[attr-defined]
    return ast.unparse(tree).casefold()


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def test_the_core_names_no_particular_place() -> None:
    """No statement of the core names a particular border: the world is YAML. Examples in docstrings and comments may; so may the demo."""
    named = re.compile(
        "(?<![a-z])(iran|pakistan|saravan|baloch|jaish|tehran|islamabad)"
    )  # June is "haziran" in Turkish
    guilty = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in MONITOR.rglob("*.py")
        if "demo" not in path.parts
        for name in named.findall(statements(path))
    ]
    assert guilty == []


def unkept(tree: ast.AST) -> list[str]:
    """What mypyc compiles to something else, or not at all."""
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    among = [part for node in ast.walk(tree) if isinstance(node, ast.Compare) for part in node.comparators]
    starred = [part for part in among if isinstance(part, ast.Tuple | ast.List)]
    return [
        *named & {"cached_property", "singledispatch", "singledispatchmethod"},
        *(ast.unparse(part) for part in starred if any(isinstance(one, ast.Starred) for one in part.elts)),
        *(ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Assign) and _moves_on(node)),
    ]


def _moves_on(node: ast.Assign) -> bool:
    """Whether one name takes the other's value and the other None, at once."""
    value, target = node.value, node.targets[0]
    if not (isinstance(value, ast.Tuple) and isinstance(target, ast.Tuple)):
        return False
    names = {one.id for one in target.elts if isinstance(one, ast.Name)}
    empties = any(isinstance(one, ast.Constant) and one.value is None for one in value.elts)
    return empties and any(isinstance(one, ast.Name) and one.id in names for one in value.elts)


def test_what_is_compiled_means_the_same() -> None:
    """A cached property would be worked out again whenever it is asked for; ``in (*a, b)`` isn't known at all: a set is. In ``a, b = None, a`` machine
    code holds ``b`` to be what it was found to be before."""
    assert len(unkept(ast.parse("@cached_property\ndef a(self): return 1 in (*b, 2)\na, b = None, a"))) == 3
    paths = [path for package in ("text", "extraction") for path in (MONITOR / package).rglob("*.py")]
    guilty = {str(path.relative_to(ROOT)): unkept(ast.parse(path.read_text(encoding="utf-8"))) for path in paths}
    assert {path: found for path, found in guilty.items() if found} == {}


def test_top_level_holds_what_it_should() -> None:
    """Only the agreed folders stand at the top of the repository."""
    allowed = {"monitor", "rules", "config", "tests", "systemd", "benchmarks"}
    folders = {
        p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".") and p.name not in {"var", "dist"}
    }
    assert folders <= allowed | {"__pycache__"}
