"""Files are reloaded again and again while a crisis is read: the same incidents and the same alerts as without, each sent once."""

import asyncio
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.adapters.clock import VirtualClock
from monitor.adapters.systemd import Supervisor
from monitor.bootstrap.opening import Sources
from monitor.daemon.cycles import Cycles
from monitor.daemon.rehearsal import Rehearsed
from monitor.daemon.reload import Reloading
from monitor.demo.newsstand import Newsstand
from monitor.demo.story import StoryItem
from monitor.model.alerts import Reason
from tests.support.rules import CACHE
from tests.support.scenarios import recorded

START = datetime(2024, 1, 16, 18, tzinfo=UTC)
STEP, STEPS = timedelta(hours=1), 66


@dataclass
class Played:
    """What a desk has at the end of the story."""

    incidents: list[tuple[object, ...]]
    alerts: list[tuple[object, ...]]
    sent: Counter[str]
    notices: int
    reloads: int = 0


@dataclass
class Desk:
    """A folder with files, a newsstand, and a clock that both read."""

    folder: Path
    clock: VirtualClock
    stand: Newsstand

    def write(self, edition: int) -> None:
        """The files in one of their editions: the rules' bytes, a feed's rhythm and the size of a batch differ, what they mean doesn't."""
        entries = "".join(
            f"  - {{id: {name}, name: {name}, owner: {name}, grades: {{events: B}},\n"
            f"     feeds: [{{id: {name}, url: '{self.stand.url(name)}', every: {10 + edition % 2}m}}]}}\n"
            for name in self.stand.outlets
        )
        (self.folder / "outlets.yaml").write_text(f"schema_version: 1\noutlets:\n{entries}")
        (self.folder / "monitor.yaml").write_text(
            f"schema_version: 1\nwatch: [IR-PK]\ndatabase: sqlite:///{self.folder}/bm.db\n"
            "channels: {screen: {print: true}}\nroutes: [{to: [screen]}]\nfeeds: {allow_hosts: [127.0.0.1]}\n"
            f"cycles: {{warm_up: 0s, read_batch: {5 + edition}}}\n"
        )
        pack = self.folder / "rules/packs/desk"
        pack.mkdir(parents=True, exist_ok=True)
        (pack / "rules.yaml").write_text(f"schema_version: 1\n# edition {edition % 2}\nlists: {{ours: [taftan]}}\n")

    async def play(self, disturb: Callable[[Cycles], "Disturbing"] | None = None) -> Played:
        """Hour by hour; ``disturb`` reloads beside the turns."""
        self.write(0)
        out = io.StringIO()
        sources = Sources(config=self.folder, rules=self.folder / "rules")
        with sources.open(clock=self.clock, out=out) as app:
            cycles = Cycles(app, patient=True)
            disturbing = disturb(cycles) if disturb else None
            for hour in range(STEPS):
                self.clock.move_to(START + hour * STEP)
                await asyncio.gather(_turns(cycles), *([disturbing(hour)] if disturbing else []))
                await _turns(cycles)
            await app.parser.aclose()
            alerts = list(reversed(app.store.alerts(border=None, since=None, limit=1000)))
            told = [alert for alert in alerts if alert.reason is not Reason.NEW_RULES]
            return Played(
                incidents=sorted((i.id, i.status, i.confidence, i.killed, i.reports) for i in app.store.incidents()),
                alerts=[(a.id, a.at, a.level, a.headline, a.body) for a in told],
                sent=Counter(re.findall(r"Alert (\w+), revision", out.getvalue())),
                notices=len(alerts) - len(told),
                reloads=disturbing.taken if disturbing else 0,
            )


class Disturbing:
    """Another edition of the files every few hours, in the midst of the turns."""

    def __init__(self, desk: Desk, cycles: Cycles) -> None:
        self._desk, self._cycles = desk, cycles
        self.taken = 0
        sources = Sources(config=desk.folder, rules=desk.folder / "rules")
        self._reloading = Reloading(
            cycles, sources, Supervisor({}), asked=asyncio.Event(), saying=lambda _: "", rehearsing=self._rehearse
        )

    async def __call__(self, hour: int) -> None:
        """In every eleventh hour."""
        if hour % 11 == 3:
            self._desk.write(hour // 11 + 1)
            before = self._cycles.app
            await self._reloading.reload()
            self.taken += self._cycles.app is not before

    async def _rehearse(self, sources: Sources, *, tested: str) -> Rehearsed:
        """As if it had been tried out elsewhere."""
        return Rehearsed(rules=(await asyncio.to_thread(sources.open)).loaded.rulebook.digest)


async def _turns(cycles: Cycles) -> None:
    await cycles.collect()
    await cycles.judge()
    await cycles.deliver()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Desk]]:
    """Makes a desk in a folder of its own, each from the beginning of the story."""
    monkeypatch.setenv("CACHE_DIRECTORY", str(CACHE))
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
    with ExitStack() as open_ones:

        def make(name: str) -> Desk:
            folder, clock = tmp_path / name, VirtualClock(START)
            folder.mkdir()
            return Desk(folder, clock, open_ones.enter_context(Newsstand(items, now=clock.now)))

        yield make


async def test_reloading_loses_and_repeats_nothing(desk: Callable[[str], Desk]) -> None:
    """Rules, feeds and batches change under way; what is known and what is told at the end is the same."""
    calm = await desk("calm").play()
    restless = desk("restless")
    disturbed = await restless.play(lambda cycles: Disturbing(restless, cycles))
    assert calm.alerts
    assert disturbed.reloads == STEPS // 11
    assert disturbed.incidents == calm.incidents
    assert disturbed.alerts == calm.alerts
    assert disturbed.notices == disturbed.reloads
    assert set(disturbed.sent.values()) == {1}
