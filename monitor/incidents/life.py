"""Decides where an incident stands in its life: a matter of when news of it came, and of the time. Nothing is written by it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.incidents import windows
from monitor.model.incidents import Incident, Life
from monitor.model.reports import ActClass, Report

QUIET_AFTER = timedelta(days=3)
"""A silence that ends a block, as in ``blocks``."""
CLOSED_AFTER = timedelta(days=14)
"""As long as an act of force is retold in the background of other news; what comes later tells of it anew."""

TRUCE = "material_deesc.ceasefire"
_NO_AFFIRMATION = frozenset({"truce_breach", "denied"})


def of(incident: Incident, now: datetime) -> Life:
    """Open while news comes; an incident whose news came again after it had been closed is reopened as long as it would be open."""
    silence = now - incident.last_known_at
    if silence > CLOSED_AFTER:
        return Life.CLOSED
    if silence > QUIET_AFTER:
        return Life.QUIET
    return Life.REOPENED if incident.reopened_at is not None else Life.OPEN


def reopened_at(known: Sequence[Report]) -> datetime | None:
    """When news of it last came after it had been closed; ``known`` in the order in which they became known."""
    times = [report.known_at for report in known]
    return next((b for a, b in zip(times[-2::-1], times[:0:-1], strict=True) if b - a > CLOSED_AFTER), None)


def affirmed_at(reports: Sequence[Report], *, since: datetime) -> tuple[datetime, ...]:
    """When news that is about the truce, and not about something else that mentions it, told of it again, in order."""
    until = since + windows.firm(ActClass.AGREEMENT)
    own = (r for r in reports if r.primary and r.event == TRUCE and _NO_AFFIRMATION.isdisjoint(r.traits))
    return tuple(sorted({report.at for report in own if since < report.at <= until}))
