"""Holds what a run came to against what went in: nothing lost, nothing twice, and the same as a plain replay of the same items."""

import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import fields, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from benchmarks.result import Result
from benchmarks.soak import world
from benchmarks.soak.world import News, Source
from monitor.adapters.clock import VirtualClock
from monitor.adapters.store import SqlStore, open_store
from monitor.bootstrap import App
from monitor.feeds import normalize
from monitor.model.assessments import Assessment
from monitor.model.incidents import Incident
from monitor.model.items import Entry, FeedState, Item, PollRecord
from monitor.model.outlets import Outlet
from monitor.pipeline.assess import AssessCycle
from monitor.pipeline.read import ReadCycle

AT_ONCE = 1_000


def proofs(app: App, sources: Sequence[Source], database: Path) -> list[Result]:
    """All of them. ``app`` is the one that ran, its clock at the end."""
    items = app.store.items_since(world.START)
    withdrawn = _withdrawn(database)
    return [*_completeness(app, sources, items, withdrawn), *_sameness(app, items, withdrawn)]


def _completeness(
    app: App, sources: Sequence[Source], items: Sequence[Item], withdrawn: dict[str, datetime]
) -> list[Result]:
    """Every entry that came out is in the store, under one identity; only those that were deleted may be missing or withdrawn."""
    kept = {item.id for item in items}
    first = min(item.seen_at for item in items)
    ids = {one.guid: _ids(app.outlets, source, one) for source in sources for one in source.news}
    stayed = [one for source in sources for one in _shown(source, first) if not one.gone_at]
    deleted = {name for source in sources for one in source.news if one.gone_at for name in ids[one.guid]}
    lost = sum(kept.isdisjoint(ids[one.guid]) for one in stayed)
    twice = sum(len(kept & names) > 1 for names in ids.values())
    strange = len(kept.difference(*ids.values()))
    return [
        Result(name="entries lost", figure=lost, budget=0, unit="", note=f"of {len(stayed):,} in {len(sources)} feeds"),
        Result(name="entries stored twice, or that never came out", figure=twice + strange, budget=0, unit=""),
        Result(
            name="entries taken for deleted that aren't",
            figure=len(withdrawn.keys() - deleted),
            budget=0,
            unit="",
            note=f"{len(withdrawn.keys() & deleted)} that are were noticed",
        ),
    ]


def _shown(source: Source, first: datetime) -> list[News]:
    """What was to be seen in the feed from its first poll on."""
    return [*source.listed(first)[::-1], *(one for one in source.news if one.at > first)]


def _ids(outlets: Mapping[str, Outlet], source: Source, one: News) -> set[str]:
    """The identities under which the entry may be stored: by its first identifier, or by the one that the feed changed to."""
    prefix = "" if source.number % 3 == 0 else "urn:demo:"
    outlet = outlets[world.outlet_id(source.outlet)]
    return {
        normalize.item_id(outlet, Entry(guid=f"{prefix}{guid}"), repeated_guids=frozenset())
        for guid in (one.guid, f"new-{one.guid}")
    }


def _withdrawn(database: Path) -> dict[str, datetime]:
    """When each item was found to be deleted."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT id, withdrawn_at FROM items WHERE withdrawn_at IS NOT NULL").fetchall()
    return {item: datetime.fromisoformat(at).replace(tzinfo=world.START.tzinfo) for item, at in rows}


def _sameness(app: App, items: Sequence[Item], withdrawn: dict[str, datetime]) -> list[Result]:
    """The run's incidents and assessments against those of one replay in an empty store, with nothing remembered from before."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(f"sqlite:///{folder}/plain.db", now=app.clock.now()) as plain,
    ):
        cycle = _replayed(app, plain, items, withdrawn)
        ours, theirs = _incidents(app.store), _incidents(plain)
        borders = sorted({row.border for row in app.store.borders()} | {row.border for row in plain.borders()})
        differ = [b for b in borders if _assessed(app, app.assess, b) != _assessed(app, cycle, b)]
    different = {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)}
    return [
        Result(
            name="incidents that a plain replay has otherwise",
            figure=len(different),
            budget=0,
            unit="",
            note="; ".join(
                [f"of {len(theirs):,}", *(_difference(ours.get(i), theirs.get(i)) for i in sorted(different))]
            ),
        ),
        Result(
            name="borders that a plain replay judges otherwise",
            figure=len(differ),
            budget=0,
            unit="",
            note=f"of {len(borders)} {' '.join(differ)}".strip(),
        ),
    ]


def _replayed(app: App, plain: SqlStore, items: Sequence[Item], withdrawn: dict[str, datetime]) -> AssessCycle:
    now = app.clock.now()
    clock = VirtualClock(now)
    for start in range(0, len(items), AT_ONCE):
        plain.record_poll(PollRecord(state=_state(now), items=tuple(items[start : start + AT_ONCE])))
    ReadCycle(plain, app.reader_for().read, clock=clock, rules=app.desk_rules).turn()
    in_order = sorted(withdrawn.items(), key=lambda pair: pair[1])
    for at, group in groupby(in_order, key=lambda pair: pair[1]):
        plain.record_poll(PollRecord(state=_state(at), withdrawn=tuple(item for item, _ in group)))
    cycle = AssessCycle(plain, app.judge_for(app.watch), clock=clock, heard=app.hearing)
    cycle.turn()
    return cycle


def _state(at: datetime) -> FeedState:
    return FeedState(feed="replay", next_due_at=at, last_polled_at=at, last_success_at=at, baseline_done=True)


def _incidents(store: SqlStore) -> dict[str, Incident]:
    return {incident.id: incident for incident in store.incidents()}


def _difference(ours: Incident | None, theirs: Incident | None) -> str:
    """Which incident it is, and what of it differs: for whoever looks into it, since the run's store is thrown away."""
    known = ours or theirs
    assert known is not None
    if ours is None or theirs is None:
        return f"{known.id} only in the {'replay' if ours is None else 'run'}"
    unlike = [each.name for each in fields(ours) if getattr(ours, each.name) != getattr(theirs, each.name)]
    return f"{known.id}: {', '.join(unlike)}"


def _assessed(app: App, cycle: AssessCycle, border: str) -> Assessment:
    """What is thought of a border at the end."""
    now = app.clock.now()
    return replace(cycle.decided(border, now)[1].assessment, next_check_at=None)
