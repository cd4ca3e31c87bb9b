"""The shipped border lines and towns, without the rest of the rulebook."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from monitor.extraction.world.geography import Borders
from monitor.model.rulebook import BorderLine, Towns
from tests.support.rules import data

CORE = Path(__file__).resolve().parents[2] / "rules" / "core"
AT_SEA = frozenset(
    {"AE-IR", "CN-ID", "CN-JP", "CN-PH", "CN-TW", "CN-VN", "CO-NI", "CY-TR", "JP-KR", "JP-RU", "MY-PH", "US-VE"}
)
"""Pairs of states that meet at sea alone, over islands and waters that both claim."""


@lru_cache(maxsize=4)
def entries(name: str, section: str) -> tuple[dict[str, Any], ...]:
    """What stands under a key of a file of the core."""
    return tuple(data(CORE / name)[section])


@lru_cache(maxsize=1)
def shipped_lines() -> Borders:
    """All land borders."""
    return Borders(
        BorderLine(border=one["border"], points=one["points"]) for one in entries("borders.yaml", "border_lines")
    )


@lru_cache(maxsize=1)
def shipped_towns() -> tuple[Towns, ...]:
    """All tables of towns."""
    return tuple(
        Towns(country=one["country"], lines=tuple(one["towns"].split("\n"))) for one in entries("cities.yaml", "cities")
    )
