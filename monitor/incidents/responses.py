"""Decides which strike answers which: the latest earlier act of force in the opposite direction.

Whether the answer counts as retaliation, and how much, is an indicator's business.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from monitor.model.incidents import Incident, Status

EMPTY: Mapping[str, Incident] = MappingProxyType({})

ANSWER_WITHIN = timedelta(days=7)
"""Later than this a strike stands for itself (the outermost tier of I20)."""


def link_responses(
    incidents: Sequence[Incident], *, known: Mapping[str, Incident] = EMPTY, since: datetime | None = None
) -> tuple[Incident, ...]:
    """The same incidents in the same order, each state's act of force with ``response_to`` set or cleared.

    An exchange whose beginner is disputed answers nothing and is answered by nothing: there is no A and no B.

    ``since``: when incidents begin to be complete. What was before can't be found for the first of them: it is taken from ``known``.
    """
    struck: defaultdict[tuple[str | None, str | None], list[tuple[datetime, str]]] = defaultdict(list)
    for incident in incidents:
        if _has_direction(incident):
            struck[incident.initiator_state, incident.target_state].append((incident.started_at, incident.id))
    for acts in struck.values():
        acts.sort()
    findable_from = since + ANSWER_WITHIN if since else None
    return tuple(
        _linked(incident, struck)
        if findable_from is None or incident.started_at >= findable_from
        else _as_it_was(incident, known)
        for incident in incidents
    )


def _as_it_was(incident: Incident, known: Mapping[str, Incident]) -> Incident:
    was = known.get(incident.id)
    return replace(incident, response_to=was.response_to) if was else incident


def _has_direction(incident: Incident) -> bool:
    return (
        incident.type == "force_state"
        and incident.status is not Status.RETRACTED
        and not incident.initiator_disputed
        and incident.initiator_state is not None
        and incident.target_state is not None
    )


def _linked(
    incident: Incident, struck: Mapping[tuple[str | None, str | None], Sequence[tuple[datetime, str]]]
) -> Incident:
    answered = _answered(incident, struck.get((incident.target_state, incident.initiator_state), ()))
    return incident if incident.response_to == answered else replace(incident, response_to=answered)


def _answered(incident: Incident, earlier: Sequence[tuple[datetime, str]]) -> str | None:
    """The latest of the other side's acts before it, if it is not too long ago."""
    before = bisect_left(earlier, (incident.started_at, ""))
    if not before or not _has_direction(incident):
        return None
    at, id_ = earlier[before - 1]
    return id_ if incident.started_at - at <= ANSWER_WITHIN else None
