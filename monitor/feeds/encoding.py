"""Decides which character encoding a feed document is in, whatever its headers claim.

Bytes that are valid UTF-8 beyond ASCII are UTF-8: no other encoding produces them by accident. A few broken bytes in a long UTF-8 text
are repaired rather than letting the whole text turn into Latin letters. Everything else is left to the parser's own guessing.
"""

import codecs
import re

MAX_DAMAGE = 0.1
"""Broken sequences for each good one; above, the text isn't UTF-8 at all (a short Windows-1252 text breaks at nearly every letter)."""

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_WIDE = ("utf-16", "utf16", "utf-32", "utf32", "ucs")
"""Encodings that almost any bytes are in by accident; a document really in one shows it by its first bytes."""
_SHIFTING = ("iso-2022", "hz")
"""Encodings that write other scripts in ASCII bytes."""
_LATIN_BY_DEFAULT = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1", "l1"}
"""What servers say when nobody configured them; the document's own declaration is worth more."""


_CHARSET = re.compile(r"charset\s*=\s*[\"']?([a-z0-9_:.-]{1,40})")


def declared(content_type: str) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header, lower case."""
    media_type, _, parameters = content_type.lower().partition(";")
    charset = _CHARSET.search(parameters)
    return media_type.strip()[:100] or None, charset[1] if charset else None


def settle(body: bytes, charset: str | None) -> tuple[bytes, str | None, str | None]:
    """The bytes to parse, the charset to parse them as (None: let the document say), and what was damaged, if anything."""
    if body.startswith(_WIDE_MARKS):
        return body, None, None
    text = body.decode("utf-8", "replace")
    if text.isascii():
        shifts = (charset or "").strip(" \"'").lower().startswith(_SHIFTING)
        return body, _usable(charset, body) if shifts else None, None
    broken = text.count("\ufffd")
    if not broken:
        return body, "utf-8", None
    good = sum(1 for c in text if ord(c) > 0x7F) - broken
    if broken <= good * MAX_DAMAGE:
        return text.encode(), "utf-8", "broken characters in UTF-8"
    return body, _usable(charset, body), None


def _usable(charset: str | None, body: bytes) -> str | None:
    """The header's charset when the bytes really are in it and it isn't just a default."""
    name = (charset or "").strip(" \"'").lower()
    if not name or name in _LATIN_BY_DEFAULT or name.startswith(_WIDE):
        return None
    try:
        body.decode(name)
    except (LookupError, ValueError):
        return None
    return name
