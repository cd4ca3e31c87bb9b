"""The shipped indicators and ladder, and what their files may not say."""

from monitor.escalation import sentences
from monitor.escalation.kinds import context, counts, novelty, sequences, timers
from monitor.model.indicators import IndicatorKind
from monitor.rules import indicators as rules
from monitor.rules import ladder, validation
from tests.support.escalation import rulebook

NAMES = """
I01 hostile_statement I02 harbouring_accusation I03a warning I03b threat_of_force I04 diplomatic_downgrade I05 closure
I06 military_posture I07 border_violation I08 attack_on_forces I09 attack_on_civilians I10 exchange_of_fire I11 strike_on_nonstate_target
I12 strike_on_state_target I13 ground_incursion I14 air_defence_engagement I20 retaliation I21 tit_for_tat I22 repeat_strike
I23 first_of_its_class I24 multi_theatre I25 tempo I26 weapon_mix I27 depth I28 civilian_casualties I29 response_shift
I30 target_class_raised I31 provocation_after_strike I32 vow_of_revenge I33 publicly_owned I34 mediation_rejected I35 ceasefire_broken
I36 third_party_protective I37 domestic_pressure I38 emergency_meeting X40 election_near X41 anniversary_near X42 weak_command
X43 regional_war X44 deterrence_narrative X46 sponsor_framing X47 interdependence X48 shared_enemy J01 conciliatory_language
J02 no_wish_to_escalate J03 target_restraint J04 minimised J05 prior_notice J06 direct_contact J07 agreement J08 envoys_return
J09 high_level_visit J10 mediation J11 restraint_call J12 ceasefire J13 reopening J14 joint_condemnation J15 quiet_week J16 withdrawal
J17 exchange_closed
"""
PLAIN = {"id": "x", "code": "I99", "title": "X", "kind": "act", "tiers": [{"weight": 1, "half_life": "3d"}]}


def faults(**changes: object) -> str:
    """What is wrong with the plain indicator after changes."""
    _, found = validation.validate({**PLAIN, **changes}, rules.IndicatorEntry)
    return "; ".join(fault.message for fault in found)


def test_every_indicator_ships_under_its_name() -> None:
    """Codes and names are promises."""
    words = NAMES.split()
    shipped = {i.code: i.id for i in rulebook().indicators}
    assert shipped == dict(zip(words[::2], words[1::2], strict=True))


def test_every_indicator_with_weight_has_a_sentence() -> None:
    """No firing without its why."""
    assert [i.code for i in rulebook().indicators if not i.says and any(t.weight for t in i.tiers)] == []


def test_a_plain_indicator_is_fine() -> None:
    """The least that can be written."""
    assert faults() == ""


def test_an_unknown_relation_is_named_with_the_known_ones() -> None:
    """Only the ways that are code."""
    assert "known here: alternating, answer" in faults(kind="sequence", relation="riposte")


def test_a_weight_against_the_direction_is_refused() -> None:
    """What calms weighs less than nothing."""
    assert "goes against the direction down" in faults(direction="down")


def test_a_placeholder_that_nothing_fills_is_refused() -> None:
    """A sentence with a hole says nothing."""
    assert "'{C}' is no placeholder" in faults(says="{C} did it")


def test_a_relation_of_two_halves_needs_two_selectors() -> None:
    """What came first, and what came of it."""
    assert "needs two selectors" in faults(kind="sequence", relation="raised", of=[{"type": "force_state"}])


def test_a_cap_has_to_limit_something() -> None:
    """Neither points nor times is no cap."""
    assert "points, times, or both" in faults(caps=[{"family": "x", "window": "3d"}])


def test_a_rung_that_is_left_above_its_entry_would_flap() -> None:
    """Hysteresis has a direction."""
    _, found = validation.validate({"enter": 10, "leave": 12, "leave_for": "7d"}, ladder.RungEntry)
    assert "flaps" in found[0].message


def test_the_numbers_of_the_alert_levels_come_with_the_ladder() -> None:
    """Under the names that the alerts read."""
    params = dict(rulebook().ladder.params)
    assert (params["alert_momentum"], params["alert_cool_down_hours"], params["alert_bundle_hours"]) == (20, 6, 72)


def test_rules_and_code_agree_on_the_ways_and_the_placeholders() -> None:
    """What the files may say is what the code can do."""
    code = {
        IndicatorKind.COUNT: counts.RELATIONS,
        IndicatorKind.SEQUENCE: sequences.RELATIONS,
        IndicatorKind.FIRST: novelty.RELATIONS,
        IndicatorKind.THRESHOLD: timers.RELATIONS,
        IndicatorKind.CONTEXT: context.RELATIONS,
    }
    assert {kind: rules.RELATIONS[kind] for kind in code} == code
    assert all(faults(says=f"{{{name}}}") == "" for name in sentences.FIELDS)
