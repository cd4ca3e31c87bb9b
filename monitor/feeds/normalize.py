"""Turns one parsed entry into an item: whose it is, which one it is, when it was published.

Decides identity (so that a feed that changes its identifiers, repeats them or has none neither floods nor loses), the outlet that a
search query's item belongs to, and what the title says without the aggregator's suffix. Doesn't decide whether the item is new.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from monitor.model.items import Entry, Item
from monitor.model.outlets import UNKNOWN_OUTLET, Feed, FeedKind, Outlet
from monitor.model.times import Precision
from monitor.text import feed_dates, html, urls

_ID_LENGTH = 16
"""Hex digits, 64 bits: a collision among ten million items has a chance of 1 in 370,000."""
_TITLE_FROM_TEXT = 200
_REVISION_MARK = re.compile(r"#\d{1,4}$")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def repeated_guids(entries: Iterable[Entry]) -> frozenset[str]:
    """The identifiers that stand on more than one entry of a document, and so identify nothing by themselves."""
    counts = Counter(steady_guid(e.guid) for e in entries if e.guid)
    return frozenset(guid for guid, count in counts.items() if count > 1)


def steady_guid(guid: str) -> str:
    """The identifier without the running number that some publishers append at each revision (``…/story#3``)."""
    return _REVISION_MARK.sub("", guid) if guid.startswith(("http://", "https://")) else guid


def normalize(
    entry: Entry,
    *,
    feed: Feed,
    outlet: Outlet,
    outlets_by_host: Mapping[str, Outlet],
    seen_at: datetime,
    repeated_guids: frozenset[str] = frozenset(),
    document_language: str | None = None,
) -> Item:
    """The entry as an item of ``outlet``, or of the outlet it links to when the feed is a query."""
    query = feed.kind is FeedKind.QUERY
    owner = _linked_outlet(entry, feed=feed, outlets_by_host=outlets_by_host) if query else outlet
    title = _without_suffix(entry.title, entry, outlet=owner) if query else html.tidy(entry.title)
    summary, content = html.tidy(entry.summary), html.tidy(entry.content)
    title = title or _first_line(summary or content)
    if query and _repeats(summary, title):
        summary = ""
    published_at, precision = _published(entry, zone="UTC" if query else owner.zone, now=seen_at)
    return Item(
        id=item_id(owner, entry, repeated_guids=repeated_guids),
        title=title,
        outlet=owner.id,
        seen_at=seen_at,
        feed=feed.id,
        url=entry.link,
        summary=summary,
        content=content,
        language=_language(feed.language, entry.language, document_language),
        published_at=published_at,
        published_precision=precision,
        content_hash=_digest(title, summary, content),
    )


def item_id(outlet: Outlet, entry: Entry, *, repeated_guids: frozenset[str]) -> str:
    """Sixteen hex digits. The same entry has the same id in every feed of an outlet; no other outlet can take it."""
    return _digest(outlet.id, *_key(entry, repeated_guids))


def _key(entry: Entry, repeated: frozenset[str]) -> tuple[str, ...]:
    """Identifier (with the address when it repeats), else canonical address, else the text itself."""
    guid = steady_guid(entry.guid) if entry.guid else None
    if guid and guid not in repeated:
        return ("guid", guid)
    address = urls.canonicalize(entry.link) if entry.link else None
    text = (entry.title, entry.content or entry.summary)
    if guid:
        return ("guid and url", entry.guid or guid, address) if address else ("guid and text", guid, *text)
    return ("url", address) if address else ("text", *text)


def _digest(*parts: str) -> str:
    joined = "\x00".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:_ID_LENGTH]


def outlet_of_host(host: str | None, outlets_by_host: Mapping[str, Outlet]) -> Outlet | None:
    """The outlet whose host it is, or whose host it lies under; None when nobody listed it."""
    labels = host.split(".") if host else []
    candidates = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((outlets_by_host[c] for c in candidates if c in outlets_by_host), None)


def _linked_outlet(entry: Entry, *, feed: Feed, outlets_by_host: Mapping[str, Outlet]) -> Outlet:
    """By where the link leads. What the entry calls its source counts only while the link stays with the aggregator itself."""
    host = urls.host_of(entry.link)
    if host in (None, urls.host_of(feed.url)):
        host = urls.host_of(entry.source_url)
    return outlet_of_host(host, outlets_by_host) or UNKNOWN_OUTLET


def _without_suffix(written: str, entry: Entry, *, outlet: Outlet) -> str:
    """The title without the `` - Outlet`` that aggregators add."""
    title = html.tidy(written)
    hosts = (urls.host_of(entry.source_url) or "", *outlet.hosts)
    for name in filter(None, (entry.source_name, outlet.name, *hosts)):
        for dash in (" - ", " – ", " — ", " | "):
            if title.lower().endswith(f"{dash}{name}".lower()) and len(title) > len(name) + len(dash):
                return title[: -len(name) - len(dash)].rstrip()
    return title


def _first_line(text: str) -> str:
    """What stands for a title where a feed has none, as those of messengers."""
    return text.partition("\n")[0][:_TITLE_FROM_TEXT].rstrip()


def _repeats(summary: str, title: str) -> bool:
    """Whether the summary is the title again with at most an outlet's name after it."""
    flat = " ".join(summary.split())
    return flat.startswith(title) and len(flat) - len(title) <= 60


def _published(entry: Entry, *, zone: str, now: datetime) -> tuple[datetime | None, Precision]:
    """The first date of the two that says a day; what was updated was also published."""
    published = feed_dates.read(entry.published, zone=zone, now=now)
    if published[0] is not None and published[1] is not Precision.WEEK:
        return published
    updated = feed_dates.read(entry.updated, zone=zone, now=now)
    return updated if updated[0] is not None else published


def _language(*declared: str | None) -> str | None:
    """The primary subtag of the first declaration that has one; ours stands before the feed's own."""
    found = (_LANGUAGE.match(tag.strip().lower().replace("_", "-").partition("-")[0]) for tag in declared if tag)
    return next((match[0] for match in found if match), None)
