"""A state that stands and that nobody has acknowledged is recalled, by the routes that ask for it."""

from dataclasses import replace
from datetime import time, timedelta

from monitor.alerts import remind
from monitor.alerts.remind import Reminding
from monitor.model.alerts import Channel, Delivery, DeliveryState, Grouping, Level, QuietHours, Reason, Route
from monitor.model.assessments import Assessment, State
from monitor.model.responses import Silence
from tests.support.alerts import Desk, assessed, at, ruled, strike

HOUR = timedelta(hours=1)
CHANNELS = (Channel(id="desk"), Channel(id="phone"))
EVERY_FOUR = Route(to=("desk",), levels=(Level.WARNING, Level.CRITICAL), repeat=4 * HOUR)
HOT = assessed(State.CONFRONTATION, 50.0, absent=("no strike on state targets",))
NAMES = {"XA": "Xand", "YB": "Yland"}


def told(*moments: tuple[float, Assessment]) -> Desk:
    """A desk that was told of these states at these hours."""
    desk = Desk()
    for hours, assessment in moments:
        desk.hears(hours, assessment, [strike()])
    return desk


def due(
    desk: Desk,
    hours: float,
    *routes: Route,
    acknowledged: tuple[str, ...] = (),
    quiet: tuple[QuietHours, ...] = (),
    assessment: Assessment = HOT,
) -> tuple[Reminding, ...]:
    """The reminders at that hour."""
    found = remind.recalled(assessment, desk.alerts, acknowledged)
    if found is None:
        return ()
    return remind.due(found, routes=routes or (EVERY_FOUR,), channels=CHANNELS, quiet=quiet, now=at(hours))


def made(desk: Desk, hours: float, *routes: Route, silences: tuple[Silence, ...] = ()) -> tuple[Delivery, ...]:
    """The messages at that hour."""
    found = remind.recalled(HOT, desk.alerts, ())
    assert found is not None
    return remind.deliveries(
        found,
        due(desk, hours, *routes),
        assessment=HOT,
        incidents=[strike()],
        names=NAMES,
        silences=silences,
        zone="UTC",
        now=at(hours),
    )


def test_a_standing_state_is_recalled_every_so_often() -> None:
    """Not before its time; each reminder has a key of its own, and what was slept through isn't made up for."""
    desk = told((0, HOT))
    assert made(desk, 3.9) == ()
    (first,) = made(desk, 4)
    (again,) = made(desk, 7.9)
    assert first.key == again.key
    (third,) = made(desk, 13)
    assert third.key != first.key
    assert third.because == "route 1, reminder 3"
    assert [each.next_at for each in due(desk, 13)] == [at(16)]


def test_a_reminder_says_still_and_all_that_an_alert_says() -> None:
    """From what is known now: id, links, confidence, why, what is new (nothing) and what is absent."""
    (alert,) = told((0, HOT)).alerts
    (told_again,) = made(told((0, HOT)), 8)
    assert told_again.title.startswith("Still: L3 ▲ XA-YB: confrontation")
    assert (told_again.alert, told_again.thread, told_again.level) == (alert.id, alert.conversation, Level.WARNING)
    for said in (
        f"Alert {alert.id}, reminder 2; alerts ack {alert.id} ends",
        "Links: https://news.example/i1",
        "Confidence: occurrence B",
        "Why fired: gate G-FORCE met",
        "nothing new worth telling; confrontation stands, unacknowledged for 8 h",
        "Expected but absent: no strike on state targets",
    ):
        assert said in told_again.body


def test_an_acknowledgement_of_it_or_of_a_later_one_ends_it() -> None:
    """Not one of an earlier alert; a louder alert begins anew."""
    worse = assessed(State.ESCALATION, 80.0)
    desk = told((0, HOT), (5, worse))
    first, second = desk.alerts
    assert due(desk, 9, assessment=worse)
    assert due(desk, 9, assessment=worse, acknowledged=(first.id,))
    assert due(desk, 9, assessment=worse, acknowledged=(second.id,)) == ()


def test_an_ended_state_is_never_recalled() -> None:
    """Neither when it was left, nor when another one came in between, nor one that was never told loudly."""
    cooler = assessed(State.DE_ESCALATING, 40.0)
    assert due(told((0, HOT), (5, cooler)), 9, assessment=cooler) == ()
    assert due(told((0, HOT)), 9, assessment=assessed(State.TENSION, 20.0)) == ()
    assert due(told((0, HOT), (5, cooler)), 9) == ()
    assert due(told((0, assessed(State.ESCALATION, 90.0)), (5, HOT)), 20) == ()
    assert due(Desk(), 9) == ()


def test_a_corrected_alert_is_not_recalled() -> None:
    """Nor is what a desk's rule told, which is no state."""
    desk = told((0, HOT))
    wrong = desk.alerts[0]
    correction = replace(wrong, id="c", level=Level.CORRECTION, reason=Reason.CORRECTION, corrects=(wrong.id,))
    assert due(replace(desk, alerts=(wrong, correction)), 9) == ()
    assert due(replace(desk, alerts=(ruled(level=Level.WARNING, told=wrong.told),)), 9) == ()


def test_later_news_by_the_same_way_starts_the_wait_again() -> None:
    """Whoever was just told something needn't be told that nothing is new."""
    desk = told((0, HOT))
    news = replace(desk.alerts[0], id="n", at=at(3), level=Level.WARNING, revision=2)
    later = replace(desk, alerts=(*desk.alerts, replace(news, level=Level.NOTICE)))
    assert [each.at for each in due(later, 5)] == [at(4)]
    everything = replace(EVERY_FOUR, levels=())
    assert [each.at for each in due(later, 5, everything)] == [at(7)]


def test_the_night_and_a_silence_keep_it_back() -> None:
    """The one until morning, the other says so; what waits for an acknowledgement is recalled from then on."""
    desk = told((0, HOT))
    night = QuietHours(channels=("desk",), start=time(22), end=time(6), zone="UTC")
    (waits,) = due(desk, 5, quiet=(night,))
    assert waits.at == at(10.5)
    (now,) = due(desk, 11, quiet=(night,))
    assert (now.at, now.count) == (at(10.5), 2)
    silence = Silence(id="s", by="amina", because="", at=at(0), until=at(9), levels=(Level.WARNING,))
    (dropped,) = made(desk, 5, silences=(silence,))
    assert (dropped.state, "silenced by amina" in str(dropped.last_reason)) == (DeliveryState.DROPPED, True)
    phone = Route(to=("phone",), unacknowledged_for=HOUR, repeat=HOUR)
    assert [(each.channel, each.at) for each in due(desk, 1.5, phone)] == [("phone", at(2))]


def test_the_soonest_of_several_routes_recalls_once() -> None:
    """One reminder a channel, in the group of its route."""
    often = replace(EVERY_FOUR, repeat=HOUR, grouping=Grouping(by=("border",), wait=HOUR, interval=HOUR))
    assert len(made(told((0, HOT)), 5, EVERY_FOUR, often)) == 1
    (waits,) = due(told((0, HOT)), 0.5, EVERY_FOUR, often)
    assert (waits.route, waits.at) == (2, at(1))
