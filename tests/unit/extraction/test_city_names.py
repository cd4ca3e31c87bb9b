"""Towns that no pack teaches: found by name, and giving way to whatever has the better claim."""

from dataclasses import replace
from functools import cache

import pytest

from monitor.extraction.reader import Reader
from monitor.model.reports import Mention
from monitor.model.rulebook import BorderLine, Place, Rulebook, Towns
from tests.support.reading import REAL, item, world

TOWNS = (
    Towns(
        country="IR",
        lines=(
            "1|Tehran|35.7|51.4|9000000|capital|tehran",
            "2|Borazjan|29.3|51.2|90000||borazjan,برازجان",
            "3|Twinford|30|60|80000|PK60|twinford",
            "9|Loneford|27|61|70000|PK60|loneford",
            "4|Farhold|20|20|70000||farhold",
        ),
    ),
    Towns(country="PK", lines=("5|Twinford|28|66|90000|IR210|twinford", "6|Port Farhold|25|62|3000|IR20|port farhold")),
    Towns(country="CN", lines=("7|Farhold|40|100|5000000||farhold", "8|Killed|40|100|5000000||killed")),
)
LINES = (BorderLine(border="IR-PK", points="250000 610000 40000 10000"),)


def _book() -> Rulebook:
    return replace(world(REAL), towns=TOWNS, border_lines=LINES)


@cache
def _reader() -> Reader:
    return Reader(_book(), {})


def _places(title: str, language: str = "en") -> list[Mention]:
    reading = _reader().read(item(title, language=language))
    return [mention for mention in reading.mentions if mention.kind == "place"]


def _ids(title: str, language: str = "en") -> list[str]:
    return [mention.entity for mention in _places(title, language)]


def test_a_town_is_mentioned_with_its_words_state_and_coordinates() -> None:
    """As exact as a pack's place: quotation, country, where it lies."""
    title = "Two guards were killed near Borazjan on Thursday"
    (mention,) = _places(title)
    assert (mention.entity, mention.country, mention.lat, mention.lon) == ("city-2", "IR", 29.3, 51.2)
    assert title[mention.span.start : mention.span.end] == "Borazjan"


@pytest.mark.parametrize("title", ["a borazjan breed of dove was seen", "Borazjani doves were seen"])
def test_a_word_that_is_not_the_name_is_not_the_town(title: str) -> None:
    """Small letters and longer words don't name towns."""
    assert _ids(title) == []


def test_of_two_towns_of_one_name_the_text_chooses() -> None:
    """The state that is named decides; with none named, the larger town is meant."""
    assert _ids("Iranian police killed two in Twinford") == ["city-3"]
    assert _ids("Pakistani police killed two in Twinford") == ["city-5"]
    assert _ids("Two people were killed in Twinford") == ["city-5"]


def test_a_place_of_the_rulebook_wins_over_a_town() -> None:
    """Farhold is a place of Iran here: the town of the same state never counts, the foreign one only when its state is named."""
    assert _ids("Two people were killed in Farhold") == ["a-far"]
    assert _ids("Iranian police killed two in Farhold") == ["a-far"]
    assert _ids("Chinese police killed two in Farhold") == ["city-7"]


def test_a_longer_name_wins() -> None:
    """Port Farhold is not Farhold."""
    assert _ids("Pakistani police killed two in Port Farhold") == ["city-6"]


def test_a_word_of_the_lexicon_is_no_town() -> None:
    """What a word means in its language comes before a town that has it for a name."""
    assert _ids("Killed in China: two guards") == []


def test_a_capital_stays_its_government_and_gets_its_coordinates() -> None:
    """The name stands for the state; the town behind it says where."""
    reading = _reader().read(item("Tehran condemns the attack"))
    (mention,) = reading.mentions
    assert (mention.kind, mention.entity, mention.lat) == ("state", "IR", 35.7)


def test_a_person_called_like_a_town_is_no_town() -> None:
    """In running text an unknown word with a capital before the name makes it a longer one; a headline in capitals can't tell."""
    assert _ids("Two guards said that Arif Borazjan was killed at home") == []
    assert _ids("Two Guards Killed Near Borazjan") == ["city-2"]


def test_prefixes_of_a_language_are_taken_off() -> None:
    """Arabic writes "in" and "and" together with the name."""
    assert _ids("مقتل جنديين ببرازجان", "ar") == ["city-2"]


def test_a_report_says_how_far_the_border_is() -> None:
    """From the town's own table, or measured when a place has coordinates only."""
    book = _book()
    near = Place(id="near", name="Nearby", country="IR", lat=27.0, lon=61.0)
    reader = Reader(replace(book, places=(*book.places, near)), {})
    reports = [
        reader.read(item(f"Pakistani missiles hit {name}, killing two")).reports[0] for name in ("Loneford", "Nearby")
    ]
    assert [report.border for report in reports] == ["IR-PK", "IR-PK"]
    assert [report.places[0].border_km for report in reports] == [60.0, pytest.approx(48, abs=3)]


def test_a_town_near_the_line_makes_an_attack_that_border_s() -> None:
    """Within fifty kilometres by itself, within a hundred and fifty when the other side is named, never for a state that isn't."""

    def border(title: str) -> str | None:
        return _reader().read(item(title)).reports[0].border

    assert border("Gunmen kill two policemen in Port Farhold") == "IR-PK"
    assert border("Gunmen kill two policemen in Borazjan") is None


def test_half_of_a_word_is_no_town() -> None:
    """Scripts without capitals tie compounds with a hyphen; with capitals, "Borazjan-based" still names the town."""
    assert _ids("مقتل جنديين برازجان-نو", "ar") == []
    assert _ids("Two guards of a Borazjan-based unit were killed") == ["city-2"]
