"""Laws of the account of a state: what it says that a step needs is what the step needs."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.escalation import account as accounts
from monitor.escalation import ladder as rungs
from monitor.escalation import signs, ways
from monitor.escalation.account import Given
from monitor.escalation.gates import RULES
from monitor.escalation.standing import Standing
from monitor.model.assessments import State
from monitor.model.incidents import Incident
from tests.support.escalation import BORDER, judge, rulebook
from tests.support.happenings import START, happenings

some = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def stood(known: list[Incident], hours: int, state: State, since: int) -> Standing:
    """Where a walk over these stands at an hour, put into a state that it was in for so many hours."""
    ladder, now = rulebook().ladder, START + timedelta(hours=hours)
    found = signs.signs(BORDER, known, rulebook=rulebook(), now=now)
    course = rungs.walk(BORDER, found.firings, forces=found.forces, ladder=ladder, now=now, mark_until=now)
    standing = Standing(ladder=ladder, firings=found.firings, forces=found.forces)
    if course.mark:
        standing.restore(course.mark)
    standing.arrive(now)
    standing.mark()
    standing.state, standing.since = state, now - timedelta(hours=since)
    return standing


@some
@given(happenings(), st.integers(0, 960), st.sampled_from(State), st.integers(0, 300))
def test_the_first_open_way_is_the_step_that_is_taken(
    known: list[Incident], hours: int, state: State, since: int
) -> None:
    """In every state, whatever happened."""
    standing = stood(known, hours, state, since)
    step = next((found[0] for rule in RULES[state] if (found := rule(standing))), None)
    assert step == next((way.to for way in ways.ways(standing) if way.open), None)


@some
@given(happenings(), st.integers(0, 960))
def test_no_way_is_open_and_every_missing_thing_is_said(known: list[Incident], hours: int) -> None:
    """Where a border stands is where it stays: each way out lacks something, and what comes by time comes later."""
    now = START + timedelta(hours=hours)
    account = accounts.account(Given(border=BORDER, incidents=tuple(known)), rulebook=rulebook(), now=now)
    assessment = judge(known, now)
    assert account.assessment == assessment
    for way in account.ways:
        assert way.missing
        assert all(condition.says and condition.found for condition in way.conditions)
        assert all(condition.due_at > now for condition in way.missing if condition.due_at)


@some
@given(happenings(), st.integers(0, 960))
def test_what_comes_by_time_alone_comes_when_it_is_said(known: list[Incident], hours: int) -> None:
    """A way down whose conditions will all hold is taken by then, unless a timer takes another one before."""
    now = START + timedelta(hours=hours)
    seen = [one for one in known if one.started_at <= now]
    account = accounts.account(Given(border=BORDER, incidents=tuple(seen)), rulebook=rulebook(), now=now)
    for way in account.ways:
        dues = [condition.due_at for condition in way.missing]
        if all(dues):
            later = judge(seen, max(due for due in dues if due))
            assert later.history != account.assessment.history


@some
@given(happenings(), st.data())
def test_an_incident_brought_what_would_not_be_without_it(known: list[Incident], data: st.DataObject) -> None:
    """And what doesn't count at all changes nothing."""
    if not known:
        return
    now, one = START + timedelta(days=40), data.draw(st.sampled_from(known))
    part = accounts.part_of(one.id, Given(border=BORDER, incidents=tuple(known)), rulebook=rulebook(), now=now)
    without = judge([each for each in known if each.id != one.id], now)
    if part.without:
        assert part.without.history == without.history
        assert {t.at for t in part.brought} <= {t.at for t in judge(known, now).history}
    else:
        assert without.history == judge(known, now).history
