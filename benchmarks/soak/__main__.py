"""What ``make soak`` runs: the daemon for ``--days`` virtual days over ``--feeds`` feeds; 1 when it isn't afterwards what it was.

With ``--write`` the figures replace the marked block of that file.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.newsstand import Stand
from benchmarks.result import Result
from benchmarks.soak import proofs, stand, vitals, world
from benchmarks.soak.stand import Served
from benchmarks.soak.vitals import Vitals
from monitor import bootstrap
from monitor.adapters.clock import VirtualClock
from monitor.bootstrap import App
from monitor.daemon import logs, main

ROOT = Path(__file__).parents[2]
STEP = timedelta(minutes=30)
LOOKED_AT = timedelta(hours=6)
KEEP_TEXTS = "7d"
BEGIN, END = "<!-- soak: begin -->", "<!-- soak: end -->"

SETTINGS = """\
schema_version: 1
watch: all
channels: {{desk: {{url: "json://127.0.0.1:{port}/alerts"}}}}
routes: [{{to: [desk]}}]
feeds: {{timeout: 2s, allow_hosts: [{hosts}]}}
cycles: {{tick_every: 5s}}
upkeep: {{keep_texts_for: {keep}}}
"""
GRADES = "ABCCD"


def outlets_file(served: Stand, feeds: int) -> str:
    """The outlets of the world, each with its feeds at a host of their own; one in eight is the organ of a state."""
    lines = ["schema_version: 1", "outlets:"]
    for outlet in range((feeds + world.FEEDS_OF_OUTLET - 1) // world.FEEDS_OF_OUTLET):
        name, country = world.outlet_id(outlet), world.SIDES[outlet % len(world.SIDES)]
        owner = f"'state:{country}', side: {country}" if outlet % 8 == 0 else f"owner-{outlet}"
        first = outlet * world.FEEDS_OF_OUTLET
        numbers = range(first, min(first + world.FEEDS_OF_OUTLET, feeds))
        urls = ", ".join(
            f"{{id: {world.feed_id(n)}, url: '{served.address(f'f/{n}', n)}', every: 1h, slowest: 3h}}" for n in numbers
        )
        lines.append(
            f"  - {{id: {name}, name: {name}, country: {country}, owner: {owner}, languages: [en],"
            f" grades: {{events: {GRADES[outlet % len(GRADES)]}, statements: B}}, feeds: [{urls}]}}"
        )
    return "\n".join(lines) + "\n"


@contextmanager
def configured(served: Stand, feeds: int, folder: Path) -> Iterator[App]:
    """The program as it is shipped, with the world's outlets, a channel at the stand, and texts that are kept for a week."""
    hosts = ", ".join(f'"{Stand.host(number)}"' for number in range(feeds))
    settings = SETTINGS.format(port=served.port, hosts=hosts, keep=KEEP_TEXTS)
    (folder / "monitor.yaml").write_text(settings, encoding="utf-8")
    (folder / "outlets.yaml").write_text(outlets_file(served, feeds), encoding="utf-8")
    address = f"sqlite:///{folder}/soak.db"
    clock = VirtualClock(world.START)
    with bootstrap.open_app(config=folder, rules_folder=ROOT / "rules", database=address, clock=clock) as app:
        yield app


async def live(app: App, served: Served, *, days: int, database: Path) -> list[Vitals]:
    """The daemon's life, a step of the clock at a time: after each, everything that is due is done."""
    stop, taken = asyncio.Event(), []
    daemon = main.make(app, patient=True)
    running = asyncio.create_task(daemon.run(stop))
    for moment in moments(days):
        app.clock.move_to(moment)  # type: ignore[attr-defined]
        served.tell(moment)
        await daemon.settle()
        if (moment - world.START) % LOOKED_AT == timedelta(0):
            await daemon.turned("upkeep")
            day = (moment - world.START) / timedelta(days=1)
            taken.append(vitals.taken(app, database, day=day, but=served.stand.pid))
            print(taken[-1], file=sys.stderr, flush=True)
    stop.set()
    await running
    await app.collector.aclose()
    await app.parser.aclose()
    return taken


def moments(days: int) -> Iterator[datetime]:
    """Where the clock stops."""
    return (world.START + number * STEP for number in range(1, timedelta(days=days) // STEP + 1))


def soaked(*, days: int, feeds: int) -> list[Result]:
    """The run, and everything that is to be said of it."""
    with tempfile.TemporaryDirectory() as folder, stand.opened(days=days, feeds=feeds) as served:
        database = Path(folder) / "soak.db"
        with configured(served.stand, feeds, Path(folder)) as app:
            taken = asyncio.run(live(app, served, days=days, database=database))
            sent = served.tell(app.clock.now())
            held = proofs.proofs(app, world.made(days=days, feeds=feeds), database)
            prunable = app.store.count_prunable(before=app.clock.now() - timedelta(days=7))
            messages = len(app.store.deliveries(state=None, alert=None, limit=1_000_000))
    return [
        *vitals.judged(taken),
        Result(name="texts kept for longer than is asked for", figure=prunable, budget=0, unit=""),
        *held,
        Result(name="messages that came twice", figure=sent[0] - sent[1], budget=0, unit="", note=f"{sent[1]} came"),
        Result(name="messages that didn't come", figure=messages - sent[1], budget=0, unit="", note=f"of {messages}"),
    ]


def write(results: Sequence[Result], file: Path, *, days: int, feeds: int) -> None:
    """Puts the figures between the marks of a document."""
    text = file.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    rows = "".join(f"| {one.name} | {one.shown} | {_bound(one)} | {one.note} |\n" for one in results)
    table = f"{days} days, {feeds} feeds.\n\n| what | figure | at most | |\n|---|---|---|---|\n{rows}"
    file.write_text(f"{before}{BEGIN}\n{table}{END}{after}", encoding="utf-8")


def _bound(result: Result) -> str:
    return f"{result.budget:g} {result.unit}".strip()


def run() -> int:
    """Reads the arguments, runs, prints; 1 when something isn't as it should be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    logs.configure(least=logging.CRITICAL)  # that feeds fail is what they are there for
    results = soaked(days=asked.days, feeds=asked.feeds)
    for result in results:
        print(result)
    if asked.write:
        write(results, asked.write, days=asked.days, feeds=asked.feeds)
    return int(not all(result.met for result in results))


if __name__ == "__main__":
    sys.exit(run())
