"""An analyst at the terminal: what happened, to whom, where; and output that other programs can read."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.adapters.store import open_store
from monitor.model.incidents import Status
from monitor.model.queries import IncidentQuery
from tests.support.program import ROOT, border_monitor
from tests.support.rules import CACHE
from tests.support.store import NOW, assess, incident

ITEMS = [
    {
        "id": "s1",
        "url": "https://dawn.example/1",
        "outlet": "Dawn",
        "published": "2024-01-16T19:30:00Z",
        "title": "Iran launches missile and drone strikes on Jaish al-Adl bases in Panjgur, two children killed",
        "summary": "Pakistan's foreign ministry strongly condemned the violation of its airspace.",
    },
    {
        "id": "s2",
        "url": "https://irna.example/2",
        "outlet": "IRNA",
        "published": "2024-01-16T20:00:00Z",
        "title": "سپاه پاسداران مواضع جیش العدل را در پاکستان با موشک و پهپاد هدف قرار داد",
    },
    {
        "id": "s3",
        "url": "https://reuters.example/3",
        "outlet": "Reuters",
        "published": "2024-01-18T05:30:00Z",
        "title": "Pakistan strikes militant hideouts in Saravan, Iran; nine killed",
    },
    {
        "id": "s4",
        "url": "https://blog.example/4",
        "outlet": "Blog",
        "published": "2024-01-20T05:30:00Z",
        "title": "=1+1 \u202eTaliban forces and Pakistani border guards exchange fire at Torkham\u001b[31m",
    },
]
"""Four reports of January 2024, one of them from someone who tries a formula, a reversal of the line and a colour."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which the items were read and assessed."""
    folder = tmp_path_factory.mktemp("asking")
    lines = "\n".join(json.dumps(item) for item in ITEMS)
    (folder / "items.jsonl").write_text(lines, encoding="utf-8")
    database = f"sqlite:///{folder / 'monitor.db'}"
    played = border_monitor("replay", folder / "items.jsonl", "--database", database, "--borders", "all", home=folder)
    assert played.code == 0, played.err
    return folder


def ask(home: Path, *arguments: str, code: int = 0) -> str:
    """What ``incidents`` answers; its complaints when it is to fail."""
    ended = border_monitor("--database", f"sqlite:///{home / 'monitor.db'}", "incidents", *arguments, home=home)
    assert ended.code == code, ended.err
    return ended.err if code else ended.out


def test_conditions_are_combined(home: Path) -> None:
    """Names in any language, a radius, words; the newest first, as JSON."""
    found = json.loads(ask(home, "list", "--actor", "سپاه", "--near", "Panjgur", "--text", "موشک", "--format", "json"))
    assert [(each["subtype"], each["target"]["name"]) for each in found] == [("missile_strike", "Jaish al-Adl")]


def test_incidents_are_counted_and_drawn_over_time(home: Path) -> None:
    """By border as CSV; over the days as bars, the empty day too."""
    assert ask(home, "list", "--type", "force_state", "--count", "border", "--format", "csv").split() == [
        "border,incidents",
        "IR-PK,2",
        "AF-PK,1",
    ]
    drawn = ask(home, "list", "--border", "IR-PK", "--type", "force_state", "--timeline", "day").splitlines()
    assert [line.split()[:3] for line in drawn] == [
        ["2024-01-16", "Tue", "1"],
        ["2024-01-17", "Wed", "0"],
        ["2024-01-18", "Thu", "1"],
    ]


def test_hostile_text_stays_text(home: Path) -> None:
    """No cell is a formula, what is true or false is so as in JSON, and nothing reaches the terminal that acts instead of being read."""
    listed = json.loads(ask(home, "list", "--border", "AF-PK", "--format", "json"))
    rows = list(csv.DictReader(io.StringIO(ask(home, "list", "--border", "AF-PK", "--format", "csv"))))
    assert rows[0]["headline"].startswith("'=1+1 Taliban forces")
    assert {row[name] for row in rows for name, value in listed[0].items() if isinstance(value, bool)} <= {
        "true",
        "false",
    }
    shown = ask(home, "show", rows[0]["id"][:6])
    assert not {"\u202e", "\u001b"} & set(shown)


def test_mistakes_are_explained(home: Path) -> None:
    """With the exit code of usage."""
    assert "no such type; did you mean missile_strike" in ask(home, "list", "--type", "misile_strike", code=2)
    assert "i is the beginning of several: i" in ask(home, "show", "i", code=2)
    assert "there is no country 'QQ'" in ask(home, "list", "--border", "ZZ-QQ", code=2)
    assert "no party 'jaish al adll' is known; did you mean Jaish al-Adl" in ask(
        home, "list", "--actor", "Jaish al-Adll", code=2
    )


def test_an_export_is_a_file_that_is_there_whole(home: Path, tmp_path: Path) -> None:
    """With the same conditions as a listing; what can't be written is said, and nothing half-written is left."""
    out = tmp_path / "map.geojson"
    assert ask(home, "export", "--format", "geojson", "--near", "27.4,62.3", "--km", "90", "--out", str(out)) == ""
    (feature,) = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert feature["geometry"]["coordinates"] == [pytest.approx(62.3, abs=0.2), pytest.approx(27.4, abs=0.2)]
    assert "can't be written" in ask(home, "export", "--out", str(tmp_path / "nowhere" / "x.csv"), code=3)
    assert [path.name for path in tmp_path.iterdir()] == ["map.geojson"]


def _heeds_interrupts() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def watching(home: Path) -> Iterator[subprocess.Popen[str]]:
    """``incidents watch`` into a pipe."""
    command = [sys.executable, "-m", "monitor", "--database", f"sqlite:///{home / 'monitor.db'}", "incidents", "watch"]
    environment = {**os.environ, "HOME": str(home), "CACHE_DIRECTORY": str(CACHE), "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen(
        [*command, "--border", "EC-PE", "--interval", "0.1"],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heeds_interrupts,  # noqa: PLW1509 - nothing here runs in threads
    )
    yield started
    started.kill()
    started.communicate()


def happen(home: Path, name: str, **fields: object) -> None:
    """Someone writes an incident meanwhile."""
    with open_store(f"sqlite:///{home / 'monitor.db'}", now=NOW) as store:
        now = NOW + timedelta(seconds=len(store.incidents(IncidentQuery(border="EC-PE"))) + len(fields))
        kept = store.incidents(IncidentQuery(border="EC-PE"))
        assess(store, incidents=(*(i for i in kept if i.id != name), incident(name, **fields)), now=now)


def test_watching_shows_what_comes_and_what_changes_until_it_is_stopped(
    home: Path, watching: subprocess.Popen[str]
) -> None:
    """A line each, at once; Ctrl-C is no failure."""
    assert watching.stdout is not None
    happen(home, "w1")
    assert watching.stdout.readline().split("\t")[:2] == ["+", "w1"]
    happen(home, "w1", status=Status.CONFIRMED)
    assert watching.stdout.readline().split("\t")[:2] == ["~", "w1"]
    watching.send_signal(signal.SIGINT)
    _, complaints = watching.communicate(timeout=30)
    assert (watching.returncode, complaints) == (0, "")


def test_watching_ends_when_nobody_reads_any_more(home: Path, watching: subprocess.Popen[str]) -> None:
    """As ``head`` does: no traceback."""
    assert watching.stdout is not None
    assert watching.stderr is not None
    happen(home, "w2")
    assert watching.stdout.readline()
    watching.stdout.close()
    happen(home, "w3")
    watching.wait(timeout=30)
    assert watching.stderr.read() == ""


def test_watching_ends_when_it_is_told_to(home: Path, watching: subprocess.Popen[str]) -> None:
    """With the exit code that shells have for it, and in order."""
    assert watching.stdout is not None
    happen(home, "w4")
    assert watching.stdout.readline()
    watching.terminate()
    _, complaints = watching.communicate(timeout=30)
    assert (watching.returncode, complaints) == (143, "")


def test_a_situation_is_reported(home: Path, tmp_path: Path) -> None:
    """Over a period: as Markdown, as a page in a folder that gets a dated one, and as data; what makes no sense is said."""
    database = f"sqlite:///{home / 'monitor.db'}"
    period = ("--since", "2024-01-15", "--until", "2024-01-19", "--border", "IR-PK")

    def reported(*options: str) -> tuple[int, str]:
        ended = border_monitor("--database", database, "report", *options, home=home)
        return ended.code, ended.out + ended.err

    code, text = reported(*period)
    assert (code, text.splitlines()[0]) == (0, "# Situation report, 2024-01-15 00:00 UTC to 2024-01-20 00:00 UTC")
    assert "Changed state: IR-PK (calm → confrontation → escalation)" in text
    assert "](<https://dawn.example/1>)" in text
    assert reported(*period, "--format", "html", "--out", str(tmp_path)) == (0, "")
    page = tmp_path / "situation-2024-01-20T0000Z.html"
    assert page.read_text(encoding="utf-8").count("<svg") == 3
    empty = ("--database", f"sqlite:///{tmp_path}/new.db", "report")
    assert "- Coverage gaps, where quiet is no calm: " in border_monitor(*empty, home=home).out
    data = json.loads(reported(*period, "--format", "json")[1])
    assert data["borders"][0]["toll"]["killed"] == {"low": 11, "best": 11, "high": 11}
    assert reported("--border", "BO-CL") == (
        2,
        "border-monitor: nothing is known of BO-CL; see border-monitor borders list --all\n",
    )
