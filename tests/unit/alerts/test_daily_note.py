"""The daily note: when it is due, what it covers, what it says."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts import daily_note, render
from monitor.alerts.daily_note import Watched
from monitor.model.alerts import Alert, Daily, DeliveryState, Level
from monitor.model.assessments import State
from monitor.model.conditions import (
    Condition,
    ConditionKind,
    Day,
    FeedsAtLarge,
    PoorFeed,
    SilentLine,
    StandingCondition,
)
from tests.support.alerts import assessed

SIX = Daily(at=time(6), zone="Asia/Karachi")
NOON = datetime(2030, 3, 30, 12, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NEVER = datetime(2000, 1, 1, tzinfo=UTC)

WATCHED = Watched(
    since=NOON - DAY,
    until=NOON,
    borders=[assessed(), assessed(State.ESCALATION, 92.4)],
    silent=[SilentLine(side="YB", sort="official", since=NOON - DAY, borders=("XA-YB",))],
    feeds=FeedsAtLarge(polled=9, failing=2, poor=(PoorFeed(feed="north", condition="gone"),)),
    configured=10,
    day=Day(
        items=120,
        unread=3,
        incidents=4,
        alerts=2,
        fates=(("desk", DeliveryState.DELIVERED, 1), ("desk", DeliveryState.PENDING, 1)),
        dead=1,
    ),
    standings=[],
)


def written(at: datetime, daily: Daily = SIX, last: Alert | None = None, seen: datetime | None = NEVER) -> Alert | None:
    """The note that is written at that time, if one is."""
    due = daily_note.due(daily, last, first_seen_at=seen, now=at)
    if due is None:
        return None
    since = daily_note.since(last, due=due)
    return daily_note.note(replace(WATCHED, since=since, until=due), last, now=at)


def test_a_note_says_what_is_covered_and_what_was_done() -> None:
    """As quiet as can be; borders with states, sides and feeds that aren't heard, alerts and what became of them, news since the last note."""
    note = daily_note.note(WATCHED, None, now=NOON)
    assert (note.level, note.border) == (Level.NOTICE, None)
    assert note.headline == "Still watching 2 borders: 2 alerts, 7 of 10 feeds answer"
    assert note.body.splitlines()[:-1] == [
        "Since: 2030-03-29 12:00 UTC",
        "Borders: XA-YB escalation (92); XA-YB calm",
        "Not heard: nothing official from YB since 2030-03-29 12:00 UTC",
        "Feeds in trouble: north (gone)",
        "News: 120 items so far, 3 not yet read; 4 incidents new or changed",
        "Alerts: 2; desk 1 delivered; desk 1 waiting",
        "Given up: 1 message: border-monitor deliveries list --state dead",
        "Wrong with the monitor: nothing",
    ]
    later = daily_note.note(replace(WATCHED, day=replace(WATCHED.day, items=150)), note, now=NOON + DAY)
    assert "News: 30 new items, 3 not yet read" in later.body


def test_what_is_wrong_with_the_monitor_is_in_it() -> None:
    """Once it has been told."""
    full = Condition(key="disk", kind=ConditionKind.DISK_LOW, says="little room on the disk", todo="make room")
    told = StandingCondition(condition=full, since=NOON, told_at=NOON)
    note = daily_note.note(replace(WATCHED, standings=[told, replace(told, told_at=None)]), None, now=NOON)
    assert note.headline.endswith("; 1 thing wrong with the monitor")
    assert "Wrong with the monitor: little room on the disk\n" in note.body


def test_no_note_before_there_was_any_news() -> None:
    """Nor for a time before the first."""
    assert written(NOON, seen=None) is None
    assert written(NOON, seen=NOON) is None
    assert written(NOON + DAY, seen=NOON) is not None


def test_a_monitor_that_stood_still_writes_one_note_for_all_that_time() -> None:
    """And then keeps to its hour."""
    first = written(NOON)
    late = written(NOON + 5 * DAY, last=first)
    assert late is not None
    assert "Since: 2030-03-30 01:00 UTC" in late.body
    assert written(NOON + 5 * DAY + HOUR, last=late) is None
    assert written(NOON + 6 * DAY, last=late) is not None


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Karachi", "America/Santiago"])
@given(
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    steps=st.lists(st.integers(1, 300), min_size=1, max_size=200),
    start=st.sampled_from([datetime(2030, 3, 28, tzinfo=UTC), datetime(2030, 10, 25, tzinfo=UTC), NOON]),
)
def test_a_note_each_day_whatever_the_clocks_do(zone: str, at: time, steps: list[int], start: datetime) -> None:
    """Looked at now and then, through changes of the clocks: on every local day one note is due, none twice, and together they leave no gap."""
    daily, now, last, dues = Daily(at=at, zone=zone), start, None, []
    for minutes in steps:
        now += timedelta(minutes=minutes)
        note = written(now, daily, last)
        if note is not None:
            since, due = daily_note.since(last, due=now), datetime.fromisoformat(dict(note.labels)["due"])
            assert last is None or since == dues[-1]
            assert due <= now
            dues.append(due)
            last = note
    days = [due.astimezone(ZoneInfo(zone)).date() for due in dues]
    assert days == [days[0] + n * DAY for n in range(len(days))] if days else now - start < DAY


def test_what_servers_say_does_no_harm_in_it() -> None:
    """Nor what feeds are called."""
    evil = "<!here> https://evil.test\r\nBorders: all calm \x1b[2J\u202e"
    feeds = FeedsAtLarge(polled=1, failing=1, poor=(PoorFeed(feed=evil, condition=evil),))
    note = daily_note.note(replace(WATCHED, feeds=feeds), None, now=NOON)
    message = render.message(note, zone="UTC")
    for text in (note.body, message.body, message.title):
        assert not set("<>@\x1b\u202e\r") & set(text)
        assert "https://" not in text
    assert sum(line.startswith("Borders:") for line in message.body.splitlines()) == 1
    assert "href" not in message.html
