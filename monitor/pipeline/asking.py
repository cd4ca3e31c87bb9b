"""What a person asks of the incidents, as a query: names in any language become entities, places circles. Pure.

A name that the rulebook knows stands for all that it means there (a group with its branches, a state with what belongs to it); one that it
doesn't know is looked for among the names that the reports gave.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from itertools import chain

from monitor.errors import UsageError
from monitor.model.incidents import Status
from monitor.model.queries import Circle, IncidentQuery, Named, Phrase, Role
from monitor.model.rulebook import Actor, Alias, Place, Rulebook
from monitor.rules import references
from monitor.text.fold import fold_phrase
from monitor.text.search import phrases_of

NEAR_KM = 50.0
"""How near is near when nobody says."""

MOST_CIRCLES = 20
"""A name that more places have than this doesn't say where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The conditions as typed, but for times and the border."""

    border: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    initiators: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    near: str | None = None
    km: float = NEAR_KM
    statuses: tuple[Status, ...] = ()
    severity: int | None = None
    confidence: float | None = None
    text: str | None = None


def query_of(wanted: Wanted, rulebook: Callable[[], Rulebook]) -> IncidentQuery:
    """The query; the rulebook is asked for only when names must be resolved. Raises UsageError for what can't be meant."""
    parties = ((Role.INITIATOR, Role.TARGET), (Role.INITIATOR,), (Role.TARGET,))
    asked = (wanted.actors, wanted.initiators, wanted.targets)
    named = [
        Named(roles=roles, ids=party_ids(name, rulebook()), words=_words("a name", name))
        for roles, names in zip(parties, asked, strict=True)
        for name in names
    ]
    located = [
        Named(roles=(Role.PLACE,), ids=place_ids(name, rulebook()), words=_words("a place", name))
        for name in wanted.places
    ]
    return IncidentQuery(
        border=wanted.border,
        since=wanted.since,
        until=wanted.until,
        events=tuple(_event(name, rulebook()) for name in wanted.types),
        statuses=wanted.statuses,
        least_severity=wanted.severity,
        least_confidence=wanted.confidence,
        names=(*named, *located),
        near=circles(wanted.near, wanted.km, rulebook) if wanted.near else (),
        phrases=_words("--text", wanted.text) if wanted.text is not None else (),
    )


def border(name: str, rulebook: Rulebook) -> str:
    """The pair of states in alphabetical order; they need not touch. Raises UsageError, with what was probably meant."""
    written = "-".join(sorted(name.upper().split("-")))
    complaint = references.border_complaint(written, {country.iso for country in rulebook.countries} or None)
    if not complaint:
        return written
    known = {border.id for border in rulebook.borders} | {line.border for line in rulebook.border_lines}
    raise UsageError(complaint + (_meant(written, known) or "; see border-monitor borders list --all"))


def party_ids(name: str, rulebook: Rulebook) -> tuple[str, ...]:
    """Ids of the actors called so, with their branches, and ISO codes of the states."""
    folded = fold_phrase(name)
    actors = [a.id for a in rulebook.actors if folded in _folded(a.id, a.name, a.aliases)]
    return tuple(dict.fromkeys([*_with_branches(actors, rulebook.actors), *_states(folded, rulebook)]))


def place_ids(name: str, rulebook: Rulebook) -> tuple[str, ...]:
    """Ids of the places called so, and ISO codes of the states."""
    return tuple(dict.fromkeys([*(p.id for p in _places(name, rulebook)), *_states(fold_phrase(name), rulebook)]))


def circles(near: str, km: float, rulebook: Callable[[], Rulebook]) -> tuple[Circle, ...]:
    """Around ``lat,lon``, or around every place of this name. Raises UsageError when there is none, or when they are too many."""
    points = (
        [point]
        if (point := _point(near))
        else [(p.lat, p.lon) for p in _places(near, rulebook()) if p.lat is not None and p.lon is not None]
    )
    if not points:
        raise UsageError(f"--near {near}: no place of this name has known coordinates; give them as lat,lon")
    if len(points) > MOST_CIRCLES:
        raise UsageError(f"--near {near}: {len(points)} places are called so; give lat,lon")
    return tuple(Circle(lat=lat, lon=lon, km=km) for lat, lon in dict.fromkeys(points))


def nobody(named: Named, rulebook: Rulebook) -> str:
    """That neither the rules nor any report knows this name, and what was probably meant."""
    name = " ".join(word for phrase in named.words for word in phrase.words)
    is_place = Role.PLACE in named.roles
    known = (rulebook.places, rulebook.countries) if is_place else (rulebook.actors, rulebook.countries)
    called = {fold_phrase(name): name for one in chain(*known) for name in (one.name, *(a.text for a in one.aliases))}
    likely = [called[folded] for folded in get_close_matches(name, called, n=3)]
    return f"no {'place' if is_place else 'party'} '{name}' is known{_offered(likely)}"


def _point(text: str) -> tuple[float, float] | None:
    first, comma, second = text.partition(",")
    try:
        lat, lon = float(first), float(second if comma else "")
    except ValueError:
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise UsageError(f"--near {text}: latitudes go from -90 to 90, longitudes from -180 to 180, in this order")
    return lat, lon


def _words(of: str, text: str) -> tuple[Phrase, ...]:
    if phrases := phrases_of(text):
        return phrases
    raise UsageError(f"{of} {text!r} holds no word to look for")


def _event(name: str, rulebook: Rulebook) -> str:
    """A type, a subtype, both with a dot, or a title of the taxonomy."""
    wanted = "_".join(name.casefold().replace("-", " ").split())
    known = {event.id for event in rulebook.events}
    known |= set(chain.from_iterable(event.partition(".")[::2] for event in tuple(known)))
    if wanted in known:
        return wanted
    folded = fold_phrase(name)
    if titled := next((event.id for event in rulebook.events if fold_phrase(event.title) == folded), None):
        return titled
    raise UsageError(f"--type {name}: no such type{_meant(wanted, known)}")


def _meant(name: str, known: Collection[str]) -> str:
    return _offered(get_close_matches(name, sorted(known), n=3))


def _offered(likely: Sequence[str]) -> str:
    return f"; did you mean {', '.join(likely)}?" if likely else ""


def _folded(first: str, second: str, aliases: Iterable[Alias]) -> Iterator[str]:
    yield from (fold_phrase(first), fold_phrase(second))
    yield from (fold_phrase(alias.text) for alias in aliases)


def _with_branches(ids: Sequence[str], actors: Sequence[Actor]) -> list[str]:
    found = dict.fromkeys(ids)
    children = {actor.id: actor.parent for actor in actors if actor.parent}
    while more := [child for child, parent in children.items() if parent in found and child not in found]:
        found.update(dict.fromkeys(more))
    return list(found)


def _states(folded: str, rulebook: Rulebook) -> list[str]:
    return [
        country.iso
        for country in rulebook.countries
        if folded in _folded(country.iso, country.name, (*country.aliases, *country.demonyms))
    ]


def _places(name: str, rulebook: Rulebook) -> Iterator[Place]:
    folded = fold_phrase(name)
    yield from (place for place in rulebook.places if folded in _folded(place.id, place.name, place.aliases))
    for table in rulebook.towns:
        for line in table.lines:
            if folded in line and folded in line.rpartition("|")[2].split(","):
                yield table.read(line)
