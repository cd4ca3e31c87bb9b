"""What may enter an entry, whichever format it came in: plain text of bounded length, web addresses only, dates as written."""

from collections.abc import Sequence
from urllib.parse import urljoin

from monitor.text import html, urls

MAX_ENTRIES = 2_000
"""Real feeds hold 10 to 100 entries; honest archives were seen to hold 1,046, oldest first; attacks hold more."""
MAX_TITLE = 1_000
MAX_TEXT = 20_000
MAX_GUID = 2_000
MAX_DATE = 80
_TITLE_MARKUP = 10_000
_ABSOLUTE = ("http://", "https://")


def title(markup: str) -> str:
    """One line, at most ``MAX_TITLE`` characters."""
    if not markup:
        return ""
    return _cut(html.one_line(markup[:_TITLE_MARKUP]), MAX_TITLE)


def text(markup: str) -> str:
    """Lines of plain text, at most ``MAX_TEXT`` characters."""
    if not markup:
        return ""
    return _cut(html.to_text(markup), MAX_TEXT)


def link(address: str, *, base: str) -> str | None:
    """An absolute http or https address, or None."""
    bare = address.strip()
    if not bare or len(bare) > urls.MAX_LENGTH:
        return None
    try:
        absolute = bare if bare.startswith(_ABSOLUTE) else urljoin(base, bare)
    except ValueError:
        return None
    return urls.clean(absolute)


def address(written: str, *, base: str) -> str | None:
    """As :func:`link`, but to the letter: what a publisher gave a name to is asked for by that very name."""
    bare = written.strip()
    try:
        absolute = bare if bare.startswith(_ABSOLUTE) else urljoin(base, bare)
    except ValueError:
        return None
    return absolute if bare and len(absolute) <= urls.MAX_LENGTH and urls.host_of(absolute) else None


def guid(written: str) -> str | None:
    """The identifier without blanks and control characters; None when empty or too long to be one."""
    plain = _one_word_or_line(written)
    return plain if 0 < len(plain) <= MAX_GUID else None


def raw_date(written: str) -> str | None:
    """The date as the feed wrote it; None when empty or longer than any date."""
    plain = _one_word_or_line(written)
    return plain if 0 < len(plain) <= MAX_DATE else None


def taken(count: int) -> Sequence[int]:
    """Positions of the entries that are taken of so many: all, else both ends, since what is new stands at one of them."""
    if count <= MAX_ENTRIES:
        return range(count)
    half = MAX_ENTRIES // 2
    return (*range(half), *range(count - half, count))


def too_many(count: int) -> str | None:
    """What to say of a document with more entries than are taken."""
    return f"{count} entries, {MAX_ENTRIES} taken" if count > MAX_ENTRIES else None


def _one_word_or_line(written: str) -> str:
    return html.tidy(written).replace("\n", " ")


def _cut(plain: str, limit: int) -> str:
    return plain[:limit].rstrip()
