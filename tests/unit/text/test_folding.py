"""Two ways of writing one name fold alike, and offsets stay exact."""

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from monitor.text import fold, matcher
from monitor.text.fold import fold as folded


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("Jaish al-Adl", "the Jaish‑al‑Adl said"),
        ("Jaish al-Adl", "Jaish  al Adl"),
        ("Iran", "Iran’s army"),
        ("Iran", "l'Iran a dit"),
        ("Zürich", unicodedata.normalize("NFD", "in Zürich heute")),
        ("جیش العدل", "قال جيش العدل أمس"),
        ("جیش العدل", "گروه جیش‌العدل گفت"),
        ("الحرس الثوري", "الحَرَس الثوريّ"),
        ("پاکستان", "در پاکســتان بود"),
        ("دفتر خارجہ", "دفترِ خارجہ"),
        ("TTP", "ＴＴＰ said"),
        ("U.S.", "the US army"),
        ("12", "۱۲ نفر"),
        ("closes", "Poland сloses the border"),
        ("закрывает", "Польша зaкрывaет границу"),
    ],
)
def test_ways_of_writing_one_name_fold_alike(phrase: str, text: str) -> None:
    """Case, accents, letter variants, joiners, hyphens, possessives and foreign digits make no difference, nor do letters of another alphabet that look alike."""
    assert f" {fold.fold_phrase(phrase)} " in folded(text).padded


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("Iran", "Iranian forces"), ("Iran", "Mirandola"), ("ایران", "ایرانی ها"), ("ईरान", "ईरानी सेना")],
)
def test_a_name_inside_a_longer_word_is_not_that_name(phrase: str, text: str) -> None:
    """Word boundaries respect each script."""
    assert f" {fold.fold_phrase(phrase)} " not in folded(text).padded


def test_a_possessive_is_folded_away_but_still_seen() -> None:
    """ "Iran's" and "Guards'" own what follows."""
    text = folded("Iran's missiles and Guards’ drones")
    assert [fold.is_possessive(text, n) for n in range(5)] == [True, False, False, True, False]


@given(some.text(alphabet=f"{string.printable}\xa0\xad–—‘’“”…"))
def test_a_sign_of_another_script_changes_nothing_before_it(plain: str) -> None:
    """Plain text is cut by a simpler pattern than all other text, and into the same tokens at the same places."""
    alone, beside = folded(plain), folded(f"{plain} é")
    assert beside.tokens == (*alone.tokens, "e")
    assert (beside.starts[:-1], beside.ends[:-1]) == (alone.starts, alone.ends)


def test_the_matcher_finds_overlapping_phrases_longest_first() -> None:
    """By first token, then the longer one: whoever chooses sees the group's name before the country in it."""
    text = folded("Tehrik-i-Taliban Pakistan hits Pakistan")
    tree = matcher.plant(["tehrik i taliban pakistan", "pakistan", "hits", "tehrik i taliban", "hits the"])
    assert [(phrase, text.written(first, last)) for phrase, first, last in matcher.match(tree, text.tokens)] == [
        (0, "Tehrik-i-Taliban Pakistan"),
        (3, "Tehrik-i-Taliban"),
        (1, "Pakistan"),
        (2, "hits"),
        (1, "Pakistan"),
    ]


def test_no_phrases_match_nothing() -> None:
    """An empty vocabulary is no error."""
    assert list(matcher.match(matcher.plant([]), ("anything",))) == []


def test_dots_under_devanagari_letters_are_written_or_left_out() -> None:
    """Composed or not; the sign for a nasal has two shapes."""
    assert fold.fold_phrase("अफ़ग़ान") == fold.fold_phrase("अफगान")
    assert fold.fold_phrase("क़तर") == fold.fold_phrase("कतर")
    assert fold.fold_phrase("पाँच") == fold.fold_phrase("पांच")
