"""Readings and replays as text for people."""

from collections.abc import Iterator, Sequence
from typing import Any

from monitor.cli.output import cell, some
from monitor.model.items import Item
from monitor.model.reports import Reading, Rejected, Report, Span
from monitor.rules.matching import Match


def render(item: Item, reading: Reading, matches: Sequence[Match] = (), rejected: Sequence[Rejected] = ()) -> str:
    """How one item was read, what it was almost read as, and which of the rules match it, by what."""
    almost = (f"  not {one.event}: {cell(one.because)}{_quoted(item, one)}" for one in rejected)
    return "\n".join((*_lines(item, reading), *almost, *_rules(matches)))


def _quoted(item: Item, one: Rejected) -> str:
    return f" ({_quotes(item, one.evidence)})" if one.evidence else ""


def _quotes(item: Item, evidence: Sequence[Span]) -> str:
    return " · ".join(f"'{cell(quote(item, span))}'" for span in evidence)


def _rules(matches: Sequence[Match]) -> Iterator[str]:
    yield from (f"  rule {match.rule}: match: {cell(' · '.join(match.because))}" for match in matches if match.matched)
    if others := [match.rule for match in matches if not match.matched]:
        yield f"  no match: {cell(', '.join(others))}; border-monitor rules explain RULE says why"


def _lines(item: Item, reading: Reading) -> Iterator[str]:
    yield f"{item.id}  [{reading.language or '?'}] {reading.mode}  {cell(item.title)}"
    if reading.left_out:
        yield f"  left out: {reading.left_out}"
    for mention in reading.mentions:
        yield f"  {mention.kind:6} {cell(mention.text)}  →  {mention.entity}" + (
            f" ({mention.framing}'s label)" if mention.framing else ""
        )
    for report in reading.reports:
        yield from _report(item, report)


def _report(item: Item, report: Report) -> Iterator[str]:
    who = f"{report.initiator.name if report.initiator else '?'} → {report.target.name if report.target else '?'}"
    yield f"  {'*' if report.primary else '-'} {report.event} ({report.mode}) {who}  border {report.border or 'none'}"
    for name, count in (("killed", report.killed), ("injured", report.injured)):
        if count:
            yield f"      {name} {count.low}-{count.high}, best {count.best}"
    if report.traits:
        yield f"      traits {', '.join(report.traits)}"
    yield f"      evidence {_quotes(item, report.evidence)}"


def quote(item: Item, span: Span) -> str:
    """The words that a span points at."""
    text: str = getattr(item, span.field.value)
    return cell(text[span.start : span.end])


def render_replay(shape: dict[str, Any]) -> str:
    """A replay's incidents, borders and alerts."""
    return "\n".join(_replay_lines(shape))


def _replay_lines(shape: dict[str, Any]) -> Iterator[str]:
    left_out = sum(1 for item in shape["items"] if not item["incidents"])
    yield f"{some(len(shape['items']), 'item')}, {left_out} without an incident; {some(len(shape['incidents']), 'incident')}"
    for incident in shape["incidents"]:
        name = incident["initiator"]["name"] if incident["initiator"] else "?"
        yield (
            f"  {incident['started_at']}  {incident['border'] or '-':6} {incident['type']}.{incident['subtype']:24} {name}: "
            f"{cell(incident['headline'])} ({some(incident['reports'], 'report')}, {some(incident['lines'], 'line')})"
        )
    for border in shape["borders"]:
        path = " → ".join(t["state"] for t in border["told"])
        yield f"{border['border']}  {border['state']}  {border['score']}  told: {path or 'nothing'}"
    for alert in shape["alerts"]:
        yield f"  {alert['at']}  {alert['level']:10} {cell(alert['headline'])}"
