"""From facts to what is wrong, at each bound and on both sides of it."""

from datetime import timedelta

import pytest

from monitor.alerts import troubles
from monitor.model.conditions import (
    ChannelFacts,
    Condition,
    ConditionKind,
    FeedsAtLarge,
    Machine,
    PoorFeed,
    SilentLine,
    WorkWaiting,
)
from tests.support.alerts import START

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
GIB = 2**30


def facts(**fields: object) -> ChannelFacts:
    """How the desk's channel does: its last message got through an hour ago."""
    return ChannelFacts(**{"channel": "desk", "delivered_at": START - HOUR, **fields})  # type: ignore[arg-type]


def of_channel(**fields: object) -> dict[ConditionKind, Condition]:
    """What is wrong with it, by kind."""
    return {found.kind: found for found in troubles.channels([facts(**fields)])}


def test_a_channel_is_dead_when_it_takes_nothing_however_often_it_is_tried() -> None:
    """Two tries may fail by chance; and one message that isn't taken doesn't matter while others are."""
    waiting = {"waiting_since": START, "reason": "HTTP 500"}
    assert of_channel(**waiting, tries=2) == {}
    found = of_channel(**waiting, tries=3)[ConditionKind.CHANNEL_DEAD]
    assert (found.certain, found.channel) == (True, "desk")
    assert "nothing was delivered since 2030-01-16 18:30 UTC (HTTP 500)" in found.says
    assert of_channel(**waiting, tries=9, delivered_at=START + MINUTE) == {}
    assert "nothing was delivered ever" in of_channel(**waiting, tries=3, delivered_at=None)[found.kind].says


def test_giving_up_is_no_recovery() -> None:
    """What was told of the channel stands until something gets through; by itself it is told as a dead letter."""
    found = of_channel(dead=2, dead_at=START)
    assert not found[ConditionKind.CHANNEL_DEAD].certain
    letters = found[ConditionKind.DEAD_LETTERS]
    assert letters.says == "channel desk: 2 messages were given up"
    assert "deliveries retry --channel desk" in letters.todo
    again = of_channel(dead=3, dead_at=START + HOUR)[ConditionKind.DEAD_LETTERS]
    assert again.edition == letters.edition, "the same outage"
    after = of_channel(dead=3, dead_at=START, delivered_at=START + HOUR)
    assert set(after) == {ConditionKind.DEAD_LETTERS}
    assert after[ConditionKind.DEAD_LETTERS].edition == ""
    another = of_channel(dead=4, dead_at=START + 3 * HOUR, delivered_at=START + 2 * HOUR)
    assert another[ConditionKind.DEAD_LETTERS].edition not in {"", letters.edition}


def test_a_silent_side_is_told_with_its_borders() -> None:
    """One that was never heard, too."""
    heard = SilentLine(side="YB", sort="official", since=START, borders=("XA-YB", "YB-ZC"))
    never = SilentLine(side="XA", sort="independent", since=None, borders=("XA-YB",))
    assert [found.says for found in troubles.sides([heard, never])] == [
        "nothing official from YB has been heard since 2030-01-16 19:30 UTC (XA-YB, YB-ZC)",
        "nothing independent from XA has been heard yet (XA-YB)",
    ]


def test_every_feed_at_once_is_another_trouble_than_one() -> None:
    """None that was ever polled is none that fails."""
    poor = PoorFeed(feed="north", condition="gone", detail="410 Gone")
    (one,) = troubles.feeds(FeedsAtLarge(polled=9, failing=1, poor=(poor,)))
    assert (one.key, one.says) == ("feed/north", "feed north is gone: 410 Gone")
    assert [f.kind for f in troubles.feeds(FeedsAtLarge(polled=9, failing=9))] == [ConditionKind.FEEDS_FAIL]
    assert list(troubles.feeds(FeedsAtLarge())) == []


@pytest.mark.parametrize(
    ("found", "due", "keys"),
    [
        (WorkWaiting(unread=9, unread_since=START - 10 * MINUTE), None, []),
        (WorkWaiting(unread=9, unread_since=START - 11 * MINUTE), None, ["backlog/items"]),
        (WorkWaiting(dirty=2, dirty_since=START - 16 * MINUTE), None, ["backlog/borders"]),
        (WorkWaiting(), 60 * MINUTE, []),
        (WorkWaiting(), 91 * MINUTE, ["backlog/outbox/desk"]),
    ],
)
def test_work_that_waits_too_long(found: WorkWaiting, due: timedelta | None, keys: list[str]) -> None:
    """Items, borders, messages; a channel's own rate may hold one up for an hour."""
    outbox = [facts(due_since=START - due if due else None)]
    assert [each.key for each in troubles.backlog(found, outbox, now=START)] == keys


@pytest.mark.parametrize(
    ("found", "keys"),
    [
        (Machine(), []),
        (Machine(failing=(("judge", 4), ("deliver", 5))), ["cycle/deliver"]),
        (Machine(free=GIB - 1), ["disk"]),
        (Machine(free=2 * GIB), []),
        (Machine(free=2 * GIB, size=GIB), ["disk"]),
        (Machine(backed_up_at=START - timedelta(days=3)), []),
        (Machine(backed_up_at=START - timedelta(days=3, hours=1)), ["backup"]),
        (Machine(stepped_at=START - 59 * MINUTE, stepped_by=HOUR), ["clock"]),
        (Machine(stepped_at=START - 60 * MINUTE, stepped_by=HOUR), []),
        (Machine(refused="rules/x.yaml:3:1: unknown key"), ["rules"]),
    ],
)
def test_the_machine(found: Machine, keys: list[str]) -> None:
    """Cycles, disk, backups, clock, and rules that were refused."""
    assert [each.key for each in troubles.machine(found, now=START)] == keys


@pytest.mark.parametrize(
    ("by", "says"),
    [(-24 * HOUR, "set back by 24 h, to"), (30 * 24 * HOUR, "moved ahead by 30 days, or the machine slept, to")],
)
def test_a_clock_that_was_moved_is_told_in_plain_words(by: timedelta, says: str) -> None:
    """Which way, how far, and what it may have been."""
    (moved,) = troubles.machine(Machine(stepped_at=START, stepped_by=by), now=START)
    assert moved.says.startswith(f"the clock was {says} ")


def test_a_disk_is_well_again_only_with_room_to_spare() -> None:
    """Between the bounds it is neither."""
    free = [GIB - 1, GIB, int(1.19 * GIB), int(1.21 * GIB)]
    found = [list(troubles.machine(Machine(free=each), now=START)) for each in free]
    assert [[each.certain for each in some] for some in found] == [[True], [False], [False], []]
