"""The score of a border over time as a chart of characters, and under it the states. No foreign text: nothing that could turn it around.

Decides what a column stands for and how it is drawn. Where there are only ASCII characters the bars are coarser.
"""

import math
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.escalation.curve import Height
from monitor.model.assessments import State

ROWS = 6
LEAST_TOP = 50.0
"""The scale reaches at least to where an escalation may begin, so that a small rise doesn't look like a large one."""

LABEL_EVERY = 15
"""Columns from one date to the next."""

_EIGHTHS = " ▁▂▃▄▅▆▇█"
MARGIN = 8
"""Columns before the first point."""

LETTERS = {
    State.CALM: ".",
    State.TENSION: "t",
    State.CONFRONTATION: "C",
    State.ESCALATION: "E",
    State.DE_ESCALATING: "d",
}
STYLES = {
    State.CALM: "green",
    State.TENSION: "yellow",
    State.CONFRONTATION: "bright_red",
    State.ESCALATION: "bold red",
    State.DE_ESCALATING: "cyan",
}

Segment = tuple[str, str]
"""Text, and the style that it has in colour (empty: none)."""


def edges(since: datetime, until: datetime, columns: int) -> list[datetime]:
    """Where so many equal periods begin and end."""
    step = (until - since) / columns
    return [*(since + step * n for n in range(columns)), until]


def chart(points: Sequence[Height], *, zone: str, fine: bool) -> Iterator[list[Segment]]:
    """The rows from top to bottom, one column for each point (two at least). ``fine``: block characters can be shown."""
    top = max(LEAST_TOP, 10.0 * math.ceil(max(point.score for point in points) / 10))
    for row in range(ROWS, 0, -1):
        label = f"{top * row / ROWS:.0f}" if row in (ROWS, ROWS // 2) else ""
        bars = [(_bar(p.score / top, row, fine=fine), STYLES[p.state]) for p in points]
        while bars and bars[-1][0] == " ":
            bars.pop()
        yield [_axis(label), *bars]
    yield [_axis("state"), *((LETTERS[p.state], STYLES[p.state]) for p in points)]
    yield [(_dates(points, zone), "")]
    shown = [state for state in State if any(p.state is state for p in points)]
    yield [_axis(""), *((f"{LETTERS[state]} {state.replace('_', '-')}  ", STYLES[state]) for state in shown)]


def _axis(label: str) -> Segment:
    return f"{label:>{MARGIN - 2}}  ", ""


def _bar(part: float, row: int, *, fine: bool) -> str:
    """What of the row, counted from 1 at the bottom, is filled."""
    filled = part * ROWS - (row - 1)
    eighths = min(8, max(0, round(filled * 8)))
    if row == 1 and part > 0:
        eighths = max(1, eighths)
    if fine:
        return _EIGHTHS[eighths]
    return "#" if eighths > len(_EIGHTHS) // 2 else "." if eighths else " "


def _dates(points: Sequence[Height], zone: str) -> str:
    local = ZoneInfo(zone)
    shape = "%d %b" if points[1].at - points[0].at >= timedelta(hours=2) else "%d %b %H:%M"
    marks = (f"{p.at.astimezone(local).strftime(shape):<{LABEL_EVERY}}" for p in points[::LABEL_EVERY])
    return " " * MARGIN + "".join(marks).rstrip()
