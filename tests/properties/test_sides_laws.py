"""Laws of who did it to whom: the same sentence of two other neighbours tells the same of them, and with its sides exchanged the reverse.

The sentences are those of the English corpora that name two neighbours and nobody and nothing else: no place, no group, no force by its name.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.config.rules import load_rulebook
from monitor.model.reports import Field, MentionKind, Party, PartyKind, Reading
from monitor.model.rulebook import Rulebook
from tests.support.reading import RULES, item, shipped_reader
from tests.support.rules import CACHE

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
NAME, ADJECTIVE, PEOPLE, CAPITAL = range(4)
WORDS: Mapping[str, tuple[str, str, str, str]] = {
    "AF": ("Afghanistan", "Afghan", "Afghans", "Kabul"),
    "AM": ("Armenia", "Armenian", "Armenians", "Yerevan"),
    "AZ": ("Azerbaijan", "Azerbaijani", "Azerbaijanis", "Baku"),
    "BY": ("Belarus", "Belarusian", "Belarusians", "Minsk"),
    "CD": ("DR Congo", "Congolese", "Congolese", "Kinshasa"),
    "CN": ("China", "Chinese", "Chinese", "Beijing"),
    "GY": ("Guyana", "Guyanese", "Guyanese", "Georgetown"),
    "IL": ("Israel", "Israeli", "Israelis", "Tel Aviv"),
    "IN": ("India", "Indian", "Indians", "New Delhi"),
    "IR": ("Iran", "Iranian", "Iranians", "Tehran"),
    "KG": ("Kyrgyzstan", "Kyrgyz", "Kyrgyz", "Bishkek"),
    "KH": ("Cambodia", "Cambodian", "Cambodians", "Phnom Penh"),
    "LB": ("Lebanon", "Lebanese", "Lebanese", "Beirut"),
    "PK": ("Pakistan", "Pakistani", "Pakistanis", "Islamabad"),
    "PL": ("Poland", "Polish", "Poles", "Warsaw"),
    "RS": ("Serbia", "Serbian", "Serbs", "Belgrade"),
    "RW": ("Rwanda", "Rwandan", "Rwandans", "Kigali"),
    "SD": ("Sudan", "Sudanese", "Sudanese", "Khartoum"),
    "TD": ("Chad", "Chadian", "Chadians", "Ndjamena"),
    "TH": ("Thailand", "Thai", "Thais", "Bangkok"),
    "TJ": ("Tajikistan", "Tajik", "Tajiks", "Dushanbe"),
    "US": ("the United States", "American", "Americans", "Washington"),
    "VE": ("Venezuela", "Venezuelan", "Venezuelans", "Caracas"),
    "XK": ("Kosovo", "Kosovan", "Kosovars", "Pristina"),
}
PAIRS = [
    "AF-PK",
    "CD-RW",
    "CN-IN",
    "GY-VE",
    "IL-LB",
    "IN-PK",
    "IR-PK",
    "BY-PL",
    "KG-TJ",
    "KH-TH",
    "RS-XK",
    "SD-TD",
    "US-VE",
]  # each is compared with AM-AZ
ONE_OF = 4
"""So many pairs share the sentences among them: each pair is asked every second one."""

Slot = tuple[Field, int, int, int, int]
"""Field, start, end; which of the two; which of its words."""
Sentence = tuple[str, str, tuple[Slot, ...]]


@lru_cache(maxsize=1)
def _rulebook() -> Rulebook:
    return load_rulebook([RULES], CACHE).rulebook


def _texts() -> Iterator[tuple[str, str]]:
    with (CORPUS / "reading" / "en.yaml").open(encoding="utf-8") as file:
        cases: list[dict[str, Any]] = YAML(typ="safe").load(file)
    yield from ((case["text"], case.get("summary", "")) for case in cases)
    for line in (CORPUS / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if label["lang"] == "en":
            yield label["title"], label["summary"]


def _word(iso: str, text: str) -> int | None:
    """Which of a state's words this is."""
    country = next(one for one in _rulebook().countries if one.iso == iso)
    for which, aliases in ((CAPITAL, country.capitals), (ADJECTIVE, country.demonyms), (NAME, country.aliases)):
        if any(alias.text.casefold() == text.casefold() for alias in aliases if not alias.beside):
            return PEOPLE if which == ADJECTIVE and text.endswith("s") else which
    return None


def _slots(title: str, summary: str) -> tuple[Slot, ...] | None:
    mentions = shipped_reader().read(item(title, summary, language="en")).mentions
    isos = list(dict.fromkeys(mention.entity for mention in mentions))
    if len(isos) != 2 or any(mention.kind != MentionKind.STATE for mention in mentions):
        return None
    neighbours = {country.iso: country.neighbours for country in _rulebook().countries}
    slots = []
    for mention in mentions:
        which = _word(mention.entity, mention.text)
        if which is None or isos[1] not in neighbours[isos[0]]:
            return None
        span = mention.span
        slots.append((span.field, span.start, span.end, isos.index(mention.entity), which))
    return tuple(slots)


@lru_cache(maxsize=1)
def sentences() -> tuple[Sentence, ...]:
    """All that name nobody but two neighbours."""
    found = ((title, summary, _slots(title, summary)) for title, summary in _texts())
    return tuple((title, summary, slots) for title, summary, slots in found if slots)


def told_of(sentence: Sentence, pair: tuple[str, str]) -> tuple[str, str]:
    """The sentence, told of these two."""
    texts = {Field.TITLE: sentence[0], Field.SUMMARY: sentence[1]}
    for field, start, end, who, which in sorted(sentence[2], key=lambda slot: -slot[1]):
        word, before = WORDS[pair[who]][which], texts[field][:start]
        if re.search(r"\b[Tt]he $", before):
            word = word.removeprefix("the ")
        vowel = "n" if word[0] in "AEI" else ""
        texts[field] = re.sub(r"\b([Aa])n? $", rf"\g<1>{vowel} ", before) + word + texts[field][end:]
    return texts[Field.TITLE], texts[Field.SUMMARY]


def _party(party: Party | None, sides: Mapping[str, str]) -> tuple[str | None, str] | None:
    """Whose it is, and what: of two states one may have a name for its forces or its ministry where the other has none."""
    if party is None:
        return None
    of_state = party.kind in {PartyKind.GOVERNMENT, PartyKind.STATE_FORCES}
    return (sides.get(party.state or ""), "state" if of_state else party.kind)


def meaning(reading: Reading, pair: tuple[str, str]) -> list[tuple[Any, ...]]:
    """What was read, with the first of the two called A and the other B."""
    sides = {pair[0]: "A", pair[1]: "B"}
    return [
        (
            report.event,
            report.mode,
            _party(report.initiator, sides),
            _party(report.target, sides),
            sorted(sides.get(iso, iso) for iso in (report.border or "").split("-")),
            report.killed and report.killed.best,
            report.injured and report.injured.best,
        )
        for report in reading.reports
    ]


@lru_cache(maxsize=1)
def _meant() -> tuple[list[tuple[Any, ...]], ...]:
    pair = ("AM", "AZ")
    read = shipped_reader().read
    return tuple(meaning(read(item(*told_of(one, pair), language="en")), pair) for one in sentences())


def _differ(pair: tuple[str, str]) -> re.Pattern[str] | None:
    """Words of which the rulebook says something else for these two: from where one shelters the other's foes an act needn't be that state's, and
    peacekeepers are a body's where it has a mission."""
    of_group = {(actor.hosted_by, actor.hosted_according_to) for actor in _rulebook().actors if actor.hosted_by}
    missions = {actor.hosted_by for actor in _rulebook().actors if actor.kind == PartyKind.ORGANISATION}
    words = [r"\b(?:from|out of)\b"] if {pair, pair[::-1]} & of_group else []
    words += ["peacekeepers"] if missions & set(pair) else []
    return re.compile("|".join(words)) if words else None


def _says_more(reading: Reading) -> bool:
    """Whether a sentence with these two names more than states: "eastern Chad" is a place, "Miss Venezuela" no state."""
    return any(mention.kind == MentionKind.PLACE for mention in reading.mentions)


@pytest.mark.parametrize("border", PAIRS)
@pytest.mark.parametrize("exchanged", [False, True], ids=["as told", "exchanged"])
def test_whoever_the_two_sides_are_the_same_words_say_the_same(border: str, *, exchanged: bool) -> None:
    """Neighbours don't differ but in what the rulebook says of them."""
    one, other = border.split("-")
    pair = (other, one) if exchanged else (one, other)
    read, differ = shipped_reader().read, _differ(pair)
    wrong = []
    for number, (sentence, meant) in enumerate(zip(sentences(), _meant(), strict=True)):
        if (number + PAIRS.index(border)) % ONE_OF:
            continue
        texts = told_of(sentence, pair)
        if differ is not None and differ.search(" ".join(texts)):
            continue
        reading = read(item(*texts, language="en"))
        if (got := meaning(reading, pair)) != meant and not _says_more(reading):
            wrong.append((texts, got, meant))
    assert not wrong
