"""From news to mail: a crisis in one message for each half minute and interval, and a reminder until somebody has seen it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor import bootstrap
from monitor.adapters.clock import VirtualClock
from monitor.adapters.delivery.sender import ChannelSender
from monitor.adapters.store import SqlStore, open_store
from monitor.model.alerts import Channel, Grouping, Level, Route
from monitor.model.items import FeedState, PollRecord
from monitor.model.responses import Acknowledgement
from monitor.model.secret import Secret
from monitor.pipeline.assess import AssessCycle, Heard
from monitor.pipeline.deliver import Deliverer
from monitor.pipeline.judge import Judge
from monitor.pipeline.read import ReadCycle
from monitor.pipeline.watch import WatchList
from tests.support.channels import Mailbox, mail_server

ROOT = Path(__file__).parents[3]
START = datetime.fromisoformat("2024-01-16T19:30:00+00:00")
STRIKE = "Iran strikes militant bases near Panjgur in Pakistan with missiles, two dead"
CLOSED = "Pakistan shuts Taftan crossing to trade after Iranian strikes"
SECONDS, MINUTES, HOURS = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
LOUD = Route(
    to=("mail",),
    levels=(Level.WATCH, Level.WARNING, Level.CRITICAL),
    grouping=Grouping(by=("border",), wait=30 * SECONDS, interval=5 * MINUTES),
    repeat=4 * HOURS,
)


@dataclass
class Desk:
    """A database, the cycles over it, a clock, and the mailbox that the one channel leads to."""

    app: bootstrap.App
    database: str
    clock: VirtualClock
    mailbox: Mailbox
    url: str
    store: SqlStore

    def tells(self, *titles: str) -> None:
        """News that is seen, read and judged now."""
        now = self.clock.now()
        seen = [
            {"id": f"{now:%H%M%S}{n}", "published": now.isoformat(), "grade": "B", "outlet": "Reuters", "title": t}
            for n, t in enumerate(titles)
        ]
        loaded = self.app.parse_lines([json.dumps(one) for one in seen], path="test")
        self.store.record_poll(PollRecord(state=FeedState(feed="f", next_due_at=now), items=loaded.items))
        ReadCycle(self.store, self.app.reader_for().read, clock=self.clock).turn()

    def restarts(self) -> None:
        """All that is known is in the database."""
        self.store.close()
        self.store = open_store(self.database, now=self.clock.now())

    async def after(self, wait: timedelta) -> list[str]:
        """Time passes, and what is due is judged and sent; the subjects of the mails that came of it."""
        self.clock.move_to(self.clock.now() + wait)
        known = len(self.mailbox.messages)
        channels = (Channel(id="mail"),)
        judge = Judge(self.app.loaded.rulebook, watch=WatchList(("IR-PK",)), routes=(LOUD,), channels=channels)
        AssessCycle(self.store, judge, clock=self.clock, heard=lambda _b, _n: Heard()).turn()
        sender = ChannelSender({"mail": Secret(self.url)})
        await Deliverer(self.store, sender, clock=self.clock, channels=channels, jitter=lambda: 0.5).turn()
        return [str(message["Subject"]) for message in self.mailbox.messages[known:]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """On 16 January 2024, watching IR-PK."""
    clock, database = VirtualClock(START), f"sqlite:///{tmp_path}/desk.db"
    with (
        bootstrap.open_app(config=ROOT / "config", rules_folder=ROOT / "rules", clock=clock) as app,
        mail_server() as (mailbox, url),
    ):
        made = Desk(app, database, clock, mailbox, url, open_store(database, now=START))
        yield made
        made.store.close()


async def test_a_crisis_is_told_in_few_messages_and_recalled_until_somebody_has_seen_it(desk: Desk) -> None:
    """Through restarts; everything in one thread, each alert in exactly one message."""
    desk.tells(STRIKE)
    assert await desk.after(0 * SECONDS) == []
    desk.restarts()
    assert await desk.after(29 * SECONDS) == []
    (first,) = await desk.after(1 * SECONDS)
    assert "IR-PK: confrontation (was calm)" in first

    desk.clock.move_to(START + 2 * MINUTES)
    desk.tells(CLOSED)
    assert await desk.after(0 * SECONDS) == []
    desk.restarts()
    assert await desk.after(3 * MINUTES + 29 * SECONDS) == []
    (second,) = await desk.after(1 * SECONDS)
    assert "Trade stopped" in second
    told = [alert.id for alert in desk.store.alerts(border="IR-PK", since=None, limit=99)]
    bodies = [str(message.get_body(("plain",)).get_content()) for message in desk.mailbox.messages]  # type: ignore[union-attr]
    assert [sum(f"Alert {alert}, rev" in body for body in bodies) for alert in told] == [1] * len(told)

    assert await desk.after(3 * HOURS + 54 * MINUTES + 29 * SECONDS) == []
    (still,) = await desk.after(1 * SECONDS)
    assert still.startswith("Still: L3 ▲ IR-PK: confrontation.")
    desk.restarts()
    assert await desk.after(1 * HOURS) == []
    opening, _, reminder = desk.mailbox.messages
    assert opening["References"] == reminder["References"]
    (loud,) = (a for a in desk.store.alerts(border="IR-PK", since=None, limit=99) if a.level is Level.WARNING)
    desk.store.record_acknowledgement(Acknowledgement(alert=loud.id, by="amina", at=desk.clock.now()))
    assert await desk.after(9 * HOURS) == []
