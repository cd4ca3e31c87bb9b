"""How near two accounts' places are."""

from dataclasses import replace

import pytest

from monitor.incidents.places import Closeness, closeness
from monitor.model.reports import PlacePoint

TOWN = PlacePoint(entity="zarumilla-pe", name="Zarumilla", country="PE", precision=1, lat=-3.5, lon=-80.27)


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        (
            PlacePoint(entity="zarumilla-ec", name="Zarumilla canton", country="EC", precision=2, lat=-4.3, lon=-80.2),
            Closeness.UNKNOWN,
        ),
        (
            PlacePoint(entity="z", name="Zarumilla", country="EC", precision=1, lat=-0.2, lon=-73.0),
            Closeness.APART,
        ),
        (
            PlacePoint(entity="z", name="Zarumilla district", country="PE", precision=2, lat=-5.2, lon=-80.6),
            Closeness.APART,
        ),
        (PlacePoint(entity="z", name="Zaruma", country="EC", precision=1, lat=-3.7, lon=-79.6), Closeness.APART),
    ],
)
def test_one_name_on_both_sides_of_a_line_contradicts_nothing(other: PlacePoint, wanted: Closeness) -> None:
    """A town here, a county of its name over there: which was meant is anybody's guess, unless they lie far apart."""
    assert closeness((TOWN,), (other,)) is wanted
    assert closeness((other,), (TOWN,)) is wanted


UPLANDS = PlacePoint(entity="uplands-pe", name="Uplands", country="PE", precision=3, lat=-5.0, lon=-79.0)


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        (UPLANDS, TOWN, Closeness.UNKNOWN),
        (UPLANDS, replace(TOWN, country=None), Closeness.UNKNOWN),
        (UPLANDS, replace(TOWN, country="EC"), Closeness.APART),
        (UPLANDS, replace(TOWN, admin1="Tumbes"), Closeness.APART),
        (UPLANDS, replace(TOWN, lat=-15.8, lon=-70.0), Closeness.APART),
        (replace(UPLANDS, country=None), replace(TOWN, admin1="Tumbes"), Closeness.UNKNOWN),
    ],
)
def test_a_town_may_lie_in_a_province_that_nobody_names(
    ours: PlacePoint, theirs: PlacePoint, wanted: Closeness
) -> None:
    """Where its own is written down, it lies there and nowhere else; a tract that belongs to no one state cuts across provinces."""
    assert closeness((ours,), (theirs,)) is wanted
    assert closeness((theirs,), (ours,)) is wanted


HAMLET = PlacePoint(entity="hamlet", name="Hamlet", country="EC", precision=2)


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        (TOWN, Closeness.UNKNOWN),
        (PlacePoint(entity="mill", name="Mill", country="EC", precision=1), Closeness.UNKNOWN),
        (PlacePoint(entity="ridge", name="Ridge", country=None, precision=3), Closeness.UNKNOWN),
        (UPLANDS, Closeness.UNKNOWN),
    ],
)
def test_a_village_that_is_on_no_map_contradicts_nothing(other: PlacePoint, wanted: Closeness) -> None:
    """Two accounts of one night name the hamlet and the town above it: who doesn't know where a place lies can't tell that it is elsewhere."""
    assert closeness((HAMLET,), (other,)) is wanted
    assert closeness((other,), (HAMLET,)) is wanted


def test_a_line_of_no_one_state_runs_through_the_provinces_beside_it() -> None:
    """Fire "along the line of control" and fire on a state's province there may be one; on a province at the world's other end not."""
    line = PlacePoint(entity="line", name="The line", country=None, precision=3, lat=-3.9, lon=-79.9)
    assert closeness((line,), (UPLANDS,)) is Closeness.UNKNOWN
    assert closeness((line,), (replace(UPLANDS, lat=-15.8, lon=-70.0),)) is Closeness.APART
