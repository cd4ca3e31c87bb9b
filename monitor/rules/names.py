"""Types for the fields that name things: ids, states, borders, languages, and other names (aliases).

Decides how a name may be written. Whether it is defined anywhere is for ``monitor.rules.references``.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, Discriminator, Tag

from monitor.model.rulebook import Alias
from monitor.rules.section import Entry, Reference

ANY_LANGUAGE = "any"
"""The key for aliases of every language, where aliases are given by language."""

_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_ISO = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONGEST_TEXT = 200


def _check_slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise ValueError(f"'{text[:60]}' is no id: small letters, digits, and single - _ . between them")
    return text


def _check_iso(text: str) -> str:
    if not _ISO.fullmatch(text):
        raise ValueError(f"'{text[:60]}' is no country code: two capital letters (ISO 3166-1)")
    return text


def _check_language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f"'{text[:60]}' is no language code: two or three small letters, such as en")
    return text


def _check_text(text: str) -> str:
    if not text or text != text.strip():
        raise ValueError(f"'{text[:60]}' should not be empty, nor begin or end with a space")
    if len(text) > _LONGEST_TEXT:
        raise ValueError(f"'{text[:57]}...' is longer than {_LONGEST_TEXT} characters")
    if not all(c.isprintable() or c in "\u200c\u200d" for c in text):
        raise ValueError("holds a character that can't be seen (line breaks and direction marks don't belong here)")
    return text


def _alias_form(value: Any) -> str:
    return "text" if isinstance(value, str) else "alias"


def _aliases_form(value: Any) -> str:
    return "by language" if isinstance(value, dict) else "list"


Slug = Annotated[str, AfterValidator(_check_slug)]
Iso = Annotated[str, AfterValidator(_check_iso)]
Language = Annotated[str, AfterValidator(_check_language)]
Text = Annotated[str, AfterValidator(_check_text)]

CountryRef = Annotated[str, Reference("countries")]
ActorRef = Annotated[str, Reference("actors")]
PlaceRef = Annotated[str, Reference("places")]
PartyRef = Annotated[str, Reference("parties")]
BorderRef = Annotated[str, Reference("borders")]
EventRef = Annotated[str, Reference("events")]


class FramedAlias(Entry):
    """A name with the state whose label it is, or with those of which a text must speak for the name to hold."""

    text: Text
    framing: CountryRef | None = None
    beside: tuple[CountryRef, ...] = ()


AliasForm: TypeAlias = Annotated[
    Annotated[Text, Tag("text")] | Annotated[FramedAlias, Tag("alias")], Discriminator(_alias_form)
]
Aliases: TypeAlias = Annotated[
    Annotated[tuple[AliasForm, ...], Tag("list")]
    | Annotated[dict[Language, tuple[AliasForm, ...]], Tag("by language")],
    Discriminator(_aliases_form),
]
"""A list of names in any language, or lists by language."""


def compile_aliases(
    aliases: "tuple[str | FramedAlias, ...] | dict[str, tuple[str | FramedAlias, ...]]",
) -> tuple[Alias, ...]:
    """Every name with its language (None: any), in the order written, repetitions left out."""
    by_language = aliases if isinstance(aliases, dict) else {ANY_LANGUAGE: aliases}
    return tuple(dict.fromkeys(alias for language, names in by_language.items() for alias in _aliases(language, names)))


def _aliases(language: str, names: tuple[str | FramedAlias, ...]) -> Iterator[Alias]:
    spoken = None if language == ANY_LANGUAGE else language
    for name in names:
        if isinstance(name, str):
            yield Alias(text=name, language=spoken)
        else:
            yield Alias(text=name.text, language=spoken, framing=name.framing, beside=name.beside)
