"""What incidents are asked by, derived from the incidents and their items. Decides what of an incident can be found; asks nothing itself.

Written with the incident, in the same transaction; filled in after a migration for incidents that have none, so that a migration which
changes the derived tables only has to empty ``incident_facts``.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from math import cos, radians, sin

from sqlalchemy import Connection, delete
from sqlmodel import col, select

from monitor.adapters.store import codec, lanes, statements
from monitor.adapters.store.tables import FactsRow, IncidentRow, ItemRow, PointRow, WordsRow
from monitor.model.incidents import Incident
from monitor.model.items import Item
from monitor.model.reports import Party, PlacePoint
from monitor.text.search import words_of

MOST_ITEMS = 200
"""Of an incident with more items the first and the last hundred are searched: what one more report costs must not grow for ever."""

MOST_WORDS = 16_000
"""PostgreSQL counts positions up to 16,383."""

BETWEEN_TEXTS = "|"
"""Stands between two texts, so that no phrase reaches from one into the next; folding never leaves it in a word."""


def write(connection: Connection, incidents: Sequence[Incident]) -> None:
    """Replaces the facts of these incidents, whose rows must be there."""
    for piece in statements.pieces(incidents):
        _write(connection, piece)


def fill(connection: Connection) -> None:
    """Writes the facts of every incident that has none."""
    lacking = (
        select(IncidentRow.body)
        .outerjoin(FactsRow, col(FactsRow.incident) == col(IncidentRow.id))
        .where(col(FactsRow.number).is_(None))
        .order_by(col(IncidentRow.id))
        .limit(500)
    )
    while bodies := connection.execute(lacking).scalars().all():
        write(connection, [codec.decode(Incident, body) for body in bodies])


def point(lat: float, lon: float) -> tuple[float, float, float]:
    """A place on the unit sphere."""
    return cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat))


def _write(connection: Connection, incidents: Sequence[Incident]) -> None:
    statements.upsert(connection, FactsRow, [_facts(incident) for incident in incidents], key="incident")
    ids = [incident.id for incident in incidents]
    found = select(FactsRow.incident, FactsRow.number).where(col(FactsRow.incident).in_(ids))
    numbers = {row[0]: row[1] for row in connection.execute(found)}
    connection.execute(delete(PointRow).where(col(PointRow.number).in_(numbers.values())))
    points = [row for incident in incidents for row in _points(incident, numbers[incident.id])]
    statements.insert_missing(connection, PointRow, points)
    items = _items(connection, incidents)
    statements.upsert(
        connection, WordsRow, [_words(incident, numbers[incident.id], items) for incident in incidents], changed=True
    )


def _facts(incident: Incident) -> dict[str, object]:
    return {
        "incident": incident.id,
        "lane": lanes.lane_of(incident.border),
        "type": incident.type,
        "subtype": incident.subtype,
        "started_at": incident.started_at,
        "known_at": incident.last_known_at,
        "status": incident.status.value,
        "severity": incident.severity,
        "confidence": incident.confidence,
        "killed": incident.killed.best if incident.killed else 0,
    }


def _points(incident: Incident, number: int) -> Iterator[dict[str, object]]:
    for position, place in enumerate(incident.places):
        if place.lat is not None and place.lon is not None:
            x, y, z = point(place.lat, place.lon)
            yield {"number": number, "position": position, "x": x, "y": y, "z": z}


def _words(incident: Incident, number: int, items: dict[str, Item]) -> dict[str, object]:
    told = (items[item_id] for item_id in _searched(incident.items) if item_id in items)
    texts = dict.fromkeys(words_of(text) for item in told for text in (item.title, item.summary))
    texts.update(dict.fromkeys([words_of(incident.headline)]))
    return {
        "number": number,
        "words": list(islice(_run(texts), MOST_WORDS)),
        "initiator": _party(incident.initiator),
        "target": _party(incident.target),
        "place": list(_run(_place(place) for place in incident.places))[:MOST_WORDS],
    }


def _searched(ids: Sequence[str]) -> Sequence[str]:
    half = MOST_ITEMS // 2
    return ids if len(ids) <= MOST_ITEMS else (*ids[:half], *ids[-half:])


def _run(texts: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return chain.from_iterable((*text, BETWEEN_TEXTS) for text in texts)


def _party(party: Party | None) -> list[str]:
    return [] if party is None else [*_ids(party.entity, party.state), *words_of(party.name)]


def _place(place: PlacePoint) -> tuple[str, ...]:
    return *_ids(place.entity, place.within, place.admin1, place.country), *words_of(place.name)


def _ids(*ids: str | None) -> list[str]:
    return [word_of_id(each) for each in ids if each]


def word_of_id(entity: str) -> str:
    """An entity or an ISO code as a word that no text holds."""
    return ":" + "_".join(entity.casefold().split())


def _items(connection: Connection, incidents: Sequence[Incident]) -> dict[str, Item]:
    wanted = sorted({item_id for incident in incidents for item_id in _searched(incident.items)})
    found: dict[str, Item] = {}
    for piece in statements.pieces(wanted):
        rows = connection.execute(select(ItemRow.id, ItemRow.body).where(col(ItemRow.id).in_(piece)))
        found.update((item_id, codec.decode(Item, body)) for item_id, body in rows)
    return found
