"""Further sequences between two states, with their scores worked out by hand: a quiet line, a calming, a truce, late news, a spoiler."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.model.assessments import Assessment, State
from monitor.model.incidents import Status
from monitor.model.reports import ActClass, Count, Party, PartyKind, PlacePoint, TargetClass
from monitor.model.rulebook import CountedClaim, HistoryEntry
from monitor.model.times import Precision
from tests.support.escalation import (
    at,
    attack,
    clash,
    codes,
    count,
    forces,
    incident,
    judge,
    later,
    path,
    rulebook,
    said,
    strike,
    town,
    with_history,
)

TRUCE = replace(
    rulebook(),
    history=(
        HistoryEntry(
            id="truce",
            border="AA-BB",
            on=date(2029, 2, 25),
            act=ActClass.AGREEMENT,
            by="AA",
            event="material_deesc.ceasefire",
        ),
    ),
)
QUIET_LINE = [
    clash("f1", "2030-03-01 06:10", traits=("truce_breach",)),
    said("p1", "diplo_hostile.condemn_protest", "AA", "2030-03-01 06:10", 0.85),
    said("p2", "diplo_hostile.condemn_protest", "BB", "2030-03-01 06:40", 0.85),
    clash("f2", "2030-03-02 05:00", 0.85, killed=count(1)),
    clash("f3", "2030-03-02 12:00", 0.85, killed=count(3), initiator=forces("BB"), initiator_disputed=False),
    clash("f4", "2030-03-03 04:00", killed=count(3), civilians_killed=count(2), effects=0.9),
    said("c1", "diplo_coop.contact", "AA", "2030-03-03 10:00", 0.95, traits=("hotline", "both_sides")),
]


@pytest.mark.parametrize(
    ("known", "when", "score", "state"),
    [
        (3, "2030-03-01 06:40", 22, State.TENSION),
        (4, "2030-03-02 05:00", 37, State.CONFRONTATION),
        (5, "2030-03-02 12:00", 53, State.ESCALATION),
        (6, "2030-03-03 04:00", 84, State.ESCALATION),
        (7, "2030-03-03 10:00", 78, State.ESCALATION),
    ],
)
def test_fire_on_a_quiet_line_climbs_and_a_call_alone_turns_nothing(
    known: int, when: str, score: float, state: State
) -> None:
    """The truce is broken once; deaths open the gate; contact alone is not enough."""
    assessment = judge(QUIET_LINE[:known], when, book=TRUCE)
    assert assessment.score == pytest.approx(score, abs=3)
    assert assessment.state is state


def test_a_line_where_nobody_knows_who_began_has_no_answer_and_no_repetition() -> None:
    """One broken truce, one cycle; neither retaliation, nor a repeat, nor a strike."""
    fired = codes(judge(QUIET_LINE, "2030-03-03 10:00", book=TRUCE))
    assert fired == ["I01", "I01", "I10a", "I10b", "I10b", "I10b", "I21", "I28a", "I35", "J06"]


def test_a_breach_without_a_truce_on_record_is_unknown() -> None:
    """Nothing is broken that isn't known to be there."""
    assessment = judge(QUIET_LINE[:1], "2030-03-01 07:00")
    assert "I35" not in codes(assessment)
    assert "I35" in {unknown.code for unknown in assessment.unknown}


def test_a_chronic_front_stays_calm() -> None:
    """Fourteen exchanges a day for a month make the next three worth next to nothing."""
    start = at("2030-01-30 06:00")
    chronic = [clash(f"c{n:03}", start + timedelta(minutes=n * 103), 0.85) for n in range(420)]
    now = at("2030-03-01 07:00")
    alone = [clash(f"n{n}", now - timedelta(hours=n), 0.85) for n in range(3)]
    before, after = judge(chronic, now), judge([*chronic, *alone], now)
    assert after.score - before.score < 3
    assert len([f for f in after.firings if f.chronic < 0.1]) >= 1


def test_what_a_side_counted_tells_how_chronic_a_front_is() -> None:
    """Most rounds on such a front are no news; the count of the days before says what one more is worth, whichever side's is the higher."""
    month = {
        "border": "AA-BB",
        "code": "I10a",
        "since": date(2030, 2, 1),
        "until": date(2030, 2, 28),
        "source": "a ministry",
    }
    claims = (CountedClaim(id="a", count=392, by="AA", **month), CountedClaim(id="b", count=28, by="BB", **month))
    front = replace(rulebook(), counts=claims)
    (within,) = judge([clash("f", "2030-03-01 06:00")], at("2030-03-01 07:00"), book=front).firings
    (after,) = judge([clash("f", "2030-04-10 06:00")], at("2030-04-10 07:00"), book=front).firings
    (half,) = judge([clash("f", "2030-02-15 06:00")], at("2030-02-15 07:00"), book=front).firings
    assert within.chronic == pytest.approx(1 / (1 + 392 / 30))
    assert half.chronic == pytest.approx(1 / (1 + 14 * 14 / 30))
    assert after.chronic == 1
    (deadly,) = judge([clash("f", "2030-03-01 06:00", killed=count(2))], at("2030-03-01 07:00"), book=front).firings
    assert deadly.chronic == 1


COVERED = with_history(since=date(2018, 1, 1), until=date(2024, 1, 15))
DEAD = {"confirmed_by": ("AA", "BB"), "children_killed": count(2)}
CRISIS = [
    strike("s1", "AA", "2024-01-16 18:00", means=("missile", "drone"), effects=0.7, **DEAD),
    said("p1", "diplo_hostile.condemn_protest", "BB", "2024-01-16 20:45", 0.85),
    said("t1", "diplo_hostile.threat_warning", "BB", "2024-01-16 20:45", 0.85),
    said("d1", "diplo_hostile.envoy_recalled_expelled", "BB", "2024-01-17 10:00"),
    said("t2", "diplo_hostile.threat_warning", "BB", "2024-01-17 10:00", traits=("force_threat",)),
    strike("s2", "BB", "2024-01-18 01:00", means=("drone", "rocket"), effects=0.9, traits=("foreign_victims",), **DEAD),
    said("w1", "diplo_coop.conciliatory", "BB", "2024-01-18 09:00"),
    said("n1", "diplo_coop.no_escalation_declaration", "AA", "2024-01-18 09:00", traits=("both_sides",)),
]
CALMING = [
    *CRISIS,
    said("c1", "diplo_coop.contact", "BB", "2024-01-19 13:00", 0.95),
    said("a1", "diplo_coop.agreement_joint_statement", "BB", "2024-01-19 13:00", 0.95),
    said("r1", "diplo_coop.relations_restored", "BB", "2024-01-22 08:00", 0.97, traits=("return_announced",)),
    said("v1", "diplo_coop.visit", "AA", "2024-01-22 08:00", 0.97, traits=("visit_announced",)),
    said("p3", "diplo_hostile.condemn_protest", "BB", "2024-01-24 09:00", 0.85),
    said("r2", "diplo_coop.relations_restored", "BB", "2024-01-26 10:00", 0.95, traits=("returned",)),
]


@pytest.mark.parametrize(
    ("when", "score"),
    [
        ("2024-01-19 13:00", 57),
        ("2024-01-22 08:00", 34),
        ("2024-01-24 09:00", 32),
        ("2024-01-26 10:00", 16),
    ],
)
def test_calming_lowers_the_score_as_worked_out_by_hand(when: str, score: float) -> None:
    """The call, the joint statement, another protest, the envoys back; de-escalating throughout."""
    assessment = judge(CALMING, when, book=COVERED)
    assert assessment.score == pytest.approx(score, abs=3)
    assert assessment.state is State.DE_ESCALATING


def test_calming_comes_down_step_by_step_and_never_flaps() -> None:
    """One turn at the agreement; tension only when low for 72 h and seven days without force."""
    assessment = judge(CALMING, "2024-02-05 00:00", book=COVERED)
    assert path(assessment) == ["calm", "confrontation", "escalation", "de_escalating", "tension"]
    assert at("2024-01-25 01:00") < assessment.history[-1].at <= at("2024-01-30 00:00")
    assert {"J06", "J07", "J08a", "J09a", "J15", "J17", "J08b"} <= set(codes(assessment))


def test_another_protest_does_not_turn_the_calming_round() -> None:
    """Words alone don't leave de-escalating."""
    before, after = (judge(CALMING[:-1], f"2024-01-24 {hour}:00", book=COVERED) for hour in ("08", "10"))
    assert after.score > before.score
    assert after.state is State.DE_ESCALATING


def test_a_spoiler_that_nobody_owns_leaves_the_calming_in_place() -> None:
    """Unknown gunmen kill nine; both governments condemn it together."""
    spoiled = [*CALMING, attack("g1", "AA", "2024-01-27 00:00", 0.95, killed=count(9))]
    hit = judge(spoiled, "2024-01-27 09:00", book=COVERED)
    assert hit.state is State.DE_ESCALATING
    assert "I09b" in codes(hit)
    together = incident(
        "j1",
        "diplo_hostile.condemn_protest",
        "2024-01-27 14:00",
        initiator=Party(name="government of AA", kind=PartyKind.GOVERNMENT, state="AA"),
        target=Party(name="gunmen", kind=PartyKind.UNKNOWN),
        traits=("joint_condemnation",),
    )
    condemned = judge([*spoiled, together], "2024-01-27 14:00", book=COVERED)
    assert condemned.state is State.DE_ESCALATING
    assert condemned.score == pytest.approx(hit.score - 5, abs=1)
    assert hit.score == pytest.approx(25, abs=3)
    assert codes(condemned).count("I11") == 2
    assert codes(condemned).count("I01") == codes(hit).count("I01")


def test_two_separate_condemnations_of_one_attack_are_a_joint_one() -> None:
    """One of each side within two days, neither against the other."""
    gunmen = Party(name="gunmen", kind=PartyKind.UNKNOWN)
    voices = [
        said(f"v{side}", "diplo_hostile.condemn_protest", side, f"2024-01-27 {hour}:00", target=gunmen)
        for side, hour in (("AA", 12), ("BB", 14))
    ]
    fired = codes(
        judge([*CALMING, attack("g1", "AA", "2024-01-27 00:00", killed=count(9)), *voices], "2024-01-27 15:00")
    )
    assert fired.count("J14") == 1


CAPITAL = PlacePoint(entity="capital-b", name="B City", country="BB", precision=1)
TRUCE_STORY = [
    strike("s1", "AA", "2030-10-09 17:00", 0.7, places=(CAPITAL,), target_class=TargetClass.UNKNOWN),
    clash("f2", "2030-10-11 16:00", initiator=forces("BB"), initiator_disputed=False, killed=count(20)),
    *(
        incident(f"u{n}", "diplo_coop.restraint_appeal", f"2030-10-12 0{n}:00", 0.9, initiator=third)
        for n, third in ((5, Party(name="Q", kind=PartyKind.GOVERNMENT, state="QA")), (6, Party(name="UN", kind=PartyKind.ORGANISATION)))
    ),
    incident("m1", "diplo_coop.mediation_offer", "2030-10-12 09:00", 0.85),
    said("m2", "diplo_hostile.mediation_rejected", "BB", "2030-10-12 15:00", 0.7),
    clash("f5", "2030-10-14 15:00", killed=count(5)),
    incident("x1", "material_deesc.ceasefire", "2030-10-15 13:00", traits=("both_sides",)),
    incident("m3", "diplo_coop.mediation_accepted", "2030-10-15 13:00"),
    strike("s6", "AA", "2030-10-17 17:00", 0.9, killed=count(10), target_class=TargetClass.UNKNOWN, effects=0.8),
]  # fmt: skip


@pytest.mark.parametrize(
    ("known", "when", "score", "state"),
    [
        (1, "2030-10-09 17:00", 22, State.CONFRONTATION),
        (2, "2030-10-11 16:00", 53, State.ESCALATION),
        (6, "2030-10-12 15:00", 53, State.ESCALATION),
        (7, "2030-10-14 15:00", 78, State.ESCALATION),
        (9, "2030-10-15 13:00", 49, State.ESCALATION),
        (9, "2030-10-15 15:00", 49, State.DE_ESCALATING),
        (10, "2030-10-17 17:00", 76, State.ESCALATION),
    ],
)
def test_a_truce_turns_only_after_a_day_of_quiet_and_its_breach_escalates_at_once(
    known: int, when: str, score: float, state: State
) -> None:
    """Mediation and appeals change no state; the truce does, a day after the last force."""
    assessment = judge(TRUCE_STORY[:known], when)
    assert assessment.score == pytest.approx(score, abs=4)
    assert assessment.state is state


def test_a_broken_truce_that_is_told_of_again_counts_anew() -> None:
    """Fire hours after the truce, then a day on which the truce is said to hold: that turns the border, and the truce counts once."""
    truce = incident("x1", "material_deesc.ceasefire", "2030-10-15 13:00", traits=("both_sides",))
    story = [*TRUCE_STORY[:7], clash("f8", "2030-10-15 14:00", initiator=forces("AA"), initiator_disputed=False)]
    broken = judge([*story, truce], "2030-10-17 08:00")
    assert broken.state is State.ESCALATION
    held = judge(
        [*story, replace(truce, affirmed_at=(at("2030-10-15 13:30"), at("2030-10-16 08:00")))], "2030-10-17 08:00"
    )
    assert (held.state, held.since) == (State.DE_ESCALATING, at("2030-10-16 14:00"))
    assert codes(held).count("J12a") == 1


def test_a_truce_story_fires_what_it_should() -> None:
    """No answer after the truce, no truce that held, no repeat after eight days."""
    fired = codes(judge(TRUCE_STORY, "2030-10-17 17:00"))
    assert fired == sorted(
        [
            "I11",
            "I27c",
            "I10b",
            "I20a",
            "J11",
            "J11",
            "J10a",
            "I34",
            "I10b",
            "I21",
            "J12a",
            "J10b",
            "I11",
            "I35",
            "I28b",
        ]
    )


LATE = strike("b1", "BB", "2030-09-03 01:00", 0.85, means=("drone", "missile"), effects=0.5)
EARLIER = strike(
    "a1", "AA", "2030-09-01 17:00", 0.9, civilians_killed=count(1), first_known_at=at("2030-09-03 08:30"), effects=0.7
)


def test_late_news_changes_the_sequence_and_the_state() -> None:
    """The strike that came first, known last, makes the other one an answer."""
    first = judge([LATE], "2030-09-03 02:30")
    assert (first.state, codes(first)) == (State.CONFRONTATION, ["I11", "I26"])
    assert first.score == pytest.approx(23, abs=2)
    whole = judge([LATE, EARLIER], "2030-09-03 08:30")
    assert (whole.state, codes(whole)) == (State.ESCALATION, ["I11", "I11", "I20a", "I26", "I28a"])
    assert whole.score == pytest.approx(55, abs=2)
    assert whole.history[0].at == at("2030-09-01 17:00")


def test_a_retracted_incident_counts_for_nothing() -> None:
    """As if never seen."""
    gone = replace(LATE, status=Status.RETRACTED, confidence=0.0)
    assert judge([gone], "2030-09-03 02:30").score == 0


def test_an_unconfirmed_strike_raises_tension_and_opens_no_gate() -> None:
    """Half sure: twelve points, no G-FORCE."""
    assessment = judge([strike("s1", "AA", "2030-05-10 12:00", 0.5)], "2030-05-10 12:00")
    assert assessment.score == pytest.approx(12)
    assert assessment.state is State.TENSION


@pytest.mark.parametrize(
    ("hours", "precision", "code"),
    [
        (31, Precision.HOUR, "I20a"),
        (47, Precision.DAY, "I20b"),
        (60, Precision.HOUR, "I20b"),
        (120, Precision.HOUR, "I20c"),
    ],
)
def test_an_answer_is_graded_by_the_longest_time_it_may_have_taken(hours: int, precision: Precision, code: str) -> None:
    """Event times carry their uncertainty; between two tiers the weaker one."""
    story = [
        strike("a", "AA", "2024-01-01 12:00", precision=precision),
        strike("b", "BB", later("2024-01-01 12:00", hours=hours), precision=precision),
    ]
    assert code in codes(judge(story, later("2024-01-01 12:00", hours=hours + 1)))


def test_which_of_two_strikes_of_one_day_came_first_is_unknown() -> None:
    """Days alone don't tell; nobody is said to have answered."""
    story = [
        strike("a", "AA", "2024-01-01 12:00", precision=Precision.DAY),
        strike("b", "BB", "2024-01-01 13:00", precision=Precision.DAY, first_known_at=at("2024-01-01 23:00")),
    ]
    assessment = judge(story, "2024-01-02 00:00")
    assert not [code for code in codes(assessment) if code.startswith("I20")]
    assert "I20" in {unknown.code for unknown in assessment.unknown}


def test_strikes_on_other_states_within_days_count_as_several_theatres() -> None:
    """Two other states within 72 h; one alone isn't enough."""
    here = strike("s1", "AA", "2030-01-16 18:30")
    there = [
        strike(
            name, "AA", "2030-01-15 20:30", border=border, target=Party(name="t", kind=PartyKind.UNKNOWN, state=state)
        )
        for name, border, state in (("e1", "AA-QA", "QA"), ("e2", "AA-SY", "SY"))
    ]
    assert "I24" in codes(judge([here], "2030-01-16 19:00", elsewhere=there))
    assert "I24" not in codes(judge([here], "2030-01-16 19:00", elsewhere=there[:1]))


def test_an_attack_far_from_the_border_and_laid_at_nobodys_door_weighs_nothing() -> None:
    """Ninety dead, 366 km away, by a group of another country."""
    far = attack(
        "k1", "AA", "2030-01-03 12:00", killed=count(90), places=(town("AA", km=366, precision=1),),
        initiator=Party(name="Home group", kind=PartyKind.NONSTATE_GROUP, entity="home-group"),
    )  # fmt: skip
    assessment = judge([far], "2030-01-04 00:00")
    assert (assessment.score, assessment.firings) == (0, ())


def test_a_contested_toll_counts_at_its_best_figure() -> None:
    """Between nought and fourteen, best nought: the weakest class."""
    repelled = incident(
        "m1", "force_nonstate.attack_on_forces", "2030-08-01 03:00", killed=Count(low=0, best=0, high=14),
        target_class=TargetClass.STATE_FORCES, places=(town("BB"),),
    )  # fmt: skip
    assert codes(judge([repelled], "2030-08-01 05:00")) == ["I08a"]


def test_a_drone_that_a_group_flies_counts_as_the_groups_attack() -> None:
    """A state's drone on soldiers is a strike on a state target; a group's is what the group does, and weighs by how near it was."""
    flown = {"target_class": TargetClass.STATE_FORCES, "killed": count(2), "places": (town("BB"),)}
    group = Party(name="Home group", kind=PartyKind.NONSTATE_GROUP, entity="home-group")
    ours = incident("d1", "force_state.drone_strike", "2030-08-01 03:00", initiator=group, **flown)
    theirs = incident("d2", "force_state.drone_strike", "2030-08-01 03:00", initiator=forces("AA"), **flown)
    assert "I08b" in codes(judge([ours], "2030-08-01 05:00"))
    assert "I12" not in codes(judge([ours], "2030-08-01 05:00"))
    assert "I12" in codes(judge([theirs], "2030-08-01 05:00"))


def test_nothing_happened_is_calm() -> None:
    """No incidents, no firings, nothing to wait for."""
    assessment: Assessment = judge([], "2030-01-01 00:00")
    assert (assessment.state, assessment.score, assessment.next_check_at) == (State.CALM, 0, None)


@pytest.mark.parametrize(
    ("precision", "fired"), [(Precision.HOUR, True), (Precision.DAY, False)], ids=["to the hour", "to the day"]
)
def test_a_strike_is_repeated_only_if_the_times_leave_no_doubt(precision: Precision, *, fired: bool) -> None:
    """Fourteen hours apart by the middle of a day are perhaps two accounts of one operation."""
    first = strike("s1", "AA", "2030-01-15 12:00", precision=precision, first_known_at=at("2030-01-16 23:00"))
    second = strike("s2", "AA", "2030-01-16 02:00")
    assert ("I22" in codes(judge([first, second], "2030-01-17 12:00"))) is fired
