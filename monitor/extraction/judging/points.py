"""The places that a sentence puts incidents at, and whether it speaks of the line between two states.

Decides which names of places are where something happens. Doesn't decide which act happened there.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import is_at_the_line
from monitor.extraction.naming import belonging
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.words.steps import REOPENED, SHUT
from monitor.extraction.words.vocabulary import POST
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import PlacePoint

_WHERE_SEATS = LOCATIVE | {"on"}
"""Relations in which a capital is the town and not the government."""
CLOSING = (SHUT, REOPENED)
"""Shops close and roads reopen: these words count only of a border, a crossing or airspace."""


def of(scene: Scene, gazetteer: Gazetteer) -> list[tuple[int, PlacePoint]]:
    """Places of incidents in the sentence: no datelines, no meeting places, capitals only as places things happen in."""
    points: list[tuple[int, PlacePoint]] = []
    for named in scene.names:
        place = named.place or named.town
        if place is None or place.never_incident or _is_dateline(scene, named.first, named.last):
            continue
        seat = place.capital or named.name.what == "capital"
        if seat and scene.cue(named.first, named.last) not in _WHERE_SEATS:
            continue
        span, holder = scene.span(named.first, named.last), belonging.holder(scene, named)
        points.append((named.first, gazetteer.point(place, span, held_by=holder)))
    return points


def _is_dateline(scene: Scene, first: int, last: int) -> bool:
    """A town in capitals that opens a text, set off by a colon, dash or bracket."""
    if scene.title or first != scene.first or last not in scene.hard:
        return False
    return scene.passage.folded.written(first, last).isupper()


def at_border(scene: Scene, parties: Sequence[PartyAt], points: Sequence[tuple[int, PlacePoint]]) -> bool:
    """A crossing, a place on a line, or checkpoints, roads and traffic in a sentence that names two states."""
    if scene.has("role", "border") or any(m.last - m.first > 1 for m in scene.of("event", *CLOSING)):
        return True
    if any(is_at_the_line(point) for _, point in points):
        return True
    if scene.has("object", "gate") and any(party.state for party in parties):
        return True
    ways = any(party.common == POST for party in parties) or scene.has("object", "passage")
    states = {party.state for party in parties if party.state}
    grounds = {named.place.country for named in scene.names if named.place is not None}
    return ways and bool(states) and len((states | grounds) - {None}) > 1
