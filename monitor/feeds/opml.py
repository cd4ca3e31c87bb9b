"""Lists of subscriptions, as feed readers exchange them: OPML in and out.

Decides what of such a file is a feed. Files of the wild aren't always well-formed, and what they declare is never followed: the reading is
that of a lenient tokenizer which knows no DTD, no entity but the common characters, and no other file.
"""

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.sax.saxutils import quoteattr

from monitor.model.outlets import Feed, Outlet
from monitor.text import html, printable

MOST_BYTES = 8 * 1024 * 1024
"""Ten thousand subscriptions take two megabytes."""
_DECLARED = re.compile(rb"""^[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})""")
_BARE_AMPERSAND = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
"""As in ``?a=1&section=2`` of lists that aren't well-formed, where the tokenizer would take ``&sect`` for a sign."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One feed in a list. ``group`` is the heading that it stands under."""

    url: str
    title: str = ""
    group: str = ""
    language: str = ""


def parse(body: bytes) -> tuple[Subscription, ...]:
    """The feeds in the order of the file, each address once; none when it is no such list."""
    reader = _Outlines()
    reader.feed(_BARE_AMPERSAND.sub("&amp;", _text(body[:MOST_BYTES])))
    reader.close()
    by_address: dict[str, Subscription] = {}
    for found in reader.found:
        by_address.setdefault(found.url, found)
    return tuple(by_address.values())


def render(feeds: Iterable[Feed], outlets: Mapping[str, Outlet], *, title: str) -> str:
    """An OPML 2.0 document, a group for each outlet. Neither headers nor passwords of a feed are in it."""
    groups: dict[str, list[Feed]] = {}
    for feed in feeds:
        groups.setdefault(feed.outlet, []).append(feed)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f" <head><title>{_escaped(title)}</title></head>", " <body>"]
    for outlet, of_it in groups.items():
        name = outlets[outlet].name if outlet in outlets else outlet
        lines.append(f"  <outline text={_quoted(name)}>")
        lines += [_line(feed) for feed in of_it]
        lines.append("  </outline>")
    return "\n".join([*lines, " </body>", "</opml>"])


def _line(feed: Feed) -> str:
    language = f" language={_quoted(feed.language)}" if feed.language else ""
    return f'   <outline type="rss" text={_quoted(feed.id)} xmlUrl={_quoted(feed.url)}{language}/>'


def _quoted(text: str) -> str:
    return quoteattr(printable.one_line(text, longest=4_096))


def _escaped(text: str) -> str:
    return _quoted(text)[1:-1]


def _text(body: bytes) -> str:
    """By the mark at the start, else as declared, else UTF-8; what doesn't fit is replaced."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    declared = _DECLARED.match(body)
    try:
        return body.decode(declared[1].decode("ascii") if declared else "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


class _Outlines(HTMLParser):
    """Collects the outlines that have an address; the others are headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Subscription] = []
        self._headings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An outline that may hold others."""
        if tag == "outline":
            self._headings.append(self._take(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An outline that holds nothing."""
        if tag == "outline":
            self._take(attrs)

    def handle_endtag(self, tag: str) -> None:
        """The end of one that held others; one too many ends nothing."""
        if tag == "outline" and self._headings:
            self._headings.pop()

    def _take(self, attrs: list[tuple[str, str | None]]) -> str:
        """Its heading, if it is one; a feed is kept."""
        said = {name: html.tidy(value) for name, value in attrs if value}
        title = said.get("title") or said.get("text", "")
        if url := said.get("xmlurl"):
            group = next((heading for heading in reversed(self._headings) if heading), "")
            self.found.append(Subscription(url=url, title=title, group=group, language=said.get("language", "")))
            return ""
        return title
