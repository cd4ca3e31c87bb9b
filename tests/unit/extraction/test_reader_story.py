"""A crisis between two neighbours in six items, read the same whoever the neighbours are."""

from datetime import UTC, datetime

import pytest

from monitor.model.reports import ActClass, Count, PartyKind, TargetClass
from monitor.model.times import Precision
from tests.support.reading import REAL, TWIN, Names, kinds, primary, read

BOTH = pytest.mark.parametrize("names", [REAL, TWIN], ids=["real", "twin"])


@BOTH
def test_a_force_that_tells_of_its_strike_abroad_is_its_initiator(names: Names) -> None:
    """The Guards say missiles and drones destroyed bases: it is their own strike, on a group, in the neighbour's district."""
    title = names.fill(
        "{a_guards} say missiles and drones destroyed two {group_label} bases at {b_district} in {b_name}"
    )
    report = primary(read(title, names=names, outlet="state-a", at=datetime(2024, 1, 16, 19, 30, tzinfo=UTC)))
    assert report.act == ActClass.AIR
    assert report.means == ("missile", "drone")
    assert report.initiator is not None
    assert report.target is not None
    assert (report.initiator.name, report.initiator.state) == (names.a_guards, names.a)
    assert (report.target.name, report.target.entity) == (names.group, "group")
    assert report.target_class == TargetClass.NONSTATE_GROUP
    assert [place.country for place in report.places] == [names.b]
    assert report.border == names.border
    assert report.said_by == (names.a,)
    assert report.precision == Precision.PART_OF_DAY


@BOTH
def test_a_protest_tells_of_the_strike_it_protests_against(names: Names) -> None:
    """The condemnation is primary; the strike comes with its toll, said by the struck side; the warning is a third report."""
    title = names.fill(
        '{b_foreign_office} condemns {a_adjective} strike: two children dead, three girls hurt; "serious consequences"'
    )
    reading = read(title, names=names)
    assert primary(reading).event == "diplo_hostile.condemn_protest"
    strike = next(report for report in reading.reports if report.type == "force_state")
    assert strike.initiator is not None
    assert strike.initiator.state == names.a
    assert (strike.killed, strike.injured) == (Count(low=2, best=2, high=2), Count(low=3, best=3, high=3))
    assert strike.children_killed == Count(low=2, best=2, high=2)
    assert strike.said_by == (names.b,)
    assert "children_dead" in strike.traits
    assert primary(reading).killed is None
    threat = next(report for report in reading.reports if report.event == "diplo_hostile.threat_warning")
    assert "force_threat" not in threat.traits
    assert {report.border for report in reading.reports} == {names.border}


@BOTH
def test_a_recall_with_suspended_visits_is_one_step_and_the_right_to_respond_another(names: Names) -> None:
    """Two reports: the downgrade, with the visits as its trait, and a threat that names force."""
    title = names.fill("{b_capital} recalls its envoy, stops visits, says it reserves the right to respond")
    reading = read(title, names.fill("The ambassador to {a_capital} comes home."), names=names)
    assert kinds(reading) == {"diplo_hostile.envoy_recalled_expelled", "diplo_hostile.threat_warning"}
    recall = primary(reading)
    assert recall.event == "diplo_hostile.envoy_recalled_expelled"
    assert "visits_suspended" in recall.traits
    assert (recall.initiator and recall.initiator.state, recall.target and recall.target.state) == (names.b, names.a)
    threat = next(report for report in reading.reports if report.act == ActClass.THREAT)
    assert "force_threat" in threat.traits
    assert threat.border == names.border


@BOTH
def test_the_answering_strike_has_the_opposite_direction(names: Names) -> None:
    """B hits hideouts in A: initiator B, a group as target, A's town as place."""
    title = names.fill("{b_name} hits separatist hideouts near {a_town} with drones and rockets")
    report = primary(read(title, names=names, outlet="state-b"))
    assert report.initiator is not None
    assert report.target is not None
    assert (report.initiator.state, report.target.kind) == (names.b, PartyKind.NONSTATE_GROUP)
    assert report.target_class == TargetClass.NONSTATE_GROUP
    assert report.means == ("drone", "rocket")
    assert report.places[0].entity == "a-town"
    assert report.act == ActClass.AIR


@BOTH
def test_declarations_of_both_sides_are_one_report_per_side(names: Names) -> None:
    """The dead count once, the brotherly word is B's, and each side declares for itself."""
    title = names.fill(
        "{a_name}: nine foreign nationals died, four of them children; {b_name} calls {a_name} a brotherly country; "
        "both say they want no escalation"
    )
    reading = read(title, names=names)
    declared = [report for report in reading.reports if report.event == "diplo_coop.no_escalation_declaration"]
    assert {report.initiator.state for report in declared if report.initiator} == {names.a, names.b}
    kind_words = [report for report in reading.reports if report.event == "diplo_coop.conciliatory"]
    assert [report.initiator.state for report in kind_words if report.initiator] == [names.b]
    toll = next(report for report in reading.reports if report.type == "force_state")
    assert toll.initiator is not None
    assert toll.initiator.state == names.b
    assert (toll.killed, toll.children_killed) == (Count(low=9, best=9, high=9), Count(low=4, best=4, high=4))
    assert {"foreign_victims", "children_dead"} <= set(toll.traits)
    assert toll.hedged


@BOTH
def test_ministers_who_agree_by_phone_are_a_contact_and_an_agreement(names: Names) -> None:
    """Each has both sides as its parties, and the envoys' return is announced, not done."""
    reading = read(
        "Ministers agree by phone to de-escalate; ambassadors to go back",
        names.fill("{a_name} and {b_name} spoke on Friday."),
        names=names,
    )
    assert {"diplo_coop.contact", "diplo_coop.agreement_joint_statement"} <= kinds(reading)
    for report in reading.reports:
        assert report.border == names.border
        assert report.initiator is not None
        assert report.target is not None
        assert {report.initiator.state, report.target.state} == {names.a, names.b}
        assert "both_sides" in report.traits
        assert "returned" not in report.traits
    agreement = next(report for report in reading.reports if report.act == ActClass.AGREEMENT)
    assert {"minister_level", "return_announced"} <= set(agreement.traits)


def test_the_twin_reads_name_for_name() -> None:
    """Every report of the story in one world is the other world's report with the names changed."""
    templates = (
        "{a_guards} say missiles and drones destroyed two {group_label} bases at {b_district} in {b_name}",
        "{b_foreign_office} condemns {a_adjective} strike: two children dead, three girls hurt",
        "{b_name} hits separatist hideouts near {a_town} with drones and rockets",
        "Unknown gunmen kill nine {b_adjective} workers in a house in {a_town}",
        "Three border guards killed in ambush near {a_town}",
        "{a_capital} summons {b_adjective} envoy over {a_town} strike",
        "{group} claims responsibility for attack on {a_adjective} police in {a_town}",
    )
    for template in templates:
        real, twin = (_shape(template, names) for names in (REAL, TWIN))
        assert real == twin, template


def _shape(template: str, names: Names) -> list[tuple[object, ...]]:
    sides = {names.a: "A", names.b: "B", names.border: "AB", None: None}
    rename = {names.a_guards: "guards", names.group: "group", names.b_foreign_office: "office"}
    shapes: list[tuple[object, ...]] = []
    for report in read(names.fill(template), names=names).reports:
        parties = tuple(
            (rename.get(p.name, p.name.replace(names.a_name, "A").replace(names.b_name, "B")), p.kind, sides[p.state])
            if p
            else None
            for p in (report.initiator, report.target)
        )
        places = tuple(place.entity for place in report.places)
        shapes.append(
            (
                report.event,
                report.mode,
                parties,
                places,
                sides[report.border],
                report.killed,
                report.traits,
                report.primary,
            )
        )
    return shapes
