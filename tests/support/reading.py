"""Small worlds to read in: one of two real neighbours, and its twin with every name changed, over the shipped words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from monitor.config.rules import load_dictionary, load_rulebook
from monitor.extraction.reader import Reader
from monitor.model.items import Item
from monitor.model.lexicon import EventType, Lexeme
from monitor.model.outlets import Grade, Outlet
from monitor.model.reports import PartyKind, Reading, Report, Span
from monitor.model.rulebook import Actor, Alias, Border, Country, Place, Rulebook
from monitor.rules import lexicon as words
from monitor.text.language import Languages
from tests.support.rules import CACHE, data

RULES = Path(__file__).resolve().parents[2] / "rules"
NOON = datetime(2024, 1, 18, 12, 0, tzinfo=UTC)  # a Thursday


def _entries(path: Path, section: str) -> list[dict[str, Any]]:
    return list(data(path)[section])


@lru_cache(maxsize=1)
def shipped_words() -> tuple[tuple[EventType, ...], Mapping[str, tuple[Lexeme, ...]]]:
    """The shipped taxonomy and lexicon."""
    events = [words.EventEntry.model_validate(entry) for entry in _entries(RULES / "core" / "events.yaml", "events")]
    files = sorted((RULES / "core" / "lexicon").glob("*.yaml"))
    entries = [
        words.LexiconEntry.model_validate({**e, "words": tuple(e["words"])})
        for f in files
        for e in _entries(f, "lexicon")
    ]
    return words.compile_events(events), words.compile_lexicon(entries)


def shipped_languages() -> Languages:
    """The languages that the shipped rules tell apart."""
    entries = _entries(RULES / "core" / "languages.yaml", "languages")
    return Languages(
        words.compile_languages(words.LanguageEntry.model_validate(entry, strict=False) for entry in entries)
    )


@dataclass(frozen=True, kw_only=True)
class Names:
    """All the names that a story about two neighbours needs. ``a`` strikes first; ``b`` answers."""

    a: str
    a_name: str
    a_adjective: str
    a_capital: str
    a_town: str
    a_province: str
    a_guards: str
    b: str
    b_name: str
    b_adjective: str
    b_capital: str
    b_town: str
    b_district: str
    b_foreign_office: str
    group: str
    group_label: str

    @property
    def border(self) -> str:
        """The pair in alphabetical order."""
        return "-".join(sorted((self.a, self.b)))

    def fill(self, template: str) -> str:
        """The template with these names."""
        return template.format_map(
            {name: getattr(self, name) for name in self.__slots__} if hasattr(self, "__slots__") else vars(self)
        )


REAL = Names(
    a="IR", a_name="Iran", a_adjective="Iranian", a_capital="Tehran", a_town="Saravan", a_province="Sistan-Baluchestan",
    a_guards="Revolutionary Guards", b="PK", b_name="Pakistan", b_adjective="Pakistani", b_capital="Islamabad", b_town="Panjgur",
    b_district="Koh-e Sabz", b_foreign_office="Foreign Office", group="Jaish al-Adl", group_label="Jaish al-Zolm",
)  # fmt: skip
TWIN = Names(
    a="XB", a_name="Borduria", a_adjective="Bordurian", a_capital="Szohod", a_town="Klow Vale", a_province="Douma Marches",
    a_guards="Steel Sentinels", b="XS", b_name="Syldavia", b_adjective="Syldavian", b_capital="Klow", b_town="Istow",
    b_district="Sbrodj Hills", b_foreign_office="Chancery", group="Zyldav Front", group_label="Zyldav Rabble",
)  # fmt: skip


def world(names: Names) -> Rulebook:
    """A rulebook of two states, one group, one force, one office, four places and a third state, with the shipped words."""
    events, lexemes = shipped_words()
    return Rulebook(
        events=events,
        lexicon=lexemes,
        countries=(
            _country(names.a, names.a_name, names.a_adjective, names.a_capital),
            _country(names.b, names.b_name, names.b_adjective, names.b_capital),
            _country("CN", "China", "Chinese", "Beijing"),
        ),
        actors=(
            Actor(id="guards", name=names.a_guards, kind=PartyKind.STATE_FORCES, state=names.a),
            Actor(id="foreign-office", name=names.b_foreign_office, kind=PartyKind.GOVERNMENT, state=names.b),
            Actor(
                id="group",
                name=names.group,
                kind=PartyKind.NONSTATE_GROUP,
                aliases=(Alias(text=names.group_label, framing=names.a),),
                hosted_by=names.b,
                hosted_according_to=names.a,
            ),
            Actor(id="pundit", name="Fabian Quill", kind=PartyKind.ORGANISATION, ignore=True),
        ),
        places=(
            Place(id="a-town", name=names.a_town, country=names.a, border_km=((names.border, 42.0),)),
            Place(
                id="a-province", name=names.a_province, country=names.a, precision=3, border_km=((names.border, 30.0),)
            ),
            Place(id="b-town", name=names.b_town, country=names.b, border_km=((names.border, 79.0),)),
            Place(
                id="b-district", name=names.b_district, country=names.b, precision=2, border_km=((names.border, 50.0),)
            ),
            Place(id="a-far", name="Farhold", country=names.a, border_km=((names.border, 366.0),)),
            Place(id="third", name="Eastgate", country="CN"),
            Place(id="meeting", name="Davos", country="CH", never_incident=True),
        ),
        borders=(Border(id=names.border),),
    )


def _country(iso: str, name: str, adjective: str, capital: str) -> Country:
    return Country(
        iso=iso,
        name=name,
        demonyms=(Alias(text=adjective, language="en"), Alias(text=adjective + "s", language="en")),
        capitals=(Alias(text=capital, language="en"),),
    )


@lru_cache(maxsize=4)
def reader(names: Names = REAL) -> Reader:
    """A reader in this small world, with a state outlet of each side."""
    return Reader(world(names), outlets(names))


@lru_cache(maxsize=1)
def shipped_reader() -> Reader:
    """A reader over everything that is shipped."""
    loaded = load_rulebook([RULES], CACHE)
    return Reader(loaded.rulebook, {}, load_dictionary(loaded))


def outlets(names: Names) -> Mapping[str, Outlet]:
    """State media of both sides, one private paper and one journal of opinion."""
    made = (
        Outlet(
            id="state-a",
            name="State A",
            side=names.a,
            country=names.a,
            owner="state:a",
            events=Grade.C,
            statements=Grade.A,
        ),
        Outlet(
            id="state-b",
            name="State B",
            side=names.b,
            country=names.b,
            owner="state:b",
            events=Grade.C,
            statements=Grade.A,
        ),
        Outlet(id="paper", name="Paper", events=Grade.B, zone="Asia/Karachi"),
        Outlet(id="journal", name="Journal", analysis=True),
    )
    return {outlet.id: outlet for outlet in made}


def item(title: str, summary: str = "", **fields: Any) -> Item:
    """An item published and seen at noon on Thursday, 18 January 2024, unless told otherwise."""
    at = fields.pop("at", NOON)
    defaults: dict[str, Any] = {"id": "i1", "outlet": "paper", "published_at": at, "seen_at": at}
    return Item(title=title, summary=summary, **{**defaults, **fields})


def read(title: str, summary: str = "", *, names: Names = REAL, **fields: Any) -> Reading:
    """The item read in the small world."""
    return reader(names).read(item(title, summary, **fields))


def primary(reading: Reading) -> Report:
    """The primary report."""
    return next(report for report in reading.reports if report.primary)


def kinds(reading: Reading) -> set[str]:
    """The event ids of the factual reports."""
    return {report.event for report in reading.reports if report.mode == "factual"}


def quote(source: Item, span: Span) -> str:
    """What a span cuts out of its item."""
    text: str = getattr(source, span.field.value)
    return text[span.start : span.end]


def quotations(source: Item, report: Report) -> list[str]:
    """What the evidence of a report points at."""
    return [quote(source, span) for span in report.evidence]
