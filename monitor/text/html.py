"""Turns the markup that feeds carry into plain text.

Decides what counts as a line (block elements), what is no text at all (scripts, styles) and which characters never survive (controls,
lone surrogates, noncharacters). Doesn't decide how long a text may be for an item, and never returns markup: what still looks like a
tag after decoding is taken out too.
"""

import html
import re
from html.parser import HTMLParser

MAX_MARKUP = 200_000
"""Characters of markup looked at: ten times the longest text kept, so that tags don't crowd out words; bounds the parser's time."""

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "title", "tr", "ul",
})  # fmt: skip
_SILENT = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "textarea", "select"}
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_TAG_LIKE = re.compile(r"<[a-zA-Z/!?]")
_NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?(?:\r\n?|[\n\x85\u2028\u2029])[\s\x85]*")
_ROUNDS = 2
"""Publishers escape twice by mistake, hardly ever three times."""


class _TextParser(HTMLParser):
    """Collects the characters outside silent elements; a block boundary is a line end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: str | None = None
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if self._silent is not None:
            self._depth += tag == self._silent
        elif tag in _SILENT:
            self._silent, self._depth = tag, 1
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._silent is not None:
            self._depth -= tag == self._silent
            if not self._depth:
                self._silent = None
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._silent is None:
            self.parts.append(data)


def to_text(markup: str) -> str:
    """Plain text: one line per block, single spaces, no blank lines, entities decoded (also when they were escaped twice)."""
    text = markup[:MAX_MARKUP]
    for _ in range(_ROUNDS):
        if _TAG_LIKE.search(text):
            text = _without_tags(text)
        elif _ENTITY.search(text):
            text = html.unescape(text)
    if _TAG_LIKE.search(text):
        text = _without_tags(text)
    return tidy(text)


def tidy(text: str) -> str:
    """Characters that are never text dropped, blanks and line ends made single. Doing it twice changes nothing."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # the only blank that counts as printable is the common one
    return _LINE_ENDS.sub("\n", _BLANKS.sub(" ", _NEVER.sub("", text))).strip()


def one_line(markup: str) -> str:
    """Plain text without line ends, for titles."""
    return to_text(markup).replace("\n", " ")


def _complete(markup: str) -> str:
    """Without a comment or tag that never ends: it is a cut-off one, and the parser would look for its end from each place anew."""
    comment = markup.find("<!--", max(markup.rfind("-->"), 0))
    whole = markup[:comment] if comment >= 0 else markup
    end = whole.rfind(">") + 1
    cut = _TAG_LIKE.search(whole, end)
    return whole[: cut.start()] if cut else whole


def _without_tags(markup: str) -> str:
    # Marked sections make the parser raise; CDATA marks that came through are only wrapping, the rest reads as a comment.
    calm = _complete(markup.replace("<![CDATA[", "").replace("]]>", "").replace("<![", "<!"))
    parser = _TextParser()
    parser.feed(calm)
    parser.close()
    return "".join(parser.parts)
