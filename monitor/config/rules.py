"""The rulebook out of folders of YAML.

Decides which files count, and that what they compile to is kept between starts, under a hash of all files and of the code that compiles.
What they mean is ``monitor.rules``'s.
"""

import functools
import hashlib
import itertools
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pydantic_core
from pydantic import TypeAdapter, ValidationError

from monitor.config import files, kept
from monitor.config.folders import NOT_RULES
from monitor.config.kept import Shelf, Thawed
from monitor.errors import ConfigError, Problem
from monitor.extraction.words.dictionary import NUMBERS, Dictionary, Part
from monitor.model.examples import FailedExample
from monitor.model.lexicon import Lexeme
from monitor.model.rulebook import Rulebook
from monitor.rules.documents import Document, Fault

_DOUBTFUL = frozenset({"dangling-reference", "override"})
"""Complaints that a file which couldn't be read may be the cause of: kept back until all files can be read."""


_KEPT = 4
"""How many compiled rulebooks are kept, of some 6 MB each: those in use, and the last few of who is writing rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedRules:
    """A rulebook with what was worth a warning, and the files it came from, below ``folders``. ``cache``: where more may be kept of it."""

    rulebook: Rulebook
    warnings: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = field(default=(), compare=False)
    cache: Path | None = field(default=None, compare=False)


def load_rulebook(folders: Sequence[Path], cache: Path | None = None) -> LoadedRules:
    """Everything below the folders, later ones over earlier ones; ConfigError with all problems, warnings too, if anything is wrong.

    ``cache`` is a folder to keep parsed files and compiled rules in.
    """
    read = [files.read_folder(folder, skip=NOT_RULES) for folder in folders]
    digest = hashlib.sha256("\n".join(part.digest for part in read).encode()).hexdigest()
    shelf, name = _shelf(cache, "rulebook"), _name(digest, *(str(path) for part in read for path in part.files))
    known = _recalled(shelf.recall(name))
    if known is None or any(part.problems for part in read):
        known = _compiled(read, digest, cache, folders=folders)
        shelf.remember(name, _frozen(known))
    return replace(known, cache=cache, folders=tuple(folders))


def documents_of(loaded: LoadedRules) -> tuple[Document, ...]:
    """The files that the rules came from, as written, in the order of loading; what can't be read any more is left out."""
    found = (files.load(path, loaded.cache) for path in loaded.files)
    return tuple(document for document in found if isinstance(document, Document))


def load_dictionary(loaded: LoadedRules) -> Dictionary:
    """The words and names of loaded rules, compiled for reading."""
    shelf, name = _shelf(loaded.cache, "dictionary"), _name(loaded.rulebook.digest)
    known = shelf.recall(name)
    if known is not None:
        frozen = kept.unbundle(known)
        firsts = pydantic_core.from_json(frozen.pop(_HEAD))
        return Dictionary(firsts=firsts, parts=Thawed({int(block): part for block, part in frozen.items()}, _part))
    from monitor.extraction import reader  # all that reads, and whoever finds a dictionary kept needs none of it here

    made = reader.dictionary_of(loaded.rulebook)
    parts = {str(block): _frozen_part(part) for block, part in made.parts.items()}
    shelf.remember(name, kept.bundle({_HEAD: pydantic_core.to_json(made.firsts), **parts}))
    return made


def _frozen_part(part: Part) -> bytes:
    fields = (part.first, part.tree, part.holders.tolist(), part.starts.tolist(), part.names, part.towns)
    return pydantic_core.to_json(fields)


def _part(_block: int, body: bytes) -> Part:
    first, tree, holders, starts, names, towns = pydantic_core.from_json(body, cache_strings=False)
    return Part(
        first=first,
        tree=tree,
        holders=array(NUMBERS, holders),
        starts=array(NUMBERS, starts),
        names=names,
        towns=towns,
    )


def _shelf(cache: Path | None, sort: str) -> Shelf:
    """Where compiled things are kept: nowhere when nothing would tell which of them are stale."""
    return Shelf(cache if kept.code_version() else None, sort, _KEPT)


def _name(*parts: str) -> str:
    return hashlib.sha256("\0".join((kept.code_version() or "", *parts)).encode()).hexdigest()


_HEAD = ""
"""The name of what a kept body tells besides its parts."""


@functools.cache
def _adapter() -> TypeAdapter[LoadedRules]:
    return TypeAdapter(LoadedRules)


def _frozen(loaded: LoadedRules) -> bytes:
    """Each language's lexemes apart, since they are most of it."""
    rest = replace(loaded, rulebook=replace(loaded.rulebook, lexicon={}))
    words = {language: pydantic_core.to_json(_rows(own)) for language, own in loaded.rulebook.lexicon.items()}
    return kept.bundle({_HEAD: _adapter().dump_json(rest, exclude_defaults=True), **words})


def _rows(lexemes: Iterable[Lexeme]) -> list[list[str]]:
    """Sense, form and the words of one entry after another."""
    alike = itertools.groupby(lexemes, key=lambda lexeme: (lexeme.sense, lexeme.form))
    return [[*told, *(lexeme.text for lexeme in own)] for told, own in alike]


def _lexemes(language: str, rows: bytes) -> tuple[Lexeme, ...]:
    return tuple(
        Lexeme(language=language, sense=sense, text=text, form=form)
        for sense, form, *texts in pydantic_core.from_json(rows)
        for text in texts
    )


def _recalled(body: bytes | None) -> LoadedRules | None:
    parts = kept.unbundle(body or b"")
    try:
        rest = _adapter().validate_json(parts.pop(_HEAD, b""))
    except ValidationError:
        return None
    return replace(rest, rulebook=replace(rest.rulebook, lexicon=Thawed(parts, _lexemes)))


def _compiled(read: Sequence[files.Folder], digest: str, cache: Path | None, *, folders: Sequence[Path]) -> LoadedRules:
    from monitor.rules import compile as compiling  # slow to import, and most starts have nothing to compile

    documents, unread = [], [problem for part in read for problem in part.problems]
    for path, body in (entry for part in read for entry in part.bodies):
        document = files.document(body, path, cache)
        if isinstance(document, Document):
            documents.append(document)
        else:
            unread.extend(document)
    rulebook, problems = compiling.compile_rulebook(documents, digest)
    if rulebook is None or unread:
        raise ConfigError(tuple(sorted([*unread, *(p for p in problems if not unread or p.code not in _DOUBTFUL)])))
    warnings = (*_nothing_defined(rulebook, folders), *problems)
    return LoadedRules(rulebook=rulebook, warnings=warnings, files=tuple(path for part in read for path in part.files))


def _nothing_defined(rulebook: Rulebook, folders: Sequence[Path]) -> Iterator[Problem]:
    """Parts that nothing at all was said about, without which nothing can be read or judged."""
    where = str(folders[-1]) if folders else "rules"
    for part in ("countries", "events", "lexicon", "indicators"):
        if not getattr(rulebook, part):
            yield Problem(where, 0, 0, f"nothing is defined under {part}", "nothing-defined", warning=True)


def failed_examples(failures: Iterable[FailedExample]) -> tuple[Problem, ...]:
    """Examples that aren't met, each with its place in its file."""
    documents: dict[str, Document | None] = {}
    return tuple(sorted(_failed(failure, documents) for failure in failures))


def _failed(failure: FailedExample, documents: dict[str, Document | None]) -> Problem:
    if failure.path not in documents:
        loaded = files.load(Path(failure.path))
        documents[failure.path] = loaded if isinstance(loaded, Document) else None
    document, message = documents[failure.path], f"{failure.text!r} {failure.complaint}"
    if document is None:  # gone since the rules were loaded
        return Problem(failure.path, 0, 0, message, "example", warning=True)
    return document.problem(Fault(failure.trail, message, "example", warning=True))
