"""A border is judged in part, block by block; it comes to what judging it as a whole would."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.adapters.clock import VirtualClock
from monitor.adapters.store import open_store
from monitor.incidents import join as joining
from monitor.model.incidents import Incident
from monitor.model.moderation import Ruling, Verdict
from monitor.model.reports import Correction, Mode, Report
from monitor.pipeline import moderate
from monitor.pipeline.assess import AssessCycle, Heard
from monitor.pipeline.judge import Judge
from monitor.pipeline.watch import WatchList
from tests.properties.test_incidents_laws import news
from tests.support.fronts import Newsroom, moved
from tests.support.incidents import IR_PK, START, dead, strike
from tests.support.rules import shipped

LATER = START + timedelta(days=800)
RULES = replace(shipped(), indicators=())
"""Without indicators: how hot the border is doesn't matter here."""


class Border(Newsroom):
    """One border in a real store, news put in as reading does, assessed after each piece."""

    def __init__(self, folder: Path) -> None:
        super().__init__(open_store(f"sqlite:///{folder}/border.db", now=START))
        judge = Judge(RULES, watch=WatchList(()), routes=(), channels=())
        self.cycle = AssessCycle(self.store, judge, clock=VirtualClock(LATER), heard=lambda _border, _now: Heard())
        self.rulings: list[Ruling] = []

    @property
    def now(self) -> datetime:
        return LATER

    def rule(self, ruling: Ruling) -> None:
        self.store.record_ruling(ruling, now=LATER)
        self.rulings.append(ruling)

    def assess(self) -> list[Incident]:
        """The incidents as they are stored then, in order of start."""
        turn = self.cycle.turn()
        assert turn.failed == ()
        found = self.store.incidents()
        return sorted(found, key=lambda incident: (incident.started_at, incident.id))

    def as_a_whole(self) -> list[Incident]:
        reports = [report for reports in self.reports.values() for report in reports]
        events = {event.id: event for event in RULES.events}
        actors = RULES.actor_by_id()
        return list(
            joining.join(
                reports,
                border=IR_PK.border,
                events=events,
                actors=actors,
                withdrawn=self.withdrawn,
                rulings=self.rulings,
            )
        )


@st.composite
def steps(draw: st.DrawFn) -> Sequence[Report]:
    """News of four months, some of it withdrawing or denying what others say."""
    reports = [moved(report, days=draw(st.sampled_from((0, 4, 9, 17, 25, 48, 90)))) for report in draw(news(most=12))]
    for n, original in enumerate(draw(st.lists(st.sampled_from(reports), max_size=3))):
        mode = draw(st.sampled_from((Correction.WITHDRAWN, None)))
        known = original.known_at + timedelta(hours=draw(st.integers(1, 100)))
        answer = replace(original, key=f"w{n}#0", item=f"w{n}", mode=Mode.NEGATED, correction=mode, known_at=known)
        reports.append(replace(answer, denied_by=("IR",)))
    return draw(st.permutations(reports))


@given(st.data())
@settings(max_examples=20, deadline=None)
def test_in_part_as_in_whole(data: st.DataObject) -> None:
    """News, items read anew, to nothing, deleted or brought back, rulings and their lifts, in any order: after each, the same incidents."""
    with TemporaryDirectory() as folder:
        border = Border(Path(folder))
        for report in data.draw(steps()):
            border.read(report.item, report)
            assert border.assess() == border.as_a_whole()
            _afterthought(data, border)
            assert border.assess() == border.as_a_whole()
        border.store.close()


def _afterthought(data: st.DataObject, border: Border) -> None:
    incidents = border.as_a_whole()
    said = {"by": "desk", "because": "it knows", "at": LATER + timedelta(minutes=len(border.rulings))}
    match data.draw(st.sampled_from(("nothing", "gone", "anew", "deleted", "deleted", "merge", "retract", "lift"))):
        case "gone":
            border.read(data.draw(st.sampled_from(sorted(border.reports))))
        case "anew":
            item = data.draw(st.sampled_from(sorted(border.reports)))
            border.read(item, *(replace(report, killed=dead(7)) for report in border.reports[item]))
        case "deleted":
            border.turn_over(data.draw(st.sampled_from(sorted(border.reports))))
        case "merge" if len(incidents) > 1:
            wanted = moderate.merging(incidents[0], incidents[-1], **said)
            assert isinstance(wanted, Ruling)
            border.rule(wanted)
        case "retract" if incidents:
            border.rule(moderate.ruling(Verdict.RETRACT, incidents[0], **said))
        case "lift" if border.rulings:
            lift = moderate.lifting(border.rulings, border.rulings[-1].id, **said)
            if isinstance(lift, Ruling):
                border.rule(lift)
        case _:
            pass


@pytest.fixture
def years(tmp_path: Path) -> Border:
    """Two years of a strike every month, judged once."""
    border = Border(tmp_path)
    for n in range(24):
        moment = START + timedelta(days=30 * n)
        border.read(f"s{n:02}", strike(f"s{n:02}", moment, happened_at=moment))
    border.assess()
    return border


def test_what_is_far_away_is_not_looked_at_again(years: Border) -> None:
    """A further report of one strike has that strike judged again and no other; other rules have the whole border judged again."""
    known = START + timedelta(days=90, hours=3)
    years.read("late", strike("late", known, happened_at=START + timedelta(days=90), outlet="wire"))
    scope = years.cycle.judge.scope()
    case = years.store.case(IR_PK.border, now=LATER, scope=scope)
    assert [report.item for report in case.reports] == ["s03", "late"]
    whole = years.store.case(IR_PK.border, now=LATER, scope=replace(scope, rules="others"))
    assert (len(whole.reports), whole.part) == (25, None)
    assert len(years.assess()) == 24


def test_news_that_comes_while_it_is_judged_is_not_lost(years: Border) -> None:
    """Another program reads on while the border is judged: what was judged is doubted as a whole, and then it is right."""
    years.read("one", strike("one", START, happened_at=START, outlet="wire"))
    border = IR_PK.border
    assert years.store.lease_dirty_border(now=LATER, lease=timedelta(minutes=1)) == border
    _, outcome = years.cycle.decided(border, LATER)
    years.read("one")
    assert years.store.record_outcome(outcome, now=LATER)
    assert years.assess() == years.as_a_whole()
