"""``rules test``: what a desk's own timelines say of its rules, for people and for build servers."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from monitor import bootstrap
from monitor.bootstrap import rehearsal
from monitor.cli import main, testing
from monitor.cli.testing import Outcome, Report
from monitor.errors import UsageError
from tests.support.program import configuration
from tests.support.rules import write_files
from tests.support.scenarios import ROOT

DESK = """\
schema_version: 1
tests:
  - id: holds
    border: IR-PK
    start: 2030-01-16T19:30:00Z
    items: [{at: 0h, outlet: reuters, title: "Iran strikes near Taftan in Pakistan with missiles"}]
    expect:
      - {at: 0h, state: confrontation, level: warning, firings: {strike_on_nonstate_target: 1}}
  - id: does-not-hold
    border: IR-PK
    start: 2030-01-16T19:30:00Z
    items: [{at: 0h, outlet: reuters, title: "Iran strikes near Taftan in Pakistan with missiles"}]
    expect:
      - {at: 0h, state: escalation, score: 60 ± 3}
      - {unexpected: fail}
    must_not: {firings: [I11], levels: [warning]}
  - id: says-a-border-once
    start: 2030-01-16T19:30:00Z
    items: [{at: 0h, outlet: reuters, title: "Iran strikes near Taftan in Pakistan with missiles"}]
    expect:
      - {at: 0h, border: IR-PK, state: confrontation}
      - firings: {strike_on_nonstate_target: 1, retaliation: 0}
      - incidents: {exactly: 1, type: force_state}
      - messages: {screen: {exactly: 1}}
      - unexpected: fail
  - id: nobody-knows-this-outlet
    border: IR-PK
    start: 2030-01-16T19:30:00Z
    items: [{at: 0h, outlet: reuter, title: "Iran strikes near Taftan in Pakistan with missiles"}]
    expect: [{state: calm}]
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk's folder of rules that holds nothing but timelines."""
    tests = tmp_path_factory.mktemp("rules") / "packs" / "desk" / "tests"
    tests.mkdir(parents=True)
    (tests / "strikes.yaml").write_text(DESK, encoding="utf-8")
    return tests.parents[2]


@pytest.fixture(scope="module")
def outcomes(desk: Path) -> list[Outcome]:
    """What came of the desk's timelines, judged by the shipped rules."""
    with bootstrap.open_app(config=ROOT / "config", rules_folder=desk) as app:
        return testing.run(app, ["desk"])


def test_what_is_not_as_expected_is_told_with_its_place(outcomes: list[Outcome]) -> None:
    """Each line says what was expected, what there was, and where that stands."""
    told = testing.render(outcomes, Report.TABLE)
    assert "ok   desk: holds" in told
    assert "ok   desk: says-a-border-once" in told
    assert re.search(
        r"strikes\.yaml:14:\d+: 2030-01-16 19:30Z IR-PK: state: expected escalation, got confrontation", told
    )
    assert "score: expected 60 ± 3, got" in told
    assert "unexpected: expected nothing loud, got 01-16 19:30 warning" in told
    assert "I11 must not be" in told
    assert "there is no outlet 'reuter' (did you mean 'reuters'?)" in told
    assert told.endswith("4 tests, 2 failed")


def test_build_servers_get_json_and_junit(outcomes: list[Outcome]) -> None:
    """The same, for machines."""
    rows = {row["test"]: row for row in json.loads(testing.render(outcomes, Report.JSON))}
    assert rows["holds"]["passed"]
    assert rows["does-not-hold"]["problems"][0]["line"] == 14
    suite = ET.fromstring(testing.render(outcomes, Report.JUNIT))
    assert (suite.get("tests"), suite.get("failures")) == ("4", "2")
    assert "score: expected 60" in str(suite.findtext("testcase/failure"))


def test_examples_of_rules_are_tests_too(tmp_path: Path) -> None:
    """Also in a pack that has nothing else; one that its rule doesn't treat as it says fails."""
    rule = (
        "schema_version: 1\nrules:\n  - {id: zoo, title: Zoo, level: watch, scope: item, when: {words: [zoo]},\n"
        '     examples: [{text: "Zoo opens", expect: match}, {text: "Zoo shut", expect: no match}]}\n'
    )
    write_files(tmp_path / "desk", {"packs/ours/rules.yaml": rule})
    with bootstrap.open_app(config=ROOT / "config", rules_folder=tmp_path / "desk") as app:
        told = testing.render(testing.run(app, ["ours"]), Report.TABLE).splitlines()
    assert (told[0], told[-1]) == ("FAIL ours: examples in rules.yaml", "1 tests, 1 failed")
    assert told[1].endswith("rules.yaml:4:60: 'Zoo shut' is matched: Zoo")


def test_shipped_timelines_are_of_shipped_outlets(tmp_path: Path) -> None:
    """A desk with feeds of its own, even of an outlet of a shipped one's name, can still play them; else no reload would take new shipped rules."""
    config = configuration(
        tmp_path / "config", outlets="schema_version: 1\noutlets: [{id: reuters, name: Ours, grades: {events: F}}]\n"
    )
    with bootstrap.open_app(config=config) as app:
        (shipped,) = (t for t in rehearsal.load(app) if t.entry.id == "one-strike-in-five-languages")
        assert rehearsal.check(app, shipped) == ()


def test_a_pack_without_tests_is_a_mistake(desk: Path) -> None:
    """It is named, with the name that was probably meant."""
    with (
        bootstrap.open_app(config=ROOT / "config", rules_folder=desk) as app,
        pytest.raises(UsageError, match=r"no tests of a pack dsk \(did you mean 'desk'\?\)"),
    ):
        testing.run(app, ["dsk"])


def test_the_command_fails_when_a_test_fails(desk: Path) -> None:
    """Exit code 1, and the report on standard output."""
    ended = CliRunner().invoke(
        main.app, ["--config", str(ROOT / "config"), "--rules", str(desk), "rules", "test", "desk"]
    )
    assert ended.exit_code == 1
    assert ended.output.rstrip().endswith("4 tests, 2 failed")
