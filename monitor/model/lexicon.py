"""The words that reading knows: kinds of events, and lexemes that point to them or to a cue; and what languages look like."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.model.reports import ActClass


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A row of the taxonomy in ``rules/core/events.yaml``. ``id`` is ``type.subtype``; ``severity`` its default; the rest are join keys.

    ``severity_deaths``, ``severity_no_deaths`` and, for an aircraft with people in it, ``severity_manned`` stand in for the default.
    """

    id: str
    act: ActClass
    severity: int
    title: str = ""
    acled: str | None = None
    plover: str | None = None
    cameo: str | None = None
    mid: str | None = None
    severity_deaths: int | None = None
    severity_no_deaths: int | None = None
    severity_manned: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexeme:
    """A word or phrase of a language and what it is a sign of.

    ``sense`` is a dotted word that reading understands: ``event:strike``, ``means:missile``, ``count:killed``, ``mode:historical``,
    ``filter:sport``, ``role:agent``, ``trait:...``. ``form`` tells how it stands in a sentence (``verb``, ``noun``, ``passive``,
    ``phrase``, ``adjective``...). ``text`` is as written; folding happens when the dictionary is compiled.
    """

    language: str
    sense: str
    text: str
    form: str = "phrase"


def by_language(lexemes: Iterable[Lexeme]) -> Mapping[str, tuple[Lexeme, ...]]:
    """Each language's own, in their order."""
    found: defaultdict[str, list[Lexeme]] = defaultdict(list)
    for lexeme in lexemes:
        found[lexeme.language].append(lexeme)
    return {language: tuple(own) for language, own in found.items()}


SCRIPTS: Mapping[str, str] = {
    "latin": "A-Za-z",
    "arabic": "\u0600-\u06ff",
    "devanagari": "\u0900-\u097f",
    "bengali": "\u0980-\u09ff",
    "cyrillic": "\u0400-\u04ff",
    "ideographs": "\u3040-\u30ff\u3400-\u9fff",
}
"""Scripts by the letters that tell them, as in a pattern's brackets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What a text in a language is known by: its ``script``, ``letters`` that its neighbours don't write, and short ``words`` in small letters.

    ``read_as``: the language whose words it is read by, most often itself.
    """

    code: str
    script: str
    read_as: str
    letters: str = ""
    words: tuple[str, ...] = ()
