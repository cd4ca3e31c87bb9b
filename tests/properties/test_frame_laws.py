"""The law of what stands around a sentence: a day, an hour, a source before it or a cause, a comment, a reaction after it changes no act.

Each file of ``tests/corpus/frames`` holds the blocks of one language. A block puts each of its ``frames`` around each sentence of its ``sides``,
where ``by`` acts on ``on``; what it makes must be read as that act. In a block with ``told: false`` the frames deny it, ask for it or put it off,
and no act between the two sides may be told as a fact.
"""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.model.reports import Reading
from tests.support.reading import item, shipped_reader

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "frames"


CASES = [
    pytest.param(
        path.stem,
        block,
        side,
        id=f"{path.stem}-{side['by']}-{side['on']}-{'told' if block.get('told', True) else 'untold'}",
    )
    for path in sorted(CORPUS.glob("*.yaml"))
    for block in YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    for side in block["sides"]
]


@pytest.mark.parametrize(("language", "block", "side"), CASES)
def test_what_stands_around_a_sentence_changes_no_act(
    language: str, block: dict[str, Any], side: dict[str, Any]
) -> None:
    """All headlines that aren't read so are told at once."""
    headlines = [frame.replace("{}", sentence) for frame, sentence in product(block["frames"], side["sentences"])]
    reader = shipped_reader()
    acts = {headline: _act(reader.read(item(headline, language=language))) for headline in headlines}
    wanted, told = (side["by"], side["on"]), block.get("told", True)
    assert not [headline for headline, act in acts.items() if (act == wanted) is not told]


def _act(reading: Reading) -> tuple[str | None, str | None] | None:
    """Whose act it is and on whom, by the primary report; None when no fact is told."""
    told = next((report for report in reading.reports if report.primary), None)
    if told is None or told.mode != "factual":
        return None
    doer, struck = told.initiator, told.target
    return doer and doer.state, struck and struck.state
