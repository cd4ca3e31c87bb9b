"""Where sentences and clauses end."""

from monitor.text import sentences
from monitor.text.fold import fold


def _cut(text: str) -> list[str]:
    folded = fold(text)
    return [folded.written(s.first, s.last) for s in sentences.split(folded)]


def test_full_stops_of_four_scripts_end_sentences() -> None:
    """Latin, Arabic, Urdu and Devanagari marks all count."""
    assert len(_cut("One fell. Two ran! چه شد؟ حملہ ہوا۔ हमला हुआ। End")) == 6


def test_abbreviations_initials_and_decimals_end_nothing() -> None:
    """Gen., a single initial and 5.1 stay inside."""
    assert _cut("Gen. A. Munir met Mr. Khan near 5.1 km.") == ["Gen. A. Munir met Mr. Khan near 5.1 km"]


def test_a_headline_is_one_sentence_with_breaks() -> None:
    """Its colons, commas and stops are clause breaks; a question is seen."""
    folded = fold("Iran: nine died, says Tehran. Why now?")
    (title,) = sentences.split(folded, whole=True)
    assert (title.first, title.last) == (0, 7)
    assert title.breaks == (1, 3, 5)
    assert title.ends_with == "?"


def test_an_empty_text_has_no_sentences() -> None:
    """Nothing in, nothing out."""
    assert sentences.split(fold(" … ")) == []
