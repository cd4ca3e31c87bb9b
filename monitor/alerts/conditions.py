"""When people are told of what is wrong with the monitor itself: after it has lasted, once, and once more when it is over.

Pure: what stands is given and given back. What is wrong is found in :mod:`monitor.alerts.troubles`. Whoever is told once isn't told
again for as long as it lasts, unless it got worse anew (another ``edition``); what comes and goes is one trouble until it has stayed
away for a while.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from monitor.alerts import neutral
from monitor.model.alerts import Alert, Level, Reason
from monitor.model.conditions import Condition, ConditionKind, Examined, StandingCondition
from monitor.text import lengths


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """A condition is told after ``lasts``, and is over when not seen for ``gone``; ``many`` names several in a headline."""

    lasts: timedelta
    gone: timedelta
    level: Level
    many: str


_NOUGHT, _MINUTE, _HOUR = timedelta(0), timedelta(minutes=1), timedelta(hours=1)
PATIENCE = {
    # Coverage waits six hours before it calls a side silent, and a restart a few minutes before it hears anything.
    ConditionKind.SIDE_SILENT: Patience(
        lasts=30 * _MINUTE, gone=10 * _MINUTE, level=Level.WATCH, many="sides are silent"
    ),
    ConditionKind.FEEDS_FAIL: Patience(
        lasts=15 * _MINUTE, gone=2 * _MINUTE, level=Level.WARNING, many="sets of feeds fail"
    ),
    # A feed's health has patience of its own; an hour more, and what a short outage of our network did is past.
    ConditionKind.FEED_BAD: Patience(lasts=_HOUR, gone=30 * _MINUTE, level=Level.NOTICE, many="feeds are in trouble"),
    # Services restart within minutes.
    ConditionKind.CHANNEL_DEAD: Patience(
        lasts=10 * _MINUTE, gone=2 * _MINUTE, level=Level.WARNING, many="channels take nothing"
    ),
    ConditionKind.DEAD_LETTERS: Patience(
        lasts=_NOUGHT, gone=_NOUGHT, level=Level.WARNING, many="channels have dead letters"
    ),
    ConditionKind.BACKLOG: Patience(
        lasts=5 * _MINUTE, gone=5 * _MINUTE, level=Level.WARNING, many="sorts of work aren't done in time"
    ),
    ConditionKind.CYCLE_FAILING: Patience(
        lasts=_MINUTE, gone=5 * _MINUTE, level=Level.WARNING, many="cycles fail, again and again"
    ),
    ConditionKind.RULES_REFUSED: Patience(lasts=_NOUGHT, gone=_NOUGHT, level=Level.WATCH, many="sets of rules refused"),
    ConditionKind.DISK_LOW: Patience(
        lasts=5 * _MINUTE, gone=30 * _MINUTE, level=Level.WARNING, many="disks have little room"
    ),
    ConditionKind.BACKUP_OLD: Patience(lasts=_HOUR, gone=_NOUGHT, level=Level.WATCH, many="backups are old"),
    ConditionKind.CLOCK_JUMPED: Patience(lasts=_NOUGHT, gone=_NOUGHT, level=Level.WATCH, many="clocks were moved"),
}
_NO_WORK = frozenset({ConditionKind.FEEDS_FAIL, ConditionKind.BACKLOG, ConditionKind.CYCLE_FAILING})
CONDITION_LABEL, CHANNEL_LABEL = "condition", "channel"
_MOST_LINES = 20
"""Conditions told one by one in a message; of more, their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What stands now, what must be told as begun, and what as over."""

    standings: tuple[StandingCondition, ...] = ()
    begun: tuple[StandingCondition, ...] = ()
    over: tuple[StandingCondition, ...] = ()


def settle(standings: Sequence[StandingCondition], examined: Examined, *, now: datetime) -> Settled:
    """What becomes of what stood. Settling the result again at the same time, by the same findings, tells nothing more.

    Kinds that weren't examined stay as they are: who can't look doesn't know that all is well.
    """
    known = {standing.condition.key: standing for standing in standings}
    seen = {condition.key: condition for condition in examined.conditions}
    kept: list[StandingCondition] = []
    begun: list[StandingCondition] = []
    over: list[StandingCondition] = []
    for key in sorted(known.keys() | seen.keys()):
        before = known.get(key)
        after = _after(before, seen.get(key), examined.kinds, now)
        if after is None:
            over += [before] if before is not None and before.told_at else []
        elif _must_be_told(after, seen.get(key), now):
            begun.append(after)
            kept.append(replace(after, told_at=after.told_at or now, told_edition=after.condition.edition))
        else:
            kept.append(after)
    return Settled(standings=tuple(kept), begun=tuple(begun), over=tuple(over))


def _after(
    before: StandingCondition | None, seen: Condition | None, kinds: frozenset[ConditionKind], now: datetime
) -> StandingCondition | None:
    """How it stands now; None when it doesn't. Times that lie ahead (the clock was set back) count as now."""
    if before is None:
        return StandingCondition(condition=seen, since=now) if seen is not None and seen.certain else None
    since = min(before.since, now)
    if seen is not None:
        edition = seen.edition or before.condition.edition
        return replace(before, condition=replace(seen, edition=edition), since=since, gone_since=None)
    if before.condition.kind not in kinds:
        return before
    gone_since = min(before.gone_since or now, now)
    is_over = now - gone_since >= PATIENCE[before.condition.kind].gone
    return None if is_over else replace(before, since=since, gone_since=gone_since)


def _must_be_told(standing: StandingCondition, seen: Condition | None, now: datetime) -> bool:
    if seen is None or not seen.certain or now - standing.since < PATIENCE[standing.condition.kind].lasts:
        return False
    return standing.told_at is None or standing.condition.edition != standing.told_edition


def alerts(settled: Settled, *, now: datetime) -> tuple[Alert, ...]:
    """One alert for all of a kind that began, one for all that is over; the same telling never makes a second alert."""
    made = [_alert(kind, group, over=False, now=now) for kind, group in _by_kind(settled.begun)]
    return (*made, *(_alert(kind, group, over=True, now=now) for kind, group in _by_kind(settled.over)))


def _by_kind(standings: Sequence[StandingCondition]) -> Iterator[tuple[ConditionKind, tuple[StandingCondition, ...]]]:
    ordered = sorted(standings, key=lambda standing: (standing.condition.kind, standing.condition.key))
    for kind, group in groupby(ordered, key=lambda standing: standing.condition.kind):
        yield kind, tuple(group)


def about(alert: Alert) -> frozenset[str]:
    """The channels that an alert is about."""
    return frozenset(value for name, value in alert.labels if name == CHANNEL_LABEL)


def receivers(
    alert: Alert, *, wanted: Sequence[str], channels: Sequence[str], standings: Sequence[StandingCondition]
) -> tuple[str, ...]:
    """Who is told: whom the desk wants to be, but not over the channel that it is about; if none of those works, also any other that does.

    Where there is no other way, it goes over that channel after all.
    """
    dead = {s.condition.channel for s in standings if s.condition.kind is ConditionKind.CHANNEL_DEAD}
    fit = [channel for channel in wanted if channel not in about(alert)]
    works = any(channel not in dead for channel in fit)
    others = [] if works else [c for c in channels if c not in fit and c not in about(alert) and c not in dead]
    return (*fit, *others) or tuple(wanted)


def keeps_from_work(standings: Sequence[StandingCondition], *, channels: Sequence[str]) -> list[str]:
    """What was told of that leaves the monitor without news, without judgment, or without anybody to tell; in sentences.

    Whoever waits for its sign of life must then not get one. A channel that is dead was told over another; when all are, nobody knows.
    """
    dead = {s.condition.channel for s in standings if s.condition.kind is ConditionKind.CHANNEL_DEAD}
    mute = ["every channel takes nothing"] if channels and dead.issuperset(channels) else []
    told = [s.condition.says for s in standings if s.condition.kind in _NO_WORK and s.told_at]
    return [*mute, *told]


def _alert(kind: ConditionKind, group: tuple[StandingCondition, ...], *, over: bool, now: datetime) -> Alert:
    key = _digest("over" if over else "begun", *(_identity(standing) for standing in group))
    told = [standing.condition.channel for standing in group]
    lines = [_line(standing, over=over, now=now) for standing in group[:_MOST_LINES]]
    lines += [f"and {len(group) - _MOST_LINES} more"] if len(group) > _MOST_LINES else []
    todo = dict.fromkeys(standing.condition.todo for standing in group[:_MOST_LINES])
    steps = () if over else tuple(f"What to do: {neutral.text(each)}" for each in todo)
    return Alert(
        id=key,
        at=now,
        border=None,
        level=Level.IMPROVING if over else PATIENCE[kind].level,
        reason=Reason.OPERATIONAL,
        headline=_headline(kind, group, over=over, now=now),
        conversation=f"monitor/{kind}",
        why=tuple(lines),
        body="\n".join((*lines, *steps, f"Alert {key}, revision 1")),
        labels=((CONDITION_LABEL, kind.value), *((CHANNEL_LABEL, channel) for channel in told if channel)),
    )


def _headline(kind: ConditionKind, group: tuple[StandingCondition, ...], *, over: bool, now: datetime) -> str:
    if len(group) == 1:
        return f"Monitor: {_line(group[0], over=over, now=now)}"
    return f"Monitor: {'over: ' if over else ''}{len(group)} {PATIENCE[kind].many}"


def _line(standing: StandingCondition, *, over: bool, now: datetime) -> str:
    """What was said of it, harmless: titles of feeds and the words of servers are in it."""
    said = neutral.text(standing.condition.says, longest=300)
    return f"over after {lengths.of_time(now - standing.since)}: {said}" if over else said


def _identity(standing: StandingCondition) -> str:
    return f"{standing.condition.key}\x1e{standing.since.isoformat()}\x1e{standing.condition.edition}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(("operational", *parts)).encode()).hexdigest()[:16]
