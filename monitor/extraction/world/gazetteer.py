"""Who and what the rulebook can name, and which of several bearers of one name a text means.

Decides the entity behind a name from the rest of the text. Doesn't decide whether the named one acts: that is for roles.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from monitor.extraction.words.dictionary import Name
from monitor.extraction.words.vocabulary import Mark
from monitor.extraction.world.geography import Borders
from monitor.model.reports import Field, Mention, MentionKind, PartyKind, PlacePoint, Span
from monitor.model.rulebook import Actor, Alias, Country, Place, Rulebook
from monitor.text.fold import Folded

_NEAR_BORDER_KM = 150.0
"""A place within this of a watched line may be home to that border's incidents (our choice: towns of border districts lie up to 100 km inside)."""

_TOWN_NEAR_KM = 50.0
"""A town that no pack teaches is home to a line's incidents when it lies this close, or when the text names the other side."""

_KNOWN_BY_NAME = 200_000
"""People from which a town is named without its state in news of others (our choice: Port Sudan and Erbil are, and their names are seldom others')."""

_FURTHEST = 9
"""Ranks towns that no pack teaches behind all other places of their name."""

_EXACT = 2
"""Up to this precision a place's coordinates say how far it is; a province's don't."""


def _of(aliases: Iterable[Alias], what: str, entity: str) -> Iterator[Name]:
    for alias in aliases:
        yield Name(what, entity, alias.text, alias.language, alias.framing, alias.beside)


def names(rulebook: Rulebook) -> Iterator[Name]:
    """Every alias of the rulebook."""
    for country in rulebook.countries:
        yield Name("country", country.iso, country.name)
        yield from _of(country.aliases, "country", country.iso)
        yield from _of(country.demonyms, "demonym", country.iso)
        yield from _of(country.capitals, "capital", country.iso)
    for actor in rulebook.actors:
        yield Name("actor", actor.id, actor.name)
        yield from _of(actor.aliases, "actor", actor.id)
    for place in rulebook.places:
        yield Name("place", place.id, place.name)
        yield from _of(place.aliases, "place", place.id)


_KINDS = {
    "country": MentionKind.STATE,
    "demonym": MentionKind.STATE,
    "capital": MentionKind.STATE,
    "actor": MentionKind.ACTOR,
    "place": MentionKind.PLACE,
}


@dataclass(slots=True)
class Named:
    """A mark resolved to one bearer. ``capital_place``: the town itself, when the rulebook has it."""

    first: int
    last: int
    name: Name
    place: Place | None = None
    actor: Actor | None = None
    country: Country | None = None
    town: Place | None = None

    @property
    def speaks_for(self) -> str | None:
        """The state that is named by its name, adjective or capital, or by a person who speaks for it."""
        if self.country is not None:
            return self.name.entity
        return self.actor.state if self.actor is not None and self.actor.person else None

    def beside(self, before: "Named | None") -> str | None:
        """The same, or whose forces it names right behind another state's adjective: "A, B soldiers", whom the rulebook knows by that name."""
        forces = self.actor is not None and self.actor.kind == PartyKind.STATE_FORCES and not self.actor.generic
        shares = forces and before is not None and before.name.what == "demonym"
        return self.actor.state if self.actor is not None and shares else self.speaks_for


class Gazetteer:
    """The rulebook's names with what is needed to tell their bearers apart."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.countries = {country.iso: country for country in rulebook.countries}
        self.actors = rulebook.actor_by_id()
        self.places = rulebook.place_by_id()
        self.borders = {border.id: border for border in rulebook.borders}
        self.shelters = {
            (a.hosted_by, a.hosted_according_to) for a in rulebook.actors if a.kind == PartyKind.NONSTATE_GROUP
        }
        """States that are said to shelter a group, each with who says so."""
        self.missions = {a.hosted_by: a for a in rulebook.actors if a.hosted_by and a.kind == PartyKind.ORGANISATION}
        """The peacekeepers of a country that has them."""
        self._rose = {a.id: (a.since, self.actors[a.succeeds]) for a in rulebook.actors if a.since and a.succeeds}
        self.settled = max((since for since, _ in self._rose.values()), default=date.min)
        """From this day on everybody is who he is now."""
        self._written = frozenset(place.id for place in rulebook.places)
        self.tense = frozenset(border for place in rulebook.places for border, _ in place.border_km)
        """The borders on which the rulebook teaches a place: there force needs no explaining."""
        self.far = frozenset(country.iso for country in rulebook.countries if country.strikes_far)
        """The states with arms that reach others than their neighbours."""
        self._lines = Borders(rulebook.border_lines)
        self._packs = {border.pack: border.id for border in rulebook.borders if border.pack}

    def as_of(self, named: Named, day: date) -> Named:
        """Who bore the name on a day of the past: a government of today may have been a group at war with another."""
        since, earlier = self._rose.get(named.name.entity, (day, None))
        if earlier is None or day >= since:
            return named
        return replace(named, actor=earlier, name=replace(named.name, entity=earlier.id))

    def states(self, marks: Iterable[Mark]) -> set[str]:
        """The states that a text speaks of beyond doubt: by name, or by a place that bears its name alone."""
        found: set[str] = set()
        for mark in marks:
            for name in mark.names:
                if name.beside:
                    continue
                if name.what in {"country", "demonym", "capital"}:
                    found.add(name.entity)
                elif name.what == "place" and len(mark.names) == 1:
                    found.add(self.places[name.entity].country or "")
        return found

    def spoken(self, marks: Iterable[Mark]) -> set[str]:
        """The states that a text may speak of otherwise than by a place in them: by name, by their forces, by a group that they are said to shelter."""
        found: set[str | None] = set()
        for mark in marks:
            for name in mark.names:
                if name.what == "actor":
                    actor = self.actors[name.entity]
                    found |= {actor.state, actor.hosted_by}
                elif name.what != "place":
                    found.add(name.entity)
        return {state for state in found if state}

    def is_far_town(self, place: Place, spoken: Collection[str]) -> bool:
        """Whether a place is a little town that no pack teaches, in none of these states and in none of their neighbours."""
        small = place.people is not None and place.people < _KNOWN_BY_NAME
        return small and bool(spoken) and not self._support(place.country, spoken)

    def held(self, marks: list[Mark], *, states: Collection[str]) -> list[Mark]:
        """The marks without the names that hold only beside states of which the text doesn't speak."""
        states = {*states, *self._hinted(marks)}
        return [held for mark in marks if (held := _beside(mark, states)).names or held.signs]

    def _hinted(self, marks: Iterable[Mark]) -> Iterator[str]:
        """The states of forces, and those on whose line a place lies, that bear their names alone."""
        for name in (mark.names[0] for mark in marks if len(mark.names) == 1):
            if name.what == "place":
                yield from (state for border, _ in self.places[name.entity].border_km for state in border.split("-"))
            elif name.what == "actor" and not name.beside and (state := self.actors[name.entity].state):
                yield state

    def resolve(self, mark: Mark, *, states: Collection[str]) -> Named | None:
        """The bearer that fits the states the text speaks of; None when the mark names nobody."""
        if not mark.names:
            return None
        best = mark.names[0] if len(mark.names) == 1 else max(mark.names, key=lambda name: self._fit(name, states))
        if best.what == "place":
            return Named(mark.first, mark.last, best, place=self.places.get(best.entity))
        if best.what == "actor":
            actor = self.actors.get(best.entity)
            common = actor is not None and "party" in mark.senses and self._is_far(actor, states)
            if actor is not None and actor.generic and actor.kind == PartyKind.GOVERNMENT:
                return self._labelled(mark, best, actor, states=states)
            return None if common else Named(mark.first, mark.last, best, actor=actor)
        town = self._town(mark) if best.what == "capital" else None
        return Named(mark.first, mark.last, best, country=self.countries.get(best.entity), town=town)

    def _is_far(self, actor: Actor, states: Collection[str]) -> bool:
        """ "Border guards" in a text about others: a state's name for its own forces, where it speaks neither of that state nor of a neighbour."""
        home = actor.state
        named = [state for state in states if state]
        if actor.kind != PartyKind.STATE_FORCES or home is None or not named or home in named:
            return False
        return not any(self.adjoin(home, state) for state in named)

    def _labelled(self, mark: Mark, label: Name, actor: Actor, *, states: Collection[str]) -> Named | None:
        """ "The North": the state that its neighbour calls so, in a text that speaks of that neighbour."""
        iso = actor.state or ""
        known = label.framing in states and iso in self.countries
        name = Name("country", iso, label.text, label.language, label.framing)
        return Named(mark.first, mark.last, name, country=self.countries[iso]) if known else None

    def faces(self, named: Named, actor: Actor) -> bool:
        """Whether a name is that of a neighbour's forces, or of a place on the line with it: who are meant by a force's short name beside it."""
        if named.actor is not None:
            return named.actor.kind == PartyKind.STATE_FORCES and self.adjoin(named.actor.state, actor.state)
        line = self.border_near(named.place) if named.place is not None else None
        return line is not None and actor.state in line.split("-")

    def _town(self, mark: Mark) -> Place | None:
        towns = [self.places[name.entity] for name in mark.names if name.what == "place" and name.entity in self.places]
        return next(iter(towns), None)

    def _fit(self, name: Name, states: Collection[str]) -> tuple[int, int, int]:
        """Capitals before towns of that name; then whose country the text names; the rulebook's order decides the rest."""
        what = {"capital": 3, "country": 2, "demonym": 2, "actor": 2, "place": 1}[name.what]
        if name.what == "place":
            place = self.places[name.entity]
            rank = -place.precision if place.id in self._written else -_FURTHEST
            return what, self._support(place.country, states), rank
        if name.what == "actor":
            actor = self.actors[name.entity]
            home = actor.state or actor.hosted_by
            return what, int(home in states), -int(actor.generic)
        return what, int(name.entity in states), 0

    def _support(self, country: str | None, states: Collection[str]) -> int:
        """How much a text about these states speaks for a place of this one: it names the state, else a neighbour of it."""
        if country in states:
            return 2
        return int(any(self.adjoin(country, state) for state in states))

    def mention(self, named: Named, folded: Folded, field: Field) -> Mention:
        """The mention that explains itself to a reader: quotation, place, coordinates."""
        span = Span(field=field, start=folded.starts[named.first], end=folded.ends[named.last - 1])
        place = named.place or named.town
        country = named.name.entity if named.country else None
        return Mention(
            text=folded.text[span.start : span.end],
            kind=_KINDS[named.name.what],
            entity=named.name.entity,
            span=span,
            framing=named.name.framing,
            lat=place.lat if place else None,
            lon=place.lon if place else None,
            country=place.country if place else country or (named.actor.state if named.actor else None),
        )

    def point(self, place: Place, span: Span | None, *, held_by: str | None = None) -> PlacePoint:
        """The place as a report holds it, with the names of its chain; ``held_by`` another state than its own."""
        return place.point(self.places, span=span, held_by=held_by)

    def measured(self, point: PlacePoint, border: str | None) -> PlacePoint:
        """The point with its distance from this border: as the rulebook says, else by the border's line, if it has one."""
        place = self.places.get(point.entity)
        if place is None or border is None or place.precision > _EXACT:
            return point
        km = dict(place.border_km).get(border)
        if km is None and place.lat is not None and place.lon is not None:
            km = self._lines.distance_km(place.lat, place.lon, pair=border)
        if km is None or point.border_km == round(km, 1):
            return point
        return replace(point, border_km=round(km, 1))

    def adjoin(self, one: str | None, other: str | None) -> bool:
        """Whether two states share a land border, one over which they are watched, or a sea in which the rulebook teaches a place."""
        if not one or not other or one == other:
            return False
        border = "-".join(sorted((one, other)))
        return border in self._lines or border in self.borders or border in self.tense

    def neighbour_among(self, state: str, states: Iterable[str]) -> str | None:
        """The one of these states that adjoins it, or None if several do, or none."""
        found = [other for other in states if self.adjoin(state, other)]
        return found[0] if len(found) == 1 else None

    def between(self, outsider: str, state: str, struck: Iterable[str], states: Iterable[str]) -> str | None:
        """The other side of what an outsider says to a state: whose ground was struck, else the only other state named, which adjoins it.

        "C condemns A's aggression against B", where C is no neighbour of A.
        """
        ground = next((other for other in struck if other not in {outsider, state}), None)
        others = [other for other in states if other not in {outsider, state}]
        if ground is not None or len(others) != 1 or self.adjoin(outsider, state):
            return ground
        return others[0] if self.adjoin(state, others[0]) else None

    def share_land(self, one: str, other: str) -> bool:
        """Whether two states share a land border."""
        return "-".join(sorted((one, other))) in self._lines

    def only_neighbour(self, state: str) -> str | None:
        """The one state that a state has a land border with, when there is no other."""
        return self._lines.only_neighbour(state)

    def host(self, group: str | None) -> str | None:
        """The state that is said to shelter a group, by the group's id."""
        actor = self.actors.get(group or "")
        return actor.hosted_by if actor is not None else None

    def is_capital(self, point: PlacePoint) -> bool:
        """Whether a point is a seat of government, which is named for the government more often than for the town."""
        place = self.places.get(point.entity)
        return place is not None and place.capital

    def border_near(self, place: Place, named: Collection[str] = ()) -> str | None:
        """The nearest watched line within reach, else the border of the pack that teaches this place.

        ``named`` are the text's states: a line with one of them goes before one that is nearer.
        """
        others = {state for state in named if state != place.country}
        if place.id not in self._written:
            return _town_line(place, others)
        if place.border_km:
            near = [(others.isdisjoint(border.split("-")), km, border) for border, km in place.border_km]
            return min((one for one in near if one[1] <= _NEAR_BORDER_KM), default=(True, 0.0, None))[2]
        parent = self.places.get(place.within or "")
        if parent is not None and parent.border_km:
            return self.border_near(parent, named)
        pack = self._packs.get(place.pack)
        return pack if pack and place.country in pack.split("-") and self._is_border_area(place) else None

    def _is_border_area(self, place: Place) -> bool:
        return place.precision <= 3 and not place.never_incident and not place.capital


def _beside(mark: Mark, states: Collection[str]) -> Mark:
    names = tuple(name for name in mark.names if not name.beside or not set(name.beside).isdisjoint(states))
    if len(names) == len(mark.names):
        return mark
    return Mark(mark.first, mark.last, mark.signs, names, mark.senses, mark.word)


def _town_line(place: Place, others: Collection[str]) -> str | None:
    """The line with a state that the text names; with none named, one close by."""
    reach = _NEAR_BORDER_KM if others else _TOWN_NEAR_KM
    near = [(km, border) for border, km in place.border_km if km <= reach]
    if others:
        near = [(km, border) for km, border in near if not set(border.split("-")).isdisjoint(others)]
    return min(near)[1] if near else None
