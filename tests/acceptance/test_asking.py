"""An analyst at the terminal: what happened, to whom, where; and output that other programs can read."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.support.program import border_monitor

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
    assert ask(home, "list", "--initiator", "Jaish al-Adl", "--format", "ndjson") == ""


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
    """No cell is a formula, and nothing reaches the terminal that acts instead of being read."""
    rows = list(csv.DictReader(io.StringIO(ask(home, "list", "--border", "AF-PK", "--format", "csv"))))
    assert rows[0]["headline"].startswith("'=1+1 Taliban forces")
    shown = ask(home, "show", rows[0]["id"][:6])
    assert not {"\u202e", "\u001b"} & set(shown)


def test_mistakes_are_explained(home: Path) -> None:
    """With the exit code of usage."""
    assert "no such type; did you mean missile_strike" in ask(home, "list", "--type", "misile_strike", code=2)
    assert "i is the beginning of several: i" in ask(home, "show", "i", code=2)
