"""Why a border stands as it does, out of the store: judged once more from what its last assessment was judged from."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.escalation import account as accounts
from monitor.escalation.account import Account, Part
from monitor.model.incidents import Incident

if TYPE_CHECKING:
    from monitor.bootstrap import App


def account(app: "App", border: str, *, at: datetime | None = None) -> Account:
    """The border now; or at an earlier time, as known today (whose feeds spoke then isn't)."""
    given = app.assess.given(border, now=app.clock.now())
    if at is None:
        return accounts.account(given, rulebook=app.loaded.rulebook.for_border(border), now=app.clock.now())
    then = replace(given, coverage=(), silent_since=())
    return accounts.account(then, rulebook=app.loaded.rulebook.for_border(border), now=at)


def part_of(app: "App", incident: Incident) -> Part:
    """What an incident has to do with the state of its border; nothing for one that has none."""
    if incident.border is None:
        return Part()
    book, now = app.loaded.rulebook.for_border(incident.border), app.clock.now()
    return accounts.part_of(incident.id, app.assess.given(incident.border, now=now), rulebook=book, now=now)
