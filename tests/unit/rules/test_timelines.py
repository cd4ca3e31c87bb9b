"""How timelines are written: durations and instants, bands and tallies, and what is wrong with them, by file and place."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import Problem
from monitor.rules import timelines
from monitor.rules.timelines import Timeline
from tests.support import rules as world
from tests.support.rules import document

HEAD = "schema_version: 1\ntests:\n"
GOOD = """\
  - id: a-strike
    border: EC-PE
    start: 2030-01-01T06:00:00Z
    items: [{at: 1h30m, outlet: wire, title: A strike}, {at: 2030-01-01T09:00:00+01:00, outlet: wire, title: Another}]
    expect:
      - {at: 2h, state: calm, score: 8 ± 3, firings: {I11: 0}, alerts: {loud: <= 1}}
      - incidents: {exactly: 0, type: force_state}
"""
INDICATOR = """\
schema_version: 1
indicators:
  - id: strike
    code: I11
    title: A strike
    kind: act
    of: [{type: force_state}]
    tiers: [{weight: 24, half_life: 14d}]
"""


def compiled(*texts: str) -> tuple[tuple[Timeline, ...], tuple[Problem, ...]]:
    """Timelines of a small world with one indicator."""
    known = timelines.vocabularies(world.rulebook(INDICATOR))
    return timelines.compile_timelines(
        [("core", document(HEAD + text, f"tests/{n}.yaml")) for n, text in enumerate(texts)], known
    )


def complaint(text: str, *more: str) -> str:
    """The only complaint about a timeline."""
    _, problems = compiled(text, *more)
    assert len(problems) == 1, [str(problem) for problem in problems]
    return str(problems[0])


def test_times_count_from_the_start_or_stand_for_themselves() -> None:
    """A duration is since the start; an instant is kept, in UTC."""
    (timeline,), problems = compiled(GOOD)
    assert problems == ()
    start = datetime(2030, 1, 1, 6, tzinfo=UTC)
    assert [timeline.instant(item.at) for item in timeline.items] == [
        start + timedelta(hours=1.5),
        start + timedelta(hours=2),
    ]


def test_bands_and_tallies_say_what_they_hold() -> None:
    """A band holds its ends; a bare number of things is exactly so many."""
    (timeline,), _ = compiled(GOOD)
    first, _ = timeline.entry.expect
    assert first.score is not None
    assert (first.score.holds(11), first.score.holds(11.1)) == (True, False)
    assert (first.firings["I11"].holds(0), first.firings["I11"].holds(1)) == (True, False)
    assert first.alerts["loud"].holds(1)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("I11: 0", "I12: 0", "tests/0.yaml:8:55: there is no indicator 'I12' (did you mean 'I11'?)"),
        ("type: force_state", "type: force_stat", "there is no event 'force_stat' (did you mean 'force_state'?)"),
        ("border: EC-PE", "border: EC-XX", "there is no country 'XX'"),
        ("score: 8 ± 3", "score: 8", "score: 8 is no band; write 92 ± 3"),
        ("at: 2h", "at: soon", "'soon' is no duration"),
        ("at: 2h", "at: 90", "90 is no moment; write 1h30m, or 2024-01-16T19:30:00Z"),
        ("start: 2030-01-01T06:00:00Z", "start: 2030-01-01", "is no instant"),
        ("exactly: 0, ", "", "say how many: exactly, at_least or at_most"),
        ("state: calm", "stat: calm", "unknown key 'stat' (did you mean 'state'?)"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(old: str, new: str, says: str) -> None:
    """A timeline that can't mean anything is refused before it is played."""
    said = complaint(GOOD.replace(old, new))
    assert said.startswith("tests/0.yaml:")
    assert says in said


def test_a_timeline_may_go_on_from_another() -> None:
    """Its items come after those of the one that it continues, whose times keep their own start."""
    later = GOOD.replace("id: a-strike", "id: afterwards\n    continues: a-strike").replace(
        "2030-01-01T06", "2030-02-01T06"
    )
    (_, second), problems = compiled(GOOD, later)
    assert problems == ()
    assert [item.title for item in second.items] == ["A strike", "Another", "A strike", "Another"]
    assert second.instant(second.items[0].at) == datetime(2030, 1, 1, 7, 30, tzinfo=UTC)


def test_what_it_continues_must_be_there_and_names_are_unique() -> None:
    """A timeline that isn't there is named, and so is a second of the same name."""
    assert "no timeline 'a-strik' to continue" in complaint(
        GOOD.replace("id: a-strike", "id: b\n    continues: a-strik")
    )
    assert "defined twice" in complaint(GOOD, GOOD)
