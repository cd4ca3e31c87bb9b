"""What keeps the sign of life back."""

from datetime import timedelta

from monitor.alerts import conditions
from monitor.daemon import pulse
from monitor.daemon.service import Beat, Handle
from monitor.model.conditions import Condition, ConditionKind, StandingCondition
from tests.support.alerts import START


async def _nothing() -> None:
    """A turn."""


HANDLES = {
    name: Handle(name=name, turn=_nothing, every=timedelta(seconds=1), chore=name == "upkeep")
    for name in ("collect", "judge", "upkeep")
}


def idle(*, counted: dict[str, int], **beats: Beat) -> list[str]:
    """Which cycles were."""
    whole = {name: beats.get(name, Beat(good=9)) for name in HANDLES}
    return list(pulse.idle_cycles(HANDLES, whole, counted=counted))


def test_every_cycle_must_have_ended_a_good_turn_since() -> None:
    """Since the start, then since the last call; one that fails now isn't good."""
    assert idle(counted={}) == []
    assert idle(counted={}, judge=Beat()) == ["no good turn of judge since the last call"]
    assert idle(counted={"collect": 9, "judge": 8}) == ["no good turn of collect since the last call"]
    assert idle(counted={}, judge=Beat(good=9, failures=1)) == ["no good turn of judge since the last call"]


def test_a_chore_may_rest_and_fail_once() -> None:
    """Its next turn may be hours away."""
    assert idle(counted={"upkeep": 9}, upkeep=Beat(good=9, failures=1)) == []
    assert idle(counted={}, upkeep=Beat(failures=2)) == ["upkeep fails"]


def standing(kind: ConditionKind, channel: str | None = None, *, told: bool = True) -> StandingCondition:
    """Something that is wrong."""
    condition = Condition(key=f"{kind}/{channel}", kind=kind, says=str(kind), todo="do", channel=channel)
    return StandingCondition(condition=condition, since=START, told_at=START if told else None)


def test_what_leaves_the_monitor_without_news_or_anybody_to_tell() -> None:
    """No feed, a cycle that fails, work that piles up, all channels dead; not what is only a nuisance, nor what may pass."""
    fail, dead = ConditionKind.FEEDS_FAIL, ConditionKind.CHANNEL_DEAD
    channels = ["desk", "mail"]

    def stuck(*standings: StandingCondition) -> list[str]:
        return conditions.keeps_from_work(standings, channels=channels)

    assert stuck(standing(fail)) == ["feeds_fail"]
    assert stuck(standing(fail, told=False)) == []
    assert stuck(standing(ConditionKind.BACKUP_OLD), standing(ConditionKind.DISK_LOW)) == []
    assert stuck(standing(dead, "desk")) == []
    assert stuck(standing(dead, "desk"), standing(dead, "mail", told=False)) == ["every channel takes nothing"]
