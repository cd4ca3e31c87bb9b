"""What may be one occurrence, and what never is."""

from dataclasses import replace

import pytest

from monitor.incidents import compare
from monitor.incidents.identity import identify
from monitor.model.reports import Report, TargetClass
from monitor.model.times import Precision
from tests.support.incidents import GUNMEN, IR_PK, at, dead, group, join, later, people, report, strike

NOON = at("2030-01-18T12:00")


def why(ours: Report, theirs: Report) -> str | None:
    return compare.why_apart(identify(ours, IR_PK.actors), identify(theirs, IR_PK.actors))


def attack(item: str, known=NOON, **fields: object) -> Report:
    usual = {"initiator": GUNMEN, "places": (IR_PK.place("a-town"),), "target": people("IR")}
    return report(item, "force_nonstate.attack_on_civilians", known, **(usual | fields))


def test_a_district_contains_its_village() -> None:
    """A report that names the district and one that names the village in it can be one strike."""
    assert why(strike("x", NOON, places=(IR_PK.place("b-district"),)), strike("y", NOON)) is None


def test_two_towns_of_one_province_are_two_places() -> None:
    """A shared province doesn't make two towns one place."""
    assert why(strike("x", NOON), strike("y", NOON, places=(IR_PK.place("b-far-town"),))) == "another place"


def test_unknown_gunmen_may_become_a_named_group() -> None:
    """Gunmen fit any group, two different groups don't fit each other, and gunmen are not a state."""
    front, justice = attack("x", initiator=group("liberation-front")), attack("y", initiator=group("justice-army"))
    assert why(attack("z"), front) is None
    assert why(front, justice) == "another side acted"
    assert why(attack("z"), attack("s", initiator=IR_PK.force("PK"))) == "another side acted"


def test_the_opposite_direction_is_never_the_same_act() -> None:
    """Same hour, same class, same toll: a strike of A on B is not one of B on A, whatever else is missing."""
    ours = strike("x", NOON, killed=dead(9))
    assert why(ours, strike("y", NOON, by="b", killed=dead(9))) == "another side acted"
    nobody = strike("z", NOON, by="b", initiator=None, target=None)
    assert why(ours, nobody) is not None


def test_the_same_toll_nine_days_later_is_another_attack() -> None:
    """Nine dead on the 18th and nine on the 27th in one town are two attacks."""
    ours, theirs = attack("x", killed=dead(9)), attack("y", later(NOON, days=9), killed=dead(9))
    assert why(ours, theirs) == "another time"
    assert len(join([ours, theirs])) == 2


@pytest.mark.parametrize(("hours", "one"), [(11, True), (13, False), (30, False)])
def test_a_second_strike_half_a_day_later_is_a_second_strike(hours: int, one: bool) -> None:
    """With times given, the same side's strikes on one place are one within twelve hours and two beyond."""
    first = strike("x", NOON, happened_at=NOON)
    assert (why(first, strike("y", later(NOON, hours=40), happened_at=later(NOON, hours=hours))) is None) is one


@pytest.mark.parametrize(("toll", "one"), [(None, True), (3, True), (9, False)])
def test_an_undated_account_of_the_next_day_joins_unless_its_toll_differs(toll: int | None, one: bool) -> None:
    """News of the day after that gives no time speaks of the strike already known, unless it counts other dead."""
    first = strike("x", NOON, happened_at=NOON, killed=dead(3))
    second = strike("y", later(NOON, hours=26), killed=toll and dead(toll))
    assert (why(first, second) is None) is one


def test_what_was_published_before_cannot_speak_of_it() -> None:
    """An undated report published a day before the act is about something else."""
    assert (
        why(strike("x", NOON), strike("y", later(NOON, hours=40), happened_at=later(NOON, hours=26))) == "another time"
    )


def test_a_report_with_only_the_day_joins() -> None:
    """The same strike reported with the day alone is the same strike."""
    exact = strike("x", NOON, happened_at=at("2030-01-17T22:30"), published_at=NOON)
    rough = strike(
        "y", later(NOON, hours=2), happened_at=NOON, published_at=later(NOON, hours=2), precision=Precision.DAY
    )
    assert why(exact, rough) is None


@pytest.mark.parametrize(("hour", "one"), [("23:59:59", True), ("14:00:00", False)])
def test_what_carries_only_its_day_may_be_of_the_night_between(hour: str, *, one: bool) -> None:
    """Fire told on Monday and on Tuesday, by pages that print no hour, is one night's; by hours a day apart it is another night's."""
    first, second = (at(f"2030-01-{day}T{hour}") for day in (17, 18))
    fire = {"initiator": IR_PK.force("PK"), "target": IR_PK.force("IR"), "precision": Precision.DAY, "places": ()}
    ours, theirs = (
        report(item, "force_state.shelling", known, **fire) for item, known in (("x", first), ("y", second))
    )
    assert (why(ours, theirs) is None) is one


@pytest.mark.parametrize(
    ("by", "on", "toll", "apart"),
    [("PK", "IR", 5, None), ("IR", "PK", 5, "another time"), (None, "PK", 5, "another time"), ("IR", "PK", None, None)],
)
def test_fire_that_is_answered_the_day_after_is_another_exchange(
    by: str | None, on: str, toll: int | None, apart: str | None
) -> None:
    """Who fired on the 17th and lost men on the 18th was answered; of fights in which nobody fell, pages of two days may mean one."""
    sides = (("x", 17, "PK", "IR", 3), ("y", 18, by, on, toll))
    ours, theirs = (
        report(
            item,
            "force_state.fire_exchange",
            at(f"2030-01-{day}T23:59:59"),
            killed=dead(number) if number else None,
            precision=Precision.DAY,
            places=(),
            initiator=IR_PK.force(doer) if doer else None,
            target=IR_PK.force(struck),
        )
        for item, day, doer, struck, number in sides
    )
    assert why(ours, theirs) == apart


@pytest.mark.parametrize(("day", "apart"), [(18, None), (19, "another time")])
def test_words_that_carry_only_their_day_are_told_the_next_day_too(day: int, apart: str | None) -> None:
    """A state's note is told on the day and on the next; two days on it is another note."""
    words = {"initiator": IR_PK.state("PK"), "target": IR_PK.state("IR"), "precision": Precision.DAY}
    ours, theirs = (
        report(item, "diplo_hostile.condemn_protest", at(f"2030-01-{on}T23:59:59"), **words)
        for item, on in (("x", 17), ("y", day))
    )
    assert why(ours, theirs) == apart


def test_soldiers_and_civilians_are_two_targets_unless_the_site_is_one() -> None:
    """Attacks by unknown hands on forces and on civilians join only when they name one site."""
    forces = {"target_class": TargetClass.STATE_FORCES}
    civilians = {"target_class": TargetClass.CIVILIANS}
    assert why(attack("x", **forces), attack("y", **civilians)) is None
    assert why(attack("x", places=(), **forces), attack("y", **civilians)) == "another target"


def test_a_vow_of_force_is_not_a_warning() -> None:
    """A general warning and a vow of force by one side in one hour are two statements."""
    words = {"initiator": IR_PK.state("PK"), "target": IR_PK.state("IR")}
    warning = report("x", "diplo_hostile.threat_warning", NOON, **words)
    vow = replace(warning, key="y#0", item="y", traits=("force_threat",))
    assert why(warning, vow) == "another kind of act"


def test_accusing_and_summoning_are_part_of_one_condemnation() -> None:
    """A ministry condemns, accuses and calls in the envoy in one step: headlines pick one of the three. Recalling its own is another."""
    words = {"initiator": IR_PK.state("PK"), "target": IR_PK.state("IR")}
    condemned, accused, summoned, recalled = (
        report(item, f"diplo_hostile.{event}", NOON, **words)
        for item, event in (
            ("w", "condemn_protest"),
            ("x", "accuse"),
            ("y", "envoy_summoned"),
            ("z", "envoy_recalled_expelled"),
        )
    )
    assert why(condemned, accused) is None
    assert why(condemned, summoned) is None
    assert why(summoned, recalled) == "another kind of act"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("diplo_coop.agreement_joint_statement", "material_deesc.ceasefire"),
        ("posture.alert", "posture.deployment_mobilisation"),
    ],
)
def test_two_words_for_one_announcement(one: str, other: str) -> None:
    """A truce is an agreement, and an army on alert is sent to the line: papers pick either word."""
    words = {"initiator": IR_PK.state("PK"), "target": IR_PK.state("IR")}
    assert why(report("x", one, NOON, **words), report("y", other, NOON, **words)) is None


def test_bringing_down_what_came_is_no_strike_of_ones_own() -> None:
    """ "A downs B's drones" and "A's rockets hit B" point the same way, and are two acts."""
    words = {"initiator": IR_PK.state("PK"), "target": IR_PK.state("IR")}
    struck = report("y", "force_state.missile_strike", NOON, **words)
    downed = replace(struck, key="x#0", item="x", event="force_state.air_defence_engagement")
    assert why(downed, struck) == "another kind of act"


def test_a_call_is_one_whoever_is_said_to_have_called() -> None:
    """Contacts have no direction; conciliatory words belong to the side that says them."""
    sides = {"initiator": IR_PK.state("PK"), "target": IR_PK.state("IR")}
    other = {"initiator": IR_PK.state("IR"), "target": IR_PK.state("PK")}
    call, nice = "diplo_coop.contact", "diplo_coop.conciliatory"
    assert why(report("x", call, NOON, **sides), report("y", call, NOON, **other)) is None
    assert why(report("x", nice, NOON, **sides), report("y", nice, NOON, **other)) == "another side acted"


@pytest.mark.parametrize("event", ["diplo_coop.contact", "diplo_hostile.condemn_protest"])
def test_what_is_told_of_two_days_is_two(event: str) -> None:
    """Ministers who met on Sunday and met again on Monday met twice, whoever is named first; so with notes of protest. A page of Monday that gives no
    day may mean Sunday's."""
    sides, printed = (IR_PK.force("IR"), IR_PK.force("PK")), at("2030-01-22T18:00")
    turned = sides[::-1] if event == "diplo_coop.contact" else sides
    told = [
        report(
            item, event, printed, initiator=a, target=b, happened_at=at(f"2030-01-{day}T12:00"), precision=Precision.DAY
        )
        for item, (a, b), day in (("x", sides, 20), ("y", turned, 21))
    ]
    assert why(*told) == "another time"
    assert why(told[0], report("z", event, at("2030-01-21T07:00"), initiator=sides[0], target=sides[1])) is None


def test_an_unplaced_report_joins_only_one_of_two_strikes() -> None:
    """A report without a place fits both of two strikes; it joins one, and doesn't weld the two together."""
    near, far = strike("x", NOON), strike("y", NOON, places=(IR_PK.place("b-far-town"),))
    vague = strike("z", NOON, places=(IR_PK.place("b"),))
    assert sorted(len(incident.reports) for incident in join([near, far, vague])) == [1, 2]


@pytest.mark.parametrize(("dated", "one"), [(False, True), (True, False)])
def test_a_warning_is_still_told_the_next_day(*, dated: bool, one: bool) -> None:
    """By those who don't say when it was given; one that is known to have come a day later is another."""
    words = {"initiator": IR_PK.state("PK"), "target": IR_PK.state("IR")}
    day = later(NOON, days=1)
    first, second = (
        report(item, "diplo_hostile.threat_warning", when, **words, **({"happened_at": when} if dated else {}))
        for item, when in (("x", NOON), ("y", day))
    )
    assert (why(first, second) is None) is one


@pytest.mark.parametrize(("toll", "hours", "one"), [(12, 20, True), (9, 20, False), (12, 30, False)])
def test_a_calamity_is_one_act_whoever_is_blamed(toll: int, hours: int, *, one: bool) -> None:
    """Ten dead or more, counted alike within a day: a group's bombs to one reporter are its sponsor's shells to another, who names no place."""
    bombs = attack("x", initiator=group("liberation-front"), killed=dead(toll))
    shells = {"initiator": IR_PK.force("PK"), "target": None, "places": (), "killed": dead(toll)}
    assert (why(bombs, report("y", "force_state.shelling", later(NOON, hours=hours), **shells)) is None) is one


def test_a_calamity_is_never_the_answer_to_it() -> None:
    """As many dead on the other side by the other side's hand are others, even where the news leaves out whom it hit."""
    bombs = attack("x", initiator=group("liberation-front"), killed=dead(12))
    answer = report("y", "force_state.shelling", NOON, initiator=IR_PK.force("IR"), places=(), killed=dead(12))
    assert why(bombs, answer) is not None
