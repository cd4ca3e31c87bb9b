"""How near two accounts' places are."""

import pytest

from monitor.incidents.places import Closeness, closeness
from monitor.model.reports import PlacePoint

TOWN = PlacePoint(entity="zarumilla-pe", name="Zarumilla", country="PE", precision=1, lat=-3.5, lon=-80.27)


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        (PlacePoint(entity="zarumilla-ec", name="Zarumilla canton", country="EC", precision=2), Closeness.UNKNOWN),
        (
            PlacePoint(entity="z", name="Zarumilla", country="EC", precision=1, lat=-0.2, lon=-73.0),
            Closeness.APART,
        ),
        (PlacePoint(entity="z", name="Zarumilla district", country="PE", precision=2), Closeness.APART),
        (PlacePoint(entity="z", name="Zaruma", country="EC", precision=1), Closeness.APART),
    ],
)
def test_one_name_on_both_sides_of_a_line_contradicts_nothing(other: PlacePoint, wanted: Closeness) -> None:
    """A town here, a county of its name over there: which was meant is anybody's guess, unless they lie far apart."""
    assert closeness((TOWN,), (other,)) is wanted
    assert closeness((other,), (TOWN,)) is wanted
