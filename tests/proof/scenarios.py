"""What is done to the daemon, and what it came to: each scenario plays the crisis, once or many times, and gives one row."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from tests.proof import crisis
from tests.proof.process import Stop
from tests.proof.run import Outbox, Pause, Receipt, Run, StuckError, Told

_HOUR = timedelta(hours=1)
_MOST_TIMES = 5
_SOON = 0.03
"""Seconds: a message is on its way for less, a border is judged in less."""

Databases = Callable[[], str | None]
"""Gives the address of a new database; None for a file in the run's folder."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the report. ``broken`` says in words where the promise didn't hold."""

    scenario: str
    runs: int = 1
    kills: int = 0
    messages: int = 0
    lost: int = 0
    duplicates: int = 0
    allowed: int = 0
    dead: int = 0
    broken: tuple[str, ...] = ()

    def __add__(self, other: "Row") -> "Row":
        return Row(
            scenario=self.scenario,
            runs=self.runs + other.runs,
            kills=self.kills + other.kills,
            messages=self.messages + other.messages,
            lost=self.lost + other.lost,
            duplicates=self.duplicates + other.duplicates,
            allowed=self.allowed + other.allowed,
            dead=self.dead + other.dead,
            broken=self.broken + other.broken,
        )


@dataclass(frozen=True, kw_only=True)
class Calm:
    """The run that nobody disturbs: what all others are compared with."""

    told: Told
    owed: frozenset[Receipt]
    boundaries: tuple[str, ...]


@dataclass
class Proof:
    """Where runs are played, how many at once, and against what they are held."""

    folder: Path
    parallel: int = 2
    _numbers: Iterator[int] = field(default_factory=count)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, databases: Databases | None = None) -> Run:
        """A new run in a folder of its own."""
        with self._lock:
            folder = self.folder / f"run-{next(self._numbers)}"
        folder.mkdir()
        return Run(folder, database=databases() if databases else None)

    def calm(self, databases: Databases | None = None) -> Calm:
        """Plays the crisis undisturbed."""
        with self.run(databases) as run:
            run.start()
            play(run)
            return Calm(told=run.told(), owed=frozenset(run.outbox().owed), boundaries=tuple(run.boundaries()))

    def all_of(self, name: str, plays: Sequence[Callable[[], Row]]) -> Row:
        """Many runs as one row."""
        return sum(self.each([partial(played, name, one) for one in plays]), start=Row(scenario=name, runs=0))

    def each(self, plays: Sequence[Callable[[], Row]]) -> Iterator[Row]:
        """A row for each, in order."""
        with ThreadPoolExecutor(self.parallel) as pool:
            yield from pool.map(lambda one: one(), plays)


def played(name: str, scenario: Callable[[], Row]) -> Row:
    """The scenario's row, also when the daemon got stuck in it."""
    try:
        return scenario()
    except StuckError as stuck:
        return Row(scenario=name, broken=(f"{name}: {stuck}",))


def _stays(_run: Run) -> None:
    raise AssertionError("the daemon stopped where nobody asked it to")


def play(
    run: Run,
    *,
    stopped: Callable[[Run], None] = _stays,
    changes: Mapping[datetime, Callable[[Run], None]] | None = None,
    stops: Sequence[datetime] = (),
) -> None:
    """Moves the clock through the crisis and ends the daemon properly.

    ``stopped`` is called when it stands at a boundary, ``changes`` before the clock comes to their times; ``stops`` are times
    at which the clock stops beside those of the crisis.
    """
    changes = changes or {}
    last = max((*crisis.MOMENTS, *stops, *changes))
    for at in sorted({crisis.BEFORE, *crisis.MOMENTS, *stops, *changes, last + _HOUR}):
        changes.get(at, lambda _run: None)(run)
        run.move(at)
        while run.pause() is Pause.STOPPED:
            stopped(run)
    run.stop()


def judge(name: str, run: Run, calm: Calm, *, may_die: int = 0, felt: bool = True) -> Row:
    """Holds a run that has ended against the undisturbed one. Of its messages so many may be given up, with a dead letter to show for it.

    A fault that the daemon hasn't ``felt`` proves nothing.
    """
    outbox, messages = run.outbox(), run.accepted()
    receipts = [receipt for message in messages for receipt in message]
    lost = (calm.owed | outbox.owed) - set(receipts) - outbox.dead
    duplicates = _repeated(messages)
    allowed = run.allowed + outbox.ambiguous
    return Row(
        scenario=name,
        kills=run.kills,
        messages=len(calm.owed | outbox.owed | outbox.dead),
        lost=len(lost),
        duplicates=duplicates,
        allowed=allowed,
        dead=len(outbox.dead),
        broken=tuple(
            f"{name}: {fault} ({run.folder})"
            for fault in (
                *_differences(run.told(), calm.told),
                *([f"lost {sorted(lost)}"] if lost else []),
                *([f"gave up {sorted(outbox.dead)}"] if len(outbox.dead) > may_die else []),
                *([f"{duplicates} duplicates, {allowed} allowed"] if duplicates > allowed else []),
                *_out_of_order(outbox, receipts),
                *([] if felt else ["nothing was felt of the fault"]),
            )
        ),
    )


def _repeated(messages: Sequence[tuple[Receipt, ...]]) -> int:
    """How many messages told what their channel had been told already."""
    told: set[Receipt] = set()
    repeated = 0
    for message in messages:
        repeated += not told.isdisjoint(message)
        told.update(message)
    return repeated


def _out_of_order(outbox: Outbox, receipts: Sequence[Receipt]) -> Iterator[str]:
    """Where a channel was first told something of a conversation before something earlier."""
    for (channel, conversation), alerts in outbox.conversations.items():
        came = [alert for to, alert in dict.fromkeys(receipts) if to == channel and alert in alerts]
        if came != [alert for alert in alerts if alert in came]:
            yield f"{conversation} came to {channel} out of order: {came}"


def _differences(mine: Told, theirs: Told) -> Iterator[str]:
    for what in ("incidents", "states", "alerts"):
        if odd := getattr(mine, what) ^ getattr(theirs, what):
            yield f"other {what}: {sorted(map(str, odd))}"


def at_boundaries(proof: Proof, calm: Calm, stops: Sequence[Stop], databases: Databases | None = None) -> Row:
    """A kill at each of these boundaries of the undisturbed run, each in a run of its own; the name counts the kills that came."""
    row = proof.all_of("killed", [partial(_killed_at, proof, calm, stop, databases) for stop in stops])
    where = "PostgreSQL" if databases else "SQLite"
    return replace(row, scenario=f"killed at {row.kills} of {len(calm.boundaries)} commit boundaries, {where}")


def each_of(calm: Calm) -> list[Stop]:
    """Every boundary of the undisturbed run."""
    turns = Counter[str]()
    stops = []
    for kind in calm.boundaries:
        turns[kind] += 1
        stops.append(Stop(turns[kind], kind))
    return stops


def one_of_each(calm: Calm) -> list[Stop]:
    """The boundary in the middle of each kind, in the order in which the kinds first came."""
    return [_middle_of(calm, kind) for kind in dict.fromkeys(calm.boundaries)]


def _middle_of(calm: Calm, kind: str) -> Stop:
    return Stop(calm.boundaries.count(kind) // 2 + 1, kind)


def _killed_at(proof: Proof, calm: Calm, stop: Stop, databases: Databases | None) -> Row:
    def kill(run: Run) -> None:
        run.kill()
        run.restart()

    with proof.run(databases) as run:
        run.start(stop_at=stop)
        play(run, stopped=kill)
        return judge(f"killed {stop.kind}, turn {stop.turn}", run, calm)


def at_random(proof: Proof, calm: Calm, *, runs: int, seed: int) -> Row:
    """Kills at any instant, up to five in one run. The same seed draws the same boundaries, and as many milliseconds behind them."""
    plays = [partial(_interrupted, proof, calm, seed + n, by=Run.kill) for n in range(runs)]
    return proof.all_of("killed at random instants, up to five times in one run", plays)


def stopped_at_random(proof: Proof, calm: Calm, *, runs: int, seed: int) -> Row:
    """As often told to stop, as a deployment does. No message may come twice for that."""
    plays = [partial(_interrupted, proof, calm, seed + n, by=Run.stop) for n in range(runs)]
    return proof.all_of("told to stop (SIGTERM) at random instants, as often", plays)


def _interrupted(proof: Proof, calm: Calm, seed: int, *, by: Callable[[Run], None]) -> Row:
    draw = random.Random(seed)
    each = len(calm.boundaries) // _MOST_TIMES
    times = count(1)

    def interrupt(run: Run) -> None:
        run.resume()
        run.linger(draw.uniform(0, _SOON))
        by(run)
        run.restart(stop_at=Stop(draw.randint(1, each)) if next(times) < _MOST_TIMES else None)

    with proof.run() as run:
        run.start(stop_at=Stop(draw.randint(1, each)))
        play(run, stopped=interrupt)
        return judge(f"interrupted at random, seed {seed}", run, calm)


@dataclass(frozen=True, kw_only=True)
class StoreFault:
    """The database refuses to write behind a boundary of that kind, for some turns. ``said`` is in the log of a daemon that felt it."""

    name: str
    fault: Callable[[Run], AbstractContextManager[None]]
    said: str
    boundary: str = "after claim_deliveries"


_NO_BYTE = "the disk reports an error"
STORE_FAULTS = (
    StoreFault(
        name="disk full with a border being judged",
        fault=Run.disk_full,
        said="the disk is full",
        boundary="after lease_dirty_border",
    ),
    StoreFault(name="no byte can be written with a message claimed", fault=Run.no_write, said=_NO_BYTE),
    StoreFault(
        name="no byte can be written with a feed fetched",
        fault=Run.no_write,
        said=_NO_BYTE,
        boundary="after record_poll",
    ),
    StoreFault(
        name="database locked by another program with a message claimed",
        fault=Run.locked,
        said="locked by another program",
    ),
)
_TURNS = 1.0
"""Seconds in which the daemon turns often, each time in vain."""


def with_store_fault(proof: Proof, calm: Calm, of: StoreFault) -> Row:
    """The fault sets in at the boundary in the middle of its kind, outlasts every lease and goes away by itself."""
    return played(of.name, partial(_with_store_fault, proof, calm, of))


def _with_store_fault(proof: Proof, calm: Calm, of: StoreFault) -> Row:

    def fails(run: Run) -> None:
        with of.fault(run):
            run.resume()
            run.wait_for(of.said)
            for _ in range(2):
                run.move(run.now + crisis.AFTER_ALL_LEASES)
                run.linger(_TURNS)
        run.move(run.now + crisis.AFTER_ALL_LEASES)

    with proof.run() as run:
        run.start(stop_at=_middle_of(calm, of.boundary))
        play(run, stopped=fails, stops=_hours_after(crisis.MOMENTS[-1], 3))
        return judge(of.name, run, calm, felt=of.said in run.log())


@dataclass(frozen=True, kw_only=True)
class ChannelFault:
    """What channels do from the second moment on for ``hours``; ``may_die``: messages that nobody will take, ever."""

    name: str
    breaks: Callable[[Run], None]
    mends: Callable[[Run], None]
    hours: int = 4
    may_die: int = 0


def _slack(**fields: object) -> Callable[[Run], None]:
    def set_fields(run: Run) -> None:
        if run.slack.hold is not None:
            run.slack.hold.set()
        for name, value in fields.items():
            setattr(run.slack, name, value)

    return set_fields


def _slack_is_slow(run: Run) -> None:
    run.slack.hold = threading.Event()


def _mail(**fields: object) -> Callable[[Run], None]:
    def set_fields(run: Run) -> None:
        for name, value in fields.items():
            setattr(run.mail, name, value)

    return set_fields


CHANNEL_FAULTS = (
    ChannelFault(name="Slack answers 500", breaks=_slack(status=500), mends=_slack(status=200)),
    ChannelFault(
        name="Slack answers 429, Retry-After",
        breaks=_slack(status=429, headers={"Retry-After": "120"}),
        mends=_slack(status=200, headers={}),
    ),
    ChannelFault(name="Slack accepts, and answers too late", breaks=_slack_is_slow, mends=_slack(hold=None), hours=1),
    ChannelFault(name="Slack accepts, and hangs up", breaks=_slack(hangs_up=True), mends=_slack(hangs_up=False)),
    ChannelFault(name="Slack out of reach for 26 h", breaks=_slack(down=True), mends=_slack(down=False), hours=26),
    ChannelFault(name="mail server says 451", breaks=_mail(refuse="451 later"), mends=_mail(refuse=None)),
    ChannelFault(name="mail server says 550", breaks=_mail(refuse="550 never"), mends=_mail(refuse=None), may_die=2),
    ChannelFault(name="mail server takes it, and hangs up", breaks=_mail(hangs_up=True), mends=_mail(hangs_up=False)),
)


def with_channel_fault(proof: Proof, calm: Calm, of: ChannelFault) -> Row:
    """The clock stops often enough meanwhile, and afterwards, for every wait of the outbox to run out."""
    return played(of.name, partial(_with_channel_fault, proof, calm, of))


def _with_channel_fault(proof: Proof, calm: Calm, of: ChannelFault) -> Row:
    begins = crisis.MOMENTS[1]
    ends = begins + of.hours * _HOUR
    soon = tuple(begins + timedelta(minutes=m) for m in (1, 2, 6, 12, 30))
    with proof.run() as run:
        run.start()
        stops = (*soon, *_hours_after(begins, of.hours), *_hours_after(ends, 3))
        play(run, changes={begins: of.breaks, ends + timedelta(minutes=1): of.mends}, stops=stops)
        return judge(of.name, run, calm, may_die=of.may_die, felt=run.outbox().failed > 0)


def _hours_after(start: datetime, hours: int) -> tuple[datetime, ...]:
    return tuple(start + n * _HOUR for n in range(1, hours + 1))
