"""Other rules over what was known before: every border is judged anew, one notice tells of it, nobody is rung."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.escalation import assess as assessing
from monitor.model.alerts import Alert, Level, Reason
from monitor.model.assessments import State
from monitor.model.indicators import Indicator, Tier
from monitor.model.items import Item
from monitor.model.queries import IncidentQuery
from monitor.model.rulebook import Rulebook
from monitor.model.rules import Leaf, Rule, Scope, Then
from monitor.pipeline.replay import Replay
from monitor.pipeline.watch import WatchList
from tests.support import scenarios
from tests.support.scenarios import item

BORDER = "IR-PK"
STRIKE = [
    item(
        "2024-01-16T19:30:00Z",
        "Reuters",
        "Iran strikes militant bases near Panjgur in Pakistan with missiles, two dead",
    ),
    item("2024-01-16T20:30:00Z", "Dawn", "Iranian missiles kill two in Panjgur, Pakistan says"),
]
ANSWER = [item("2024-01-18T03:00:00Z", "Reuters", "Pakistan strikes militant hideouts near Saravan in Iran, nine dead")]
LATER = datetime.fromisoformat("2024-01-17T06:00:00+00:00")


def weighed(rulebook: Rulebook, by: float) -> Rulebook:
    """The rulebook with all weights multiplied."""

    def tier(one: Tier) -> Tier:
        return replace(one, weight=one.weight * by)

    def indicator(one: Indicator) -> Indicator:
        return replace(one, tiers=tuple(map(tier, one.tiers)))

    return replace(rulebook, digest=f"weighed-{by}", indicators=tuple(map(indicator, rulebook.indicators)))


def blunt(rulebook: Rulebook) -> Rulebook:
    """Rules by which no force is sure enough to count, and nothing weighs much."""
    light = weighed(rulebook, 0.1)
    gate = replace(light.ladder.force, confidence=1.1)
    return replace(light, digest="blunt", ladder=replace(light.ladder, force=gate))


@dataclass
class Desk:
    """One database, looked after by one set of rules after another."""

    folder: Path

    def __post_init__(self) -> None:
        self.loaded = scenarios.parsed([{"grade": "B", **one} for one in (*STRIKE, *ANSWER)])
        self.items: tuple[Item, ...] = self.loaded.items

    def cut_off(self, rulebook: Rulebook, *, after: int) -> None:
        """A daemon by these rules that is killed when it has judged so many borders anew."""
        with scenarios.app().replay_on(
            f"sqlite:///{self.folder}/desk.db", self.loaded, watch=WatchList((BORDER,)), rulebook=rulebook
        ) as replay:
            replay.clock.move_to(LATER)
            for _ in range(after):
                assert replay.assess.renew()

    def run(self, rulebook: Rulebook, items: tuple[Item, ...], *, until: datetime) -> "Seen":
        """A daemon by these rules, from its start until then."""
        watch = WatchList((BORDER,))
        database = f"sqlite:///{self.folder}/desk.db"
        with scenarios.app().replay_on(database, self.loaded, watch=watch, rulebook=rulebook) as replay:
            replay.run(items, until=until)
            return Seen.of(replay)


@dataclass
class Seen:
    """What can be seen of the database afterwards."""

    alerts: list[Alert]
    sent: set[str]
    transitions: int
    state: State
    score: float
    kinds: set[str]

    @classmethod
    def of(cls, replay: Replay) -> "Seen":
        """Oldest alert first."""
        store = replay.store
        stored = store.assessment(BORDER)
        assert stored is not None
        told = assessing.as_of(stored, replay.clock.now(), ladder=scenarios.app().loaded.rulebook.ladder)
        return cls(
            alerts=list(reversed(store.alerts(border=None, since=None, limit=100))),
            sent={d.alert for d in store.deliveries(state=None, alert=None, limit=100)},
            transitions=len(store.transitions(BORDER)),
            state=told.state,
            score=told.score,
            kinds={incident.event for incident in store.incidents(IncidentQuery())},
        )

    def rung(self) -> list[Alert]:
        """What people heard, but for the notice."""
        return [alert for alert in self.alerts if alert.reason is not Reason.NEW_RULES]

    def notices(self) -> list[Alert]:
        """Of new rules, sent."""
        return [alert for alert in self.alerts if alert.reason is Reason.NEW_RULES and alert.id in self.sent]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty one."""
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """As shipped."""
    return scenarios.app().loaded.rulebook


def test_a_lighter_rulebook_restates_the_border_and_rings_nobody(desk: Desk, rulebook: Rulebook) -> None:
    """The state is what it would be by the new rules alone; of it there is one notice, at the level of a notice, and no transition."""
    before = desk.run(rulebook, desk.items[:2], until=LATER)
    after = desk.run(blunt(rulebook), (), until=LATER)
    assert after.state is not before.state
    assert after.rung() == before.rung()
    assert after.transitions == before.transitions
    (notice,) = after.notices()
    assert notice.level is Level.NOTICE
    assert f"{BORDER}: {before.state} (33) by the old rules, {after.state} (3) by the new" in notice.body


def test_the_same_rules_again_say_nothing(desk: Desk, rulebook: Rulebook) -> None:
    """Neither at a restart by the rules that were, nor at the next one by the new ones."""
    before = desk.run(rulebook, desk.items[:2], until=LATER)
    assert desk.run(rulebook, (), until=LATER).alerts == before.alerts
    after = desk.run(blunt(rulebook), (), until=LATER)
    assert desk.run(blunt(rulebook), (), until=LATER).alerts == after.alerts


def test_there_and_back_is_where_one_was(desk: Desk, rulebook: Rulebook) -> None:
    """The state is a function of what is known and of the rules, not of the rules that were tried in between."""
    before = desk.run(rulebook, desk.items[:2], until=LATER)
    desk.run(blunt(rulebook), (), until=LATER)
    after = desk.run(rulebook, (), until=LATER)
    assert after.state is before.state
    assert after.score == pytest.approx(before.score)
    assert after.rung() == before.rung()
    assert len(after.notices()) == 2


@pytest.mark.parametrize("after", [1, 2])
def test_killed_on_the_way_it_still_comes_to_one_notice(desk: Desk, rulebook: Rulebook, after: int) -> None:
    """Before the notice or right after it: what was judged stays judged, and nothing is said twice."""
    before = desk.run(rulebook, desk.items[:2], until=LATER)
    desk.cut_off(blunt(rulebook), after=after)
    at_last = desk.run(blunt(rulebook), (), until=LATER)
    assert len(at_last.notices()) == 1
    assert at_last.rung() == before.rung()
    assert at_last.state is not before.state


def test_news_rings_by_the_new_rules_as_it_would_have_by_the_old(desk: Desk, rulebook: Rulebook) -> None:
    """The counter-strike is rung for, though the rules changed in between; the strike isn't rung for again."""
    desk.run(rulebook, desk.items[:2], until=LATER)
    renamed = replace(rulebook, digest="another name")
    quiet = desk.run(renamed, (), until=LATER)
    after = desk.run(renamed, desk.items[2:], until=LATER + timedelta(days=1))
    new = [alert for alert in after.rung() if alert not in quiet.rung()]
    assert any(alert.level in {Level.WARNING, Level.CRITICAL} for alert in new)
    assert all(alert.at >= desk.items[2].seen_at for alert in new)


def test_a_rule_that_is_added_rings_for_what_comes_after_it(desk: Desk, rulebook: Rulebook) -> None:
    """What it matches of the past is noted, not sent; and that uses up none of the rule's ``once_per``."""
    strikes = Rule(
        id="strikes",
        title="A strike",
        scope=Scope.INCIDENT,
        when=Leaf(key="type", texts=("force_state",)),
        then=Then(level=Level.WATCH, once_per=timedelta(days=30)),
    )
    more = replace(rulebook, digest="one more rule", rules=(*rulebook.rules, strikes))
    before = desk.run(rulebook, desk.items[:2], until=LATER)
    quiet = desk.run(more, (), until=LATER)
    assert quiet.rung() == before.rung()
    assert "Not sent: 1 alerts" in quiet.notices()[0].body
    after = desk.run(more, desk.items[2:], until=LATER + timedelta(days=1))
    assert [a.reason for a in after.rung() if ("rule", "strikes") in a.labels] == [Reason.RULE]
