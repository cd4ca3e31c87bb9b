"""One run of the proof: a database, the servers around the daemon, and as many processes as it takes.

The clock moves only when nothing is left to do at its time, which the store itself tells: no feed, item, border or delivery is due. So every
run decides the same things at the same times, however often it was killed.
"""

import json
import os
import re
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from itertools import groupby
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic, sleep
from typing import Self

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.exc import DBAPIError

from monitor.adapters.store import codec, standings
from monitor.adapters.store.engine import Engines, address
from monitor.adapters.store.tables import (
    AlertRow,
    AttemptRow,
    BorderRow,
    DeliveryRow,
    FeedStateRow,
    IncidentRow,
    ItemRow,
    TransitionRow,
)
from monitor.demo.newsstand import Newsstand
from monitor.errors import StoreError
from monitor.model.alerts import Alert, Attempt, DeliveryState
from monitor.model.incidents import Incident
from tests.proof import crisis, process
from tests.proof.process import Stop
from tests.support.channels import Mailbox, SlackStandIn, mail_server, slack_stand_in
from tests.support.rules import CACHE

PATIENCE = 180.0
"""Seconds of real time in which the daemon must have done what is due; it takes one or two, many times that on a machine that is busy."""

ANSWER_WITHIN = 3
"""Seconds that a channel has for its answer, so that none is late by accident."""

_LOOK_EVERY = 0.05
_ALERT = re.compile(r"Alert (\w+), revision|alerts show (\w+)")

Receipt = tuple[str, str]
"""A channel, and the alert that it was told."""


class Pause(Enum):
    """Why nothing moves: there is nothing to do, or the daemon stands at a boundary."""

    QUIET = "quiet"
    STOPPED = "stopped"


class StuckError(AssertionError):
    """The daemon didn't get on with what was due."""


@dataclass(frozen=True)
class Told:
    """What a run came to: incidents, states with their changes, alerts; in a form in which two runs can be compared."""

    incidents: frozenset[tuple[object, ...]]
    states: frozenset[tuple[object, ...]]
    alerts: frozenset[tuple[object, ...]]


@dataclass
class Outbox:
    """The deliveries as they stand."""

    owed: set[Receipt] = field(default_factory=set)
    dead: set[Receipt] = field(default_factory=set)
    ambiguous: int = 0
    failed: int = 0
    conversations: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Alerts in their order, by channel and conversation; what was given up is left out."""


class Run:
    """A crisis with a daemon that follows it. Use as a context manager."""

    def __init__(self, folder: Path, *, database: str | None = None) -> None:
        self.folder = folder
        self.database = database or f"sqlite:///{folder}/monitor.db"
        self.now = crisis.BEFORE
        self.kills = 0
        self.allowed = 0
        self._clock = folder / "clock"
        self._boundaries = folder / "boundaries"
        self._process: BaseProcess | None = None
        self._log: list[str] = []
        self._ready = threading.Event()
        self._open = ExitStack()
        self._engines = Engines(address(self.database), busy=timedelta(seconds=30))

    slack: SlackStandIn
    mail: Mailbox

    def __enter__(self) -> Self:
        self.move(self.now)
        stand = self._open.enter_context(Newsstand(crisis.ITEMS, now=lambda: self.now))
        self.slack, proxied = self._open.enter_context(slack_stand_in(self.folder))
        here = {"XDG_CACHE_HOME": str(CACHE), "HOME": str(self.folder)}
        self._environment = {**here, **proxied, **{name.lower(): value for name, value in proxied.items()}}
        self.mail, mail = self._open.enter_context(mail_server())
        slack = self.slack.url.removesuffix("#desk")
        channels = {
            "desk": f"{slack}#desk?rto={ANSWER_WITHIN}",
            "chief": f"{slack}#chief?rto={ANSWER_WITHIN}",
            "duty": f"{mail}&rto={ANSWER_WITHIN}",
        }
        self._config = crisis.configure(
            self.folder, feeds={outlet: stand.url(outlet) for outlet in stand.outlets}, channels=channels
        )
        return self

    def __exit__(self, *_: object) -> None:
        if self._process and self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._engines.close()
        self._open.close()

    def move(self, to: datetime) -> None:
        """Sets the clock."""
        self.now = max(self.now, to)
        draft = self._clock.with_suffix(".new")
        draft.write_text(self.now.isoformat(), encoding="ascii")
        draft.replace(self._clock)

    def start(self, *, stop_at: Stop | None = None) -> None:
        """Starts a daemon, which stands still at that boundary."""
        self._ready.clear()
        order = process.Order(
            config=self._config,
            database=self.database,
            clock=self._clock,
            boundaries=self._boundaries,
            full=self.folder / "full",
            log=self.folder / "log",
            environment=self._environment,
            stop_at=stop_at,
        )
        if not order.log.exists():
            os.mkfifo(order.log)
        threading.Thread(target=self._listen, args=(order.log,), daemon=True).start()
        self._process = process.start(order)

    def _listen(self, pipe: Path) -> None:
        with pipe.open(encoding="utf-8", errors="replace") as said:
            for line in said:
                self._log.append(line)
                if '"started"' in line:
                    self._ready.set()

    def pause(self) -> Pause:
        """Waits until nothing moves. Raises StuckError, also for a daemon that went by itself."""
        assert self._process
        until = monotonic() + PATIENCE
        while monotonic() < until and self._process.is_alive():
            if self._stands():
                return Pause.STOPPED
            if self._ready.is_set() and not self._left():
                return Pause.QUIET
            sleep(_LOOK_EVERY)
        raise StuckError(f"{self._left()} at {self.now} in {self.folder}:\n{''.join(self._log[-20:])}")

    def wait_for(self, words: str) -> None:
        """Until the daemon has said so, or had time enough to."""
        until = monotonic() + PATIENCE
        while words not in self.log() and monotonic() < until:
            sleep(_LOOK_EVERY)

    def linger(self, seconds: float) -> None:
        """Lets the daemon go on for so long in real time, whatever comes of it."""
        sleep(seconds)

    def _stands(self) -> bool:
        assert self._process
        status = Path(f"/proc/{_pid(self._process)}/stat").read_text(encoding="utf-8", errors="replace")
        return status.rpartition(") ")[2].startswith("T")

    def _left(self) -> str:
        """What is left to do."""
        try:
            with self._engines.reading() as connection:
                counts = {what: connection.execute(query).scalar() for what, query in _due(self.now).items()}
        except (DBAPIError, StoreError):
            return "no tables yet"
        return ", ".join(f"{what}: {count}" for what, count in counts.items() if count)

    def kill(self) -> None:
        """SIGKILL; each channel with a message on its way may get that one twice."""
        assert self._process
        self._process.kill()
        self._process.join()
        self.kills += 1
        claimed = select(func.count(func.distinct(DeliveryRow.channel))).where(
            DeliveryRow.state == DeliveryState.CLAIMED.value  # type: ignore[arg-type]
        )
        try:
            with self._engines.reading() as connection:
                self.allowed += connection.execute(claimed).scalar_one()
        except (DBAPIError, StoreError):  # killed before there was an outbox
            return

    def restart(self, *, stop_at: Stop | None = None) -> None:
        """A new daemon, after the leases of the one that was killed."""
        self.move(self.now + crisis.AFTER_ALL_LEASES)
        self.start(stop_at=stop_at)

    def resume(self) -> None:
        """Lets a daemon that stands at a boundary go on."""
        assert self._process
        os.kill(_pid(self._process), signal.SIGCONT)

    def stop(self) -> None:
        """SIGTERM, and a clean end."""
        assert self._process
        self._process.terminate()
        self._process.join(PATIENCE)
        if self._process.exitcode != 0:
            raise StuckError(f"the daemon ended with {self._process.exitcode}:\n{''.join(self._log[-20:])}")

    @contextmanager
    def disk_full(self) -> Iterator[None]:
        """The database can't grow: SQLite reports SQLITE_FULL."""
        (self.folder / "full").touch()
        yield
        (self.folder / "full").unlink()

    @contextmanager
    def no_write(self) -> Iterator[None]:
        """No file takes a byte from the daemon, as when its quota is used up: SQLite reports SQLITE_IOERR."""
        assert self._process
        pid = _pid(self._process)
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
        yield
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Another program holds the database's write lock."""
        with self._engines.writing():
            yield

    def boundaries(self) -> list[str]:
        """Every boundary that was passed: its side, and what was asked of the store."""
        return self._boundaries.read_text(encoding="ascii").splitlines()

    def log(self) -> str:
        """What the daemons logged."""
        return "".join(self._log)

    def accepted(self) -> list[tuple[Receipt, ...]]:
        """The messages that channels took, each in order, by what they told."""
        said = [(str(p["channel"]).lstrip("#"), json.dumps(p)) for p in self.slack.accepted]
        for message in self.mail.messages:
            body = message.get_body(("html", "plain"))
            said.append(("duty", body.get_content() if body else ""))
        return [tuple((channel, a or b) for a, b in _ALERT.findall(text)) for channel, text in said]

    def told(self) -> Told:
        """What the store holds of borders, apart from when it was learned."""
        with self._engines.reading() as connection:
            return Told(
                incidents=frozenset(map(_incident, _bodies(connection, IncidentRow, Incident))),
                states=frozenset((*_states(connection), *_changes(connection))),
                alerts=frozenset((a.id, a.border, a.level, a.reason, a.revision) for a in _of_borders(connection)),
            )

    def outbox(self) -> Outbox:
        """What is owed to whom about borders, as the store has it."""
        found = Outbox()
        with self._engines.reading() as connection:
            of_borders = {alert.id for alert in _of_borders(connection)}
            for row in connection.execute(select(DeliveryRow.__table__).order_by(DeliveryRow.sequence)):
                if row.alert not in of_borders:
                    continue
                if row.state == DeliveryState.DEAD.value:
                    found.dead.add((row.channel, row.alert))
                    continue
                found.owed.add((row.channel, row.alert))
                found.conversations.setdefault((row.channel, row.conversation), []).append(row.alert)
            attempts = _bodies(connection, AttemptRow, Attempt)
            found.ambiguous = sum(attempt.outcome == "ambiguous" for attempt in attempts)
            found.failed = sum(attempt.outcome != "delivered" for attempt in attempts)
        return found


def _pid(process: BaseProcess) -> int:
    assert process.pid is not None
    return process.pid


def _due(now: datetime) -> dict[str, Select[tuple[int]]]:
    """Queries that count what is due, or being done, at that time."""
    mine, earlier = DeliveryRow.__table__, DeliveryRow.__table__.alias("earlier")
    first = ~(
        select(earlier.c.key)
        .where(earlier.c.channel == mine.c.channel, earlier.c.conversation == mine.c.conversation)
        .where(earlier.c.closed_at.is_(None), earlier.c.sequence < mine.c.sequence)
        .exists()
    )
    waits = (mine.c.state == DeliveryState.PENDING.value) & (mine.c.next_try_at > now)
    number = select(func.count())
    return {
        "no feed met": select(func.count() == 0).select_from(FeedStateRow),
        "feeds due": number.where((FeedStateRow.next_due_at <= now) | FeedStateRow.lease_until.is_not(None)),
        "items unread": number.where(ItemRow.read_at.is_(None)),
        "borders to judge": number.where(BorderRow.dirty_since.is_not(None) | (BorderRow.next_check_at <= now)),
        "messages due": number.where(mine.c.closed_at.is_(None), first, ~func.coalesce(waits, False)),
    }


def _bodies(connection: Connection, table: type, kind: type) -> list:
    return [codec.decode(kind, body) for body in connection.execute(select(table.body)).scalars()]


def _of_borders(connection: Connection) -> list[Alert]:
    """Without what the watcher says of itself: being killed is news to it."""
    return [alert for alert in _bodies(connection, AlertRow, Alert) if alert.border is not None]


def _incident(of: Incident) -> tuple[object, ...]:
    toll = (of.killed, of.injured)
    return (of.id, of.border, of.event, of.status, round(of.confidence, 6), of.severity, toll, of.reports, of.sides)


def _states(connection: Connection) -> Iterator[tuple[object, ...]]:
    for known in standings.each(connection):
        yield (known.border, known.state, known.risk, tuple((f.code, f.incident) for f in known.firings))


def _changes(connection: Connection) -> Iterator[tuple[object, ...]]:
    """Each change that people were told, with its number: when they were told it depends on when the daemon was there."""
    columns = (TransitionRow.lane, TransitionRow.old, TransitionRow.new)
    rows = connection.execute(select(*columns).order_by(TransitionRow.lane, TransitionRow.position))
    yield from ((n, *row) for _, group in groupby(rows, key=lambda row: row.lane) for n, row in enumerate(group))
