"""What an examination finds: one sentence on what is so, and one on what to do about it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from monitor.errors import ConfigError, UnavailableError


class Grade(StrEnum):
    """How bad it is. An error keeps the program from its work; a warning is worth a look."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``todo`` is empty when nothing is to be done."""

    check: str
    grade: Grade
    what: str
    todo: str = ""


def ok(check: str, what: str) -> Finding:
    """All is well."""
    return Finding(check=check, grade=Grade.OK, what=what)


def warning(check: str, what: str, todo: str) -> Finding:
    """Worth a look."""
    return Finding(check=check, grade=Grade.WARNING, what=what, todo=todo)


def error(check: str, what: str, todo: str) -> Finding:
    """To be mended."""
    return Finding(check=check, grade=Grade.ERROR, what=what, todo=todo)


def found(check: str, examine: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """What a check finds; what keeps it from looking is a finding too."""
    try:
        yield from tuple(examine())
    except ConfigError as problems:
        yield from (
            error(check, str(problem), "mend it there, then run border-monitor check") for problem in problems.problems
        )
    except UnavailableError as trouble:
        yield error(check, str(trouble), "see what it says; border-monitor status tells more once it can be read")
