"""What is said of an incident changes: each field keeps its versions, each side its word, and an incident has a life."""

from datetime import timedelta

import pytest

from monitor.incidents import life
from monitor.model.incidents import Incident, Life, Stance
from monitor.model.reports import Mode, TargetClass
from tests.support.incidents import GUNMEN, IR_PK, at, dead, group, join, later, people, report, strike

NOON = at("2030-01-18T12:00")


def versions(incident: Incident, field: str) -> list[tuple[str, str, int]]:
    return [(v.value, v.grade, v.reports) for v in incident.versions if v.field == field]


def test_each_field_keeps_what_it_was_said_to_be() -> None:
    """In the order in which it became known, with the best grade that says so and how many do."""
    (incident,) = join(
        [
            strike("x", NOON, outlet="evening", initiator=IR_PK.state("IR"), killed=dead(2)),
            strike("y", later(NOON, hours=1), outlet="wire", event="force_state.drone_strike", killed=dead(3)),
            strike("z", later(NOON, hours=2), outlet="morning", killed=dead(3), said_by=("PK",)),
        ]
    )
    assert versions(incident, "killed") == [("2", "C", 1), ("3", "A", 2)]
    assert versions(incident, "initiator") == [("IR (IR)", "C", 1), ("a-guards (IR)", "A", 2)]
    assert versions(incident, "event") == [("force_state.missile_strike", "B", 2), ("force_state.drone_strike", "A", 1)]
    assert versions(incident, "injured") == []
    (latest,) = [v for v in incident.versions if v.field == "killed" and v.value == "3"]
    assert (latest.report, latest.outlet, latest.said_by) == ("y#0", "wire", ("PK",))
    assert (latest.known_at, latest.last_known_at) == (later(NOON, hours=1), later(NOON, hours=2))


def test_endless_versions_are_cut() -> None:
    """A hundred sites with a hundred tolls leave the newest twenty."""
    (incident,) = join(
        [strike(f"x{n:03}", later(NOON, minutes=n), outlet=f"site-{n}", killed=dead(1000 + n)) for n in range(100)]
    )
    assert [value for value, _, _ in versions(incident, "killed")] == [str(1080 + n) for n in range(20)]


def test_claims_and_denials_stand_on_the_incident() -> None:
    """A group claims, an army denies: no occurrences of their own, but each side's word, as first heard, by whom."""
    attack = {"initiator": GUNMEN, "places": (IR_PK.place("a-town"),), "target": IR_PK.force("IR")}
    event = "force_nonstate.attack_on_forces"
    news = [
        report("x", event, NOON, outlet="militant-channel", claimed_by=("justice-army",), **attack),
        report(
            "y",
            event,
            later(NOON, hours=1),
            outlet="morning",
            claimed_by=("justice-army",),
            denied_by=("IR",),
            **attack,
        ),
        report("z", event, later(NOON, hours=2), outlet="a-agency", mode=Mode.NEGATED, said_by=("IR",), **attack),
    ]
    (incident,) = join(news)
    assert [(c.stance, c.by, c.outlet, c.grade, c.reports) for c in incident.claims] == [
        (Stance.CLAIM, "justice-army", "militant-channel", "B", 2),
        (Stance.DENIAL, "IR", "morning", "B", 2),
    ]


@pytest.mark.parametrize(
    ("others", "disputed"),
    [(TargetClass.CIVILIANS, True), (TargetClass.NONSTATE_GROUP, False), (TargetClass.UNKNOWN, False)],
)
def test_who_was_hit_may_be_disputed(others: TargetClass, disputed: bool) -> None:
    """The striking side says fighters; whether the others say civilians makes the dispute."""
    news = [
        strike("x", NOON, outlet="a-agency", said_by=("IR",), target=group("justice-army")),
        strike("y", NOON, outlet="b-ministry", said_by=("PK",), target=people("PK"), target_class=others),
    ]
    (incident,) = join(news)
    assert incident.target_disputed is disputed


@pytest.mark.parametrize(
    ("days", "stands"), [(0, Life.OPEN), (2.9, Life.OPEN), (3.1, Life.QUIET), (13.9, Life.QUIET), (14.1, Life.CLOSED)]
)
def test_an_incident_goes_quiet_and_is_closed(days: float, stands: Life) -> None:
    """Three days after its last news, and two weeks."""
    (incident,) = join([strike("x", NOON)])
    assert life.of(incident, later(NOON, days=days)) is stands


def test_late_news_opens_an_old_incident_again() -> None:
    """A report a month later of the same night joins it and reopens it; then it goes quiet again."""
    first = strike("x", NOON, happened_at=NOON)
    month = later(NOON, days=30)
    (incident,) = join(
        [
            first,
            strike("y", later(NOON, hours=5), happened_at=NOON),
            strike("z", month, outlet="wire", happened_at=NOON),
        ]
    )
    assert incident.reopened_at == month
    assert life.of(incident, month + timedelta(days=1)) is Life.REOPENED
    assert life.of(incident, month + timedelta(days=4)) is Life.QUIET
    assert life.of(incident, month + timedelta(days=15)) is Life.CLOSED


def test_a_truce_is_affirmed_by_news_of_its_own() -> None:
    """That it holds, or is agreed anew; not what news about something else says of it, nor what is told of its breach."""
    sides = {"initiator": IR_PK.state("IR"), "target": IR_PK.state("PK")}
    event = "material_deesc.ceasefire"
    news = [
        report("x", event, NOON, primary=True, **sides),
        report("y", event, later(NOON, hours=4), outlet="wire", **sides),
        report("z", event, later(NOON, hours=5), outlet="evening", primary=True, traits=("truce_breach",), **sides),
        report("u", event, later(NOON, hours=20), outlet="wire", primary=True, **sides),
    ]
    (incident,) = join(news)
    assert incident.affirmed_at == (later(NOON, hours=20),)
