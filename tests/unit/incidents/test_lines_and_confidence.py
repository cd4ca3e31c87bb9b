"""Which reports are one line, how sure the lines make us, and what links incidents over time."""

from dataclasses import replace

import pytest

from monitor.incidents import join as joining
from monitor.incidents import lines, severity
from monitor.model.incidents import Incident, Status
from monitor.model.lexicon import EventType
from monitor.model.reports import ActClass, Count, Mode, Report, TargetClass
from tests.support.incidents import IR_PK, at, dead, join, later, people, report, strike

NOON = at("2030-01-18T12:00")


def only(reports: list[Report]) -> Incident:
    (incident,) = join(reports)
    return incident


def parted(*reports: Report) -> list[list[str]]:
    return [[report.item for report in strand.reports] for strand in lines.parted(reports).strands]


def test_outlets_of_one_owner_are_one_line() -> None:
    """State agency and state television are one line, as good as the better of them."""
    news = strike("x", NOON, by="b", outlet="a-agency"), strike("y", NOON, by="b", outlet="a-television")
    assert parted(*news) == [["x", "y"]]
    assert only(list(news)).lines[0].reliability == 0.5


def test_an_agencys_copy_belongs_to_the_agency_and_not_to_the_paper() -> None:
    """A paper's copy of a wire is the wire's line; what the paper reports itself is its own."""
    own, copy, wire = strike("x", NOON), strike("y", NOON, agency="Wire"), strike("z", NOON, outlet="wire")
    assert parted(own, copy, wire) == [["x"], ["y", "z"]]


def test_near_identical_texts_are_one_line_and_short_ones_say_nothing() -> None:
    """Half of the sampled shingles in common make one line, given at least four."""
    a = strike("x", NOON, sketch=(1, 2, 3, 4))
    assert parted(a, strike("y", NOON, outlet="wire", sketch=(1, 2, 3, 5))) == [["x", "y"]]
    assert parted(a, strike("y", NOON, outlet="wire", sketch=(1, 2, 7, 8))) == [["x"], ["y"]]
    assert parted(replace(a, sketch=(1, 2, 3)), strike("y", NOON, outlet="wire", sketch=(1, 2, 3))) == [["x"], ["y"]]


def test_all_who_carry_one_officials_word_are_one_line() -> None:
    """Three outlets quoting the same officials are one line; an outlet that also reports itself is another."""
    quoting = [
        strike(item, NOON, outlet=outlet, said_by=("PK",)) for item, outlet in (("x", "morning"), ("y", "evening"))
    ]
    assert parted(*quoting, strike("z", NOON, outlet="wire")) == [["x", "y"], ["z"]]
    assert only(quoting).confidence == 0.70


def test_ungraded_outlets_are_one_line_however_many() -> None:
    """Five sites that nobody graded are worth .15 together, and leave the incident unconfirmed."""
    incident = only([strike(f"x{n}", NOON, outlet=f"site-{n}") for n in range(5)])
    assert (len(incident.lines), incident.confidence, incident.status) == (1, 0.15, Status.UNCONFIRMED)


def test_independent_lines_combine() -> None:
    """Two independent lines of grade B make .91."""
    incident = only([strike("x", NOON), strike("y", NOON, outlet="monitor-ngo")])
    assert (incident.confidence, incident.status) == (0.91, Status.CONFIRMED)


@pytest.mark.parametrize(
    ("outlet", "sure"), [("wire", 0.60), ("evening", 0.50), ("militant-channel", 0.30), ("site", 0.15)]
)
def test_a_relayed_claim_counts_no_more_than_its_carrier(outlet: str, sure: float) -> None:
    """A state's claim of its own strike is worth .60, less through a carrier that is worth less."""
    assert only([strike("x", NOON, outlet=outlet, said_by=("IR",))]).confidence == sure


def test_one_outlet_quoting_both_sides_is_still_one_line() -> None:
    """Both sides' words in one report don't lift it above .85."""
    assert only([strike("x", NOON, outlet="wire", said_by=("IR", "PK"))]).confidence == 0.85


def test_two_ungraded_quotations_confirm_nothing() -> None:
    """Sites that nobody graded can't make both sides speak."""
    news = [strike("x", NOON, outlet="s1", said_by=("IR",)), strike("y", NOON, outlet="s2", said_by=("PK",))]
    assert only(news).confidence == 0.15


def test_sources_without_a_name_are_one_line_and_worth_half() -> None:
    """ "Sources said" in three good outlets is one line of .50; one of them with a name to it is another line."""
    nameless = {"traits": ("anonymous_source",)}
    news = [
        strike(item, NOON, outlet=outlet, **nameless)
        for item, outlet in (("x", "wire"), ("y", "morning"), ("z", "evening"))
    ]
    incident = only(news)
    assert (len(incident.lines), incident.confidence, incident.status) == (1, 0.50, Status.REPORTED)
    assert incident.lines[0].because == "sources without a name"
    assert only([*news, strike("w", NOON, outlet="monitor-ngo")]).confidence == pytest.approx(0.85)


def test_a_film_that_nobody_has_placed_is_worth_little() -> None:
    """However good the outlet that tells of it."""
    assert only([strike("x", NOON, outlet="wire", traits=("unverified_footage",))]).confidence == 0.30


def test_who_owns_to_its_own_losses_is_believed() -> None:
    """An army office is no witness (D), but that its own soldiers were hit it says against its interest; of civilians it isn't so."""
    by_own_army = {"by": "a", "outlet": "b-army-office", "said_by": ("PK",), "killed": dead(5)}
    soldiers = only([strike("x", NOON, target=IR_PK.force("PK"), target_class=TargetClass.STATE_FORCES, **by_own_army)])
    assert (soldiers.confidence, soldiers.effects) == (0.85, 0.85)
    assert (
        only([strike("x", NOON, target=people("PK"), target_class=TargetClass.CIVILIANS, **by_own_army)]).confidence
        == 0.30
    )
    relayed = {**by_own_army, "outlet": "evening", "target_class": TargetClass.STATE_FORCES}
    assert only([strike("x", NOON, target=IR_PK.force("PK"), **relayed)]).confidence == 0.50


def test_hedged_words_count_less() -> None:
    """What "reportedly" happened loses .15."""
    assert only([strike("x", NOON, hedged=True)]).confidence == pytest.approx(0.55)


def test_a_denied_accusation_with_nothing_beside_it_is_disputed() -> None:
    """The victim's accusation, denied by the accused, is worth six tenths; a third party's report lifts the discount."""
    charge = strike("x", NOON, said_by=("PK",), denied_by=("IR",))
    alone, seconded = only([charge]), only([charge, strike("y", NOON, outlet="wire")])
    assert (alone.confidence, alone.status) == (pytest.approx(0.42), Status.DISPUTED)
    assert seconded.confidence == pytest.approx(0.955)


def test_a_denial_makes_no_incident_but_stands_on_one() -> None:
    """A report that no strike took place is no incident; where the strike is reported it counts as a denial."""
    denial = strike("y", later(NOON, hours=1), mode=Mode.NEGATED, said_by=("IR",))
    assert join([denial]) == ()
    incident = only([strike("x", NOON, said_by=("PK",)), denial])
    assert (incident.denied_by, incident.reports) == (("IR",), ("x#0",))
    assert incident.confidence == pytest.approx(0.42)


def test_what_an_attacker_says_of_the_damage_counts_little() -> None:
    """An attacker's body count is believed at .40 at most; the victims' officials by their carrier's grade."""
    assert only([strike("x", NOON, outlet="wire", said_by=("IR",), killed=dead(20))]).effects == 0.40
    assert only([strike("x", NOON, said_by=("PK",), killed=dead(2))]).effects == 0.70


def test_an_announced_return_has_not_happened() -> None:
    """One side's announcement that envoys will go back is capped at .60; their return is not."""
    sides = {"initiator": IR_PK.state("PK"), "target": IR_PK.state("IR"), "outlet": "wire"}
    event = "diplo_coop.relations_restored"
    assert only([report("x", event, NOON, traits=("return_announced",), **sides)]).confidence == 0.60
    assert only([report("x", event, NOON, traits=("returned",), **sides)]).confidence == 0.85


def test_twenty_five_dead_or_soldiers_struck_is_the_top_severity() -> None:
    """A strike is severity 5; with 25 dead, or on the other state's forces, it is 6."""
    assert only([strike("x", NOON)]).severity == 5
    assert only([strike("x", NOON, killed=dead(25))]).severity == 6
    assert only([strike("x", NOON, target=IR_PK.force("PK"), target_class=TargetClass.STATE_FORCES)]).severity == 6


def test_a_strike_on_the_other_sides_capital_is_the_top_severity() -> None:
    """Not one near it, nor one on a group in the capital of the state that strikes."""
    capital = replace(IR_PK.place("b-village"), entity="b-capital", name="b-capital", capital=True)
    assert only([strike("x", NOON, places=(capital,))]).severity == 6
    assert only([strike("x", NOON, places=(capital,), initiator=IR_PK.force("PK"), target=None)]).severity == 4


def test_an_aircraft_with_people_in_it_is_graver_than_a_drone() -> None:
    """As the taxonomy says of the kind, also when nobody died."""
    kind = EventType(id="force_state.air_defence_engagement", act=ActClass.AIR, severity=4, severity_manned=5)
    drone = replace(only([strike("x", NOON)]), event=kind.id, target_class=TargetClass.UNKNOWN)
    assert severity.of(drone, {kind.id: kind}) == 4
    assert severity.of(replace(drone, traits=("manned",)), {kind.id: kind}) == 5


def test_at_least_is_the_low_bound_and_attackers_are_counted_apart() -> None:
    """ "At least five" bounds the range below; dead attackers are another number."""
    news = [
        strike("x", NOON, killed=Count(low=5, best=5, high=5), attackers_killed=dead(2)),
        strike("y", NOON, outlet="monitor-ngo", killed=Count(low=6, best=7, high=9)),
    ]
    incident = only(news)
    assert (incident.killed, incident.attackers_killed) == (dead(5, low=5, high=9), dead(2))


def test_an_exchange_without_a_beginner_answers_nothing() -> None:
    """A strike eight days after another one is no response to it; one six days after is."""
    first = strike("x", NOON, happened_at=NOON)
    six, eight = (strike("y", later(NOON, days=d), by="b", happened_at=later(NOON, days=d)) for d in (6, 8))
    assert [incident.response_to is not None for incident in join([first, six])] == [False, True]
    assert [incident.response_to is not None for incident in join([first, eight])] == [False, False]


def test_ids_survive_later_news_and_lead_on_after_a_merge() -> None:
    """Later reports keep the id; an earlier known one that welds two incidents leads the lost ids to the one that goes on."""
    a, b = strike("x", NOON), strike("y", later(NOON, hours=20), killed=dead(3), happened_at=later(NOON, hours=20))
    before = join([a, b])
    after = join([a, replace(b, happened_at=later(NOON, hours=2))])
    assert len(before) == 2
    assert len(after) == 1
    assert joining.redirects(before, after) == ((before[1].id, after[0].id),)
    assert joining.redirects(after, after) == ()


def test_reports_at_home_on_another_border_are_left_aside() -> None:
    """A strike of the same side on a third state is not this border's."""
    elsewhere = strike("y", NOON, border="IQ-IR", target=people("IQ"))
    assert only([strike("x", NOON), elsewhere]).items == ("x",)
