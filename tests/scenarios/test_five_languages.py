"""T12: one strike in five languages is one incident, with one group, one place, and the dead counted once."""

from collections.abc import Iterator

import pytest

from tests.support.scenarios import Stage, item, stage

ITEMS = [
    item(
        "2030-01-16T19:30:00Z",
        "ap",
        "Iran hits Jaish ul-Adl sites in Panjgur",
        "Iran's Revolutionary Guards struck the group's bases in Pakistan with missiles and drones.",
    ),
    item(
        "2030-01-16T19:40:00Z",
        "mehr-fa",
        "سپاه مواضع گروهک جیش‌الظلم را در کوه سبز پاکستان با موشک و پهپاد هدف قرار داد",
    ),
    item("2030-01-16T20:05:00Z", "jang", "پنجگور میں ایرانی حملہ، دو بچے جاں بحق، تین بچیاں زخمی: دفترِ خارجہ"),
    item("2030-01-16T20:10:00Z", "al-jazeera-ar", "الحرس الثوري يقصف مقرات جيش العدل داخل باكستان"),
    item("2030-01-16T20:40:00Z", "bbc-hindi", "ईरान का बलूचिस्तान में मिसाइल हमला, दो बच्चों की मौत"),
]


@pytest.fixture(scope="module")
def strike(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The evening of the strike."""
    with stage(ITEMS, tmp_path_factory.mktemp("languages"), watch=("IR-PK",)) as playing:
        playing.play("IR-PK", until="2030-01-17T06:00:00+00:00")
        yield playing


def test_one_incident(strike: Stage) -> None:
    """All five join; the guards struck one group under two of its names, and two died, however often it is said."""
    (incident,) = strike.moments[-1].incidents
    assert len(incident.items) == 5
    assert incident.initiator is not None
    assert incident.initiator.name == "Islamic Revolutionary Guard Corps"
    assert incident.target is not None
    assert incident.target.name == "Jaish al-Adl"
    assert {place.country for place in incident.places} == {"PK"}
    assert incident.killed is not None
    assert (incident.killed.low, incident.killed.best, incident.killed.high) == (2, 2, 2)
    assert incident.injured is not None
    assert incident.injured.best == 3
    assert incident.confidence >= 0.95
    assert sorted(incident.means) == ["drone", "missile"]


def test_what_fires(strike: Stage) -> None:
    """A deadly strike with mixed means and children among the dead is a confrontation of nearly thirty points."""
    moment = strike.moments[-1]
    assert {"I11", "I26", "I28a", "I28c"} <= moment.codes
    assert moment.codes & {"I12", "I20a", "I21", "I23", "I28b"} == set()
    assert moment.assessment.state == "confrontation"
    assert strike.at("2030-01-16T20:40:00+00:00").assessment.score == pytest.approx(29, abs=2)


def test_one_warning(strike: Stage) -> None:
    """One warning at the first report; four more languages are no reason to ring."""
    loud = [a for a in strike.moments[-1].alerts if a.level != "notice"]
    assert [(a.at.isoformat(), a.level.value) for a in loud] == [("2030-01-16T19:30:00+00:00", "warning")]
