"""A border's score and states as a chart of characters."""

from datetime import UTC, datetime, timedelta

from monitor.cli import plot
from monitor.escalation.curve import Height
from monitor.model.assessments import State

START = datetime(2031, 3, 1, tzinfo=UTC)


def rows(
    scores: list[float], states: list[State], *, fine: bool = True, step: timedelta = timedelta(days=1)
) -> list[str]:
    """What is drawn for these, one a day."""
    points = [Height(START + n * step, *both) for n, both in enumerate(zip(scores, states, strict=True))]
    return ["".join(text for text, _ in row) for row in plot.chart(points, zone="Asia/Karachi", fine=fine)]


def test_bars_are_as_high_as_the_score_and_states_have_letters() -> None:
    """The scale begins at the score from which there can be an escalation, and grows with what is higher."""
    states = [State.CALM, State.TENSION, State.CONFRONTATION, State.ESCALATION, State.DE_ESCALATING]
    drawn = rows([0.0, 12.5, 25.0, 50.0, 0.2], states)
    assert drawn == [
        "    50     █",
        "           █",
        "           █",
        "    25    ██",
        "         ▄██",
        "         ███▁",
        " state  .tCEd",
        "        01 Mar",
        "        . calm  t tension  C confrontation  E escalation  d de-escalating  ",
    ]
    assert rows([81.0, 10.0], [State.ESCALATION] * 2)[0].startswith("    90  ")


def test_where_there_is_only_ascii_bars_are_coarser() -> None:
    """Half a row and more is a bar, less is a dot."""
    drawn = rows([50.0, 20.0, 1.0], [State.ESCALATION, State.CONFRONTATION, State.CALM], fine=False)
    assert [line[8:] for line in drawn[:6]] == ["#", "#", "#", "#.", "##", "##."]
    assert all(line.isascii() for line in drawn)


def test_a_short_time_has_hours_under_it_on_the_clock_of_the_zone() -> None:
    """A date is not enough for half a day."""
    assert rows([1.0] * 16, [State.CALM] * 16, step=timedelta(minutes=45))[7].split("  ")[4:] == [
        "01 Mar 05:00",
        " 01 Mar 16:15",
    ]


def test_periods_end_where_they_are_asked_to() -> None:
    """However they divide."""
    end = START + timedelta(hours=7)
    edges = plot.edges(START, end, 3)
    assert (edges[0], edges[-1], len(edges)) == (START, end, 4)
