"""Stories of assessing, on both databases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from monitor.adapters.store import SqlStore
from monitor.model.assessments import Coverage, State
from monitor.model.incidents import Incident
from monitor.model.queries import IncidentQuery
from monitor.model.reports import Correction
from monitor.pipeline.cases import Heeding, Outcome
from monitor.pipeline.ports import NO_BORDER
from tests.support.store import (
    LEASE,
    MINUTE,
    NOW,
    alert,
    assess,
    assessment,
    delivery,
    firing,
    incident,
    read,
    reading,
    report,
    transition,
)


def test_the_border_that_is_dirty_longest_is_leased_first(store: SqlStore, other: SqlStore) -> None:
    """Each border has one assessor at a time."""
    read(store, report("late#0", border="CO-EC"), now=NOW)
    read(store, report("early#0", border="EC-PE"), now=NOW - MINUTE)
    assert store.lease_dirty_border(now=NOW, lease=LEASE) == "EC-PE"
    assert other.lease_dirty_border(now=NOW, lease=LEASE) == "CO-EC"
    assert store.lease_dirty_border(now=NOW, lease=LEASE) is None


def test_a_lease_taken_while_the_clock_was_ahead_is_none(store: SqlStore, other: SqlStore) -> None:
    """Whoever took it died; the border isn't left alone until that time has come."""
    read(store, report("one#0", border="EC-PE"), now=NOW)
    assert store.lease_dirty_border(now=NOW + timedelta(days=30), lease=LEASE) == "EC-PE"
    assert other.lease_dirty_border(now=NOW, lease=LEASE) == "EC-PE"


def test_a_lease_may_be_asked_for_certain_borders_only(store: SqlStore) -> None:
    """What an operator assesses by hand."""
    read(store, report("one#0", border="CO-EC"), report("two#0", border=None))
    assert store.lease_dirty_border(now=NOW, lease=LEASE, only=["EC-PE"]) is None
    assert store.lease_dirty_border(now=NOW, lease=LEASE, only=[NO_BORDER]) == NO_BORDER


def test_a_border_whose_time_has_come_is_leased_though_nothing_happened(store: SqlStore) -> None:
    """Quiet is a result too."""
    assert store.next_check_at() is None
    assess(store, assessment=assessment(next_check_at=NOW + MINUTE))
    assert store.next_check_at() == NOW + MINUTE
    assert store.lease_dirty_border(now=NOW + MINUTE - timedelta(microseconds=1), lease=LEASE) is None
    assert store.lease_dirty_border(now=NOW + MINUTE, lease=LEASE) == "EC-PE"


def test_lanes_that_other_rules_have_judged_are_named(store: SqlStore) -> None:
    """Those that were never judged aren't."""
    assess(store, border="EC-PE", rules="old")
    assess(store, border="CO-EC", rules="new")
    read(store, report("unjudged#0", border="BO-PE"))
    assert store.lanes_judged_otherwise("new") == ["EC-PE"]
    assert store.lanes_judged_otherwise("old") == ["CO-EC"]


def test_only_a_border_for_which_nothing_waits_is_leased_as_clean(store: SqlStore, other: SqlStore) -> None:
    """Not while it is dirty, its time has come, or another holds it."""
    assess(store, border="EC-PE", assessment=assessment(next_check_at=NOW + MINUTE))
    assert not store.lease_clean("EC-PE", now=NOW + MINUTE, lease=LEASE)
    assert store.lease_clean("EC-PE", now=NOW, lease=LEASE)
    assert not other.lease_clean("EC-PE", now=NOW, lease=LEASE)
    read(store, report("late#0", border="CO-EC"))
    assert not store.lease_clean("CO-EC", now=NOW, lease=LEASE)
    assert not store.lease_clean("BO-CL", now=NOW, lease=LEASE)


def test_a_lane_that_is_unsettled_is_judged_anew_whatever_the_rules(store: SqlStore) -> None:
    """Also one that wasn't there; judged, it is like any other."""
    store.unsettle(NO_BORDER)
    assert store.lanes_judged_otherwise("new") == [NO_BORDER]
    assert store.lease_clean(NO_BORDER, now=NOW, lease=LEASE)
    lease = store.case(NO_BORDER, now=NOW).lease
    store.record_outcome(Outcome(border=NO_BORDER, lease=lease, assessment=assessment(NO_BORDER), rules="new"), now=NOW)
    assert store.lanes_judged_otherwise("new") == []


def test_an_outcome_is_written_whole(store: SqlStore) -> None:
    """Everything that one assessment came to is there, or nothing."""
    firings = (firing("I11", at=NOW), firing("I01", at=NOW - MINUTE))
    told = assessment(state=State.TENSION, score=20.5, coverage=(("EC", Coverage.LIVE),), firings=firings)
    change = transition(State.CALM, State.TENSION)
    assess(store, "CO-EC", incidents=(incident("cc1", border="CO-EC"),))
    written = assess(
        store,
        assessment=told,
        incidents=(incident("aa1"),),
        transitions=(change,),
        alerts=(alert("alert-1"),),
        deliveries=(delivery("alert-1"),),
        dirties=(heeding("CO-EC"), heeding("EC-PE")),
    )
    assert written
    assert store.incidents(IncidentQuery(border="EC-PE")) == [incident("aa1")]
    assert store.firings("EC-PE") == [firings[1], firings[0]]
    assert store.transitions("EC-PE") == [change]
    assert store.alerts(border="EC-PE", since=None, limit=9) == [alert("alert-1")]
    assert store.deliveries(state=None, alert="alert-1", limit=9) == [replace(delivery("alert-1"), sequence=1)]
    lines = {line.border: line for line in store.borders()}
    assert (lines["EC-PE"].assessment, lines["EC-PE"].dirty) == (told, False)
    assert lines["CO-EC"].dirty


def test_a_wrong_value_leaves_nothing_behind(store: SqlStore) -> None:
    """A confidence beyond one is a bug; the transaction that it was in never happened, and the border is still to be assessed."""
    with pytest.raises(IntegrityError):
        assess(store, alerts=(alert("alert-1"),), incidents=(incident("aa1"), incident("aa2", confidence=1.5)))
    assert store.alerts(border=None, since=None, limit=9) == []
    assert store.incidents() == []
    assert [line.dirty for line in store.borders()] == [True]


def test_an_outcome_whose_lease_was_lost_writes_nothing(store: SqlStore, other: SqlStore) -> None:
    """Who was too slow gives way to who took over."""
    read(store, report("one#0"))
    store.lease_dirty_border(now=NOW, lease=LEASE)
    slow = store.case("EC-PE", now=NOW)
    assert other.lease_dirty_border(now=NOW + LEASE, lease=LEASE) == "EC-PE"
    outcome = Outcome(
        border="EC-PE",
        lease=slow.lease,
        assessment=assessment(),
        incidents=(incident("aa1"),),
        alerts=(alert("alert-1"),),
    )
    assert store.record_outcome(outcome, now=NOW + LEASE) is False
    assert store.incidents() == []
    assert store.alerts(border=None, since=None, limit=9) == []
    fresh = other.case("EC-PE", now=NOW + LEASE)
    assert other.record_outcome(replace(outcome, lease=fresh.lease), now=NOW + LEASE)


def test_a_case_read_without_a_lease_can_not_be_written(store: SqlStore, other: SqlStore) -> None:
    """A case never carries the lease of another process; looking is allowed, writing isn't."""
    read(store, report("one#0"))
    store.lease_dirty_border(now=NOW, lease=LEASE)
    looked = other.case("EC-PE", now=NOW)
    assert looked.lease == ""
    assert other.record_outcome(Outcome(border="EC-PE", lease="", assessment=assessment()), now=NOW) is False


def test_the_same_outcome_is_not_written_twice(store: SqlStore) -> None:
    """The lease ends with the first writing."""
    read(store, report("one#0"))
    store.lease_dirty_border(now=NOW, lease=LEASE)
    outcome = Outcome(
        border="EC-PE", lease=store.case("EC-PE", now=NOW).lease, assessment=assessment(), alerts=(alert("alert-1"),)
    )
    assert store.record_outcome(outcome, now=NOW)
    assert store.record_outcome(outcome, now=NOW) is False


def test_alerts_deliveries_and_transitions_that_are_there_already_change_nothing(store: SqlStore) -> None:
    """A recomputation that comes to the same tells nobody twice."""
    change = transition(State.CALM, State.TENSION)
    outcome = {"alerts": (alert("alert-1"),), "deliveries": (delivery("alert-1"),), "transitions": (change,)}
    assess(store, **outcome)
    assess(store, now=NOW + MINUTE, **outcome)
    assert len(store.alerts(border=None, since=None, limit=9)) == 1
    assert len(store.deliveries(state=None, alert=None, limit=9)) == 1
    assert store.transitions("EC-PE") == [change]


def test_what_comes_while_a_border_is_assessed_keeps_it_dirty(store: SqlStore) -> None:
    """No report falls between the reading of a case and the writing of its outcome."""
    read(store, report("one#0"))
    store.lease_dirty_border(now=NOW, lease=LEASE)
    case = store.case("EC-PE", now=NOW)
    read(store, report("two#0"), now=NOW + MINUTE / 2)
    assert store.record_outcome(
        Outcome(border="EC-PE", lease=case.lease, assessment=assessment()), now=NOW + MINUTE / 2
    )
    assert store.lease_dirty_border(now=NOW + MINUTE / 2, lease=LEASE) == "EC-PE"
    assert {each.key for each in store.case("EC-PE", now=NOW + MINUTE).reports} == {"one#0", "two#0"}


def test_a_lease_that_is_extended_keeps_the_border_out_of_reach(store: SqlStore, other: SqlStore) -> None:
    """A border whose judging fails doesn't spin; nobody extends the lease of another."""
    read(store, report("one#0"))
    store.lease_dirty_border(now=NOW, lease=LEASE)
    store.extend_lease("EC-PE", until=NOW + 10 * MINUTE)
    other.extend_lease("EC-PE", until=NOW)
    assert store.lease_dirty_border(now=NOW + 9 * MINUTE, lease=LEASE) is None
    assert store.lease_dirty_border(now=NOW + 10 * MINUTE, lease=LEASE) == "EC-PE"


def test_a_case_holds_all_that_judging_reads(store: SqlStore) -> None:
    """Reports that are known, the last incidents, what was told, the alert log, strikes of its sides elsewhere, withdrawals."""
    told = assessment(score=3.0)
    assess(
        store, assessment=told, incidents=(incident("aa1"),), alerts=(alert("a2", at=NOW), alert("a1", at=NOW - MINUTE))
    )
    assess(
        store,
        "CO-EC",
        incidents=(incident("bb1", border="CO-EC"), incident("bb2", border="CO-EC", event="protest.condemn")),
    )
    assess(store, "CO-PA", incidents=(incident("cc1", border="CO-PA", by="CO"),))
    read(store, report("one#0", correction=Correction.WITHDRAWN), report("two#0", known_at=NOW + MINUTE))
    case = store.case("EC-PE", now=NOW)
    assert case.told == told
    assert case.incidents == (incident("aa1"),)
    assert [each.id for each in case.alerts] == ["a1", "a2"]
    assert case.elsewhere == (incident("bb1", border="CO-EC"),)
    assert set(case.borders) >= {case.border, "CO-EC", "CO-PA"}
    assert "two#0" not in {each.key for each in case.reports}
    assert case.coverage == ()


def test_a_border_never_touched_has_an_empty_case(store: SqlStore) -> None:
    """Nothing is known of it, and that is no error."""
    case = store.case("EC-PE", now=NOW)
    assert (case.reports, case.incidents, case.told, case.lease) == ((), (), None, "")


def test_an_incident_that_was_merged_away_leads_to_the_one_that_goes_on(store: SqlStore) -> None:
    """Also over several merges, and by a prefix; when the merge is undone it is itself again."""
    assess(store, incidents=(incident("aa1"), incident("ab2"), incident("ac3")))
    assess(store, now=NOW + MINUTE, incidents=(incident("ab2"), incident("ac3")), redirects=(("aa1", "ab2"),))
    assess(store, now=NOW + 2 * MINUTE, incidents=(incident("ac3"),), redirects=(("ab2", "ac3"),))
    assert store.incident("aa1") == store.incident("ab2") == store.incident("aa") == incident("ac3")
    assert store.counts().incidents == 1
    assess(store, now=NOW + 3 * MINUTE, incidents=(incident("ac3"), incident("aa1")))
    assert store.incident("aa1") == incident("aa1")


def test_merges_of_one_outcome_may_follow_one_another(store: SqlStore) -> None:
    """The order in which they are named doesn't matter."""
    assess(store, incidents=(incident("aa1"), incident("ab2"), incident("ac3")))
    assess(store, now=NOW + MINUTE, incidents=(incident("ac3"),), redirects=(("ab2", "ac3"), ("aa1", "ab2")))
    assert store.incident("aa1") == incident("ac3")


def test_an_incident_without_reports_in_its_lane_goes(store: SqlStore) -> None:
    """It was read anew, to something else; one that the outcome merely doesn't name stays."""
    read(store, report("one#0"), report("two#0"))
    assess(store, incidents=(incident("aa1", reports=("one#0",)), incident("bb2", reports=("two#0",))))
    store.record_readings([reading("one", report("one#0", border="CO-EC"))], now=NOW)
    assess(store, now=NOW + MINUTE, incidents=())
    assert store.incidents() == [incident("bb2", reports=("two#0",))]


def test_an_incident_may_change_its_home(store: SqlStore) -> None:
    """The assessment of its new home writes it; there is never a second one."""
    assess(store, incidents=(incident("aa1"),))
    assess(store, "CO-EC", incidents=(incident("aa1", border="CO-EC"),))
    assert store.incidents() == [incident("aa1", border="CO-EC")]
    assert store.case("EC-PE", now=NOW).incidents == ()


def test_firings_are_replaced_with_each_assessment(store: SqlStore) -> None:
    """The firings are those of the present state of knowledge, never a sum of earlier ones."""
    assess(store, assessment=assessment(firings=(firing("I11"), firing("I12"))))
    assess(store, "CO-EC", assessment=assessment("CO-EC", firings=(firing("I01", border="CO-EC"),)))
    assess(store, now=NOW + MINUTE, assessment=assessment(firings=(firing("I13"),)))
    assert [each.code for each in store.firings("EC-PE")] == ["I13"]
    assert [each.code for each in store.firings("CO-EC")] == ["I01"]


def heeding(border: str, **fields: Any) -> Heeding:
    """A border of Ecuador, which struck elsewhere."""
    return Heeding(**{"border": border, "by": ("EC",), "first_at": NOW, "last_at": NOW, **fields})


@pytest.mark.parametrize(
    ("acts", "looks"),
    [
        ((), False),
        ((incident("b1", border="CO-EC"),), True),
        ((incident("b1", border="CO-EC", by="CO"),), False),
        ((incident("b1", border="CO-EC", started_at=NOW - timedelta(days=4)),), False),
        ((incident("b1", border="CO-EC", started_at=NOW - timedelta(days=3)),), True),
    ],
)
def test_a_strike_elsewhere_concerns_whoever_saw_the_same_state_act_within_three_days(
    store: SqlStore, acts: tuple[Incident, ...], *, looks: bool
) -> None:
    """Only then can the two be theatres of one campaign."""
    assess(store, "CO-EC", incidents=acts)
    assess(store, dirties=(heeding("CO-EC"),))
    assert {line.border for line in store.borders() if line.dirty} == ({"CO-EC"} if looks else set())


def test_a_strike_elsewhere_concerns_a_border_that_is_being_judged(store: SqlStore, other: SqlStore) -> None:
    """It may come to such an act, from what was read before the strike was there."""
    read(other, report("one#0", border="CO-EC"))
    assert other.lease_dirty_border(now=NOW, lease=LEASE) == "CO-EC"
    lease = other.case("CO-EC", now=NOW).lease
    assess(store, dirties=(heeding("CO-EC"),))
    act = Outcome(
        border="CO-EC", lease=lease, assessment=assessment("CO-EC"), incidents=(incident("b1", border="CO-EC"),)
    )
    assert other.record_outcome(act, now=NOW)
    assert [line.border for line in store.borders() if line.dirty] == ["CO-EC"]


def test_two_borders_may_dirty_one_another(store: SqlStore, other: SqlStore) -> None:
    """Neither waits for the other for ever."""
    read(store, report("one#0", border="CO-EC"), report("two#0", border="EC-PE"))
    outcomes = []
    for each, border, dirties in ((store, "CO-EC", (heeding("EC-PE"),)), (other, "EC-PE", (heeding("CO-EC"),))):
        assert each.lease_dirty_border(now=NOW, lease=LEASE, only=[border]) == border
        lease = each.case(border, now=NOW).lease
        found = Outcome(
            border=border,
            lease=lease,
            assessment=assessment(border),
            incidents=(incident(f"at-{border}", border=border),),
            dirties=dirties,
        )
        outcomes.append((each, found))
    assert all(each.record_outcome(outcome, now=NOW) for each, outcome in outcomes)
    # The second dirtied the first after it had been settled; the first dirtied the second while it was being assessed.
    assert {line.border for line in store.borders() if line.dirty} == {"CO-EC", "EC-PE"}
