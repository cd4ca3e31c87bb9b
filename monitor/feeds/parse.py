"""Turns a feed document's bytes into entries.

Decides what is a feed, which damage is tolerable (and says so in ``degraded``) and which isn't. Never returns markup, and never raises
for what a document holds. It may take long on a hostile document: run it where it can be killed.
"""

import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import feedparser

from monitor.feeds import encoding, fields, json_feed, known, references, websub
from monitor.model.items import Entry, FailureKind, FetchFailure, ParsedFeed

_NO_TIME = (0,) * 9

MAX_INTERNAL_SUBSET = 2_048
"""Bytes of a DOCTYPE's own declarations. Honest feeds declare a handful of entities; more is an entity bomb."""

feedparser.api.PREFERRED_XML_PARSERS.clear()
"""The standard library's parser everywhere: others are looked for at each document, and would read some documents otherwise."""

feedparser.registerDateHandler(lambda _written: _NO_TIME)
"""Dates are read by us, out of what is written; the library tries nine ways of its own on each."""

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]{0,500}\[", re.IGNORECASE)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{0,200})", re.IGNORECASE)
_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


_SKIPPED = re.compile(rb"<skipHours\b[^>]{0,200}>(.{0,4000}?)</skipHours", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(rb"<hour\b[^>]{0,200}>\s{0,20}(\d{1,2})\s{0,20}</hour", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}["']([^"'>]{1,40})""")
_ENTRY_TAG = re.compile(rb"</?(?:[\w.-]{1,20}:)?(?:item|entry)(?=[\s>])", re.IGNORECASE)
_END = re.compile(rb"</(?:[\w.-]{1,20}:)?(?:rss|rdf|feed)\s{0,20}>", re.IGNORECASE)
_PLAIN_IN_ASCII = ("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-", "windows-125", "latin")


def parse(
    body: bytes, *, media_type: str | None, charset: str | None, url: str, known_marks: Collection[str] = ()
) -> ParsedFeed | FetchFailure:
    """The document's entries in its own order, at most ``fields.MAX_ENTRIES``, or why there are none.

    Entries whose bytes are among ``known_marks`` (of an earlier document of the feed) are left out where that can't change the others.
    """
    if not body.strip():
        return FetchFailure(kind=FailureKind.NOT_A_FEED, detail="an empty document")
    if json_feed.looks_like(body):
        return json_feed.parse(body, url=url, known_marks=known_marks)
    if _has_entity_bomb(body):
        return FetchFailure(kind=FailureKind.MALFORMED, detail="a DOCTYPE with too many declarations of its own")
    settled, known_charset, damage = encoding.settle(body, charset)
    plain = _is_plain(settled, known_charset)
    parts = known.apart(settled) if plain else None
    # No base address: the library would resolve identifiers against it too, and they would change with the address.
    headers = {"content-type": _content_type(known_charset)}
    kept = known.to_parse(parts.marks, parts.identifiers, known_marks) if parts else frozenset()
    wanted = parts.only(kept) if parts else settled
    escaped = references.without_bare_ampersands(wanted) if plain else wanted
    damage = damage or ("bare ampersands" if escaped != wanted else None)
    parsed, repaired = _attempts(escaped, headers)
    if parsed is None:
        return FetchFailure(kind=FailureKind.MALFORMED, detail=f"can't be read even when repaired: {repaired}")
    if not parsed.get("version"):
        return FetchFailure(kind=FailureKind.NOT_A_FEED, detail=_what_it_is(body, media_type))
    if parts is None and _is_cut_off(settled):
        del parsed["entries"][-1:]  # half an entry would pass for another one, or for a new text of itself
    feed = _feed(parsed, url=url, damage=repaired or damage, total=len(parts.marks) if parts else None)
    marks, positions = (parts.marks, tuple(sorted(kept))) if parts else ((), ())
    return replace(feed, marks=marks, positions=positions, skip_hours=_skip_hours(wanted))


def _is_plain(body: bytes, charset: str | None) -> bool:
    """Whether the bytes are read as UTF-8, or as ASCII, which is the same."""
    if charset is not None or not body.isascii():
        return charset == "utf-8"
    declared = _DECLARED.match(body)
    return declared is None or declared[1].lower().decode().startswith(_PLAIN_IN_ASCII)


def _content_type(charset: str | None) -> str:
    # The media type is judged by the document itself: servers send feeds as text/html, and text/xml would mean ASCII.
    return f"application/xml; charset={charset}" if charset else "application/xml"


def _attempts(body: bytes, headers: Mapping[str, str]) -> tuple[Any, str | None]:
    """What the library made of it and what had to be repaired; (None, the error's name) when it raises twice."""
    error = ""
    for repair in (None, "invalid character references"):
        readable = references.without_impossible(body) if repair else body
        try:
            return _library(readable, headers), repair
        except Exception as raised:  # noqa: BLE001 - the library raises a dozen kinds of error for damaged documents
            error = type(raised).__name__
    return None, error


def _library(body: bytes, headers: Mapping[str, str]) -> Any:
    # Something to read from: what is given itself, bytes too, the library opens as a file or an address.
    document = io.BytesIO(body)
    return feedparser.parse(document, response_headers=dict(headers), sanitize_html=False, resolve_relative_uris=False)


def _has_entity_bomb(body: bytes) -> bool:
    start = _DOCTYPE.search(body[:4_096])
    if start is None:
        return False
    end = re.compile(rb"\]\s{0,20}>").search(body, start.end())
    return (end.start() if end else len(body)) - start.end() > MAX_INTERNAL_SUBSET


def _is_cut_off(body: bytes) -> bool:
    """Whether the document ends in the midst of an entry."""
    last = max((tag.start() for tag in _ENTRY_TAG.finditer(body)), default=-1)
    return last >= 0 and body[last + 1 : last + 2] != b"/" and not _END.search(body, last)


def _what_it_is(body: bytes, media_type: str | None) -> str:
    if _HTML_START.match(body[:4_096]):
        titled = _HTML_TITLE.search(body[:20_000])
        name = fields.title(titled[1].decode("utf-8", "replace")) if titled else ""
        return f"an HTML page titled {name!r}" if name else "an HTML page"
    return f"no feed format recognised (sent as {media_type or 'nothing'})"


def _feed(parsed: Any, *, url: str, damage: str | None, total: int | None) -> ParsedFeed:
    head, raw_entries = parsed["feed"], parsed["entries"]
    count = len(raw_entries) if total is None else total
    flaws = (damage, _bozo(parsed), fields.too_many(count))
    return ParsedFeed(
        title=fields.title(_text(head, "title")),
        language=_language(_text(head, "language")),
        ttl=_ttl(head),
        entries=tuple(_entry(raw, url=url) for raw in (raw_entries[at] for at in fields.taken(len(raw_entries)))),
        degraded="; ".join(f for f in flaws if f) or None,
        total=count,
        hub=websub.advertised(_relations(head, url=url)),
    )


def _relations(head: Any, *, url: str) -> Iterator[tuple[str, str]]:
    listed = dict.get(head, "links")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and (address := fields.address(_text(one, "href"), base=url)):
            yield _text(one, "rel"), address


def _skip_hours(body: bytes) -> tuple[int, ...]:
    # By the bytes: the library keeps only the last of the hours.
    listed = _SKIPPED.search(body)
    hours = {int(hour) % 24 for hour in _HOUR.findall(listed[1]) if int(hour) <= 24} if listed else set()
    return tuple(sorted(hours)) if len(hours) < 24 else ()


def _bozo(parsed: Any) -> str | None:
    error = parsed.get("bozo_exception") if parsed.get("bozo") else None
    if error is None or isinstance(error, _HARMLESS):
        return None
    return f"not well-formed ({type(error).__name__})"


def _ttl(head: Any) -> timedelta | None:
    """RSS ttl (minutes), else the syndication module's period over its frequency."""
    minutes = _text(head, "ttl").strip()
    if minutes.isdecimal() and len(minutes) <= 6:
        return timedelta(minutes=int(minutes)) or None
    period = _PERIODS.get(_text(head, "sy_updateperiod").strip().lower())
    often = _text(head, "sy_updatefrequency").strip() or "1"
    if period is None or not often.isdecimal() or len(often) > 6 or int(often) == 0:
        return None
    return period / int(often)


def _entry(raw: Any, *, url: str) -> Entry:
    source = dict.get(raw, "source")
    source = source if isinstance(source, dict) else {}
    summary, content = fields.text(_text(raw, "summary")), fields.text(_content(raw))
    return Entry(
        guid=fields.guid(_text(raw, "id")),
        link=_link(raw, url=url),
        title=fields.title(_text(raw, "title")),
        summary=summary,
        content="" if content == summary else content,
        published=fields.raw_date(_text(raw, "published") or _text(raw, "created")),
        updated=fields.raw_date(_text(raw, "updated")),
        language=_language(_text(raw, "language") or _text(_detail(raw), "language")),
        source_url=fields.link(_text(source, "href") or _text(source, "link"), base=url),
        source_name=fields.title(_text(source, "title")) or None,
    )


def _text(mapping: Any, key: str) -> str:
    # dict.get, since the library's own get answers one key with another's value and a warning.
    value = dict.get(mapping, key)
    return value if isinstance(value, str) else ""


def _detail(raw: Any) -> dict[str, Any]:
    detail = dict.get(raw, "title_detail")
    return detail if isinstance(detail, dict) else {}


def _language(written: str) -> str | None:
    return written.strip().lower()[:35] or None


def _content(raw: Any) -> str:
    """The longest of the entry's contents."""
    contents = dict.get(raw, "content")
    values = [_text(c, "value") for c in contents if isinstance(c, dict)] if isinstance(contents, list) else []
    return max(values, key=len, default="")


def _link(raw: Any, *, url: str) -> str | None:
    """The first usable one: the original address behind a redirecting one, the link, alternates, an identifier that is an address."""
    return next((good for written in _written_links(raw) if (good := fields.link(written, base=url))), None)


def _written_links(raw: Any) -> Iterator[str]:
    yield _text(raw, "feedburner_origlink")
    link, identifier = _text(raw, "link"), _text(raw, "id")
    if link != identifier:  # an identifier stands in for a missing link, address or not
        yield link
    listed = dict.get(raw, "links")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and _text(one, "rel") in ("", "alternate"):
            yield _text(one, "href")
    if identifier.startswith(("http://", "https://")):
        yield identifier
