"""The part of ``monitor.yaml`` that says who is told what, and when not: routes and quiet hours.

Decides their shape, that they name channels that there are, and that an alert can't get lost for want of a route.
"""

import re
from collections.abc import Collection
from datetime import time
from typing import Annotated

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from monitor.config import zones
from monitor.model.alerts import Daily, Level, QuietHours, Reason, Route
from monitor.rules.documents import Fault, Trail, nearest
from monitor.rules.section import Entry
from monitor.rules.units import Duration

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


TimeOfDay = Annotated[time, BeforeValidator(_time, json_schema_input_type=str)]
DailyAt = Annotated[Daily, BeforeValidator(_daily, json_schema_input_type=str)]


class WhenEntry(Entry):
    """Which alerts a route takes; what isn't said matches everything."""

    level: Levels = ()
    border: Names = ()
    reason: Reasons = ()
    type: Names = ()
    place: Names = ()
    labels: dict[str, str] = Field(default_factory=dict)


class RouteEntry(Entry):
    """Which alerts go to which channels."""

    when: WhenEntry = WhenEntry()
    to: tuple[str, ...] = Field(min_length=1)
    digest: DailyAt | None = None
    unacknowledged_for: Duration | None = None

    @model_validator(mode="after")
    def _waits_for_one_thing(self) -> "RouteEntry":
        if self.digest is not None and self.unacknowledged_for is not None:
            raise ValueError("a route has a 'digest' or an 'unacknowledged_for', not both")
        return self


class QuietEntry(Entry):
    """When channels are left in peace."""

    channels: Names = Field(alias="for")
    start: TimeOfDay = Field(alias="from")
    end: TimeOfDay = Field(alias="until")
    zone: zones.Zone
    excepted: Levels = Field(default=(), alias="except")

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
    """Alerts that no route takes for sure."""
    routes = [route_of(entry) for entry in entries]
    sure = [route for route in routes if _takes_whole_levels(route)]
    if any(takes_all(route) for route in routes):
        return []
    taken = {level for route in sure for level in route.levels}
    missing = ", ".join(level.value for level in Level if level not in taken)
    message = f"alerts of level {missing} may match no route; end with a route without 'when'"
    return [Fault(("routes",), message, "no-default-route", at_key=True)] if missing else []


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
