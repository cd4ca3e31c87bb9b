"""A small web server that serves the story's items as each outlet's feed, as far as the clock has come.

Half of the outlets speak RSS 2.0, half Atom; every answer has an ETag, so that most polls end with 304 as they do in life.
"""

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from xml.sax.saxutils import escape

from monitor.demo.story import StoryItem

NEWEST = 30
"""Entries per document, as is usual."""


def rss(outlet: str, items: Sequence[StoryItem]) -> bytes:
    """An RSS 2.0 document of the items."""
    entries = "".join(
        "<item>"
        f"<title>{escape(item.title)}</title><description>{escape(item.summary)}</description>"
        f"<link>{escape(item.link)}</link><guid isPermaLink='false'>{escape(item.guid)}</guid>"
        + (f"<pubDate>{escape(date)}</pubDate>" if (date := _date(item, format_datetime)) else "")
        + "</item>"
        for item in items
    )
    head = (
        f"<title>{escape(outlet)}</title><link>https://{escape(outlet)}.example/</link><description>demo</description>"
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{head}{entries}</channel></rss>'.encode()


def atom(outlet: str, items: Sequence[StoryItem]) -> bytes:
    """An Atom 1.0 document of the items."""
    entries = "".join(
        "<entry>"
        f"<title>{escape(item.title)}</title><summary>{escape(item.summary)}</summary>"
        f"<link href='{escape(item.link)}'/><id>urn:demo:{escape(item.guid)}</id>"
        + (f"<published>{escape(date)}</published>" if (date := _date(item, datetime.isoformat)) else "")
        + "</entry>"
        for item in items
    )
    head = f"<title>{escape(outlet)}</title><id>urn:demo:{escape(outlet)}</id>"
    return f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>'.encode()


def _date(item: StoryItem, write: Callable[[datetime], str]) -> str:
    """The date as the feed gives it: the story may put a raw one in its place, or leave it out."""
    if item.date is None:
        return write(item.at.astimezone(UTC))
    return "" if item.date == "none" else item.date


class Newsstand:
    """Serves ``http://127.0.0.1:<port>/<outlet>.xml``; use as a context manager."""

    def __init__(self, items: Sequence[StoryItem], *, now: Callable[[], datetime]) -> None:
        self._items: Mapping[str, list[StoryItem]] = _by_outlet(items)
        self._now = now
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that have a feed here."""
        return tuple(sorted(self._items))

    def url(self, outlet: str) -> str:
        """The address of an outlet's feed."""
        return f"http://127.0.0.1:{self._server.server_port}/{outlet}.xml"

    def document(self, outlet: str) -> bytes | None:
        """The feed as it stands now, or None for an unknown outlet."""
        if outlet not in self._items:
            return None
        published = [item for item in self._items[outlet] if item.at <= self._now()]
        current = {item.guid: item for item in published}  # a revision takes its original's place
        newest = sorted(current.values(), key=lambda item: item.at, reverse=True)[:NEWEST]
        write = rss if sorted(self._items).index(outlet) % 2 == 0 else atom
        return write(outlet, newest)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)


def _by_outlet(items: Sequence[StoryItem]) -> dict[str, list[StoryItem]]:
    """Each outlet's items by time, behind one from the day before the story: no feed in life is empty."""
    ordered = sorted(items, key=lambda item: item.at)
    shelves: dict[str, list[StoryItem]] = {}
    for item in ordered:
        shelves.setdefault(item.outlet, [_day_before(item.outlet, ordered[0].at)]).append(item)
    return shelves


def _day_before(outlet: str, start: datetime) -> StoryItem:
    guid = f"{outlet}-letters"
    return StoryItem(id=guid, guid=guid, at=start - timedelta(days=1), outlet=outlet, title="Letters from our readers")


def _handler(stand: Newsstand) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = stand.document(self.path.strip("/").removesuffix(".xml"))
            if body is None:
                self.send_error(404)
                return
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.send_header("ETag", etag)
                self.end_headers()
                return
            self.send_response(200)
            self.send_header("Content-Type", "application/xml; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", etag)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name for it
            """Silence: the daemon's own log says what was polled."""

    return Handler
