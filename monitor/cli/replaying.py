"""What ``replay`` does: a throw-away database, the real cycles, a clock moved by hand, and the promised shape at the end."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.cli import terminal
from monitor.errors import Problem
from monitor.escalation import assess as assessing
from monitor.model.alerts import DeliveryState
from monitor.model.queries import NO_LIMIT, Sort
from monitor.pipeline import shapes
from monitor.pipeline.watch import WatchList

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.alerts import Alert
    from monitor.model.indicators import Ladder
    from monitor.pipeline.items_in import LoadedItems
    from monitor.pipeline.ports import Store
    from monitor.pipeline.replay import Replay


@dataclass(frozen=True, slots=True)
class Replayed:
    """The result, and the lines that were skipped."""

    shape: dict[str, Any]
    problems: Sequence[Problem]


def run(
    app: "App",
    paths: Sequence[Path],
    *,
    borders: tuple[str, ...] | str | None,
    until: datetime | None,
    database: str | None,
) -> Replayed:
    """Replays the items of ``paths``; ``borders`` None is the configured watch list, ``all`` every pair of states."""
    loaded = app.load_items(paths)
    shape = play(app, loaded, watch=watch_for(app, borders), until=until, database=database)
    return Replayed(shape, loaded.problems)


def watch_for(app: "App", borders: tuple[str, ...] | str | None) -> WatchList:
    """None is the configured watch list, ``all`` every pair of states."""
    return WatchList(None) if borders == "all" else app.watch if borders is None else WatchList(tuple(borders))


def play(
    app: "App",
    loaded: "LoadedItems",
    *,
    watch: WatchList,
    until: datetime | None = None,
    database: str | None = None,
    after_step: Callable[[datetime], None] = lambda _: None,
) -> dict[str, Any]:
    """The promised shape of a replay of these items; ``after_step`` is told each instant that was played."""
    with tempfile.TemporaryDirectory(prefix="border-monitor-replay-") as folder:
        address = database or f"sqlite:///{folder}/replay.db"
        with app.replay_on(address, loaded, watch=watch) as replay, _progress(loaded, until) as reached:

            def stepped() -> None:
                reached(replay.clock.now())
                after_step(replay.clock.now())

            replay.run(loaded.items, until=until, after_step=stepped)
            return result(replay, loaded, watch=watch, ladder=app.loaded.rulebook.ladder)


def _progress(loaded: "LoadedItems", until: datetime | None) -> AbstractContextManager[Callable[[datetime], None]]:
    begin = loaded.items[0].seen_at if loaded.items else datetime.min.replace(tzinfo=UTC)
    end = until or (loaded.items[-1].seen_at if loaded.items else begin)
    return terminal.over_time("playing", begin, end)


def result(replay: "Replay", loaded: "LoadedItems", *, watch: WatchList, ladder: "Ladder") -> dict[str, Any]:
    """The promised shape, from what the replay came to; scores are those of its end."""
    store, now = replay.store, replay.clock.now()
    incidents = store.incidents(sort=Sort.OLDEST)
    index = shapes.incident_index(incidents)
    readings = store.readings_of([item.id for item in loaded.items])
    watched = [
        assessing.as_of(row.assessment, now, ladder=ladder)
        for row in store.borders()
        if row.assessment and row.border in watch
    ]
    deliveries = store.deliveries(state=None, alert=None, limit=NO_LIMIT)
    return {
        "items": [shapes.replay_item(item, readings.get(item.id), index) for item in loaded.items],
        "incidents": [shapes.incident(i) for i in incidents],
        "firings": [shapes.firing(f) for a in watched for f in replay.fired(a.border)],
        "borders": [shapes.border(a, store.transitions(a.border)) for a in watched],
        "alerts": [
            shapes.alert(_with_ids_of_today(a, store))
            for a in reversed(store.alerts(border=None, since=None, limit=NO_LIMIT))
        ],
        "messages": [shapes.message(d) for d in reversed(deliveries) if d.state is not DeliveryState.DROPPED],
    }


def _with_ids_of_today(alert: "Alert", store: "Store") -> "Alert":
    """With the incidents that those it told of have gone into since."""
    ids = {told: (store.incident_ids(told) or [told])[0] for told in alert.incidents}
    return replace(
        alert,
        incident=ids.get(alert.incident or "", alert.incident),
        incidents=tuple(dict.fromkeys(ids.values())),
    )
