"""T13: while two states make up after an exchange of strikes, somebody kills workers; nobody is blamed and nothing escalates."""

from collections.abc import Iterator

import pytest

from tests.support.scenarios import Stage, item, stage

EXCHANGE = [
    item(
        "2024-01-16T19:30:00Z",
        "irna-en",
        "Guards say missiles and drones destroyed two Jaish al-Adl bases at Koh-e Sabz in Pakistan",
    ),
    item("2024-01-16T20:45:00Z", "dawn", "Pakistan's Foreign Office condemns Iranian strike that killed two children"),
    item(
        "2024-01-18T02:30:00Z", "ispr", "Pakistan hits separatist hideouts near Saravan in Iran with drones and rockets"
    ),
    item(
        "2024-01-18T03:30:00Z",
        "irna-en",
        "Pakistani missiles struck a village near Saravan, nine killed, Iranian official says",
    ),
    item(
        "2024-01-18T09:00:00Z",
        "dawn",
        "Pakistan calls Iran a brotherly country; both sides say they want no escalation",
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
    item("2024-01-26T10:00:00Z", "geo", "Ambassadors of Pakistan and Iran back at their posts"),
]
KILLINGS = [
    item("2024-01-27T05:30:00Z", "haalvsh", "افراد مسلح ناشناس ۹ کارگر پاکستانی را در خانه‌ای در سراوان کشتند"),
    item(
        "2024-01-27T08:00:00Z",
        "dawn",
        "Nine Pakistani labourers shot dead in house in Iran's Saravan, no group claims attack",
    ),
    item(
        "2024-01-27T12:00:00Z",
        "mofa-pk",
        "Pakistan condemns horrifying killing of its nationals in Saravan, asks Tehran to investigate",
    ),
    item(
        "2024-01-27T14:00:00Z",
        "irna-en",
        "Tehran condemns killing of nine Pakistanis: enemies will not harm brotherly ties",
    ),
]
DAWN, NIGHT = "2024-01-27T05:30:00+00:00", "2024-01-28T00:00:00+00:00"


@pytest.fixture(scope="module")
def spoiler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The exchange, the reconciliation, and the killings."""
    with stage([*EXCHANGE, *KILLINGS], tmp_path_factory.mktemp("spoiler"), watch=("IR-PK",)) as playing:
        playing.play("IR-PK", until="2024-01-28T12:00:00+00:00")
        yield playing


def test_nobodys_act(spoiler: Stage) -> None:
    """Nine workers were killed by unknown gunmen: one attack on civilians, laid at nobody's door."""
    (attack,) = [i for i in spoiler.at(NIGHT).incidents if i.type == "force_nonstate"]
    assert attack.event == "force_nonstate.attack_on_civilians"
    assert attack.initiator is None or (attack.initiator.state, attack.initiator.entity) == (None, None)
    assert attack.killed is not None
    assert attack.killed.best == 9
    assert attack.claimed_by == ()


def test_it_is_not_an_answer_to_the_strikes(spoiler: Stage) -> None:
    """There are still two strikes by states, and the nine dead of the 18th are not those of the 27th."""
    strikes = sorted((i for i in spoiler.at(NIGHT).incidents if i.type == "force_state"), key=lambda i: i.started_at)
    assert [s.initiator_state for s in strikes] == ["IR", "PK"]
    assert strikes[1].response_to == strikes[0].id
    before = spoiler.at("2024-01-26T12:00:00+00:00").codes
    assert spoiler.at(NIGHT).codes - before <= {"I01", "I09b", "J14", "J02a", "J01", "J02b"}


def test_the_state_stays_de_escalating(spoiler: Stage) -> None:
    """The killings add a few points, the common condemnation takes some off, and the turn for the better holds."""
    before, at_dawn, night = (spoiler.at(moment) for moment in ("2024-01-26T12:00:00+00:00", DAWN, NIGHT))
    assert {m.assessment.state.value for m in (before, at_dawn, night)} == {"de_escalating"}
    assert "I09b" in at_dawn.codes
    assert "J14" in night.codes
    assert at_dawn.assessment.score > before.assessment.score
    assert night.assessment.score < spoiler.at("2024-01-27T12:00:00+00:00").assessment.score


def test_a_watch_is_sent(spoiler: Stage) -> None:
    """People are told once, at watch level; nothing louder follows."""
    killings = [a for a in spoiler.at(NIGHT).alerts if a.at.isoformat() >= DAWN]
    assert [a.level.value for a in killings].count("watch") == 1
    assert {a.level.value for a in killings} <= {"watch", "notice"}
