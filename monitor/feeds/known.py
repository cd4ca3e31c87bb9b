"""Takes a document apart into the bytes of its entries, so that entries which are known needn't be parsed again.

Decides which stretches of bytes are entries, by the same grammar as the parser proper, and only in documents where leaving some out can't
change what the others mean: well-formed, without a DOCTYPE, entries where each format has them and nowhere else. Doesn't decide what an
entry says. Neither does it remember anything: who asks keeps the marks of the last document.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Self
from xml.parsers import expat

from monitor.feeds import fields, normalize

MARK_BYTES = 8
"""64 bits: among the few hundred entries of one feed a chance collision is one in 10^14, and a wilful one cheats its own feed alone."""

_ENTRIES = frozenset({"item", "entry"})
_CONTAINERS = frozenset({"rss", "rdf", "feed", "channel"})
_IDENTIFIERS = frozenset({"guid", "id"})
_ABOUT = "about"
_SOURCE = "source"
_TITLE = "title"
_WATCHED = _ENTRIES | _IDENTIFIERS | {_SOURCE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A document taken apart: where its entries stand, in bytes, with the mark of each and the identifiers written in it."""

    body: bytes
    spans: tuple[tuple[int, int], ...]
    marks: tuple[str, ...]
    identifiers: tuple[frozenset[str], ...]

    def only(self, kept: Collection[int]) -> bytes:
        """The document with these entries (by position) and everything that is no entry."""
        pieces, end = [], 0
        for position, (start, stop) in enumerate(self.spans):
            if position not in kept:
                pieces.append(self.body[end:start])
                end = stop
        pieces.append(self.body[end:])
        return b"".join(pieces)


def mark(entry: bytes) -> str:
    """What stands for these very bytes, in sixteen hex digits."""
    return hashlib.blake2b(entry, digest_size=MARK_BYTES).hexdigest()


def to_parse(marks: Sequence[str], identifiers: Sequence[Collection[str]], known: Collection[str]) -> frozenset[int]:
    """Positions of the entries to parse, among those that ``fields.taken`` names.

    An entry that shares an identifier with another of its document is parsed though it is known: whether an identifier repeats decides
    what an entry is, and must come out as if all had been parsed.
    """
    taken = fields.taken(len(marks))
    counts = Counter(identifier for position in taken for identifier in set(identifiers[position]))
    repeated = {identifier for identifier, count in counts.items() if count > 1}
    return frozenset(
        position for position in taken if marks[position] not in known or not repeated.isdisjoint(identifiers[position])
    )


def steady(identifier: str) -> str | None:
    """The identifier in the form in which two are compared; None when it is none."""
    written = fields.guid(identifier)
    return normalize.steady_guid(written) if written else None


def apart(body: bytes) -> Parts | None:
    """The parts of an XML document in UTF-8; None when it isn't certain what they are."""
    scan = _Scan(body)
    try:
        scan.parser.Parse(body, True)
    except (expat.ExpatError, _Uncertain, ValueError):
        return None
    finally:
        del scan.parser  # which holds the scan: together they would outlive us, and the document with them
    return Parts(
        body=body,
        spans=tuple(scan.spans),
        marks=tuple(mark(body[start:stop]) for start, stop in scan.spans),
        identifiers=tuple(scan.identifiers),
    )


class _Uncertain(Exception):  # noqa: N818 - leaves the scan; never an error
    """The document isn't one that can be taken apart."""


@dataclass(slots=True)
class _Scan:
    """One pass over a document. Outside entries it keeps the names that are open, inside only how deep it is."""

    body: bytes
    spans: list[tuple[int, int]] = field(default_factory=list)
    identifiers: list[frozenset[str]] = field(default_factory=list)
    parser: expat.XMLParserType = field(init=False)
    _open: list[str] = field(default_factory=list)
    _bound: dict[str, str] = field(default_factory=dict)
    _start: int = 0
    _depth: int = 0
    _source_depth: int = 0
    _written: list[str] = field(default_factory=list)
    _found: list[str] = field(default_factory=list)
    _plain: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartNamespaceDeclHandler = self._namespace
        self._outside()

    def _outside(self) -> Self:
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start_outside, self._end_outside
        return self

    def _doctype(self, *_: object) -> None:
        raise _Uncertain  # its entities mean what only the whole parser knows

    def _namespace(self, prefix: str | None, uri: str) -> None:
        # The parser proper keeps one meaning of a prefix for the whole document, whichever entry declared it last.
        if prefix is not None and self._bound.setdefault(prefix, uri) != uri:
            raise _Uncertain

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        in_containers = bool(self._open) and _CONTAINERS.issuperset(self._open)
        if local not in _ENTRIES:
            if local == _TITLE and self.spans and in_containers:
                raise _Uncertain  # the library takes the last title after an entry, else the first
            self._open.append(local)
            return
        if not in_containers:
            raise _Uncertain
        self._start, self._depth, self._source_depth = self.parser.CurrentByteIndex, 0, 0
        self._found = [value for key, value in attributes.items() if _local(key) == _ABOUT]
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start_inside, self._end_inside

    def _end_outside(self, _name: str) -> None:
        self._open.pop()

    def _start_inside(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if name in self._plain:
            return  # nearly all are, and this runs for each element
        local = _local(name)
        if local in _ENTRIES:
            raise _Uncertain
        if local in _IDENTIFIERS and not self._source_depth:
            self.parser.CharacterDataHandler = self._written.append
        elif local == _SOURCE and not self._source_depth:
            self._source_depth = self._depth
        elif local not in _WATCHED:
            self._plain.add(name)

    def _end_inside(self, name: str) -> None:
        if name not in self._plain:
            self._end_watched()
        self._depth -= 1

    def _end_watched(self) -> None:
        if not self._depth:
            self._end_entry()
        elif self.parser.CharacterDataHandler:
            self._end_identifier()
        elif self._depth == self._source_depth:
            self._source_depth = 0

    def _end_identifier(self) -> None:
        self.parser.CharacterDataHandler = None
        self._found.append("".join(self._written))
        self._written.clear()

    def _end_entry(self) -> None:
        at = self.parser.CurrentByteIndex
        if not self.body.startswith(b"</", at):
            raise _Uncertain  # an element that is empty by itself has no end tag
        self.spans.append((self._start, self.body.index(b">", at) + 1))
        self.identifiers.append(frozenset(filter(None, map(steady, self._found))))
        self._outside()


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()
