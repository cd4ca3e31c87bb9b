"""Playing a timeline: its news through the real cycles on a clock moved by hand, looked at whenever something is expected.

Decides when to look and what is kept of a look. What is compared with it is in :mod:`monitor.pipeline.expectations`.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.escalation import assess as assessing
from monitor.model.alerts import Alert, Delivery, DeliveryState
from monitor.model.assessments import Assessment, Coverage
from monitor.model.incidents import Incident
from monitor.model.indicators import Ladder
from monitor.model.items import Item
from monitor.model.queries import NO_LIMIT
from monitor.model.reports import Mode
from monitor.model.rulebook import Rulebook
from monitor.pipeline import shapes
from monitor.pipeline.assess import Heard
from monitor.pipeline.ports import Store
from monitor.pipeline.replay import Replay
from monitor.rules.documents import Fault, nearest
from monitor.rules.timelines import Timeline

"""More rows than a timeline makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Everything that was known, and had been told, at one time. ``alerts`` and ``messages`` are oldest first."""

    at: datetime
    borders: Mapping[str, Assessment]
    incidents: tuple[Incident, ...]
    alerts: tuple[Alert, ...]
    messages: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What came of a timeline. ``looks`` are those at which something is expected, by time; ``steps`` all others."""

    looks: Mapping[datetime, Look]
    steps: tuple[Look, ...]
    modes: Mapping[str, Mode]
    in_incidents: Mapping[str, Sequence[str]]

    @property
    def end(self) -> Look:
        """The last look."""
        return self.looks[max(self.looks)]


def lines(timeline: Timeline) -> Iterator[str]:
    """The timeline's news as JSON Lines: what ``replay`` reads. Items without an id are known by their number."""
    for number, item in enumerate(timeline.items, 1):
        seen_at = timeline.instant(item.at)
        published_at = timeline.instant(item.published) if item.published is not None else seen_at
        yield json.dumps(
            {
                "id": item.id or str(number),
                "outlet": item.outlet,
                "title": item.title,
                "summary": item.summary,
                "language": item.language,
                "grade": item.grade,
                "url": item.url,
                "seen": shapes.instant(seen_at),
                "published": shapes.instant(published_at),
            }
        )


def unknown_outlets(timeline: Timeline, outlets: Collection[str]) -> tuple[Fault, ...]:
    """Items of outlets that nobody configured: their news would count for next to nothing, which is hardly what is meant."""
    return tuple(
        Fault(
            ("items", index, "outlet"), f"there is no outlet '{item.outlet}'{nearest(item.outlet, outlets)}", "outlet"
        )
        for index, item in enumerate(timeline.entry.items)
        if item.outlet not in outlets
    )


def borders(timeline: Timeline) -> tuple[str, ...]:
    """The borders that are watched: those that the timeline names."""
    named = (timeline.entry.border, *(expected.border for expected in timeline.entry.expect))
    return tuple(dict.fromkeys(border for border in named if border))


def rulebook_for(timeline: Timeline, rulebook: Rulebook) -> Rulebook:
    """Without what the timeline leaves out of the past."""
    left_out = timeline.entry.without
    if "history" in left_out:
        rulebook = replace(rulebook, history=(), covered=(), counts=())
    return replace(rulebook, calendar=()) if "calendar" in left_out else rulebook


def heard(timeline: Timeline, border: str, now: datetime) -> Heard:
    """Whose feeds speak: everybody's, but for those that the timeline silences."""
    silent = {
        quiet.side: timeline.instant(quiet.since)
        for quiet in timeline.entry.silent
        if timeline.instant(quiet.since) <= now and (quiet.until is None or now < timeline.instant(quiet.until))
    }
    sides = border.split("-")
    return Heard(
        coverage=tuple((side, Coverage.STALE if side in silent else Coverage.LIVE) for side in sides),
        silent_since=tuple((side, silent[side]) for side in sides if side in silent),
    )


def play(replay: Replay, timeline: Timeline, items: Sequence[Item], *, ladder: Ladder) -> Played:
    """Plays the items; one look at each time at which something is expected, and one after everything that happened."""
    looks: dict[datetime, Look] = {}
    steps: list[Look] = []
    remaining = list(items)
    for at in _stops(timeline, items):
        due = [item for item in remaining if item.seen_at <= at]
        remaining = remaining[len(due) :]
        replay.run(due, until=at, after_step=lambda: steps.append(_look(replay, ladder=ladder)))
        looks[at] = _look(replay, ladder=ladder)
    readings = replay.store.readings_of([item.id for item in items])
    index = shapes.incident_index(looks[max(looks)].incidents)
    return Played(
        looks=looks,
        steps=tuple(steps),
        modes={name: reading.mode for name, reading in readings.items()},
        in_incidents={
            name: [i for report in reading.reports for i in index.get(report.key, ())]
            for name, reading in readings.items()
        },
    )


def end(timeline: Timeline, items: Iterable[Item]) -> datetime:
    """When the timeline ends: as it says, else with the last thing that happens in it or is expected of it."""
    stated = timeline.entry.until
    if stated is not None:
        return timeline.instant(stated)
    expected = (timeline.instant(e.at) for e in timeline.entry.expect if e.at is not None)
    return max((timeline.entry.start, *expected, *(item.seen_at for item in items)))


def _stops(timeline: Timeline, items: Sequence[Item]) -> list[datetime]:
    """The times at which something is expected, the end among them."""
    expected = {timeline.instant(e.at) for e in timeline.entry.expect if e.at is not None}
    return sorted(expected | {end(timeline, items)})


def _look(replay: Replay, *, ladder: Ladder) -> Look:
    store: Store = replay.store
    now = replay.clock.now()
    messages = store.deliveries(state=None, alert=None, limit=NO_LIMIT)
    return Look(
        at=now,
        borders={
            row.border: assessing.as_of(row.assessment, now, ladder=ladder) for row in store.borders() if row.assessment
        },
        incidents=tuple(store.incidents()),
        alerts=tuple(reversed(store.alerts(border=None, since=None, limit=NO_LIMIT))),
        messages=tuple(m for m in reversed(messages) if m.state is not DeliveryState.DROPPED),
    )
