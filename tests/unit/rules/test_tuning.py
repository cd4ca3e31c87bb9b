"""One border judged otherwise: what may be put over the core's numbers, and what is wrong where."""

from datetime import timedelta

from monitor.model.rulebook import Rulebook
from tests.support import rules as world
from tests.support.escalation import CORE

LADDER = (CORE / "ladder.yaml").read_text(encoding="utf-8")
INDICATORS = (CORE / "indicators.yaml").read_text(encoding="utf-8")
EVENTS = (CORE / "events.yaml").read_text(encoding="utf-8")
STATES = """schema_version: 1
countries:
  - {iso: EC, name: Ecuador, neighbours: [PE]}
  - {iso: PE, name: Peru, neighbours: [EC]}
"""


def tuning(*lines: str) -> str:
    """A desk's file that tunes the border between the two states."""
    return "\n".join(("schema_version: 1", "tuning:", "  - border: EC-PE", "    because: a trial", *lines))


def book(*lines: str) -> Rulebook:
    """The core with this tuning."""
    compiled, problems = world.compiled(EVENTS, LADDER, INDICATORS, tuning(*lines), world=STATES)
    assert compiled is not None, problems
    return compiled


def complaints(*lines: str) -> list[str]:
    """What is wrong with it."""
    _, problems = world.compiled(EVENTS, LADDER, INDICATORS, tuning(*lines), world=STATES)
    return [str(problem) for problem in problems]


def test_a_border_has_its_own_numbers_and_no_other_border_has_them() -> None:
    """Mappings merge: what isn't said is as it was."""
    whole = book("    ladder: {confrontation: {enter: 40}, alerts: {momentum: 30}}")
    tuned = whole.for_border("EC-PE")
    assert (tuned.ladder.confrontation.enter, tuned.ladder.confrontation.leave) == (
        40,
        whole.ladder.confrontation.leave,
    )
    assert dict(tuned.ladder.params)["alert_momentum"] == 30
    assert (whole.ladder.confrontation.enter, dict(whole.ladder.params)["alert_momentum"]) == (30, 20)
    assert tuned.indicators == whole.indicators
    assert whole.for_border("AA-BB") is whole
    assert tuned.for_border("EC-PE") is tuned


def test_an_indicator_is_tuned_by_name_and_its_lists_come_whole() -> None:
    """Weights, guards and windows; and one that says nothing there can be left out."""
    tuned = book(
        "    indicators:",
        "      retaliation: {needs: {confidence: '>= 0.8'}, tiers: [{within: 24h, weight: 9, half_life: 7d}]}",
        "    without: [weapon_mix]",
    ).for_border("EC-PE")
    (answer,) = (i for i in tuned.indicators if i.id == "retaliation")
    ((name, bound),) = answer.needs.bounds
    assert (name, bound.number) == ("confidence", 0.8)
    assert [(tier.weight, tier.within) for tier in answer.tiers] == [(9, timedelta(hours=24))]
    assert answer.of
    assert "weapon_mix" not in {i.id for i in tuned.indicators}


def test_what_is_wrong_is_told_where_it_stands() -> None:
    """Names, shapes, and what comes of the parts together; all at once."""
    assert complaints(
        "    ladder: {confrontation: {enter: 15}, reciprocity: {alone: [I99]}}",
        "    indicators: {retaliation: {tiers: [{weight: -9, half_life: 7d}]}, retaliaton: {}}",
        "    without: [weapon_mx]",
    ) == [
        "desk/d.yaml:5:29: confrontation: leave 20 has to be under enter 15, or the state flaps [bad-value]",
        "desk/d.yaml:5:64: there is no indicator with the code 'I99' (did you mean 'I29'?) [dangling-reference]",
        "desk/d.yaml:6:31: weight -9 goes against the direction up [bad-value]",
        "desk/d.yaml:6:71: there is no indicator 'retaliaton' (did you mean 'retaliation'?) [dangling-reference]",
        "desk/d.yaml:7:15: there is no indicator 'weapon_mx' (did you mean 'weapon_mix'?) [dangling-reference]",
    ]
    assert complaints("    ladder: {trend_band: 5}", "    indicators: {retaliation: {code: I21}}")[0].startswith(
        "desk/d.yaml:5:14: unknown key 'trend_band'; known here: tension, confrontation"
    )


def test_a_tuning_is_changed_like_anything_else() -> None:
    """A later file that appends to it says what it changes, and one tuning a border is enough."""
    first = tuning("    ladder: {confrontation: {enter: 40}}")
    second = "schema_version: 1\ntuning:\n  - {border: EC-PE, override: append, ladder: {tension: {enter: 12}}}"
    compiled, problems = world.compiled(EVENTS, LADDER, INDICATORS, first, second, world=STATES)
    assert compiled is not None, problems
    ladder = compiled.for_border("EC-PE").ladder
    assert (ladder.confrontation.enter, ladder.tension.enter) == (40, 12)
    _, twice = world.compiled(EVENTS, LADDER, INDICATORS, first, first, world=STATES)
    assert [problem.code for problem in twice] == ["duplicate-id"]
