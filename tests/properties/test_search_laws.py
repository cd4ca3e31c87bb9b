"""Laws of searching: what was said is found by its own words, and nothing that is typed is an error."""

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from monitor.adapters.store import SqlStore, facts, open_store
from monitor.model.queries import Circle, IncidentQuery, Named, Phrase, Role
from monitor.model.reports import PlacePoint
from monitor.text.search import phrases_of, words_of
from tests.support.store import NOW, assess, incident, item, poll

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    ["U.S.-led", "l’Iran", "İran'da", "صواريخ ۱۲", "मिसाइल", "พนมเปญ", "巴基斯坦军方", "co­op", "ﷺ", "e\u0301te\u0301"]
)


@pytest.fixture(scope="module")
def store() -> Iterator[SqlStore]:
    with open_store("sqlite://", now=NOW) as opened:
        assess(opened, incidents=(incident("a1", items=("i1",)),))
        yield opened


def say(store: SqlStore, text: str) -> None:
    """The one incident's one item now says this."""
    poll_of = poll(item("i1", title=text, content_hash=text))
    store.record_poll(poll_of)
    with store._engines.writing() as connection:
        facts.write(connection, [incident("a1", items=("i1",))])


STEADY = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@STEADY
@given(text=TEXTS)
def test_a_text_is_found_by_each_of_its_words_and_as_a_whole(store: SqlStore, text: str) -> None:
    """Whatever its script: the database sees the words as folding made them, no more and no fewer."""
    say(store, text)
    words = words_of(text)
    for phrase in (*(Phrase(words=(word,)) for word in words), *([Phrase(words=words)] if words else [])):
        assert len(store.incidents(IncidentQuery(phrases=(phrase,)))) == 1, phrase


LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The haversine formula."""
    (lat, lon), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * 6371.0088 * asin(min(1.0, sqrt(half)))


@STEADY
@given(at=st.tuples(LATITUDES, LONGITUDES), near=st.tuples(LATITUDES, LONGITUDES), km=st.floats(1, 20_000))
@example(at=(0.0, 179.9), near=(0.0, -179.9), km=30.0)
@example(at=(89.9, 10.0), near=(89.9, -170.0), km=30.0)
def test_a_radius_is_along_the_great_circle(
    store: SqlStore, at: tuple[float, float], near: tuple[float, float], km: float
) -> None:
    """Over the date line and the poles too."""
    assume(abs(kilometres(at, near) - km) > 0.001)
    place = PlacePoint(entity="x", name="X", lat=at[0], lon=at[1])
    with store._engines.writing() as connection:
        facts.write(connection, [incident("a1", places=(place,))])
    found = store.incidents(IncidentQuery(near=(Circle(lat=near[0], lon=near[1], km=km),)))
    assert bool(found) == (kilometres(at, near) <= km)


@STEADY
@given(typed=st.text(max_size=40))
def test_nothing_that_is_typed_is_an_error(store: SqlStore, typed: str) -> None:
    """Neither as words nor as a name nor as an id."""
    named = Named(roles=tuple(Role), ids=(typed,), words=phrases_of(typed))
    store.incidents(IncidentQuery(phrases=phrases_of(typed), names=(named,)))
    store.incident_ids(typed)
