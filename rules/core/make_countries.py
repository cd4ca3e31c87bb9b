"""Writes ``countries.yaml``: the states of the world with names, adjectives, capitals and land neighbours.

Names in twelve languages come from the Unicode CLDR through Babel; the tables below add what CLDR has not: common English variants,
adjectives, capitals, neighbours, and for the states that matter most to the shipped packs the same in Persian, Urdu and Arabic.
Matching takes whole words, so a name that is also a common word of some language is left out (``LEFT_OUT``). Names in capitals such as
US match only in capitals; other names of two letters are not given. Run it from the root of the repository:

    python rules/core/make_countries.py > rules/core/countries.yaml
"""

import re
import sys
from collections.abc import Iterable

from babel import Locale
from country_tables import FURTHER, LEFT_OUT, NEARBY, STATES, VARIANTS
from eastern_tables import EASTERN, EASTERN_VARIANTS
from european_tables import ADJECTIVES, COMBINING, EUROPEAN_VARIANTS, agreeing, german_genitive
from inflection import inflected

EUROPEAN = ("fr", "es", "it", "de")
ROMANCE = ("fr", "es", "it")
LANGUAGES = ("en", "fa", "ur", "ar", "hi", "ps", "fr", "de", "es", "it", "tr", "ru")

HEADER = """\
# The states of the world: names, adjectives, capitals (which stand for governments) and land neighbours. Generated; don't edit:
#     python rules/core/make_countries.py > rules/core/countries.yaml
# Names by language: Unicode CLDR through Babel, under the Unicode License v3 (https://www.unicode.org/license.txt).
# Adjectives, capitals, neighbours and variants: tables in make_countries.py, from general reference works. No position is taken on status.
schema_version: 1

countries:
"""


def rows(table: str) -> list[list[str]]:
    """The lines of a table, cut at the bars."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


SHOWN = {"CD": "DR Congo", "CG": "Congo Republic"}
"""Names by which desks know two states that CLDR tells apart by their capitals."""

FAR = {"IL", "IR", "RU", "US"}
"""States that strike at others which are no neighbours, and are struck by them; from general reference works."""


def names(cell: str) -> list[str]:
    """The comma-separated names of a cell."""
    return [name.strip() for name in cell.split(",") if name.strip()]


def cldr_names(name: str) -> list[str]:
    """A CLDR name as texts write it: ``Myanmar (Burma)`` is two names, ``&`` is also ``and``, a spaced dash is also a hyphen."""
    parts = [part.strip() for part in re.split(r"[()]", name) if part.strip()]
    return [form for part in parts for form in dict.fromkeys((part, re.sub(r"\s+[-–]\s+", "-", part)))]


def in_arabic(adjective: str) -> list[str]:
    """Masculine, feminine and the regular plurals, each with and without the article; a broken plural stands as it is."""
    head, _, tail = adjective.partition(" ")
    if tail:
        return [adjective, f"{head}ة {tail}ة", f"ال{head} ال{tail}", f"ال{head}ة ال{tail}ة"]
    if not adjective.endswith("ي"):
        return [adjective, f"ال{adjective}"]
    forms = [adjective + ending for ending in ("", "ة", "ين", "ون")]
    return [*forms, *(f"ال{form}" for form in forms)]


def in_persian(adjective: str) -> list[str]:
    """The adjective and its plurals."""
    return [adjective, f"{adjective}‌ها", f"{adjective}ان"]


def in_urdu(adjective: str) -> list[str]:
    """The adjective and its oblique plural."""
    return [adjective, f"{adjective}وں"]


def aliases(iso: str, further: Iterable[str], variants: dict[tuple[str, str], list[str]]) -> dict[str, list[str]]:
    """Every name of a state by language."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        given = [] if language in LEFT_OUT.get(iso, ()) else cldr_names(Locale.parse(language).territories[iso])
        named = [*given, *(further if language == "en" else ()), *variants.get((iso, language), ())]
        found[language] = [form for name in named for form in inflected(name, language)]
    return found


def quoted(text: str) -> str:
    """A YAML scalar in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def block(key: str, by_language: dict[str, list[str]]) -> str:
    """A mapping from languages to lists, one language a line."""
    lines = [
        f"      {lang}: [{', '.join(map(quoted, dict.fromkeys(items)))}]"
        for lang, items in by_language.items()
        if items
    ]
    return f"    {key}:\n" + "\n".join(lines) + "\n"


def european(iso: str, known: dict[str, list[str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Adjectives and capitals in the languages of ``european_tables``; in German also the names in the genitive."""
    cells = next((row[1:] for row in rows(ADJECTIVES) if row[0] == iso), [""] * 2 * len(EUROPEAN))
    adjectives = {language: agreeing(cell, language) for language, cell in zip(EUROPEAN, cells, strict=False)}
    adjectives["de"] += german_genitive(known["de"])
    for language in ROMANCE:
        adjectives[language] += first_halves(iso, 1)
    return adjectives, dict(zip(EUROPEAN, map(names, cells[len(EUROPEAN) :]), strict=True))


def first_halves(iso: str, cell: int) -> list[str]:
    """First halves of compound adjectives; the hyphen at the end says that such a name holds in compounds only."""
    return next(([f"{half}-" for half in names(row[cell])] for row in rows(COMBINING) if row[0] == iso), [])


def country(row: list[str], nearby: dict[str, list[str]], variants: dict[tuple[str, str], list[str]]) -> str:
    """One state's block."""
    iso, people, capitals, neighbours, further = row
    known = aliases(iso, names(further), variants)
    fa, ur, ar, fa_capital, ur_capital, ar_capital = nearby.get(iso, [""] * 6)
    demonyms = {
        "en": names(people),
        "fa": [form for word in names(fa) for form in in_persian(word)],
        "ur": [form for word in names(ur) for form in in_urdu(word)],
        "ar": [form for word in names(ar) for form in in_arabic(word)],
    }
    seats = {"en": names(capitals), "fa": names(fa_capital), "ur": names(ur_capital), "ar": names(ar_capital)}
    own_adjectives, own_seats = european(iso, known)
    demonyms |= own_adjectives
    seats |= own_seats
    for _, language, adjectives, towns in (line for line in [*rows(FURTHER), *rows(EASTERN)] if line[0] == iso):
        demonyms[language] = [form for word in names(adjectives) for form in inflected(word, language)]
        seats[language] = [form for town in names(towns) for form in inflected(town, language)]
    demonyms["ru"] = [*demonyms.get("ru", []), *first_halves(iso, 2)]
    name = SHOWN.get(iso) or cldr_names(Locale.parse("en").territories[iso])[0].replace(" & ", " and ")
    return (
        f"  - iso: {iso}\n    name: {quoted(name)}\n"
        + block("aliases", known)
        + block("demonyms", demonyms)
        + block("capitals", seats)
        + f"    neighbours: [{', '.join(neighbours.split())}]\n"
        + "    strikes_far: true\n" * (iso in FAR)
    )


def check(states: list[list[str]]) -> None:
    """Stops unless neighbours know each other and every state is there once."""
    touching = {row[0]: set(row[3].split()) & {other[0] for other in states} for row in states}
    lonely = [(iso, other) for iso, others in touching.items() for other in others if iso not in touching[other]]
    if lonely or len(touching) != len(states):
        raise SystemExit(f"neighbours don't agree, or a state stands twice: {lonely}")


def main() -> None:
    """Writes the file to standard output."""
    states = rows(STATES)
    check(states)
    nearby = {row[0]: row[1:] for row in rows(NEARBY)}
    variants: dict[tuple[str, str], list[str]] = {}
    for iso, language, cell in [*rows(VARIANTS), *rows(EASTERN_VARIANTS), *rows(EUROPEAN_VARIANTS)]:
        variants.setdefault((iso, language), []).extend(names(cell))
    sys.stdout.write(HEADER + "\n".join(country(row, nearby, variants) for row in sorted(states)))


if __name__ == "__main__":
    main()
