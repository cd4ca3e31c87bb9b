"""A desk at work on its rules: what there is, what is doubtful, why a rule matches."""

import json
from pathlib import Path

import pytest

from tests.support.program import border_monitor
from tests.support.rules import write_files

OVERLAY = """\
schema_version: 1
lists:
  crossings: {override: append, values: [panjgur]}
  never_used: [raid]
actors:
  - {id: jaish-al-adl, override: append, aliases: {en: [Army of Justice of Iran]}}
indicators:
  - {id: multi_theatre, override: disable}
rules:
  - id: raids
    title: Raids
    level: notice
    scope: item
    when: {words: [raid]}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of a desk's own that changes shipped entries."""
    return write_files(tmp_path / "desk", {"packs/ours/rules.yaml": OVERLAY})


def test_a_listing_says_where_everything_comes_from(desk: Path, tmp_path: Path) -> None:
    """Shipped entries that the desk changes name its file and the keys that it gives; what it only adds is its own."""
    ended = border_monitor("--rules", desk, "rules", "list", "--origin", "--format", "json", home=tmp_path)
    rows = {(row["kind"], row["id"]): row for row in json.loads(ended.out)}
    ours = f"{desk}/packs/ours/rules.yaml"
    assert rows["list", "crossings"]["origin"].endswith("packs/iran-pakistan/rules.yaml:5")
    assert rows["list", "crossings"]["overrides"] == [{"override": "append", "at": f"{ours}:3", "keys": ["values"]}]
    assert rows["actor", "jaish-al-adl"]["overrides"] == [
        {"override": "append", "at": f"{ours}:6", "keys": ["aliases"]}
    ]
    assert rows["indicator", "multi_theatre"]["status"] == "disabled"
    assert rows["rule", "raids"]["origin"] == f"{ours}:10"
    assert (rows["rule", "raids"]["level"], rows["rule", "raids"]["scope"]) == ("notice", "item")
    assert rows["rule", "trade-stopped-at-crossing"]["borders"] == ["IR-PK"]
    assert ("actor", "bla") not in rows


def test_what_is_doubtful_fails_only_when_asked(desk: Path, tmp_path: Path) -> None:
    """Warnings carry their place and a code; ``--strict`` is for build servers."""
    lax = border_monitor("--rules", desk, "rules", "lint", "--format", "json", home=tmp_path)
    strict = border_monitor("--rules", desk, "rules", "lint", "--strict", home=tmp_path)
    assert (lax.code, strict.code) == (0, 1)
    told = {(row["code"], row["line"]) for row in json.loads(lax.out)}
    assert told == {("unused-list", 4), ("no-examples", 10)}


def test_what_a_rule_costs_is_measured(tmp_path: Path) -> None:
    """In microseconds for one subject."""
    ended = border_monitor("rules", "lint", "--cost", "--format", "json", home=tmp_path)
    rows = {row["rule"]: row for row in json.loads(ended.out)}
    assert 0 < rows["trade-stopped-at-crossing"]["mean_us"] < 5000


def test_a_rule_explains_itself(tmp_path: Path) -> None:
    """The tree of its conditions, each with its verdict and the words it was read from."""
    text = "Pakistan shuts Taftan crossing to trade after strikes"
    shown = border_monitor("rules", "explain", "trade-stopped-at-crossing", "--text", text, home=tmp_path)
    assert shown.out.startswith("trade-stopped-at-crossing: match")
    assert "yes near taftan" in shown.out
    assert "no  words cyclone" in shown.out
    row = json.loads(
        border_monitor(
            "rules", "explain", "trade-stopped-at-crossing", "--text", text, "--format", "ndjson", home=tmp_path
        ).out
    )
    assert row["when"]["join"] == "all"
    assert row["exceptions"][0] | {"parts": []} == {
        "says": "strike-by-traders",
        "holds": False,
        "evidence": [],
        "join": "all",
        "parts": [],
    }
    wrong = border_monitor("rules", "explain", "trade-stoped", "--text", text, home=tmp_path)
    assert (wrong.code, "did you mean 'trade-stopped-at-crossing'?" in wrong.err) == (2, True)
