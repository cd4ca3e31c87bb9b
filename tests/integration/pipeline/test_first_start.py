"""A first start in the middle of a crisis: old news builds state without ringing, then one summary a border."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor import bootstrap
from monitor.adapters.clock import VirtualClock
from monitor.adapters.store import SqlStore, open_store
from monitor.model.alerts import Alert, Reason
from monitor.model.items import FeedState, PollRecord
from monitor.pipeline.assess import AssessCycle, Heard
from monitor.pipeline.read import ReadCycle
from monitor.pipeline.watch import WatchList
from tests.support.scenarios import recorded

ROOT = Path(__file__).parents[3]
START = datetime.fromisoformat("2024-01-18T10:00:00+00:00")
WARM_UP = timedelta(minutes=10)


@dataclass
class Desk:
    """A fresh database, the read and assess cycles, and a clock."""

    app: bootstrap.App
    store: SqlStore
    clock: VirtualClock
    read: ReadCycle
    assess: AssessCycle

    def news(self, items: list[dict[str, object]]) -> list[Alert]:
        """Items seen now; what is rung for them."""
        now = self.clock.now()
        seen = [{**item, "id": f"n{n}-{item['published']}", "seen": now.isoformat()} for n, item in enumerate(items)]
        loaded = self.app.parse_lines([json.dumps(one) for one in seen], path="test")
        self.store.record_poll(PollRecord(state=FeedState(feed="f", next_due_at=now), items=loaded.items))
        self.read.turn()
        return list(self.assess.turn().alerts)

    def later(self, **span: float) -> list[Alert]:
        """Time passes; what is rung by time alone."""
        self.clock.move_to(self.clock.now() + timedelta(**span))
        return list(self.assess.turn().alerts)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A first start on 18 January 2024, watching IR-PK."""
    clock = VirtualClock(START)
    with bootstrap.open_app(config=ROOT / "config", rules_folder=ROOT / "rules", clock=clock) as app:
        store = open_store(f"sqlite:///{tmp_path}/first.db", now=START)
        judge = app.judge_for(WatchList(("IR-PK",)))
        assess = AssessCycle(store, judge, clock=clock, heard=lambda _b, _n: Heard(), warm_up=WARM_UP)
        yield Desk(app, store, clock, ReadCycle(store, app.reader_for().read, clock=clock), assess)
        store.close()


ITEMS = recorded("january-2024")
PAST = [item for item in ITEMS if str(item["published"]) < "2024-01-18T10"]
NEXT = [item for item in ITEMS if str(item["published"]) > "2024-01-19"]


def test_old_news_does_not_ring_item_by_item(desk: Desk) -> None:
    """While warming up nothing rings, however much is found."""
    assert desk.news(PAST[:4]) == []
    assert desk.news(PAST[4:]) == []
    assert desk.later(minutes=5) == []


def test_one_summary_tells_where_the_border_stands(desk: Desk) -> None:
    """At the end of the warm-up one alert, by the clock alone, tells the state with its reasons."""
    desk.news(PAST)
    (summary,) = desk.later(minutes=10)
    assert summary.reason is Reason.SUMMARY
    assert "escalation" in summary.headline
    assert len(summary.incidents) >= 2
    assert desk.later(minutes=10) == []


def test_afterwards_it_rings_as_ever(desk: Desk) -> None:
    """What happens after the first look is told as news."""
    desk.news(PAST)
    desk.later(minutes=10)
    desk.later(hours=27)
    (improving,) = desk.news(NEXT)
    assert (improving.level, improving.reason) == ("improving", Reason.STATE_LOWERED)
