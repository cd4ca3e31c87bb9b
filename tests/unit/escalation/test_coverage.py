"""Whether each side's feeds speak, and what their silence does to a state."""

from datetime import timedelta

from monitor.escalation import coverage
from monitor.model.assessments import Coverage, State
from monitor.model.items import FeedState
from monitor.model.outlets import Feed, Outlet
from tests.support.escalation import BORDER, at, codes, judge, later, said, strike

NOW = at("2030-01-10 12:00")


def heard(
    side: str, hours_ago: float | None, *, every: float = 0.25, country: bool = False
) -> tuple[Feed, Outlet, FeedState]:
    """A feed that last succeeded so many hours ago (None: it was polled and never did)."""
    outlet = Outlet(id=f"o-{side}", name=side, **({"country": side} if country else {"side": side}))
    success = None if hours_ago is None else NOW - timedelta(hours=hours_ago)
    state = FeedState(feed="f", next_due_at=NOW, last_polled_at=NOW, last_success_at=success)
    return Feed(id="f", outlet=outlet.id, url="https://example.org/f", poll_every=timedelta(hours=every)), outlet, state


def of(*feeds: tuple[Feed, Outlet, FeedState | None]) -> dict[str, Coverage]:
    """The coverage of the made-up border."""
    return dict(coverage.coverage(BORDER, feeds=feeds, now=NOW))


def test_a_side_is_live_while_one_of_its_feeds_succeeds() -> None:
    """By the outlet's side or by its country."""
    assert of(heard("AA", 1), heard("AA", 40), heard("BB", 5, country=True)) == {
        "AA": Coverage.LIVE,
        "BB": Coverage.LIVE,
    }


def test_a_side_is_stale_when_all_of_its_feeds_have_been_silent_for_six_hours() -> None:
    """Or never succeeded at all."""
    assert of(heard("AA", 6.1), heard("BB", None)) == {"AA": Coverage.STALE, "BB": Coverage.STALE}


def test_a_slow_feed_is_silent_by_its_own_rhythm() -> None:
    """Three polls of a feed polled every four hours."""
    assert of(heard("AA", 11, every=4))["AA"] is Coverage.LIVE
    assert of(heard("AA", 13, every=4))["AA"] is Coverage.STALE


def test_a_side_without_a_polled_feed_has_none() -> None:
    """Nobody knows whether a feed that was never polled answers."""
    feed, outlet, _ = heard("AA", 1)
    assert of((feed, outlet, None)) == {"AA": Coverage.NONE, "BB": Coverage.NONE}


def test_silence_begins_at_the_last_success_of_any_feed_of_the_side() -> None:
    """For stale sides only."""
    feeds = (heard("AA", 9), heard("AA", 20), heard("BB", 1))
    assert coverage.silent_since(BORDER, feeds=feeds, now=NOW) == (("AA", NOW - timedelta(hours=9)),)


def test_a_silent_feed_is_no_quiet_week() -> None:
    """The timer that runs out during the silence doesn't fire; when the feeds speak again, it does."""
    known = [
        strike("s", "AA", "2030-01-01 00:00"),
        said("d", "diplo_hostile.envoy_recalled_expelled", "BB", "2030-01-01 01:00"),
    ]
    now = later("2030-01-08 00:00", hours=3)
    silence = {"coverage": (("AA", Coverage.STALE),), "silent_since": (("AA", at("2030-01-07 12:00")),)}
    assert "J15" in codes(judge(known, now))
    held = judge(known, now, **silence)
    assert "J15" not in codes(held)
    assert held.coverage == (("AA", Coverage.STALE),)


def test_silence_stops_the_way_down_but_not_the_way_up() -> None:
    """No tension after 72 low hours; yet a new strike confronts at once."""
    lone = [strike("s", "AA", "2030-01-01 00:00", 0.6)]
    now = at("2030-01-05 00:00")
    silence = {"coverage": (("BB", Coverage.STALE),), "silent_since": (("BB", at("2030-01-02 00:00")),)}
    assert judge(lone, now).state is State.TENSION
    assert judge(lone, now, **silence).state is State.CONFRONTATION
    again = [*lone, strike("t", "BB", "2030-01-04 00:00"), strike("u", "AA", "2030-01-04 20:00")]
    assert judge(again, now, **silence).state is State.ESCALATION
