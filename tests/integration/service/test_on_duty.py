"""The watcher is watched: a real daemon with real channels and feeds on loopback tells what is wrong with it, and to whom it can."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from structlog.testing import capture_logs
from werkzeug import Request, Response

from monitor.alerts import route
from monitor.bootstrap import operating
from monitor.daemon import in_force
from monitor.daemon.in_force import InForce
from monitor.model.alerts import DeliveryState, Reason
from monitor.model.configuration import Refused
from tests.support import duty
from tests.support.channels import Mailbox, mail_server
from tests.support.collect import rss
from tests.support.store import NOW, alert, delivery

SECRET = "s3cr3t-0f-the-heart"
OUTLETS = """\
schema_version: 1
outlets:
  - id: north
    name: North
    owner: state:IR
    side: IR
    grades: {{events: C, statements: A}}
    feeds: [{{id: north-feed, url: '{north}', every: 1m}}]
  - id: south
    name: South
    country: PK
    grades: {{events: B}}
    feeds: [{{id: south-feed, url: '{south}', every: 1m}}]
"""


@dataclass
class Servers:
    """A web hook and two feeds that answer with these, and a mailbox."""

    http: HTTPServer
    mailbox: Mailbox
    mail: str
    hook: int = 200
    feeds: int = 200
    posted: list[str] = field(default_factory=list)
    beats: int = 0
    heart: int = 200

    def answer_beat(self, request: Request) -> Response:
        """Somebody who waits for signs of life."""
        assert request.method == "GET"
        self.beats += 1
        return Response(status=self.heart)

    def answer_hook(self, request: Request) -> Response:
        """Keeps what it accepts."""
        if self.hook == 200:
            self.posted.append(request.json["title"])
        return Response(status=self.hook)

    def answer_feed(self, _request: Request) -> Response:
        """A feed of one entry."""
        return Response(rss("One") if self.feeds == 200 else b"", status=self.feeds, content_type="application/rss+xml")

    def mailed(self) -> list[str]:
        """Subjects."""
        return [str(message["subject"]) for message in self.mailbox.messages]

    def monitor(self, more: str = "") -> str:
        """The settings."""
        hook = self.http.url_for("/hook").replace("http://", "json://")
        return (
            "schema_version: 1\nwatch: [IR-PK]\n"
            f"channels: {{hook: {{url: '{hook}'}}, mail: {{url: '{self.mail}'}}}}\n"
            f"routes: [{{to: [hook]}}]\nfeeds: {{allow_hosts: [localhost, 127.0.0.1]}}\n{more}"
        )

    def outlets(self) -> str:
        """The outlets of both sides."""
        return OUTLETS.format(north=self.http.url_for("/north"), south=self.http.url_for("/south"))


@pytest.fixture
def servers(httpserver: HTTPServer) -> Iterator[Servers]:
    with mail_server() as (mailbox, address):
        found = Servers(httpserver, mailbox, address)
        httpserver.expect_request("/hook").respond_with_handler(found.answer_hook)
        httpserver.expect_request(f"/{SECRET}").respond_with_handler(found.answer_beat)
        for path in ("/north", "/south"):
            httpserver.expect_request(path).respond_with_handler(found.answer_feed)
        yield found


def tell(watch: duty.Watch, name: str) -> None:
    """Puts a message to the hook into the outbox."""
    now = watch.clock.now()
    message = delivery(name, channel="hook", conversation=name, created_at=now, expires_at=now + timedelta(hours=48))
    standings = watch.app.store.standings()
    watch.app.store.record_standings(standings, alerts=[alert(name, at=now)], deliveries=[message])


async def test_a_dead_channel_is_announced_on_another_once_through_a_restart(servers: Servers, tmp_path: Path) -> None:
    """And its recovery, once what waited got through; the desk named only the dead one."""
    servers.hook = 500
    dead = "channel hook takes nothing; nothing was delivered ever (HTTP 500)"
    async with duty.on_duty(tmp_path, monitor=servers.monitor(), now=NOW) as watch:
        tell(watch, "news")
        for minutes in (0, 1, 2, 9):
            await watch.passes(minutes=minutes)
        assert servers.mailed() == []
        await watch.passes(minutes=1)
        assert servers.mailed() == [f"Monitor: {dead}"]
        assert "border-monitor channels test hook" in servers.mailbox.messages[0].as_string().replace("=\n", "")
        now = watch.clock.now()
    async with duty.on_duty(tmp_path, monitor=servers.monitor(), now=now) as watch:
        for _ in range(3):
            await watch.passes(minutes=30)
        assert (len(servers.mailed()), servers.posted) == (1, [])
        servers.hook = 200
        await watch.passes(hours=2)
        await watch.passes(minutes=2)
        assert servers.posted == ["news"]
        assert servers.mailed()[1:] == [f"Monitor: over after 3 h: {dead}"]
        over, begun = watch.app.store.operational_alerts(limit=2)
        assert (begun.reason, over.reason, begun.border) == (Reason.OPERATIONAL, Reason.OPERATIONAL, None)
        (sent,) = watch.app.store.deliveries(state=None, alert=begun.id, limit=9)
        assert (sent.channel, sent.because) == ("mail", "operational")
        ways = operating.routes_of(begun, watch.app.settings)
        assert route.why_not(begun, "hook", routes=ways) == "no route leads there"


async def test_dead_letters_are_announced_once_for_each_outage(servers: Servers, tmp_path: Path) -> None:
    """With the command; a second outage is another one, and once they are dropped it is over."""
    async with duty.on_duty(tmp_path, monitor=servers.monitor("operational: {to: [mail, hook]}\n"), now=NOW) as watch:
        for outage in (1, 2):
            servers.hook = 404
            for name in ("a", "b"):
                tell(watch, f"{name}{outage}")
                await watch.passes(minutes=1)
            assert len(servers.mailed()) == outage
            servers.hook = 200
            tell(watch, f"c{outage}")
            await watch.passes(minutes=1)
        assert servers.posted == ["c1", "c2"]
        assert servers.mailed() == [
            "Monitor: channel hook: 1 message was given up",
            "Monitor: channel hook: 3 messages were given up",
        ]
        text = servers.mailbox.messages[0].as_string().replace("=\n", "")
        assert "border-monitor deliveries list --state dead" in text
        for name in ("a1", "b1", "a2", "b2"):
            watch.app.store.set_delivery_state(f"{name}@hook", DeliveryState.DROPPED, now=watch.clock.now())
        await watch.passes(minutes=1)
        assert servers.mailed()[2:] == ["Monitor: over after 6 min: channel hook: 4 messages were given up"]


async def test_silence_is_told_and_is_not_calm(servers: Servers, tmp_path: Path) -> None:
    """Servers that are down for a day: first that every feed fails, then which feeds and sides; then that all is well again."""
    settings = servers.monitor("operational: {to: [mail]}\n")
    async with duty.on_duty(tmp_path, monitor=settings, outlets=servers.outlets(), now=NOW) as watch:
        await watch.passes(minutes=1)
        servers.feeds = 503
        for hours in (0.1, 0.1, 0.1, 0.4, 2, 4, 1, 1):
            await watch.passes(hours=hours)
        assert servers.mailed() == [
            "Monitor: every one of 2 feeds fails",
            "Monitor: 2 feeds are in trouble",
            "Monitor: 2 sides are silent",
        ]
        silent = servers.mailbox.messages[2].as_string()
        assert "nothing official from IR has been heard since" in silent
        assert "nothing independent from PK has been heard since" in silent
        servers.feeds = 200
        for _ in range(4):
            await watch.passes(hours=1)
        assert sorted(servers.mailed()[3:]) == [
            "Monitor: over after 10 h: every one of 2 feeds fails",
            "Monitor: over: 2 feeds are in trouble",
            "Monitor: over: 2 sides are silent",
        ]


async def test_a_sign_of_life_is_given_while_all_is_well(
    servers: Servers, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Once in each interval, and none while no feed can be had; nobody is told that the call wasn't taken; its address is in no log."""
    beat = servers.http.url_for(f"/{SECRET}")
    settings = servers.monitor(f"heartbeat: {{url: '{beat}', every: 5m}}\n")
    with capture_logs() as said:
        await _a_day_of_calls(servers, tmp_path, settings)
    events = [line["event"] for line in said]
    assert {"heartbeat_not_taken", "heartbeat_withheld"} <= set(events)
    assert events.count("heartbeat_not_taken") == 1
    assert SECRET not in repr(said) + "".join(r.getMessage() for r in caplog.records if r.name != "werkzeug")


async def _a_day_of_calls(servers: Servers, folder: Path, settings: str) -> None:
    async with duty.on_duty(folder, monitor=settings, outlets=servers.outlets(), now=NOW) as watch:

        async def beats_after(**span: float) -> int:
            await watch.passes(**span)
            await watch.turned("pulse")
            await watch.turned("pulse")
            return servers.beats

        assert [await beats_after(minutes=minutes) for minutes in (1, 4, 1, 5)] == [1, 1, 2, 3]
        servers.heart = 500
        assert [await beats_after(minutes=5) for _ in range(2)] == [4, 5]
        assert watch.app.store.operational_alerts(limit=9) == [], "who waits for the call will say so"
        servers.heart, servers.feeds = 200, 503
        for _ in range(2):
            await beats_after(minutes=20)
        silent = servers.beats
        assert [await beats_after(minutes=20) for _ in range(2)] == [silent, silent]
        servers.feeds = 200
        for _ in range(2):
            await beats_after(hours=2)
        assert servers.beats > silent


async def test_a_note_each_morning_says_that_it_still_watches(servers: Servers, tmp_path: Path) -> None:
    """Through restarts, late when the daemon stood still at its hour, and never twice."""
    settings = servers.monitor('daily_note: {at: "06:00 Asia/Karachi", to: [mail]}\n')
    now = NOW
    for life in (((1, 0), (12, 1), (1, 1)), ((1, 2), (12, 2), (12, 3))):
        async with duty.on_duty(tmp_path, monitor=settings, outlets=servers.outlets(), now=now) as watch:
            for hours, notes in life:
                await watch.passes(hours=hours)
                await watch.turned("note")
                await watch.passes(minutes=1)
                assert len(servers.mailed()) == notes
            now = watch.clock.now() + timedelta(days=3)
    assert set(servers.mailed()) == {"Still watching 1 border: 0 alerts, 2 of 2 feeds answer"}
    text = servers.mailbox.messages[1].as_string()
    assert "Borders: IR-PK calm" in text
    assert "0 new items, 0 not yet read" in text
    (note,) = watch.app.store.operational_alerts(limit=1)
    assert (note.reason, note.level) == (Reason.DAILY_NOTE, "notice")


async def test_files_that_were_refused_are_told_with_why(servers: Servers, tmp_path: Path) -> None:
    """Each refusal once, until what is in the files is taken; what another daemon had against them is past."""
    settings = servers.monitor("operational: {to: [mail]}\n")
    async with duty.on_duty(tmp_path, monitor=settings, now=NOW) as watch:

        def files(*problems: str, pid: int) -> None:
            refused = Refused(since=NOW, problems=problems) if problems else None
            standing = InForce(pid=pid, since=NOW, rules="", watch="", feeds=0, refused=refused)
            in_force.record(watch.app.state_dir, standing)

        for problems in (["rules/a.yaml:3:1: unknown key"], ["rules/a.yaml:3:1: unknown key"], ["b", "c"], []):
            files(*problems, pid=os.getpid())
            await watch.passes(minutes=1)
        files("d", pid=1)
        await watch.passes(minutes=1)
    said = "changed files were refused, the old ones go on"
    assert servers.mailed() == [
        f"Monitor: {said}: rules/a.yaml:3:1: unknown key",
        f"Monitor: {said}: b and 1 more",
        f"Monitor: over after 3 min: {said}: b and 1 more",
    ]
