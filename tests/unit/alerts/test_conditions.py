"""What is wrong with the monitor itself: told after it has lasted, once, to whom it can reach, and once more when it is over."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from monitor.alerts import conditions, render
from monitor.alerts.conditions import PATIENCE
from monitor.model.alerts import Alert, Level
from monitor.model.conditions import Condition, ConditionKind, Examined, StandingCondition
from tests.support.alerts import START

EVERYTHING = frozenset(ConditionKind)
DISK, SIDE, CHANNEL = ConditionKind.DISK_LOW, ConditionKind.SIDE_SILENT, ConditionKind.CHANNEL_DEAD


def condition(kind: ConditionKind = DISK, key: str = "", **changes: object) -> Condition:
    """Something that is wrong."""
    fields: dict[str, object] = {
        "key": key or str(kind),
        "kind": kind,
        "says": f"{kind} {key}".strip().replace("_", " "),
        "todo": "do",
    }
    return Condition(**{**fields, **changes})  # type: ignore[arg-type]


@dataclass
class Duty:
    """Remembers what stands as the store would, and what was told."""

    standings: tuple[StandingCondition, ...] = ()
    told: list[Alert] = field(default_factory=list)

    def sees(self, minutes: float, *found: Condition, kinds: Iterable[ConditionKind] = EVERYTHING) -> list[str]:
        """Looks so many minutes after the start; the headlines of what is told."""
        now = at(minutes)
        settled = conditions.settle(self.standings, Examined(kinds=frozenset(kinds), conditions=found), now=now)
        self.standings = settled.standings
        made = conditions.alerts(settled, now=now)
        self.told += made
        return [alert.headline for alert in made]


def at(minutes: float) -> datetime:
    """So many minutes after the start."""
    return START + timedelta(minutes=minutes)


def test_what_lasts_is_told_once_and_once_when_it_is_over() -> None:
    """Not before it has lasted, not again while it does, not over before it has stayed away."""
    duty, full = Duty(), condition()
    assert [duty.sees(minute, full) for minute in (0, 4, 5, 6, 600)] == [[], [], ["Monitor: disk low"], [], []]
    assert [duty.sees(minute) for minute in (601, 630, 631, 632)] == [
        [],
        [],
        ["Monitor: over after 10 h: disk low"],
        [],
    ]
    assert [alert.level for alert in duty.told] == [Level.WARNING, Level.IMPROVING]
    assert len({alert.id for alert in duty.told}) == 2
    assert len({alert.conversation for alert in duty.told}) == 1


def test_what_passes_by_itself_is_never_told() -> None:
    """Neither its beginning nor its end."""
    duty = Duty()
    assert [duty.sees(0, condition()), duty.sees(4), duty.sees(60)] == [[], [], []]
    assert duty.standings == ()


def test_what_comes_and_goes_is_one_trouble() -> None:
    """A flicker neither starts the wait anew nor ends what was told."""
    duty, full = Duty(), condition()
    looks = [duty.sees(minute, *([full] if minute % 20 == 0 else [])) for minute in range(0, 200, 10)]
    assert [headlines for headlines in looks if headlines] == [["Monitor: disk low"]]


def test_what_began_together_is_told_together() -> None:
    """Ten sides that fall silent are one message; each end is told when it comes."""
    duty, sides = Duty(), [condition(SIDE, f"side/{n}") for n in range(10)]
    duty.sees(0, *sides)
    assert duty.sees(30, *sides) == ["Monitor: 10 sides are silent"]
    assert duty.told[0].body.count("side silent side/") == 10
    duty.sees(40, *sides[2:])
    assert duty.sees(50, *sides[2:]) == ["Monitor: over: 2 sides are silent"]


def test_what_gets_bad_anew_is_told_anew() -> None:
    """Another edition; one without an edition is the one that was told."""
    duty = Duty()
    refused = [
        condition(ConditionKind.RULES_REFUSED, edition=edition) for edition in ("line 3", "line 3", "", "line 9")
    ]
    assert [bool(duty.sees(minute, each)) for minute, each in enumerate(refused)] == [True, False, False, True]


def test_what_is_not_certain_begins_nothing_and_ends_nothing() -> None:
    """A disk that is neither full nor well."""
    duty, full, unsure = Duty(), condition(), condition(certain=False)
    assert [duty.sees(0, unsure), duty.sees(60, unsure)] == [[], []]
    duty.sees(60, full)
    assert duty.sees(70, full)
    assert [duty.sees(80, unsure), duty.sees(900, unsure), duty.sees(901), duty.sees(930)] == [[], [], [], []]
    assert duty.sees(931)


def test_who_cannot_look_does_not_know_that_all_is_well() -> None:
    """A kind that wasn't examined stays as it was."""
    duty = Duty()
    duty.sees(0, condition())
    duty.sees(5, condition())
    assert duty.sees(500, kinds=[SIDE]) == []
    assert [standing.gone_since for standing in duty.standings] == [None]


def test_a_clock_that_was_set_back_delays_nothing_beyond_itself() -> None:
    """What lies ahead counts as now."""
    duty, full = Duty(), condition()
    duty.sees(0, full)
    assert duty.sees(-600, full) == []
    assert duty.sees(-595, full) == ["Monitor: disk low"]


def test_an_hour_of_every_kind_is_told_and_says_what_to_do() -> None:
    """No kind was forgotten."""
    for kind in ConditionKind:
        duty = Duty()
        duty.sees(0, condition(kind))
        duty.sees(60, condition(kind))
        (alert,) = duty.told
        assert "What to do: do" in alert.body
        assert PATIENCE[kind].level is alert.level
        assert ("condition", str(kind)) in alert.labels


@pytest.mark.parametrize(
    ("wanted", "about", "dead", "told"),
    [
        (["mail"], "slack", ["slack"], ("mail",)),
        (["mail", "slack"], "slack", ["slack"], ("mail",)),
        (["slack"], "slack", ["slack"], ("mail", "phone")),
        (["slack"], "slack", ["slack", "mail"], ("phone",)),
        (["slack"], "slack", ["slack", "mail", "phone"], ("slack",)),
        (["mail"], "", ["mail"], ("mail", "slack", "phone")),
        (["mail"], "", [], ("mail",)),
    ],
)
def test_a_channel_is_not_told_of_itself(wanted: list[str], about: str, dead: list[str], told: tuple[str, ...]) -> None:
    """Another one that works is, even if the desk didn't name it; the dead one only where there is nothing else."""
    channels = ["mail", "slack", "phone"]
    found = [condition(CHANNEL, f"channel/{name}", channel=name) for name in dead]
    standings = [StandingCondition(condition=each, since=START) for each in found]
    duty = Duty()
    duty.sees(0, condition(CHANNEL, channel=about or None))
    duty.sees(10, condition(CHANNEL, channel=about or None))
    receivers = conditions.receivers(duty.told[0], wanted=wanted, channels=channels, standings=standings)
    assert receivers == told


def test_words_of_servers_and_feeds_can_do_no_harm() -> None:
    """They can't ping, link, add lines or act on a terminal, in the log of alerts, the text and the page."""
    evil = "feed <!channel> @everyone [x](https://evil.test) \x1b[31m\u202e<b onclick=a>\r\nWhat to do: rm -rf"
    duty = Duty()
    hostile = condition(ConditionKind.FEED_BAD, f"feed/{evil}", says=evil, todo=f"border-monitor feeds show {evil}")
    duty.sees(0, hostile)
    duty.sees(60, hostile)
    (alert,) = duty.told
    message = render.message(alert, zone="UTC")
    for text in (alert.headline, alert.body, message.title, message.body):
        assert not set("<>@\x1b\u202e\r") & set(text)
        assert "https://" not in text
    assert "<b onclick" not in message.html
    assert "https://evil" not in message.html
    assert sum(line.startswith("What to do") for line in alert.body.splitlines()) == 1
