"""Reads JSON Feed documents (jsonfeed.org, versions 1 and 1.1). Anything of the wrong type counts as absent."""

import json
from collections.abc import Collection, Iterator

from monitor.feeds import fields, known, websub
from monitor.model.items import Entry, FailureKind, FetchFailure, ParsedFeed

_VERSION_PREFIX = "https://jsonfeed.org/version/"


def looks_like(body: bytes) -> bool:
    """Whether the first character is a brace, as no XML document's is."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def parse(body: bytes, *, url: str, known_marks: Collection[str] = ()) -> ParsedFeed | FetchFailure:
    """The entries, newest as the publisher ordered them; at most ``fields.MAX_ENTRIES``, without those whose mark is known."""
    try:
        document = json.loads(body.decode("utf-8-sig", "replace"))
        marks = _marks(document)
    except (ValueError, RecursionError) as error:
        return FetchFailure(kind=FailureKind.MALFORMED, detail=f"JSON that can't be read: {type(error).__name__}")
    if not isinstance(document, dict) or not _text(document, "version").startswith(_VERSION_PREFIX):
        return FetchFailure(kind=FailureKind.NOT_A_FEED, detail="JSON, but no JSON Feed")
    language = _text(document, "language") or None
    listed = list(_objects(document.get("items")))
    wanted = known.to_parse(marks, [_identifiers(item) for item in listed], known_marks)
    positions = tuple(sorted(wanted))
    entries = tuple(_entry(listed[position], url=url, language=language) for position in positions)
    return ParsedFeed(
        title=fields.title(_text(document, "title")),
        language=language,
        entries=entries,
        degraded=fields.too_many(len(listed)),
        marks=marks,
        positions=positions,
        total=len(listed),
        hub=_hub(document, url=url),
    )


def _hub(document: dict[str, object], *, url: str) -> websub.Advertised | None:
    hubs = [_text(hub, "url") for hub in _objects(document.get("hubs")) if _text(hub, "type").lower() == "websub"]
    said = [("self", _text(document, "feed_url")), *(("hub", hub) for hub in hubs)]
    return websub.advertised((name, good) for name, written in said if (good := fields.address(written, base=url)))


def _marks(document: object) -> tuple[str, ...]:
    listed = _objects(document.get("items")) if isinstance(document, dict) else ()
    return tuple(known.mark(json.dumps(item).encode()) for item in listed)


def _identifiers(item: dict[str, object]) -> frozenset[str]:
    steady = known.steady(_text(item, "id"))
    return frozenset({steady} if steady else ())


def _entry(item: dict[str, object], *, url: str, language: str | None) -> Entry:
    content = _text(item, "content_html") or _text(item, "content_text")
    return Entry(
        guid=fields.guid(_text(item, "id")),
        link=fields.link(_text(item, "url") or _text(item, "external_url"), base=url),
        title=fields.title(_text(item, "title")),
        summary=fields.text(_text(item, "summary")),
        content=fields.text(content),
        published=fields.raw_date(_text(item, "date_published")),
        updated=fields.raw_date(_text(item, "date_modified")),
        language=_text(item, "language") or language,
    )


def _text(mapping: dict[str, object], key: str) -> str:
    value = mapping.get(key)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _objects(value: object) -> Iterator[dict[str, object]]:
    for member in value if isinstance(value, list) else ():
        if isinstance(member, dict):
            yield member
