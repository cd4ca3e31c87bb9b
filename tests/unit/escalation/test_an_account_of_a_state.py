"""Why a border is in its state, what would change that, how it went, and what one incident did."""

from dataclasses import replace
from datetime import timedelta

from monitor.escalation import account as accounts
from monitor.escalation.account import Account, Given
from monitor.escalation.assess import go_on
from monitor.escalation.curve import curve
from monitor.escalation.ways import Condition, Way
from monitor.model.assessments import Coverage, State
from monitor.model.incidents import Incident
from tests.support.escalation import BORDER, at, attack, count, rulebook, said, strike

FIRST = strike("first", "AA", "2030-01-16 18:00")
KILLING = attack("killing", "BB", "2030-01-10 18:00", killed=count(30))


def account(*known: Incident, now: str, silent: str = "") -> Account:
    """The account of these, with one side silent or none."""
    coverage = ((silent, Coverage.STALE),) if silent else ()
    given = Given(border=BORDER, incidents=known, coverage=coverage, silent_since=((silent, at("2030-01-17 00:00")),))
    return accounts.account(given, rulebook=rulebook(), now=at(now))


def way(known: Account, to: State, number: int = 0) -> Way:
    """The way to a state, or another one."""
    return [each for each in known.ways if each.to is to][number]


def told(conditions: tuple[Condition, ...]) -> list[tuple[bool, str]]:
    """Whether each holds, and what there is."""
    return [(condition.holds, condition.found) for condition in conditions]


def test_one_strike_is_no_escalation_because_nobody_answered() -> None:
    """Both gates are named, with what is missing of each."""
    known = account(FIRST, now="2030-01-17 18:00")
    assert known.assessment.state is State.CONFRONTATION
    assert told(way(known, State.ESCALATION).conditions) == [(False, "21.7 now"), (False, "only AA did")]


def test_a_truce_needs_a_day_of_quiet_and_it_is_said_until_when() -> None:
    """The agreement is there, the quiet is due."""
    agreed = said("agreed", "diplo_coop.agreement_joint_statement", "AA", "2030-01-17 06:00")
    known = account(FIRST, agreed, now="2030-01-17 10:00")
    agreement, quiet = way(known, State.DE_ESCALATING).conditions
    assert (agreement.holds, agreement.found, agreement.at) == (
        True,
        "J07: both sides agree to de-escalate",
        agreed.started_at,
    )
    assert (quiet.holds, quiet.due_at) == (False, at("2030-01-17 18:00"))


def test_what_cools_by_time_alone_says_when() -> None:
    """The score falls by decay; the wait begins where it is low enough."""
    known = account(FIRST, now="2030-01-17 18:00")
    (cooling,) = way(known, State.TENSION).conditions
    assert cooling.found == "21.7 now, low enough by decay alone"
    assert cooling.at is not None
    assert cooling.due_at == cooling.at + timedelta(hours=72)
    assert account(FIRST, now="2030-01-25 00:00").assessment.state is State.TENSION


def test_a_silent_side_keeps_a_border_from_calming_and_that_is_said() -> None:
    """Every way down lacks it, no way up does."""
    known = account(FIRST, now="2030-01-25 00:00", silent="BB")
    assert known.assessment.state is State.CONFRONTATION
    silent = {"a side is silent, and quiet is no calm"}
    assert all(silent & {c.found for c in each.missing} for each in known.ways if not each.up)
    assert not any(silent & {c.found for c in each.conditions} for each in known.ways if each.up)


def test_an_incident_counts_by_what_there_would_be_without_it() -> None:
    """The strike made the confrontation; a killing before it made the border tense, and nothing that stands now."""
    given = Given(border=BORDER, incidents=(KILLING, FIRST))
    part = accounts.part_of("first", given, rulebook=rulebook(), now=at("2030-01-16 20:00"))
    assert {line.code for line in part.contributions} == {"I11"}
    assert part.without is not None
    assert part.without.state is State.TENSION
    assert [step.new for step in part.brought] == [State.CONFRONTATION]
    earlier = accounts.part_of("killing", given, rulebook=rulebook(), now=at("2030-01-16 20:00"))
    assert earlier.brought[0].new is State.TENSION
    assert accounts.part_of("nobody", given, rulebook=rulebook(), now=at("2030-01-16 20:00")).without is None


def test_what_is_settled_was_settled_with_the_incident_and_is_judged_anew_without_it() -> None:
    """A checkpoint that is younger than the incident doesn't hide what it did."""
    now = at("2030-02-20 00:00")
    settled = go_on(BORDER, [KILLING, FIRST], rulebook=rulebook(), now=now).checkpoint
    assert settled is not None
    given = Given(border=BORDER, incidents=(KILLING, FIRST), last=settled)
    part = accounts.part_of("first", given, rulebook=rulebook(), now=now)
    whole = accounts.part_of("first", replace(given, last=None), rulebook=rulebook(), now=now)
    assert part == whole
    assert State.CONFRONTATION in [step.new for step in part.brought]


def test_the_curve_keeps_what_was_short() -> None:
    """A period is worth its peak, and the worst state in it."""
    known = account(FIRST, now="2030-03-01 00:00")
    edges = [at("2030-01-01 00:00"), at("2030-01-16 00:00"), at("2030-02-15 00:00"), at("2030-03-01 00:00")]
    heights = curve(known.firings, known.assessment.history, edges)
    assert heights[0].score == 0
    assert heights[1].score > 22
    assert [height.state for height in heights] == [State.CALM, State.CONFRONTATION, State.CALM]
