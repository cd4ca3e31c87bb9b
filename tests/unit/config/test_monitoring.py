"""The alert rules and the dashboard that are shipped: every expression is PromQL, and asks for what there is."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import promql_parser
import pytest
from ruamel.yaml import YAML

from monitor.adapters.metrics import CycleBeat, Metrics
from monitor.model.assessments import Assessment, Coverage, State
from monitor.model.standing import Backlog, Standing
from monitor.model.work import Turned
from tests.support.program import ROOT

FOLDER = ROOT / "config" / "monitoring"
NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
GIVEN = {"$__rate_interval": "5m", "$job": "x"}
"""What Grafana puts in place of its own variables."""
SCRAPED = {"up": {"job"}}
"""Made by Prometheus itself."""


def alerts() -> list[dict[str, Any]]:
    rules = YAML(typ="safe").load((FOLDER / "alerts.rules.yaml").read_text(encoding="utf-8"))
    return [rule for group in rules["groups"] for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    board = json.loads((FOLDER / "grafana-dashboard.json").read_text(encoding="utf-8"))
    return [panel for panel in board["panels"] if panel["type"] != "row"]


def expressions() -> Iterator[tuple[str, str]]:
    """Every expression that is shipped, with where it stands."""
    yield from ((rule["alert"], rule["expr"]) for rule in alerts())
    for panel in panels():
        yield from ((panel["title"], _filled(target["expr"])) for target in panel["targets"])


def _filled(expression: str) -> str:
    for name, value in GIVEN.items():
        expression = expression.replace(name, value)
    return expression


@pytest.fixture(scope="module")
def exposed() -> dict[str, set[str]]:
    """The labels of every series of a monitor where something of everything has happened."""
    made = Metrics(
        version="1",
        languages=["en"],
        channels=["desk"],
        beats=lambda: {"collect": CycleBeat(failures=0, good_seconds_ago=1)},
    )
    border = Assessment(border="IR-PK", at=NOON, state=State.CALM, score=0, coverage=(("IR", Coverage.LIVE),))
    backlog = Backlog(unread=0, dirty=0, outbox=0, waiting_since=None, dead=0)
    made.measure(Standing(at=NOON, borders=(border,), feeds={}, backlog=backlog, stored={"items": 1}, database_bytes=1))
    made.count(Turned(cycle="collect", seconds=0.1))
    found: dict[str, set[str]] = {name: set(labels) for name, labels in SCRAPED.items()}
    for line in made.exposition().splitlines():
        if sample := re.match(r"([a-z_]+)(?:\{(.*)\})? ", line):
            found.setdefault(sample[1], {"job", "instance"}).update(re.findall(r'(\w+)="', sample[2] or ""))
    return found


@pytest.mark.parametrize(("where", "expression"), list(expressions()))
def test_an_expression_is_promql_and_asks_for_what_there_is(
    where: str, expression: str, exposed: dict[str, set[str]]
) -> None:
    """It parses; every series that it names is exposed, with the labels that it asks for."""
    promql_parser.parse(expression)
    selectors = re.findall(r"\b((?:border_monitor|process)_\w+|up)\b(?:\{([^}]*)\})?", expression)
    assert selectors, where
    for name, labels in selectors:
        assert name in exposed, f"{where}: {name}"
        assert set(re.findall(r"(\w+)(?:=|!=|=~|!~)\"", labels)) <= exposed[name], f"{where}: {name}"
    for grouped in re.findall(r"\bby \(([^)]*)\)", expression):
        known = set.union(*(exposed[name] for name, _ in selectors))
        assert {label.strip() for label in grouped.split(",")} <= known, where


def test_every_alert_says_what_to_do() -> None:
    """A name of our own, how bad it is, and a sentence for whoever is woken by it."""
    names = [rule["alert"] for rule in alerts()]
    assert len(names) == len(set(names)) >= 10
    for rule in alerts():
        assert rule["alert"].startswith("BorderMonitor")
        assert rule["labels"]["severity"] in ("warning", "critical")
        assert rule["annotations"].keys() == {"summary", "description"}


def test_a_legend_names_labels_that_its_series_have() -> None:
    """No panel shows an empty legend."""
    for panel in panels():
        for target in panel["targets"]:
            for label in re.findall(r"\{\{(\w+)\}\}", target["legendFormat"]):
                aggregated = re.findall(r"by \(([^)]*)\)", target["expr"])
                assert not aggregated or any(label in by for by in aggregated), panel["title"]


def test_the_dashboard_is_laid_out() -> None:
    """Panels stand beside or below one another, each with an id of its own."""
    taken: dict[tuple[int, int], str] = {}
    for panel in panels():
        at = panel["gridPos"]
        for x in range(at["x"], at["x"] + at["w"]):
            for y in range(at["y"], at["y"] + at["h"]):
                assert taken.setdefault((x, y), panel["title"]) == panel["title"]
        assert at["x"] + at["w"] <= 24
    assert len({panel["id"] for panel in panels()}) == len(panels())


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool isn't installed")
def test_promtool_finds_nothing_wrong() -> None:
    """Prometheus's own check, templates included."""
    checked = subprocess.run(
        ["promtool", "check", "rules", str(FOLDER / "alerts.rules.yaml")], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
