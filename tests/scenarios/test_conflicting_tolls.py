"""T07: four accounts of one air raid give four tolls; the range is told, and the most careful figure counts."""

from collections.abc import Iterator

import pytest

from tests.support.scenarios import Stage, item, stage

ITEMS = [
    item(
        "2030-06-10T02:30:00Z",
        "tolonews",
        "Pakistani air strikes hit Khost, eight civilians killed, says Taliban spokesman",
        "Pakistani aircraft bombed a village in Khost province on Monday; women and children are among the eight dead, Mujahid said.",
    ),
    item(
        "2030-06-10T03:10:00Z",
        "geo",
        "Pakistan says strikes in Khost killed only militants",
        "Security officials in Islamabad said the overnight air strikes in Afghanistan's Khost hit hideouts of the TTP and that no "
        "civilians were killed.",
    ),
    item(
        "2030-06-10T04:20:00Z",
        "amu",
        "Hospital in Khost lists five bodies, two of them children, after Pakistani air strikes",
        "Amu saw the hospital's list of those killed in Monday's Pakistani air strikes in Khost.",
    ),
    item(
        "2030-06-10T05:00:00Z",
        "balochistan-post",
        "Militant channel says 12 killed in Pakistani air strikes in Khost",
        "A channel close to the TTP spoke of 12 martyrs in the Pakistani strikes in Khost.",
    ),
    item(
        "2030-06-10T06:00:00Z",
        "tolonews",
        "Kabul summons Pakistani chargé d'affaires over air strikes",
        "The Afghan foreign ministry summoned Pakistan's chargé d'affaires in Kabul and protested the strikes in Khost.",
    ),
]


@pytest.fixture(scope="module")
def raid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The night's raid and the morning after."""
    with stage(ITEMS, tmp_path_factory.mktemp("tolls"), watch=("AF-PK",)) as playing:
        playing.play("AF-PK", until="2030-06-10T12:00:00+00:00")
        yield playing


def test_one_raid_with_a_range_of_dead(raid: Stage) -> None:
    """Five at least, five at best, twelve at most, with each source's figure kept; no mean and no sum."""
    (strike,) = [i for i in raid.moments[-1].incidents if i.type == "force_state"]
    assert strike.killed is not None
    assert (strike.killed.low, strike.killed.best, strike.killed.high) == (5, 5, 12)
    assert sorted(figure.count.best for figure in strike.figures) == [5, 8, 12]
    assert strike.initiator_state == "PK"
    assert strike.sides == ("AF", "PK")
    assert [place.entity for place in strike.places] == ["khost"]


def test_the_careful_figure_decides(raid: Stage) -> None:
    """Five dead are a deadly strike and children are among them; ten or more is never taken from the highest claim."""
    moment = raid.moments[-1]
    assert {"I11", "I28a", "I28c", "I01"} <= moment.codes
    assert "I28b" not in moment.codes
    assert moment.assessment.state == "confrontation"
    assert moment.assessment.score == pytest.approx(25, abs=2)


def test_the_range_is_told(raid: Stage) -> None:
    """One warning for the strike; what is said of the dead afterwards is an update that names the range."""
    alerts = raid.moments[-1].alerts
    assert [a.level.value for a in alerts].count("warning") == 1
    assert any("5-12 killed" in a.headline or "5–12 killed" in a.headline for a in alerts)
    assert not any("25 killed" in a.headline for a in alerts)
