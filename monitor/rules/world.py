"""Countries, actors and places as they are written in YAML, and what they compile to.

Decides their shape and what within one entry can't be so. Which of them exist is data.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field, model_validator

from monitor.model.reports import PartyKind
from monitor.model.rulebook import Actor, Country, Place
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

    @model_validator(mode="after")
    def _is_not_its_own_neighbour(self) -> "CountryEntry":
        if self.iso in self.neighbours:
            raise ValueError(f"{self.iso} can't be its own neighbour")
        return self


class HostEntry(Entry):
    """The state said to shelter a group, and the state that says so."""

    state: CountryRef
    according_to: CountryRef | None = None


class ActorEntry(Entry):
    """A party, or a name that must not be taken for one."""

    id: Slug
    name: Text
    kind: PartyKind
    state: CountryRef | None = None
    parent: Annotated[str, Reference("actors", acyclic=True)] | None = None
    aliases: Aliases = ()
    succeeds: Annotated[str, Reference("actors", acyclic=True)] | None = None
    hosted_by: HostEntry | None = None
    not_to_be_confused_with: tuple[ActorRef, ...] = ()
    mediator: bool = False
    generic: bool = False
    ignore: bool = False
    person: bool = False


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


SECTIONS: Mapping[str, Section] = {
    "countries": Section(entry=CountryEntry, key="iso", title="country"),
    "actors": Section(entry=ActorEntry, title="actor"),
    "places": Section(entry=PlaceEntry, title="place"),
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
        )
        for entry in entries
    )


def compile_actors(entries: Sequence[ActorEntry], packs: Mapping[str, str]) -> tuple[Actor, ...]:
    """Actors in the order written; ``packs`` tells which of them came with a pack."""
    return tuple(_actor(entry, packs.get(entry.id, "")) for entry in entries)


def compile_places(entries: Sequence[PlaceEntry], packs: Mapping[str, str]) -> tuple[Place, ...]:
    """Places in the order written; ``packs`` tells which of them came with a pack."""
    return tuple(_place(entry, packs.get(entry.id, "")) for entry in entries)


def _actor(entry: ActorEntry, pack: str) -> Actor:
    return Actor(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        state=entry.state,
        aliases=compile_aliases(entry.aliases),
        parent=entry.parent,
        succeeds=entry.succeeds,
        hosted_by=entry.hosted_by.state if entry.hosted_by else None,
        hosted_according_to=entry.hosted_by.according_to if entry.hosted_by else None,
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
