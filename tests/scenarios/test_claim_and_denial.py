"""T10: a group claims many dead, the army denies them and confirms the attack; when it buries them, the toll is believed."""

from collections.abc import Iterator

import pytest

from tests.support.scenarios import Stage, item, stage

ITEMS = [
    item(
        "2030-08-01T03:00:00Z",
        "balochistan-post",
        "BLF says it overran army post near Mand in Kech, killing 14 Pakistani soldiers",
        "The Balochistan Liberation Front claimed the attack on the border post near Mand in a statement.",
        grade="D",
    ),
    item(
        "2030-08-01T04:30:00Z",
        "ispr",
        "Militants' claim of 14 soldiers killed near Mand is false, ISPR says",
        "An attack by terrorists on a post near Mand in Kech was repelled, two soldiers were wounded. ISPR denied that any soldier had "
        "been killed.",
    ),
    item(
        "2030-08-01T05:10:00Z",
        "express-tribune",
        "Gun battle heard for hours at security post near Mand, Kech",
        "Residents said heavy gunfire went on for hours after militants attacked a post of security forces near Mand in Kech district.",
    ),
    item(
        "2030-08-01T20:00:00Z",
        "ispr",
        "Funeral prayers held for 14 soldiers martyred in attack on post near Mand",
        "Fourteen soldiers who were martyred in the terrorist attack on the post near Mand in Kech were laid to rest, ISPR said.",
    ),
]


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The day of the attack on the post."""
    with stage(ITEMS, tmp_path_factory.mktemp("claim"), watch=("IR-PK",)) as playing:
        playing.play("IR-PK", until="2030-08-02T06:00:00+00:00")
        yield playing


def test_the_attack_is_sure_and_its_toll_is_not(post: Stage) -> None:
    """Both sides admit an attack; the fourteen dead are an upper bound only, the army's own wounded are believed."""
    moment = post.at("2030-08-01T12:00:00+00:00")
    (attack,) = moment.incidents
    assert attack.event == "force_nonstate.attack_on_forces"
    assert attack.confidence >= 0.95
    assert attack.killed is not None
    assert (attack.killed.low, attack.killed.best, attack.killed.high) == (0, 0, 14)
    assert attack.injured is not None
    assert attack.injured.best == 2
    assert attack.claimed_by == ("blf",)
    assert attack.denied_by == ("PK",)


def test_the_claim_is_told_as_denied(post: Stage) -> None:
    """An attack without proven deaths: six points, calm, and a message that says who denies what."""
    moment = post.at("2030-08-01T12:00:00+00:00")
    assert moment.codes == {"I08a"}
    assert moment.assessment.state == "calm"
    assert moment.assessment.score == pytest.approx(6, abs=2)
    assert not any(a.level in {"warning", "critical"} for a in moment.alerts)
    last = moment.alerts[-1]
    assert "denied" in last.headline
    assert "0-14 killed" in last.headline.replace("–", "-")


def test_the_funerals_confirm_it(post: Stage) -> None:
    """When the army itself speaks of fourteen dead, the same incident has them, the border is tense, and a watch is sent."""
    moment = post.moments[-1]
    (attack,) = moment.incidents
    assert attack.killed is not None
    assert attack.killed.best == 14
    assert moment.codes == {"I08c"}
    assert moment.assessment.state == "tension"
    assert post.at("2030-08-01T20:00:00+00:00").assessment.score == pytest.approx(12.5, abs=2)
    assert moment.alerts[-1].level == "watch"
    assert attack.id in moment.alerts[-1].incidents


def test_no_post_was_taken(post: Stage) -> None:
    """That a militant channel says the post was overrun never counts as territory taken by a state."""
    assert all("I13" not in m.codes for m in post.moments)
