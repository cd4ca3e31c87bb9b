"""Headlines of four languages over everything that is shipped."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.model.reports import Count, Party, PartyKind, Reading
from tests.support.reading import item, kinds, primary, shipped_reader

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "reading"


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        with path.open(encoding="utf-8") as file:
            for number, case in enumerate(YAML(typ="safe").load(file)):
                found.append(pytest.param(path.stem, case, id=f"{path.stem}-{number:02d}"))
    return found


def _is(party: Party | None, wanted: str) -> bool:
    if wanted == "nobody":
        return party is None
    if wanted == "unknown":
        return party is not None and party.kind == PartyKind.UNKNOWN and party.state is None
    return party is not None and wanted in (party.state, party.entity)


def _best(count: Count | None) -> int | None:
    return count.best if count else None


def _reading(language: str, case: dict[str, Any]) -> Reading:
    return shipped_reader().read(item(case["text"], case.get("summary", ""), language=language))


@pytest.mark.parametrize(("language", "case"), _cases())
def test_a_headline_reads_as_people_read_it(language: str, case: dict[str, Any]) -> None:
    """The primary report, or the reason why there is none."""
    reading = _reading(language, case)
    assert reading.language == language
    if "left_out" in case:
        assert not kinds(reading)
        assert case["left_out"] == "any" or reading.left_out == case["left_out"]
        return
    report = primary(reading)
    assert report.event == case["event"]
    if "border" in case:
        assert report.border == case["border"]
    assert "by" not in case or _is(report.initiator, case["by"]), report.initiator
    assert "on" not in case or _is(report.target, case["on"]), report.target
    for what in ("killed", "injured"):
        assert what not in case or _best(getattr(report, what)) == case[what]
    also, never = case.get("also", []), case.get("never", [])
    assert [type(also), type(never)] == [list, list]  # of which a bare word would be its letters
    assert set(also) <= kinds(reading)
    assert not set(never) & kinds(reading)
