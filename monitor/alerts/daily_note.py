"""The daily note that the monitor still watches, and what: so that silence can be told from calm.

Pure. Which notes were written is in the log of alerts, each under the time at which it was due: so none comes twice, and one that was due
while the monitor stood still is made up for by a single one, which covers all that time.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.alerts import neutral, timing, wording
from monitor.model.alerts import Alert, Daily, DeliveryState, Level, Reason
from monitor.model.assessments import Assessment, State
from monitor.model.conditions import Day, FeedsAtLarge, SilentLine, StandingCondition

_DUE, _ITEMS = "due", "items"
_MOST_NAMED = 10
_SENT = {
    DeliveryState.DELIVERED: "delivered",
    DeliveryState.PENDING: "waiting",
    DeliveryState.CLAIMED: "on the way",
    DeliveryState.DEAD: "given up",
    DeliveryState.DROPPED: "held back",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What is told: the period, how borders, sides and feeds do, what was done, and what stands that is wrong with the monitor."""

    since: datetime
    until: datetime
    borders: Sequence[Assessment]
    silent: Sequence[SilentLine]
    feeds: FeedsAtLarge
    configured: int
    day: Day
    standings: Sequence[StandingCondition]


def due(daily: Daily, last: Alert | None, *, first_seen_at: datetime | None, now: datetime) -> datetime | None:
    """Since when a note is due that hasn't been written; None when none is. Before there was any news there is nothing to tell."""
    at = timing.last_at(daily, now=now)
    before = _due_of(last) if last else first_seen_at
    return at if before is not None and before < at else None


def since(last: Alert | None, *, due: datetime) -> datetime:
    """The beginning of what the note covers: where the last one ended, else a day ago."""
    return _due_of(last) if last else due - timedelta(days=1)


def _due_of(note: Alert) -> datetime:
    return datetime.fromisoformat(dict(note.labels)[_DUE])


def note(watched: Watched, last: Alert | None, *, now: datetime) -> Alert:
    """The note, of the lowest level; its labels keep what the next one needs."""
    key = hashlib.sha256(f"daily-note\x1f{watched.until.isoformat()}".encode()).hexdigest()[:16]
    lines = [f"{label}: {said}" for label, said in _sections(watched, last)]
    return Alert(
        id=key,
        at=now,
        border=None,
        level=Level.NOTICE,
        reason=Reason.DAILY_NOTE,
        headline=_headline(watched),
        conversation="monitor/daily_note",
        why=(f"due at {wording.instant(watched.until)}",),
        body="\n".join((*lines, f"Alert {key}, revision 1")),
        labels=((_DUE, watched.until.isoformat()), (_ITEMS, str(watched.day.items))),
    )


def _headline(watched: Watched) -> str:
    feeds = f"{watched.feeds.polled - watched.feeds.failing} of {watched.configured} feeds answer"
    wrong = [standing for standing in watched.standings if standing.told_at]
    state = f"; {_counted(len(wrong), 'thing')} wrong with the monitor" if wrong else ""
    alerts = _counted(watched.day.alerts, "alert")
    return f"Still watching {_counted(len(watched.borders), 'border')}: {alerts}, {feeds}{state}"


def _sections(watched: Watched, last: Alert | None) -> Iterator[tuple[str, str]]:
    yield "Since", wording.instant(watched.since)
    yield "Borders", _borders(watched.borders)
    yield "Not heard", _named(_silence(line) for line in watched.silent)
    yield "Feeds in trouble", _named(f"{poor.feed} ({poor.condition})" for poor in watched.feeds.poor)
    yield "News", _news(watched.day, last)
    yield "Alerts", _alerts(watched.day)
    yield "Given up", _given_up(watched.day.dead)
    yield "Wrong with the monitor", _named(s.condition.says for s in watched.standings if s.told_at)


def _borders(borders: Sequence[Assessment]) -> str:
    """The hottest first; what is calm is only counted where there is much of it."""
    stirred = sorted((b for b in borders if b.state is not State.CALM), key=lambda b: (-b.score, b.border))
    said = [f"{b.border} {wording.state(b.state)} ({b.score:.0f})" for b in stirred]
    calm = [b.border for b in borders if b.state is State.CALM]
    quiet = [f"{', '.join(calm)} calm" if len(calm) <= _MOST_NAMED else f"{len(calm)} calm"] if calm else []
    return _named((*said, *quiet))


def _silence(line: SilentLine) -> str:
    return f"nothing {line.sort} from {line.side}" + (f" since {wording.instant(line.since)}" if line.since else "")


def _news(day: Day, last: Alert | None) -> str:
    before = int(dict(last.labels).get(_ITEMS, 0)) if last else 0
    new = f"{max(0, day.items - before)} new items" if last else f"{day.items} items so far"
    return f"{new}, {day.unread} not yet read; {_counted(day.incidents, 'incident')} new or changed"


def _alerts(day: Day) -> str:
    fates = (f"{channel} {count} {_SENT[state]}" for channel, state, count in day.fates)
    return "; ".join((str(day.alerts), *fates))


def _given_up(dead: int) -> str:
    return f"{_counted(dead, 'message')}: border-monitor deliveries list --state dead" if dead else "nothing"


def _named(names: Iterator[str] | Sequence[str]) -> str:
    """Harmless, and not too many: names of feeds and words of servers are among them."""
    every = [neutral.text(name, longest=160) for name in names]
    more = [f"and {len(every) - _MOST_NAMED} more"] if len(every) > _MOST_NAMED else []
    return "; ".join((*every[:_MOST_NAMED], *more)) or "nothing"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
