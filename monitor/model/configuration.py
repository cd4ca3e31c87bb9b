"""How the files that people edit stand with the daemon that runs by them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Files that a running daemon didn't take: since when, and why, each problem as ``path:line:column: message``. It goes by the old ones."""

    since: datetime
    problems: tuple[str, ...]
