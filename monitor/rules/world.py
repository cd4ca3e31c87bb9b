"""Countries, actors, places, towns and border lines as they are written in YAML, and what they compile to.

Decides their shape and what within one entry can't be so. Which of them exist is data.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from monitor.model.reports import PartyKind
from monitor.model.rulebook import Actor, BorderLine, Country, Place, Towns
from monitor.rules.names import ActorRef, Aliases, BorderRef, CountryRef, Iso, PlaceRef, Slug, Text, compile_aliases
from monitor.rules.section import Entry, Reference, Section


class CountryEntry(Entry):
    """A state of the world."""

    iso: Iso
    name: Text
    aliases: Aliases = ()
    demonyms: Aliases = ()
    capitals: Aliases = ()
    neighbours: tuple[CountryRef, ...] = ()
    strikes_far: bool = False

    @model_validator(mode="after")
    def _is_not_its_own_neighbour(self) -> "CountryEntry":
        if self.iso in self.neighbours:
            raise ValueError(f"{self.iso} can't be its own neighbour")
        return self


class HostEntry(Entry):
    """The state said to shelter a group, and the state that says so. ``fought``: the group makes war on that state itself."""

    state: CountryRef
    according_to: CountryRef | None = None
    fought: bool = False


class ActorEntry(Entry):
    """A party, or a name that must not be taken for one."""

    id: Slug
    name: Text
    kind: PartyKind
    state: CountryRef | None = None
    parent: Annotated[str, Reference("actors", acyclic=True)] | None = None
    aliases: Aliases = ()
    succeeds: Annotated[str, Reference("actors", acyclic=True)] | None = None
    since: date | None = None
    """Since when: before that day its names are those of whom it succeeds."""
    hosted_by: HostEntry | None = None
    backed_by: CountryRef | None = None
    """A state behind a group that isn't on its ground: the line between the two is where it fights."""
    not_to_be_confused_with: tuple[ActorRef, ...] = ()
    mediator: bool = False
    generic: bool = False
    ignore: bool = False
    person: bool = False

    @model_validator(mode="after")
    def _says_whose_its_names_were(self) -> "ActorEntry":
        if self.since is not None and self.succeeds is None:
            raise ValueError("since goes with succeeds: whose names they were before that day")
        return self


class PlaceEntry(Entry):
    """A place in its administrative chain."""

    id: Slug
    name: Text
    country: CountryRef | None = None
    admin1: Text | None = None
    within: Annotated[str, Reference("places", acyclic=True)] | None = None
    precision: int = Field(default=1, ge=1, le=4)
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    aliases: Aliases = ()
    crossing: bool = False
    capital: bool = False
    border_km: dict[BorderRef, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)
    never_incident: bool = False
    not_to_be_confused_with: tuple[PlaceRef, ...] = ()

    @model_validator(mode="after")
    def _has_both_coordinates(self) -> "PlaceEntry":
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon go together")
        return self


_TOWN = re.compile(
    r"[1-9]\d*\|[^|\n]+\|-?\d{1,2}(?:\.\d+)?\|-?\d{1,3}(?:\.\d+)?\|\d+\|(?:capital ?)?(?:[A-Z]{2}\d+ ?)*\|[^|\n]+"
)
_POLYLINE = re.compile(r"-?\d+ -?\d+(?: -?\d+ -?\d+)+")


class TownsEntry(Entry):
    """The towns of a state, a line each: number, name, latitude, longitude, people, distances from its borders, folded names."""

    country: Annotated[Iso, Reference("countries")]
    towns: str

    @field_validator("towns")
    @classmethod
    def _is_a_table(cls, towns: str) -> str:
        wrong = next((line for line in towns.split("\n") if not _TOWN.fullmatch(line)), None)
        if wrong is not None:
            raise ValueError(f"'{wrong[:60]}' is no town: id|name|lat|lon|people|XX12 YY120|folded name,folded name")
        return towns


class BorderLineEntry(Entry):
    """Where two states touch: polylines, a line each, in steps of 0.0001 degrees."""

    border: BorderRef
    points: str

    @field_validator("points")
    @classmethod
    def _are_polylines(cls, points: str) -> str:
        wrong = next((line for line in points.split("\n") if not _POLYLINE.fullmatch(line)), None)
        if wrong is not None:
            raise ValueError(
                f"'{wrong[:60]}' is no polyline: whole numbers, latitude and longitude in turn, two points or more"
            )
        return points


SECTIONS: Mapping[str, Section] = {
    "countries": Section(entry=CountryEntry, key="iso", title="country"),
    "actors": Section(entry=ActorEntry, title="actor"),
    "places": Section(entry=PlaceEntry, title="place"),
    "cities": Section(entry=TownsEntry, key="country", title="towns of"),
    "border_lines": Section(entry=BorderLineEntry, key="border", title="line of border"),
}


def compile_countries(entries: Sequence[CountryEntry]) -> tuple[Country, ...]:
    """Countries in the order written."""
    return tuple(
        Country(
            iso=entry.iso,
            name=entry.name,
            aliases=compile_aliases(entry.aliases),
            demonyms=compile_aliases(entry.demonyms),
            capitals=compile_aliases(entry.capitals),
            neighbours=entry.neighbours,
            strikes_far=entry.strikes_far,
        )
        for entry in entries
    )


def compile_actors(entries: Sequence[ActorEntry], packs: Mapping[str, str]) -> tuple[Actor, ...]:
    """Actors in the order written; ``packs`` tells which of them came with a pack."""
    return tuple(_actor(entry, packs.get(entry.id, "")) for entry in entries)


def compile_places(entries: Sequence[PlaceEntry], packs: Mapping[str, str]) -> tuple[Place, ...]:
    """Places in the order written; ``packs`` tells which of them came with a pack."""
    return tuple(_place(entry, packs.get(entry.id, "")) for entry in entries)


def compile_towns(entries: Sequence[TownsEntry]) -> tuple[Towns, ...]:
    """The tables in the order written, unread: most towns are never asked for."""
    return tuple(Towns(country=entry.country, lines=tuple(entry.towns.split("\n"))) for entry in entries)


def compile_lines(entries: Sequence[BorderLineEntry]) -> tuple[BorderLine, ...]:
    """The lines in the order written, not yet decoded."""
    return tuple(BorderLine(border=entry.border, points=entry.points) for entry in entries)


def _actor(entry: ActorEntry, pack: str) -> Actor:
    return Actor(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        state=entry.state,
        aliases=compile_aliases(entry.aliases),
        parent=entry.parent,
        succeeds=entry.succeeds,
        since=entry.since,
        hosted_by=entry.hosted_by.state if entry.hosted_by else None,
        hosted_according_to=entry.hosted_by.according_to if entry.hosted_by else None,
        backed_by=entry.backed_by,
        fights_host=entry.hosted_by is not None and entry.hosted_by.fought,
        not_to_be_confused_with=entry.not_to_be_confused_with,
        mediator=entry.mediator,
        generic=entry.generic,
        ignore=entry.ignore,
        person=entry.person,
        pack=pack,
    )


def _place(entry: PlaceEntry, pack: str) -> Place:
    return Place(
        id=entry.id,
        name=entry.name,
        country=entry.country,
        aliases=compile_aliases(entry.aliases),
        admin1=entry.admin1,
        within=entry.within,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.precision,
        crossing=entry.crossing,
        capital=entry.capital,
        border_km=tuple(entry.border_km.items()),
        never_incident=entry.never_incident,
        not_to_be_confused_with=entry.not_to_be_confused_with,
        pack=pack,
    )
