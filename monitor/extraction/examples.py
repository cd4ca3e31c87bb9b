"""Whether a text reads as its example says.

Decides what counts as agreeing, and how a disagreement is worded. Doesn't read.
"""

from monitor.model.examples import Example
from monitor.model.reports import Count, Mode, Party, PartyKind, Reading, Report

_NOTHING, _UNKNOWN, _NOBODY = "nothing", "unknown", "nobody"


def complaint(example: Example, reading: Reading) -> str:
    """In what the reading differs, or "" when some report is as the example says."""
    if example.expect == _NOTHING:
        return _unexpected(example, reading)
    found = [report for report in reading.reports if report.mode == example.mode]
    fitting = [report for report in found if example.expect in (report.event, report.type)]
    if not fitting:
        return f"should read as {example.expect}, reads as {_events(found) or reading.left_out or 'nothing'}"
    return min((_differences(example, report) for report in fitting), key=len)


def _unexpected(example: Example, reading: Reading) -> str:
    found = _events([report for report in reading.reports if report.mode == Mode.FACTUAL])
    if found:
        return f"should read as nothing, reads as {found}"
    if example.left_out not in (None, reading.left_out):
        return f"should be left out as {example.left_out}, is left out as {reading.left_out}"
    return ""


def _events(reports: list[Report]) -> str:
    return ", ".join(dict.fromkeys(report.event for report in reports))


def _differences(example: Example, report: Report) -> str:
    parts = (
        _party("initiator", example.initiator, report.initiator),
        _party("target", example.target, report.target),
        _value("killed", example.killed, _best(report.killed)),
        _value("injured", example.injured, _best(report.injured)),
        _value("border", example.border, report.border),
    )
    return "; ".join(part for part in parts if part)


def _value(what: str, wanted: int | str | None, found: int | str | None) -> str:
    return f"{what} should be {wanted}, is {found}" if wanted not in (None, found) else ""


def _best(count: Count | None) -> int | None:
    return count.best if count else None


def _party(what: str, wanted: str | None, party: Party | None) -> str:
    if wanted is None or wanted in _names(party):
        return ""
    shown = party.state or party.entity or f"{party.name} ({party.kind})" if party else _NOBODY
    return f"{what} should be {wanted}, is {shown}"


def _names(party: Party | None) -> set[str | None]:
    """All that an example may call a party."""
    if party is None:
        return {_NOBODY}
    unnamed = party.kind == PartyKind.UNKNOWN and party.state is None
    return {party.state, party.entity, _UNKNOWN if unnamed else None}
