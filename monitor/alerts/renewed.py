"""What other rules make of what was known before: no event, so nobody is rung for it.

What they would have rung for is noted in the log, so that it isn't taken for news later, and sent to nobody; one notice tells how the borders
stand by them.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.alerts import neutral
from monitor.model.alerts import Alert, Level, Reason
from monitor.model.assessments import Assessment

_MOST_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """A border as it stood by the old rules and stands by the new; ``noted`` counts what the new would have rung for."""

    border: str
    before: Assessment
    after: Assessment
    noted: int = 0

    @property
    def differs(self) -> bool:
        """Whether it is in another state."""
        return self.before.state is not self.after.state


def noted(alert: Alert) -> Alert:
    """The alert as it stands in the log: quiet, and for a reason of its own, so that it starts no cool-down and counts as no warning."""
    return replace(alert, level=Level.NOTICE, reason=Reason.NEW_RULES)


def notice(restated: Sequence[Restated], *, rules: str, now: datetime) -> Alert:
    """The one thing that people are told. ``rules`` names the new ones."""
    key = hashlib.sha256(f"new rules\x1f{rules}\x1f{now.isoformat()}".encode()).hexdigest()[:16]
    differing = [each for each in restated if each.differs]
    silent = sum(each.noted for each in restated)
    lines = (
        "What: the rules changed, or the program that applies them; nothing has happened",
        *(_line(each) for each in differing[:_MOST_NAMED]),
        f"Not sent: {silent} alerts that the new rules would have given for what was known before" if silent else "",
        "Next: border-monitor borders list; rules diff and rules backtest show why",
        f"Alert {key}, revision 1",
    )
    return Alert(
        id=key,
        at=now,
        border=None,
        level=Level.NOTICE,
        reason=Reason.NEW_RULES,
        headline=neutral.text(f"L1 ● New rules are in force{_said(restated, differing)}", longest=300),
        conversation=f"rules/{key}",
        why=(f"new rules {rules[:12]}",),
        body="\n".join(line for line in lines if line),
    )


def _said(restated: Sequence[Restated], differing: Sequence[Restated]) -> str:
    """Nothing where this pass judged no border: another one, that was cut off, may have."""
    if not restated:
        return ""
    if not differing:
        return ": no border stands otherwise by them"
    borders = ", ".join(each.border for each in differing[:_MOST_NAMED])
    return f": {len(differing)} of {len(restated)} borders stand otherwise by them: {borders}"


def _line(each: Restated) -> str:
    before, after = each.before, each.after
    return f"{each.border}: {before.state} ({before.score:.0f}) by the old rules, {after.state} ({after.score:.0f}) by the new"
