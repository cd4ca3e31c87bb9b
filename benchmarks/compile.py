"""An optional step of building the wheel, off unless asked for: the reading is compiled to machine code (mypyc), and does the same in half the time.

    HATCH_BUILD_HOOK_ENABLE_CUSTOM=1 pip wheel .

needs a C compiler. The sources stay in the wheel beside what is made of them: what is kept between starts is named by their hash, and a Python that
can't use the machine code runs them.
"""

import ast
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = ("text", "extraction")
"""What reading an item runs. ``model`` stays as it is: pydantic makes its values from JSON, and can't make compiled dataclasses."""
_CONSTANT = re.compile("_?[A-Z][A-Z0-9_]+")


class Compile(BuildHookInterface):
    """Compiles a copy of the sources in a folder of its own, so that no machine code is left behind to be run in place of a changed source."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the machine code to a wheel; an editable one runs the sources that are edited."""
        if version == "editable":
            return
        self._work = tempfile.TemporaryDirectory()
        source, made = Path(self._work.name, "source"), Path(self._work.name, "made")
        shutil.copytree(Path(self.root, "monitor"), source / "monitor", ignore=shutil.ignore_patterns("__pycache__"))
        enums = enums_of(Path(self.root, "monitor", "model"))
        for path in _sources(source):
            text = with_constants(path.read_text(encoding="utf-8"))
            path.write_text(with_members(with_constructors(text), enums), encoding="utf-8")
        command = [sys.executable, Path(__file__).resolve(), "build_ext", "--build-lib", made]
        subprocess.run([*command, "--build-temp", Path(self._work.name, "temporary")], cwd=source, check=True)
        build_data["force_include"] |= {str(path): str(path.relative_to(made)) for path in made.rglob("*.so")}
        build_data.update(pure_python=False, infer_tag=True)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """The wheel is written."""
        if version != "editable":
            self._work.cleanup()


def _sources(root: Path) -> Iterator[Path]:
    """What is compiled."""
    for package in COMPILED:
        yield from sorted(Path(root, "monitor", package).rglob("*.py"))


def with_constants(source: str) -> str:
    """The same module, line for line, in which the names in capitals are said to be constants. What any other name of a module means may change, so that
    machine code looks it up in a dictionary each time: that took a fifteenth of reading."""
    lines = source.split("\n")
    told = [(node.lineno - 1, *heads) for node in ast.parse(source).body if (heads := _constant(node, source))]
    for number, (row, old, new) in enumerate(told):
        lines[row] = lines[row].replace(old, new if number else f"import typing; {new}", 1)
    return "\n".join(lines)


def _constant(node: ast.stmt, source: str) -> tuple[str, str] | None:
    """How the line begins that makes constants, and how it would if they were called so."""

    def written(part: ast.AST) -> str:
        return ast.get_source_segment(source, part) or ""

    match node:
        case ast.AnnAssign(target=ast.Name(id=name), annotation=kind, value=ast.expr()) if _CONSTANT.fullmatch(name):
            return f"{name}: {written(kind)}", f"{name}: typing.Final[{written(kind)}]"
        case ast.Assign(targets=[ast.Name(id=name)]) if _CONSTANT.fullmatch(name):
            return name, f"{name}: typing.Final"
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            pairs = zip(map(written, names), map(written, values), strict=True)
            return written(node), "; ".join(f"{name}: typing.Final = {value}" for name, value in pairs)
    return None


def with_constructors(source: str) -> str:
    """The same module, line for line, in which dataclasses that may be changed say how they are made. What ``dataclass`` makes for them at import
    stays Python, which machine code has to go back to for each: that took a tenth of reading. It is written behind the class, where a line is empty."""
    lines = source.split("\n")
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and (told := _constructor(node)):
            behind = node.end_lineno or 0
            if lines[behind]:
                raise ValueError(f"line {behind + 1}: no empty line behind class {node.name}")
            lines[behind] = told if behind + 1 < len(lines) else f"{told}\n"
    return "\n".join(lines)


def _constructor(node: ast.ClassDef) -> str | None:
    """The line that tells it; None of a class that is none of these or tells its own."""
    made = [one for one in node.decorator_list if isinstance(one, ast.Call) and ast.unparse(one.func) == "dataclass"]
    methods = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
    said = {one.arg for call in made for one in call.keywords}
    if not made or "frozen" in said or "__init__" in methods:
        return None
    fields = [_field(one) for one in node.body if isinstance(one, ast.AnnAssign)]
    taken = ["self", *(["*"] if "kw_only" in said else []), *(one[0] for one in fields if one)]
    steps = [*(one[1] for one in fields if one), *(["self.__post_init__()"] if "__post_init__" in methods else [])]
    return f"    def __init__({', '.join(taken)}) -> None: {'; '.join(steps)}"


def _field(node: ast.AnnAssign) -> tuple[str, str] | None:
    """A field as a parameter, and what is done with it; None of one that the class sets itself."""
    name, kind = ast.unparse(node.target), ast.unparse(node.annotation)
    if not (isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "field"):
        default = f" = {ast.unparse(node.value)}" if node.value else ""
        return f"{name}: {kind}{default}", f"self.{name} = {name}"
    said = {one.arg: ast.unparse(one.value) for one in node.value.keywords}
    if said.get("init") == "False":
        return None
    return f"{name}: {kind} | None = None", f"self.{name} = {said['default_factory']}() if {name} is None else {name}"


def enums_of(model: Path) -> frozenset[str]:
    """The names of the classes in these modules that list what a value may be."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(model.glob("*.py"))]
    classes = [node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    return frozenset(node.name for node in classes if any(ast.unparse(base) == "StrEnum" for base in node.bases))


def with_members(source: str, enums: Collection[str]) -> str:
    """The same module, line for line, which looks up once what its functions name of ``enums``: each look-up goes by Python's code for such classes."""
    tree, lines = ast.parse(source), source.split("\n")
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    brought = {one.name: node for node in imports for one in node.names if one.name in enums and one.asname is None}
    named = [
        one
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for statement in function.body
        for one in _names(statement)
        if isinstance(one.value, ast.Name) and one.value.id in brought
    ]
    for one in sorted(set(named), key=lambda one: (one.lineno, one.col_offset), reverse=True):
        line = lines[one.lineno - 1].encode()
        known = f"_{ast.unparse(one).replace('.', '_')}".encode()
        lines[one.lineno - 1] = (line[: one.col_offset] + known + line[one.end_col_offset :]).decode()
    for name, node in brought.items():
        members = sorted({one.attr for one in named if isinstance(one.value, ast.Name) and one.value.id == name})
        told = "".join(f"; _{name}_{member}: typing.Final = {name}.{member}" for member in members)
        lines[(node.end_lineno or 0) - 1] += f"; import typing{told}" if told else ""
    return "\n".join(lines)


def _names(node: ast.AST) -> Iterator[ast.Attribute]:
    """What is named by a name and one of its own, but for what a value is matched with: there a bare name would take it."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        yield node
    elif not isinstance(node, ast.MatchValue):
        for child in ast.iter_child_nodes(node):
            yield from _names(child)


def compile_here() -> None:
    """The other process: mypyc compiles by paths from where it runs, and ends the process when it can't."""
    from mypyc.build import mypycify
    from setuptools import setup

    files = [str(path) for path in _sources(Path())]
    settings = Path(__file__).parents[1] / "pyproject.toml"
    setup(
        name="monitor",
        packages=[],
        ext_modules=mypycify(
            ["--config-file", str(settings), *files], opt_level="2", multi_file=True, group_name="monitor"
        ),
    )


if __name__ == "__main__":
    compile_here()
