"""The real sequence of January 2024, through the whole pipeline, as it was known after each item; and its twin at another border."""

from collections.abc import Iterator

import pytest

from tests.support.scenarios import Stage, item, stage

ITEMS = [
    item(
        "2024-01-16T19:30:00Z",
        "irna-en",
        "Guards say missiles and drones destroyed two Jaish al-Zolm bases at Koh-e Sabz in Pakistan",
    ),
    item(
        "2024-01-16T20:45:00Z",
        "dawn",
        "Foreign Office condemns Iranian strike, warns of serious consequences",
        "Two children were killed and three girls injured, Pakistan's Foreign Office said.",
    ),
    item(
        "2024-01-17T10:00:00Z",
        "geo",
        "Islamabad recalls its envoy from Iran, stops visits, says it reserves the right to respond",
    ),
    item(
        "2024-01-17T10:00:00Z",
        "ap",
        "Islamabad recalls its envoy from Iran, stops visits, says it reserves the right to respond",
    ),
    item(
        "2024-01-18T02:30:00Z",
        "ispr",
        "Pakistan hits separatist hideouts near Saravan in Iran with drones and rockets",
        "The strikes took place at 01:00 GMT on Thursday.",
    ),
    item(
        "2024-01-18T02:30:00Z",
        "irna-en",
        "Iranian state TV says Pakistani missiles struck a village near Saravan in the early hours",
    ),
    item(
        "2024-01-18T09:00:00Z",
        "dawn",
        "Pakistan calls Iran a brotherly country; both sides say they want no escalation",
    ),
    item(
        "2024-01-18T09:00:00Z",
        "irna-en",
        "Nine foreign nationals, four of them children, died in Pakistani strike near Saravan, Iranian official says",
    ),
    item(
        "2024-01-19T13:00:00Z",
        "mofa-pk",
        "Foreign ministers of Pakistan and Iran agree by phone to de-escalate; ambassadors to return",
    ),
    item(
        "2024-01-19T13:00:00Z",
        "irna-en",
        "Iran and Pakistan agree in call of foreign ministers to de-escalate; ambassadors to go back",
    ),
]
UNTIL = "2024-02-01T12:00:00+00:00"


@pytest.fixture(scope="module")
def january(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The sequence, played to 1 February."""
    with stage(ITEMS, tmp_path_factory.mktemp("january"), watch=("IR-PK",)) as playing:
        playing.play("IR-PK", until=UNTIL)
        yield playing


AFTER = {
    "2024-01-16T19:30:00+00:00": ("confrontation", 16),
    "2024-01-16T20:45:00+00:00": ("confrontation", 40),
    "2024-01-17T10:00:00+00:00": ("confrontation", 51),
    "2024-01-18T02:30:00+00:00": ("escalation", 92),
    "2024-01-18T09:00:00+00:00": ("escalation", 80),
    "2024-01-19T13:00:00+00:00": ("de_escalating", 53),
    "2024-01-26T00:00:00+00:00": ("de_escalating", 28),
}


@pytest.mark.parametrize(("at", "expected"), AFTER.items())
def test_state_and_score_as_known_then(january: Stage, at: str, expected: tuple[str, int]) -> None:
    """After each item the state is the expected one, and the score within five points."""
    moment = january.at(at)
    state, score = expected
    assert moment.assessment.state == state
    assert moment.assessment.score == pytest.approx(score, abs=5)


FIRED = {
    "2024-01-16T19:30:00+00:00": {"I11", "I26"},
    "2024-01-16T20:45:00+00:00": {"I11", "I26", "I23", "I28a", "I28c", "J03", "I01", "I03a"},
    "2024-01-17T10:00:00+00:00": {"I11", "I26", "I23", "I28a", "I28c", "J03", "I01", "I03a", "I04", "I03b"},
    "2024-01-18T02:30:00+00:00": {"I20a"},
    "2024-01-18T09:00:00+00:00": {"J01", "J02b", "J04"},
    "2024-01-19T13:00:00+00:00": {"J06", "J07", "J08a"},
    "2024-01-20T02:00:00+00:00": {"J17"},
    "2024-01-25T12:00:00+00:00": {"J15"},
}


@pytest.mark.parametrize(("at", "codes"), FIRED.items())
def test_indicators_as_known_then(january: Stage, at: str, codes: set[str]) -> None:
    """After each item the expected indicators have fired."""
    assert codes - january.at(at).codes == set()


def test_first_item_fires_nothing_else(january: Stage) -> None:
    """A bare claim by the striker fires the strike and its mixed means, no more (and that elections are near, from the calendar)."""
    assert january.at("2024-01-16T19:30:00+00:00").codes - {"X40"} == {"I11", "I26"}


def test_what_must_never_fire(january: Stage) -> None:
    """No state target, no incursion, no cycle of three, no other theatre, no accusation out of background."""
    assert january.moments[-1].codes & {"I12", "I13", "I21", "I24", "I02"} == set()


def test_incidents(january: Stage) -> None:
    """Two strikes, the second in answer to the first, and between seven and twelve diplomatic acts."""
    incidents = january.moments[-1].incidents
    strikes = sorted((i for i in incidents if i.type == "force_state"), key=lambda i: i.started_at)
    assert [s.initiator_state for s in strikes] == ["IR", "PK"]
    assert all(s.target_class == "nonstate_group" for s in strikes)
    assert all(len(s.means) >= 2 for s in strikes)
    assert strikes[1].response_to == strikes[0].id
    assert 7 <= len([i for i in incidents if i.type != "force_state"]) <= 12
    assert strikes[0].target is not None
    assert strikes[0].target.name == "Jaish al-Adl"
    assert not any(place.name == "Islamabad" for i in incidents for place in i.places)


def test_confidence_of_the_first_strike(january: Stage) -> None:
    """A self-claim alone is worth .60; once the struck side says so too, .95."""
    first = [i for i in january.at("2024-01-16T19:30:00+00:00").incidents if i.type == "force_state"]
    assert [i.confidence for i in first] == [pytest.approx(0.60, abs=0.01)]
    then = [i for i in january.at("2024-01-16T20:45:00+00:00").incidents if i.type == "force_state"]
    assert [i.confidence >= 0.95 for i in then] == [True]


def test_toll_of_the_second_strike(january: Stage) -> None:
    """Nine dead, of them four children."""
    second = max((i for i in january.moments[-1].incidents if i.type == "force_state"), key=lambda i: i.started_at)
    assert second.killed is not None
    assert second.killed.best == 9
    assert second.children_killed is not None
    assert second.children_killed.best == 4


def test_alerts(january: Stage) -> None:
    """The story is told in a warning, an update, a critical alert and an improvement; six loud ones at the most."""
    alerts = january.moments[-1].alerts
    levels = [(a.at.isoformat(), a.level.value) for a in alerts]
    assert ("2024-01-16T19:30:00+00:00", "warning") in levels
    assert not any(a.at.isoformat() == "2024-01-16T20:45:00+00:00" for a in alerts)
    assert ("2024-01-17T10:00:00+00:00", "warning") in levels
    assert ("2024-01-18T02:30:00+00:00", "critical") in levels
    assert ("2024-01-19T13:00:00+00:00", "improving") in levels
    assert len([a for a in alerts if a.level in {"watch", "warning", "critical", "improving"}]) <= 6
    assert all(a.why and a.body and (a.links or a.incidents) for a in alerts)
    first = alerts[0]
    assert "claimed" in f"{first.headline} {first.body}".casefold()


def test_the_end(january: Stage) -> None:
    """By 1 February the score has fallen to about twenty."""
    assert january.moments[-1].assessment.score == pytest.approx(20, abs=5)
