"""More than three thousand labelled reports of eighty-five borders in twenty-one languages, as a whole: no share may fall below its floor.

``tests/corpus/reports.jsonl`` tells of real occurrences, and of everyday news that shares their words, in words written for it; labels are what a
desk would say. Much of it has been read while reading was mended, so that it shows what is kept, and not what unseen reports would get.
"""

import json
import random
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from monitor.model.reports import Mode, Report
from tests.support.reading import NOON, item, shipped_reader
from tests.support.rules import shipped

REPORTS = Path(__file__).resolve().parents[2] / "corpus" / "reports.jsonl"
RECALL, RECALL_ELSEWHERE = 0.95, 0.967
"""Of what a desk wants to know, in all languages and in those other than English."""
FALSE_ALARMS = 0.025
"""Of everyday news read as an incident."""
BORDERS = 0.96
STRUCK_BY = 0.86
"""Of acts whose doer is a state by its name, read as that state's."""


@lru_cache(maxsize=1)
def labelled() -> list[dict[str, Any]]:
    """The reports with their labels."""
    return [json.loads(line) for line in REPORTS.read_text(encoding="utf-8").splitlines()]


def _first(label: dict[str, Any]) -> Report | None:
    """The report that a replay would make the item's first incident of."""
    published = datetime.fromisoformat(label["published"]) if len(label.get("published", "")) > len("2024-01") else NOON
    published = published if published.tzinfo else published.replace(tzinfo=NOON.tzinfo)
    read = shipped_reader().read(
        item(label["title"], label["summary"], language=label["lang"], published_at=published, seen_at=published)
    )
    told = [report for report in read.reports if report.mode == Mode.FACTUAL]
    return next((report for report in told if report.primary), told[0] if told else None)


@lru_cache(maxsize=1)
def _read() -> tuple[tuple[dict[str, Any], Report | None], ...]:
    return tuple((label, _first(label)) for label in labelled())


def _found() -> Iterator[tuple[dict[str, Any], Report]]:
    return ((label, report) for label, report in _read() if label["relevant"] and report is not None)


def _share(part: int, whole: int) -> float:
    assert whole > 0
    return part / whole


def test_what_a_desk_wants_to_know_is_read() -> None:
    """In English and in the other languages alike."""
    for floor, english in ((RECALL, True), (RECALL_ELSEWHERE, False)):
        wanted = [report for label, report in _read() if label["relevant"] and (english or label["lang"] != "en")]
        assert _share(sum(report is not None for report in wanted), len(wanted)) >= floor


def test_everyday_news_is_left_alone() -> None:
    """Sport, crime, accidents, business and history, with the words of war in them."""
    others = [report for label, report in _read() if not label["relevant"]]
    assert _share(sum(report is not None for report in others), len(others)) <= FALSE_ALARMS


def test_an_incident_finds_its_border() -> None:
    """Whichever of the two states is named first."""
    sides = [(sorted(label["border"].split("-")), r.border) for label, r in _found() if label.get("border")]
    assert _share(sum(sorted((border or "").split("-")) == pair for pair, border in sides), len(sides)) >= BORDERS


def test_a_state_that_struck_is_read_as_the_one_who_did() -> None:
    """By its name, where the label is that of a state."""
    countries = {country.name: country.iso for country in shipped().countries}
    named = [(countries[label["initiator"]], r) for label, r in _found() if label.get("initiator") in countries]
    right = sum(report.initiator is not None and report.initiator.state == state for state, report in named)
    assert _share(right, len(named)) >= STRUCK_BY


def _torn(at: random.Random, language: str) -> str:
    """Up to four pieces of reports, cut anywhere and run together, as a feed's short summaries and a page's blocks are."""
    texts = [
        text for label in labelled() if label["lang"] == language for text in (label["title"], label["summary"]) if text
    ]
    pieces: list[str] = []
    for _ in range(at.randint(1, 4)):
        words = at.choice(texts).split()
        first = at.randrange(len(words))
        pieces.append(" ".join(words[first : at.randint(first, len(words)) + 1]))
    return at.choice((" ", ", ", ". ", ": ", " – ", ' "')).join(pieces)


def test_news_cut_anywhere_is_read() -> None:
    """A word that ends the text where more is expected, a list that breaks off, two languages' commas: nothing raises, and the same is read again."""
    at, languages = random.Random(20240116), sorted({label["lang"] for label in labelled()})
    for turn in range(2500):
        language = languages[turn % len(languages)]
        torn = item(_torn(at, language), _torn(at, language) if turn % 2 else "", language=language)
        read = shipped_reader().read(torn)
        assert sum(report.primary for report in read.reports) <= 1, torn.title
