"""A desk that works with the program: a database of its own, news in it, and many commands."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.program import Ended, configuration, here

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
        return here("--config", self.home / "config", "--database", database, *arguments)

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


def first_day(home: Path) -> Desk:
    """A strike that two outlets tell, and the counter-strike."""
    configuration(home / "config", monitor=MONITOR)
    made = Desk(home)
    made.news(NEWS, name="n")
    return made
