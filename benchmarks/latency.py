"""How long a message takes: from the last byte of the feed that brings the news to the channel that is handed the message.

The daemon as it runs, on the machine's clock, over a thousand feeds that are polled once within a minute. Some of them bring news of an attack
on a border that was quiet, each on another one. Both ends are seen by one server in a process of its own, on one clock.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import documents
from benchmarks.newsstand import Stand
from benchmarks.reading import ROOT, app
from benchmarks.result import Result
from monitor import bootstrap
from monitor.daemon import main

FEEDS, TOLD, OF_OUTLET, OLD = 1_000, 150, 4, 10
EVERY = timedelta(minutes=2)
GRACE = timedelta(seconds=5)
SHORTEST_NAME = 6

SETTINGS = """\
schema_version: 1
watch: all
channels: {{desk: {{url: "json://127.0.0.1:{port}/alerts"}}}}
routes: [{{to: [desk]}}]
feeds: {{allow_hosts: [{hosts}]}}
cycles: {{warm_up: 0s}}
"""


@dataclass(slots=True)
class Ahead:
    """The machine's clock, put forward."""

    by: timedelta = timedelta(0)

    def now(self) -> datetime:
        """The time."""
        return datetime.now(UTC) + self.by


def latency() -> Result:
    """From response to message over a thousand feeds, one poll of each within a minute, nothing waited for to be grouped."""
    places = _places()
    with tempfile.TemporaryDirectory() as folder, _opened(Path(folder), places) as (process, stand):
        waits = asyncio.run(_run(Path(folder), process, stand))
    waits.sort()
    middle, late = (1000 * waits[int(len(waits) * share)] for share in (0.5, 0.99))
    return Result(
        name=f"p99 from response to message, {FEEDS:,} feeds",
        figure=late,
        budget=2_000,
        unit="ms",
        note=f"median {middle:.0f}, slowest {1000 * waits[-1]:.0f}; {len(waits)} messages",
    )


def _places() -> list[str]:
    """A town for each of some borders."""
    towns: dict[str, str] = {}
    for table in app().loaded.rulebook.towns:
        for line in table.lines:
            town = table.read(line)
            plain = town.name.isascii() and town.name.isalpha() and len(town.name) >= SHORTEST_NAME
            if town.border_km and plain and town.name not in towns.values():
                towns.setdefault(town.border_km[0][0], town.name)
    return list(towns.values())[:TOLD]


async def _run(folder: Path, process: "subprocess.Popen[str]", stand: Stand) -> list[float]:
    """Everything is met once, then polled once more while the daemon runs; the waits in seconds."""
    hosts = ", ".join(f'"{stand.host(number)}"' for number in range(FEEDS))
    (folder / "monitor.yaml").write_text(SETTINGS.format(port=stand.port, hosts=hosts), encoding="utf-8")
    (folder / "outlets.yaml").write_text(_outlets(stand), encoding="utf-8")
    clock, stop = Ahead(), asyncio.Event()
    address = f"sqlite:///{folder}/latency.db"
    with bootstrap.open_app(config=folder, rules_folder=ROOT / "rules", database=address, clock=clock) as program:
        first = await program.collector.turn(at_once=True)
        assert first.polled == FEEDS, first
        await program.in_worker(program.read.turn)
        await program.in_worker(program.assess.turn)
        due = sorted(state.next_due_at for state in program.store.feed_states().values())
        clock.by += due[0] - clock.now()  # the second poll of each comes within the second half of its interval
        running = asyncio.create_task(main.make(program).run(stop))
        await asyncio.sleep((due[-1] - due[0] + GRACE).total_seconds())
        stop.set()
        await running
        await program.collector.aclose()
        await program.parser.aclose()
    assert process.stdin
    assert process.stdout
    process.stdin.close()
    return [float(wait) for wait in json.loads(process.stdout.readline())]


def _outlets(stand: Stand) -> str:
    lines = ["schema_version: 1", "outlets:"]
    for outlet in range(FEEDS // OF_OUTLET):
        numbers = range(outlet * OF_OUTLET, (outlet + 1) * OF_OUTLET)
        feeds = ", ".join(f"{{id: feed-{n}, url: '{stand.address(f'f/{n}', n)}', every: 2m}}" for n in numbers)
        lines.append(
            f"  - {{id: paper-{outlet}, name: Paper {outlet}, owner: o-{outlet}, grades: {{events: B}}, feeds: [{feeds}]}}"
        )
    return "\n".join(lines) + "\n"


@contextmanager
def _opened(folder: Path, places: Sequence[str]) -> "Iterator[tuple[subprocess.Popen[str], Stand]]":
    """Starts the server and ends it."""
    names = folder / "places.json"
    names.write_text(json.dumps(places), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.latency", str(names)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process, Stand(process.pid, int(process.stdout.readline()))
        finally:
            process.terminate()


@dataclass(slots=True)
class _Server:
    """Every feed has some old entries; at the second visit some have one more. A town stands in one feed's news alone."""

    places: list[str]
    visits: dict[int, int] = field(default_factory=dict)
    sent: dict[str, float] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            if head.startswith("POST"):
                length = next(
                    int(line[15:]) for line in head.splitlines() if line.lower().startswith("content-length:")
                )
                self._note((await reader.readexactly(length)).decode())
                writer.write(b"HTTP/1.1 200 So\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            else:
                self._answer(writer, int(head.split(" ", 2)[1].rpartition("/")[2]))
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def _note(self, message: str) -> None:
        now = time.monotonic()
        for place in self.sent:
            if place in message:
                self.told.setdefault(place, now)

    def _answer(self, writer: asyncio.StreamWriter, feed: int) -> None:
        self.visits[feed] = self.visits.get(feed, 0) + 1
        place = (
            self.places[feed // (FEEDS // TOLD)]
            if feed % (FEEDS // TOLD) == 0 and feed < FEEDS // TOLD * len(self.places)
            else None
        )
        news = _news(feed, place) if place and self.visits[feed] > 1 else ""
        body = _document(feed, news)
        writer.write(f"HTTP/1.1 200 So\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        if place and news:
            self.sent.setdefault(place, time.monotonic())


def _document(feed: int, news: str) -> bytes:
    """Nothing that we watch, and the news."""
    quiet = (documents.quiet_text(feed * OLD + number) for number in range(OLD))
    entries = (
        f"<item><title>{title}</title><guid isPermaLink='false'>{feed}-{number}</guid><description>{text}</description></item>"
        for number, (title, text) in enumerate(quiet)
    )
    return f"<rss version='2.0'><channel><title>Paper</title>{news}{''.join(entries)}</channel></rss>".encode()


def _news(feed: int, place: str) -> str:
    words = f"Gunmen kill {feed % 7 + 3} border guards near {place}"
    now = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    return (
        f"<item><title>{words}</title><guid isPermaLink='false'>news-{feed}</guid><pubDate>{now}</pubDate>"
        f"<description>{words} on Wednesday, officials in the province said.</description></item>"
    )


async def _serve(places: list[str]) -> None:
    server = _Server(places)
    listening = await asyncio.start_server(server.meet, "0.0.0.0", 0, backlog=FEEDS)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    print(json.dumps([server.told[place] - server.sent[place] for place in server.told]), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("places", type=Path)
    asyncio.run(_serve(json.loads(parser.parse_args().places.read_text(encoding="utf-8"))))
