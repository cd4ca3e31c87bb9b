"""The second axis: what may come next, apart from how it has been going; and what was expected and hasn't come.

Decides the risk flag with its reasons, and what is missed. Doesn't decide states.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from monitor.escalation.facts import Fact, other_side
from monitor.model.assessments import Firing
from monitor.model.indicators import Indicator, Ladder


def outlook(firings: Sequence[Firing], facts: Sequence[Fact], *, ladder: Ladder, now: datetime) -> tuple[str, ...]:
    """Why there is a risk: open threats and vows, and a strike that still waits for an answer. Empty when there is none."""
    rule = ladder.outlook
    reasons = (
        *_open(firings, facts, codes=rule.threats, since=now - rule.threat_open_for, closed_by=rule.closed_by),
        *_open(firings, facts, codes=rule.vows, since=now - rule.vow_open_for, closed_by=rule.closed_by),
        *_unanswered(firings, facts, ladder=ladder, now=now),
    )
    return tuple(dict.fromkeys(reasons))


def absent(
    indicators: Sequence[Indicator], firings: Sequence[Firing], *, within: timedelta, now: datetime
) -> tuple[str, ...]:
    """Indicators that a further escalation would be expected to show and that haven't fired lately."""
    fired = {firing.indicator for firing in firings if firing.at >= now - within}
    return tuple(f"{i.code} {i.title or i.id}" for i in indicators if i.expected_absent and i.id not in fired)


def _open(
    firings: Sequence[Firing], facts: Sequence[Fact], *, codes: Sequence[str], since: datetime, closed_by: Sequence[str]
) -> Iterator[str]:
    """Words that stand: not yet carried out, not taken back by an agreement."""
    for firing in firings:
        if firing.code in codes and firing.at >= since:
            done = any(firing.side in fact.users and fact.at > firing.at for fact in facts)
            if not done and not _closed(firings, firing.at, closed_by):
                yield f"{firing.code} open: {firing.because}"


def _unanswered(firings: Sequence[Firing], facts: Sequence[Fact], *, ladder: Ladder, now: datetime) -> Iterator[str]:
    """A side struck, and the other hasn't used force since. An answer asks for another one until the exchange is closed."""
    rule = ladder.outlook
    since = now - rule.answer_awaited_for
    for firing in firings:
        sure = firing.confidence >= ladder.force.confidence
        if firing.code not in rule.strikes or firing.at < since or firing.side is None or not sure:
            continue
        foe = _foe(firing)
        answered = any(foe in fact.users and fact.at > firing.at for fact in facts)
        if not answered and not _closed(firings, firing.at, rule.closed_by):
            yield f"{foe} has not answered: {firing.because}"


def _foe(firing: Firing) -> str | None:
    first, _, second = firing.border.partition("-")
    return other_side(firing.side, (first, second))


def _closed(firings: Sequence[Firing], at: datetime, closed_by: Sequence[str]) -> bool:
    return any(firing.code in closed_by and firing.at > at for firing in firings)
