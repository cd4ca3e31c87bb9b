"""The law of what opens a sentence: a day, an hour, a place, a source or a label before it changes neither who did it nor to whom.

The sentences are made from ``tests/corpus/openings.yaml``.
"""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.model.reports import Reading
from tests.support.reading import item, shipped_reader

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "openings.yaml"
CASES: list[dict[str, Any]] = YAML(typ="safe").load(CORPUS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['language']}-{case['by']}" for case in CASES])
def test_an_opening_changes_no_side(case: dict[str, Any]) -> None:
    """All headlines that aren't read so are told at once."""
    headlines = [opening + sentence for opening, sentence in product(case["openings"], case["sentences"])]
    reader = shipped_reader()
    readings = [(headline, reader.read(item(headline, language=case["language"]))) for headline in headlines]
    assert not [headline for headline, reading in readings if _sides(reading) != (case["by"], case["on"])]


def _sides(reading: Reading) -> tuple[str | None, str | None] | None:
    """Whose act it is and on whom, by the primary report; None when nothing is told."""
    told = next((report for report in reading.reports if report.primary), None)
    if told is None or told.mode != "factual":
        return None
    doer, struck = told.initiator, told.target
    return doer and doer.state, struck and struck.state
