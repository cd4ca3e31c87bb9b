"""Decides whose word a report is, and what its carrier's grade is worth.

The two grades of an outlet are kept apart: for its own side's statements it may be near A, for what happened on the ground C.
"""

from monitor.model.reports import Report

GRADES = "ABCDEF"

RELIABILITY = {"A": 0.85, "B": 0.70, "C": 0.50, "D": 0.30, "E": 0.15, "F": 0.15}
"""Probability that a report of this grade is right: an analyst's reading of the Admiralty letters, not measured."""

_STATEMENT = {"A": 0.85, "B": 0.85, "C": 0.70, "D": 0.30, "E": 0.15, "F": 0.15}
"""The same for the bare fact that an official said or announced something, which a usual outlet seldom gets wrong: one step better for
the graded; nothing for the rest, since a relayed claim is worth no more than its carrier."""


def grade(report: Report) -> str:
    """The grade for events; what isn't a grade is F."""
    return report.events_grade if report.events_grade in RELIABILITY else "F"


def rank(report: Report) -> int:
    """0 for A to 5 for F."""
    return GRADES.index(grade(report))


def speakers(report: Report) -> frozenset[str]:
    """The states and groups whose word this is: those quoted, else the outlet's own side; and groups that claim the act."""
    quoted = report.said_by or ((report.outlet_side,) if report.outlet_side else ())
    return frozenset(quoted) | frozenset(report.claimed_by)


def on_events(report: Report) -> float:
    """How reliable the carrier is on what happened."""
    return RELIABILITY[grade(report)]


def on_own_side(report: Report, sides: frozenset[str]) -> float:
    """How reliable the carrier is on what one of these sides says of itself, heard from its own outlet or quoted by another."""
    if report.outlet_side in sides and report.statements_grade in RELIABILITY:
        return max(on_events(report), RELIABILITY[report.statements_grade])
    return on_events(report)


def on_statement(report: Report, sides: frozenset[str]) -> float:
    """How reliable the carrier is on the fact that one of these sides declared or announced something."""
    return max(on_own_side(report, sides), _STATEMENT[grade(report)])


def carried(report: Report, side_names: frozenset[str]) -> float:
    """The weight of a quotation for the question whether a side has spoken at all; 0 if none of these did."""
    return on_own_side(report, side_names) if side_names & speakers(report) else 0.0
