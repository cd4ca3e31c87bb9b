"""The daily note: looks whether one is due, reads what there is to tell, and writes it with its deliveries in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.alerts import daily_note, route
from monitor.model.alerts import Alert, Channel, Daily, Delivery, QuietHours, Reason, Route
from monitor.model.assessments import Assessment
from monitor.model.conditions import Day, StandingCondition
from monitor.model.responses import Silence
from monitor.pipeline.operate import OperateCycle
from monitor.pipeline.ports import Clock

ROUTE = "daily note"
"""What the way of the note is called where it is explained."""


class NoteStore(Protocol):
    """What the note asks of the store."""

    def operational_alerts(
        self, *, limit: int, reason: Reason | None = None, until: datetime | None = None
    ) -> list[Alert]:
        """Alerts about the monitor itself, made up to then, newest first."""
        ...

    def first_seen_at(self) -> datetime | None:
        """When the very first item was seen; None while there is none."""
        ...

    def day(self, since: datetime, until: datetime) -> Day:
        """What was done after ``since``, up to ``until``."""
        ...

    def standings(self) -> list[StandingCondition]:
        """The conditions that stand."""
        ...

    def silences(self, *, ending_after: datetime | None = None) -> list[Silence]:
        """Those that haven't ended by then."""
        ...

    def tell(self, alerts: Sequence[Alert], deliveries: Sequence[Delivery]) -> None:
        """Into the log and the outbox; what is there already stays."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Whose note it is, and when it is due."""

    at: Daily
    to: tuple[str, ...]
    channels: tuple[Channel, ...]
    quiet: tuple[QuietHours, ...]
    zone: str


@dataclass(slots=True, kw_only=True)
class DailyNote:
    """``look`` sees how feeds and sides do; ``borders`` gives how the watched borders stand."""

    store: NoteStore
    clock: Clock
    look: OperateCycle
    borders: Callable[[], Sequence[Assessment]]
    readers: Readers

    def turn(self) -> tuple[Alert, ...]:
        """The note, if one is due."""
        now = self.clock.now()
        last = next(iter(self.store.operational_alerts(limit=1, reason=Reason.DAILY_NOTE, until=now)), None)
        first_seen_at = None if last else self.store.first_seen_at()
        due = daily_note.due(self.readers.at, last, first_seen_at=first_seen_at, now=now)
        if due is None:
            return ()
        note = daily_note.note(self._watched(daily_note.since(last, due=due), due, now), last, now=now)
        self.store.tell([note], self._deliveries(note, now))
        return (note,)

    def _watched(self, since: datetime, due: datetime, now: datetime) -> daily_note.Watched:
        return daily_note.Watched(
            since=since,
            until=due,
            borders=self.borders(),
            silent=self.look.silent(now),
            feeds=self.look.feeds_at_large(now),
            configured=len(self.look.feeds),
            day=self.store.day(since, due),
            standings=self.store.standings(),
        )

    def _deliveries(self, note: Alert, now: datetime) -> tuple[Delivery, ...]:
        return route.route(
            [note],
            routes=[Route(to=self.readers.to, reasons=(Reason.DAILY_NOTE,), name=ROUTE)],
            channels=self.readers.channels,
            quiet=self.readers.quiet,
            silences=self.store.silences(ending_after=now),
            zone=self.readers.zone,
            now=now,
        )
