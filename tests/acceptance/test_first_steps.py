"""A new user's first steps: a configuration from four answers, a look around, the demo."""

import json
import re
import sqlite3
import textwrap
from pathlib import Path

from tests.support.program import border_monitor, from_nothing
from tests.support.scenarios import ROOT


def test_init_writes_a_configuration_that_works(tmp_path: Path) -> None:
    """Four answers make a configuration that passes the check; a marked test message is sent; nothing is ever overwritten."""
    answers = "ir-pk, IN-PK\nprint\nAsia/Karachi\ndesk@example.org\n"
    first = border_monitor("init", tmp_path, home=tmp_path, stdin=answers)
    assert first.code == 0, first.err
    assert "TEST, nothing has happened" in first.out
    checked = border_monitor("--config", tmp_path / "config", "check", home=tmp_path)
    assert checked.code == 0, checked.err
    again = border_monitor("init", tmp_path, home=tmp_path, stdin=answers)
    assert again.code == 2
    assert "is there already" in again.err


def test_init_keeps_the_address_in_a_file_of_its_own(tmp_path: Path) -> None:
    """A channel's address goes to a file that only its owner can read, and is never shown."""
    given = [
        "--borders",
        "IR-PK",
        "--channel",
        "json://127.0.0.1:1/s3cr3t",
        "--zone",
        "UTC",
        "--contact",
        "x@example.org",
        "--no-test",
    ]
    ended = border_monitor("init", tmp_path, *given, home=tmp_path)
    assert ended.code == 0, ended.err
    assert (tmp_path / "config" / "channel-url").stat().st_mode & 0o777 == 0o600
    assert "s3cr3t" not in ended.out + ended.err + (tmp_path / "config" / "monitor.yaml").read_text(encoding="utf-8")


def test_a_first_look_needs_no_preparation(tmp_path: Path) -> None:
    """Without any configuration, status makes its database where the user's state belongs, and health says what is missing."""
    looked = from_nothing("status", home=tmp_path, cwd=tmp_path)
    assert looked.code == 0, looked.err
    assert (tmp_path / "border-monitor" / "var" / "border-monitor.db").is_file()
    health = border_monitor("health", home=tmp_path, cwd=tmp_path)
    assert (health.code, health.out.strip()) == (1, "no daemon has run on this database: start border-monitor run")


def test_explain_says_what_was_read(tmp_path: Path) -> None:
    """A headline is explained with its mentions, its report, and the words that are the evidence."""
    title = "Gunmen kill three border guards near Saravan"
    ended = border_monitor("explain", "--text", title, "--format", "ndjson", home=tmp_path)
    (line,) = ended.out.splitlines()
    explained = json.loads(line)
    report = next(r for r in explained["reports"] if r["primary"])
    assert (report["type"], report["killed"]["best"], report["border"]) == ("force_nonstate", 3, "IR-PK")
    assert all(mention["text"] == title[mention["start"] : mention["end"]] for mention in explained["mentions"])


def test_explain_tells_people_which_rules_match_by_what_and_names_the_others_once(tmp_path: Path) -> None:
    """Whoever tries a headline isn't told why each rule of every pack leaves it alone: for that there is ``rules explain``."""
    told = border_monitor("explain", "--text", "Thai soldier hurt by landmine at the border", home=tmp_path).out
    assert "  rule mine-hurts-a-patrol: match: landmine · soldier · Thai\n" in told
    (others,) = (line for line in told.splitlines() if line.startswith("  no match: "))
    assert "crossing-shut" in others


def test_a_bad_line_is_named_and_skipped(tmp_path: Path) -> None:
    """A replay goes on after a bad line, names it, and ends with exit code 1; the same input gives the same bytes."""
    lines = ['{"id": "a", "title": "Cricket: Iran win", "published": "2024-01-16"}', "{not json", '{"id": "b"}']
    (tmp_path / "items.jsonl").write_text("\n".join(lines), encoding="utf-8")
    first, second = (
        border_monitor("replay", tmp_path / "items.jsonl", "--format", "json", home=tmp_path) for _ in range(2)
    )
    assert first.code == 1
    assert re.findall(r"items\.jsonl:(\d+)", first.err) == ["2", "3"]
    assert "items.jsonl:2:1: no JSON: expecting property name enclosed in double quotes, at character 2\n" in first.err
    assert [item["id"] for item in json.loads(first.out)["items"]] == ["a"]
    assert first.out == second.out


def test_the_demo_tells_the_story(tmp_path: Path) -> None:
    """The crisis of January 2024 over real HTTP: up to escalation, down again; README shows its alert, and the database is left to be queried."""
    database = tmp_path / "demo.db"
    ended = from_nothing("demo", "--database", database, home=tmp_path, timeout=300)
    assert ended.code == 0, ended.err
    connection = sqlite3.connect(database)
    outlets = connection.execute("select count(distinct json_extract(body, '$.outlet')) from items").fetchone()[0]
    connection.close()
    assert outlets >= 12
    shown = border_monitor(
        "--database", f"sqlite:///{database}", "borders", "show", "IR-PK", "--format", "json", home=tmp_path
    )
    told = [t["state"] for t in json.loads(shown.out)[0]["told"]]
    assert told.index("confrontation") < told.index("escalation") < told.index("de_escalating")
    strikes = border_monitor(
        "--database",
        f"sqlite:///{database}",
        "incidents",
        "list",
        "--border",
        "IR-PK",
        "--format",
        "json",
        "--limit",
        "500",
        home=tmp_path,
    )
    states = [
        i["initiator"]["state"]
        for i in json.loads(strikes.out)
        if i["type"] == "force_state" and i["status"] == "confirmed"
    ]
    assert set(states) == {"IR", "PK"}
    assert re.search(r"L4 ▲ IR-PK: escalation", ended.out)
    assert _shown_alert((ROOT / "README.md").read_text(encoding="utf-8")) in ended.out
    again = border_monitor("demo", "--database", database, home=tmp_path)
    assert (again.code, f"{database} is there already" in again.err, database.exists()) == (2, True, True)


def _shown_alert(readme: str) -> str:
    """The alert of the demo as README shows it, indented."""
    shown = re.search(r"An alert of the demo:\n\n((?: {4}.*\n)+)", readme)
    assert shown
    return textwrap.dedent(shown[1])
