"""What waits before it goes out: for a digest, for the end of the night, for nobody's acknowledgement. Narrower routes."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from monitor.alerts import fold, render, route
from monitor.model.alerts import Alert, Channel, Daily, Delivery, Hold, Level, QuietHours, Reason, Route
from tests.support.alerts import START, ruled

HOUR = timedelta(hours=1)
DAWN = START.replace(hour=6, minute=0) + timedelta(days=1)
DIGEST = Daily(at=time(6), zone="UTC")
NIGHT = QuietHours(channels=("desk",), start=time(18), end=time(8), zone="UTC", excepted=(Level.CRITICAL,))
ALERT = ruled(events=("force_state.missile_strike",), places=("alta", "Alta", "Alta district", "YB"))


def made(*routes: Route, alert: Alert = ALERT, quiet: tuple[QuietHours, ...] = ()) -> tuple[Delivery, ...]:
    """The deliveries to the one channel."""
    return route.route([alert], routes=routes, channels=[Channel(id="desk")], quiet=quiet, zone="UTC", now=START)


@pytest.mark.parametrize(
    ("narrowed", "taken"),
    [
        ({"types": ("force_state",)}, True),
        ({"types": ("diplomacy", "force_state.missile_strike")}, True),
        ({"types": ("force",)}, False),
        ({"labels": (("team", "logistics"),)}, True),
        ({"labels": (("rule", "logistics"),)}, False),
        ({"places": ("ALTA DISTRICT",)}, True),
        ({"places": ("Alt",)}, False),
        ({"places": ("alta",), "types": ("diplomacy",)}, False),
    ],
)
def test_a_route_may_ask_for_types_labels_and_places(narrowed: dict[str, tuple[object, ...]], taken: bool) -> None:
    """Of each any; of all of them one; a type takes in its kinds."""
    assert bool(made(replace(Route(to=("desk",)), **narrowed))) is taken  # type: ignore[arg-type]


def test_a_digest_waits_for_its_hour_and_never_holds_up_what_is_loud() -> None:
    """It has a conversation of its own, expires later, and gives way to a route that doesn't wait."""
    (waits,) = made(Route(to=("desk",), digest=DIGEST))
    assert (waits.next_try_at, waits.hold, waits.group) == (DAWN, Hold.DIGEST, waits.conversation)
    assert waits.conversation != ALERT.conversation
    assert waits.expires_at == DAWN + 48 * HOUR
    (loud,) = made(Route(to=("desk",), digest=DIGEST), Route(to=("desk",)))
    assert (loud.next_try_at, loud.hold, loud.conversation, loud.because) == (START, None, "c", "route 2")


def test_quiet_hours_hold_everything_but_what_they_except() -> None:
    """Held until their end with a digest that would fall into them; a correction of something excepted passes."""
    now = Route(to=("desk",))
    morning = DAWN.replace(hour=8)
    (held,) = made(now, quiet=(NIGHT,))
    assert (held.next_try_at, held.hold, held.group) == (morning, Hold.QUIET_HOURS, held.conversation)
    (digest,) = made(replace(now, digest=DIGEST), quiet=(NIGHT,))
    assert (digest.next_try_at, digest.hold, digest.conversation) == (morning, Hold.DIGEST, held.conversation)
    for loud in (
        replace(ALERT, level=Level.CRITICAL),
        replace(ALERT, level=Level.CORRECTION, labels=(("corrects_level", "critical"), ("corrects_reason", "rule"))),
    ):
        (passed,) = made(now, alert=loud, quiet=(NIGHT,))
        assert (passed.next_try_at, passed.hold) == (START, None)
    (other,) = made(now, quiet=(replace(NIGHT, channels=("mail",)),))
    assert other.hold is None
    (later,) = made(now, quiet=(NIGHT, replace(NIGHT, start=time(7), end=time(9))))
    assert later.next_try_at == DAWN.replace(hour=9)


def test_what_nobody_acknowledges_goes_on_and_says_so() -> None:
    """After the time given; its own conversation, since it may be dropped."""
    (waits,) = made(Route(to=("desk",), unacknowledged_for=timedelta(minutes=15)))
    assert (waits.next_try_at, waits.hold) == (START + timedelta(minutes=15), Hold.ACKNOWLEDGEMENT)
    assert waits.title == "[unacknowledged for 15 min] h"
    assert waits.conversation != ALERT.conversation


def some(count: int, *, title: str = "t", body: str = "b", hold: Hold | None = None) -> list[Delivery]:
    """Deliveries of alerts 0, 1, ..."""
    (first,) = made(Route(to=("desk",)))
    return [
        replace(first, key=f"k{n}", alert=f"{n:016}", title=f"{title}{n}", body=body, hold=hold) for n in range(count)
    ]


def test_a_folded_message_holds_each_alert_once_and_keeps_the_limits() -> None:
    """Whole while there is room, else headlines and where the rest is."""
    few = fold.message(some(2, body="What: <b>&</b>", hold=Hold.DIGEST), now=START)
    assert few.title == "Digest: 2 alerts since 2030-01-16 19:30 UTC"
    assert few.body == "t0\nWhat: <b>&</b>\n\nt1\nWhat: <b>&</b>"
    assert "<b>What:</b> &lt;b&gt;&amp;&lt;/b&gt;" in few.html
    many = some(fold.MOST, title="t" * (render.LONGEST_TITLE - 2), body="b" * render.LONGEST_BODY)
    message = fold.message(many, now=START)
    assert len(message.body) <= render.LONGEST_BODY
    assert message.title.startswith(f"{fold.MOST} more alerts since")
    assert [message.body.count(f"alerts show {each.alert}") for each in many] == [1] * fold.MOST
    assert fold.message(some(2, hold=Hold.QUIET_HOURS), now=START).title.startswith("2 alerts from quiet hours")


def test_a_title_that_was_cut_is_told_once() -> None:
    """Whole, as the text has it; the page, too."""
    cut = [replace(each, title="Forces met at …") for each in some(2, body="Forces met at the bridge\nWhat: fire")]
    message = fold.message(cut, now=START)
    assert message.body == "\n\n".join(["Forces met at the bridge\nWhat: fire"] * 2)
    assert message.html.count("<h4>Forces met at the bridge</h4><p><b>What:</b> fire</p>") == 2


def test_one_alone_goes_as_it_is() -> None:
    """Nothing is folded that needn't be."""
    (only,) = some(1, hold=Hold.DIGEST)
    message = fold.message([only], now=START)
    assert (message.title, message.body, message.thread) == ("t0", "b", "c")


def test_the_loudest_are_whole_where_there_is_no_room_for_all() -> None:
    """The quiet ones are headlines that say where the rest is."""
    rows = [replace(row, level=Level.NOTICE, body=str(n) * 1500) for n, row in enumerate(some(3))]
    rows[1] = replace(rows[1], level=Level.CRITICAL, urgent=True)
    message = fold.message(rows, now=START)
    assert [row.body in message.body for row in rows] == [False, True, False]
    assert message.body.count("alerts show") == 2
    assert message.urgent


def test_what_comes_late_says_how_late() -> None:
    """In the text and the page, counted from when it was due, not from when it was decided; alone and in company."""
    (row,) = made(Route(to=("desk",), digest=DIGEST))
    page = "<html><body><h3>h</h3><p>b</p></body></html>"
    row = replace(row, body="b", html=page)
    assert fold.message([row], now=DAWN + timedelta(minutes=5)).body == "b"
    late = fold.message([row], now=DAWN + 5 * HOUR)
    said = "Sent 5 h late: this was due 2030-01-17 06:00 UTC"
    assert late.body == f"{said}\nb"
    assert "<h3>h</h3><p><b>Sent 5 h late:</b> this was due 2030-01-17 06:00 UTC</p><p>b</p>" in late.html
    both = fold.message([row, replace(row, key="k")], now=DAWN + timedelta(minutes=20))
    assert both.body.count("Sent 20 min late") == 2


def test_why_a_channel_is_not_told() -> None:
    """Each route that leads there says what it asks for and the alert isn't."""
    narrow = Route(to=("desk",), levels=(Level.CRITICAL, Level.WARNING), borders=("YB-ZC",), places=("Alta",))
    rule = Route(to=("desk",), reasons=(Reason.MOMENTUM,), labels=(("team", "night"),), types=("diplomacy",))
    assert route.why_not(ALERT, "mail", routes=[narrow]) == "no route leads there"
    assert route.why_not(ALERT, "desk", routes=[narrow, rule]) == (
        "route 1 asks for level critical or warning and border YB-ZC; "
        "route 2 asks for reason momentum and type diplomacy and label team=night"
    )
    assert "route 2 would take it now" in route.why_not(ALERT, "desk", routes=[narrow, Route(to=("desk",))])
