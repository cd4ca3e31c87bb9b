"""How many were killed and hurt, in headlines of every language over everything that is shipped."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.model.reports import Count
from tests.support.reading import item, primary, shipped_reader

CASES = Path(__file__).resolve().parents[2] / "corpus" / "tolls.yaml"


def _cases() -> list[Any]:
    with CASES.open(encoding="utf-8") as file:
        found = YAML(typ="safe").load(file)
    return [pytest.param(case, id=f"{case['language']}-{number:03d}") for number, case in enumerate(found)]


def _shown(count: Count | None) -> int | str | None:
    """A figure, or a range with its best between the ends; nought is nobody."""
    if count is None or not count.high:
        return None
    return count.best if count.low == count.best == count.high else f"{count.low}/{count.best}/{count.high}"


@pytest.mark.parametrize("case", _cases())
def test_the_dead_and_hurt_are_counted_as_people_count_them(case: dict[str, Any]) -> None:
    """Those of the primary report; what a case doesn't tell is nobody."""
    report = primary(shipped_reader().read(item(case["text"], case.get("summary", ""), language=case["language"])))
    assert (_shown(report.killed), _shown(report.injured)) == (case.get("killed"), case.get("injured"))
    assert "attackers" not in case or _shown(report.attackers_killed) == case["attackers"]
