"""What people are told, and what they are spared: alerts from the difference between what was told and what is true."""

from dataclasses import replace
from datetime import time

import pytest

from monitor.alerts import compose, decide, route
from monitor.model.alerts import Alert, Level, QuietHours, Reason, Route
from monitor.model.assessments import OTHERS, Contribution, State, Transition
from monitor.model.incidents import Incident, Status
from monitor.model.reports import ActClass, Party, PartyKind, TargetClass
from monitor.model.rulebook import Actor
from tests.support.alerts import BORDER, RULEBOOK, Desk, act, assessed, at, firing, killed, line, ruled, strike

CONFRONTATION = assessed(State.CONFRONTATION, 16)
TENSION = assessed(State.TENSION, 14)


def known(incident: Incident, hours: float) -> Incident:
    """The incident as if news of it had come at that hour, some minutes after it happened."""
    return replace(incident, started_at=at(hours - 0.2), first_known_at=at(hours), last_known_at=at(hours))


def only(alerts: tuple[Alert, ...]) -> Alert:
    """The one alert that there must be."""
    (alert,) = alerts
    return alert


def test_a_crisis_is_told_in_six_loud_alerts_at_most() -> None:
    """Strike, confirmation, recall, counter-strike, words, agreement: one critical, one improving, nothing in between that repeats."""
    desk = Desk()
    one = strike()
    first = only(desk.hears(0, assessed(State.CONFRONTATION, 16, momentum=16.0), [one]))
    assert (first.level, first.reason) == (Level.WARNING, Reason.STATE_RAISED)
    assert "claimed by Xand, not yet confirmed by Yland" in first.headline

    one = replace(one, status=Status.CONFIRMED, confirmed_by=("XA", "YB"), confidence=0.95, killed=killed(2))
    threat = known(act("i2", "diplo_hostile.threat_warning", ActClass.THREAT, 2), 1.25)
    assert desk.hears(1.25, assessed(State.CONFRONTATION, 40, momentum=40.0), [one, threat]) == ()
    assert desk.pending(1.25, assessed(State.CONFRONTATION, 40, momentum=40.0), [one, threat]) == at(6)

    recall = known(act("i3", "diplo_hostile.envoy_recalled_expelled", ActClass.DOWNGRADE, 2), 14.5)
    risky = assessed(State.CONFRONTATION, 51, momentum=51.0, risk=True, outlook=("I03b open: right to respond",))
    third = only(desk.hears(14.5, risky, [one, threat, recall]))
    assert third.level is Level.WARNING
    assert "Risk alert" in third.headline
    told = " ".join(third.why)
    assert all(word in told for word in ("confirmed", "dead 2", "envoy recalled", "threat warning", "risk alert"))

    two = known(
        strike(
            "i4",
            event="force_state.drone_strike",
            initiator=Party(name="Yland Army", kind=PartyKind.STATE_FORCES, state="YB"),
            confirmed_by=("XA", "YB"),
            status=Status.CONFIRMED,
            confidence=0.95,
        ),
        31,
    )
    fourth = only(desk.hears(31, assessed(State.ESCALATION, 92, momentum=53.0, risk=True), [one, threat, recall, two]))
    assert (fourth.level, fourth.reason) == (Level.CRITICAL, Reason.STATE_RAISED)

    words = known(act("i5", "diplo_coop.conciliatory", ActClass.CONCILIATION, -1), 37.5)
    two = replace(two, killed=killed(7, 9, 9), last_known_at=at(37.5))
    fifth = desk.hears(37.5, assessed(State.ESCALATION, 80, momentum=35.0), [one, threat, recall, two, words])
    assert all(alert.level is Level.NOTICE for alert in fifth)

    deal = known(act("i6", "diplo_coop.agreement_joint_statement", ActClass.AGREEMENT, -3), 65.5)
    sixth = only(desk.hears(65.5, assessed(State.DE_ESCALATING, 53), [one, threat, recall, two, words, deal]))
    assert (sixth.level, sixth.reason) == (Level.IMPROVING, Reason.STATE_LOWERED)
    assert sixth.incident == deal.id
    assert len({alert.conversation for alert in desk.alerts}) == 1
    assert [alert.revision for alert in desk.alerts] == list(range(1, len(desk.alerts) + 1))


@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        (State.CALM, State.TENSION, Level.WATCH),
        (State.CALM, State.CONFRONTATION, Level.WARNING),
        (State.CONFRONTATION, State.ESCALATION, Level.CRITICAL),
        (State.ESCALATION, State.DE_ESCALATING, Level.IMPROVING),
        (State.DE_ESCALATING, State.CONFRONTATION, Level.WARNING),
        (State.DE_ESCALATING, State.ESCALATION, Level.CRITICAL),
        (State.DE_ESCALATING, State.TENSION, Level.NOTICE),
        (State.ESCALATION, State.CONFRONTATION, Level.NOTICE),
        (State.TENSION, State.CALM, Level.NOTICE),
    ],
)
def test_each_transition_has_its_loudness_and_no_cool_down(old: State, new: State, level: Level) -> None:
    """A change of state is told at once, even a minute after another alert."""
    desk = Desk()
    old_strike = strike(started_at=at(-400), last_known_at=at(-400))
    desk.hears(0, assessed(old, 30), [old_strike])
    assert only(desk.hears(0.02, assessed(new, 30), [old_strike])).level is level


def test_new_coverage_never_rings() -> None:
    """More reports, more lines and more confidence of the same act say nothing new."""
    desk = Desk()
    desk.hears(0, CONFRONTATION, [strike()])
    more = strike(
        reports=tuple(f"i{n}#0" for n in range(1, 9)),
        lines=(line(), line("l2")),
        confidence=0.85,
        last_known_at=at(20),
    )
    assert desk.hears(20, CONFRONTATION, [more]) == ()


def test_the_gravest_of_equally_quiet_changes_leads() -> None:
    """A strike whose dead are now counted stands in the headline, not the trade ban that came in the same hour."""
    desk = Desk()
    desk.hears(0, TENSION, [strike(killed=killed(10))])
    ban = known(act("i2", "coercion.trade_energy_ban", ActClass.TRADE, 2), 7)
    alert = only(desk.hears(7, TENSION, [strike(killed=killed(12)), ban]))
    assert (alert.level, alert.incident, alert.incidents) == (Level.NOTICE, "i1", ("i1", "i2"))
    assert "trade energy ban" in alert.body


def test_an_incident_is_recognised_under_another_id() -> None:
    """A late report may give an incident another id; its earlier reports stay in it, and nobody is told twice."""
    desk = Desk()
    desk.hears(0, CONFRONTATION, [strike()])
    renamed = replace(strike(), id="i0", reports=("i0#0", "i1#0"))
    assert desk.hears(10, CONFRONTATION, [renamed]) == ()
    assert desk.hears(20, CONFRONTATION, [replace(renamed, id="i00", reports=("i0#0", "i00#0", "i1#0"))]) == ()


def test_state_force_while_not_calm_is_a_warning_after_the_cool_down() -> None:
    """A second strike in the same state waits for the end of the cool-down, then is told once."""
    desk = Desk()
    desk.hears(0, CONFRONTATION, [strike()])
    second = known(strike("i2", act=ActClass.GROUND_ENTRY), 2)
    assert desk.hears(2, CONFRONTATION, [strike(), second]) == ()
    assert desk.pending(2, CONFRONTATION, [strike(), second]) == at(6)
    alert = only(desk.hears(6, CONFRONTATION, [strike(), second]))
    assert (alert.level, alert.reason, alert.incident) == (Level.WARNING, Reason.NEW_INCIDENT, "i2")
    assert desk.pending(6, CONFRONTATION, [strike(), second]) is None


def test_one_more_act_of_the_same_sort_by_the_same_side_is_no_second_warning() -> None:
    """It is a line in the digest for two days; then it rings again."""
    desk = Desk()
    desk.hears(0, CONFRONTATION, [strike()])
    second = known(strike("i2"), 20)
    assert only(desk.hears(20, CONFRONTATION, [strike(), second])).level is Level.NOTICE
    third = known(strike("i3"), 50)
    assert only(desk.hears(50, CONFRONTATION, [strike(), second, third])).level is Level.WARNING


def test_the_first_act_with_many_dead_rings_though_another_rang_before() -> None:
    """A clash with three dead in the morning doesn't make the twenty dead of the evening a line in a digest; the next twenty are one."""
    desk = Desk()
    first = strike(killed=killed(3))
    desk.hears(0, CONFRONTATION, [first])
    worse = replace(known(strike("i2"), 9), killed=killed(20))
    assert only(desk.hears(9, CONFRONTATION, [first, worse])).level is Level.WARNING
    again = replace(known(strike("i3"), 20), killed=killed(22))
    assert only(desk.hears(20, CONFRONTATION, [first, worse, again])).level is Level.NOTICE


def test_a_warning_is_not_held_back_by_a_recent_notice() -> None:
    """Only alerts at least as loud start a cool-down."""
    desk = Desk()
    desk.hears(0, TENSION, [strike(severity=4, confidence=0.9)])
    ban = known(act("i2", "coercion.trade_energy_ban", ActClass.TRADE, 2), 7)
    assert only(desk.hears(7, TENSION, [strike(severity=4, confidence=0.9), ban])).level is Level.NOTICE
    second = known(strike("i3", act=ActClass.GROUND_ENTRY), 8)
    alert = only(desk.hears(8, TENSION, [strike(severity=4, confidence=0.9), ban, second]))
    assert alert.level is Level.WARNING


def test_a_confirmed_strike_on_a_state_is_critical_at_once() -> None:
    """No cool-down holds back severity six that leaves no doubt."""
    desk = Desk()
    desk.hears(0, CONFRONTATION, [strike()])
    worse = known(strike("i2", severity=6, status=Status.CONFIRMED, confidence=0.95), 1)
    assert only(desk.hears(1, CONFRONTATION, [strike(), worse])).level is Level.CRITICAL


def test_what_was_told_as_critical_is_not_told_so_again() -> None:
    """Accounts come and go, and with them the severity: down and up again is a line in the digest. After a correction it rings anew."""
    desk = Desk()
    worst = known(strike("i2", severity=6, status=Status.CONFIRMED, confidence=0.95), 0)
    assert only(desk.hears(0, CONFRONTATION, [worst])).level is Level.CRITICAL
    assert only(desk.hears(7, CONFRONTATION, [replace(worst, severity=5)])).level is Level.NOTICE
    assert only(desk.hears(14, CONFRONTATION, [worst])).level is Level.NOTICE
    taken_back = replace(worst, status=Status.RETRACTED, confidence=0.0, lines=())
    assert only(desk.hears(15, CONFRONTATION, [taken_back])).level is Level.CORRECTION
    assert only(desk.hears(16, CONFRONTATION, [worst])).level is Level.CRITICAL


def test_an_unconfirmed_strike_is_a_watch_and_its_withdrawal_a_correction() -> None:
    """One credible line below the gate is told as unconfirmed; when it is withdrawn, those who heard it hear that."""
    desk = Desk()
    rumour = strike(confidence=0.5, status=Status.UNCONFIRMED, lines=(line(grade="C"),))
    first = only(desk.hears(0, assessed(State.CALM, 6), [rumour]))
    assert (first.level, first.reason) == (Level.WATCH, Reason.UNCONFIRMED)
    assert "Unconfirmed" in first.headline
    gone = replace(rumour, status=Status.RETRACTED, confidence=0.0, last_known_at=at(1.5))
    second = only(desk.hears(1.5, assessed(State.CALM, 0), [gone]))
    assert (second.level, second.corrects) == (Level.CORRECTION, (first.id,))
    assert ("corrects_level", "watch") in second.labels
    assert desk.hears(10, assessed(State.CALM, 0), [gone]) == ()


def test_a_crisis_that_is_over_has_one_closing_note() -> None:
    """It goes quietly wherever the loud alerts went; what comes after it is another conversation, save a correction."""
    desk = Desk()
    first = only(desk.hears(0, CONFRONTATION, [strike()]))
    cooler = only(desk.hears(30, TENSION, [strike()]))
    note = only(desk.hears(60, assessed(State.CALM, 2), [strike()]))
    assert (note.level, note.conversation, note.revision) == (Level.NOTICE, first.conversation, 3)
    assert note.headline.endswith("tension to calm; this closes the conversation")
    assert "closes" not in cooler.headline
    to_the_loud = Route(to=("desk",), levels=(Level.WARNING,))
    assert [route.takes(to_the_loud, alert, "desk") for alert in (first, cooler, note)] == [True, False, True]
    night = QuietHours(channels=("desk",), start=time(0), end=time(23, 59), zone="UTC", excepted=(Level.WARNING,))
    way = route.Way(due=note.at, because="")
    assert route.through_quiet(way, note, "desk", quiet=(night,)).due > note.at
    again = replace(desk, alerts=desk.alerts)
    assert only(desk.hears(90, CONFRONTATION, [strike(), known(strike("i2"), 90)])).revision == 1
    gone = strike(status=Status.RETRACTED, confidence=0.0, last_known_at=at(61))
    correction = only(again.hears(61, assessed(State.CALM, 0), [gone]))
    assert (correction.level, correction.conversation) == (Level.CORRECTION, first.conversation)


def test_a_correction_takes_the_way_down_along() -> None:
    """When the state falls because an incident was retracted, one correction says both."""
    desk = Desk()
    first = only(desk.hears(0, TENSION, [strike(confidence=0.5, lines=(line(grade="C"),))]))
    gone = strike(status=Status.RETRACTED, confidence=0.0)
    alert = only(desk.hears(1.5, assessed(State.CALM, 0), [gone]))
    assert alert.level is Level.CORRECTION
    assert alert.corrects == (first.id,)
    assert any("tension to calm" in why for why in alert.why)


def test_an_incident_that_no_report_carries_any_more_is_corrected() -> None:
    """A told incident that is gone altogether is taken back."""
    desk = Desk()
    first = only(desk.hears(0, CONFRONTATION, [strike()]))
    alert = only(desk.hears(3, assessed(State.CALM, 0), []))
    assert (alert.level, alert.corrects) == (Level.CORRECTION, (first.id,))
    assert desk.hears(4, assessed(State.CALM, 0), []) == ()


def test_a_withdrawn_source_is_no_correction_while_the_incident_stands() -> None:
    """The other side's word keeps the incident; nobody is pushed a correction."""
    desk = Desk()
    desk.hears(0, CONFRONTATION, [strike()])
    still = strike(status=Status.SOURCE_WITHDRAWN, confidence=0.7)
    assert [a.level for a in desk.hears(7, CONFRONTATION, [still])] == [Level.NOTICE]


def test_a_retraction_of_what_was_told_beside_louder_news_makes_two_alerts() -> None:
    """The correction goes first; the escalation is not hidden in it."""
    desk = Desk()
    desk.hears(0, CONFRONTATION, [strike(), strike("i2", reports=("i2#0",))])
    gone = strike(status=Status.RETRACTED, confidence=0.0)
    levels = [a.level for a in desk.hears(1, assessed(State.ESCALATION, 80), [gone, strike("i2")])]
    assert levels == [Level.CORRECTION, Level.CRITICAL]


def test_a_changed_toll_is_a_notice_and_a_changed_class_a_warning() -> None:
    """Numbers are versions; only a boundary is loud."""
    desk = Desk()
    desk.hears(0, CONFRONTATION, [strike(killed=killed(10))])
    fewer = only(desk.hears(7, CONFRONTATION, [strike(killed=killed(8))]))
    assert (fewer.level, fewer.reason) == (Level.NOTICE, Reason.FACTS_CHANGED)
    raid = strike("i2", severity=4, event="force_state.shelling", act=ActClass.GROUND_FIRE)
    desk.hears(14, CONFRONTATION, [strike(killed=killed(8)), known(raid, 14)])
    deadly = replace(known(raid, 14), severity=5, killed=killed(3))
    alert = only(desk.hears(21, CONFRONTATION, [strike(killed=killed(8)), deadly]))
    assert (alert.level, alert.reason) == (Level.WARNING, Reason.CLASS_CHANGED)


@pytest.mark.parametrize(
    ("state", "incident", "code", "chronic", "expected"),
    [
        (State.CALM, act("n", "force_nonstate.attack_on_forces", ActClass.ARMED_ATTACK, 4), "I08b", 1.0, Level.NOTICE),
        (State.CALM, act("n", "force_nonstate.attack_on_forces", ActClass.ARMED_ATTACK, 4), "I08c", 1.0, Level.WATCH),
        (State.CALM, act("n", "force_nonstate.suicide_attack", ActClass.ARMED_ATTACK, 4), "I09c", 1.0, Level.WATCH),
        (State.CALM, act("n", "force_state.fire_exchange", ActClass.GROUND_FIRE, 4), "I10a", 1.0, Level.WATCH),
        (State.CALM, act("n", "force_state.fire_exchange", ActClass.GROUND_FIRE, 4), "I10a", 0.07, Level.NOTICE),
        (State.CALM, act("n", "diplo_hostile.mediation_rejected", ActClass.MEDIATION, 2), "I34", 1.0, Level.WATCH),
        (State.CALM, act("n", "diplo_coop.mediation_offer", ActClass.MEDIATION, -1), "J10", 1.0, Level.NOTICE),
        (State.CALM, act("n", "diplo_coop.contact", ActClass.CONTACT, -2), "J06", 1.0, Level.NOTICE),
        (State.CALM, act("n", "diplo_hostile.condemn_protest", ActClass.PROTEST, 1), "I01", 1.0, None),
        (State.CALM, act("n", "diplo_coop.conciliatory", ActClass.CONCILIATION, -1), "J01", 1.0, None),
    ],
)
def test_how_loud_a_new_incident_is(
    state: State, incident: Incident, code: str, chronic: float, expected: Level | None
) -> None:
    """The table of levels, without a change of state."""
    assessment = assessed(state, 5, firings=(firing(code, "n", chronic=chronic),))
    levels = [alert.level for alert in Desk().hears(0, assessment, [incident])]
    assert levels == ([expected] if expected else [])


def test_a_spoiler_while_things_calm_down_is_a_watch() -> None:
    """Killings by nobody known, on the way down, are told as a risk to that way; the state stays."""
    desk = Desk()
    before = strike(started_at=at(-60), last_known_at=at(-60))
    desk.hears(-30, assessed(State.DE_ESCALATING, 30), [before])
    killing = act(
        "i9",
        "force_nonstate.attack_on_civilians",
        ActClass.ARMED_ATTACK,
        4,
        initiator=Party(name="unknown gunmen", kind=PartyKind.UNKNOWN),
        target_class=TargetClass.CIVILIANS,
    )
    alert = only(desk.hears(0, assessed(State.DE_ESCALATING, 33, firings=(firing("I09b", "i9"),)), [before, killing]))
    assert (alert.level, alert.reason) == (Level.WATCH, Reason.SPOILER)


def test_momentum_rings_on_the_edge_and_not_while_it_stays() -> None:
    """A fast rise without a change of state is a warning once a day at most."""
    desk = Desk()
    base = strike(started_at=at(-60), last_known_at=at(-60))
    desk.hears(-40, TENSION, [base])
    tense_since = (Transition(border=BORDER, at=at(-40), old=State.CALM, new=State.TENSION, score=12),)
    rising = assessed(State.TENSION, 29, momentum=21.0, history=tense_since)
    alert = only(desk.hears(0, rising, [base]))
    assert (alert.level, alert.reason) == (Level.WARNING, Reason.MOMENTUM)
    assert desk.hears(12, rising, [base]) == ()
    assert desk.hears(1, assessed(State.TENSION, 20, momentum=20.0), [base]) == ()


def test_a_rise_that_was_warned_of_is_no_second_warning() -> None:
    """A strike rings; that the score had fallen before it, so that it has risen fast, is the same news. What rises further rings."""
    desk = Desk()
    old = strike(started_at=at(-90), last_known_at=at(-90))
    desk.hears(-80, assessed(State.CONFRONTATION, 35), [old])
    new = strike("i2", started_at=at(-1), confidence=0.9)
    confronted = (Transition(border=BORDER, at=at(-80), old=State.CALM, new=State.CONFRONTATION, score=35),)
    hot = assessed(State.CONFRONTATION, 39, momentum=18.0, history=confronted)
    assert only(desk.hears(0, hot, [old, new])).level is Level.WARNING
    talk = act("t1", "diplo_coop.restraint_appeal", ActClass.MEDIATION, -1, started_at=at(18), last_known_at=at(18))
    risen = replace(hot, score=46, momentum=34.0)
    assert only(desk.hears(18, risen, [old, new, talk])).level is Level.NOTICE
    further = only(desk.hears(20, replace(hot, score=61, momentum=41.0), [old, new, talk]))
    assert (further.level, further.reason) == (Level.WARNING, Reason.MOMENTUM)


def test_a_warning_of_the_whole_border_says_so_in_its_headline() -> None:
    """An appeal that came with it is not what it warns of; a strike would be."""
    desk = Desk()
    base = strike(started_at=at(-60), last_known_at=at(-60))
    desk.hears(-40, TENSION, [base])
    tense_since = (Transition(border=BORDER, at=at(-40), old=State.CALM, new=State.TENSION, score=12),)
    talk = act("t1", "diplo_coop.restraint_appeal", ActClass.MEDIATION, -1, confidence=0.5)
    alert = only(desk.hears(0, assessed(State.TENSION, 29, momentum=21.0, history=tense_since), [base, talk]))
    assert alert.reason is Reason.MOMENTUM
    assert alert.headline.endswith("score rose by 21 in 24 h")


def test_what_is_split_off_was_told_unless_another_side_did_it() -> None:
    """New figures part what was told as one act; the part is known. What the other side did was never told."""
    desk = Desk()
    whole = strike(confidence=0.9, reports=("i1#0", "i2#0", "i3#0"))
    confronted = assessed(State.CONFRONTATION, 35)
    desk.hears(0, confronted, [whole])
    rest = replace(whole, reports=("i1#0",))
    part = replace(whole, id="i2", reports=("i2#0", "i3#0", "i4#0"))
    assert desk.would_hear(7, confronted, [rest, part]) == ()
    theirs = replace(part, initiator=Party(name="Yland Guards", kind=PartyKind.STATE_FORCES, state="YB"))
    alert = only(desk.would_hear(7, confronted, [rest, theirs]))
    assert (alert.level, alert.reason, alert.incident) == (Level.WARNING, Reason.NEW_INCIDENT, "i2")


def test_the_rise_out_of_calm_is_told_by_the_change_of_state_alone() -> None:
    """What made a border tense, or worse, within the day is no second warning."""
    desk = Desk()
    base = strike(started_at=at(-10), last_known_at=at(-10))
    tense_since = (Transition(border=BORDER, at=at(-10), old=State.CALM, new=State.TENSION, score=12),)
    desk.hears(-10, assessed(State.TENSION, 12, momentum=12.0, history=tense_since), [base])
    assert desk.hears(0, assessed(State.TENSION, 29, momentum=29.0, history=tense_since), [base]) == ()


def test_a_new_sort_of_risk_rings_and_the_same_risk_does_not() -> None:
    """An open threat beside an awaited answer is news; that hours have passed is none."""
    desk = Desk()
    base = [strike(started_at=at(-60), last_known_at=at(-60))]
    desk.hears(-20, assessed(State.CONFRONTATION, 40, risk=True, outlook=("an answer is awaited for 3 h",)), base)
    assert (
        desk.hears(-10, assessed(State.CONFRONTATION, 40, risk=True, outlook=("an answer is awaited for 13 h",)), base)
        == ()
    )
    both = assessed(State.CONFRONTATION, 40, risk=True, outlook=("an answer is awaited for 20 h", "I03b open"))
    assert only(desk.hears(0, both, base)).reason is Reason.OUTLOOK
    desk.hears(30, assessed(State.CONFRONTATION, 40), base)
    assert only(desk.hears(50, both, base)).reason is Reason.OUTLOOK


def test_threat_downgrade_and_posture_together_are_a_warning() -> None:
    """Three signs within three days, none of them loud alone, are told once."""
    desk = Desk()
    base = strike(started_at=at(-90), last_known_at=at(-90))
    desk.hears(-80, TENSION, [base])
    signs = (firing("I03b", when=at(-50)), firing("I05", when=at(-20)), firing("I06", when=at(-1)))
    bundle = assessed(State.TENSION, 20, firings=signs)
    alert = only(desk.hears(0, bundle, [base]))
    assert (alert.level, alert.reason) == (Level.WARNING, Reason.BUNDLE)
    assert desk.hears(10, bundle, [base]) == ()
    assert desk.hears(-0.5, assessed(State.TENSION, 20, firings=signs[:2]), [base]) == ()


def test_old_news_that_is_known_late_moves_states_but_does_not_ring_alone() -> None:
    """A strike of last month, read about today, is no new incident to anyone."""
    desk = Desk()
    desk.hears(0, TENSION, [])
    assert desk.hears(10, TENSION, [strike(started_at=at(-800), first_known_at=at(10), last_known_at=at(10))]) == ()


def test_recomputing_after_a_crash_gives_the_same_alert() -> None:
    """The id depends on the change, not on the moment of deciding."""
    desk = Desk()
    first = only(desk.would_hear(0, CONFRONTATION, [strike()]))
    again = only(desk.would_hear(0.3, CONFRONTATION, [strike()]))
    assert first.id == again.id


def test_every_alert_says_why_how_sure_and_where_from() -> None:
    """Why, grade and link stand in the alert, within the words that people read."""
    alert = only(Desk().hears(0, CONFRONTATION, [strike(killed=killed(5, 5, 12))]))
    assert alert.why
    assert alert.links == ("https://news.example/i1",)
    assert "occurrence B3 (1 independent line in 1 report)" in alert.body
    assert "5-12 killed" in alert.body
    before_fold = alert.headline + " " + alert.body.partition("Links:")[0]
    assert len(before_fold.split()) <= 120
    assert f"Alert {alert.id}, revision 1" in alert.body


def test_what_weighs_most_is_said_by_name_and_each_indicator_once() -> None:
    """Two strikes are one entry: a glance is for what there is, not for how it adds up."""
    entries = [
        ("I11", "strike", 14.2),
        ("I20a", "retaliation", 13.0),
        ("I11", "strike", 12.1),
        ("J07", "agreement", -20.0),
        (OTHERS, OTHERS, 40.0),
    ]
    ledger = tuple(Contribution(code=c, indicator=i, points=p, because="") for c, i, p in entries)
    body = only(Desk().hears(0, assessed(State.CONFRONTATION, 19, ledger=ledger), [strike()])).body
    assert "Why fired: gate G-FORCE met · I11 strike +26 · J07 agreement -20 · I20a retaliation +13\n" in body


def test_an_appeal_to_nobody_in_particular_names_no_target() -> None:
    """Whom an attack hit may be unknown; an appeal hits nobody."""
    appeal = act("n", "mediation.restraint_appeal", ActClass.MEDIATION, -1, target_class=TargetClass.UNKNOWN)
    assert "To whom" not in only(Desk().hears(0, CONFRONTATION, [appeal])).body
    attack = strike(target=None, target_class=TargetClass.UNKNOWN)
    assert "To whom: unknown\n" in only(Desk().hears(0, CONFRONTATION, [attack])).body


def test_whoever_is_said_to_have_done_it_now_is_named() -> None:
    """As people call them, not as our files do; that two who met are named the other way round is no news."""
    front = Actor(id="hill-front", name="Hill Front", kind=PartyKind.NONSTATE_GROUP)
    desk = Desk(rulebook=replace(RULEBOOK, actors=(front,)))
    nobody, group = (
        Party(name=n, kind=PartyKind.NONSTATE_GROUP, entity=e) for n, e in (("gunmen", None), ("Front", "hill-front"))
    )
    attack = strike(act=ActClass.ARMED_ATTACK, initiator=nobody)
    talks = act("talks", "diplo_coop.contact", ActClass.CONTACT, -2)
    desk.hears(0, CONFRONTATION, [attack, talks])
    turned = replace(talks, initiator=Party(name="Yland", kind=PartyKind.GOVERNMENT, state="YB"))
    told = only(desk.hears(7, CONFRONTATION, [replace(attack, initiator=group), turned])).body
    assert "attributed to Hill Front (was unknown)" in told
    assert "Yland" not in told.partition("Since last alert")[2]


def test_where_there_is_room_nothing_is_cut() -> None:
    """What had to give way to the glance stands in its place again; what the news says in these words stays a quotation."""
    reasons = " ".join(map(str, range(100, 180)))
    headline = "What, in full: the end"
    alert = only(Desk().hears(0, assessed(State.CONFRONTATION, 16, because=(reasons,)), [strike(headline=headline)]))
    assert "179" not in alert.body.partition("Links:")[0]
    lines = compose.unfolded(alert.body).splitlines()
    assert f"Why fired: {reasons} · I11 strike on nonstate target +16" in lines
    assert [line for line in lines if "in full" in line] == [
        "Evidence: “What, in full: the end” (B3, 1 independent line in 1 report)"
    ]


def test_what_is_open_is_said_once_and_what_is_disputed_is_said() -> None:
    """A new risk names its reason under what to watch; where some say fighters and others civilians, the alert says so beside the toll."""
    desk = Desk()
    hit = strike(target_disputed=True, killed=killed(5))
    hot = assessed(State.CONFRONTATION, 25, momentum=25.0, risk=True, outlook=("YB has not answered: Xand struck",))
    sections = dict(line.split(": ", 1) for line in only(desk.hears(0, hot, [hit])).body.splitlines() if ": " in line)
    assert sections["Watch next 72 h"] == "YB has not answered: Xand struck"
    assert "has not answered" not in sections["First alert"]
    assert sections["To whom"].endswith("5 killed; whether civilians were hit is disputed")


def test_a_quiet_way_down_is_not_told_as_a_strike() -> None:
    """When only time has passed, the old strike is named as the latest act and stands in no headline."""
    desk = Desk()
    old = strike(started_at=at(-300), last_known_at=at(-300))
    desk.hears(0, assessed(State.DE_ESCALATING, 25), [old])
    alert = only(desk.hears(72, assessed(State.TENSION, 18), [old]))
    assert "strike" not in alert.headline
    assert "▼" in alert.headline
    assert "Latest act: Xand Guards: missile strike" in alert.body


def test_what_was_held_back_comes_once_when_the_cool_down_ends_and_the_next_news_is_still_told() -> None:
    """With a wake-up at the end of the cool-down, confirmation and toll come then; the recall and its risk come in their own hour."""
    desk = Desk()
    one = strike()
    desk.hears(
        0, assessed(State.CONFRONTATION, 16, momentum=16.0, risk=True, outlook=("YB has not answered: x",)), [one]
    )
    one = replace(one, status=Status.CONFIRMED, confirmed_by=("XA", "YB"), confidence=0.95, killed=killed(2))
    hot = assessed(State.CONFRONTATION, 40, momentum=40.0, risk=True, outlook=("YB has not answered: x and y",))
    assert desk.hears(1.25, hot, [one]) == ()
    update = only(desk.hears(6, hot, [one]))
    assert (update.level, update.reason) == (Level.NOTICE, Reason.STATUS_CHANGED)
    assert "confirmed" in " ".join(update.why)
    recall = known(act("i3", "diplo_hostile.envoy_recalled_expelled", ActClass.DOWNGRADE, 2), 14.5)
    risky = replace(hot, outlook=("I03b open: z", *hot.outlook))
    third = only(desk.hears(14.5, risky, [one, recall]))
    assert (third.level, third.reason) == (Level.WARNING, Reason.OUTLOOK)


def test_until_when_an_alert_holds_back_quieter_news_is_known() -> None:
    """A border's own alert, for the cool-down; neither a correction nor what a desk's rule told."""
    (raised,) = Desk().hears(0, assessed(State.CONFRONTATION, 50.0), [strike()])
    assert decide.quiets_until(raised, RULEBOOK) == at(6)
    assert decide.quiets_until(replace(raised, reason=Reason.CORRECTION), RULEBOOK) is None
    assert decide.quiets_until(ruled(), RULEBOOK) is None
