"""What an item costs: parsed, read, assessed, stored; and the command line's first word."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Self

import feedparser

from benchmarks import documents
from benchmarks.result import Result, one_by_one, timed
from monitor import bootstrap
from monitor.adapters.store import SqlStore, open_store
from monitor.extraction.reader import Reader
from monitor.feeds import normalize, parse
from monitor.model.items import FeedState, Item, ParsedFeed, PollRecord
from monitor.model.outlets import Feed, Outlet
from monitor.model.rulebook import Actor, Country, Place
from monitor.pipeline.assess import AssessCycle, Heard
from monitor.pipeline.judge import Judge
from monitor.pipeline.read import ReadCycle
from monitor.pipeline.watch import WatchList

ROOT = Path(__file__).parents[1]
NOW = datetime(2024, 1, 18, 12, tzinfo=UTC)
FEEDS = 20
ALIASES = 20_000
"""So many are loaded at the least when an item's reading is measured."""
EVENTFUL = 10
"""Of so many items of a day's news one tells of what we watch."""


class Still:
    """A clock that stands."""

    def now(self) -> datetime:
        """Always the same."""
        return NOW


def app() -> bootstrap.App:
    """The program as shipped."""
    return bootstrap.open_app(config=ROOT / "config", rules_folder=ROOT / "rules")


@dataclass(frozen=True, slots=True)
class Cycles:
    """What reads and assesses, watching every border; made once, since making it isn't measured."""

    reader: Reader
    judge: Judge
    outlet: Outlet

    @classmethod
    def of(cls, program: bootstrap.App) -> Self:
        """Those of the program as configured."""
        return cls(program.reader_for(), program.judge_for(WatchList(None)), next(iter(program.outlets.values())))

    def read(self, kept: SqlStore) -> None:
        """One turn of the read cycle."""
        ReadCycle(kept, self.reader.read, clock=Still()).turn()

    def assess(self, kept: SqlStore) -> None:
        """One turn of the assess cycle."""
        AssessCycle(kept, self.judge, clock=Still(), heard=lambda _b, _n: Heard()).turn()


@contextmanager
def store() -> Iterator[SqlStore]:
    """An empty one, thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        opened = open_store(f"sqlite:///{folder}/bench.db", now=NOW)
        try:
            yield opened
        finally:
            opened.close()


def poll_of(body: bytes, *, name: str, outlet: Outlet) -> PollRecord:
    """What polling a feed for the first time writes, the network and the child process left out."""
    parsed = parse.parse(body, media_type="application/rss+xml", charset=None, url="https://paper.example/")
    assert isinstance(parsed, ParsedFeed)
    feed = Feed(id=name, outlet=outlet.id, url="https://paper.example/")
    items = tuple(
        normalize.normalize(entry, feed=feed, outlet=outlet, outlets_by_host={}, seen_at=NOW)
        for entry in parsed.entries
    )
    return PollRecord(state=FeedState(feed=name, next_due_at=NOW), items=items)


@dataclass(slots=True)
class Steps:
    """The steps from bytes to outbox over one set of documents, and the seconds that each took in the last run."""

    bodies: Sequence[bytes]
    cycles: Cycles
    spent: dict[str, float] = field(default_factory=dict)

    def run(self) -> float:
        """Seconds from the first byte to the outbox, the opening of the store left out."""
        self.spent.clear()
        with store() as kept:
            at = time.perf_counter()
            polls = [poll_of(body, name=f"paper{n}", outlet=self.cycles.outlet) for n, body in enumerate(self.bodies)]
            at = self._note("parse", at)
            for poll in polls:
                kept.record_poll(poll)
            at = self._note("store", at)
            self.cycles.read(kept)
            at = self._note("read", at)
            self.cycles.assess(kept)
            self._note("assess", at)
        return sum(self.spent.values())

    def _note(self, step: str, began: float) -> float:
        now = time.perf_counter()
        self.spent[step] = now - began
        return now


def pipeline() -> Result:
    """Bytes to outbox over feedparser's default parse of the same bytes, new items of sixty words."""
    bodies = [documents.document(f"paper{number}", first=number * documents.ENTRIES) for number in range(FEEDS)]
    steps = Steps(bodies, Cycles.of(app()))
    steps.run()
    floors, taken = [], []
    for _ in range(3):  # turn by turn, so that a busy moment hits both
        floors.append(timed(lambda: [feedparser.parse(body) for body in bodies], times=1))
        taken.append(steps.run())
    each = 1000 / (FEEDS * documents.ENTRIES)
    return Result(
        name="whole pipeline, a new item",
        figure=statistics.median(taken) * each,
        floor=statistics.median(floors) * each,
        floor_name="feedparser",
        budget=2.0,
        unit="x",
        note=" ".join(f"{name} {seconds * each:.2f}" for name, seconds in steps.spent.items()),
    )


def aliases() -> Result:
    """Reading one item of sixty words by the program as shipped, whose gazetteer has more than twenty thousand aliases."""
    program = app()
    rulebook = program.loaded.rulebook
    named: tuple[Actor | Place | Country, ...] = (*rulebook.actors, *rulebook.places, *rulebook.countries)
    known = sum(len(one.aliases) for one in named)
    assert known >= ALIASES, f"only {known} aliases are loaded"
    reader = program.reader_for()
    items = _items(range(300))
    for item in items[:20]:
        reader.read(item)
    taken = one_by_one(partial(reader.read, item) for item in items)
    return Result(
        name="reading an item of 60 words, 20,000 aliases",
        figure=1000 * statistics.median(taken),
        budget=0.5,
        unit="ms",
        note=f"{known:,} aliases",
    )


def usual() -> Result:
    """Reading one item of a day's news: one in ten tells of what we watch."""
    reader = app().reader_for()
    items = [
        item if number % EVENTFUL == 0 else replace(item, title=title, summary=summary)
        for number, item in enumerate(_items(range(300)))
        for title, summary in [documents.quiet_text(number)]
    ]
    for item in items[:20]:
        reader.read(item)
    taken = one_by_one(partial(reader.read, item) for item in items)
    return Result(
        name="reading an item of a day's news, mean",
        figure=1000 * statistics.mean(taken),
        budget=0.5,
        unit="ms",
        note=f"one in {EVENTFUL} eventful",
    )


def _items(numbers: Sequence[int]) -> list[Item]:
    return [
        Item(id=f"i{number}", title=title, summary=summary, outlet="dawn", seen_at=NOW, published_at=NOW)
        for number in numbers
        for title, summary in [documents.text(number)]
    ]


@contextmanager
def _installed() -> Iterator[Callable[[Sequence[str]], object]]:
    """Runs commands as an installed program would: compiled sources and rules are kept, in a folder where no other checkout pushes them out."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder, "XDG_CACHE_HOME": folder}
        yield partial(subprocess.run, capture_output=True, check=True, cwd=ROOT, env={**os.environ, **kept})


def help_text() -> Result:
    """``border-monitor --help``, warm."""
    command = [sys.executable, "-m", "monitor", "--help"]
    bare = [sys.executable, "-c", "import typer, rich"]
    with _installed() as run:
        for each in (command, bare):
            run(each)
        return Result(
            name="border-monitor --help, warm",
            figure=1000 * timed(lambda: run(command), times=5),
            floor=1000 * timed(lambda: run(bare), times=5),
            floor_name="its libraries",
            budget=400,
            unit="ms",
        )


def start() -> Result:
    """The processor time of a command that reads, its rules known from an earlier start."""
    command = [sys.executable, "-m", "monitor", "explain", "--text", "Nothing happened"]

    with _installed() as run:

        def once() -> float:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            run(command)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        once()
        return Result(
            name="border-monitor explain, warm start",
            figure=1000 * statistics.median(once() for _ in range(3)),
            budget=1000,
            unit="ms",
            note="processor time",
        )
