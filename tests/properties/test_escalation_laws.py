"""Laws of assessing: whatever happens, in whatever order it becomes known."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.escalation.assess import go_on
from monitor.escalation.checkpoint import still_good
from monitor.model.incidents import Incident, Status
from monitor.model.reports import Party, PartyKind
from tests.support.escalation import BORDER, incident, judge, rulebook, strike, with_history
from tests.support.happenings import CALMING, HOSTILE, START, an_incident, happenings

NOW = START + timedelta(days=40)
some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@some
@given(happenings())
def test_the_score_stays_between_nought_and_a_hundred(known: list[Incident]) -> None:
    """At the end, and at every turn on the way."""
    assessment = judge(known, NOW)
    assert 0 <= assessment.score <= 100
    assert all(0 <= transition.score <= 100 for transition in assessment.history)


@some
@given(happenings(), st.data())
def test_a_hostile_incident_never_lowers_the_score_at_its_time(known: list[Incident], data: st.DataObject) -> None:
    """Whatever else is known, and however doubtful it is."""
    added = data.draw(an_incident("new", HOSTILE))
    when = added.started_at
    assert judge([*known, added], when).score >= judge(known, when).score - 1e-9


@some
@given(happenings(), st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(known: list[Incident], random: object) -> None:
    """The same incidents in another order, and twice over, are the same assessment."""
    shuffled = [*known, *known]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judge(shuffled, NOW) == judge(known, NOW)


@some
@given(happenings(), st.lists(st.integers(0, 960), max_size=3))
def test_looking_in_between_changes_nothing(known: list[Incident], hours: list[int]) -> None:
    """The history at any earlier time is the beginning of the history at a later one, over the same incidents."""
    whole = judge(known, NOW).history
    for hour in hours:
        now = START + timedelta(hours=hour)
        assert judge(known, now).history == tuple(t for t in whole if t.at <= now)


@some
@given(happenings())
def test_a_retracted_incident_is_as_if_never_seen(known: list[Incident]) -> None:
    """Score, states and firings."""
    gone = [replace(i, status=Status.RETRACTED) for i in known[:1]]
    assert judge([*gone, *known[1:]], NOW) == judge(known[1:], NOW)


@some
@given(happenings(), st.integers(0, 800))
def test_the_next_check_is_later_and_nothing_changes_before_it(known: list[Incident], hour: int) -> None:
    """It is the first time at which time alone changes anything, for those who learn nothing more."""
    now = START + timedelta(hours=hour)
    seen = [i for i in known if i.started_at <= now]
    assessment = judge(seen, now)
    if assessment.next_check_at is None:
        return
    assert assessment.next_check_at > now
    before = judge(seen, max(now, assessment.next_check_at - timedelta(seconds=1)))
    assert before.history == assessment.history
    assert before.firings == assessment.firings
    after = judge(seen, assessment.next_check_at)
    assert after.history != assessment.history or after.firings != assessment.firings


@st.composite
def over_a_year(draw: st.DrawFn) -> list[Incident]:
    """More of them, over ten months: most are long past when the last one happens."""
    return [_later_by(12, one) for one in draw(happenings(most=18))]


def _later_by(times: int, one: Incident) -> Incident:
    moment = START + (one.started_at - START) * times
    return replace(one, started_at=moment, first_known_at=moment, last_known_at=moment)


@some
@given(over_a_year(), st.lists(st.integers(0, 380), min_size=1, max_size=4), st.data())
def test_going_on_from_a_checkpoint_is_the_same_as_beginning_anew(
    known: list[Incident], days: list[int], data: st.DataObject
) -> None:
    """Whenever it was made, and whatever has become known since of what began after it is good until."""
    book, end = with_history(since=date(2023, 1, 1), until=date(2029, 12, 31)), START + timedelta(days=400)
    checkpoint = None
    for now in sorted(START + timedelta(days=day) for day in days):
        course = go_on(BORDER, known, rulebook=book, now=now, after=checkpoint)
        assert course.assessment == judge(known, now, book=book)
        checkpoint = course.checkpoint
    if checkpoint is None:
        return
    late = [_later_by(12, data.draw(an_incident(f"late{n}", HOSTILE + CALMING))) for n in range(3)]
    all_known = [*known, *(one for one in late if one.started_at >= checkpoint.good_until)]
    enough = [one for one in all_known if one.started_at >= checkpoint.looks_back_to]
    assert go_on(BORDER, enough, rulebook=book, now=end, after=checkpoint).assessment == judge(
        all_known, end, book=book
    )


@some
@given(happenings(), st.data())
def test_a_late_report_overtakes_the_checkpoints_that_it_touches(known: list[Incident], data: st.DataObject) -> None:
    """Of several, those that are still good go on to the right assessment."""
    times = [START + timedelta(days=days) for days in (5, 10, 20, 30)]
    made = [c for at in times if (c := go_on(BORDER, known, rulebook=rulebook(), now=at).checkpoint)]
    late = data.draw(an_incident("late", HOSTILE + CALMING))
    for checkpoint in still_good(made, changed_from=late.started_at):
        going_on = go_on(BORDER, [*known, late], rulebook=rulebook(), now=NOW, after=checkpoint)
        assert going_on.assessment == judge([*known, late], NOW)


@some
@given(happenings())
def test_every_firing_says_why_and_no_confidence_exceeds_one(known: list[Incident]) -> None:
    """An indicator that can't say why is a bug; no placeholder is left over."""
    for firing in judge(known, NOW).firings:
        assert firing.because
        assert "{" not in firing.because
        assert 0 < firing.confidence <= 1


@some
@given(happenings())
def test_states_change_hands_without_gaps(known: list[Incident]) -> None:
    """Each transition begins where the last one ended, in order of time."""
    history = judge(known, NOW).history
    assert [t.old for t in history[1:]] == [t.new for t in history[:-1]]
    assert [t.at for t in history] == sorted(t.at for t in history)


def test_names_of_groups_with_braces_stay_text() -> None:
    """Hostile text is put into sentences once and never read as a template."""
    named = strike("s", "AA", START, target=Party(name="{A} {__class__}", kind=PartyKind.NONSTATE_GROUP))
    (firing,) = (f for f in judge([named], NOW).firings if f.code == "I11")
    assert "{A} {__class__}" in firing.because


def test_an_unrelated_event_fires_nothing() -> None:
    """What no indicator is about."""
    assert judge([incident("m", "meta.not_conflict", START)], NOW).firings == ()
