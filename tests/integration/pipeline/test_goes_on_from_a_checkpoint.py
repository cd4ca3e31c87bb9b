"""A border is assessed from its last checkpoint on; it comes to what assessing it from its beginning would."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.adapters.clock import VirtualClock
from monitor.adapters.store import open_store
from monitor.model.assessments import Coverage
from monitor.model.incidents import Incident
from monitor.model.moderation import Ruling, Verdict
from monitor.model.queries import IncidentQuery
from monitor.model.reports import Report
from monitor.model.times import Precision
from monitor.pipeline import moderate
from monitor.pipeline.assess import AssessCycle, Heard
from monitor.pipeline.cases import Case, Outcome
from monitor.pipeline.judge import Judge
from monitor.pipeline.watch import WatchList
from tests.properties.test_incidents_laws import news
from tests.support.fronts import Newsroom, moved
from tests.support.incidents import IR_PK, START, dead, strike
from tests.support.rules import shipped

ELSEWHERE = ("AF", "IN")
BORDERS = (IR_PK.border, "AF-PK", "IN-PK")
LIVE = Heard(coverage=(("IR", Coverage.LIVE), ("PK", Coverage.LIVE)))


class Front(Newsroom):
    """Borders in a real store on a virtual clock, judged by all indicators; news put in as reading does."""

    def __init__(self, folder: Path) -> None:
        super().__init__(open_store(f"sqlite:///{folder}/front.db", now=START))
        self.clock = VirtualClock(START)
        self.judge = Judge(shipped(), watch=WatchList(None), routes=(), channels=())
        self.heard = LIVE
        self.cycle = AssessCycle(self.store, self.judge, clock=self.clock, heard=lambda _border, _now: self.heard)
        self.rulings = 0

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def comes(self, report: Report) -> None:
        """It is read when it becomes known, or at once if that has passed."""
        self.clock.move_to(max(self.now, report.known_at))
        self.read(report.item, report)

    def rule(self, verdict: Verdict, incident: Incident) -> None:
        """The desk knows better."""
        at = self.now + timedelta(minutes=self.rulings)
        ruling: Ruling = moderate.ruling(verdict, incident, by="desk", because="it knows", at=at)
        self.store.record_ruling(ruling, now=self.now)
        self.rulings += 1

    def decided(self, border: str = IR_PK.border) -> Outcome:
        """What the next turn would write."""
        return self.cycle.decided(border, self.now)[1]

    def case(self) -> Case:
        """What the first border would be judged from."""
        return self.cycle.case(IR_PK.border, now=self.now, scope=self.judge.scope())

    def from_the_beginning(self, border: str) -> Outcome:
        """From all its reports, and nothing that was remembered."""
        return self.judge.decide(self.cycle.case(border, now=self.now), now=self.now)

    def assess(self) -> None:
        """A turn; what it is about to write is right."""
        for border in BORDERS:
            narrow, whole = self.decided(border), self.from_the_beginning(border)
            assert narrow.assessment == whole.assessment
            assert narrow.alerts == whole.alerts
            assert self._written(narrow) == {incident.id: incident for incident in whole.incidents}
        assert self.cycle.turn().failed == ()

    def _written(self, outcome: Outcome) -> dict[str, Incident]:
        """The border's incidents once this is written: those that it doesn't look at stay."""
        stored = {i.id: i for i in self.store.incidents(IncidentQuery(border=outcome.border))}
        left = {old for old, _ in outcome.redirects} | set(outcome.vanished)
        kept = {name: incident for name, incident in stored.items() if name not in left}
        return kept | {incident.id: incident for incident in outcome.incidents}


@st.composite
def arriving(draw: st.DrawFn) -> Sequence[Report]:
    """News of half a year by when it becomes known, some of it weeks late; some of what a side does is done to a third state."""
    reports = []
    for report in draw(news(most=12)):
        late = timedelta(hours=draw(st.sampled_from((0, 0, 2, 70, 300, 1000))))
        when = moved(report, days=draw(st.sampled_from((0, 4, 9, 25, 48, 75, 90, 140, 170))))
        if late:
            happened = when.happened_at or when.known_at - timedelta(hours=1)
            when = replace(when, happened_at=happened, precision=Precision.HOUR, known_at=when.known_at + late)
        third = draw(st.sampled_from((None, None, None, *ELSEWHERE)))
        if third and when.initiator and when.initiator.state == "PK":
            when = replace(when, border=f"{third}-PK", target=IR_PK.state(third))
        reports.append(when)
    return sorted(reports, key=lambda report: report.known_at)


@given(st.data())
@settings(max_examples=8, deadline=None)
def test_from_a_checkpoint_as_from_the_beginning(data: st.DataObject) -> None:
    """News in any order, late, read anew, deleted or brought back, rulings, feeds that fall silent: each time the same assessment."""
    with TemporaryDirectory() as folder:
        front = Front(Path(folder))
        for report in data.draw(arriving()):
            front.comes(report)
            front.heard = data.draw(st.sampled_from((LIVE, LIVE, _silent_for(front.now, days=1))))
            front.assess()
            _afterthought(data, front)
            front.assess()
        front.clock.move_to(front.now + timedelta(days=60))
        front.heard = _silent_for(front.now, days=50)
        front.assess()
        front.store.close()


def _silent_for(now: datetime, *, days: int) -> Heard:
    coverage = (("IR", Coverage.STALE), ("PK", Coverage.LIVE))
    return Heard(coverage=coverage, silent_since=(("IR", now - timedelta(days=days)),))


def _afterthought(data: st.DataObject, front: Front) -> None:
    """On anything that was ever known."""
    item = data.draw(st.sampled_from(sorted(front.reports)))
    match data.draw(st.sampled_from(("nothing", "gone", "anew", "deleted", "elsewhere", "retract"))):
        case "gone":
            front.read(item)
        case "anew":
            front.read(item, *(replace(report, killed=dead(7)) for report in front.reports[item]))
        case "elsewhere":
            front.read(item, *(replace(report, border="AF-PK") for report in front.reports[item]))
        case "deleted":
            front.turn_over(item)
        case "retract" if incidents := front.store.incidents():
            front.rule(Verdict.RETRACT, data.draw(st.sampled_from(incidents)))
        case _:
            pass


@pytest.fixture
def front(tmp_path: Path) -> Front:
    """A strike every ten days for a hundred, each assessed as it came."""
    front = Front(tmp_path)
    for n in range(10):
        moment = START + timedelta(days=10 * n)
        front.comes(strike(f"s{n}", moment, happened_at=moment))
        front.assess()
    return front


def test_what_happens_today_is_assessed_from_the_checkpoint(front: Front) -> None:
    """It is between two weeks and four old, and stays as it is."""
    kept = front.case().checkpoint
    assert kept is not None
    assert timedelta(days=14) <= front.now - kept.at <= timedelta(days=28)
    later = front.now + timedelta(days=1)
    front.comes(strike("today", later, happened_at=later - timedelta(hours=3)))
    assert front.decided().keeps_checkpoint
    front.assess()
    assert front.case().checkpoint == kept


def test_only_what_may_matter_is_at_hand(front: Front) -> None:
    """Neither the incidents of long ago nor their reports, but for those that the news is about, and what was heard of lately."""
    later = front.now + timedelta(days=1)
    front.comes(strike("today", later, happened_at=later - timedelta(hours=3)))
    case, full = front.case(), front.cycle.case(IR_PK.border, now=front.now)
    assert case.since is not None
    assert all(incident.started_at >= case.since for incident in case.incidents)
    assert (len(case.incidents), len(full.incidents)) == (7, 10)
    assert (len(case.reports), len(full.reports)) == (4, 11)
    front.comes(strike("again", later, happened_at=START + timedelta(days=10), outlet="wire"))
    began = {incident.started_at for incident in front.case().incidents}
    assert START + timedelta(days=10) in began - {incident.started_at for incident in case.incidents}


def test_late_news_of_long_ago_is_assessed_from_the_beginning(front: Front) -> None:
    """So is everything after the rules have changed, or while news came unseen."""
    kept = front.case().checkpoint
    front.comes(strike("late", front.now, happened_at=START + timedelta(days=45)))
    decided = front.decided()
    assert not decided.keeps_checkpoint
    assert decided.checkpoint is not None
    assert decided.checkpoint != kept
    others = replace(front.judge.scope(), rules="others")
    assert front.store.case(IR_PK.border, now=front.now, scope=others).checkpoint is None
    front.assess()


def test_an_old_incident_that_moves_to_another_border_is_missed_by_its_first(front: Front) -> None:
    """Its other home may be judged first, and takes it over; what its first home went on from is forgotten all the same."""
    front.clock.move_to(front.now + timedelta(hours=1))
    front.read("s3", *(replace(report, border="AF-PK") for report in front.reports["s3"]))
    assert front.cycle.turn(["AF-PK"]).borders == ("AF-PK",)
    assert front.case().checkpoint is None
    front.assess()


def test_a_checkpoint_is_no_longer_than_what_fired_until_then(front: Front) -> None:
    """It is bounded by the firings, which the assessment shows as well."""
    checkpoint = front.case().checkpoint
    assert checkpoint is not None
    assert set(checkpoint.firings) <= set(front.store.firings(IR_PK.border))


@pytest.mark.parametrize("order", list(permutations(BORDERS)))
def test_a_campaign_of_three_theatres_is_seen_at_each_in_any_order(order: Sequence[str], tmp_path: Path) -> None:
    """Though only borders where the same state acted look again; the last report may be of the first strike, and a week late."""
    front = Front(tmp_path)
    for day, border in enumerate(order):
        struck = START + timedelta(days=BORDERS.index(border))
        third = border.replace("PK", "").strip("-")
        told = {"outlet": "wire", "border": border, "target": IR_PK.state(third), "happened_at": struck}
        front.comes(strike(border, START + timedelta(days=7 + day), by="b", **told))
        assert front.cycle.turn().failed == ()
    for border in BORDERS:
        assert "I24" in {firing.code for firing in front.store.firings(border)}, border
    front.store.close()
