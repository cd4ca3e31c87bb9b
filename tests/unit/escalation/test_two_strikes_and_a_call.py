"""The sequence of a real crisis between two states: strike, counter-strike, good words, a call. Scores as worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.model.assessments import Assessment, State, Trend
from monitor.model.incidents import Incident
from monitor.model.reports import Party, TargetClass
from tests.support.escalation import GROUP, codes, count, forces, judge, path, said, strike, with_history

BOOK = with_history(since=date(2018, 1, 1), until=date(2024, 1, 15))


def first(c: float, **more: object) -> Incident:
    """A's missiles and drones on a group in B."""
    return strike("s1", "AA", "2024-01-16 18:00", c, means=("missile", "drone"), **more)


CHILDREN = {"confirmed_by": ("AA", "BB"), "children_killed": count(2), "effects": 0.7}
PROTEST = [
    said("p1", "diplo_hostile.condemn_protest", "BB", "2024-01-16 20:45", 0.85),
    said("t1", "diplo_hostile.threat_warning", "BB", "2024-01-16 20:45", 0.85),
]
RECALL = [
    said("d1", "diplo_hostile.envoy_recalled_expelled", "BB", "2024-01-17 10:00", traits=("visits_suspended",)),
    said("t2", "diplo_hostile.threat_warning", "BB", "2024-01-17 10:00", traits=("force_threat",)),
]
ANSWER = strike(
    "s2", "BB", "2024-01-18 01:00", means=("drone", "rocket"), confirmed_by=("AA", "BB"), effects=0.95, response_to="s1"
)
CIVILIANS = {
    "civilians_killed": count(9), "children_killed": count(4), "effects": 0.9, "traits": ("foreign_victims",)
}  # fmt: skip
WORDS = [
    said("w1", "diplo_coop.conciliatory", "BB", "2024-01-18 09:00"),
    said("n1", "diplo_coop.no_escalation_declaration", "AA", "2024-01-18 09:00"),
    said("n2", "diplo_coop.no_escalation_declaration", "BB", "2024-01-18 09:00"),
]
CALL = [
    said("c1", "diplo_coop.contact", "BB", "2024-01-19 13:00", 0.95, traits=("minister_level",)),
    said("a1", "diplo_coop.agreement_joint_statement", "BB", "2024-01-19 13:00", 0.95),
    said("r1", "diplo_coop.relations_restored", "BB", "2024-01-19 13:00", 0.6, traits=("return_announced",)),
]

KNOWN = {
    "2024-01-16 19:30": [first(0.6)],
    "2024-01-16 20:45": [first(0.95, **CHILDREN), *PROTEST],
    "2024-01-17 10:00": [first(0.95, **CHILDREN), *PROTEST, *RECALL],
    "2024-01-18 02:30": [first(0.95, **CHILDREN), *PROTEST, *RECALL, ANSWER],
    "2024-01-18 09:00": [first(0.95, **CHILDREN), *PROTEST, *RECALL, replace(ANSWER, **CIVILIANS), *WORDS],
    "2024-01-19 13:00": [first(0.95, **CHILDREN), *PROTEST, *RECALL, replace(ANSWER, **CIVILIANS), *WORDS, *CALL],
}
ALL = KNOWN["2024-01-19 13:00"]


def told(when: str, known: list[Incident] | None = None) -> Assessment:
    """As known, and assessed, at a time."""
    return judge(known or KNOWN[when], when, book=BOOK)


@pytest.mark.parametrize(
    ("when", "score", "state"),
    [
        ("2024-01-16 19:30", 16.2, State.CONFRONTATION),
        ("2024-01-16 20:45", 40, State.CONFRONTATION),
        ("2024-01-17 10:00", 51, State.CONFRONTATION),
        ("2024-01-18 02:30", 92, State.ESCALATION),
        ("2024-01-18 09:00", 80, State.ESCALATION),
        ("2024-01-19 13:00", 53, State.DE_ESCALATING),
    ],
)
def test_each_item_moves_the_score_and_the_state_as_worked_out_by_hand(when: str, score: float, state: State) -> None:
    """Score within three points, and exactly that state."""
    assessment = told(when)
    assert assessment.score == pytest.approx(score, abs=3)
    assert assessment.state is state


@pytest.mark.parametrize(("when", "score"), [("2024-01-26 12:00", 28), ("2024-02-01 12:00", 20)])
def test_the_score_decays_afterwards(when: str, score: float) -> None:
    """With the closed exchange and a quiet week, and nothing new."""
    assert told(when, ALL).score == pytest.approx(score, abs=3)


def test_exactly_these_indicators_fire() -> None:
    """Each as often as there is reason to, and none of those that would be wrong."""
    assessment = told("2024-01-26 12:00", ALL)
    twice = ("I11", "I26", "I23", "I28a", "I28c", "J03")
    once = ("I01", "I03a", "I03b", "I04", "I20a", "J04", "J01", "J02b", "J06", "J07", "J08a", "J17", "J15")
    assert codes(assessment) == sorted((*twice, *twice, *once))


def test_the_states_follow_one_another_without_flapping() -> None:
    """Up by force, up by reciprocity, down by the agreement; back to tension only when low and quiet."""
    assessment = told("2024-02-29 00:00", ALL)
    assert path(assessment)[:4] == ["calm", "confrontation", "escalation", "de_escalating"]
    assert path(assessment)[4:5] == ["tension"]


def test_the_bare_claim_of_one_side_opens_the_gate_but_is_no_first() -> None:
    """Novelty waits for a confidence of 0.7."""
    assert codes(told("2024-01-16 19:30")) == ["I11", "I26"]


@pytest.mark.parametrize(
    ("target", "meant", "says"),
    [
        (forces("BB"), TargetClass.UNKNOWN, "not known"),
        (forces("BB"), TargetClass.CIVILIANS, "civilians"),
        (forces("BB"), TargetClass.NONSTATE_GROUP, "an armed group"),
        (GROUP, TargetClass.NONSTATE_GROUP, "Group"),
    ],
)
def test_that_a_state_was_struck_is_no_aim(target: Party, meant: TargetClass, says: str) -> None:
    """ "A strikes B" says where; only a strike that is known to be on the state is said to be on it."""
    struck = first(0.9, target=target, target_class=meant)
    (fired,) = [f for f in judge([struck], "2024-01-16 19:30").firings if f.code == "I11"]
    assert fired.because.endswith(f"target: {says}")


def test_one_side_alone_never_escalates() -> None:
    """However many words follow a strike: nothing reciprocal has happened."""
    assessment = told("2024-01-17 10:00")
    assert assessment.score > 50
    assert assessment.state is State.CONFRONTATION


def test_a_threat_and_an_unanswered_strike_raise_the_outlook_flag() -> None:
    """Each with its own reason."""
    assessment = told("2024-01-17 10:00")
    assert assessment.risk
    assert any("I03b" in reason for reason in assessment.outlook)
    assert any("has not answered" in reason for reason in assessment.outlook)


def test_the_agreement_lowers_the_outlook_flag_again() -> None:
    """The exchange is closed."""
    assert not told("2024-01-19 13:00").risk


def test_what_was_expected_and_is_absent_is_named() -> None:
    """No raised posture, no state target, no incursion."""
    assert [line[:3] for line in told("2024-01-18 02:30").absent] == ["I06", "I12", "I13"]


def test_the_ledger_adds_up_to_the_score() -> None:
    """Five lines and the others."""
    assessment = told("2024-01-18 09:00")
    assert len(assessment.ledger) == 6
    assert sum(line.points for line in assessment.ledger) == pytest.approx(assessment.score)


def test_the_first_unknowns_are_gone_once_history_is_covered_and_return_without_it() -> None:
    """Without a curated history, a first of its class is unknown rather than true."""
    bare = judge(ALL, "2024-01-20 12:00")
    assert "I23" not in codes(bare)
    assert "I23" in {unknown.code for unknown in bare.unknown}
    assert "I23" not in {unknown.code for unknown in told("2024-01-20 12:00", ALL).unknown}


def test_the_closed_exchange_and_the_quiet_week_fire_by_themselves_at_their_time() -> None:
    """48 hours, and seven days, after the last force."""
    fired = {firing.code: firing.at.isoformat() for firing in told("2024-01-26 12:00", ALL).firings}
    assert fired["J17"] == "2024-01-20T01:00:00+00:00"
    assert fired["J15"] == "2024-01-25T01:00:00+00:00"


def test_it_says_when_to_look_again() -> None:
    """The closed exchange is the next thing that time alone brings."""
    checked = told("2024-01-19 13:00").next_check_at
    assert checked is not None
    assert checked.isoformat() == "2024-01-20T01:00:00+00:00"


def test_momentum_and_trend_look_at_the_last_day() -> None:
    """Up at the counter-strike, down after the call."""
    assert told("2024-01-18 02:30").momentum > 40
    assert told("2024-01-18 02:30").trend is Trend.UP
    assert told("2024-01-20 12:00", ALL).trend is Trend.DOWN
