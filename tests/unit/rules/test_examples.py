"""Examples beside the words: their shape, and that all that are shipped read as they say."""

from pathlib import Path

import pytest

from monitor.config.rules import failed_examples
from monitor.model.reports import LeftOut, Mode
from monitor.pipeline import examples
from tests.support.reading import shipped_reader
from tests.support.rules import complaints, rulebook, shipped

WORDS = """\
schema_version: 1
lexicon:
  - {id: es-order, language: es, sense: "grammar:order", words: [svo]}
"""

MORE_EVENTS = """\
schema_version: 1
events:
  - {id: force_state.shelling, title: Shelling, act: ground_fire, severity: 5}
"""


def test_an_example_is_of_the_language_of_the_words_beside_it() -> None:
    """And may say another one; without words beside it, none is declared."""
    beside = (
        WORDS + 'examples:\n  - {text: "Calma", expect: nothing}\n  - {text: "Calm", language: en, expect: nothing}\n'
    )
    alone = 'schema_version: 1\nexamples:\n  - {text: "Calma", expect: nothing, left_out: sport}\n'
    first, second, third = rulebook(beside, alone).examples
    assert (first.language, second.language, third.language) == ("es", "en", None)
    assert (first.path, first.number, second.number) == ("desk/a.yaml", 0, 1)
    assert (third.left_out, third.mode) == (LeftOut.SPORT, Mode.FACTUAL)


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("{text: x}", "desk/a.yaml:3:5: needs the key 'expect' [missing-key]"),
        ("{text: x, expect: force_stat}", "there is no event or type of event 'force_stat'"),
        ("{text: x, expect: force_state, initiator: Peru}", "desk/a.yaml:3:47: there is no actor or country 'Peru'"),
        ("{text: x, expect: force_state, border: PE-EC}", "is written 'EC-PE'"),
        ("{text: x, expect: force_state, mode: certain}", "mode"),
        ("{text: x, expect: nothing, killed: 3}", "expects nothing, and yet says what of it"),
        ("{text: x, expect: force_state, left_out: sport}", "has a reason for being left out"),
        ("{text: x, expect: force_state, kiled: 3}", "did you mean 'killed'?"),
    ],
)
def test_a_mistake_in_an_example_is_told_with_its_place(entry: str, complaint: str) -> None:
    """As in every other entry."""
    found = complaints(f"schema_version: 1\nexamples:\n  - {entry}\n")
    assert len(found) == 1
    assert found[0].startswith("desk/a.yaml:3:")
    assert complaint in found[0]


def test_an_example_that_is_read_otherwise_is_told_with_its_place(tmp_path: Path) -> None:
    """The file's line, what was expected and what was read."""
    file = tmp_path / "desk.yaml"
    text = """\
schema_version: 1
examples:
  - {text: "Peruvian soldiers shell Ecuadorian village, three killed", language: en,
     expect: force_state.shelling, initiator: PE, target: EC, killed: 3}
  - {text: "Peruvian soldiers shell Ecuadorian village, three killed", language: en,
     expect: force_state, initiator: EC, killed: 4, border: EC-PE}
  - {text: "Peruvian soldiers shell Ecuadorian village, three killed", language: en, expect: nothing}
  - {text: "Ecuador beats Peru 3-1 in World Cup qualifier", language: en, expect: force_state}
"""
    file.write_text(text, encoding="utf-8")
    book = rulebook(text, MORE_EVENTS, paths=(str(file), "more.yaml"))
    failed = failed_examples(examples.failures(book.examples, shipped_reader().read))
    assert [(p.line, p.column, p.code, p.warning) for p in failed] == [
        (5, 12, "example", True), (7, 12, "example", True), (8, 12, "example", True),
    ]  # fmt: skip
    assert "initiator should be EC, is PE; killed should be 4, is 3" in failed[0].message
    assert "should read as nothing, reads as force_state.shelling" in failed[1].message
    assert "should read as force_state, reads as" in failed[2].message


def test_every_shipped_example_reads_as_it_says() -> None:
    """Failures come with file and line."""
    failed = failed_examples(examples.failures(shipped().examples, shipped_reader().read))
    assert not failed, "\n".join(map(str, failed))
