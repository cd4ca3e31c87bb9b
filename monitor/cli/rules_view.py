"""Rules, warnings and verdicts as rows and as text for people."""

from collections.abc import Iterator
from typing import Any

from monitor.bootstrap.costs import Cost
from monitor.cli.output import Column, Row, cell, pick
from monitor.errors import Problem

LISTED: tuple[Column, ...] = tuple(
    (name, pick(name)) for name in ("kind", "id", "level", "scope", "status", "borders", "title")
)
_ORIGIN: Column = ("origin", pick("origin"))
PROBLEMS: tuple[Column, ...] = (
    ("place", lambda row: f"{row['path']}:{row['line']}:{row['column']}"),
    ("code", pick("code")),
    ("message", pick("message")),
)
VALUES: tuple[Column, ...] = (
    *((name, pick(name)) for name in ("id", "key", "value", "origin")),
    ("instead of", lambda row: f"{row['was']['value']} at {row['was']['at']}" if row["was"] else ""),
)
COSTS: tuple[Column, ...] = tuple((name, pick(name)) for name in ("rule", "mean_us", "worst_us", "subjects"))


def listed(*, origin: bool) -> tuple[Column, ...]:
    """The columns of a listing of rules."""
    borders = ("borders", lambda row: " ".join(row["borders"]))
    columns = tuple(borders if name == "borders" else (name, get) for name, get in LISTED)
    return (*columns, _ORIGIN, ("overrides", _overrides)) if origin else columns


def _overrides(row: Row) -> str:
    return "; ".join(
        f"{layer['override']} {', '.join(layer['keys'])}".strip() + f" at {layer['at']}" for layer in row["overrides"]
    )


def problem(value: Problem) -> Row:
    """A warning as a row."""
    return {
        "path": value.path,
        "line": value.line,
        "column": value.column,
        "code": value.code,
        "message": value.message,
    }


def cost(value: Cost) -> Row:
    """What a rule costs as a row; microseconds."""
    return {
        "rule": value.rule,
        "mean_us": round(value.mean, 1),
        "worst_us": round(value.worst, 1),
        "subjects": value.subjects,
    }


def tree(shape: dict[str, Any]) -> str:
    """What a rule makes of an item: the verdict of every condition, with the words or facts it was read from."""
    return "\n".join(_tree(shape))


_MARKS = {True: "yes", False: "no", None: "?"}


def _tree(shape: dict[str, Any]) -> Iterator[str]:
    yield f"{shape['rule']}: {'match' if shape['matched'] else 'no match'}  ({shape['at']})"
    yield "when"
    yield from _verdict(shape["when"], 1)
    for exception in shape["exceptions"]:
        yield "except"
        yield from _verdict(exception, 1)
    yield f"because {cell(' · '.join(shape['because']))}"


def _verdict(verdict: dict[str, Any], depth: int) -> Iterator[str]:
    evidence = f"  ← {cell(' · '.join(verdict['evidence']))}" if verdict["evidence"] else ""
    yield f"{'  ' * depth}{_MARKS[verdict['holds']]:4}{cell(verdict['says'])}{evidence}"
    for part in verdict["parts"]:
        yield from _verdict(part, depth + 1)
