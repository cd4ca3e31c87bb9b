"""The daemon is killed between two of its commits and started again: the same incidents, and no alert is lost."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.adapters.store import open_store
from monitor.demo.newsstand import Newsstand
from monitor.demo.story import StoryItem
from monitor.model.alerts import DeliveryState
from tests.support.scenarios import recorded

ROOT = Path(__file__).parents[2]
NOW = "2024-01-19T13:30:00+00:00"
AFTER_THE_LEASES = "2024-01-19T14:00:00+00:00"


@pytest.fixture(scope="module")
def stand() -> Iterator[Newsstand]:
    """The January items as live feeds."""
    items = [
        StoryItem(
            id=f"n{n}",
            guid=f"n{n}",
            at=datetime.fromisoformat(str(one["published"])),
            outlet=str(one["outlet"]),
            title=str(one["title"]),
            summary=str(one["summary"]),
        )
        for n, one in enumerate(recorded("january-2024"))
    ]
    with Newsstand(items, now=lambda: datetime.fromisoformat(NOW).astimezone(UTC)) as serving:
        yield serving


@pytest.fixture(scope="module")
def config(stand: Newsstand, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration whose feeds are the newsstand's."""
    folder = tmp_path_factory.mktemp("config")
    grades = {"irna-en": ("C", "IR", "A"), "dawn": ("B", None, None), "geo": ("C", None, None), "ap": ("A", None, None)}
    lines = ["schema_version: 1", "outlets:"]
    for outlet in stand.outlets:
        events, side, statements = grades.get(outlet, ("D", "PK", "A"))
        said = f", statements: {statements}" if statements else ""
        lines += [
            f"  - id: {outlet}",
            f"    name: {outlet}",
            f"    owner: {'state:' + side if side else outlet}",
            *([f"    side: {side}"] if side else []),
            f"    grades: {{events: {events}{said}}}",
            f"    feeds: [{{id: {outlet}-feed, url: '{stand.url(outlet)}', every: 1m}}]",
        ]
    (folder / "outlets.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "monitor.yaml").write_text(
        "schema_version: 1\nwatch: [IR-PK]\nchannels: {screen: {print: true}}\nroutes: [{to: [screen]}]\nfeeds: {allow_hosts: [127.0.0.1]}\ncycles: {warm_up: 0s}\n",
        encoding="utf-8",
    )
    return folder


class Run:
    """One database, one file of what was sent, and as many processes as it takes."""

    def __init__(self, config: Path, folder: Path) -> None:
        self._config, self._folder = config, folder
        self.database = f"sqlite:///{folder}/monitor.db"
        self.sent = folder / "sent.txt"

    def start(self, *, now: str, kill_after: int | None = None) -> tuple[int, int]:
        """Runs a daemon; returns its exit code and how many commits it made."""
        commits = self._folder / "commits"
        command = [
            sys.executable,
            "-m",
            "tests.support.daemon_child",
            "--config",
            str(self._config),
            "--database",
            self.database,
        ]
        command += ["--now", now, "--commits", str(commits), "--sent", str(self.sent)]
        command += ["--kill-after", str(kill_after)] if kill_after else []
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert ended.returncode in {0, -9}, ended.stderr
        return ended.returncode, int(commits.read_text(encoding="ascii"))

    def incidents(self) -> list[tuple[object, ...]]:
        """What the store holds, apart from when it was learned."""
        store = open_store(self.database, now=datetime.fromisoformat(AFTER_THE_LEASES))
        try:
            found = store.incidents()
            return sorted(
                (i.id, i.border, i.event, i.status, round(i.confidence, 3), i.killed, len(i.reports)) for i in found
            )
        finally:
            store.close()

    def undelivered(self) -> int:
        """Messages that are not delivered."""
        store = open_store(self.database, now=datetime.fromisoformat(AFTER_THE_LEASES))
        try:
            return sum(
                d.state is not DeliveryState.DELIVERED for d in store.deliveries(state=None, alert=None, limit=1000)
            )
        finally:
            store.close()

    def times_sent(self) -> dict[str, int]:
        """How often each alert was printed, by its last line."""
        store = open_store(self.database, now=datetime.fromisoformat(AFTER_THE_LEASES))
        try:
            alerts = [a.id for a in store.alerts(border=None, since=None, limit=1000)]
        finally:
            store.close()
        printed = Counter(re.findall(r"Alert (\w+), revision", self.sent.read_text(encoding="utf-8")))
        return {
            alert: sum(n for shown, n in printed.items() if alert.startswith(shown) or shown.startswith(alert))
            for alert in alerts
        }


@pytest.fixture(scope="module")
def undisturbed(config: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, int]:
    """A run that nobody kills, and the number of its commits."""
    run = Run(config, tmp_path_factory.mktemp("undisturbed"))
    code, commits = run.start(now=NOW)
    assert code == 0
    assert run.times_sent()
    return run, commits


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_killed_and_started_again(share: float, undisturbed: tuple[Run, int], config: Path, tmp_path: Path) -> None:
    """Wherever the kill falls, the restarted daemon ends with the same incidents and every alert was sent, at most twice."""
    calm, commits = undisturbed
    run = Run(config, tmp_path)
    code, _ = run.start(now=NOW, kill_after=max(1, int(commits * share)))
    assert code == -9
    assert run.start(now=AFTER_THE_LEASES)[0] == 0
    assert run.incidents() == calm.incidents()
    assert run.undelivered() == 0
    sent = run.times_sent()
    assert sent
    assert min(sent.values()) >= 1
    assert sum(sent.values()) <= len(sent) + 1
