"""Decides which strike answers which: the latest earlier act of force in the opposite direction.

Whether the answer counts as retaliation, and how much, is an indicator's business.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from monitor.model.incidents import Incident, Status

ANSWER_WITHIN = timedelta(days=7)
"""Later than this a strike stands for itself (the outermost tier of I20)."""


def link_responses(incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """The same incidents in the same order, each state's act of force with ``response_to`` set or cleared.

    An exchange whose beginner is disputed answers nothing and is answered by nothing: there is no A and no B.
    """
    directed = [incident for incident in incidents if _has_direction(incident)]
    return tuple(replace(incident, response_to=_answered(incident, directed)) for incident in incidents)


def _has_direction(incident: Incident) -> bool:
    return (
        incident.type == "force_state"
        and incident.status is not Status.RETRACTED
        and not incident.initiator_disputed
        and incident.initiator_state is not None
        and incident.target_state is not None
    )


def _answered(incident: Incident, directed: Sequence[Incident]) -> str | None:
    if not _has_direction(incident):
        return None
    earlier = [
        other
        for other in directed
        if other.started_at < incident.started_at <= other.started_at + ANSWER_WITHIN
        and other.initiator_state == incident.target_state
        and other.target_state == incident.initiator_state
    ]
    return max(earlier, key=lambda other: (other.started_at, other.id)).id if earlier else None
