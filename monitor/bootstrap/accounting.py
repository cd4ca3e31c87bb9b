"""Why a border stands as it does, out of the store: judged once more from what its last assessment was judged from."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.escalation import account as accounts
from monitor.escalation.account import Account, Given, Part
from monitor.model.incidents import Incident

if TYPE_CHECKING:
    from monitor.bootstrap import App


def account(app: "App", border: str, *, at: datetime | None = None) -> Account:
    """The border now; or at an earlier time, as known today (whose feeds spoke then isn't)."""
    given = _given(app, border)
    if at is None:
        return accounts.account(given, rulebook=app.loaded.rulebook.for_border(border), now=app.clock.now())
    then = replace(given, coverage=(), silent_since=())
    return accounts.account(then, rulebook=app.loaded.rulebook.for_border(border), now=at)


def part_of(app: "App", incident: Incident) -> Part:
    """What an incident has to do with the state of its border; nothing for one that has none."""
    if incident.border is None:
        return Part()
    book = app.loaded.rulebook.for_border(incident.border)
    return accounts.part_of(incident.id, _given(app, incident.border), rulebook=book, now=app.clock.now())


def _given(app: "App", border: str) -> Given:
    # All incidents, but no more of the reports than a turn would read.
    scope = app.assess.judge.scope(from_the_beginning=True)
    case = app.assess.case(border, now=app.clock.now(), scope=scope)
    return Given(
        border=border,
        incidents=case.incidents,
        coverage=case.coverage,
        elsewhere=case.elsewhere,
        silent_since=case.silent_since,
        last=case.checkpoint,
    )
