"""The errors that we raise on purpose; ``str(error)`` is a whole log line.

    MonitorError                  every one of them
    ├── ConfigError               problems: each with path:line:column               exit 2
    ├── UsageError                a request that makes no sense                      exit 2
    └── UnavailableError          what an operator can mend                          exit 3
        ├── StoreError            the database is locked, full, or no database
        └── SchemaVersionError    the database was written by a newer version

Expected failures of the world (a time-out, a 404, a refused message) are values, not errors: see ``monitor.model``.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file. ``line`` and ``column`` count from 1; 0 when there is no place to point at."""

    path: str
    line: int
    column: int
    message: str
    code: str = ""
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        code = f" [{self.code}]" if self.code else ""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {kind}{self.message}{code}"


class MonitorError(Exception):
    """Something went wrong."""


class ConfigError(MonitorError):
    """Configuration or rules can't be used; holds all problems at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems))


class UsageError(MonitorError):
    """A request that makes no sense."""


class UnavailableError(MonitorError):
    """The environment doesn't allow it: something that an operator can mend."""


class StoreError(UnavailableError):
    """The database can't be used as it is."""


class SchemaVersionError(StoreError):
    """The database was written by a newer version of border-monitor; use that version, or restore an older backup."""
