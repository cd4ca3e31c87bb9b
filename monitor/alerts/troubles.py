"""Facts about the monitor itself to what is wrong with it. How long that must last before anybody is told is in :mod:`monitor.alerts.conditions`.

Bounds are ours unless a comment names their ground. Where a value swings about a bound, the way back is longer than the way there.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from monitor.alerts import wording
from monitor.model.conditions import (
    ChannelFacts,
    Condition,
    ConditionKind,
    FeedsAtLarge,
    Machine,
    SilentLine,
    WorkWaiting,
)
from monitor.text import lengths

TRIES = 3
"""Attempts that failed before a channel is called dead: by the waits between tries, the third comes after about two minutes."""

READ_AFTER = timedelta(minutes=10)
"""Reading takes milliseconds an item; what waits longer waits for something else."""
ASSESSED_AFTER = timedelta(minutes=15)
"""The lease of a border whose judging failed ends well before."""
SENT_AFTER = timedelta(minutes=90)
"""A channel's hourly rate may hold a message up for an hour."""

FAILING_TURNS = 5
"""One turn may fail by chance; so many in a row don't."""

LITTLE_FREE = 2**30
COPIES = 3
"""Times the database's size that should be free: a backup, the copy before a migration, and the write-ahead log."""
SLACK = 1.2
"""Times as much must be free before the disk is well again."""

BACKUP_AFTER = timedelta(days=3)
"""Backups are made every night; this many nights in a row are no accident."""

STEADY_AFTER = timedelta(hours=1)
"""So long after the clock was moved it is trusted again: a machine that sets its clock in steps takes several."""


def room_needed(size: int) -> int:
    """Bytes that should be free on the disk of a database of this size."""
    return max(LITTLE_FREE, COPIES * size)


def sides(lines: Iterable[SilentLine]) -> Iterator[Condition]:
    """Sides of which nothing official, or nothing independent, is heard any more."""
    for line in lines:
        since = f"since {wording.instant(line.since)}" if line.since else "yet"
        yield Condition(
            key=f"side/{line.side}/{line.sort}",
            kind=ConditionKind.SIDE_SILENT,
            says=f"nothing {line.sort} from {line.side} has been heard {since} ({', '.join(line.borders)})",
            todo="border-monitor feeds list shows how its feeds do; until it is heard again, nothing calms down there",
        )


def feeds(found: FeedsAtLarge) -> Iterator[Condition]:
    """Every feed at once, else each that is in bad health."""
    if found.polled and found.failing == found.polled:
        yield Condition(
            key="feeds",
            kind=ConditionKind.FEEDS_FAIL,
            says=f"every one of {found.polled} feeds fails",
            todo="the network is down, or shut for this program: border-monitor doctor",
        )
    for poor in found.poor:
        detail = f": {poor.detail}" if poor.detail else ""
        yield Condition(
            key=f"feed/{poor.feed}",
            kind=ConditionKind.FEED_BAD,
            says=f"feed {poor.feed} is {poor.condition}{detail}",
            todo=f"border-monitor feeds show {poor.feed}",
        )


def channels(found: Iterable[ChannelFacts]) -> Iterator[Condition]:
    """Channels that take nothing, and what was given up on them."""
    for facts in found:
        yield from _dead_channel(facts)
        yield from _dead_letters(facts)


def _dead_channel(facts: ChannelFacts) -> Iterator[Condition]:
    """Begins with messages that are tried in vain; goes on when they were given up, until one gets through."""
    waits = facts.tries >= TRIES and _nothing_since(facts, facts.waiting_since)
    if waits or _nothing_since(facts, facts.dead_at):
        last = f"since {wording.instant(facts.delivered_at)}" if facts.delivered_at else "ever"
        because = f" ({facts.reason})" if facts.reason else ""
        yield Condition(
            key=f"channel/{facts.channel}",
            kind=ConditionKind.CHANNEL_DEAD,
            says=f"channel {facts.channel} takes nothing; nothing was delivered {last}{because}",
            todo=f"border-monitor channels test {facts.channel}; what waits is tried again by itself",
            channel=facts.channel,
            certain=waits,
        )


def _dead_letters(facts: ChannelFacts) -> Iterator[Condition]:
    """Told once for each outage: until something gets through, what is given up belongs to the same one."""
    if facts.dead:
        outage = facts.delivered_at.isoformat() if facts.delivered_at else "from the first"
        letters = "1 message was" if facts.dead == 1 else f"{facts.dead} messages were"
        yield Condition(
            key=f"dead-letters/{facts.channel}",
            kind=ConditionKind.DEAD_LETTERS,
            says=f"channel {facts.channel}: {letters} given up",
            todo=(
                f"border-monitor deliveries list --state dead; then deliveries retry --channel {facts.channel}, "
                f"or deliveries drop --channel {facts.channel}"
            ),
            edition=outage if _nothing_since(facts, facts.dead_at) else "",
            channel=facts.channel,
        )


def _nothing_since(facts: ChannelFacts, at: datetime | None) -> bool:
    """Whether nothing got through since."""
    return at is not None and (facts.delivered_at is None or facts.delivered_at <= at)


def backlog(found: WorkWaiting, outbox: Iterable[ChannelFacts], *, now: datetime) -> Iterator[Condition]:
    """Work that isn't done in its time."""
    todo = "look for what the log says of the cycles; a restart loses nothing"
    if found.unread_since and now - found.unread_since > READ_AFTER:
        says = f"{found.unread} items wait to be read, the oldest since {wording.instant(found.unread_since)}"
        yield Condition(key="backlog/items", kind=ConditionKind.BACKLOG, says=says, todo=todo)
    if found.dirty_since and now - found.dirty_since > ASSESSED_AFTER:
        says = f"{found.dirty} borders wait to be assessed, the first since {wording.instant(found.dirty_since)}"
        yield Condition(key="backlog/borders", kind=ConditionKind.BACKLOG, says=says, todo=todo)
    for facts in outbox:
        if facts.due_since and now - facts.due_since > SENT_AFTER:
            says = f"messages to channel {facts.channel} have been due since {wording.instant(facts.due_since)}"
            yield Condition(
                key=f"backlog/outbox/{facts.channel}",
                kind=ConditionKind.BACKLOG,
                says=f"{says} and are not tried",
                todo="see whether the channel is still configured, and its rate high enough; then look into the log",
                channel=facts.channel,
            )


def machine(found: Machine, *, now: datetime) -> Iterator[Condition]:
    """The process and what it runs on."""
    yield from _cycles(found)
    yield from _disk(found)
    yield from _backups(found, now)
    yield from _clock(found, now)
    if found.refused:
        yield Condition(
            key="rules",
            kind=ConditionKind.RULES_REFUSED,
            says=f"changed files were refused, the old ones go on: {found.refused}",
            todo="mend them; border-monitor check says what is wrong and where",
            edition=found.refused,
        )


def _cycles(found: Machine) -> Iterator[Condition]:
    for name, failures in found.failing:
        if failures >= FAILING_TURNS:
            yield Condition(
                key=f"cycle/{name}",
                kind=ConditionKind.CYCLE_FAILING,
                says=f"the {name} cycle fails, again and again",
                todo="the log says why; border-monitor doctor looks for the usual causes",
            )


def _disk(found: Machine) -> Iterator[Condition]:
    needed = room_needed(found.size)
    if found.free is not None and found.free < needed * SLACK:
        yield Condition(
            key="disk",
            kind=ConditionKind.DISK_LOW,
            says=f"little room on the disk: {_mib(found.free)} free, {_mib(needed)} wanted for the database and its copies",
            todo="make room; border-monitor db prune drops old texts, db backup --keep fewer copies",
            certain=found.free < needed,
        )


def _mib(size: int) -> str:
    return f"{size / 2**20:,.0f} MiB"


def _backups(found: Machine, now: datetime) -> Iterator[Condition]:
    if found.backed_up_at is not None and now - found.backed_up_at > BACKUP_AFTER:
        yield Condition(
            key="backup",
            kind=ConditionKind.BACKUP_OLD,
            says=f"the newest backup is of {wording.instant(found.backed_up_at)}",
            todo="see why the nightly timer doesn't run, or run border-monitor db backup",
        )


def _clock(found: Machine, now: datetime) -> Iterator[Condition]:
    at = found.stepped_at
    if at is not None and abs(now - at) < STEADY_AFTER:
        yield Condition(
            key="clock",
            kind=ConditionKind.CLOCK_JUMPED,
            says=f"the clock was {_moved(found.stepped_by)}, to {wording.instant(at)}",
            todo="let it be set from the network: timedatectl set-ntp true",
            edition=at.isoformat(),
        )


def _moved(by: timedelta) -> str:
    """Which way and how far; a machine that slept finds its clock ahead."""
    far = lengths.of_time(abs(by))
    return f"set back by {far}" if by < timedelta(0) else f"moved ahead by {far}, or the machine slept"
