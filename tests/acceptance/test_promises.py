"""What scripts rely on, whatever they ask: shapes that join up, formats that parse, exit codes that tell who is to blame."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.desk import Desk
from tests.support.program import configuration, here

LISTS = ("borders", "incidents", "alerts", "silence", "deliveries", "channels", "feeds", "rules")


def replayed(desk: Desk, *lines: dict[str, Any], code: int = 0, more: tuple[str, ...] = ()) -> tuple[Any, str]:
    """What a replay of these items prints, and what it says of them."""
    file = desk.home / "items.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    ended = desk.run("replay", file, "--format", "json", *more)
    assert ended.code == code, ended.err
    return json.loads(ended.out), ended.err


def test_a_replay_over_years_tells_all_that_fired(desk: Desk) -> None:
    """What has long faded counts no more, and yet it fired; and it is said of which state it made."""
    strike = {"id": "strike", "published": "2024-01-16T19:30:00Z", "grade": "B", "outlet": "Dawn"}
    strike["title"] = "Iranian missiles hit Panjgur in Pakistan, two killed"
    later = {"id": "later", "published": "2027-03-01", "title": "Talks on fisheries begin"}
    shape, _ = replayed(desk, strike, later)
    (border,) = shape["borders"]
    fired = {firing["code"]: firing for firing in shape["firings"]}
    assert (border["state"], border["score"]) == ("calm", 0.0)
    assert fired["I11"]["at"] == "2024-01-16T19:30:00Z"
    assert fired["I11"]["incident"] == shape["incidents"][0]["id"]
    assert [step["state"] for step in border["history"]] == ["confrontation", "tension", "calm"]


def test_a_replay_is_one_object_or_a_table(desk: Desk) -> None:
    """On many lines, on one, or as rows of its incidents."""
    strike = {"id": "strike", "published": "2024-01-16T19:30:00Z", "title": "Iranian missiles hit Panjgur, two killed"}
    shape, _ = replayed(desk, strike)
    asked = ("replay", desk.home / "items.jsonl", "--format")
    (line,) = desk.run(*asked, "ndjson").out.splitlines()
    assert json.loads(line) == shape
    rows = list(csv.DictReader(io.StringIO(desk.run(*asked, "csv").out)))
    assert [row["id"] for row in rows] == [incident["id"] for incident in shape["incidents"]]


def test_what_an_alert_told_of_is_found_by_its_id_also_after_a_merge(desk: Desk) -> None:
    """Every incident that an alert names is among the incidents, under the id that goes on."""
    ids = sorted(strike["id"] for strike in desk.strikes().values())
    assert desk.run("incidents", "merge", *ids, "--because", "one night, told badly").code == 0
    later = {"id": "later", "published": "2024-01-18T09:00:00Z", "title": "Talks on fisheries begin"}
    shape, _ = replayed(desk, later, more=("--database", f"sqlite:///{desk.home}/desk.db"))
    known = {incident["id"] for incident in shape["incidents"]}
    told = {each for alert in shape["alerts"] for each in (alert["incident"], *alert["incidents"]) if each}
    assert told
    assert told <= known


def test_a_bad_line_is_named_by_its_number(desk: Desk) -> None:
    """Also one whose fault is that another has its id; the rest is read."""
    line = {"id": "one", "published": "2024-01-16", "title": "Talks on fisheries begin"}
    shape, said = replayed(desk, line, {"title": ""}, line, code=1)
    file = desk.home / "items.jsonl"
    assert [text.partition(": ")[0] for text in said.splitlines()] == [f"{file}:2:1", f"{file}:3:1"]
    assert [item["id"] for item in shape["items"]] == ["one"]


def test_no_line_however_hostile_stops_a_replay(desk: Desk) -> None:
    """Depth, size, wrong bytes, half characters, times beyond the calendar: each bad line has its number, and the last one is read."""
    good = {"id": "good", "published": "2024-01-16", "title": "Talks on fisheries begin"}
    file = desk.home / "hostile.jsonl"
    lines = [
        b"\xef\xbb\xbf" + json.dumps({**good, "id": "marked"}).encode(),
        b"[" * 100_000 + b"]" * 100_000,
        b'{"title": "x", "killed": ' + b"9" * 5000 + b"}",
        b'{"title": "\xff\xfe"}',
        b'{"title": "x", "published": "0001-01-01T00:00:00+14:00"}',
        b'{"title": "x", "published": "9999-12-31"}',
        b'{"id": "half", "title": "Talks \\ud800 begin", "published": "2024-01-16"}',
        json.dumps({**good, "id": "long", "title": "Iran strikes Panjgur " * 10_000}).encode(),
        json.dumps(
            {**good, "title": f"Iran strikes Panjgur, {'9' * 30} killed", "url": "javascript:alert(1)"}
        ).encode(),
    ]
    file.write_bytes(b"\n".join(lines))
    ended = desk.run("replay", file, "--format", "json")
    assert ended.code == 1
    assert [line.split(":")[1] for line in ended.err.splitlines()] == ["2", "3", "4", "5", "6"]
    items = json.loads(ended.out)["items"]
    assert {item["id"] for item in items} == {"marked", "half", "long", "good"}
    assert {item["url"] for item in items} == {None}


@pytest.mark.parametrize("group", LISTS)
def test_every_list_takes_the_same_narrowing(group: str, desk: Desk) -> None:
    """A border, a number and, where there is any, a time; in each format for machines the same rows."""
    narrowed = (group, "list", "--border", "IR-PK", "--limit", "1")
    since = () if group == "rules" else ("--since", "2024-01-01")
    rows = desk.read(*narrowed, *since)
    assert len(rows) <= 1
    lines = desk.run(*narrowed, *since, "--format", "ndjson").out.splitlines()
    table = list(csv.reader(io.StringIO(desk.run(*narrowed, *since, "--format", "csv").out)))
    assert [json.loads(line) for line in lines] == rows
    assert len(table) == (1 + len(rows) if rows else 0)
    assert desk.run(*narrowed[:-1], "0").code == 2


def test_a_time_narrows_lists_to_what_is_newer(desk: Desk) -> None:
    """Borders by their last change, channels by what they took, feeds by their answers, silences by when they were made."""
    assert [b["border"] for b in desk.read("borders", "list", "--since", "2024-01-01")] == ["IR-PK"]
    assert desk.read("borders", "list", "--since", "2025-01-01") == []
    assert desk.read("channels", "list", "--since", "1h") == []
    for command in (("deliver",), ("deliveries", "retry", "--channel", "desk"), ("deliver",)):  # the news is old
        ended = desk.run(*command)
    assert ended.code == 0, ended.err
    assert {c["channel"] for c in desk.read("channels", "list", "--since", "1h")} == {"desk"}
    assert {c["channel"] for c in desk.read("channels", "list")} == {"desk", "archive"}
    assert desk.read("feeds", "list", "--since", "1h") == []
    assert desk.run("silence", "add", "--for", "2h", "--border", "IR-PK").code == 0
    assert len(desk.read("silence", "list", "--since", "1h", "--border", "IR-PK")) == 1
    assert desk.read("silence", "list", "--border", "AF-PK") == []
    alert = desk.read("alerts", "list")[0]["id"]
    assert desk.run("alerts", "rate", alert, "useful").code == 0
    assert [row["useful"] for row in desk.read("alerts", "ratings", "--since", "1h", "--border", "IR-PK")] == [1]
    assert desk.read("alerts", "ratings", "--border", "AF-PK") == []


def test_items_are_explained_in_every_format(desk: Desk) -> None:
    """One line each, a list, or rows."""
    file = desk.home / "two.jsonl"
    titles = ("Iran strikes Panjgur with missiles", "Talks on fisheries begin")
    file.write_text("\n".join(json.dumps({"id": title[:5], "title": title}) for title in titles), encoding="utf-8")
    asked = ("explain", "--file", file, "--format")
    listed = json.loads(desk.run(*asked, "json").out)
    assert [json.loads(line) for line in desk.run(*asked, "ndjson").out.splitlines()] == listed
    rows = list(csv.DictReader(io.StringIO(desk.run(*asked, "csv").out)))
    assert [row["id"] for row in rows] == [read["id"] for read in listed] == ["Iran ", "Talks"]


@pytest.mark.parametrize(
    "command",
    [
        ("deliveries", "show"),
        ("db", "restore"),
        ("incidents", "show"),
        ("alerts", "show"),
        ("feeds", "show"),
        ("borders", "show"),
        ("replay",),
        ("explain",),
    ],
)
def test_what_nobody_knows_is_the_users_mistake(command: tuple[str, ...], desk: Desk) -> None:
    """Exit code 2, and a sentence that names it."""
    ended = desk.run(*command, "nosuch")
    assert (ended.code, ended.out) == (2, "")
    assert "nosuch" in ended.err.casefold()


def test_what_is_no_item_is_shown_by_another_command(desk: Desk) -> None:
    """Whoever asks why an incident or an alert is there gets told where that stands."""
    for sort in ("incidents", "alerts"):
        known = str(desk.read(sort, "list")[0]["id"])
        ended = desk.run("explain", known)
        assert (ended.code, f"border-monitor {sort} show {known}" in ended.err) == (2, True)


GUARDED = """\
schema_version: 1
watch: [IR-PK]
channels: {desk: {url: "slack://${TOKEN}/B00000000/abcdefghijklmnopqrstuvwx"}, spare: {print: true}}
routes: [{to: [desk]}]
"""


WRONG_EXAMPLE = """\
schema_version: 1
rules:
  - id: fishing
    title: News of fish
    scope: item
    when: {words: [fish]}
    then: {alert: notice}
    examples: [{text: Talks on forestry begin, expect: match}]
"""


def test_who_only_looks_needs_no_secret(desk: Desk, tmp_path: Path) -> None:
    """An analyst without the channels' secrets reads all there is; what would send, and the check, say what is missing."""
    config = configuration(tmp_path / "config", monitor=GUARDED)
    shared = ("--config", config, "--database", f"sqlite:///{desk.home}/desk.db")
    for command in (("incidents", "list"), ("alerts", "list"), ("report",), ("explain", "IR-PK"), ("channels", "list")):
        assert here(*shared, *command).code == 0, command
    assert "desk\tunknown" in here(*shared, "channels", "list").out
    for command in (("check",), ("deliver",), ("channels", "test", "desk"), ("feeds", "probe", "https://a.example/")):
        refused = here(*shared, *command)
        assert (refused.code, "variable TOKEN is not set" in refused.err) == (2, True), command


def test_a_check_tells_the_doubts_about_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those about settings, and a rule's example that isn't met; a strict check fails for them."""
    monkeypatch.setenv("TOKEN", "T00000000")
    config = configuration(tmp_path / "config", monitor=GUARDED)
    pack = tmp_path / "rules" / "packs" / "desk"
    pack.mkdir(parents=True)
    (pack / "rules.yaml").write_text(WRONG_EXAMPLE, encoding="utf-8")
    files = ("--config", config, "--rules", tmp_path / "rules")
    lax, strict = here(*files, "check"), here(*files, "check", "--strict")
    assert (lax.code, strict.code) == (0, 1)
    assert f"{config}/monitor.yaml:3:" in lax.err
    assert f"{pack}/rules.yaml:8:" in lax.err
    assert "no errors, 2 warnings" in lax.out


def test_a_complaint_shows_no_sign_that_acts(tmp_path: Path) -> None:
    """What a pack from elsewhere writes into its keys is quoted without what would steer a terminal."""
    config = configuration(tmp_path / "config", monitor=GUARDED + r'"\e[31mz\u202eone\0": UTC' + "\n")
    ended = here("--config", config, "check")
    assert (ended.code, "unknown key '[31mzone'" in ended.err) == (2, True)
    assert not set(ended.err) & {"\x1b", "\u202e", "\0"}
