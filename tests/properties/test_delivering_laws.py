"""Laws of delivering: whatever waits for a digest, a night, a rate or a channel that is down, each alert arrives at each channel once."""

import asyncio
import itertools
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts import route
from monitor.model.alerts import (
    Alert,
    Channel,
    Daily,
    Deferred,
    Delivered,
    Grouping,
    Level,
    QuietHours,
    Reason,
    Route,
)
from monitor.pipeline.deliver import Deliverer
from tests.support.channels import HandClock, MemoryOutbox, ScriptedSender

EVE = datetime(2030, 3, 30, 20, 0, tzinfo=UTC)  # the clocks of Berlin go forward in the night
ZONES = st.sampled_from(("Europe/Berlin", "Asia/Karachi", "Pacific/Apia"))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
CHANNELS = ("desk", "mail")

groupings = st.builds(
    Grouping,
    by=st.sampled_from((("border",), ("level",), ("channel",))),
    wait=st.sampled_from((timedelta(0), timedelta(seconds=30), timedelta(minutes=10))),
    interval=st.sampled_from((timedelta(0), timedelta(minutes=5), timedelta(hours=2))),
)
routes = st.builds(
    Route,
    to=st.sampled_from((("desk",), ("mail",), CHANNELS)),
    levels=st.sampled_from(((), (Level.NOTICE,), (Level.CRITICAL, Level.WATCH))),
    digest=st.none() | st.builds(Daily, at=TIMES, zone=ZONES),
)
grouped = st.builds(
    Route,
    to=st.sampled_from((("desk",), CHANNELS)),
    levels=st.sampled_from(((), (Level.NOTICE,), (Level.CRITICAL, Level.WATCH))),
    grouping=st.none() | groupings,
)
nights = st.builds(
    QuietHours,
    channels=st.sampled_from((("desk",), CHANNELS)),
    start=TIMES,
    end=TIMES,
    zone=ZONES,
    excepted=st.sampled_from(((), (Level.CRITICAL,))),
).filter(lambda hours: hours.start != hours.end)
stories = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from((Level.NOTICE, Level.WATCH, Level.CRITICAL)), st.sampled_from("xy")),
    min_size=1,
    max_size=20,
)


def alert(number: int, at: datetime, level: Level, conversation: str) -> Alert:
    """The alert whose text is its number."""
    return Alert(
        id=f"{number:016}",
        at=at,
        border="XA-YB",
        level=level,
        reason=Reason.RULE,
        headline="h",
        body=f"No{number:03}.",
        conversation=conversation,
        revision=number,
    )


class Desk:
    """Two channels that answer with an error for the first ``down`` hours, and what arrives at each."""

    def __init__(self, down: int, *, rate: int | None) -> None:
        self.clock, self.outbox = HandClock(EVE), MemoryOutbox()
        self.channels = [Channel(id=name, rate_per_hour=rate) for name in CHANNELS]
        self.sender = ScriptedSender(**dict.fromkeys(CHANNELS, Deferred(reason="HTTP 500")))
        self.arrived: dict[str, list[str]] = {name: [] for name in CHANNELS}
        self._up_at = EVE + timedelta(hours=down)
        self._cycle = Deliverer(self.outbox, self.sender, clock=self.clock, channels=self.channels, jitter=lambda: 0.5)

    def tells(self, told: Alert, *, ways: list[Route], quiet: list[QuietHours]) -> None:
        """Puts it into the outbox."""
        groups = self.outbox.groups()
        made = route.route(
            [told], routes=ways, channels=self.channels, quiet=quiet, groups=groups, zone="UTC", now=told.at
        )
        self.outbox.post(*made)

    def waits(self, gap: timedelta) -> None:
        """And delivers what it can then."""
        self.clock.at += gap
        if self.clock.at >= self._up_at:
            self.sender.answers = dict.fromkeys(CHANNELS, Delivered())
        self.sender.sent.clear()
        asyncio.run(self._cycle.turn())
        for channel, message in self.sender.sent:
            if isinstance(self.sender.answers[channel], Delivered):
                self.arrived[channel].append(message.body)

    def count(self, channel: str, number: int) -> int:
        """How often an alert was told there, whether alone or in company."""
        return sum(body.count(f"No{number:03}.") for body in self.arrived[channel])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(routes | grouped, min_size=1, max_size=3),
    st.lists(nights, max_size=2),
    stories,
    st.sampled_from((None, 1, 2, 5)),
    st.integers(0, 20),
)
def test_each_alert_arrives_once_at_each_channel(
    ways: list[Route], quiet: list[QuietHours], story: list[tuple[int, Level, str]], rate: int | None, down: int
) -> None:
    """Those that a route leads it to, whichever route and whatever it waits for."""
    desk = Desk(down, rate=rate)
    for number, (gap, level, conversation) in enumerate(story, 1):
        desk.waits(timedelta(minutes=gap))
        desk.tells(alert(number, desk.clock.at, level, conversation), ways=ways, quiet=quiet)
    for _ in range(30):
        desk.waits(timedelta(hours=4))
    for number, (_, level, _) in enumerate(story, 1):
        wanted = {name for way in ways for name in way.to if not way.levels or level in way.levels}
        assert {name: desk.count(name, number) for name in CHANNELS} == {name: int(name in wanted) for name in CHANNELS}


@settings(max_examples=25, deadline=None)
@given(st.lists(grouped, min_size=1, max_size=3), stories, st.sampled_from((None, 2)), st.integers(0, 5))
def test_what_is_grouped_keeps_the_order_of_its_conversation(
    ways: list[Route], story: list[tuple[int, Level, str]], rate: int | None, down: int
) -> None:
    """Whatever else goes out with it, sooner or later, and however long the channel is down."""
    desk = Desk(down, rate=rate)
    for number, (gap, level, conversation) in enumerate(story, 1):
        desk.waits(timedelta(minutes=gap / 30))
        desk.tells(alert(number, desk.clock.at, level, conversation), ways=ways, quiet=[])
    for _ in range(12):
        desk.waits(timedelta(hours=1))
    for channel in CHANNELS:
        told = [int(found) for body in desk.arrived[channel] for found in re.findall(r"No(\d{3})\.", body)]
        assert set(told) == {
            number
            for number, (_, level, name) in enumerate(story, 1)
            if any(route.takes(way, alert(number, EVE, level, name), channel) for way in ways)
        }
        for name in "xy":
            mine = [number for number in told if story[number - 1][2] == name]
            assert mine == sorted(set(mine))


@settings(max_examples=20, deadline=None)
@given(groupings, stories)
def test_a_group_speaks_at_most_once_in_its_interval(grouping: Grouping, story: list[tuple[int, Level, str]]) -> None:
    """When it is made of whole conversations, so that nothing louder of another group makes it hurry."""
    desk = Desk(0, rate=None)
    heard: list[datetime] = []
    for number, (gap, level, conversation) in enumerate(story, 1):
        for _ in range(gap // 60 + 1):
            desk.waits(timedelta(seconds=50))
            heard += [desk.clock.at for _ in desk.sender.sent]
        way = Route(to=("desk",), grouping=replace(grouping, by=("border",)))
        desk.tells(alert(number, desk.clock.at, level, conversation), ways=[way], quiet=[])
    assert all(later - sooner >= grouping.interval for sooner, later in itertools.pairwise(heard))
