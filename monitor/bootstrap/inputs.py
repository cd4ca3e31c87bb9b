"""Items from outside the daily run: files, folders of saved feeds, standard input, and what the store has kept."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.errors import UsageError
from monitor.model.outlets import Outlet
from monitor.pipeline.items_in import LoadedItems, merge, parse_items
from monitor.pipeline.saved_feeds import parse_saved

if TYPE_CHECKING:
    from monitor.adapters.store import SqlStore


_ENCODING, _KEPT = "utf-8-sig", "surrogateescape"
"""UTF-8, with or without a mark of its own; a byte that is none is kept, so that its line can be named."""


class Inputs:
    """The part of the application that brings items in."""

    outlets: Mapping[str, Outlet]

    if TYPE_CHECKING:  # what the application makes

        @property
        def store(self) -> SqlStore: ...

    def load_items(self, paths: Sequence[Path]) -> LoadedItems:
        """Items from JSON Lines files, folders of saved feed documents, and ``-``. Raises UsageError for a path that isn't there."""
        return merge([part for path in paths for part in self._parts(path)])

    def stored_items(self, since: datetime) -> LoadedItems:
        """The store's items first seen since, as if what they say now had been said at once."""
        found = self.store.items_since(since)
        return LoadedItems(items=tuple(replace(item, revision=0, revised_at=None) for item in found))

    def _parts(self, path: Path) -> Iterator[LoadedItems]:
        if str(path) == "-":
            if isinstance(sys.stdin, TextIOWrapper):
                sys.stdin.reconfigure(encoding=_ENCODING, errors=_KEPT)
            yield self.parse_lines(sys.stdin, path="-")
        elif path.is_dir():
            from monitor.feeds import parse as feed_parsing

            documents = ((str(file), file.read_bytes()) for file in sorted(path.rglob("*.xml")))
            yield parse_saved(documents, outlets=self.outlets, parse=feed_parsing.parse)
        elif path.exists():  # a pipe will do
            with path.open(encoding=_ENCODING, errors=_KEPT) as lines:
                yield self.parse_lines(lines, path=str(path))
        else:
            raise UsageError(f"{path}: no such file or folder")

    def parse_lines(self, lines: Iterable[str], *, path: str) -> LoadedItems:
        """Items from JSON Lines."""
        return parse_items(lines, path=path, outlets=self.outlets)
