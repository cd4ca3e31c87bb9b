"""T04d: the state agency tells of its own strike and deletes the item forty minutes after the other side confirmed it, without a word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor import bootstrap
from monitor.adapters.clock import VirtualClock
from monitor.adapters.store import SqlStore, open_store
from monitor.bootstrap import App
from monitor.model.alerts import Alert, Level
from monitor.model.incidents import Incident, Status
from monitor.model.items import Document
from monitor.model.outlets import Feed
from monitor.model.queries import IncidentQuery
from monitor.pipeline.assess import AssessCycle, Heard
from monitor.pipeline.collect import Collector
from monitor.pipeline.read import ReadCycle
from monitor.pipeline.watch import WatchList
from tests.support.collect import HereParser, RoteFetcher

ROOT = Path(__file__).parents[2]
DAY = datetime.fromisoformat("2024-01-16T00:00:00+00:00")
AGENCY, PAPER = "https://en.irna.ir/rss", "https://www.dawn.com/feed"
STRIKE = ("19:30", "Guards say missiles and drones destroyed two Jaish al-Zolm bases at Koh-e Sabz in Pakistan", "")
EARLIER = [
    ("18:10", "Trade fair opens in Isfahan with visitors from forty countries", ""),
    ("17:20", "Saffron exports to Europe rise by a tenth", ""),
    ("15:05", "Cinema week in Shiraz ends with prizes for young directors", ""),
]
LATER = [("21:05", "Metro line in Mashhad carries its first passengers", "")]
ANSWER = (
    "20:45",
    "Foreign Office condemns Iranian strike, warns of serious consequences",
    "Two children were killed and three girls injured, Pakistan's Foreign Office said.",
)


def document(host: str, stories: Sequence[tuple[str, str, str]]) -> bytes:
    """A feed of these stories, newest first."""
    entries = "".join(
        f"<item><title>{title}</title><description>{text}</description><link>{host}/{at.replace(':', '')}</link>"
        f"<guid>{host}/{at.replace(':', '')}</guid><pubDate>Tue, 16 Jan 2024 {at}:00 GMT</pubDate></item>"
        for at, title, text in stories
    )
    return f"<rss version='2.0'><channel><title>News</title>{entries}</channel></rss>".encode()


@dataclass
class Evening:
    """The whole pipeline from the feeds' bytes to alerts, and what it rang."""

    store: SqlStore
    clock: VirtualClock
    fetcher: RoteFetcher
    collector: Collector
    read: ReadCycle
    assess: AssessCycle
    alerts: list[Alert] = field(default_factory=list)

    async def at(self, time: str, **documents: Sequence[tuple[str, str, str]]) -> None:
        """The feeds are asked at this time and list this."""
        hours, minutes = time.split(":")
        self.clock.move_to(DAY + timedelta(hours=int(hours), minutes=int(minutes)))
        for name, stories in documents.items():
            url = AGENCY if name == "agency" else PAPER
            self.fetcher.answers[name] = Document(url=url, body=document(url, stories))
        await self.collector.turn(list(documents), force=True)
        self.read.turn()
        self.alerts += self.assess.turn().alerts

    @property
    def strike(self) -> Incident:
        """The only act of force."""
        found = self.store.incidents(IncidentQuery(border="IR-PK"))
        (strike,) = [incident for incident in found if incident.type == "force_state"]
        return strike


@pytest.fixture(scope="module")
def app() -> Iterator[App]:
    """The shipped rules."""
    with bootstrap.open_app(config=ROOT / "config", rules_folder=ROOT / "rules") as opened:
        yield opened


@pytest.fixture
def evening(app: App, tmp_path: Path) -> Iterator[Evening]:
    """Two feeds."""
    clock = VirtualClock(DAY)
    feeds = [Feed(id="agency", outlet="irna-en", url=AGENCY), Feed(id="paper", outlet="dawn", url=PAPER)]
    store, fetcher = open_store(f"sqlite:///{tmp_path}/evening.db", now=DAY), RoteFetcher()
    collector = Collector(
        store=store,
        fetcher=fetcher,
        parser=HereParser(),
        clock=clock,
        feeds=feeds,
        outlets=app.outlets,
        jitter=lambda: 0.5,
    )
    judge = app.judge_for(WatchList(("IR-PK",)))
    assess = AssessCycle(store, judge, clock=clock, heard=lambda _b, _n: Heard())
    yield Evening(store, clock, fetcher, collector, ReadCycle(store, app.reader_for().read, clock=clock), assess)
    store.close()


async def test_the_incident_stands_on_the_other_side_s_word(evening: Evening) -> None:
    """One source is withdrawn and counts for nothing; nobody is told of a correction, and no restraint is read out of it."""
    await evening.at("18:30", agency=EARLIER, paper=[])
    await evening.at("19:35", agency=[STRIKE, *EARLIER])
    await evening.at("20:50", paper=[ANSWER])
    before, rung = evening.strike, len(evening.alerts)
    assert before.status is not Status.SOURCE_WITHDRAWN
    await evening.at("21:10", agency=[*LATER, STRIKE, *EARLIER])
    await evening.at("21:26", agency=[*LATER, *EARLIER])
    assert evening.strike == before
    await evening.at("21:32", agency=[*LATER, *EARLIER])
    after = evening.strike
    assert (after.id, after.status) == (before.id, Status.SOURCE_WITHDRAWN)
    assert 0.6 <= after.confidence < before.confidence
    assert not {alert.level for alert in evening.alerts[rung:]} & {Level.CORRECTION}
    assert "J04" not in {firing.code for firing in evening.store.firings("IR-PK")}


async def test_when_it_comes_back_it_counts_again(evening: Evening) -> None:
    """As if it had never been away."""
    await evening.at("18:30", agency=EARLIER)
    await evening.at("19:35", agency=[STRIKE, *EARLIER])
    await evening.at("21:10", agency=[*LATER, STRIKE, *EARLIER], paper=[ANSWER])
    before = evening.strike
    await evening.at("21:26", agency=[*LATER, *EARLIER])
    await evening.at("21:32", agency=[*LATER, *EARLIER])
    assert evening.strike.status is Status.SOURCE_WITHDRAWN
    await evening.at("22:10", agency=[*LATER, STRIKE, *EARLIER])
    assert (evening.strike.status, evening.strike.confidence) == (before.status, before.confidence)
