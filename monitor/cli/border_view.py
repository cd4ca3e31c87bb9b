"""One border as a page of text: state, score with its ledger, outlook, what is absent and unknown, and its past."""

from collections.abc import Iterator, Mapping, Sequence

from monitor.cli.output import cell, when
from monitor.model.assessments import Assessment, Coverage, Transition
from monitor.pipeline.shapes import instant

UNKNOWN_SHOWN = 8
LEAST_SHOWN = 0.05
"""Points below which a line of the ledger would read as nought."""


Voices = Mapping[str, Mapping[str, Coverage]]
"""For each side, how its official and its independent outlets are heard."""


def render(value: Assessment, told: Sequence[Transition], *, lines: Voices, zone: str) -> str:
    """The page."""
    return "\n".join(_lines(value, told, lines=lines, zone=zone))


def _lines(value: Assessment, told: Sequence[Transition], *, lines: Voices, zone: str) -> Iterator[str]:
    show = when(zone)
    yield f"{value.border}  {value.state}  score {value.score:.1f} ({value.momentum:+.1f}/24 h)  trend {value.trend}"
    yield f"  as of {show(instant(value.at))}; coverage {', '.join(f'{side} {c}' for side, c in value.coverage) or 'not configured'}"
    for side, kinds in lines.items():
        yield f"  {side} is heard: {', '.join(f'{kind} {how}' for kind, how in kinds.items())}"
    for reason in value.because:
        yield f"  because  {cell(reason)}"
    if value.risk:
        yield f"  risk     {'; '.join(cell(o) for o in value.outlook)}"
    yield "  ledger"
    counting = [line for line in value.ledger if abs(line.points) >= LEAST_SHOWN]
    for line in counting:
        yield f"    {line.points:+6.1f}  {line.code:5} {cell(line.because)}"
    if not counting:
        yield "    nothing counts at present"
    if value.absent:
        yield f"  expected but absent: {'; '.join(cell(a) for a in value.absent)}"
    if value.unknown:
        unknown = {u.code: u for u in value.unknown}
        yield f"  unknown: {'; '.join(f'{code} ({cell(u.because)})' for code, u in list(unknown.items())[:UNKNOWN_SHOWN])}"
    yield from _past("history, as known today", value.history, show=zone)
    yield from _past("told, as it was known then", told, show=zone)


def _past(title: str, transitions: Sequence[Transition], *, show: str) -> Iterator[str]:
    if transitions:
        local = when(show)
        yield f"  {title}"
        for t in transitions:
            yield f"    {local(instant(t.at))}  {t.old} → {t.new}  at {t.score:.1f}  {'; '.join(cell(b) for b in t.because)}"
