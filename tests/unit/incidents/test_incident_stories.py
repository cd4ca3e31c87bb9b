"""Sequences of reports as reading gives them, and the incidents that must come of them."""

from dataclasses import replace

import pytest

from monitor.model.incidents import Incident, Status
from monitor.model.reports import ActClass, Correction, Mode, Report, TargetClass
from monitor.model.times import Precision
from tests.support.incidents import (
    GUNMEN,
    IR_PK,
    World,
    at,
    dead,
    group,
    join,
    people,
    report,
    strike,
)


def only(incidents: tuple[Incident, ...], kind: str) -> list[Incident]:
    return [incident for incident in incidents if incident.event.startswith(kind)]


def crisis(world: World) -> list[list[Report]]:
    """Six pieces of news: a strike, its condemnation, the recall, the counter-strike, its toll, the call."""
    a, b = world.a, world.b
    call = {"initiator": world.state(b), "target": world.state(a), "world": world, "traits": ("both_sides",)}
    one = strike("n1", at("2024-01-16T19:30"), world=world, outlet="a-agency", said_by=(a,), means=("missile", "drone"))
    two, three = at("2024-01-16T20:45"), at("2024-01-17T10:00")
    words = {"initiator": world.state(b), "target": world.state(a), "said_by": (b,), "world": world}
    deaths = {"killed": dead(2), "injured": dead(3), "children_killed": dead(2)}
    four, five, six = at("2024-01-18T02:30"), at("2024-01-18T09:00"), at("2024-01-19T13:00")
    answer = {"world": world, "by": "b", "event": "force_state.drone_strike", "means": ("drone", "rocket")}
    toll = {
        "killed": dead(9),
        "children_killed": dead(4),
        "said_by": (a,),
        "traits": ("foreign_victims",),
        "target": people(),
    }
    return [
        [one],
        [
            report("n2#0", "diplo_hostile.condemn_protest", two, **words),
            strike(
                "n2#1",
                two,
                world=world,
                event="force_state.air_strike",
                said_by=(b,),
                target=None,
                target_class=TargetClass.UNKNOWN,
                places=(world.place("b"),),
                **deaths,
            ),
            report("n2#2", "diplo_hostile.threat_warning", two, **words),
        ],
        [
            fact
            for item, outlet in (("n3", "evening"), ("n4", "wire"))
            for fact in (
                report(f"{item}#0", "diplo_hostile.envoy_recalled_expelled", three, outlet=outlet, **words),
                report(
                    f"{item}#1", "diplo_hostile.threat_warning", three, outlet=outlet, traits=("force_threat",), **words
                ),
            )
        ],
        [
            strike("n5", four, outlet="b-army-office", said_by=(b,), happened_at=at("2024-01-18T01:00"), **answer),
            strike("n6", four, outlet="a-television", said_by=(a,), happened_at=at("2024-01-18T01:00"), **answer),
        ],
        [
            strike("n7#0", five, target_class=TargetClass.CIVILIANS, **(answer | toll)),
            strike("n8#0", five, outlet="a-agency", target_class=TargetClass.CIVILIANS, **(answer | toll)),
            report("n7#1", "diplo_coop.conciliatory", five, **words),
            report("n7#2", "diplo_coop.no_escalation_declaration", five, **words),
            report(
                "n8#1",
                "diplo_coop.no_escalation_declaration",
                five,
                outlet="a-agency",
                said_by=(a,),
                world=world,
                initiator=world.state(a),
                target=world.state(b),
            ),
        ],
        [
            fact
            for item, outlet, side in (("n9", "b-ministry", b), ("na", "a-agency", a))
            for fact in (
                report(f"{item}#0", "diplo_coop.contact", six, outlet=outlet, said_by=(side,), **call),
                report(
                    f"{item}#1", "diplo_coop.agreement_joint_statement", six, outlet=outlet, said_by=(side,), **call
                ),
                report(
                    f"{item}#2",
                    "diplo_coop.relations_restored",
                    six,
                    outlet=outlet,
                    said_by=(side,),
                    **(call | {"traits": ("return_announced",)}),
                ),
            )
        ],
    ]


def told(world: World, pieces: int) -> tuple[Incident, ...]:
    return join([fact for piece in crisis(world)[:pieces] for fact in piece], world=world)


WORLDS = [IR_PK, World(a="XA", b="XB")]


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.border)
class TestCrisis:
    """A strike and the counter-strike two days later, with what was said in between; in a real and in an invented pair of states."""

    def test_a_self_claim_alone_is_worth_sixty(self, world: World) -> None:
        """A state's own claim of a strike, through its own agency, is believed at .60 and not more."""
        (first,) = told(world, 1)
        assert first.confidence == 0.60
        assert first.status is Status.REPORTED
        assert "only the side that acted says so" in first.confidence_because
        assert first.means == ("drone", "missile")

    def test_the_other_side_confirms_the_same_strike(self, world: World) -> None:
        """The victim's condemnation joins the strike, raises it to .95, and brings the toll; the condemnation is its own incident."""
        incidents = told(world, 2)
        (first,) = only(incidents, "force_state")
        assert first.confidence == 0.95
        assert first.status is Status.CONFIRMED
        assert first.confirmed_by == tuple(sorted((world.a, world.b)))
        assert first.killed == dead(2)
        assert first.effects == 0.70
        assert first.event == "force_state.missile_strike"
        assert first.target_class is TargetClass.NONSTATE_GROUP
        assert [place.entity for place in first.places] == ["b-village"]
        assert [incident.confidence for incident in only(incidents, "diplo_hostile")] == [0.85, 0.85]

    def test_recall_and_vow_are_new_incidents(self, world: World) -> None:
        """The recall is one incident from two outlets, and the vow of force is not the warning of the evening before."""
        incidents = told(world, 3)
        (recall,) = only(incidents, "diplo_hostile.envoy_recalled")
        assert recall.confidence >= 0.9
        assert len(only(incidents, "diplo_hostile.threat_warning")) == 2

    def test_the_counter_strike_is_another_incident_and_answers_the_first(self, world: World) -> None:
        """Direction tells the counter-strike from the strike; it points back to what it answers."""
        first, second = only(told(world, 4), "force_state")
        assert (first.initiator_state, first.target_state) == (world.a, world.b)
        assert (second.initiator_state, second.target_state) == (world.b, world.a)
        assert second.response_to == first.id
        assert first.response_to is None
        assert second.confidence == 0.95
        assert second.started_at == at("2024-01-18T01:00")

    def test_the_whole_week_is_two_strikes_and_some_diplomacy(self, world: World) -> None:
        """Toll and declarations bring no third strike; the diplomatic acts are between seven and twelve."""
        incidents = told(world, 6)
        second = only(incidents, "force_state")[1]
        assert len(only(incidents, "force_state")) == 2
        assert second.killed == dead(9)
        assert second.effects == 0.90
        assert second.target_class is TargetClass.NONSTATE_GROUP
        assert 7 <= len(only(incidents, "diplo")) <= 12
        (contact,) = only(incidents, "diplo_coop.contact")
        assert contact.confidence >= 0.95

    def test_the_joint_statement_days_later_seals_the_same_agreement(self, world: World) -> None:
        """A joint statement 67 hours after the call joins its agreement; the envoys' return a week later does not."""
        facts = [fact for piece in crisis(world) for fact in piece]
        both = {"initiator": world.state(world.a), "target": world.state(world.b), "world": world}
        facts.append(
            report("nb", "diplo_coop.agreement_joint_statement", at("2024-01-22T08:00"), outlet="wire", **both)
        )
        facts.append(
            report("nc", "diplo_coop.relations_restored", at("2024-01-26T10:00"), traits=("returned",), **both)
        )
        incidents = join(facts, world=world)
        assert len(only(incidents, "diplo_coop.agreement")) == 1
        assert len(only(incidents, "diplo_coop.relations_restored")) == 2

    def test_a_deleted_claim_leaves_the_incident_to_the_other_side(self, world: World) -> None:
        """When the agency deletes its item the strike stands on the victim's word, marked as having lost a source."""
        facts = [fact for piece in crisis(world)[:2] for fact in piece]
        (first,) = only(join(facts, world=world, withdrawn=("n1",)), "force_state")
        assert first.status is Status.SOURCE_WITHDRAWN
        assert first.confidence == 0.70
        assert "n1#0" in first.reports
        assert len(first.lines) == 1


def test_one_wire_story_in_eight_outlets_is_one_line() -> None:
    """Eight copies of an agency and one independent report are one incident on two lines, about .9 sure, with a toll of three."""
    ambush = {
        "initiator": GUNMEN,
        "target": IR_PK.force("IR"),
        "target_class": TargetClass.STATE_FORCES,
        "killed": dead(3),
    }
    facts = [
        report(
            f"w{n}",
            "force_nonstate.attack_on_forces",
            at(f"2030-02-01T04:{n * 10:02}"),
            outlet=f"paper-{n}",
            events_grade=grade,
            owner=f"paper-{n}",
            agency="Wire",
            places=(IR_PK.place("a-town"),),
            **ambush,
        )
        for n, grade in zip(range(6), "BCBCBC", strict=True)
    ]
    facts += [
        report(
            f"x{n}",
            "force_nonstate.attack_on_forces",
            at(f"2030-02-01T05:{n * 10:02}"),
            outlet=f"sheet-{n}",
            sketch=(1, 2, 3, 4, 5, 6),
            agency=agency,
            places=(IR_PK.place("a-province"),),
            **ambush,
        )
        for n, agency in enumerate(("Wire", None))
    ]
    facts.append(
        report(
            "y",
            "force_nonstate.attack_on_forces",
            at("2030-02-01T05:45"),
            outlet="monitor-ngo",
            places=(IR_PK.place("a-town"),),
            **ambush,
        )
    )
    (incident,) = join(facts)
    assert len(incident.reports) == 9
    assert len(incident.lines) == 2
    assert incident.confidence == pytest.approx(0.9, abs=0.03)
    assert incident.killed == dead(3)
    assert len(incident.links) == 2


def blast(item: str, known: str, toll: int, **fields: object) -> Report:
    return report(
        item,
        "force_nonstate.suicide_attack",
        at(known),
        places=(IR_PK.place("a-town"),),
        initiator=GUNMEN,
        killed=dead(toll),
        target=people("IR"),
        target_class=TargetClass.CIVILIANS,
        **fields,
    )


def test_a_toll_that_rises_and_falls_is_one_incident() -> None:
    """73, 100, corrected to 84, then 86 four days later: versions of one number, and the latest stands."""
    facts = [
        blast("t1", "2030-05-01T12:00", 73),
        blast("t2", "2030-05-01T14:00", 100),
        blast("t3", "2030-05-02T13:00", 84, correction=Correction.CORRECTED),
        blast("t4", "2030-05-05T10:00", 86),
    ]
    seen = [join(facts[:n]) for n in range(1, 5)]
    assert [len(incidents) for incidents in seen] == [1, 1, 1, 1]
    assert [incidents[0].killed for incidents in seen] == [dead(73), dead(100), dead(84), dead(86)]
    assert [figure.count.best for figure in seen[-1][0].figures] == [73, 100, 84, 86]
    assert len({incidents[0].id for incidents in seen}) == 1
    assert seen[-1][0].started_at == at("2030-05-01T12:00")


def test_a_refiled_story_changes_nothing_that_matters() -> None:
    """A refile with another spelling joins, and leaves confidence, toll and status as they were."""
    first = strike("r1", at("2030-05-04T12:00"), by="b", killed=dead(2))
    again = replace(first, key="r2#0", item="r2", known_at=at("2030-05-04T15:00"), correction=Correction.REFILED)
    (before,), (after,) = join([first]), join([first, again])
    assert (before.id, before.confidence, before.killed, before.status) == (
        after.id,
        after.confidence,
        after.killed,
        after.status,
    )


def test_a_withdrawn_story_is_retracted() -> None:
    """The only site takes its story back: the incident stays for the record, retracted, without confidence, as grave as it was said to be."""
    claim = strike("s1", at("2030-05-10T12:00"), outlet="evening")
    notice = replace(
        claim,
        key="s2#0",
        item="s2",
        known_at=at("2030-05-10T13:30"),
        happened_at=at("2030-05-10T13:30"),
        published_at=at("2030-05-10T13:30"),
        correction=Correction.WITHDRAWN,
        mode=Mode.NEGATED,
    )
    (before,), (after,) = join([claim]), join([claim, notice])
    assert (before.confidence, before.status) == (0.5, Status.REPORTED)
    assert (after.confidence, after.status, after.severity) == (0.0, Status.RETRACTED, 5)
    assert after.id == before.id
    assert after.items == ("s1", "s2")


def test_a_story_that_others_hold_survives_a_withdrawal() -> None:
    """Another outlet's independent report goes on to hold the incident."""
    claim = strike("s1", at("2030-05-10T12:00"), outlet="evening")
    other = strike("s3", at("2030-05-10T12:30"), outlet="morning")
    notice = replace(claim, key="s2#0", item="s2", known_at=at("2030-05-10T13:30"), correction=Correction.WITHDRAWN)
    (incident,) = join([claim, other, notice])
    assert (incident.status, incident.confidence) == (Status.SOURCE_WITHDRAWN, 0.7)


def test_conflicting_tolls_keep_their_range() -> None:
    """Eight by the ministry, five by the hospital, twelve by militants: low 5, best 5, high 12, nothing added up."""
    there = {"by": "a", "event": "force_state.air_strike", "places": (IR_PK.place("b-district"),)}
    facts = [
        strike("k1", at("2030-06-01T02:00"), said_by=("PK",), killed=dead(8), civilians_killed=dead(8), **there),
        strike("k2", at("2030-06-01T03:00"), outlet="a-agency", said_by=("IR",), **there),
        strike("k3", at("2030-06-01T04:00"), outlet="monitor-ngo", killed=dead(5), children_killed=dead(2), **there),
        strike("k4", at("2030-06-01T05:00"), outlet="militant-channel", killed=dead(12), **there),
    ]
    (incident,) = join(facts)
    assert incident.killed == dead(5, low=5, high=12)
    assert incident.children_killed == dead(2)
    assert incident.confidence >= 0.95
    assert [figure.outlet for figure in incident.figures] == ["morning", "monitor-ngo", "militant-channel"]


def test_a_denied_toll_is_an_upper_bound_only() -> None:
    """Militants claim fourteen, the army repels the attack and denies: the attack is sure, the toll is 0 to 14 until the army confirms."""
    there = {
        "initiator": group("liberation-front"),
        "target": IR_PK.force("PK"),
        "target_class": TargetClass.STATE_FORCES,
        "places": (IR_PK.place("b-village"),),
    }
    event = "force_nonstate.attack_on_forces"
    claim = report(
        "d1",
        event,
        at("2030-08-01T03:00"),
        outlet="militant-channel",
        said_by=("liberation-front",),
        claimed_by=("liberation-front",),
        killed=dead(14),
        **there,
    )
    denial = report("d2", event, at("2030-08-01T04:30"), said_by=("PK",), denied_by=("PK",), injured=dead(2), **there)
    heard = report("d3", event, at("2030-08-01T05:10"), outlet="stringer", **(there | {"initiator": GUNMEN}))
    (alone,) = join([claim])
    (incident,) = join([claim, denial, heard])
    (final,) = join(
        [claim, denial, heard, report("d4", event, at("2030-08-01T20:00"), said_by=("PK",), killed=dead(14), **there)]
    )
    assert alone.confidence == 0.30
    assert incident.confidence >= 0.95
    assert incident.killed == dead(0, low=0, high=14)
    assert (incident.claimed_by, incident.denied_by) == (("liberation-front",), ("PK",))
    assert final.killed == dead(14)
    assert final.id == incident.id


def test_one_strike_in_five_languages() -> None:
    """Reports that differ in place, group, means and detail are one strike with the most precise place and the named group."""
    when = {"en": "19:30", "fa": "19:40", "ur": "20:05", "ar": "20:10", "hi": "20:40"}
    known = {language: at(f"2024-01-16T{clock}") for language, clock in when.items()}
    facts = [
        strike(
            "en",
            known["en"],
            places=(IR_PK.place("b-district"),),
            initiator=IR_PK.state("IR"),
            event="force_state.air_strike",
        ),
        strike("fa", known["fa"], outlet="a-agency", said_by=("IR",), means=("missile", "drone")),
        strike(
            "ur",
            known["ur"],
            outlet="evening",
            said_by=("PK",),
            target=None,
            target_class=TargetClass.UNKNOWN,
            killed=dead(2),
            injured=dead(3),
            event="force_state.air_strike",
            initiator=IR_PK.state("IR"),
            places=(IR_PK.place("b-district"),),
        ),
        strike(
            "ar",
            known["ar"],
            outlet="stringer",
            places=(IR_PK.place("b"),),
            event="force_state.shelling",
            act=ActClass.AIR,
        ),
        strike(
            "hi", known["hi"], outlet="monitor-ngo", places=(IR_PK.place("b-province"),), killed=dead(2), target=None
        ),
    ]
    (incident,) = join(facts)
    assert incident.confidence >= 0.95
    assert incident.initiator is not None
    assert incident.target is not None
    assert (incident.initiator.entity, incident.target.entity) == ("a-guards", "justice-army")
    assert [place.entity for place in incident.places] == ["b-village"]
    assert (incident.killed, incident.injured) == (dead(2), dead(3))


def test_a_spoiler_is_nobodys_act() -> None:
    """Nine workers shot by unknown gunmen nine days after a strike on the same town: one incident, no state's, no answer to anything."""
    there = {"initiator": GUNMEN, "target": people("PK"), "target_class": TargetClass.CIVILIANS, "killed": dead(9)}
    facts = [
        strike("p0", at("2024-01-18T02:30"), by="b", happened_at=at("2024-01-18T01:00"), killed=dead(9)),
        report(
            "p1", "force_nonstate.attack_on_civilians", at("2024-01-27T03:00"), places=(IR_PK.place("a-town"),), **there
        ),
        report(
            "p2",
            "force_nonstate.attack_on_civilians",
            at("2024-01-28T09:00"),
            outlet="wire",
            places=(IR_PK.place("a-province"),),
            **there,
        ),
        report(
            "p3", "diplo_hostile.condemn_protest", at("2024-01-27T12:00"), initiator=IR_PK.state("PK"), said_by=("PK",)
        ),
        report(
            "p4",
            "diplo_hostile.condemn_protest",
            at("2024-01-27T14:00"),
            initiator=IR_PK.state("IR"),
            outlet="a-agency",
            said_by=("IR",),
        ),
    ]
    incidents = join(facts)
    (attack,) = only(incidents, "force_nonstate")
    assert attack.initiator == GUNMEN
    assert (attack.initiator_state, attack.response_to) == (None, None)
    assert attack.killed == dead(9)
    assert len(only(incidents, "diplo_hostile")) == 2
    assert len(incidents) == 4


def test_the_headline_says_who_began_an_exchange_of_which_one_text_tells_both_accounts() -> None:
    """The second side's word stands in the same text, with a named force even: the news is the headline's."""
    exchange, noon = "force_state.fire_exchange", at("2030-03-01T12:00")
    told = report(
        "x#0", exchange, noon, initiator=IR_PK.state("PK"), target=IR_PK.force("IR"), said_by=("IR",), primary=True
    )
    answer = report("x#1", exchange, noon, initiator=IR_PK.force("IR"), target=IR_PK.state("PK"), said_by=("PK",))
    (incident,) = join([told, answer])
    assert incident.initiator_disputed
    assert (incident.initiator_state, incident.target_state) == ("PK", "IR")


def test_each_side_says_that_the_other_fired_first() -> None:
    """Mutual accusations within the hour are one exchange with no beginner; the next day's fire with another toll is another."""

    def fire(item: str, known: str, by: str, on: str, **fields: object) -> Report:
        return report(
            item, "force_state.fire_exchange", at(known), initiator=IR_PK.force(by), target=IR_PK.force(on), **fields
        )

    facts = [
        fire("f1", "2030-03-01T06:10", "PK", "IR", said_by=("IR",)),
        fire("f2", "2030-03-01T06:40", "IR", "PK", said_by=("PK",), outlet="evening"),
        fire("f3", "2030-03-02T05:00", "PK", "IR", killed=dead(1)),
        fire("f4", "2030-03-02T12:00", "PK", "IR", killed=dead(3), outlet="b-army-office"),
    ]
    incidents = join(facts)
    assert [incident.reports for incident in incidents] == [("f1#0", "f2#0"), ("f3#0",), ("f4#0",)]
    assert incidents[0].initiator_disputed
    assert incidents[0].confidence == 0.95
    assert {incidents[0].initiator_state, incidents[0].target_state} == {"IR", "PK"}
    assert all(incident.response_to is None for incident in incidents)
    assert [incident.severity for incident in incidents] == [4, 5, 5]


def test_who_returns_fire_didnt_begin() -> None:
    """One item tells of A's fire and of the answer by a force of B that it calls by its name: A began all the same."""
    at_six = at("2030-03-01T06:10")
    facts = [
        report(
            "f1",
            "force_state.fire_exchange",
            at_six,
            initiator=IR_PK.state("PK"),
            target=IR_PK.state("IR"),
            primary=True,
        ),
        report("f1#1", "force_state.fire_exchange", at_six, initiator=IR_PK.force("IR"), target=IR_PK.state("PK")),
    ]
    (incident,) = join(facts)
    assert (incident.initiator_state, incident.target_state) == ("PK", "IR")


def test_a_late_report_finds_its_place_by_event_time() -> None:
    """The strike that became known after its answer comes first, and the answer then points to it."""
    answer = strike("l1", at("2030-09-03T02:30"), by="b", happened_at=at("2030-09-03T01:00"), precision=Precision.HOUR)
    late = strike(
        "l2",
        at("2030-09-03T08:30"),
        outlet="wire",
        published_at=at("2030-09-01T18:00"),
        happened_at=at("2030-09-01T17:00"),
        killed=dead(1),
    )
    first, second = join([answer, late])
    assert (first.reports, second.reports) == (("l2#0",), ("l1#0",))
    assert second.response_to == first.id
