"""Laws of alerting: nothing is told twice, nothing without ground, nothing is lost, foreign text is harmless."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts import neutral, render
from monitor.model.alerts import Level
from monitor.model.assessments import Assessment, State
from monitor.model.incidents import Incident, Status
from tests.support.alerts import Desk, assessed, at, firing, killed, line, strike

CODES = ("I03b", "I04", "I06", "I09b", "I10a", "I11", "J10")


@st.composite
def incidents(draw: st.DrawFn) -> tuple[Incident, ...]:
    """A few incidents of any gravity and standing."""
    made = []
    for n in range(draw(st.integers(1, 4))):
        grades = draw(st.lists(st.sampled_from("ABCF"), min_size=1, max_size=2))
        made.append(
            strike(
                f"i{n}",
                severity=draw(st.integers(-4, 6)),
                confidence=draw(st.sampled_from((0.15, 0.5, 0.6, 0.95))),
                status=draw(st.sampled_from(Status)),
                killed=killed(draw(st.integers(0, 3))),
                lines=tuple(line(f"l{k}", grade=grade) for k, grade in enumerate(grades)),
                links=draw(st.sampled_from((("https://news.example/x",), ("javascript:x",), ()))),
                started_at=at(draw(st.integers(-100, 0))),
                last_known_at=at(draw(st.integers(-20, 0))),
            )
        )
    return tuple(made)


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Any assessment."""
    risk = draw(st.booleans())
    firings = draw(st.lists(st.builds(firing, st.sampled_from(CODES), st.sampled_from(("i0", "i1"))), max_size=3))
    return assessed(
        draw(st.sampled_from(State)),
        draw(st.floats(0, 100)),
        momentum=draw(st.floats(-50, 50)),
        risk=risk,
        outlook=(draw(st.sampled_from(("I03b open", "an answer is awaited for 3 h"))),) if risk else (),
        firings=tuple(firings),
    )


@st.composite
def timelines(draw: st.DrawFn) -> list[tuple[float, Assessment, tuple[Incident, ...]]]:
    """Up to four moments, some hours apart."""
    gaps = draw(st.lists(st.sampled_from((0.5, 3.0, 7.0, 30.0)), min_size=1, max_size=4))
    return [(sum(gaps[: n + 1]), draw(assessments()), draw(incidents())) for n in range(len(gaps))]


@given(timelines())
@settings(max_examples=40, deadline=None)
def test_deciding_again_with_the_result_in_the_log_yields_nothing(
    timeline: list[tuple[float, Assessment, tuple[Incident, ...]]],
) -> None:
    """Idempotence: at every moment, before and after the moment is recorded as told."""
    desk = Desk()
    for hours, assessment, seen in timeline:
        unrecorded = replace(desk, alerts=desk.alerts + desk.would_hear(hours, assessment, seen))
        assert unrecorded.would_hear(hours, assessment, seen) == ()
        desk.hears(hours, assessment, seen)
        assert desk.would_hear(hours, assessment, seen) == ()


@given(timelines())
@settings(max_examples=60, deadline=None)
def test_no_alert_without_a_source_a_grade_and_a_why(
    timeline: list[tuple[float, Assessment, tuple[Incident, ...]]],
) -> None:
    """Every alert names at least one link or item, a grade and a reason, and people are told at most two at once."""
    desk = Desk()
    for hours, assessment, seen in timeline:
        made = desk.hears(hours, assessment, seen)
        assert len(made) <= 2
        for alert in made:
            assert alert.why
            assert alert.links or "items i" in alert.body
            assert "Confidence: occurrence " in alert.body
            assert len((alert.headline + " " + alert.body.partition("Links:")[0]).split()) <= 120
    assert len({alert.id for alert in desk.alerts}) == len(desk.alerts)


@given(timelines())
@settings(max_examples=60, deadline=None)
def test_what_is_held_back_is_told_when_the_cool_down_ends(
    timeline: list[tuple[float, Assessment, tuple[Incident, ...]]],
) -> None:
    """Nothing waits for ever: at the hour that was announced, it is told."""
    desk = Desk()
    for hours, assessment, seen in timeline:
        desk.hears(hours, assessment, seen)
        due = desk.pending(hours, assessment, seen)
        if due is not None:
            later = (due - at(0)).total_seconds() / 3600
            assert later > hours
            assert desk.would_hear(later, assessment, seen)


@given(timelines(), st.permutations(range(4)))
@settings(max_examples=30, deadline=None)
def test_the_order_of_incidents_makes_no_difference(
    timeline: list[tuple[float, Assessment, tuple[Incident, ...]]], order: list[int]
) -> None:
    """The same incidents in any order give the same alerts."""
    hours, assessment, seen = timeline[0]
    shuffled = [seen[n] for n in order if n < len(seen)]
    assert Desk().would_hear(hours, assessment, seen) == Desk().would_hear(hours, assessment, shuffled)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_no_text_stays_dangerous(foreign: str) -> None:
    """Whatever stands in a headline, no sign that a channel acts on is left, and it stays one line."""
    made = neutral.text(foreign)
    assert not set(made) & set("<>&@`*_|~\x00\x1b\u202e\u200b\r\n")
    assert "://" not in made
    assert neutral.text(made) == made


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_links_are_plain_ascii_or_nothing(tail: str) -> None:
    """An address that survives can be printed anywhere."""
    made = neutral.link(f"https://news.example/{tail}")
    assert made is None or (made.isascii() and not set(made) & set('<>@|"` \n'))


@given(timelines())
@settings(max_examples=20, deadline=None)
def test_rendered_messages_fit_every_channel(timeline: list[tuple[float, Assessment, tuple[Incident, ...]]]) -> None:
    """Titles and bodies keep to their caps."""
    desk = Desk()
    for hours, assessment, seen in timeline:
        for alert in desk.hears(hours, assessment, seen):
            message = render.message(alert, zone="Asia/Kabul")
            assert 0 < len(message.title) <= 150
            assert 0 < len(message.body) <= 2800
            assert alert.level is not Level.CORRECTION or alert.corrects
