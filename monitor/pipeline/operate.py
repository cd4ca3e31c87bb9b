"""The operate cycle: the monitor looks at itself. Read the facts, decide what is wrong and who must be told, write it down.

What it tells goes through the outbox like any alert: at least once, in order. What keeps it from writing (a full disk, a locked
database) it can't tell; for that there is the heartbeat, which then doesn't come.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from monitor.alerts import conditions, route, troubles
from monitor.feeds import health
from monitor.model.alerts import Alert, Channel, Delivery, QuietHours, Reason, Route
from monitor.model.conditions import (
    ChannelFacts,
    ConditionKind,
    Examined,
    FeedsAtLarge,
    Machine,
    PoorFeed,
    SilentLine,
    StandingCondition,
    WorkWaiting,
)
from monitor.model.items import FeedState
from monitor.model.outlets import Feed
from monitor.model.responses import Silence
from monitor.pipeline.hearing import Hearing
from monitor.pipeline.ports import Clock

ROUTE = "operational"
"""What the way of these alerts is called where it is explained."""


class OperateStore(Protocol):
    """What looking at itself asks of the store."""

    def states_of(self, feeds: Sequence[str]) -> dict[str, FeedState]:
        """The states of those among ``feeds`` that were ever met."""
        ...

    def channel_facts(self, channels: Sequence[str], *, now: datetime) -> list[ChannelFacts]:
        """How these channels do, and any other that messages wait for."""
        ...

    def work_waiting(self) -> WorkWaiting:
        """What waits to be read and assessed."""
        ...

    def silences(self, *, ending_after: datetime | None = None) -> list[Silence]:
        """Those that haven't ended by then."""
        ...

    def standings(self) -> list[StandingCondition]:
        """The conditions that stand."""
        ...

    def record_standings(
        self, standings: Sequence[StandingCondition], *, alerts: Sequence[Alert], deliveries: Sequence[Delivery]
    ) -> None:
        """These conditions stand and no others; with what is told of them, in one transaction."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who is told of what is wrong with the monitor. ``quiet`` are the hours in which even that waits."""

    to: tuple[str, ...]
    channels: tuple[Channel, ...]
    zone: str
    quiet: tuple[QuietHours, ...] = ()


@dataclass(slots=True, kw_only=True)
class OperateCycle:
    """Looks at feeds, channels, work and machine. ``watched`` gives the borders whose sides must be heard."""

    store: OperateStore
    clock: Clock
    hearing: Hearing
    feeds: Sequence[Feed]
    duty: Duty
    watched: Callable[[], Sequence[str]]
    _polls: dict[str, Feed] = field(init=False)

    def __post_init__(self) -> None:
        self._polls = {feed.id: feed for feed in self.feeds}

    def turn(self, machine: Machine) -> tuple[Alert, ...]:
        """One look; gives what people are told now."""
        now = self.clock.now()
        before = self.store.standings()
        settled = conditions.settle(before, self._examine(machine, now), now=now)
        alerts = conditions.alerts(settled, now=now)
        if alerts or settled.standings != tuple(before):
            self.store.record_standings(
                settled.standings, alerts=alerts, deliveries=self._deliveries(alerts, settled.standings, now)
            )
        return alerts

    def _examine(self, machine: Machine, now: datetime) -> Examined:
        channels = self.store.channel_facts([channel.id for channel in self.duty.channels], now=now)
        found = (
            *troubles.sides(self.silent(now)),
            *troubles.feeds(self.feeds_at_large(now)),
            *troubles.channels(channels),
            *troubles.backlog(self.store.work_waiting(), channels, now=now),
            *troubles.machine(machine, now=now),
        )
        return Examined(kinds=frozenset(ConditionKind), conditions=found)

    def silent(self, now: datetime) -> list[SilentLine]:
        """What isn't heard any more of the watched borders' sides."""
        borders = self.watched()
        sides = {side: [b for b in borders if side in b.split("-")] for border in borders for side in border.split("-")}
        silent = self.hearing.silent(sorted(sides), now)
        return [
            SilentLine(side=side, sort=sort, since=since, borders=tuple(sorted(sides[side])))
            for side, sort, since in silent
        ]

    def feeds_at_large(self, now: datetime) -> FeedsAtLarge:
        """How the feeds do."""
        states = [state for state in self.store.states_of(list(self._polls)).values() if state.last_polled_at]
        poor = [
            PoorFeed(
                feed=state.feed, condition=str(how), detail=state.last_failure.detail if state.last_failure else ""
            )
            for state in sorted(states, key=lambda state: state.feed)
            if (how := health.condition(state, self._polls[state.feed], now)) in health.BAD
        ]
        return FeedsAtLarge(polled=len(states), failing=sum(bool(s.failures) for s in states), poor=tuple(poor))

    def _deliveries(
        self, alerts: Sequence[Alert], standings: Sequence[StandingCondition], now: datetime
    ) -> tuple[Delivery, ...]:
        silences = self.store.silences(ending_after=now) if alerts else []
        names = [channel.id for channel in self.duty.channels]
        return tuple(
            delivery
            for alert in alerts
            for delivery in route.route(
                [alert],
                routes=[
                    Route(
                        to=conditions.receivers(alert, wanted=self.duty.to, channels=names, standings=standings),
                        reasons=(Reason.OPERATIONAL,),
                        name=ROUTE,
                    )
                ],
                channels=self.duty.channels,
                quiet=self.duty.quiet,
                silences=silences,
                zone=self.duty.zone,
                now=now,
            )
        )
