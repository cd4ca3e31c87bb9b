"""Groups, as whoever knows Alertmanager expects them: the first waits for company, the next ones for the interval."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from monitor.alerts import fold, group, route
from monitor.model.alerts import (
    Alert,
    Channel,
    Delivery,
    DeliveryState,
    Grouping,
    GroupStanding,
    Hold,
    Level,
    QuietHours,
    Route,
)
from monitor.model.responses import Silence
from tests.support.alerts import START, ruled

HALF_A_MINUTE, FIVE_MINUTES = timedelta(seconds=30), timedelta(minutes=5)
BY_BORDER = Grouping(by=("border",), wait=HALF_A_MINUTE, interval=FIVE_MINUTES)
GROUPED = Route(to=("desk",), grouping=BY_BORDER)
AT_ONCE = Route(to=("desk",), levels=(Level.CRITICAL,))


def after(seconds: float) -> datetime:
    """So many seconds after the start."""
    return START + timedelta(seconds=seconds)


def routed(
    *alerts: Alert, routes: tuple[Route, ...] = (GROUPED,), now: datetime = START, **how: object
) -> list[Delivery]:
    """The deliveries to the one channel."""
    made = route.route(alerts, routes=routes, channels=[Channel(id="desk")], zone="UTC", now=now, **how)  # type: ignore[arg-type]
    return list(made)


def standing(**times: datetime) -> GroupStanding:
    """What the border's group is doing."""
    return GroupStanding(channel="desk", group="border=XA-YB", **times)


def test_the_first_of_a_group_waits_and_its_company_with_it() -> None:
    """Whatever comes while it waits goes out when it does, also when both are decided at once."""
    first, second = routed(ruled(), ruled(id="b", level=Level.NOTICE))
    assert (first.next_try_at, first.hold, first.group) == (after(30), Hold.GROUP, "border=XA-YB")
    assert (second.next_try_at, second.group) == (after(30), first.group)
    (joins,) = routed(ruled(id="c"), now=after(20), groups=[standing(due_at=after(30))])
    assert joins.next_try_at == after(30)


def test_after_a_message_the_next_one_waits_for_the_interval() -> None:
    """And after a quiet interval the group begins anew."""
    (soon,) = routed(ruled(), now=after(40), groups=[standing(sent_at=after(30))])
    assert soon.next_try_at == after(30) + FIVE_MINUTES
    (later,) = routed(ruled(), now=after(400), groups=[standing(sent_at=after(30))])
    assert later.next_try_at == after(430)


def test_another_group_and_another_channel_wait_for_themselves() -> None:
    """What one border waits for is nothing to another one."""
    (other,) = routed(ruled(border="YB-ZC"), now=after(20), groups=[standing(due_at=after(30))])
    assert (other.next_try_at, other.group) == (after(50), "border=YB-ZC")
    elsewhere = replace(standing(due_at=after(30)), channel="mail")
    (mine,) = routed(ruled(), now=after(20), groups=[elsewhere])
    assert mine.next_try_at == after(50)


@pytest.mark.parametrize(
    ("by", "key"),
    [
        (("border",), "border=XA-YB"),
        (("border", "level"), "border=XA-YB|level=watch"),
        (("team",), "team=logistics"),
        (("channel",), "channel"),
        (("type",), "type=diplomacy,force_state"),
        (("incident", "reason", "nobody"), "incident=i7|reason=rule|nobody="),
    ],
)
def test_what_makes_a_group(by: tuple[str, ...], key: str) -> None:
    """Borders, incidents, levels, reasons, types, labels, or everything that goes to a channel."""
    told = ruled(incident="i7", events=("force_state.missile_strike", "diplomacy.protest", "force_state.shelling"))
    assert group.key_of(told, replace(BY_BORDER, by=by)) == key
    assert group.key_of(replace(told, border=None), BY_BORDER) == "border=none"


def test_no_wait_is_no_wait() -> None:
    """With nought to wait for, an alert goes at once, and the interval still holds."""
    eager = replace(GROUPED, grouping=replace(BY_BORDER, wait=timedelta(0)))
    (now,) = routed(ruled(), routes=(eager,))
    assert (now.next_try_at, now.hold) == (START, None)
    (waits,) = routed(ruled(), routes=(eager,), now=after(1), groups=[standing(sent_at=START)])
    assert waits.next_try_at == START + FIVE_MINUTES


def test_what_is_silenced_gathers_no_company() -> None:
    """A dropped alert is nothing that others could go out with."""
    quiet = Silence(id="s", by="a", because="", at=START, until=after(99), levels=(Level.WATCH,))
    dropped, told = routed(ruled(), ruled(id="b", level=Level.WARNING), silences=[quiet])
    assert dropped.state is DeliveryState.DROPPED
    assert told.next_try_at == after(30)


def test_a_group_that_would_go_out_in_quiet_hours_waits_for_their_end() -> None:
    """With everything else that the night held up."""
    night = QuietHours(channels=("desk",), start=time(18), end=time(23), zone="UTC")
    (held,) = routed(ruled(), quiet=[night])
    assert (held.hold, held.next_try_at) == (Hold.QUIET_HOURS, START.replace(hour=23, minute=0))
    assert held.group == held.conversation


def test_the_message_of_a_group_is_called_by_its_loudest() -> None:
    """And says how many are with it; who follows a conversation finds it there when all are of one."""
    rows = routed(
        ruled(headline="quiet"), ruled(id="b", level=Level.CRITICAL, headline="loud"), ruled(id="c", headline="last")
    )
    message = fold.message(rows, now=after(30))
    assert (message.title, message.thread) == ("loud (with 2 more)", "c")
    assert [message.body.count(word) for word in ("quiet", "loud", "last")] == [2, 2, 2]
    rows[0] = replace(rows[0], thread="another")
    assert fold.message(rows, now=after(30)).thread == "c"
    rows[1] = replace(rows[1], thread="loudest")
    assert fold.message(rows, now=after(30)).thread == "loudest"
    night = [replace(row, hold=Hold.QUIET_HOURS, conversation="held/x") for row in rows]
    assert fold.message(night, now=after(30)).thread == "held/x"
