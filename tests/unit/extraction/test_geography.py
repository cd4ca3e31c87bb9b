"""Distances to border lines: known towns, the edges of a line, and the promise that the quick search misses nothing."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extraction.world.geography import Borders
from monitor.model.geometry import great_circle_km
from monitor.model.rulebook import BorderLine
from tests.support.geography import shipped_lines

STRAIGHT = Borders([BorderLine(border="AA-BB", points="100000 200000 0 100000")])
"""Along the tenth parallel, from the twentieth to the thirtieth meridian."""

WINDING = "0 0 5000 5000 -3000 7000 9000 2000 1000 9000 -8000 4000 2000 8000 7000 7000 -9000 1000 2000 9000 3000 3000 -1000 9000"
COUNTRY = Borders(
    [
        BorderLine(border="AA-BB", points=WINDING + " 4000 4000" * 40),
        BorderLine(border="AA-CC", points="500000 500000 2000 9000 -4000 3000\n520000 500000 1000 1000"),
        BorderLine(border="BB-CC", points="-100000 -100000 1000 1000"),
    ]
)


@pytest.mark.parametrize(
    ("town", "lat", "lon", "border", "km"),
    [
        ("Saravan", 27.3709, 62.3346, "IR-PK", 42),
        ("Taftan", 28.9817, 61.5953, "IR-PK", 6.5),
        ("Goma", -1.674, 29.228, "CD-RW", 0),
        ("Poipet", 13.6573, 102.5635, "KH-TH", 2),
        ("Metula", 33.279, 35.579, "IL-LB", 1),
        ("Lethem", 3.38, -59.8, "BR-GY", 2),
    ],
)
def test_towns_lie_where_maps_show_them(town: str, lat: float, lon: float, border: str, km: float) -> None:
    """Within two kilometres: one for the map's own scale, one for the simplification."""
    found = shipped_lines().distance_km(lat, lon, pair=border)
    assert found == pytest.approx(km, abs=2), town


def test_a_point_beside_a_line_is_measured_square_to_it() -> None:
    """A degree of latitude is 111.2 km; from beyond an end the way goes to the end."""
    assert STRAIGHT.distance_km(11.0, 25.0, pair="AA-BB") == pytest.approx(111.2, abs=0.1)
    assert STRAIGHT.distance_km(10.0, 31.0, pair="AA-BB") == pytest.approx(109.5, abs=0.1)
    assert STRAIGHT.distance_km(10.0, 25.0, pair="AA-BB") == pytest.approx(0, abs=1e-6)


def test_states_that_share_no_line_have_no_distance() -> None:
    """Unknown is None, not infinity: missiles cross more than one line."""
    assert STRAIGHT.distance_km(10.0, 25.0, pair="AA-CC") is None
    assert STRAIGHT.nearest(10.0, 25.0, country="CC") is None
    assert "AA-BB" in STRAIGHT
    assert "AA-CC" not in STRAIGHT


def test_the_nearest_line_of_a_state_names_its_neighbour() -> None:
    """A town in the north-east of a country is nearest to its north-eastern neighbour, and further lines come later."""
    kapan = (39.208, 46.407)
    nearest = shipped_lines().nearest(*kapan, country="AM")
    assert nearest is not None
    assert nearest.border == "AM-AZ"
    around = shipped_lines().within(*kapan, country="AM", km=60)
    assert [one.border for one in around] == ["AM-AZ", "AM-IR"]
    assert around[0] == nearest


@given(lat=st.floats(-15, 15), lon=st.floats(-15, 15), country=st.sampled_from(["AA", "BB", "CC"]))
@settings(max_examples=50, deadline=None)
def test_the_nearest_of_all_is_the_nearest_of_each(lat: float, lon: float, country: str) -> None:
    """Boxes only save work: one border after the other gives the same least distance, wherever a plane is good enough to measure in."""
    pairs = [border for border in ("AA-BB", "AA-CC", "BB-CC") if country in border]
    each = [COUNTRY.distance_km(lat, lon, pair=border) or 0.0 for border in pairs]
    nearest = COUNTRY.nearest(lat, lon, country=country)
    assert nearest is not None
    assert nearest.km == pytest.approx(min(each), rel=0.02)


@given(lat=st.floats(-10, 60), lon=st.floats(-10, 70), km=st.floats(1, 200))
@settings(max_examples=50, deadline=None)
def test_within_finds_what_is_within(lat: float, lon: float, km: float) -> None:
    """A border is in the answer when, and only when, its distance is not more than asked for."""
    found = {one.border for one in COUNTRY.within(lat, lon, country="AA", km=km)}
    away = {border: COUNTRY.distance_km(lat, lon, pair=border) or 0.0 for border in ("AA-BB", "AA-CC")}
    sure = {border for border, distance in away.items() if distance <= km}
    assert found == sure


@given(lat=st.floats(-80, 80), lon=st.floats(-180, 180), other=st.floats(-80, 80), east=st.floats(-180, 180))
@settings(max_examples=50, deadline=None)
def test_the_way_there_is_the_way_back(lat: float, lon: float, other: float, east: float) -> None:
    """Great circles have no direction, and none is longer than half the earth."""
    there = great_circle_km(lat, lon, other, east)
    assert there == pytest.approx(great_circle_km(other, east, lat, lon))
    assert 0 <= there < min(20016, inf)
