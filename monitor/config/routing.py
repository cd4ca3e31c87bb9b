"""The part of ``monitor.yaml`` that says who is told what, and when not: routes and quiet hours.

Decides their shape, that they name channels that there are, and that an alert can't get lost for want of a route.
"""

import re
from collections.abc import Collection
from datetime import time, timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from monitor.alerts import group
from monitor.config import zones
from monitor.model.alerts import Daily, Grouping, Level, QuietHours, Reason, Route
from monitor.rules.documents import Fault, Trail, nearest
from monitor.rules.section import Entry
from monitor.rules.units import Duration

SHORTEST_REPEAT = timedelta(minutes=5)
"""Our choice."""

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


def _amount(value: object) -> str:
    return "one" if isinstance(value, str) else "several"


Levels = Annotated[Annotated[Level, Tag("one")] | Annotated[tuple[Level, ...], Tag("several")], Discriminator(_amount)]
Reasons = Annotated[
    Annotated[Reason, Tag("one")] | Annotated[tuple[Reason, ...], Tag("several")], Discriminator(_amount)
]
Names = Annotated[Annotated[str, Tag("one")] | Annotated[tuple[str, ...], Tag("several")], Discriminator(_amount)]


def several(names: str | tuple[str, ...]) -> tuple[str, ...]:
    """One name, or several, as several."""
    return (names,) if isinstance(names, str) else names


def _time(text: object) -> time:
    if isinstance(text, time):
        return text
    found = _TIME.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f'{str(text)[:60]!r} is no time of day; write "22:00" (in quotes)')
    return time(int(found[1]), int(found[2]))


def _daily(text: object) -> Daily:
    if isinstance(text, Daily):
        return text
    at, blank, zone = text.partition(" ") if isinstance(text, str) else ("", "", "")
    if not blank:
        raise ValueError(f'{str(text)[:60]!r} is no time with a zone; write "06:00 Asia/Karachi"')
    return Daily(at=_time(at), zone=zones.check(zone.strip()))


def _short(wait: timedelta) -> timedelta:
    if wait > group.LONGEST:
        raise ValueError("a group waits at most 24h; for more there is 'digest'")
    return wait


def _seldom(every: timedelta) -> timedelta:
    if every < SHORTEST_REPEAT:
        raise ValueError("at least 5m; who must be told more often needs an alarm of another sort")
    return every


GroupTime = Annotated[Duration, AfterValidator(_short)]
Repeat = Annotated[Duration, AfterValidator(_seldom)]
TimeOfDay = Annotated[time, BeforeValidator(_time, json_schema_input_type=str)]
DailyAt = Annotated[Daily, BeforeValidator(_daily, json_schema_input_type=str)]


class WhenEntry(Entry):
    """Which alerts a route takes; what isn't said matches everything."""

    level: Levels = Field(default=(), description="How loud it is.")
    border: Names = Field(default=(), description="Of which border.")
    reason: Reasons = Field(default=(), description="Why it was sent.")
    type: Names = Field(
        default=(), description="What happened: `force_state`, or an event such as `force_state.missile_strike`."
    )
    place: Names = Field(default=(), description="Where: a name, an id, or a state's code.")
    labels: dict[str, str] = Field(default={}, description="Any of these labels, such as `update: same-day`.")


class RouteEntry(Entry):
    """Which alerts go to which channels, what they wait for there, and how often what stands is recalled."""

    when: WhenEntry = Field(
        default=WhenEntry(), description="Which alerts; all of what is said must hold. Unsaid: every alert."
    )
    to: tuple[str, ...] = Field(min_length=1, description="Channels.")
    digest: DailyAt | None = Field(default=None, description="Gather until this time of day, and send one message.")
    unacknowledged_for: Duration | None = Field(
        default=None, description="Wait whether somebody says `alerts ack`; send if nobody did."
    )
    group_by: Names = Field(
        default=(),
        description="One message of what is alike in these: `border incident level reason type labels`, or `channel` for all.",
    )
    group_wait: GroupTime | None = Field(
        default=None, description="How long the first waits for others; at most `24h`. Unsaid: `30s`."
    )
    group_interval: GroupTime | None = Field(
        default=None, description="How long later ones wait after the last message; at most `24h`. Unsaid: `5m`."
    )
    repeat: Repeat | None = Field(
        default=None,
        description="How often a confrontation or escalation is recalled until somebody says `alerts ack`; at least `5m`.",
    )

    @model_validator(mode="after")
    def _waits_for_one_thing(self) -> "RouteEntry":
        waits = {
            "digest": self.digest is not None,
            "unacknowledged_for": self.unacknowledged_for is not None,
            "group_by": bool(several(self.group_by)),
        }
        if sum(waits.values()) > 1:
            said = " and ".join(f"'{name}'" for name, is_said in waits.items() if is_said)
            raise ValueError(f"a route waits for one thing; this one has {said}")
        if not waits["group_by"] and (self.group_wait is not None or self.group_interval is not None):
            raise ValueError(
                "'group_wait' and 'group_interval' need a 'group_by': [border], or [channel] for all in one"
            )
        if self.digest is not None and self.repeat is not None:
            raise ValueError("a 'digest' has no 'repeat': what it holds is told once")
        return self


class QuietEntry(Entry):
    """When channels are left in peace."""

    channels: Names = Field(alias="for", description="Which channels.")
    start: TimeOfDay = Field(alias="from", description="When they begin.")
    end: TimeOfDay = Field(alias="until", description="When they end, and what was held goes out as one message.")
    zone: zones.Zone = Field(description="In which zone that is.")
    excepted: Levels = Field(default=(), alias="except", description="Levels that go out all the same.")

    @model_validator(mode="after")
    def _ends(self) -> "QuietEntry":
        if self.start == self.end:
            raise ValueError("quiet hours need a beginning and an end that differ")
        return self


def named(routes: Collection[RouteEntry], quiet: Collection[QuietEntry]) -> list[tuple[Trail, str]]:
    """The channels that are named here, with their places."""
    found: list[tuple[Trail, str]] = [
        (("routes", number, "to", index), name)
        for number, route in enumerate(routes)
        for index, name in enumerate(route.to)
    ]
    for number, hours in enumerate(quiet):
        found += each(("quiet_hours", number, "for"), hours.channels)
    return found


def faults(named: Collection[tuple[Trail, str]], channels: Collection[str]) -> list[Fault]:
    """Channels that there aren't."""
    return [
        Fault(trail, f"there is no channel '{name}'{nearest(name, channels)}", "dangling-reference")
        for trail, name in named
        if name not in channels
    ]


def each(trail: Trail, names: str | tuple[str, ...]) -> list[tuple[Trail, str]]:
    """One name, or several, with their trails."""
    return [(trail, names)] if isinstance(names, str) else [((*trail, index), name) for index, name in enumerate(names)]


def lost_alerts(entries: Collection[RouteEntry]) -> list[Fault]:
    """Alerts that no route takes for sure. They are kept, and may be meant for nobody."""
    routes = [route_of(entry) for entry in entries]
    sure = [route for route in routes if _takes_whole_levels(route)]
    if any(takes_all(route) for route in routes):
        return []
    taken = {level for route in sure for level in route.levels}
    owed = (level for level in Level if level is not Level.CORRECTION)  # which follows what it corrects
    missing = ", ".join(level.value for level in owed if level not in taken)
    message = f"alerts of level {missing} may match no route; end with a route without 'when'"
    return [Fault(("routes",), message, "no-default-route", at_key=True, warning=True)] if missing else []


def outrun(entries: Collection[RouteEntry]) -> list[Fault]:
    """Routes that wait for nothing that they take to a channel, since another takes all of it there at once."""
    routes = [route_of(entry) for entry in entries]
    return [
        Fault(
            ("routes", number, "to", place),
            f"route {faster + 1} takes all of this to '{channel}' at once, so nothing waits here; give it a 'when'",
            "outrun-route",
            warning=True,
        )
        for number, route in enumerate(routes)
        for place, channel in enumerate(route.to)
        for faster, other in enumerate(routes)
        if _waits(route) and not _waits(other) and channel in other.to and _takes_in(other, route)
    ]


def idle_repeats(entries: Collection[RouteEntry]) -> list[Fault]:
    """Routes that recall nothing, since they take nothing loud."""
    loud = {Level.WARNING, Level.CRITICAL}
    message = "'repeat' recalls what is a warning or critical, and this route takes neither"
    return [
        Fault(("routes", number, "repeat"), message, "idle-repeat", warning=True)
        for number, route in enumerate(map(route_of, entries))
        if route.repeat and route.levels and loud.isdisjoint(route.levels)
    ]


def _waits(route: Route) -> bool:
    return any((route.digest, route.unacknowledged_for, route.grouping))


def _takes_in(wide: Route, narrow: Route) -> bool:
    """Whether it takes whatever the other one takes."""
    pairs = (
        (wide.levels, narrow.levels),
        (wide.borders, narrow.borders),
        (wide.reasons, narrow.reasons),
        (wide.types, narrow.types),
        (wide.labels, narrow.labels),
        (wide.places, narrow.places),
    )
    return all(not asked or (given and set(given) <= set(asked)) for asked, given in pairs)


def _takes_whole_levels(route: Route) -> bool:
    narrowed = (route.borders, route.reasons, route.types, route.labels, route.places)
    return not any(narrowed) and route.unacknowledged_for is None


def route_of(entry: RouteEntry) -> Route:
    """The route that the entry describes."""
    when = entry.when
    return Route(
        to=entry.to,
        levels=_levels(when.level),
        borders=several(when.border),
        reasons=(when.reason,) if isinstance(when.reason, Reason) else when.reason,
        types=several(when.type),
        labels=tuple(when.labels.items()),
        places=several(when.place),
        digest=entry.digest,
        unacknowledged_for=entry.unacknowledged_for,
        grouping=_grouping_of(entry),
        repeat=entry.repeat,
    )


def _grouping_of(entry: RouteEntry) -> Grouping | None:
    if not several(entry.group_by):
        return None
    wait, interval = entry.group_wait, entry.group_interval
    return Grouping(
        by=several(entry.group_by),
        wait=group.WAIT if wait is None else wait,
        interval=group.INTERVAL if interval is None else interval,
    )


def quiet_of(entry: QuietEntry) -> QuietHours:
    """The quiet hours that the entry describes."""
    return QuietHours(
        channels=several(entry.channels),
        start=entry.start,
        end=entry.end,
        zone=entry.zone,
        excepted=_levels(entry.excepted),
    )


def _levels(levels: Level | tuple[Level, ...]) -> tuple[Level, ...]:
    return (levels,) if isinstance(levels, Level) else levels


def takes_all(route: Route) -> bool:
    """Whether every alert goes there for sure."""
    return not route.levels and _takes_whole_levels(route)
