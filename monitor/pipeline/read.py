"""Reading: items not yet read become reports, and the borders that they touch become dirty, in one transaction per batch."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import structlog

from monitor.model.items import Item
from monitor.model.reports import LeftOut, Mode, Reading
from monitor.model.work import ReadBatch, Tell, seconds, tell_nobody
from monitor.pipeline.desk_rules import DeskRules
from monitor.pipeline.ports import Clock, ReadStore

log = structlog.get_logger(__name__)

BATCH = 200
"""Items per transaction: large enough that the commit is cheap, small enough that a crash repeats little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTurn:
    """What one turn did. ``failed`` counts items whose reading raised: bugs, logged and left out."""

    items: int = 0
    reports: int = 0
    failed: int = 0


class ReadCycle:
    """Turns unread items into reports, batch by batch, until none is left."""

    def __init__(
        self,
        store: ReadStore,
        read: Callable[[Item], Reading],
        *,
        clock: Clock,
        rules: DeskRules | None = None,
        batch: int = BATCH,
        tell: Tell = tell_nobody,
    ) -> None:
        self._store = store
        self._read = read
        self._rules = rules
        self._clock = clock
        self._batch = batch
        self._tell = tell

    def turn(self) -> ReadTurn:
        """Reads everything that is unread."""
        total = ReadTurn()
        while (read := self.step()).items:
            total = ReadTurn(
                items=total.items + read.items,
                reports=total.reports + read.reports,
                failed=total.failed + read.failed,
            )
        return total

    def step(self) -> ReadTurn:
        """Reads one batch of what is unread; of no items when nothing is."""
        items = self._store.unread_items(limit=self._batch)
        if not items:
            return ReadTurn()
        began = self._clock.now()
        readings = [self._read_one(item) for item in items]
        self._store.record_readings([r for r, _ in readings], now=self._clock.now())
        batch = _batch(readings, seconds(began, self._clock.now()))
        self._tell(batch)
        return ReadTurn(items=batch.items, reports=batch.reports, failed=batch.failed)

    def _read_one(self, item: Item) -> tuple[Reading, bool]:
        """The reading, and whether it failed: a bug on one item must not stop the others, nor come back for ever."""
        try:
            reading = self._read(item)
            matches = self._rules.at_reading(item, reading) if self._rules else ()
            return replace(reading, revision=item.revision, matches=matches), False
        except Exception:
            log.exception("reading_failed", item=item.id, outlet=item.outlet)
            return Reading(item=item.id, mode=Mode.FACTUAL, left_out=LeftOut.NO_EVENT, revision=item.revision), True


def _batch(readings: Sequence[tuple[Reading, bool]], took: float) -> ReadBatch:
    reports = [report for reading, _ in readings for report in reading.reports]
    return ReadBatch(
        items=len(readings),
        reports=len(reports),
        left_out=tuple(Counter(r.left_out.value for r, _ in readings if r.left_out).most_common()),
        languages=tuple(Counter(report.language or "unknown" for report in reports).most_common()),
        failed=sum(failed for _, failed in readings),
        seconds=took,
    )
