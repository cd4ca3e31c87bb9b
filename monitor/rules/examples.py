"""Examples: sentences beside the words that they show, with what reading must make of them.

Decides their shape, and the language of one that doesn't say it: that of the lexicon in the same file. Running them is for whoever can read.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, model_validator

from monitor.model.examples import Example
from monitor.model.reports import LeftOut, Mode
from monitor.rules.documents import Document, Trail
from monitor.rules.names import BorderRef, Language
from monitor.rules.section import Entry, Reference, Section

NOTHING = "nothing"
"""What is expected of a text without any factual report."""

UNNAMED = frozenset({"unknown", "nobody"})
"""Parties that no entry defines: somebody whom the text doesn't name, and none at all."""

_Doer = Annotated[str, Reference("example parties")]


class ExampleEntry(Entry):
    """A headline, perhaps with the sentence below it. The fields are :class:`monitor.model.examples.Example`'s."""

    text: str = Field(min_length=1, max_length=500)
    summary: str = Field(default="", max_length=1000)
    language: Language | None = None
    expect: Annotated[str, Reference("example outcomes")]
    initiator: _Doer | None = None
    target: _Doer | None = None
    killed: int | None = Field(default=None, ge=0)
    injured: int | None = Field(default=None, ge=0)
    border: BorderRef | None = None
    mode: Mode = Mode.FACTUAL
    left_out: LeftOut | None = None

    @model_validator(mode="after")
    def _one_outcome(self) -> "ExampleEntry":
        if self.expect == NOTHING and self.model_fields_set - {"text", "summary", "language", "expect", "left_out"}:
            raise ValueError("expects nothing, and yet says what of it")
        if self.expect != NOTHING and self.left_out is not None:
            raise ValueError("has a reason for being left out: then it expects nothing")
        return self


SECTIONS: Mapping[str, Section] = {"examples": Section(entry=ExampleEntry, key=None, title="example")}


def compile_example(entry: ExampleEntry, source: tuple[Document, Trail]) -> Example:
    """The example with its place: ``source`` is the document that it stands in, and where there."""
    document, trail = source
    written = entry.model_dump(exclude={"language"})
    language = entry.language or _language(document)
    return Example(**written, language=language, path=document.path, number=int(trail[-1]))


def _language(document: Document) -> str | None:
    """The language that a file's lexicon is of."""
    words = document.data.get("lexicon")
    first = words[0] if isinstance(words, list) and words else None
    language = first.get("language") if isinstance(first, dict) else None
    return language if isinstance(language, str) else None
