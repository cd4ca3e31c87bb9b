"""Stories of asking for incidents, on both databases: each condition alone, freely combined, in every script, and with hostile words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from monitor.adapters.store import SqlStore
from monitor.model.incidents import Incident, Status
from monitor.model.items import Item
from monitor.model.queries import Circle, Facet, IncidentQuery, Named, Phrase, Role, Sort
from monitor.model.reports import Count, Party, PartyKind, PlacePoint
from monitor.pipeline.ports import NO_BORDER
from monitor.text.search import phrases_of
from tests.support.store import MINUTE, NOW, assess, incident, item, poll

DAY = timedelta(days=1)
LOJA = PlacePoint(entity="loja", name="Loja", country="EC", within="loja-province", lat=-3.99, lon=-79.2, precision=1)
QUITO = PlacePoint(entity="quito", name="Quito", country="EC", lat=-0.22, lon=-78.51, precision=1)
PIURA = PlacePoint(entity="piura", name="Piura", country="PE", lat=-5.19, lon=-80.63, precision=1)
GUARD = Party(name="Guardia de Frontera del Perú", kind=PartyKind.STATE_FORCES, state="PE", entity="border-guard")
FRONT = Party(name="Frente Libre", kind=PartyKind.NONSTATE_GROUP, entity="free-front")


def killed(number: int) -> Count:
    return Count(low=number, best=number, high=number)


@pytest.fixture
def archive(store: SqlStore) -> SqlStore:
    """Five incidents on two borders and one on none, with what their items say."""
    store.record_poll(
        poll(
            item("i1", title="Missiles hit Loja", summary="The guard says that nine were killed in Loja’s old town"),
            item("i2", title="Soldados mueren en Piura", summary=""),
            item("i3", title="حملهٔ موشکی به پاسگاه", summary="۱۲ نفر کشته شدند"),
            item("i4", title="سرحدی چوکی پر حملہ", summary="دو اہلکار ہلاک"),
            item("i5", title="सीमा पर गोलाबारी, १२ घायल", summary="巴基斯坦边境"),
            item("i6", title="Protest at sea", summary='"quoted" AND NOT (near)'),
        )
    )
    south = (
        incident("a1", items=("i1",), initiator=GUARD, target=FRONT, places=(LOJA,), killed=killed(9), severity=5),
        incident("a2", items=("i2",), initiator=FRONT, target=GUARD, places=(PIURA,), started_at=NOW - DAY,
                 event="force_nonstate.attack_on_forces", status=Status.CONFIRMED, confidence=0.97),
        incident("a3", items=("i3", "i4"), started_at=NOW - 2 * DAY, severity=2, confidence=0.3),
    )  # fmt: skip
    assess(store, incidents=south)
    assess(store, "CO-EC", incidents=(incident("b1", border="CO-EC", items=("i5",), places=(QUITO,), by="CO"),))
    assess(store, NO_BORDER, incidents=(incident("n1", border=None, items=("i6",), started_at=NOW + MINUTE),))
    return store


def ids(found: list[Incident]) -> list[str]:
    return [each.id for each in found]


def party(*, roles: tuple[Role, ...], words: str = "", entities: tuple[str, ...] = ()) -> IncidentQuery:
    return IncidentQuery(names=(Named(roles=roles, ids=entities, words=phrases_of(words)),))


CONDITIONS: dict[str, tuple[IncidentQuery, set[str]]] = {
    "nothing in particular": (IncidentQuery(), {"a1", "a2", "a3", "b1", "n1"}),
    "a border": (IncidentQuery(border="CO-EC"), {"b1"}),
    "no border": (IncidentQuery(border=NO_BORDER), {"n1"}),
    "the beginning of a period belongs to it": (IncidentQuery(since=NOW), {"a1", "b1", "n1"}),
    "its end doesn't": (IncidentQuery(until=NOW), {"a2", "a3"}),
    "a type": (IncidentQuery(events=("force_nonstate",)), {"a2"}),
    "a subtype": (IncidentQuery(events=("attack_on_forces",)), {"a2"}),
    "a type with its subtype": (IncidentQuery(events=("force_state.missile_strike",)), {"a1", "a3", "b1", "n1"}),
    "any of several": (IncidentQuery(events=("force_nonstate.attack_on_forces", "missile_strike")),
                       {"a1", "a2", "a3", "b1", "n1"}),
    "a status": (IncidentQuery(statuses=(Status.CONFIRMED, Status.DISPUTED)), {"a2"}),
    "a severity": (IncidentQuery(least_severity=5), {"a1"}),
    "a confidence": (IncidentQuery(least_confidence=0.8), {"a1", "a2", "b1", "n1"}),
    "a state as initiator": (party(roles=(Role.INITIATOR,), entities=("PE",)), {"a1"}),
    "a state in either role": (party(roles=(Role.INITIATOR, Role.TARGET), entities=("PE",)), {"a1", "a2"}),
    "a group by its id as target": (party(roles=(Role.TARGET,), entities=("free-front", "x")), {"a1"}),
    "a name by its words": (party(roles=(Role.INITIATOR,), words="peru guardia"), {"a1"}),
    "words that no name has together": (party(roles=(Role.INITIATOR, Role.TARGET), words="peru frente"), set()),
    "a place by its name": (party(roles=(Role.PLACE,), words="LOJA"), {"a1"}),
    "a place by what it lies in": (party(roles=(Role.PLACE,), entities=("loja-province",)), {"a1"}),
    "a name isn't looked for in the texts": (party(roles=(Role.PLACE,), words="town"), set()),
    "a radius": (IncidentQuery(near=(Circle(lat=-5.0, lon=-80.0, km=120),)), {"a2"}),
    "a larger one": (IncidentQuery(near=(Circle(lat=-5.0, lon=-80.0, km=160),)), {"a1", "a2"}),
    "any of two radii": (IncidentQuery(near=(Circle(lat=-5.2, lon=-80.6, km=5), Circle(lat=0, lon=-78, km=80))),
                         {"a2", "b1"}),
    "the whole world, but for what has no coordinates": (IncidentQuery(near=(Circle(lat=0, lon=0, km=30_000),)),
                                                         {"a1", "a2", "b1"}),
    "combined": (IncidentQuery(border="EC-PE", since=NOW - DAY, least_severity=4, phrases=phrases_of("loja")), {"a1"}),
}  # fmt: skip


def test_each_condition_finds_what_meets_it(archive: SqlStore) -> None:
    """And nothing else; counting agrees with listing."""
    found = {name: set(ids(archive.incidents(query))) for name, (query, _) in CONDITIONS.items()}
    assert found == {name: expected for name, (_, expected) in CONDITIONS.items()}
    for query, expected in CONDITIONS.values():
        assert sum(archive.count_incidents(query, by=Facet.STATUS).values()) == len(expected)
        assert archive.count_incidents_between(query, [NOW - 3 * DAY, NOW + DAY]) == [len(expected)]


TEXTS = {
    "missiles": ["a1"],
    "MISSILES killed": ["a1"],
    "missile": [],
    "missil*": ["a1"],
    '"old town"': ["a1"],
    '"town old"': [],
    '"Loja the guard"': [],
    "loja": ["a1"],
    "soldados mueren piura": ["a2"],
    "moueren": [],
    "حمله موشکي": ["a3"],
    "كشته 12": ["a3"],
    "حمله چوکی": ["a3"],
    "12 घायल": ["b1"],
    "गोलाबारी": ["b1"],
    "गोला*": ["b1"],
    "巴基斯坦": ["b1"],
    "基巴": [],
    '"quoted" AND NOT (near)': ["n1"],
    "quoted": ["n1"],
}


def test_texts_are_found_in_every_script(archive: SqlStore) -> None:
    """Variants of letters and digits are the same; words in quotes stand side by side in one text; a star ends a beginning."""
    assert {text: ids(archive.incidents(IncidentQuery(phrases=phrases_of(text)))) for text in TEXTS} == TEXTS


HOSTILE = [
    '"',
    '""',
    "' OR 1=1 --",
    "words : x",
    "NEAR(a b)",
    "* ^a",
    "a:*",
    "\\",
    "a\\'b",
    ") (",
    "-x",
    "%",
    ":ir",
    "&!<->",
]


def test_whatever_is_typed_is_words(archive: SqlStore) -> None:
    """No syntax error, no operator, no way out of the quotes: neither by parsing nor where a phrase is made by hand."""
    for text in HOSTILE:
        archive.incidents(IncidentQuery(phrases=phrases_of(text)))
        raw = Phrase(words=tuple(text.split()), unfinished=True)
        named = Named(roles=tuple(Role), ids=(text,), words=(raw,))
        assert archive.incidents(IncidentQuery(phrases=(raw,), names=(named,))) == []


def test_incidents_come_in_the_order_asked_for(archive: SqlStore) -> None:
    """Of equal ones the one that started later first, then by id."""
    orders = {
        Sort.NEWEST: ["n1", "a1", "b1", "a2", "a3"],
        Sort.OLDEST: ["a3", "a2", "a1", "b1", "n1"],
        Sort.SEVERITY: ["a1", "n1", "b1", "a2", "a3"],
        Sort.CONFIDENCE: ["a2", "n1", "a1", "b1", "a3"],
        Sort.KILLED: ["a1", "n1", "b1", "a2", "a3"],
        Sort.CHANGED: ["n1", "a1", "b1", "a2", "a3"],
    }
    assert {sort: ids(archive.incidents(sort=sort)) for sort in Sort} == orders
    assert ids(archive.incidents(limit=2)) == ["n1", "a1"]


def test_incidents_are_counted(archive: SqlStore) -> None:
    """By border, type, subtype and status, most first; and between times, of which the first belongs to the period."""
    assert list(archive.count_incidents(IncidentQuery(), by=Facet.BORDER).items()) == [
        ("EC-PE", 3),
        ("CO-EC", 1),
        (NO_BORDER, 1),
    ]
    assert archive.count_incidents(IncidentQuery(border="EC-PE"), by=Facet.TYPE) == {
        "force_state": 2,
        "force_nonstate": 1,
    }
    assert archive.count_incidents(IncidentQuery(), by=Facet.STATUS) == {"reported": 4, "confirmed": 1}
    times = [NOW - DAY - MINUTE, NOW - DAY, NOW, NOW + MINUTE]
    assert archive.count_incidents_between(IncidentQuery(), times) == [0, 1, 2]
    assert archive.count_incidents_between(IncidentQuery(), []) == []
    assert archive.incident_span(IncidentQuery()) == (NOW - 2 * DAY, NOW + MINUTE)
    assert archive.incident_span(IncidentQuery(least_severity=6)) is None


def test_more_than_fit_into_one_statement_are_streamed(store: SqlStore) -> None:
    """All, in order; and a listing that nobody reads to its end gives its connection back."""
    many = tuple(incident(f"m{n:04}", started_at=NOW - n * MINUTE) for n in range(450))
    assess(store, incidents=many)
    assert ids(list(store.each_incident())) == [each.id for each in many]
    for _ in range(6):  # more than there are connections
        unfinished = store.each_incident()
        next(unfinished)
        unfinished.close()  # type: ignore[attr-defined]


def test_an_ambiguous_beginning_of_an_id_names_them_all(store: SqlStore) -> None:
    """Merges are followed, and an id is listed once."""
    assess(store, incidents=(incident("ab1"), incident("ab2"), incident("ac")))
    assess(store, incidents=(incident("ab1"), incident("ac")), redirects=(("ab2", "ab1"),), now=NOW + MINUTE)
    assert store.incident_ids("a") == ["ab1", "ac"]
    assert store.incident_ids("ab") == store.incident_ids("ab2") == ["ab1"]
    assert store.incident_ids("") == store.incident_ids("b") == []


def test_what_is_found_follows_the_incident(store: SqlStore) -> None:
    """It changes, it comes back, it goes: its words, places and counts with it."""
    store.record_poll(poll(item("i1", title="first words"), item("i2", title="later words")))

    def found(text: str) -> list[str]:
        return ids(store.incidents(IncidentQuery(phrases=phrases_of(text))))

    assess(store, incidents=(incident("a1", items=("i1",), places=(LOJA, QUITO)),))
    assert (found("first"), found("later")) == (["a1"], [])
    changed = incident("a1", items=("i2",), places=(PIURA,), severity=1)
    assess(store, incidents=(changed,), now=NOW + MINUTE)
    assert (found("first"), found("later")) == ([], ["a1"])
    assert store.incidents(IncidentQuery(near=(Circle(lat=LOJA.lat or 0, lon=LOJA.lon or 0, km=9),))) == []
    assert store.incidents(IncidentQuery(least_severity=2)) == []
    assess(store, incidents=(incident("a2"),), redirects=(("a1", "a2"),), now=NOW + 2 * MINUTE)
    assert (found("later"), ids(store.incidents())) == ([], ["a2"])
    assert store.count_incidents(IncidentQuery(), by=Facet.STATUS) == {"reported": 1}


def test_an_incident_of_very_many_items_is_found_by_the_first_and_the_last(store: SqlStore) -> None:
    """What one more report costs must not grow for ever; nor may one word be too long for an index."""
    items: list[Item] = [item(f"i{n:03}", title=f"word{n} {'x' * 3000}") for n in range(300)]
    store.record_poll(poll(*items))
    assess(store, incidents=(incident("a1", items=tuple(each.id for each in items)),))

    def hits(text: str) -> int:
        return len(store.incidents(IncidentQuery(phrases=phrases_of(text))))

    assert [hits(text) for text in ("word0", "word150", "word299", "x" * 3000)] == [1, 0, 1, 1]


@contextmanager
def explained(store: SqlStore) -> Iterator[list[list[str]]]:
    """SQLite's plan of each query that the store runs meanwhile, as steps."""
    plans: list[list[str]] = []

    def explain(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if statement.startswith("SELECT"):
            raw = connection.connection.driver_connection
            plans.append([row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)])

    reader = store._engines._reader
    event.listen(reader, "before_cursor_execute", explain)
    yield plans
    event.remove(reader, "before_cursor_execute", explain)


QUERIES = {
    "newest": IncidentQuery(),
    "border": IncidentQuery(border="EC-PE"),
    "period": IncidentQuery(since=NOW - DAY, until=NOW),
    "text": IncidentQuery(phrases=phrases_of("killed")),
    "actor": party(roles=(Role.INITIATOR, Role.TARGET), entities=("PE",)),
    "radius": IncidentQuery(near=(Circle(lat=-4, lon=-79, km=50),)),
}


def test_no_query_goes_through_a_whole_table(sqlite_url: str, opened: Callable[[str], SqlStore]) -> None:
    """Every step is a search in an index, or goes along one in the order asked for; the wide table of bodies is never walked."""
    store = opened(sqlite_url)
    assess(store, incidents=(incident("a1"),))
    for name, query in QUERIES.items():
        with explained(store) as plans:
            store.incidents(query, limit=50)
        steps = [step for plan in plans for step in plan]
        assert steps
        scans = [step for step in steps if step.startswith("SCAN")]
        assert all("USING INDEX" in step or "VIRTUAL TABLE INDEX" in step for step in scans), (name, steps)
