"""The measures. Times are medians; the floor of the pipeline is feedparser's default parse of the same bytes."""

import asyncio
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

import feedparser

from monitor import bootstrap
from monitor.adapters.clock import SystemClock
from monitor.adapters.http.fetch import HttpFetcher
from monitor.adapters.store import open_store
from monitor.extraction.reader import Reader
from monitor.feeds import normalize, parse
from monitor.model.items import FeedState, Item, ParsedFeed, PollRecord, Validators
from monitor.model.outlets import Feed
from monitor.model.reports import PartyKind
from monitor.model.rulebook import Actor, Alias
from monitor.pipeline.assess import AssessCycle, Heard
from monitor.pipeline.judge import Judge, WatchList
from monitor.pipeline.read import ReadCycle

ROOT = Path(__file__).parents[1]
NOW = datetime(2024, 1, 18, 12, tzinfo=UTC)
FEEDS, ENTRIES = 20, 30


@dataclass(frozen=True, slots=True)
class Result:
    """One figure against its budget, both in ``unit``."""

    name: str
    figure: float
    budget: float
    unit: str
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the budget is kept."""
        return self.figure <= self.budget

    def __str__(self) -> str:
        verdict = "ok" if self.met else "MISSED"
        return f"{self.name:58} {self.figure:9.3f} {self.unit:6} budget {self.budget:g} {verdict}  {self.note}"


def _app() -> bootstrap.App:
    return bootstrap.open_app(config=ROOT / "config", rules_folder=ROOT / "rules")


SENTENCES = (
    "Border guards repelled an attack near {place} on Wednesday, officials in the province said.",
    "The foreign ministry condemned the strike and summoned the charge d'affaires to protest.",
    "Traders at the crossing waited for a third day while trucks loaded with fruit stood in line.",
    "The minister told parliament that talks on trade and energy would go on next month.",
    "Two people were killed and three injured when gunmen opened fire on a police post.",
    "Analysts said that neither government wishes to escalate the dispute any further.",
)


def _text(number: int) -> tuple[str, str]:
    """A title and a summary of about sixty words, different for each number."""
    place = f"Village {number}"
    chosen = [SENTENCES[(number + step) % len(SENTENCES)].format(place=place) for step in range(4)]
    return f"{chosen[0][:60]} {number}", " ".join(chosen)


def _document(feed: int) -> bytes:
    items = []
    for entry in range(ENTRIES):
        title, summary = _text(feed * ENTRIES + entry)
        items.append(
            f"<item><title>{escape(title)}</title><link>https://paper{feed}.example/{entry}</link><guid>{feed}-{entry}</guid>"
            f"<pubDate>Thu, 18 Jan 2024 09:{entry:02}:00 +0000</pubDate><description>{escape(summary)}</description></item>"
        )
    head = "<title>Paper</title><link>https://paper.example/</link><description>news</description>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


def _timed(call: Callable[[], object], *, times: int = 3) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def pipeline() -> Result:
    """Bytes to outbox over feedparser's default parse of the same bytes, new items of sixty words."""
    documents = [_document(n) for n in range(FEEDS)]
    floor = _timed(lambda: [feedparser.parse(body) for body in documents])
    app = _app()
    reader = app.reader_for()
    judge = Judge(
        app.loaded.rulebook, watch=WatchList(None), routes=app.settings.routes, channels=app.settings.channels
    )
    outlet = next(iter(app.outlets.values()))

    class Still:
        def now(self) -> datetime:
            return NOW

    def whole() -> None:
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(f"sqlite:///{folder}/bench.db", now=NOW)
            for number, body in enumerate(documents):
                parsed = parse.parse(body, media_type="application/rss+xml", charset=None, url="https://paper.example/")
                assert isinstance(parsed, ParsedFeed)
                feed = Feed(id=f"paper{number}", outlet=outlet.id, url="https://paper.example/")
                items = tuple(
                    normalize.normalize(e, feed=feed, outlet=outlet, outlets_by_host={}, seen_at=NOW)
                    for e in parsed.entries
                )
                store.record_poll(PollRecord(state=FeedState(feed=feed.id, next_due_at=NOW), items=items))
            ReadCycle(store, reader.read, clock=Still()).turn()
            AssessCycle(store, judge, clock=Still(), heard=lambda _b, _n: Heard()).turn()
            store.close()

    taken = _timed(whole)
    return Result(
        "whole pipeline over feedparser's default parse",
        taken / floor,
        2.0,
        "x",
        f"{1000 * taken / FEEDS / ENTRIES:.2f} ms an item",
    )


def reading() -> Result:
    """Reading one item of sixty words with twenty thousand aliases loaded."""
    app = _app()
    rulebook = app.loaded.rulebook
    have = sum(len(a.aliases) for a in (*rulebook.actors, *rulebook.places, *rulebook.countries))
    more = tuple(
        Actor(
            id=f"more-{n}",
            name=f"Brigade {n} of nowhere",
            kind=PartyKind.NONSTATE_GROUP,
            aliases=(Alias(text=f"Alias {n} of brigade"),),
        )
        for n in range(max(0, (20_000 - have) // 2))
    )
    reader = Reader(replace(rulebook, actors=(*rulebook.actors, *more)), app.outlets)
    items = []
    for number in range(300):
        title, summary = _text(number)
        items.append(Item(id=str(number), title=title, summary=summary, outlet="dawn", seen_at=NOW, published_at=NOW))
    taken = []
    for item in items:
        began = time.perf_counter()
        reader.read(item)
        taken.append(time.perf_counter() - began)
    return Result("reading one item of 60 words, 20,000 aliases", 1000 * statistics.median(taken), 0.5, "ms")


def unchanged_poll() -> Result:
    """CPU of a poll that returns 304 (the server's own thread is subtracted by measuring this process with and without)."""

    class NotModified(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(304)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name for it
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), NotModified)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    fetcher = HttpFetcher(clock=SystemClock(), allow_hosts=frozenset({"127.0.0.1"}))
    feed = Feed(id="f", outlet="o", url=f"http://127.0.0.1:{server.server_port}/", poll_every=timedelta(minutes=5))
    polls = 200

    async def poll() -> None:
        for _ in range(polls):
            await fetcher.fetch(feed, Validators(etag='"x"'))

    asyncio.run(poll())
    before = time.process_time()
    asyncio.run(poll())
    used = 1000 * (time.process_time() - before) / polls
    server.shutdown()
    server.server_close()
    return Result("CPU of a poll that returns 304 (test server included)", used, 2.0, "ms")


def help_text() -> Result:
    """``border-monitor --help``, warm."""
    command = [sys.executable, "-m", "monitor", "--help"]
    subprocess.run(command, capture_output=True, check=True)
    taken = _timed(lambda: subprocess.run(command, capture_output=True, check=True), times=5)
    return Result("border-monitor --help, warm", 1000 * taken, 400, "ms")


def memory() -> Result:
    """The most memory that this run took, everything loaded."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Result("peak memory of this run", peak, 300, "MiB")


ALL = (help_text, reading, unchanged_poll, pipeline, memory)
"""In the order in which they are printed."""
