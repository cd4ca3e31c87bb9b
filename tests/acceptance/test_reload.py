"""A desk changes its files while the daemon runs: what is good takes effect, what is bad changes nothing and is said."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from monitor.demo.newsstand import Newsstand
from monitor.demo.story import StoryItem
from tests.support.program import Daemon, Ended, here

PIPELINE = """\
schema_version: 1
rules:
  - id: gas-pipeline
    title: The pipeline is in the news
    scope: item
    when: {words: [gas pipeline]}
    then: {alert: watch}
    examples: [{text: "The gas pipeline was cut", expect: match}]
"""


def story(outlet: str, title: str) -> StoryItem:
    """An item that is published now."""
    return StoryItem(
        id=title, guid=title, at=datetime.now(UTC) - timedelta(minutes=5), outlet=outlet, title=title, summary=""
    )


class Inbox:
    """A web hook that keeps what it is sent."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self._came = threading.Condition()
        inbox = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(200)
                self.end_headers()
                inbox.put(json.loads(body))

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name for it
                """Silence."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"json://127.0.0.1:{self.server.server_port}/"

    def put(self, message: dict[str, Any]) -> None:
        """A message has come."""
        with self._came:
            self.messages.append(message)
            self._came.notify_all()

    def wait_for(self, words: str) -> str:
        """The title of the first message with these words."""

        def found() -> str | None:
            return next((str(m["title"]) for m in self.messages if words in f"{m['title']}{m['message']}"), None)

        with self._came:
            assert self._came.wait_for(lambda: found() is not None, timeout=90), self.messages
            return found() or ""


@contextmanager
def serving(inbox: Inbox) -> Iterator[Inbox]:
    """Until the end."""
    thread = threading.Thread(target=inbox.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield inbox
    finally:
        inbox.server.shutdown()
        inbox.server.server_close()


class Desk:
    """Its folder, and the daemon that runs by it."""

    def __init__(self, home: Path, stand: Newsstand) -> None:
        self.home, self.stand = home, stand
        for folder in ("config", "rules/packs/desk"):
            (home / folder).mkdir(parents=True)
        self.settings(channels="screen: {print: true}", routes="- {to: [screen]}")
        self.outlets("dawn")
        self.rules(PIPELINE)

    def settings(self, *, channels: str, routes: str) -> None:
        text = f"schema_version: 1\nwatch: [IR-PK]\ndatabase: sqlite:///{self.home}/bm.db\ncycles: {{warm_up: 0s}}\n"
        text += "feeds: {allow_hosts: [127.0.0.1]}\n"
        (self.home / "config/monitor.yaml").write_text(f"{text}channels:\n  {channels}\nroutes:\n  {routes}\n")

    def outlets(self, *names: str) -> None:
        entries = "".join(
            f"  - {{id: {name}, name: {name}, owner: {name}, grades: {{events: B}},\n"
            f"     feeds: [{{id: {name}, url: '{self.stand.url(name)}', every: 1m}}]}}\n"
            for name in names
        )
        (self.home / "config/outlets.yaml").write_text(f"schema_version: 1\noutlets:\n{entries}")

    def rules(self, text: str) -> None:
        (self.home / "rules/packs/desk/rules.yaml").write_text(text)

    def run(self, *arguments: str) -> Ended:
        return here("--config", self.home / "config", "--rules", self.home / "rules", *arguments)

    def reload(self, code: int = 0) -> Ended:
        ended = self.run("reload")
        assert ended.code == code, ended
        return ended

    def status(self) -> dict[str, Any]:
        ended = self.run("status", "--format", "json")
        assert ended.code == 0, ended
        return dict(json.loads(ended.out)[0])


def running(desk: Desk) -> Daemon:
    """The real one."""
    return Daemon("--config", desk.home / "config", "--rules", desk.home / "rules", home=desk.home)


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    """Two outlets."""
    items = [
        story("dawn", "The gas pipeline is late, ministry says"),
        story("geo", "The gas pipeline was cut, minister says"),
    ]
    with Newsstand(items, now=lambda: datetime.now(UTC)) as serving_now:
        yield serving_now


def test_a_day_of_changes(tmp_path: Path, stand: Newsstand) -> None:
    """A feed, a channel and a route that are new take effect; a broken rule doesn't, and says where it is; mended, it does."""
    desk = Desk(tmp_path, stand)
    assert desk.run("reload").code == 3
    with serving(Inbox()) as inbox, running(desk) as daemon:
        daemon.until("gas pipeline is late")

        desk.outlets("dawn", "geo")
        desk.settings(channels=f"hook: {{url: '{inbox.url}'}}", routes="- {to: [hook]}")
        said = desk.reload().out
        assert "feeds new: geo" in said
        assert "channels new: hook; gone: screen" in said
        assert "●" in inbox.wait_for("gas pipeline was cut")

        desk.rules(PIPELINE + "  - {id: two, titel: Two, when: {words: [x]}, level: watch}\n")
        refused = desk.reload(code=1)
        assert "desk/rules.yaml:9:15: unknown key 'titel' (did you mean 'title'?)" in refused.err
        status = desk.status()
        assert status["refused"]["problems"] == refused.err.splitlines()
        assert status["files"].startswith("refused since ")
        assert desk.run("health").code == 0
        assert desk.reload(code=1).err == refused.err

        desk.rules(PIPELINE.replace("gas pipeline", "pipeline"))
        assert desk.reload(code=0).err == ""
        assert desk.status()["refused"] is None
        assert inbox.wait_for("New rules are in force") == "L1 ● New rules are in force"
    assert sum("reload_refused" in line for line in daemon.said) == 1
    stopped = desk.run("health")
    assert (stopped.code, "no daemon runs on this database" in stopped.out) == (1, True)
    assert desk.status()["daemon"]["runs"] is False


def test_a_file_that_changes_is_noticed(tmp_path: Path, stand: Newsstand) -> None:
    """Nobody has to ask; and an example of the desk's own that fails is a refusal."""
    desk = Desk(tmp_path, stand)
    with running(desk) as daemon:
        daemon.until("gas pipeline is late")
        desk.rules(PIPELINE.replace("words: [gas pipeline]", "words: [oil pipeline]"))
        daemon.until("reload_refused")
        assert "'The gas pipeline was cut' is not matched" in desk.status()["files"]
