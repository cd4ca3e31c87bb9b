"""The real daemon as its operator sees it: one line for each unit of work, metrics, and no secret anywhere."""

import asyncio
import base64
import json
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.program import ROOT, border_monitor, configuration
from tests.support.rules import CACHE
from tests.support.servers import FeedServer, feed_server

USER, PASSWORD, HEADER = "reader-of-news", "w0nder/land", "k3y-0f-the-feed"
TOKENS = ("desk-user", "hunter2pass", "t0k3n-of-the-hook", "qu3ry-t0k3n", HEADER, PASSWORD, "w0nder%2Fland")
BASIC = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
MONITOR = """\
schema_version: 1
watch: [IR-PK]
database: sqlite:///{folder}/bm.db
channels:
  screen: {{print: true}}
  hook: {{url: "json://desk-user:hunter2pass@127.0.0.1:1/t0k3n-of-the-hook?+X-Token=qu3ry-t0k3n"}}
routes: [{{to: [screen, hook]}}]
feeds: {{allow_hosts: [127.0.0.1]}}
cycles: {{warm_up: 0s}}
metrics: {{listen: "127.0.0.1:{port}"}}
"""
OUTLETS = """\
schema_version: 1
outlets:
  - id: wire
    name: Wire
    owner: wire
    country: PK
    grades: {{events: B}}
    feeds:
      - {{id: wire-feed, url: "{url}", every: 1m, headers: {{X-Key: {header}}}, basic_auth: {{user: {user}, password: {password}}}}}
"""


def free_port() -> int:
    """One that nobody listens at now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def news() -> bytes:
    """A strike of an hour ago, as a feed."""
    now = format_datetime(datetime.now(UTC))
    title = "Iran strikes militant bases near Panjgur in Pakistan with missiles, two dead"
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title><item><title>{title}</title>"
        f"<guid isPermaLink='false'>n1</guid><link>https://wire.test/1</link><pubDate>{now}</pubDate></item></channel></rss>"
    ).encode()


@dataclass
class Run:
    """A daemon under way, and what it has logged so far."""

    process: asyncio.subprocess.Process
    port: int
    lines: list[dict[str, Any]] = field(default_factory=list)
    raw: str = ""

    async def until(self, event: str, **having: object) -> dict[str, Any]:
        """Reads on to the first line of this event that has these values."""
        assert self.process.stderr
        while True:
            raw = await asyncio.wait_for(self.process.stderr.readline(), 60)
            assert raw, self.raw
            self.raw += raw.decode()
            self.lines.append(json.loads(raw))
            last = self.lines[-1]
            if last["event"] == event and having.items() <= last.items():
                return last

    def ask(self, path: str = "/metrics", *, method: str = "GET") -> tuple[int, str]:
        """Status and body of what the place for metrics answers."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


@asynccontextmanager
async def daemon(folder: Path, server: FeedServer) -> AsyncIterator[Run]:
    """``border-monitor run`` at the lowest level of logging, ended by SIGTERM."""
    port = free_port()
    outlets = OUTLETS.format(url=server.url("/feed"), header=HEADER, user=USER, password=PASSWORD)
    configuration(folder / "config", monitor=MONITOR.format(folder=folder, port=port), outlets=outlets)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "monitor", "-v", "--log-format", "json", "--config", str(folder / "config"), "run"),
        env={"CACHE_DIRECTORY": str(CACHE)},
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=2**22,
    )
    run = Run(process, port)
    try:
        yield run
    finally:
        process.terminate()
        out, err = await process.communicate()
        run.raw += out.decode() + err.decode()
        assert process.returncode == 0, run.raw


async def test_a_strike_is_followed_through_log_and_metrics_and_no_secret_gets_out(tmp_path: Path) -> None:
    """From poll to delivery: a line each, with ids, counts and seconds; the same in the counters; and none of it tells a secret."""
    async with feed_server() as server:
        server.reply("/feed", news(), content_type="application/rss+xml")
        async with daemon(tmp_path, server) as run:
            await run.until("started")
            assert await asyncio.to_thread(run.ask, "/health") == (200, "healthy\n")
            polled = await run.until("poll")
            assert (polled["feed"], polled["outcome"], polled["items"]) == ("wire-feed", "new_items", 1)
            read = await run.until("read")
            assert (read["items"], read["reports"]) == (1, 1)
            judged = await run.until("assess", border="IR-PK")
            assert judged["alerts"]
            deferred = await run.until("deliver", channel="hook")
            assert (deferred["outcome"], deferred["level"]) == ("deferred", "warning")
            if not any(line["event"] == "deliver" and line["channel"] == "screen" for line in run.lines):
                await run.until("deliver", channel="screen")
            assert all(
                "seconds" in line for line in run.lines if line["event"] in ("poll", "read", "assess", "deliver")
            )
            while "border_monitor_border_score{" not in (exposed := await asyncio.to_thread(run.ask))[1]:
                await run.until("turn", cycle="measure")
            for sample in (
                'border_monitor_polls_total{outcome="new_items"} 1.0',
                'border_monitor_items_read_total 1.0',
                'border_monitor_reports_total{language="en"} 1.0',
                'border_monitor_deliveries_total{channel="screen",outcome="delivered"} ',
                'border_monitor_border_score{border="IR-PK"} ',
                'border_monitor_cycle_failures{cycle="judge"} 0.0',
            ):  # fmt: skip
                assert sample in exposed[1]
            assert await asyncio.to_thread(run.ask, "/secrets") == (404, "see /metrics and /health\n")
            assert await asyncio.to_thread(run.ask, method="POST") == (405, "")
            assert server.requests[0][1]["authorization"] == f"Basic {BASIC}"
            status = await asyncio.to_thread(
                border_monitor, "--config", tmp_path / "config", "status", "--format", "json", home=tmp_path
            )
            (stands,) = json.loads(status.out)
            assert stands["daemon"]["pid"] == run.process.pid
            assert {cycle["failures"] for cycle in stands["daemon"]["cycles"].values()} == {0}
            hook = next(channel for channel in stands["channels"] if channel["channel"] == "hook")
            assert (hook["kind"], hook["last_delivered_at"]) == ("json", None)
            assert hook["open"] >= 1
            taken = await asyncio.to_thread(
                border_monitor,
                *("--config", tmp_path / "config", "--database", f"sqlite:///{tmp_path}/other/bm.db", "run"),
                home=tmp_path,
            )
            assert taken.code == 3
            assert f"127.0.0.1:{run.port} can't be listened on" in taken.err
            assert "choose another metrics.listen" in taken.err
    everything = run.raw + exposed[1] + taken.err + status.out + status.err
    assert not [secret for secret in (*TOKENS, USER, BASIC) if secret in everything]


def test_metrics_that_are_not_installed_are_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which extra to install, or what to take out; before anything is started."""
    from monitor import bootstrap
    from monitor.bootstrap import observing
    from monitor.errors import ConfigError

    configured = configuration(tmp_path / "config", monitor=MONITOR.format(folder=tmp_path, port=1))
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    monkeypatch.delitem(sys.modules, "monitor.adapters.metrics", raising=False)
    with bootstrap.open_app(config=configured) as app, pytest.raises(ConfigError, match=r"border-monitor\[metrics\]"):
        observing.check(app)
