"""What a store that has run for years costs: a new item in it, and what is asked of it.

The archive is made by the store and the assess cycle themselves: items of which four in five hold no event, reports in pairs for each
incident, an alert for each tenth of them. They are spread over five years and every land border as unevenly as news is, a tenth of them on
no border. Of a hundred thousand incidents the busiest border has some 8,000 (four or five a day, a war), the ten next 1,000 to 2,000 each,
half of all borders fewer than 250.

What is new tells of attacks near forty borders at once, among them the busiest; and, by itself, of one near the busiest.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from benchmarks import documents
from benchmarks.reading import NOW, ROOT, Cycles, app, poll_of, store
from benchmarks.result import Result, timed, worked
from monitor import bootstrap
from monitor.adapters.store import SqlStore, open_store
from monitor.model.alerts import Alert, Level, Reason
from monitor.model.incidents import Incident
from monitor.model.items import FeedState, Item, PollRecord
from monitor.model.queries import Circle, Facet, IncidentQuery, Named, Role, Sort
from monitor.model.reports import ActClass, Count, LeftOut, Mode, Party, PartyKind, PlacePoint, Reading, Report
from monitor.model.rulebook import Place
from monitor.model.times import Precision
from monitor.pipeline.cases import Outcome
from monitor.text.search import phrases_of

YEARS = timedelta(days=5 * 365)
REPORTS = 2
AT_ONCE = 5_000
NEW_FEEDS = 20
ON_BORDERS = 3
"""Of the thirty entries of a new document so many tell of an attack near some border."""

ALONE = 7
"""So many reports come to the busiest border one by one."""
TOLD = 10
"""Of so many incidents people were told of one."""
LEASE = timedelta(minutes=1)

BUSIEST_MS = 250
QUERY_MS = 300
COMMAND_MS = 1_200
EVENTS = (
    ("force_nonstate.attack_on_forces", ActClass.ARMED_ATTACK),
    ("force_state.shelling", ActClass.GROUND_FIRE),
    ("force_state.air_strike", ActClass.AIR),
    ("diplo_hostile.condemn_protest", ActClass.PROTEST),
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much the archive holds."""

    items: int
    incidents: int

    def __str__(self) -> str:
        return f"{self.items:,} items, {self.incidents:,} incidents"


SMALL = Size(100_000, 10_000)
LARGE = Size(1_000_000, 100_000)


def archive() -> list[Result]:
    """In every run: a tenth of what the budget names."""
    return _measured(SMALL)


def full() -> list[Result]:
    """With ``--full``: all of it. Making it takes minutes and two gigabytes of disk."""
    return _measured(LARGE)


def _measured(size: Size) -> list[Result]:
    program = app()
    past = Past(program, size)
    new = [_document(n, past.towns) for n in range(NEW_FEEDS)]
    cycles = Cycles.of(program)
    with store() as unused:
        _adding(unused, new, cycles)
    with _made(past, cycles) as (kept, address, seconds), store() as empty, store() as quiet:
        # The floor in the same minute, since making the archive takes many.
        return [
            _item(_adding(empty, new, cycles), _adding(kept, new, cycles), size, seconds),
            _busiest(_alone(quiet, past, cycles), _alone(kept, past, cycles)),
            *_queries(kept, past.towns),
            _command(address),
        ]


class Past:
    """Years of news, made up; the same each time."""

    def __init__(self, program: bootstrap.App, size: Size) -> None:
        self._size = size
        self._random = random.Random(5)
        book = program.loaded.rulebook
        self.towns = [
            town for table in book.towns for line in table.lines[:20] for town in [table.read(line)] if town.border_km
        ]
        self._names = [f"word{n}" for n in range(20_000)]

    @staticmethod
    def alerts(border: str, incidents: Sequence[Incident]) -> tuple[Alert, ...]:
        """What people were told of a border: of each tenth incident but those of the last week, which would hold back what is new."""
        told = incidents[::TOLD]
        return tuple(
            Alert(
                id=f"past-{incident.id}",
                at=incident.started_at,
                border=border,
                level=Level.NOTICE,
                reason=Reason.NEW_INCIDENT,
                headline=f"{border}: {incident.headline}"[:160],
                conversation=f"{border}/{incident.started_at:%Y%m%d}",
                incident=incident.id,
                incidents=(incident.id,),
                why=("new_incident: it was reported",),
                told=("state|calm", "risk|off"),
            )
            for incident in told
            if incident.started_at < NOW - timedelta(days=7)
        )

    def readings(self) -> Iterator[tuple[Item, Reading]]:
        """Each item and what reading it came to."""
        every = max(1, self._size.items // (self._size.incidents * REPORTS))
        telling: list[tuple[Item, Reading]] = []
        for number in range(self._size.items):
            if number % every == 0 and number // every < self._size.incidents * REPORTS:
                telling = telling or list(self._incident(number // every // REPORTS))
                yield telling.pop()
            else:
                item = self._item(f"p{number}", self._moment())
                yield item, Reading(item=item.id, mode=Mode.FACTUAL, left_out=LeftOut.NO_EVENT)

    def _moment(self) -> timedelta:
        return YEARS * self._random.random()

    def _item(self, name: str, ago: timedelta, *, about: str = "") -> Item:
        words = " ".join(self._random.choices(self._names, k=40))
        title = f"{about} {documents.SENTENCES[self._random.randrange(6)].format(place=words[:20])}"
        return Item(id=name, title=title, summary=words, outlet="dawn", seen_at=NOW - ago, published_at=NOW - ago)

    def _incident(self, number: int) -> Iterator[tuple[Item, Reading]]:
        # Squared, so that some borders have a hundred times more than others.
        town = self.towns[int(len(self.towns) * self._random.random() ** 2)]
        border = None if number % 10 == 0 else town.border_km[0][0]
        ago = self._moment()
        for said in range(REPORTS):
            yield self.telling(f"r{number}-{said}", town, border, ago=ago - timedelta(hours=said), number=number)

    def telling(
        self, name: str, town: Place, border: str | None, *, ago: timedelta, number: int
    ) -> tuple[Item, Reading]:
        """An item of a report near the town."""
        item = self._item(name, ago, about=f"Killed near {town.name}")
        report = _report(item, town, border, number=number)
        return item, Reading(item=item.id, mode=Mode.FACTUAL, reports=(report,))


def _report(item: Item, town: Place, border: str | None, *, number: int) -> Report:
    (event, act), dead = EVENTS[number % len(EVENTS)], number % 9
    place = PlacePoint(entity=town.id, name=town.name, country=town.country, lat=town.lat, lon=town.lon, precision=1)
    return Report(
        key=f"{item.id}#0",
        item=item.id,
        event=event,
        act=act,
        mode=Mode.FACTUAL,
        known_at=item.seen_at,
        published_at=item.seen_at,
        happened_at=item.seen_at,
        precision=Precision.HOUR,
        outlet=item.outlet,
        events_grade="B",
        initiator=Party(name=f"Group {dead}", kind=PartyKind.NONSTATE_GROUP, entity=f"group-{dead}"),
        target=Party(name=f"Guards of {town.country}", kind=PartyKind.STATE_FORCES, state=town.country),
        places=(place,),
        killed=Count(low=dead, best=dead, high=dead),
        title=item.title,
        border=border,
        primary=True,
    )


@contextmanager
def _made(past: Past, cycles: Cycles) -> Iterator[tuple[SqlStore, str, float]]:
    """The store, its address, and the seconds that it took."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/archive.db"
        began = time.perf_counter()
        with open_store(address, now=NOW) as kept:
            for batch in _batches(past.readings()):
                items = tuple(item for item, _ in batch)
                kept.record_poll(PollRecord(state=FeedState(feed="past", next_due_at=NOW), items=items))
                kept.record_readings([reading for _, reading in batch], now=NOW)
            cycles.assess(kept)
            _tell(kept, past, cycles)
            yield kept, address, time.perf_counter() - began


def _tell(kept: SqlStore, past: Past, cycles: Cycles) -> None:
    """Fills the alert log, through the only door that it has: an assessment that changes nothing else."""
    for row in kept.borders():
        assert row.assessment
        assert kept.lease_clean(row.border, now=NOW, lease=LEASE)
        found = kept.incidents(IncidentQuery(border=row.border))
        outcome = Outcome(
            border=row.border,
            lease=kept.case(row.border, now=NOW, scope=cycles.judge.scope()).lease,
            assessment=row.assessment,
            rules=cycles.judge.judged_by,
            changed=frozenset(),
            keeps_checkpoint=True,
            alerts=past.alerts(row.border, found),
        )
        assert kept.record_outcome(outcome, now=NOW)


def _batches(pairs: Iterator[tuple[Item, Reading]]) -> Iterator[list[tuple[Item, Reading]]]:
    batch: list[tuple[Item, Reading]] = []
    for pair in pairs:
        batch.append(pair)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    yield batch


def _document(number: int, towns: Sequence[Place]) -> tuple[bytes, tuple[Item, ...]]:
    """A new document as it is in the other measures, and items of its feed that tell of attacks."""
    told = (towns[(number * ON_BORDERS + step) * 7 % 200] for step in range(ON_BORDERS))
    items = tuple(
        Item(
            id=f"new-{number}-{step}",
            title=f"Gunmen kill {step + 2} border guards near {town.name}",
            summary=documents.text(number)[1],
            outlet="dawn",
            seen_at=NOW,
            published_at=NOW,
        )
        for step, town in enumerate(told)
    )
    return documents.document(f"new{number}", first=number * documents.ENTRIES), items


def _adding(kept: SqlStore, new: Sequence[tuple[bytes, tuple[Item, ...]]], cycles: Cycles) -> dict[str, float]:
    """Milliseconds of the processor for a new item by step: store, reader and judge, in one turn of each."""
    polls = []
    for number, (body, more) in enumerate(new):
        poll = poll_of(body, name=f"new{number}", outlet=cycles.outlet)
        polls.append(replace(poll, items=(*poll.items[: documents.ENTRIES - ON_BORDERS], *more)))
    each, spent, at = 1000 / sum(len(poll.items) for poll in polls), {}, time.process_time()
    for poll in polls:
        kept.known_items([item.id for item in poll.items])
        kept.record_poll(poll)
    spent["store"], at = each * (time.process_time() - at), time.process_time()
    cycles.read(kept)
    spent["read"], at = each * (time.process_time() - at), time.process_time()
    cycles.assess(kept)
    spent["assess"] = each * (time.process_time() - at)
    return spent


def _alone(kept: SqlStore, past: Past, cycles: Cycles) -> float:
    """Milliseconds of the processor for assessing the busiest border, of which one new report came; the median of some."""
    town, taken = past.towns[0], []
    for number in range(ALONE):
        ago = timedelta(hours=20 * number)
        item, reading = past.telling(f"alone-{number}", town, town.border_km[0][0], ago=ago, number=number)
        kept.record_poll(PollRecord(state=FeedState(feed="alone", next_due_at=NOW), items=(item,)))
        kept.record_readings([reading], now=NOW)
        taken.append(1000 * worked(partial(cycles.assess, kept), times=1))
    return statistics.median(taken)


def _busiest(empty: float, spent: float) -> Result:
    return Result(
        name="assessing the busiest border for one report",
        figure=spent,
        floor=empty,
        floor_name="empty store",
        budget=BUSIEST_MS,
        unit="ms",
    )


def _item(empty: dict[str, float], spent: dict[str, float], size: Size, seconds: float) -> Result:
    return Result(
        name=f"a new item beside {size}",
        figure=sum(spent.values()),
        floor=sum(empty.values()),
        floor_name="empty store",
        budget=1.5,
        unit="x",
        note=" ".join(f"{step} {spent[step]:.2f} ({empty[step]:.2f})" for step in spent)
        + f"; the store was made in {seconds:.0f} s",
    )


def _queries(kept: SqlStore, towns: Sequence[Place]) -> list[Result]:
    """Each the way that the command line asks it; processor time, since nothing else is waited for."""
    town = towns[0]
    parties = (Role.INITIATOR, Role.TARGET)
    rare = IncidentQuery(phrases=phrases_of("word77"))
    common = IncidentQuery(phrases=phrases_of("killed"))
    actor = IncidentQuery(names=(Named(roles=parties, ids=("group-3",)),))
    near = IncidentQuery(near=(Circle(lat=town.lat or 0, lon=town.lon or 0, km=300),))
    everything = IncidentQuery(
        since=NOW - YEARS / 2, least_confidence=0.1, events=("force_nonstate", "force_state"),
        names=actor.names, near=near.near, phrases=common.phrases,
    )  # fmt: skip
    days = [NOW - YEARS + timedelta(days=day) for day in range(YEARS.days)]
    asked: dict[str, Callable[[], object]] = {
        "newest": partial(kept.incidents, limit=50),
        "a border": partial(kept.incidents, IncidentQuery(border=town.border_km[0][0]), limit=50),
        "worst severity": partial(kept.incidents, sort=Sort.SEVERITY, limit=50),
        "a rare word": partial(kept.incidents, rare, limit=50),
        "a common word": partial(kept.incidents, common, limit=50),
        "an actor": partial(kept.incidents, actor, limit=50),
        "a radius": partial(kept.incidents, near, sort=Sort.KILLED, limit=50),
        "all at once": partial(kept.incidents, everything, limit=50),
        "counts": partial(kept.count_incidents, common, by=Facet.BORDER),
        "timeline": partial(kept.count_incidents_between, IncidentQuery(), days),
        "an id": partial(kept.incident_ids, "i7f"),
    }
    taken = {name: 1000 * worked(query) for name, query in asked.items()}
    slowest = max(taken, key=lambda name: taken[name])
    return [
        Result(
            name=f"the slowest of {len(taken)} queries: {slowest}",
            figure=taken[slowest],
            budget=QUERY_MS,
            unit="ms",
            note=", ".join(f"{name} {ms:.0f}" for name, ms in taken.items()),
        )
    ]


def _command(address: str) -> Result:
    asked = ["incidents", "list", "--text", "killed", "--actor", "group-3", "--sort", "killed"]
    command = [sys.executable, "-m", "monitor", "--config", str(ROOT / "config"), "--database", address, *asked]
    run = partial(subprocess.run, command, capture_output=True, check=True, cwd=Path(ROOT))
    run()
    return Result(name="a query as a whole command, warm", figure=1000 * timed(run), budget=COMMAND_MS, unit="ms")
