"""Scenarios: news items on a virtual clock through the whole pipeline, looked at after each one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from monitor import bootstrap
from monitor.bootstrap import App, rehearsal
from monitor.cli import replaying
from monitor.escalation import assess as assessing
from monitor.model.alerts import Alert
from monitor.model.assessments import Assessment
from monitor.model.incidents import Incident
from monitor.model.queries import IncidentQuery
from monitor.pipeline import timelines as playing
from monitor.pipeline.items_in import LoadedItems
from monitor.pipeline.replay import Replay
from monitor.pipeline.watch import WatchList

ROOT = Path(__file__).parents[2]


def item(at: str, outlet: str, title: str, summary: str = "", **more: object) -> dict[str, object]:
    """One line of a scenario."""
    return {"published": at, "outlet": outlet, "title": title, "summary": summary, **more}


def recorded(timeline: str) -> list[dict[str, object]]:
    """The news of a shipped timeline, as lines of a scenario."""
    (found,) = (t for t in rehearsal.load(app()) if t.entry.id == timeline)
    lines = (json.loads(line) for line in playing.lines(found))
    return [{k: v for k, v in one.items() if v is not None and k not in ("id", "seen")} for one in lines]


@cache
def app() -> App:
    """The program with everything as shipped, loaded once."""
    return bootstrap.open_app(config=ROOT / "config", rules_folder=ROOT / "rules")


def parsed(items: Sequence[dict[str, object]], *, by: App | None = None) -> LoadedItems:
    """The lines of a scenario as items, of the outlets that the program knows as shipped."""
    lines = [json.dumps({"id": f"n{n:02}", **one}) for n, one in enumerate(items, 1)]
    loaded = (by or app()).parse_lines(lines, path="scenario")
    assert loaded.problems == ()
    return loaded


@dataclass
class Moment:
    """A border as it was known after one item."""

    at: datetime
    assessment: Assessment
    incidents: list[Incident]
    alerts: list[Alert]

    @property
    def codes(self) -> set[str]:
        """The codes of what has fired."""
        return {firing.code for firing in self.assessment.firings}


@dataclass
class Stage:
    """A replay in progress."""

    app: App
    replay: Replay
    loaded: LoadedItems
    moments: list[Moment] = field(default_factory=list)

    def play(self, border: str, until: str | None = None) -> list[Moment]:
        """Plays everything; one moment for each instant at which something was looked at."""

        def look() -> None:
            row = next((r for r in self.replay.store.borders() if r.border == border and r.assessment), None)
            if row and row.assessment:
                self.moments.append(
                    Moment(
                        at=self.replay.clock.now(),
                        assessment=assessing.as_of(
                            row.assessment, self.replay.clock.now(), ladder=self.app.loaded.rulebook.ladder
                        ),
                        incidents=self.replay.store.incidents(IncidentQuery(border=border)),
                        alerts=list(reversed(self.replay.store.alerts(border=border, since=None, limit=1000))),
                    )
                )

        self.replay.run(self.loaded.items, until=datetime.fromisoformat(until) if until else None, after_step=look)
        return self.moments

    def at(self, moment: str) -> Moment:
        """The border as known at ``moment``: the last look not after it."""
        wanted = datetime.fromisoformat(moment)
        return [m for m in self.moments if m.at <= wanted][-1]

    def result(self) -> dict[str, Any]:
        """What ``replay --format json`` would print."""
        ladder = self.app.loaded.rulebook.ladder
        return replaying.result(self.replay, self.loaded, watch=WatchList(None), ladder=ladder)


@contextmanager
def stage(
    items: Sequence[dict[str, object]],
    folder: Path,
    *,
    rules: Path | None = None,
    config: Path | None = None,
    watch: tuple[str, ...] | None = None,
) -> Iterator[Stage]:
    """The whole pipeline over ``items`` with the shipped rules and outlets, or those given."""
    with bootstrap.open_app(config=config or ROOT / "config", rules_folder=rules or ROOT / "rules") as app:
        loaded = parsed(items, by=app)
        with app.replay_on(f"sqlite:///{folder}/scenario.db", loaded, watch=WatchList(watch)) as replay:
            yield Stage(app, replay, loaded)
