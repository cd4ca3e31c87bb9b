"""What exports look up: names that an incident holds as ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from monitor.model.incidents import Incident
from monitor.model.lexicon import EventType
from monitor.model.outlets import Outlet
from monitor.model.reports import PlacePoint
from monitor.model.rulebook import Place, Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """By id: kinds of events, places, outlets; states by ISO code."""

    events: Mapping[str, EventType]
    places: Mapping[str, Place]
    countries: Mapping[str, str]
    outlets: Mapping[str, str]

    @classmethod
    def of(cls, rulebook: Rulebook, outlets: Mapping[str, Outlet]) -> Self:
        """What the rulebook and the configuration know."""
        return cls(
            events={event.id: event for event in rulebook.events},
            places=rulebook.place_by_id(),
            countries={country.iso: country.name for country in rulebook.countries},
            outlets={outlet.id: outlet.name for outlet in outlets.values()},
        )

    def place_name(self, place: str | None) -> str:
        """The name of a place by its id; the id itself when it isn't known."""
        known = self.places.get(place or "")
        return known.name if known else place or ""

    def outlets_of(self, incident: Incident) -> list[str]:
        """Names of the outlets that reported it, one line of reporting after the other."""
        ids = dict.fromkeys(outlet for line in incident.lines for outlet in line.outlets)
        return [self.outlets.get(outlet, outlet) for outlet in ids]

    def title(self, incident: Incident) -> str:
        """What kind of event it is, for people."""
        event = self.events.get(incident.event)
        return event.title if event and event.title else incident.event


def location(incident: Incident) -> PlacePoint | None:
    """The place that a table with room for one shows: the most exact that has coordinates, else the first."""
    located = [place for place in incident.places if place.lat is not None and place.lon is not None]
    return min(located, key=lambda place: place.precision, default=incident.places[0] if incident.places else None)
