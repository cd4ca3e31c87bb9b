"""What an ampersand begins in a document, where its publisher or the library would have it otherwise."""

import re
from html.entities import html5

HIGHEST_CHARACTER = 0x10FFFF
_NUMBER = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,12})|(\d{1,12}));?")
_BARE = rb"&(?!#?\w{1,40};|#)(\w{0,40})(=?)"
_SOME_BARE = re.compile(_BARE)
_QUOTED_OR_BARE = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|" + _BARE, re.DOTALL)
_WITHOUT_END = frozenset(name.encode() for name in html5 if not name.endswith(";"))
"""Names of old that HTML reads without a semicolon, ``&copy 2031``; but not before an equals sign, where a parameter has that name."""


def without_bare_ampersands(body: bytes) -> bytes:
    """The document with the ampersands escaped that begin nothing: ``?a=1&copy=2`` parts parameters, ``AT&T`` two letters.

    The bytes must be ASCII where they look like it. What is quoted (CDATA) stays as it is.
    """
    return _QUOTED_OR_BARE.sub(_escaped, body) if _SOME_BARE.search(body) else body


def _escaped(found: re.Match[bytes]) -> bytes:
    name, equals = found[1], found[2]
    if name is None or (name in _WITHOUT_END and not equals):
        return found[0]
    return b"&amp;" + found[0][1:]


def without_impossible(body: bytes) -> bytes:
    """The document without references to numbers that no character has."""
    return _NUMBER.sub(_possible, body)


def _possible(found: re.Match[bytes]) -> bytes:
    code = int(found[1], 16) if found[1] else int(found[2])
    surrogate = 0xD800 <= code <= 0xDFFF
    return b"" if code > HIGHEST_CHARACTER or surrogate or code == 0 else found[0]
