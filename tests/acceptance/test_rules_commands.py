"""A desk at work on its rules: what there is, what is doubtful, why a rule matches."""

import json
import os
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
    """Shipped entries that the desk changes name its file and the keys that it gives; what it only adds is its own. Actors that nothing changes aren't listed."""
    ended = border_monitor("--rules", desk, "rules", "list", "--origin", "--format", "json", home=tmp_path)
    rows = {(row["kind"], row["id"]): row for row in json.loads(ended.out)}
    ours = f"{desk}/packs/ours/rules.yaml"
    assert rows["list", "crossings"]["origin"].endswith("packs/iran-pakistan/rules.yaml:6")
    assert rows["list", "crossings"]["overrides"] == [{"override": "append", "at": f"{ours}:3", "keys": ["values"]}]
    *shipped, added = rows["actor", "jaish-al-adl"]["overrides"]
    assert added == {"override": "append", "at": f"{ours}:6", "keys": ["aliases"]}
    assert not any(each["at"].startswith(ours) for each in shipped)
    assert rows["indicator", "multi_theatre"]["status"] == "disabled"
    assert rows["rule", "raids"]["origin"] == f"{ours}:10"
    assert (rows["rule", "raids"]["level"], rows["rule", "raids"]["scope"]) == ("notice", "item")
    assert rows["rule", "trade-stopped-at-crossing"]["borders"] == ["IR-PK"]
    assert all(row["overrides"] for (kind, _), row in rows.items() if kind == "actor")


def test_a_listing_of_what_was_written_lately(desk: Path, tmp_path: Path) -> None:
    """By the files: what an old entry was changed to today counts, what nobody touched doesn't."""
    for file in desk.rglob("*.yaml"):
        os.utime(file, (2e9, 2e9))  # in 2033, long after the shipped ones
    written = ("--rules", desk, "rules", "list", "--format", "json", "--since")
    rows = json.loads(border_monitor(*written, "2033-01-01", home=tmp_path).out)
    assert {row["id"] for row in rows} == {"crossings", "never_used", "jaish-al-adl", "multi_theatre", "raids"}
    assert json.loads(border_monitor(*written, "2034-01-01", home=tmp_path).out) == []
    assert border_monitor(*written, "lately", home=tmp_path).code == 2


def test_single_values_say_where_they_come_from(desk: Path, tmp_path: Path) -> None:
    """Of entries of the rules and of settings; what may be a secret isn't shown."""
    names = ("jaish-al-adl", "ladder", "routes", "database")
    ended = border_monitor("--rules", desk, "rules", "list", "--origin", *names, "--format", "json", home=tmp_path)
    rows = {(row["id"], row["key"]): row for row in json.loads(ended.out)}
    added = next(row for (name, _), row in rows.items() if name == "jaish-al-adl" and "of Iran" in str(row["value"]))
    assert added["origin"] == f"{desk}/packs/ours/rules.yaml:6"
    assert rows["ladder", "tension.enter"]["origin"].endswith("core/ladder.yaml:8")
    assert "config/monitor.yaml:" in rows["routes", "0.to.0"]["origin"]
    assert rows["database", ""]["value"] == "***"
    for mistyped in ("lader", "ladder.tension.entr"):
        assert border_monitor("--rules", desk, "rules", "list", "--origin", mistyped, home=tmp_path).code == 2


def test_what_is_doubtful_fails_only_when_asked(desk: Path, tmp_path: Path) -> None:
    """Warnings carry their place and a code; ``--strict`` is for build servers."""
    lax = border_monitor("--rules", desk, "rules", "lint", "--format", "json", home=tmp_path)
    strict = border_monitor("--rules", desk, "rules", "lint", "--strict", home=tmp_path)
    assert (lax.code, strict.code) == (0, 1)
    told = {(row["code"], row["line"]) for row in json.loads(lax.out)}
    assert told == {("unused-list", 4), ("no-examples", 10)}


def test_a_pack_is_tested_by_its_name_whatever_its_folder_is_called(tmp_path: Path) -> None:
    """As it names itself in ``pack.yaml``: its examples, and its timelines."""
    ours = write_files(
        tmp_path / "desk",
        {
            "packs/ve/pack.yaml": "schema_version: 1\npack: {id: guyana-venezuela, title: Guyana, borders: [GY-VE]}\nrules:\n"
            "  - {id: raids, title: Raids, level: notice, scope: item, when: {words: [raid]}, examples: [{text: A raid, expect: match}]}\n",
            "packs/ve/tests/quiet.yaml": "schema_version: 1\ntests:\n  - id: quiet\n    start: 2024-01-16T18:00:00Z\n"
            "    items: [{at: 1h, outlet: reuters, title: Rain in Georgetown}]\n    expect: [{at: 2h, border: GY-VE, state: calm}]\n",
        },
    )
    ended = border_monitor(
        "--rules", ours, "rules", "test", "guyana-venezuela", "--format", "json", home=tmp_path, timeout=300
    )
    assert [(test["pack"], test["test"]) for test in json.loads(ended.out)] == [
        ("guyana-venezuela", "examples in pack.yaml"),
        ("guyana-venezuela", "quiet"),
    ], ended.err


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


NEWS = [
    ("2025-07-24T02:00:00Z", "Thai and Cambodian troops exchange fire near Ta Muen Thom temple"),
    ("2025-07-24T06:00:00Z", "Thai F-16 jets bomb Cambodian military targets near Preah Vihear"),
    ("2025-07-28T17:00:00Z", "Thailand and Cambodia agree to immediate ceasefire after talks in Malaysia"),
]

QUIETER = """\
schema_version: 1
rules:
  - {id: fighting-at-a-temple, override: disable}
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Items of five days."""
    lines = [json.dumps({"published": at, "outlet": "Reuters", "title": title}) for at, title in NEWS]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path / "news.jsonl"


def test_a_backtest_tells_day_by_day_what_would_have_been_sent(news: Path, tmp_path: Path) -> None:
    """By the loaded rules nothing can differ; by others what they would have said otherwise is named, and fails."""
    played = ("--file", news, "--borders", "KH-TH", "--format", "json")
    ended = border_monitor("rules", "backtest", *played, home=tmp_path)
    told = json.loads(ended.out)
    assert (ended.code, told["differences"]) == (0, [])
    assert [day["day"] for day in told["days"]] == ["2025-07-24", "2025-07-28"]
    assert told["days"][0]["firings"]["I12"] == 1
    assert told["days"][0]["messages"]["screen"] >= 2
    quieter = write_files(tmp_path / "quieter", {"packs/ours/rules.yaml": QUIETER})
    ended = border_monitor("rules", "backtest", *played, "--rules", quieter, home=tmp_path)
    assert ended.code == 1
    assert {(d["change"], d["kind"]) for d in json.loads(ended.out)["differences"]} == {
        ("removed", "alert"),
        ("removed", "message"),
    }


def test_a_backtest_reads_what_the_store_holds(news: Path, tmp_path: Path) -> None:
    """From the given time on; what it makes of it is what the same news make from a file."""
    database = f"sqlite:///{tmp_path}/store.db"
    kept = border_monitor("replay", news, "--borders", "KH-TH", "--database", database, home=tmp_path)
    assert kept.code == 0
    asked = ("--borders", "KH-TH", "--format", "json")
    of_file = json.loads(border_monitor("rules", "backtest", "--file", news, *asked, home=tmp_path).out)
    for since, days in (("2025-07-01", of_file["days"]), ("2025-07-27", of_file["days"][1:])):
        ended = border_monitor("--database", database, "rules", "backtest", "--since", since, *asked, home=tmp_path)
        assert [day["day"] for day in json.loads(ended.out)["days"]] == [day["day"] for day in days]
    both = border_monitor("rules", "backtest", "--since", "24h", "--file", news, home=tmp_path)
    assert (both.code, "one of: --since, --file" in both.err) == (2, True)


def test_two_folders_of_rules_differ_or_do_not(news: Path, tmp_path: Path) -> None:
    """Exit code 1 is for build servers; equal folders make no difference."""
    quieter = write_files(tmp_path / "quieter", {"packs/ours/rules.yaml": QUIETER})
    empty = write_files(tmp_path / "empty", {"packs/ours/rules.yaml": "schema_version: 1\n"})
    same = border_monitor("rules", "diff", empty, empty, "--file", news, "--borders", "KH-TH", home=tmp_path)
    other = border_monitor("rules", "diff", empty, quieter, "--file", news, "--borders", "KH-TH", home=tmp_path)
    assert (same.code, same.out) == (0, "")
    assert other.code == 1
    assert all(line.startswith("-\t2025-07-24") for line in other.out.splitlines())
