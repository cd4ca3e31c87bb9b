"""Two replays of the same news compared, and one told day by day. Works on the shapes that ``replay`` prints.

Decides what counts as a difference: not ids, which differ whenever anything does, but what people would see.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.pipeline.shapes import Shape

FIRED = frozenset({"firing", "told", "alert", "message"})
"""Kinds of which a difference means that other rules would have said something else."""

SAMPLES = 3
"""Headlines shown of one border on one day."""

_LOUDEST_FIRST = ("critical", "warning", "watch", "notice", "improving", "correction")


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """Something that came of a replay, in words. ``kind``: incident, firing, state (as known at the end), told, alert or message."""

    at: str
    kind: str
    border: str
    what: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A happening of one replay only: ``added`` is of the new one, ``removed`` of the old."""

    change: str
    happening: Happening


def differences(old: Shape, new: Shape) -> tuple[Difference, ...]:
    """What only one of two replays has, by time. What changed is both removed and added."""
    before, after = Counter(happenings(old)), Counter(happenings(new))
    found = [Difference("removed", happening) for happening in (before - after).elements()]
    found += [Difference("added", happening) for happening in (after - before).elements()]
    return tuple(sorted(found, key=lambda d: (d.happening, d.change != "removed")))


def happenings(shape: Shape) -> Iterator[Happening]:
    """Everything that came of a replay."""
    yield from (_incident(row) for row in shape["incidents"])
    yield from (_firing(row) for row in shape["firings"])
    for border in shape["borders"]:
        for kind, name in (("state", "history"), ("told", "told")):
            yield from (Happening(t["at"], kind, border["border"], f"{t['state']} {t['score']}") for t in border[name])
    homes = {alert["id"]: alert["border"] or "" for alert in shape["alerts"]}
    yield from (Happening(a["at"], "alert", a["border"] or "", _alert(a)) for a in shape["alerts"])
    yield from (
        Happening(m["at"], "message", homes.get(m["alert"], ""), f"{m['channel']}: {m['title']}")
        for m in shape["messages"]
    )


def _incident(row: Shape) -> Happening:
    parties = " → ".join(row[side]["name"] if row[side] else "?" for side in ("initiator", "target"))
    toll = "".join(f", {row[name]['best']} {name}" for name in ("killed", "injured") if row[name])
    places = ", ".join(place["name"] for place in row["places"])
    what = (
        f"{row['type']}.{row['subtype']} {parties} ({places or 'no place'}): {row['status']}, "
        f"confidence {row['confidence']}, severity {row['severity']}, {row['reports']} reports{toll}"
    )
    return Happening(row["started_at"] or "", "incident", row["border"] or "", what)


def _firing(row: Shape) -> Happening:
    return Happening(row["at"], "firing", row["border"], f"{row['code']} {row['indicator']}, weight {row['weight']}")


def _alert(row: Shape) -> str:
    return f"{row['level']} ({row['reason']}): {row['headline']}"


def days(shape: Shape) -> tuple[Shape, ...]:
    """What fired and would have been sent, a row for each day (UTC) and border."""
    alerts = _by_day(shape["alerts"], lambda row: row["border"])
    homes = {alert["id"]: alert["border"] for alert in shape["alerts"]}
    firings = _by_day(shape["firings"], lambda row: row["border"])
    messages = _by_day(shape["messages"], lambda row: homes.get(row["alert"]))
    found = sorted({*alerts, *firings, *messages})
    return tuple(_day(day, alerts[day], firings=firings[day], messages=messages[day]) for day in found)


def _by_day(
    rows: Sequence[Shape], border: Callable[[Shape], str | None]
) -> Mapping[tuple[str, str], list[dict[str, Any]]]:
    found: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["at"][:10], border(row) or ""].append(row)
    return found


def _day(
    day: tuple[str, str], alerts: Sequence[Shape], *, firings: Sequence[Shape], messages: Sequence[Shape]
) -> Shape:
    loudest = sorted(alerts, key=lambda alert: (_LOUDEST_FIRST.index(alert["level"]), alert["at"]))
    return {
        "day": day[0],
        "border": day[1] or None,
        "firings": dict(sorted(Counter(row["code"] for row in firings).items())),
        "alerts": dict(Counter(row["level"] for row in loudest)),
        "messages": dict(sorted(Counter(row["channel"] for row in messages).items())),
        "samples": [row["headline"] for row in loudest[:SAMPLES]],
    }
