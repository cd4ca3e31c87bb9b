"""What a reload does besides taking good files: refusals, files in motion, bugs, and what the supervisor hears."""

import asyncio
import itertools
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.adapters.systemd import Supervisor
from monitor.bootstrap.opening import Sources
from monitor.daemon import files, in_force
from monitor.daemon.cycles import Cycles
from monitor.daemon.rehearsal import Rehearsed
from monitor.daemon.reload import Reloading
from tests.support.program import configuration
from tests.support.rules import CACHE

BROKEN = "monitor.yaml:2:1: unknown key 'wach' [unknown-key]"


class Rehearsal:
    """Says what it is told to, and remembers that it was asked."""

    def __init__(self) -> None:
        self.says = Rehearsed(problems=(BROKEN,))
        self.raises: Exception | None = None
        self.asked = asyncio.Event()
        self.times = 0

    async def __call__(self, sources: Sources, *, tested: str) -> Rehearsed:
        self.times += 1
        self.asked.set()
        if self.raises:
            raise self.raises
        return self.says


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[socket.socket]:
    """Where systemd would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(10)
        yield listener


class Desk:
    """A configuration, the cycles over it, and how they are reloaded."""

    def __init__(self, folder: Path) -> None:
        config = configuration(folder / "config", monitor=self.settings(folder))
        self.folder, self.config = folder, config
        self.sources = Sources(config=config)
        self.app = self.sources.open()
        self.cycles = Cycles(self.app)
        self.app.state_dir.mkdir(parents=True, exist_ok=True)
        self.rehearsal = Rehearsal()
        self.asked = asyncio.Event()
        self.reloading = Reloading(
            self.cycles, self.sources, Supervisor({"NOTIFY_SOCKET": str(folder / "notify")}),
            asked=self.asked, saying=lambda app: f"{len(app.feeds)} feeds", rehearsing=self.rehearsal,
            look_every=timedelta(milliseconds=2),
        )  # fmt: skip

    @staticmethod
    def settings(folder: Path, zone: str = "UTC") -> str:
        """The file."""
        return (
            f"schema_version: 1\nwatch: [IR-PK]\ndatabase: sqlite:///{folder}/state/bm.db\nzone: {zone}\n"
            "channels: {screen: {print: true}}\nroutes: [{to: [screen]}]\n"
        )

    def good(self) -> None:
        """From now on there is nothing against the files."""
        self.rehearsal.says = Rehearsed(rules=self.app.loaded.rulebook.digest)

    @asynccontextmanager
    async def attentive(self) -> AsyncIterator[None]:
        """Looks at the files, and listens."""
        running = asyncio.create_task(self.reloading.run())
        yield
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running


@pytest.fixture
def desk(tmp_path: Path, heard: socket.socket, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """One that can be reloaded."""
    monkeypatch.setenv("CACHE_DIRECTORY", str(CACHE))
    made = Desk(tmp_path)
    with made.app:
        yield made


async def test_a_refusal_keeps_what_is_in_force_and_is_known_from_then_on(desk: Desk) -> None:
    """Since when and why; the same again is still the first time; once mended it is forgotten."""
    await desk.reloading.reload()
    first = desk.reloading.refused
    assert first is not None
    assert first.problems == (BROKEN,)
    assert desk.cycles.app is desk.app
    await desk.reloading.reload()
    assert desk.reloading.refused == first
    told = in_force.load(desk.app.state_dir)
    assert told is not None
    assert (told.begun, told.ended, told.refused) == (2, 2, first)
    desk.good()
    await desk.reloading.reload()
    assert desk.reloading.refused is None
    assert desk.cycles.app is not desk.app


async def test_the_supervisor_hears_when_a_reload_begins_and_ends(desk: Desk, heard: socket.socket) -> None:
    """RELOADING with the time of the clock that is never set, then READY, with what is refused in the line that people see."""
    await desk.reloading.reload()
    begun, ended = heard.recv(4096).decode(), heard.recv(4096).decode()
    assert re.fullmatch(r"RELOADING=1\nMONOTONIC_USEC=\d+", begun)
    assert ended == f"READY=1\nSTATUS=0 feeds; files refused: {BROKEN}"
    desk.good()
    await desk.reloading.reload()
    assert heard.recv(4096).startswith(b"RELOADING=1\n")
    assert heard.recv(4096) == b"READY=1\nSTATUS=0 feeds"


async def test_files_that_never_stand_still_are_refused(desk: Desk) -> None:
    """What was tried out isn't what is there: tried again, and not for ever."""
    desk.rehearsal.says = Rehearsed(rules="of a moment ago")
    await desk.reloading.reload()
    assert desk.rehearsal.times == 3
    assert desk.reloading.refused is not None
    assert "keep changing" in desk.reloading.refused.problems[0]


async def test_a_bug_is_a_refusal(desk: Desk) -> None:
    """The daemon goes on by what it had."""
    desk.rehearsal.raises = RuntimeError("boom")
    await desk.reloading.reload()
    assert desk.reloading.refused is not None
    assert desk.reloading.refused.problems == ("unexpected RuntimeError: see the log",)
    assert desk.cycles.app is desk.app


async def test_settings_that_only_break_here_are_a_refusal_too(desk: Desk) -> None:
    """The files may have changed since they were tried out."""
    desk.good()
    (desk.config / "monitor.yaml").write_text("schema_version: 1\nwach: [IR-PK]\n", encoding="utf-8")
    await desk.reloading.reload()
    assert desk.reloading.refused is not None
    assert any("unknown key 'wach'" in problem for problem in desk.reloading.refused.problems)


@pytest.mark.parametrize("name", ["monitor.yaml", "outlets.yaml"])
async def test_a_file_that_slipped_away_is_refused(desk: Desk, name: str) -> None:
    """The shipped one would do in its place, and would tell nobody: the desk's channels stay until somebody restarts. Put back, all is well."""
    desk.good()
    (desk.config / name).rename(desk.folder / name)
    await desk.reloading.reload()
    assert desk.cycles.app is desk.app
    assert desk.reloading.refused is not None
    (problem,) = desk.reloading.refused.problems
    assert problem.startswith(f"{desk.config / name}: is gone; put it back, or restart")
    (desk.folder / name).rename(desk.config / name)
    await desk.reloading.reload()
    assert desk.reloading.refused is None


async def test_whoever_asks_and_whoever_changes_a_file_is_answered(desk: Desk) -> None:
    """At once by the event; by a change once it has stood for a look. What stays as it is brings no reload."""
    async with desk.attentive(), asyncio.timeout(60):
        desk.asked.set()
        await desk.rehearsal.asked.wait()
        desk.rehearsal.asked.clear()
        (desk.config / "outlets.yaml").write_text("schema_version: 1\noutlets: []\n# more\n", encoding="utf-8")
        await desk.rehearsal.asked.wait()
    assert desk.rehearsal.times == 2


async def test_what_takes_a_restart_is_said_and_left_as_it_is(desk: Desk) -> None:
    """The database; the rest takes effect."""
    text = desk.settings(desk.folder / "elsewhere", zone="Asia/Karachi")
    (desk.config / "monitor.yaml").write_text(text, encoding="utf-8")
    desk.good()
    await desk.reloading.reload()
    told = in_force.load(desk.app.state_dir)
    assert told is not None
    assert told.restart == ("database",)
    assert told.changes == ("changed: zone",)
    after = desk.cycles.app
    assert (after.settings.zone, after.settings.database) == ("Asia/Karachi", desk.app.settings.database)
    assert after.store is desk.app.store


def test_marks_change_with_every_way_of_changing_a_file(tmp_path: Path) -> None:
    """Written over, put in place of, new, gone; a folder that isn't there has none."""
    config = configuration(tmp_path / "config")
    watched = files.Files(Sources(config=config))
    seen = [watched.marks()]
    (config / "outlets.yaml").write_text("schema_version: 1\noutlets: []\n# longer\n", encoding="utf-8")
    seen.append(watched.marks())
    (config / "new.yaml").write_text((config / "outlets.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (config / "new.yaml").replace(config / "outlets.yaml")
    seen.append(watched.marks())
    (config / "rules" / "packs").mkdir(parents=True)
    (config / "rules" / "packs" / "a.yaml").write_text("schema_version: 1\n", encoding="utf-8")
    seen.append(watched.marks())
    (config / "rules" / "packs" / "a.yaml").unlink()
    seen.append(watched.marks())
    assert len(set(seen)) >= 4
    assert all(one != next_ for one, next_ in itertools.pairwise(seen))
    assert files.Files(Sources(config=tmp_path / "nowhere")).marks() == ()


def test_files_with_secrets_are_watched_too(tmp_path: Path) -> None:
    """Named by settings or outlets, in a folder of the environment or not, also before they are there; a fault elsewhere is no matter."""
    monitor = "channels: {desk: {url_file: address}, other: {url_file: 7}}\nheartbeat: {url_file: nowhere/beat}\nnonsense: 1\n"
    outlets = "outlets: [{id: a, feeds: [{id: f, basic_auth: {user: me, password_file: word}}]}]\n"
    config = configuration(tmp_path / "config", monitor=monitor, outlets=outlets)
    watched = files.Files(Sources(config=config))
    seen = [watched.marks()]
    for name in ("address", "word"):
        (tmp_path / name).write_text("json://127.0.0.1", encoding="utf-8")
        seen.append(watched.marks())
    (tmp_path / "address").write_text("json://127.0.0.2:99", encoding="utf-8")
    seen.append(watched.marks())
    assert [len(marks) - len(seen[0]) for marks in seen] == [0, 1, 2, 2]
    assert len(set(seen)) == len(seen)
