"""The rulebook out of folders of YAML.

Decides which files count. What they mean is ``monitor.rules``'s.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.config import files
from monitor.errors import ConfigError, Problem
from monitor.model.examples import Example
from monitor.model.rulebook import Rulebook
from monitor.rules import compile as compiling
from monitor.rules.documents import Document, Fault

NOT_RULES = ("tests", "config")
"""Folders that hold something other than sections: a pack's timelines with expectations, and a desk's settings beside its rules."""

_DOUBTFUL = frozenset({"dangling-reference", "override"})
"""Complaints that a file which couldn't be read may be the cause of: kept back until all files can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedRules:
    """A rulebook with what was worth a warning, and the files it came from."""

    rulebook: Rulebook
    warnings: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()


def load_rulebook(folders: Sequence[Path], cache: Path | None = None) -> LoadedRules:
    """Everything below the folders, later ones over earlier ones; ConfigError with all problems, warnings too, if anything is wrong.

    ``cache`` is a folder to remember parsed files in.
    """
    loaded = [files.load_folder(folder, cache, skip=NOT_RULES) for folder in folders]
    digest = hashlib.sha256("\n".join(part.digest for part in loaded).encode()).hexdigest()
    documents = [document for part in loaded for document in part.documents]
    unread = [problem for part in loaded for problem in part.problems]
    rulebook, problems = compiling.compile_rulebook(documents, digest)
    if rulebook is None or unread:
        raise ConfigError(tuple(sorted([*unread, *(p for p in problems if not unread or p.code not in _DOUBTFUL)])))
    warnings = (*_nothing_defined(rulebook, folders), *problems)
    return LoadedRules(
        rulebook=rulebook, warnings=warnings, files=tuple(path for part in loaded for path in part.files)
    )


def _nothing_defined(rulebook: Rulebook, folders: Sequence[Path]) -> Iterator[Problem]:
    """Parts that nothing at all was said about, without which nothing can be read or judged."""
    where = str(folders[-1]) if folders else "rules"
    for part in ("countries", "events", "lexicon", "indicators"):
        if not getattr(rulebook, part):
            yield Problem(where, 0, 0, f"nothing is defined under {part}", "nothing-defined", warning=True)


def failed_examples(failures: Iterable[tuple[Example, str]]) -> tuple[Problem, ...]:
    """What was read otherwise than an example says, with the example's place in its file."""
    documents: dict[str, Document | None] = {}
    return tuple(sorted(_failed(example, complaint, documents) for example, complaint in failures))


def _failed(example: Example, complaint: str, documents: dict[str, Document | None]) -> Problem:
    if example.path not in documents:
        loaded = files.load(Path(example.path))
        documents[example.path] = loaded if isinstance(loaded, Document) else None
    document, message = documents[example.path], f"{example.text!r} {complaint}"
    if document is None:  # gone since the rules were loaded
        return Problem(example.path, 0, 0, message, "example", warning=True)
    return document.problem(Fault(("examples", example.number, "text"), message, "example", warning=True))
