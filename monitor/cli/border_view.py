"""One border as a page of text: state, score with its ledger, outlook, what is absent and unknown, its past, and what would change it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.cli import plot
from monitor.cli.output import cell, when
from monitor.cli.plot import Segment
from monitor.escalation import curve as curves
from monitor.escalation.account import Account
from monitor.escalation.curve import Height
from monitor.escalation.ways import Condition, Way
from monitor.model.assessments import Assessment, Coverage, Transition
from monitor.pipeline.shapes import instant

UNKNOWN_SHOWN = 8
LEAST_SHOWN = 0.05
"""Points below which a line of the ledger would read as nought."""


Voices = Mapping[str, Mapping[str, Coverage]]
"""For each side, how its official and its independent outlets are heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that is shown of one border. ``curve`` is its score as known today, ``silent_since`` says of silent sides since when,
    ``tuned`` why the border is judged by numbers of its own, if it is.
    """

    assessment: Assessment
    account: Account
    told: Sequence[Transition]
    curve: Sequence[Height]
    lines: Voices
    silent_since: Mapping[str, datetime]
    tuned: str = ""


def curve(account: Account, since: datetime, columns: int) -> list[Height]:
    """The score as it went, one height for each of so many periods."""
    now = account.assessment
    return curves.curve(account.firings, now.history, plot.edges(since, now.at, columns))


def render(page: Page, *, zone: str) -> str:
    """The page down to the chart."""
    return "\n".join((*_standing(page, zone), "  score and state, as known today"))


def chart(page: Page, *, zone: str, fine: bool) -> Iterator[list[Segment]]:
    """The chart, row by row."""
    return plot.chart(page.curve, zone=zone, fine=fine)


def render_past(page: Page, *, zone: str) -> str:
    """What comes below the chart; empty when there is no past."""
    history = _past("history, as known today", page.assessment.history, zone=zone)
    told = _past("told, as it was known then", page.told, zone=zone)
    return "\n".join((*history, *told))


def render_why(account: Account, *, zone: str) -> str:
    """Why the border is in this state and not in another, and what would change that."""
    return "\n".join(_why(account, zone))


def _standing(page: Page, zone: str) -> Iterator[str]:
    value = page.assessment
    yield f"{value.border}  {value.state}  score {value.score:.1f} ({value.momentum:+.1f}/24 h)  trend {value.trend}"
    yield from _heard(page, zone)
    if page.account.assessment.state is not value.state:
        yield f"  by now   {page.account.assessment.state}, by time alone; not assessed since"
    if page.tuned:
        yield f"  tuned    {cell(page.tuned)}"
    for reason in value.because:
        yield f"  because  {cell(reason)}"
    if value.risk:
        yield f"  risk     {'; '.join(cell(o) for o in value.outlook)}"
    yield from _ledger(value)
    yield from _missing(value)


def _heard(page: Page, zone: str) -> Iterator[str]:
    value, show = page.assessment, when(zone)
    yield f"  as of {show(instant(value.at))}; coverage {', '.join(f'{side} {c}' for side, c in value.coverage) or 'not known'}"
    for side, kinds in page.lines.items():
        yield f"  {side} is heard: {', '.join(f'{kind} {how}' for kind, how in kinds.items())}"
    for side, at in page.silent_since.items():
        yield f"  {side} has been silent since {show(instant(at))}: nothing calms down by time alone"


def _missing(value: Assessment) -> Iterator[str]:
    if value.absent:
        yield f"  expected but absent: {'; '.join(cell(a) for a in value.absent)}"
    if value.unknown:
        unknown = {u.code: u for u in value.unknown}
        yield f"  unknown: {'; '.join(f'{code} ({cell(u.because)})' for code, u in list(unknown.items())[:UNKNOWN_SHOWN])}"


def _ledger(value: Assessment) -> Iterator[str]:
    yield "  ledger"
    counting = [line for line in value.ledger if abs(line.points) >= LEAST_SHOWN]
    for line in counting:
        yield f"    {line.points:+6.1f}  {line.code:5} {cell(line.because)}"
    if not counting:
        yield "    nothing counts at present"


def _past(title: str, transitions: Sequence[Transition], *, zone: str) -> Iterator[str]:
    if transitions:
        show = when(zone)
        yield f"  {title}"
        for t in transitions:
            yield f"    {show(instant(t.at))}  {t.old} → {t.new}  at {t.score:.1f}  {'; '.join(cell(b) for b in t.because)}"


def _why(account: Account, zone: str) -> Iterator[str]:
    now, show = account.assessment, when(zone)
    last = now.history[-1] if now.history else None
    since = f"since {show(instant(last.at))}: {'; '.join(map(cell, last.because))}" if last else "nothing has raised it"
    yield f"{now.border} is in {now.state}, {since}"
    for way in account.ways:
        yield f"  {'up' if way.up else 'down'} to {way.to}{_by_time(way, zone)}"
        yield from (_condition(condition, zone) for condition in way.conditions)


def _by_time(way: Way, zone: str) -> str:
    """Whether and when it comes without anything happening."""
    dues = [condition.due_at for condition in way.missing]
    if not dues or None in dues:
        return f"  ({len(way.missing)} of {len(way.conditions)} missing)"
    return f"  by time alone on {when(zone)(instant(max(due for due in dues if due)))}"


def _condition(condition: Condition, zone: str) -> str:
    show = when(zone)
    times = (("on", condition.at), ("due", condition.due_at), ("runs out", condition.ends_at))
    told = "".join(f", {word} {show(instant(at))}" for word, at in times if at)
    return f"    {'yes' if condition.holds else 'no ':3} {condition.says}: {cell(condition.found)}{told}"
