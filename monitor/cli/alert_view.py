"""An alert's fate, in lines: what became of it at each channel, why, and what it does to other news."""

from collections.abc import Callable, Iterator
from datetime import datetime

from monitor.cli import output
from monitor.cli.output import Row

Show = Callable[[str | None], str]


def fate(row: Row, show: Show, *, now: datetime) -> Iterator[str]:
    """What became of a delivery: where it stands and by which route, what it waits for, then each attempt."""
    standing = f"{row['channel']}: {row['state']} after {output.some(row['attempts'], 'attempt')} {row['last_reason'] or ''}".rstrip()
    yield output.cell("; ".join(part for part in (standing, row["because"], _company(row)) if part))
    if row["state"] == "pending" and row["next_try_at"]:
        yield f"  due {show(row['next_try_at'])}{_waits_for(row, now=now)}"
    for tried in row["tried"]:
        yield "  " + output.cell(f"{tried['number']}. {show(tried['started_at'])} {tried['outcome']} {tried['reason']}")


def around(told: Row, show: Show) -> Iterator[str]:
    """Who wasn't told and why, what it holds back, when it is recalled, and what people said of it."""
    for row in told["not_sent"]:
        yield f"{row['channel']}: not sent: {row['why']}"
    if told["holds_back_until"]:
        yield f"holds back quieter news of {told['border']} until {show(told['holds_back_until'])}; then they come as one"
    for row in told["recalls"]:
        yield f"{row['channel']}: recalled {show(row['at'])}, if it stands and nobody has acknowledged it"
    for row in told["acknowledgements"]:
        yield f"acknowledged by {output.cell(row['by'])}, {show(row['at'])}"
    for row in told["ratings"]:
        yield f"{row['worth']}, says {output.cell(row['by'])} {output.cell(row['note'])}".rstrip()


def _company(row: Row) -> str:
    """The group that it goes out with; a digest, or a night, is named by what it waits for."""
    group = row["group"]
    return f"with what is alike in {group}" if group and not group.startswith("held/") else ""


def _waits_for(row: Row, *, now: datetime) -> str:
    if datetime.fromisoformat(row["next_try_at"]) <= now:
        return ", waits for what is before it in its conversation"
    return f", waits for {row['hold'].replace('_', ' ')}" if row["hold"] and not row["attempts"] else ""
