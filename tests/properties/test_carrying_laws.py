"""The law of verbs that make a noun an act: whoever launches, begins, renews or keeps up an attack attacks, each verb with each noun, in each language.

The sentences are made from ``tests/corpus/carrying.yaml``.
"""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.model.reports import Reading
from tests.support.reading import item, shipped_reader

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "carrying.yaml"
CASES: list[dict[str, Any]] = YAML(typ="safe").load(CORPUS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["language"] for case in CASES])
def test_whoever_carries_out_an_act_of_force_does_it(case: dict[str, Any]) -> None:
    """All headlines that aren't read so are told at once."""
    headlines = [case["headline"].format(verb=verb, noun=noun) for verb, noun in product(case["verbs"], case["nouns"])]
    reader = shipped_reader()
    readings = [(headline, reader.read(item(headline, language=case["language"]))) for headline in headlines]
    assert not [headline for headline, reading in readings if _sides(reading) != (case["by"], case["on"])]


def _sides(reading: Reading) -> tuple[str | None, str | None] | None:
    """Who did it to whom, of a primary report of force; None when there is none."""
    told = next((report for report in reading.reports if report.primary), None)
    if told is None or not told.event.startswith("force") or told.mode != "factual":
        return None
    doer, struck = told.initiator, told.target
    return doer and doer.state, struck and struck.state
