"""All that the program knows of the world and of judging it, compiled from ``rules/``: one immutable value, swapped whole.

The YAML shapes are in ``rules/README.md``; ``monitor.rules`` compiles them to these. Stages take the parts they need, never files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from monitor.model.examples import Example
from monitor.model.indicators import Indicator, Ladder
from monitor.model.lexicon import EventType, Language, Lexeme
from monitor.model.reports import ActClass, PartyKind, PlacePoint, Span, TargetClass
from monitor.model.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name. ``language`` None means any; ``framing`` is the ISO code of the state whose label it is.

    ``beside``: states of which a text must speak for the name to hold ("the North" beside either Korea); none: it holds anywhere.
    """

    text: str
    language: str | None = None
    framing: str | None = None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state of the world: names, adjectives and capitals (metonyms for its government) in every language that we have.

    ``strikes_far``: it strikes at states that are no neighbours, and they at it.
    """

    iso: str
    name: str
    aliases: tuple[Alias, ...] = ()
    demonyms: tuple[Alias, ...] = ()
    capitals: tuple[Alias, ...] = ()
    neighbours: tuple[str, ...] = ()
    strikes_far: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party that can act or be acted on, or a name that must not be taken for one (``ignore``: commentators, employers).

    ``office_of``: a person or an office speaks for this state. ``hosted_by``/``hosted_according_to``: the state said to shelter a group,
    and who says so; of a mission, where it stands and beyond which line. ``since``: before that day
    its names are those of whom it ``succeeds``. ``fights_host``: it makes war on the state where it is. ``backed_by``:
    the state behind a group that isn't on its ground. ``generic``: needs a second cue to be taken for a party (communities, "militants").
    """

    id: str
    name: str
    kind: PartyKind
    state: str | None = None
    aliases: tuple[Alias, ...] = ()
    parent: str | None = None
    succeeds: str | None = None
    since: date | None = None
    hosted_by: str | None = None
    backed_by: str | None = None
    hosted_according_to: str | None = None
    fights_host: bool = False
    not_to_be_confused_with: tuple[str, ...] = ()
    mediator: bool = False
    generic: bool = False
    ignore: bool = False
    person: bool = False
    pack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with its administrative chain. ``precision``: 1 town or crossing, 2 district, 3 province, 4 country.

    ``border_km`` maps border ids to the distance from that line. ``never_incident`` marks meeting places and datelines. ``people``: how many live in
    a town that no pack teaches.
    """

    id: str
    name: str
    country: str | None
    aliases: tuple[Alias, ...] = ()
    admin1: str | None = None
    within: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int = 1
    crossing: bool = False
    capital: bool = False
    border_km: tuple[tuple[str, float], ...] = ()
    never_incident: bool = False
    not_to_be_confused_with: tuple[str, ...] = ()
    pack: str = ""
    people: int | None = None

    def point(
        self, places: Mapping[str, "Place"], *, span: Span | None = None, held_by: str | None = None
    ) -> PlacePoint:
        """The place as a report holds it, with the name of what it lies within; ``places`` by id. ``held_by``: by another state than its own."""
        within = places.get(self.within or "")
        return PlacePoint(
            entity=self.id,
            name=self.name,
            country=held_by or self.country,
            admin1=self.admin1,
            within=within.name if within else self.within,
            lat=self.lat,
            lon=self.lon,
            precision=self.precision,
            border_km=min((km for _, km in self.border_km), default=None),
            capital=self.capital,
            span=span,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """A watched pair of states, with the provinces that count as border provinces and the groups that matter there."""

    id: str
    title: str = ""
    pack: str = ""

    @property
    def sides(self) -> tuple[str, str]:
        """The two ISO codes, in alphabetical order."""
        a, _, b = self.id.partition("-")
        return a, b


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderLine:
    """Where two states touch. ``points``: a polyline a line, in steps of 0.0001 degrees, latitude and longitude in turn, each from the last."""

    border: str
    points: str

    def polylines(self) -> Iterator[tuple[tuple[float, float], ...]]:
        """Latitudes and longitudes in degrees; decoded anew each time."""
        yield from (tuple(_points(written)) for written in self.points.split("\n"))


def _points(written: str) -> Iterator[tuple[float, float]]:
    """The first pair of steps is counted from nought."""
    steps = [int(step) for step in written.split()]
    lat = lon = 0
    for north, east in zip(steps[::2], steps[1::2], strict=True):
        lat, lon = lat + north, lon + east
        yield lat / _STEPS_PER_DEGREE, lon / _STEPS_PER_DEGREE


@dataclass(frozen=True, slots=True, kw_only=True)
class Towns:
    """The towns of one state that no pack teaches, largest first, a line each as ``rules/core/cities.yaml`` describes; read on demand."""

    country: str
    lines: tuple[str, ...]

    def read(self, line: str) -> Place:
        """The town that one of the lines is about; its id is ``city-`` and its number."""
        number, name, lat, lon, people, near, _ = line.split("|")
        words = near.split()
        ways = ((word[:2], float(word[2:])) for word in words if word != _CAPITAL)
        return Place(
            id=_TOWN + number,
            name=name,
            country=self.country,
            lat=float(lat),
            lon=float(lon),
            capital=_CAPITAL in words,
            border_km=tuple(("-".join(sorted((self.country, other))), km) for other, km in ways),
            people=int(people),
        )


_TOWN = "city-"
_CAPITAL = "capital"
_STEPS_PER_DEGREE = 10_000


class _Gazette(Mapping[str, Place]):
    """Places as given, and towns, each read when it is first asked for."""

    def __init__(self, places: Mapping[str, Place], towns: tuple[Towns, ...]) -> None:
        self._places = dict(places)
        self._towns = towns
        self._lines: dict[str, tuple[Towns, str]] = {}

    def __getitem__(self, key: str) -> Place:
        place = self._places.get(key)
        if place is None:
            if not key.startswith(_TOWN):
                raise KeyError(key)
            table, line = self._written[key]
            place = self._places[key] = table.read(line)
        return place

    def __iter__(self) -> Iterator[str]:
        return iter({**self._places, **self._written})

    def __len__(self) -> int:
        return len({**self._places, **self._written})

    @property
    def _written(self) -> dict[str, tuple[Towns, str]]:
        if not self._lines:
            self._lines = {
                _TOWN + line[: line.index("|")]: (table, line) for table in self._towns for line in table.lines
            }
        return self._lines


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A dated, sourced occurrence of the past: the ground for "first of its class".

    ``owned``: whether the side that did it said so in public at the time; None when the source doesn't tell.
    """

    id: str
    border: str
    on: date
    act: ActClass
    by: str
    target_class: TargetClass = TargetClass.UNKNOWN
    event: str = ""
    source: str = ""
    note: str = ""
    owned: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAnswer:
    """How a state answered an attack of some kind on one date; ``response`` is an event, or empty when it did nothing across the line."""

    id: str
    border: str
    on: date
    by: str
    trigger: str
    response: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredPeriod:
    """A period for which a border's history is complete for these act classes: outside of it, novelty is unknown."""

    border: str
    since: date
    until: date
    acts: tuple[ActClass, ...]
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedClaim:
    """How often a side says that a sign came in a period (both days included), by its own rule of counting: how chronic a front is.

    ``code`` is the sign's, with the letter of its tier.
    """

    id: str
    border: str
    code: str
    since: date
    until: date
    count: int
    by: str
    source: str = ""
    note: str = ""

    @property
    def per_day(self) -> float:
        """The daily mean."""
        return self.count / ((self.until - self.since).days + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """An election or an anniversary: context as data."""

    id: str
    on: date
    kind: str
    states: tuple[str, ...] = ()
    title: str = ""
    yearly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """What a border is judged by instead of what holds everywhere, whole, and why. ``ladder`` None: the same one."""

    border: str
    because: str
    ladder: Ladder | None = None
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Everything compiled. ``digest`` identifies the content; two equal digests judge alike.

    ``lexicon``: the lexemes of each language, which may be thawed when they are first asked for. ``indicators`` and ``ladder`` hold everywhere but on the borders that ``tunings`` are of: see :meth:`for_border`.
    ``packs``: folder and id of each.
    """

    countries: tuple[Country, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    borders: tuple[Border, ...] = ()
    events: tuple[EventType, ...] = ()
    languages: tuple[Language, ...] = ()
    lexicon: Mapping[str, tuple[Lexeme, ...]] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    ladder: Ladder = field(default_factory=Ladder)
    tunings: tuple[Tuning, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    answers: tuple[PastAnswer, ...] = ()
    covered: tuple[CoveredPeriod, ...] = ()
    counts: tuple[CountedClaim, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    towns: tuple[Towns, ...] = ()
    border_lines: tuple[BorderLine, ...] = ()
    rules: tuple[Rule, ...] = ()
    packs: tuple[tuple[str, str], ...] = ()
    digest: str = ""

    def pack_of(self, folder: str) -> str | None:
        """The id of the pack that a folder of rules belongs to; None where no pack says so."""
        above = [(len(own), pack) for own, pack in self.packs if f"{folder}/".startswith(f"{own}/")]
        return max(above)[1] if above else None

    def tuning_of(self, border: str) -> Tuning | None:
        """What is tuned for a border, if anything is."""
        return next((tuning for tuning in self.tunings if tuning.border == border), None)

    def for_border(self, border: str) -> "Rulebook":
        """The rulebook that a border is judged by: this one, unless it has a tuning of its own."""
        tuning = self.tuning_of(border)
        if tuning is None:
            return self
        return replace(self, indicators=tuning.indicators, ladder=tuning.ladder or self.ladder, tunings=())

    def actor_by_id(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.actors}

    def place_by_id(self) -> Mapping[str, Place]:
        """Places by id, towns among them."""
        places = {place.id: place for place in self.places}
        return _Gazette(places, self.towns) if self.towns else places
