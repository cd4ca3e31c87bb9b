"""A desk at work: it sees what a ruling would change, rules, sees it hold while news comes, and thinks again."""

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from monitor.cli.main import main
from tests.support.program import Ended, configuration

NEWS = [
    ("2024-01-16T19:30:00Z", "Reuters", "Iran strikes militant bases near Panjgur in Pakistan with missiles, two dead"),
    ("2024-01-16T20:30:00Z", "Dawn", "Iranian missiles kill two in Panjgur, Pakistan says"),
    ("2024-01-18T03:00:00Z", "Reuters", "Pakistan strikes militant hideouts near Saravan in Iran, nine dead"),
]
MONITOR = """\
schema_version: 1
watch: [IR-PK]
channels: {desk: {print: true}, archive: {print: true}}
routes:
  - {when: {level: notice}, to: [archive]}
  - {to: [desk]}
"""


@dataclass
class Desk:
    """The program with a database of its own, and news in it. In this process, for a desk gives many commands."""

    home: Path

    def run(self, *arguments: str | Path) -> Ended:
        database = f"sqlite:///{self.home}/desk.db"
        command = ["--config", str(self.home / "config"), "--database", database, *map(str, arguments)]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            main(command)
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0, out.getvalue(), err.getvalue())

    def read(self, *arguments: str) -> Any:
        ended = self.run(*arguments, "--format", "json")
        assert ended.code == 0, ended.err
        return json.loads(ended.out)

    def news(self, news: list[tuple[str, str, str]], *, name: str) -> None:
        """Adds news as a replay does, on the clock of that time."""
        lines = [
            json.dumps({"id": f"{name}{n}", "published": at, "outlet": outlet, "title": title, "grade": "B"})
            for n, (at, outlet, title) in enumerate(news, 1)
        ]
        (self.home / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        database = f"sqlite:///{self.home}/desk.db"
        ended = self.run("replay", self.home / f"{name}.jsonl", "--format", "json", "--database", database)
        assert ended.code == 0, ended.err

    def strikes(self) -> dict[str, Any]:
        """By the state that struck."""
        found = self.read("incidents", "list", "--border", "IR-PK")
        return {i["initiator"]["state"]: i for i in found if i["type"] == "force_state"}

    def last_ruling(self) -> str:
        rulings = self.read("incidents", "rulings")
        return str(rulings[-1]["id"])


@pytest.fixture(scope="module")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A strike that two outlets tell, and the counter-strike. The rules are compiled once for all that is done here."""
    home = tmp_path_factory.mktemp("desk")
    configuration(home / "config", monitor=MONITOR)
    made = Desk(home)
    made.news(NEWS, name="n")
    return made


@pytest.fixture
def desk(first_day: Desk) -> Iterator[Desk]:
    """The desk as it was on the first day."""
    database, kept = first_day.home / "desk.db", first_day.home / "kept.db"
    shutil.copy(database, kept)
    yield first_day
    shutil.copy(kept, database)


def test_a_retraction_is_shown_made_told_and_undone(desk: Desk) -> None:
    """A dry run changes nothing; a retraction needs a reason, takes the strike out of the state, and is a correction to who was told."""
    strike = desk.strikes()["PK"]
    dry = desk.run("incidents", "retract", strike["id"], "--because", "a gas leak", "--by", "amina", "--dry-run")
    assert dry.code == 0, dry.err
    assert f"{strike['id']}: status" in dry.out
    assert "-> retracted" in dry.out
    assert "would tell correction" in dry.out
    assert desk.read("incidents", "rulings") == []
    assert desk.run("incidents", "retract", strike["id"], "--because", " ").code == 2
    told_of_it = {a["id"] for a in desk.read("alerts", "list") if strike["id"] in (a["incident"], *a["incidents"])}

    done = desk.run("incidents", "retract", strike["id"][:8], "--because", "a gas leak", "--by", "amina")
    assert done.code == 0, done.err
    assert desk.strikes()["PK"]["status"] == "retracted"
    (shown,) = desk.read("incidents", "show", strike["id"])
    assert shown["confidence_because"] == ["retracted by the desk (amina): a gas leak"]
    assert [(r["verdict"], r["by"]) for r in shown["rulings"]] == [("retract", "amina")]
    (correction,) = [a for a in desk.read("alerts", "list") if a["level"] == "correction"]
    assert set(correction["corrects"]) == told_of_it
    waiting = [d for d in desk.read("deliveries", "list") if d["alert"] == correction["id"]]
    assert {d["channel"] for d in waiting} == {"desk"}

    desk.news([("2024-01-18T09:00:00Z", "Geo", "Nine dead as Pakistan hits targets near Saravan")], name="late")
    assert desk.strikes()["PK"]["status"] == "retracted"
    undone = desk.run("incidents", "lift", desk.last_ruling(), "--because", "the leak was elsewhere")
    assert undone.code == 0, undone.err
    assert desk.strikes()["PK"]["status"] != "retracted"


def test_two_incidents_become_one_and_two_again(desk: Desk) -> None:
    """The other id leads to the one that goes on; a split takes an item out by its id; each outlasts further news."""
    strikes = desk.strikes()
    ids = sorted(strike["id"] for strike in strikes.values())
    done = desk.run("incidents", "merge", *ids, "--because", "one night, told badly")
    assert done.code == 0, done.err
    (one,) = [i for i in desk.read("incidents", "list") if i["type"] == "force_state"]
    assert sorted(one["items"]) == ["n1", "n2", "n3"]
    assert {desk.read("incidents", "show", old)[0]["id"] for old in ids} == {one["id"]}

    done = desk.run("incidents", "split", one["id"], "n2", "--because", "another village")
    assert done.code == 0, done.err
    parts = sorted(sorted(i["items"]) for i in desk.read("incidents", "list") if i["type"] == "force_state")
    assert parts == [["n1", "n3"], ["n2"]]
    refused = desk.run("incidents", "split", one["id"], "n1", "n3", "--because", "x")
    assert (refused.code, "nothing would be left" in refused.err) == (2, True)


def test_notes_pins_and_confirmations(desk: Desk) -> None:
    """They stand with the incident, with who and why, and in the log; nonsense is refused with what may stand there."""
    strike = desk.strikes()["IR"]["id"]
    for command in (
        ("note", strike, "asked the hospital"),
        ("pin", strike, "killed", "5/7/9", "--because", "hospital list"),
        ("confirm", strike, "--because", "seen by our stringer"),
    ):
        ended = desk.run("incidents", *command, "--by", "amina")
        assert ended.code == 0, ended.err
    (shown,) = desk.read("incidents", "show", strike)
    assert shown["killed"] == {"low": 5, "best": 7, "high": 9}
    assert shown["status"] == "confirmed"
    assert [r["verdict"] for r in shown["rulings"]] == ["note", "pin", "confirm"]
    assert "note by amina" in desk.run("incidents", "show", strike).out
    refused = desk.run("incidents", "pin", strike, "killed", "many")
    assert (refused.code, "low/best/high" in refused.err) == (2, True)
