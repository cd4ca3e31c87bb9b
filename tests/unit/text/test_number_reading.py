"""Figures and number words."""

import pytest

from monitor.extraction.words import numerals
from monitor.model.reports import Count
from monitor.text import numbers
from monitor.text.fold import fold
from tests.support.reading import shipped_words


def _best(text: str, language: str = "en") -> list[int]:
    words = numerals.number_words(shipped_words()[1][language])
    return [number.count.best for number in numbers.parse(fold(text), words)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("twenty-five people", [25]),
        ("one hundred and five dead", [105]),
        ("two hundred hurt", [200]),
        ("1,400 fled", [1400]),
        ("two dead, three hurt", [2, 3]),
        ("ninety-one and nine", [91, 9]),
        ("5.1 on the scale, 12% and $18", []),
        ("two dozen men", [24]),
    ],
)
def test_english_numbers(text: str, wanted: list[int]) -> None:
    """Words, figures, separators; no decimals, shares or money."""
    assert _best(text) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("بیست و پنج نفر", "fa", [25]),
        ("۷ کشته", "fa", [7]),
        ("دو بچے", "ur", [2]),
        ("٩ عمال", "ar", [9]),
        ("طفلين", "ar", [2]),
        ("شهيد و7 جرحى", "ar", [7]),
        ("ثلاثة عشر جنديا وأربعة مدنيين", "ar", [13, 4]),
        ("خمسة وعشرون قتيلا", "ar", [25]),
        ("dua belas orang", "id", [12]),
        ("दो दर्जन घायल", "hi", [24]),
    ],
)
def test_numbers_of_other_scripts(text: str, language: str, wanted: list[int]) -> None:
    """Digits of every script, words of the lexicon, the Arabic dual, an "and" that is written to its number, numbers of two words."""
    assert _best(text, language) == wanted


def test_vague_words_and_ranges_are_ranges() -> None:
    """ "Dozens" is from twelve; "10-15" keeps both ends."""
    words = numerals.number_words(shipped_words()[1]["en"])
    found = [number.count for number in numbers.parse(fold("dozens dead, 10-15 hurt"), words)]
    assert found == [Count(low=12, best=12, high=99), Count(low=10, best=10, high=15)]


def test_at_least_belongs_to_the_number() -> None:
    """Its words are in the span, so evidence quotes them."""
    words = numerals.number_words(shipped_words()[1]["en"])
    text = fold("at least 73 dead")
    (number,) = numbers.parse(text, words)
    assert text.written(number.first, number.last) == "at least 73"


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("won 32-9", True),
        ("beat them 10–2", True),
        ("7-10 dead", False),
        ("on 2025-10-02", False),
        ("an F-16-2", False),
    ],
)
def test_points_fall_where_spans_of_numbers_rise(text: str, points: bool) -> None:
    assert numbers.has_points(text) is points
